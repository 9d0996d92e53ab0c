//! What is kept about people: in the service's directory, and in a client's own record.
//!
//! Directory shapes never hold a client's name or anything a client said.

use sealed::{Gist, InDirectory, Stored};
use serde::{Deserialize, Serialize};

/// Someone who can sign in. The name is kept for staff only.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct PersonV1 {
    pub(crate) person: [u8; 16],
    /// The role's code.
    pub(crate) role: String,
    pub(crate) name: Option<String>,
    /// The tag of the language they read.
    pub(crate) language: String,
    pub(crate) since: i64,
    pub(crate) until: Option<i64>,
}

impl InDirectory for PersonV1 {
    const KIND: &'static str = "person";
    const SHAPE: u16 = 1;
}

/// How someone comes in: kept under the keyed id of their sign-in name, which is itself not kept.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct DoorV1 {
    pub(crate) person: [u8; 16],
    /// The passphrase's Argon2id hash as a PHC string.
    pub(crate) hash: String,
}

impl InDirectory for DoorV1 {
    const KIND: &'static str = "door";
    const SHAPE: u16 = 1;
}

/// Someone who is signed in: kept under the keyed id of the token, which is itself not kept.
/// Written once and removed once, so that nothing can bring an ended sign-in back.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct SignedInV1 {
    pub(crate) person: [u8; 16],
    pub(crate) role: String,
    pub(crate) began: i64,
    pub(crate) ends: i64,
}

impl InDirectory for SignedInV1 {
    const KIND: &'static str = "signed-in";
    const SHAPE: u16 = 1;
}

/// When someone who is signed in was last seen, to a few minutes. Apart from [`SignedInV1`],
/// because it is written over: a late one without its sign-in means nothing.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct SeenV1 {
    pub(crate) at: i64,
    pub(crate) ends: i64,
}

impl InDirectory for SeenV1 {
    const KIND: &'static str = "seen";
    const SHAPE: u16 = 1;
}

/// A device on which someone signed in before: kept under the keyed id of its mark.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct DeviceV1 {
    pub(crate) person: [u8; 16],
    pub(crate) since: i64,
}

impl InDirectory for DeviceV1 {
    const KIND: &'static str = "device";
    const SHAPE: u16 = 1;
}

/// That a sign-in of someone who works here went all the way, and when they proved it. Kept under
/// the keyed id of the sign-in; without it a sign-in is half-way.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct ProvenV1 {
    pub(crate) at: i64,
    pub(crate) ends: i64,
}

impl InDirectory for ProvenV1 {
    const KIND: &'static str = "proven";
    const SHAPE: u16 = 1;
}

/// Which ways in a person has beside the passphrase. Holds no secret.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct WaysV1 {
    pub(crate) person: [u8; 16],
    /// Since when there is an authenticator.
    pub(crate) totp: Option<i64>,
    pub(crate) passkeys: Vec<NamedV1>,
    /// Since when there is a sheet of codes.
    pub(crate) codes: Option<i64>,
}

/// A passkey as its person knows it.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct NamedV1 {
    /// The id of its [`PasskeyV1`].
    pub(crate) id: [u8; 16],
    pub(crate) name: String,
    pub(crate) since: i64,
    /// When it counted backwards, as a copied one does.
    pub(crate) doubted: Option<i64>,
}

impl InDirectory for WaysV1 {
    const KIND: &'static str = "ways";
    const SHAPE: u16 = 1;
}

/// What a person's authenticator and this service share.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct TotpV1 {
    pub(crate) person: [u8; 16],
    pub(crate) secret: [u8; 20],
    pub(crate) since: i64,
}

impl InDirectory for TotpV1 {
    const KIND: &'static str = "totp";
    const SHAPE: u16 = 1;
}

/// That a code was used: kept under what the code was, so that only one can be the first. Until
/// when it is remembered; without it as long as the sheet it is from.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct SpentV1 {
    pub(crate) until: Option<i64>,
}

impl InDirectory for SpentV1 {
    const KIND: &'static str = "spent";
    const SHAPE: u16 = 1;
}

/// A printed sheet: what the service's key makes of each code, and whether one may stand alone at
/// the door.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct CodesV1 {
    pub(crate) person: [u8; 16],
    pub(crate) alone: bool,
    pub(crate) codes: Vec<[u8; 16]>,
}

impl InDirectory for CodesV1 {
    const KIND: &'static str = "codes";
    const SHAPE: u16 = 1;
}

/// A passkey: its public half, as the library that checks it writes it (JSON). Kept under the keyed
/// id of the credential's own id.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct PasskeyV1 {
    pub(crate) person: [u8; 16],
    pub(crate) public: String,
}

impl InDirectory for PasskeyV1 {
    const KIND: &'static str = "passkey";
    const SHAPE: u16 = 1;
}

/// How often in a row someone on a device that is not known was wrong about a person.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct GuessedV1 {
    pub(crate) count: u32,
}

impl InDirectory for GuessedV1 {
    const KIND: &'static str = "guessed";
    const SHAPE: u16 = 1;
}

/// That somebody is here, so that nobody can set the service up a second time.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct FirstV1 {
    pub(crate) at: i64,
}

impl InDirectory for FirstV1 {
    const KIND: &'static str = "first";
    const SHAPE: u16 = 1;
}

/// A client, in their own record.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClientV1 {
    /// What they are called, as they wish.
    pub called: String,
    /// The tag of the language they read.
    pub language: String,
}

impl Stored for ClientV1 {
    const KIND: &'static str = "client";
    const SHAPE: u16 = 1;
    const SECTION: care::Section = care::Section::Identity;
}

/// What a list shows of a client: what they are called.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalledV1 {
    /// What they are called, as they wish.
    pub called: String,
}

impl Gist for CalledV1 {
    const KIND: &'static str = "people";
    const SHAPE: u16 = 1;
}
