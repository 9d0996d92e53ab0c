//! The room as two people look at it together, on a wall or on one screen: what both may see and
//! nothing else. No other client, no reason for attention, no word that is to be left out, nothing
//! of the plan for hard days: those are for one pair of eyes.

use super::facts::Known;
use super::{Block, Phase, left};
use ::sessions::Room;
use askama::Template;
use pages::shell::together;
use pages::{Html, Visit, Words};
use sealed::Act;

#[derive(Template)]
#[template(path = "room_shared.html")]
struct Shared {
    words: Words,
    called: String,
    back: String,
    when: String,
    left: Option<String>,
    blocks: Vec<Block>,
    /// How a session can be brought to a close.
    close: Vec<String>,
}

pub(super) async fn show(visit: &Visit, act: &mut Act, room: &Room, phase: Phase) -> pages::Answer {
    let words = visit.words;
    let called = visit.floor.sign_ins.called(act).await?;
    let at = format!("/clients/{}", act.whose());
    let known = Known {
        visit,
        called: &called,
        at: &at,
        room,
    };
    let whole = match phase {
        Phase::During => room.now.as_ref(),
        Phase::Before | Phase::After => room.next.as_ref(),
    };
    let mut last = Block {
        id: "last",
        title: words.say("room-agreed"),
        ..Block::default()
    };
    if let Some(session) = &room.last {
        last.lines = known.tasks(session).await?;
    }
    let agenda = known.agenda(phase).await?;
    let mut blocks = vec![agenda, last, known.agreed(act, true).await?];
    for line in blocks.iter_mut().flat_map(|block| &mut block.lines) {
        // Nothing is marked on a wall, and nothing leads away from it.
        line.attention = false;
        line.to = None;
    }
    let close = (1..=3).map(|step| words.say(&format!("room-close-{step}")));
    let page = Shared {
        words,
        back: format!("{at}/room"),
        when: known.when(whole),
        left: room.now.as_ref().map(|now| left(visit, now)),
        blocks,
        close: match phase {
            Phase::During => close.collect(),
            Phase::Before | Phase::After => Vec::new(),
        },
        called,
    };
    Ok(together(
        visit,
        &words.say("room-together-title"),
        Html::of(&page),
    ))
}
