//! Passkeys: a key that stays in someone's device and opens only after the device knows its person.
//! For whoever works here both things in one; for clients if they choose one.
//!
//! Whoever comes in with a passkey says no name: the device knows whose it is, so that nobody can
//! ask this service who has one. What a ceremony needs between its two requests stays here, in
//! memory, for five minutes and for one use, bound to the browser that began it. The key on the
//! device is listed under the service's neutral title.

use crate::kept::{NamedV1, PasskeyV1, WaysV1};
use crate::ways::{self, WayError, ways_id};
use care::{MINUTE, Moment, PersonId, Private, RecordId, Role};
use sealed::{Damaged, ReadError, Vault};
use serde_json::Value;
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use webauthn_rs::prelude::{
    DiscoverableAuthentication, Passkey, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential, Url, Uuid, Webauthn, WebauthnBuilder, WebauthnError,
};

/// How long a ceremony may take: this project's own choice, long enough to find one's key.
pub(crate) const TAKES: i64 = 5 * MINUTE;
/// Ceremonies held at most; when full the oldest go.
const HELD: usize = 10_000;
/// Passkeys of one person at most: this project's own choice.
pub const PASSKEYS_MAX: usize = 10;
/// The longest name of a passkey, in characters.
pub const PASSKEY_NAME_MAX: usize = 60;

/// This cannot be the address of a service with passkeys.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("passkeys need an address with a name in it, such as https://notes.example.org")]
pub struct NoAddress;

/// Whether passkeys can be used by a service at this address.
pub fn can_be_address(address: &str) -> bool {
    Passkeys::at(address, "").is_ok()
}

/// What a ceremony waits for.
enum Waits {
    Making(PersonId, Box<PasskeyRegistration>),
    ComingIn(Box<DiscoverableAuthentication>),
}

/// Where passkeys are made and looked at.
pub(crate) struct Passkeys {
    webauthn: Webauthn,
    title: String,
    held: Mutex<HashMap<String, (Moment, Waits)>>,
    /// One after the other, so that a counter that was read is the one that is written over.
    pub(crate) turn: tokio::sync::Mutex<()>,
}

/// What a browser is asked to do, as JSON.
pub(crate) struct Begun {
    /// By which the browser finishes it: for a cookie no script can read.
    pub(crate) token: Private<String>,
    pub(crate) asks: String,
}

impl Passkeys {
    /// Passkeys for a service at this address, listed on devices under this title.
    pub(crate) fn at(address: &str, title: &str) -> Result<Self, NoAddress> {
        let address = Url::parse(address).map_err(|_| NoAddress)?;
        let name = address.domain().ok_or(NoAddress)?.to_owned();
        let plain = address.scheme() == "http" && name == "localhost";
        if address.scheme() != "https" && !plain {
            return Err(NoAddress);
        }
        let webauthn = WebauthnBuilder::new(&name, &address)
            .and_then(|builder| builder.rp_name(title).build())
            .map_err(|_| NoAddress)?;
        Ok(Self {
            webauthn,
            title: title.to_owned(),
            held: Mutex::default(),
            turn: tokio::sync::Mutex::default(),
        })
    }

    fn held(&self) -> MutexGuard<'_, HashMap<String, (Moment, Waits)>> {
        // Each change is one insert or one removal: after a panic elsewhere this is still true.
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn hold(&self, token: Private<String>, now: Moment, waits: Waits, asks: &Value) -> Begun {
        let mut held = self.held();
        if held.len() >= HELD {
            held.retain(|_, (began, _)| (0..TAKES).contains(&(now - *began)));
        }
        if held.len() >= HELD {
            held.clear();
        }
        held.insert(token.expose().clone(), (now, waits));
        Begun {
            token,
            asks: asks.to_string(),
        }
    }

    /// What this browser began, taken: nobody finishes it twice.
    fn take(&self, token: &str, now: Moment) -> Option<Waits> {
        let (began, waits) = self.held().remove(token)?;
        (0..TAKES).contains(&(now - began)).then_some(waits)
    }

    /// Someone wants to come in.
    pub(crate) fn come_in(&self, token: Private<String>, now: Moment) -> Option<Begun> {
        let (asks, state) = self.webauthn.start_discoverable_authentication().ok()?;
        let mut asks = serde_json::to_value(asks).ok()?;
        // Asked for by a button, not by filling in a field.
        asks.as_object_mut()?.remove("mediation");
        Some(self.hold(token, now, Waits::ComingIn(Box::new(state)), &asks))
    }

    /// Someone wants to make one; `called` is what their device will list it under.
    pub(crate) async fn make(
        &self,
        vault: &Vault,
        person: PersonId,
        called: &str,
        token: Private<String>,
    ) -> Result<Option<Begun>, ReadError> {
        let handle = handle(vault, person).await?;
        let mut there = Vec::new();
        for (_, kept) in of(vault, person).await? {
            let passkey: Passkey = serde_json::from_str(&kept.public).map_err(|_| Damaged)?;
            there.push(passkey.cred_id().clone());
        }
        let called = if called.is_empty() {
            &self.title
        } else {
            called
        };
        let begun = self
            .webauthn
            .start_passkey_registration(handle, called, called, Some(there));
        let Ok((asks, state)) = begun else {
            return Ok(None);
        };
        let Ok(mut asks) = serde_json::to_value(asks) else {
            return Ok(None);
        };
        // It must be found without a name.
        if let Some(wants) = asks["publicKey"]["authenticatorSelection"].as_object_mut() {
            wants.insert("residentKey".to_owned(), "required".into());
            wants.insert("requireResidentKey".to_owned(), true.into());
        }
        let waits = Waits::Making(person, Box::new(state));
        Ok(Some(self.hold(token, vault.now(), waits, &asks)))
    }

    /// Keeps the passkey that a browser made.
    pub(crate) async fn keep(
        &self,
        vault: &Vault,
        person: PersonId,
        token: &str,
        made: &str,
        name: &str,
    ) -> Result<(), WayError> {
        let Some(Waits::Making(whose, state)) = self.take(token, vault.now()) else {
            return Err(WayError::NotThis);
        };
        let made: RegisterPublicKeyCredential =
            serde_json::from_str(made).map_err(|_| WayError::NotThis)?;
        let passkey = self.webauthn.finish_passkey_registration(&made, &state);
        let passkey = passkey.map_err(|_| WayError::NotThis)?;
        if whose != person {
            return Err(WayError::NotThis);
        }
        let (mut kept, version) = ways::kept(vault, person).await?;
        if kept.passkeys.len() >= PASSKEYS_MAX {
            return Err(WayError::TooMany);
        }
        let at = passkey_id(vault, passkey.cred_id().as_ref()).await?;
        let value = PasskeyV1 {
            person: *person.bytes(),
            public: serde_json::to_string(&passkey).map_err(|_| Damaged)?,
        };
        kept.passkeys.push(NamedV1 {
            id: *at.bytes(),
            name: name.chars().take(PASSKEY_NAME_MAX).collect(),
            since: vault.now().millis(),
            doubted: None,
        });
        let mut change = vault.directory_change();
        // One that is anyone's already is nobody else's.
        change.keep(at, 0, &value).await?;
        change
            .keep(ways_id(vault, person).await?, version, &kept)
            .await?;
        Ok(change.done().await?)
    }

    /// Whose passkey this is, if it is one, its device knew its person, and it was asked for by this
    /// browser.
    pub(crate) async fn whose(
        &self,
        vault: &Vault,
        token: &str,
        shown: &str,
    ) -> Result<PersonId, WayError> {
        let Some(Waits::ComingIn(state)) = self.take(token, vault.now()) else {
            return Err(WayError::NotThis);
        };
        let shown: PublicKeyCredential =
            serde_json::from_str(shown).map_err(|_| WayError::NotThis)?;
        let found = self.webauthn.identify_discoverable_authentication(&shown);
        let (handle_shown, id) = found.map_err(|_| WayError::NotThis)?;
        let at = passkey_id(vault, id).await?;
        let _turn = self.turn.lock().await;
        let kept = vault.directory_find::<PasskeyV1>(at).await?;
        let kept = kept.ok_or(WayError::NotThis)?.value;
        let person = PersonId::from_bytes(kept.person);
        if handle(vault, person).await? != handle_shown {
            return Err(WayError::NotThis);
        }
        let mut passkey: Passkey = serde_json::from_str(&kept.public).map_err(|_| Damaged)?;
        let result = self
            .webauthn
            .finish_discoverable_authentication_v2(&shown, *state, &passkey);
        let result = match result {
            Ok(result) if result.user_verified() => result,
            Err(WebauthnError::CredentialPossibleCompromise) => {
                doubt(vault, person, at).await?;
                return Err(WayError::NotThis);
            }
            _ => return Err(WayError::NotThis),
        };
        if passkey.update_credential(&result) == Some(true) {
            let value = PasskeyV1 {
                public: serde_json::to_string(&passkey).map_err(|_| Damaged)?,
                ..kept
            };
            let mut change = vault.directory_change();
            change.overwrite(at, &value).await?;
            change.done().await?;
        }
        Ok(person)
    }
}

/// Notes that a passkey counted backwards, as a copied one does; its person is told.
async fn doubt(vault: &Vault, person: PersonId, at: RecordId) -> Result<(), WayError> {
    let (mut kept, version) = ways::kept(vault, person).await?;
    let now = vault.now().millis();
    for one in kept.passkeys.iter_mut().filter(|one| one.id == *at.bytes()) {
        one.doubted = Some(now);
    }
    let mut change = vault.directory_change();
    change
        .keep(ways_id(vault, person).await?, version, &kept)
        .await?;
    Ok(change.done().await?)
}

/// Takes a passkey away; from someone who works here not the last second way.
pub(crate) async fn remove(
    vault: &Vault,
    person: PersonId,
    role: Role,
    id: RecordId,
) -> Result<(), WayError> {
    let (kept, version) = ways::kept(vault, person).await?;
    let mut left = kept.passkeys.clone();
    left.retain(|one| one.id != *id.bytes());
    if left.len() == kept.passkeys.len() {
        return Ok(());
    }
    if role.is_staff() && left.is_empty() && kept.totp.is_none() {
        return Err(WayError::Last);
    }
    let next = WaysV1 {
        passkeys: left,
        ..kept
    };
    let mut change = vault.directory_change();
    change.forget(id).await?;
    change
        .keep(ways_id(vault, person).await?, version, &next)
        .await?;
    Ok(change.done().await?)
}

async fn of(vault: &Vault, person: PersonId) -> Result<Vec<(RecordId, PasskeyV1)>, ReadError> {
    let (kept, _) = ways::kept(vault, person).await?;
    let mut all = Vec::new();
    for one in kept.passkeys {
        let id = RecordId::from_bytes(one.id);
        if let Some(found) = vault.directory_find::<PasskeyV1>(id).await? {
            all.push((id, found.value));
        }
    }
    Ok(all)
}

/// What a device keeps beside the key to say whose it is. It is no id that stands anywhere else.
async fn handle(vault: &Vault, person: PersonId) -> Result<Uuid, ReadError> {
    let id = vault.directory_id("passkey-handle", person.bytes()).await?;
    Ok(Uuid::from_bytes(*id.bytes()))
}

async fn passkey_id(vault: &Vault, credential: &[u8]) -> Result<RecordId, ReadError> {
    vault.directory_id("passkey", credential).await
}

#[cfg(test)]
pub(crate) mod device;
#[cfg(test)]
mod tests;
