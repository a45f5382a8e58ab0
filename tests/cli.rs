//! The command line as a script sees it: what goes in, what comes out, and the exit code.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

fn nutgraf(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_nutgraf"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("piped");
    let input = input.to_vec();
    let writer = std::thread::spawn(move || {
        // A program that refuses its arguments does not read.
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().expect("the program ends");
    writer.join().expect("written");
    output
}

#[track_caller]
fn answers(arguments: &[&str], input: &[u8]) -> Vec<Value> {
    let output = nutgraf(&[&["batch"], arguments].concat(), input);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout.lines().map(|line| serde_json::from_str(&line.expect("UTF-8")).expect("JSON")).collect()
}

#[test]
fn with_nothing_to_read_it_says_how_to_use_it() {
    let output = nutgraf(&[], b"");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("Usage: nutgraf"));
    assert!(output.stdout.is_empty());
}

#[test]
fn a_page_on_standard_input_is_printed_as_asked() {
    for (format, beginning) in [("json", "{"), ("html", "<"), ("markdown", ""), ("text", "")] {
        let output = nutgraf(&["-", "--format", format], b"<h1>Dam holds</h1><p>The dam held.</p>");
        assert!(output.status.success());
        let printed = String::from_utf8(output.stdout).expect("UTF-8");
        assert!(printed.starts_with(beginning) && printed.ends_with('\n'), "{format}: {printed}");
    }
}

#[test]
fn the_address_is_the_one_given() {
    let output =
        nutgraf(&["--url", "https://paper.example/dam", "--format", "json"], b"<p>The dam held.</p>");
    let digest: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(digest["page"]["url"], "https://paper.example/dam");
}

#[test]
fn text_is_kept_as_it_is() {
    let story = "The river rose.\r\n\r\n  Nobody was hurt, the mayor said.\n";
    let output = nutgraf(&["-", "--input", "text", "--format", "json"], story.as_bytes());
    let digest: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(digest["version"], 1);
    assert!(output.status.success());
}

#[test]
fn what_cannot_be_read_gets_a_sentence() {
    for (arguments, sentence) in [
        (&["no-such-file.html"][..], "reading no-such-file.html"),
        (&["https://paper.example/dam"], "nothing is fetched"),
        (&["-", "--input", "snapshot"], "the page could not be read"),
    ] {
        let output = nutgraf(arguments, b"not a snapshot");
        assert_eq!(output.status.code(), Some(1));
        let message = String::from_utf8_lossy(&output.stderr);
        assert!(message.starts_with("nutgraf: ") && message.contains(sentence), "{message}");
    }
}

#[test]
fn a_batch_answers_in_order_and_goes_on_after_a_bad_line() {
    let mut input = Vec::new();
    for id in 0..200 {
        // The lines differ in length, so that they are not done in the order they came.
        let html = "<p>The dam held.</p>".repeat(if id % 7 == 0 { 500 } else { 1 });
        writeln!(input, "{}", json!({ "id": id, "html": html, "set": "unknown fields are passed over" }))
            .expect("written");
    }
    input.extend_from_slice(
        b"{\"id\": \"cut\", \"html\n\n{\"id\": \"neither\"}\n{\"id\": \"typed\", \"html\": 5}\n",
    );
    input.extend_from_slice(b"{\"id\": \"bytes\", \"text\": \"caf\xE9 \\ud83d\"}");
    for jobs in ["1", "3"] {
        let answers = answers(&["--jobs", jobs], &input);
        assert_eq!(answers.len(), 204);
        for (id, answer) in answers[..200].iter().enumerate() {
            assert_eq!(answer["id"], id);
            assert!(answer["ms"].is_f64() && answer["parse_ms"].is_f64() && answer["digest"]["version"] == 1);
        }
        assert!(answers[200]["id"].is_null() && answers[200]["error"].is_string());
        assert!(answers[201]["id"] == "neither" && answers[201]["error"].is_string());
        assert!(answers[202]["id"] == "typed" && answers[202]["error"].is_string());
        assert!(answers[203]["id"] == "bytes" && answers[203]["digest"].is_object());
    }
}

#[test]
fn a_batch_answers_each_line_without_waiting_for_the_next() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_nutgraf"))
        .arg("batch")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("piped");
    let mut stdout = BufReader::new(child.stdout.take().expect("piped"));
    for id in 0..3 {
        writeln!(stdin, r#"{{"id": {id}, "text": "The dam held."}}"#).expect("written");
        let mut line = String::new();
        stdout.read_line(&mut line).expect("answered");
        assert!(line.starts_with(&format!(r#"{{"id":{id},"#)), "{line}");
    }
    drop(stdin);
    assert!(child.wait().expect("the program ends").success());
}

#[test]
fn a_reader_that_goes_away_ends_the_batch_quietly() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_nutgraf"))
        .arg("batch")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().expect("piped");
    writeln!(stdin, r#"{{"id": 1, "text": "The dam held."}}"#).expect("written");
    // Standard input stays open: the program ends because nobody reads, not because there is nothing more to do.
    let output = child.wait_with_output().expect("the program ends");
    assert!(output.status.success() && output.stderr.is_empty());
    drop(stdin);
}

#[test]
fn a_page_with_more_text_than_is_read_is_refused_with_a_sentence() {
    let text = "The dam held. ".repeat(160_000);
    let output = nutgraf(&["-", "--input", "text"], text.as_bytes());
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(said, "nutgraf: this page could not be read: it has more than 2 MB of text\n");
    let answers = answers(&[], format!("{}\n", json!({ "id": 1, "text": text })).as_bytes());
    assert_eq!(answers, [json!({ "id": 1, "error": "it has more than 2 MB of text" })]);
}
