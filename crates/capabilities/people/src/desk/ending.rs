//! How being signed in ends: at once and durably when someone leaves, and by itself after a time.

use super::{SignInDesk, SignInError, is_token};
use crate::kept::{DeviceV1, ProvenV1, SeenV1, SignedInV1, SpentV1};
use crate::rules::{DEVICE_KEPT, IDLE_ENDS};
use care::RecordId;
use sealed::ReadError;

impl SignInDesk {
    /// Tells of every sign-in that ends here, in the moment it does: what is held in memory for it
    /// elsewhere goes with it.
    pub fn tells_of_ends(&self, told: impl Fn(RecordId) + Send + Sync + 'static) {
        self.live.tells(told);
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
        change.forget(self.proven_id(id).await?).await?;
        change.done().await?;
        self.live.ended_durably(id);
        Ok(())
    }

    /// Removes sign-ins that ended by themselves, devices that are no longer remembered and codes
    /// that could not be used any more anyway. Answers how many sign-ins and devices. For a worker, now and then.
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
            change.forget(self.proven_id(*id).await?).await?;
            count += 1;
        }
        for kept in vault.directory_all::<ProvenV1>().await?.kept {
            if gone(kept.value.ends) {
                change.forget(kept.record).await?;
            }
        }
        for kept in vault.directory_all::<SpentV1>().await?.kept {
            if kept.value.until.is_some_and(gone) {
                change.forget(kept.record).await?;
            }
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
        self.guesses.write(vault).await?;
        self.sweep_devices().await?;
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
}
