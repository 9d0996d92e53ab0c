//! A new way in for someone who has lost theirs. Never by mail and never by telephone alone.
//!
//! Someone who may (the client's therapist, or a service lead; for staff a lead, for a lead two)
//! begins it after calling back and hearing the phrase that the person chose beforehand; a lead may
//! also begin it for someone who stands before them. Then a day passes, in which whoever is
//! signed in as that person is told on every screen and stops it with one tap. After that somebody
//! else than who began it hands over a code in person; with it the person chooses a new passphrase, and every old sign-in,
//! known device and second way ends. How long it takes is not in the hands of whoever uses it.

mod second;
mod set_in;

pub(crate) use second::{hands_over, is_known};
pub use set_in::SetInError;

use crate::beside::Coming;
use crate::desk::SignInDesk;
use crate::directory::{self, Person};
use crate::passphrase::{HashingError, set_up_code};
use crate::recognition::{as_heard, call_phrase};
use care::{
    Asker, Basis, DAY, Moment, PersonId, Private, Purpose, RecordId, RelationKind, Role, Section,
    Sections,
};
use sealed::engine::CommitError;
use sealed::{Act, InDirectory, Kept, Notice, ReadError, Stored, Vault};
use serde::{Deserialize, Serialize};

/// How long passes between the beginning and the code: a day, in which someone who is still in can
/// stop it (threat T15 of the safety catalogue).
pub const WAY_BACK_WAITS: i64 = DAY;
/// How long after that the code can be handed over and used: this project's own choice, a week.
pub const WAY_BACK_HOLDS: i64 = 7 * DAY;
/// How many wrong phrases in a day: this project's own choice. After that only a lead who has the
/// person before them can begin.
pub(crate) const WRONG_PHRASES: usize = 5;

/// What a new way in opens of the person's record: who they are, to leave a line.
pub(crate) const OPENS: Sections = Sections::of(&[Section::Identity]);

/// How far it has come. A stored number; only ever added to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// Nothing is going on.
    Nothing,
    /// The day of waiting, and after it.
    Waiting,
    /// The code was handed over.
    HandedOver,
    /// It was stopped.
    Stopped,
    /// The person has chosen a new passphrase.
    Done,
}

impl Step {
    const ALL: [Self; 5] = [
        Self::Nothing,
        Self::Waiting,
        Self::HandedOver,
        Self::Stopped,
        Self::Done,
    ];

    fn number(self) -> u8 {
        let place = Self::ALL.iter().position(|one| *one == self);
        place
            .and_then(|place| u8::try_from(place).ok())
            .unwrap_or_default()
    }

    fn numbered(number: u8) -> Self {
        let found = Self::ALL.get(usize::from(number));
        found.copied().unwrap_or(Self::Stopped)
    }
}

/// A new way in that is being made: kept under the keyed id of the person, version after version,
/// so that what was stopped cannot be brought back by someone who read it before. Ids and times.
#[derive(Clone, Default, Serialize, Deserialize)]
pub(crate) struct WayBackV1 {
    pub(crate) person: [u8; 16],
    pub(crate) step: u8,
    pub(crate) began_by: [u8; 16],
    pub(crate) in_person: bool,
    pub(crate) began: i64,
    pub(crate) second: Option<[u8; 16]>,
    /// The keyed id of the code, which is itself not kept.
    pub(crate) code: Option<[u8; 16]>,
    /// When a phrase was said that was not the right one, in the last day.
    pub(crate) wrong: Vec<i64>,
}

impl InDirectory for WayBackV1 {
    const KIND: &'static str = "way-back";
    const SHAPE: u16 = 1;
}

/// That a new way in was begun, stopped, handed over or used, in the person's own record, so that
/// their ledger has a line for it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WayBackNoteV1 {
    /// How far it came with this.
    pub step: u8,
    /// Who did it.
    pub by: [u8; 16],
}

impl Stored for WayBackNoteV1 {
    const KIND: &'static str = "way-back-note";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Identity;
}

/// A new way in, as pages tell it.
#[derive(Clone, Debug)]
pub struct WayBack {
    /// For whom.
    pub person: PersonId,
    /// How far it has come.
    pub step: Step,
    /// Who began it.
    pub began_by: PersonId,
    /// When.
    pub began: Moment,
    /// From when the code can be handed over.
    pub ready: Moment,
    /// When it lapses.
    pub lapses: Moment,
    /// The second lead who agreed, if one has.
    pub second: Option<PersonId>,
    /// When wrong phrases were said, in the last day.
    pub wrong: Vec<Moment>,
}

impl WayBack {
    fn of(kept: &WayBackV1, now: Moment) -> Self {
        let began = Moment::from_millis(kept.began);
        let lapses = began + WAY_BACK_WAITS + WAY_BACK_HOLDS;
        let step = Step::numbered(kept.step);
        let over = matches!(step, Step::Waiting | Step::HandedOver) && now >= lapses;
        Self {
            person: PersonId::from_bytes(kept.person),
            step: if over { Step::Nothing } else { step },
            began_by: PersonId::from_bytes(kept.began_by),
            began,
            ready: began + WAY_BACK_WAITS,
            lapses,
            second: kept.second.map(PersonId::from_bytes),
            wrong: recent(&kept.wrong, now),
        }
    }

    /// Whether it is under way.
    pub fn goes_on(&self) -> bool {
        matches!(self.step, Step::Waiting | Step::HandedOver)
    }
}

fn recent(wrong: &[i64], now: Moment) -> Vec<Moment> {
    let all = wrong.iter().map(|at| Moment::from_millis(*at));
    all.filter(|at| now - *at < DAY).collect()
}

/// How someone showed that they are who they say.
#[derive(Clone, Debug)]
pub enum How {
    /// They were called back and said this.
    Heard(Private<String>),
    /// They stand before the lead, who knows them.
    InPerson,
}

/// Why a new way in was not begun, agreed to or handed over.
#[derive(Debug, thiserror::Error)]
pub enum WayBackError {
    /// What was heard is not the phrase.
    #[error("that is not the phrase; it was noted, and the person is told")]
    NotThePhrase,
    /// They never chose a phrase for the telephone.
    #[error("this person has chosen no phrase; a service lead can begin when they come in person")]
    NoPhrase,
    /// Too many wrong phrases in a day.
    #[error("too many wrong phrases; a service lead can begin when they come in person")]
    TooMany,
    /// Whoever asks may not, or not for this person.
    #[error("only the client's therapist or a service lead can do this, and nobody for themselves")]
    NotAllowed,
    /// It is not at the point where this can be done.
    #[error("this cannot be done now; look at how far it has come")]
    NotNow,
    /// The phrase could not be compared.
    #[error(transparent)]
    Hashing(#[from] HashingError),
    /// What is needed could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// It could not be saved.
    #[error(transparent)]
    Commit(#[from] CommitError),
}

pub(crate) async fn entry_id(vault: &Vault, person: PersonId) -> Result<RecordId, ReadError> {
    vault.directory_id("way-back", person.bytes()).await
}

pub(crate) async fn entry(
    vault: &Vault,
    person: PersonId,
) -> Result<Option<Kept<WayBackV1>>, ReadError> {
    vault
        .directory_find::<WayBackV1>(entry_id(vault, person).await?)
        .await
}

/// What is known about a new way in for this person.
///
/// # Errors
/// If the directory cannot be read.
pub async fn way_back(vault: &Vault, person: PersonId) -> Result<Option<WayBack>, ReadError> {
    let found = entry(vault, person).await?;
    Ok(found.map(|kept| WayBack::of(&kept.value, vault.now())))
}

/// Everyone for whom a new way in is under way: ids and times only, for a lead's list.
///
/// # Errors
/// If the directory cannot be read.
pub async fn ways_back(vault: &Vault) -> Result<Vec<WayBack>, ReadError> {
    let all = vault.directory_all::<WayBackV1>().await?.kept;
    let all = all
        .iter()
        .map(|kept| WayBack::of(&kept.value, vault.now()))
        .filter(WayBack::goes_on);
    Ok(all.collect())
}

/// Whether this person may begin, hand over or agree for that one, by what they opened.
fn may(by: Asker, basis: Basis, person: &Person, now: Moment) -> bool {
    let for_another = by.person != person.person && person.is_here(now);
    let by_role = match by.role {
        Role::ServiceLead => true,
        Role::Therapist => {
            person.role == Role::Client && basis == Basis::Relation(RelationKind::Therapist)
        }
        _ => false,
    };
    for_another && by_role
}

impl SignInDesk {
    async fn whose(&self, act: &Act, by: Asker) -> Result<Person, WayBackError> {
        let person = directory::person(&self.vault, act.whose().person()).await?;
        let person = person.ok_or(WayBackError::NotAllowed)?;
        if may(by, act.access().basis(), &person, act.now()) {
            Ok(person)
        } else {
            Err(WayBackError::NotAllowed)
        }
    }

    /// Begins a new way in for the person whose record the act opens. Answers from when the code
    /// can be handed over.
    ///
    /// # Errors
    /// If whoever asks may not, the phrase is not theirs, or it cannot be saved.
    pub async fn begin_way_back(&self, mut act: Act, how: How) -> Result<Moment, WayBackError> {
        let (vault, by, now) = (&self.vault, act.access().asker(), act.now());
        let person = self.whose(&act, by).await?;
        let known = entry(vault, person.person).await?;
        let (mut after, was) =
            known.map_or((0, WayBackV1::default()), |kept| (kept.version, kept.value));
        if WayBack::of(&was, now).goes_on() {
            return Err(WayBackError::NotNow);
        }
        let in_person = matches!(how, How::InPerson);
        let wrong = match how {
            How::InPerson if by.role == Role::ServiceLead => recent(&was.wrong, now),
            How::InPerson => return Err(WayBackError::NotAllowed),
            How::Heard(heard) => {
                let wrong = self.heard(&person, &was, after, &heard).await;
                if matches!(wrong, Err(WayBackError::NotThePhrase)) {
                    act.post(person.person, Notice::SomethingWaits, now).await?;
                    act.done().await?;
                    return Err(WayBackError::NotThePhrase);
                }
                after += 1;
                wrong?
            }
        };
        let next = WayBackV1 {
            person: *person.person.bytes(),
            step: Step::Waiting.number(),
            began_by: *by.person.bytes(),
            in_person,
            began: now.millis(),
            second: None,
            code: None,
            wrong: wrong.into_iter().map(Moment::millis).collect(),
        };
        self.goes_on(act, after, &next).await?;
        Ok(now + WAY_BACK_WAITS)
    }

    /// Compares what was heard with the phrase. It is noted as a wrong one before it is looked
    /// at, so that many at once are as few as many in a row. Answers the wrong ones before.
    async fn heard(
        &self,
        person: &Person,
        was: &WayBackV1,
        after: u32,
        heard: &Private<String>,
    ) -> Result<Vec<Moment>, WayBackError> {
        let (vault, now) = (&self.vault, self.vault.now());
        let phrase = call_phrase(vault, person.person).await?;
        let Some(phrase) = phrase else {
            return Err(WayBackError::NoPhrase);
        };
        let wrong = recent(&was.wrong, now);
        if wrong.len() >= WRONG_PHRASES {
            return Err(WayBackError::TooMany);
        }
        let noted = wrong.iter().chain([&now]).map(|at| at.millis()).collect();
        let next = WayBackV1 {
            person: *person.person.bytes(),
            wrong: noted,
            ..was.clone()
        };
        let mut change = vault.directory_change();
        let id = entry_id(vault, person.person).await?;
        change.keep(id, after, &next).await?;
        change.done().await?;
        let heard = Private::new(as_heard(heard.expose()));
        let right = self
            .passphrases
            .is(Some(&phrase.hash), &heard, vault.chance())
            .await?;
        if right {
            Ok(wrong)
        } else {
            Err(WayBackError::NotThePhrase)
        }
    }

    /// Writes the next step, with the line and the notice for the person.
    async fn goes_on(
        &self,
        mut act: Act,
        after: u32,
        next: &WayBackV1,
    ) -> Result<(), WayBackError> {
        let (vault, now) = (&self.vault, act.now());
        let person = act.whose().person();
        let note = WayBackNoteV1 {
            step: next.step,
            by: *act.by().bytes(),
        };
        act.keep(act.mint(), &note)?;
        act.post(person, Notice::WayIn, now).await?;
        // The directory decides: whoever was first there goes on, and only then the line is kept.
        let mut change = vault.directory_change();
        change
            .keep(entry_id(vault, person).await?, after, next)
            .await?;
        change.done().await?;
        self.tell(person, &WayBack::of(next, now)).await?;
        Ok(act.done().await?)
    }

    /// A second lead agrees to a new way in for a lead.
    ///
    /// # Errors
    /// If whoever asks is not a second, uninvolved lead, or there is nothing to agree to.
    pub async fn agree_to_way_back(&self, act: Act) -> Result<(), WayBackError> {
        let by = act.access().asker();
        let person = self.whose(&act, by).await?;
        let known = entry(&self.vault, person.person).await?;
        let known = known.ok_or(WayBackError::NotNow)?;
        let way = WayBack::of(&known.value, act.now());
        if by.role != Role::ServiceLead || way.began_by == by.person {
            return Err(WayBackError::NotAllowed);
        }
        if person.role != Role::ServiceLead || way.step != Step::Waiting || way.second.is_some() {
            return Err(WayBackError::NotNow);
        }
        if !second::is_known(&self.vault, by.person).await? {
            return Err(WayBackError::NotAllowed);
        }
        let next = WayBackV1 {
            second: Some(*by.person.bytes()),
            ..known.value
        };
        self.goes_on(act, known.version, &next).await
    }

    /// Makes the code to be handed over in person. One that was made before is void. Whoever began
    /// it never does: nobody makes a way in to someone else's record alone.
    ///
    /// # Errors
    /// If whoever asks may not or began it themselves, the day has not passed, or a second lead has not agreed.
    pub async fn hand_over(&self, act: Act) -> Result<Private<String>, WayBackError> {
        let by = act.access().asker();
        let person = self.whose(&act, by).await?;
        let known = entry(&self.vault, person.person).await?;
        let known = known.ok_or(WayBackError::NotNow)?;
        let way = WayBack::of(&known.value, act.now());
        let agreed = person.role != Role::ServiceLead || way.second.is_some();
        if !way.goes_on() || act.now() < way.ready || !agreed {
            return Err(WayBackError::NotNow);
        }
        if !second::hands_over(&self.vault, by, &person, &way).await? {
            return Err(WayBackError::NotAllowed);
        }
        let code = set_up_code(self.vault.chance());
        let next = WayBackV1 {
            step: Step::HandedOver.number(),
            code: Some(*set_in::code_id(&self.vault, code.expose()).await?.bytes()),
            ..known.value
        };
        self.goes_on(act, known.version, &next).await?;
        Ok(code)
    }

    /// Stops a new way in. The act is the person's own, or of someone who could have begun it.
    ///
    /// # Errors
    /// If whoever asks may not, or it cannot be saved.
    pub async fn stop_way_back(&self, mut act: Act) -> Result<(), WayBackError> {
        let by = act.access().asker();
        let own = by.person == act.whose().person() && act.access().purpose() == Purpose::OwnRecord;
        if !own {
            self.whose(&act, by).await?;
        }
        let known = entry(&self.vault, act.whose().person()).await?;
        let Some(known) = known.filter(|kept| WayBack::of(&kept.value, act.now()).goes_on()) else {
            self.beside.set_coming(act.whose().person(), None);
            return Ok(());
        };
        let next = WayBackV1 {
            step: Step::Stopped.number(),
            code: None,
            ..known.value
        };
        // Whoever began it learns that it was not wanted, or that somebody else does not want it.
        let began_by = PersonId::from_bytes(next.began_by);
        if began_by != by.person {
            let now = act.now();
            act.post(began_by, Notice::SomethingWaits, now).await?;
        }
        self.goes_on(act, known.version, &next).await
    }

    /// Looks whether a new way in is being made for this person, so that they are told.
    pub(crate) async fn look_for_way_back(&self, person: PersonId) -> Result<(), ReadError> {
        if let Some(way) = way_back(&self.vault, person).await? {
            return self.tell(person, &way).await;
        }
        self.beside.set_coming(person, None);
        Ok(())
    }

    /// Holds what is told above every screen of this person.
    async fn tell(&self, person: PersonId, way: &WayBack) -> Result<(), ReadError> {
        let coming = if way.goes_on() {
            let names = directory::names_of(&self.vault, &[way.began_by]).await?;
            Some(Coming {
                by: names.get(&way.began_by).cloned(),
                began: way.began,
                ready: way.ready,
            })
        } else {
            None
        };
        self.beside.set_coming(person, coming);
        Ok(())
    }
}

#[cfg(test)]
mod tests;
