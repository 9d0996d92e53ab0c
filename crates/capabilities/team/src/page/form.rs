//! The form with which an absence is said: for oneself, or by a lead for someone who cannot.

use super::{Choice, begins, day_of};
use crate::absence::{AbsenceRefused, NewAbsence, Span, WrongAbsence, can_cover, say};
use crate::folk::Colleague;
use askama::Template;
use care::{Moment, PersonId, RecordId};
use pages::{Filled, Html, Trouble, Visit, Words};

#[derive(Template)]
#[template(path = "absence_form.html")]
struct Form<'a> {
    words: Words,
    address: &'static str,
    new: String,
    filled: &'a Filled,
    /// Who can be away, where a lead says it for someone.
    who: Vec<Choice>,
    /// Who can stand in.
    covers: Vec<Choice>,
}

/// The therapists who work here, but one.
pub(super) fn therapists(here: &[Colleague], but: Option<PersonId>) -> Vec<Choice> {
    here.iter()
        .filter(|one| can_cover(one.role) && Some(one.person) != but)
        .map(|one| Choice {
            value: one.person.to_string(),
            words: one.name.clone(),
        })
        .collect()
}

/// The form. `by_lead`: whether it asks who will be away.
pub(super) fn html(
    visit: &Visit,
    here: &[Colleague],
    filled: &Filled,
    address: &'static str,
    by_lead: bool,
) -> Html {
    let chance = visit.floor.vault.chance();
    let sent = filled.value("new").to_owned();
    let new = RecordId::parse(&sent).map_or_else(
        || RecordId::mint(visit.now, chance).to_string(),
        |id| id.to_string(),
    );
    let own = (!by_lead).then_some(visit.who.asker.person);
    Html::of(&Form {
        words: visit.words,
        address,
        new,
        filled,
        who: if by_lead {
            therapists(here, None)
        } else {
            Vec::new()
        },
        covers: therapists(here, own),
    })
}

/// A day that was typed, as the moment it begins, and the one after it.
fn day(visit: &Visit, filled: &mut Filled, name: &'static str) -> Option<(Moment, Moment)> {
    let zone = &visit.floor.settings.zone;
    let typed = visit.form.words(name).and_then(|day| day.parse().ok());
    let both = typed.and_then(|day: jiff::civil::Date| {
        Some((begins(day, zone)?, begins(day.tomorrow().ok()?, zone)?))
    });
    if both.is_none() {
        filled.tell(name, visit.words.say("team-wrong-day"));
    }
    both
}

/// At which field something is said.
const fn field(wrong: WrongAbsence) -> (&'static str, &'static str) {
    match wrong {
        WrongAbsence::Past => ("from", "team-wrong-past"),
        WrongAbsence::Backwards => ("until", "team-wrong-backwards"),
        WrongAbsence::TooLong => ("until", "team-wrong-long"),
        WrongAbsence::Overlaps => ("from", "team-wrong-overlaps"),
        WrongAbsence::CoverIsSelf => ("cover", "team-wrong-self"),
        WrongAbsence::CoverIsNoTherapist => ("cover", "team-wrong-therapist"),
        WrongAbsence::CoverIsAway => ("cover", "team-wrong-away"),
    }
}

/// What is wrong, in words.
pub(super) fn wrong(words: Words, wrong: WrongAbsence) -> String {
    words.say(field(wrong).1)
}

/// Reads the form and says the absence. What has to be put right is in the form that comes back.
pub(super) async fn take(
    visit: &Visit,
    here: &[Colleague],
    of: Option<PersonId>,
) -> Result<Result<(), Filled>, Trouble> {
    let words = visit.words;
    let mut filled = Filled::posted(visit);
    let id = visit.form.get("new").and_then(RecordId::parse);
    let id = id.ok_or(Trouble::NotUnderstood)?;
    if of.is_none() {
        filled.tell("who", words.say("team-wrong-who"));
    }
    let from = day(visit, &mut filled, "from");
    let until = day(visit, &mut filled, "until");
    let reason = filled.line::<300>(visit, "reason");
    let (Some(of), Some((from, _)), Some((_, until)), Ok(reason)) = (of, from, until, reason)
    else {
        return Ok(Err(filled));
    };
    let new = NewAbsence {
        id,
        of,
        span: Span { from, until },
        reason,
        cover: visit.form.words("cover").and_then(PersonId::parse),
    };
    let zone = &visit.floor.settings.zone;
    let today = day_of(visit.now, zone).and_then(|day| begins(day, zone));
    let today = today.ok_or(Trouble::NotUnderstood)?;
    let by = visit.who.asker.person;
    match say(&visit.floor.vault, by, here, new, today).await {
        Ok(()) => Ok(Ok(())),
        Err(AbsenceRefused::Wrong(all)) => {
            for wrong in all {
                let (name, key) = field(wrong);
                filled.tell(name, words.say(key));
            }
            Ok(Err(filled))
        }
        Err(error) => Err(error.into()),
    }
}
