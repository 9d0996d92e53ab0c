//! Looking at emergencies: a service lead, who is never the one who broke the glass, reads the
//! reason and says what they found. The list holds ids and times; the words stand in the client's
//! record and are the client's to read.

use crate::glass::{self, Emergency, FINDINGS, GlassEntryV1, figures};
use crate::staff::{Colleague, Staff};
use askama::Template;
use axum::response::{IntoResponse, Response};
use care::{
    ClientId, Happened, Line, Moment, PersonId, Purpose, RecordId, Role, Section, Sections,
};
use pages::layout::{Notice, Tone};
use pages::shell::{see_other, staff as staff_page};
use pages::{Answer, Filled, Html, Purposes, Routes, Trouble, Verb, Visit, Words};
use sealed::Act;
use std::sync::Arc;

const ROLES: &[Role] = &[Role::ServiceLead];
const PURPOSES: Purposes = &[(Role::ServiceLead, Purpose::Assignment)];
/// What looking at one opens: the reason and what was found.
const OPENS: Sections = Sections::of(&[Section::Consent]);
const LIST: &str = "/reviews";
const ONE: &str = "/reviews/{client}";
/// How many characters of what was found there is room for.
const WORDS_MAX: usize = 1_000;

pub(crate) fn routes(staff: &Arc<dyn Staff>) -> Routes {
    let (list, one, said) = (Arc::clone(staff), Arc::clone(staff), Arc::clone(staff));
    Routes::new()
        .role(Verb::Get, LIST, ROLES, move |visit| {
            show_list(visit, Arc::clone(&list))
        })
        .record(Verb::Get, ONE, OPENS, PURPOSES, move |visit, act| {
            show_one(visit, act, Arc::clone(&one))
        })
        .record(Verb::Post, ONE, OPENS, PURPOSES, move |visit, act| {
            say(visit, act, Arc::clone(&said))
        })
}

struct Row {
    says: String,
    state: String,
    late: bool,
    /// Whether nobody had looked at the one before when this one was opened.
    again: bool,
    address: Option<String>,
}

#[derive(Template)]
#[template(path = "reviews.html")]
struct List {
    words: Words,
    rows: Vec<Row>,
    figures: Vec<(String, String)>,
}

fn name_of(here: &[Colleague], person: PersonId, words: Words) -> String {
    let known = here.iter().find(|one| one.person == person);
    known.map_or_else(|| words.say("seen-someone"), |one| one.name.clone())
}

async fn show_list(visit: Visit, staff: Arc<dyn Staff>) -> Answer {
    let (words, vault) = (visit.words, &visit.floor.vault);
    let entries = vault.directory_all::<GlassEntryV1>().await?;
    if !entries.damaged.is_empty() {
        return Err(Trouble::Damaged);
    }
    let here = staff.here().await?;
    let mut rows = Vec::new();
    let mut late = 0_usize;
    let all: Vec<_> = entries.kept.into_iter().map(|kept| kept.value).collect();
    for entry in all.iter().rev() {
        // For whom the client does not exist, there was no emergency either.
        let may = vault
            .decide(visit.who.asker, entry.client(), OPENS, Purpose::Assignment)
            .await?;
        if may.is_err() {
            continue;
        }
        let mut row = row(&visit, &here, entry);
        row.again = entry.again_unseen(&all);
        late += usize::from(row.late);
        rows.push(row);
    }
    rows.sort_by_key(|row| (!row.late, row.address.is_none()));
    let since = visit.now - glass::FIGURES_OVER;
    let days = staff.client_days(since, visit.now).await?;
    let page = List {
        words,
        rows,
        figures: figures_said(words, &all, days, visit.now),
    };
    let notice = (late > 0).then(|| Notice {
        tone: Tone::Attention,
        words: words.say_with("reviews-late", &[("count", late.into())]),
    });
    let title = words.say("reviews-title");
    Ok(staff_page(&visit, &title, Html::of(&page), notice))
}

fn row(visit: &Visit, here: &[Colleague], entry: &GlassEntryV1) -> Row {
    let words = visit.words;
    let zone = &visit.floor.settings.zone;
    let day = |at: Moment| words.day(at, visit.now, zone);
    let (name, at) = (name_of(here, entry.by(), words), entry.at());
    let (on, time) = (day(at), words.time(at, zone));
    let says = words.say_with(
        "reviews-row",
        &[
            ("name", (&name).into()),
            ("day", (&on).into()),
            ("time", (&time).into()),
            (
                "reason",
                (&words.say(&format!("emergency-reason-{}", entry.code))).into(),
            ),
        ],
    );
    let late = entry.reviewed.is_none() && entry.due() < visit.now;
    let state = if let Some((by, at)) = entry.reviewed {
        let name = name_of(here, PersonId::from_bytes(by), words);
        let on = day(Moment::from_millis(at));
        let all = [("name", (&name).into()), ("day", (&on).into())];
        words.say_with("reviews-done", &all)
    } else {
        let by = format!("{}, {}", day(entry.due()), words.time(entry.due(), zone));
        let key = if late {
            "reviews-was-due"
        } else {
            "reviews-due"
        };
        words.say_with(key, &[("when", (&by).into())])
    };
    let own = entry.by() == visit.who.asker.person;
    let address = (!own).then(|| format!("{LIST}/{}", entry.client()));
    Row {
        says,
        state,
        late,
        again: false,
        address,
    }
}

/// The figures about the last 90 days, each with what it is.
fn figures_said(
    words: Words,
    all: &[GlassEntryV1],
    days: u64,
    now: Moment,
) -> Vec<(String, String)> {
    let found = figures(all, days, now);
    let none = words.say("reviews-none-yet");
    let number = |value: Option<f64>, digits: usize| {
        value.map_or_else(|| none.clone(), |value| format!("{value:.digits$}"))
    };
    vec![
        (words.say("reviews-count"), found.count.to_string()),
        (
            words.say("reviews-per-thousand"),
            number(found.per_thousand_days, 2),
        ),
        (words.say("reviews-in-time"), number(found.in_time, 0)),
    ]
}

struct Said {
    record: String,
    what: String,
    own_words: String,
    /// What was found, by whom and when; nothing where nobody has said anything.
    found: Option<(String, String)>,
    /// Whether whoever looks may say what they found.
    open: bool,
}

#[derive(Template)]
#[template(path = "review.html")]
struct One {
    words: Words,
    here: String,
    emergencies: Vec<Said>,
    findings: Vec<(&'static str, String)>,
    filled: Filled,
}

fn address(client: ClientId) -> String {
    format!("{LIST}/{client}")
}

async fn page(visit: &Visit, act: &Act, staff: &dyn Staff, filled: Filled) -> Answer {
    let words = visit.words;
    let here = staff.here().await?;
    let all = glass::all(act).await?;
    if all.is_empty() {
        return Err(Trouble::Nothing);
    }
    let emergencies = all.iter().map(|one| emergency(visit, &here, one));
    let finding = |code: &'static str| (code, words.say(&format!("reviews-found-{code}")));
    let status = filled.status();
    let page = One {
        words,
        here: address(act.whose()),
        emergencies: emergencies.collect(),
        findings: FINDINGS.into_iter().map(finding).collect(),
        filled,
    };
    let title = words.say("reviews-one-title");
    let mut response: Response = staff_page(visit, &title, Html::of(&page), None);
    *response.status_mut() = status;
    Ok(response.into_response())
}

fn emergency(visit: &Visit, here: &[Colleague], one: &Emergency) -> Said {
    let words = visit.words;
    let zone = &visit.floor.settings.zone;
    let reason = &one.reason;
    let (by, at) = (
        PersonId::from_bytes(reason.by),
        Moment::from_millis(reason.at),
    );
    let (name, day) = (name_of(here, by, words), words.day(at, visit.now, zone));
    let what = words.say_with(
        "reviews-row",
        &[
            ("name", (&name).into()),
            ("day", (&day).into()),
            ("time", (&words.time(at, zone)).into()),
            (
                "reason",
                (&words.say(&format!("emergency-reason-{}", reason.code))).into(),
            ),
        ],
    );
    let found = one.reviewed.as_ref().map(|review| {
        let name = name_of(here, PersonId::from_bytes(review.by), words);
        let day = words.day(Moment::from_millis(review.at), visit.now, zone);
        let all = [("name", (&name).into()), ("day", (&day).into())];
        let key = format!("emergency-found-{}", review.found);
        (words.say_with(&key, &all), review.words.clone())
    });
    Said {
        record: one.record.to_string(),
        what,
        own_words: reason.words.clone(),
        open: found.is_none() && by != visit.who.asker.person,
        found,
    }
}

async fn show_one(visit: Visit, act: Act, staff: Arc<dyn Staff>) -> Answer {
    page(&visit, &act, &*staff, Filled::default()).await
}

async fn say(visit: Visit, act: Act, staff: Arc<dyn Staff>) -> Answer {
    let mut filled = Filled::posted(&visit);
    let record = visit.form.get("about").and_then(RecordId::parse);
    let found = FINDINGS
        .into_iter()
        .find(|code| visit.form.get("found") == Some(code));
    if found.is_none() {
        filled.tell("found", visit.words.say("emergency-choose"));
    }
    let own: Result<Line<WORDS_MAX>, _> = filled.line(&visit, "own-words");
    let (Some(record), Some(found), Ok(own)) = (record, found, own) else {
        return page(&visit, &act, &*staff, filled).await;
    };
    let vault = &visit.floor.vault;
    let client = act.whose();
    let (vault_too, own) = (vault, own.as_str());
    visit
        .floor
        .attempt(act, |mut act| async move {
            let done = glass::review(vault_too, &mut act, record, found, own).await?;
            let happened = done.then_some(Happened::GlassReviewed { client });
            Ok::<_, sealed::ReadError>((act, (), happened.into_iter().collect()))
        })
        .await??;
    Ok(see_other(&address(client)))
}
