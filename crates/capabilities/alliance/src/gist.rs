//! The gist of a relationship: the few facts a list is drawn from, without opening any history.

use crate::audience::AudienceV1;
use crate::rupture::{ReasonV1, RuptureV1, StateV1};
use care::{ClientId, Moment, PersonId, RecordId, SignalKind};
use sealed::Gist;
use serde::{Deserialize, Serialize};

/// How many of the latest scores the gist carries: enough for a small line on a list.
const SCORES: usize = 8;

/// An open rupture, as a list needs it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
struct OpenRuptureV1 {
    rupture: [u8; 16],
    signal: u8,
    opened_at: i64,
    state: StateV1,
    /// The score that was noticed and what it was held against, in hundredths.
    score: Option<u16>,
    against: Option<u16>,
    sessions: u16,
    named_by_client: bool,
    audience: AudienceV1,
}

/// One of the latest scores.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
struct ScoreV1 {
    session_at: i64,
    score: Option<u16>,
    audience: AudienceV1,
}

/// The stored shape of the gist. What it holds is filtered by [`AllianceGistV1::for_person`] before
/// anyone sees it, because a client may have kept a thing from the very person who looks.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AllianceGistV1 {
    open: Vec<OpenRuptureV1>,
    scores: Vec<ScoreV1>,
    /// These four are not written any more: sessions have a gist of their own.
    next_session_at: Option<i64>,
    next_session_ends: Option<i64>,
    last_session_at: Option<i64>,
    sessions: u32,
    last_check_in_at: Option<i64>,
}

impl Gist for AllianceGistV1 {
    const KIND: &'static str = "alliance";
    const SHAPE: u16 = 1;
}

/// An open rupture that the person who looks may know of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct OpenRupture {
    /// Which.
    pub rupture: RecordId,
    /// Why.
    pub signal: SignalKind,
    /// Since when.
    pub opened: Moment,
    /// Where it stands.
    pub state: StateV1,
    /// The score that was noticed, in hundredths of the 0 to 10 scale.
    pub score: Option<u16>,
    /// What it was held against.
    pub against: Option<u16>,
    /// On how many check-ins the reason rests.
    pub sessions: u16,
    /// Whether the client named it.
    pub named_by_client: bool,
}

/// A relationship at a glance, for one person who looks.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct AtAGlance {
    /// What is open, oldest first.
    pub open: Vec<OpenRupture>,
    /// The latest scores in hundredths, oldest first; `None` where a session has none, or none
    /// that this person may see.
    pub scores: Vec<Option<u16>>,
}

impl AllianceGistV1 {
    /// What `person` may see of it at `now`.
    pub fn for_person(&self, person: PersonId, whose: ClientId, now: Moment) -> AtAGlance {
        let sees = |audience: &AudienceV1| audience.to_care().includes(person, whose.person(), now);
        let open = self
            .open
            .iter()
            .filter(|rupture| sees(&rupture.audience))
            .map(|rupture| {
                let reason = ReasonV1 {
                    signal: rupture.signal,
                    rule: String::new(),
                    source: String::new(),
                    score: rupture.score,
                    against: rupture.against,
                    sessions: rupture.sessions,
                };
                OpenRupture {
                    rupture: RecordId::from_bytes(rupture.rupture),
                    signal: reason.signal(),
                    opened: Moment::from_millis(rupture.opened_at),
                    state: rupture.state,
                    score: rupture.score,
                    against: rupture.against,
                    sessions: rupture.sessions,
                    named_by_client: rupture.named_by_client,
                }
            });
        AtAGlance {
            open: open.collect(),
            scores: self
                .scores
                .iter()
                .map(|score| score.score.filter(|_| sees(&score.audience)))
                .collect(),
        }
    }

    /// Whether a rupture is open that everyone in this audience may know of. One that is kept from
    /// them must not keep a fall from being noticed for them, nor must one that the service opened by
    /// what it did not keep: it says nothing about how the sessions are. For rules, never for a page.
    pub(crate) fn any_open_to(&self, audience: &AudienceV1, now: Moment) -> bool {
        let of_service = ReasonV1::index(SignalKind::BrokenPromise);
        self.open
            .iter()
            .filter(|open| open.signal != of_service)
            .any(|open| open.audience.reaches(audience, now))
    }

    pub(crate) fn set_rupture(&mut self, id: RecordId, rupture: &RuptureV1) {
        self.open.retain(|open| open.rupture != *id.bytes());
        if rupture.state() == StateV1::Closed {
            return;
        }
        let reason = rupture.reasons.first();
        self.open.push(OpenRuptureV1 {
            rupture: *id.bytes(),
            signal: reason.map_or(0, |reason| reason.signal),
            opened_at: rupture.opened_at,
            state: rupture.state(),
            score: reason.and_then(|reason| reason.score),
            against: reason.and_then(|reason| reason.against),
            sessions: reason.map_or(0, |reason| reason.sessions),
            named_by_client: reason.is_some_and(crate::rupture::act::named),
            audience: rupture.audience.clone(),
        });
        self.open.sort_by_key(|open| open.opened_at);
    }

    pub(crate) fn add_score(&mut self, session_at: i64, score: Option<u16>, audience: AudienceV1) {
        self.scores.push(ScoreV1 {
            session_at,
            score,
            audience,
        });
        self.scores.sort_by_key(|score| score.session_at);
        let surplus = self.scores.len().saturating_sub(SCORES);
        self.scores.drain(..surplus);
    }

    pub(crate) fn checked_in(&mut self, at: Moment) {
        self.last_check_in_at = Some(at.millis());
    }
}
