//! The way to people's browsers: HTTPS from files (TLS 1.2 or later), or plain for a proxy.

use super::patient::PatientWith;
use crate::config::{Config, Way, wrong};
use crate::say::Failed;
use axum::Router;
use axum_server::Handle;
use axum_server::accept::DefaultAcceptor;
use axum_server::tls_rustls::{RustlsAcceptor, RustlsConfig};
use hyper_util::rt::TokioTimer;
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::time::Duration;

/// How long someone may take to say what they want. Slower ones would hold a place without end.
const HEADERS: Duration = Duration::from_secs(15);

/// An address that was taken.
pub(super) struct Listening {
    socket: TcpListener,
    handle: Handle<SocketAddr>,
    tls: Option<Tls>,
}

#[derive(Clone)]
struct Tls {
    config: RustlsConfig,
    certificate: PathBuf,
    key: PathBuf,
}

/// What stops the listening and renews its certificate.
pub(super) struct Grip {
    handle: Handle<SocketAddr>,
    tls: Option<Tls>,
}

impl Grip {
    /// Takes no one new, and lets those who are being answered finish within `within`.
    pub(super) fn stop(&self, within: Duration) {
        self.handle.graceful_shutdown(Some(within));
    }

    /// Reads the certificate anew. One that is not right changes nothing.
    pub(super) async fn renew(&self) {
        let Some(tls) = &self.tls else { return };
        match tls
            .config
            .reload_from_pem_file(&tls.certificate, &tls.key)
            .await
        {
            Ok(()) => tracing::info!("the certificate was read anew"),
            Err(error) => {
                tracing::error!(%error, "the new certificate is not right; the old one stays");
            }
        }
    }
}

impl Listening {
    /// Takes the address and reads the certificate.
    ///
    /// # Errors
    /// With the key of the value that is not right.
    pub(super) async fn take(config: &Config) -> Result<Self, Failed> {
        let tls = match &config.way {
            Way::Tls { certificate, key } => Some(tls(certificate.clone(), key.clone()).await?),
            Way::Plain | Way::BehindProxy => None,
        };
        let taken = TcpListener::bind(config.listen).and_then(|socket| {
            socket.set_nonblocking(true)?;
            Ok(socket)
        });
        let socket = taken.map_err(|error| {
            wrong(
                "listen",
                &format!("{}, which cannot be listened at ({error})", config.listen),
                "an address of this machine with a free port",
            )
        })?;
        Ok(Self {
            socket,
            handle: Handle::new(),
            tls,
        })
    }

    pub(super) fn handle(&self) -> Grip {
        Grip {
            handle: self.handle.clone(),
            tls: self.tls.clone(),
        }
    }

    /// Answers until told to stop.
    pub(super) async fn serve(self, router: Router) -> std::io::Result<()> {
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        match self.tls {
            None => {
                let mut server = axum_server::from_tcp(self.socket)?
                    .handle(self.handle)
                    .acceptor(PatientWith(DefaultAcceptor::new()));
                patience(server.http_builder());
                server.serve(service).await
            }
            Some(tls) => {
                let mut server = axum_server::from_tcp(self.socket)?
                    .handle(self.handle)
                    .acceptor(PatientWith(RustlsAcceptor::new(tls.config)));
                patience(server.http_builder());
                server.serve(service).await
            }
        }
    }
}

fn patience<E>(builder: &mut hyper_util::server::conn::auto::Builder<E>) {
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADERS);
    builder
        .http2()
        .timer(TokioTimer::new())
        .keep_alive_interval(HEADERS)
        .keep_alive_timeout(HEADERS);
}

async fn tls(certificate: PathBuf, key: PathBuf) -> Result<Tls, Failed> {
    // A second time changes nothing: it is the same one.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let config = RustlsConfig::from_pem_file(&certificate, &key)
        .await
        .map_err(|error| {
            wrong(
                "tls",
                &format!(
                    "{} and {}, which do not make a certificate ({error})",
                    certificate.display(),
                    key.display()
                ),
                "a PEM chain of certificates and the PEM private key that belongs to it",
            )
        })?;
    Ok(Tls {
        config,
        certificate,
        key,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Place, Reach};
    use rcgen::{CertifiedKey, generate_simple_self_signed};
    use std::path::Path;

    /// A certificate and a key in files of this name.
    fn files(folder: &Path, name: &str) -> (PathBuf, PathBuf) {
        let CertifiedKey { cert, signing_key } =
            generate_simple_self_signed(vec!["localhost".into()]).unwrap();
        let (certificate, key) = (folder.join(name), folder.join(format!("{name}.key")));
        std::fs::write(&certificate, cert.pem()).unwrap();
        std::fs::write(&key, signing_key.serialize_pem()).unwrap();
        (certificate, key)
    }

    fn config(certificate: &Path, key: &Path) -> Config {
        let text = format!(
            "database = 'memory:'\nlisten = '127.0.0.1:0'\n[tls]\ncertificate = {certificate:?}\nkey = {key:?}"
        );
        Config::from_text(&text, &Place::default(), &Reach::default()).unwrap()
    }

    #[tokio::test]
    async fn a_certificate_that_is_not_one_is_said_before_anything_is_served() {
        let folder = tempfile::tempdir().unwrap();
        let (certificate, key) = files(folder.path(), "ours");
        let (_, other_key) = files(folder.path(), "theirs");
        Listening::take(&config(&certificate, &key)).await.unwrap();
        let nowhere = folder.path().join("nowhere");
        for (certificate, key) in [
            (&nowhere, &key),
            (&certificate, &nowhere),
            (&key, &certificate),
            (&certificate, &other_key),
        ] {
            let told = Listening::take(&config(certificate, key))
                .await
                .err()
                .unwrap();
            assert_eq!(told.code(), 2);
            assert!(told.to_string().starts_with("tls: found"), "{told}");
        }
    }

    #[tokio::test]
    async fn an_address_that_is_taken_is_said_with_its_key() {
        let taken = TcpListener::bind("127.0.0.1:0").unwrap();
        let mut config = Config::from_text("", &Place::default(), &Reach::default()).unwrap();
        config.listen = taken.local_addr().unwrap();
        let told = Listening::take(&config).await.err().unwrap().to_string();
        assert!(
            told.starts_with("listen: found") && told.contains("free port"),
            "{told}"
        );
    }
}
