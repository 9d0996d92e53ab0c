//! Whom a promise may be told to: what is about a message, or about a session, would say that there
//! is one, so it is told only to who could open that. What a client keeps from someone is not told
//! in passing either.

use crate::gist::Glance;
use crate::stored::PromiseV1;
use care::{Access, Asker, ClientId, Purpose, Section, Sections};
use sealed::{Act, Kept, ReadError, Vault};
use std::collections::BTreeMap;

/// Where what promises are about stands, beside the promises.
const ABOUT: [Section; 2] = [Section::Messages, Section::Sessions];

/// Which of the sections that promises are about whoever acts could open, for what they act for. The
/// client can open all of their own.
///
/// # Errors
/// If how people stand to the client cannot be read.
pub async fn known(vault: &Vault, act: &Act) -> Result<Sections, ReadError> {
    let access = act.access();
    let (asker, whose, purpose) = (access.asker(), access.whose(), access.purpose());
    let mut known = Sections::NONE;
    for section in ABOUT {
        let section = Sections::of(&[section]);
        let decided = vault.decide(asker, whose, section, purpose).await?;
        if decided.is_ok() {
            known = known.or(section);
        }
    }
    Ok(known)
}

/// The same for each client on a list.
pub(crate) async fn known_of(
    vault: &Vault,
    asker: Asker,
    clients: &[ClientId],
) -> Result<BTreeMap<ClientId, Sections>, ReadError> {
    let mut known: BTreeMap<ClientId, Sections> = BTreeMap::new();
    for section in ABOUT {
        let section = Sections::of(&[section]);
        let purpose = Purpose::Treatment;
        let decided = vault.decide_list(asker, clients, section, purpose).await?;
        for client in decided.accesses.iter().map(Access::whose) {
            let so_far = known.entry(client).or_insert(Sections::NONE);
            *so_far = so_far.or(section);
        }
    }
    Ok(known)
}

/// Whether a promise may be told to someone who can open these sections.
pub(crate) fn may_be_told(promise: &Kept<PromiseV1>, known: Sections) -> bool {
    let about = promise.value.kind.section();
    about.is_none_or(|section| known.has(section))
}

impl Glance {
    /// Only what may be told to someone who can open these sections, as [`known`] finds them.
    #[must_use]
    pub fn told(&self, known: Sections) -> Self {
        let may = |one: &&crate::OpenPromise| {
            let about = one.kind.section();
            about.is_none_or(|section| known.has(section))
        };
        Self {
            open: self.open.iter().filter(may).copied().collect(),
            broken: self.broken.iter().filter(may).copied().collect(),
        }
    }
}
