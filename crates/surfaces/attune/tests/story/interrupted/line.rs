//! A line to the service that breaks where a story says so: after so many bytes of what is asked, or
//! after so many of the answer. What the service does when nobody is there any more is its own matter.

use crate::service::Service;
use std::net::SocketAddr;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// Where a line breaks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Breaks {
    Not,
    /// After this share of what is asked, in thousandths.
    Asking(usize),
    /// After this many bytes of the answer.
    Answering(usize),
}

/// What came of asking.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Came {
    /// The status, once the head of the answer was there.
    pub(crate) status: Option<u16>,
    /// Where it leads.
    pub(crate) to: String,
    /// The page, if all of it came.
    pub(crate) page: Option<String>,
}

/// A line.
pub(crate) struct Line {
    to: SocketAddr,
    serving: JoinHandle<()>,
}

impl Drop for Line {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

impl Line {
    pub(crate) async fn to(service: &Service) -> Self {
        let socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let to = socket.local_addr().unwrap();
        let router = service.router.clone();
        let router = router.into_make_service_with_connect_info::<SocketAddr>();
        let serving = tokio::spawn(async move { axum::serve(socket, router).await.unwrap() });
        Self { to, serving }
    }

    /// Asks, as far as the line holds.
    pub(crate) async fn ask(&self, verb: &str, cookie: &str, body: &str, breaks: Breaks) -> Came {
        let is_draft = body.contains("do=draft");
        let by_script = if is_draft { "hx-request: true\r\n" } else { "" };
        let length = body.len();
        let asked = format!(
            "{verb} / HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\ncookie: {cookie}\r\n{by_script}\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: {length}\r\n\r\n{body}"
        );
        let mut line = TcpStream::connect(self.to).await.unwrap();
        let asked = asked.as_bytes();
        let until = match breaks {
            Breaks::Asking(share) => (asked.len() * share / 1_000).min(asked.len() - 1),
            _ => asked.len(),
        };
        line.write_all(&asked[..until]).await.unwrap();
        let most = match breaks {
            Breaks::Not => usize::MAX,
            Breaks::Asking(_) => 0,
            Breaks::Answering(most) => most,
        };
        let mut answer = Vec::new();
        let mut some = [0; 4_096];
        while answer.len() < most {
            let room = some.len().min(most - answer.len());
            let read = line.read(&mut some[..room]).await.unwrap();
            if read == 0 {
                break;
            }
            answer.extend_from_slice(&some[..read]);
        }
        came(&answer)
    }
}

/// What can be told from as much of an answer as came.
fn came(answer: &[u8]) -> Came {
    let answer = String::from_utf8_lossy(answer);
    let Some((head, page)) = answer.split_once("\r\n\r\n") else {
        return Came {
            status: None,
            to: String::new(),
            page: None,
        };
    };
    let field = |name: &str| {
        let mut fields = head.lines().filter_map(|line| line.split_once(':'));
        let found = fields.find(|(one, _)| one.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.trim().to_owned())
    };
    let length = field("content-length").and_then(|length| length.parse::<usize>().ok());
    let whole = length.unwrap_or(0) == page.len();
    Came {
        status: head
            .split(' ')
            .nth(1)
            .and_then(|status| status.parse().ok()),
        to: field("location").unwrap_or_default(),
        page: whole.then(|| page.to_owned()),
    }
}
