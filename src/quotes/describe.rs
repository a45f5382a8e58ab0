//! What there is to say of a candidate and a stretch, as features of a model.

use crate::model::{Features, bucket};
use crate::quotes::candidate::{COMMA, Candidate, Kind, beside_cue};
use crate::quotes::clause::{CUE, Class, Piece};
use crate::quotes::link::{Link, Shape, tag, way};
use crate::quotes::speaker::Place;

/// Templates of features; a number each, which must not change without training anew.
#[derive(Debug, Clone, Copy)]
enum Template {
    ShapeKind = 1,
    CueClass,
    CueWord,
    ToCue,
    CueToQuote,
    Way,
    Next,
    NextWord,
    PreviousWord,
    PreviousTag,
    Borders,
    QuotesBetween,
    Rivals,
    QuoteEnd,
    QuoteStart,
    Opens,
    Owner,
    Last,
    LastEntity,
    Spoke,
    Mentions,
    Length,
    Tokens,
    Commas,
    LastShape,
    Head,
    Size,
    Apposition,
    Small,
    Adjacent,
    Told,
    Role,
    Subject,
    Nobody,
    NobodyAround,
    NobodyLast,
    CueWays,
    RivalCue,
    NobodyLength,
    SentenceFirst,
    BeforeQuote,
    Lead,
    Company,
    Mood,
    Speaks,
    Suffix,
    Rank,
    Grammar,
}

/// Adds the features of a candidate for the stretch of a place.
pub(super) fn candidate(
    place: &Place,
    all: &[Candidate],
    candidate: &Candidate,
    link: &Link,
    to: &mut Features,
) {
    let Place { pieces, at, .. } = *place;
    let shape = link.shape as u32;
    let side = side(place, candidate);
    let kind = candidate.kind as u32;
    let mut add = |template: Template, values: &[u32]| to.add(template as u32, values);
    let (from, until) = if candidate.pieces.end <= at {
        (candidate.pieces.end, at)
    } else {
        (at + 1, candidate.pieces.start)
    };
    let between = &pieces[from..until];
    let count = |test: &dyn Fn(&Piece) -> bool| between.iter().filter(|piece| test(piece)).count();

    add(Template::ShapeKind, &[shape, kind]);
    let borders = count(&|piece| piece.begins) + usize::from(candidate.pieces.end <= at && pieces[at].begins);
    let borders = borders + usize::from(candidate.pieces.start > at && pieces[candidate.pieces.start].begins);
    let same_block = u32::from(pieces[candidate.pieces.start].block == pieces[at].block);
    add(Template::Borders, &[shape, bucket(borders), same_block]);
    add(Template::Borders, &[side, bucket(borders), kind]);
    let quotes = count(&|piece| piece.quoted().is_some());
    add(Template::QuotesBetween, &[shape, bucket(quotes), bucket(borders)]);
    add(Template::Tokens, &[shape, bucket(between.len()), bucket(borders.min(1))]);
    add(Template::Commas, &[shape, bucket(count(&|piece| piece.is_mark(COMMA)))]);
    if between.len() <= 8 {
        add(Template::Way, &[side, way(between)]);
    }
    let rivals: Vec<_> =
        all.iter().filter(|other| other.pieces.start >= from && other.pieces.end <= until).collect();
    add(Template::Rivals, &[side, bucket(rivals.len()), kind]);
    add(Template::Rivals, &[shape, bucket(rivals.iter().filter(|rival| rival.entity.is_some()).count())]);
    around(pieces, candidate, [side, shape, kind], &mut add);
    if let Some(cue) = &link.cue {
        let cue = cue.start;
        let word = &pieces[cue];
        let strength = strength(word);
        let class = u32::from(word.class.is(Class::SAYING)) + 2 * u32::from(word.class.is(Class::TELLING));
        let to_cue = if cue < candidate.pieces.start {
            candidate.pieces.start - cue - 1
        } else {
            cue - candidate.pieces.end
        };
        let to_quote = if cue < at { at - cue - 1 } else { cue - at - 1 };
        add(Template::CueClass, &[shape, strength, class]);
        add(Template::CueClass, &[shape, strength, kind]);
        add(Template::CueWord, &[shape, word.hash]);
        add(Template::CueWord, &[shape, word.hash, bucket(to_cue.min(2))]);
        add(Template::ToCue, &[shape, bucket(to_cue), strength]);
        add(Template::CueToQuote, &[shape, bucket(to_quote), strength]);
        if to_cue <= 8 {
            let (start, end) = if cue < candidate.pieces.start {
                (cue + 1, candidate.pieces.start)
            } else {
                (candidate.pieces.end, cue)
            };
            add(Template::CueWays, &[shape, strength, way(&pieces[start..end])]);
        }
        let others = all.iter().filter(|other| {
            let (low, high) = (cue.min(candidate.pieces.start), cue.max(candidate.pieces.end));
            other.pieces.start >= low && other.pieces.end <= high && other.span != candidate.span
        });
        add(Template::RivalCue, &[shape, bucket(others.clone().count())]);
        let subjects = others.filter(|other| !other.oblique).count();
        add(
            Template::RivalCue,
            &[shape, bucket(subjects), 1 + u32::from(candidate.oblique), bucket(to_cue.min(3))],
        );
    }
    lead(pieces, all, candidate, [side, shape, kind], &mut add);
    grammar(place, all, candidate, kind, &mut add);
    let mood = u32::from(place.is_told());
    let speaks = u32::from(beside_cue(pieces, candidate.pieces.clone()));
    let away = bucket(borders.min(3));
    add(Template::Mood, &[mood, speaks, away]);
    add(Template::Mood, &[mood, shape, away, kind]);
    add(Template::Speaks, &[speaks, shape, away]);
    add(Template::Speaks, &[speaks, kind, side, away]);
    let people = all.iter().filter(|other| other.kind == Kind::Person && other.span != candidate.span);
    add(Template::Company, &[kind, bucket(people.count()), shape]);
    let people = rivals.iter().filter(|other| other.kind == Kind::Person).count();
    add(Template::Company, &[kind, bucket(people), side, 1]);
    stretch(place, [side, shape, bucket(borders.min(2))], &mut add);
    state(place, candidate, [shape, kind], &mut add);
}

/// The words beside a candidate, and what it is itself.
fn around(
    pieces: &[Piece],
    candidate: &Candidate,
    [side, shape, kind]: [u32; 3],
    add: &mut impl FnMut(Template, &[u32]),
) {
    let std::ops::Range { start, end } = candidate.pieces;
    let after = &pieces[end..pieces.len().min(end + 3)];
    add(Template::Next, &[side, kind, after.first().map_or(0, tag)]);
    add(Template::Next, &[side, way(after)]);
    add(Template::NextWord, &[side, after.first().map_or(0, |piece| piece.hash)]);
    let before = start.checked_sub(1).map(|before| &pieces[before]).filter(|_| !pieces[start].begins);
    let two = start.checked_sub(2).map_or(0, |before| tag(&pieces[before]));
    add(Template::PreviousTag, &[side, before.map_or(0, tag), kind]);
    add(Template::PreviousTag, &[shape, before.map_or(0, tag), two]);
    add(Template::PreviousWord, &[side, before.map_or(0, |piece| piece.hash)]);
    add(Template::PreviousWord, &[kind, before.map_or(0, |piece| piece.hash)]);
    add(Template::Opens, &[u32::from(pieces[start].begins), shape, kind]);
    add(
        Template::Owner,
        &[
            u32::from(pieces[end - 1].class.is(Class::POSSESSIVE)),
            u32::from(after.first().is_some_and(|piece| piece.class.is(Class::POSSESSIVE))),
            side,
        ],
    );
    if candidate.entity.is_none() {
        add(Template::Head, &[kind, pieces[end - 1].hash]);
        add(Template::Suffix, &[kind, pieces[end - 1].suffix]);
        add(Template::Suffix, &[kind, pieces[end - 1].suffix, side]);
    }
    add(Template::Size, &[kind, bucket(end - start)]);
    add(Template::Role, &[u32::from(candidate.role.is_some()), kind, side]);
    let told = before.is_some_and(|piece| piece.class.is(Class::TELLING));
    add(Template::Told, &[u32::from(told), shape]);
    let apposed = start > 1 && pieces[start - 1].is_mark(COMMA) && pieces[start - 2].mention.is_some();
    add(Template::Apposition, &[u32::from(apposed), kind, side]);
    // The first thing of its sentence that could be its subject.
    let sentence = pieces[..=start].iter().rposition(|piece| piece.begins).unwrap_or(0);
    let lead = &pieces[sentence..start];
    let headed = lead.iter().filter(|piece| piece.mention.is_some() || piece.class.is(CUE)).count();
    add(Template::Subject, &[bucket(headed), shape, kind]);
    add(Template::SentenceFirst, &[pieces[sentence].hash, side]);
    add(Template::BeforeQuote, &[u32::from(lead.iter().any(|piece| piece.quoted().is_some())), shape]);
}

/// What makes a candidate a subject: the small word that leads its noun phrase and what stands before that, for case and preposition
/// tell; and how many others of its sentence come first.
fn lead(
    pieces: &[Piece],
    all: &[Candidate],
    candidate: &Candidate,
    [side, shape, kind]: [u32; 3],
    add: &mut impl FnMut(Template, &[u32]),
) {
    let start = candidate.pieces.start;
    let word = candidate.lead.map_or(0, |lead| pieces[lead].hash);
    let led = u32::from(candidate.lead.is_some());
    let at = candidate.lead.unwrap_or(start);
    let before = at.checked_sub(1).filter(|_| !pieces[at].begins).map(|before| &pieces[before]);
    add(Template::Lead, &[word, kind]);
    add(Template::Lead, &[word, shape]);
    add(Template::Lead, &[word, before.map_or(0, tag), side]);
    add(Template::Lead, &[before.map_or(0, tag), shape, led]);
    add(Template::Lead, &[before.map_or(1, |piece| piece.hash), kind, led]);
    let sentence = pieces[..=start].iter().rposition(|piece| piece.begins).unwrap_or(0);
    let first =
        all.iter().filter(|other| (sentence..start).contains(&other.pieces.start) && !other.oblique).count();
    let oblique = u32::from(candidate.oblique);
    add(Template::Rank, &[bucket(first), oblique, shape]);
    add(Template::Rank, &[bucket(first), oblique, kind]);
    add(Template::Rank, &[oblique, kind, side]);
    let names = all.iter().any(|other| {
        let person = matches!(other.kind, Kind::Person | Kind::She | Kind::He | Kind::Source);
        person && !other.oblique && other.pieces.start >= sentence && other.span != candidate.span
    });
    add(Template::Rank, &[2, u32::from(names), kind, side]);
}

/// Whether grammar makes a candidate the subject of the verb that tells the stretch, and what else it may be.
fn grammar(
    place: &Place,
    all: &[Candidate],
    candidate: &Candidate,
    kind: u32,
    add: &mut impl FnMut(Template, &[u32]),
) {
    let Some(subjects) = place.subjects else {
        add(Template::Grammar, &[0, kind]);
        return;
    };
    let is = |start: Option<usize>| u32::from(start == Some(candidate.pieces.start));
    let own = is(subjects.before) + 2 * is(subjects.after);
    let told = u32::from(subjects.cue > place.at) + 2 * u32::from(subjects.cue <= place.at + 2);
    let told = if subjects.far { 4 + u32::from(place.is_told()) } else { told };
    let kind_of = |start: Option<usize>| {
        let found = all.iter().find(|other| Some(other.pieces.start) == start);
        found.map_or(0, |other| 1 + other.kind as u32)
    };
    let (before, after) = (kind_of(subjects.before), kind_of(subjects.after));
    let filled = u32::from(before > 0) + 2 * u32::from(after > 0);
    add(Template::Grammar, &[1, own, filled, told]);
    add(Template::Grammar, &[2, own, told, strength(&place.pieces[subjects.cue])]);
    add(Template::Grammar, &[3, own, told, kind]);
    add(Template::Grammar, &[6, u32::from(own > 0), u32::from(subjects.far), u32::from(place.is_told())]);
    add(Template::Grammar, &[4, own, before, after]);
    add(Template::Grammar, &[5, own, told, place.pieces[subjects.cue].hash]);
}

/// How the quoted words themselves begin and end.
fn stretch(place: &Place, [side, shape, borders]: [u32; 3], add: &mut impl FnMut(Template, &[u32])) {
    let Place { pieces, at, .. } = *place;
    let before = at.checked_sub(1).filter(|_| !pieces[at].begins).map_or(0, |before| tag(&pieces[before]));
    let next = pieces.get(at + 1).filter(|next| next.block == pieces[at].block);
    let after = next.map_or(0, |next| if next.begins { 1 } else { tag(next) });
    add(Template::QuoteEnd, &[shape, place.ending(), borders]);
    add(Template::QuoteEnd, &[side, place.ending(), after]);
    add(Template::QuoteStart, &[shape, before, borders]);
    add(Template::Adjacent, &[shape, after]);
    add(Template::Small, &[shape, u32::from(place.is_small()), borders]);
    add(Template::Length, &[shape, bucket(place.words)]);
}

/// What the story told before: who spoke last, how often this one did.
fn state(
    place: &Place,
    candidate: &Candidate,
    [shape, kind]: [u32; 2],
    add: &mut impl FnMut(Template, &[u32]),
) {
    let Place { pieces, at, .. } = *place;
    let alone = u32::from(place.is_alone());
    if let (Some(last), Some(last_at)) = (place.last, place.last_at) {
        let near = u32::from(pieces[last_at].block == pieces[at].block);
        let same = u32::from(last.candidate.span == candidate.span);
        let entity = u32::from(last.entity.is_some() && last.entity == candidate.entity);
        let own = u32::from(last.own);
        add(Template::Last, &[same, near, alone, shape]);
        add(Template::Last, &[same, near, u32::from(pieces[at].begins), own]);
        add(Template::LastEntity, &[entity, near, alone, kind]);
        add(Template::LastShape, &[last.shape as u32, shape, near]);
        let like = u32::from(last.candidate.kind == candidate.kind);
        add(Template::LastShape, &[like, same, kind, near]);
    }
    let spoke = candidate.entity.map_or(0, |entity| place.spoke.get(entity).copied().unwrap_or(0));
    add(Template::Spoke, &[bucket(spoke), kind, alone]);
    let mentions = candidate.entity.map_or(0, |entity| place.mentions.get(entity).copied().unwrap_or(0));
    add(Template::Mentions, &[bucket(mentions), kind]);
}

/// Adds the features of there being no speaker.
pub(super) fn nobody(place: &Place, all: &[Candidate], to: &mut Features) {
    let Place { pieces, at, .. } = *place;
    let mut add = |template: Template, values: &[u32]| to.add(template as u32, values);
    let before = at.checked_sub(1).filter(|_| !pieces[at].begins).map_or(0, |before| tag(&pieces[before]));
    let next = pieces.get(at + 1).filter(|next| next.block == pieces[at].block);
    let after = next.map_or(0, |next| if next.begins { 1 } else { tag(next) });
    let alone = u32::from(place.is_alone());
    add(Template::Nobody, &[]);
    add(Template::Nobody, &[bucket(all.len())]);
    add(Template::NobodyAround, &[before, after]);
    add(Template::NobodyLast, &[u32::from(place.last.is_some()), alone]);
    add(Template::NobodyLength, &[bucket(place.words), alone]);
    add(Template::NobodyLength, &[bucket(place.words), place.ending(), u32::from(place.is_small())]);
}

/// Before the stretch or after, and whether a paragraph lies between.
fn side(place: &Place, candidate: &Candidate) -> u32 {
    let near = place.pieces[candidate.pieces.start].block == place.pieces[place.at].block;
    u32::from(candidate.pieces.end <= place.at) + 2 * u32::from(near)
}

/// What a cue is known as.
pub(super) fn strength(cue: &Piece) -> u32 {
    if cue.class.is(Class::NAMING) {
        1
    } else if cue.class.is(Class::SPEECH.or(Class::PHRASE)) {
        2
    } else {
        u32::from(cue.is_word()) * 3
    }
}

/// Whether two shapes have the same side.
pub(super) fn is_after(shape: Shape) -> bool {
    matches!(shape, Shape::PhraseAfter | Shape::Inverted | Shape::CueAfter | Shape::DashAfter | Shape::After)
}
