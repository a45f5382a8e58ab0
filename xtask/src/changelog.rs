//! The changelog as a release needs it: what it says of a version.
//!
//! While a version is being made its notes stand under "Unreleased"; they are its own once they have its number and its day.

use std::fs;

use anyhow::{Context, Result, ensure};
use time::{Date, OffsetDateTime};

use crate::programs::at;

const FILE: &str = "CHANGELOG.md";
const UNRELEASED: &str = "## [Unreleased]";

/// What the changelog says of a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Notes {
    /// Whether they have the version and its day already, or stand under "Unreleased".
    pub(crate) dated: bool,
    pub(crate) text: String,
}

/// The notes of a version; those under "Unreleased" where it has none of its own.
pub(crate) fn notes(version: &str) -> Result<Notes> {
    notes_in(&read()?, version)
}

/// Gives what stands under "Unreleased" the version and today's day.
pub(crate) fn date(version: &str) -> Result<()> {
    let dated = dated(&read()?, version, OffsetDateTime::now_utc().date())?;
    fs::write(at(FILE), dated).with_context(|| format!("writing {FILE}"))
}

fn read() -> Result<String> {
    fs::read_to_string(at(FILE)).with_context(|| format!("reading {FILE}"))
}

fn notes_in(changelog: &str, version: &str) -> Result<Notes> {
    let head = head(version);
    let own = section(changelog, &head);
    let (title, rest) = own
        .or_else(|| section(changelog, UNRELEASED))
        .with_context(|| format!("there is no \"{head}\", nor \"{UNRELEASED}\""))?;
    let shape: String = title.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    ensure!(own.is_none() || shape == " - 0000-00-00", "\"{head}{title}\" has no day");
    ensure!(rest.lines().any(|line| line.starts_with("- ")), "nothing is said of {version}");
    Ok(Notes { dated: own.is_some(), text: rest.to_owned() })
}

fn dated(changelog: &str, version: &str, day: Date) -> Result<String> {
    let notes = notes_in(changelog, version)?;
    ensure!(!notes.dated, "{version} has its day already");
    Ok(changelog.replacen(UNRELEASED, &format!("{UNRELEASED}\n\n{} - {day}", head(version)), 1))
}

fn head(version: &str) -> String {
    format!("## [{version}]")
}

/// What stands behind a head on its line, and what below it, up to the next: "## [1.2.3] - 2025-01-31" and its notes.
fn section<'a>(changelog: &'a str, head: &str) -> Option<(&'a str, &'a str)> {
    let line = changelog.lines().find(|line| line.starts_with(head))?;
    let (_, rest) = changelog.split_once(line)?;
    Some((&line[head.len()..], rest.split("\n## [").next().unwrap_or_default().trim()))
}

#[cfg(test)]
mod tests {
    use time::Month;

    use super::*;

    const CHANGELOG: &str = "# Changelog\n\n## [Unreleased]\n\n## [1.0.1] - 2025-01-31\n\n### Fixed\n- A thing.\n\n## [1.0.0] - 2025-01-01\n- All.\n";

    #[test]
    fn the_notes_of_a_version_are_what_stands_below_its_head() -> Result<()> {
        let own = |text: &str| Notes { dated: true, text: text.to_owned() };
        assert_eq!(notes_in(CHANGELOG, "1.0.1")?, own("### Fixed\n- A thing."));
        assert_eq!(notes_in(CHANGELOG, "1.0.0")?, own("- All."));
        Ok(())
    }

    #[test]
    fn a_version_to_come_has_the_notes_that_are_unreleased() -> Result<()> {
        let changelog = CHANGELOG.replace("[Unreleased]\n", "[Unreleased]\n\n### Added\n- A panel.\n");
        let notes = notes_in(&changelog, "1.1.0")?;
        assert_eq!(notes, Notes { dated: false, text: "### Added\n- A panel.".to_owned() });
        Ok(())
    }

    #[test]
    fn a_version_without_notes_or_day_is_seen() {
        for changelog in [
            "",
            "## [1.0.0]\n- All.",
            "## [1.0.0] - soon\n- All.",
            "## [1.0.0] - 2025-01-01\n\n## [0.9.0] - 2024-01-01\n- All.",
            "See ## [1.0.0] - 2025-01-01\n- All.",
            "## [Unreleased]\n\n## [0.9.0] - 2024-01-01\n- All.",
        ] {
            assert!(notes_in(changelog, "1.0.0").is_err(), "{changelog}");
        }
    }

    #[test]
    fn with_its_day_a_version_has_the_notes_that_were_unreleased() -> Result<()> {
        let day = Date::from_calendar_date(2025, Month::March, 9)?;
        let changelog = CHANGELOG.replace("[Unreleased]\n", "[Unreleased]\n\n### Added\n- A panel.\n");
        let before = notes_in(&changelog, "1.1.0")?;
        let after = dated(&changelog, "1.1.0", day)?;
        assert!(
            after.contains(
                "## [Unreleased]\n\n## [1.1.0] - 2025-03-09\n\n### Added\n- A panel.\n\n## [1.0.1]"
            ),
            "{after}"
        );
        assert_eq!(notes_in(&after, "1.1.0")?, Notes { dated: true, ..before });
        for version in ["1.1.0", "1.2.0"] {
            assert!(dated(&after, version, day).is_err(), "{version}");
        }
        Ok(())
    }

    #[test]
    fn the_version_that_is_being_made_has_notes() -> Result<()> {
        notes(&crate::manifest::version()?).map(drop)
    }
}
