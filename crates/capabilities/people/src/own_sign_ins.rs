//! Where someone is signed in, told to themselves: on what kind of device and since when. No
//! address and no place is kept, because whoever reads this list over her shoulder would learn them.
//! And changing one's own passphrase, which ends every other sign-in.

use crate::beside::MayTry;
use crate::desk::{SignInDesk, SignInError};
use crate::doors;
use crate::rules::{self, IDLE_ENDS, SEEN_EVERY, Wrong};
use care::{Moment, PersonId, Private, RecordId};
use pages::SignedIn;
use sealed::{InDirectory, ReadError, Vault};
use serde::{Deserialize, Serialize};

/// On what kind of device someone signed in: as coarse as it can be and still be recognised.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum DeviceKind {
    /// It did not say, or something nobody knows.
    #[default]
    Unknown,
    /// A telephone.
    Phone,
    /// A tablet.
    Tablet,
    /// A computer.
    Computer,
}

impl DeviceKind {
    const ALL: [Self; 4] = [Self::Unknown, Self::Phone, Self::Tablet, Self::Computer];

    /// What a browser says of itself, boiled down. Nothing else of it is kept.
    pub fn of(user_agent: &str) -> Self {
        let says = |word: &str| user_agent.contains(word);
        if says("iPad") || says("Tablet") || (says("Android") && !says("Mobi")) {
            Self::Tablet
        } else if says("Mobi") || says("iPhone") {
            Self::Phone
        } else if ["Windows", "Macintosh", "X11", "CrOS", "Linux"]
            .into_iter()
            .any(says)
        {
            Self::Computer
        } else {
            Self::Unknown
        }
    }

    /// Under which the message catalogue knows it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Phone => "phone",
            Self::Tablet => "tablet",
            Self::Computer => "computer",
        }
    }

    const fn number(self) -> u8 {
        match self {
            Self::Unknown => 0,
            Self::Phone => 1,
            Self::Tablet => 2,
            Self::Computer => 3,
        }
    }

    fn numbered(number: u8) -> Self {
        let found = Self::ALL.into_iter().find(|one| one.number() == number);
        found.unwrap_or_default()
    }
}

/// From what kind of device a sign-in comes: kept under the keyed id of the sign-in.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct ComesFromV1 {
    pub(crate) person: [u8; 16],
    pub(crate) device: u8,
    pub(crate) ends: i64,
}

impl InDirectory for ComesFromV1 {
    const KIND: &'static str = "comes-from";
    const SHAPE: u16 = 1;
}

/// One of someone's own sign-ins.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct OwnSignIn {
    /// Which.
    pub sign_in: RecordId,
    /// From what.
    pub device: DeviceKind,
    /// Since when.
    pub since: Moment,
    /// Whether it is the one that asks.
    pub this: bool,
}

/// Why a passphrase was not changed.
#[derive(Debug, thiserror::Error)]
pub enum ChangeError {
    /// The old one is not the old one.
    #[error("this is not the passphrase that is in use now")]
    NotTheOld,
    /// The new one cannot be used.
    #[error("the new passphrase needs another look: {0:?}")]
    Wrong(Wrong),
    /// Too many tries; this sign-in may have ended.
    #[error("too many tries for now")]
    TooMany,
    /// It could not be read, hashed or saved.
    #[error(transparent)]
    Desk(#[from] SignInError),
}

impl From<ReadError> for ChangeError {
    fn from(error: ReadError) -> Self {
        Self::Desk(error.into())
    }
}

impl SignInDesk {
    /// What is done whenever someone came in, by whichever way: their own list learns from what
    /// kind of device, their phrase is read again, and it is looked whether a new way in is being
    /// made for them. None of it keeps anyone out.
    pub(crate) async fn arrives(&self, who: &SignedIn, device: DeviceKind) {
        let person = who.asker.person;
        self.note_device(who, device).await;
        self.beside.forget_phrase(person);
        if let Err(error) = self.look_for_way_back(person).await {
            tracing::error!(%error, "whether a new way in is being made could not be looked up");
        }
    }

    /// Notes from what kind of device a sign-in comes. Failing to is no reason to keep anyone out.
    pub async fn note_device(&self, who: &SignedIn, device: DeviceKind) {
        let stays = rules::stays(who.asker.role);
        let kept = ComesFromV1 {
            person: *who.asker.person.bytes(),
            device: device.number(),
            ends: (self.vault.now() + stays).millis(),
        };
        let write = async {
            let mut change = self.vault.directory_change();
            let id = comes_from_id(&self.vault, who.sign_in).await?;
            change.overwrite(id, &kept).await?;
            change.done().await.map_err(SignInError::from)
        };
        if write.await.is_err() {
            tracing::warn!("from what kind of device someone signed in could not be noted");
        }
    }

    /// The live sign-ins of whoever asks, the newest first.
    ///
    /// # Errors
    /// If the directory cannot be read.
    pub async fn own_sign_ins(&self, who: &SignedIn) -> Result<Vec<OwnSignIn>, ReadError> {
        let (vault, now) = (&self.vault, self.vault.now());
        let mut all = Vec::new();
        for kept in doors::sign_ins_of(vault, who.asker.person).await? {
            let this = kept.record == who.sign_in;
            let seen = doors::last_seen(vault, kept.record).await?;
            let seen = seen.unwrap_or(kept.value.began);
            // Last seen is written every few minutes, so one that may still live is shown.
            let live = kept.value.ends > now.millis()
                && now.millis() - seen < IDLE_ENDS.saturating_add(SEEN_EVERY);
            if !live && !this {
                continue;
            }
            let id = comes_from_id(vault, kept.record).await?;
            let device = match vault.directory_find::<ComesFromV1>(id).await {
                Err(ReadError::Damaged(_)) => None,
                found => found?,
            };
            all.push(OwnSignIn {
                sign_in: kept.record,
                device: device.map_or(DeviceKind::Unknown, |kept| {
                    DeviceKind::numbered(kept.value.device)
                }),
                since: Moment::from_millis(kept.value.began),
                this,
            });
        }
        all.sort_by_key(|one| (!one.this, -one.since.millis()));
        Ok(all)
    }

    /// Ends one of someone's own sign-ins. Someone else's is left alone; whether there was one is
    /// not told.
    ///
    /// # Errors
    /// If the directory cannot be read.
    pub async fn end_own(&self, who: &SignedIn, sign_in: RecordId) -> Result<(), ReadError> {
        let theirs = doors::sign_ins_of(&self.vault, who.asker.person).await?;
        if theirs.iter().any(|kept| kept.record == sign_in) {
            self.end_sign_in(sign_in).await;
        }
        Ok(())
    }

    /// Ends every sign-in of someone but this one.
    ///
    /// # Errors
    /// If the directory cannot be read or written.
    pub async fn end_others(&self, who: &SignedIn) -> Result<usize, SignInError> {
        self.cut_all(who.asker.person, Some(who.sign_in)).await
    }

    /// Ends every sign-in of someone, durably and in memory, but perhaps one.
    pub(crate) async fn cut_all(
        &self,
        person: PersonId,
        but: Option<RecordId>,
    ) -> Result<usize, SignInError> {
        let mut change = self.vault.directory_change();
        let ended = doors::cut(&self.vault, &mut change, person, but).await?;
        change.done().await?;
        for sign_in in &ended {
            self.end_sign_in(*sign_in).await;
        }
        Ok(ended.len())
    }

    /// Changes someone's own passphrase: the old one is asked for, and every other sign-in ends.
    ///
    /// # Errors
    /// If the old one is wrong, the new one cannot be used, or it cannot be saved.
    pub async fn change_passphrase(
        &self,
        who: &SignedIn,
        old: &Private<String>,
        new: &Private<String>,
    ) -> Result<(), ChangeError> {
        if let Some(wrong) = rules::wrong_passphrase(new.expose(), "") {
            return Err(ChangeError::Wrong(wrong));
        }
        if !self.proves_passphrase(who, old).await? {
            return Err(ChangeError::NotTheOld);
        }
        let (vault, person) = (&self.vault, who.asker.person);
        let hash = self.passphrases.hash(new, vault.chance()).await;
        let hash = hash.map_err(SignInError::from)?;
        let Some(door) = doors::door_of(vault, person).await? else {
            return Err(ChangeError::NotTheOld);
        };
        let mut change = vault.directory_change();
        doors::put_on(&mut change, &door, hash).await?;
        let ended = doors::cut(vault, &mut change, person, Some(who.sign_in)).await?;
        change.done().await.map_err(SignInError::from)?;
        for sign_in in ended {
            self.end_sign_in(sign_in).await;
        }
        // Someone may have come in by the old one while the new one was being saved.
        self.cut_all(person, Some(who.sign_in)).await?;
        Ok(())
    }

    /// Whether this is the passphrase of whoever is signed in. Five wrong ones end the sign-in.
    pub(crate) async fn proves_passphrase(
        &self,
        who: &SignedIn,
        typed: &Private<String>,
    ) -> Result<bool, ChangeError> {
        let person = who.asker.person;
        if self.takes_a_try(who).await != MayTry::Yes {
            return Err(ChangeError::TooMany);
        }
        let door = doors::door_of(&self.vault, person).await?;
        let hash = door.as_ref().map(|door| door.value.hash.as_str());
        let right = self.passphrases.is(hash, typed, self.vault.chance()).await;
        let right = right.map_err(SignInError::from)?;
        self.was(who, right).await;
        Ok(right)
    }

    /// Takes a try of the second lock, and ends a sign-in that has had them all.
    pub(crate) async fn takes_a_try(&self, who: &SignedIn) -> MayTry {
        let now = self.vault.now();
        let may = self.beside.takes_a_try(who.sign_in, who.asker.person, now);
        if may == MayTry::NeverAgain {
            self.end_sign_in(who.sign_in).await;
        }
        may
    }

    /// Notes whether a try was right; the last wrong one ends the sign-in.
    pub(crate) async fn was(&self, who: &SignedIn, right: bool) {
        if right {
            self.beside.was_right(who.sign_in, who.asker.person);
        } else if self.beside.is_used_up(who.sign_in) {
            self.end_sign_in(who.sign_in).await;
        }
    }

    /// Removes what is kept about sign-ins that are over. Answers how many.
    pub(crate) async fn sweep_devices(&self) -> Result<usize, SignInError> {
        let now = self.vault.now().millis();
        let all = self.vault.directory_all::<ComesFromV1>().await?.kept;
        let mut change = self.vault.directory_change();
        let mut count = 0;
        for kept in all.iter().filter(|kept| now >= kept.value.ends) {
            change.forget(kept.record).await?;
            count += 1;
        }
        change.done().await?;
        Ok(count)
    }
}

pub(crate) async fn comes_from_id(vault: &Vault, sign_in: RecordId) -> Result<RecordId, ReadError> {
    vault.directory_id("comes-from", sign_in.bytes()).await
}

#[cfg(test)]
mod tests;
