//! Codes of an authenticator: six digits that change every half minute (RFC 6238, SHA-1), as the
//! second way in.
//!
//! A code is accepted once ever. What makes it so is a record under the step it belongs to, which
//! only one of many tries can be the first to keep; the steps before it are closed with it, so that
//! a code someone saw over a shoulder a moment earlier is worth nothing either.

use crate::kept::{SpentV1, TotpV1, WaysV1};
use crate::ways::{self, WayError, totp_id, ways_id};
use care::{Chance, DAY, Moment, PersonId, Private, SECOND};
use sealed::engine::CommitError;
use sealed::{DirectoryChange, ReadError, Vault};
use subtle::ConstantTimeEq;
use totp_rs::{Algorithm, Builder, Secret, Totp};

/// How long a code stands, in seconds (RFC 6238, section 5.2).
const STEP: i64 = 30;
/// How many steps before and after now are accepted, for clocks that are a little off (RFC 6238,
/// section 5.2: one).
const AROUND: i64 = 1;
/// How long it is remembered that a code was used: far longer than it could be accepted, so that a
/// clock that is set back does not bring it back.
const SPENT_KEPT: i64 = 7 * DAY;

/// What an authenticator and this service share: 160 bits (RFC 4226, section 4, R6). Printing it
/// for debugging shows nothing.
#[derive(Clone, Debug)]
pub struct TotpSecret(Private<[u8; 20]>);

impl TotpSecret {
    /// This secret.
    pub const fn new(bytes: [u8; 20]) -> Self {
        Self(Private::new(bytes))
    }

    /// A new secret.
    pub fn mint(chance: &dyn Chance) -> Self {
        let mut bytes = [0; 20];
        chance.fill(&mut bytes);
        Self::new(bytes)
    }

    /// As it is typed into an authenticator that cannot see the picture: 32 letters and digits.
    pub fn words(&self) -> Private<String> {
        Private::new(data_encoding::BASE32_NOPAD.encode(self.0.expose()))
    }

    /// As it is read from a picture by an authenticator. `service` is what the authenticator will
    /// list it under.
    pub fn address(&self, service: &str) -> Private<String> {
        let service: String = form_urlencoded::byte_serialize(service.as_bytes()).collect();
        let service = service.replace('+', "%20");
        let words = self.words();
        Private::new(format!(
            "otpauth://totp/{service}?secret={}&issuer={service}&algorithm=SHA1&digits=6&period=30",
            words.expose()
        ))
    }

    /// The code at this moment.
    pub fn code_at(&self, now: Moment) -> Private<String> {
        Private::new(self.of_step(step(now)))
    }

    fn of_step(&self, step: i64) -> String {
        let at = u64::try_from(step * STEP).unwrap_or_default();
        self.totp().generate(at).to_string()
    }

    fn totp(&self) -> Totp {
        Builder::new()
            .with_algorithm(Algorithm::SHA1)
            .with_digits(6)
            .with_step_duration(STEP.unsigned_abs())
            .with_secret(Secret::new(Box::new(*self.0.expose())))
            .build_noncompliant()
    }

    /// The step whose code this is, among those that are accepted now. Every one of them is looked
    /// at, whichever it is.
    fn matches(&self, typed: &str, now: Moment) -> Option<i64> {
        let digits: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
        let mut found = None;
        for step in step(now) - AROUND..=step(now) + AROUND {
            if self
                .of_step(step)
                .as_bytes()
                .ct_eq(digits.as_bytes())
                .into()
            {
                found = Some(step);
            }
        }
        found
    }
}

/// The step a moment lies in.
const fn step(now: Moment) -> i64 {
    now.millis().div_euclid(STEP * SECOND)
}

/// Gives a person an authenticator, in place of the one they had. For pages only after a code of it
/// was shown to be right ([`confirm`]).
///
/// # Errors
/// If the directory cannot be read or written.
pub async fn enrol(vault: &Vault, person: PersonId, secret: &TotpSecret) -> Result<(), WayError> {
    let mut change = vault.directory_change();
    bind(vault, &mut change, person, secret).await?;
    Ok(change.done().await?)
}

/// Gives a person an authenticator, if this is its code now.
pub(crate) async fn confirm(
    vault: &Vault,
    person: PersonId,
    secret: &TotpSecret,
    typed: &Private<String>,
) -> Result<(), WayError> {
    let now = vault.now();
    let step = secret
        .matches(typed.expose(), now)
        .ok_or(WayError::NotThis)?;
    let mut change = vault.directory_change();
    let since = bind(vault, &mut change, person, secret).await?;
    spend_step(vault, &mut change, person, since, step).await?;
    Ok(change.done().await?)
}

async fn bind(
    vault: &Vault,
    change: &mut DirectoryChange,
    person: PersonId,
    secret: &TotpSecret,
) -> Result<i64, WayError> {
    let (kept, version) = ways::kept(vault, person).await?;
    let since = vault.now().millis();
    let value = TotpV1 {
        person: *person.bytes(),
        secret: *secret.0.expose(),
        since,
    };
    change
        .overwrite(totp_id(vault, person).await?, &value)
        .await?;
    let next = WaysV1 {
        totp: Some(since),
        ..kept
    };
    change
        .keep(ways_id(vault, person).await?, version, &next)
        .await?;
    Ok(since)
}

/// Takes the authenticator away, unless it is the last second way.
pub(crate) async fn remove(vault: &Vault, person: PersonId) -> Result<(), WayError> {
    let (kept, version) = ways::kept(vault, person).await?;
    if kept.totp.is_none() {
        return Ok(());
    }
    if kept.passkeys.is_empty() {
        return Err(WayError::Last);
    }
    let mut change = vault.directory_change();
    change.forget(totp_id(vault, person).await?).await?;
    let next = WaysV1 { totp: None, ..kept };
    change
        .keep(ways_id(vault, person).await?, version, &next)
        .await?;
    Ok(change.done().await?)
}

/// Uses a code up. Answers whether it was one, right now and for the first time; however many try
/// the same one at once, one of them is told yes.
pub(crate) async fn spend(
    vault: &Vault,
    person: PersonId,
    typed: &Private<String>,
) -> Result<bool, WayError> {
    let found = vault
        .directory_find::<TotpV1>(totp_id(vault, person).await?)
        .await?;
    let Some(found) = found else {
        return Ok(false);
    };
    let secret = TotpSecret::new(found.value.secret);
    let Some(step) = secret.matches(typed.expose(), vault.now()) else {
        return Ok(false);
    };
    let mut change = vault.directory_change();
    spend_step(vault, &mut change, person, found.value.since, step).await?;
    match change.done().await {
        Ok(()) => Ok(true),
        Err(CommitError::Conflict) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

async fn spend_step(
    vault: &Vault,
    change: &mut DirectoryChange,
    person: PersonId,
    since: i64,
    step: i64,
) -> Result<(), ReadError> {
    let spent = SpentV1 {
        until: Some(vault.now().millis() + SPENT_KEPT),
    };
    let id = async |step: i64| {
        let mut name = person.bytes().to_vec();
        name.extend(since.to_be_bytes());
        name.extend(step.to_be_bytes());
        vault.directory_id("spent", &name).await
    };
    change.keep(id(step).await?, 0, &spent).await?;
    for before in 1..=2 * AROUND {
        change.overwrite(id(step - before).await?, &spent).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
