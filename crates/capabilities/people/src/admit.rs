//! How someone comes to be here: their key, their entry in the directory, their door.
//!
//! Each admission carries the new person's id, so that sending it twice admits one person.

use crate::called::client_record;
use crate::directory::{Person, first_id, person_id};
use crate::kept::{ClientV1, DoorV1, FirstV1, PersonV1};
use crate::passphrase::{HashingError, Passphrases};
use crate::rules::{self, Wrong};
use care::{
    Asker, ClientId, PersonId, Private, Purpose, RecordId, Refused, Role, Section, Sections,
};
use pages::Language;
use sealed::engine::CommitError;
use sealed::{Act, Kept, ReadError, Vault};

/// Someone who will work here.
#[derive(Clone, Debug)]
pub struct NewStaff {
    /// Who, if a form already carries an id.
    pub id: Option<PersonId>,
    /// What they are called.
    pub name: Private<String>,
    /// What they will do.
    pub role: Role,
    /// The language they read.
    pub language: Language,
    /// The name they will come in under.
    pub sign_in_name: Private<String>,
    /// Their passphrase.
    pub passphrase: Private<String>,
}

/// Someone who comes into care.
#[derive(Clone, Debug)]
pub struct NewClient {
    /// Who, if a form already carries an id.
    pub id: Option<PersonId>,
    /// What they are called, as they wish.
    pub called: Private<String>,
    /// The language they read.
    pub language: Language,
    /// The name they will come in under.
    pub sign_in_name: Private<String>,
    /// Their passphrase.
    pub passphrase: Private<String>,
}

/// Why someone was not admitted. Nobody can come in by what is left behind.
#[derive(Debug, thiserror::Error)]
pub enum AdmitError {
    /// Something that was given is wrong; everything that is, at once.
    #[error("what was given needs another look: {0:?}")]
    Wrong(Vec<Wrong>),
    /// There is someone here already, so the service is set up.
    #[error("the service is set up already; a service lead admits people")]
    NotTheFirst,
    /// Whoever asks may not.
    #[error("only a service lead admits clients")]
    NotAllowed,
    /// The passphrase could not be hashed.
    #[error(transparent)]
    Hashing(#[from] HashingError),
    /// What is needed could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// It could not be saved.
    #[error(transparent)]
    Commit(#[from] CommitError),
}

impl From<Refused> for AdmitError {
    fn from(_: Refused) -> Self {
        Self::NotAllowed
    }
}

/// What every admission has.
struct Newcomer<'a> {
    person: Person,
    sign_in_name: &'a str,
    passphrase: &'a Private<String>,
    /// Whether they must be the first of all.
    first: bool,
}

/// Admits someone who will work here. Admitting the same id under the same sign-in name again
/// changes nothing.
pub async fn admit_staff(
    vault: &Vault,
    passphrases: &Passphrases,
    new: &NewStaff,
) -> Result<PersonId, AdmitError> {
    admit_one(vault, passphrases, new, false).await
}

/// Admits the first person of all: whoever answers for the service. Once anyone is here it admits
/// nobody, however many try at once.
pub async fn admit_the_first(
    vault: &Vault,
    passphrases: &Passphrases,
    new: &NewStaff,
) -> Result<PersonId, AdmitError> {
    admit_one(
        vault,
        passphrases,
        &NewStaff {
            role: Role::ServiceLead,
            ..new.clone()
        },
        true,
    )
    .await
}

async fn admit_one(
    vault: &Vault,
    passphrases: &Passphrases,
    new: &NewStaff,
    first: bool,
) -> Result<PersonId, AdmitError> {
    let mut wrong = looked_over(&new.name, &new.sign_in_name, &new.passphrase);
    if !new.role.is_staff() {
        wrong.push(Wrong::Role);
    }
    if !wrong.is_empty() {
        return Err(AdmitError::Wrong(wrong));
    }
    let name = Some(Private::new(new.name.expose().trim().to_owned()));
    let person = someone(vault, new.id, new.role, name, new.language);
    let id = person.person;
    let newcomer = Newcomer {
        person,
        sign_in_name: new.sign_in_name.expose(),
        passphrase: &new.passphrase,
        first,
    };
    if let Some(hash) = prepare(vault, passphrases, &newcomer).await? {
        put_down(vault, &newcomer, hash).await?;
    }
    Ok(id)
}

/// Admits someone who comes into care. What they are called goes into their own record, with a
/// line that says who wrote it; the directory learns only how they come in.
pub async fn admit_client(
    vault: &Vault,
    passphrases: &Passphrases,
    by: Asker,
    new: &NewClient,
) -> Result<ClientId, AdmitError> {
    let wrong = looked_over(&new.called, &new.sign_in_name, &new.passphrase);
    if !wrong.is_empty() {
        return Err(AdmitError::Wrong(wrong));
    }
    if by.role != Role::ServiceLead {
        return Err(AdmitError::NotAllowed);
    }
    let person = someone(vault, new.id, Role::Client, None, new.language);
    let client = ClientId::of(person.person);
    let newcomer = Newcomer {
        person,
        sign_in_name: new.sign_in_name.expose(),
        passphrase: &new.passphrase,
        first: false,
    };
    if let Some(hash) = prepare(vault, passphrases, &newcomer).await? {
        write_client(vault, by, client, new).await?;
        put_down(vault, &newcomer, hash).await?;
    }
    Ok(client)
}

fn looked_over(
    name: &Private<String>,
    sign_in: &Private<String>,
    passphrase: &Private<String>,
) -> Vec<Wrong> {
    rules::wrong_with(name.expose(), sign_in.expose(), passphrase.expose())
}

fn someone(
    vault: &Vault,
    id: Option<PersonId>,
    role: Role,
    name: Option<Private<String>>,
    language: Language,
) -> Person {
    // Under the id of zeros the service keeps its own things; it is nobody's.
    let id = id.filter(|id| id.bytes() != &[0; 16]);
    let person = id.unwrap_or_else(|| PersonId::mint(vault.now(), vault.chance()));
    Person {
        person,
        role,
        name,
        language,
        since: vault.now(),
        until: None,
    }
}

/// The id of the door under this sign-in name.
pub(crate) async fn door_id(vault: &Vault, sign_in_name: &str) -> Result<RecordId, ReadError> {
    vault
        .directory_id("door", rules::normal(sign_in_name).as_bytes())
        .await
}

/// The door under this sign-in name, and under which id one is or would be kept. One that was made
/// from a keyboard that sends letters and their signs apart, before both were the same, is found as
/// it was typed.
pub(crate) async fn door_under(
    vault: &Vault,
    sign_in_name: &str,
) -> Result<(RecordId, Option<Kept<DoorV1>>), ReadError> {
    let id = door_id(vault, sign_in_name).await?;
    let found = vault.directory_find::<DoorV1>(id).await?;
    let typed = rules::as_typed(sign_in_name);
    if found.is_some() || typed == rules::normal(sign_in_name) {
        return Ok((id, found));
    }
    let earlier = vault.directory_id("door", typed.as_bytes()).await?;
    let found = vault.directory_find::<DoorV1>(earlier).await?;
    Ok((found.as_ref().map_or(id, |door| door.record), found))
}

/// Looks whether the door is free, hashes, and makes the key. `None` if this very admission has
/// been through before.
async fn prepare(
    vault: &Vault,
    passphrases: &Passphrases,
    new: &Newcomer<'_>,
) -> Result<Option<String>, AdmitError> {
    let id = new.person.person;
    if new.first && crate::directory::anyone_here(vault).await? {
        return Err(AdmitError::NotTheFirst);
    }
    let (_, door) = door_under(vault, new.sign_in_name).await?;
    match door {
        Some(door) if door.value.person == *id.bytes() => return Ok(None),
        Some(_) => return Err(AdmitError::Wrong(vec![Wrong::SignInNameTaken])),
        None => {}
    }
    let known = vault
        .directory_find::<PersonV1>(person_id(vault, id).await?)
        .await?;
    if known.is_some() {
        return Err(CommitError::Conflict.into());
    }
    let hash = passphrases.hash(new.passphrase, vault.chance()).await?;
    match vault.admit(&[id]).await {
        // The key was made by an admission that did not come to its end; this one does.
        Ok(()) | Err(CommitError::Conflict) => Ok(Some(hash)),
        Err(error) => Err(error.into()),
    }
}

/// Puts the person and their door into the directory, both or neither.
async fn put_down(vault: &Vault, new: &Newcomer<'_>, hash: String) -> Result<(), AdmitError> {
    let id = new.person.person;
    let door = door_id(vault, new.sign_in_name).await?;
    let first = FirstV1 {
        at: vault.now().millis(),
    };
    let mut change = vault.directory_change();
    change
        .keep(person_id(vault, id).await?, 0, &PersonV1::from(&new.person))
        .await?;
    change
        .keep(
            door,
            0,
            &DoorV1 {
                person: *id.bytes(),
                hash,
            },
        )
        .await?;
    if new.first {
        change.keep(first_id(vault).await?, 0, &first).await?;
    } else {
        change.overwrite(first_id(vault).await?, &first).await?;
    }
    match change.done().await {
        Err(CommitError::Conflict) => {}
        done => return Ok(done?),
    }
    // Someone was first. Was it this very admission, sent twice?
    match vault.directory_find::<DoorV1>(door).await? {
        Some(door) if door.value.person == *id.bytes() => Ok(()),
        _ if new.first => Err(AdmitError::NotTheFirst),
        Some(_) => Err(AdmitError::Wrong(vec![Wrong::SignInNameTaken])),
        None => Err(CommitError::Conflict.into()),
    }
}

async fn write_client(
    vault: &Vault,
    by: Asker,
    client: ClientId,
    new: &NewClient,
) -> Result<(), AdmitError> {
    let sections = Sections::of(&[Section::Identity]);
    let access = vault
        .decide(by, client, sections, Purpose::Assignment)
        .await??;
    let mut act = Act::open(vault, access).await?;
    let value = ClientV1 {
        called: new.called.expose().trim().to_owned(),
        language: new.language.tag().to_owned(),
    };
    let id = client_record(&act);
    match act.find::<ClientV1>(id).await? {
        None => act.keep(id, &value)?,
        Some(was) if was.value != value => act.amend(&was, &value)?,
        Some(_) => {}
    }
    match act.done().await {
        // Sent twice at once: the other one wrote it, and the directory decides whose it is.
        Ok(()) | Err(CommitError::Conflict) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

#[cfg(test)]
mod tests;
