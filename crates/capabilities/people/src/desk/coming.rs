//! Being let in, and who it is that asks from then on.

use super::live::{Found, LiveOne};
use super::{Entered, SignInDesk, SignInError, is_token};
use crate::directory::{Person, person};
use crate::kept::{DeviceV1, ProvenV1, SeenV1, SignedInV1};
use crate::rules::{self, SEEN_EVERY};
use crate::ways::ways;
use care::{Asker, Moment, PersonId, Private, RecordId, Role};
use pages::{SignedIn, SoFar};
use sealed::{Damaged, ReadError};
use std::sync::atomic::Ordering;

/// How someone is let in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Stays {
    /// As far as the second step.
    Half,
    /// All the way: what they proved, they proved now.
    Whole,
    /// All the way as before, after a rest: what they proved then, and until when, stay as they
    /// were.
    AsBefore { proven: Moment, ends: Moment },
}

impl SignInDesk {
    /// Lets a person in under a new token.
    pub(crate) async fn let_in(
        &self,
        person: &Person,
        mark: Option<Private<String>>,
        stays: Stays,
    ) -> Result<Entered, SignInError> {
        let (vault, now) = (&self.vault, self.vault.now());
        let whole = stays != Stays::Half;
        let token = self.token();
        let id = self.sign_in_id(token.expose()).await?;
        let (proven, ends) = match stays {
            Stays::Half => (now, now + rules::HALF_STAYS),
            Stays::Whole => (now, now + rules::stays(person.role)),
            Stays::AsBefore { proven, ends } => (proven, ends),
        };
        let mut change = vault.directory_change();
        let signed_in = SignedInV1 {
            person: *person.person.bytes(),
            role: person.role.code().to_owned(),
            began: now.millis(),
            ends: ends.millis(),
        };
        change.keep(id, 0, &signed_in).await?;
        if whole && person.role.is_staff() {
            let proven = ProvenV1 {
                at: proven.millis(),
                ends: ends.millis(),
            };
            change.keep(self.proven_id(id).await?, 0, &proven).await?;
        }
        let device = match mark {
            None if whole => Some(self.mark_device(&mut change, person.person).await?),
            mark => mark,
        };
        change.done().await?;
        if let Some(mark) = &device {
            self.beside
                .came_on(id, self.device_id(mark.expose()).await?);
        }
        self.someone_is_here.store(true, Ordering::Release);
        let so_far = self.so_far(person, whole).await?;
        let who = signed_in_as(id, person, so_far, proven);
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

    async fn mark_device(
        &self,
        change: &mut sealed::DirectoryChange,
        person: PersonId,
    ) -> Result<Private<String>, ReadError> {
        let mark = self.token();
        let kept = DeviceV1 {
            person: *person.bytes(),
            since: self.vault.now().millis(),
        };
        let id = self.device_id(mark.expose()).await?;
        change.keep(id, 0, &kept).await?;
        Ok(mark)
    }

    /// How far someone's sign-in has come.
    async fn so_far(&self, person: &Person, whole: bool) -> Result<SoFar, ReadError> {
        if whole || !person.role.is_staff() {
            return Ok(SoFar::In);
        }
        let ways = ways(&self.vault, person.person).await?;
        Ok(if ways.has_second() {
            SoFar::NeedsSecond
        } else {
            SoFar::NeedsASecondWay
        })
    }

    /// Whose sign-in this token is, if it is a live one. Asks no disk for one that is known.
    ///
    /// # Errors
    /// If the directory cannot be read.
    pub async fn who(&self, token: &str) -> Result<Option<SignedIn>, ReadError> {
        if !is_token(token) {
            return Ok(None);
        }
        let id = self.sign_in_id(token).await?;
        let now = self.vault.now();
        match self.live.look(id, now) {
            Found::Here(who, written) => {
                if who.so_far != SoFar::Resting && now - written >= SEEN_EVERY {
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
        let began = kept.value.began;
        let written = seen.map_or(began, |seen| seen.value.at.max(began));
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
        let proven = vault
            .directory_find::<ProvenV1>(self.proven_id(id).await?)
            .await?;
        let so_far = self.so_far(&person, proven.is_some()).await?;
        let proven = proven.map_or(began, |proven| proven.value.at);
        let who = signed_in_as(id, &person, so_far, Moment::from_millis(proven));
        let rests = rules::rests(who.asker.role, who.so_far == pages::SoFar::In, seen, now);
        let one = LiveOne {
            who,
            ends,
            seen: if rests { seen } else { now },
            written,
            read: now,
            here_until: person.until,
        };
        // Also after a restart, and if another process began it: they are told on every screen.
        if let Err(error) = self.look_for_way_back(id_of).await {
            tracing::error!(%error, "whether a new way in is being made could not be looked up");
        }
        // It may have ended while it was read.
        if !self.live.put(id, one.clone(), now) {
            return Ok(None);
        }
        if !rests && now - written >= SEEN_EVERY {
            self.write_seen(id, now).await;
        }
        Ok(Some(one.at(now)))
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

    pub(super) async fn proven_id(&self, sign_in: RecordId) -> Result<RecordId, ReadError> {
        crate::doors::proven_id(&self.vault, sign_in).await
    }
}

fn signed_in_as(sign_in: RecordId, person: &Person, so_far: SoFar, proven: Moment) -> SignedIn {
    SignedIn {
        sign_in,
        asker: Asker {
            person: person.person,
            role: person.role,
        },
        name: person.called().to_owned(),
        language: person.language,
        so_far,
        proven,
    }
}
