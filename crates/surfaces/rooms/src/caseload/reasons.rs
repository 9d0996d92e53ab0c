//! What stands on a client's line of the caseload, each thing in words and the gravest first.

use super::{Leads, Wants};
use alliance::{AtAGlance, OpenRupture, reason};
use care::{Moment, Role};
use measures::{ActionV1, Offer, OpenAction, OpenSignal, SafetyGistV1, SafetyStateV1};
use pages::{Trouble, Visit, Words};
use sealed::Overview;
use std::cmp::Reverse;

/// One thing on a client's line.
pub(super) struct Reason {
    pub(super) wants: Wants,
    /// How soon someone has to act, where a published rule says so; the gravest first.
    pub(super) action: Reverse<ActionV1>,
    pub(super) since: Moment,
    pub(super) why: String,
    pub(super) state: String,
    /// Its page, below the client's.
    pub(super) page: String,
}

impl Reason {
    fn rupture(open: &OpenRupture, words: Words) -> Self {
        Self {
            wants: Wants::rupture(open),
            action: Reverse(ActionV1::Nothing),
            since: open.opened,
            why: reason(
                open.signal,
                open.score,
                open.against,
                open.sessions,
                open.named_by_client,
                words,
            ),
            state: words.say(&format!("rupture-state-{}", open.state.code())),
            page: format!("/ruptures/{}", open.rupture),
        }
    }

    fn signal(open: &OpenSignal, offer: &Offer, visit: &Visit, next: &[Next]) -> Self {
        let words = visit.words;
        let wants = Wants::signal(open.signal);
        let mut state = String::new();
        if wants == Wants::Safety {
            // Who is to see to it and by when, where the action is known; otherwise what is to be
            // done.
            let own = next
                .iter()
                .find(|next| Some(next.action.signal) == open.record);
            state = own.map_or_else(|| to_do(open, visit), |next| next.words.clone());
        }
        Self {
            wants,
            action: Reverse(open.action),
            since: open.raised,
            why: measures::reason(open, offer, words),
            state,
            page: match open.record {
                Some(record) => format!("/signals/{record}"),
                None => format!("/measures/{}/unanswered", open.measure),
            },
        }
    }
}

/// A next action about safety, with what is said of it.
pub(super) struct Next {
    action: OpenAction,
    words: String,
}

impl Reason {
    /// An action that someone has answered: it stays on the list until it is done.
    fn action(next: &Next, now: Moment) -> Self {
        let late = next.action.due < now || next.action.state == SafetyStateV1::HandedOver;
        Self {
            wants: if late { Wants::Safety } else { Wants::Repair },
            action: Reverse(next.action.what),
            since: next.action.opened,
            why: next.words.clone(),
            state: String::new(),
            page: format!("/signals/{}", next.action.signal),
        }
    }

    /// To whoever supervises: that one is late, and with whom to speak. Nothing of what it is about.
    fn of_supervised(next: &Next) -> Self {
        Self {
            wants: Wants::Safety,
            action: Reverse(ActionV1::Nothing),
            since: next.action.due,
            why: next.words.clone(),
            state: String::new(),
            page: String::new(),
        }
    }
}

/// The next actions that whoever looks may know of.
pub(super) async fn next_actions(
    visit: &Visit,
    overview: &Overview,
    leads: Leads,
) -> Result<Vec<Next>, Trouble> {
    // Damage is told with the measures' own gist, which is written together with this one.
    let gist = overview.get::<SafetyGistV1>().ok().flatten();
    let supervises = visit.who.asker.role == Role::Supervisor && leads == Leads::Beside;
    let mut all = Vec::new();
    for action in gist.map(|gist| gist.open()).unwrap_or_default() {
        let words = match leads {
            Leads::ToRelationship => measures::action_words(visit, &action).await?,
            _ if supervises && action.due < visit.now => {
                let name = match action.who {
                    Some(person) => visit.floor.sign_ins.name_of(person).await?,
                    None => None,
                };
                let name = name.unwrap_or_else(|| visit.words.say("someone-on-the-team"));
                visit
                    .words
                    .say_with("safety-supervisor", &[("who", (&name).into())])
            }
            _ => continue,
        };
        all.push(Next { action, words });
    }
    Ok(all)
}

/// What is to be done about a signal, and by when; or by when it was, if nobody has said anything.
pub(crate) fn to_do(open: &OpenSignal, visit: &Visit) -> String {
    let words = visit.words;
    let what = measures::to_do(open.signal, open.action, words);
    let Some(due) = open.due else {
        return what;
    };
    let key = if due < visit.now {
        "caseload-overdue"
    } else {
        "measure-signal-by"
    };
    let when = visit.day_and_time(due);
    format!(
        "{what} {}",
        words.say_with(key, &[("when", (&when).into())])
    )
}

/// Everything that is open, what wants to be looked at most first, and of that the oldest.
pub(super) fn reasons(
    visit: &Visit,
    offer: &Offer,
    alliance: &AtAGlance,
    measures: &measures::Glance,
    next: &[Next],
    leads: Leads,
) -> Vec<Reason> {
    let ruptures = alliance.open.iter();
    let ruptures = ruptures.map(|open| Reason::rupture(open, visit.words));
    let signals = measures.open.iter();
    let signals = signals.map(|open| Reason::signal(open, offer, visit, next));
    let mut all: Vec<Reason> = ruptures.chain(signals).collect();
    let is_there = |next: &&Next| {
        let signal = Some(next.action.signal);
        !measures.open.iter().any(|open| open.record == signal)
    };
    all.extend(next.iter().filter(is_there).map(|next| match leads {
        Leads::ToRelationship => Reason::action(next, visit.now),
        _ => Reason::of_supervised(next),
    }));
    all.sort_by_key(|reason| (reason.wants, reason.action, reason.since));
    all
}
