//! What a client takes along of the relationship: check-ins, and what was said about each
//! rupture, in words and in FHIR.

use crate::check_in::{CheckInAnswersV1, CheckInV1};
use crate::rupture::follow_up::{FollowUpV1, find};
use crate::rupture::{RuptureV1, SaidV1};
use crate::score_words;
use care::{Moment, PersonId, Section};
use pages::taken::{answers, instant, subject};
use pages::{Taken, Visit};
use sealed::{Act, Kept, ReadError};
use serde_json::json;

/// Everything of the relationship. The act opens check-ins and the relationship.
pub async fn taken(visit: &Visit, act: &mut Act) -> Result<Vec<Taken>, ReadError> {
    let mut all = Vec::new();
    let given = act.latest::<CheckInAnswersV1>().await?.kept;
    for kept in act.latest::<CheckInV1>().await?.kept {
        let answers = given
            .iter()
            .find(|one| one.value.session == kept.value.session);
        all.push(a_check_in(visit, act, &kept, answers));
    }
    for kept in act.latest::<RuptureV1>().await?.kept {
        all.push(a_rupture(visit, act, &kept).await?);
    }
    Ok(all)
}

async fn name(visit: &Visit, act: &Act, person: PersonId) -> Result<String, ReadError> {
    if person == act.whose().person() {
        return Ok(visit.words.say("taken-you"));
    }
    let found = visit.floor.sign_ins.name_of(person).await?;
    Ok(found.unwrap_or_else(|| visit.words.say("someone-on-the-team")))
}

fn a_check_in(
    visit: &Visit,
    act: &Act,
    kept: &Kept<CheckInV1>,
    given: Option<&Kept<CheckInAnswersV1>>,
) -> Taken {
    let (words, check_in) = (visit.words, &kept.value);
    let mut parts = Vec::new();
    if let Some(score) = check_in.score {
        parts.push((words.say("taken-mean"), score_words(score, words)));
    }
    let mut resources = Vec::new();
    if let (Some(given), Some(form)) = (given, crate::form()) {
        let of = (
            act.whose(),
            given.record,
            Moment::from_millis(check_in.answered_at),
        );
        let (said, found) = answers(form, &given.value.answers, of, words);
        parts.extend(said);
        resources.push(found);
    }
    Taken {
        record: Some(kept.record),
        section: Some(Section::CheckIns),
        at: check_in.at(),
        heading: words.say("taken-check-in"),
        parts,
        resources,
    }
}

/// What was said about a rupture: when, by whom, and the words.
type Said = (Moment, String, String);

async fn a_rupture(visit: &Visit, act: &Act, kept: &Kept<RuptureV1>) -> Result<Taken, ReadError> {
    let (words, rupture) = (visit.words, &kept.value);
    let mut told = named(visit, act, rupture).await?;
    told.extend(answered(visit, act, rupture).await?);
    if let Some(follow_up) = find(act, kept.record).await? {
        told.extend(looked_at(visit, act, &follow_up.value).await?);
    }
    told.extend(rupture.replies.iter().map(|reply| {
        let key = match reply.reply {
            SaidV1::NotYet => "rupture-say-not-yet",
            SaidV1::Closed => "rupture-say-closed",
        };
        let said = format!("{} {}", words.say(key), reply.words);
        let said = said.trim_end().to_owned();
        (Moment::from_millis(reply.at), words.say("taken-you"), said)
    }));
    told.sort_by_key(|(at, _, _)| *at);
    let payload = |(_, who, said): &Said| json!({ "contentString": format!("{who}: {said}") });
    let payload: Vec<_> = told.iter().map(payload).collect();
    let found = json!({
        "resourceType": "Communication",
        "id": kept.record.to_string(),
        "status": "completed",
        "subject": subject(act.whose()),
        "sent": instant(rupture.opened()),
        "payload": payload,
    });
    let heading = crate::rupture::page::title(rupture);
    let state = words.say(&format!("rupture-state-{}", rupture.state().code()));
    let mut parts = vec![(words.say("taken-stands"), state)];
    let part = |(at, who, said): Said| (format!("{}, {who}", visit.day_and_time(at)), said);
    parts.extend(told.into_iter().map(part));
    Ok(Taken {
        record: Some(kept.record),
        section: Some(Section::Relationship),
        at: rupture.opened(),
        heading: words.say(heading),
        parts,
        resources: vec![found],
    })
}

/// What was noticed, or written when it was named.
async fn named(visit: &Visit, act: &Act, rupture: &RuptureV1) -> Result<Vec<Said>, ReadError> {
    let words = visit.words;
    let mut told = Vec::new();
    let noticed = rupture
        .reasons
        .first()
        .filter(|_| rupture.named_by.is_none());
    told.extend(noticed.map(|why| {
        let said = why.to_client(words);
        (rupture.opened(), words.say("taken-noticed"), said)
    }));
    if !rupture.words.is_empty() {
        let who = match rupture.named_by() {
            Some(person) => name(visit, act, person).await?,
            None => words.say("taken-you"),
        };
        told.push((rupture.opened(), who, rupture.words.clone()));
    }
    Ok(told)
}

/// What practitioners wrote: their answers, and the steps of the repair.
async fn answered(visit: &Visit, act: &Act, rupture: &RuptureV1) -> Result<Vec<Said>, ReadError> {
    let mut told = Vec::new();
    for answer in &rupture.answers {
        let who = name(visit, act, PersonId::from_bytes(answer.by)).await?;
        for (key, said) in [
            ("rupture-noticed", &answer.noticed),
            ("rupture-discussed", &answer.discussed),
            ("rupture-plan", &answer.plan),
        ] {
            if !said.is_empty() {
                let said = visit.words.say_with(key, &[("words", said.into())]);
                told.push((Moment::from_millis(answer.at), who.clone(), said));
            }
        }
    }
    for step in &rupture.steps {
        let who = name(visit, act, PersonId::from_bytes(step.by)).await?;
        told.push((Moment::from_millis(step.at), who, step.words.clone()));
    }
    Ok(told)
}

/// To whom it was brought, and what those said who looked.
async fn looked_at(
    visit: &Visit,
    act: &Act,
    follow_up: &FollowUpV1,
) -> Result<Vec<Said>, ReadError> {
    let words = visit.words;
    let mut told = Vec::new();
    for brought in &follow_up.brought {
        let by = match brought.by {
            Some(by) => name(visit, act, PersonId::from_bytes(by)).await?,
            None => words.say("taken-noticed"),
        };
        let said = match (brought.to, brought.by) {
            (Some(to), _) => {
                let to = name(visit, act, PersonId::from_bytes(to)).await?;
                words.say_with("rupture-brought-to-client", &[("name", (&to).into())])
            }
            (None, Some(_)) => words.say_with("rupture-brought-by", &[("name", (&by).into())]),
            (None, None) => words.say("rupture-brought-by-itself"),
        };
        told.push((Moment::from_millis(brought.at), by, said));
    }
    for looked in &follow_up.looked {
        let by = name(visit, act, PersonId::from_bytes(looked.by)).await?;
        let said = words.say_with("rupture-looked-by", &[("name", (&by).into())]);
        let said = format!("{said}. {}", looked.words);
        let said = said.trim_end().to_owned();
        told.push((Moment::from_millis(looked.at), by, said));
    }
    Ok(told)
}
