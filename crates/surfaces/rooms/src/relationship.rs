//! One relationship: how it has been, what is open, what was promised, what comes next, and the
//! ways to everything about it.

use crate::caseload::{Wants, to_do, told, waits};
use crate::course::drawn;
use crate::gists::{Gists, said};
use crate::promised;
use ::sessions::Room;
use alliance::rupture::{RuptureV1, StateV1};
use alliance::{CheckInAnswersV1, Course, check_in_rules, course};
use askama::Template;
use care::{Basis, Moment, Purpose, RelationKind, Role, Section, Sections};
use measures::{Day, MeasuresGistV1, Norm, Offer};
use pages::layout::{Notice, Tone};
use pages::shell::staff;
use pages::{Html, Purposes, Routes, Verb, Visit, Words};
use sealed::Act;
use std::sync::Arc;

pub(crate) const TREATS: Sections = Sections::of(&[
    Section::Identity,
    Section::Sessions,
    Section::CheckIns,
    Section::Relationship,
    Section::Measures,
    Section::Overview,
]);
const TREATING: Purposes = &[(Role::Therapist, Purpose::Treatment)];
pub(crate) const BESIDE: Sections =
    Sections::of(&[Section::Identity, Section::CheckIns, Section::Relationship]);
const STANDING_BESIDE: Purposes = &[
    (Role::Supervisor, Purpose::Supervision),
    (Role::Therapist, Purpose::Supervision),
    (Role::Advocate, Purpose::Advocacy),
];

pub(crate) fn routes(offer: &Arc<Offer>) -> Routes {
    let offer = Arc::clone(offer);
    Routes::new()
        .record(
            Verb::Get,
            "/clients/{client}",
            TREATS,
            TREATING,
            move |visit, act| show(visit, act, Arc::clone(&offer)),
        )
        .record(
            Verb::Get,
            "/clients/{client}/beside",
            BESIDE,
            STANDING_BESIDE,
            show_beside,
        )
}

struct OpenLine {
    address: String,
    why: String,
    state: String,
    since: String,
    answered: bool,
}

/// What a measure came to, and its page.
pub(crate) struct Measured {
    pub(crate) address: String,
    pub(crate) seen: String,
    pub(crate) when: String,
}

/// What those who treat a client see of their measures.
#[derive(Default)]
pub(crate) struct OfMeasures {
    open: Vec<OpenLine>,
    pub(crate) latest: Vec<Measured>,
    damaged: usize,
}

struct LatestAnswers {
    when: String,
    lines: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "relationship.html")]
struct Relationship {
    words: Words,
    called: String,
    chart: Html,
    damaged: Option<String>,
    open: Vec<OpenLine>,
    closed: Vec<OpenLine>,
    latest: Option<LatestAnswers>,
    measured: Vec<Measured>,
    regularity: Option<String>,
    /// For those who work with the client: when the sessions are, what they promised, and the ways
    /// to write.
    aside: Option<Aside>,
}

/// What stands beside, for those who work with the client.
struct Aside {
    next: Option<(String, String, String)>,
    last: Option<String>,
    gap: Option<String>,
    promises: Vec<(String, String)>,
    groups: Vec<(String, Vec<(String, String)>)>,
}

/// How many promises stand beside at most; the rest is a page away. This project's own choice.
const PROMISES: usize = 5;

/// The ways from here, in groups that stay where they are.
const GROUPS: [(&str, &[(&str, &str)]); 4] = [
    (
        "relationship-together",
        &[
            ("/room", "relationship-room"),
            ("/sessions", "relationship-sessions"),
            ("/sessions/new", "relationship-plan-session"),
            ("/messages", "relationship-messages"),
            ("/promises", "relationship-promises"),
            ("/agreement", "relationship-agreement"),
            ("/team", "relationship-team"),
            ("/ruptures/new", "relationship-name-it"),
        ],
    ),
    (
        "relationship-work",
        &[
            ("/goals", "relationship-work-plan"),
            ("/worksheets", "relationship-work-worksheets"),
            ("/thoughts", "relationship-work-thoughts"),
            ("/diary", "relationship-work-diary"),
            ("/emdr", "relationship-work-emdr"),
            ("/body", "relationship-work-body"),
            ("/courage", "relationship-work-courage"),
            ("/self-trust", "relationship-work-self-trust"),
            ("/triggers", "relationship-work-triggers"),
            ("/profile", "relationship-work-profile"),
            ("/circle", "relationship-work-circle"),
        ],
    ),
    (
        "relationship-record",
        &[
            ("/notes", "relationship-notes"),
            ("/measures", "relationship-measures"),
            ("/process-notes/word", "notes-way"),
            ("/statements", "statement-way"),
        ],
    ),
    (
        "relationship-safety",
        &[
            ("/plan", "plan-staff-title"),
            ("/reach", "relationship-reach"),
            ("/way-back", "trust-back-way"),
        ],
    ),
];

async fn show(visit: Visit, mut act: Act, offer: Arc<Offer>) -> pages::Answer {
    let course = course(&act, &crate::Sessions).await?;
    let room = ::sessions::room(&act).await?;
    let gists = Gists::opened(&mut act).await?;
    let mut measures = of_measures(&visit, &mut act, &offer).await?;
    let client = act.whose();
    let told = told(&visit, &[client]).await?;
    let zone = &visit.floor.settings.zone;
    if let Some(told) = told.get(&client) {
        // What is only still to be written stands in the session room, and on the list.
        let waiting = waits(&visit, &gists, *told).into_iter();
        let waiting = waiting.filter(|one| one.wants < Wants::Note);
        measures.open.extend(waiting.map(|one| OpenLine {
            address: format!("/clients/{client}{}", one.page),
            why: one.state,
            state: one.why,
            since: visit.words.day(one.since, visit.now, zone),
            answered: !one.wants.is_unanswered(),
        }));
    }
    let known = promises::known(&visit.floor.vault, &act).await?;
    let aside = aside(&visit, (&act, known), &gists, &room);
    page(&visit, &act, &course, measures, Some(aside)).await
}

/// When they meet, what whoever looks promised, and the ways on.
fn aside(visit: &Visit, (act, known): (&Act, Sections), gists: &Gists, room: &Room) -> Aside {
    let (words, zone) = (visit.words, &visit.floor.settings.zone);
    let at = format!("/clients/{}", act.whose());
    let next = room.now.as_ref().or(room.next.as_ref()).map(|next| {
        let when = visit.day_and_time(next.starts);
        (when, next.place.clone(), next.plan.clone())
    });
    let last = room.last.as_ref().map(|last| {
        let when = words.relative(last.starts, visit.now, zone);
        words.say_with("caseload-last-session", &[("when", (&when).into())])
    });
    let gap = room.regularity.as_ref().map(|regular| {
        let days = i64::from(regular.longest_days);
        words.say_with("relationship-gap", &[("days", days.into())])
    });
    let glance = said(&gists.promises).map(|gist| gist.glance(visit.now));
    let glance = glance.unwrap_or_default().of(visit.who.asker.person);
    let glance = glance.told(known);
    let promises = promised::standing(&glance).into_iter();
    let promises = promises.map(|(one, stands)| {
        let when = promised::known_time(one.kind, one.until.unwrap_or(one.due));
        let when = visit.day_and_time(when);
        let put = [("when", (&when).into())];
        let stands = words.say_with(&format!("room-promise-{stands}"), &put);
        (promised::begun(&promised::what(words, one.kind)), stands)
    });
    let groups = GROUPS.iter().map(|(title, ways)| {
        let ways = ways.iter();
        let ways = ways.map(|(page, key)| (format!("{at}{page}"), words.say(key)));
        (words.say(title), ways.collect())
    });
    Aside {
        next,
        last,
        gap,
        promises: promises.take(PROMISES).collect(),
        groups: groups.collect(),
    }
}

async fn show_beside(visit: Visit, act: Act) -> pages::Answer {
    let course = alliance::course_beside(&act).await?;
    page(&visit, &act, &course, OfMeasures::default(), None).await
}

/// What is open about the client's measures, what was said about safety first, and what each
/// measure came to last.
pub(crate) async fn of_measures(
    visit: &Visit,
    act: &mut Act,
    offer: &Offer,
) -> Result<OfMeasures, pages::Trouble> {
    let words = visit.words;
    let zone = &visit.floor.settings.zone;
    let at = format!("/clients/{}", act.whose());
    let gist = act.gist::<MeasuresGistV1>().await?.unwrap_or_default();
    let basis = Basis::Relation(RelationKind::Therapist);
    let glance = gist.glance(basis, offer, Day::of(visit.now, zone));
    let open = glance.open.iter().map(|open| OpenLine {
        address: match open.record {
            Some(record) => format!("{at}/signals/{record}"),
            None => format!("{at}/measures/{}/unanswered", open.measure),
        },
        why: to_do(open, visit),
        state: measures::reason(open, offer, words),
        since: words.day(open.raised, visit.now, zone),
        answered: open.signal == measures::Signal::SuddenGain,
    });
    let mut all = OfMeasures {
        open: open.collect(),
        ..OfMeasures::default()
    };
    for id in measures::measured(act).await? {
        let norm = Norm::of(&visit.floor.vault, &id).await?;
        let Some(course) = measures::course(act, offer, norm.as_ref(), &id).await? else {
            continue;
        };
        all.damaged = course.damaged;
        let last = course.points.last().map(|point| point.at);
        all.latest.push(Measured {
            address: format!("{at}/measures/{id}"),
            seen: measures::seen(offer, &course, words, measures::Eyes::Staff),
            when: last.map_or_else(String::new, |at| words.day(at, visit.now, zone)),
        });
    }
    Ok(all)
}

async fn page(
    visit: &Visit,
    act: &Act,
    course: &Course,
    measures: OfMeasures,
    aside: Option<Aside>,
) -> pages::Answer {
    let words = visit.words;
    let client = act.whose();
    let called = visit.floor.sign_ins.called(act).await?;
    let ruptures = act.latest::<RuptureV1>().await?;
    let beside = if aside.is_some() { "" } else { "/beside" };
    let address = format!("/clients/{client}{beside}");
    let (mut open, mut closed) = (measures.open, Vec::new());
    for rupture in &ruptures.kept {
        let value = &rupture.value;
        let by_client = value.named_by() == Some(client.person());
        let line = OpenLine {
            address: format!("{address}/ruptures/{}", rupture.record),
            why: value
                .reasons
                .first()
                .map(|why| why.to_staff(by_client, words))
                .unwrap_or_default(),
            state: words.say(&format!("rupture-state-{}", value.state().code())),
            since: visit.day_and_time(value.opened()),
            answered: !matches!(value.state(), StateV1::Open | StateV1::NotYet),
        };
        if value.state() == StateV1::Closed {
            closed.push(line);
        } else {
            open.push(line);
        }
    }
    closed.reverse();
    // The course has counted what it read: check-ins, ruptures and, for who may, sessions.
    let (latest, unreadable) = latest_answers(visit, act).await?;
    let damaged = course.damaged + measures.damaged + unreadable;
    let page = Relationship {
        words,
        called: called.clone(),
        chart: drawn(visit, course, false),
        damaged: (damaged > 0)
            .then(|| words.say_with("relationship-damaged", &[("count", damaged.into())])),
        open,
        closed,
        latest,
        measured: measures.latest,
        regularity: course.regularity.map(|(days, count)| {
            let days = alliance::score_words(days, words);
            words.say_with(
                "relationship-regularity",
                &[("days", (&days).into()), ("count", count.into())],
            )
        }),
        aside,
    };
    let notice = (visit.query("kept") == Some("session")).then(|| Notice {
        tone: Tone::Kept,
        words: words.say("relationship-session-kept"),
    });
    Ok(staff(visit, &called, Html::of(&page), notice))
}

/// The latest check-in answer by answer, where the client shows each, and how many are damaged.
async fn latest_answers(
    visit: &Visit,
    act: &Act,
) -> Result<(Option<LatestAnswers>, usize), pages::Trouble> {
    let words = visit.words;
    let all = act.latest::<CheckInAnswersV1>().await?;
    let damaged = all.damaged.len();
    let latest = all.kept.iter().max_by_key(|kept| kept.at);
    let (Some(latest), Some(form)) = (latest, alliance::form()) else {
        return Ok((None, damaged));
    };
    let answers = &latest.value.answers;
    let mut lines = Vec::new();
    for name in check_in_rules::SCALES
        .iter()
        .chain(&["pace", "felt_off", "off_kind", "own_words"])
    {
        let (Some(item), Some(answer)) = (form.item(name), answers.get(name)) else {
            continue;
        };
        let question = item
            .text()
            .map_or("", |text| text.in_language(words.tag()))
            .to_owned();
        lines.push((question, alliance::answer_words(item, answer, words)));
    }
    let when: Moment = latest.at;
    let latest = LatestAnswers {
        when: visit.day_and_time(when),
        lines,
    };
    Ok((Some(latest), damaged))
}
