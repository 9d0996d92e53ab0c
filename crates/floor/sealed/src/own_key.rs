//! Keys of one's own: a practitioner's process notes and a client's private circle open only with a
//! key that hangs on a secret this person knows, beside the client's key that erasure destroys.
//!
//! The key is random and lies, sealed by what the secret is stretched to, in the person's own
//! record. A service chooses whether it keeps a way in of its own ([`Blind::No`]); where it does
//! not, whoever holds the root key and the database reads that something is there, how long it is
//! and which entries of one record are by the same hand, and a forgotten secret loses the words.

use crate::engine::{Batch, CommitError};
use crate::envelope::{Bound, Cell, Damaged, open_under, seal_under};
use crate::keys::Secret;
use crate::stored::Gist;
use crate::stretch::{CommittedV1, FromSecret, Refused, StretchV1};
use crate::vault::{ReadError, Vault};
use care::{Chance, ClientId, PersonId, Section};
use hkdf::Hkdf;
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use std::sync::Arc;
use subtle::ConstantTimeEq;
use tokio::task::spawn_blocking;
use zeroize::Zeroizing;

const PURPOSE: &str = "attune own key v1";
/// By which an entry knows its key without telling it: different in every client's record.
const MARK: usize = 16;

/// An opened key of someone's own. Kept in the memory of a sign-in and wiped when the last copy is
/// dropped; it is never written, printed or sent.
///
/// ```compile_fail
/// fn print(key: &sealed::OwnKey) -> String {
///     format!("{key:?}")
/// }
/// ```
#[derive(Clone)]
pub struct OwnKey(Arc<Held>);

struct Held {
    of: PersonId,
    secret: Secret,
}

/// Whether the service can open it as well.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Blind {
    /// No: only the secret does. Forgotten, what is under the key is lost.
    Yes,
    /// Yes: under the root key, like everything else. A forgotten secret loses nothing.
    No,
}

/// An own key under another secret, when the one before was forgotten.
pub struct Renewed {
    /// The key.
    pub key: OwnKey,
    /// Whether it is a new one, and what is under the one before is lost.
    pub lost: bool,
}

/// Why there is no key.
#[derive(Debug, thiserror::Error)]
pub enum OwnKeyError {
    /// This person has none.
    #[error("there is no key of their own yet")]
    NoneYet,
    /// There is one, and a second would lose what the first opens.
    #[error("there is a key of their own already")]
    AlreadyThere,
    /// Not the secret it was sealed with.
    #[error("this is not the secret of this key")]
    WrongSecret,
    /// The service was never given a way in.
    #[error("only the person's own secret opens this key")]
    Blind,
    /// What is stored could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// It could not be saved.
    #[error(transparent)]
    Commit(#[from] CommitError),
}

impl From<Damaged> for OwnKeyError {
    fn from(damaged: Damaged) -> Self {
        Self::Read(damaged.into())
    }
}

/// What is kept of a person's own key, in their own record.
#[derive(Clone, Default, Serialize, Deserialize)]
pub(crate) struct OwnKeyV1(Option<SealedV1>);

#[derive(Clone, Serialize, Deserialize)]
struct SealedV1 {
    committed: CommittedV1,
    sealed: Vec<u8>,
    /// The key itself, where the service is not blind.
    plain: Option<[u8; 32]>,
}

impl Gist for OwnKeyV1 {
    const KIND: &'static str = "own-key";
    const SHAPE: u16 = 1;
}

/// Whether a section is under its owner's own key as well.
pub(crate) const fn is_own(section: Section) -> bool {
    matches!(section, Section::PsychotherapyNotes | Section::Circle)
}

impl OwnKey {
    fn new(of: PersonId, secret: Secret) -> Self {
        Self(Arc::new(Held { of, secret }))
    }

    pub(crate) fn of(&self) -> PersonId {
        self.0.of
    }

    /// The key of one client's section and its mark: without the client's key there is neither.
    fn within(&self, section: &Secret) -> Result<(Secret, [u8; MARK]), Damaged> {
        let both = Zeroizing::new([**section, *self.0.secret].concat());
        let hkdf = Hkdf::<Sha256>::new(Some(PURPOSE.as_bytes()), &both);
        let (mut key, mut mark) = (Zeroizing::new([0; 32]), [0; MARK]);
        hkdf.expand(b"entries", &mut *key).map_err(|_| Damaged)?;
        hkdf.expand(b"mark", &mut mark).map_err(|_| Damaged)?;
        Ok((key, mark))
    }

    /// Seals what the section's key then seals once more.
    pub(crate) fn seal(
        &self,
        section: &Secret,
        bound: &Bound<'_>,
        payload: &[u8],
        chance: &dyn Chance,
    ) -> Result<Zeroizing<Vec<u8>>, Damaged> {
        let (key, mark) = self.within(section)?;
        let mut sealed = Zeroizing::new(mark.to_vec());
        sealed.extend_from_slice(&seal_under(&key, bound, payload, chance)?);
        Ok(sealed)
    }

    /// Opens what [`Self::seal`] made; `None` if it was made with another person's key.
    pub(crate) fn open(
        &self,
        section: &Secret,
        bound: &Bound<'_>,
        sealed: &[u8],
    ) -> Result<Option<Zeroizing<Vec<u8>>>, Damaged> {
        let (key, mark) = self.within(section)?;
        let (known, envelope) = sealed.split_at_checked(MARK).ok_or(Damaged)?;
        if bool::from(known.ct_eq(&mark)) {
            open_under(&key, bound, envelope).map(Some)
        } else {
            Ok(None)
        }
    }
}

/// Stretches away from the threads that serve pages.
async fn stretched(
    work: impl FnOnce() -> Result<FromSecret, Refused> + Send + 'static,
) -> Result<FromSecret, OwnKeyError> {
    let made = spawn_blocking(work).await.unwrap_or(Err(Refused::Damaged));
    made.map_err(|refused| match refused {
        Refused::Wrong => OwnKeyError::WrongSecret,
        Refused::Damaged => Damaged.into(),
    })
}

impl Vault {
    /// Whether a person has a key of their own.
    ///
    /// # Errors
    /// If their record cannot be read.
    pub async fn has_own_key(&self, person: PersonId) -> Result<bool, ReadError> {
        let (_, kept) = self.desk_gist::<OwnKeyV1>(person).await?;
        Ok(kept.0.is_some())
    }

    /// Makes a person's own key. Durable when this returns. Takes 64 MiB and a good part of a
    /// second; callers see to it that few do so at once.
    ///
    /// # Errors
    /// If there is one already, or it cannot be saved.
    pub async fn make_own_key(
        &self,
        person: PersonId,
        secret: &str,
        blind: Blind,
    ) -> Result<OwnKey, OwnKeyError> {
        self.make_own_key_with(person, secret, blind, StretchV1::PERSON)
            .await
    }

    /// As [`Self::make_own_key`], with this much work for each guess.
    ///
    /// # Errors
    /// As there.
    pub async fn make_own_key_with(
        &self,
        person: PersonId,
        secret: &str,
        blind: Blind,
        stretch: StretchV1,
    ) -> Result<OwnKey, OwnKeyError> {
        let (version, kept) = self.desk_gist::<OwnKeyV1>(person).await?;
        if kept.0.is_some() {
            return Err(OwnKeyError::AlreadyThere);
        }
        let mut own = Zeroizing::new([0; 32]);
        self.chance().fill(&mut *own);
        let key = OwnKey::new(person, own);
        self.keep_own_key(&key, version, (secret, stretch), blind)
            .await?;
        Ok(key)
    }

    /// Opens a person's own key.
    ///
    /// # Errors
    /// If there is none, or this is not its secret.
    pub async fn open_own_key(
        &self,
        person: PersonId,
        secret: &str,
    ) -> Result<OwnKey, OwnKeyError> {
        let (_, kept) = self.desk_gist::<OwnKeyV1>(person).await?;
        let kept = kept.0.ok_or(OwnKeyError::NoneYet)?;
        self.opened_own_key(person, &kept, secret).await
    }

    /// Opens a person's own key where the service has a way in of its own.
    ///
    /// # Errors
    /// [`OwnKeyError::Blind`] where it has not.
    pub async fn open_own_key_as_service(&self, person: PersonId) -> Result<OwnKey, OwnKeyError> {
        let (_, kept) = self.desk_gist::<OwnKeyV1>(person).await?;
        let kept = kept.0.ok_or(OwnKeyError::NoneYet)?;
        let plain = kept.plain.ok_or(OwnKeyError::Blind)?;
        Ok(OwnKey::new(person, Zeroizing::new(plain)))
    }

    /// Seals a person's own key with another secret. What is under it stays as it is; the old secret
    /// opens it nowhere but in backups from before.
    ///
    /// # Errors
    /// If the old secret is not it, or the change cannot be saved.
    pub async fn change_own_secret(
        &self,
        person: PersonId,
        old: &str,
        new: &str,
    ) -> Result<OwnKey, OwnKeyError> {
        let (version, kept) = self.desk_gist::<OwnKeyV1>(person).await?;
        let kept = kept.0.ok_or(OwnKeyError::NoneYet)?;
        let key = self.opened_own_key(person, &kept, old).await?;
        let blind = if kept.plain.is_some() {
            Blind::No
        } else {
            Blind::Yes
        };
        let stretch = kept.committed.stretch();
        self.keep_own_key(&key, version, (new, stretch), blind)
            .await?;
        Ok(key)
    }

    /// Lets a person who forgot their secret choose another. Where the service has a way in of its
    /// own, the key stays and nothing is lost. Where it has not, a new key begins, and what is under
    /// the one before is noise for ever. Callers see to it that it is really this person.
    ///
    /// # Errors
    /// If there is none to renew, or it cannot be saved.
    pub async fn renew_own_key(
        &self,
        person: PersonId,
        secret: &str,
        blind: Blind,
    ) -> Result<Renewed, OwnKeyError> {
        let (version, kept) = self.desk_gist::<OwnKeyV1>(person).await?;
        let kept = kept.0.ok_or(OwnKeyError::NoneYet)?;
        let stretch = kept.committed.stretch();
        let (own, lost, blind) = if let Some(plain) = kept.plain {
            (Zeroizing::new(plain), false, Blind::No)
        } else {
            let mut own = Zeroizing::new([0; 32]);
            self.chance().fill(&mut *own);
            (own, true, blind)
        };
        let key = OwnKey::new(person, own);
        self.keep_own_key(&key, version, (secret, stretch), blind)
            .await?;
        Ok(Renewed { key, lost })
    }

    async fn opened_own_key(
        &self,
        person: PersonId,
        kept: &SealedV1,
        secret: &str,
    ) -> Result<OwnKey, OwnKeyError> {
        let (secret, committed) = (Zeroizing::new(secret.to_owned()), kept.committed.clone());
        let again = move || FromSecret::again(PURPOSE, secret.as_bytes(), &committed);
        let made = stretched(again).await?;
        let desk = ClientId::of(person);
        let bytes = open_under(&made.key, &self.own_bound(desk).await?, &kept.sealed)?;
        let own: [u8; 32] = bytes.as_slice().try_into().map_err(|_| Damaged)?;
        Ok(OwnKey::new(person, Zeroizing::new(own)))
    }

    async fn keep_own_key(
        &self,
        key: &OwnKey,
        version: u32,
        (secret, stretch): (&str, StretchV1),
        blind: Blind,
    ) -> Result<(), OwnKeyError> {
        let (secret, chance) = (
            Zeroizing::new(secret.to_owned()),
            Arc::clone(&self.inner.chance),
        );
        let new = move || {
            Ok(FromSecret::new(
                PURPOSE,
                secret.as_bytes(),
                stretch,
                &*chance,
            )?)
        };
        let made = stretched(new).await?;
        let desk = ClientId::of(key.of());
        let bound = self.own_bound(desk).await?;
        let kept = OwnKeyV1(Some(SealedV1 {
            committed: made.committed.clone(),
            sealed: seal_under(&made.key, &bound, &*key.0.secret, self.chance())?,
            plain: (blind == Blind::No).then_some(*key.0.secret),
        }));
        let desk_key = self.key(desk).await?.ok_or(Damaged)?;
        let gist = self.seal_gist(desk, &desk_key, Section::Overview, version, &kept)?;
        let batch = Batch {
            gists: vec![gist],
            ..Batch::default()
        };
        Ok(self.inner.engine.commit(batch).await?)
    }

    /// Where a person's own key belongs.
    async fn own_bound(&self, desk: ClientId) -> Result<Bound<'static>, OwnKeyError> {
        let key = self.key(desk).await?.ok_or(Damaged)?;
        let names = (OwnKeyV1::KIND, OwnKeyV1::KIND, OwnKeyV1::SHAPE);
        Ok(self.bound(Cell::Key, desk, &key, *desk.bytes(), 1, names))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use testing::{BEN, RUTH, Seeded};

    fn bound(kind: &'static str) -> Bound<'static> {
        crate::keys::wrap_bound(ClientId::from_bytes([4; 16]), 1, kind)
    }

    #[test]
    fn an_entry_is_noise_to_every_other_key_and_says_so_instead_of_damage() {
        let chance = Seeded::new(41);
        let key = |of, byte| OwnKey::new(of, Zeroizing::new([byte; 32]));
        let (ruths, bens) = (key(RUTH, 1), key(BEN, 2));
        let (here, there) = (Zeroizing::new([7; 32]), Zeroizing::new([8; 32]));
        let sealed = ruths
            .seal(&here, &bound("note"), b"words", &chance)
            .unwrap();
        let open = |key: &OwnKey, section, kind| {
            key.open(section, &bound(kind), &sealed)
                .map(|opened| opened.map(|words| words.to_vec()))
        };
        assert_eq!(open(&ruths, &here, "note"), Ok(Some(b"words".to_vec())));
        assert_eq!(open(&bens, &here, "note"), Ok(None));
        // The same hand in another client's record, or without that client's key: another mark.
        assert_eq!(open(&ruths, &there, "note"), Ok(None));
        assert_eq!(open(&ruths, &here, "letter"), Err(Damaged));
        let cut = ruths.open(&here, &bound("note"), &sealed[..MARK - 1]);
        assert_eq!(cut.err(), Some(Damaged));
    }
}
