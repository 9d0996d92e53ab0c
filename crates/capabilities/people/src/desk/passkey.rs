//! Passkeys at the desk: making one, and coming in with one, which is both steps at once.

use super::coming::Stays;
use super::{Entered, SignInDesk, SignInError};
use crate::directory::person;
use crate::doors::door_of;
use crate::passkeys::{Begun, NoAddress, Passkeys};
use crate::ways::{WayError, second_id, ways};
use care::{Private, Role};
use pages::{SignedIn, SoFar};
use sealed::{Damaged, ReadError};
use std::net::IpAddr;

impl SignInDesk {
    /// A desk of a service that people reach at this address, where passkeys can be used. On
    /// people's devices they are listed under `title`.
    ///
    /// # Errors
    /// If passkeys cannot be used at this address.
    pub fn at(mut self, address: &str, title: &str) -> Result<Self, NoAddress> {
        self.passkeys = Some(Passkeys::at(address, title)?);
        Ok(self)
    }

    /// Whether passkeys can be used here.
    pub const fn has_passkeys(&self) -> bool {
        self.passkeys.is_some()
    }

    /// Someone who has said no name wants to come in with a passkey.
    pub(crate) fn begin_passkey_in(&self, from: Option<IpAddr>) -> Result<Begun, SignInError> {
        if !self.throttle.may_begin(from) {
            return Err(SignInError::TooMany);
        }
        self.passkeys
            .as_ref()
            .and_then(|passkeys| passkeys.come_in(self.token(), self.vault.now()))
            .ok_or(SignInError::NotThese)
    }

    /// Someone shows a passkey and is let in, all the way.
    pub(crate) async fn passkey_in(
        &self,
        token: &str,
        shown: &str,
        device: Option<Private<String>>,
    ) -> Result<Entered, SignInError> {
        let vault = &self.vault;
        let passkeys = self.passkeys.as_ref().ok_or(SignInError::NotThese)?;
        let whose = passkeys.whose(vault, token, shown).await?;
        let found = person(vault, whose).await?;
        let found = found.ok_or(ReadError::Damaged(Damaged))?;
        if !found.is_here(vault.now()) {
            return Err(SignInError::NotThese);
        }
        // Whoever guessed about them meanwhile begins to count anew.
        if let Some(door) = door_of(vault, whose).await? {
            self.guesses.right(door.record);
        }
        let second = second_id(vault, whose).await?;
        self.guesses.right(second);
        let known = self.device_of(Some(*whose.bytes()), device.as_ref());
        let known = known.await?;
        let mark = device.filter(|_| known.is_some());
        self.let_in(&found, mark, Stays::Whole).await
    }

    /// Whether whoever is signed in may change their ways in now: staff whose sign-in is whole and
    /// who proved a moment ago who they are, or who have no second way yet. Clients prove it with
    /// the change itself.
    pub(crate) async fn may_change_ways(&self, who: &SignedIn) -> Result<bool, ReadError> {
        if who.asker.role == Role::Client {
            return Ok(true);
        }
        let fresh = (0..pages::FRESH).contains(&(self.vault.now() - who.proven));
        Ok(match who.so_far {
            SoFar::In => fresh,
            SoFar::NeedsASecondWay => !ways(&self.vault, who.asker.person).await?.has_second(),
            SoFar::NeedsSecond | SoFar::Resting => false,
        })
    }

    /// Someone wants to make a passkey.
    pub(crate) async fn begin_passkey(&self, who: &SignedIn) -> Result<Begun, SignInError> {
        let passkeys = self.passkeys.as_ref().ok_or(SignInError::NotThese)?;
        if !self.may_change_ways(who).await? {
            return Err(SignInError::NotThese);
        }
        let made = passkeys.make(&self.vault, who.asker.person, &who.name, self.token());
        made.await?.ok_or(SignInError::NotThese)
    }

    /// Keeps the passkey that someone made.
    pub(crate) async fn keep_passkey(
        &self,
        who: &SignedIn,
        token: &str,
        made: &str,
        name: &str,
    ) -> Result<(), WayError> {
        let passkeys = self.passkeys.as_ref().ok_or(WayError::NotThis)?;
        if !self.may_change_ways(who).await? {
            return Err(WayError::NotThis);
        }
        passkeys
            .keep(&self.vault, who.asker.person, token, made, name)
            .await
    }
}
