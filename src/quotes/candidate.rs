//! Who may have said a stretch of quoted words.
//!
//! The names, pronouns and sources around the stretch, outside all marks, in order. A candidate is only what the words are; how well it
//! fits a stretch is `speaker`'s to say.

use crate::article::Article;
use crate::language::Language;
use crate::names::{EntityKind, Names};
use crate::quotes::clause::{CUE, Class, PRONOUN, Piece};
use crate::quotes::mark::Stretch;
use crate::text::Span;

pub(super) const COMMA: &[char] = &[','];

/// Somebody or something that may have said a stretch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Candidate {
    /// Its pieces.
    pub(super) pieces: std::ops::Range<usize>,
    /// The words that name it.
    pub(super) span: Span,
    /// What kind of words those are.
    pub(super) kind: Kind,
    /// The entity, for a name.
    pub(super) entity: Option<usize>,
    /// The role printed at the name.
    pub(super) role: Option<Span>,
    /// The small word that leads its noun phrase, a determiner or a preposition.
    pub(super) lead: Option<usize>,
    /// A preposition makes it anything but a subject.
    pub(super) oblique: bool,
}

/// What names a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Person,
    Organisation,
    Place,
    /// A capitalised word that `names` knows nothing of, where a speaker would stand.
    Unknown,
    She,
    He,
    /// "they", "we", "it", "who".
    Pronoun,
    /// A noun that is known to speak: "an aide".
    Source,
    /// Any other noun where a speaker would stand.
    Noun,
    /// A name between marks: „Die Zeit“.
    Quoted,
    /// A noun that no list knows, where every noun has a capital.
    Common,
    /// A noun that ends as those for acts and states do.
    Thing,
}

/// The candidates of a run of pieces, in order.
pub(super) fn candidates(
    article: &Article,
    names: &Names,
    stretches: &[Stretch],
    pieces: &[Piece],
    language: &Language,
) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        let candidate = named(names, pieces, at)
            .or_else(|| pronoun(pieces, at))
            .or_else(|| quoted(article, stretches, pieces, at))
            .or_else(|| unknown(article, pieces, at, language))
            .or_else(|| noun(pieces, at, found.last().map_or(0, |last| last.pieces.end), language));
        at = candidate.as_ref().map_or(at + 1, |candidate| candidate.pieces.end.max(at + 1));
        found.extend(candidate.map(|candidate| with_lead(article, pieces, candidate, language)));
    }
    found
}

/// Finds the small word that leads the noun phrase of a candidate, and whether a preposition does.
fn with_lead(article: &Article, pieces: &[Piece], candidate: Candidate, language: &Language) -> Candidate {
    let start = candidate.pieces.start;
    let own = candidate.entity.is_none() && pieces[start].class.is(SMALL);
    let mut at = start;
    while !own && at > 0 && start - at < LONGEST && !pieces[at].begins {
        let before = &pieces[at - 1];
        if at < start && pieces[at].class.is(SMALL)
            || !before.class.is(SMALL) && (!before.in_noun_phrase() || before.class.is(CUE))
        {
            break;
        }
        at -= 1;
    }
    let lead = Some(at).filter(|at| (own || *at < start) && pieces[*at].class.is(SMALL));
    let before = at.checked_sub(1).filter(|_| !pieces[at].begins);
    let governed = before.is_some_and(|before| governs(pieces, before));
    let case = lead.is_some_and(|lead| governs(pieces, lead) || pieces[lead].class.is(Class::OBLIQUE));
    // "Ana Ruiz (SPD) said": says what she is.
    let bracketed = before.is_some_and(|before| pieces[before].is_mark(&['(']));
    // "der Sprecher der Minister", "Minister Frankreichs": a noun right after a noun is its owner.
    let genitive = lead.map_or(candidate.kind == Kind::Place, |lead| pieces[lead].class.is(Class::GENITIVE));
    let owner = language.names.capital_nouns && genitive && follows_noun(article, pieces, at, language);
    let oblique = governed || case || owner || bracketed;
    Candidate { lead, oblique, ..candidate }
}

/// Words that lead a noun phrase.
const SMALL: Class = Class::DETERMINER.or(Class::PREPOSITION);

/// Whether a word keeps the noun after it from being a subject: a preposition, but for one that begins a clause ("Während Ruiz sprach").
fn governs(pieces: &[Piece], at: usize) -> bool {
    let begins = pieces[at].begins || at > 0 && pieces[at - 1].is_mark(COMMA);
    pieces[at].class.is(Class::PREPOSITION) && !(begins && pieces[at].class.is(Class::CONJUNCTION))
}

/// Whether a noun stands right before, in the same sentence.
fn follows_noun(article: &Article, pieces: &[Piece], at: usize, language: &Language) -> bool {
    let small = SMALL.or(PRONOUN).or(Class::CONJUNCTION);
    let before = at.checked_sub(1).filter(|_| !pieces[at].begins).map(|before| &pieces[before]);
    before.is_some_and(|piece| {
        let capital = piece.is_word() && piece.class.is(Class::CAPITAL) && !piece.class.is(small);
        // "Auch der Minister": a capital only because the sentence begins.
        let starts = capital && piece.begins && {
            let word = article.text[piece.span.clone()].to_lowercase();
            language.text.sentence_starters.contains(&word)
        };
        capital && !starts
    })
}

fn named(names: &Names, pieces: &[Piece], at: usize) -> Option<Candidate> {
    let index = pieces[at].mention?;
    let mention = &names.mentions[index];
    let end = at + pieces[at..].iter().take_while(|piece| piece.mention == Some(index)).count();
    let kind = match names.entities[mention.entity].kind {
        EntityKind::Person => Kind::Person,
        EntityKind::Organisation => Kind::Organisation,
        EntityKind::Place => Kind::Place,
    };
    // "Pike spokesman Lee Marsh", "a U.S. official": an employer or a country in a title speaks through the person it stands before.
    let title = title_after(pieces, end);
    let person = |piece: &Piece| {
        piece
            .mention
            .is_some_and(|index| names.entities[names.mentions[index].entity].kind == EntityKind::Person)
    };
    let before = at.checked_sub(1).map(|before| pieces[before].class);
    let modifies = kind != Kind::Person || before.is_some_and(|class| class.is(Class::DETERMINER));
    if title > 0 && (modifies || pieces.get(end + title).is_some_and(person)) {
        return None;
    }
    let (span, role) = (mention.span.clone(), mention.role.clone());
    Some(Candidate {
        pieces: at..end,
        span,
        kind,
        entity: Some(mention.entity),
        role,
        lead: None,
        oblique: false,
    })
}

/// How many words follow that make what stands before them part of a title: "foreign minister" of "Nordland's foreign minister".
fn title_after(pieces: &[Piece], at: usize) -> usize {
    let goes_on = |piece: &&Piece| {
        piece.in_noun_phrase()
            && piece.mention.is_none()
            && !piece.begins
            && !piece.class.is(Class::VERB_LIKE)
    };
    let words = pieces[at..].iter().take(LONGEST).take_while(goes_on).count();
    if pieces[at..at + words].iter().any(|piece| piece.class.is(Class::SOURCE)) { words } else { 0 }
}

/// A name between marks: a few words, each with a capital, and no stop.
fn quoted(article: &Article, stretches: &[Stretch], pieces: &[Piece], at: usize) -> Option<Candidate> {
    let words = &stretches[pieces[at].quoted()?].words;
    let inside = &article.text[words.clone()];
    let plain = !inside.ends_with(|char: char| !char.is_alphanumeric());
    let named =
        inside.split(' ').count() <= 3 && inside.split(' ').all(|word| word.starts_with(char::is_uppercase));
    (plain && named).then(|| Candidate { span: words.clone(), ..simple(pieces, at..at + 1, Kind::Quoted) })
}

fn pronoun(pieces: &[Piece], at: usize) -> Option<Candidate> {
    let piece = &pieces[at];
    if !piece.is_word() || !piece.class.is(PRONOUN) || piece.class.is(Class::POSSESSIVE) {
        return None;
    }
    let kind = if piece.class.is(Class::FEMALE) {
        Kind::She
    } else if piece.class.is(Class::MALE) {
        Kind::He
    } else {
        Kind::Pronoun
    };
    // "one aide": a word that may stand for itself or begin a noun phrase.
    let begins_phrase =
        piece.class.is(Class::DETERMINER) && pieces.get(at + 1).is_some_and(Piece::in_noun_phrase);
    (!begins_phrase).then(|| simple(pieces, at..at + 1, kind))
}

/// "Barcelona said": capitalised words no entity was made of, beside a cue; any of them, where every noun has a capital.
fn unknown(article: &Article, pieces: &[Piece], at: usize, language: &Language) -> Option<Candidate> {
    let capital = |piece: &Piece| {
        piece.is_word()
            && piece.mention.is_none()
            && piece.class.is(Class::CAPITAL)
            && !piece.class.is(PRONOUN
                .or(Class::DETERMINER)
                .or(Class::PREPOSITION)
                .or(Class::CONJUNCTION)
                .or(Class::SPEECH))
    };
    let count = pieces[at..].iter().take_while(|piece| capital(piece)).count();
    if count == 0 || pieces.get(at + count).is_some_and(|next| next.mention.is_some()) {
        return None;
    }
    let run = at..at + count;
    // "Later": a capital only because the sentence begins.
    let starter = pieces[at].begins && count == 1 && {
        let word = article.text[pieces[at].span.clone()].to_lowercase();
        language.text.sentence_starters.contains(&word)
    };
    if starter {
        return None;
    }
    let beside = language.names.capital_nouns || beside_cue(pieces, run.clone());
    let shouted = article.text[pieces[at].span.clone()].chars().all(|char| !char.is_lowercase()) && count > 3;
    let source = language.names.capital_nouns && pieces[run.end - 1].class.is(Class::SOURCE);
    let kind = match (source, language.names.capital_nouns && count == 1) {
        (true, _) => Kind::Source,
        (false, true) if pieces[run.end - 1].class.is(Class::ABSTRACT) => Kind::Thing,
        (false, true) => Kind::Common,
        (false, false) => Kind::Unknown,
    };
    (beside && !shouted).then(|| simple(pieces, run, kind))
}

/// Whether a verb of speech stands right before or after.
pub(super) fn beside_cue(pieces: &[Piece], run: std::ops::Range<usize>) -> bool {
    let after = pieces[run.end..].iter().find(|piece| !piece.class.is(Class::AUXILIARY));
    let before = run.start.checked_sub(1).map(|before| &pieces[before]);
    after.is_some_and(|piece| piece.class.is(CUE) && piece.is_word())
        || before.is_some_and(|piece| piece.class.is(CUE))
}

/// A noun phrase whose last word is a source, or that stands beside a cue.
fn noun(pieces: &[Piece], at: usize, from: usize, language: &Language) -> Option<Candidate> {
    let piece = &pieces[at];
    let proper = piece.class.is(Class::CAPITAL) && !piece.begins && !piece.class.is(Class::SOURCE);
    let unfit = proper || piece.mention.is_some() || piece.class.is(Class::DETERMINER.or(Class::POSSESSIVE));
    if unfit || !piece.is_word() || !piece.in_noun_phrase() {
        return None;
    }
    let next = pieces.get(at + 1);
    let goes_on = |next: &Piece| {
        next.class.is(Class::SOURCE) && next.in_noun_phrase() || next.mention.is_some() && !next.begins
    };
    if next.is_some_and(goes_on) {
        return None;
    }
    let source = piece.class.is(Class::SOURCE);
    let before_cue = next.is_some_and(|next| next.class.is(CUE) && next.is_word());
    // Where every noun has a capital, a small letter is no noun's.
    let may_be_noun = !language.names.capital_nouns || piece.class.is(Class::CAPITAL);
    let group = piece.class.is_plain() && before_cue && may_be_noun;
    if !source && !group {
        return None;
    }
    let start = phrase_start(pieces, at, from);
    // "Marsh, a spokesman for the minister,": says who Marsh is; it is Marsh who speaks.
    let apposition = start > 1 && pieces[start - 1].is_mark(COMMA) && pieces[start - 2].mention.is_some();
    if apposition && !before_cue {
        return None;
    }
    Some(simple(pieces, start..at + 1, if source { Kind::Source } else { Kind::Noun }))
}

/// Where the noun phrase that ends with a piece begins: at its determiner, or after the last word that cannot be part of it.
fn phrase_start(pieces: &[Piece], at: usize, from: usize) -> usize {
    let mut start = at;
    while start > from.max(at.saturating_sub(LONGEST)) {
        let before = &pieces[start - 1];
        // "carried signs": a verb, but for "a convicted man".
        let verb = before.class.is(Class::VERB_LIKE)
            && !start.checked_sub(2).is_some_and(|index| pieces[index].class.is(Class::DETERMINER));
        if pieces[start].begins
            || verb
            || !(before.in_noun_phrase() || before.class.is(Class::DETERMINER))
            || pieces[start].class.is(Class::DETERMINER)
        {
            break;
        }
        start -= 1;
    }
    start
}

/// Words of a noun phrase that are looked at.
const LONGEST: usize = 6;

fn simple(pieces: &[Piece], run: std::ops::Range<usize>, kind: Kind) -> Candidate {
    let span = pieces[run.start].span.start..pieces[run.end - 1].span.end;
    Candidate { pieces: run, span, kind, entity: None, role: None, lead: None, oblique: false }
}
