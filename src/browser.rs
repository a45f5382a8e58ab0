//! The browser's end of the core: a snapshot or a text in, a [`Plan`](crate::digest::plan::Plan) out.
//!
//! The only module that knows wasm-bindgen, js-sys and web-sys. What goes wrong comes out as a sentence that a reader of news understands,
//! and where the extension has one of its own in the reader's language, under its name; a panic, which would be our mistake, is written to the
//! console with its place.

use js_sys::Error;
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::digest::{Labels, plan};
use crate::page::Page;
use crate::page::snapshot::{self, Broken};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("digest/plan.d.ts");

/// Makes panics speak; runs once, when the module is loaded.
#[wasm_bindgen(start)]
pub fn start() {
    std::panic::set_hook(Box::new(|panic| {
        web_sys::console::error_1(&JsValue::from_str(&format!("Nutgraf: {panic}")));
    }));
}

/// Reads a page from the snapshot that `collect.js` took of it; `labels` are those of [`Labels::of_lines`].
///
/// # Errors
/// When the snapshot is not one, or of a page too large to be read.
#[wasm_bindgen(unchecked_return_type = "Plan")]
pub fn read(snapshot: &str, labels: &str) -> Result<JsValue, Error> {
    let began = now();
    let page = snapshot::parse(snapshot).map_err(|broken| match broken {
        Broken::Refused(why) => too_large(&why),
        Broken::Malformed(_) | Broken::Version(_) => Error::new(&broken.to_string()),
    })?;
    answer(&page, labels, began)
}

/// Reads a story from plain text, a paragraph a line.
///
/// # Errors
/// When the text is too long, or the answer cannot be handed over.
#[wasm_bindgen(unchecked_return_type = "Plan")]
pub fn read_text(text: &str, labels: &str) -> Result<JsValue, Error> {
    let began = now();
    let page = Page::from_text(text);
    if let Some(why) = page.refusal() {
        return Err(too_large(&why));
    }
    answer(&page, labels, began)
}

/// What is thrown of a page that is refused: the extension's own words for it are named so.
fn too_large(why: &str) -> Error {
    let error = Error::new(why);
    error.set_name("too_large");
    error
}

fn answer(page: &Page, labels: &str, began: f64) -> Result<JsValue, Error> {
    let parsed = now();
    let plan = plan::plan(page, &crate::read(page), &Labels::of_lines(labels));
    let done = now();
    let answer = plan
        .serialize(&serde_wasm_bindgen::Serializer::json_compatible())
        .map_err(|error| Error::new(&error.to_string()))?;
    let ms = js_sys::Object::new();
    set(&ms, "page", &(parsed - began).into());
    set(&ms, "story", &(done - parsed).into());
    set(&answer, "ms", &ms);
    Ok(answer)
}

fn set(object: &JsValue, key: &str, value: &JsValue) {
    // Setting a field of a plain object of our own cannot fail.
    let _ = js_sys::Reflect::set(object, &JsValue::from_str(key), value);
}

/// Milliseconds of the browser's clock, for the timing that the plan carries; the core itself reads no clock.
fn now() -> f64 {
    js_sys::Reflect::get(&js_sys::global(), &JsValue::from_str("performance"))
        .ok()
        .and_then(|performance| performance.dyn_into::<web_sys::Performance>().ok())
        .map_or(0.0, |performance| performance.now())
}
