//! What others wrote and we build with: licences, origins, duplicates and known faults of the crates and of the npm packages.
//!
//! Two of the questions are put to databases on the network. Where one cannot be reached it is said that nobody has looked, and what can be
//! told from the files here is told all the same.

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::programs::{output, program, run as run_program};
use crate::setup;

/// Asks everything.
pub(crate) fn run() -> Result<()> {
    for line in [crates()?, packages()?] {
        println!("{line}");
    }
    Ok(())
}

/// The crates, by cargo-deny; what is to be known of the known faults, in a sentence.
pub(crate) fn crates() -> Result<String> {
    let deny = setup::cargo_deny()?;
    let ask = |of: &str, questions: &[&str]| {
        run_program(program(&deny).args(["--log-level", "error", "--locked", of, "check"]).args(questions))
    };
    ask("--exclude-dev", &["bans"]).context("a crate is in the core twice, or in any version")?;
    ask("--workspace", &["licenses", "sources"]).context("crates are not as deny.toml wants them")?;
    let known = "crates: licences, origins and duplicates are as deny.toml wants them";
    let reached = output(program(&deny).args(["--log-level", "off", "fetch", "db"])).is_ok();
    if !reached {
        return Ok(format!("{known}; NOT CHECKED against known faults, whose database cannot be reached"));
    }
    ask("--workspace", &["advisories"]).context("crates have known faults")?;
    Ok(format!("{known}, and no fault of theirs is known"))
}

/// The npm packages, none of which ships.
pub(crate) fn packages() -> Result<String> {
    let asked = program("npm").args(["audit", "--json"]).output().context("starting npm audit")?;
    known_faults(&String::from_utf8_lossy(&asked.stdout))
}

/// What `npm audit --json` says, in a sentence.
fn known_faults(answer: &str) -> Result<String> {
    let answer: Value = serde_json::from_str(answer).context("reading what npm audit says")?;
    let Some(total) = answer["metadata"]["vulnerabilities"]["total"].as_u64() else {
        return Ok(
            "npm packages: NOT CHECKED against known faults, whose database cannot be reached".to_owned()
        );
    };
    if total > 0 {
        let names: Vec<_> =
            answer["vulnerabilities"].as_object().into_iter().flatten().map(|(name, _)| &**name).collect();
        bail!("{total} known faults in npm packages: {}", names.join(", "));
    }
    Ok("npm packages: no known fault".to_owned())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use serde_json::json;

    use super::*;
    use crate::programs::at;

    /// What is wrong with the pins of the npm packages: each is of one version, and of bytes that are known; nothing of them runs on installation.
    fn loose(package: &Value, lock: &Value, settings: &str) -> Vec<String> {
        let mut complaints = Vec::new();
        let named = package["devDependencies"].as_object().into_iter().flatten();
        for (name, version) in named {
            if !version
                .as_str()
                .is_some_and(|version| version.starts_with(|first: char| first.is_ascii_digit()))
            {
                complaints.push(format!("{name} is not pinned to one version: {version}"));
            }
        }
        let locked = lock["packages"].as_object().into_iter().flatten().filter(|(name, _)| !name.is_empty());
        for (name, about) in locked {
            if !about["integrity"].as_str().is_some_and(|hash| hash.starts_with("sha512-")) {
                complaints.push(format!("{name} is locked without a hash"));
            }
            if !about["resolved"].is_null() {
                complaints.push(format!("{name} is locked to a registry"));
            }
        }
        if !settings.lines().any(|line| line == "ignore-scripts=true") {
            complaints.push(".npmrc lets packages run scripts".to_owned());
        }
        if !package["dependencies"].is_null() {
            complaints.push("something is to ship from npm".to_owned());
        }
        complaints
    }

    fn read(path: &str) -> Result<String> {
        fs::read_to_string(at(path)).with_context(|| format!("reading {path}"))
    }

    #[test]
    fn npm_packages_are_pinned_by_hash_run_no_scripts_and_do_not_ship() -> Result<()> {
        let [package, lock] =
            [read("package.json")?, read("package-lock.json")?].map(|text| serde_json::from_str(&text));
        let complaints = loose(&package?, &lock?, &read(".npmrc")?);
        assert!(complaints.is_empty(), "{complaints:#?}");
        Ok(())
    }

    #[test]
    fn loose_pins_are_seen() {
        let package = json!({"dependencies": {"a": "1"}, "devDependencies": {"b": "^1.0.0"}});
        let lock = json!({"packages": {"": {}, "node_modules/b": {"version": "1.0.0", "resolved": "r"}}});
        assert_eq!(loose(&package, &lock, "ignore-scripts=false\n").len(), 5);
        let package = json!({"devDependencies": {"b": "1.0.0"}});
        let lock = json!({"packages": {"": {}, "node_modules/b": {"integrity": "sha512-x"}}});
        assert!(loose(&package, &lock, "ignore-scripts=true\n").is_empty());
    }

    #[test]
    fn an_audit_tells_a_fault_from_silence() {
        assert!(
            known_faults(r#"{"metadata": {"vulnerabilities": {"total": 0}}}"#)
                .is_ok_and(|said| said.contains("no known fault"))
        );
        assert!(
            known_faults(r#"{"message": "405 Method Not Allowed"}"#)
                .is_ok_and(|said| said.contains("NOT CHECKED"))
        );
        let fault = r#"{"metadata": {"vulnerabilities": {"total": 1}}, "vulnerabilities": {"left-pad": {}}}"#;
        assert!(known_faults(fault).is_err_and(|error| error.to_string().contains("left-pad")));
        assert!(known_faults("").is_err());
    }
}
