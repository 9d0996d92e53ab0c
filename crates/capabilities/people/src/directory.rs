//! The service's directory of people, read. It leaves no line: it holds no client's name.

use crate::admit::door_under;
use crate::kept::{FirstV1, PersonV1};
use crate::rules;
use care::{ClientId, DAY, Moment, PersonId, Private, RecordId, Role};
use pages::Language;
use sealed::{Damaged, ReadError, Vault};
use std::collections::BTreeMap;

/// Someone who can sign in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Person {
    /// Who.
    pub person: PersonId,
    /// What they do here.
    pub role: Role,
    /// What they are called. Staff only; a client's name is in the client's record.
    pub name: Option<Private<String>>,
    /// The language they read.
    pub language: Language,
    /// Since when they are here.
    pub since: Moment,
    /// Until when, if that is known.
    pub until: Option<Moment>,
}

impl Person {
    /// Whether they are here at `now`.
    pub fn is_here(&self, now: Moment) -> bool {
        rules::is_here(self.until, now)
    }

    /// What they are called, if they work here.
    pub fn called(&self) -> &str {
        self.name.as_ref().map_or("", |name| name.expose().as_str())
    }
}

impl From<&Person> for PersonV1 {
    fn from(person: &Person) -> Self {
        Self {
            person: *person.person.bytes(),
            role: person.role.code().to_owned(),
            name: person.name.as_ref().map(|name| name.expose().clone()),
            language: person.language.tag().to_owned(),
            since: person.since.millis(),
            until: person.until.map(Moment::millis),
        }
    }
}

impl TryFrom<PersonV1> for Person {
    type Error = Damaged;

    fn try_from(kept: PersonV1) -> Result<Self, Damaged> {
        Ok(Self {
            person: PersonId::from_bytes(kept.person),
            role: Role::from_code(&kept.role).ok_or(Damaged)?,
            name: kept.name.map(Private::new),
            language: Language::from_tag(&kept.language).unwrap_or_default(),
            since: Moment::from_millis(kept.since),
            until: kept.until.map(Moment::from_millis),
        })
    }
}

pub(crate) async fn person_id(vault: &Vault, person: PersonId) -> Result<RecordId, ReadError> {
    vault.directory_id("person", person.bytes()).await
}

pub(crate) async fn first_id(vault: &Vault) -> Result<RecordId, ReadError> {
    vault.directory_id("first", &[]).await
}

/// One person.
pub async fn person(vault: &Vault, person: PersonId) -> Result<Option<Person>, ReadError> {
    let found = vault
        .directory_find::<PersonV1>(person_id(vault, person).await?)
        .await?;
    Ok(found.map(|kept| Person::try_from(kept.value)).transpose()?)
}

/// What these people are called. Clients, people who are not in the directory and entries that do
/// not open are left out: whoever shows a name says the role instead.
pub async fn names_of(
    vault: &Vault,
    people: &[PersonId],
) -> Result<BTreeMap<PersonId, String>, ReadError> {
    let mut names = BTreeMap::new();
    for id in people {
        let found = match person(vault, *id).await {
            Err(ReadError::Damaged(_)) => None,
            found => found?,
        };
        if let Some(name) = found.and_then(|person| person.name) {
            names.insert(*id, name.into_exposed());
        }
    }
    Ok(names)
}

/// Everyone who works here at this moment, in the order of their names, and how many entries of
/// the directory do not open.
pub async fn staff(vault: &Vault) -> Result<(Vec<Person>, usize), ReadError> {
    let listing = vault.directory_all::<PersonV1>().await?;
    let mut damaged = listing.damaged.len();
    let mut staff = Vec::new();
    for kept in listing.kept {
        match Person::try_from(kept.value) {
            Ok(person) if person.role.is_staff() && person.is_here(vault.now()) => {
                staff.push(person);
            }
            Ok(_) => {}
            Err(Damaged) => damaged += 1,
        }
    }
    staff.sort_by_cached_key(|person| (person.called().to_lowercase(), person.person));
    Ok((staff, damaged))
}

/// Whether there is anyone at all. A service without anyone is set up; every other one is not.
pub async fn anyone_here(vault: &Vault) -> Result<bool, ReadError> {
    Ok(vault
        .directory_find::<FirstV1>(first_id(vault).await?)
        .await?
        .is_some())
}

/// The client who comes in under exactly this sign-in name, or whose id this is, in whatever groups
/// it is written. Where there is none: an id that is nobody's, after the same work, so that whoever
/// asks learns nothing by how long it takes.
pub async fn client_under(vault: &Vault, written: &str) -> Result<ClientId, ReadError> {
    let nobody = || PersonId::mint(vault.now(), vault.chance());
    let (_, under) = door_under(vault, written).await?;
    let letters: String = written.chars().filter(char::is_ascii_hexdigit).collect();
    let by_card = PersonId::parse(&letters.to_lowercase());
    let meant = under.map(|door| PersonId::from_bytes(door.value.person));
    let meant = meant.or(by_card).unwrap_or_else(nobody);
    let known = person(vault, meant).await?;
    let is_client = known.is_some_and(|known| known.role == Role::Client);
    Ok(ClientId::of(if is_client { meant } else { nobody() }))
}

/// For how many days people were in care here between two moments, together, a day begun counted
/// whole.
pub async fn client_days(vault: &Vault, from: Moment, until: Moment) -> Result<u64, ReadError> {
    let listing = vault.directory_all::<PersonV1>().await?;
    let clients = listing
        .kept
        .into_iter()
        .filter_map(|kept| Person::try_from(kept.value).ok())
        .filter(|person| person.role == Role::Client);
    let days = clients.map(|client| {
        let begin = client.since.max(from);
        let end = client.until.map_or(until, |left| left.min(until));
        u64::try_from((end - begin).max(0)).map_or(0, |length| length.div_ceil(DAY.unsigned_abs()))
    });
    Ok(days.sum())
}
