//! Where what happened goes: the one place in which one capability's act becomes another's duty.
//! Everything here is added to the act that is being kept, so it happens with it or not at all.

mod contacts;
mod promises;
mod ruptures;

use care::{Audience, ClientId, DAY, Happened, Moment, PersonId, Section, Sections};
use pages::Reactions;
use sealed::engine::Pending;
use sealed::{Act, Notice, ReadError, Vault};
use std::collections::VecDeque;

/// The routes of this program.
#[derive(Clone, Copy, Debug, Default)]
pub struct Routed;

impl Reactions for Routed {
    /// A wish to have the record destroyed is seen at every unlock: someone else may have asked in
    /// the client's name. So is an emergency in which someone opened the record.
    fn first<'a>(
        &'a self,
        vault: &'a Vault,
        client: ClientId,
    ) -> Pending<'a, Result<Vec<(&'static str, &'static str)>, ReadError>> {
        Box::pin(async move {
            let mut first = Vec::new();
            if exchange::asked(vault, client).await?.is_some() {
                first.push(("erase-waits", "erase"));
            }
            if consent::opened_in_an_emergency(vault, client).await? {
                first.push(("home-emergency", "who"));
            }
            if team::announced(vault, client).await? {
                first.push(("home-absence", "team"));
            }
            Ok(first)
        })
    }

    fn route<'a>(
        &'a self,
        act: &'a mut Act,
        happened: &'a [Happened],
    ) -> Pending<'a, Result<(), ReadError>> {
        Box::pin(async move {
            // What follows is routed in its turn: a promise that is broken opens a rupture, and of
            // that somebody hears.
            let mut waiting: VecDeque<Happened> = happened.iter().cloned().collect();
            while let Some(one) = waiting.pop_front() {
                contacts::note(act, &one).await?;
                route(act, &one).await?;
                ruptures::note(act, &one).await?;
                waiting.extend(promises::follow(act, &one).await?);
            }
            Ok(())
        })
    }
}

async fn route(act: &mut Act, happened: &Happened) -> Result<(), ReadError> {
    match happened {
        // Whoever may know of a rupture hears that something waits, when they may know of it.
        Happened::RuptureOpened {
            audience, named_by, ..
        } => {
            let by_client = named_by.is_none_or(|person| person == act.whose().person());
            if by_client {
                tell_staff(act, audience, Section::Relationship).await
            } else {
                tell_client(act).await
            }
        }
        Happened::RepairNotYet { audience, .. } | Happened::RepairClosed { audience, .. } => {
            tell_staff(act, audience, Section::Relationship).await
        }
        // What the client says no to stands on the page of those who asked.
        Happened::MeasuresPlanned { .. } if act.by() == act.whose().person() => Ok(()),
        // What the practitioner writes or asks is for the client to see.
        Happened::RuptureAnswered { .. }
        | Happened::MeasuresPlanned { .. }
        | Happened::RepairOffered { .. }
        | Happened::GlassReviewed { .. }
        | Happened::LineAnswered { .. }
        | Happened::AbsenceAnnounced { .. }
        | Happened::MeasureSignalAnswered { .. } => tell_client(act).await,
        // Those who treat them hear of what the record points out, unless one of them typed it in;
        // then the client hears that something was written about them. Who else treats a client is
        // not for a therapist to read, so the others get no notice of what came from paper: it
        // stands on their lists, and the page that takes it says so.
        // The plan and the agreement are written by two, a session is between two, and whoever
        // writes beside the record is heard by the other side.
        Happened::MeasureSignal { .. } => tell_the_other_side(act, Section::Measures).await,
        Happened::CrisisPlanWritten { .. } | Happened::CrisisPlanConfirmed { .. } => {
            tell_the_other_side(act, Section::CrisisPlan).await
        }
        Happened::AgreementWritten { .. } | Happened::AgreementConfirmed { .. } => {
            tell_the_other_side(act, Section::Relationship).await
        }
        // A plan is written by two. Work is for others only where the client said so, and a tool that made it worse is told to who treats them.
        Happened::PlanWritten { .. } | Happened::PlanSigned { .. } => {
            tell_the_other_side(act, Section::Work).await
        }
        Happened::WorkShared { audience, .. } => tell_staff(act, audience, Section::Work).await,
        Happened::ToolMadeWorse { .. } => tell_staff(act, &Audience::Section, Section::Work).await,
        Happened::SessionCancelled { .. } | Happened::AgendaProposed { .. } => {
            tell_the_other_side(act, Section::Sessions).await
        }
        // What is written beside the record can be about any part of it, and does not say which.
        Happened::StatementAdded { .. } => tell_the_other_side(act, Section::Overview).await,
        // Whoever is asked about a line, or is written to, hears that something waits, and nobody
        // else does; the client hears of the answer.
        Happened::LineAskedAbout { tell, .. } => tell_each(act, tell).await,
        Happened::MessageSent { to, .. } => tell_each(act, to).await,
        // The client reads a note as soon as it is finished. Of one that two write, the other of the
        // two hears, and nobody else.
        Happened::NoteWritten { .. } | Happened::WorkGiven { .. }
            if act.by() != act.whose().person() =>
        {
            tell_client(act).await
        }
        Happened::NoteWritten { note, .. } => {
            let now = act.now();
            match notes::together_with(act, *note).await? {
                Some(peer) => act.post(peer, Notice::SomethingWaits, now).await,
                None => Ok(()),
            }
        }
        // Seen on the first screen anyway; outside, those are reminded who said that they may be.
        Happened::SessionPlanned { starts, .. } => remind(act, *starts).await,
        // Nothing about a session changes unseen: the other side hears of it, and the client is
        // reminded of the time that holds.
        Happened::SessionChanged { starts, .. } => {
            tell_client(act).await?;
            remind(act, *starts).await
        }
        // Seen where they look anyway: on the first screen and on the list. That they may less than
        // before, or more, nobody hears.
        Happened::CheckInCompleted { .. } | Happened::ConsentChanged { .. } | _ => Ok(()),
    }
}

/// Reminds the client on the day before. When exactly is left open until then: the outbox would
/// otherwise show the hour of every meeting to whoever steals the database.
async fn remind(act: &mut Act, starts: Moment) -> Result<(), ReadError> {
    let client = act.whose().person();
    let day_before = (starts - DAY).millis().div_euclid(DAY) * DAY;
    let due = Moment::from_millis(day_before);
    if due <= act.now() {
        return Ok(());
    }
    act.post(client, Notice::Appointment, due).await
}

async fn tell_each(act: &mut Act, people: &[PersonId]) -> Result<(), ReadError> {
    let now = act.now();
    for person in people {
        act.post(*person, Notice::SomethingWaits, now).await?;
    }
    Ok(())
}

async fn tell_the_other_side(act: &mut Act, about: Section) -> Result<(), ReadError> {
    if act.by() == act.whose().person() {
        tell_staff(act, &Audience::Section, about).await
    } else {
        tell_client(act).await
    }
}

async fn tell_client(act: &mut Act) -> Result<(), ReadError> {
    let (client, now) = (act.whose().person(), act.now());
    act.post(client, Notice::SomethingWaits, now).await
}

/// From whom the client keeps what it is `about`, hears nothing of it.
async fn tell_staff(act: &mut Act, audience: &Audience, about: Section) -> Result<(), ReadError> {
    let (now, about) = (act.now(), Sections::of(&[about]));
    let waits = Notice::SomethingWaits;
    match audience {
        Audience::Section => act.post_to_therapists(about, waits, now).await,
        Audience::From(from) => act.post_to_therapists(about, waits, *from).await,
        Audience::Only(people) | Audience::OnlyUntil(people, _) => {
            let facts = act.standing().await?;
            let kept = |person| !facts.kept_from(person).and(about).is_empty();
            let hears = |person: &&PersonId| !facts.conflicts.contains(person) && !kept(**person);
            for person in people.iter().filter(hears) {
                act.post(*person, waits, now).await?;
            }
            Ok(())
        }
        Audience::Nobody => Ok(()),
    }
}

#[cfg(test)]
mod tests;
