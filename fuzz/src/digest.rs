//! Digests with anything in them: what is written of one has to be text, whoever made it.

use arbitrary::Arbitrary;
use nutgraf::digest::{
    Clutter, Date, Digest, Entity, Excerpt, Number, PageFacts, Points, Quote, Speaker, Story, VERSION,
};

/// A digest's strings and ranges, none of which need fit another.
#[derive(Debug, Arbitrary)]
pub struct Anything {
    page: Facts,
    text: String,
    key_points: Vec<String>,
    entities: Vec<(Kind, String, Option<String>)>,
    dates: Vec<(String, Option<String>)>,
    numbers: Vec<(String, Option<String>)>,
    quotes: Vec<Said>,
}

#[derive(Debug, Arbitrary)]
struct Facts {
    url: Address,
    title: Option<String>,
    site: Option<String>,
    byline: Vec<String>,
    published: Option<String>,
    language: String,
    kind: u8,
}

/// Most addresses of pages lead somewhere.
#[derive(Debug, Arbitrary)]
enum Address {
    Web(String),
    Any(String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Arbitrary)]
enum Kind {
    Person,
    Organisation,
    Place,
}

#[derive(Debug, Arbitrary)]
struct Said {
    words: String,
    kind: u8,
    parts: Vec<(u8, u8)>,
    speaker: Option<(String, Option<String>)>,
}

const POINTS: Points = Points { start: 0, end: 0 };

/// What is found of a page has words in it; what has none is no finding.
fn words(text: &str) -> Option<String> {
    (!text.trim().is_empty()).then(|| text.to_owned())
}

impl Anything {
    /// The digest.
    pub fn digest(&self) -> Digest {
        Digest {
            version: VERSION,
            page: self.page.facts(),
            article: Story { text: self.text.clone(), blocks: Vec::new() },
            key_points: self
                .key_points
                .iter()
                .filter_map(|text| words(text))
                .map(|text| Excerpt { text, range: POINTS })
                .collect(),
            people: self.entities(Kind::Person),
            organisations: self.entities(Kind::Organisation),
            places: self.entities(Kind::Place),
            dates: self.dates.iter().filter_map(|(text, value)| date(text, value.as_deref())).collect(),
            numbers: self.numbers.iter().filter_map(|(text, about)| number(text, about.as_deref())).collect(),
            quotes: self.quotes.iter().filter_map(Said::quote).collect(),
            clutter: Vec::<Clutter>::new(),
        }
    }

    fn entities(&self, kind: Kind) -> Vec<Entity> {
        let these = self.entities.iter().filter(|(other, ..)| *other == kind);
        let entity = |name: &str, role: &Option<String>| {
            let role = role.as_deref().and_then(words);
            Some(Entity { name: words(name)?, role, mentions: Vec::new(), prominence: name.len() })
        };
        these.filter_map(|(_, name, role)| entity(name, role)).collect()
    }
}

impl Facts {
    fn facts(&self) -> PageFacts {
        PageFacts {
            url: match &self.url {
                Address::Web(rest) => format!("https://{rest}"),
                Address::Any(url) => url.clone(),
            },
            title: self.title.as_deref().and_then(words),
            site: self.site.as_deref().and_then(words),
            byline: self.byline.iter().filter_map(|name| words(name)).collect(),
            published: self.published.clone(),
            modified: None,
            language: self.language.clone(),
            kind: ["article", "live", "stub", "none"][usize::from(self.kind % 4)],
            words: 0,
            minutes: 0,
        }
    }
}

impl Said {
    fn quote(&self) -> Option<Quote> {
        let parts =
            self.parts.iter().map(|&(start, end)| Points { start: start.into(), end: end.into() }).collect();
        let speaker = |name: &str, role: &Option<String>| {
            let (name, role) = (words(name)?, role.as_deref().and_then(words));
            Some(Speaker { mention: name.clone(), name, range: POINTS, role, anonymous: false })
        };
        Some(Quote {
            text: words(&self.words)?,
            kind: ["direct", "mixed", "indirect"][usize::from(self.kind % 3)],
            range: POINTS,
            parts,
            stretches: Vec::new(),
            cue: None,
            speaker: self.speaker.as_ref().and_then(|(name, role)| speaker(name, role)),
        })
    }
}

fn date(text: &str, value: Option<&str>) -> Option<Date> {
    Some(Date { text: words(text)?, kind: "date", value: value.map(str::to_owned), range: POINTS })
}

fn number(text: &str, about: Option<&str>) -> Option<Number> {
    Some(Number { text: words(text)?, value: 0.0, unit: None, about: about.and_then(words), range: POINTS })
}
