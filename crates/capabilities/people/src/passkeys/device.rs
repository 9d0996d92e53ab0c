//! A device of somebody, in software, for the tests here: it makes a passkey and shows it, rightly or
//! as a thief would.

use data_encoding::BASE64URL_NOPAD;
use p256::ecdsa::signature::Signer;
use p256::ecdsa::{DerSignature, SigningKey};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// Where the service of these tests is.
pub(crate) const ADDRESS: &str = "https://notes.example.org";
const NAME: &str = "notes.example.org";
/// Someone was there; they were known; a new key is told (WebAuthn, section 6.1).
const THERE: u8 = 1;
const KNOWN: u8 = 4;
const NEW_KEY: u8 = 64;

/// A device with one passkey.
#[derive(Clone)]
pub(crate) struct Device {
    pub(crate) key: SigningKey,
    pub(crate) id: Vec<u8>,
    pub(crate) handle: Vec<u8>,
    /// How often it was used, if it counts.
    pub(crate) count: u32,
    /// Whether it asks who is there before it answers.
    pub(crate) knows: bool,
    /// Which page it believes to be on.
    pub(crate) origin: String,
}

impl Device {
    pub(crate) fn new(number: u8) -> Self {
        Self {
            key: SigningKey::from_slice(&[number; 32]).unwrap(),
            id: vec![number; 32],
            handle: Vec::new(),
            count: 0,
            knows: true,
            origin: ADDRESS.to_owned(),
        }
    }

    /// The same device, holding the passkey of this person.
    pub(crate) async fn of(mut self, vault: &sealed::Vault, person: care::PersonId) -> Self {
        let handle = super::handle(vault, person).await.unwrap();
        self.handle = handle.as_bytes().to_vec();
        self
    }

    fn said(&self, kind: &str, asks: &Value) -> Vec<u8> {
        let challenge = asks["publicKey"]["challenge"].as_str().unwrap();
        json!({ "type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": false })
            .to_string()
            .into_bytes()
    }

    fn about(&self, flags: u8) -> Vec<u8> {
        let mut about = Sha256::digest(NAME).to_vec();
        let known = if self.knows { KNOWN } else { 0 };
        about.push(THERE | known | flags);
        about.extend(self.count.to_be_bytes());
        about
    }

    /// Makes the passkey that a page asks for.
    pub(crate) fn makes(&mut self, asks: &str) -> String {
        let asks: Value = serde_json::from_str(asks).unwrap();
        let selection = &asks["publicKey"]["authenticatorSelection"];
        assert_eq!(selection["residentKey"], "required");
        assert_eq!(selection["userVerification"], "required");
        let handle = asks["publicKey"]["user"]["id"].as_str().unwrap();
        self.handle = BASE64URL_NOPAD.decode(handle.as_bytes()).unwrap();
        let mut about = self.about(NEW_KEY);
        about.extend([0; 16]);
        about.extend(u16::try_from(self.id.len()).unwrap().to_be_bytes());
        about.extend(&self.id);
        let point = self.key.verifying_key().to_sec1_bytes();
        assert_eq!((point.len(), point[0]), (65, 4));
        // A COSE key: EC2, ES256, P-256 (RFC 9053).
        about.extend([0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32]);
        about.extend(&point[1..33]);
        about.extend([0x22, 0x58, 32]);
        about.extend(&point[33..]);
        let mut told = vec![0xa3, 0x63];
        told.extend(b"fmt");
        told.push(0x64);
        told.extend(b"none");
        told.push(0x67);
        told.extend(b"attStmt");
        told.extend([0xa0, 0x68]);
        told.extend(b"authData");
        told.extend([0x58, u8::try_from(about.len()).unwrap()]);
        told.extend(about);
        let id = BASE64URL_NOPAD.encode(&self.id);
        json!({
            "id": id, "rawId": id, "type": "public-key",
            "response": {
                "attestationObject": BASE64URL_NOPAD.encode(&told),
                "clientDataJSON": BASE64URL_NOPAD.encode(&self.said("webauthn.create", &asks)),
            },
        })
        .to_string()
    }

    /// Shows its passkey to a page that asks for one.
    pub(crate) fn shows(&self, asks: &str) -> String {
        let asks: Value = serde_json::from_str(asks).unwrap();
        let (about, said) = (self.about(0), self.said("webauthn.get", &asks));
        let mut signed = about.clone();
        signed.extend(Sha256::digest(&said));
        let signature: DerSignature = self.key.sign(&signed);
        let id = BASE64URL_NOPAD.encode(&self.id);
        json!({
            "id": id, "rawId": id, "type": "public-key",
            "response": {
                "authenticatorData": BASE64URL_NOPAD.encode(&about),
                "clientDataJSON": BASE64URL_NOPAD.encode(&said),
                "signature": BASE64URL_NOPAD.encode(signature.as_bytes()),
                "userHandle": BASE64URL_NOPAD.encode(&self.handle),
            },
        })
        .to_string()
    }
}
