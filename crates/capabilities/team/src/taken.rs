//! What a client takes along of their care team: every absence they were told of, with who stood in
//! and what they said to it. Who works with them is in what is taken of consent.

use crate::absence::{AnnouncedV1, ChoiceV1, announcements};
use care::{Moment, PersonId, Section};
use pages::{Taken, Visit};
use sealed::{Act, Kept, ReadError};

/// Every announcement, the first to begin first. The act opens [`Section::Identity`].
///
/// # Errors
/// If it cannot be read.
pub async fn taken(visit: &Visit, act: &Act) -> Result<Vec<Taken>, ReadError> {
    let mut all = Vec::new();
    for kept in announcements(act).await?.kept {
        all.push(one(visit, &kept).await?);
    }
    Ok(all)
}

async fn name(visit: &Visit, person: PersonId) -> Result<String, ReadError> {
    let name = visit.floor.sign_ins.name_of(person).await?;
    Ok(name.unwrap_or_else(|| visit.words.say("someone-on-the-team")))
}

async fn one(visit: &Visit, kept: &Kept<AnnouncedV1>) -> Result<Taken, ReadError> {
    let (words, told) = (visit.words, &kept.value);
    let (from, until) = crate::page::days(visit, told.starts(), told.until());
    let put = [("from", (&from).into()), ("until", (&until).into())];
    let away = name(visit, told.away()).await?;
    let cover = match told.cover() {
        Some(person) => name(visit, person).await?,
        None => words.say("team-taken-nobody"),
    };
    let mut parts = vec![
        (
            words.say("team-taken-when"),
            words.say_with("absence-when", &put),
        ),
        (words.say("team-taken-reason"), told.reason.clone()),
        (words.say("team-taken-cover"), cover),
    ];
    for said in &told.said {
        let key = match said.what {
            ChoiceV1::Agree => "team-agree",
            ChoiceV1::SomeoneElse => "team-else",
            ChoiceV1::Nobody => "team-nobody",
        };
        let when = visit.day_and_time(Moment::from_millis(said.at));
        let label = words.say_with("team-taken-said", &[("when", (&when).into())]);
        parts.push((label, words.say(key)));
    }
    if let Some(ended) = told.ended {
        let when = visit.day_and_time(Moment::from_millis(ended));
        parts.push((words.say("team-taken-ended"), when));
    }
    Ok(Taken {
        record: Some(kept.record),
        section: Some(Section::Identity),
        at: Moment::from_millis(told.at),
        heading: words.say_with("team-taken", &[("away", (&away).into())]),
        parts,
        resources: Vec::new(),
    })
}
