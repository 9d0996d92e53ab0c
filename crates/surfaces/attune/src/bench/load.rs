//! A small load: a few connections that are kept, each asking again as soon as it was answered.

use super::measured::{Stretch, Took, share};
use crate::say::Failed;
use crate::system::Stopwatch;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Connections at once.
pub(super) const CONNECTIONS: u32 = 8;

/// What a load found.
pub(super) struct Load {
    pub(super) requests: u32,
    pub(super) took: Took,
    pub(super) middle: Duration,
    pub(super) slowest: Duration,
    pub(super) bytes: usize,
}

/// A request for the page at `/` with this cookie.
pub(super) fn asking(at: SocketAddr, cookie: &str) -> Vec<u8> {
    format!("GET / HTTP/1.1\r\nhost: {at}\r\nuser-agent: attune-bench\r\naccept: text/html\r\ncookie: {cookie}\r\n\r\n").into_bytes()
}

/// Sends these requests in turn, so many in all, and waits for every answer.
pub(super) async fn run(
    at: SocketAddr,
    asked: Vec<Vec<u8>>,
    requests: u32,
) -> Result<Load, Failed> {
    let asked = Arc::new(asked);
    let stretch = Stretch::begin();
    let connections: Vec<_> = (0..CONNECTIONS)
        .map(|number| tokio::spawn(connection(at, Arc::clone(&asked), number, requests)))
        .collect();
    let (mut times, mut bytes) = (Vec::new(), 0);
    for one in connections {
        let (took, length) = one
            .await
            .map_err(|error| Failed::new(error.to_string()))?
            .map_err(|error| Failed::new(format!("a request was not answered ({error})")))?;
        times.extend(took);
        bytes = bytes.max(length);
    }
    let took = stretch.end();
    let requests = u32::try_from(times.len()).unwrap_or(u32::MAX);
    Ok(Load {
        requests,
        took,
        middle: share(times.clone(), 50),
        slowest: share(times, 99),
        bytes,
    })
}

async fn connection(
    at: SocketAddr,
    asked: Arc<Vec<Vec<u8>>>,
    number: u32,
    requests: u32,
) -> std::io::Result<(Vec<Duration>, usize)> {
    let mut stream = TcpStream::connect(at).await?;
    stream.set_nodelay(true)?;
    let (mut times, mut bytes, mut buffer) = (Vec::new(), 0, Vec::with_capacity(1 << 16));
    let turns = asked
        .iter()
        .cycle()
        .zip(0..requests)
        .skip(usize::try_from(number).unwrap_or_default());
    for (request, _) in turns.step_by(CONNECTIONS as usize) {
        let watch = Stopwatch::start();
        stream.write_all(request).await?;
        bytes = answer(&mut stream, &mut buffer).await?;
        times.push(watch.elapsed());
    }
    Ok((times, bytes))
}

/// Reads one answer to its end and gives the length of its body.
pub(super) async fn answer(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> std::io::Result<usize> {
    let wrong = |what: &str| std::io::Error::other(what.to_owned());
    buffer.clear();
    let head = loop {
        if let Some(end) = buffer.windows(4).position(|four| four == b"\r\n\r\n") {
            break end + 4;
        }
        if stream.read_buf(buffer).await? == 0 {
            return Err(wrong("the connection ended"));
        }
    };
    let text = String::from_utf8_lossy(buffer.get(..head).unwrap_or_default()).to_lowercase();
    if !text.starts_with("http/1.1 200") {
        return Err(wrong(text.lines().next().unwrap_or_default()));
    }
    let length = text
        .lines()
        .find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok());
    let length: usize = length.ok_or_else(|| wrong("the answer does not say how long it is"))?;
    while buffer.len() < head + length {
        if stream.read_buf(buffer).await? == 0 {
            return Err(wrong("the answer was cut off"));
        }
    }
    Ok(length)
}
