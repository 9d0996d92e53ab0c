//! The gist of a client's sessions: the few facts a list is drawn from.

use crate::meeting::{self, SessionV1};
use care::Moment;
use sealed::{Gist, Kept};
use serde::{Deserialize, Serialize};

/// The stored shape of the gist.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionsGistV1 {
    next_at: Option<i64>,
    next_ends: Option<i64>,
    last_at: Option<i64>,
    count: u32,
}

impl Gist for SessionsGistV1 {
    const KIND: &'static str = "sessions";
    const SHAPE: u16 = 1;
}

/// Sessions at a glance.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct AtAGlance {
    /// The next session.
    pub next: Option<Moment>,
    /// The last one that has been.
    pub last: Option<Moment>,
}

impl SessionsGistV1 {
    /// What a list shows at `now`.
    pub fn glance(&self, now: Moment) -> AtAGlance {
        let at = |at: &Option<i64>| at.map(Moment::from_millis);
        let is_over = at(&self.next_ends).is_some_and(|ends| ends <= now);
        let next = at(&self.next_at);
        let was = next.filter(|_| is_over);
        AtAGlance {
            next: next.filter(|_| !is_over),
            last: was.or_else(|| at(&self.last_at).filter(|at| *at <= now)),
        }
    }

    pub(crate) fn set_sessions(&mut self, sessions: &[Kept<SessionV1>], now: Moment) {
        let next = meeting::next(sessions, now).map(|session| &session.value);
        self.next_at = next.map(|session| session.starts_at);
        self.next_ends = next.map(|session| session.ends().millis());
        self.last_at = sessions
            .iter()
            .rev()
            .find(|session| session.value.ends() <= now)
            .map(|session| session.value.starts_at);
        self.count = u32::try_from(sessions.len()).unwrap_or(u32::MAX);
    }
}
