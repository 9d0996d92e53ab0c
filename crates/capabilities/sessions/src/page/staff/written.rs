//! Writing down what became of a session: it begins, in one tap; it was; or it was not.

use super::{OPENS, WRITERS, address, after, filled, seen, session_of};
use crate::held::{Held, held, missed};
use crate::page::when;
use crate::refused::Refused;
use crate::whole;
use askama::Template;
use care::Moment;
use pages::shell::{see_other, staff};
use pages::{Filled, Html, Routes, Trouble, Verb, Visit, Words};
use sealed::Act;

pub(super) fn routes() -> Routes {
    let written = "/clients/{client}/sessions/{session}/written";
    Routes::new()
        .record(Verb::Get, written, OPENS, WRITERS, show)
        .record(
            Verb::Post,
            "/clients/{client}/sessions/{session}/began",
            OPENS,
            WRITERS,
            begins,
        )
        .record(
            Verb::Post,
            "/clients/{client}/sessions/{session}/held",
            OPENS,
            WRITERS,
            post_held,
        )
        .record(
            Verb::Post,
            "/clients/{client}/sessions/{session}/missed",
            OPENS,
            WRITERS,
            post_missed,
        )
}

#[derive(Template)]
#[template(path = "session_written.html")]
struct WrittenPage {
    words: Words,
    called: String,
    address: String,
    when: String,
    seen: u32,
    /// Whether it can be said that it was missed: nobody has said anything yet.
    can_miss: bool,
    arriving: Vec<u8>,
    filled: Filled,
}

async fn page(visit: &Visit, act: &Act, filled: Option<Filled>) -> pages::Answer {
    let session = session_of(visit)?;
    let whole = whole(act, session).await?.ok_or(Trouble::Nothing)?;
    let off = whole
        .end
        .as_ref()
        .is_some_and(|end| end.what.is_called_off());
    if off {
        return Ok(see_other(&address(visit, session)?));
    }
    let (words, zone) = (visit.words, &visit.floor.settings.zone);
    let time = |at: Moment| words.time(at, zone);
    let end = whole.end.as_ref().filter(|_| whole.is_held());
    let kept = |at: Option<i64>, otherwise: Moment| time(at.map_or(otherwise, Moment::from_millis));
    let filled = filled.unwrap_or_else(|| {
        let ended = whole.ends.min(visit.now);
        Filled::offered(&[
            (
                "began",
                kept(end.and_then(|end| end.began_at), whole.starts),
            ),
            ("ended", kept(end.and_then(|end| end.ended_at), ended)),
            (
                "arriving",
                end.and_then(|end| end.arriving)
                    .map_or_else(String::new, |well| well.to_string()),
            ),
            (
                "arriving-words",
                end.map(|end| end.arriving_words.clone())
                    .unwrap_or_default(),
            ),
            (
                "grounding",
                end.map(|end| end.grounding.clone()).unwrap_or_default(),
            ),
        ])
    });
    let status = filled.status();
    let page = WrittenPage {
        words,
        called: visit.floor.sign_ins.called(act).await?,
        address: address(visit, session)?,
        when: visit.day_and_time(whole.starts),
        seen: whole.seen,
        can_miss: whole.end.is_none() && whole.starts <= visit.now,
        arriving: (0..=10).collect(),
        filled,
    };
    let title = words.say("session-written-title");
    let mut response = staff(visit, &title, Html::of(&page), None);
    *response.status_mut() = status;
    Ok(response)
}

async fn show(visit: Visit, act: Act) -> pages::Answer {
    page(&visit, &act, None).await
}

async fn begins(visit: Visit, act: Act) -> pages::Answer {
    let session = session_of(&visit)?;
    let known = whole(&act, session).await?;
    // Pressed twice, it began once.
    if known.is_some_and(|whole| whole.is_held()) {
        return Ok(see_other(&address(&visit, session)?));
    }
    let seen = seen(&visit)?;
    let access = *act.access();
    let outcome = visit.floor.attempt(act, |mut act| async move {
        let begins = Held::begins(seen, act.now());
        let happened = held(&mut act, session, &begins).await?;
        Ok((act, (), happened))
    });
    after(&visit, access, outcome.await).await
}

async fn post_held(visit: Visit, act: Act) -> pages::Answer {
    let session = session_of(&visit)?;
    let whole = whole(&act, session).await?.ok_or(Trouble::Nothing)?;
    let mut wrong = Filled::posted(&visit);
    let began = when::time_on(&visit, whole.starts, "began");
    if began.is_none() {
        wrong.tell("began", visit.words.say("session-wrong-times"));
    }
    let asks_ended = visit.form.words("ended").is_some();
    let ended = when::time_on(&visit, whole.starts, "ended");
    if asks_ended && ended.is_none() {
        wrong.tell("ended", visit.words.say("session-wrong-times"));
    }
    let arriving_words = wrong.optional_line(&visit, "arriving-words");
    let grounding = wrong.optional_line(&visit, "grounding");
    let arriving = visit
        .form
        .words("arriving")
        .and_then(|well| well.parse().ok());
    let is_wrong = asks_ended && ended.is_none();
    let (Some(began), Ok(arriving_words), Ok(grounding), false) =
        (began, arriving_words, grounding, is_wrong)
    else {
        return page(&visit, &act, Some(wrong)).await;
    };
    let written = Held {
        seen: seen(&visit)?,
        began,
        ended,
        arriving,
        arriving_words,
        grounding,
    };
    let access = *act.access();
    let outcome = visit.floor.attempt(act, |mut act| {
        let written = &written;
        async move {
            let happened = held(&mut act, session, written).await?;
            Ok((act, (), happened))
        }
    });
    ends(&visit, access, outcome.await?).await
}

async fn post_missed(visit: Visit, act: Act) -> pages::Answer {
    let session = session_of(&visit)?;
    let mut wrong = Filled::posted(&visit);
    let by_client = match visit.form.get("who") {
        Some("client") => true,
        Some("service") => false,
        _ => {
            wrong.tell("who", visit.words.say("session-wrong-who"));
            return page(&visit, &act, Some(wrong)).await;
        }
    };
    let Ok(said) = wrong.optional_line::<300>(&visit, "said") else {
        return page(&visit, &act, Some(wrong)).await;
    };
    if said.is_none() && !by_client {
        // Nobody is left without a word where the service was not there.
        wrong.tell("said", visit.words.say("session-wrong-said"));
        return page(&visit, &act, Some(wrong)).await;
    }
    let seen = seen(&visit)?;
    let access = *act.access();
    let outcome = visit.floor.attempt(act, |mut act| {
        let said = said.as_ref();
        async move {
            let happened = missed(&mut act, session, seen, by_client, said).await?;
            Ok((act, (), happened))
        }
    });
    ends(&visit, access, outcome.await?).await
}

async fn ends(visit: &Visit, access: care::Access, outcome: Result<(), Refused>) -> pages::Answer {
    match outcome {
        Ok(()) | Err(Refused::Already) => Ok(see_other(&address(visit, session_of(visit)?)?)),
        Err(why) => {
            let filled = filled(visit, why)?;
            let act = Act::open(&visit.floor.vault, access).await?;
            page(visit, &act, Some(filled)).await
        }
    }
}
