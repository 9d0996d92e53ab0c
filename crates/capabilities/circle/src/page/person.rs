//! One person: in the client's words, with what happened over time. Counts and days; no sum, no mark,
//! no order of people.

use super::gate::enter;
use super::{OPENS, count_said, day_said, seen_said};
use crate::people::lines;
use crate::seen::{Behaviour, FEW, counts};
use crate::stored::{LineV1, PersonV1};
use askama::Template;
use care::RecordId;
use pages::{ClientVisit, Html, Screens, Trouble, Words};
use sealed::{Act, Kept};

/// How many lines stand on the screen; those before them are one press away.
const SHOWN: usize = 8;

pub(super) fn screens() -> Screens {
    Screens::new()
        .screen("circle-person", OPENS, show)
        .screen("circle-line", OPENS, show_line)
}

struct Shown {
    id: RecordId,
    day: String,
    seen: Vec<String>,
    words: String,
}

impl Shown {
    fn of(visit: &ClientVisit, kept: Kept<LineV1>) -> Self {
        Self {
            id: kept.record,
            day: day_said(visit, &kept.value.day),
            seen: seen_said(&kept.value, visit.words),
            words: kept.value.words,
        }
    }
}

#[derive(Template)]
#[template(path = "circle_person.html")]
struct Screen {
    words: Words,
    id: RecordId,
    person: PersonV1,
    counts: Vec<(String, String)>,
    /// Something was written only a few times.
    few: Option<String>,
    earlier: Vec<Shown>,
    lines: Vec<Shown>,
    damaged: bool,
}

async fn show(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let act = match enter(&visit, act).await? {
        Ok(act) => act,
        Err(front) => return Ok(front),
    };
    let words = visit.words;
    let id = visit.place.about.ok_or(Trouble::Nothing)?;
    let person = act.find::<PersonV1>(id).await?.ok_or(Trouble::Nothing)?;
    let (lines, damaged) = lines(&act, id).await?;
    let found = counts(lines.iter().map(|kept| &kept.value));
    let few = found.iter().any(|count| count.is_few());
    let shown = |kept| Shown::of(&visit, kept);
    let mut earlier: Vec<_> = lines.into_iter().map(shown).collect();
    let lines = earlier.split_off(earlier.len().saturating_sub(SHOWN));
    let all = Behaviour::ALL.into_iter().zip(found);
    Ok(Html::of(&Screen {
        words,
        id,
        person: person.value,
        counts: all
            .map(|(one, count)| count_said(one, count, words))
            .collect(),
        few: few.then(|| words.say_with("circle-few", &[("few", FEW.into())])),
        earlier,
        lines,
        damaged: damaged > 0,
    }))
}

#[derive(Template)]
#[template(path = "circle_line.html")]
struct LineScreen {
    words: Words,
    person: RecordId,
    called: String,
    line: Shown,
}

async fn show_line(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let act = match enter(&visit, act).await? {
        Ok(act) => act,
        Err(front) => return Ok(front),
    };
    let id = visit.place.about.ok_or(Trouble::Nothing)?;
    let line = act.find::<LineV1>(id).await?.ok_or(Trouble::Nothing)?;
    let person = RecordId::from_bytes(line.value.person);
    let called = act.find::<PersonV1>(person).await?;
    Ok(Html::of(&LineScreen {
        words: visit.words,
        person,
        called: called.map(|kept| kept.value.called).unwrap_or_default(),
        line: Shown::of(&visit, line),
    }))
}
