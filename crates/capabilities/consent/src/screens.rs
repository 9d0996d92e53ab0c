//! The client's screens about who may see their record: who can see what, allowing someone, keeping
//! a part from someone, and naming someone for whom they do not exist.
//!
//! `who` says it all on one page, from the decision itself; the others change it. Each change is at
//! once, and nobody who may less than before is told.

mod allow;
mod ended;
mod keep;
mod never;
mod who;

use crate::staff::{Colleague, Staff};
use care::{Grantee, PersonId, RecordId, Section, Sections};
use pages::{ClientVisit, Place, Screens, Words};
use sealed::ReadError;
use std::sync::Arc;

/// What these screens open: who stands how to the client.
const OPENS: Sections = Sections::of(&[Section::Consent]);
/// What the screen about an ended permission opens: also what had been read by it.
const ALSO_READ: Sections = Sections::of(&[Section::Consent, Section::Ledger]);

/// The screen that says who can see what.
pub(crate) const WHO: &str = "who";
/// Choosing whom to allow what.
const ALLOW: &str = "allow";
/// What they will see, before the yes.
const ALLOW_CHECK: &str = "allow-check";
/// What one person is kept from.
const KEEP_FROM: &str = "keep-from";
/// For whom the client does not exist.
const NEVER: &str = "never";
/// What had been read by a permission.
const ENDED: &str = "ended";

/// The screens and acts.
pub(crate) fn screens(staff: &Arc<dyn Staff>) -> Screens {
    let with = || Arc::clone(staff);
    let (who, allow, check, keep) = (with(), with(), with(), with());
    let (never, ended, look, yes) = (with(), with(), with(), with());
    let (keeping, fears, names) = (with(), with(), with());
    Screens::new()
        .screen(WHO, OPENS, move |visit, act| {
            who::show(visit, act, Arc::clone(&who))
        })
        .screen(ALLOW, OPENS, move |visit, act| {
            allow::show(visit, act, Arc::clone(&allow))
        })
        .act("allow-look", OPENS, move |visit, act| {
            allow::look(visit, act, Arc::clone(&look))
        })
        .screen(ALLOW_CHECK, OPENS, move |visit, act| {
            allow::check(visit, act, Arc::clone(&check))
        })
        .act("allow-yes", OPENS, move |visit, act| {
            allow::yes(visit, act, Arc::clone(&yes))
        })
        .act("allow-end", OPENS, allow::end)
        .screen(ENDED, ALSO_READ, move |visit, act| {
            ended::show(visit, act, Arc::clone(&ended))
        })
        .screen(KEEP_FROM, OPENS, move |visit, act| {
            keep::show(visit, act, Arc::clone(&keep))
        })
        .act("keep-from-yes", OPENS, move |visit, act| {
            keep::yes(visit, act, Arc::clone(&keeping))
        })
        .screen(NEVER, OPENS, move |visit, act| {
            never::show(visit, act, Arc::clone(&never))
        })
        .act("never-yes", OPENS, move |visit, act| {
            never::yes(visit, act, Arc::clone(&fears))
        })
        .act("never-undo", OPENS, never::undo)
        .act("named-undo", OPENS, never::undo_name)
        .act("named-is", OPENS, move |visit, act| {
            never::is_them(visit, act, Arc::clone(&names))
        })
}

/// A person, as the place of a screen names whom it is about.
pub(crate) const fn about(person: PersonId) -> RecordId {
    RecordId::from_bytes(*person.bytes())
}

/// Whom a screen or a form is about.
fn person(id: RecordId) -> PersonId {
    PersonId::from_bytes(*id.bytes())
}

fn asked_about(visit: &ClientVisit) -> Option<RecordId> {
    let posted = visit.form.get("about").and_then(RecordId::parse);
    posted.or(visit.place.about)
}

/// Those who work here, with names for those who do not any more.
struct Names<'a> {
    visit: &'a ClientVisit,
    here: &'a [Colleague],
}

impl Names<'_> {
    async fn of(&self, person: PersonId) -> Result<String, ReadError> {
        if let Some(known) = self.here.iter().find(|one| one.person == person) {
            return Ok(known.name.clone());
        }
        let found = match self.visit.floor.sign_ins.name_of(person).await {
            Err(ReadError::Damaged(_)) => None,
            found => found?,
        };
        Ok(found.unwrap_or_else(|| self.visit.words.say("seen-someone")))
    }

    async fn to(&self, grantee: Grantee) -> Result<String, ReadError> {
        match grantee {
            Grantee::Person(person) => self.of(person).await,
            Grantee::Role(role) => Ok(self.visit.words.say(&format!("who-every-{}", role.code()))),
        }
    }
}

/// The parts of a record, as the client would name them.
fn parts(words: Words, sections: Sections) -> String {
    crate::words::sections(words, sections)
}

/// Back to who can see what, saying this.
const fn back(saying: &'static str) -> Place {
    Place::at(WHO).saying(saying)
}
