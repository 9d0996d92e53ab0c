//! What a client takes along of their circle: all of it while it is open, and otherwise one sentence.

use crate::page::{day_said, seen_said};
use crate::people::{circle, lines};
use crate::stored::{LineV1, PersonV1};
use care::{Moment, Purpose, Section, Sections};
use pages::{Taken, Visit};
use sealed::{Act, Kept, ReadError};

/// The circle, person by person. Nothing where there never was a word. The act is the client's own.
///
/// # Errors
/// If something could not be read.
pub async fn taken(visit: &Visit, act: &Act) -> Result<Vec<Taken>, ReadError> {
    let (words, person) = (visit.words, visit.who.asker.person);
    if act.whose().person() != person || !visit.floor.vault.has_own_key(person).await? {
        return Ok(Vec::new());
    }
    let Some(key) = visit.floor.own_keys.key(visit.who.sign_in, visit.now) else {
        return Ok(vec![told(visit, "circle-taken-closed")]);
    };
    let (asker, sections) = (visit.who.asker, Sections::of(&[Section::Circle]));
    let vault = &visit.floor.vault;
    let access = vault
        .decide(asker, act.whose(), sections, Purpose::OwnRecord)
        .await?
        .map_err(|_| ReadError::NotCovered)?;
    let own = Act::open(vault, access).await?.with_own_key(key);
    let found = circle(&own).await?;
    let mut all = Vec::new();
    for kept in found.people {
        let (lines, _) = lines(&own, kept.record).await?;
        all.push(one(visit, kept, &lines));
    }
    if found.damaged > 0 {
        all.push(told(visit, "work-damaged"));
    }
    if found.apart > 0 {
        let count = [("count", found.apart.into())];
        let said = words.say_with("circle-apart", &count);
        all.push(Taken {
            parts: vec![(words.say("circle-taken-what"), said)],
            ..told(visit, "circle-taken")
        });
    }
    Ok(all)
}

fn told(visit: &Visit, key: &str) -> Taken {
    Taken {
        section: Some(Section::Circle),
        at: visit.now,
        heading: visit.words.say("circle-taken"),
        parts: vec![(visit.words.say("circle-taken-what"), visit.words.say(key))],
        ..Taken::default()
    }
}

fn one(visit: &Visit, kept: Kept<PersonV1>, lines: &[Kept<LineV1>]) -> Taken {
    let (words, person) = (visit.words, kept.value);
    let labelled = [
        ("circle-who", person.who),
        ("circle-wants", person.wants),
        ("circle-limits", person.limits),
    ];
    let mut parts: Vec<_> = labelled
        .into_iter()
        .filter(|(_, said)| !said.is_empty())
        .map(|(key, said)| (words.say(key), said))
        .collect();
    for line in lines.iter().map(|kept| &kept.value) {
        let mut said = seen_said(line, words);
        if !line.words.is_empty() {
            said.push(line.words.clone());
        }
        parts.push((day_said(visit, &line.day), said.join("\n")));
    }
    Taken {
        section: Some(Section::Circle),
        at: Moment::from_millis(person.at),
        heading: person.called,
        parts,
        ..Taken::default()
    }
}
