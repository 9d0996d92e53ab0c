//! Changing a session to come, or calling it off: a page each, with the reason the client will read.

use super::{OPENS, WRITERS, address, filled, once, seen, session_of};
use crate::change::{CallOff, NewChange, call_off, change};
use crate::folk::{Colleague, Folk};
use crate::page::shown::{day_later, notice};
use crate::page::when;
use crate::refused::Refused;
use crate::stored::{ReasonV1, notice_minutes};
use crate::{Whole, whole};
use askama::Template;
use care::{Asker, Moment, PersonId, Purpose, Role, Section, Sections};
use pages::shell::{see_other, staff};
use pages::{Filled, Html, Routes, Trouble, Verb, Visit, Words};
use sealed::Act;
use std::sync::Arc;

pub(super) fn routes(folk: &Arc<dyn Folk>) -> Routes {
    let change = "/clients/{client}/sessions/{session}/change";
    let off = "/clients/{client}/sessions/{session}/call-off";
    let (shows, posts) = (Arc::clone(folk), Arc::clone(folk));
    Routes::new()
        .record(Verb::Get, change, OPENS, WRITERS, move |visit, act| {
            show_change(visit, act, Arc::clone(&shows))
        })
        .record(Verb::Post, change, OPENS, WRITERS, move |visit, act| {
            post_change(visit, act, Arc::clone(&posts))
        })
        .record(Verb::Get, off, OPENS, WRITERS, show_off)
        .record(Verb::Post, off, OPENS, WRITERS, post_off)
}

/// A thing to choose: its value, its words, whether it is chosen.
type Choice = (String, String, bool);

/// The kinds of reason, but that the client wished it: that is known where it is so.
fn reasons(visit: &Visit, chosen: &str) -> Vec<Choice> {
    let offered = ReasonV1::ALL.into_iter();
    let offered = offered.filter(|kind| *kind != ReasonV1::Wished);
    let choice = |kind: ReasonV1| {
        let said = visit.words.say(&format!("session-reason-{}", kind.code()));
        (kind.code().to_owned(), said, kind.code() == chosen)
    };
    offered.map(choice).collect()
}

#[derive(Template)]
#[template(path = "session_change.html")]
struct ChangePage {
    words: Words,
    address: String,
    was: String,
    /// How long before it would be said, in words.
    notice: String,
    /// What the client wished, if this would answer it.
    wish: Option<String>,
    seen: u32,
    once: String,
    people: Vec<Choice>,
    reasons: Vec<Choice>,
    filled: Filled,
}

/// The session, if it can still be changed; otherwise its page says why not.
async fn to_change(visit: &Visit, act: &Act) -> Result<Option<Whole>, Trouble> {
    let whole = whole(act, session_of(visit)?).await?;
    let whole = whole.ok_or(Trouble::Nothing)?;
    Ok(Some(whole).filter(|whole| whole.can_change(visit.now)))
}

async fn people(visit: &Visit, folk: &dyn Folk, chosen: PersonId) -> Result<Vec<Choice>, Trouble> {
    let mut here = folk.here().await?;
    if !here.iter().any(|one| one.person == chosen) {
        let name = visit.floor.sign_ins.name_of(chosen).await?;
        here.push(Colleague {
            person: chosen,
            name: name.unwrap_or_else(|| visit.words.say("someone-on-the-team")),
        });
    }
    here.sort_by(|a, b| a.name.cmp(&b.name));
    let choice = |one: &Colleague| {
        let chosen = one.person == chosen;
        (one.person.to_string(), one.name.clone(), chosen)
    };
    Ok(here.iter().map(choice).collect())
}

async fn change_page(
    visit: &Visit,
    act: &Act,
    folk: &dyn Folk,
    filled: Option<Filled>,
) -> pages::Answer {
    let Some(whole) = to_change(visit, act).await? else {
        return Ok(see_other(&address(visit, session_of(visit)?)?));
    };
    let (day, time) = when::offered(visit, whole.starts);
    let filled = filled.unwrap_or_else(|| {
        Filled::offered(&[
            ("day", day),
            ("time", time),
            ("minutes", whole.minutes.to_string()),
            ("place", whole.place.clone()),
        ])
    });
    let chosen = PersonId::parse(filled.value("with")).unwrap_or(whole.with);
    let status = filled.status();
    let wish = whole.wish_waits().map(|wish| wish.words.clone());
    let page = ChangePage {
        words: visit.words,
        address: address(visit, whole.session)?,
        was: visit.day_and_time(whole.starts),
        notice: notice(visit, notice_minutes(whole.starts, visit.now)),
        wish,
        seen: whole.seen,
        once: act.mint().to_string(),
        people: people(visit, folk, chosen).await?,
        reasons: reasons(visit, filled.value("kind")),
        filled,
    };
    let title = visit.words.say("session-change-title");
    let mut response = staff(visit, &title, Html::of(&page), None);
    *response.status_mut() = status;
    Ok(response)
}

async fn show_change(visit: Visit, act: Act, folk: Arc<dyn Folk>) -> pages::Answer {
    change_page(&visit, &act, &*folk, None).await
}

/// The kind of reason, or what is said where none was chosen.
fn reason(visit: &Visit, filled: &mut Filled) -> Option<ReasonV1> {
    let kind = visit.form.get("kind").and_then(ReasonV1::from_code);
    if kind.is_none() {
        filled.tell("kind", visit.words.say("session-wrong-kind"));
    }
    kind
}

/// Whether the client can be handed on to someone then: to whoever works with them at that time and
/// may know of their sessions. For whom the client does not exist, from whom they keep it, and who
/// has nothing to do with them are answered alike, also where it cannot be read.
async fn meets(visit: &Visit, with: PersonId, starts: Moment) -> bool {
    let Some(client) = visit.client() else {
        return false;
    };
    let asker = Asker {
        person: with,
        role: Role::Therapist,
    };
    let sessions = Sections::of(&[Section::Sessions]);
    let vault = &visit.floor.vault;
    let could = vault.could_open(asker, client, sessions, Purpose::Treatment, starts);
    could.await.unwrap_or(false)
}

async fn new_change(visit: &Visit, act: &Act, folk: &dyn Folk) -> Result<NewChange, Box<Filled>> {
    let words = visit.words;
    let mut filled = Filled::posted(visit);
    let starts = when::at(visit, "day", "time");
    if starts.is_none() {
        filled.tell("day", words.say("session-wrong-when"));
    }
    let minutes = visit.form.words("minutes").and_then(|m| m.parse().ok());
    if minutes.is_none() {
        filled.tell("minutes", words.say("session-wrong-length"));
    }
    let place = filled.line(visit, "place");
    let with = visit.form.get("with").and_then(PersonId::parse);
    let here = folk.here().await.unwrap_or_default();
    let stays = whole(act, session_of(visit).unwrap_or_else(|_| act.mint())).await;
    let stays = stays.ok().flatten().map(|whole| whole.with);
    let with =
        with.filter(|with| Some(*with) == stays || here.iter().any(|one| one.person == *with));
    let with = match (with, starts) {
        (Some(with), Some(starts)) if Some(with) != stays => {
            let could = meets(visit, with, starts).await;
            if !could {
                filled.tell("with", words.say("session-wrong-person"));
            }
            could.then_some(with)
        }
        (Some(with), _) => Some(with),
        (None, _) => {
            filled.tell("with", words.say("session-wrong-with"));
            None
        }
    };
    let kind = reason(visit, &mut filled);
    let why = filled.line(visit, "reason");
    match (
        starts,
        minutes,
        place,
        with,
        kind,
        why,
        once(visit),
        seen(visit),
    ) {
        (
            Some(starts),
            Some(minutes),
            Ok(place),
            Some(with),
            Some(reason),
            Ok(words),
            Ok(once),
            Ok(seen),
        ) => Ok(NewChange {
            once,
            seen,
            starts,
            minutes,
            place,
            with,
            reason,
            words,
        }),
        _ => Err(Box::new(filled)),
    }
}

async fn post_change(visit: Visit, act: Act, folk: Arc<dyn Folk>) -> pages::Answer {
    let session = session_of(&visit)?;
    let new = match new_change(&visit, &act, &*folk).await {
        Ok(new) => new,
        Err(filled) => return change_page(&visit, &act, &*folk, Some(*filled)).await,
    };
    let access = *act.access();
    let outcome = visit.floor.attempt(act, |mut act| {
        let new = &new;
        async move {
            let happened = change(&mut act, session, new).await?;
            Ok((act, (), happened))
        }
    });
    match outcome.await? {
        Ok(()) | Err(Refused::Already) => Ok(see_other(&address(&visit, session)?)),
        Err(why) => {
            let filled = filled(&visit, why)?;
            let act = Act::open(&visit.floor.vault, access).await?;
            change_page(&visit, &act, &*folk, Some(filled)).await
        }
    }
}

#[derive(Template)]
#[template(path = "session_call_off.html")]
struct OffPage {
    words: Words,
    address: String,
    was: String,
    notice: String,
    seen: u32,
    reasons: Vec<Choice>,
    filled: Filled,
}

async fn off_page(visit: &Visit, act: &Act, filled: Option<Filled>) -> pages::Answer {
    let Some(whole) = to_change(visit, act).await? else {
        return Ok(see_other(&address(visit, session_of(visit)?)?));
    };
    let (_, time) = day_later(visit, whole.starts);
    let filled = filled.unwrap_or_else(|| Filled::offered(&[("time", time)]));
    let status = filled.status();
    let page = OffPage {
        words: visit.words,
        address: address(visit, whole.session)?,
        was: visit.day_and_time(whole.starts),
        notice: notice(visit, notice_minutes(whole.starts, visit.now)),
        seen: whole.seen,
        reasons: reasons(visit, filled.value("kind")),
        filled,
    };
    let title = visit.words.say("session-off-title");
    let mut response = staff(visit, &title, Html::of(&page), None);
    *response.status_mut() = status;
    Ok(response)
}

async fn show_off(visit: Visit, act: Act) -> pages::Answer {
    off_page(&visit, &act, None).await
}

async fn post_off(visit: Visit, act: Act) -> pages::Answer {
    let session = session_of(&visit)?;
    let mut wrong = Filled::posted(&visit);
    let kind = reason(&visit, &mut wrong);
    let why = wrong.line::<300>(&visit, "reason");
    // A day says that a time is offered; the time alone stands there anyway.
    let offers = visit.form.words("day").is_some();
    let offer = when::at(&visit, "day", "time");
    if offers && offer.is_none() {
        wrong.tell("day", visit.words.say("session-wrong-when"));
        return off_page(&visit, &act, Some(wrong)).await;
    }
    let (Some(reason), Ok(words)) = (kind, why) else {
        return off_page(&visit, &act, Some(wrong)).await;
    };
    let off = CallOff {
        seen: seen(&visit)?,
        reason,
        words,
        offer,
    };
    let access = *act.access();
    let outcome = visit.floor.attempt(act, |mut act| {
        let off = &off;
        async move {
            let happened = call_off(&mut act, session, off).await?;
            Ok((act, (), happened))
        }
    });
    match outcome.await? {
        Ok(()) | Err(Refused::Already) => Ok(see_other(&address(&visit, session)?)),
        Err(why) => {
            let filled = filled(&visit, why)?;
            let act = Act::open(&visit.floor.vault, access).await?;
            off_page(&visit, &act, Some(filled)).await
        }
    }
}
