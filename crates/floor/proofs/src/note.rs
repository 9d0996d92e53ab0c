//! Signed texts: C2SP signed-note, with Ed25519 keys.
//!
//! A note is a text that ends in a newline, an empty line, and a line for each signature. A key has
//! a name and a number that follows from name, kind and key, so that one key used for two kinds of
//! statement is two keys.

use crate::{Wrong, base64};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};
use std::fmt;
use zeroize::Zeroizing;

/// A note longer than this, in bytes, is not read: this project's own choice, far above a
/// checkpoint with sixteen large signatures, which readers must take.
pub const NOTE_MAX: usize = 256 * 1024;
/// Signatures read on one note at most. C2SP asks for at least sixteen.
pub const SIGNATURES_MAX: usize = 64;

const FORMAT: &str = "C2SP signed-note";
/// What begins the line of a signature.
const DASH: &str = "\u{2014} ";

/// What a key signs: the byte that C2SP gives to the kind of signature.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Kind {
    /// The text of a note.
    Note = 0x01,
    /// That a checkpoint was seen at a time ([`crate::cosignature`]).
    Cosignature = 0x04,
}

impl Kind {
    const fn from_byte(byte: u8) -> Option<Self> {
        match byte {
            0x01 => Some(Self::Note),
            0x04 => Some(Self::Cosignature),
            _ => None,
        }
    }
}

/// A signature line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Signed {
    /// The key's name.
    pub name: String,
    /// The key's number.
    pub id: u32,
    /// The signature, as its kind writes it.
    pub signature: Vec<u8>,
}

impl fmt::Display for Signed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut bytes = self.id.to_be_bytes().to_vec();
        bytes.extend_from_slice(&self.signature);
        let text = data_encoding::BASE64.encode(&bytes);
        writeln!(f, "{DASH}{} {text}", self.name)
    }
}

/// A text with the signatures under it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Note {
    text: String,
    signatures: Vec<Signed>,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.text)?;
        self.signatures.iter().try_for_each(|one| one.fmt(f))
    }
}

impl Note {
    /// A text that nobody has signed yet. It must end in a newline and hold no other control
    /// character.
    ///
    /// # Errors
    /// [`Wrong::Format`] if it is not such a text.
    pub fn unsigned(text: impl Into<String>) -> Result<Self, Wrong> {
        let text = text.into();
        let plain = text.chars().all(|one| one == '\n' || one >= ' ');
        if !plain || !text.ends_with('\n') {
            return Err(Wrong::Format(FORMAT));
        }
        Ok(Self {
            text,
            signatures: Vec::new(),
        })
    }

    /// Reads a note. That it can be read says nothing about who signed it: [`Self::signed_by`].
    ///
    /// # Errors
    /// [`Wrong::Format`] or [`Wrong::TooLong`].
    pub fn parse(note: &str) -> Result<Self, Wrong> {
        if note.len() > NOTE_MAX {
            return Err(Wrong::TooLong);
        }
        let (text, signatures) = note.rsplit_once("\n\n").ok_or(Wrong::Format(FORMAT))?;
        let mut parsed = Self::unsigned(format!("{text}\n"))?;
        let lines = signatures.strip_suffix('\n').ok_or(Wrong::Format(FORMAT))?;
        for line in lines.split('\n') {
            if parsed.signatures.len() == SIGNATURES_MAX {
                return Err(Wrong::TooLong);
            }
            parsed.signatures.push(signed(line)?);
        }
        Ok(parsed)
    }

    /// What is signed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The signatures, checked or not.
    pub fn signatures(&self) -> &[Signed] {
        &self.signatures
    }

    /// Adds a signature, in place of one of the same key.
    pub fn add(&mut self, signed: Signed) {
        self.signatures
            .retain(|one| (&one.name, one.id) != (&signed.name, signed.id));
        self.signatures.push(signed);
    }

    /// Signs the text.
    pub fn sign(&mut self, signer: &Signer) {
        self.add(signer.sign(self.text.as_bytes()));
    }

    /// Whether this key signed the text.
    ///
    /// # Errors
    /// [`Wrong::Unsigned`] without its signature, [`Wrong::Signature`] if that does not fit.
    pub fn signed_by(&self, key: &Verifier) -> Result<(), Wrong> {
        let mut found = self.of(key).peekable();
        if found.peek().is_none() {
            return Err(Wrong::Unsigned);
        }
        found.try_for_each(|signed| key.check(self.text.as_bytes(), &signed.signature))
    }

    /// The signatures that say they are of this key.
    pub(crate) fn of<'a>(&'a self, key: &'a Verifier) -> impl Iterator<Item = &'a Signed> {
        self.signatures
            .iter()
            .filter(move |signed| signed.name == key.name && signed.id == key.id)
    }
}

fn signed(line: &str) -> Result<Signed, Wrong> {
    let wrong = Wrong::Format(FORMAT);
    let (name, bytes) = line
        .strip_prefix(DASH)
        .and_then(|rest| rest.split_once(' '))
        .ok_or(wrong)?;
    if !is_name(name) {
        return Err(wrong);
    }
    let bytes = base64(bytes, FORMAT)?;
    let (id, signature) = bytes.split_first_chunk::<4>().ok_or(wrong)?;
    if signature.is_empty() {
        return Err(wrong);
    }
    Ok(Signed {
        name: name.to_owned(),
        id: u32::from_be_bytes(*id),
        signature: signature.to_vec(),
    })
}

/// Whether a key can have this name.
fn is_name(name: &str) -> bool {
    let forbidden = |one: char| one.is_whitespace() || one == '+' || one.is_control();
    !name.is_empty() && !name.contains(forbidden)
}

fn id_of(name: &str, kind: Kind, key: &VerifyingKey) -> u32 {
    let hash = Sha256::new()
        .chain_update(name)
        .chain_update([b'\n', kind as u8])
        .chain_update(key.as_bytes())
        .finalize();
    hash.iter()
        .take(4)
        .fold(0, |id, byte| id << 8 | u32::from(*byte))
}

/// A key that checks signatures.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Verifier {
    name: String,
    id: u32,
    kind: Kind,
    key: VerifyingKey,
}

impl fmt::Display for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut bytes = vec![self.kind as u8];
        bytes.extend_from_slice(self.key.as_bytes());
        let key = data_encoding::BASE64.encode(&bytes);
        write!(f, "{}+{:08x}+{key}", self.name, self.id)
    }
}

impl Verifier {
    /// Reads a verifier key: `name+number+key`.
    ///
    /// # Errors
    /// [`Wrong::Format`], also where the number does not follow from the rest.
    pub fn parse(text: &str) -> Result<Self, Wrong> {
        const FORMAT: &str = "a C2SP verifier key";
        let wrong = Wrong::Format(FORMAT);
        let (name, rest) = text.trim().split_once('+').ok_or(wrong)?;
        let (id, key) = rest.split_once('+').ok_or(wrong)?;
        let lower = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        if !is_name(name) || id.len() != 8 || !id.bytes().all(lower) {
            return Err(wrong);
        }
        let id = u32::from_str_radix(id, 16).map_err(|_| wrong)?;
        let bytes = base64(key, FORMAT)?;
        let (kind, key) = bytes.split_first().ok_or(wrong)?;
        let kind = Kind::from_byte(*kind).ok_or(wrong)?;
        let key: [u8; 32] = key.try_into().map_err(|_| wrong)?;
        let key = VerifyingKey::from_bytes(&key).map_err(|_| wrong)?;
        if id != id_of(name, kind, &key) {
            return Err(wrong);
        }
        Ok(Self {
            name: name.to_owned(),
            id,
            kind,
            key,
        })
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it checks.
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// Whether this is the signature of these bytes. Strict: a signature has one way to be written.
    pub(crate) fn check(&self, bytes: &[u8], signature: &[u8]) -> Result<(), Wrong> {
        let signature = Signature::from_slice(signature).map_err(|_| Wrong::Signature)?;
        self.key
            .verify_strict(bytes, &signature)
            .map_err(|_| Wrong::Signature)
    }
}

/// A key that signs. Wiped when dropped, never printed.
pub struct Signer {
    name: String,
    id: u32,
    kind: Kind,
    key: SigningKey,
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Signer({})", self.name)
    }
}

impl Signer {
    /// The signer with this name and these thirty-two secret bytes.
    ///
    /// # Errors
    /// [`Wrong::Format`] if a key cannot have this name.
    pub fn new(name: &str, kind: Kind, secret: &Zeroizing<[u8; 32]>) -> Result<Self, Wrong> {
        if !is_name(name) {
            return Err(Wrong::Format(FORMAT));
        }
        let key = SigningKey::from_bytes(secret);
        Ok(Self {
            name: name.to_owned(),
            id: id_of(name, kind, &key.verifying_key()),
            kind,
            key,
        })
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The key that checks what this one signs.
    pub fn verifier(&self) -> Verifier {
        Verifier {
            name: self.name.clone(),
            id: self.id,
            kind: self.kind,
            key: self.key.verifying_key(),
        }
    }

    pub(crate) fn sign(&self, bytes: &[u8]) -> Signed {
        self.line(self.key.sign(bytes).to_bytes().to_vec())
    }

    pub(crate) fn line(&self, signature: Vec<u8>) -> Signed {
        Signed {
            name: self.name.clone(),
            id: self.id,
            signature,
        }
    }
}
