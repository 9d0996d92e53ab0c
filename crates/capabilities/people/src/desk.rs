//! The desk where people come in: proving who one is, being signed in, and the end of that.
//!
//! A sign-in is a random token that only the person's device holds; here only its keyed id is
//! kept. Everyone comes through the same door and hears the same words: nobody learns at this desk
//! who is known here. The desk holds what is live in memory, so that a page asks no disk who is
//! asking. What ends at this desk is dead at once; where several processes share one database, the
//! others learn of it within half a minute.

mod coming;
mod ending;
mod live;
mod passkey;
mod second;

use crate::admit::door_under;
use crate::beside::Beside;
use crate::codes::{self, Stands};
use crate::directory::{anyone_here, person};
use crate::guesses::{self, Guesses, ON_A_DEVICE};
use crate::kept::{DeviceV1, DoorV1};
use crate::passkeys::Passkeys;
use crate::passphrase::{HashingError, Passphrases};
use crate::rules::DEVICE_KEPT;
use crate::throttle::Throttle;
use crate::ways::WayError;
use care::{PersonId, Private, RecordId};
use coming::Stays;
use live::Live;
use pages::SignedIn;
use sealed::engine::CommitError;
use sealed::{Damaged, ReadError, Vault};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::net::IpAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use subtle::ConstantTimeEq;

/// Where people come in.
pub struct SignInDesk {
    pub(crate) vault: Vault,
    pub(crate) https: bool,
    pub(crate) passphrases: Passphrases,
    pub(crate) throttle: Throttle,
    pub(crate) guesses: Guesses,
    pub(crate) passkeys: Option<Passkeys>,
    pub(crate) beside: Beside,
    live: Live,
    set_up_code: Option<Private<String>>,
    someone_is_here: AtomicBool,
}

/// What someone offers at the door.
#[derive(Clone, Debug)]
pub struct Offered {
    /// The sign-in name as typed.
    pub sign_in_name: Private<String>,
    /// The passphrase as typed.
    pub passphrase: Private<String>,
    /// From which address, if that is known. For slowing down guessing; never kept.
    pub from: Option<IpAddr>,
    /// The mark of a device on which someone signed in before, if the device carries one.
    pub device: Option<Private<String>>,
    /// A code of the second way, for programs that sign staff in with one request. Pages ask for it
    /// after the passphrase.
    pub second: Option<Private<String>>,
}

/// As what something typed at the door was right.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Right {
    Passphrase,
    Code,
}

/// Someone who came in.
#[derive(Clone, Debug)]
pub struct Entered {
    /// The token for the device to hold. New at every sign-in.
    pub token: Private<String>,
    /// The mark for the device to hold, so that it is known next time. A sign-in that is half-way
    /// brings no new one.
    pub device: Option<Private<String>>,
    /// Who they are.
    pub who: SignedIn,
}

/// Why someone did not come in.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// What was offered does not belong together, whatever the reason.
    #[error("what was offered does not belong together")]
    NotThese,
    /// Too many tries for now, or too many people at the door.
    #[error("too many tries for now; wait a few minutes")]
    TooMany,
    /// What is needed could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The sign-in could not be saved.
    #[error(transparent)]
    Commit(#[from] CommitError),
    /// The passphrase could not be compared.
    #[error(transparent)]
    Hashing(HashingError),
}

impl From<WayError> for SignInError {
    fn from(error: WayError) -> Self {
        match error {
            WayError::Last | WayError::NotThis | WayError::TooMany => Self::NotThese,
            WayError::Read(error) => Self::Read(error),
            WayError::Commit(error) => Self::Commit(error),
        }
    }
}

impl From<HashingError> for SignInError {
    fn from(error: HashingError) -> Self {
        if error == HashingError::Busy {
            Self::TooMany
        } else {
            Self::Hashing(error)
        }
    }
}

impl SignInDesk {
    /// A desk. With a set-up code, a service without anyone can be set up once by whoever has it.
    pub fn new(
        vault: Vault,
        https: bool,
        passphrases: Passphrases,
        set_up_code: Option<Private<String>>,
    ) -> Self {
        let throttle = Throttle::new(vault.clock());
        Self {
            vault,
            https,
            passphrases,
            throttle,
            guesses: Guesses::default(),
            passkeys: None,
            beside: Beside::default(),
            live: Live::default(),
            set_up_code,
            someone_is_here: AtomicBool::new(false),
        }
    }

    /// Whether the service waits to be set up, with a code.
    pub async fn waits_for_set_up(&self) -> Result<bool, ReadError> {
        if self.set_up_code.is_none() || self.someone_is_here.load(Ordering::Acquire) {
            return Ok(false);
        }
        let here = anyone_here(&self.vault).await?;
        self.someone_is_here.store(here, Ordering::Release);
        Ok(!here)
    }

    /// Whether this is the set-up code, however it was typed. Takes as long for any wrong one.
    pub(crate) fn is_set_up_code(&self, typed: &Private<String>) -> bool {
        let plain = |code: &Private<String>| {
            let letters = code.expose().chars().filter(char::is_ascii_alphanumeric);
            let letters: String = letters.map(|c| c.to_ascii_uppercase()).collect();
            Sha256::digest(letters.as_bytes())
        };
        self.set_up_code
            .as_ref()
            .is_some_and(|code| plain(code).ct_eq(&plain(typed)).into())
    }

    /// Lets someone in, if name and passphrase belong together; whoever works here only half-way,
    /// until the second step. A client may offer a code of their printed sheet instead.
    ///
    /// # Errors
    /// If what was offered does not belong together, or it cannot be told at this moment.
    pub async fn sign_in(&self, offered: Offered) -> Result<Entered, SignInError> {
        let vault = &self.vault;
        let (door_id, door) = door_under(vault, offered.sign_in_name.expose()).await?;
        // A mark counts for its own person only: for every other name the device is a stranger.
        let whose = door.as_ref().map(|door| door.value.person);
        let device = self.device_of(whose, offered.device.as_ref()).await?;
        let may = match device {
            Some(id) => self.throttle.may_try_on(id),
            None => self.throttle.may_try_name(door_id, offered.from),
        };
        // Whoever uses up the tries of a name does not keep its person from their printed codes.
        let code_alone = !may && codes::can_be(&offered.passphrase);
        if !(may || code_alone && self.throttle.may_try_code(offered.from)) {
            return Err(SignInError::TooMany);
        }
        let right = self.is_right(door_id, door.as_ref().map(|door| &door.value), &offered);
        let right = right.await?;
        let right = right.filter(|right| *right == Right::Code || !code_alone);
        // After too many wrong ones in a row a passphrase that may have been guessed is worth
        // nothing on a device that is not known. What is said is the same.
        let up = self.guesses.are_up(vault, door_id).await? && device.is_none();
        let right = right.filter(|right| *right == Right::Code || !up);
        let Some(door) = door.filter(|_| right.is_some()) else {
            match device {
                Some(device) => self.wrong_on(device).await?,
                None if whose.is_some() && !code_alone => self.guesses.wrong(door_id),
                None => {}
            }
            return Err(SignInError::NotThese);
        };
        let id = PersonId::from_bytes(door.value.person);
        let person = person(vault, id)
            .await?
            .ok_or(ReadError::Damaged(Damaged))?;
        if !person.is_here(vault.now()) {
            return Err(SignInError::NotThese);
        }
        self.guesses.right(door_id);
        if let Some(device) = device {
            self.guesses.right(device);
        }
        let proven = match &offered.second {
            _ if !person.role.is_staff() => true,
            None => false,
            Some(code) => self.second_is_right(id, code, device).await?,
        };
        if offered.second.is_some() && !proven {
            return Err(SignInError::NotThese);
        }
        let mark = offered.device.filter(|_| device.is_some());
        let stays = if proven { Stays::Whole } else { Stays::Half };
        self.let_in(&person, mark, stays).await
    }

    /// Whether what was offered is right, and as what. The same work is done for a name that nobody
    /// has.
    async fn is_right(
        &self,
        door_id: RecordId,
        door: Option<&DoorV1>,
        offered: &Offered,
    ) -> Result<Option<Right>, SignInError> {
        let vault = &self.vault;
        let hash = door.map(|door| door.hash.as_str());
        let right = self
            .passphrases
            .is(hash, &offered.passphrase, vault.chance());
        if right.await? {
            return Ok(Some(Right::Passphrase));
        }
        let whose = door.map_or(*door_id.bytes(), |door| door.person);
        let whose = PersonId::from_bytes(whose);
        let spent = codes::spend(vault, whose, &offered.passphrase, Stands::Alone);
        Ok(spent.await?.then_some(Right::Code))
    }

    /// Something was wrong on a known device. After many in a row it is known no more.
    pub(crate) async fn wrong_on(&self, device: RecordId) -> Result<(), SignInError> {
        if self.guesses.wrong_on(&self.vault, device).await? < ON_A_DEVICE {
            return Ok(());
        }
        let mut change = self.vault.directory_change();
        change.forget(device).await?;
        guesses::forget(&self.vault, &mut change, device).await?;
        change.done().await?;
        self.guesses.drop(device);
        Ok(())
    }

    /// The device that this mark stands for, if it is known to be that person's.
    pub(crate) async fn device_of(
        &self,
        whose: Option<[u8; 16]>,
        mark: Option<&Private<String>>,
    ) -> Result<Option<RecordId>, ReadError> {
        let Some(mark) = mark else { return Ok(None) };
        let known = self.known_device(mark.expose()).await?;
        Ok(known
            .filter(|(_, kept)| whose == Some(kept.person))
            .map(|(id, _)| id))
    }

    async fn known_device(&self, mark: &str) -> Result<Option<(RecordId, DeviceV1)>, ReadError> {
        if !is_token(mark) {
            return Ok(None);
        }
        let id = self.device_id(mark).await?;
        let found = match self.vault.directory_find::<DeviceV1>(id).await {
            // A damaged mark makes a stranger of the device and keeps nobody out.
            Err(ReadError::Damaged(_)) => None,
            found => found?,
        };
        let now = self.vault.now().millis();
        Ok(found
            .filter(|kept| now - kept.value.since < DEVICE_KEPT)
            .map(|kept| (id, kept.value)))
    }

    /// Thirty-two bytes of chance, as the browser carries them.
    fn token(&self) -> Private<String> {
        let mut bytes = [0; 32];
        self.vault.chance().fill(&mut bytes);
        let mut token = String::with_capacity(64);
        for byte in bytes {
            // Writing to a string cannot fail.
            let _ = write!(token, "{byte:02x}");
        }
        Private::new(token)
    }

    async fn sign_in_id(&self, token: &str) -> Result<RecordId, ReadError> {
        self.vault.directory_id("signed-in", token.as_bytes()).await
    }

    /// Under which id the sign-in of this token is kept, if it is one.
    pub(crate) async fn sign_in_of(&self, token: &str) -> Result<RecordId, ReadError> {
        self.sign_in_id(token).await
    }

    async fn seen_id(&self, sign_in: RecordId) -> Result<RecordId, ReadError> {
        self.vault.directory_id("seen", sign_in.bytes()).await
    }

    async fn device_id(&self, mark: &str) -> Result<RecordId, ReadError> {
        self.vault.directory_id("device", mark.as_bytes()).await
    }
}

/// Whether something can be a token at all. What cannot be is not looked for.
fn is_token(text: &str) -> bool {
    text.len() == 64
        && text
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
mod attacked;
#[cfg(test)]
mod tests;
