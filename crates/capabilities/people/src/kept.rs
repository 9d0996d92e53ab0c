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
