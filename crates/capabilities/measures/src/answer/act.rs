//! From answers to scores, signals and the gist, in one act.

use super::stored::{AnsweredV1, AnswersV1, FoundV1, OutcomeV1, ReadersV1, ScoreV1};
use crate::day::Day;
use crate::gist::gist;
use crate::judge::judge;
use crate::norm::{Norm, Share};
use crate::offer::Offer;
use crate::plan::{self, rules};
use crate::signal::act::raise;
use crate::signal::rules::{Noticed, in_answers, in_course};
use care::{HOUR, Happened, Moment, PersonId, RecordId};
use forms::Response;
use insight::Finding;
use instruments::{Found, FoundOutcome, Measure, SafetyKind, Scored};
use sealed::{Act, Kept, ReadError};

/// Why answers were not taken. Nothing was kept, and nothing is lost: the page keeps the words.
#[derive(Debug, thiserror::Error)]
pub enum SentRefused {
    /// It is not asked: it was stopped or put to rest meanwhile, or never was.
    #[error("this is not asked any more; nothing was sent")]
    NotAsked,
    /// It is not due yet.
    #[error("this was answered a short while ago and is not due yet")]
    NotYet {
        /// From when it is.
        from: Day,
    },
    /// It has been answered already. A second sending of the same form ends here too.
    #[error("this has been answered; thank you")]
    AnsweredAlready,
    /// The form that was filled in is not the one this program knows.
    #[error("this form is from another version; please open it again")]
    OlderForm,
    /// Only the client can keep answers to themselves.
    #[error("what is typed in from paper can be read by everyone who may open the measures")]
    PaperIsOpen,
    /// Something could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
}

/// A measure that is due.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Due {
    /// Which asking of it: the id its answer will have.
    pub occurrence: RecordId,
    /// Which measure, by its id.
    pub measure: String,
    /// Since when.
    pub since: Day,
    /// Who asks.
    pub asked_by: PersonId,
}

/// What is due today, in the order of the plan.
pub async fn due(act: &mut Act, offer: &Offer, today: Day) -> Result<Vec<Due>, ReadError> {
    let gist = gist(act).await?;
    let due = gist
        .due(offer, today)
        .filter(|due| offer.can_be_asked(&due.asked.measure));
    Ok(due
        .map(|due| Due {
            occurrence: occurrence(act, &due.asked.measure, due.since),
            measure: due.asked.measure.clone(),
            since: due.since,
            asked_by: PersonId::from_bytes(due.asked.asked_by),
        })
        .collect())
}

/// The id of the answer to what is due on a day: the same from every page, so that one asking is
/// answered once.
pub(crate) fn occurrence(act: &Act, measure: &str, due: Day) -> RecordId {
    let of = u32::from_be_bytes(due.0.to_be_bytes());
    let of = RecordId::from_bytes(u128::from(of).to_be_bytes());
    act.id_for(&format!("measure {measure}"), of)
}

/// What was sent.
pub struct Sent<'a> {
    /// Which asking it answers.
    pub occurrence: RecordId,
    /// Which measure.
    pub measure: &'a str,
    /// The form that was shown, as `url|version`.
    pub form: &'a str,
    /// The answers, as the form took them.
    pub response: &'a Response,
    /// Who may read them.
    pub readers: ReadersV1,
    /// The day.
    pub today: Day,
}

/// What became of it.
#[derive(Clone, PartialEq, Debug)]
pub struct Completed {
    /// What happened, for whoever must know.
    pub happened: Vec<Happened>,
    /// What the service's expected course is told of it, once this is durable; `None`: nothing.
    pub share: Option<Share>,
}

/// Takes answers: scores, judges and keeps everything in the one act.
pub async fn complete(
    act: &mut Act,
    offer: &Offer,
    norm: Option<&Norm>,
    sent: &Sent<'_>,
) -> Result<Completed, SentRefused> {
    let measure = offer.measure(sent.measure).ok_or(SentRefused::NotAsked)?;
    let form = measure.form().ok_or(SentRefused::NotAsked)?;
    let from_paper = act.by() != act.whose().person();
    if from_paper && sent.readers == ReadersV1::Nobody {
        return Err(SentRefused::PaperIsOpen);
    }
    if act.find::<AnsweredV1>(sent.occurrence).await?.is_some() {
        return Err(SentRefused::AnsweredAlready);
    }
    let gist = gist(act).await?;
    let begun = asked(act, offer, sent, gist.last(sent.measure)).await?;
    let canonical = form.canonical();
    if sent.form != canonical || sent.response.questionnaire() != canonical {
        return Err(SentRefused::OlderForm);
    }
    keep(act, offer, norm, sent, (measure, begun)).await
}

/// Takes a result from paper that no plan asked for, of a measure whose words are not here. For
/// those who treat the client only.
pub async fn put_in(
    act: &mut Act,
    offer: &Offer,
    sent: &Sent<'_>,
) -> Result<Completed, SentRefused> {
    let measure = offer.measure(sent.measure).ok_or(SentRefused::NotAsked)?;
    if act.by() == act.whose().person() || measure.form().is_some() {
        return Err(SentRefused::NotAsked);
    }
    if sent.readers == ReadersV1::Nobody {
        return Err(SentRefused::PaperIsOpen);
    }
    if act.find::<AnsweredV1>(sent.occurrence).await?.is_some() {
        return Err(SentRefused::AnsweredAlready);
    }
    let canonical = measure.canonical();
    if sent.form != canonical || sent.response.questionnaire() != canonical {
        return Err(SentRefused::OlderForm);
    }
    keep(act, offer, None, sent, (measure, 0)).await
}

/// Scores, judges and keeps. `of`: the measure, and since when change is counted.
async fn keep(
    act: &mut Act,
    offer: &Offer,
    norm: Option<&Norm>,
    sent: &Sent<'_>,
    of: (&Measure, i64),
) -> Result<Completed, SentRefused> {
    let (measure, begun) = of;
    let from_paper = act.by() != act.whose().person();
    let mut gist = gist(act).await?;
    let values = measure.values(sent.response);
    // A form and its evidence are held against each other when they are loaded, so there is a
    // score for what the form takes. Should there be none, the answers are kept all the same.
    let scored = measure.score(&values).ok();
    let mut answered = worked_out(act, measure, sent, &values, scored.as_ref());
    answered.typed_in_by = from_paper.then(|| *act.by().bytes());
    answered.read_by = promised(act, offer, &answered).await?;
    let before = earlier(act, sent.measure, begun).await?;
    let noticed = match sent.readers {
        // What nobody else may read raises nothing for anyone else.
        ReadersV1::Nobody => Vec::new(),
        ReadersV1::Section => noticed(
            measure,
            norm,
            &before,
            &answered,
            scored.as_ref(),
            act.now(),
        ),
    };
    answered.noticed = noticed.iter().map(|one| one.signal.index()).collect();

    act.keep(sent.occurrence, &answered)?;
    act.keep(
        answers_id(act, sent.occurrence),
        &AnswersV1 {
            of: *sent.occurrence.bytes(),
            answers: sent.response.stored(),
            readers: sent.readers,
        },
    )?;
    gist.answered(&answered);
    act.set_gist(&gist).await?;
    let mut happened = vec![Happened::MeasureAnswered {
        client: act.whose(),
        measure: sent.occurrence,
        audience: sent.readers.to_care(),
    }];
    let previous = before.last().map(|kept| &kept.value);
    happened.extend(raise(act, sent.occurrence, &answered, previous, noticed).await?);
    let share = share_of(act, measure, &before, Some(&answered)).await?;
    Ok(Completed { happened, share })
}

/// By when the client is told that it is read. Where nobody treats them now, nothing is promised.
async fn promised(
    act: &mut Act,
    offer: &Offer,
    answered: &AnsweredV1,
) -> Result<Option<i64>, ReadError> {
    let told = answered.readers == ReadersV1::Section
        && answered.typed_in_by.is_none()
        && answered.is_about_safety();
    let Some(hours) = offer.read_within_hours().filter(|_| told) else {
        return Ok(None);
    };
    let read_by = (act.now() + i64::from(hours) * HOUR).millis();
    let someone = !pages::treating(act).await?.is_empty();
    Ok(someone.then_some(read_by))
}

/// Checks that this asking is open, and says since when change is counted.
async fn asked(
    act: &Act,
    offer: &Offer,
    sent: &Sent<'_>,
    last: Option<Day>,
) -> Result<i64, SentRefused> {
    let plan = plan::plan(act).await?;
    let asked = plan.as_ref().and_then(|plan| plan.value.get(sent.measure));
    let asked = asked.ok_or(SentRefused::NotAsked)?;
    let shortest = offer.shortest(sent.measure).ok_or(SentRefused::NotAsked)?;
    let due = rules::due(asked, last, shortest).ok_or(SentRefused::NotAsked)?;
    if due > sent.today {
        return Err(SentRefused::NotYet { from: due });
    }
    if occurrence(act, sent.measure, due) != sent.occurrence {
        return Err(SentRefused::NotAsked);
    }
    Ok(asked.asked_at)
}

pub(crate) fn answers_id(act: &Act, occurrence: RecordId) -> RecordId {
    act.id_for("measure-answers", occurrence)
}

/// What the answers come to, without the answers.
fn worked_out(
    act: &Act,
    measure: &Measure,
    sent: &Sent<'_>,
    values: &[Option<f64>],
    scored: Option<&Scored<'_>>,
) -> AnsweredV1 {
    let count = |number: usize| u16::try_from(number).unwrap_or(u16::MAX);
    let main = measure.main().map(|main| main.name.as_str());
    let mut kept: Vec<ScoreV1> = scored.iter().flat_map(|s| &s.scores).map(score).collect();
    // The one that is charted comes first; the others stay in their order.
    kept.sort_by_key(|score| Some(score.name.as_str()) != main);
    AnsweredV1 {
        measure: measure.id().to_owned(),
        form: sent.form.to_owned(),
        at: act.now().millis(),
        day: sent.today,
        typed_in_by: None,
        scores: kept,
        findings: scored.iter().flat_map(|s| &s.findings).map(found).collect(),
        safety: scored
            .iter()
            .flat_map(|s| &s.safety)
            .filter(|item| item.kind == SafetyKind::Safety)
            .map(|item| item.item.clone())
            .collect(),
        answered: count(values.iter().flatten().count()),
        asked: count(values.len()),
        noticed: Vec::new(),
        readers: sent.readers,
        read_by: None,
    }
}

fn score(score: &instruments::Score<'_>) -> ScoreV1 {
    let count = |number: usize| u16::try_from(number).unwrap_or(u16::MAX);
    ScoreV1 {
        name: score.name().to_owned(),
        value: score.value,
        answered: count(score.answered),
        asked: count(score.asked),
        prorated: score.prorated,
    }
}

fn found(found: &Found<'_>) -> FoundV1 {
    FoundV1 {
        name: found.name.to_owned(),
        outcome: match found.outcome {
            FoundOutcome::Pattern(Finding::Met) => OutcomeV1::Met,
            FoundOutcome::Pattern(Finding::NotMet) => OutcomeV1::NotMet,
            FoundOutcome::Pattern(Finding::NotDeterminable) => OutcomeV1::NotDeterminable,
            FoundOutcome::Next { .. } => OutcomeV1::Next(found.outcome.name().to_owned()),
            FoundOutcome::Itq(_) => OutcomeV1::Named(found.outcome.name().to_owned()),
        },
        numbers: found
            .numbers
            .iter()
            .map(|(quantity, number)| (quantity.name().to_owned(), *number))
            .collect(),
        source: found.source.to_owned(),
    }
}

/// The answers to one measure since change is counted, oldest first, as far as everyone who may
/// open the measures can read them.
async fn earlier(act: &Act, measure: &str, since: i64) -> Result<Vec<Kept<AnsweredV1>>, ReadError> {
    let mut all = act.latest::<AnsweredV1>().await?.kept;
    all.retain(|kept| {
        let value = &kept.value;
        value.measure == measure && value.at >= since && value.readers == ReadersV1::Section
    });
    all.sort_by_key(|kept| kept.value.at);
    Ok(all)
}

pub(crate) fn main_score(answered: &AnsweredV1) -> Option<f64> {
    answered.main().and_then(|score| score.value)
}

fn noticed(
    measure: &Measure,
    norm: Option<&Norm>,
    before: &[Kept<AnsweredV1>],
    answered: &AnsweredV1,
    scored: Option<&Scored<'_>>,
    now: Moment,
) -> Vec<Noticed> {
    let Some(scored) = scored else {
        return Vec::new();
    };
    let mut noticed = in_answers(scored, now);
    let mut course: Vec<_> = before.iter().map(|kept| main_score(&kept.value)).collect();
    let gains = judge(measure, &course, None).gains().len();
    course.push(main_score(answered));
    // Without a score this time there is nothing new to judge.
    if main_score(answered).is_some() {
        let expected = norm.map(|norm| norm.expected_of(&course));
        let judged = judge(measure, &course, expected.as_deref());
        noticed.extend(in_course(&judged, gains));
    }
    noticed
}

/// What the service's expected course is told: sums over this person's scores, if the client has
/// not said otherwise.
async fn share_of(
    act: &Act,
    measure: &Measure,
    before: &[Kept<AnsweredV1>],
    answered: Option<&AnsweredV1>,
) -> Result<Option<Share>, ReadError> {
    let counts = plan::counts(act).await?;
    let before = before.iter().map(|kept| &kept.value);
    let mut open: Vec<_> = before
        .chain(answered)
        .filter(|answered| answered.readers == ReadersV1::Section)
        .collect();
    // One that was kept for a while and then sent has its place where it was answered.
    open.sort_by_key(|answered| answered.at);
    Ok(Share::of(act, measure, &open, counts))
}

/// What the expected course is told of every measure with answers: when the client changes whether
/// their scores count.
pub(crate) async fn shares(act: &Act, offer: &Offer) -> Result<Vec<Share>, ReadError> {
    let plan = plan::plan(act).await?;
    let mut shares = Vec::new();
    for asked in plan.iter().flat_map(|plan| &plan.value.asked) {
        if let Some(measure) = offer.measure(&asked.measure) {
            let before = earlier(act, &asked.measure, asked.asked_at).await?;
            shares.extend(share_of(act, measure, &before, None).await?);
        }
    }
    Ok(shares)
}

/// The client sends after all what they had kept for themselves. It is judged then as it would
/// have been.
pub async fn share(
    act: &mut Act,
    offer: &Offer,
    norm: Option<&Norm>,
    occurrence: RecordId,
) -> Result<Completed, SentRefused> {
    if act.by() != act.whose().person() {
        return Err(SentRefused::NotAsked);
    }
    let kept = act.find::<AnsweredV1>(occurrence).await?;
    let kept = kept.ok_or(SentRefused::NotAsked)?;
    let answers = act.find::<AnswersV1>(answers_id(act, occurrence)).await?;
    let answers = answers.ok_or(SentRefused::NotAsked)?;
    if kept.value.readers == ReadersV1::Section {
        return Err(SentRefused::AnsweredAlready);
    }
    let measure = offer
        .measure(&kept.value.measure)
        .ok_or(SentRefused::NotAsked)?;
    let plan = plan::plan(act).await?;
    let begun = plan
        .as_ref()
        .and_then(|plan| plan.value.get(&kept.value.measure));
    let since = begun.map_or(0, |asked| asked.asked_at);
    let before = earlier(act, &kept.value.measure, since).await?;
    let mut answered = kept.value.clone();
    answered.readers = ReadersV1::Section;
    answered.read_by = promised(act, offer, &answered).await?;
    let values = measure.values_of(&answers.value.answers);
    let scored = measure.score(&values).ok();
    // One that is not the latest does not say how things go now; what it says about safety counts.
    let counted = answered.at >= since;
    let latest = counted && before.iter().all(|kept| kept.value.at <= answered.at);
    let noticed = match &scored {
        Some(scored) if !latest => in_answers(scored, act.now()),
        scored => noticed(
            measure,
            norm,
            &before,
            &answered,
            scored.as_ref(),
            act.now(),
        ),
    };
    answered.noticed = noticed.iter().map(|one| one.signal.index()).collect();
    act.amend(&kept, &answered)?;
    let opened = AnswersV1 {
        readers: ReadersV1::Section,
        ..answers.value.clone()
    };
    act.amend(&answers, &opened)?;
    let mut gist = gist(act).await?;
    gist.answered(&answered);
    act.set_gist(&gist).await?;
    let mut happened = vec![Happened::MeasureAnswered {
        client: act.whose(),
        measure: occurrence,
        audience: ReadersV1::Section.to_care(),
    }];
    let earlier = before.iter().rev();
    let previous = earlier
        .map(|kept| &kept.value)
        .find(|known| known.at <= answered.at);
    happened.extend(raise(act, occurrence, &answered, previous, noticed).await?);
    let share = share_of(act, measure, &before, counted.then_some(&answered)).await?;
    Ok(Completed { happened, share })
}
