//! Mail, through the service's own mail server. It takes what a permit allows and adds nothing: no
//! name, no program, no link, no wish for a receipt, and no address to which a failure would be
//! sent back with what it was about.

use crate::config::{MailServer, MailTls};
use crate::say::Failed;
use care::{Chance, Clock};
use contact::{Carrier, NotCarried, OutboundMessage};
use data_encoding::BASE64;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use lettre::address::Envelope;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use sealed::engine::Pending;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use zeroize::Zeroizing;

/// How long one answer of the server is waited for, and one message in all: this project's own
/// choice. Whoever ends a way waits for a message on its way out, so it is short.
const ANSWER: Duration = Duration::from_secs(5);
const MESSAGE: Duration = Duration::from_secs(10);
/// How many characters stand on a line of base64 (RFC 2045, section 6.8).
const LINE: usize = 76;
/// Answers that say that this address will never take this mail (RFC 5321, section 4.2.3): no such
/// mailbox, not local, too large, a name that is not allowed, refused.
const NEVER: [u16; 6] = [550, 551, 552, 553, 554, 556];

/// The service's mail.
pub struct Mail {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: String,
    clock: Arc<dyn Clock>,
    chance: Arc<dyn Chance>,
}

impl Mail {
    /// Mail through this server. Nothing is connected to yet.
    ///
    /// # Errors
    /// If the password cannot be read, or TLS cannot be had.
    pub fn through(
        server: &MailServer,
        clock: Arc<dyn Clock>,
        chance: Arc<dyn Chance>,
    ) -> Result<Self, Failed> {
        let parameters = || {
            TlsParameters::new(server.server.clone())
                .map_err(|error| Failed::new(format!("mail: TLS cannot be set up ({error})")))
        };
        let tls = match server.tls {
            MailTls::Required => Tls::Required(parameters()?),
            MailTls::Implicit => Tls::Wrapper(parameters()?),
            MailTls::Local => Tls::None,
        };
        // By default the machine's own name would be said to the server, and stand in the mail.
        let hello = ClientId::Domain(server.domain().to_owned());
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&*server.server)
            .port(server.port)
            .tls(tls)
            .hello_name(hello)
            .timeout(Some(ANSWER));
        if let Some((user, file)) = &server.account {
            let password = password(file)?;
            builder = builder.credentials(Credentials::new(user.clone(), password.to_string()));
        }
        Ok(Self {
            transport: builder.build(),
            from: server.from.clone(),
            clock,
            chance,
        })
    }

    async fn hand_over(&self, message: &OutboundMessage) -> Result<(), NotCarried> {
        let to: Address = message.to().parse().map_err(|_| NotCarried::ForGood)?;
        // From nobody: a failure is told to us in the answer, and never sent to anyone.
        let envelope = Envelope::new(None, vec![to]).map_err(|_| NotCarried::ForGood)?;
        let written = self.written(message);
        match self.transport.send_raw(&envelope, written.as_bytes()).await {
            Ok(_) => Ok(()),
            Err(error) => {
                let code = error.status().map(u16::from);
                // The words of the answer may name the address, so only its number is told.
                tracing::warn!(?code, "a mail was not taken");
                Err(if code.is_some_and(|code| NEVER.contains(&code)) {
                    NotCarried::ForGood
                } else {
                    NotCarried::NotNow
                })
            }
        }
    }

    /// The message as it goes over the wire: these headers and no others.
    fn written(&self, message: &OutboundMessage) -> String {
        let mut id = [0; 16];
        self.chance.fill(&mut id);
        let id = u128::from_be_bytes(id);
        let now = Timestamp::from_millisecond(self.clock.now().millis());
        let now = now.unwrap_or(Timestamp::UNIX_EPOCH).to_zoned(TimeZone::UTC);
        let domain = self.from.rsplit_once('@').map_or("", |(_, domain)| domain);
        let wording = message.wording();
        let mut text = format!(
            "Date: {}\r\nFrom: <{}>\r\nTo: <{}>\r\nSubject: =?utf-8?B?{}?=\r\nMessage-ID: <{id:032x}@{domain}>\r\n\
             MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\
             Content-Transfer-Encoding: base64\r\nAuto-Submitted: auto-generated\r\n\r\n",
            now.strftime("%a, %d %b %Y %H:%M:%S +0000"),
            self.from,
            message.to(),
            BASE64.encode(wording.subject.as_bytes()),
        );
        let body = BASE64.encode(wording.body.as_bytes());
        for line in body.as_bytes().chunks(LINE) {
            // What base64 writes is ASCII.
            let _ = write!(text, "{}\r\n", String::from_utf8_lossy(line));
        }
        text
    }
}

impl Carrier for Mail {
    fn carry(&self, message: OutboundMessage) -> Pending<'_, Result<(), NotCarried>> {
        Box::pin(async move {
            let handed_over = tokio::time::timeout(MESSAGE, self.hand_over(&message)).await;
            handed_over.unwrap_or(Err(NotCarried::NotNow))
        })
    }
}

/// The password in a file, without the end of its line.
fn password(file: &Path) -> Result<Zeroizing<String>, Failed> {
    let read = std::fs::read_to_string(file).map(Zeroizing::new);
    let read = read.map_err(|error| {
        Failed::asked_wrongly(format!(
            "mail.password_file: found {}, which cannot be read ({error}); wanted a file this account can read",
            file.display()
        ))
    })?;
    Ok(Zeroizing::new(
        read.trim_end_matches(['\r', '\n']).to_owned(),
    ))
}
