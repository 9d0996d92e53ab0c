//! One goal, and how close it is: the client says so on a line from 0 to 10 when they want to, sends
//! it or keeps it, and sees it over time.

use super::client::WRITES;
use super::form::trouble;
use super::shown::{chart, shown};
use crate::written::{PlanRefused, plan, rate, ratings, set_rating_readers};
use askama::Template;
use care::{Happened, Moment, RecordId};
use pages::{ClientVisit, Html, Next, Place, Reader, Screens, Trouble, Words};
use sealed::{Act, ReadersV1};

/// The screen's name.
const GOAL: &str = "goals-goal";

pub(crate) fn screens() -> Screens {
    Screens::new()
        .screen(GOAL, WRITES, show)
        .act("goals-rate-send", WRITES, |visit, act| {
            say(visit, act, ReadersV1::Section)
        })
        .act("goals-rate-keep", WRITES, |visit, act| {
            say(visit, act, ReadersV1::Nobody)
        })
        .act("goals-rate-share", WRITES, |visit, act| {
            read_by(visit, act, ReadersV1::Section)
        })
        .act("goals-rate-take-back", WRITES, |visit, act| {
            read_by(visit, act, ReadersV1::Nobody)
        })
}

struct RatingLine {
    id: String,
    said: String,
    readers: String,
    sent: bool,
}

#[derive(Template)]
#[template(path = "goals_goal.html")]
struct GoalScreen {
    words: Words,
    goal: String,
    called: String,
    once: String,
    reader: Reader,
    /// No number was chosen.
    wrong: bool,
    chart: Option<Html>,
    lines: Vec<RatingLine>,
    share: String,
}

async fn show(visit: ClientVisit, mut act: Act) -> Result<Html, Trouble> {
    let goal = visit.place.about.ok_or(Trouble::Nothing)?;
    screen(&visit, &mut act, goal, None).await
}

/// The screen. `again`: the id under which a rating without a number was sent.
async fn screen(
    visit: &ClientVisit,
    act: &mut Act,
    goal: RecordId,
    again: Option<RecordId>,
) -> Result<Html, Trouble> {
    let words = visit.words;
    let plan = plan(act).await?;
    let found = shown(&plan).and_then(|version| {
        let mut goals = version.goals.iter();
        goals.find(|one| one.id == *goal.bytes())
    });
    let called = found.ok_or(Trouble::Nothing)?.words.clone();
    let reader = Reader::of(visit, act, None).await?;
    let all = ratings(act).await?;
    let own = all.iter().filter(|kept| kept.value.goal == *goal.bytes());
    let lines = own.rev().map(|kept| {
        let value = &kept.value;
        let when = visit.day_and_time(Moment::from_millis(value.at));
        let put = [
            ("close", i64::from(value.close).into()),
            ("when", (&when).into()),
        ];
        let sent = value.readers == ReadersV1::Section;
        RatingLine {
            id: kept.record.to_string(),
            said: words.say_with("goals-close-line", &put),
            readers: if sent {
                reader.say("work-seen-by")
            } else {
                words.say("work-only-you")
            },
            sent,
        }
    });
    let lines = lines.collect();
    Ok(Html::of(&GoalScreen {
        words,
        goal: goal.to_string(),
        chart: chart(visit, *goal.bytes(), &called, &all),
        called,
        once: again.unwrap_or_else(|| act.mint()).to_string(),
        wrong: again.is_some(),
        share: reader.say("work-share"),
        reader,
        lines,
    }))
}

fn id(visit: &ClientVisit, name: &str) -> Result<RecordId, Trouble> {
    let found = visit.form.get(name).and_then(RecordId::parse);
    found.ok_or(Trouble::NotUnderstood)
}

async fn say(visit: ClientVisit, mut act: Act, readers: ReadersV1) -> Result<Next, Trouble> {
    let (goal, once) = (id(&visit, "about")?, id(&visit, "once")?);
    let Some(close) = visit.form.words("close") else {
        let screen = screen(&visit, &mut act, goal, Some(once)).await?;
        return Ok(Next::Stay(screen));
    };
    let close: u8 = close.parse().map_err(|_| Trouble::NotUnderstood)?;
    let said = match readers {
        ReadersV1::Section => "goals-close-sent",
        ReadersV1::Nobody => "goals-close-kept",
    };
    change(&visit, act, (goal, said), |mut act| async move {
        let happened = rate(&mut act, once, goal, close, readers).await?;
        Ok((act, happened))
    })
    .await
}

async fn read_by(visit: ClientVisit, act: Act, readers: ReadersV1) -> Result<Next, Trouble> {
    let (goal, rating) = (id(&visit, "about")?, id(&visit, "rating")?);
    let said = match readers {
        ReadersV1::Section => "goals-close-sent",
        ReadersV1::Nobody => "goals-close-back",
    };
    change(&visit, act, (goal, said), |mut act| async move {
        let happened = set_rating_readers(&mut act, rating, readers).await?;
        Ok((act, happened))
    })
    .await
}

/// Runs a change and goes back to the goal.
async fn change<R>(
    visit: &ClientVisit,
    act: Act,
    (goal, said): (RecordId, &'static str),
    mut run: impl FnMut(Act) -> R,
) -> Result<Next, Trouble>
where
    R: Future<Output = Result<(Act, Vec<Happened>), PlanRefused>>,
{
    let outcome = visit.floor.attempt(act, |act| {
        let ran = run(act);
        async move { ran.await.map(|(act, happened)| (act, (), happened)) }
    });
    outcome.await?.map_err(trouble)?;
    Ok(Next::Go(Place::at(GOAL).about(goal).saying(said)))
}
