//! A small browser without a screen: one connection that is kept, one person's cookies.

use std::io::{Error, Result};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};

/// Someone who asks the service for things.
pub(crate) struct Caller {
    at: SocketAddr,
    from: IpAddr,
    /// The cookies they hold, as they send them.
    pub(crate) cookies: Vec<(String, String)>,
    line: Option<TcpStream>,
}

/// What the service answered.
#[derive(Debug)]
pub(crate) struct Told {
    pub(crate) status: u16,
    /// The status line and the headers.
    pub(crate) head: String,
    pub(crate) page: String,
}

impl Told {
    /// The values of a header.
    fn headers<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.head.lines().filter_map(move |line| {
            let (found, value) = line.split_once(':')?;
            found.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }

    /// Where it leads.
    pub(crate) fn to(&self) -> &str {
        self.headers("location").next().unwrap_or_default()
    }
}

impl Caller {
    /// Someone at the loopback address of this number, with these cookies. Each number is a place
    /// of its own, so that the slowing down of guesses from one place does not slow a test.
    pub(crate) fn new(at: SocketAddr, number: u8) -> Self {
        let from = IpAddr::V4(Ipv4Addr::new(127, 0, 7, number));
        Self {
            at,
            from,
            cookies: Vec::new(),
            line: None,
        }
    }

    /// With a sign-in that was made before.
    pub(crate) fn signed_in(at: SocketAddr, number: u8, token: &str) -> Self {
        let mut caller = Self::new(at, number);
        caller.cookies.push(("a".to_owned(), token.to_owned()));
        caller
    }

    pub(crate) async fn get(&mut self, path: &str) -> Result<Told> {
        self.ask("GET", path, "", None).await
    }

    pub(crate) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Result<Told> {
        let body = encoded(fields);
        self.ask(
            "POST",
            path,
            "",
            Some(("application/x-www-form-urlencoded", &body)),
        )
        .await
    }

    /// Asks with headers of one's own, each with its line end, and a body of some kind.
    pub(crate) async fn ask(
        &mut self,
        method: &str,
        path: &str,
        headers: &str,
        body: Option<(&str, &str)>,
    ) -> Result<Told> {
        let pairs = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"));
        let cookies = pairs.collect::<Vec<_>>().join("; ");
        let about = body.map_or(String::new(), |(kind, body)| {
            format!("content-type: {kind}\r\ncontent-length: {}\r\n", body.len())
        });
        let request = format!(
            "{method} {path} HTTP/1.1\r\nhost: {}\r\ncookie: {cookies}\r\n{headers}{about}\r\n{}",
            self.at,
            body.map_or("", |(_, body)| body)
        );
        let mut line = match self.line.take() {
            Some(line) => line,
            None => self.connect().await?,
        };
        line.write_all(request.as_bytes()).await?;
        let told = answer(&mut line).await?;
        if !told
            .headers("connection")
            .any(|value| value.eq_ignore_ascii_case("close"))
        {
            self.line = Some(line);
        }
        self.keep_cookies(&told);
        Ok(told)
    }

    async fn connect(&self) -> Result<TcpStream> {
        let socket = TcpSocket::new_v4()?;
        socket.set_reuseaddr(true)?;
        socket.bind(SocketAddr::new(self.from, 0))?;
        let line = socket.connect(self.at).await?;
        line.set_nodelay(true)?;
        Ok(line)
    }

    fn keep_cookies(&mut self, told: &Told) {
        for cookie in told.headers("set-cookie") {
            let pair = cookie
                .split(';')
                .next()
                .and_then(|pair| pair.split_once('='));
            let Some((name, value)) = pair else { continue };
            self.cookies.retain(|(held, _)| held != name);
            if !value.is_empty() {
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
    }
}

/// Reads one answer to its end.
async fn answer(line: &mut TcpStream) -> Result<Told> {
    let mut read = Vec::with_capacity(1 << 14);
    let end = loop {
        if let Some(end) = read.windows(4).position(|four| four == b"\r\n\r\n") {
            break end + 4;
        }
        if line.read_buf(&mut read).await? == 0 {
            return Err(Error::other("the connection ended before an answer"));
        }
    };
    let body = read.split_off(end);
    let head = String::from_utf8_lossy(&read).into_owned();
    let status = head
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok());
    let status = status.ok_or_else(|| Error::other("not an answer"))?;
    let mut told = Told {
        status,
        head,
        page: String::new(),
    };
    let length = told.headers("content-length").next().map(str::parse);
    let length: usize = match (length, status) {
        (Some(Ok(length)), _) => length,
        (None, 204 | 304) => 0,
        _ => {
            return Err(Error::other(format!(
                "an answer without a length: {}",
                told.head
            )));
        }
    };
    let mut body = body;
    while body.len() < length {
        if line.read_buf(&mut body).await? == 0 {
            return Err(Error::other("the answer was cut off"));
        }
    }
    told.page = String::from_utf8_lossy(&body).into_owned();
    Ok(told)
}

/// A form as browsers send it.
pub(crate) fn encoded(fields: &[(&str, &str)]) -> String {
    let one = |text: &str| -> String {
        let byte = |byte: u8| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        };
        text.bytes().map(byte).collect()
    };
    let all = fields
        .iter()
        .map(|(name, value)| format!("{}={}", one(name), one(value)));
    all.collect::<Vec<_>>().join("&")
}
