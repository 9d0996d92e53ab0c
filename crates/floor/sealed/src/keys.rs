//! Keys: one random key for each client, wrapped by the service's root key; below it a key for
//! each section, and below that a fresh key for every envelope.
//!
//! Destroying a wrapped key makes everything under it unreadable, in the database and in every
//! backup of it. That is what erasure means here.

use crate::engine::{Tag, WrappedKey};
use crate::envelope::{Bound, Cell, Damaged, open_under, seal_under};
use care::{Chance, ClientId, Section, ServiceId};
use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

/// Thirty-two secret bytes that are wiped when dropped and never printed.
pub(crate) type Secret = Zeroizing<[u8; 32]>;

/// The key that wraps every client's key. It lives outside the data folder and outside backups.
#[derive(Clone)]
pub struct RootKey {
    secret: Secret,
    epoch: u32,
}

/// Why a root key could not be used.
#[derive(Debug, thiserror::Error)]
pub enum RootKeyError {
    /// The file does not hold a root key.
    #[error("the root key must be 64 hexadecimal characters; the file holds something else")]
    NotAKey,
}

impl RootKey {
    /// A new root key.
    pub fn mint(chance: &dyn Chance) -> Self {
        let mut secret = Zeroizing::new([0; 32]);
        chance.fill(&mut *secret);
        Self { secret, epoch: 1 }
    }

    /// Reads the 64 hexadecimal characters that [`Self::to_hex`] writes.
    pub fn from_hex(text: &str) -> Result<Self, RootKeyError> {
        let (high, low) = text.trim().split_at_checked(32).ok_or(RootKeyError::NotAKey)?;
        let mut secret = Zeroizing::new([0; 32]);
        for (half, bytes) in [high, low].into_iter().zip(secret.chunks_exact_mut(16)) {
            let id = ServiceId::parse(half).ok_or(RootKeyError::NotAKey)?;
            bytes.copy_from_slice(id.bytes());
        }
        Ok(Self { secret, epoch: 1 })
    }

    /// The key as 64 hexadecimal characters, to be written to a file only its owner can read.
    pub fn to_hex(&self) -> Zeroizing<String> {
        use std::fmt::Write as _;
        let mut text = Zeroizing::new(String::with_capacity(64));
        for byte in self.secret.iter() {
            // Writing to a string cannot fail.
            let _ = write!(text, "{byte:02x}");
        }
        text
    }

    /// Which root key this is, counted from 1.
    pub(crate) const fn epoch(&self) -> u32 {
        self.epoch
    }

    pub(crate) fn wrap(&self, client: ClientId, payload: &[u8], chance: &dyn Chance) -> WrappedKey {
        let bound = wrap_bound(client, self.epoch);
        WrappedKey { client, epoch: self.epoch, wrapped: seal_under(&self.secret, &bound, payload, chance) }
    }

    pub(crate) fn unwrap(&self, key: &WrappedKey) -> Result<Zeroizing<Vec<u8>>, Damaged> {
        open_under(&self.secret, &wrap_bound(key.client, key.epoch), &key.wrapped).map(Zeroizing::new)
    }
}

fn wrap_bound(client: ClientId, epoch: u32) -> Bound<'static> {
    Bound {
        cell: Cell::Key,
        service: ServiceId::from_bytes([0; 16]),
        client,
        id: *client.bytes(),
        version: epoch,
        epoch,
        section: "key",
        kind: "client-key",
        shape: 1,
    }
}

/// A client's key, unwrapped, in memory only.
pub(crate) struct ClientKey {
    secret: Secret,
    pub(crate) epoch: u32,
}

impl ClientKey {
    pub(crate) const fn new(secret: Secret, epoch: u32) -> Self {
        Self { secret, epoch }
    }

    /// The key of a section. What is sealed under one section's key does not open under another's.
    pub(crate) fn section(&self, section: Section) -> Secret {
        self.derive("attune section v1", section.code())
    }

    /// The keyed name of a kind: tells nothing without this client's key.
    pub(crate) fn tag(&self, kind: &str) -> Tag {
        keyed_name(&self.derive("attune tag v1", "kinds"), kind.as_bytes())
    }

    fn derive(&self, purpose: &str, name: &str) -> Secret {
        let mut out = Zeroizing::new([0; 32]);
        // Expanding to 32 bytes is within HKDF's limit of 255 blocks, so this cannot fail.
        let _ = Hkdf::<Sha256>::new(Some(purpose.as_bytes()), &*self.secret).expand(name.as_bytes(), &mut *out);
        out
    }

    /// A key for looking something up by its exact name, such as a sign-in name.
    pub(crate) fn lookup(&self, name: &[u8]) -> [u8; 16] {
        keyed_name(&self.derive("attune lookup v1", "names"), name)
    }
}

fn keyed_name(key: &Secret, name: &[u8]) -> [u8; 16] {
    let mut tag = [0; 16];
    // HMAC takes a key of any length.
    if let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&**key) {
        mac.update(name);
        tag.copy_from_slice(&mac.finalize().into_bytes()[..16]);
    }
    tag
}
