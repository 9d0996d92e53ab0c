//! What a client grants, keeps from someone, and fears, as it is kept; and the acts that change it.
//!
//! The decision reads the standing; the records here say all of it: in which words a permission was
//! given, how, and when it was ended. Ending is at once: the standing and the record change in one
//! transaction, and from then on nothing is opened by it.

use care::{
    BEYOND_GRANTS, DAY, Facts, GRANT_LASTS, GRANT_LONGEST, Grant, Grantee, KEEPABLE, KeptFrom,
    Moment, PersonId, Private, Purpose, RecordId, Role, Section, Sections, same_name,
};
use sealed::{Act, Damaged, Passing, ReadError, Stored};
use serde::{Deserialize, Serialize};

/// The wording under which permissions are given in this version. A change of the sentences on the
/// last page before the yes is a new number.
pub(crate) const WORDING: u16 = 1;
/// How many names of people who do not work here are kept at most: this project's own choice.
pub(crate) const NAMES_MOST: usize = 50;
/// For how many days a permission can be given, shortest first. The longest is the year after which
/// every grant ends; 90 is offered first.
pub(crate) const DAYS: [i64; 5] = [7, 30, GRANT_LASTS / DAY, 182, GRANT_LONGEST / DAY];
/// Parts of a record of which a client can allow a look. The people in their life lie under their own
/// key: a look at those would show nothing, so none is promised.
pub(crate) const ALLOWABLE: Sections = KEEPABLE.without(BEYOND_GRANTS);
/// What everyone who is allowed something for working together sees beside it, so that they can
/// find the client at all.
pub(crate) const TO_BE_FOUND: Sections = Sections::of(&[Section::Identity, Section::Overview]);

/// A permission, whole. `person` or `role`, never both.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GrantedV1 {
    pub(crate) person: Option<[u8; 16]>,
    /// The role's code.
    pub(crate) role: Option<String>,
    pub(crate) sections: u32,
    /// The purpose's code. For a court is a purpose of its own, so it is never combined.
    pub(crate) purpose: String,
    pub(crate) from: i64,
    pub(crate) until: i64,
    /// Whether whoever reads it may pass it on.
    pub(crate) pass_on: bool,
    /// Which wording the client said yes to, in which language, and the SHA-256 of its sentences.
    pub(crate) wording: u16,
    pub(crate) language: String,
    pub(crate) sentences: [u8; 32],
    /// How it was given: `in-the-app`.
    pub(crate) given: String,
    /// When the client ended it, if they did.
    pub(crate) ended: Option<i64>,
}

impl Stored for GrantedV1 {
    const KIND: &'static str = "granted";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Consent;
}

impl GrantedV1 {
    pub(crate) fn grantee(&self) -> Result<Grantee, Damaged> {
        grantee(self.person, self.role.as_deref())
    }

    pub(crate) fn purpose(&self) -> Result<Purpose, Damaged> {
        Purpose::from_code(&self.purpose).ok_or(Damaged)
    }

    /// From when until when it held, or holds.
    pub(crate) fn span(&self) -> (Moment, Moment) {
        let until = self.ended.map_or(self.until, |ended| ended.min(self.until));
        (Moment::from_millis(self.from), Moment::from_millis(until))
    }
}

fn grantee(person: Option<[u8; 16]>, role: Option<&str>) -> Result<Grantee, Damaged> {
    match (person, role) {
        (Some(person), None) => Ok(Grantee::Person(PersonId::from_bytes(person))),
        (None, Some(role)) => Role::from_code(role).map(Grantee::Role).ok_or(Damaged),
        _ => Err(Damaged),
    }
}

/// A permission the client is about to give: shown once more, in full, before the yes. Gone when
/// the answer is given.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedV1 {
    pub(crate) person: Option<[u8; 16]>,
    pub(crate) role: Option<String>,
    pub(crate) sections: u32,
    pub(crate) purpose: String,
    pub(crate) days: u16,
    pub(crate) pass_on: bool,
    /// The permission it takes the place of.
    pub(crate) instead: Option<[u8; 16]>,
}

impl Stored for AskedV1 {
    const KIND: &'static str = "permission-asked";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Consent;
}

impl Passing for AskedV1 {}

impl AskedV1 {
    pub(crate) fn new(to: Grantee, sections: Sections, court: bool, role: Role, days: u16) -> Self {
        let purpose = if court {
            Purpose::Proceedings
        } else {
            purpose_of(role)
        };
        let beside = if court { Sections::NONE } else { TO_BE_FOUND };
        let (person, role) = match to {
            Grantee::Person(person) => (Some(*person.bytes()), None),
            Grantee::Role(role) => (None, Some(role.code().to_owned())),
        };
        Self {
            person,
            role,
            sections: sections.and(ALLOWABLE).or(beside).bits(),
            purpose: purpose.code().to_owned(),
            days,
            pass_on: false,
            instead: None,
        }
    }

    pub(crate) fn grantee(&self) -> Result<Grantee, Damaged> {
        grantee(self.person, self.role.as_deref())
    }

    pub(crate) fn purpose(&self) -> Result<Purpose, Damaged> {
        Purpose::from_code(&self.purpose).ok_or(Damaged)
    }

    pub(crate) fn sections(&self) -> Sections {
        Sections::from_bits(self.sections).without(BEYOND_GRANTS)
    }

    pub(crate) fn until(&self, now: Moment) -> Moment {
        now + i64::from(self.days) * DAY
    }

    /// Under which id the one permission that is being given is kept.
    pub(crate) fn id(act: &Act) -> RecordId {
        act.id_for(<Self as Stored>::KIND, RecordId::from_bytes([0; 16]))
    }
}

/// What someone in this role looks into a record for.
pub(crate) const fn purpose_of(role: Role) -> Purpose {
    match role {
        Role::Supervisor => Purpose::Supervision,
        Role::Advocate => Purpose::Advocacy,
        _ => Purpose::Treatment,
    }
}

/// Whether someone in this role can be allowed something. An administrator opens no record, and
/// whoever leads the service asks for none.
pub(crate) const fn can_be_allowed(role: Role) -> bool {
    !matches!(role, Role::Client | Role::ServiceLead | Role::Administrator)
}

/// Gives the permission that was asked for, in the words that were shown. `false`: it was given
/// already, or is asked for no more.
pub(crate) async fn give(
    act: &mut Act,
    language: &str,
    sentences: [u8; 32],
) -> Result<bool, ReadError> {
    let asked = AskedV1::id(act);
    let Some(kept) = act.find::<AskedV1>(asked).await? else {
        return Ok(false);
    };
    let asked_for = kept.value;
    let (now, id) = (act.now(), act.mint());
    let mut facts = act.standing().await?;
    if let Some(was) = asked_for.instead {
        end_in(act, &mut facts, RecordId::from_bytes(was)).await?;
    }
    let grant = Grant {
        id,
        grantee: asked_for.grantee()?,
        sections: asked_for.sections(),
        purpose: asked_for.purpose()?,
        from: now,
        until: asked_for.until(now),
    };
    facts.grants.push(grant);
    let granted = GrantedV1 {
        person: asked_for.person,
        role: asked_for.role,
        sections: grant.sections.bits(),
        purpose: asked_for.purpose,
        from: now.millis(),
        until: grant.until.millis(),
        pass_on: asked_for.pass_on,
        wording: WORDING,
        language: language.to_owned(),
        sentences,
        given: "in-the-app".to_owned(),
        ended: None,
    };
    act.keep(id, &granted)?;
    act.set_standing(&facts).await?;
    act.forget::<AskedV1>(asked)?;
    Ok(true)
}

/// Ends a permission, from now. One that has ended stays as it was.
pub(crate) async fn end(act: &mut Act, id: RecordId) -> Result<bool, ReadError> {
    let mut facts = act.standing().await?;
    let ended = end_in(act, &mut facts, id).await?;
    if ended {
        act.set_standing(&facts).await?;
    }
    Ok(ended)
}

async fn end_in(act: &mut Act, facts: &mut Facts, id: RecordId) -> Result<bool, ReadError> {
    let count = facts.grants.len();
    facts.grants.retain(|grant| grant.id != id);
    if facts.grants.len() == count {
        return Ok(false);
    }
    if let Some(kept) = act.find::<GrantedV1>(id).await? {
        let ended = GrantedV1 {
            ended: Some(act.now().millis()),
            ..kept.value.clone()
        };
        act.amend(&kept, &ended)?;
    }
    Ok(true)
}

/// Keeps these parts, and no others, from someone.
pub(crate) async fn keep_from(
    act: &mut Act,
    person: PersonId,
    sections: Sections,
) -> Result<(), ReadError> {
    let facts = act.standing().await?;
    let mut changed = facts.clone();
    changed.kept_from.retain(|kept| kept.person != person);
    let sections = sections.and(KEEPABLE);
    if !sections.is_empty() {
        changed.kept_from.push(KeptFrom { person, sections });
    }
    changed_only(act, &facts, &changed).await
}

/// From now on the client does not exist for this person, or does again.
pub(crate) async fn exist_for(
    act: &mut Act,
    person: PersonId,
    exists: bool,
) -> Result<(), ReadError> {
    let facts = act.standing().await?;
    let mut changed = facts.clone();
    changed.conflicts.retain(|one| *one != person);
    if !exists && person != act.whose().person() {
        changed.conflicts.push(person);
    }
    changed_only(act, &facts, &changed).await
}

/// Writes down a name, or takes it away. Says whether there was room.
pub(crate) async fn name(act: &mut Act, written: &str, fear: bool) -> Result<bool, ReadError> {
    let facts = act.standing().await?;
    let mut changed = facts.clone();
    changed.named.retain(|name| {
        if fear {
            !(same_name(name.expose(), written) && name.expose().len() <= written.len())
        } else {
            name.expose() != written
        }
    });
    if fear {
        if changed.named.len() >= NAMES_MOST {
            return Ok(false);
        }
        changed.named.push(Private::new(written.to_owned()));
    }
    changed_only(act, &facts, &changed).await?;
    Ok(true)
}

async fn changed_only(act: &mut Act, was: &Facts, facts: &Facts) -> Result<(), ReadError> {
    if was == facts {
        return Ok(());
    }
    act.set_standing(facts).await
}
