//! The look before the first step, on the phone.

use super::{OPENS, about, done, to_ladder};
use crate::ladder::{form, keep_check, ticked};
use crate::read::courage;
use askama::Template;
use forms::Questionnaire;
use pages::form_view::{Again, FormView, Taken, take};
use pages::layout::Step;
use pages::{ClientVisit, Html, Next, Reader, Screens, Trouble, Words, draft};
use sealed::Act;

const LOOK: &str = "courage-look";

pub(super) fn screens() -> Screens {
    Screens::new()
        .screen(LOOK, OPENS, show)
        .act("courage-look-send", OPENS, send)
}

/// The form, which the program has looked for before it serves anything.
pub(in crate::page) fn the_form() -> Result<&'static Questionnaire, Trouble> {
    form().ok_or_else(|| Trouble::Fault("the look is missing from the library".to_owned()))
}

#[derive(Template)]
#[template(path = "courage_look.html")]
struct Look {
    words: Words,
    form: Html,
}

async fn show(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let fields = draft::load(&act, LOOK, visit.place.about).await?;
    let again = Again {
        fields,
        wrong: Vec::new(),
        brought_up: false,
    };
    screen(&visit, act, &again).await
}

async fn screen(visit: &ClientVisit, mut act: Act, again: &Again) -> Result<Html, Trouble> {
    let words = visit.words;
    let ladder = about(visit)?;
    let all = courage(&act).await?;
    let of = all.ladder(ladder).ok_or(Trouble::Nothing)?;
    let reader = Reader::of(visit, &mut act, None).await?;
    let kept = of.value.readers == sealed::ReadersV1::Nobody;
    let about = ladder.to_string();
    let send = Step {
        does: "courage-look-send".to_owned(),
        words: words.say("courage-look-send"),
    };
    let view = FormView {
        fields: &again.fields,
        wrong: &again.wrong,
        brought_up: again.brought_up,
        readers: Html::words(&super::seen_by(&reader, words, kept)),
        hidden: &[(".about", &about)],
        drafted: true,
        skips: false,
        ..FormView::new(the_form()?, words, send)
    };
    Ok(Html::of(&Look {
        words,
        form: view.html(),
    }))
}

async fn send(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let ladder = visit.place.about.ok_or(Trouble::NotUnderstood)?;
    let response = match take(the_form()?, visit.form.fields()) {
        Taken::Answered(response) => response,
        Taken::Again(again) => {
            return Ok(Next::Stay(screen(&visit, act, &again).await?));
        }
    };
    let clear = ticked(&response.stored()).is_some_and(|said| said.is_empty());
    let ran = done(&visit, act, |mut act| {
        let response = &response;
        async move {
            let happened = keep_check(&mut act, ladder, response).await?;
            draft::forget(&mut act, LOOK, Some(ladder))?;
            Ok((act, (), happened))
        }
    })
    .await?;
    match ran {
        Ok(()) if clear => Ok(to_ladder(ladder, "courage-look-clear")),
        Ok(()) => Ok(to_ladder(ladder, "courage-look-talk")),
        Err((_, refused)) => Err(refused.into()),
    }
}
