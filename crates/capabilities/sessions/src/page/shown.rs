//! One session in words, for whoever looks: the same facts for the client and for the practitioner.

use super::when;
use crate::next_day;
use crate::stored::{ChangeV1, EndV1, PlacedV1, TaskV1, WhatV1};
use crate::whole::Whole;
use care::{HOUR, Moment, PersonId};
use pages::Visit;
use sealed::{Act, ReadError};

/// Something to speak about.
pub(super) struct AgendaLine {
    pub(super) id: String,
    pub(super) words: String,
    pub(super) whose: String,
    pub(super) mine: bool,
}

/// A change, was and is.
pub(super) struct ChangeLine {
    pub(super) id: String,
    pub(super) when: String,
    pub(super) was: String,
    pub(super) now: String,
    pub(super) reason: String,
    pub(super) notice: String,
    pub(super) choice: Option<String>,
    pub(super) choice_words: String,
}

/// The client asked for another time.
pub(super) struct WishLine {
    pub(super) when: String,
    pub(super) words: String,
    pub(super) answer: Option<(String, String)>,
}

/// Something to be done.
pub(super) struct TaskLine {
    pub(super) id: String,
    pub(super) words: String,
    pub(super) who: String,
    pub(super) due: Option<String>,
    /// That it is done or let go, in words.
    pub(super) over: Option<String>,
    /// Whether whoever looks can say that it is done.
    pub(super) mine: bool,
}

/// One session, in words.
#[expect(
    clippy::struct_excessive_bools,
    reason = "a page asks each by itself, and none excludes another"
)]
pub(super) struct Shown {
    pub(super) id: String,
    pub(super) seen: u32,
    pub(super) when: String,
    pub(super) relative: String,
    pub(super) minutes: u16,
    pub(super) place: String,
    pub(super) with: String,
    pub(super) others: String,
    pub(super) plan: String,
    pub(super) will_not: String,
    pub(super) agenda: Vec<AgendaLine>,
    /// The change that waits for the client.
    pub(super) waits: Option<ChangeLine>,
    /// The other changes, newest first.
    pub(super) changes: Vec<ChangeLine>,
    pub(super) wishes: Vec<WishLine>,
    pub(super) wish_waits: bool,
    /// What became of it, in words: the first is the truth about it, the others say more.
    pub(super) state: Vec<String>,
    pub(super) offer: Option<String>,
    pub(super) offer_said: Option<String>,
    pub(super) tasks: Vec<TaskLine>,
    pub(super) can_change: bool,
    pub(super) can_propose: bool,
    pub(super) takes_place: bool,
    pub(super) has_begun: bool,
    /// Whether someone is still to say if it was.
    pub(super) unsaid: bool,
    /// The day after: offered and not said, wanted, waiting now, answered.
    pub(super) day_after: DayAfter,
}

/// How it stands with the questions of the day after.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum DayAfter {
    /// It is too late, or there is no session to ask about.
    No,
    /// Nobody has offered or asked for them.
    Could,
    /// They are offered, and the client has not said.
    Offered,
    /// The client does not want them.
    Declined,
    /// The client wants them; it is not the next morning yet.
    Wanted,
    /// They wait for the client.
    Waits,
    /// They are answered.
    Answered,
}

fn day_after(visit: &Visit, whole: &Whole) -> DayAfter {
    let (now, zone) = (visit.now, &visit.floor.settings.zone);
    let open = whole.takes_place() && next_day::can_be_wanted(whole.starts, now, zone);
    match &whole.next_day {
        Some(said) if said.answered_at.is_some() => DayAfter::Answered,
        _ if !open => DayAfter::No,
        None => DayAfter::Could,
        Some(said) if next_day::waits(said, now) => DayAfter::Waits,
        Some(said) => match said.wanted {
            None => DayAfter::Offered,
            Some(true) => DayAfter::Wanted,
            Some(false) => DayAfter::Declined,
        },
    }
}

/// What someone is called: the client reads "you", and the practitioner their client's own name.
pub(super) async fn name(
    visit: &Visit,
    act: &Act,
    called: &str,
    person: PersonId,
) -> Result<String, ReadError> {
    if person == act.whose().person() {
        return Ok(called.to_owned());
    }
    let found = visit.floor.sign_ins.name_of(person).await?;
    Ok(found.unwrap_or_else(|| visit.words.say("someone-on-the-team")))
}

impl Shown {
    /// Puts a session in words. `called`: what the client is called on this page.
    pub(super) async fn of(
        visit: &Visit,
        act: &Act,
        whole: &Whole,
        called: &str,
    ) -> Result<Self, ReadError> {
        let (words, now) = (visit.words, visit.now);
        let mut agenda = Vec::new();
        for item in &whole.agenda {
            agenda.push(AgendaLine {
                id: item.id.to_string(),
                words: item.words.clone(),
                whose: name(visit, act, called, item.by).await?,
                mine: item.by == act.by(),
            });
        }
        let waiting = whole.change_waits().map(ChangeV1::id);
        let (mut waits, mut changes) = (None, Vec::new());
        for change in whole.changes.iter().rev() {
            let line = change_line(visit, act, called, change).await?;
            if Some(change.id()) == waiting {
                waits = Some(line);
            } else {
                changes.push(line);
            }
        }
        let mut tasks = Vec::new();
        for task in &whole.tasks {
            tasks.push(task_line(visit, act, called, task).await?);
        }
        let (offer, offer_said) = offer(visit, act, called, whole).await?;
        Ok(Self {
            id: whole.session.to_string(),
            seen: whole.seen,
            when: visit.day_and_time(whole.starts),
            relative: words.relative(whole.starts, now, &visit.floor.settings.zone),
            minutes: whole.minutes,
            place: whole.place.clone(),
            with: name(visit, act, called, whole.with).await?,
            others: whole.others.clone(),
            plan: whole.plan.clone(),
            will_not: whole.will_not.clone(),
            agenda,
            waits,
            changes,
            wishes: wishes(visit, act, called, whole).await?,
            wish_waits: whole.wish_waits().is_some(),
            state: state(visit, act, whole),
            offer,
            offer_said,
            tasks,
            can_change: whole.can_change(now),
            can_propose: whole.takes_place() && whole.ends > now,
            takes_place: whole.takes_place(),
            has_begun: whole.starts <= now || whole.is_held(),
            unsaid: whole.is_unsaid(now),
            day_after: day_after(visit, whole),
        })
    }
}

/// The offer that waits, and what became of one that was answered.
async fn offer(
    visit: &Visit,
    act: &Act,
    called: &str,
    whole: &Whole,
) -> Result<(Option<String>, Option<String>), ReadError> {
    let end = whole.end.as_ref();
    let Some(offer) = end.and_then(|end| end.offer.as_ref()) else {
        return Ok((None, None));
    };
    let said = placed(visit, act, called, &offer.placed).await?;
    Ok(match offer.taken {
        None if offer.placed.starts() > visit.now => (Some(said), None),
        None => (None, Some(visit.words.say("session-offer-past"))),
        Some(taken) => {
            let key = if taken {
                "session-offer-taken"
            } else {
                "session-offer-left"
            };
            (None, Some(visit.words.say(key)))
        }
    })
}

async fn wishes(
    visit: &Visit,
    act: &Act,
    called: &str,
    whole: &Whole,
) -> Result<Vec<WishLine>, ReadError> {
    let mut lines = Vec::new();
    for wish in whole.wishes.iter().rev() {
        let answer = match &wish.answer {
            Some(answer) if !answer.words.is_empty() => {
                let who = PersonId::from_bytes(answer.by);
                Some((name(visit, act, called, who).await?, answer.words.clone()))
            }
            _ => None,
        };
        lines.push(WishLine {
            when: visit.day_and_time(Moment::from_millis(wish.at)),
            words: wish.words.clone(),
            answer,
        });
    }
    Ok(lines)
}

/// When, how long, where and with whom, in one line.
async fn placed(
    visit: &Visit,
    act: &Act,
    called: &str,
    placed: &PlacedV1,
) -> Result<String, ReadError> {
    let when = visit.day_and_time(placed.starts());
    let with = name(visit, act, called, placed.practitioner()).await?;
    Ok(visit.words.say_with(
        "session-placed",
        &[
            ("when", (&when).into()),
            ("count", placed.minutes.into()),
            ("place", (&placed.place).into()),
            ("name", (&with).into()),
        ],
    ))
}

/// How long before, as people say it.
pub(super) fn notice(visit: &Visit, minutes: i64) -> String {
    let hours = minutes / 60;
    let (key, count) = match hours {
        0 => ("session-notice-none", 0),
        1..48 => ("session-notice-hours", hours),
        _ => ("session-notice-days", hours / 24),
    };
    visit.words.say_with(key, &[("count", count.into())])
}

async fn change_line(
    visit: &Visit,
    act: &Act,
    called: &str,
    change: &ChangeV1,
) -> Result<ChangeLine, ReadError> {
    let words = visit.words;
    let of_client = act.by() == act.whose().person();
    let side = if of_client { "" } else { "-staff" };
    let choice = change.choice.as_ref();
    Ok(ChangeLine {
        id: change.id().to_string(),
        when: visit.day_and_time(Moment::from_millis(change.announced_at)),
        was: placed(visit, act, called, &change.was).await?,
        now: placed(visit, act, called, &change.now).await?,
        reason: change.words.clone(),
        notice: notice(visit, change.notice_minutes),
        choice: match choice {
            Some(said) => Some(words.say(&format!("session-chose-{}{side}", said.choice.code()))),
            None if change.by_client => Some(words.say(&format!("session-as-wished{side}"))),
            None if of_client => None,
            None => Some(words.say("session-not-chosen-staff")),
        },
        choice_words: choice.map(|said| said.words.clone()).unwrap_or_default(),
    })
}

async fn task_line(
    visit: &Visit,
    act: &Act,
    called: &str,
    task: &TaskV1,
) -> Result<TaskLine, ReadError> {
    let words = visit.words;
    let zone = &visit.floor.settings.zone;
    // What is due at the end of a day is said with that day.
    let due = task.due().map(|due| {
        let day = words.day(due - 1, visit.now, zone);
        words.say_with("session-task-by", &[("when", (&day).into())])
    });
    let over = match (task.done_at, task.let_go_at) {
        (Some(_), _) => Some(words.say("session-task-is-done")),
        (None, Some(_)) => Some(words.say("session-task-is-let-go")),
        (None, None) => None,
    };
    Ok(TaskLine {
        id: task.id().to_string(),
        words: task.words.clone(),
        who: name(visit, act, called, task.who()).await?,
        due,
        over,
        mine: task.of_client == (act.by() == act.whose().person()),
    })
}

/// What became of a session, in words for whoever looks. Nobody is blamed, and where the service was
/// not there it says so.
pub(crate) fn state(visit: &Visit, act: &Act, whole: &Whole) -> Vec<String> {
    let of_client = act.by() == act.whose().person();
    let side = if of_client { "" } else { "-staff" };
    let words = visit.words;
    let Some(end) = &whole.end else {
        let key = match (whole.is_unsaid(visit.now), of_client) {
            (true, false) if whole.ends <= visit.now => "session-state-unsaid-staff",
            _ => return Vec::new(),
        };
        return vec![words.say(key)];
    };
    let mut said = vec![match end.what {
        WhatV1::Held => held(visit, end),
        what => words.say(&format!("session-state-{}{side}", what.code())),
    }];
    if let Some(minutes) = end
        .notice_minutes
        .filter(|_| !of_client || end.reason.is_some())
    {
        said.push(notice(visit, minutes));
    }
    said
}

fn held(visit: &Visit, end: &EndV1) -> String {
    let zone = &visit.floor.settings.zone;
    let time = |at: Option<i64>| at.map(|at| visit.words.time(Moment::from_millis(at), zone));
    match (time(end.began_at), time(end.ended_at)) {
        (Some(began), Some(ended)) => visit.words.say_with(
            "session-state-held",
            &[("began", (&began).into()), ("ended", (&ended).into())],
        ),
        (Some(began), None) => visit
            .words
            .say_with("session-state-begun", &[("began", (&began).into())]),
        _ => visit.words.say("session-state-was"),
    }
}

/// When a session is offered again instead of one that is called off: the next day at that time.
pub(super) fn day_later(visit: &Visit, starts: Moment) -> (String, String) {
    when::offered(visit, starts + 24 * HOUR)
}
