//! A practitioner's own days: the sessions they have with everyone they work with, today first. Drawn
//! from gists in one request; no record is opened beyond the overview.

use crate::folk::Folk;
use crate::gist::SessionsGistV1;
use askama::Template;
use care::{DAY, Moment, Purpose, Role, Section, Sections};
use pages::shell::staff;
use pages::{Html, Routes, Verb, Visit, Words};
use std::sync::Arc;

const LIST: Sections = Sections::of(&[Section::Identity, Section::Overview]);
const ROLES: &[Role] = &[Role::Therapist];
/// How many days are shown: this project's own choice, two weeks.
const DAYS: i64 = 14;

pub(super) fn routes(folk: &Arc<dyn Folk>) -> Routes {
    let folk = Arc::clone(folk);
    Routes::new().role(Verb::Get, "/sessions", ROLES, move |visit| {
        show(visit, Arc::clone(&folk))
    })
}

struct Line {
    starts: Moment,
    time: String,
    name: String,
    address: String,
    /// What waits for an answer, in words.
    waits: Option<String>,
}

struct Day {
    heading: String,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "sessions_week.html")]
struct WeekPage {
    words: Words,
    days: Vec<Day>,
    /// Sessions that have been and of which nobody has said if they were.
    unsaid: Vec<Line>,
    damaged: Option<String>,
}

async fn show(visit: Visit, folk: Arc<dyn Folk>) -> pages::Answer {
    let (words, now) = (visit.words, visit.now);
    let zone = visit.floor.settings.zone.clone();
    let (vault, asker) = (&visit.floor.vault, visit.who.asker);
    let clients = vault.caseload(asker).await?;
    let decided = vault
        .decide_list(asker, &clients, LIST, Purpose::Caseload)
        .await?;
    let overviews = vault.overviews(&decided.accesses).await?;
    let mut damaged = decided.damaged.len();
    let (mut lines, mut unsaid) = (Vec::new(), Vec::new());
    for (access, overview) in decided.accesses.iter().zip(&overviews) {
        let Ok(gist) = overview.get::<SessionsGistV1>() else {
            damaged += 1;
            continue;
        };
        let gist = gist.unwrap_or_default();
        let mine = |one: &crate::Coming| one.with == asker.person && one.starts < now + DAYS * DAY;
        let coming: Vec<_> = gist.coming(now).into_iter().filter(mine).collect();
        let last = gist.last(now);
        let last = last.filter(|last| last.with == asker.person && !last.written);
        if coming.is_empty() && last.is_none() {
            continue;
        }
        let name = folk.called(*access, overview).await?;
        let name = name.unwrap_or_else(|| words.say("session-no-name"));
        let client = overview.client;
        for one in coming {
            let waits = one.wish_waits.then(|| words.say("session-waits-wish"));
            lines.push(Line {
                starts: one.starts,
                time: words.time(one.starts, &zone),
                name: name.clone(),
                address: format!("/clients/{client}/sessions/{}", one.session),
                waits,
            });
        }
        unsaid.extend(last.map(|last| Line {
            starts: last.starts,
            time: visit.day_and_time(last.starts),
            name,
            address: format!("/clients/{client}/sessions/{}/written", last.session),
            waits: None,
        }));
    }
    lines.sort_by_key(|line| line.starts);
    unsaid.sort_by_key(|line| line.starts);
    let mut days: Vec<Day> = Vec::new();
    for line in lines {
        let heading = words.day(line.starts, now, &zone);
        match days.last_mut() {
            Some(day) if day.heading == heading => day.lines.push(line),
            _ => days.push(Day {
                heading,
                lines: vec![line],
            }),
        }
    }
    let page = WeekPage {
        words,
        days,
        unsaid,
        damaged: (damaged > 0)
            .then(|| words.say_with("session-damaged", &[("count", damaged.into())])),
    };
    let title = words.say("sessions-week-title");
    Ok(staff(&visit, &title, Html::of(&page), None))
}
