//! What news is made of: words, names, what they said between marks of every kind, dates, numbers, and Unicode that nobody expects.

use std::fmt::Write as _;

use arbitrary::Arbitrary;

use super::pick;

/// A few words.
#[derive(Debug, Arbitrary)]
pub enum Piece {
    Words(u8),
    Name(u8, u8, u8),
    Said { marks: u8, words: u8, inner: Option<(u8, u8)>, cue: u8, name: (u8, u8, u8), order: u8 },
    Mark(u8),
    Date(u8, u16),
    Number(i32, u8, u8),
    Strange(u8, u8),
    Space(u8),
    Stop(u8),
    Link(u8),
    Markup(u8),
    Any(String),
    Letter(char),
}

/// A paragraph that reads as the beginning of a story.
pub const LEAD: &str = "The dam above Karsk held on Monday night, Mayor Ida Brenner told reporters, and 14 of the 20 bridges \
     in the valley were closed until 3 March 2024 while engineers looked at them. ";

const WORDS: [&str; 24] = [
    "the river rose ",
    "nobody was hurt ",
    "in the harbour ",
    "on Tuesday evening ",
    "according to the report ",
    "officials ",
    "a spokeswoman for the board ",
    "he ",
    "she ",
    "they ",
    "who ",
    "that ",
    "said ",
    "not ",
    "the U.S. ",
    "Mr. ",
    "der Damm hielt ",
    "sagte die Sprecherin ",
    "am Dienstag ",
    "laut Bericht ",
    "Advertisement",
    "Read more: ",
    "By Ana Ruiz",
    "Updated 12 March 2024, 14:05",
];

const TITLES: [&str; 10] =
    ["", "Mayor ", "Dr. ", "Mr ", "President ", "the baker ", "Professor ", "Frau ", "Sen. ", "Sprecherin "];
const GIVEN: [&str; 10] =
    ["Ana ", "Omar ", "J. ", "Lena ", "Łukasz ", "Jean-Luc ", "李", "Anna Maria ", "O", ""];
const FAMILIES: [&str; 10] =
    ["Ruiz", "Haddad", "Brenner", "O’Neill", "van der Berg", "Kohl", "McDonald", "d'Arc", "Äße", "of Karsk"];

/// Opening and closing, as they are used and as they are mixed up.
const MARKS: [(&str, &str); 16] = [
    ("“", "”"),
    ("\"", "\""),
    ("‘", "’"),
    ("'", "'"),
    ("«", "»"),
    ("« ", " »"),
    ("»", "«"),
    ("„", "“"),
    ("‚", "‘"),
    ("›", "‹"),
    ("—", "—"),
    ("“", ""),
    ("", "”"),
    ("``", "''"),
    ("「", "」"),
    ("&ldquo;", "&rdquo;"),
];

const CUES: [&str; 12] = [
    "said",
    "says",
    "told reporters",
    "added",
    "asked",
    "sagte",
    "erklärte",
    "according to",
    "wrote on X",
    ":",
    "",
    "denied",
];

const UNITS: [&str; 20] = [
    "",
    "%",
    " %",
    " percent",
    " million",
    " Mio.",
    " km",
    " people",
    " of the",
    "°C",
    "th",
    "€",
    " euros",
    "-year-old",
    "–",
    "/",
    ":",
    ".",
    ",000",
    " Uhr",
];

const STRANGE: [&str; 28] = [
    "\u{301}",
    "\u{200b}",
    "\u{200d}",
    "\u{feff}",
    "\u{202e}",
    "\u{2066}",
    "\u{2069}",
    "\u{ad}",
    "\u{34f}",
    "\u{1f468}\u{200d}\u{1f469}",
    "\u{1f1e9}",
    "\u{1d7d8}",
    "\u{1d400}",
    "\u{fffd}",
    "\u{ffff}",
    "\u{10ffff}",
    "\u{130}",
    "\u{df}",
    "\u{1e9e}",
    "\u{3000}",
    "\u{2028}",
    "\u{85}",
    "\u{fb03}",
    "\0",
    "\u{b}",
    "\u{7f}",
    "\u{a0}",
    "\u{e0041}",
];

const MARKUP: [&str; 20] = [
    "<b>",
    "</b>",
    "<br>",
    "<i>",
    "</i>",
    "&amp;",
    "&lt;img src=x onerror=steal()&gt;",
    "&#0;",
    "&nbsp;",
    "<span hidden>",
    "</span>",
    "<time datetime=\"2024-03-12\">",
    "</time>",
    "<sup>1</sup>",
    "<q>",
    "</q>",
    "[1]",
    "_*`~|",
    "![](",
    "<a href=\"javascript:steal()\">",
];

/// Pieces one after the other.
pub fn of(pieces: &[Piece]) -> String {
    let mut out = String::new();
    pieces.iter().for_each(|piece| piece.write(&mut out));
    out
}

impl Piece {
    fn write(&self, out: &mut String) {
        match self {
            Self::Words(which) => out.push_str(pick(&WORDS, *which)),
            Self::Name(title, given, family) => out.push_str(&name((*title, *given, *family))),
            Self::Said { .. } => self.said(out),
            Self::Mark(which) => {
                let (open, close) = MARKS[usize::from(which / 2) % MARKS.len()];
                out.push_str(if which % 2 == 0 { open } else { close });
            }
            Self::Date(form, day) => out.push_str(&date(*form, *day)),
            Self::Number(number, form, unit) => out.push_str(&amount(*number, *form, *unit)),
            Self::Strange(which, times) => {
                out.push_str(&pick(&STRANGE, *which).repeat(usize::from(times % 8)))
            }
            Self::Space(which) => out.push_str(pick(&[" ", "\n", "\t", "  ", "\u{a0}", "\u{2009}"], *which)),
            Self::Stop(which) => {
                out.push_str(pick(
                    &[". ", "! ", "? ", "… ", "... ", ", ", "; ", ": ", ".", " – ", "</p><p>"],
                    *which,
                ));
            }
            Self::Link(which) => {
                let _ = write!(out, "<a href=/{which}>{}</a>", pick(&WORDS, *which));
            }
            Self::Markup(which) => out.push_str(pick(&MARKUP, *which)),
            Self::Any(text) => out.push_str(text),
            Self::Letter(letter) => out.push(*letter),
        }
    }

    /// Words between marks and who said them, in the orders in which papers print them.
    fn said(&self, out: &mut String) {
        let Self::Said { marks, words, inner, cue, name: who, order } = self else { return };
        let (open, close) = MARKS[usize::from(*marks) % MARKS.len()];
        let mut words = format!("We saw that {}and left", pick(&WORDS, *words));
        if let Some((marks, inner)) = inner {
            let (open, close) = MARKS[usize::from(*marks) % MARKS.len()];
            let _ = write!(words, " {open}{}{close}", pick(&WORDS, *inner));
        }
        let (cue, who) = (pick(&CUES, *cue), name(*who));
        let _ = match order % 6 {
            0 => write!(out, "{open}{words},{close} {cue} {who}. "),
            1 => write!(out, "{open}{words}{close}, {who} {cue}. "),
            2 => write!(out, "{who} {cue}: {open}{words}.{close} "),
            3 => write!(out, "{open}{words},{close} {cue} {who}, {open}{words}.{close} "),
            4 => write!(out, "{cue} {who}, it was {open}{words}{close} there. "),
            _ => write!(out, "{who} {cue} that {words}. "),
        };
    }
}

fn name((title, given, family): (u8, u8, u8)) -> String {
    [pick(&TITLES, title), pick(&GIVEN, given), pick(&FAMILIES, family)].concat()
}

fn date(form: u8, day: u16) -> String {
    const MONTHS: [&str; 6] = ["January", "March", "Sept.", "May", "März", "Dez."];
    let (month, day, year) = (pick(&MONTHS, form), day % 40, 1880 + day / 40);
    match form / 6 % 10 {
        0 => format!("{day} {month} {year}"),
        1 => format!("{month} {day}, {year}"),
        2 => format!("{year}-{:02}-{day:02}", form % 14),
        3 => format!("{day}.{}.{year}", form % 14),
        4 => format!("{month} {day}"),
        5 => format!("last {month}"),
        6 => format!("{day} days ago"),
        7 => format!("the {}s", year / 10 * 10),
        8 => format!("{}:{day:02} p.m.", form % 26),
        _ => format!("{day}. {month}"),
    }
}

fn amount(number: i32, form: u8, unit: u8) -> String {
    const NAMES: [&str; 8] = ["one", "a dozen", "thirty-two", "half", "zwei", "hundert", "¾", "1½"];
    let unit = pick(&UNITS, unit);
    match form % 8 {
        0 => format!("{number}{unit} "),
        1 => format!("{}.{}{unit} ", number / 100, number.unsigned_abs() % 100),
        2 => format!("{},{:03}{unit} ", number / 1000, number.unsigned_abs() % 1000),
        3 => format!("${number}{unit} "),
        4 => format!("{number}–{}{unit} ", i64::from(number) + 2),
        5 => format!("{number} to {}{unit} ", number / 2),
        6 => format!("{}{unit} ", pick(&NAMES, number.unsigned_abs() as u8)),
        _ => format!("{number} {number}{unit} "),
    }
}
