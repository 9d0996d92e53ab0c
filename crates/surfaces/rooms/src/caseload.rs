//! The caseload: who needs care first, each with the reason in words: what was said about safety,
//! then what stands between the two, then how the work goes. Drawn from gists only; opening a
//! history is another page and another line in the client's ledger.
//!
//! `leads` says where a name leads and what may be told of it, `wants` in which order they stand,
//! `reasons` what stands on a line.

mod leads;
mod reasons;
mod wants;

pub(crate) use leads::told;
pub(crate) use reasons::{Reason, reasons, to_do, waits};
pub(crate) use wants::Wants;

use self::leads::{Leads, Told};
use crate::gists::{Gists, said};
use askama::Template;
use axum::response::Response;
use care::{Access, ClientId, Moment, Purpose, Role, Section, Sections};
use measures::{ActionV1, Day, Offer};
use pages::layout::{Notice, Tone};
use pages::shell::staff;
use pages::{Html, Routes, Trouble, Verb, Visit, Words};
use sealed::{Damaged, ReadError};
use std::cmp::Reverse;
use std::sync::Arc;

/// Who has a list of their own clients.
const ROLES: &[Role] = &[
    Role::Therapist,
    Role::Supervisor,
    Role::Advocate,
    Role::PeerSupporter,
    Role::Facilitator,
    Role::WardNurse,
];
const LIST: Sections = Sections::of(&[Section::Identity, Section::Overview]);

pub(crate) fn routes(offer: &Arc<Offer>) -> Routes {
    let offer = Arc::clone(offer);
    Routes::new().role(Verb::Get, "/caseload", ROLES, move |visit| {
        show(visit, Arc::clone(&offer))
    })
}

struct Line {
    client: Option<ClientId>,
    wants: Wants,
    action: Reverse<ActionV1>,
    since: Option<Moment>,
    name: String,
    address: Option<String>,
    why: String,
    state: String,
    /// That more is open than the line says, if it is.
    also: Option<String>,
    when: String,
    /// When they meet next, for whoever treats them.
    next: Option<Moment>,
}

/// A session of today, and the room in which it is prepared.
struct Today {
    time: String,
    name: String,
    room: String,
}

#[derive(Template)]
#[template(path = "caseload.html")]
struct Caseload {
    words: Words,
    today: Vec<Today>,
    /// Whether they treat clients, and can say that someone will stand in for them.
    treats: bool,
    lines: Vec<Line>,
    waiting: usize,
    /// Whether it can be said that nothing is open: not to someone who may not know.
    quiet: bool,
    count: String,
}

async fn show(visit: Visit, offer: Arc<Offer>) -> Result<Response, Trouble> {
    let vault = &visit.floor.vault;
    let asker = visit.who.asker;
    let clients = vault.caseload(asker).await?;
    let decided = vault
        .decide_list(asker, &clients, LIST, Purpose::Caseload)
        .await?;
    let reached: Vec<ClientId> = decided.accesses.iter().map(Access::whose).collect();
    let told = told(&visit, &reached).await?;
    let overviews = vault.overviews(&decided.accesses).await?;
    let mut lines = Vec::with_capacity(overviews.len());
    for (access, overview) in decided.accesses.iter().zip(&overviews) {
        let called = match people::called(vault, *access, overview).await {
            Ok(called) => called,
            // Named as unreadable below; the rest of the list is still of use.
            Err(ReadError::Damaged(Damaged)) => None,
            Err(error) => return Err(error.into()),
        };
        let client = overview.client;
        let told = told.get(&client).copied().unwrap_or(Told::NOTHING);
        let gists = Gists::listed(overview);
        let reasons = reasons(&visit, &offer, client, &gists, told).await?;
        lines.push(line(&visit, client, &gists, called, (told, reasons)));
    }
    // Who works with these cannot be read, so nothing of them is opened.
    lines.extend(decided.damaged.iter().map(|_| unreadable(visit.words)));
    lines.sort_by(|a, b| {
        a.wants
            .cmp(&b.wants)
            .then(a.action.cmp(&b.action))
            .then(a.since.cmp(&b.since))
            .then_with(|| a.name.cmp(&b.name))
    });
    let waiting = lines.iter().filter(|line| line.wants < Wants::Note).count();
    let quiet = waiting == 0 && told.values().any(|told| told.knows());
    let today = today(&visit, &lines);
    let notice = vault.waiting(asker.person).await?.map(|_| Notice {
        tone: Tone::Now,
        words: visit.words.say("caseload-something-waits"),
    });
    if notice.is_some() {
        vault.looked(asker.person).await?;
    }
    let count = visit
        .words
        .say_with("caseload-count", &[("count", lines.len().into())]);
    let page = Caseload {
        words: visit.words,
        today,
        treats: asker.role == Role::Therapist,
        lines,
        waiting,
        quiet,
        count,
    };
    Ok(staff(
        &visit,
        &visit.words.say("caseload-title"),
        Html::of(&page),
        notice,
    ))
}

fn unreadable(words: Words) -> Line {
    Line {
        client: None,
        wants: Wants::Reading,
        action: Reverse(ActionV1::Nothing),
        since: None,
        name: words.say("caseload-name-unreadable"),
        address: None,
        why: words.say("caseload-damaged"),
        state: String::new(),
        also: None,
        when: String::new(),
        next: None,
    }
}

fn line(
    visit: &Visit,
    client: ClientId,
    gists: &Gists,
    called: Option<String>,
    (told, reasons): (Told, Vec<Reason>),
) -> Line {
    let words = visit.words;
    let leads = told.leads;
    let damaged = called.is_none() || gists.damaged();
    let name = called.unwrap_or_else(|| words.say("caseload-name-unreadable"));
    let met = said(&gists.sessions).filter(|_| !told.meets_unseen);
    let met = met.map(|gist| gist.glance(visit.now));
    let met = met.unwrap_or_default();
    let mut reasons = reasons.into_iter();
    let first = reasons.next();
    let more = reasons.filter(|more| more.wants < Wants::Note).count();
    let wants = match &first {
        // What was said about safety is said, whatever else cannot be read.
        Some(first) if first.wants == Wants::Safety => Wants::Safety,
        _ if damaged => Wants::Reading,
        Some(first) => first.wants,
        None => Wants::Nothing,
    };
    let address = leads.address(client).map(|address| match &first {
        Some(first) if leads == Leads::Measures => format!("/clients/{client}{}", first.page),
        // What is only still to be written takes nobody away from the relationship.
        Some(first) if first.wants < Wants::Note => address + &first.page,
        Some(_) | None => address,
    });
    let (action, since) = match &first {
        Some(first) => (first.action, Some(first.since)),
        None => (Reverse(ActionV1::Nothing), None),
    };
    let (why, state) = match first {
        Some(first) => (first.why, first.state),
        None if damaged => (words.say("caseload-damaged"), String::new()),
        None if told.meets_unseen => (String::new(), String::new()),
        None => (last_session(visit, met.last), String::new()),
    };
    let when = match met.next {
        Some(next) => {
            let when = visit.day_and_time(next);
            words.say_with("caseload-next", &[("when", (&when).into())])
        }
        None if told.meets_unseen => String::new(),
        None => words.say("caseload-no-next"),
    };
    Line {
        client: Some(client),
        wants,
        action,
        since,
        name,
        address,
        why,
        state,
        also: (more > 0).then(|| words.say_with("caseload-also", &[("count", more.into())])),
        when,
        next: met.next.filter(|_| leads == Leads::ToRelationship),
    }
}

/// The sessions of this day, in their order, each with the way to prepare it.
fn today(visit: &Visit, lines: &[Line]) -> Vec<Today> {
    let (words, zone) = (visit.words, &visit.floor.settings.zone);
    let day = |at: Moment| Day::of(at, zone);
    let of_today = |line: &&Line| line.next.is_some_and(|next| day(next) == day(visit.now));
    let mut all: Vec<&Line> = lines.iter().filter(of_today).collect();
    all.sort_by_key(|line| line.next);
    let all = all.into_iter().filter_map(|line| {
        Some(Today {
            time: words.time(line.next?, zone),
            name: line.name.clone(),
            room: format!("/clients/{}/room", line.client?),
        })
    });
    all.collect()
}

fn last_session(visit: &Visit, last: Option<Moment>) -> String {
    let words = visit.words;
    let zone = &visit.floor.settings.zone;
    last.map_or_else(
        || words.say("caseload-no-session-yet"),
        |last| {
            let when = words.relative(last, visit.now, zone);
            words.say_with("caseload-last-session", &[("when", (&when).into())])
        },
    )
}
