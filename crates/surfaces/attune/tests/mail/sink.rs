//! A mail server that takes what it is given, remembers it, and answers as it is told.

use std::sync::{Arc, Mutex};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// One mail, as it was given.
#[derive(Clone, Default, Debug)]
pub(crate) struct Caught {
    /// How the other side called itself.
    pub(crate) hello: String,
    /// The sender of the envelope.
    pub(crate) from: String,
    /// The recipient of the envelope.
    pub(crate) to: String,
    /// The mail, its lines as they came.
    pub(crate) text: String,
}

/// The server.
#[derive(Clone)]
pub(crate) struct Sink {
    pub(crate) port: u16,
    pub(crate) caught: Arc<Mutex<Vec<Caught>>>,
    /// Every command that was said, without what came with it.
    pub(crate) said: Arc<Mutex<Vec<String>>>,
    /// What is answered to a recipient.
    pub(crate) to_recipient: Arc<Mutex<&'static str>>,
}

impl Sink {
    pub(crate) async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let sink = Self {
            port: listener.local_addr().unwrap().port(),
            caught: Arc::default(),
            said: Arc::default(),
            to_recipient: Arc::new(Mutex::new("250 ok")),
        };
        let serving = sink.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let sink = serving.clone();
                tokio::spawn(async move { sink.speak(stream).await });
            }
        });
        sink
    }

    pub(crate) fn answers(&self, answer: &'static str) {
        *self.to_recipient.lock().unwrap() = answer;
    }

    pub(crate) fn caught(&self) -> Vec<Caught> {
        self.caught.lock().unwrap().clone()
    }

    pub(crate) fn heard(&self, command: &str) -> bool {
        self.said.lock().unwrap().iter().any(|said| said == command)
    }

    async fn speak(&self, stream: TcpStream) {
        let (read, mut write) = stream.into_split();
        let mut lines = BufReader::new(read);
        let mut mail = Caught::default();
        let _ = write.write_all(b"220 sink\r\n").await;
        loop {
            let mut line = String::new();
            if lines.read_line(&mut line).await.unwrap_or(0) == 0 {
                return;
            }
            let line = line.trim_end();
            let command = line.split([' ', ':']).next().unwrap_or_default();
            self.said.lock().unwrap().push(command.to_uppercase());
            let bracketed = || {
                let (_, rest) = line.split_once('<').unwrap();
                rest.split_once('>').unwrap().0.to_owned()
            };
            let answer = match command.to_uppercase().as_str() {
                "EHLO" => {
                    let (_, name) = line.split_once(' ').unwrap();
                    name.trim().clone_into(&mut mail.hello);
                    "250-sink\r\n250 8BITMIME"
                }
                "MAIL" => {
                    mail.from = bracketed();
                    "250 ok"
                }
                "RCPT" => {
                    mail.to = bracketed();
                    *self.to_recipient.lock().unwrap()
                }
                "DATA" => {
                    let _ = write.write_all(b"354 go on\r\n").await;
                    mail.text.clear();
                    loop {
                        let mut line = String::new();
                        if lines.read_line(&mut line).await.unwrap_or(0) == 0 {
                            return;
                        }
                        if line == ".\r\n" {
                            break;
                        }
                        mail.text.push_str(&line);
                    }
                    self.caught.lock().unwrap().push(mail.clone());
                    "250 taken"
                }
                "QUIT" => {
                    let _ = write.write_all(b"221 bye\r\n").await;
                    return;
                }
                _ => "250 ok",
            };
            let _ = write.write_all(format!("{answer}\r\n").as_bytes()).await;
        }
    }
}
