//! What to believe where sources differ.
//!
//! Machines are told the time of publication more exactly than readers, and readers the day more rightly; lists of authors for machines
//! are right but for those that name everybody who had a part in the story, or nobody in person.

use super::Account;
use super::byline;
use super::date::{self, Order, Stamp};
use super::dated::Dates;
use super::title;

/// The first date that is told for machines, on the page's own day; else the one that it shows or has in its address.
pub(super) fn published(
    told: &[(&str, Stamp)],
    shown: &Dates,
    address: Option<Stamp>,
    order: Order,
) -> Option<Stamp> {
    let Dates { published: shown, marked, .. } = *shown;
    let Some((value, first)) = told.first() else {
        return match (shown, address) {
            (Some(shown), Some(address)) if !(marked && shown.is_near(&address)) => {
                Some(if shown.day == address.day { shown } else { address })
            }
            _ => shown.or(address),
        };
    };
    // A day alone may be the first part of a time that is told elsewhere.
    let timed = told.iter().find(|(_, stamp)| stamp.day == first.day && stamp.clock.is_some());
    let first = timed.map_or(first, |(_, stamp)| stamp);
    let others = told[1..].iter().map(|(_, stamp)| *stamp).chain(shown).chain(address);
    // 3/4/2024 is the day that another source names, too.
    if let Some(other) = date::machine(value, order.other()).filter(|other| other.day != first.day)
        && others.clone().any(|stamp| stamp.day == other.day)
        && !others.clone().any(|stamp| stamp.day == first.day)
    {
        return Some(other);
    }
    if !first.is_universal() {
        return Some(*first);
    }
    // The same instant with an offset is the page's own way to tell it.
    let same = others
        .clone()
        .find(|stamp| !stamp.is_universal() && stamp.instant().is_some_and(|at| Some(at) == first.instant()));
    // A server in another time zone may be a day ahead of the page or behind it.
    let local = |stamp: &Stamp| !stamp.is_universal() && first.may_fall_on(stamp.day);
    let day = || [shown, address].into_iter().flatten().find(local);
    let confirmed = [shown, address].into_iter().flatten().any(|stamp| stamp.day == first.day);
    Some(same.or_else(|| day().filter(|_| !confirmed)).unwrap_or(*first))
}

/// The authors of the first source that names anybody but the site itself; what the page shows corrects lists of all who had a part
/// in the story, and names of nobody in person.
pub(super) fn authors(accounts: &[Account], shown: &[String], sites: &[String]) -> Vec<String> {
    /// Names in the shortest list that is one of everybody.
    const EVERYBODY: usize = 4;
    let told = accounts.iter().map(|account| account.authors.iter().flat_map(|line| byline::names(line)));
    let people = |names: &mut dyn Iterator<Item = String>| {
        let mut people: Vec<String> = Vec::new();
        for name in names {
            let known = people.iter().any(|other| byline::is_same_person(other, &name));
            let is_own = || sites.iter().any(|site| title::same_name(site, &name));
            let own = !byline::is_person(&name) && !is_alias(&name) && is_own();
            if !known && !own {
                people.push(name);
            }
        }
        people
    };
    let told = told.map(|mut names| people(&mut names)).find(|names| !names.is_empty()).unwrap_or_default();
    let shown = people(&mut shown.iter().cloned());
    let known = |name: &String| told.iter().any(|other| byline::is_same_person(other, name));
    let signed = !shown.is_empty() && shown.iter().all(|name| byline::is_full_name(name));
    let few = told.len() >= EVERYBODY && 2 * shown.len() <= told.len() && shown.iter().all(known);
    let nobody =
        byline::are_outlets(&told) || !told.iter().any(|name| name.contains(' ') || !name.is_ascii());
    // The same in small letters reads better.
    let shouted = told.len() == shown.len()
        && shown.iter().all(known)
        && told.iter().all(|name| !name.contains(char::is_lowercase));
    if shouted {
        return shown;
    }
    if told.is_empty() || signed && (few || nobody && !byline::are_outlets(&shown)) { shown } else { told }
}

/// Whether a name that is also the site's is one that somebody goes by there: publications begin with a capital.
fn is_alias(name: &str) -> bool {
    !name.contains(|c: char| c.is_whitespace() || c == '.' || c.is_uppercase())
}
