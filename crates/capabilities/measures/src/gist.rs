//! The gist of a person's measures: the few facts a list and the first screen are drawn from,
//! without opening any answer.

use crate::answer::{AnsweredV1, ReadersV1};
use crate::day::Day;
use crate::offer::Offer;
use crate::plan::{AskedV1, PlanV1, rules};
use crate::signal::{ActionV1, Signal, SignalV1};
use care::{Basis, Moment, RecordId, RelationKind};
use sealed::{Act, Gist, ReadError};
use serde::{Deserialize, Serialize};

/// How many of the latest scores of a measure the gist carries: enough for a small line.
const SCORES: usize = 8;

/// One of the latest scores of a measure that everyone who may open the measures can read.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
struct LatestV1 {
    measure: String,
    day: Day,
    score: Option<f64>,
    readers: ReadersV1,
}

/// A signal that nobody has answered yet.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
struct OpenV1 {
    signal: [u8; 16],
    kind: u8,
    measure: String,
    raised_at: i64,
    due_at: Option<i64>,
    action: ActionV1,
    score: Option<f64>,
    against: Option<f64>,
}

/// When a measure was answered last, by whomever it may be read.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
struct LastV1 {
    measure: String,
    day: Day,
}

/// The stored shape. What it holds is told apart by [`MeasuresGistV1::glance`] before anyone sees
/// it: a list may be read by people who do not open a person's measures.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct MeasuresGistV1 {
    asked: Vec<AskedV1>,
    last: Vec<LastV1>,
    latest: Vec<LatestV1>,
    open: Vec<OpenV1>,
    /// What was not answered and has been seen to: the day since which it was due.
    seen_to: Vec<LastV1>,
}

impl Gist for MeasuresGistV1 {
    const KIND: &'static str = "measures";
    const SHAPE: u16 = 1;
}

/// An open signal, as a list needs it.
#[derive(Clone, PartialEq, Debug)]
pub struct OpenSignal {
    /// Which record; `None` for what is not kept until someone answers it: not answered twice.
    pub record: Option<RecordId>,
    /// Which signal.
    pub signal: Signal,
    /// About which measure.
    pub measure: String,
    /// Since when.
    pub raised: Moment,
    /// By when someone has to see to it, if the evidence says.
    pub due: Option<Moment>,
    /// What is to be done.
    pub action: ActionV1,
    /// The score that was noticed.
    pub score: Option<f64>,
    /// What it was held against.
    pub against: Option<f64>,
}

/// The latest scores of a measure.
#[derive(Clone, PartialEq, Debug)]
pub struct Latest {
    /// Which measure.
    pub measure: String,
    /// The scores, oldest first, each with its day; `None`: too much was left out to say.
    pub scores: Vec<(Day, Option<f64>)>,
}

/// A measure that is asked now.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct DueSince<'g> {
    pub(crate) asked: &'g AskedV1,
    pub(crate) since: Day,
}

/// A person's measures at a glance, for one who looks.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Glance {
    /// What is open, safety first, then the oldest first.
    pub open: Vec<OpenSignal>,
    /// The measures that are due, by id.
    pub due: Vec<String>,
    /// The latest scores that were sent. What a client keeps for themself is on no list, their own
    /// first screen included; their charts have it.
    pub latest: Vec<Latest>,
}

impl MeasuresGistV1 {
    /// What whoever looks on this basis may see of it. Measures are between a client and those who
    /// treat them: a list that others can read says nothing of them.
    pub fn glance(&self, basis: Basis, offer: &Offer, today: Day) -> Glance {
        if basis != Basis::Own && basis != Basis::Relation(RelationKind::Therapist) {
            return Glance::default();
        }
        let mut open: Vec<OpenSignal> = self.open.iter().map(OpenSignal::of).collect();
        open.extend(self.unanswered(offer, today));
        open.sort_by_key(|open| {
            let gravest = std::cmp::Reverse(open.action);
            (!open.signal.is_about_safety(), gravest, open.raised)
        });
        let due = self.due(offer, today);
        let mut latest: Vec<Latest> = Vec::new();
        for one in &self.latest {
            if one.readers == ReadersV1::Nobody {
                continue;
            }
            let point = (one.day, one.score);
            match latest.iter_mut().find(|known| known.measure == one.measure) {
                Some(known) => known.scores.push(point),
                None => latest.push(Latest {
                    measure: one.measure.clone(),
                    scores: vec![point],
                }),
            }
        }
        Glance {
            open,
            due: due.map(|due| due.asked.measure.clone()).collect(),
            latest,
        }
    }

    /// The measures that are due and offered today.
    pub(crate) fn due<'g>(
        &'g self,
        offer: &'g Offer,
        today: Day,
    ) -> impl Iterator<Item = DueSince<'g>> {
        self.asked.iter().filter_map(move |asked| {
            let shortest = offer.shortest(&asked.measure)?;
            let since = rules::offered(asked, self.last(&asked.measure), shortest, today)?;
            Some(DueSince { asked, since })
        })
    }

    /// What was asked twice in a row and not answered: worked out, not kept, because nothing
    /// happens when someone does not answer.
    fn unanswered<'g>(
        &'g self,
        offer: &'g Offer,
        today: Day,
    ) -> impl Iterator<Item = OpenSignal> + 'g {
        self.asked.iter().filter_map(move |asked| {
            let shortest = offer.shortest(&asked.measure)?;
            let last = self.last(&asked.measure);
            let times = rules::unanswered(asked, last, shortest, today);
            let since = rules::due(asked, last, shortest)?;
            let seen_to = |seen: &LastV1| seen.measure == asked.measure && seen.day == since;
            let open = times >= rules::UNANSWERED && !self.seen_to.iter().any(seen_to);
            open.then(|| OpenSignal {
                record: None,
                signal: Signal::Unanswered,
                measure: asked.measure.clone(),
                raised: Moment::from_millis(i64::from(since.0) * care::DAY),
                due: None,
                action: ActionV1::NextContact,
                score: None,
                against: None,
            })
        })
    }

    /// The day of the last answer to a measure, whoever may read it.
    pub(crate) fn last(&self, measure: &str) -> Option<Day> {
        let last = self.last.iter().find(|last| last.measure == measure);
        last.map(|last| last.day)
    }

    /// Someone has said what becomes of a measure that was due since this day and not answered.
    pub(crate) fn see_to(&mut self, measure: &str, since: Day) {
        self.seen_to.retain(|seen| seen.measure != measure);
        self.seen_to.push(LastV1 {
            measure: measure.to_owned(),
            day: since,
        });
    }

    pub(crate) fn set_plan(&mut self, plan: &PlanV1) {
        self.asked.clone_from(&plan.asked);
    }

    /// Takes note of an answer. Of one that the client keeps for themself there is the day on which
    /// something was answered, and nothing else: whoever may open a list may open this gist.
    pub(crate) fn answered(&mut self, answered: &AnsweredV1) {
        let measure = &answered.measure;
        self.last
            .retain(|last| last.measure != *measure || last.day > answered.day);
        if self.last(measure).is_none() {
            self.last.push(LastV1 {
                measure: measure.clone(),
                day: answered.day,
            });
        }
        self.latest
            .retain(|known| known.readers == ReadersV1::Section);
        if answered.readers == ReadersV1::Nobody {
            return;
        }
        self.latest
            .retain(|known| known.measure != *measure || known.day != answered.day);
        self.latest.push(LatestV1 {
            measure: measure.clone(),
            day: answered.day,
            score: answered.main().and_then(|score| score.value),
            readers: answered.readers,
        });
        self.latest.sort_by_key(|known| known.day);
        let of_it = |known: &&LatestV1| known.measure == *measure;
        let mut surplus = self
            .latest
            .iter()
            .filter(of_it)
            .count()
            .saturating_sub(SCORES);
        self.latest.retain(|known| {
            let old = known.measure == *measure && surplus > 0;
            surplus -= usize::from(old);
            !old
        });
    }

    pub(crate) fn set_signal(&mut self, record: RecordId, signal: &SignalV1) {
        self.open.retain(|open| open.signal != *record.bytes());
        if !signal.is_open() {
            return;
        }
        self.open.push(OpenV1 {
            signal: *record.bytes(),
            kind: signal.signal,
            measure: signal.measure.clone(),
            raised_at: signal.raised_at,
            due_at: signal.due_at,
            action: signal.action(),
            score: signal.score,
            against: signal.against,
        });
    }
}

impl OpenSignal {
    fn of(open: &OpenV1) -> Self {
        Self {
            record: Some(RecordId::from_bytes(open.signal)),
            signal: Signal::of(open.kind),
            measure: open.measure.clone(),
            raised: Moment::from_millis(open.raised_at),
            due: open.due_at.map(Moment::from_millis),
            action: open.action,
            score: open.score,
            against: open.against,
        }
    }
}

/// The gist as this act reads it; empty when there is none yet.
pub(crate) async fn gist(act: &mut Act) -> Result<MeasuresGistV1, ReadError> {
    Ok(act.gist::<MeasuresGistV1>().await?.unwrap_or_default())
}
