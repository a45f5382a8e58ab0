//! Who and what the story names: people with their roles, organisations, places.
//!
//! Mentions are joined to entities: the full name once, the surname after. Two people with one surname are never merged;
//! a name that may be either is left alone. Pronouns are resolved where quotes need it, in `quotes`.

mod entity;
mod mention;
mod role;
mod words;

use crate::article::Article;
use crate::language::Language;
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
    let mut words = words::Words::new(&article.text, text, language);
    let candidates = mention::candidates(&mut words);
    entity::join(&mut words, candidates)
}
