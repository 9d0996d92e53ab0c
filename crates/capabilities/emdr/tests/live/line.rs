//! A line between a browser and the service that can break as lines do: nothing comes through any
//! more, and neither side is told.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

pub(crate) struct Line {
    pub(crate) at: SocketAddr,
    broken: Arc<AtomicBool>,
}

impl Line {
    pub(crate) async fn to(service: SocketAddr) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let at = listener.local_addr().unwrap();
        let broken = Arc::new(AtomicBool::new(false));
        let breaks = Arc::clone(&broken);
        tokio::spawn(async move {
            while let Ok((here, _)) = listener.accept().await {
                let there = TcpStream::connect(service).await.unwrap();
                // Small words go at once, as over any line.
                here.set_nodelay(true).unwrap();
                there.set_nodelay(true).unwrap();
                let (asks, hears) = here.into_split();
                let (answers, takes) = there.into_split();
                tokio::spawn(carry(asks, takes, Arc::clone(&breaks)));
                tokio::spawn(carry(answers, hears, Arc::clone(&breaks)));
            }
        });
        Self { at, broken }
    }

    pub(crate) fn breaks(&self) {
        self.broken.store(true, Ordering::SeqCst);
    }

    pub(crate) fn holds_again(&self) {
        self.broken.store(false, Ordering::SeqCst);
    }
}

async fn carry(
    mut from: tokio::net::tcp::OwnedReadHalf,
    mut to: tokio::net::tcp::OwnedWriteHalf,
    broken: Arc<AtomicBool>,
) {
    let mut bytes = [0; 4096];
    while let Ok(read) = from.read(&mut bytes).await {
        if read == 0 {
            return;
        }
        if broken.load(Ordering::SeqCst) {
            // What was under way when it broke never arrives: this line is lost for good.
            while broken.load(Ordering::SeqCst) {
                tokio::time::sleep(std::time::Duration::from_millis(10)).await;
            }
            return;
        }
        if to.write_all(&bytes[..read]).await.is_err() {
            return;
        }
    }
}
