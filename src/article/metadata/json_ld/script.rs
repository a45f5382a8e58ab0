//! A script as a document, read as forgivingly as scripts are written: comments around it, line breaks inside strings, commas before
//! a closing bracket, quotation marks that end nothing.

use serde_json::{Map, Value};

type Object = Map<String, Value>;

/// Parses a script: as it is, mended, freed of a second escaping, or, when all that fails, by its telling fields alone.
pub(super) fn parse(script: &str) -> Vec<Value> {
    // Several documents may follow one another.
    let all = |text: &str| -> Vec<Value> {
        serde_json::Deserializer::from_str(text).into_iter().map_while(Result::ok).collect()
    };
    if let Ok(document) = serde_json::from_str(script) {
        return vec![document];
    }
    let mended_once = all(&mended(script));
    if !mended_once.is_empty() {
        return mended_once;
    }
    let mended_twice = all(&mended(&script.replace("\\\"", "\"").replace("\\/", "/")));
    if mended_twice.is_empty() { scanned(script).into_iter().collect() } else { mended_twice }
}

/// The fields of a script that no mending makes JSON, each by the first string after its name.
fn scanned(script: &str) -> Option<Value> {
    let fields = ["@type", "headline", "datePublished", "dateModified"];
    let told = fields.iter().filter_map(|name| Some(((*name).to_owned(), after(script, name)?.into())));
    let author = field(script, "author").and_then(|rest| after(rest, "name"));
    let object: Object = told.chain(author.map(|name| ("author".to_owned(), name.into()))).collect();
    (object.len() > 1).then_some(Value::Object(object))
}

/// The string after a field's name and its colon.
fn after(script: &str, name: &str) -> Option<String> {
    let rest = field(script, name)?.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
    let end = rest.find(['"', '\n'])?;
    Some(rest[..end].to_owned())
}

/// What follows a field's name.
fn field<'a>(script: &'a str, name: &str) -> Option<&'a str> {
    script.split_once(&format!("\"{name}\"")).map(|(_, rest)| rest)
}

/// A script from its first bracket to its last.
fn from_bracket_to_bracket(script: &str) -> &str {
    // The bracket of `<![CDATA[` is not the script's.
    let brace = script.find('{').unwrap_or(script.len());
    let list = script[..brace]
        .trim_end()
        .strip_suffix('[')
        .map(str::len)
        .filter(|at| !script[..*at].ends_with("CDATA"));
    let start = list.unwrap_or(brace);
    let end = script.rfind(['}', ']']).map_or(script.len(), |at| at + 1);
    script.get(start..end).unwrap_or_default()
}

/// The script from its first bracket to its last, without what JSON does not allow and everybody writes.
fn mended(script: &str) -> String {
    let mut out = String::with_capacity(script.len());
    let mut in_string = false;
    let mut escaped = false;
    for c in from_bracket_to_bracket(script).chars() {
        if in_string {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '"' => in_string = false,
                _ => {}
            }
            if c.is_control() {
                // Raw line breaks and tabs; inside a backslash escape they would still be wrong.
                if out.ends_with('\\') && !out.ends_with("\\\\") {
                    out.pop();
                }
                out.push(' ');
                continue;
            }
        } else {
            match c {
                '"' => in_string = true,
                '}' | ']' => {
                    out.truncate(out.trim_end().len());
                    if out.ends_with(',') {
                        out.pop();
                    }
                }
                _ => {}
            }
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::plain;
    use super::*;

    #[track_caller]
    fn check(script: &str, expected: &str) {
        let documents = parse(script);
        let headline = documents.first().and_then(|value| value.get("headline")?.as_str()).map(plain);
        assert_eq!(headline.as_deref(), Some(expected), "{script}");
    }

    #[test]
    fn scripts_are_read_as_forgivingly_as_they_are_written() {
        check(r#"{"headline": "Ferry to close"}"#, "Ferry to close");
        check("<!-- {\"headline\": \"Ferry\n to close\",} -->", "Ferry to close");
        check(
            r#"//<![CDATA[ {"headline": "Ferry to close", "keywords": ["a", "b", ],} //]]>"#,
            "Ferry to close",
        );
        check(r#"{"headline": "Ferry to close"} }"#, "Ferry to close");
        check(r#"{\"headline\": \"Ferry to close\"}"#, "Ferry to close");
        check(
            r#"{"@type": "NewsArticle", "@author": Ana Ruiz, "headline": "Ferry to close"}"#,
            "Ferry to close",
        );
    }
}
