//! What of the work matters in the room: what must be looked at again first, the small steps of the
//! plan, the week on the card, and what helps this person. As far as whoever looks may see it.

use super::{Block, Line};
use crate::gists::today;
use care::{Purpose, Section, Sections};
use emdr::EmdrGistV1;
use pages::{Trouble, Visit};
use sealed::{Act, Damaged, ReadError};

/// How many steps, and how many ways to calm down, stand in the room at most. This project's own
/// choice: the rest is a page away.
const SHOWN: usize = 4;

/// The lines, and how much could not be read.
pub(super) async fn work(
    visit: &Visit,
    act: &mut Act,
    at: &str,
) -> Result<(Block, usize), Trouble> {
    let mut block = Block {
        id: "work",
        title: visit.words.say("work-staff"),
        ..Block::default()
    };
    let unread = match of_work(visit, act, at).await {
        Ok(lines) => {
            block.lines = lines;
            0
        }
        Err(ReadError::Damaged(Damaged)) => 1,
        Err(error) => return Err(error.into()),
    };
    Ok((block, unread))
}

/// The work is a section of its own, which the client can keep from one person: then nothing of it is
/// here, nor that there is any. Opening it is a line of its own in the ledger.
async fn of_work(visit: &Visit, act: &mut Act, at: &str) -> Result<Vec<Line>, ReadError> {
    let vault = &visit.floor.vault;
    let (asker, work) = (visit.who.asker, Sections::of(&[Section::Work]));
    let decided = vault.decide(asker, act.whose(), work, Purpose::Treatment);
    let Ok(access) = decided.await? else {
        return Ok(Vec::new());
    };
    let (words, zone) = (visit.words, &visit.floor.settings.zone);
    let mut lines = Vec::new();
    if let Some(gist) = act.gist::<EmdrGistV1>().await? {
        let said = emdr::room_line(&gist, words, visit.now, zone);
        lines.extend(said.map(|said| Line {
            words: said,
            to: Some(format!("{at}/emdr")),
            attention: true,
            ..Line::default()
        }));
    }
    let act = Act::open(vault, access).await?;
    for said in diary::room_lines(&act, today(visit), words).await? {
        lines.push(Line {
            label: said.label,
            words: said.words,
            to: Some(format!("{at}/diary")),
            ..Line::default()
        });
    }
    for step in plan::steps(&act).await?.into_iter().take(SHOWN) {
        lines.push(Line {
            label: words.say("room-work-step"),
            words: step.words,
            quiet: step.goal,
            to: Some(format!("{at}/goals")),
            ..Line::default()
        });
    }
    let helps = body::helps(&act, words).await?;
    if !helps.is_empty() {
        let called: Vec<_> = helps
            .into_iter()
            .take(SHOWN)
            .map(|one| one.called)
            .collect();
        lines.push(Line {
            label: words.say("room-work-helps"),
            words: called.join(", "),
            to: Some(format!("{at}/body")),
            ..Line::default()
        });
    }
    Ok(lines)
}
