//! The caseload: who needs care first, each with the reason in words: what was said about safety,
//! then what stands between the two, then how the work goes. Drawn from gists only; opening a
//! history is another page and another line in the client's ledger.

mod reasons;

pub(crate) use reasons::to_do;

use self::reasons::{Next, next_actions, reasons};
use crate::relationship::{BESIDE, TREATS};
use ::sessions::SessionsGistV1;
use alliance::rupture::StateV1;
use alliance::{AllianceGistV1, OpenRupture};
use askama::Template;
use axum::response::Response;
use care::{
    Access, Basis, ClientId, Moment, Purpose, RelationKind, Role, Section, Sections, SignalKind,
};
use measures::{ActionV1, Day, MeasuresGistV1, Offer, Signal};
use pages::layout::{Notice, Tone};
use pages::shell::staff;
use pages::{Html, Routes, Trouble, Verb, Visit, Words};
use sealed::{Damaged, Overview, ReadError};
use std::cmp::Reverse;
use std::collections::BTreeMap;
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

/// How much a relationship wants to be looked at. Earlier variants come first on the list.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Wants {
    /// Something was answered that is about safety, and nobody has said what becomes of it.
    Safety,
    /// The client said that something felt wrong, or "not yet" to a repair.
    SaidSo,
    /// Something was noticed and nobody has answered it.
    Answer,
    /// A slow slide was noticed and nobody has answered it. It comes after the others: it has been
    /// going on for several sessions, and they are about the last one.
    Slide,
    /// A measure goes the wrong way, not as expected, or is not answered any more.
    Course,
    /// Something is open and answered; the next move is in the relationship.
    Repair,
    /// It cannot be read.
    Reading,
    /// Nothing.
    Nothing,
}

impl Wants {
    fn rupture(open: &OpenRupture) -> Self {
        match (open.state, open.signal) {
            (StateV1::Answered | StateV1::Offered | StateV1::Closed, _) => Self::Repair,
            // Whoever named it has written already; the next move is between the two.
            (StateV1::Open, SignalKind::Said) if !open.named_by_client => Self::Repair,
            (StateV1::NotYet, _) | (StateV1::Open, SignalKind::Said) => Self::SaidSo,
            (StateV1::Open, SignalKind::Slide) => Self::Slide,
            (StateV1::Open, _) => Self::Answer,
        }
    }

    fn signal(signal: Signal) -> Self {
        match signal {
            signal if signal.is_about_safety() => Self::Safety,
            // Something good is told, and asks for nothing.
            Signal::SuddenGain => Self::Nothing,
            _ => Self::Course,
        }
    }

    /// Whether it waits for someone to write.
    fn is_unanswered(self) -> bool {
        self <= Self::Course
    }
}

/// Where a name on the list leads: to the relationship, to what those beside may see of it, to the
/// measures or the plan for whom the client allowed those, or nowhere, for someone on the team who
/// has no page about it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Leads {
    ToRelationship,
    Beside,
    Measures,
    Plan,
    Nowhere,
}

/// The pages to which a name can lead, what each opens, for whom and what for; those that show most
/// first. A page is led to, and what is on it told in passing, only where it would open: what a
/// client keeps from someone is not on that person's list either.
const PAGES: [(Leads, Sections, Role, Purpose); 7] = [
    (
        Leads::ToRelationship,
        TREATS,
        Role::Therapist,
        Purpose::Treatment,
    ),
    (Leads::Beside, BESIDE, Role::Therapist, Purpose::Supervision),
    (
        Leads::Beside,
        BESIDE,
        Role::Supervisor,
        Purpose::Supervision,
    ),
    (Leads::Beside, BESIDE, Role::Advocate, Purpose::Advocacy),
    (
        Leads::Measures,
        MEASURES,
        Role::Therapist,
        Purpose::Treatment,
    ),
    (Leads::Plan, PLAN, Role::Therapist, Purpose::Treatment),
    (Leads::Plan, PLAN, Role::WardNurse, Purpose::Treatment),
];
const MEASURES: Sections = Sections::of(&[Section::Identity, Section::Measures, Section::Overview]);
const PLAN: Sections = Sections::of(&[Section::Identity, Section::CrisisPlan]);

impl Leads {
    fn address(self, client: ClientId) -> Option<String> {
        match self {
            Self::ToRelationship => Some(format!("/clients/{client}")),
            Self::Beside => Some(format!("/clients/{client}/beside")),
            Self::Measures => Some(format!("/clients/{client}/measures")),
            Self::Plan => Some(format!("/clients/{client}/plan")),
            Self::Nowhere => None,
        }
    }
}

struct Line {
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
}

#[derive(Template)]
#[template(path = "caseload.html")]
struct Caseload {
    words: Words,
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
    let leads = leads(&visit, &decided.accesses).await?;
    let overviews = vault.overviews(&decided.accesses).await?;
    let mut lines = Vec::with_capacity(overviews.len());
    for (access, overview) in decided.accesses.iter().zip(&overviews) {
        let called = match people::called(vault, *access, overview).await {
            Ok(called) => called,
            // Named as unreadable below; the rest of the list is still of use.
            Err(ReadError::Damaged(Damaged)) => None,
            Err(error) => return Err(error.into()),
        };
        let leads = leads.get(&overview.client).copied();
        let leads = leads.unwrap_or(Leads::Nowhere);
        let next = next_actions(&visit, overview, leads).await?;
        lines.push(line(&visit, &offer, overview, called, (leads, &next)));
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
    let waiting = lines
        .iter()
        .filter(|line| line.wants < Wants::Nothing)
        .count();
    let knows = |leads: &Leads| matches!(leads, Leads::ToRelationship | Leads::Beside);
    let quiet = waiting == 0 && leads.values().any(knows);
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

/// Where each name leads. Someone may stand to a client in more than one way, or be kept from a
/// part: what would open counts.
async fn leads(visit: &Visit, accesses: &[Access]) -> Result<BTreeMap<ClientId, Leads>, Trouble> {
    let asker = visit.who.asker;
    let mut all: BTreeMap<ClientId, Leads> = accesses
        .iter()
        .map(|access| (access.whose(), Leads::Nowhere))
        .collect();
    for (leads, sections, role, purpose) in PAGES {
        let open: Vec<ClientId> = all
            .iter()
            .filter(|(_, leads)| **leads == Leads::Nowhere)
            .map(|(client, _)| *client)
            .collect();
        if role != asker.role || open.is_empty() {
            continue;
        }
        let vault = &visit.floor.vault;
        let decided = vault.decide_list(asker, &open, sections, purpose).await?;
        for access in decided.accesses {
            all.insert(access.whose(), leads);
        }
    }
    Ok(all)
}

fn unreadable(words: Words) -> Line {
    Line {
        wants: Wants::Reading,
        action: Reverse(ActionV1::Nothing),
        since: None,
        name: words.say("caseload-name-unreadable"),
        address: None,
        why: words.say("caseload-damaged"),
        state: String::new(),
        also: None,
        when: String::new(),
    }
}

/// What whoever looks may see of a client's measures, from the gist. `None`: it cannot be read.
fn of_measures(
    visit: &Visit,
    offer: &Offer,
    overview: &Overview,
    leads: Leads,
) -> Option<measures::Glance> {
    let gist = overview.get::<MeasuresGistV1>().ok()?;
    let today = Day::of(visit.now, &visit.floor.settings.zone);
    // Measures are between a client and those who treat them.
    let basis = Basis::Relation(RelationKind::Therapist);
    let sees = matches!(leads, Leads::ToRelationship | Leads::Measures);
    let glance = gist
        .filter(|_| sees)
        .map(|gist| gist.glance(basis, offer, today));
    Some(glance.unwrap_or_default())
}

fn line(
    visit: &Visit,
    offer: &Offer,
    overview: &Overview,
    called: Option<String>,
    (leads, next): (Leads, &[Next]),
) -> Line {
    let words = visit.words;
    let client: ClientId = overview.client;
    let gist = overview.get::<AllianceGistV1>();
    let measures = of_measures(visit, offer, overview, leads);
    let met = overview.get::<SessionsGistV1>();
    let damaged = called.is_none() || gist.is_err() || measures.is_none() || met.is_err();
    let name = called.unwrap_or_else(|| words.say("caseload-name-unreadable"));
    let mut glance = gist
        .ok()
        .flatten()
        .map(|gist| gist.for_person(visit.who.asker.person, client, visit.now))
        .unwrap_or_default();
    if !matches!(leads, Leads::ToRelationship | Leads::Beside) {
        // What may not be opened is not told in passing either.
        glance.open.clear();
    }
    let measures = measures.unwrap_or_default();
    let met = met.ok().flatten().unwrap_or_default().glance(visit.now);
    let mut reasons = reasons(visit, offer, &glance, &measures, next, leads).into_iter();
    let first = reasons.next();
    let more = reasons.filter(|more| more.wants < Wants::Nothing).count();
    let wants = match &first {
        // What was said about safety is said, whatever else cannot be read.
        Some(first) if first.wants == Wants::Safety => Wants::Safety,
        _ if damaged => Wants::Reading,
        Some(first) => first.wants,
        None => Wants::Nothing,
    };
    let address = leads.address(client).map(|address| match &first {
        Some(first) if leads == Leads::Measures => format!("/clients/{client}{}", first.page),
        Some(first) => address + &first.page,
        None => address,
    });
    let (action, since) = match &first {
        Some(first) => (first.action, Some(first.since)),
        None => (Reverse(ActionV1::Nothing), None),
    };
    let (why, state) = match first {
        Some(first) => (first.why, first.state),
        None if damaged => (words.say("caseload-damaged"), String::new()),
        None => (last_session(visit, met.last), String::new()),
    };
    Line {
        wants,
        action,
        since,
        name,
        address,
        why,
        state,
        also: (more > 0).then(|| words.say_with("caseload-also", &[("count", more.into())])),
        when: met.next.map_or_else(
            || words.say("caseload-no-next"),
            |next| {
                let when = visit.day_and_time(next);
                words.say_with("caseload-next", &[("when", (&when).into())])
            },
        ),
    }
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
