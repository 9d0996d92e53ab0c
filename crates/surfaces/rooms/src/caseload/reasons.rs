//! What stands on a client's line of the caseload, each thing in words and the gravest first.

mod waits;
mod work;

use super::leads::{Leads, Told};
use super::wants::Wants;
use crate::gists::{Gists, said};
use alliance::{Following, OpenRupture, reason};
use care::{Basis, ClientId, Moment, RelationKind, Role};
use measures::{ActionV1, Day, Offer, OpenAction, OpenSignal, SafetyGistV1, SafetyStateV1};
use pages::{Trouble, Visit};
use std::cmp::Reverse;

/// One thing on a client's line.
pub(crate) struct Reason {
    pub(crate) wants: Wants,
    /// How soon someone has to act, where a published rule says so; the gravest first.
    pub(crate) action: Reverse<ActionV1>,
    pub(crate) since: Moment,
    pub(crate) why: String,
    pub(crate) state: String,
    /// Its page, below the client's.
    pub(crate) page: String,
}

impl Reason {
    fn rupture(
        open: &OpenRupture,
        stands: Option<&Following>,
        beside: bool,
        visit: &Visit,
    ) -> Self {
        let words = visit.words;
        let state = words.say(&format!("rupture-state-{}", open.state.code()));
        // What follows from its age says more than the state it is in.
        let more = stands.and_then(|stands| match stands {
            Following {
                unrepaired: Some(_),
                ..
            } => Some(words.say("caseload-unrepaired")),
            Following {
                brought: true,
                looked: false,
                ..
            } if beside => Some(words.say("caseload-brought")),
            Following {
                answered: false,
                due,
                ..
            } if !beside => Some(alliance::due_words(visit, *due)),
            _ => None,
        });
        Self {
            wants: Wants::rupture(open, stands, beside),
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
            state: more.unwrap_or(state),
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
struct Next {
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
async fn next_actions(visit: &Visit, gists: &Gists, leads: Leads) -> Result<Vec<Next>, Trouble> {
    // Damage is told with the measures' own gist, which is written together with this one.
    let supervises = visit.who.asker.role == Role::Supervisor && leads == Leads::Beside;
    let mut all = Vec::new();
    for action in said(&gists.safety)
        .map(SafetyGistV1::open)
        .unwrap_or_default()
    {
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

/// Everything that is open and that whoever looks may know of: what wants to be looked at most
/// first, and of that the oldest.
pub(crate) async fn reasons(
    visit: &Visit,
    offer: &Offer,
    client: ClientId,
    gists: &Gists,
    told: Told,
) -> Result<Vec<Reason>, Trouble> {
    let next = next_actions(visit, gists, told.leads).await?;
    let measures = of_measures(visit, offer, gists, told.leads);
    let mut all = ruptures(visit, client, gists, told);
    let signals = measures.open.iter();
    all.extend(signals.map(|open| Reason::signal(open, offer, visit, &next)));
    let is_there = |next: &&Next| {
        let signal = Some(next.action.signal);
        !measures.open.iter().any(|open| open.record == signal)
    };
    all.extend(next.iter().filter(is_there).map(|next| match told.leads {
        Leads::ToRelationship => Reason::action(next, visit.now),
        _ => Reason::of_supervised(next),
    }));
    all.extend(self::waits(visit, gists, told));
    all.sort_by_key(|reason| (reason.wants, reason.action, reason.since));
    Ok(all)
}

/// Who waits for whom, for those who treat the client.
pub(crate) fn waits(visit: &Visit, gists: &Gists, told: Told) -> Vec<Reason> {
    let mut all = match told.leads {
        Leads::ToRelationship => {
            let mut all = waits::all(visit, gists, told);
            all.extend(work::all(visit, gists, told));
            all
        }
        _ => Vec::new(),
    };
    all.sort_by_key(|reason| (reason.wants, reason.since));
    all
}

/// What may not be opened is not told in passing either.
fn ruptures(visit: &Visit, client: ClientId, gists: &Gists, told: Told) -> Vec<Reason> {
    let Some(gist) = said(&gists.alliance).filter(|_| told.knows()) else {
        return Vec::new();
    };
    let glance = gist.for_person(visit.who.asker.person, client, visit.now);
    let following = said(&gists.follow_up);
    let person = visit.who.asker.person;
    let following = following.map(|gist| gist.for_person(person, client, visit.now));
    let following = following.unwrap_or_default();
    let stands = |open: &OpenRupture| {
        let mut all = following.iter();
        all.find(|stands| stands.rupture == open.rupture)
    };
    let beside = told.leads == Leads::Beside;
    let open = glance.open.iter();
    open.map(|open| Reason::rupture(open, stands(open), beside, visit))
        .collect()
}

/// What whoever looks may see of a client's measures. They are between a client and those who treat
/// them.
fn of_measures(visit: &Visit, offer: &Offer, gists: &Gists, leads: Leads) -> measures::Glance {
    let today = Day::of(visit.now, &visit.floor.settings.zone);
    let basis = Basis::Relation(RelationKind::Therapist);
    let sees = matches!(leads, Leads::ToRelationship | Leads::Measures);
    let gist = said(&gists.measures).filter(|_| sees);
    let glance = gist.map(|gist| gist.glance(basis, offer, today));
    glance.unwrap_or_default()
}
