//! What lists show of what follows a rupture, and which sessions went by since. Whoever looks sees
//! what was meant for them.

use super::rules::SESSIONS;
use super::stored::FollowUpV1;
use crate::audience::AudienceV1;
use care::{ClientId, Moment, PersonId, RecordId};
use sealed::Gist;
use serde::{Deserialize, Serialize};

/// One open rupture.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
struct OpenFollowUpV1 {
    rupture: [u8; 16],
    opened_at: i64,
    due_at: i64,
    answered: bool,
    back: bool,
    unrepaired_at: Option<i64>,
    in_supervision: bool,
    brought_to: Vec<[u8; 16]>,
    looked: Vec<[u8; 16]>,
    /// Sessions that were held since it opened.
    held: Vec<[u8; 16]>,
    audience: AudienceV1,
}

/// What follows each open rupture of a client, for lists.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUpGistV1 {
    open: Vec<OpenFollowUpV1>,
}

impl Gist for FollowUpGistV1 {
    const KIND: &'static str = "rupture-follow-up";
    const SHAPE: u16 = 1;
}

/// What follows an open rupture, for one person who looks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own, and none excludes another"
)]
pub struct Following {
    /// The rupture.
    pub rupture: RecordId,
    /// By when it is to be answered.
    pub due: Moment,
    /// Whether it was.
    pub answered: bool,
    /// Whether the latest answers are back where they were: the client may be asked, and only they
    /// close it.
    pub back: bool,
    /// Since when it counts as unrepaired: three sessions went by.
    pub unrepaired: Option<Moment>,
    /// Whether it was brought to whoever supervises, or to this very person.
    pub brought: bool,
    /// Whether this person has said that they have looked.
    pub looked: bool,
}

impl FollowUpGistV1 {
    /// What `person` may see of it at `now`, oldest first.
    pub fn for_person(&self, person: PersonId, whose: ClientId, now: Moment) -> Vec<Following> {
        self.open
            .iter()
            .filter(|open| {
                open.audience
                    .to_care()
                    .includes(person, whose.person(), now)
            })
            .map(|open| Following {
                rupture: RecordId::from_bytes(open.rupture),
                due: Moment::from_millis(open.due_at),
                answered: open.answered,
                back: open.back,
                unrepaired: open.unrepaired_at.map(Moment::from_millis),
                brought: open.in_supervision || open.brought_to.contains(person.bytes()),
                looked: open.looked.contains(person.bytes()),
            })
            .collect()
    }

    pub(super) fn set(&mut self, follow_up: &FollowUpV1) {
        let place = self
            .open
            .iter()
            .position(|open| open.rupture == follow_up.rupture);
        let held = place.map(|place| self.open.remove(place).held);
        if follow_up.closed_at.is_some() {
            return;
        }
        self.open.push(OpenFollowUpV1 {
            rupture: follow_up.rupture,
            opened_at: follow_up.opened_at,
            due_at: follow_up.due_at,
            answered: follow_up.answered_at.is_some(),
            back: follow_up.back_at.is_some(),
            unrepaired_at: follow_up.unrepaired_at,
            in_supervision: follow_up.is_in_supervision(),
            brought_to: follow_up.brought.iter().filter_map(|one| one.to).collect(),
            looked: follow_up.looked.iter().map(|one| one.by).collect(),
            held: held.unwrap_or_default(),
            audience: follow_up.audience.clone(),
        });
        self.open.sort_by_key(|open| open.opened_at);
    }

    /// A session was held. Returns the ruptures through which three have now gone, and whether
    /// anything changed.
    pub(super) fn held(&mut self, session: RecordId, starts: Moment) -> (Vec<RecordId>, bool) {
        let (mut third, mut changed) = (Vec::new(), false);
        for open in &mut self.open {
            let known = open.held.contains(session.bytes()) || open.held.len() >= SESSIONS;
            if known || starts.millis() <= open.opened_at {
                continue;
            }
            open.held.push(*session.bytes());
            changed = true;
            if open.held.len() == SESSIONS && open.unrepaired_at.is_none() {
                third.push(RecordId::from_bytes(open.rupture));
            }
        }
        (third, changed)
    }
}
