//! The few questions on the day after, on the client's phone.

use super::client::{OPENS, SESSION};
use crate::next_day::{AnswerRefused, ReadersV1, answer, form, waits};
use crate::whole;
use askama::Template;
use care::RecordId;
use forms::WrongAnswer;
use pages::form_view::FormView;
use pages::layout::Step;
use pages::{ClientVisit, Html, Next, Place, Screens, Trouble, Words, draft};
use sealed::Act;

const NEXT_DAY: &str = "next-day";
pub(super) fn screens() -> Screens {
    Screens::new()
        .screen(NEXT_DAY, OPENS, show)
        .act("session-day-answer", OPENS, send)
}

#[derive(Template)]
#[template(path = "next_day.html")]
struct NextDayScreen {
    words: Words,
    about: String,
    form: Html,
}

#[derive(Template)]
#[template(path = "next_day_readers.html")]
struct Readers {
    words: Words,
    said: String,
}

#[derive(Template)]
#[template(path = "session_none.html")]
struct Nothing {
    words: Words,
}

async fn screen(
    visit: &ClientVisit,
    act: &Act,
    session: RecordId,
    fields: &[(String, String)],
    wrong: &[WrongAnswer],
) -> Result<Html, Trouble> {
    let words = visit.words;
    let whole = whole(act, session).await?.ok_or(Trouble::Nothing)?;
    let open = whole
        .next_day
        .as_ref()
        .is_some_and(|one| waits(one, visit.now));
    let Some(form) = form().filter(|_| open) else {
        return Ok(Html::of(&Nothing { words }));
    };
    let name = visit.floor.sign_ins.name_of(whole.with).await?;
    let name = name.unwrap_or_else(|| words.say("someone-on-the-team"));
    let readers = Html::of(&Readers {
        words,
        said: words.say_with("session-day-readers", &[("name", (&name).into())]),
    });
    let id = session.to_string();
    let send = Step {
        does: "session-day-answer".to_owned(),
        words: words.say("session-day-send"),
    };
    let view = FormView {
        fields,
        wrong,
        readers,
        hidden: &[("session", &id)],
        stop: Some(Step {
            does: "stop".to_owned(),
            words: words.say("form-stop"),
        }),
        drafted: true,
        ..FormView::new(form, words, send)
    };
    let about = visit.day_and_time(whole.starts);
    Ok(Html::of(&NextDayScreen {
        words,
        about: words.say_with("session-day-about", &[("when", (&about).into())]),
        form: view.html(),
    }))
}

async fn show(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let session = visit.place.about.ok_or(Trouble::Nothing)?;
    let fields = draft::load(&act, NEXT_DAY, Some(session)).await?;
    screen(&visit, &act, session, &fields, &[]).await
}

async fn send(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let session = visit.form.get("session").and_then(RecordId::parse);
    let session = session.ok_or(Trouble::NotUnderstood)?;
    let access = *act.access();
    let outcome = visit.floor.attempt(act, |mut act| {
        let fields = visit.form.fields();
        async move {
            let readers = answer(&mut act, session, fields).await?;
            draft::forget(&mut act, NEXT_DAY, Some(session))?;
            Ok((act, readers, Vec::new()))
        }
    });
    let said = match outcome.await? {
        Ok(ReadersV1::Nobody) => "session-said-day-only-me",
        Ok(ReadersV1::Only(_) | ReadersV1::Section) => "session-said-day-sent",
        Err(AnswerRefused::Already) => "session-said-day-already",
        Err(AnswerRefused::None) => "session-said-day-over",
        Err(AnswerRefused::Read(error)) => return Err(error.into()),
        Err(AnswerRefused::Wrong(wrong)) => {
            let act = Act::open(&visit.floor.vault, access).await?;
            let fields = visit.form.fields();
            let screen = screen(&visit, &act, session, fields, &wrong).await?;
            return Ok(Next::Stay(screen));
        }
    };
    Ok(Next::Go(Place::at(SESSION).about(session).saying(said)))
}
