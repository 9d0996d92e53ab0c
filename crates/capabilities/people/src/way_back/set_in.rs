//! The end of a new way in: the code that was handed over, and a new passphrase.
//!
//! Whatever is wrong, the same work is done and the same words are said: nobody learns here who is
//! known, or for whom a new way in is being made.

use super::{OPENS, Step, WayBack, WayBackNoteV1, WayBackV1, entry, entry_id};
use crate::admit::door_under;
use crate::desk::{SignInDesk, SignInError};
use crate::doors;
use crate::guesses;
use crate::kept::DoorV1;
use crate::rules::{self, Wrong};
use crate::unlock::unlock_id;
use crate::ways::second_id;
use care::{Asker, ClientId, PersonId, Private, Purpose, RecordId};
use sealed::engine::CommitError;
use sealed::{Act, Kept, ReadError, Vault};
use std::net::IpAddr;

/// Why nobody was set in.
#[derive(Debug, thiserror::Error)]
pub enum SetInError {
    /// This name and this code do not belong together, or not any more.
    #[error("this sign-in name and this code do not belong together")]
    NotThese,
    /// The new passphrase cannot be used. Said whether or not the code is right.
    #[error("the new passphrase needs another look: {0:?}")]
    Wrong(Wrong),
    /// Too many tries for now.
    #[error("too many tries for now; wait a few minutes")]
    TooMany,
    /// It could not be read, hashed or saved.
    #[error(transparent)]
    Desk(#[from] SignInError),
}

impl From<ReadError> for SetInError {
    fn from(error: ReadError) -> Self {
        Self::Desk(error.into())
    }
}

/// The keyed id of a code, however it was typed.
pub(super) async fn code_id(vault: &Vault, code: &str) -> Result<RecordId, ReadError> {
    let letters = code.chars().filter(char::is_ascii_alphanumeric);
    let letters: String = letters.map(|c| c.to_ascii_uppercase()).collect();
    vault.directory_id("set-in", letters.as_bytes()).await
}

impl SignInDesk {
    /// Someone comes with the code that was handed over and chooses a new passphrase. With it
    /// every sign-in, known device and second way that was there before ends.
    ///
    /// # Errors
    /// If name and code do not belong together, or it cannot be saved.
    pub async fn set_in(
        &self,
        sign_in_name: &Private<String>,
        code: &Private<String>,
        new: &Private<String>,
        from: Option<IpAddr>,
    ) -> Result<PersonId, SetInError> {
        let vault = &self.vault;
        let normal = rules::normal(sign_in_name.expose());
        let code = code_id(vault, code.expose()).await?;
        // Nothing is counted by the name: whoever knows it must not keep its person from the code.
        // A code has eighty bits, so what is bounded here is work, not luck.
        if !self.throttle.may_try(from) || !self.throttle.may_try_second(code) {
            return Err(SetInError::TooMany);
        }
        if let Some(wrong) = rules::wrong_passphrase(new.expose(), &normal) {
            return Err(SetInError::Wrong(wrong));
        }
        let (_, door) = door_under(vault, sign_in_name.expose()).await?;
        let whose = door.as_ref().map_or([0; 16], |door| door.value.person);
        let known = entry(vault, PersonId::from_bytes(whose)).await?;
        // Hashed before anything is said, so that a wrong code takes as long as a right one.
        let hash = self.passphrases.hash(new, vault.chance()).await;
        let hash = hash.map_err(SignInError::from)?;
        let now = vault.now();
        let right = |kept: &Kept<WayBackV1>| {
            WayBack::of(&kept.value, now).step == Step::HandedOver
                && kept.value.code == Some(*code.bytes())
        };
        let (Some(door), Some(known)) = (door, known.filter(right)) else {
            return Err(SetInError::NotThese);
        };
        let person = PersonId::from_bytes(whose);
        let here = crate::directory::person(vault, person).await?;
        let Some(here) = here.filter(|here| here.is_here(now)) else {
            return Err(SetInError::NotThese);
        };
        self.turn(&door, &known, hash).await?;
        let asker = Asker {
            person,
            role: here.role,
        };
        self.leave_line(asker).await;
        Ok(person)
    }

    /// The old ways end and the new one begins, in one change.
    async fn turn(
        &self,
        door: &Kept<DoorV1>,
        known: &Kept<WayBackV1>,
        hash: String,
    ) -> Result<(), SetInError> {
        let vault = &self.vault;
        let person = PersonId::from_bytes(door.value.person);
        let done = WayBackV1 {
            step: Step::Done.number(),
            code: None,
            ..known.value.clone()
        };
        let mut change = vault.directory_change();
        // Whoever used the code first keeps the next version; a second one finds it taken.
        let id = entry_id(vault, person).await?;
        change.keep(id, known.version, &done).await?;
        doors::put_on(&mut change, door, hash).await?;
        change.forget(unlock_id(vault, person).await?).await?;
        doors::forget_devices(vault, &mut change, person).await?;
        crate::ways::forget_ways(vault, &mut change, person).await?;
        // However often someone guessed before, with the new passphrase nobody has yet.
        let second = second_id(vault, person).await?;
        for counted in [door.record, second] {
            guesses::forget(vault, &mut change, counted).await?;
        }
        let ended = doors::cut(vault, &mut change, person, None).await?;
        match change.done().await {
            Err(CommitError::Conflict) => return Err(SetInError::NotThese),
            saved => saved.map_err(SignInError::from)?,
        }
        self.guesses.right(door.record);
        self.guesses.right(second);
        for sign_in in ended {
            self.end_sign_in(sign_in).await;
        }
        // Someone may have come in by the old way while this was being saved.
        self.cut_all(person, None).await?;
        self.beside.forget(person);
        Ok(())
    }

    /// The line in the person's own record that says a new passphrase was chosen.
    async fn leave_line(&self, asker: Asker) {
        let write = async {
            let own = ClientId::of(asker.person);
            let access = self.vault.decide(asker, own, OPENS, Purpose::OwnRecord);
            let Ok(access) = access.await? else {
                return Err(ReadError::NotCovered.into());
            };
            let mut act = Act::open(&self.vault, access).await?;
            let note = WayBackNoteV1 {
                step: Step::Done.number(),
                by: *asker.person.bytes(),
            };
            act.keep(act.mint(), &note)?;
            Ok::<(), SignInError>(act.done().await?)
        };
        if write.await.is_err() {
            tracing::warn!("that a new passphrase was chosen could not be noted in the record");
        }
    }
}
