//! Forms with files (RFC 7578), read whole from memory. The body's largest size is decided before;
//! what did not fit is not here, and the words that stand before it are.
//!
//! The file's name on someone's device and the kind it is said to be are passed over unread.

use crate::form::{FIELDS_MAX, FILES_MAX, Form, Sent, unfold};
use crate::large::Large;
use crate::visit::{BODY_MAX, WrongBody};
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, header};
use care::PersonId;
use http_body_util::BodyExt;
use std::time::Duration;
use tokio::time::timeout;

/// The largest body taken of a form with files: the files, the words, and what stands between them.
const MOST: usize = FILES_MAX + 2 * BODY_MAX;
/// How much more is read and thrown away, so that whoever sent a film of their garden is told that it
/// is too large instead of losing the line: 64 MiB, this project's own choice.
const PASSED_OVER: usize = 64 * 1024 * 1024;
/// How long such a body may take to come: two minutes, this project's own choice. The largest comes
/// in that time over a line of 750 kbit/s.
const WITHIN: Duration = Duration::from_mins(2);
/// How much is read before a place is needed for it: the words, and files that are no larger.
const WORDS: usize = 2 * BODY_MAX;
/// How long nothing may come at all while a place is taken: ten seconds, this project's own choice.
/// Whoever sends a letter a minute does not keep others from sending.
const STILL: Duration = Duration::from_secs(10);
/// The longest a boundary is (RFC 2046, section 5.1.1).
const BOUNDARY_MAX: usize = 70;
/// The most bytes before a part's content: this project's own choice.
const HEAD_MAX: usize = 4 * 1024;

/// What parts the form, if a request carries one with files.
pub(crate) fn boundary(headers: &HeaderMap) -> Option<Vec<u8>> {
    let kind = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    let (name, rest) = kind.split_once(';')?;
    if !name.trim().eq_ignore_ascii_case("multipart/form-data") {
        return None;
    }
    let boundary = parameter(rest, "boundary")?;
    let fits = (1..=BOUNDARY_MAX).contains(&boundary.len()) && boundary.is_ascii();
    fits.then(|| boundary.into_bytes())
}

/// Reads a form with files that this person sends. Where there is no place for files, the words are
/// read all the same.
pub(crate) async fn read(
    boundary: &[u8],
    body: Body,
    large: &Large,
    person: PersonId,
) -> Result<Form, WrongBody> {
    match timeout(WITHIN, gather(body, large, person)).await {
        Ok(Some(came)) => {
            let form = parse(&came.bytes, boundary, came.whole)?;
            Ok(if came.busy { form.while_busy() } else { form })
        }
        // A line that broke, or one that is not waited for any longer.
        Ok(None) | Err(_) => Err(WrongBody::NotUnderstood),
    }
}

/// What came of a body.
struct Came {
    bytes: Bytes,
    /// Whether that is all of it.
    whole: bool,
    /// Whether the rest is not here because there was no place for it.
    busy: bool,
}

/// The body up to the largest size, or up to what needs no place.
async fn gather(mut body: Body, large: &Large, person: PersonId) -> Option<Came> {
    let (mut kept, mut over) = (Vec::new(), 0_usize);
    let (mut place, mut busy) = (None, false);
    while let Some(frame) = timeout(STILL, body.frame()).await.ok()? {
        let Ok(data) = frame.ok()?.into_data() else {
            continue;
        };
        if kept.len() + data.len() > WORDS && place.is_none() && !busy {
            place = large.place(person).await;
            busy = place.is_none();
        }
        let most = if place.is_some() { MOST } else { WORDS };
        let room = most.saturating_sub(kept.len());
        let (fits, rest) = data.split_at(data.len().min(room));
        kept.extend_from_slice(fits);
        over = over.saturating_add(rest.len());
        if over > PASSED_OVER {
            break;
        }
    }
    Some(Came {
        bytes: match place {
            Some(place) => place.hold(kept),
            None => kept.into(),
        },
        whole: over == 0,
        busy,
    })
}

/// Reads the parts. Of a body that is not `whole`, the words that are there are taken and no file is.
fn parse(bytes: &Bytes, boundary: &[u8], whole: bool) -> Result<Form, WrongBody> {
    let first = [b"--", boundary].concat();
    let between = [b"\r\n--", boundary].concat();
    let mut read = Read::default();
    if !bytes.starts_with(&first) {
        return Err(WrongBody::NotUnderstood);
    }
    let mut at = first.len();
    let came_whole = loop {
        let rest = bytes.get(at..).unwrap_or_default();
        if rest.starts_with(b"--") {
            break true;
        }
        if !rest.starts_with(b"\r\n") {
            break false;
        }
        let head = rest.get(..rest.len().min(HEAD_MAX)).unwrap_or_default();
        let Some(head_ends) = find(head, b"\r\n\r\n") else {
            break false;
        };
        let begins = at + head_ends + 4;
        // A part without content ends where its head does.
        let after = bytes.get(begins.saturating_sub(2)..).unwrap_or_default();
        let Some(long) = find(after, &between) else {
            break false;
        };
        let ends = (begins.saturating_sub(2) + long).max(begins);
        let head = rest.get(2..head_ends).unwrap_or_default();
        read.part(head, bytes.slice(begins..ends))?;
        at = begins.saturating_sub(2) + long + between.len();
    };
    if came_whole != whole && whole {
        return Err(WrongBody::NotUnderstood);
    }
    Ok(read.form(whole && came_whole))
}

/// What has been read of a form.
#[derive(Default)]
struct Read {
    fields: Vec<(String, String)>,
    files: Vec<Sent>,
    words: usize,
    weigh: usize,
}

impl Read {
    fn part(&mut self, head: &[u8], content: Bytes) -> Result<(), WrongBody> {
        let (field, is_file) = named(head).ok_or(WrongBody::NotUnderstood)?;
        if self.fields.len() + self.files.len() >= FIELDS_MAX {
            return Err(WrongBody::TooLarge);
        }
        if is_file {
            // A field in which nothing was chosen is sent, too.
            if !content.is_empty() {
                self.weigh = self.weigh.saturating_add(content.len());
                let bytes = content;
                self.files.push(Sent { field, bytes });
            }
            return Ok(());
        }
        self.words = self.words.saturating_add(field.len() + content.len());
        if self.words > BODY_MAX {
            return Err(WrongBody::TooLarge);
        }
        let value = std::str::from_utf8(&content).map_err(|_| WrongBody::NotUnderstood)?;
        self.fields.push((field, value.to_owned()));
        Ok(())
    }

    fn form(self, whole: bool) -> Form {
        let form = Form::new(unfold(self.fields));
        if whole && self.weigh <= FILES_MAX {
            form.with_files(self.files)
        } else {
            form.without_large_files()
        }
    }
}

/// The name of a part's field, and whether a file was chosen in it.
fn named(head: &[u8]) -> Option<(String, bool)> {
    let head = std::str::from_utf8(head).ok()?;
    let line = head.split("\r\n").find_map(|line| {
        let (name, says) = line.split_once(':')?;
        let says_what = name.trim().eq_ignore_ascii_case("content-disposition");
        says_what.then_some(says.trim())
    })?;
    let (kind, rest) = line.split_once(';')?;
    if !kind.trim().eq_ignore_ascii_case("form-data") {
        return None;
    }
    let is_file = parameter(rest, "filename").is_some() || parameter(rest, "filename*").is_some();
    Some((unescaped(&parameter(rest, "name")?), is_file))
}

/// The value of a parameter among `a=b; c="d"`.
fn parameter(among: &str, wanted: &str) -> Option<String> {
    let mut rest = among.trim_start();
    while !rest.is_empty() {
        let (name, after) = rest.split_once('=')?;
        let (value, left) = if let Some(quoted) = after.strip_prefix('"') {
            quoted.split_once('"')?
        } else {
            let ends = after.find(';').unwrap_or(after.len());
            after.split_at_checked(ends)?
        };
        if name.trim().eq_ignore_ascii_case(wanted) {
            return Some(value.trim().to_owned());
        }
        rest = left.trim_start().trim_start_matches(';').trim_start();
    }
    None
}

/// A field's name as it stood in the page: browsers write quotes and line ends as bytes of an
/// address would be.
fn unescaped(name: &str) -> String {
    let plain = name.replace("%22", "\"");
    plain.replace("%0D", "\r").replace("%0A", "\n")
}

/// Where these bytes are first found.
fn find(among: &[u8], wanted: &[u8]) -> Option<usize> {
    let first = *wanted.first()?;
    let mut at = 0;
    loop {
        let rest = among.get(at..)?;
        at += rest.iter().position(|byte| *byte == first)?;
        if among.get(at..)?.starts_with(wanted) {
            return Some(at);
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests;
