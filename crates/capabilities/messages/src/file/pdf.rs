//! PDFs: looked through, and kept as they came if nothing in them can do anything by itself.
//!
//! Every name in the file is looked at, also in what is packed, and whatever names a program, another
//! file or a way out is refused. It is told by names alone and not by following the document's own
//! structure: whoever writes a file to do harm writes that structure, too. A PDF is never shown on a
//! page; it is only ever saved.

use super::{PDF_MAX, Ready, WrongFile};
use crate::message::KindV1;
use miniz_oxide::inflate::stream::{InflateState, inflate};
use miniz_oxide::{DataFormat, MZError, MZFlush, MZStatus};
use std::collections::BTreeSet;

/// What makes a document do something, or carries something else along (ISO 32000-2, 7.11, 12.6,
/// 13.2 and annex K).
const ACTIVE: [&[u8]; 16] = [
    b"JavaScript",
    b"Launch",
    b"EmbeddedFile",
    b"EmbeddedFiles",
    b"RichMedia",
    b"RichMediaExecute",
    b"Rendition",
    b"Movie",
    b"Sound",
    b"SubmitForm",
    b"ImportData",
    b"GoToR",
    b"GoToE",
    b"GoToDp",
    b"XFA",
    b"Collection",
];
/// What makes a document do something when it is opened or turned over, without being asked (ISO
/// 32000-2, 7.7.2 and 12.6.3). Most of those that have it only say at which page they open ...
const BEGINS: [&[u8]; 2] = [b"OpenAction", b"AA"];
/// ... and with one of these it could tell someone else that it was opened, and from where. Those
/// that name a program or another file are refused already without it ([`ACTIVE`]).
const OUT: [&[u8]; 1] = [b"URI"];
/// What says that a document is locked.
const LOCK: &[u8] = b"Encrypt";
/// What says that parts of the document itself are packed ...
const PACKS: [&[u8]; 3] = [b"ObjStm", b"XRef", b"XRefStm"];
/// ... which is looked through only where it is packed in the one usual way, and not in these.
const UNUSUAL: [&[u8]; 5] = [
    b"ASCIIHexDecode",
    b"ASCII85Decode",
    b"LZWDecode",
    b"RunLengthDecode",
    b"Crypt",
];
/// How much is unpacked of one document: 256 MiB, this project's own choice; 60 pages as a scanner
/// that does not care about size packs them.
const UNPACKED: usize = 256 * 1024 * 1024;
/// How many packed parts a document has: this project's own choice.
const PARTS: usize = 50_000;
/// How far from the end a document says where its table stands.
const TAIL: usize = 2_048;
/// The longest name (ISO 32000-1, annex C).
const NAME: usize = 127;
/// How much is unpacked at a time.
const CHUNK: usize = 64 * 1024;

/// Looks through a PDF.
pub fn pdf(bytes: &[u8]) -> Result<Ready, WrongFile> {
    if bytes.len() > PDF_MAX {
        return Err(WrongFile::TooLarge);
    }
    if !is_whole(bytes) {
        return Err(WrongFile::Damaged);
    }
    let mut found = Found::default();
    found.names(bytes, true);
    unpack(bytes, &mut found)?;
    let told = |tells| found.0.contains(&tells);
    if told(Tells::Locked) {
        return Err(WrongFile::Locked);
    }
    let phones = told(Tells::Begins) && told(Tells::Out);
    if told(Tells::Active) || phones || (told(Tells::Packs) && told(Tells::Unusual)) {
        return Err(WrongFile::Active);
    }
    Ok(Ready {
        kind: KindV1::Pdf,
        bytes: bytes.to_vec(),
        shape: None,
    })
}

/// Whether it begins and ends as a document does, with nothing before or behind it.
fn is_whole(bytes: &[u8]) -> bool {
    let begins = bytes.starts_with(b"%PDF-1.") || bytes.starts_with(b"%PDF-2.");
    let ends = bytes.trim_ascii_end();
    let tail = ends.get(ends.len().saturating_sub(TAIL)..);
    let has_table = tail.is_some_and(|tail| has(tail, b"startxref"));
    begins && ends.ends_with(b"%%EOF") && has_table && has(bytes, b"endobj")
}

fn has(among: &[u8], wanted: &[u8]) -> bool {
    among.windows(wanted.len()).any(|window| window == wanted)
}

/// What a name in a document tells.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Tells {
    /// That it does something, or carries something along.
    Active,
    /// That it does something without being asked, or opens at a page.
    Begins,
    /// That it leads out of itself.
    Out,
    /// That it is locked.
    Locked,
    /// That parts of it are packed.
    Packs,
    /// That something is packed in an unusual way.
    Unusual,
}

/// What was found in a document.
#[derive(Default)]
struct Found(BTreeSet<Tells>);

impl Found {
    /// Looks at every name. One that the bytes end in is not whole, unless they are the `last`.
    fn names(&mut self, bytes: &[u8], last: bool) {
        let mut rest = bytes;
        while let Some(at) = rest.iter().position(|byte| *byte == b'/') {
            rest = rest.get(at + 1..).unwrap_or_default();
            let long = rest.iter().position(|byte| !is_regular(*byte));
            if long.is_none() && !last {
                return;
            }
            let name = rest.get(..long.unwrap_or(rest.len())).unwrap_or_default();
            if name.len() <= 3 * NAME && !is_page(name, rest) {
                self.name(&plain(name));
            }
        }
    }

    fn name(&mut self, name: &[u8]) {
        let tells = [
            (Tells::Active, &ACTIVE[..]),
            (Tells::Begins, &BEGINS),
            (Tells::Out, &OUT),
            (Tells::Locked, &[LOCK]),
            (Tells::Packs, &PACKS),
            (Tells::Unusual, &UNUSUAL),
        ];
        let told = tells.iter().find(|(_, names)| names.contains(&name));
        self.0.extend(told.map(|(tells, _)| *tells));
    }
}

/// Whether this says at which page a document opens, and nothing else: an array is a place in the
/// document itself (ISO 32000-2, 12.3.2). Many programs that make letters write one.
fn is_page(name: &[u8], rest: &[u8]) -> bool {
    let says = rest
        .get(name.len()..)
        .unwrap_or_default()
        .trim_ascii_start();
    name == b"OpenAction" && says.first() == Some(&b'[')
}

/// Whether a byte can stand in a name.
const fn is_regular(byte: u8) -> bool {
    !matches!(
        byte,
        0 | b'\t'
            | b'\n'
            | 0x0c
            | b'\r'
            | b' '
            | b'('
            | b')'
            | b'<'
            | b'>'
            | b'['
            | b']'
            | b'{'
            | b'}'
            | b'/'
            | b'%'
    )
}

/// A name as it is meant: any letter of it may be written as a number.
fn plain(name: &[u8]) -> Vec<u8> {
    let digit = |byte: Option<&u8>| byte.and_then(|byte| char::from(*byte).to_digit(16));
    let mut plain = Vec::with_capacity(name.len());
    let mut at = 0;
    while let Some(byte) = name.get(at) {
        let digits = digit(name.get(at + 1)).zip(digit(name.get(at + 2)));
        if let Some((high, low)) = digits.filter(|_| *byte == b'#') {
            plain.push(u8::try_from(high * 16 + low).unwrap_or_default());
            at += 3;
        } else {
            plain.push(*byte);
            at += 1;
        }
    }
    plain
}

/// Looks at the names in everything that is packed.
fn unpack(bytes: &[u8], found: &mut Found) -> Result<(), WrongFile> {
    const BEGINS: &[u8] = b"stream";
    let (mut left, mut parts, mut at) = (UNPACKED, 0, 0);
    let mut state = InflateState::new_boxed(DataFormat::Zlib);
    while let Some(next) = bytes.get(at..).and_then(|rest| position(rest, BEGINS)) {
        at += next + BEGINS.len();
        let rest = bytes.get(at..).unwrap_or_default();
        let rest = rest.strip_prefix(b"\r").unwrap_or(rest);
        let rest = rest.strip_prefix(b"\n").unwrap_or(rest);
        if !is_zlib(rest) {
            continue;
        }
        parts += 1;
        if parts > PARTS {
            return Err(WrongFile::TooLarge);
        }
        state.reset(DataFormat::Zlib);
        left = unpack_one(&mut state, rest, found, left)?;
    }
    Ok(())
}

fn position(among: &[u8], wanted: &[u8]) -> Option<usize> {
    among
        .windows(wanted.len())
        .position(|window| window == wanted)
}

/// Whether these bytes begin as packed ones do (RFC 1950, section 2.2).
fn is_zlib(bytes: &[u8]) -> bool {
    let [method, flags, ..] = bytes else {
        return false;
    };
    method & 0x0f == 8 && (u16::from(*method) << 8 | u16::from(*flags)) % 31 == 0
}

/// Looks at the names in one packed part, as far as it can be unpacked. Answers how much more may be.
fn unpack_one(
    state: &mut InflateState,
    mut rest: &[u8],
    found: &mut Found,
    mut left: usize,
) -> Result<usize, WrongFile> {
    let mut chunk = vec![0; CHUNK];
    let mut seen: Vec<u8> = Vec::with_capacity(CHUNK + 4 * NAME);
    loop {
        let made = inflate(state, rest, &mut chunk, MZFlush::None);
        rest = rest.get(made.bytes_consumed..).unwrap_or_default();
        left = left
            .checked_sub(made.bytes_written)
            .ok_or(WrongFile::TooLarge)?;
        seen.extend_from_slice(chunk.get(..made.bytes_written).unwrap_or_default());
        let goes_on = matches!(made.status, Ok(MZStatus::Ok))
            && (made.bytes_written > 0 || made.bytes_consumed > 0);
        found.names(&seen, !goes_on);
        if !goes_on {
            return match made.status {
                // What stands there is not packed after all, or not whole: a reader sees no more
                // of it than was seen here.
                Ok(_) | Err(MZError::Data | MZError::Buf) => Ok(left),
                Err(_) => Err(WrongFile::Damaged),
            };
        }
        // A name may stand across the end of a chunk.
        let kept = seen.len().saturating_sub(4 * NAME);
        seen.drain(..kept);
    }
}

#[cfg(test)]
mod tests;
