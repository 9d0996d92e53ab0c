//! Two phrases that a person chooses beforehand.
//!
//! The recognition phrase is a client's own: every genuine screen shows it, and whoever of the
//! staff calls says it first, so that a false page and a false caller are known by its absence. It
//! is in the client's record. The telephone phrase goes the other way: the person says it when
//! the service calls back about a lost way in. Only its hash is kept, because nobody ever needs to
//! read it, and it is kept in the directory for clients and staff alike.

use crate::desk::{SignInDesk, SignInError};
use crate::rules;
use care::{Asker, ClientId, PersonId, Private, Purpose, RecordId, Role, Section, Sections};
use pages::SignedIn;
use sealed::{Act, InDirectory, Kept, ReadError, Stored, Vault};
use serde::{Deserialize, Serialize};

/// The longest phrase, in characters: it stands on one line of a phone.
pub(crate) const PHRASE_MAX: usize = 60;
/// The shortest recognition phrase, in characters.
pub(crate) const PHRASE_MIN: usize = 4;
/// The shortest telephone phrase, in characters without spaces and signs: this project's own
/// choice. A caller gets five tries, and a lead decides, so it need not be as long as a passphrase.
pub(crate) const CALL_PHRASE_MIN: usize = 8;

/// The phrase by which a client knows a genuine screen and a genuine caller.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecognitionV1 {
    /// The phrase; empty when it was taken back.
    pub phrase: String,
}

impl Stored for RecognitionV1 {
    const KIND: &'static str = "recognition";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Identity;
}

/// What a person says on the telephone to be known, as its hash.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct CallPhraseV1 {
    pub(crate) person: [u8; 16],
    pub(crate) hash: String,
    pub(crate) since: i64,
}

impl InDirectory for CallPhraseV1 {
    const KIND: &'static str = "call-phrase";
    const SHAPE: u16 = 1;
}

/// What the phrase opens of one's own record.
pub(crate) const OPENS: Sections = Sections::of(&[Section::Identity]);

fn record(act: &Act) -> RecordId {
    act.id_for("recognition", RecordId::from_bytes([0; 16]))
}

/// The phrase of the client whose record is open, which staff say first when they call. The act
/// must reach [`Section::Identity`].
///
/// # Errors
/// If it cannot be read.
pub async fn recognition_phrase(act: &Act) -> Result<Option<String>, ReadError> {
    let kept = act.find::<RecognitionV1>(record(act)).await?;
    Ok(spoken(kept))
}

fn spoken(kept: Option<Kept<RecognitionV1>>) -> Option<String> {
    kept.map(|kept| kept.value.phrase)
        .filter(|phrase| !phrase.is_empty())
}

/// Puts a phrase into the record that is open, or takes it back (empty).
pub(crate) async fn keep(act: &mut Act, phrase: &str) -> Result<(), ReadError> {
    let value = RecognitionV1 {
        phrase: phrase.to_owned(),
    };
    let id = record(act);
    match act.find::<RecognitionV1>(id).await? {
        None => act.keep(id, &value),
        Some(was) if was.value == value => Ok(()),
        Some(was) => act.amend(&was, &value),
    }
}

/// A phrase as it is kept: one line, single spaces.
pub(crate) fn plain(typed: &str) -> String {
    typed.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What is said on the telephone has no capitals and no signs.
pub(crate) fn as_heard(typed: &str) -> String {
    rules::composed(typed)
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

pub(crate) async fn call_phrase_id(vault: &Vault, person: PersonId) -> Result<RecordId, ReadError> {
    vault.directory_id("call-phrase", person.bytes()).await
}

/// Whether this person has chosen a phrase for the telephone.
pub(crate) async fn call_phrase(
    vault: &Vault,
    person: PersonId,
) -> Result<Option<CallPhraseV1>, ReadError> {
    let id = call_phrase_id(vault, person).await?;
    let found = vault.directory_find::<CallPhraseV1>(id).await?;
    Ok(found.map(|kept| kept.value))
}

impl SignInDesk {
    /// The phrase that every genuine screen shows to this client, if they chose one. Read once
    /// from their own record and then held in memory.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub async fn recognition_of(&self, who: &SignedIn) -> Result<Option<String>, ReadError> {
        let person = who.asker.person;
        if who.asker.role != Role::Client {
            return Ok(None);
        }
        if let Some(known) = self.beside.phrase(person) {
            let known = known.into_exposed();
            return Ok(Some(known).filter(|phrase| !phrase.is_empty()));
        }
        let own = ClientId::of(person);
        let asker: Asker = who.asker;
        let decided = self.vault.decide(asker, own, OPENS, Purpose::OwnRecord);
        let Ok(access) = decided.await? else {
            return Ok(None);
        };
        let act = Act::open(&self.vault, access).await?;
        let phrase = recognition_phrase(&act).await?;
        let held = phrase.clone().unwrap_or_default();
        self.beside.set_phrase(person, Private::new(held));
        Ok(phrase)
    }

    /// Keeps what someone will say on the telephone, or that they say nothing.
    ///
    /// # Errors
    /// If it cannot be hashed or saved.
    pub(crate) async fn keep_call_phrase(
        &self,
        person: PersonId,
        typed: &str,
    ) -> Result<(), SignInError> {
        let vault = &self.vault;
        let heard = as_heard(typed);
        let id = call_phrase_id(vault, person).await?;
        let mut change = vault.directory_change();
        if heard.is_empty() {
            change.forget(id).await?;
        } else {
            let heard = Private::new(heard);
            let kept = CallPhraseV1 {
                person: *person.bytes(),
                hash: self.passphrases.hash(&heard, vault.chance()).await?,
                since: vault.now().millis(),
            };
            change.overwrite(id, &kept).await?;
        }
        Ok(change.done().await?)
    }
}

#[cfg(test)]
mod tests;
