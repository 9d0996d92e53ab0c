//! Where a name on the list leads, and what may be told of it in passing.

use crate::relationship::{BESIDE, TREATS};
use care::{ClientId, Purpose, Refused, Role, Section, Sections};
use pages::{Trouble, Visit};
use std::collections::BTreeMap;

/// Where a name on the list leads: to the relationship, to what those beside may see of it, to the
/// measures or the plan for whom the client allowed those, to the lines a client lets someone on the
/// team see of what sets something off, or nowhere.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Leads {
    ToRelationship,
    Beside,
    Measures,
    Plan,
    Shared,
    Nowhere,
}

/// The pages to which a name can lead, what each opens, for whom and what for; those that show most
/// first. A page is led to, and what is on it told in passing, only where it would open: what a
/// client keeps from someone is not on that person's list either.
const PAGES: [(Leads, Sections, Role, Purpose); 10] = [
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
    (Leads::Shared, SHARED, Role::Therapist, Purpose::Treatment),
    (
        Leads::Shared,
        SHARED,
        Role::PeerSupporter,
        Purpose::Treatment,
    ),
    (Leads::Shared, SHARED, Role::Facilitator, Purpose::Treatment),
];
const SHARED: Sections = Sections::of(&[Section::Identity, Section::Sessions]);
const MEASURES: Sections = Sections::of(&[Section::Identity, Section::Measures, Section::Overview]);
const PLAN: Sections = Sections::of(&[Section::Identity, Section::CrisisPlan]);

/// What those who treat a client may open beside the relationship, each by itself: a client can keep
/// one of them from one person.
const BEYOND: [Section; 4] = [
    Section::Messages,
    Section::Notes,
    Section::Sessions,
    Section::Work,
];

impl Leads {
    pub(crate) fn address(self, client: ClientId) -> Option<String> {
        match self {
            Self::ToRelationship => Some(format!("/clients/{client}")),
            Self::Beside => Some(format!("/clients/{client}/beside")),
            Self::Measures => Some(format!("/clients/{client}/measures")),
            Self::Plan => Some(format!("/clients/{client}/plan")),
            Self::Shared => Some(format!("/clients/{client}/triggers/shared")),
            Self::Nowhere => None,
        }
    }
}

/// What may be told of a client to whoever looks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Told {
    pub(crate) leads: Leads,
    /// Which of messages, notes and sessions they may open too.
    pub(crate) beyond: Sections,
    /// Whether the client keeps it from them when they meet: then the list does not say so either.
    pub(crate) meets_unseen: bool,
}

impl Told {
    /// Nothing.
    pub(crate) const NOTHING: Self = Self {
        leads: Leads::Nowhere,
        beyond: Sections::NONE,
        meets_unseen: true,
    };

    /// Whether they open what is between the two.
    pub(crate) fn knows(self) -> bool {
        matches!(self.leads, Leads::ToRelationship | Leads::Beside)
    }
}

/// What may be told of these clients. Someone may stand to a client in more than one way, or be kept
/// from a part: what would open counts.
pub(crate) async fn told(
    visit: &Visit,
    clients: &[ClientId],
) -> Result<BTreeMap<ClientId, Told>, Trouble> {
    let asker = visit.who.asker;
    let vault = &visit.floor.vault;
    let mut all: BTreeMap<ClientId, Told> = clients
        .iter()
        .map(|client| (*client, Told::NOTHING))
        .collect();
    for (leads, sections, role, purpose) in PAGES {
        let open: Vec<ClientId> = all
            .iter()
            .filter(|(_, told)| told.leads == Leads::Nowhere)
            .map(|(client, _)| *client)
            .collect();
        if role != asker.role || open.is_empty() {
            continue;
        }
        let decided = vault.decide_list(asker, &open, sections, purpose).await?;
        for access in decided.accesses {
            if let Some(told) = all.get_mut(&access.whose()) {
                told.leads = leads;
            }
        }
    }
    let treated: Vec<ClientId> = all
        .iter()
        .filter(|(_, told)| told.leads == Leads::ToRelationship)
        .map(|(client, _)| *client)
        .collect();
    for section in BEYOND {
        if treated.is_empty() {
            break;
        }
        let (section, purpose) = (Sections::of(&[section]), Purpose::Treatment);
        let decided = vault.decide_list(asker, &treated, section, purpose).await?;
        for access in decided.accesses {
            if let Some(told) = all.get_mut(&access.whose()) {
                told.beyond = told.beyond.or(section);
            }
        }
    }
    unseen(visit, &mut all).await?;
    Ok(all)
}

/// From whom of those the client keeps when they meet. Whoever opens the relationship opens the
/// sessions with it.
async fn unseen(visit: &Visit, all: &mut BTreeMap<ClientId, Told>) -> Result<(), Trouble> {
    let asker = visit.who.asker;
    let sessions = Sections::of(&[Section::Sessions]);
    for (client, told) in all {
        told.meets_unseen = told.leads != Leads::ToRelationship && {
            let vault = &visit.floor.vault;
            let decided = vault.decide(asker, *client, sessions, Purpose::Treatment);
            decided.await? == Err(Refused::KeptFrom)
        };
    }
    Ok(())
}
