//! Changing a plan, and who may.

use super::rules::{self, WrongInterval};
use super::stored::{AskedV1, CountsV1, PlanV1, StateV1};
use crate::day::Day;
use crate::gist::gist;
use crate::offer::Offer;
use care::{Happened, RecordId};
use sealed::{Act, Kept, ReadError};

/// Why a plan was not changed.
#[derive(Debug, thiserror::Error)]
pub enum PlanRefused {
    /// The service has no such measure.
    #[error("there is no such measure here")]
    NoSuchMeasure,
    /// The measure waits for its words, which the service has to bring.
    #[error("the words of this measure are not here yet, so nobody can answer it")]
    NoWords,
    /// There is no such pathway.
    #[error("there is no such pathway here")]
    NoSuchPathway,
    /// The interval cannot be taken.
    #[error(transparent)]
    Interval(#[from] WrongInterval),
    /// It was answered too short a while ago.
    #[error("it can be asked again once its window of recall has passed")]
    TooSoon {
        /// The first day on which it can be.
        from: Day,
    },
    /// It is asked already.
    #[error("this is asked already")]
    AskedAlready,
    /// It is not in the plan.
    #[error("this is not in the plan")]
    NotAsked,
    /// The client said "not this one"; only they can take it up again.
    #[error("the client said that they do not want to be asked this; only they can change that")]
    TheClientSaidNo,
    /// Only someone who works with the client can say this.
    #[error("only someone working with the client can plan this")]
    OnlyStaff,
    /// Only the client can say this.
    #[error("only the client can say this")]
    OnlyTheClient,
    /// The plan has changed since the page was opened.
    #[error("the plan has changed since this page was opened; please look at it again")]
    Changed,
    /// Something could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
}

/// A change of a plan.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// A measure is asked from a day on, every so many days, or once.
    Begin {
        /// Which.
        measure: String,
        /// Days from an answer to the next asking; `None`: once.
        every: Option<u16>,
        /// The first day.
        first: Day,
    },
    /// Everything of a pathway is asked. What the client said no to stays as they said.
    Follow {
        /// The pathway's id.
        pathway: String,
    },
    /// Another interval.
    Every {
        /// Which.
        measure: String,
        /// Days.
        every: u16,
    },
    /// Asked once more, now.
    Once {
        /// Which.
        measure: String,
    },
    /// It rests.
    Pause {
        /// Which.
        measure: String,
    },
    /// It is not asked any more.
    Stop {
        /// Which.
        measure: String,
    },
    /// It is taken up again.
    Resume {
        /// Which.
        measure: String,
    },
    /// "Not now": the client puts off what is due.
    NotNow {
        /// Which.
        measure: String,
    },
}

/// The plan's one id.
fn id(act: &Act) -> RecordId {
    act.id_for("measures plan", RecordId::from_bytes([0; 16]))
}

/// The plan as it stands, if there is one.
pub async fn plan(act: &Act) -> Result<Option<Kept<PlanV1>>, ReadError> {
    act.find::<PlanV1>(id(act)).await
}

/// Whether the client's scores count towards the expected course. They do until the client says
/// otherwise.
pub async fn counts(act: &Act) -> Result<bool, ReadError> {
    let id = act.id_for("measures count", RecordId::from_bytes([0; 16]));
    let kept = act.find::<CountsV1>(id).await?;
    Ok(kept.is_none_or(|kept| kept.value.counts))
}

/// The client says whether their scores count.
pub async fn set_counts(act: &mut Act, counts: bool) -> Result<(), PlanRefused> {
    if act.by() != act.whose().person() {
        return Err(PlanRefused::OnlyTheClient);
    }
    let id = act.id_for("measures count", RecordId::from_bytes([0; 16]));
    match act.find::<CountsV1>(id).await? {
        Some(kept) if kept.value.counts == counts => {}
        Some(kept) => act.amend(&kept, &CountsV1 { counts })?,
        None => act.keep(id, &CountsV1 { counts })?,
    }
    Ok(())
}

/// Changes the plan. `seen`: the version of the plan that the page showed, 0 for none yet; a plan
/// that has changed since is not changed unseen.
pub async fn change(
    act: &mut Act,
    offer: &Offer,
    seen: Option<u32>,
    today: Day,
    change: &Change,
) -> Result<Vec<Happened>, PlanRefused> {
    let kept = plan(act).await?;
    let version = kept.as_ref().map_or(0, |kept| kept.version);
    if seen.is_some_and(|seen| seen != version) {
        return Err(PlanRefused::Changed);
    }
    let mut plan = kept
        .as_ref()
        .map(|kept| kept.value.clone())
        .unwrap_or_default();
    let mut gist = gist(act).await?;
    let by = Planner {
        offer,
        today,
        by: *act.by().bytes(),
        client: *act.whose().person().bytes(),
        at: act.now().millis(),
    };
    by.apply(&mut plan, change, |measure| gist.last(measure))?;
    match &kept {
        Some(kept) => act.amend(kept, &plan)?,
        None => act.keep(id(act), &plan)?,
    }
    gist.set_plan(&plan);
    act.set_gist(&gist).await?;
    Ok(vec![Happened::MeasuresPlanned {
        client: act.whose(),
    }])
}

/// Who changes a plan, and when.
struct Planner<'a> {
    offer: &'a Offer,
    today: Day,
    by: [u8; 16],
    client: [u8; 16],
    at: i64,
}

impl Planner<'_> {
    fn is_client(&self) -> bool {
        self.by == self.client
    }

    fn apply(
        &self,
        plan: &mut PlanV1,
        change: &Change,
        last: impl Fn(&str) -> Option<Day>,
    ) -> Result<(), PlanRefused> {
        let staffs_own = matches!(
            change,
            Change::Begin { .. }
                | Change::Follow { .. }
                | Change::Every { .. }
                | Change::Once { .. }
        );
        if staffs_own && self.is_client() {
            return Err(PlanRefused::OnlyStaff);
        }
        match change {
            Change::Begin {
                measure,
                every,
                first,
            } => self.begin(plan, measure, *every, *first, None, last(measure)),
            Change::Follow { pathway } => self.follow(plan, pathway, last),
            Change::Every { measure, every } => {
                rules::interval(*every, self.shortest(measure)?)?;
                self.asked(plan, measure)?.every = Some(*every);
                Ok(())
            }
            Change::Once { measure } => self.once(plan, measure, last(measure)),
            Change::Pause { measure } => self.set_state(plan, measure, StateV1::Paused),
            Change::Stop { measure } => self.set_state(plan, measure, StateV1::Stopped),
            Change::Resume { measure } => self.resume(plan, measure),
            Change::NotNow { measure } => self.not_now(plan, measure, last(measure)),
        }
    }

    fn shortest(&self, measure: &str) -> Result<u16, PlanRefused> {
        self.offer
            .shortest(measure)
            .ok_or(PlanRefused::NoSuchMeasure)
    }

    /// A measure of the plan that staff may change: not one the client said no to.
    fn asked<'p>(
        &self,
        plan: &'p mut PlanV1,
        measure: &str,
    ) -> Result<&'p mut AskedV1, PlanRefused> {
        let asked = plan.get_mut(measure).ok_or(PlanRefused::NotAsked)?;
        let said_no = asked.state != StateV1::Asked && asked.state_by == self.client;
        if said_no && !self.is_client() {
            return Err(PlanRefused::TheClientSaidNo);
        }
        Ok(asked)
    }

    fn begin(
        &self,
        plan: &mut PlanV1,
        measure: &str,
        every: Option<u16>,
        first: Day,
        pathway: Option<&str>,
        last: Option<Day>,
    ) -> Result<(), PlanRefused> {
        let shortest = self.shortest(measure)?;
        if !self.offer.can_be_asked(measure) {
            return Err(PlanRefused::NoWords);
        }
        if let Some(every) = every {
            rules::interval(every, shortest)?;
        }
        if let Some(from) = rules::possible_from(last, shortest).filter(|from| first < *from) {
            return Err(PlanRefused::TooSoon { from });
        }
        let new = AskedV1 {
            measure: measure.to_owned(),
            every,
            first,
            once: None,
            state: StateV1::Asked,
            state_by: self.by,
            state_at: self.at,
            asked_by: self.by,
            asked_at: self.at,
            pathway: pathway.map(ToOwned::to_owned),
            quiet_until: None,
        };
        if plan.get(measure).is_none() {
            plan.asked.push(new);
            return Ok(());
        }
        let known = self.asked(plan, measure)?;
        if known.state == StateV1::Asked {
            return Err(PlanRefused::AskedAlready);
        }
        *known = new;
        Ok(())
    }

    fn follow(
        &self,
        plan: &mut PlanV1,
        pathway: &str,
        last: impl Fn(&str) -> Option<Day>,
    ) -> Result<(), PlanRefused> {
        let pathway = self
            .offer
            .pathway(pathway)
            .ok_or(PlanRefused::NoSuchPathway)?;
        for ask in &pathway.ask {
            let shortest = self.shortest(&ask.measure)?;
            let planned = self.today.after(ask.first_after_days);
            let possible = rules::possible_from(last(&ask.measure), shortest);
            let first = possible.map_or(planned, |possible| planned.max(possible));
            let begun = self.begin(
                plan,
                &ask.measure,
                Some(ask.every_days),
                first,
                Some(&pathway.id),
                last(&ask.measure),
            );
            match begun {
                Ok(()) | Err(PlanRefused::TheClientSaidNo) => {}
                // What is asked already goes on, at the pathway's pace.
                Err(PlanRefused::AskedAlready) => {
                    let known = self.asked(plan, &ask.measure)?;
                    known.every = Some(ask.every_days);
                    known.pathway = Some(pathway.id.clone());
                }
                Err(refused) => return Err(refused),
            }
        }
        Ok(())
    }

    fn once(&self, plan: &mut PlanV1, measure: &str, last: Option<Day>) -> Result<(), PlanRefused> {
        let shortest = self.shortest(measure)?;
        let from = rules::possible_from(last, shortest);
        if let Some(from) = from.filter(|from| self.today < *from) {
            return Err(PlanRefused::TooSoon { from });
        }
        let asked = match plan.get(measure).map(|asked| asked.state) {
            None | Some(StateV1::Stopped) => {
                return self.begin(plan, measure, None, self.today, None, last);
            }
            Some(StateV1::Asked | StateV1::Paused) => self.asked(plan, measure)?,
        };
        if asked.state == StateV1::Paused {
            return Err(PlanRefused::NotAsked);
        }
        asked.once = Some(self.today);
        asked.quiet_until = None;
        Ok(())
    }

    fn set_state(
        &self,
        plan: &mut PlanV1,
        measure: &str,
        state: StateV1,
    ) -> Result<(), PlanRefused> {
        let asked = self.asked(plan, measure)?;
        asked.state = state;
        asked.state_by = self.by;
        asked.state_at = self.at;
        Ok(())
    }

    fn resume(&self, plan: &mut PlanV1, measure: &str) -> Result<(), PlanRefused> {
        let asked = self.asked(plan, measure)?;
        if asked.state == StateV1::Asked {
            return Err(PlanRefused::AskedAlready);
        }
        // What staff put to rest is theirs to take up again.
        if self.is_client() && asked.state_by != self.client {
            return Err(PlanRefused::OnlyStaff);
        }
        asked.state = StateV1::Asked;
        asked.state_by = self.by;
        asked.state_at = self.at;
        // What rested is asked anew from today on, so nothing counts as missed meanwhile.
        asked.first = self.today;
        asked.quiet_until = None;
        Ok(())
    }

    fn not_now(
        &self,
        plan: &mut PlanV1,
        measure: &str,
        last: Option<Day>,
    ) -> Result<(), PlanRefused> {
        if !self.is_client() {
            return Err(PlanRefused::OnlyTheClient);
        }
        let shortest = self.shortest(measure)?;
        let asked = plan.get_mut(measure).ok_or(PlanRefused::NotAsked)?;
        let due = rules::due(asked, last, shortest).ok_or(PlanRefused::NotAsked)?;
        asked.quiet_until = rules::put_off(asked, due, self.today);
        if asked.quiet_until.is_none() {
            // It was asked once, and not now is the answer. Whoever asked may ask again.
            asked.state = StateV1::Stopped;
            asked.state_at = self.at;
            asked.state_by = asked.asked_by;
        }
        asked.once = None;
        Ok(())
    }
}
