//! The plan goal by goal, for both sides: ways with what the client thinks of them, steps and who
//! takes them, what someone sees differently, how close it is.

use crate::content::{OptionV1, StepV1, WantsV1};
use crate::written::{BesideV1, DoneV1, Plan, PlanV1, RatingV1, done, ratings, remarks};
use askama::Template;
use care::{ClientId, Moment, PersonId, RecordId};
use jiff::{Timestamp, civil::Date};
use pages::chart::{Chart, Point};
use pages::{Html, Trouble, Visit, Words};
use sealed::{Act, Kept};
use std::collections::BTreeMap;

/// Who reads the page: how the client is named on it, and how its forms are posted.
pub(super) struct Eyes<'a> {
    /// The client, as this reader calls them.
    pub(super) client: &'a str,
    /// Whose record it is.
    pub(super) whose: ClientId,
    /// Whether they are the client.
    pub(super) is_client: bool,
    /// Where the page's forms are posted.
    pub(super) address: &'a str,
}

/// Words beside a goal that could not be taken: beside what, what was typed, and what is said of it.
pub(super) struct WrongBeside {
    pub(super) of: String,
    pub(super) typed: String,
    pub(super) said: String,
}

/// The name of whoever wrote, signed or did something.
pub(super) async fn name(visit: &Visit, by: [u8; 16], eyes: &Eyes<'_>) -> Result<String, Trouble> {
    let by = PersonId::from_bytes(by);
    if by == eyes.whose.person() {
        return Ok(eyes.client.to_owned());
    }
    let found = visit.floor.sign_ins.name_of(by).await?;
    Ok(found.unwrap_or_else(|| visit.words.say("someone-on-the-team")))
}

/// A day, as the reader's language says it.
pub(super) fn day(visit: &Visit, at: Moment) -> String {
    visit.words.day(at, visit.now, &visit.floor.settings.zone)
}

/// A calendar day, as the reader's language says it.
pub(super) fn calendar(visit: &Visit, day: &str) -> String {
    let zone = visit.floor.settings.zone.clone();
    let parsed: Option<Date> = day.parse().ok();
    let noon = parsed.and_then(|date| date.at(12, 0, 0, 0).to_zoned(zone.clone()).ok());
    noon.map_or_else(
        || day.to_owned(),
        |noon| {
            let at = Moment::from_millis(noon.timestamp().as_millisecond());
            visit.words.day(at, visit.now, &zone)
        },
    )
}

/// Today, as `YYYY-MM-DD` in the service's zone.
fn today(visit: &Visit) -> Option<String> {
    let now = Timestamp::from_millisecond(visit.now.millis()).ok()?;
    let zone = visit.floor.settings.zone.clone();
    Some(now.to_zoned(zone).date().to_string())
}

/// The day to look at it again, in words, if it has come; and while nothing is proposed the number of
/// the newest version, on which another day can be sent.
pub(super) fn review_due(visit: &Visit, plan: &Plan) -> Option<(String, Option<u16>)> {
    let review = plan.in_force()?.value.review.as_deref()?;
    if review > today(visit)?.as_str() {
        return None;
    }
    let newest = plan.proposed().is_none().then(|| plan.newest());
    Some((calendar(visit, review), newest))
}

struct Beside {
    who: String,
    words: String,
    /// The goal or way, if they are the reader's own words: they can take them back.
    own: Option<String>,
}

struct OptionShown {
    words: String,
    wants: String,
    tone: &'static str,
    why: String,
    beside: Vec<Beside>,
}

struct StepShown {
    id: String,
    words: String,
    said: String,
    /// That it was taken, by whom and when.
    done: Option<String>,
}

struct GoalShown {
    id: String,
    words: String,
    options: Vec<OptionShown>,
    steps: Vec<StepShown>,
    beside: Vec<Beside>,
    /// What one can write beside: ids with their words.
    places: Vec<(String, String)>,
    /// How close it is, over time.
    chart: Option<Html>,
}

#[derive(Template)]
#[template(path = "goals_parts.html")]
struct InFull<'a> {
    words: Words,
    goals: Vec<GoalShown>,
    review: Option<String>,
    is_client: bool,
    address: &'a str,
    wrong: Option<&'a WrongBeside>,
}

/// What stands beside a version.
struct Along {
    remarks: Vec<BesideV1>,
    done: BTreeMap<[u8; 16], DoneV1>,
    ratings: Vec<Kept<RatingV1>>,
}

/// The version that the page shows in full: the one in force, or else the one that waits.
pub(super) fn shown(plan: &Plan) -> Option<&PlanV1> {
    let kept = plan.in_force().or_else(|| plan.proposed());
    kept.map(|kept| &kept.value)
}

/// A version goal by goal, each with what goes along with it.
pub(super) async fn goals_html(
    visit: &Visit,
    act: &Act,
    version: &PlanV1,
    eyes: &Eyes<'_>,
    wrong: Option<&WrongBeside>,
) -> Result<Html, Trouble> {
    let along = Along {
        remarks: remarks(act).await?,
        done: done(act).await?,
        ratings: ratings(act).await?,
    };
    let mut goals = Vec::new();
    for goal in &version.goals {
        let id = |id: [u8; 16]| RecordId::from_bytes(id).to_string();
        let mut options = Vec::new();
        for option in &goal.options {
            options.push(option_shown(visit, option, &along, eyes).await?);
        }
        let mut steps = Vec::new();
        for step in &goal.steps {
            steps.push(step_shown(visit, step, &along, eyes).await?);
        }
        let ways = goal.options.iter();
        let places = [(id(goal.id), goal.words.clone())]
            .into_iter()
            .chain(ways.map(|one| (id(one.id), one.words.clone())));
        goals.push(GoalShown {
            id: id(goal.id),
            words: goal.words.clone(),
            options,
            steps,
            beside: beside(visit, goal.id, &along, eyes).await?,
            places: places.collect(),
            chart: chart(visit, goal.id, &goal.words, &along.ratings),
        });
    }
    let review = version.review.as_deref().map(|day| calendar(visit, day));
    Ok(Html::of(&InFull {
        words: visit.words,
        goals,
        review,
        is_client: eyes.is_client,
        address: eyes.address,
        wrong,
    }))
}

async fn beside(
    visit: &Visit,
    of: [u8; 16],
    along: &Along,
    eyes: &Eyes<'_>,
) -> Result<Vec<Beside>, Trouble> {
    let mut all = Vec::new();
    for one in along.remarks.iter().filter(|one| one.beside == of) {
        let who = name(visit, one.by, eyes).await?;
        let when = day(visit, Moment::from_millis(one.at));
        let put = [("who", (&who).into()), ("when", (&when).into())];
        let own = one.by == *visit.who.asker.person.bytes();
        all.push(Beside {
            who: visit.words.say_with("goals-beside-said", &put),
            words: one.words.clone(),
            own: own.then(|| RecordId::from_bytes(of).to_string()),
        });
    }
    Ok(all)
}

async fn option_shown(
    visit: &Visit,
    option: &OptionV1,
    along: &Along,
    eyes: &Eyes<'_>,
) -> Result<OptionShown, Trouble> {
    let side = if eyes.is_client {
        "goals"
    } else {
        "goals-staff"
    };
    Ok(OptionShown {
        words: option.words.clone(),
        wants: visit
            .words
            .say(&format!("{side}-wants-{}", option.wants.code())),
        tone: if option.wants == WantsV1::Want {
            " kept"
        } else {
            ""
        },
        why: option.why.clone(),
        beside: beside(visit, option.id, along, eyes).await?,
    })
}

async fn step_shown(
    visit: &Visit,
    step: &StepV1,
    along: &Along,
    eyes: &Eyes<'_>,
) -> Result<StepShown, Trouble> {
    let words = visit.words;
    let done = match along.done.get(&step.id).filter(|one| one.done) {
        None => None,
        Some(one) => {
            let who = name(visit, one.by, eyes).await?;
            let when = day(visit, Moment::from_millis(one.at));
            let put = [("who", (&who).into()), ("when", (&when).into())];
            Some(words.say_with("goals-step-was-done", &put))
        }
    };
    Ok(StepShown {
        id: RecordId::from_bytes(step.id).to_string(),
        words: step.words.clone(),
        said: step_said(visit, step, eyes.is_client),
        done,
    })
}

/// Who takes a step, and until when.
pub(super) fn step_said(visit: &Visit, step: &StepV1, is_client: bool) -> String {
    let words = visit.words;
    let side = if is_client { "goals" } else { "goals-staff" };
    let who = words.say(&format!("{side}-who-{}", step.who.code()));
    match &step.until {
        None => who,
        Some(until) => {
            let when = calendar(visit, until);
            let put = [("who", (&who).into()), ("when", (&when).into())];
            words.say_with("goals-step-until", &put)
        }
    }
}

/// How close a goal is over time, as far as the reader may see. `None` while it was never said.
pub(super) fn chart(
    visit: &Visit,
    goal: [u8; 16],
    called: &str,
    ratings: &[Kept<RatingV1>],
) -> Option<Html> {
    let (words, zone) = (visit.words, &visit.floor.settings.zone);
    let of = ratings.iter().filter(|kept| kept.value.goal == goal);
    let points: Vec<Point> = of
        .map(|kept| {
            let at = Moment::from_millis(kept.value.at);
            Point {
                at,
                when: words.short_day(at, visit.now, zone),
                value: Some(kept.value.close.into()),
                ..Point::default()
            }
        })
        .collect();
    let said = |point: &Point| point.value.map(|value| format!("{value:.0}"));
    let (first, last) = (
        points.first().and_then(said)?,
        points.last().and_then(said)?,
    );
    let key = match (points.len(), visit.client().is_some()) {
        (1, true) => "goals-staff-close-once",
        (1, false) => "goals-close-once",
        _ => "goals-close-seen",
    };
    let put = [("first", (&first).into()), ("last", (&last).into())];
    let ends = (words.say("goals-close-low"), words.say("goals-close-high"));
    let chart = Chart {
        id: format!("goal-{}", RecordId::from_bytes(goal)),
        title: called.to_owned(),
        seen: words.say_with(key, &put),
        scale: (0.0, crate::written::THERE.into()),
        ends: Some(ends),
        points,
        ..Chart::default()
    };
    Some(chart.html(words))
}
