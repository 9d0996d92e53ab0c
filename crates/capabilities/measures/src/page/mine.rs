//! The client's screen `measures`: what is asked of them and how often, how their answers have been,
//! what their therapist was told, and whether their scores count towards the expected course.

use crate::answer::act::shares;
use crate::answer::page::OPENS;
use crate::course::{course, measured, signals};
use crate::day::Day;
use crate::drawn::{Eyes, chart, day};
use crate::norm::{Norm, ShareError};
use crate::offer::Offer;
use crate::plan::{self, Change, PlanRefused, StateV1, change, rules, set_counts};
use crate::signal::{outcome, told};
use askama::Template;
use care::PersonId;
use pages::{ClientVisit, HOME, Html, Next, Place, Screens, Trouble, Words};
use sealed::Act;
use std::sync::Arc;

/// The screen's name.
pub(crate) const MINE: &str = "measures";

pub(crate) fn screens(offer: &Arc<Offer>) -> Screens {
    let shown = Arc::clone(offer);
    let mut screens = Screens::new().screen(MINE, OPENS, move |visit, act| {
        show(visit, act, Arc::clone(&shown))
    });
    for (name, what) in [
        ("measure-not-now", What::NotNow),
        ("measure-pause", What::Pause),
        ("measure-stop", What::Stop),
        ("measure-again", What::Again),
    ] {
        let offer = Arc::clone(offer);
        screens = screens.act(name, OPENS, move |visit, act| {
            says(visit, act, Arc::clone(&offer), what)
        });
    }
    for (name, counts) in [("measures-count", true), ("measures-do-not-count", false)] {
        let offer = Arc::clone(offer);
        screens = screens.act(name, OPENS, move |visit, act| {
            count(visit, act, Arc::clone(&offer), counts)
        });
    }
    screens
}

/// A measure in the plan, as the client reads it.
struct Asked {
    measure: String,
    called: String,
    /// How often, since when, by whom.
    said: String,
    /// When it comes next, or that it is there now.
    next: Option<String>,
    due: Option<String>,
    is_on: bool,
    /// Whether the client can take it up again.
    again: bool,
}

struct Told {
    when: String,
    said: String,
    became: Option<String>,
    /// Who is to speak with them about it, and by when.
    next: Option<String>,
}

#[derive(Template)]
#[template(path = "measures_mine.html")]
struct Mine {
    words: Words,
    asked: Vec<Asked>,
    /// What each measure is called, how it has been, and its latest answer.
    charts: Vec<(String, Html, String)>,
    told: Vec<Told>,
    counts: bool,
    damaged: bool,
}

async fn show(visit: ClientVisit, mut act: Act, offer: Arc<Offer>) -> Result<Html, Trouble> {
    let words = visit.words;
    let zone = &visit.floor.settings.zone;
    let (known, mut damaged) = signals(&act).await?;
    let mut charts = Vec::new();
    for id in measured(&act).await? {
        let norm = Norm::of(&visit.floor.vault, &id).await?;
        let Some(course) = course(&act, &offer, norm.as_ref(), &id).await? else {
            continue;
        };
        damaged += course.damaged;
        if let Some(drawn) = chart(&visit, &offer, &course, Eyes::Own, Vec::new()) {
            let latest = course.points.last();
            let latest = latest.map_or_else(String::new, |point| point.record.to_string());
            charts.push((offer.called(&id, words), drawn, latest));
        }
    }
    let mut all_told = Vec::new();
    for kept in &known {
        all_told.push(Told {
            when: visit.day_and_time(kept.value.raised()),
            said: told(&kept.value, &offer, words),
            became: outcome(&kept.value, visit.now, zone, words),
            next: crate::safety::words::to_the_client(&visit, &act, kept.record).await?,
        });
    }
    let counts = plan::counts(&act).await?;
    Ok(Html::of(&Mine {
        words,
        asked: asked(&visit, &mut act, &offer).await?,
        charts,
        told: all_told,
        counts,
        damaged: damaged > 0,
    }))
}

async fn asked(visit: &ClientVisit, act: &mut Act, offer: &Offer) -> Result<Vec<Asked>, Trouble> {
    let words = visit.words;
    let today = Day::of(visit.now, &visit.floor.settings.zone);
    let due = crate::answer::due(act, offer, today).await?;
    let gist = crate::gist::gist(act).await?;
    let plan = plan::plan(act).await?;
    let mut all = Vec::new();
    for one in plan.iter().flat_map(|plan| &plan.value.asked) {
        let Some(shortest) = offer.shortest(&one.measure) else {
            continue;
        };
        let by_me = one.state_by == *act.by().bytes();
        let name = PersonId::from_bytes(one.asked_by);
        let name = visit.floor.sign_ins.name_of(name).await?;
        let name = name.unwrap_or_else(|| words.say("someone-on-the-team"));
        let key = match (one.state, by_me, one.every) {
            (StateV1::Asked, _, Some(_)) => "measure-plan-every",
            (StateV1::Asked, _, None) => "measure-plan-once",
            (StateV1::Paused, true, _) => "measure-plan-paused-by-you",
            (StateV1::Paused, false, _) => "measure-plan-paused",
            (StateV1::Stopped, true, _) => "measure-plan-stopped-by-you",
            (StateV1::Stopped, false, _) => "measure-plan-stopped",
        };
        let put = [
            ("name", (&name).into()),
            ("days", one.every.unwrap_or_default().into()),
        ];
        let here = due.iter().find(|due| due.measure == one.measure);
        let comes = rules::due(one, gist.last(&one.measure), shortest)
            .map(|due| due.max(one.quiet_until.unwrap_or(due)))
            .filter(|comes| *comes > today);
        all.push(Asked {
            measure: one.measure.clone(),
            called: offer.called(&one.measure, words),
            said: words.say_with(key, &put),
            next: comes.map(|comes| {
                let comes = day(visit, comes);
                words.say_with("measure-plan-next", &[("when", (&comes).into())])
            }),
            due: here.map(|due| due.occurrence.to_string()),
            is_on: one.state == StateV1::Asked,
            again: one.state != StateV1::Asked && by_me,
        });
    }
    Ok(all)
}

/// What a client can say about a measure that is asked of them.
#[derive(Clone, Copy)]
enum What {
    NotNow,
    Pause,
    Stop,
    Again,
}

async fn says(
    visit: ClientVisit,
    act: Act,
    offer: Arc<Offer>,
    what: What,
) -> Result<Next, Trouble> {
    let measure = visit.form.get("measure").ok_or(Trouble::NotUnderstood)?;
    let measure = measure.to_owned();
    let today = Day::of(visit.now, &visit.floor.settings.zone);
    let (said, to) = match what {
        What::NotNow => ("measure-put-off", HOME),
        What::Pause => ("measure-paused", MINE),
        What::Stop => ("measure-stopped", MINE),
        What::Again => ("measure-again-kept", MINE),
    };
    let wanted = match what {
        What::NotNow => Change::NotNow { measure },
        What::Pause => Change::Pause { measure },
        What::Stop => Change::Stop { measure },
        What::Again => Change::Resume { measure },
    };
    let outcome = visit
        .floor
        .attempt(act, |mut act| {
            let (offer, wanted) = (Arc::clone(&offer), &wanted);
            async move {
                let happened = change(&mut act, &offer, None, today, wanted).await?;
                Ok((act, (), happened))
            }
        })
        .await?;
    match outcome {
        // Said twice, or meanwhile by someone else: what was meant is so.
        Ok(()) | Err(PlanRefused::AskedAlready | PlanRefused::NotAsked) => {
            Ok(Next::Go(Place::at(to).saying(said)))
        }
        Err(PlanRefused::Read(error)) => Err(error.into()),
        Err(_) => Err(Trouble::Nothing),
    }
}

async fn count(
    visit: ClientVisit,
    act: Act,
    offer: Arc<Offer>,
    counts: bool,
) -> Result<Next, Trouble> {
    let access = *act.access();
    let outcome = visit
        .floor
        .attempt(act, |mut act| async move {
            set_counts(&mut act, counts).await?;
            Ok::<_, PlanRefused>((act, (), Vec::new()))
        })
        .await?;
    match outcome {
        Ok(()) => {}
        Err(PlanRefused::Read(error)) => return Err(error.into()),
        Err(_) => return Err(Trouble::Nothing),
    }
    // What stands in the directory follows what was said, from the record as it is now. It is not
    // said to be taken away before it is.
    let act = Act::open(&visit.floor.vault, access).await?;
    for share in shares(&act, &offer).await? {
        match share.write(&visit.floor.vault).await {
            Ok(()) => {}
            Err(ShareError::Read(error)) => return Err(error.into()),
            Err(ShareError::Commit(error)) => return Err(Trouble::Fault(error.to_string())),
        }
    }
    let said = if counts {
        "measures-count-kept"
    } else {
        "measures-do-not-count-kept"
    };
    Ok(Next::Go(Place::at(MINE).saying(said)))
}
