//! What was said to the client, and what waits for them, on their first screen: what is late first.
//! Each line is a whole sentence and leads to the screen where more stands. Nothing is counted.

use crate::gists::{Gists, said, today};
use crate::promised;
use ::sessions::Whole;
use care::{DAY, Moment, PersonId};
use measures::Day;
use pages::{ClientVisit, Trouble};
use promises::{Became, Kind, PromiseV1, Stands, WhatV1, stands};
use sealed::{Act, Kept};

/// How long an answer, or that someone said sorry, is told of on the first screen: two weeks, this
/// project's own choice. Whether it was read is nobody's business, so it is not known.
const TOLD: i64 = 14 * DAY;
/// How many promises stand there at most. This project's own choice: the rest is a screen away.
const PROMISES: usize = 3;

/// Somewhere to go.
pub(crate) struct Way {
    pub(crate) screen: &'static str,
    /// Which record it is about, or empty.
    pub(crate) about: String,
    pub(crate) said: String,
    pub(crate) quiet: String,
}

impl Way {
    pub(crate) fn to(screen: &'static str, said: String) -> Self {
        Self {
            screen,
            about: String::new(),
            said,
            quiet: String::new(),
        }
    }
}

/// What stands there of promises.
#[derive(Default)]
pub(super) struct Promised {
    pub(super) ways: Vec<Way>,
    /// How many could not be read.
    pub(super) unread: usize,
    /// Whether one of them says that a message has not been answered in time: then the message does
    /// not say so again.
    pub(super) of_a_message: bool,
}

/// What was promised to them and is late, was not kept, or comes next; and how many promises could
/// not be read. A session that begins on time is not said beside the session itself.
pub(super) async fn promised(visit: &ClientVisit, act: &Act) -> Result<Promised, Trouble> {
    if !visit.has("promises") {
        return Ok(Promised::default());
    }
    let listing = act.latest::<PromiseV1>().await?;
    let unread = listing.damaged.len();
    let mut all: Vec<(u8, Stands, Kept<PromiseV1>)> = Vec::new();
    for kept in listing.kept {
        let stands = stands(&kept.value);
        if let Some(place) = place(visit.now, &stands, &kept.value) {
            all.push((place, stands, kept));
        }
    }
    all.sort_by_key(|(place, stands, _)| (*place, stands.due));
    // Of what is still to come, the next is enough.
    let mut to_come = 0;
    all.retain(|(place, ..)| {
        to_come += usize::from(*place == TO_COME);
        *place < TO_COME || to_come == 1
    });
    all.truncate(PROMISES);
    let mut ways = Vec::new();
    for (_, stands, kept) in &all {
        ways.push(promise(visit, stands, kept).await?);
    }
    let not_in_time = |(place, _, kept): &(u8, Stands, Kept<PromiseV1>)| {
        *place < TO_COME && kept.value.kind == Kind::Reply
    };
    Ok(Promised {
        ways,
        unread,
        of_a_message: all.iter().any(not_in_time),
    })
}

/// Where what is still to come stands among the promises.
const TO_COME: u8 = 3;

/// In which order a promise stands here, if it does.
fn place(now: Moment, stands: &Stands, promise: &PromiseV1) -> Option<u8> {
    let recent = |at: Option<Moment>| at.is_some_and(|at| now - at < TOLD);
    match stands.became {
        Became::Open if stands.is_late(now) => Some(0),
        Became::Broken if !stands.sorry => Some(1),
        // Once it was said how it is made good, the repair is what stands there until it is closed.
        Became::Broken if !stands.mended && recent(sorry(promise).map(|(at, ..)| at)) => Some(2),
        Became::Open if promise.kind != Kind::Appointment => Some(TO_COME),
        _ => None,
    }
}

/// When someone said sorry last, who, and in which words.
fn sorry(promise: &PromiseV1) -> Option<(Moment, PersonId, &str)> {
    promise
        .steps
        .iter()
        .rev()
        .find_map(|step| match &step.what {
            WhatV1::Sorry { said } => {
                let (at, by) = (Moment::from_millis(step.at), PersonId::from_bytes(step.by));
                Some((at, by, said.as_str()))
            }
            _ => None,
        })
}

async fn promise(
    visit: &ClientVisit,
    stands: &Stands,
    kept: &Kept<PromiseV1>,
) -> Result<Way, Trouble> {
    let (words, promise) = (visit.words, &kept.value);
    let name = name(visit, PersonId::from_bytes(promise.by)).await?;
    let due = visit.day_and_time(promised::known_time(promise.kind, stands.due));
    let said = words.say_with(
        &format!("promise-said-{}", promise.kind.code()),
        &[("name", (&name).into()), ("when", (&due).into())],
    );
    let shown = stands.done.or(stands.until).unwrap_or(stands.due);
    let key = match stands.became {
        Became::Open if stands.is_late(visit.now) && stands.told => "promise-late-told",
        Became::Open if stands.is_late(visit.now) => "promise-late",
        Became::Open if stands.until.is_some() => "promise-open-told",
        Became::Broken if stands.done.is_some() => "promise-broken-done",
        Became::Broken => "promise-broken",
        _ => "promise-open",
    };
    let when = visit.day_and_time(shown);
    let mut quiet = words.say_with(key, &[("when", (&when).into())]);
    if let Some((_, by, own)) = sorry(promise) {
        let name = self::name(visit, by).await?;
        let says = words.say_with("promise-step-sorry", &[("name", (&name).into())]);
        quiet = format!("{quiet} {says} “{own}”");
    }
    Ok(Way {
        screen: "promises",
        about: kept.record.to_string(),
        said: format!("{said} {}", promise.words).trim_end().to_owned(),
        quiet,
    })
}

async fn name(visit: &ClientVisit, person: PersonId) -> Result<String, Trouble> {
    if person == PersonId::SERVICE {
        return Ok(visit.words.say("promise-the-service"));
    }
    let name = visit.floor.sign_ins.name_of(person).await?;
    Ok(name.unwrap_or_else(|| visit.words.say("someone-on-the-team")))
}

/// What waits for them, whenever they like: the day after, the agreement, what they wrote and what
/// was answered.
pub(super) fn waiting(
    visit: &ClientVisit,
    gists: &Gists,
    last: Option<&Whole>,
    told_of_a_message: bool,
) -> Vec<Way> {
    let mut ways = Vec::new();
    ways.extend(next_day(visit, last).filter(|_| visit.has("next-day")));
    ways.extend(agreement(visit, gists).filter(|_| visit.has("agreement")));
    let is_told =
        told_of_a_message && said(&gists.messages).is_some_and(|m| m.glance(visit.now).is_past());
    ways.extend(message(visit, gists).filter(|_| visit.has("messages") && !is_told));
    ways
}

/// What waits of the work, whenever they like: their card, what was given to them, their plan.
pub(super) async fn of_work(
    visit: &ClientVisit,
    act: &Act,
    gists: &Gists,
) -> Result<Vec<Way>, Trouble> {
    let words = visit.words;
    let mut ways = Vec::new();
    if visit.has("diary") && diary::due(act, today(visit)).await? == Some(false) {
        ways.push(Way::to("diary", words.say("home-diary")));
    }
    if let Some(gist) = said(&gists.worksheets).filter(|_| visit.has("worksheets"))
        && let Some(given) = gist.waits.iter().min_by_key(|one| one.at)
    {
        let zone = &visit.floor.settings.zone;
        let when = words.day(Moment::from_millis(given.at), visit.now, zone);
        let said = words.say_with("home-worksheet", &[("when", (&when).into())]);
        ways.push(Way::to("worksheets", said));
    }
    if let Some(gist) = said(&gists.plan).filter(|_| visit.has("plan")) {
        let today = today(visit).to_string();
        if gist.waits_for_client {
            ways.push(Way::to("plan", words.say("home-plan-waits")));
        } else if !gist.waits_for_staff && gist.is_to_be_looked_at(&today) {
            ways.push(Way::to("plan", words.say("home-plan-review")));
        }
    }
    let open = said(&gists.emdr).and_then(|gist| gist.glance(visit.now).open_since);
    if visit.has("emdr") && open.is_some() {
        ways.push(Way::to("emdr", words.say("home-emdr-after")));
    }
    Ok(ways)
}

fn next_day(visit: &ClientVisit, last: Option<&Whole>) -> Option<Way> {
    let last = last?;
    let asked = last.next_day.as_ref()?;
    let is_due = asked.due_at <= visit.now.millis() && asked.answered_at.is_none();
    let key = match asked.wanted {
        None => "home-next-day-offered",
        Some(true) if is_due => "home-next-day",
        Some(_) => return None,
    };
    let when = (visit.words).day(last.starts, visit.now, &visit.floor.settings.zone);
    Some(Way {
        about: last.session.to_string(),
        ..Way::to(
            "next-day",
            visit.words.say_with(key, &[("when", (&when).into())]),
        )
    })
}

fn agreement(visit: &ClientVisit, gists: &Gists) -> Option<Way> {
    let gist = said(&gists.agreement)?;
    let today = Day::of(visit.now, &visit.floor.settings.zone).to_field();
    let key = if gist.waits_for_client {
        "home-agreement-waits"
    } else if !gist.waits_for_staff && gist.is_to_be_looked_at(&today) {
        "home-agreement-review"
    } else {
        return None;
    };
    Some(Way::to("agreement", visit.words.say(key)))
}

fn message(visit: &ClientVisit, gists: &Gists) -> Option<Way> {
    let glance = said(&gists.messages)?.glance(visit.now);
    let (words, zone) = (visit.words, &visit.floor.settings.zone);
    let day = |at: Moment| words.day(at, visit.now, zone);
    let said = match (glance.since(), glance.due(), glance.last_staff) {
        (Some(since), Some(due), _) => {
            let key = if glance.is_past() {
                "home-message-past"
            } else {
                "home-message-due"
            };
            let (since, due) = (day(since), visit.day_and_time(due));
            words.say_with(key, &[("when", (&since).into()), ("due", (&due).into())])
        }
        (Some(since), None, _) => words.say_with("home-message", &[("when", (&day(since)).into())]),
        (None, _, Some(answered)) if visit.now - answered < TOLD => {
            words.say_with("home-message-answer", &[("when", (&day(answered)).into())])
        }
        (None, ..) => return None,
    };
    Some(Way::to("messages", said))
}
