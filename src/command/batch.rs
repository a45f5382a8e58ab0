//! `nutgraf batch`: pages as JSON lines in, digests as JSON lines out, in the same order.
//!
//! One thread reads, `jobs` threads work, the calling thread writes. For each line the reader queues a slot that the writer waits on,
//! and the queue of slots is bounded: whatever the input's length, no more than a few lines for each job are in memory at a time.

use std::borrow::Cow;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::panic::catch_unwind;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Instant;

use nutgraf::page::loose::Loose;
use nutgraf::page::{Hints, html};
use nutgraf::{Digest, Page};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Lines in memory for each job: enough that one slow page does not make the other jobs wait.
const WINDOW: usize = 4;

/// Bytes of the longest line that is kept; JSON's escapes make a page longer.
const LONGEST_LINE: usize = 2 * html::LARGEST;

/// How many pages to work on at a time when nobody says.
pub(super) fn every_core() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// Where the answer to a line will be, or why there are no more lines.
type Slot = io::Result<Receiver<Vec<u8>>>;

/// A line, and where its answer goes.
type Task = (Line, SyncSender<Vec<u8>>);

/// A line as it was read.
#[derive(Debug)]
enum Line {
    Bytes(Vec<u8>),
    TooLong,
}

/// Answers every line of `from` on `to`.
///
/// # Errors
/// When `from` cannot be read or `to` cannot be written; a line that makes no sense is answered, not an error.
pub(super) fn run(from: impl Read + Send + 'static, mut to: impl Write, jobs: usize) -> anyhow::Result<()> {
    let (slots, in_order) = sync_channel(jobs * WINDOW);
    let (tasks, queue) = sync_channel(jobs * WINDOW);
    let queue = Arc::new(Mutex::new(queue));
    // The threads are left to themselves: when the writer gives up, the program ends without waiting for another line.
    for _ in 0..jobs {
        let queue = Arc::clone(&queue);
        thread::spawn(move || work(&queue));
    }
    thread::spawn(move || read(BufReader::new(from), &slots, &tasks));
    for slot in in_order {
        to.write_all(&slot?.recv()?)?;
    }
    to.flush()?;
    Ok(())
}

/// Queues every line twice: as a slot for the writer and as a task for the workers. Ends with the input, or when nobody listens.
fn read(mut from: impl BufRead, slots: &SyncSender<Slot>, tasks: &SyncSender<Task>) {
    loop {
        let line = match read_line(&mut from) {
            Ok(Some(line)) => line,
            Ok(None) => return,
            Err(error) => {
                let _ = slots.send(Err(error));
                return;
            }
        };
        let (answer, slot) = sync_channel(1);
        if slots.send(Ok(slot)).is_err() || tasks.send((line, answer)).is_err() {
            return;
        }
    }
}

/// The next line that is not blank; `None` at the end.
fn read_line(from: &mut impl BufRead) -> io::Result<Option<Line>> {
    loop {
        let mut line = Vec::new();
        let read = from.by_ref().take(LONGEST_LINE as u64).read_until(b'\n', &mut line)?;
        if read == 0 {
            return Ok(None);
        }
        if read == LONGEST_LINE && !line.ends_with(b"\n") {
            from.skip_until(b'\n')?;
            return Ok(Some(Line::TooLong));
        }
        if !line.trim_ascii().is_empty() {
            return Ok(Some(Line::Bytes(line)));
        }
    }
}

fn work(queue: &Mutex<Receiver<Task>>) {
    loop {
        // The lock is held while waiting, which is what the other workers would do, too.
        let next = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((line, answer)) = next else { return };
        // Nobody waits for the answer once the writer has given up.
        let _ = answer.send(reply(&line));
    }
}

/// The line of output that answers a line of input.
fn reply(line: &Line) -> Vec<u8> {
    let answer = match line {
        Line::Bytes(bytes) => answer(bytes),
        Line::TooLong => refuse(Value::Null, format!("the line has more than {} MiB", LONGEST_LINE >> 20)),
    };
    // A digest is plain data with string keys, which is all that JSON asks.
    let mut out = serde_json::to_vec(&answer).unwrap_or_default();
    out.push(b'\n');
    out
}

/// A line of input.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Request {
    id: Value,
    html: Option<Loose>,
    text: Option<Loose>,
    url: Option<Loose>,
    title: Option<Loose>,
    published: Option<String>,
    language: Option<String>,
    key_points: Option<usize>,
}

/// What is left to say of a line that makes no request.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Identity {
    id: Value,
}

/// A line of output.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Answer {
    Digest { id: Value, ms: f64, parse_ms: f64, digest: Box<Digest> },
    Refusal { id: Value, error: String },
}

fn refuse(id: Value, error: String) -> Answer {
    Answer::Refusal { id, error }
}

fn answer(line: &[u8]) -> Answer {
    let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line);
    // Looking whether it is UTF-8 is several times faster than mending it, and a line that is not is rare.
    let line = str::from_utf8(line).map_or_else(|_| String::from_utf8_lossy(line), Cow::Borrowed);
    let request: Request = match serde_json::from_str(&line) {
        Ok(request) => request,
        Err(error) => {
            let id = serde_json::from_str::<Identity>(&line).unwrap_or_default().id;
            return refuse(id, error.to_string());
        }
    };
    let id = request.id.clone();
    // Nothing here panics as far as is known; should a page prove otherwise, it costs one line and not the batch.
    catch_unwind(|| lay_out(request))
        .unwrap_or_else(|_| refuse(id, "a defect in nutgraf: please report the page".to_owned()))
}

fn lay_out(request: Request) -> Answer {
    let Request { id, html, text, url, title, published, language, key_points } = request;
    let start = Instant::now();
    let mut page = match (html, text) {
        (Some(html), _) if html.0.len() > html::LARGEST => {
            return refuse(id, format!("too large for a page: more than {} MiB", html::LARGEST >> 20));
        }
        (Some(html), _) => html::parse(&html.0),
        (None, Some(text)) => Page::from_text(&text.0),
        (None, None) => return refuse(id, "there is neither html nor text".to_owned()),
    };
    if let Some(why) = page.refusal() {
        return refuse(id, why);
    }
    let parse_ms = milliseconds(start);
    page.url = url.map(|url| url.0).unwrap_or_default();
    page.hints = Hints { title: title.map(|title| title.0), published, language, key_points };
    let start = Instant::now();
    let digest = Box::new(nutgraf::digest(&page));
    Answer::Digest { id, ms: milliseconds(start), parse_ms, digest }
}

/// Time passed, to the microsecond.
fn milliseconds(since: Instant) -> f64 {
    (since.elapsed().as_secs_f64() * 1e6).round() / 1e3
}
