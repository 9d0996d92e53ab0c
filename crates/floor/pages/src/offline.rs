//! What opens without a connection: a neutral page and a block of bytes, the same in size for
//! everyone, kept by the browser itself.
//!
//! The worker (`assets/worker.js`) shows the page only when the network does not answer and keeps
//! nothing else. The block is opened by the words of its owner, in the browser (`assets/keep.js`).
//! Nothing here is about care: the page says the neutral title, what is urgent, "a few quiet
//! minutes" and "my sheet".

use crate::assets::assets;
use crate::calm;
use crate::floor::Floor;
use crate::layout::Html;
use crate::route::{Answer, Routes, Verb};
use crate::shell;
use crate::visit::Arrival;
use crate::words::{Language, Words};
use askama::Template;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

const WORKER: &str = include_str!("../assets/worker.js");

/// The worker, the neutral page, and the way to take everything off this device. Anyone may ask for
/// them: they are the same for everyone.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .open(Verb::Get, "/k.js", worker)
        .open(Verb::Get, "/k.html", page)
        .open(Verb::Post, "/k.away", away)
}

#[derive(Template)]
#[template(path = "offline_part.html")]
struct Part {
    words: Words,
}

/// "My sheet": a field for the words that open the block on this device. It opens no record and
/// asks the service nothing, so it may stand before every sign-in and every lock.
pub fn part(words: Words) -> Html {
    Html::of(&Part { words })
}

#[derive(Template)]
#[template(path = "offline.html")]
struct Page {
    words: Words,
    urgent: String,
    /// A few quiet minutes, which need no connection.
    calm: Html,
    part: Html,
}

/// The neutral page that stands in where there is no connection.
async fn page(arrival: Arrival) -> Answer {
    let screen = screen(urgent(&arrival.floor, arrival.words), arrival.words);
    Ok(shell::bare(
        &arrival.floor,
        arrival.words,
        screen,
        StatusCode::OK,
    ))
}

fn screen(urgent: String, words: Words) -> Html {
    Html::of(&Page {
        words,
        urgent,
        calm: calm::part(words),
        part: part(words),
    })
}

fn urgent(floor: &Floor, words: Words) -> String {
    let own = floor.settings.cover.urgent.clone();
    own.unwrap_or_else(|| words.say("measures-urgent"))
}

/// The worker. It begins with the names of the files it will keep, so that it is another one, and
/// fills its shelf anew, when one of them is.
async fn worker(arrival: Arrival) -> Answer {
    let script = script(&urgent(&arrival.floor, arrival.words));
    let kind = HeaderValue::from_static("text/javascript; charset=utf-8");
    Ok(([(header::CONTENT_TYPE, kind)], script).into_response())
}

/// The words of the page are among what makes it another one, in every language: a number to call
/// that has changed is not kept as it was.
fn script(urgent: &str) -> String {
    let all = assets();
    let names = [&all.look, &all.client, &all.keep, &all.calm].map(crate::assets::Asset::path);
    let mut words = Sha256::new();
    for language in Language::ALL {
        words.update(screen(urgent.to_owned(), Words::new(language)).as_str());
    }
    let words = words.finalize();
    let words = words.as_slice().first_chunk().copied();
    let words = words.map_or(0, u64::from_be_bytes);
    format!("/* {} {words:016x} */\n{WORKER}", names.join(" "))
}

/// Everything this address keeps on the device is thrown away by the browser itself: deleting alone
/// leaves remains on the disk.
async fn away(_: Arrival) -> Answer {
    let all = HeaderValue::from_static("\"storage\"");
    let clear = HeaderName::from_static("clear-site-data");
    Ok((StatusCode::NO_CONTENT, [(clear, all)]).into_response())
}

/// A block of bytes, for the device of whoever asks.
pub fn bytes(bytes: Vec<u8>) -> Response {
    let kind = HeaderValue::from_static("application/octet-stream");
    ([(header::CONTENT_TYPE, kind)], bytes).into_response()
}

#[cfg(test)]
mod tests {
    use super::{WORKER, script};

    #[test]
    fn another_number_to_call_is_another_worker_and_nothing_else_is() {
        assert_eq!(script("Call 112"), script("Call 112"));
        assert_ne!(script("Call 112"), script("Call 999"));
        assert!(script("").ends_with(WORKER));
    }

    #[test]
    fn the_worker_and_the_sheet_use_no_other_store_and_draw_no_markup() {
        let keep = include_str!("../assets/keep.js");
        for script in [WORKER, keep] {
            for word in [
                "localStorage",
                "sessionStorage",
                "indexedDB",
                "innerHTML",
                "insertAdjacentHTML",
                "eval(",
                "importScripts",
                "pushState",
                "document.cookie",
            ] {
                assert!(!script.contains(word), "{word}");
            }
        }
    }
}
