//! The second step, and proving again who one is: each begins a new sign-in and ends the old one,
//! so that whoever watched the old one has nothing.

use super::coming::Stays;
use super::{Entered, SignInDesk, SignInError};
use crate::codes::{self, Stands};
use crate::directory::person;
use crate::doors::door_of;
use crate::kept::SignedInV1;
use crate::totp::{self, TotpSecret};
use crate::ways::second_id;
use care::{Moment, PersonId, Private, RecordId};
use pages::{SignedIn, SoFar};
use sealed::{Damaged, ReadError};

impl SignInDesk {
    /// The second step: a code of the authenticator, or one of the printed sheet.
    ///
    /// # Errors
    /// If it is not one, or was used before, or there were too many tries.
    pub async fn second(
        &self,
        who: &SignedIn,
        typed: &Private<String>,
        device: Option<Private<String>>,
    ) -> Result<Entered, SignInError> {
        let whose = who.asker.person;
        let known = self.device_of(Some(*whose.bytes()), device.as_ref());
        let known = known.await?;
        if !self.second_is_right(whose, typed, known).await? {
            return Err(SignInError::NotThese);
        }
        self.anew(who, device.filter(|_| known.is_some())).await
    }

    /// Proving again who one is. After a rest the passphrase wakes the sign-in, which goes on as it
    /// was; only a code (or a passkey, at the door) proves anew who is there, for what is grave.
    ///
    /// # Errors
    /// If it is not right, or there were too many tries.
    pub async fn again(
        &self,
        who: &SignedIn,
        typed: &Private<String>,
        device: Option<Private<String>>,
    ) -> Result<Entered, SignInError> {
        if !matches!(who.so_far, SoFar::In | SoFar::Resting) {
            return Err(SignInError::NotThese);
        }
        let rests = who.so_far == SoFar::Resting;
        let digits = typed.expose().chars().filter(char::is_ascii_digit).count();
        let is_digits = digits == 6 && typed.expose().trim().len() <= 7;
        if is_digits || !rests || codes::can_be(typed) {
            match self.second(who, typed, device.clone()).await {
                // A passphrase can look like a code.
                Err(SignInError::NotThese) if rests && !is_digits => {}
                said => return said,
            }
        }
        if !self.is_passphrase_of(who, typed).await? {
            return Err(SignInError::NotThese);
        }
        let whose = Some(*who.asker.person.bytes());
        let known = self.device_of(whose, device.as_ref()).await?;
        let was = self.vault.directory_find::<SignedInV1>(who.sign_in).await?;
        let was = was.ok_or(SignInError::NotThese)?;
        let stays = Stays::AsBefore {
            proven: who.proven,
            ends: Moment::from_millis(was.value.ends),
        };
        let mark = device.filter(|_| known.is_some());
        self.anew_as(who, mark, stays).await
    }

    /// Whether this is the passphrase of someone who is signed in.
    ///
    /// # Errors
    /// If there were too many tries, or it cannot be told at this moment.
    pub async fn is_passphrase_of(
        &self,
        who: &SignedIn,
        typed: &Private<String>,
    ) -> Result<bool, SignInError> {
        let vault = &self.vault;
        let id = vault.directory_id("again", who.sign_in.bytes()).await?;
        if !self.throttle.may_try_second(id) {
            return Err(SignInError::TooMany);
        }
        let door = door_of(vault, who.asker.person).await?;
        let hash = door.as_ref().map(|door| door.value.hash.as_str());
        Ok(self.passphrases.is(hash, typed, vault.chance()).await?)
    }

    /// A new sign-in, all the way in, in place of this one, which is over.
    pub(crate) async fn anew(
        &self,
        who: &SignedIn,
        mark: Option<Private<String>>,
    ) -> Result<Entered, SignInError> {
        self.anew_as(who, mark, Stays::Whole).await
    }

    async fn anew_as(
        &self,
        who: &SignedIn,
        mark: Option<Private<String>>,
        stays: Stays,
    ) -> Result<Entered, SignInError> {
        let found = person(&self.vault, who.asker.person).await?;
        let found = found.ok_or(ReadError::Damaged(Damaged))?;
        if !found.is_here(self.vault.now()) || found.role != who.asker.role {
            return Err(SignInError::NotThese);
        }
        let entered = self.let_in(&found, mark, stays).await?;
        self.end_sign_in(who.sign_in).await;
        Ok(entered)
    }

    /// Whether this is a code of this person's authenticator or sheet that nobody used before. It
    /// is used up by asking.
    pub(crate) async fn second_is_right(
        &self,
        whose: PersonId,
        typed: &Private<String>,
        device: Option<RecordId>,
    ) -> Result<bool, SignInError> {
        let vault = &self.vault;
        let id = second_id(vault, whose).await?;
        let may = match device {
            Some(device) => self.throttle.may_try_on(device),
            None => self.throttle.may_try_second(id),
        };
        if !may {
            return Err(SignInError::TooMany);
        }
        let by_sheet = codes::spend(vault, whose, typed, Stands::Second).await?;
        let up = self.guesses.are_up(vault, id).await? && device.is_none();
        if by_sheet || (!up && totp::spend(vault, whose, typed).await?) {
            self.guesses.right(id);
            if let Some(device) = device {
                self.guesses.right(device);
            }
            return Ok(true);
        }
        match device {
            Some(device) => self.wrong_on(device).await?,
            None => self.guesses.wrong(id),
        }
        Ok(false)
    }

    /// The secret offered to someone who is making an authenticator their second way. It belongs
    /// to their sign-in, so that the page can be shown twice and nothing is kept before a code of
    /// it was right.
    ///
    /// # Errors
    /// If the directory cannot be read.
    pub async fn offered_secret(&self, who: &SignedIn) -> Result<TotpSecret, ReadError> {
        let half = async |half: u8| {
            let mut name = who.sign_in.bytes().to_vec();
            name.push(half);
            self.vault.directory_id("totp-offered", &name).await
        };
        let (one, two) = (half(0).await?, half(1).await?);
        let mut bytes = [0; 20];
        bytes[..16].copy_from_slice(one.bytes());
        bytes[16..].copy_from_slice(&two.bytes()[..4]);
        Ok(TotpSecret::new(bytes))
    }

    /// Makes the offered authenticator someone's second way, if this is its code, and lets them in.
    /// Someone who has a second way already must have proven who they are a moment ago.
    ///
    /// # Errors
    /// If it is not the code, or it may not be made now.
    pub async fn begin_second(
        &self,
        who: &SignedIn,
        typed: &Private<String>,
        device: Option<Private<String>>,
    ) -> Result<Entered, SignInError> {
        let whose = who.asker.person;
        if !self.may_change_ways(who).await? {
            return Err(SignInError::NotThese);
        }
        let secret = self.offered_secret(who).await?;
        totp::confirm(&self.vault, whose, &secret, typed).await?;
        let known = self.device_of(Some(*whose.bytes()), device.as_ref());
        let known = known.await?;
        self.anew(who, device.filter(|_| known.is_some())).await
    }
}
