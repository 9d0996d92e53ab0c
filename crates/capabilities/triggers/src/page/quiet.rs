//! The words and pictures that the client does not want to meet here: their list, and whether those
//! who treat them know it.

use super::home::READS;
use crate::act::{Refused, share_quiet};
use crate::shared::quiet_shared;
use askama::Template;
use pages::quiet::{LETTERS_MAX, QuietV1, WORDS_MAX, WrongQuiet, keep, stored};
use pages::{ClientVisit, Html, Next, Place, Reader, Screens, Trouble, Words, draft};
use sealed::{Act, ReadError, ReadersV1};

/// The screen, and its draft.
const QUIET: &str = "quiet-words";

pub(crate) fn screens() -> Screens {
    Screens::new()
        .screen(QUIET, READS, show)
        .act("quiet-words-send", READS, |visit, act| {
            save(visit, act, ReadersV1::Section)
        })
        .act("quiet-words-keep", READS, |visit, act| {
            save(visit, act, ReadersV1::Nobody)
        })
}

#[derive(Template)]
#[template(path = "quiet_words.html")]
struct Screen {
    words: Words,
    typed: String,
    pictures: bool,
    /// Who knows the list now.
    known: String,
    wrong: Option<String>,
    /// There is a list that does not open.
    damaged: bool,
    hint: String,
    reader: Reader,
}

async fn screen(visit: &ClientVisit, act: &mut Act) -> Result<Screen, Trouble> {
    let words = visit.words;
    let (list, damaged) = match stored(act).await {
        Ok(list) => (list, false),
        Err(ReadError::Damaged(_)) => (QuietV1::default(), true),
        Err(error) => return Err(error.into()),
    };
    let reader = Reader::of(visit, act, None).await?;
    let known = match quiet_shared(act).await {
        Ok(Some(_)) => reader.say("work-seen-by"),
        Ok(None) => words.say("work-only-you"),
        Err(ReadError::Damaged(_)) => words.say("work-damaged"),
        Err(error) => return Err(error.into()),
    };
    Ok(Screen {
        words,
        typed: list.words.join("\n"),
        pictures: list.pictures,
        known,
        wrong: None,
        damaged,
        hint: words.say_with(
            "quiet-list-hint",
            &[("most", WORDS_MAX.into()), ("letters", LETTERS_MAX.into())],
        ),
        reader,
    })
}

async fn show(visit: ClientVisit, mut act: Act) -> Result<Html, Trouble> {
    let mut screen = screen(&visit, &mut act).await?;
    let drafted = draft::load(&act, QUIET, visit.place.about).await?;
    if !drafted.is_empty() {
        let value = |name: &str| drafted.iter().find(|(field, _)| field == name);
        screen.typed = value("list")
            .map(|(_, typed)| typed.clone())
            .unwrap_or_default();
        screen.pictures = value("pictures").is_some();
    }
    Ok(Html::of(&screen))
}

fn wrong(words: Words, wrong: &WrongQuiet) -> String {
    match wrong {
        WrongQuiet::Many(was) => words.say_with(
            "quiet-wrong-many",
            &[("was", (*was).into()), ("most", WORDS_MAX.into())],
        ),
        WrongQuiet::Long(word) => words.say_with(
            "quiet-wrong-long",
            &[("word", word.into()), ("most", LETTERS_MAX.into())],
        ),
        WrongQuiet::Short(word) => words.say_with("quiet-wrong-short", &[("word", word.into())]),
    }
}

async fn save(visit: ClientVisit, mut act: Act, readers: ReadersV1) -> Result<Next, Trouble> {
    let typed = visit.form.get("list").unwrap_or_default();
    let list = match QuietV1::typed(typed, visit.form.get("pictures").is_some()) {
        Ok(list) => list,
        Err(why) => {
            let screen = Screen {
                typed: typed.to_owned(),
                pictures: visit.form.get("pictures").is_some(),
                wrong: Some(wrong(visit.words, &why)),
                ..screen(&visit, &mut act).await?
            };
            return Ok(Next::Stay(Html::of(&screen)));
        }
    };
    let about = visit.place.about;
    let done = visit
        .floor
        .attempt(act, |mut act| {
            let list = &list;
            async move {
                keep(&mut act, list)?;
                let sent = (readers == ReadersV1::Section).then_some(list);
                let happened = share_quiet(&mut act, sent).await?;
                draft::forget(&mut act, QUIET, about)?;
                Ok::<_, Refused>((act, (), happened))
            }
        })
        .await?;
    done?;
    visit.quiet_changed(&list);
    Ok(Next::Go(Place::at(QUIET).saying("quiet-kept")))
}
