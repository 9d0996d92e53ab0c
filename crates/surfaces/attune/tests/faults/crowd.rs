//! A crowd that is slow on purpose stands at the door of the real program: connections that say
//! nothing, that say their headers or their form a byte at a time, or that do not take what they are
//! told. Nobody honest is kept out by them, and each of them is let go.

use crate::asking::Caller;
use crate::place::Place;
use crate::program::{PATIENCE, Running, watch_address};
use std::net::SocketAddr;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

/// How many are slow at the same time. The catalogue's thousand is for a bigger machine than the
/// one that runs every push.
const CROWD: usize = 200;
/// How often a slow one says another byte.
const BYTE: Duration = Duration::from_millis(500);

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Slow {
    Silent,
    Headers,
    Form,
    Taking,
}

const ALL: [Slow; 4] = [Slow::Silent, Slow::Headers, Slow::Form, Slow::Taking];

impl Slow {
    const fn begins(self) -> &'static str {
        match self {
            Self::Silent | Self::Taking => "",
            Self::Headers => "GET / HTTP/1.1\r\nhost: here\r\nx-slow: ",
            Self::Form => {
                "POST /in HTTP/1.1\r\nhost: here\r\ncontent-length: 60000\r\n\
                 content-type: application/x-www-form-urlencoded\r\n\r\nsign-in="
            }
        }
    }
}

async fn connect(at: SocketAddr) -> TcpStream {
    let socket = TcpSocket::new_v4().unwrap();
    // So that what is not taken soon fills every place on the way.
    socket.set_recv_buffer_size(4_096).unwrap();
    socket.connect(at).await.unwrap()
}

/// Is slow until the service has had enough of it.
async fn until_let_go(at: SocketAddr, how: Slow) {
    let mut line = connect(at).await;
    if how == Slow::Taking {
        return takes_nothing(line).await;
    }
    line.write_all(how.begins().as_bytes()).await.unwrap();
    let mut told = [0; 1_024];
    loop {
        match timeout(BYTE, line.read(&mut told)).await {
            // Told, perhaps, that this cannot be read; then the end.
            Ok(Ok(0) | Err(_)) => return,
            Ok(Ok(_)) => {}
            Err(_) if how == Slow::Silent => {}
            Err(_) => {
                if line.write_all(b"a").await.is_err() {
                    return;
                }
            }
        }
    }
}

/// Asks again and again and takes no answer: the service's own asking ends when it is let go.
async fn takes_nothing(mut line: TcpStream) {
    let asset = pages::assets::assets().look.path();
    let ask = format!("GET {asset} HTTP/1.1\r\nhost: here\r\n\r\n").repeat(64);
    while line.write_all(ask.as_bytes()).await.is_ok() {}
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_slow_keeps_nobody_out_and_is_let_go() {
    let place = Place::sqlite().await;
    let running = Running::start(&place, "crowd", &[], &watch_address().to_string()).await;
    let mut crowd = JoinSet::new();
    for number in 0..CROWD {
        let how = ALL[number % ALL.len()];
        crowd.spawn(until_let_go(running.at, how));
    }
    let mut honest = 0;
    let waiting = async {
        while !crowd.is_empty() {
            // Each a newcomer on a connection of their own.
            let told = Caller::new(running.at, 250).get("/").await.unwrap();
            assert!(told.status < 400, "{}", told.head);
            honest += 1;
            sleep(Duration::from_millis(100)).await;
            while crowd.try_join_next().is_some() {}
        }
    };
    timeout(PATIENCE, waiting)
        .await
        .expect("some are slow without end");
    assert!(honest > 20, "{honest}");
    testing::shows(
        "LD-2",
        &format!(
            "{CROWD} slow connections at once (silent, headers, form, not taking answers), time-outs of 15 s: \
             let go {CROWD}; {honest} honest requests meanwhile, answered {honest}"
        ),
    );
    assert!(running.stop().await.success());
}
