//! A wire to the database that can be cut at the worst moment: just before or just after a commit.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};
use testing::postgres::Server;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{UnixListener, UnixStream};

/// What does not arrive, once.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Cut {
    /// The change is lost on the way; so is everything after it.
    Change,
    /// The change arrives, the commit does not.
    Commit,
    /// The commit arrives and is done; its answer is lost.
    Answer,
}

/// The wire.
pub(crate) struct Proxy {
    url: String,
    armed: Arc<Mutex<Option<Cut>>>,
    cuts: Arc<AtomicU32>,
}

impl Proxy {
    /// A wire to this server.
    pub(crate) fn before(server: &Server) -> std::io::Result<Self> {
        let real = server.folder().join(".s.PGSQL.5432");
        let listener = UnixListener::bind(server.folder().join(".s.PGSQL.6543"))?;
        let (armed, cuts) = (Arc::new(Mutex::new(None)), Arc::new(AtomicU32::new(0)));
        let (taken, counted) = (Arc::clone(&armed), Arc::clone(&cuts));
        tokio::spawn(async move {
            while let Ok((near, _)) = listener.accept().await {
                let Ok(far) = UnixStream::connect(&real).await else {
                    continue;
                };
                tokio::spawn(carry(near, far, Arc::clone(&taken), Arc::clone(&counted)));
            }
        });
        Ok(Self {
            url: format!("{}&port=6543", server.url()),
            armed,
            cuts,
        })
    }

    /// The address of this end.
    pub(crate) fn url(&self) -> String {
        self.url.clone()
    }

    /// Cuts the next connection that gets to this moment.
    pub(crate) fn arm(&self, cut: Cut) {
        *self.armed.lock().unwrap_or_else(PoisonError::into_inner) = Some(cut);
    }

    /// How often the wire was cut.
    pub(crate) fn cuts(&self) -> u32 {
        self.cuts.load(Ordering::Relaxed)
    }
}

/// Takes the armed cut if these bytes are its moment.
fn moment(armed: &Mutex<Option<Cut>>, sent: &[u8]) -> Option<Cut> {
    let mut armed = armed.lock().unwrap_or_else(PoisonError::into_inner);
    let begins = sent.windows(6).any(|word| word == b"BEGIN ");
    let commits = sent.windows(7).any(|word| word == b"COMMIT\0");
    let now = match *armed {
        Some(Cut::Change) => begins,
        Some(_) => commits,
        None => false,
    };
    if now { armed.take() } else { None }
}

/// Carries bytes both ways until either end closes or the wire is cut.
async fn carry(
    mut near: UnixStream,
    mut far: UnixStream,
    armed: Arc<Mutex<Option<Cut>>>,
    cuts: Arc<AtomicU32>,
) -> std::io::Result<()> {
    let (mut out, mut back) = (vec![0; 1 << 16], vec![0; 1 << 16]);
    loop {
        tokio::select! {
            count = near.read(&mut out) => {
                let sent = &out[..count?];
                if sent.is_empty() {
                    return Ok(());
                }
                let cut = moment(&armed, sent);
                if cut.is_some() {
                    cuts.fetch_add(1, Ordering::Relaxed);
                }
                match cut {
                    None => far.write_all(sent).await?,
                    Some(Cut::Answer) => {
                        far.write_all(sent).await?;
                        // The server answers once it is done; nobody will hear it.
                        let _ = far.read(&mut back).await?;
                        return Ok(());
                    }
                    Some(_) => return Ok(()),
                }
            }
            count = far.read(&mut back) => {
                let sent = &back[..count?];
                if sent.is_empty() {
                    return Ok(());
                }
                near.write_all(sent).await?;
            }
        }
    }
}
