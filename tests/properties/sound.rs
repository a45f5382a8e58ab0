//! What is true of every digest: all of it is the page's own words, every place is on the page, and what is copied is text.

use std::ops::Range;

use nutgraf::digest::plan::{self, Plan};
use nutgraf::digest::{Digest, Labels, Points};
use nutgraf::page::{Tag, snapshot};
use nutgraf::{Page, Reading, read};

use crate::written;

/// What is wrong with the digest of a page; reads it three times.
pub(crate) fn complaints(page: &Page) -> Vec<String> {
    let reading = read(page);
    let mut out = cut(page, &reading);
    if !out.is_empty() {
        return out;
    }
    let plan = plan::plan(page, &reading, &Labels::ENGLISH);
    out.extend(shown(&plan.digest));
    out.extend(misplaced(page, &plan));
    out.extend(written::complaints_of(&plan.digest));
    out.extend(written::complaints_of_pieces(&plan));
    if plan::plan(page, &read(page), &Labels::ENGLISH) != plan {
        out.push("another plan the second time".to_owned());
    }
    let mut through = snapshot::parse(&snapshot::write(page)).expect("what we write, we read");
    through.hints = page.hints.clone();
    if page.source == through.source && nutgraf::digest(&through) != plan.digest {
        out.push("another digest through a snapshot".to_owned());
    }
    out
}

fn collapse(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every range of every stage begins and ends between two characters of the story and holds some; sentences and tokens come one after
/// the other, and each stretch of the story is letter by letter on the page.
fn cut(page: &Page, reading: &Reading) -> Vec<String> {
    let Reading { article, text, names, quotes, facts, key_points } = reading;
    let mut out = Vec::new();
    let mut all: Vec<(&str, &Range<usize>)> = key_points.iter().map(|span| ("a key point", span)).collect();
    all.extend(names.mentions.iter().map(|mention| ("a mention", &mention.span)));
    all.extend(names.mentions.iter().filter_map(|mention| Some(("a role", mention.role.as_ref()?))));
    all.extend(names.entities.iter().map(|entity| ("a name", &entity.name)));
    all.extend(names.entities.iter().filter_map(|entity| Some(("a role", entity.role.as_ref()?))));
    all.extend(facts.dates.iter().map(|date| ("a date", &date.span)));
    all.extend(facts.numbers.iter().map(|number| ("a number", &number.span)));
    all.extend(facts.numbers.iter().filter_map(|number| Some(("what it counts", number.about.as_ref()?))));
    for quote in quotes {
        all.push(("a quote", &quote.span));
        all.extend(quote.parts.iter().map(|part| ("a part", part)));
        all.extend(quote.stretches.iter().map(|stretch| ("a stretch", stretch)));
        all.extend(quote.cue.iter().map(|cue| ("a cue", cue)));
        all.extend(quote.speaker.iter().map(|speaker| ("a speaker", &speaker.mention)));
    }
    let sentences = || text.sentences.iter().map(|sentence| &sentence.span);
    let tokens = || text.tokens.iter().map(|token| &token.span);
    all.extend(sentences().map(|span| ("a sentence", span)).chain(tokens().map(|span| ("a token", span))));
    let wrong = all.iter().filter(|(_, span)| article.text.get((*span).clone()).is_none_or(str::is_empty));
    out.extend(wrong.map(|(what, span)| format!("{what} is at {span:?} of {:?}", article.text)));

    for spans in [sentences().collect::<Vec<_>>(), tokens().collect()] {
        let crossed = spans.windows(2).filter(|two| two[0].end > two[1].start);
        out.extend(crossed.map(|two| format!("{:?} comes before {:?}", two[0], two[1])));
    }
    for run in &article.runs {
        let on_page = page.text(run.node).get(run.offset..run.offset + run.range.len());
        if on_page.is_none() || on_page != article.text.get(run.range.clone()) {
            out.push(format!("{on_page:?} is on the page, not {run:?}"));
        }
    }
    out
}

/// Everything that is shown has to stand in the story, and where it says that it stands.
fn shown(digest: &Digest) -> Vec<String> {
    let text: Vec<char> = digest.article.text.chars().collect();
    let story = collapse(&digest.article.text);
    let mut out = Vec::new();
    let mut at = |words: Option<&str>, range: Points| {
        let stands = text.get(range.start..range.end).map(String::from_iter);
        if range.start >= range.end
            || stands.is_none()
            || words.is_some_and(|words| stands.as_deref() != Some(words))
        {
            out.push(format!("{words:?} is not at {range:?}: {stands:?}"));
        }
    };
    for point in &digest.key_points {
        at(Some(&point.text), point.range);
    }
    for date in &digest.dates {
        at(Some(&date.text), date.range);
    }
    for number in &digest.numbers {
        at(Some(&number.text), number.range);
    }
    for quote in &digest.quotes {
        at(Some(&quote.text), quote.range);
        quote.parts.iter().chain(&quote.stretches).for_each(|part| at(None, *part));
        quote.speaker.iter().for_each(|speaker| at(Some(&speaker.mention), speaker.range));
    }
    let entities = || [&digest.people, &digest.organisations, &digest.places].into_iter().flatten();
    entities().flat_map(|entity| &entity.mentions).for_each(|mention| at(None, *mention));
    for range in digest.article.blocks.iter().filter_map(|block| block.range) {
        if range.start > range.end || range.end > text.len() {
            out.push(format!("a block is at {range:?} of {}", text.len()));
        }
    }

    let speakers = || digest.quotes.iter().filter_map(|quote| quote.speaker.as_ref());
    let words =
        entities().map(|entity| &entity.name).chain(entities().filter_map(|entity| entity.role.as_ref()));
    let words = words.chain(digest.numbers.iter().filter_map(|number| number.about.as_ref()));
    let words = words.chain(speakers().map(|speaker| &speaker.name));
    let words = words.chain(speakers().filter_map(|speaker| speaker.role.as_ref()));
    let strangers = words.filter(|words| !story.contains(&collapse(words)));
    out.extend(strangers.map(|words| format!("{words:?} is not in the story")));
    out
}

/// Every place is inside a text of the page, between two characters as UTF-16 counts them.
fn misplaced(page: &Page, plan: &Plan) -> Vec<String> {
    let texts: Vec<&str> =
        page.nodes().filter(|(_, node)| node.tag == Tag::Text).map(|(id, _)| page.text(id)).collect();
    let elements = page.nodes().len() - texts.len();
    let is_place = |(text, units): (u32, usize)| {
        let Some(text) = texts.get(text as usize) else { return false };
        let mut at = 0;
        units == 0
            || text.chars().any(|c| {
                at += c.len_utf16();
                at == units
            })
    };
    let places = plan.places.iter().filter(|place| !(is_place(place.from) && is_place(place.to)));
    let mut out: Vec<_> = places.map(|place| format!("not on the page: {place:?}")).collect();
    let strays = plan.hide.iter().filter(|hide| hide.element as usize >= elements);
    out.extend(strays.map(|hide| format!("no such element: {hide:?}")));
    out
}
