//! The caseload: relationships that need care first, each with the reason in words. Drawn from
//! gists only; opening a history is another page and another line in the client's ledger.

use alliance::rupture::StateV1;
use alliance::{AllianceGistV1, AtAGlance, OpenRupture, reason};
use askama::Template;
use axum::response::Response;
use care::{
    Access, Basis, ClientId, Moment, Purpose, RelationKind, Role, Section, Sections, SignalKind,
};
use pages::layout::{Notice, Tone};
use pages::shell::staff;
use pages::{Html, Routes, Trouble, Verb, Visit, Words};
use sealed::{Damaged, Overview, ReadError};
use std::collections::BTreeMap;

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

pub(crate) fn routes() -> Routes {
    Routes::new().role(Verb::Get, "/caseload", ROLES, show)
}

/// How much a relationship wants to be looked at. Earlier variants come first on the list.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Wants {
    /// The client said that something felt wrong, or "not yet" to a repair.
    SaidSo,
    /// Something was noticed and nobody has answered it.
    Answer,
    /// A slow slide was noticed and nobody has answered it. It comes after the others: it has been
    /// going on for several sessions, and they are about the last one.
    Slide,
    /// Something is open and answered; the next move is in the relationship.
    Repair,
    /// It cannot be read.
    Reading,
    /// Nothing.
    Nothing,
}

impl Wants {
    fn of(open: &OpenRupture) -> Self {
        match (open.state, open.signal) {
            (StateV1::Answered | StateV1::Offered | StateV1::Closed, _) => Self::Repair,
            // Whoever named it has written already; the next move is between the two.
            (StateV1::Open, SignalKind::Said) if !open.named_by_client => Self::Repair,
            (StateV1::NotYet, _) | (StateV1::Open, SignalKind::Said) => Self::SaidSo,
            (StateV1::Open, SignalKind::Slide) => Self::Slide,
            (StateV1::Open, _) => Self::Answer,
        }
    }

    /// Whether it waits for someone to write.
    fn is_unanswered(self) -> bool {
        self <= Self::Slide
    }
}

/// What is open and wants to be looked at first: the oldest of those that want it most.
fn first(glance: &AtAGlance) -> Option<(Wants, &OpenRupture)> {
    let open = glance.open.iter().map(|open| (Wants::of(open), open));
    open.min_by_key(|(wants, open)| (*wants, open.opened))
}

/// Where a name on the list leads: to the relationship, to what those beside may see of it, or
/// nowhere, for someone on the team who has no page about it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Leads {
    ToRelationship,
    Beside,
    Nowhere,
}

impl Leads {
    fn of(basis: Basis) -> Self {
        match basis {
            Basis::Relation(RelationKind::Therapist) => Self::ToRelationship,
            Basis::Relation(RelationKind::Supervisor | RelationKind::Advocate) => Self::Beside,
            _ => Self::Nowhere,
        }
    }

    fn address(self, client: ClientId) -> Option<String> {
        match self {
            Self::ToRelationship => Some(format!("/clients/{client}")),
            Self::Beside => Some(format!("/clients/{client}/beside")),
            Self::Nowhere => None,
        }
    }
}

struct Line {
    wants: Wants,
    since: Option<Moment>,
    name: String,
    address: Option<String>,
    why: String,
    state: String,
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

async fn show(visit: Visit) -> Result<Response, Trouble> {
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
        lines.push(line(
            &visit,
            overview,
            called,
            leads.unwrap_or(Leads::Nowhere),
        ));
    }
    // Who works with these cannot be read, so nothing of them is opened.
    lines.extend(decided.damaged.iter().map(|_| unreadable(visit.words)));
    lines.sort_by(|a, b| {
        a.wants
            .cmp(&b.wants)
            .then(a.since.cmp(&b.since))
            .then_with(|| a.name.cmp(&b.name))
    });
    let waiting = lines
        .iter()
        .filter(|line| line.wants < Wants::Nothing)
        .count();
    let quiet = waiting == 0 && leads.values().any(|leads| *leads != Leads::Nowhere);
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

/// Where each name leads. Someone may stand to a client in more than one way: the way that opens
/// most counts.
async fn leads(visit: &Visit, accesses: &[Access]) -> Result<BTreeMap<ClientId, Leads>, Trouble> {
    let asker = visit.who.asker;
    let mut all: BTreeMap<ClientId, Leads> = accesses
        .iter()
        .map(|access| (access.whose(), Leads::of(access.basis())))
        .collect();
    if asker.role != Role::Therapist {
        return Ok(all);
    }
    for purpose in [Purpose::Treatment, Purpose::Supervision] {
        let open: Vec<ClientId> = all
            .iter()
            .filter(|(_, leads)| **leads != Leads::ToRelationship)
            .map(|(client, _)| *client)
            .collect();
        if open.is_empty() {
            break;
        }
        let vault = &visit.floor.vault;
        let sections = Sections::of(&[Section::Relationship]);
        let decided = vault.decide_list(asker, &open, sections, purpose).await?;
        for access in decided.accesses {
            all.insert(access.whose(), Leads::of(access.basis()));
        }
    }
    Ok(all)
}

fn unreadable(words: Words) -> Line {
    Line {
        wants: Wants::Reading,
        since: None,
        name: words.say("caseload-name-unreadable"),
        address: None,
        why: words.say("caseload-damaged"),
        state: String::new(),
        when: String::new(),
    }
}

fn line(visit: &Visit, overview: &Overview, called: Option<String>, leads: Leads) -> Line {
    let words = visit.words;
    let client: ClientId = overview.client;
    let gist = overview.get::<AllianceGistV1>();
    let damaged = called.is_none() || gist.is_err();
    let name = called.unwrap_or_else(|| words.say("caseload-name-unreadable"));
    let mut glance = gist
        .ok()
        .flatten()
        .map(|gist| gist.for_person(visit.who.asker.person, client, visit.now))
        .unwrap_or_default();
    if leads == Leads::Nowhere {
        // What may not be opened is not told in passing either.
        glance.open.clear();
    }
    let first = first(&glance);
    let zone = &visit.floor.settings.zone;
    let (why, state) = match first {
        Some((_, open)) => (
            reason(
                open.signal,
                open.score,
                open.against,
                open.sessions,
                open.named_by_client,
                words,
            ),
            words.say(&format!("rupture-state-{}", open.state.code())),
        ),
        None if damaged => (words.say("caseload-damaged"), String::new()),
        None => (
            glance.last_session.map_or_else(
                || words.say("caseload-no-session-yet"),
                |last| {
                    let when = words.relative(last, visit.now, zone);
                    words.say_with("caseload-last-session", &[("when", (&when).into())])
                },
            ),
            String::new(),
        ),
    };
    let address = leads.address(client).map(|address| match first {
        Some((_, open)) => format!("{address}/ruptures/{}", open.rupture),
        None => address,
    });
    Line {
        wants: match first {
            _ if damaged => Wants::Reading,
            Some((wants, _)) => wants,
            None => Wants::Nothing,
        },
        since: first.map(|(_, open)| open.opened),
        name,
        address,
        why,
        state,
        when: glance.next_session.map_or_else(
            || words.say("caseload-no-next"),
            |next| {
                let when = visit.day_and_time(next);
                words.say_with("caseload-next", &[("when", (&when).into())])
            },
        ),
    }
}
