//! Keys: one random key for each client, wrapped by the service's root key; below it a key for
//! each section, and below that a fresh key for every envelope.
//!
//! Destroying a wrapped key makes everything under it unreadable, in the database and in every
//! backup of it. That is what erasure means here.

use crate::engine::{Tag, WrappedKey};
use crate::envelope::{Bound, Cell, Damaged, open_under, seal_under};
use care::{Chance, ClientId, Moment, Section, ServiceId};
use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

/// Thirty-two secret bytes that are wiped when dropped and never printed.
pub(crate) type Secret = Zeroizing<[u8; 32]>;

/// The key that wraps every client's key. It lives outside the data folder and outside backups, or
/// locked in the key store ([`Lock`](crate::Lock)).
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
        Self::of(secret, 1)
    }

    /// A new root key, to follow this one.
    #[must_use]
    pub fn next(&self, chance: &dyn Chance) -> Self {
        Self {
            epoch: self.epoch.saturating_add(1),
            ..Self::mint(chance)
        }
    }

    pub(crate) const fn of(secret: Secret, epoch: u32) -> Self {
        Self { secret, epoch }
    }

    /// The same key, as the one that the key store says it is.
    pub(crate) fn in_epoch(self, epoch: u32) -> Self {
        Self { epoch, ..self }
    }

    pub(crate) const fn secret(&self) -> &Secret {
        &self.secret
    }

    pub(crate) fn bytes(&self) -> &[u8; 32] {
        &self.secret
    }

    /// Which root key of its service it is, counted from 1, as the key store says.
    pub const fn epoch(&self) -> u32 {
        self.epoch
    }

    /// Whether the key store whose service key this is is under this root key.
    pub fn opens(&self, service: &WrappedKey) -> bool {
        self.unwrap(service).is_ok()
    }

    /// Reads the 64 hexadecimal characters that [`Self::to_hex`] writes.
    pub fn from_hex(text: &str) -> Result<Self, RootKeyError> {
        let (high, low) = text
            .trim()
            .split_at_checked(32)
            .ok_or(RootKeyError::NotAKey)?;
        let mut secret = Zeroizing::new([0; 32]);
        for (half, bytes) in [high, low].into_iter().zip(secret.chunks_exact_mut(16)) {
            let id = ServiceId::parse(half).ok_or(RootKeyError::NotAKey)?;
            bytes.copy_from_slice(id.bytes());
        }
        Ok(Self::of(secret, 1))
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

    pub(crate) fn wrap(
        &self,
        client: ClientId,
        payload: &[u8],
        chance: &dyn Chance,
    ) -> Result<WrappedKey, Damaged> {
        let bound = wrap_bound(client, self.epoch, CLIENT_KEY);
        let wrapped = seal_under(&self.secret, &bound, payload, chance)?;
        Ok(WrappedKey {
            client,
            epoch: self.epoch,
            wrapped,
        })
    }

    pub(crate) fn unwrap(&self, key: &WrappedKey) -> Result<Zeroizing<Vec<u8>>, Damaged> {
        open_under(
            &self.secret,
            &wrap_bound(key.client, key.epoch, CLIENT_KEY),
            &key.wrapped,
        )
    }
}

/// What most of a key store holds.
const CLIENT_KEY: &str = "client-key";

pub(crate) fn wrap_bound(client: ClientId, epoch: u32, kind: &'static str) -> Bound<'static> {
    Bound {
        cell: Cell::Key,
        service: ServiceId::from_bytes([0; 16]),
        client,
        id: *client.bytes(),
        version: epoch,
        epoch,
        at: Moment::default(),
        section: "key",
        kind,
        shape: 1,
    }
}

/// A client's key, unwrapped, in memory only.
pub(crate) struct ClientKey {
    secret: Secret,
    /// The key from which kinds get their keyed names: derived once, needed for every read.
    names: Secret,
    /// Which key of this client it is, counted from 1. Bound into everything sealed under it. It
    /// is not the root key's epoch: a new root key wraps the same client keys anew.
    pub(crate) generation: u32,
}

impl ClientKey {
    /// A new client's first key.
    pub(crate) fn mint(chance: &dyn Chance) -> Self {
        let mut secret = Zeroizing::new([0; 32]);
        chance.fill(&mut *secret);
        Self::new(secret, 1)
    }

    fn new(secret: Secret, generation: u32) -> Self {
        let names = derive(&secret, "attune tag v1", "kinds");
        Self {
            secret,
            names,
            generation,
        }
    }

    /// What is wrapped: the secret, its generation, and what else belongs to it.
    pub(crate) fn payload(&self, rest: &[u8]) -> Zeroizing<Vec<u8>> {
        let mut payload = Zeroizing::new(Vec::with_capacity(36 + rest.len()));
        payload.extend_from_slice(&*self.secret);
        payload.extend_from_slice(&self.generation.to_be_bytes());
        payload.extend_from_slice(rest);
        payload
    }

    /// Reads what [`Self::payload`] wrote; returns the rest with it.
    pub(crate) fn from_payload(payload: &[u8]) -> Result<(Self, &[u8]), Damaged> {
        let (secret, rest) = payload.split_first_chunk::<32>().ok_or(Damaged)?;
        let (generation, rest) = rest.split_first_chunk::<4>().ok_or(Damaged)?;
        let secret = Zeroizing::new(*secret);
        Ok((Self::new(secret, u32::from_be_bytes(*generation)), rest))
    }

    /// The key of a section. What is sealed under one section's key does not open under another's.
    pub(crate) fn section(&self, section: Section) -> Secret {
        derive(&self.secret, "attune section v1", section.code())
    }

    /// The keyed name of a kind of record in one shape: tells nothing without this client's key.
    /// Each shape has its own, so that a succeeded shape is found, and opened, as what it is.
    pub(crate) fn tag(&self, kind: &str, shape: u16) -> Tag {
        keyed_name(
            &self.names,
            &[b"record", &[0], kind.as_bytes(), &[0], &shape.to_be_bytes()],
        )
    }

    /// The keyed name of a capability's gist. It does not name the shape: a gist is written over
    /// in place by whatever succeeds it.
    pub(crate) fn gist_tag(&self, kind: &str) -> Tag {
        keyed_name(&self.names, &[b"gist", &[0], kind.as_bytes()])
    }

    /// An id for something looked up by its exact name, such as a sign-in name.
    pub(crate) fn lookup(&self, kind: &str, name: &[u8]) -> [u8; 16] {
        let key = derive(&self.secret, "attune lookup v1", "names");
        keyed_name(&key, &[kind.as_bytes(), &[0], name])
    }
}

fn derive(secret: &Secret, purpose: &str, name: &str) -> Secret {
    let mut out = Zeroizing::new([0; 32]);
    // Expanding to 32 bytes is within HKDF's limit of 255 blocks, so this cannot fail.
    let _ =
        Hkdf::<Sha256>::new(Some(purpose.as_bytes()), &**secret).expand(name.as_bytes(), &mut *out);
    out
}

fn keyed_name(key: &Secret, name: &[&[u8]]) -> [u8; 16] {
    // HMAC fills a short key up with zeros to its block of 64 bytes; done here, it cannot fail.
    let mut block = Zeroizing::new([0; 64]);
    for (place, byte) in block.iter_mut().zip(key.iter()) {
        *place = *byte;
    }
    let mut mac = Hmac::<Sha256>::new((&*block).into());
    for part in name {
        mac.update(part);
    }
    let mut tag = [0; 16];
    for (place, byte) in tag.iter_mut().zip(mac.finalize().into_bytes()) {
        *place = byte;
    }
    tag
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Sevens;
    impl Chance for Sevens {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(7);
        }
    }

    #[test]
    fn names_of_different_things_never_meet() {
        let key = ClientKey::mint(&Sevens);
        let names = [
            key.tag("check-in", 1),
            key.tag("check-in", 2),
            key.tag("rupture", 1),
            key.gist_tag("check-in"),
            key.lookup("check-in", &[]),
            key.lookup("check", b"-in"),
            key.lookup("record", b"check-in\0\0\x01"),
            key.lookup("gist", b"check-in"),
        ];
        let all: std::collections::BTreeSet<_> = names.iter().collect();
        assert_eq!(all.len(), names.len());
    }

    #[test]
    fn a_wrapped_key_opens_for_its_own_client_only() {
        let root = RootKey::mint(&Sevens);
        let key = ClientKey::mint(&Sevens);
        let client = ClientId::from_bytes([1; 16]);
        let wrapped = root.wrap(client, &key.payload(b"more"), &Sevens).unwrap();
        let opened = root.unwrap(&wrapped).unwrap();
        let (again, rest) = ClientKey::from_payload(&opened).unwrap();
        assert_eq!((again.secret, again.generation), (key.secret, 1));
        assert_eq!(rest, b"more");

        let other = ClientId::from_bytes([2; 16]);
        let moved = WrappedKey {
            client: other,
            ..wrapped.clone()
        };
        assert_eq!(root.unwrap(&moved).err(), Some(Damaged));
        let later = WrappedKey {
            epoch: 2,
            ..wrapped
        };
        assert_eq!(root.unwrap(&later).err(), Some(Damaged));
    }

    #[test]
    fn a_key_payload_cut_short_is_damage() {
        let payload = ClientKey::mint(&Sevens).payload(&[]);
        assert!(ClientKey::from_payload(&payload).is_ok());
        for length in 0..payload.len() {
            assert_eq!(
                ClientKey::from_payload(&payload[..length]).err(),
                Some(Damaged)
            );
        }
    }

    #[test]
    fn a_root_key_reads_back_and_nothing_else_does() {
        let root = RootKey::mint(&Sevens);
        let read = RootKey::from_hex(&format!(" {}\n", *root.to_hex())).unwrap();
        assert_eq!(read.secret, root.secret);
        let short = "07".repeat(31);
        let long = "07".repeat(33);
        for text in ["", "zz", &short, &long, &"é".repeat(32), &"g".repeat(64)] {
            assert!(RootKey::from_hex(text).is_err(), "{text}");
        }
    }
}
