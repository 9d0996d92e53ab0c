//! The desk where people come in: proving who one is, being signed in, and the end of that.
//!
//! A sign-in is a random token that only the person's device holds; here only its keyed id is
//! kept. Everyone comes through the same door and hears the same words: nobody learns at this desk
//! who is known here. The desk holds what is live in memory, so that a page asks no disk who is
//! asking. What ends at this desk is dead at once; where several processes share one database, the
//! others learn of it within half a minute.

mod live;

use crate::admit::door_id;
use crate::directory::{anyone_here, person};
use crate::kept::{DeviceV1, DoorV1, SeenV1, SignedInV1};
use crate::passphrase::{HashingError, Passphrases};
use crate::rules::{self, DEVICE_KEPT, IDLE_ENDS, SEEN_EVERY};
use crate::throttle::Throttle;
use care::{Asker, Moment, PersonId, Private, RecordId, Role};
use live::{Found, Live, LiveOne};
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
}

/// Someone who came in.
#[derive(Clone, Debug)]
pub struct Entered {
    /// The token for the device to hold. New at every sign-in.
    pub token: Private<String>,
    /// The mark for the device to hold, so that it is known next time.
    pub device: Private<String>,
    /// Who they are.
    pub who: SignedIn,
}

/// Why someone did not come in.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// This name and this passphrase do not belong together, whatever the reason.
    #[error("this sign-in name and this passphrase do not belong together")]
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

    /// Lets someone in, if name and passphrase belong together.
    pub async fn sign_in(&self, offered: Offered) -> Result<Entered, SignInError> {
        let vault = &self.vault;
        let door_id = door_id(vault, offered.sign_in_name.expose()).await?;
        let door = vault.directory_find::<DoorV1>(door_id).await?;
        let device = match &offered.device {
            Some(mark) => self.known_device(mark.expose()).await?,
            None => None,
        };
        // A mark counts for its own person only: for every other name the device is a stranger.
        let device =
            device.filter(|(_, kept)| door.as_ref().is_some_and(|d| d.value.person == kept.person));
        let may = match &device {
            Some((id, _)) => self.throttle.may_try_on(*id),
            None => self.throttle.may_try_name(door_id, offered.from),
        };
        if !may {
            return Err(SignInError::TooMany);
        }
        let hash = door.as_ref().map(|door| door.value.hash.as_str());
        let right = self
            .passphrases
            .is(hash, &offered.passphrase, vault.chance())
            .await?;
        let Some(door) = door.filter(|_| right) else {
            return Err(SignInError::NotThese);
        };
        let id = PersonId::from_bytes(door.value.person);
        let person = person(vault, id)
            .await?
            .ok_or(ReadError::Damaged(Damaged))?;
        if !person.is_here(vault.now()) {
            return Err(SignInError::NotThese);
        }
        let mark = match (device, offered.device) {
            (Some(_), Some(mark)) => Some(mark),
            _ => None,
        };
        self.let_in(&person, mark).await
    }

    async fn let_in(
        &self,
        person: &crate::Person,
        mark: Option<Private<String>>,
    ) -> Result<Entered, SignInError> {
        let (vault, now) = (&self.vault, self.vault.now());
        let token = self.token();
        let id = self.sign_in_id(token.expose()).await?;
        let ends = now + rules::stays(person.role);
        let mut change = vault.directory_change();
        let signed_in = SignedInV1 {
            person: *person.person.bytes(),
            role: person.role.code().to_owned(),
            began: now.millis(),
            ends: ends.millis(),
        };
        change.keep(id, 0, &signed_in).await?;
        let device = if let Some(mark) = mark {
            mark
        } else {
            let mark = self.token();
            let kept = DeviceV1 {
                person: *person.person.bytes(),
                since: now.millis(),
            };
            change
                .keep(self.device_id(mark.expose()).await?, 0, &kept)
                .await?;
            mark
        };
        change.done().await?;
        self.someone_is_here.store(true, Ordering::Release);
        let who = SignedIn {
            sign_in: id,
            asker: Asker {
                person: person.person,
                role: person.role,
            },
            name: person.called().to_owned(),
            language: person.language,
            so_far: pages::SoFar::In,
            proven: now,
        };
        let one = LiveOne {
            who: who.clone(),
            ends,
            seen: now,
            written: now,
            read: now,
            here_until: person.until,
        };
        self.live.put(id, one, now);
        Ok(Entered { token, device, who })
    }

    /// Whose sign-in this token is, if it is a live one. Asks no disk for one that is known.
    pub async fn who(&self, token: &str) -> Result<Option<SignedIn>, ReadError> {
        if !is_token(token) {
            return Ok(None);
        }
        let id = self.sign_in_id(token).await?;
        let now = self.vault.now();
        match self.live.look(id, now) {
            Found::Here(who, written) => {
                if now - written >= SEEN_EVERY {
                    self.write_seen(id, now).await;
                }
                Ok(Some(*who))
            }
            Found::Ended => {
                self.end_sign_in(id).await;
                Ok(None)
            }
            Found::AskAgain(seen) => self.read(id, now, Some(seen)).await,
            Found::Unknown => self.read(id, now, None).await,
        }
    }

    /// Reads a sign-in from the directory. `held` is when someone was last seen under it here.
    async fn read(
        &self,
        id: RecordId,
        now: Moment,
        held: Option<Moment>,
    ) -> Result<Option<SignedIn>, ReadError> {
        let vault = &self.vault;
        let Some(kept) = vault.directory_find::<SignedInV1>(id).await? else {
            if held.is_some() {
                self.live.end(id, now);
                self.live.ended_durably(id);
            }
            return Ok(None);
        };
        let seen = vault
            .directory_find::<SeenV1>(self.seen_id(id).await?)
            .await?;
        let written = seen.map_or(kept.value.began, |seen| seen.value.at.max(kept.value.began));
        let (ends, written) = (
            Moment::from_millis(kept.value.ends),
            Moment::from_millis(written),
        );
        let seen = held.map_or(written, |held| held.max(written));
        let role = Role::from_code(&kept.value.role).ok_or(Damaged)?;
        let id_of = PersonId::from_bytes(kept.value.person);
        let person = person(vault, id_of).await?.ok_or(Damaged)?;
        if !rules::is_live(ends, seen, now) || !person.is_here(now) || person.role != role {
            self.end_sign_in(id).await;
            return Ok(None);
        }
        let who = SignedIn {
            sign_in: id,
            asker: Asker {
                person: id_of,
                role,
            },
            name: person.called().to_owned(),
            language: person.language,
            so_far: pages::SoFar::In,
            proven: Moment::from_millis(kept.value.began),
        };
        let one = LiveOne {
            who: who.clone(),
            ends,
            seen: now,
            written,
            read: now,
            here_until: person.until,
        };
        // It may have ended while it was read.
        if !self.live.put(id, one, now) {
            return Ok(None);
        }
        if now - written >= SEEN_EVERY {
            self.write_seen(id, now).await;
        }
        Ok(Some(who))
    }

    /// Writes when someone was last seen. Failing to is no reason to keep a page from them.
    async fn write_seen(&self, id: RecordId, now: Moment) {
        let Some(ends) = self.live.written(id, now) else {
            return;
        };
        let kept = SeenV1 {
            at: now.millis(),
            ends: ends.millis(),
        };
        let write = async {
            let mut change = self.vault.directory_change();
            change.overwrite(self.seen_id(id).await?, &kept).await?;
            change.done().await.map_err(SignInError::from)
        };
        if write.await.is_err() {
            tracing::warn!(
                "when someone was last seen could not be written; they may have to sign in again"
            );
        }
    }

    /// Ends the sign-in of this token, durably. Ending one that has ended changes nothing, and one
    /// that never was is not written about.
    pub async fn end(&self, token: &str) {
        if !is_token(token) {
            return;
        }
        match self.sign_in_id(token).await {
            Ok(id) => self.end_sign_in(id).await,
            Err(error) => tracing::error!(%error, "a sign-in could not be ended"),
        }
    }

    /// Ends this sign-in, durably. From the first moment nobody is let in by it here.
    pub async fn end_sign_in(&self, id: RecordId) {
        match self.try_to_end(id).await {
            Ok(()) => {}
            Err(error) => {
                tracing::error!(%error, "a sign-in that ended could not be removed; it stays ended here and is tried again");
            }
        }
    }

    async fn try_to_end(&self, id: RecordId) -> Result<(), SignInError> {
        let known = self.live.is_known(id);
        if !known && self.vault.directory_find::<SignedInV1>(id).await?.is_none() {
            return Ok(());
        }
        if !self.live.end(id, self.vault.now()) {
            return Ok(());
        }
        let mut change = self.vault.directory_change();
        change.forget(id).await?;
        change.forget(self.seen_id(id).await?).await?;
        change.done().await?;
        self.live.ended_durably(id);
        Ok(())
    }

    /// Removes sign-ins that ended by themselves and devices that are no longer remembered.
    /// Answers how many. For a worker, now and then.
    pub async fn sweep(&self) -> Result<usize, SignInError> {
        let (vault, now) = (&self.vault, self.vault.now());
        let gone = |ends: i64| now.millis() >= ends;
        let mut over: Vec<RecordId> = Vec::new();
        for kept in vault.directory_all::<SignedInV1>().await?.kept {
            if gone(kept.value.ends)
                || (gone(kept.at.millis() + IDLE_ENDS) && self.idle(kept.record).await?)
            {
                over.push(kept.record);
            }
        }
        let seen = vault.directory_all::<SeenV1>().await?.kept;
        let devices = vault.directory_all::<DeviceV1>().await?.kept;
        let mut change = vault.directory_change();
        let mut count = 0;
        for id in &over {
            self.live.end(*id, now);
            change.forget(*id).await?;
            count += 1;
        }
        for kept in seen.iter().filter(|kept| gone(kept.value.ends)) {
            change.forget(kept.record).await?;
            count += 1;
        }
        for kept in devices
            .iter()
            .filter(|kept| gone(kept.value.since + DEVICE_KEPT))
        {
            change.forget(kept.record).await?;
            count += 1;
        }
        change.done().await?;
        for id in over {
            self.live.ended_durably(id);
        }
        Ok(count)
    }

    /// Whether nobody was seen under this sign-in for too long.
    async fn idle(&self, id: RecordId) -> Result<bool, ReadError> {
        let now = self.vault.now();
        if let Some(seen) = self.live.seen(id) {
            return Ok(now - seen >= IDLE_ENDS);
        }
        let seen = self
            .vault
            .directory_find::<SeenV1>(self.seen_id(id).await?)
            .await?;
        Ok(seen.is_none_or(|seen| now.millis() - seen.value.at >= IDLE_ENDS))
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
mod tests;
