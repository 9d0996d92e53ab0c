//! That someone else saw a checkpoint, and when: C2SP tlog-cosignature, the Ed25519 kind. Whoever
//! cosigns says that every checkpoint of this log they saw before is continued by this one.

use crate::Wrong;
use crate::note::{Kind, Note, Signed, Signer, Verifier};

const FORMAT: &str = "C2SP tlog-cosignature";
/// The latest moment that can be written, in seconds: 2^63 - 1.
const LATEST: u64 = i64::MAX.cast_unsigned();

fn message(note: &Note, at: u64) -> Vec<u8> {
    format!("cosignature/v1\ntime {at}\n{}", note.text()).into_bytes()
}

/// The signature of a witness under a checkpoint; `at` in seconds since 1970.
///
/// # Errors
/// [`Wrong::Format`] if the key is not one for cosignatures, or the moment cannot be written.
pub fn cosign(note: &Note, witness: &Signer, at: u64) -> Result<Signed, Wrong> {
    if witness.verifier().kind() != Kind::Cosignature || at > LATEST {
        return Err(Wrong::Format(FORMAT));
    }
    let signature = witness.sign(&message(note, at)).signature;
    let mut bytes = at.to_be_bytes().to_vec();
    bytes.extend_from_slice(&signature);
    Ok(witness.line(bytes))
}

/// When this witness cosigned the checkpoint, in seconds since 1970.
///
/// # Errors
/// [`Wrong::Unsigned`] if they did not, [`Wrong::Signature`] if their signature does not fit.
pub fn cosigned(note: &Note, witness: &Verifier) -> Result<u64, Wrong> {
    if witness.kind() != Kind::Cosignature {
        return Err(Wrong::Format(FORMAT));
    }
    let signed = note.of(witness).next().ok_or(Wrong::Unsigned)?;
    let (at, signature) = signed
        .signature
        .split_first_chunk::<8>()
        .ok_or(Wrong::Signature)?;
    let at = u64::from_be_bytes(*at);
    if at > LATEST {
        return Err(Wrong::Signature);
    }
    witness.check(&message(note, at), signature)?;
    Ok(at)
}
