//! Who and what the story names: people with their roles, organisations, places.
//!
//! Mentions are joined to entities: the full name once, the surname after. Two people with one surname are never merged;
//! a name that may be either is left alone. Pronouns are resolved where quotes need it, in `quotes`.

mod doubt;
mod entity;
mod mention;
mod prominence;
pub mod role;
pub mod tagger;
mod words;

use crate::article::Article;
use crate::language::Language;
use crate::model::Model;
use crate::text::{Span, Text};

/// Everybody and everything named, most prominent first within each kind.
#[derive(Debug, Default)]
pub struct Names {
    /// The entities; a mention refers to them by index.
    pub entities: Vec<Entity>,
    /// Every mention of them by name, in reading order, never overlapping.
    pub mentions: Vec<Mention>,
}

/// Somebody or something named in the story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// What it is.
    pub kind: EntityKind,
    /// Its fullest name, verbatim from the story.
    pub name: Span,
    /// Role or title, as printed: "U.S. Secretary of State".
    pub role: Option<Span>,
    /// A person's gender where the story or the given name tells it.
    pub gender: Option<Gender>,
    /// How much of the story it is; of use beside another's only.
    pub prominence: usize,
}

/// What an entity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum EntityKind {
    Person,
    Organisation,
    Place,
}

/// The grammatical gender by which a text speaks of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Gender {
    Female,
    Male,
}

/// One place where an entity is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The name as it stands there, without title or role.
    pub span: Span,
    /// Index into [`Names::entities`].
    pub entity: usize,
    /// The role printed at this mention, if any.
    pub role: Option<Span>,
}

impl Names {
    /// The entities of a kind with their indices, most prominent first.
    pub fn of_kind(&self, kind: EntityKind) -> impl Iterator<Item = (usize, &Entity)> {
        self.entities.iter().enumerate().filter(move |(_, entity)| entity.kind == kind)
    }

    /// The mentions of an entity, in reading order.
    pub fn mentions_of(&self, entity: usize) -> impl Iterator<Item = &Mention> {
        self.mentions.iter().filter(move |mention| mention.entity == entity)
    }
}

/// Finds the names in a story.
pub fn find(article: &Article, text: &Text, language: &'static Language) -> Names {
    find_by(tagger::Tagger::trained(), role::trained(), article, text, language)
}

/// [`find`] by other models than those the crate was built with.
pub fn find_by(
    tagger: &tagger::Tagger,
    roles: &Model,
    article: &Article,
    text: &Text,
    language: &'static Language,
) -> Names {
    let mut words = words::Words::new(&article.text, text, language, roles);
    // Where every noun has a capital the tagger would have to be taught anew.
    let candidates = if language.names.capital_nouns {
        mention::candidates(&mut words)
    } else {
        let certain = mention::candidates(&mut words);
        let learned = mention::tagged(&mut words, tagger.tag(&article.text, text, language));
        let mut found = mention::both(&mut words, learned, certain);
        doubt::settle(&mut words, &mut found);
        found
    };
    entity::join(&mut words, article.metadata.title.as_deref(), candidates)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{
        self,
        tests::{language, story},
    };

    /// One line an entity: kind, gender, name, role, and every mention.
    fn names(code: &str, input: &str) -> String {
        let article = story(input, language(code));
        let text = text::segment(&article, article.language);
        let names = find(&article, &text, article.language);
        let mut last = 0;
        for mention in &names.mentions {
            assert!(mention.span.start >= last, "mentions overlap or are out of order in {input:?}");
            last = mention.span.end;
        }
        let mut lines = Vec::new();
        for (index, entity) in names.entities.iter().enumerate() {
            let kind = match (entity.kind, entity.gender) {
                (EntityKind::Person, Some(Gender::Female)) => "she",
                (EntityKind::Person, Some(Gender::Male)) => "he",
                (EntityKind::Person, None) => "person",
                (EntityKind::Organisation, _) => "org",
                (EntityKind::Place, _) => "place",
            };
            let role =
                entity.role.as_ref().map(|role| format!(" ({})", &input[role.clone()])).unwrap_or_default();
            let others: Vec<_> =
                names.mentions_of(index).skip(1).map(|mention| &input[mention.span.clone()]).collect();
            let others = if others.is_empty() { String::new() } else { format!(" = {}", others.join(" = ")) };
            lines.push(format!("{kind} {}{role}{others}", &input[entity.name.clone()]));
        }
        lines.sort();
        lines.join("; ")
    }

    #[test]
    fn a_name_is_found_with_what_it_names() {
        for (input, expected) in ENGLISH {
            assert_eq!(names("en", input), *expected, "in {input:?}");
        }
    }

    const ENGLISH: &[(&str, &str)] = &[
        // Roles.
        ("U.S. Secretary of State Antony Hale left.", "he Antony Hale (U.S. Secretary of State); place U.S."),
        (
            "It was Alicia Osei Ibarra, Mexico's foreign minister, who knew.",
            "place Mexico; she Alicia Osei Ibarra (Mexico's foreign minister)",
        ),
        ("Ana Ruiz, 43, a teacher, left.", "she Ana Ruiz (teacher)"),
        (
            "Tom Harker, a spokesman for Finance Minister Anna Lund, left.",
            "he Tom Harker (spokesman for Finance Minister Anna Lund); she Anna Lund (Finance Minister)",
        ),
        ("It was the mayor of Harlow, Ana Ruiz, who knew.", "place Harlow; she Ana Ruiz (mayor of Harlow)"),
        ("They spoke to Ana Ruiz, Karsk, about it.", "place Karsk; she Ana Ruiz"),
        ("Mexican President Ana Ruiz spoke in May.", "she Ana Ruiz (Mexican President)"),
        ("Doctors told his wife Ana Ruiz on Wednesday.", "she Ana Ruiz (wife)"),
        ("It had belonged to her late husband, Quill Marden.", "he Quill Marden (late husband)"),
        (
            "The police freed American Tom King and Australian Timothy Weeks on Monday, a spokesman said.",
            "he Timothy Weeks; he Tom King",
        ),
        // The same person.
        (
            "Antony Hale left. Hale was tired, and Mr. Hale said so. Hale’s plan failed.",
            "he Antony Hale = Hale = Hale = Hale",
        ),
        (
            "Paul Inman met Ruth Inman. Inman was late. Mr. Inman waited.",
            "he Paul Inman = Inman; person Inman; she Ruth Inman",
        ),
        ("Dr. Ursula van der Meer left.", "she Ursula van der Meer"),
        ("Gil Marsh Jr. met J. Ortiz.", "he Gil Marsh Jr.; person J. Ortiz"),
        // A surname that is a given name too, and one that two bear of whom one is named later.
        (
            "Hilda Clinton left. Clinton was tired. Mrs Clinton said so.",
            "she Hilda Clinton = Clinton = Clinton",
        ),
        (
            "Paul Inman left. Inman was late. He called Ruth Inman. Inman sat down.",
            "he Paul Inman = Inman = Inman; she Ruth Inman",
        ),
        ("President-elect Ana Ruiz left.", "she Ana Ruiz (President-elect)"),
        // Organisations.
        (
            "The World Health Organization (WHO) said so. WHO officials knew.",
            "org World Health Organization = WHO = WHO",
        ),
        ("She works for the Ministry of Trade and Industry.", "org Ministry of Trade and Industry"),
        ("The Bank of England raised rates.", "org Bank of England"),
        ("They sued Harlow Inc. over it.", "org Harlow Inc."),
        ("They sued Boston University.", "org Boston University"),
        ("They sued Harlow Inc. and Boston University.", "org Boston University; org Harlow Inc."),
        ("The Karsk Island Herons won.", "org Karsk Island Herons"),
        // Places.
        ("It rained in Eagle Pass, Texas.", "place Eagle Pass; place Texas"),
        ("WASHINGTON (AP) — It rained.", "org AP; place WASHINGTON"),
        ("A London-based firm opened in Harlowtown.", "place Harlowtown; place London"),
        ("They sued Harlow & Sons over it.", "org Harlow & Sons"),
        ("They crossed the Karsk Gorge on foot.", "place Karsk Gorge"),
        (
            "She sang outside Marden Towers. Crowds stood at Marden Tower.",
            "place Marden Tower; place Marden Towers",
        ),
        ("A bomb went off in Orle-le-Marsh on Friday.", "place Orle-le-Marsh"),
        // Roles that no list has.
        ("Lampkeeper Ines Moor left.", "she Ines Moor (Lampkeeper)"),
        ("Selectman Earl Moor left.", "he Earl Moor (Selectman)"),
        ("They bought Veld Hollow copper.", ""),
        // A name of one letter that ends a sentence, and an initial.
        ("It was posted on X. Ines Moor left.", "she Ines Moor"),
        ("It was sung by P. Ines Moor.", "person P. Ines Moor"),
        // What is two names, or the rest of one.
        (
            "“It is gone,” said Ines Moor of Harlow Corner Pharmacy.",
            "org Harlow Corner Pharmacy; she Ines Moor",
        ),
        (
            "Harlow University's School of Law sued Austria's Veldbank.",
            "org Harlow University; org School of Law; place Austria",
        ),
        ("They sued US-based Veld Marine Inc. over it.", "org Veld Marine Inc.; place US"),
        ("Provost Ines Q. Moor left.", "she Ines Q. Moor (Provost)"),
        ("The Karsk Beverage and Lodging Association agreed.", "org Karsk Beverage and Lodging Association"),
        // A place's team, and what has its name.
        ("The Los Angeles Herons beat Texas Access on Friday.", "org Los Angeles Herons; org Texas Access"),
        // Nothing shows that it is somebody.
        ("It is called deep vein thrombosis (DVT). DVT is rare. DVT kills.", ""),
        ("You’ll need flour. We'll see about Schedule I drugs.", ""),
        // No names.
        ("The Open Ledger plan, a scheme for open ledgers, failed.", ""),
        ("Talks on the Veld Protocol began. Veld Marine had agreed, and Veld has paid.", ""),
        ("Officials met on Tuesday. May was warm. Schools closed.", ""),
        ("The Mexican and French delegations met.", ""),
    ];

    #[test]
    fn german_names_are_found_among_capital_nouns() {
        assert_eq!(
            names("de", "Die Ministerin Karla Vogt sprach in Berlin. Vogt lachte."),
            "place Berlin; she Karla Vogt (Ministerin) = Vogt"
        );
    }

    /// In a time that grows with the square of the words this test would not come to an end.
    #[test]
    fn capitals_without_end_are_read_and_come_to_an_end() {
        let input = "Ana Ruiz ".repeat(20_000);
        assert!(names("en", &input).contains("Ana Ruiz"));
    }

    #[test]
    fn nothing_is_too_odd_to_be_read() {
        for input in [
            "",
            "A",
            "Mr.",
            "Mr. ",
            "Secretary of",
            "The",
            "U.S.-",
            "& Co",
            "Ana &",
            "Ana, 43,",
            "Ana, 4",
            "’s Ana",
            "É-É",
            "Ana,",
        ] {
            names("en", input);
            names("de", input);
        }
    }
}
