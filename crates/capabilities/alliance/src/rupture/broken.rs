//! S5: the service did not do what it had said it would. Nobody types anything for it: a promise
//! that breaks, or a session called off at short notice, opens a rupture by itself.

use super::act::open;
use super::follow_up::Expected;
use super::{ReasonV1, RuptureV1, StateV1};
use crate::audience::AudienceV1;
use care::{Happened, PersonId, RecordId, SignalKind};
use sealed::{Act, ReadError};

/// What the service did not keep.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Broken {
    /// A promise.
    Promise,
    /// A session, called off less than a day before.
    CalledOff,
}

impl Broken {
    /// The rule's name, which is kept with the reason.
    const fn rule(self) -> &'static str {
        match self {
            Self::Promise => "broken-promise",
            Self::CalledOff => CALLED_OFF,
        }
    }

    const fn id_of(self) -> &'static str {
        match self {
            Self::Promise => "rupture of promise",
            Self::CalledOff => "rupture of session called off",
        }
    }
}

/// The rule's name of a session that was called off at short notice.
pub(crate) const CALLED_OFF: &str = "called-off-late";

/// Where the rule comes from. No published rule was found.
const SOURCE: &str = "This project's own rule (S5): what the service does not keep is a strain in the relationship, \
     whether or not anyone says so.";

/// A promise was broken: opens a rupture, unless this promise has opened one or a rupture of the
/// same cause is open. What comes of a question in the ledger is not a promise of this kind. The act
/// opens [`care::Section::Relationship`] and [`care::Section::Overview`]. `by`: who had promised.
pub async fn broken_promise(
    act: &mut Act,
    promise: RecordId,
    by: PersonId,
) -> Result<Vec<Happened>, ReadError> {
    broken(act, Broken::Promise, promise, Some(by)).await
}

pub(crate) async fn broken(
    act: &mut Act,
    what: Broken,
    about: RecordId,
    by: Option<PersonId>,
) -> Result<Vec<Happened>, ReadError> {
    let id = act.id_for(what.id_of(), about);
    let all = act.latest::<RuptureV1>().await?.kept;
    let of_this = |value: &RuptureV1| {
        value.state() != StateV1::Closed
            && value
                .reasons
                .iter()
                .any(|reason| reason.signal() == SignalKind::BrokenPromise)
    };
    if all
        .iter()
        .any(|kept| kept.record == id || of_this(&kept.value))
    {
        return Ok(Vec::new());
    }
    let rupture = RuptureV1 {
        opened_at: act.now().millis(),
        named_by: None,
        session: None,
        session_at: None,
        reasons: vec![ReasonV1 {
            signal: ReasonV1::index(SignalKind::BrokenPromise),
            rule: what.rule().to_owned(),
            source: SOURCE.to_owned(),
            score: None,
            against: None,
            sessions: 0,
        }],
        words: String::new(),
        fit: None,
        audience: AudienceV1::Section,
        answers: Vec::new(),
        steps: Vec::new(),
        replies: Vec::new(),
    };
    let expected = Expected {
        answerer: by,
        meetings: &[],
    };
    open(act, id, &rupture, expected).await
}
