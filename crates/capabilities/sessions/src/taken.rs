//! What a client takes along of their sessions, in words and in FHIR.

use crate::next_day::{NextDayAnswersV1, form};
use crate::stored::{PlacedV1, WhatV1};
use crate::whole::{All, Whole};
use care::{Moment, PersonId, RecordId, Section};
use pages::taken::{answers, instant, subject};
use pages::{Taken, Visit};
use sealed::{Act, ReadError};
use serde_json::{Value, json};

/// Every session with what was said about it, and the answers of the days after. The act opens
/// [`Section::Sessions`].
///
/// # Errors
/// If they cannot be read.
pub async fn taken(visit: &Visit, act: &mut Act) -> Result<Vec<Taken>, ReadError> {
    let sessions = All::read(act).await?;
    let mut all = Vec::new();
    for kept in &sessions.sessions {
        all.push(a_session(visit, act, &sessions.whole(kept)).await?);
    }
    for kept in act.latest::<NextDayAnswersV1>().await?.kept {
        let at = Moment::from_millis(kept.value.at);
        let (mut parts, mut resources) = (Vec::new(), Vec::new());
        if let Some(form) = form() {
            let of = (act.whose(), kept.record, at);
            let (said, found) = answers(form, &kept.value.answers, of, visit.words);
            parts = said;
            resources.push(found);
        }
        all.push(Taken {
            record: Some(kept.record),
            section: Some(Section::Sessions),
            at,
            heading: visit.words.say("session-day-title"),
            parts,
            resources,
        });
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

/// What is said, with who said it and when.
struct Said<'a>(&'a Visit, Vec<(String, String)>);

impl Said<'_> {
    fn plain(&mut self, key: &str, words: &str) {
        if !words.is_empty() {
            self.1.push((self.0.words.say(key), words.to_owned()));
        }
    }

    async fn by(
        &mut self,
        act: &Act,
        key: &str,
        by: [u8; 16],
        at: i64,
        words: &str,
    ) -> Result<(), ReadError> {
        let who = name(self.0, act, PersonId::from_bytes(by)).await?;
        let when = self.0.day_and_time(Moment::from_millis(at));
        let label = format!("{} ({who}, {when})", self.0.words.say(key));
        self.1.push((label, words.to_owned()));
        Ok(())
    }
}

async fn a_session(visit: &Visit, act: &Act, whole: &Whole) -> Result<Taken, ReadError> {
    let words = visit.words;
    let mut said = Said(visit, Vec::new());
    said.plain("taken-with", &name(visit, act, whole.with).await?);
    said.plain("taken-minutes", &whole.minutes.to_string());
    said.plain("taken-place", &whole.place);
    said.plain("session-others", &whole.others);
    said.plain("taken-plan", &whole.plan);
    said.plain("session-will-not", &whole.will_not);
    for item in &whole.agenda {
        let who = name(visit, act, item.by).await?;
        said.plain("session-agenda", &format!("{} ({who})", item.words));
    }
    changes(&mut said, act, whole).await?;
    ending(&mut said, act, whole).await?;
    for task in &whole.tasks {
        let who = name(visit, act, task.who()).await?;
        let over = match (task.done_at, task.let_go_at) {
            (Some(_), _) => words.say("session-task-is-done"),
            (None, Some(_)) => words.say("session-task-is-let-go"),
            (None, None) => String::new(),
        };
        let line = format!("{} ({who}) {over}", task.words);
        said.plain("session-tasks", line.trim_end());
    }
    Ok(Taken {
        record: Some(whole.session),
        section: Some(Section::Sessions),
        at: whole.starts,
        heading: words.say("taken-session"),
        parts: said.1,
        resources: vec![appointment(act, whole)],
    })
}

async fn changes(said: &mut Said<'_>, act: &Act, whole: &Whole) -> Result<(), ReadError> {
    let words = said.0.words;
    for change in &whole.changes {
        let was = placed(said.0, act, &change.was).await?;
        let now = placed(said.0, act, &change.now).await?;
        let from_to = [("was", (&was).into()), ("now", (&now).into())];
        let line = words.say_with("session-from-to", &from_to);
        let line = format!("{line} {}", change.words);
        said.by(
            act,
            "session-changed",
            change.by,
            change.announced_at,
            &line,
        )
        .await?;
        if let Some(choice) = &change.choice {
            let key = format!("session-chose-{}", choice.choice.code());
            let line = format!("{} {}", words.say(&key), choice.words);
            said.plain("session-has-changed", line.trim_end());
        }
    }
    for wish in &whole.wishes {
        let client = *act.whose().person().bytes();
        said.by(act, "session-wished", client, wish.at, &wish.words)
            .await?;
        if let Some(answer) = wish
            .answer
            .as_ref()
            .filter(|answer| !answer.words.is_empty())
        {
            said.by(act, "session-said", answer.by, answer.at, &answer.words)
                .await?;
        }
    }
    Ok(())
}

async fn placed(visit: &Visit, act: &Act, placed: &PlacedV1) -> Result<String, ReadError> {
    let when = visit.day_and_time(placed.starts());
    let with = name(visit, act, placed.practitioner()).await?;
    let put = [
        ("when", (&when).into()),
        ("count", placed.minutes.into()),
        ("place", (&placed.place).into()),
        ("name", (&with).into()),
    ];
    Ok(visit.words.say_with("session-placed", &put))
}

async fn ending(said: &mut Said<'_>, act: &Act, whole: &Whole) -> Result<(), ReadError> {
    let Some(end) = &whole.end else {
        return Ok(());
    };
    let state = super::page::shown::state(said.0, act, whole).join(" ");
    said.by(act, "taken-stands", end.by, end.at, &state).await?;
    said.plain("session-why", &end.words);
    if let Some(well) = end.arriving {
        said.plain("session-arriving", &well.to_string());
    }
    said.plain("session-arriving-words", &end.arriving_words);
    said.plain("session-grounding", &end.grounding);
    if let Some(offer) = &end.offer {
        let line = placed(said.0, act, &offer.placed).await?;
        said.plain("session-offer", &line);
    }
    Ok(())
}

fn appointment(act: &Act, whole: &Whole) -> Value {
    let what = whole.end.as_ref().map(|end| end.what);
    let status = match what {
        Some(WhatV1::Held) => "fulfilled",
        Some(WhatV1::MissedByClient) => "noshow",
        // FHIR has no word for a service that was not there.
        Some(WhatV1::MissedByService | WhatV1::CalledOffByClient | WhatV1::CalledOffByService) => {
            "cancelled"
        }
        None if whole.ends <= act.now() => "fulfilled",
        None => "booked",
    };
    let id: RecordId = whole.session;
    json!({
        "resourceType": "Appointment",
        "id": id.to_string(),
        "status": status,
        "description": whole.plan,
        "start": instant(whole.starts),
        "end": instant(whole.ends),
        "participant": [{ "actor": subject(act.whose()), "status": "accepted" }],
    })
}
