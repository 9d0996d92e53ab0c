//! Who waits for whom: what the service said it would do, what the client wrote or asked, and what
//! is still to be written. For those who treat the client.

use super::Reason;
use crate::caseload::leads::Told;
use crate::caseload::wants::Wants;
use crate::gists::{Gists, said};
use crate::promised;
use care::{Moment, Section};
use measures::{ActionV1, Day};
use pages::Visit;
use promises::{Kind, OpenPromise};
use std::cmp::Reverse;

/// All of it.
pub(super) fn all(visit: &Visit, gists: &Gists, told: Told) -> Vec<Reason> {
    let mut all = promises(visit, gists, told);
    all.extend(messages(visit, gists, told));
    all.extend(agreement(visit, gists));
    all.extend(wishes(visit, gists, told));
    all.extend(note(visit, gists, told));
    all
}

pub(super) fn reason(wants: Wants, since: Moment, why: String, page: String) -> Reason {
    Reason {
        wants,
        action: Reverse(ActionV1::Nothing),
        since,
        why,
        state: String::new(),
        page,
    }
}

/// What whoever looks said they would do, where its time has passed. What others promised stands on
/// the lists of others.
fn promises(visit: &Visit, gists: &Gists, told: Told) -> Vec<Reason> {
    let Some(gist) = said(&gists.promises) else {
        return Vec::new();
    };
    let glance = gist.glance(visit.now).of(visit.who.asker.person);
    let glance = glance.told(told.beyond);
    let reads = told.beyond.has(Section::Messages);
    // Told in advance, the later time counts. A late answer stands with the message itself.
    let is_late = |one: &&OpenPromise| {
        one.late
            && one.until.is_none_or(|until| until < visit.now)
            && !(reads && one.kind == Kind::Reply)
    };
    let late: Vec<&OpenPromise> = glance.open.iter().filter(is_late).collect();
    let broken: Vec<&OpenPromise> = glance.broken.iter().collect();
    let said = [(broken, "broken"), (late, "late")];
    said.into_iter()
        .filter_map(|(all, stands)| of_promises(visit, &all, stands))
        .collect()
}

/// One line for all that stand in one way, so that a list stays a list: the oldest says since when.
fn of_promises(visit: &Visit, all: &[&OpenPromise], stands: &str) -> Option<Reason> {
    let oldest = all.iter().min_by_key(|one| one.due)?;
    let what = promised::what(visit.words, oldest.kind);
    let when = visit.day_and_time(promised::known_time(oldest.kind, oldest.due));
    let put = [
        ("what", (&what).into()),
        ("when", (&when).into()),
        ("count", all.len().into()),
    ];
    let key = match (all.len(), oldest.kind) {
        (1, Kind::Appointment) => "caseload-promise-session".to_owned(),
        (1, _) => format!("caseload-promise-{stands}"),
        _ => format!("caseload-promises-{stands}"),
    };
    let why = visit.words.say_with(&key, &put);
    Some(reason(Wants::Late, oldest.due, why, "/promises".to_owned()))
}

/// The client wrote and has no answer.
fn messages(visit: &Visit, gists: &Gists, told: Told) -> Option<Reason> {
    let gist = said(&gists.messages).filter(|_| told.beyond.has(Section::Messages))?;
    let glance = gist.glance(visit.now);
    let since = glance.since()?;
    let (wants, key) = match glance.due() {
        Some(_) if glance.is_past() => (Wants::Late, "caseload-message-past"),
        Some(_) => (Wants::Waits, "caseload-message-due"),
        None => (Wants::Waits, "caseload-message"),
    };
    let due = glance.due().map(|due| visit.day_and_time(due));
    let (since_words, due) = (visit.day_and_time(since), due.unwrap_or_default());
    let put = [("when", (&since_words).into()), ("due", (&due).into())];
    let why = visit.words.say_with(key, &put);
    Some(reason(wants, since, why, "/messages".to_owned()))
}

/// The client signed or changed the working agreement, or its day to be looked at again has come.
fn agreement(visit: &Visit, gists: &Gists) -> Option<Reason> {
    let gist = said(&gists.agreement)?;
    let words = visit.words;
    let zone = &visit.floor.settings.zone;
    let page = "/agreement".to_owned();
    if gist.waits_for_staff {
        let when = words.day(gist.since(), visit.now, zone);
        let why = words.say_with("caseload-agreement-waits", &[("when", (&when).into())]);
        return Some(reason(Wants::Waits, gist.since(), why, page));
    }
    let today = Day::of(visit.now, zone).to_field();
    gist.is_to_be_looked_at(&today).then(|| {
        let why = words.say("caseload-agreement-review");
        reason(Wants::Note, visit.now, why, page)
    })
}

/// The client asks for another time. A change that waits for the client asks nothing of staff.
fn wishes(visit: &Visit, gists: &Gists, told: Told) -> Option<Reason> {
    let gist = said(&gists.sessions).filter(|_| told.beyond.has(Section::Sessions))?;
    let coming = gist.coming(visit.now);
    let one = coming.into_iter().find(|one| one.wish_waits)?;
    let when = visit.day_and_time(one.starts);
    let why = visit
        .words
        .say_with("caseload-wish", &[("when", (&when).into())]);
    let page = format!("/sessions/{}", one.session);
    Some(reason(Wants::Waits, one.starts, why, page))
}

/// The last session of whoever looks: whether it was, and whether anything is written about it; and
/// what the client asks to be changed in a note.
fn note(visit: &Visit, gists: &Gists, told: Told) -> Vec<Reason> {
    let (words, zone) = (visit.words, &visit.floor.settings.zone);
    let mut all = Vec::new();
    let reads = told.beyond.has(Section::Notes);
    let notes = said(&gists.notes).filter(|_| reads);
    if notes.is_some_and(|notes| notes.asked > 0) {
        let why = words.say("caseload-note-asked");
        all.push(reason(Wants::Waits, visit.now, why, "/notes".to_owned()));
    }
    let sessions = said(&gists.sessions).filter(|_| told.beyond.has(Section::Sessions));
    let last = sessions.and_then(|gist| gist.last(visit.now));
    let Some(last) = last.filter(|last| last.with == visit.who.asker.person) else {
        return all;
    };
    let when = words.day(last.starts, visit.now, zone);
    let put = [("when", (&when).into())];
    if !last.written {
        let why = words.say_with("caseload-session-unsaid", &put);
        let page = format!("/sessions/{}", last.session);
        all.push(reason(Wants::Note, last.starts, why, page));
    } else if reads && !notes.is_some_and(|notes| notes.has(last.session)) {
        let why = words.say_with("caseload-note-missing", &put);
        let page = format!("/notes/new?session={}", last.session);
        all.push(reason(Wants::Note, last.starts, why, page));
    }
    all
}
