//! The client's card, and the change they would like: put together on the phone, sent to be talked
//! about, taken back at any time.

use super::editor;
use super::entry::{DIARY, OPENS};
use super::lines::value;
use super::shown::card_trouble;
use crate::card::{
    Card, CardRefused, Editor, StateV1, card, proposal, propose, starting, withdraw,
};
use askama::Template;
use care::{Line, PersonId};
use pages::{ClientVisit, Html, Next, Place, Reader, Screens, Trouble, Words, draft, wrong_words};
use sealed::Act;

/// The screen's name, and that of its draft.
const CARD: &str = "diary-card";

pub(crate) fn screens() -> Screens {
    Screens::new()
        .screen(CARD, OPENS, show)
        .act("diary-turn", OPENS, turn)
        .act("diary-propose", OPENS, send)
        .act("diary-withdraw", OPENS, back)
        .act("diary-card-as-it-is", OPENS, begin_again)
}

#[derive(Template)]
#[template(path = "diary_card.html")]
struct CardScreen {
    words: Words,
    about: String,
    /// What became of the newest proposal.
    proposed: Option<String>,
    waits: bool,
    notice: Option<String>,
    editor: Html,
    from: u16,
    why: String,
    why_wrong: Option<String>,
    send: String,
}

/// The card as it is put together.
struct Stands {
    editor: Editor,
    why: String,
    why_wrong: Option<String>,
    notice: Option<&'static str>,
}

async fn show(visit: ClientVisit, mut act: Act) -> Result<Html, Trouble> {
    let fields = draft::load(&act, CARD, None).await?;
    let card = card(&act).await?;
    let stands = if fields.is_empty() {
        as_it_is(&card, visit.words)
    } else {
        Stands {
            editor: Editor::sent(&fields, &card),
            why: value(&fields, "why").to_owned(),
            why_wrong: None,
            notice: None,
        }
    };
    screen(&visit, &mut act, &card, stands).await
}

fn as_it_is(card: &Card, words: Words) -> Stands {
    let items = card.now().map_or_else(starting, |card| card.items.clone());
    Stands {
        editor: Editor::of(&items, words),
        why: String::new(),
        why_wrong: None,
        notice: None,
    }
}

async fn screen(
    visit: &ClientVisit,
    act: &mut Act,
    card: &Card,
    stands: Stands,
) -> Result<Html, Trouble> {
    let words = visit.words;
    let by = card.now().map(|card| PersonId::from_bytes(card.by));
    let reader = Reader::of(visit, act, by).await?;
    let newest = proposal(act).await?.map(|kept| kept.value);
    let proposed = newest.as_ref().map(|one| {
        let when = visit.day_and_time(care::Moment::from_millis(one.at));
        let key = match one.state {
            StateV1::Waits => "diary-proposed-waits",
            StateV1::TakenUp => "diary-proposed-taken-up",
            StateV1::Stays => "diary-proposed-stays",
            StateV1::TakenBack => "diary-proposed-taken-back",
        };
        words.say_with(key, &[("when", (&when).into())])
    });
    let key = if card.now().is_some() {
        "diary-card-about"
    } else {
        "diary-card-about-none"
    };
    Ok(Html::of(&CardScreen {
        words,
        about: reader.say(key),
        proposed,
        waits: newest.is_some_and(|one| one.state == StateV1::Waits),
        notice: stands.notice.map(|key| words.say(key)),
        editor: editor::html(&stands.editor, "diary-turn", words),
        from: card.number(),
        why: stands.why,
        why_wrong: stands.why_wrong,
        send: reader.send(),
    }))
}

/// A button turned a row: the rows are kept with what was typed, and shown again.
async fn turn(visit: ClientVisit, mut act: Act) -> Result<Next, Trouble> {
    let card = card(&act).await?;
    let stands = Stands {
        editor: Editor::sent(visit.form.fields(), &card),
        why: visit.form.get("why").unwrap_or_default().to_owned(),
        why_wrong: None,
        notice: None,
    };
    Ok(Next::Stay(screen(&visit, &mut act, &card, stands).await?))
}

async fn send(visit: ClientVisit, mut act: Act) -> Result<Next, Trouble> {
    let words = visit.words;
    let card = card(&act).await?;
    let editor = Editor::sent(visit.form.fields(), &card);
    let why = visit.form.get("why").unwrap_or_default().to_owned();
    let line = Line::<500>::parse_optional(Some(&why));
    let (items, line) = match (editor.clone().items(&card, words), line) {
        (Ok(items), Ok(line)) => (items, line),
        (items, line) => {
            let stands = Stands {
                editor: items.err().map_or(editor, |wrong| *wrong),
                why,
                why_wrong: line.err().map(|wrong| wrong_words(wrong, words)),
                notice: None,
            };
            return Ok(Next::Stay(screen(&visit, &mut act, &card, stands).await?));
        }
    };
    let access = *act.access();
    let from = visit.form.get("from").and_then(|from| from.parse().ok());
    let from: u16 = from.ok_or(Trouble::NotUnderstood)?;
    let outcome = visit
        .floor
        .attempt(act, |mut act| {
            let (items, line) = (items.clone(), line.as_ref());
            async move {
                let happened = propose(&mut act, from, items, line).await?;
                draft::forget(&mut act, CARD, None)?;
                Ok::<_, CardRefused>((act, (), happened))
            }
        })
        .await?;
    let notice = match outcome {
        Ok(()) => return Ok(Next::Go(Place::at(CARD).saying("diary-proposed"))),
        Err(CardRefused::Empty) => "diary-card-empty",
        Err(CardRefused::TooMany) => "diary-card-too-many",
        Err(refused) => return Err(card_trouble(refused)),
    };
    let mut act = Act::open(&visit.floor.vault, access).await?;
    let stands = Stands {
        editor,
        why,
        why_wrong: None,
        notice: Some(notice),
    };
    Ok(Next::Stay(screen(&visit, &mut act, &card, stands).await?))
}

async fn back(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let outcome = visit
        .floor
        .attempt(act, |mut act| async move {
            withdraw(&mut act).await?;
            Ok::<_, CardRefused>((act, (), Vec::new()))
        })
        .await?;
    outcome.map_err(card_trouble)?;
    Ok(Next::Go(Place::at(CARD)))
}

/// What was begun is thrown away, and the card stands there as it is.
async fn begin_again(_: ClientVisit, mut act: Act) -> Result<Next, Trouble> {
    draft::forget(&mut act, CARD, None)?;
    act.done().await?;
    Ok(Next::Go(Place::at(DIARY)))
}
