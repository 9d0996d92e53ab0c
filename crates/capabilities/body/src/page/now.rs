//! How much it is right now: one tap notes it for the client alone; what to add, and whether anyone
//! else reads it, is asked after that. Tools are offered, none is pressed on anyone.

use super::client::{NOW, Way};
use super::days::DAYS;
use super::shown::{Handles, READS, about, drafted, line, once};
use crate::act::{Refused, note, say_of_now};
use crate::fits::{SOURCE, fits};
use crate::stored::{LINE, LevelV1, NowV1};
use crate::tools::tools;
use askama::Template;
use care::RecordId;
use pages::{ClientVisit, Filled, Html, Next, Place, Reader, Screens, Trouble, Words, draft};
use sealed::{Act, ReadersV1};

/// The screen after the tap, and its draft.
const ASKED: &str = "body-now";

pub(super) fn screens() -> Screens {
    Screens::new()
        .screen(ASKED, READS, show)
        .act("body-now-too-much", READS, |visit, act| {
            tap(visit, act, LevelV1::TooMuch)
        })
        .act("body-now-within", READS, |visit, act| {
            tap(visit, act, LevelV1::Within)
        })
        .act("body-now-too-little", READS, |visit, act| {
            tap(visit, act, LevelV1::TooLittle)
        })
        .act("body-now-send", READS, |visit, act| {
            say(visit, act, ReadersV1::Section)
        })
        .act("body-now-keep", READS, |visit, act| {
            say(visit, act, ReadersV1::Nobody)
        })
}

#[derive(Template)]
#[template(path = "body_ask.html")]
struct Ask {
    words: Words,
    once: RecordId,
}

/// "How much is it right now?" with its three answers, for a client's screen behind the lock. `once`
/// is an id that the screen's act minted: tapped twice it is noted once.
pub fn now_part(words: Words, once: RecordId) -> Html {
    Html::of(&Ask { words, once })
}

async fn tap(visit: ClientVisit, act: Act, level: LevelV1) -> Result<Next, Trouble> {
    let once = once(&visit)?;
    // Who reads it is asked next; until then it is noted for nobody else, so that nothing is lost
    // and nothing is told.
    let now = &NowV1 {
        at: visit.now.millis(),
        level,
        words: None,
        readers: ReadersV1::Nobody,
        gone: None,
    };
    let done = visit
        .floor
        .attempt(act, |mut act| async move {
            let happened = note(&mut act, once, now).await?;
            Ok::<_, Refused>((act, (), happened))
        })
        .await?;
    done?;
    Ok(Next::Go(Place::at(ASKED).about(once)))
}

/// What a level is called.
pub(crate) fn level_said(level: LevelV1, words: Words) -> String {
    words.say(&format!("body-level-{}", level.name()))
}

#[derive(Template)]
#[template(path = "body_now.html")]
struct NowScreen {
    words: Words,
    id: RecordId,
    level: String,
    filled: Filled,
    reader: Reader,
    handles: Handles,
    offers: Vec<Way>,
    source: &'static str,
}

async fn show(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let id = visit.place.about.ok_or(Trouble::Nothing)?;
    let draft = draft::load(&act, ASKED, Some(id)).await?;
    screen(&visit, act, id, drafted(&draft)).await
}

async fn screen(
    visit: &ClientVisit,
    mut act: Act,
    id: RecordId,
    mut filled: Filled,
) -> Result<Html, Trouble> {
    let words = visit.words;
    let found = act.find::<NowV1>(id).await?;
    let kept = found.filter(|kept| kept.value.gone.is_none());
    let kept = kept.ok_or(Trouble::Nothing)?;
    if filled.value("words").is_empty()
        && let Some(own) = &kept.value.words
    {
        filled = Filled::offered(&[("words", own.clone())]);
    }
    let reader = Reader::of(visit, &mut act, None).await?;
    let tools = tools(&act, words).await?;
    let level = kept.value.level;
    let offer = |name: &&str| tools.at_hand().find(|tool| tool.name() == Some(*name));
    Ok(Html::of(&NowScreen {
        words,
        id,
        level: level_said(level, words),
        handles: Handles::of(&kept, NOW, words, &reader),
        offers: fits(level).iter().filter_map(offer).map(Way::to).collect(),
        source: SOURCE,
        filled,
        reader,
    }))
}

async fn say(visit: ClientVisit, act: Act, readers: ReadersV1) -> Result<Next, Trouble> {
    let id = about(&visit)?;
    let mut filled = Filled::posted(&visit);
    let Ok(words) = line::<LINE>(&visit, &mut filled, "words") else {
        return Ok(Next::Stay(screen(&visit, act, id, filled).await?));
    };
    let words = &words;
    let done = visit
        .floor
        .attempt(act, |mut act| async move {
            let happened = say_of_now(&mut act, id, words.clone(), readers).await?;
            draft::forget(&mut act, ASKED, Some(id))?;
            Ok::<_, Refused>((act, (), happened))
        })
        .await?;
    done?;
    let said = match readers {
        ReadersV1::Section => "body-sent",
        ReadersV1::Nobody => "body-kept",
    };
    Ok(Next::Go(Place::at(DAYS).saying(said)))
}
