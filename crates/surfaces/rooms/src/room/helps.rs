//! What the client wishes in the room: from the working agreement, and from their plan for hard
//! days, as far as they let whoever looks see it.

use super::{Block, Line};
use agreement::room_lines;
use care::{Purpose, Section, Sections};
use forms::Answer;
use pages::{Trouble, Visit};
use sealed::{Act, Damaged, ReadError};

/// What of the plan for hard days matters whenever two people are in one room, in this order. What is
/// for a ward or an ambulance stands on the plan itself.
const WISHES: [&str; 7] = [
    "must_not_do",
    "talk",
    "touch",
    "touch_more",
    "senses",
    "alone_helps",
    "signs_early",
];

/// The lines, and how much could not be read.
pub(super) async fn helps(visit: &Visit, act: &Act) -> Result<(Block, usize), Trouble> {
    let words = visit.words;
    let mut unread = 0;
    let agreed = match room_lines(act, words).await {
        Ok(lines) => lines,
        Err(ReadError::Damaged(Damaged)) => {
            unread += 1;
            Vec::new()
        }
        Err(error) => return Err(error.into()),
    };
    let agreed = agreed.into_iter().map(|said| Line {
        label: said.label,
        words: said.words,
        ..Line::default()
    });
    let mut lines: Vec<Line> = agreed.collect();
    match of_plan(visit, act).await {
        Ok(of_plan) => lines.extend(of_plan),
        Err(ReadError::Damaged(Damaged)) => unread += 1,
        Err(error) => return Err(error.into()),
    }
    let block = Block {
        id: "helps",
        title: words.say("room-helps"),
        lines,
        none: Some(words.say("room-helps-none")),
    };
    Ok((block, unread))
}

/// From the plan that holds. It is a section of its own, which the client can keep from one person:
/// then nothing of it is here, nor that there is one. Opening it is a line of its own in the ledger.
async fn of_plan(visit: &Visit, act: &Act) -> Result<Vec<Line>, ReadError> {
    let vault = &visit.floor.vault;
    let (asker, plan) = (visit.who.asker, Sections::of(&[Section::CrisisPlan]));
    let decided = vault.decide(asker, act.whose(), plan, Purpose::Treatment);
    let Ok(access) = decided.await? else {
        return Ok(Vec::new());
    };
    let act = Act::open(vault, access).await?;
    let plan = crisis::plan(&act).await?;
    let (Some(form), Some(holds)) = (crisis::form(), plan.holds()) else {
        return Ok(Vec::new());
    };
    let words = visit.words;
    let line = |name: &&str| {
        let item = form.item(name)?;
        let answers = holds.value.answers.all(name);
        let answers = answers.filter(|answer| !matches!(answer, Answer::Skipped { .. }));
        let said = answers.map(|answer| alliance::answer_words(item, answer, words));
        let said = said.collect::<Vec<_>>().join(", ");
        Some(Line {
            label: item
                .text()
                .map_or("", |text| text.in_language(words.tag()))
                .to_owned(),
            words: said,
            ..Line::default()
        })
    };
    let lines = WISHES.iter().filter_map(line);
    Ok(lines.filter(|line| !line.words.is_empty()).collect())
}
