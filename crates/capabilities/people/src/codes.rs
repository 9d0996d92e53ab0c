//! Printed one-time codes: ten on a sheet that says nothing about what it is for.
//!
//! Clients may come in with their sign-in name and one of them; staff have them as a spare second
//! way. Kept is what the service's key makes of a code, never the code: a stolen directory does not
//! show them, and each has sixty bits, so that without that key there is nothing to guess.

use crate::kept::{CodesV1, SpentV1, WaysV1};
use crate::ways::{self, WayError, codes_id, ways_id};
use care::{Chance, PersonId, Private, RecordId, Role};
use sealed::engine::CommitError;
use sealed::{ReadError, Vault};
use subtle::{Choice, ConstantTimeEq};

/// How many codes a sheet has.
pub const ON_A_SHEET: usize = 10;
/// The letters of a code: 32 that are not mistaken for one another, five bits each.
const LETTERS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
/// How many letters a code has: 60 bits.
const LENGTH: usize = 12;

/// Makes a new sheet for a person; every code of the old one is worth nothing from now on. What is
/// answered is to be printed or written down now: it is kept nowhere.
///
/// # Errors
/// If the directory cannot be read or written.
pub async fn print_codes(
    vault: &Vault,
    person: PersonId,
    role: Role,
) -> Result<Vec<Private<String>>, WayError> {
    let (kept, version) = ways::kept(vault, person).await?;
    let since = vault.now().millis();
    let at = codes_id(vault, person).await?;
    let mut change = vault.directory_change();
    if let Some(old) = vault.directory_find::<CodesV1>(at).await? {
        for code in old.value.codes {
            change.forget(spent_id(vault, code).await?).await?;
        }
    }
    let (mut sheet, mut codes) = (Vec::new(), Vec::new());
    for _ in 0..ON_A_SHEET {
        let code = mint(vault.chance());
        codes.push(code_id(vault, person, code.expose()).await?);
        sheet.push(code);
    }
    let value = CodesV1 {
        person: *person.bytes(),
        // Beside a passphrase only, for whoever works here.
        alone: role == Role::Client,
        codes,
    };
    change.overwrite(at, &value).await?;
    let next = WaysV1 {
        codes: Some(since),
        ..kept
    };
    change
        .keep(ways_id(vault, person).await?, version, &next)
        .await?;
    change.done().await?;
    Ok(sheet)
}

/// Where a code stands: at the door instead of the passphrase, or behind it as the second way.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Stands {
    Alone,
    Second,
}

/// Uses a code up. Answers whether it was one of this person's sheet and not used before; however
/// many try the same one at once, one of them is told yes.
pub(crate) async fn spend(
    vault: &Vault,
    person: PersonId,
    typed: &Private<String>,
    stands: Stands,
) -> Result<bool, WayError> {
    let Some(plain) = plain(typed.expose()) else {
        return Ok(false);
    };
    let typed = code_id(vault, person, &plain).await?;
    let sheet = vault
        .directory_find::<CodesV1>(codes_id(vault, person).await?)
        .await?;
    let Some(sheet) = sheet.filter(|sheet| sheet.value.alone || stands == Stands::Second) else {
        return Ok(false);
    };
    let mut there = Choice::from(0);
    for code in &sheet.value.codes {
        there |= code.ct_eq(&typed);
    }
    if !bool::from(there) {
        return Ok(false);
    }
    let mut change = vault.directory_change();
    let spent = SpentV1 { until: None };
    change
        .keep(spent_id(vault, typed).await?, 0, &spent)
        .await?;
    match change.done().await {
        Ok(()) => Ok(true),
        Err(CommitError::Conflict) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// How many codes of a person's sheet are left.
pub(crate) async fn left(vault: &Vault, person: PersonId) -> Result<usize, ReadError> {
    let sheet = vault
        .directory_find::<CodesV1>(codes_id(vault, person).await?)
        .await?;
    let mut left = 0;
    for code in sheet.map(|sheet| sheet.value.codes).unwrap_or_default() {
        let spent = vault
            .directory_find::<SpentV1>(spent_id(vault, code).await?)
            .await?;
        left += usize::from(spent.is_none());
    }
    Ok(left)
}

/// Under which id it is kept that a code was used.
pub(crate) async fn spent_id(vault: &Vault, code: [u8; 16]) -> Result<RecordId, ReadError> {
    vault.directory_id("spent", &code).await
}

async fn code_id(vault: &Vault, person: PersonId, plain: &str) -> Result<[u8; 16], ReadError> {
    let mut name = person.bytes().to_vec();
    name.extend(plain.bytes().filter(u8::is_ascii_alphanumeric));
    Ok(*vault.directory_id("code", &name).await?.bytes())
}

/// Whether this can be a code of a sheet.
pub(crate) fn can_be(typed: &Private<String>) -> bool {
    plain(typed.expose()).is_some()
}

/// What was typed, as a code, if it can be one: however it is spaced, with small letters or large.
fn plain(typed: &str) -> Option<String> {
    let kept = typed
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .map(|c| c.to_ascii_uppercase());
    let plain: String = kept.take(LENGTH + 1).collect();
    let fits = plain.len() == LENGTH && plain.bytes().all(|byte| LETTERS.contains(&byte));
    fits.then_some(plain)
}

/// A new code, in groups of four.
fn mint(chance: &dyn Chance) -> Private<String> {
    let mut bytes = [0; LENGTH];
    chance.fill(&mut bytes);
    let mut code = String::with_capacity(LENGTH + 2);
    for (place, byte) in bytes.iter().enumerate() {
        if place > 0 && place % 4 == 0 {
            code.push('-');
        }
        // 256 is a multiple of 32: every letter is equally likely.
        code.push(char::from(LETTERS[usize::from(byte % 32)]));
    }
    Private::new(code)
}

#[cfg(test)]
mod tests;
