//! All that differs between languages, as data: a language is a folder of word lists, and [`Language`] names them.
//!
//! Lists are text files, an entry a line, sorted, lower case, `#` for comments; they are read once, when first asked for.
//! Code holds shapes, never vocabulary.

use std::borrow::Cow;
use std::sync::LazyLock;

use crate::model::hash;

/// The word lists of one language, by the stage that reads them.
#[derive(Debug)]
pub struct Language {
    /// BCP 47 code, without region.
    pub code: &'static str,
    // article
    /// What tells the story from the lines around it.
    pub article: ArticleWords,
    // text
    /// What tells where a sentence ends.
    pub text: TextWords,
    // names
    /// What tells people, organisations and places.
    pub names: NameWords,
    // quotes
    /// What tells speech and its speakers.
    pub quotes: QuoteWords,
    // metadata
    /// What tells authors and dates.
    pub metadata: MetadataWords,
    // facts
    /// What tells dates and numbers.
    pub facts: FactWords,
    // summary
    /// What tells a sentence that can stand alone.
    pub summary: SummaryWords,
}

/// The words by which `article::metadata` reads bylines and dates.
#[derive(Debug)]
pub struct MetadataWords {
    /// Months, each with its number: `march 3`.
    pub months: WordList,
    /// What stands before the authors of a story: `written by`.
    pub byline_openers: WordList,
    /// Months that are names of people, too.
    pub name_months: WordList,
    /// Words at which the names of a byline are over: `updated`.
    pub byline_ends: WordList,
    /// Words between two authors.
    pub byline_joiners: WordList,
    /// Words for what an author is: `correspondent`.
    pub byline_roles: WordList,
    /// Words for those who write together, no author of their own after a name: `staff`.
    pub byline_desks: WordList,
    /// Last words of names of publications: after a name they say where its owner works.
    pub byline_outlets: WordList,
    /// Words in the names of agencies that sell pictures.
    pub picture_agencies: WordList,
    /// What stands in the place of an author and names nobody: `admin`.
    pub no_author: WordList,
    /// Words that make a date the one of the last change.
    pub updated: WordList,
}

/// The words by which `text` tells where a sentence ends.
#[derive(Debug)]
pub struct TextWords {
    /// Words that with a full stop never end a sentence: "mr", "vs"; also names that end in a mark.
    pub abbreviations: WordList,
    /// Words that with a full stop may end one: "inc", "etc".
    pub closing_abbreviations: WordList,
    /// Words that are abbreviations only before a number: "no", "vol".
    pub abbreviations_before_numbers: WordList,
    /// Words that begin sentences and are never part of a name.
    pub sentence_starters: WordList,
    /// Words before a number with a full stop that make it an ordinal; none where ordinals are written otherwise.
    pub ordinal_leaders: WordList,
    /// Words after such a number.
    pub ordinal_followers: WordList,
    /// The months and their abbreviations.
    pub months: WordList,
    /// The days of the week and their abbreviations.
    pub weekdays: WordList,
    /// Names of time zones, as they follow a time of day.
    pub time_zones: WordList,
}

/// The words by which `names` tells people, organisations and places.
#[derive(Debug)]
pub struct NameWords {
    /// Places known by name.
    pub places: WordList,
    /// Organisations known by name.
    pub organisations: WordList,
    /// Last words of names of organisations: "ministry".
    pub organisation_heads: WordList,
    /// First words of such names, before "of": "ministry".
    pub organisation_openers: WordList,
    /// Last words of names of places: "river".
    pub place_heads: WordList,
    /// First words of names of places: "lake".
    pub place_openers: WordList,
    /// Last words of names of anything else: "initiative".
    pub thing_heads: WordList,
    /// Words before a place: "in".
    pub place_prepositions: WordList,
    /// Agencies that report the news to others.
    pub news_agencies: WordList,
    /// Words before the place where something is or happens.
    pub locating_words: WordList,
    /// Nationalities, languages, creeds: capitals that name nobody.
    pub demonyms: WordList,
    /// How such words end.
    pub demonym_endings: WordList,
    /// Other words in capitals that name nobody.
    pub not_names: WordList,
    /// Words that are capitals only because they begin a sentence.
    pub common_openers: WordList,
    /// Nouns that say what a person is.
    pub roles: WordList,
    /// How nouns end that say so and that no list has.
    pub role_endings: WordList,
    /// Words before such a noun that belong to it.
    pub role_modifiers: WordList,
    /// Titles that only say that a name follows: "mr".
    pub honorifics: WordList,
    /// Titles and nouns of a woman.
    pub female: WordList,
    /// Titles and nouns of a man.
    pub male: WordList,
    /// Small words inside the names of people: "van".
    pub particles: WordList,
    /// What follows a surname: "jr".
    pub name_suffixes: WordList,
    /// Small words inside the names of organisations: "of".
    pub connectors: WordList,
    /// Whether every noun is written with a capital, so that a capital says little.
    pub capital_nouns: bool,
    /// Given names of women.
    pub female_names: WordList,
    /// Given names of men.
    pub male_names: WordList,
    /// Surnames of the well-known, and frequent ones.
    pub surnames: WordList,
}

/// The words by which `quotes` tells who said what.
#[derive(Debug)]
pub struct QuoteWords {
    /// Verbs that report speech, every form that occurs beside a quote.
    pub speech_verbs: WordList,
    /// Verbs after which a clause is reported speech even without a "that".
    pub saying_verbs: WordList,
    /// Words that begin a reported clause: "that".
    pub complementisers: WordList,
    /// Verbs of speech whose object is the person spoken to: "told reporters".
    pub telling_verbs: WordList,
    /// Verbs that give something a name or a judgement, whose quoted words are a fragment: "called".
    pub naming_verbs: WordList,
    /// Words that name a source and come before it: "according to".
    pub cue_phrases: WordList,
    /// What makes a noun the owner of the next: "’s".
    pub possessive_endings: WordList,
    /// Endings by which a word may be a verb of speech nobody thought of.
    pub verb_endings: WordList,
    /// Pronouns of a woman who speaks.
    pub female_pronouns: WordList,
    /// Pronouns of a man who speaks.
    pub male_pronouns: WordList,
    /// Pronouns of several who speak, or of nobody in particular.
    pub plural_pronouns: WordList,
    /// Words that begin a clause about the noun before them.
    pub relative_pronouns: WordList,
    /// Words that begin a noun phrase.
    pub determiners: WordList,
    /// Words whose noun is not the subject.
    pub prepositions: WordList,
    /// Words that stand between a subject and its verb.
    pub auxiliaries: WordList,
    /// Words that join clauses.
    pub conjunctions: WordList,
    /// Nouns for people and bodies that speak: roles, groups, anonymous sources, documents.
    pub source_nouns: WordList,
    /// Nouns whose own words are quoted: "in a statement".
    pub speech_nouns: WordList,
    /// Nouns before the title of a work.
    pub work_nouns: WordList,
    /// Words before a word that is mentioned, not said: "so-called".
    pub word_nouns: WordList,
    /// Forms of verbs by which a sentence is told as somebody's words; none where reported speech has no mood of its own.
    pub reporting_moods: WordList,
    /// Determiners in a case that no subject has.
    pub oblique_determiners: WordList,
    /// "der" of "der Sprecher der Polizei": determiners that an owner may have, a subject as well.
    pub genitive_determiners: WordList,
    /// Endings of nouns for acts, states and things, which do not speak; none where a small letter tells them apart.
    pub abstract_endings: WordList,
}

/// The words by which `article` tells the language, and lines that are not the story by what they are: in an entry of those, a star
/// stands for more of the line.
#[derive(Debug)]
#[allow(missing_docs, reason = "named as the reasons in `article` are")]
pub struct ArticleWords {
    /// Frequent small words that betray the language of a text.
    pub function_words: WordList,
    /// Words that are frequent in a page's furniture and rare in its story.
    pub calls: WordList,
    pub advert: WordList,
    pub related: WordList,
    pub newsletter: WordList,
    pub share: WordList,
    pub follow: WordList,
    pub author_bio: WordList,
    pub comments: WordList,
    pub copyright: WordList,
    pub credit: WordList,
    pub update: WordList,
    pub paywall: WordList,
    pub cookie: WordList,
    pub navigation: WordList,
    pub promo: WordList,
    pub tags: WordList,
}

/// The words by which `facts` reads dates and numbers.
#[derive(Debug)]
pub struct FactWords {
    /// Whether the comma stands before the decimals and the point between thousands.
    pub decimal_comma: bool,
    /// What a word does in an expression of time, by a code: `week unit:W`.
    pub time_words: WordList,
    /// Time zones after a time of day.
    pub zones: WordList,
    /// Pairs of words for the zone of a time of day.
    pub zone_phrases: WordList,
    /// Words that tell of what is to come.
    pub future_words: WordList,
    /// Pairs of words that do.
    pub future_pairs: WordList,
    /// Pairs of words that tell of what has been: "could not be reached".
    pub past_pairs: WordList,
    /// Words that tell of what has been.
    pub past_words: WordList,
    /// Endings of past forms.
    pub past_endings: WordList,
    /// Words that end like a past form and are none: "succeed".
    pub past_lookalikes: WordList,
    /// Words for what was agreed and is still to be done, before an infinitive: "agreed to buy".
    pub promise_words: WordList,
    /// Words right before a month or day up to which or from which something holds: "effective June 1".
    pub bound_words: WordList,
    /// Words after which a past form is a participle: "be paid".
    pub participle_leads: WordList,
    /// Forms of "to be" that tell of now: what is on a day is still to come.
    pub present_copulas: WordList,
    /// Words before the day by which something is to happen.
    pub deadline_words: WordList,
    /// Words before the day from which on something has been.
    pub since_words: WordList,
    /// What stands before an infinitive.
    pub infinitive_leads: WordList,
    /// Holidays, each with its day: `boxing day 12-26`.
    pub holidays: WordList,
    /// What makes a name of a weekday before it: "Sunday Times".
    pub weekday_names: WordList,
    /// Months that are other words too.
    pub ambiguous_months: WordList,
    /// Seasons that are other words too.
    pub ambiguous_seasons: WordList,
    /// What follows a number that counts in order.
    pub ordinal_endings: WordList,
    /// The dot, where a day of the month takes one.
    pub dot_after_day: WordList,
    /// Endings of a noun in the plural.
    pub plural_endings: WordList,
    /// Nouns whose plural shows no ending.
    pub irregular_plurals: WordList,
    /// What follows a year that stands for its decade.
    pub decade_endings: WordList,
    /// What a word does in a number, by a code: `two cardinal:2`.
    pub number_words: WordList,
    /// What joins two parts of a number.
    pub joiners: WordList,
    /// Units of measure, each with its symbol.
    pub measures: WordList,
    /// Words for money, each with its code.
    pub currencies: WordList,
    /// What makes an age of the years before it.
    pub age_words: WordList,
    /// What makes an age of the number after it.
    pub age_leads: WordList,
    /// What joins a share to its whole: "one in five".
    pub per_words: WordList,
    /// What joins the ends of a range.
    pub range_words: WordList,
    /// What opens a range.
    pub between_words: WordList,
    /// Words whose number is a name: "section 230".
    pub number_labels: WordList,
    /// What a street is called: the number before it is a house.
    pub street_words: WordList,
    /// Words at which what a number counts is over.
    pub number_stops: WordList,
    /// Those of them that may describe what is counted: "13 more bodies".
    pub describing_words: WordList,
    /// Words by which it goes on.
    pub number_links: WordList,
    /// Verbs before the measure of a change.
    pub change_verbs: WordList,
    /// Verbs between what is measured and its measure.
    pub measure_verbs: WordList,
    /// Prepositions between such a verb and the measure.
    pub measure_prepositions: WordList,
    /// Those of them before the measure of a change.
    pub change_prepositions: WordList,
    /// Nouns right before their number: "population 640".
    pub measure_nouns: WordList,
    /// Words between a noun and the number that bounds it.
    pub limit_words: WordList,
    /// Words between a thing and its price.
    pub worth_words: WordList,
    /// Words after a length that say which: "tall".
    pub dimension_words: WordList,
    /// Words and pairs of words before a number that change nothing of what it measures: "up to".
    pub hedges: WordList,
    /// Words between a subject and its verb.
    pub verb_fillers: WordList,
    /// Prepositions between a sum and what it pays for.
    pub money_links: WordList,
    /// Words that make a rate of the word after them: "per".
    pub rate_words: WordList,
    /// Words that make a rate of the number before them.
    pub each_words: WordList,
    /// Verbs whose object comes to a number: "bringing the total to".
    pub bring_verbs: WordList,
    /// Scales of temperature, each with its unit.
    pub temperature_scales: WordList,
    /// Words for the sign of minus.
    pub minus_words: WordList,
    /// Units of money that are weights, too, each with its symbol.
    pub weights: WordList,
    /// Words that make weights of them.
    pub weigh_words: WordList,
    /// Nouns for anybody, by age or by sex.
    pub person_nouns: WordList,
    /// Nouns for a person before "of" and an age.
    pub aged_nouns: WordList,
    /// Pronouns that begin a clause about a person.
    pub person_relatives: WordList,
    /// Words for coming to harm.
    pub toll_words: WordList,
    /// Endings that only look like a plural.
    pub singular_endings: WordList,
}

impl FactWords {
    /// Whether a noun stands in the plural, by its ending or by itself.
    pub fn is_plural(&self, word: &str) -> bool {
        self.irregular_plurals.contains(word)
            || (word.len() > 3
                && self.plural_endings.iter().any(|ending| word.ends_with(ending))
                && !self.singular_endings.iter().any(|ending| word.ends_with(ending)))
    }
}

/// The words by which `summary` judges sentences.
#[derive(Debug)]
pub struct SummaryWords {
    /// Words that every story has.
    pub stop_words: WordList,
    /// Pronouns of the one who writes or speaks.
    pub first_person: WordList,
    /// Words that lean on the sentence before.
    pub orphan_openers: WordList,
    /// Words that open an appeal to the reader.
    pub appeals: WordList,
}

/// A sorted list of words or phrases, in lower case.
#[derive(Debug)]
pub struct WordList(LazyLock<Entries, fn() -> Entries>);

/// The entries of a list, and where each is found by its hash: most words that are asked for are in no list, and one look says so.
#[derive(Debug)]
struct Entries {
    sorted: Vec<&'static str>,
    /// Twice as many as there are entries, at least; the index of an entry and one, or zero.
    slots: Vec<u16>,
    /// The same by what stands before the last word of each.
    keys: Vec<u16>,
}

/// Room for a short word in lower case.
pub type Room = [u8; 32];

/// A word in lower case, without a copy on the heap for a short word of ASCII, as nearly all are.
#[inline(never)]
pub fn lower<'a>(word: &str, room: &'a mut Room) -> Cow<'a, str> {
    if let Some(copy) = room.get_mut(..word.len())
        && word.is_ascii()
    {
        copy.copy_from_slice(word.as_bytes());
        copy.make_ascii_lowercase();
        if let Ok(lower) = str::from_utf8(copy) {
            return Cow::Borrowed(lower);
        }
    }
    word.to_lowercase().into()
}

impl WordList {
    /// Whether `entry`, given in lower case, is in the list.
    pub fn contains(&self, entry: &str) -> bool {
        self.contains_hashed(entry, hash(entry))
    }

    /// [`WordList::contains`] where the [`hash`] of the entry is known, as many lists are asked for the same word.
    pub fn contains_hashed(&self, entry: &str, hash: u32) -> bool {
        find(&self.0.slots, hash, |index| self.0.sorted[index] == entry).is_some()
    }

    /// What stands after `key` in the entry that begins with it: `3` for `march` where the entry is `march 3`.
    pub fn value(&self, key: &str) -> Option<&'static str> {
        let at = find(&self.0.keys, hash(key), |index| parts(self.0.sorted[index]).0 == key)?;
        Some(parts(self.0.sorted[at]).1)
    }

    /// The entries, sorted.
    pub fn iter(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.0.sorted.iter().copied()
    }
}

/// A [`WordList`] from a file beside this one: `word_list!("en/abbreviations.txt")`.
macro_rules! word_list {
    ($($path:literal),+) => {
        WordList(LazyLock::new(|| entries(include_str!(concat!("language/", $($path),+)))))
    };
}

fn entries(file: &'static str) -> Entries {
    let lines = file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let mut sorted: Vec<_> = lines.collect();
    sorted.sort_unstable();
    let slots = slots_by(&sorted, |entry| entry);
    let keys = slots_by(&sorted, |entry| parts(entry).0);
    Entries { sorted, slots, keys }
}

/// An entry that has a value: `march 3`.
fn parts(entry: &'static str) -> (&'static str, &'static str) {
    entry.rsplit_once(' ').unwrap_or((entry, ""))
}

/// A table of the entries by the hash of a part of each: two slots an entry, at least, and an entry in the first free slot.
fn slots_by(sorted: &[&'static str], part: impl Fn(&'static str) -> &'static str) -> Vec<u16> {
    let mut slots = vec![0; (2 * sorted.len() + 1).next_power_of_two()];
    for (index, entry) in (1..).zip(sorted) {
        let mut slot = hash(part(entry)) as usize & (slots.len() - 1);
        while slots[slot] != 0 {
            slot = (slot + 1) & (slots.len() - 1);
        }
        slots[slot] = index;
    }
    slots
}

/// The first entry in a table's slots from the place of a hash on for which `is_it` holds.
fn find(slots: &[u16], hash: u32, is_it: impl Fn(usize) -> bool) -> Option<usize> {
    let mut slot = hash as usize;
    loop {
        slot &= slots.len() - 1;
        let found = usize::from(slots[slot]).checked_sub(1)?;
        if is_it(found) {
            return Some(found);
        }
        slot += 1;
    }
}

/// The lists of a language's folder that `text` reads.
macro_rules! text_words {
    ($folder:literal) => {
        TextWords {
            abbreviations: word_list!($folder, "/abbreviations.txt"),
            closing_abbreviations: word_list!($folder, "/closing-abbreviations.txt"),
            abbreviations_before_numbers: word_list!($folder, "/abbreviations-before-numbers.txt"),
            sentence_starters: word_list!($folder, "/sentence-starters.txt"),
            ordinal_leaders: word_list!($folder, "/ordinal-leaders.txt"),
            ordinal_followers: word_list!($folder, "/ordinal-followers.txt"),
            months: word_list!($folder, "/month-names.txt"),
            weekdays: word_list!($folder, "/weekdays.txt"),
            time_zones: word_list!($folder, "/time-zones.txt"),
        }
    };
}

/// The lists of a language's folder that `names` reads; given names cross borders.
macro_rules! name_words {
    ($folder:literal, capital_nouns: $capital_nouns:literal) => {
        NameWords {
            capital_nouns: $capital_nouns,
            places: word_list!($folder, "/places.txt"),
            organisations: word_list!($folder, "/organisations.txt"),
            organisation_heads: word_list!($folder, "/organisation-heads.txt"),
            organisation_openers: word_list!($folder, "/organisation-openers.txt"),
            place_heads: word_list!($folder, "/place-heads.txt"),
            place_openers: word_list!($folder, "/place-openers.txt"),
            thing_heads: word_list!($folder, "/thing-heads.txt"),
            place_prepositions: word_list!($folder, "/place-prepositions.txt"),
            news_agencies: word_list!($folder, "/news-agencies.txt"),
            locating_words: word_list!($folder, "/locating-words.txt"),
            demonyms: word_list!($folder, "/demonyms.txt"),
            demonym_endings: word_list!($folder, "/demonym-endings.txt"),
            not_names: word_list!($folder, "/not-names.txt"),
            common_openers: word_list!($folder, "/common-openers.txt"),
            roles: word_list!($folder, "/roles.txt"),
            role_endings: word_list!($folder, "/role-endings.txt"),
            role_modifiers: word_list!($folder, "/role-modifiers.txt"),
            honorifics: word_list!($folder, "/honorifics.txt"),
            female: word_list!($folder, "/honorifics-female.txt"),
            male: word_list!($folder, "/honorifics-male.txt"),
            particles: word_list!($folder, "/particles.txt"),
            name_suffixes: word_list!($folder, "/name-suffixes.txt"),
            connectors: word_list!($folder, "/name-connectors.txt"),
            female_names: word_list!("shared/given-names-female.txt"),
            male_names: word_list!("shared/given-names-male.txt"),
            surnames: word_list!("shared/surnames.txt"),
        }
    };
}

/// The lists of a language's folder that `quotes` reads.
macro_rules! quote_words {
    ($folder:literal) => {
        QuoteWords {
            speech_verbs: word_list!($folder, "/speech-verbs.txt"),
            saying_verbs: word_list!($folder, "/saying-verbs.txt"),
            complementisers: word_list!($folder, "/complementisers.txt"),
            telling_verbs: word_list!($folder, "/telling-verbs.txt"),
            naming_verbs: word_list!($folder, "/naming-verbs.txt"),
            cue_phrases: word_list!($folder, "/cue-phrases.txt"),
            possessive_endings: word_list!($folder, "/possessive-endings.txt"),
            verb_endings: word_list!($folder, "/verb-endings.txt"),
            female_pronouns: word_list!($folder, "/female-pronouns.txt"),
            male_pronouns: word_list!($folder, "/male-pronouns.txt"),
            plural_pronouns: word_list!($folder, "/plural-pronouns.txt"),
            relative_pronouns: word_list!($folder, "/relative-pronouns.txt"),
            determiners: word_list!($folder, "/determiners.txt"),
            prepositions: word_list!($folder, "/prepositions.txt"),
            auxiliaries: word_list!($folder, "/auxiliaries.txt"),
            conjunctions: word_list!($folder, "/conjunctions.txt"),
            source_nouns: word_list!($folder, "/source-nouns.txt"),
            speech_nouns: word_list!($folder, "/speech-nouns.txt"),
            work_nouns: word_list!($folder, "/work-nouns.txt"),
            word_nouns: word_list!($folder, "/word-nouns.txt"),
            reporting_moods: word_list!($folder, "/reporting-moods.txt"),
            oblique_determiners: word_list!($folder, "/oblique-determiners.txt"),
            genitive_determiners: word_list!($folder, "/genitive-determiners.txt"),
            abstract_endings: word_list!($folder, "/abstract-endings.txt"),
        }
    };
}

/// The lists of a language's folder that `article::metadata` reads.
macro_rules! metadata_words {
    ($folder:literal) => {
        MetadataWords {
            months: word_list!($folder, "/months.txt"),
            byline_openers: word_list!($folder, "/byline-openers.txt"),
            name_months: word_list!($folder, "/name-months.txt"),
            byline_ends: word_list!($folder, "/byline-ends.txt"),
            byline_joiners: word_list!($folder, "/byline-joiners.txt"),
            byline_roles: word_list!($folder, "/byline-roles.txt"),
            byline_desks: word_list!($folder, "/byline-desks.txt"),
            byline_outlets: word_list!($folder, "/byline-outlets.txt"),
            picture_agencies: word_list!($folder, "/picture-agencies.txt"),
            no_author: word_list!($folder, "/no-author.txt"),
            updated: word_list!($folder, "/updated.txt"),
        }
    };
}

/// The lists of a language's folder that `article` reads.
macro_rules! article_words {
    ($folder:literal) => {
        ArticleWords {
            function_words: word_list!($folder, "/function-words.txt"),
            calls: word_list!($folder, "/calls.txt"),
            advert: word_list!($folder, "/clutter-advert.txt"),
            related: word_list!($folder, "/clutter-related.txt"),
            newsletter: word_list!($folder, "/clutter-newsletter.txt"),
            share: word_list!($folder, "/clutter-share.txt"),
            follow: word_list!($folder, "/clutter-follow.txt"),
            author_bio: word_list!($folder, "/clutter-author-bio.txt"),
            comments: word_list!($folder, "/clutter-comments.txt"),
            copyright: word_list!($folder, "/clutter-copyright.txt"),
            credit: word_list!($folder, "/clutter-credit.txt"),
            update: word_list!($folder, "/clutter-update.txt"),
            paywall: word_list!($folder, "/clutter-paywall.txt"),
            cookie: word_list!($folder, "/clutter-cookie.txt"),
            navigation: word_list!($folder, "/clutter-navigation.txt"),
            promo: word_list!($folder, "/clutter-promo.txt"),
            tags: word_list!($folder, "/clutter-tags.txt"),
        }
    };
}

/// The lists of a language's folder that `facts` reads.
macro_rules! fact_words {
    ($folder:literal, decimal_comma: $decimal_comma:literal) => {
        FactWords {
            decimal_comma: $decimal_comma,
            time_words: word_list!($folder, "/time-words.txt"),
            zones: word_list!($folder, "/time-zones.txt"),
            zone_phrases: word_list!($folder, "/zone-phrases.txt"),
            future_words: word_list!($folder, "/future-words.txt"),
            future_pairs: word_list!($folder, "/future-pairs.txt"),
            past_pairs: word_list!($folder, "/past-pairs.txt"),
            past_words: word_list!($folder, "/past-words.txt"),
            past_endings: word_list!($folder, "/past-endings.txt"),
            past_lookalikes: word_list!($folder, "/past-lookalikes.txt"),
            promise_words: word_list!($folder, "/promise-words.txt"),
            bound_words: word_list!($folder, "/bound-words.txt"),
            participle_leads: word_list!($folder, "/participle-leads.txt"),
            present_copulas: word_list!($folder, "/present-copulas.txt"),
            deadline_words: word_list!($folder, "/deadline-words.txt"),
            since_words: word_list!($folder, "/since-words.txt"),
            infinitive_leads: word_list!($folder, "/infinitive-leads.txt"),
            holidays: word_list!($folder, "/holidays.txt"),
            weekday_names: word_list!($folder, "/weekday-names.txt"),
            ambiguous_months: word_list!($folder, "/ambiguous-months.txt"),
            ambiguous_seasons: word_list!($folder, "/ambiguous-seasons.txt"),
            ordinal_endings: word_list!($folder, "/ordinal-endings.txt"),
            dot_after_day: word_list!($folder, "/dot-after-day.txt"),
            plural_endings: word_list!($folder, "/plural-endings.txt"),
            irregular_plurals: word_list!($folder, "/irregular-plurals.txt"),
            decade_endings: word_list!($folder, "/decade-endings.txt"),
            number_words: word_list!($folder, "/number-words.txt"),
            joiners: word_list!($folder, "/joiners.txt"),
            measures: word_list!($folder, "/measures.txt"),
            currencies: word_list!($folder, "/currencies.txt"),
            age_words: word_list!($folder, "/age-words.txt"),
            age_leads: word_list!($folder, "/age-leads.txt"),
            per_words: word_list!($folder, "/per-words.txt"),
            range_words: word_list!($folder, "/range-words.txt"),
            between_words: word_list!($folder, "/between-words.txt"),
            number_labels: word_list!($folder, "/number-labels.txt"),
            street_words: word_list!($folder, "/street-words.txt"),
            number_stops: word_list!($folder, "/number-stops.txt"),
            describing_words: word_list!($folder, "/describing-words.txt"),
            number_links: word_list!($folder, "/number-links.txt"),
            change_verbs: word_list!($folder, "/change-verbs.txt"),
            measure_verbs: word_list!($folder, "/measure-verbs.txt"),
            measure_prepositions: word_list!($folder, "/measure-prepositions.txt"),
            change_prepositions: word_list!($folder, "/change-prepositions.txt"),
            measure_nouns: word_list!($folder, "/measure-nouns.txt"),
            limit_words: word_list!($folder, "/limit-words.txt"),
            worth_words: word_list!($folder, "/worth-words.txt"),
            dimension_words: word_list!($folder, "/dimension-words.txt"),
            hedges: word_list!($folder, "/hedges.txt"),
            verb_fillers: word_list!($folder, "/verb-fillers.txt"),
            money_links: word_list!($folder, "/money-links.txt"),
            rate_words: word_list!($folder, "/rate-words.txt"),
            each_words: word_list!($folder, "/each-words.txt"),
            bring_verbs: word_list!($folder, "/bring-verbs.txt"),
            temperature_scales: word_list!($folder, "/temperature-scales.txt"),
            minus_words: word_list!($folder, "/minus-words.txt"),
            weights: word_list!($folder, "/weights.txt"),
            weigh_words: word_list!($folder, "/weigh-words.txt"),
            person_nouns: word_list!($folder, "/person-nouns.txt"),
            aged_nouns: word_list!($folder, "/aged-nouns.txt"),
            person_relatives: word_list!($folder, "/person-relatives.txt"),
            toll_words: word_list!($folder, "/toll-words.txt"),
            singular_endings: word_list!($folder, "/singular-endings.txt"),
        }
    };
}

/// The lists of a language's folder that `summary` reads.
macro_rules! summary_words {
    ($folder:literal) => {
        SummaryWords {
            stop_words: word_list!($folder, "/stop-words.txt"),
            first_person: word_list!($folder, "/first-person.txt"),
            orphan_openers: word_list!($folder, "/orphan-openers.txt"),
            appeals: word_list!($folder, "/appeals.txt"),
        }
    };
}

static ENGLISH: Language = Language {
    code: "en",
    article: article_words!("en"),
    names: name_words!("en", capital_nouns: false),
    quotes: quote_words!("en"),
    metadata: metadata_words!("en"),
    text: text_words!("en"),
    facts: fact_words!("en", decimal_comma: false),
    summary: summary_words!("en"),
};
static GERMAN: Language = Language {
    code: "de",
    article: article_words!("de"),
    names: name_words!("de", capital_nouns: true),
    quotes: quote_words!("de"),
    metadata: metadata_words!("de"),
    text: text_words!("de"),
    facts: fact_words!("de", decimal_comma: true),
    summary: summary_words!("de"),
};
/// The signs of money, each with its code.
pub static CURRENCY_SIGNS: WordList = word_list!("other/currencies.txt");

static LANGUAGES: [&Language; 2] = [&ENGLISH, &GERMAN];

/// Months of languages that have no folder: pages of all languages are dated.
static OTHER_MONTHS: WordList = word_list!("other/months.txt");

/// Lines that are not the story, in languages that have no folder.
#[derive(Debug)]
#[allow(missing_docs, reason = "named as the reasons in `article` are")]
pub struct OtherLines {
    pub advert: WordList,
    pub comments: WordList,
    pub copyright: WordList,
    pub credit: WordList,
    pub follow: WordList,
    pub newsletter: WordList,
    pub related: WordList,
    pub share: WordList,
    pub tags: WordList,
}

/// The lines of all of them together.
pub static OTHER_LINES: OtherLines = OtherLines {
    advert: word_list!("other/clutter-advert.txt"),
    comments: word_list!("other/clutter-comments.txt"),
    copyright: word_list!("other/clutter-copyright.txt"),
    credit: word_list!("other/clutter-credit.txt"),
    follow: word_list!("other/clutter-follow.txt"),
    newsletter: word_list!("other/clutter-newsletter.txt"),
    related: word_list!("other/clutter-related.txt"),
    share: word_list!("other/clutter-share.txt"),
    tags: word_list!("other/clutter-tags.txt"),
};

/// What stands before the authors of a story in languages that have no folder.
pub static OTHER_BYLINE_OPENERS: WordList = word_list!("other/byline-openers.txt");

/// The words of class names and ids that tell what an element is for; parts of a word are joined with hyphens. The markup of
/// the whole web is written in one language, with a little of its own.
#[derive(Debug)]
#[allow(missing_docs, reason = "named as the reasons in `article` are")]
pub struct Markup {
    pub advert: WordList,
    pub related: WordList,
    pub newsletter: WordList,
    pub share: WordList,
    pub author_bio: WordList,
    pub comments: WordList,
    pub navigation: WordList,
    pub cookie: WordList,
    pub promo: WordList,
    pub paywall: WordList,
    pub follow: WordList,
    pub tags: WordList,
    pub copyright: WordList,
    pub credit: WordList,
    pub overlay: WordList,
    pub byline: WordList,
    pub deck: WordList,
    pub story: WordList,
    pub pull_quote: WordList,
    pub live: WordList,
    pub post: WordList,
    pub hidden: WordList,
}

/// The words of class names and ids.
pub static MARKUP: Markup = Markup {
    advert: word_list!("markup", "/advert.txt"),
    related: word_list!("markup", "/related.txt"),
    newsletter: word_list!("markup", "/newsletter.txt"),
    share: word_list!("markup", "/share.txt"),
    author_bio: word_list!("markup", "/author-bio.txt"),
    comments: word_list!("markup", "/comments.txt"),
    navigation: word_list!("markup", "/navigation.txt"),
    cookie: word_list!("markup", "/cookie.txt"),
    promo: word_list!("markup", "/promo.txt"),
    paywall: word_list!("markup", "/paywall.txt"),
    follow: word_list!("markup", "/follow.txt"),
    tags: word_list!("markup", "/tags.txt"),
    copyright: word_list!("markup", "/copyright.txt"),
    credit: word_list!("markup", "/credit.txt"),
    overlay: word_list!("markup", "/overlay.txt"),
    byline: word_list!("markup", "/byline.txt"),
    deck: word_list!("markup", "/deck.txt"),
    story: word_list!("markup", "/story.txt"),
    pull_quote: word_list!("markup", "/pull-quote.txt"),
    live: word_list!("markup", "/live.txt"),
    post: word_list!("markup", "/post.txt"),
    hidden: word_list!("markup", "/hidden.txt"),
};

/// Words of attributes that tell where a page speaks of itself.
#[derive(Debug)]
pub struct MetadataMarkup {
    /// Around the names of authors.
    pub author: WordList,
    /// In elements that are about authors and are not the byline.
    pub author_not: WordList,
    /// In the addresses of authors' own pages.
    pub profiles: WordList,
    /// Around boxes that are not about the page's own story.
    pub elsewhere: WordList,
    /// Of boxes that are the story's own though such a word is there.
    pub own: WordList,
    /// Of the story; a footer named for it is its own.
    pub story: WordList,
    /// Of pictures and their captions, which others signed.
    pub picture: WordList,
    /// Of the lines above and below a headline.
    pub kickers: WordList,
    /// Of dates.
    pub dates: WordList,
    /// In names of meta elements that give the date of publication.
    pub published: WordList,
    /// In names of meta elements that give another date.
    pub not_published: WordList,
    /// Types of schema.org that are stories, in lower case.
    pub stories: WordList,
    /// Words before the number of a page in the address of a story that has several.
    pub pages: WordList,
}

/// Words of attributes that tell where a page speaks of itself.
pub static METADATA_MARKUP: MetadataMarkup = MetadataMarkup {
    author: word_list!("markup/metadata-author.txt"),
    author_not: word_list!("markup/metadata-author-not.txt"),
    profiles: word_list!("markup/metadata-profile.txt"),
    elsewhere: word_list!("markup/metadata-elsewhere.txt"),
    own: word_list!("markup/metadata-own.txt"),
    story: word_list!("markup/metadata-story.txt"),
    picture: word_list!("markup/metadata-picture.txt"),
    kickers: word_list!("markup/metadata-kicker.txt"),
    dates: word_list!("markup/metadata-date.txt"),
    published: word_list!("markup/metadata-published.txt"),
    not_published: word_list!("markup/metadata-not-published.txt"),
    stories: word_list!("markup/metadata-stories.txt"),
    pages: word_list!("markup/metadata-pages.txt"),
};

impl Language {
    /// Every language there is a folder for.
    pub fn all() -> impl Iterator<Item = &'static Self> {
        LANGUAGES.iter().copied()
    }

    /// The language of a BCP 47 tag (`de-AT` is `de`), where there is a folder for it.
    pub fn of_tag(tag: &str) -> Option<&'static Self> {
        let code = tag.split(['-', '_']).next().unwrap_or_default().trim().to_ascii_lowercase();
        LANGUAGES.iter().copied().find(|language| language.code == code)
    }

    /// The language used where none is known.
    pub fn fallback() -> &'static Self {
        &ENGLISH
    }

    /// The number of a month, by its name or a short form of it in any language.
    pub fn month(word: &str) -> Option<u32> {
        let mut lists = Self::all().map(|language| &language.metadata.months).chain([&OTHER_MONTHS]);
        let mut room = Room::default();
        let word = lower(word, &mut room);
        lists.find_map(|months| months.value(&word)?.parse().ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_does_not_hide_the_word_it_begins_with() {
        let measures = &ENGLISH.facts.measures;
        for (phrase, unit) in [("miles", "mi"), ("miles per hour", "mph"), ("mile", "mi"), ("per cent", "%")]
        {
            assert_eq!(measures.value(phrase), Some(unit), "{phrase}");
        }
        assert!(measures.contains("miles mi") && !measures.contains("miles"));
        assert!(ENGLISH.facts.hedges.contains("an estimated") && !ENGLISH.facts.hedges.contains("an"));
    }
}
