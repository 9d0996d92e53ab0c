//! What nobody's browser sends, at the real program: bodies without an end, what unpacks to more
//! than there is room for, headers by the hundred thousand, brackets by the hundred thousand, HTTP/2
//! that opens and drops, and bytes that are no request at all. Each is refused, the program goes on,
//! and its memory stays what it was.

use crate::asking::Caller;
use crate::people_here::{self, Named};
use crate::place::Place;
use crate::program::{Running, watch_address};
use attune::system::WallClock;
use care::Role;
use std::io::Write as _;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

/// How much more memory than before the program may hold, in KiB: 64 MiB, as in the catalogue.
const GROWTH: u64 = 64 * 1_024;
/// How much is sent at the most of what has no end, in bytes.
const MOST: usize = 8 << 20;
/// How often each is sent.
const TIMES: usize = 10;

/// Sends all of it, as far as it is taken, and answers the status, if any came.
async fn sends(at: SocketAddr, head: &str, body: &[u8], most: usize) -> Option<u16> {
    let line = TcpStream::connect(at).await.unwrap();
    let (mut from, mut to) = line.into_split();
    let (head, body) = (head.as_bytes().to_vec(), body.to_vec());
    let sending = tokio::spawn(async move {
        if to.write_all(&head).await.is_err() {
            return to;
        }
        let mut sent = 0;
        while sent < most && !body.is_empty() && to.write_all(&body).await.is_ok() {
            sent += body.len();
        }
        to
    });
    let mut told = vec![0; 4_096];
    let read = timeout(Duration::from_secs(20), from.read(&mut told)).await;
    let read = read.expect("neither an answer nor an end").unwrap_or(0);
    // What stays is dropped here: the connection ends on this side too.
    sending.abort();
    let told = String::from_utf8_lossy(&told[..read]).into_owned();
    told.split(' ').nth(1)?.parse().ok()
}

fn zipped(bytes: usize) -> Vec<u8> {
    let mut zip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    zip.write_all(&vec![b'a'; bytes]).unwrap();
    zip.finish().unwrap()
}

const FORM: &str = "content-type: application/x-www-form-urlencoded\r\n";

/// Name, head, body (sent again until `most`), and how many bytes at the most.
fn all() -> Vec<(&'static str, String, Vec<u8>, usize)> {
    let post = |more: &str| format!("POST /in HTTP/1.1\r\nhost: here\r\n{more}\r\n");
    let one = |body: Vec<u8>, kind: &str, more: &str| {
        let head = post(&format!("content-length: {}\r\n{kind}{more}", body.len()));
        let most = body.len();
        (head, body, most)
    };
    let mut all = Vec::new();
    let head = post(&format!("content-length: {}\r\n{FORM}", 1_u64 << 30));
    all.push(("a body of 1 GiB", head, vec![b'a'; 1 << 16], MOST));
    let head = post(&format!("transfer-encoding: chunked\r\n{FORM}"));
    let chunk = [b"10000\r\n".as_slice(), &vec![b'a'; 1 << 16], b"\r\n"].concat();
    all.push(("a body without an end", head, chunk, MOST));
    let (head, body, most) = one(zipped(32 << 20), FORM, "content-encoding: gzip\r\n");
    all.push(("32 MiB in a few bytes", head, body, most));
    let many = "a: b\r\n".repeat(100_000);
    let head = format!("GET / HTTP/1.1\r\nhost: here\r\n{many}\r\n");
    all.push(("100,000 headers", head, Vec::new(), 0));
    let head = format!(
        "GET / HTTP/1.1\r\nhost: here\r\nx: {}\r\n\r\n",
        "a".repeat(1 << 21)
    );
    all.push(("a header of 2 MiB", head, Vec::new(), 0));
    let head = format!(
        "GET /{} HTTP/1.1\r\nhost: here\r\n\r\n",
        "a".repeat(1 << 20)
    );
    all.push(("an address of 1 MiB", head, Vec::new(), 0));
    let (head, body, most) = one(
        vec![b'['; 100_000],
        "content-type: application/json\r\n",
        "",
    );
    all.push(("JSON 100,000 deep", head, body, most));
    let (head, body, most) = one("a=b&".repeat(16_000).into_bytes(), FORM, "");
    all.push(("16,000 fields", head, body, most));
    let (head, body, most) = one([0xff, 0x00, 0xfe].repeat(9_000), FORM, "");
    all.push(("a form of bytes that are no words", head, body, most));
    for nonsense in [
        "\0\0\0\0\r\n\r\n",
        "GET\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n",
        "POST /in HTTP/1.1\r\nhost: a\r\ncontent-length: -1\r\n\r\n",
        "POST /in HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n",
        "POST /in HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
        "GET / HTTP/1.1\r\nhost: a\r\n bad fold\r\n\r\n",
        "GET / HTTP/1.1\r\nna me: x\r\n\r\n",
    ] {
        all.push(("no request", nonsense.to_owned(), Vec::new(), 0));
    }
    all
}

/// JSON as deep as a form is large, where JSON is read.
async fn shows_brackets_for_a_passkey(at: SocketAddr) {
    let mut caller = Caller::new(at, 251);
    let begun = caller.post("/in/passkey/begin", &[]).await.unwrap();
    assert_eq!(begun.status, 200, "{}", begun.head);
    let told = caller.cookies.iter().any(|(name, _)| name == "p");
    assert!(told, "a passkey was not asked for: {}", begun.head);
    // Each bracket is three bytes of a form.
    let brackets = "[".repeat(21_000);
    let shown = [("credential", &*brackets)];
    let told = caller.post("/in/passkey", &shown).await.unwrap();
    assert_eq!(told.status, 422, "{}", told.head);
}

/// A frame of HTTP/2 (RFC 9113, section 4.1).
fn frame(kind: u8, flags: u8, stream: u32, payload: &[u8]) -> Vec<u8> {
    let length = u32::try_from(payload.len()).unwrap().to_be_bytes();
    let mut frame = length[1..].to_vec();
    frame.extend([kind, flags]);
    frame.extend(stream.to_be_bytes());
    frame.extend(payload);
    frame
}

/// The first page asked for in HTTP/2, by the static table of RFC 7541.
const ASKS: [u8; 7] = [0x82, 0x86, 0x84, 0x41, 0x02, b'h', b'h'];
/// The same, sending something.
const SENDS: [u8; 7] = [0x83, 0x86, 0x84, 0x41, 0x02, b'h', b'h'];
const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

/// Streams that are opened and dropped at once, and frames of nothing.
fn over_http2() -> Vec<Vec<u8>> {
    let begin = [PREFACE, &frame(4, 0, 0, &[])].concat();
    let mut dropped = begin.clone();
    for number in 0..20_000_u32 {
        let stream = number * 2 + 1;
        dropped.extend(frame(1, 5, stream, &ASKS));
        dropped.extend(frame(3, 0, stream, &8_u32.to_be_bytes()));
    }
    let mut empty = begin.clone();
    empty.extend(frame(1, 4, 1, &SENDS));
    for _ in 0..100_000 {
        empty.extend(frame(0, 0, 1, &[]));
    }
    let mut unending = begin;
    unending.extend(frame(1, 0, 1, &ASKS));
    for _ in 0..20_000 {
        unending.extend(frame(9, 0, 1, &[0x40, 1, b'a', 1, b'b']));
    }
    vec![dropped, empty, unending]
}

/// Sends it and reads until the other side ends it or has nothing more to say.
async fn floods(at: SocketAddr, bytes: &[u8]) {
    let line = TcpStream::connect(at).await.unwrap();
    let (mut from, mut to) = line.into_split();
    let bytes = bytes.to_vec();
    let sending = tokio::spawn(async move {
        // It may be ended in the middle of it, which is an answer.
        let _ = to.write_all(&bytes).await;
        let _ = to.shutdown().await;
    });
    let mut told = vec![0; 1 << 16];
    while let Ok(Ok(1..)) = timeout(Duration::from_secs(5), from.read(&mut told)).await {}
    sending.abort();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_huge_deep_or_nonsense_is_refused_and_takes_no_memory() {
    let place = Place::sqlite().await;
    // With passkeys, whose answers are JSON, and with somebody: an empty service only asks to be set up.
    let settings = place.data().join("attune.toml");
    std::fs::write(&settings, "address = \"https://notes.example\"\n").unwrap();
    let vault = place.open(Arc::new(WallClock)).await;
    let mara = Named {
        name: "Mara Lindqvist".to_owned(),
        sign_in: "mara".to_owned(),
        passphrase: "a slow green river".to_owned(),
    };
    people_here::staff(&vault, Role::ServiceLead, &mara).await;
    vault.engine().close().await;
    drop(vault);
    let running = Running::start(&place, "hostile", &[], &watch_address().to_string()).await;
    let honest = async || {
        let told = Caller::new(running.at, 250).get("/").await.unwrap();
        assert!(told.status < 400, "{}", told.head);
    };
    for _ in 0..50 {
        honest().await;
    }
    let before = running.resident();
    let (mut refused, mut ended) = (0, 0);
    for (name, head, body, most) in &all() {
        for _ in 0..TIMES {
            match sends(running.at, head, body, *most).await {
                Some(status) => {
                    assert!((400..500).contains(&status), "{name}: {status}");
                    refused += 1;
                }
                None => ended += 1,
            }
        }
        honest().await;
    }
    for _ in 0..TIMES {
        shows_brackets_for_a_passkey(running.at).await;
        refused += 1;
    }
    let floods_of = over_http2();
    for flood in &floods_of {
        floods(running.at, flood).await;
        honest().await;
    }
    let grown = running.resident().saturating_sub(before);
    assert!(grown < GROWTH, "{grown} KiB more than {before} KiB");
    assert!(refused > ended, "{refused} and {ended}");
    testing::shows(
        "LD-3",
        &format!(
            "{} requests of {} kinds (bodies of 1 GiB cut off after at most 8 MiB): 4xx {refused}, ended without a word {ended}; \
             {} floods of HTTP/2 (streams dropped at once, empty frames, headers without end); memory {} MiB more than before",
            refused + ended,
            all().len() + 1,
            floods_of.len(),
            grown / 1_024,
        ),
    );
    assert!(running.stop().await.success());
}
