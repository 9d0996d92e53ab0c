//! The tries of a ladder on the phone, newest first, with both pictures.

use super::super::shown::{TryShown, charts, try_shown};
use super::{OPENS, about, done};
use crate::read::courage;
use crate::trial::leave_out;
use askama::Template;
use care::RecordId;
use pages::{ClientVisit, Html, Next, Place, Reader, Screens, Trouble, Words};
use sealed::{Act, ReadersV1};

const TRIES: &str = "courage-tries";
/// Where taking one out is asked for.
const OUT: &str = "courage-try-out";

pub(super) fn screens() -> Screens {
    Screens::new()
        .screen(TRIES, OPENS, show)
        .screen(OUT, OPENS, show_out)
        .act("courage-leave-out", OPENS, out)
}

#[derive(Template)]
#[template(path = "courage_tries.html")]
struct Tries {
    words: Words,
    ladder: RecordId,
    goal: String,
    charts: Vec<Html>,
    list: Vec<TryShown>,
    /// Whether the ladder itself is kept for the client alone.
    kept: bool,
    seen_by: String,
    share: String,
}

async fn show(visit: ClientVisit, mut act: Act) -> Result<Html, Trouble> {
    let ladder = about(&visit)?;
    let all = courage(&act).await?;
    let kept = all.ladder(ladder).ok_or(Trouble::Nothing)?;
    let reader = Reader::of(&visit, &mut act, None).await?;
    let tries = all.tries(ladder).rev();
    Ok(Html::of(&Tries {
        words: visit.words,
        ladder,
        goal: kept.value.goal.clone(),
        charts: charts(&visit, &all, ladder),
        list: tries.map(|one| try_shown(&visit, &all, one)).collect(),
        kept: kept.value.readers == ReadersV1::Nobody,
        seen_by: reader.say("work-seen-by"),
        share: reader.say("work-share"),
    }))
}

#[derive(Template)]
#[template(path = "courage_out.html")]
struct Out {
    words: Words,
    ladder: RecordId,
    one: TryShown,
}

async fn show_out(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let record = about(&visit)?;
    let all = courage(&act).await?;
    let kept = all.trial(record).filter(|kept| kept.value.gone.is_none());
    let kept = kept.ok_or(Trouble::Nothing)?;
    Ok(Html::of(&Out {
        words: visit.words,
        ladder: kept.value.ladder(),
        one: try_shown(&visit, &all, kept),
    }))
}

async fn out(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let record = about(&visit)?;
    let all = courage(&act).await?;
    let ladder = all.trial(record).map(|kept| kept.value.ladder());
    let ladder = ladder.ok_or(Trouble::Nothing)?;
    let ran = done(&visit, act, |mut act| async move {
        leave_out(&mut act, record).await?;
        Ok((act, (), Vec::new()))
    })
    .await?;
    if let Err((_, refused)) = ran {
        return Err(refused.into());
    }
    let place = Place::at(TRIES).about(ladder).saying("courage-out-done");
    Ok(Next::Go(place))
}
