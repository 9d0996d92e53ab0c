//! What a client takes along of their plan: every version with its signatures, in words and as FHIR
//! goals; steps taken, words beside, and how close each goal was.

use crate::written::{PlanV1, done, plan, ratings, remarks};
use care::{Moment, PersonId, RecordId, Section};
use pages::taken::{instant, subject};
use pages::{Taken, Visit};
use sealed::{Act, ReadError};
use serde_json::json;

/// Every version of the plan, oldest first, then what goes along with it. The act opens the work.
///
/// # Errors
/// If something could not be read.
pub async fn taken(visit: &Visit, act: &Act) -> Result<Vec<Taken>, ReadError> {
    let plan = plan(act).await?;
    let mut all = Vec::new();
    for kept in &plan.versions {
        all.push(version(visit, act, kept.record, &kept.value).await?);
    }
    let words = visit.words;
    let goal_words = |id: [u8; 16]| {
        let mut goals = plan
            .versions
            .iter()
            .rev()
            .flat_map(|kept| &kept.value.goals);
        goals
            .find(|goal| goal.id == id)
            .map(|goal| goal.words.clone())
    };
    for one in remarks(act).await? {
        let parts = vec![
            (words.say("goals-taken-words"), one.words),
            (words.say("goals-taken-by"), name(visit, act, one.by).await?),
        ];
        all.push(along(one.at, words.say("goals-taken-beside"), parts));
    }
    for (step, one) in done(act).await? {
        let mut goals = plan
            .versions
            .iter()
            .rev()
            .flat_map(|kept| &kept.value.goals);
        let said = goals.find_map(|goal| goal.steps.iter().find(|one| one.id == step));
        let parts = vec![
            (
                words.say("goals-line-step"),
                said.map_or_else(String::new, |step| step.words.clone()),
            ),
            (words.say("goals-taken-by"), name(visit, act, one.by).await?),
        ];
        if one.done {
            all.push(along(one.at, words.say("goals-taken-done"), parts));
        }
    }
    for kept in ratings(act).await? {
        let one = kept.value;
        let parts = vec![
            (
                words.say("goals-line-goal"),
                goal_words(one.goal).unwrap_or_default(),
            ),
            (words.say("goals-taken-close"), one.close.to_string()),
        ];
        all.push(along(one.at, words.say("goals-taken-rating"), parts));
    }
    Ok(all)
}

fn along(at: i64, heading: String, parts: Vec<(String, String)>) -> Taken {
    Taken {
        section: Some(Section::Work),
        at: Moment::from_millis(at),
        heading,
        parts,
        ..Taken::default()
    }
}

async fn version(
    visit: &Visit,
    act: &Act,
    record: RecordId,
    version: &PlanV1,
) -> Result<Taken, ReadError> {
    let words = visit.words;
    let (mut parts, mut resources) = (Vec::new(), Vec::new());
    for goal in &version.goals {
        parts.push((words.say("goals-line-goal"), goal.words.clone()));
        for option in &goal.options {
            let wants = words.say(&format!("goals-wants-{}", option.wants.code()));
            let said = [option.words.as_str(), &wants, &option.why];
            let said = said.into_iter().filter(|part| !part.is_empty());
            let said = said.collect::<Vec<_>>().join(" · ");
            parts.push((words.say("goals-line-option"), said));
        }
        for step in &goal.steps {
            let who = words.say(&format!("goals-who-{}", step.who.code()));
            let until = step.until.as_deref().unwrap_or_default();
            let said = [step.words.as_str(), &who, until];
            let said = said.into_iter().filter(|part| !part.is_empty());
            let said = said.collect::<Vec<_>>().join(" · ");
            parts.push((words.say("goals-line-step"), said));
        }
        // FHIR knows a goal by its state: agreed on by both, or put forward by one.
        let state = if version.signed.is_some() {
            "accepted"
        } else {
            "proposed"
        };
        resources.push(json!({
            "resourceType": "Goal",
            "id": format!("{}-{}", RecordId::from_bytes(goal.id), version.number),
            "lifecycleStatus": state,
            "description": { "text": goal.words },
            "subject": subject(act.whose()),
            "startDate": instant(version.written()).get(..10),
        }));
    }
    if let Some(review) = &version.review {
        parts.push((words.say("goals-line-review"), review.clone()));
    }
    let signatures = [
        Some((version.by, version.written())),
        version
            .signed
            .map(|signed| (signed.by, Moment::from_millis(signed.at))),
    ];
    for (by, at) in signatures.into_iter().flatten() {
        let who = name(visit, act, by).await?;
        let when = visit.day_and_time(at);
        parts.push((words.say("goals-taken-signed"), format!("{who}, {when}")));
    }
    let number = i64::from(version.number).into();
    Ok(Taken {
        record: Some(record),
        section: Some(Section::Work),
        at: version.written(),
        heading: words.say_with("goals-taken", &[("number", number)]),
        parts,
        resources,
    })
}

async fn name(visit: &Visit, act: &Act, by: [u8; 16]) -> Result<String, ReadError> {
    let by = PersonId::from_bytes(by);
    if by == act.whose().person() {
        return Ok(visit.words.say("taken-you"));
    }
    let found = visit.floor.sign_ins.name_of(by).await?;
    Ok(found.unwrap_or_else(|| visit.words.say("someone-on-the-team")))
}
