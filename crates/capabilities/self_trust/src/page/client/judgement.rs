//! What one sensed, what one thinks will happen and how sure one is; and later what came of it.

use super::super::shown::{self, Judgement, noon, typed_day};
use super::{OPENS, about, done, drafted, lets, once, posted_once, said, seen, seen_by, takes_out};
use crate::fits::{Fits, fits};
use crate::own::{What, find, self_trust};
use crate::stored::{CameV1, JudgementV1};
use crate::written::{EVEN, NewJudgement, Outcome, answer_judgement, keep_judgement};
use askama::Template;
use care::RecordId;
use pages::{ClientVisit, Filled, Html, Next, Place, Reader, Screens, Trouble, Words, draft};
use sealed::{Act, Kept, ReadersV1};

const ALL: &str = "self-trust-sensed";
const NEW: &str = "self-trust-sense";
const ONE: &str = "self-trust-judgement";

pub(super) fn screens() -> Screens {
    Screens::new()
        .screen(ALL, OPENS, show_all)
        .screen(NEW, OPENS, show_new)
        .screen(ONE, OPENS, show_one)
        .act("self-trust-sense-send", OPENS, |visit, act| {
            new(visit, act, ReadersV1::Section)
        })
        .act("self-trust-sense-keep", OPENS, |visit, act| {
            new(visit, act, ReadersV1::Nobody)
        })
        .act("self-trust-came-send", OPENS, |visit, act| {
            answer(visit, act, ReadersV1::Section)
        })
        .act("self-trust-came-keep", OPENS, |visit, act| {
            answer(visit, act, ReadersV1::Nobody)
        })
        .act("self-trust-judgement-share", OPENS, |visit, act| {
            lets(visit, act, What::Judgement, ReadersV1::Section)
        })
        .act("self-trust-judgement-take-back", OPENS, |visit, act| {
            lets(visit, act, What::Judgement, ReadersV1::Nobody)
        })
        .act("self-trust-judgement-out", OPENS, |visit, act| {
            takes_out(visit, act, What::Judgement, ALL)
        })
}

/// A point of the curve, in the picture and in the table.
struct Row {
    sure: String,
    times: usize,
    came: usize,
    said: String,
    x: String,
    y: String,
}

/// What counts say of all that was answered.
struct Fitted {
    rows: Vec<Row>,
    brier: String,
}

/// Where a point stands in the picture: 50 to 100 percent sure across, none to all up.
fn fitted(found: Fits, words: Words) -> Option<Fitted> {
    let Fits::Seen { fits, brier, .. } = found else {
        return None;
    };
    let rows = fits.into_iter().map(|fit| {
        let sure = words.say(&format!("self-trust-when-{}", fit.from));
        // A client's judgements are counted in tens, not in millions.
        let share = f64::from(u32::try_from(fit.came).unwrap_or(u32::MAX))
            / f64::from(u32::try_from(fit.times).unwrap_or(u32::MAX));
        let put = [
            ("when", (&sure).into()),
            ("came", fit.came.into()),
            ("times", fit.times.into()),
        ];
        Row {
            said: words.say_with("self-trust-fit", &put),
            times: fit.times,
            came: fit.came,
            x: format!("{:.0}", (fit.sure - 0.5).mul_add(480.0, 60.0)),
            y: format!("{:.0}", share.mul_add(-150.0, 170.0)),
            sure,
        }
    });
    Some(Fitted {
        rows: rows.collect(),
        brier: format!("{brier:.2}"),
    })
}

#[derive(Template)]
#[template(path = "self_trust_sensed.html")]
struct All {
    words: Words,
    damaged: bool,
    open: Vec<Judgement>,
    answered: Vec<Judgement>,
    fitted: Option<Fitted>,
}

async fn show_all(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let words = visit.words;
    let all = self_trust(&act).await?;
    let fitted = fitted(fits(all.judgements.iter().map(|kept| &kept.value)), words);
    let shown = all
        .judgements
        .iter()
        .map(|kept| shown::judgement(&visit, kept));
    let (answered, open): (Vec<_>, Vec<_>) = shown.partition(|one| one.came.is_some());
    Ok(Html::of(&All {
        words,
        damaged: all.damaged > 0,
        open,
        answered,
        fitted,
    }))
}

#[derive(Template)]
#[template(path = "self_trust_sense.html")]
struct New {
    words: Words,
    reader: Reader,
    filled: Filled,
    once: String,
    sure: Vec<(String, String, bool)>,
}

async fn show_new(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let filled = drafted(&act, NEW, None).await?.unwrap_or_default();
    new_screen(&visit, act, filled).await
}

async fn new_screen(visit: &ClientVisit, mut act: Act, filled: Filled) -> Result<Html, Trouble> {
    let words = visit.words;
    let all = self_trust(&act).await?.judgements;
    let sure = (EVEN..=100).step_by(10).map(|sure| {
        let value = sure.to_string();
        let chosen = filled.value("sure") == value;
        (value, shown::sure(sure, words), chosen)
    });
    Ok(Html::of(&New {
        words,
        reader: Reader::of(visit, &mut act, None).await?,
        once: once(&act, &filled, |id| all.iter().any(|one| one.record == id)),
        sure: sure.collect(),
        filled,
    }))
}

fn typed(filled: &mut Filled, visit: &ClientVisit) -> Option<NewJudgement> {
    let sensed = filled.line(visit, "sensed");
    let expects = filled.line(visit, "expects");
    let sure = visit.form.get("sure").and_then(|sure| sure.parse().ok());
    let sure = sure.filter(|sure| (EVEN..=100).contains(sure));
    if sure.is_none() {
        filled.tell("sure", visit.words.say("self-trust-wrong-sure"));
    }
    let again = typed_day(
        filled,
        visit,
        "again",
        "self-trust-wrong-past",
        |day, today| day >= today,
    );
    Some(NewJudgement {
        sensed: sensed.ok()?,
        expects: expects.ok()?,
        sure: sure?,
        again: again.ok()?.map(|day| day.to_string()),
    })
}

async fn new(visit: ClientVisit, act: Act, readers: ReadersV1) -> Result<Next, Trouble> {
    let once = posted_once(&visit)?;
    let mut filled = Filled::posted(&visit);
    let Some(new) = typed(&mut filled, &visit) else {
        return Ok(Next::Stay(new_screen(&visit, act, filled).await?));
    };
    let new = &new;
    let ran = done(&visit, act, |mut act| async move {
        let happened = keep_judgement(&mut act, once, new, readers).await?;
        draft::forget(&mut act, NEW, None)?;
        Ok((act, (), happened))
    });
    match ran.await? {
        Ok(()) => Ok(Next::Go(Place::at(ALL).saying(said(readers)))),
        Err((act, filled)) => Ok(Next::Stay(new_screen(&visit, act, filled).await?)),
    }
}

#[derive(Template)]
#[template(path = "self_trust_judgement.html")]
struct OneScreen {
    words: Words,
    reader: Reader,
    filled: Filled,
    one: Judgement,
    seen_by: String,
    /// The day to look again.
    again: String,
    version: u32,
    came: Vec<(&'static str, String, bool)>,
}

async fn show_one(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let record = about(&visit)?;
    let filled = drafted(&act, ONE, Some(record)).await?;
    one_screen(&visit, act, record, filled).await
}

/// What was written of it before, in the form.
fn fields(judgement: &JudgementV1) -> Filled {
    judgement
        .outcome
        .as_ref()
        .map_or_else(Filled::default, |one| {
            Filled::offered(&[
                ("came", one.came.code().to_owned()),
                ("happened", one.happened.clone()),
                ("tells", one.tells.clone()),
            ])
        })
}

async fn one_screen(
    visit: &ClientVisit,
    mut act: Act,
    record: RecordId,
    filled: Option<Filled>,
) -> Result<Html, Trouble> {
    let words = visit.words;
    let kept: Kept<JudgementV1> = find(&act, record, None).await?;
    let filled = filled.unwrap_or_else(|| fields(&kept.value));
    let reader = Reader::of(visit, &mut act, None).await?;
    let one = shown::judgement(visit, &kept);
    let again = kept.value.again.parse().ok();
    let again = again.and_then(|day| noon(visit, day));
    let came = CameV1::ALL.iter().map(|came| {
        let code = came.code();
        let said = words.say(&format!("self-trust-came-{code}"));
        (code, said, filled.value("came") == code)
    });
    Ok(Html::of(&OneScreen {
        words,
        seen_by: seen_by(&reader, words, one.sent),
        again: again.map_or_else(String::new, |at| shown::day(visit, at)),
        version: kept.version,
        came: came.collect(),
        reader,
        filled,
        one,
    }))
}

async fn answer(visit: ClientVisit, act: Act, readers: ReadersV1) -> Result<Next, Trouble> {
    let (record, seen) = (about(&visit)?, seen(&visit)?);
    let mut filled = Filled::posted(&visit);
    let came = visit.form.get("came").and_then(CameV1::from_code);
    if came.is_none() {
        filled.tell("came", visit.words.say("self-trust-wrong-choose"));
    }
    let happened = filled.optional_line(&visit, "happened");
    let tells = filled.optional_line(&visit, "tells");
    let (Some(came), Ok(happened), Ok(tells)) = (came, happened, tells) else {
        let html = one_screen(&visit, act, record, Some(filled)).await?;
        return Ok(Next::Stay(html));
    };
    let outcome = &Outcome {
        came,
        happened,
        tells,
    };
    let ran = done(&visit, act, |mut act| async move {
        let happened = answer_judgement(&mut act, record, seen, outcome, readers).await?;
        draft::forget(&mut act, ONE, Some(record))?;
        Ok((act, (), happened))
    });
    match ran.await? {
        Ok(()) => Ok(Next::Go(Place::at(ALL).saying(said(readers)))),
        Err((act, filled)) => {
            let html = one_screen(&visit, act, record, Some(filled)).await?;
            Ok(Next::Stay(html))
        }
    }
}
