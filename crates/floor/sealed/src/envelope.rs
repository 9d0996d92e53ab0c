//! The envelope: how bytes are sealed, and to what they are bound.
//!
//! Layout: one algorithm byte, 24 random bytes of salt, then AES-256-GCM ciphertext with its tag.
//! Key and nonce of every envelope come from HKDF-SHA-256 over the section's key and the salt, so
//! no nonce is ever counted or reused. The plaintext is padded to a multiple of 64 bytes, so that
//! lengths say little. Where the envelope belongs - service, client, record, version, generation of
//! the key, time, section, kind and shape - is associated data: an envelope moved anywhere else does
//! not open.

use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Key, Nonce};
use care::{Chance, ClientId, Moment, ServiceId};
use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::keys::Secret;

const AES_256_GCM_HKDF_SHA_256: u8 = 1;
const SALT: usize = 24;
const BLOCK: usize = 64;
const END: u8 = 0x80;

/// What kind of cell of the database an envelope fills.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Cell {
    Key = 1,
    Record = 2,
    Gist = 3,
    Line = 4,
    Post = 5,
}

/// Everything an envelope is bound to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Bound<'a> {
    pub(crate) cell: Cell,
    pub(crate) service: ServiceId,
    pub(crate) client: ClientId,
    pub(crate) id: [u8; 16],
    pub(crate) version: u32,
    pub(crate) epoch: u32,
    /// When a record version was kept. The epoch's beginning for cells that carry no time.
    pub(crate) at: Moment,
    pub(crate) section: &'a str,
    pub(crate) kind: &'a str,
    pub(crate) shape: u16,
}

impl Bound<'_> {
    fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(128);
        bytes.push(self.cell as u8);
        bytes.extend_from_slice(self.service.bytes());
        bytes.extend_from_slice(self.client.bytes());
        bytes.extend_from_slice(&self.id);
        bytes.extend_from_slice(&self.version.to_be_bytes());
        bytes.extend_from_slice(&self.epoch.to_be_bytes());
        bytes.extend_from_slice(&self.at.millis().to_be_bytes());
        bytes.extend_from_slice(&self.shape.to_be_bytes());
        // Names are code, never longer than a few words; a zero byte keeps them apart.
        bytes.extend_from_slice(self.section.as_bytes());
        bytes.push(0);
        bytes.extend_from_slice(self.kind.as_bytes());
        bytes
    }
}

/// A sealed cell that does not open: altered, moved, cut short, or sealed under another key. Never
/// to be read as empty.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("this part of the record is damaged and cannot be read; nothing was changed")]
pub struct Damaged;

fn cipher(key: &Secret, salt: &[u8]) -> Result<(Aes256Gcm, [u8; 12]), Damaged> {
    let mut out = Zeroizing::new([0_u8; 44]);
    Hkdf::<Sha256>::new(Some(salt), &**key)
        .expand(b"attune envelope v1", &mut *out)
        .map_err(|_| Damaged)?;
    let (key, iv) = out.split_first_chunk::<32>().ok_or(Damaged)?;
    let nonce = iv.try_into().map_err(|_| Damaged)?;
    Ok((Aes256Gcm::new(<&Key<Aes256Gcm>>::from(key)), nonce))
}

/// Seals `payload` under `key`, bound to `bound`. Fails only for payloads that no cipher takes
/// (64 GiB), and then nothing may be stored: what is acknowledged must open.
pub(crate) fn seal_under(
    key: &Secret,
    bound: &Bound<'_>,
    payload: &[u8],
    chance: &dyn Chance,
) -> Result<Vec<u8>, Damaged> {
    let mut padded = Zeroizing::new(Vec::with_capacity((payload.len() / BLOCK + 1) * BLOCK));
    padded.extend_from_slice(payload);
    padded.push(END);
    let whole = padded.len().next_multiple_of(BLOCK);
    padded.resize(whole, 0);

    let mut salt = [0; SALT];
    chance.fill(&mut salt);
    let (cipher, nonce) = cipher(key, &salt)?;
    let aad = bound.bytes();
    let payload = Payload {
        msg: &padded,
        aad: &aad,
    };
    let sealed = cipher
        .encrypt(&Nonce::from(nonce), payload)
        .map_err(|_| Damaged)?;

    let mut envelope = Vec::with_capacity(1 + SALT + sealed.len());
    envelope.push(AES_256_GCM_HKDF_SHA_256);
    envelope.extend_from_slice(&salt);
    envelope.extend_from_slice(&sealed);
    Ok(envelope)
}

/// Opens what [`seal_under`] made, if it stands where it was put. Nothing is looked at before the
/// whole envelope is authentic, so the padding can be read in the plain way.
pub(crate) fn open_under(
    key: &Secret,
    bound: &Bound<'_>,
    envelope: &[u8],
) -> Result<Zeroizing<Vec<u8>>, Damaged> {
    let (algorithm, rest) = envelope.split_first().ok_or(Damaged)?;
    if *algorithm != AES_256_GCM_HKDF_SHA_256 {
        return Err(Damaged);
    }
    let (salt, sealed) = rest.split_at_checked(SALT).ok_or(Damaged)?;
    let (cipher, nonce) = cipher(key, salt)?;
    let aad = bound.bytes();
    let payload = Payload {
        msg: sealed,
        aad: &aad,
    };
    let opened = cipher
        .decrypt(&Nonce::from(nonce), payload)
        .map_err(|_| Damaged)?;
    let mut padded = Zeroizing::new(opened);
    let end = padded.iter().rposition(|byte| *byte != 0).ok_or(Damaged)?;
    if padded.get(end) != Some(&END) {
        return Err(Damaged);
    }
    padded.truncate(end);
    Ok(padded)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::sync::atomic::{AtomicU8, Ordering};

    struct Counting(AtomicU8);
    impl Chance for Counting {
        fn fill(&self, bytes: &mut [u8]) {
            for byte in bytes {
                *byte = self.0.fetch_add(1, Ordering::Relaxed);
            }
        }
    }

    fn chance() -> Counting {
        Counting(AtomicU8::new(1))
    }

    fn bound() -> Bound<'static> {
        Bound {
            cell: Cell::Record,
            service: ServiceId::from_bytes([1; 16]),
            client: ClientId::from_bytes([2; 16]),
            id: [3; 16],
            version: 1,
            epoch: 1,
            at: Moment::from_millis(4),
            section: "check-ins",
            kind: "check-in",
            shape: 1,
        }
    }

    fn key() -> Secret {
        Zeroizing::new([9; 32])
    }

    proptest! {
        #[test]
        fn what_is_sealed_opens_where_it_was_put(payload: Vec<u8>) {
            let envelope = seal_under(&key(), &bound(), &payload, &chance()).unwrap();
            prop_assert_eq!(open_under(&key(), &bound(), &envelope), Ok(Zeroizing::new(payload)));
        }

        #[test]
        fn any_flipped_bit_is_noticed(payload: Vec<u8>, at: prop::sample::Index, bit in 0_u8..8) {
            let mut envelope = seal_under(&key(), &bound(), &payload, &chance()).unwrap();
            let at = at.index(envelope.len());
            envelope[at] ^= 1 << bit;
            prop_assert_eq!(open_under(&key(), &bound(), &envelope), Err(Damaged));
        }

        #[test]
        fn anything_cut_short_is_noticed(payload: Vec<u8>, at: prop::sample::Index) {
            let envelope = seal_under(&key(), &bound(), &payload, &chance()).unwrap();
            let cut = at.index(envelope.len());
            prop_assert_eq!(open_under(&key(), &bound(), &envelope[..cut]), Err(Damaged));
        }
    }

    #[test]
    fn an_envelope_moved_anywhere_else_does_not_open() {
        type Move = (&'static str, fn(&mut Bound<'static>));
        let envelope = seal_under(&key(), &bound(), b"felt heard", &chance()).unwrap();
        let moves: [Move; 10] = [
            ("cell", |bound| bound.cell = Cell::Gist),
            ("service", |bound| {
                bound.service = ServiceId::from_bytes([7; 16]);
            }),
            ("client", |bound| {
                bound.client = ClientId::from_bytes([7; 16]);
            }),
            ("record", |bound| bound.id = [7; 16]),
            ("version", |bound| bound.version = 2),
            ("epoch", |bound| bound.epoch = 2),
            ("time", |bound| bound.at = Moment::from_millis(5)),
            ("section", |bound| bound.section = "notes"),
            ("kind", |bound| bound.kind = "rupture"),
            ("shape", |bound| bound.shape = 2),
        ];
        for (what, change) in moves {
            let mut elsewhere = bound();
            change(&mut elsewhere);
            assert_eq!(
                open_under(&key(), &elsewhere, &envelope),
                Err(Damaged),
                "{what}"
            );
        }
        assert_eq!(
            open_under(&Zeroizing::new([8; 32]), &bound(), &envelope),
            Err(Damaged)
        );
    }

    #[test]
    fn an_envelope_with_nothing_in_it_is_damage_and_an_empty_text_is_not() {
        assert_eq!(open_under(&key(), &bound(), &[]), Err(Damaged));
        let empty = seal_under(&key(), &bound(), &[], &chance()).unwrap();
        assert_eq!(
            open_under(&key(), &bound(), &empty),
            Ok(Zeroizing::default())
        );
    }

    #[test]
    fn lengths_tell_little() {
        let short = seal_under(&key(), &bound(), b"", &chance()).unwrap();
        let longer = seal_under(&key(), &bound(), &[b'x'; 63], &chance()).unwrap();
        assert_eq!(short.len(), longer.len());
    }
}
