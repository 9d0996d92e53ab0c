//! One measure over time beside what happened meanwhile: one calm chart that a client and those who
//! treat them can look at together. The points, what was expected and on how many people that
//! rests, the published lines with their sources, the marks on the time axis, and the same as a
//! table. The client's own has plain words and no line that calls a score clinical.

use crate::meanwhile::meanwhile;
use askama::Template;
use care::{Purpose, Role, Section, Sections};
use measures::{AnsweredV1, Course, Eyes, Norm, Offer};
use pages::shell::staff;
use pages::{ClientVisit, Html, Purposes, Routes, Screens, Trouble, Verb, Visit, Words};
use sealed::Act;
use std::cmp::Reverse;
use std::sync::Arc;

const OPENS: Sections = Sections::of(&[
    Section::Identity,
    Section::Measures,
    Section::Sessions,
    Section::CheckIns,
    Section::Relationship,
]);
const OWN: Sections = Sections::of(&[
    Section::Measures,
    Section::Sessions,
    Section::CheckIns,
    Section::Relationship,
]);
const TREATING: Purposes = &[(Role::Therapist, Purpose::Treatment)];

pub(crate) fn routes(offer: &Arc<Offer>) -> Routes {
    let offer = Arc::clone(offer);
    Routes::new().record(
        Verb::Get,
        "/clients/{client}/measures/{measure}",
        OPENS,
        TREATING,
        move |visit, act| show(visit, act, Arc::clone(&offer)),
    )
}

/// The client's own screen is about one of their answers, and shows the measure it is an answer to.
pub(crate) fn screens(offer: &Arc<Offer>) -> Screens {
    let offer = Arc::clone(offer);
    Screens::new().screen("measure-course", OWN, move |visit, act| {
        show_own(visit, act, Arc::clone(&offer))
    })
}

/// What is open about this measure.
struct Open {
    address: String,
    why: String,
    to_do: String,
    when: String,
}

#[derive(Template)]
#[template(path = "measure_course.html")]
struct MeasurePage {
    words: Words,
    called: String,
    back: String,
    title: String,
    name: String,
    chart: Option<Html>,
    damaged: Option<String>,
    open: Vec<Open>,
    /// What this measure is and where its numbers come from.
    about: Vec<String>,
    /// Where everything that is said comes from, with what disagrees.
    sources: Vec<String>,
    /// The client's other measures: address and name.
    others: Vec<(String, String)>,
}

/// The course of a measure with what happened meanwhile, drawn. `None`: there is no such measure.
async fn drawn(
    visit: &Visit,
    act: &Act,
    offer: &Offer,
    measure: &str,
    eyes: Eyes,
) -> Result<Option<(Course, Option<Html>)>, Trouble> {
    let norm = Norm::of(&visit.floor.vault, measure).await?;
    let Some(course) = measures::course(act, offer, norm.as_ref(), measure).await? else {
        return Ok(None);
    };
    let from = course.points.first().map(|point| point.at);
    let events = match from {
        Some(from) => meanwhile(visit, act, measure, from, eyes == Eyes::Own).await?,
        None => Vec::new(),
    };
    let chart = measures::chart(visit, offer, &course, eyes, events);
    Ok(Some((course, chart)))
}

async fn show(visit: Visit, act: Act, offer: Arc<Offer>) -> pages::Answer {
    let words = visit.words;
    let id = visit.path("measure").ok_or(Trouble::Nothing)?.to_owned();
    let measure = offer.measure(&id).ok_or(Trouble::Nothing)?;
    let shown = drawn(&visit, &act, &offer, &id, Eyes::Staff).await?;
    let (course, chart) = shown.ok_or(Trouble::Nothing)?;
    let client = act.whose();
    let called = visit.floor.sign_ins.called(&act).await?;
    let back = format!("/clients/{client}/measures");
    let (signals, unread) = measures::signals(&act).await?;
    let mut open: Vec<_> = signals
        .iter()
        .map(|kept| (kept.record, &kept.value))
        .collect();
    open.retain(|(_, signal)| signal.measure == id && signal.is_open());
    open.sort_by_key(|(_, signal)| (!signal.signal().is_about_safety(), Reverse(signal.action())));
    let open = open.into_iter().map(|(record, signal)| Open {
        address: format!("/clients/{client}/signals/{record}"),
        why: measures::reason_of(signal, &offer, words),
        to_do: words.say(&format!("measure-action-{}", signal.action().code())),
        when: visit.day_and_time(signal.raised()),
    });
    let open = open.collect();
    let others = measures::measured(&act).await?.into_iter();
    let others = others.filter(|other| *other != id).map(|other| {
        let name = offer.short_name(&other);
        (format!("{back}/{other}"), name)
    });
    let damaged = course.damaged + unread;
    let page = MeasurePage {
        words,
        title: measure.short_name().to_owned(),
        name: measure.name().to_owned(),
        chart,
        damaged: (damaged > 0)
            .then(|| words.say_with("measures-damaged", &[("count", damaged.into())])),
        open,
        about: about(&visit, measure, &course),
        sources: measures::sources(&course, words),
        others: others.collect(),
        called: called.clone(),
        back,
    };
    let title = format!("{}: {called}", page.title);
    Ok(staff(&visit, &title, Html::of(&page), None))
}

/// What a measure is, how complete the latest answers are, and whose words they are.
fn about(visit: &Visit, measure: &instruments::Measure, course: &Course) -> Vec<String> {
    let words = visit.words;
    let mut about = measures::how_complete(visit, course);
    if !measure.validated() {
        about.push(words.say("measure-not-validated"));
    }
    let attribution = &measure.licence().attribution;
    if !attribution.is_empty() {
        about.push(attribution.clone());
    }
    about
}

#[derive(Template)]
#[template(path = "measure_course_own.html")]
struct OwnScreen {
    words: Words,
    title: String,
    chart: Option<Html>,
    damaged: bool,
}

async fn show_own(visit: ClientVisit, act: Act, offer: Arc<Offer>) -> Result<Html, Trouble> {
    let words = visit.words;
    let record = visit.place.about.ok_or(Trouble::Nothing)?;
    let answered = act.find::<AnsweredV1>(record).await?;
    let id = answered.ok_or(Trouble::Nothing)?.value.measure;
    let shown = drawn(&visit, &act, &offer, &id, Eyes::Own).await?;
    let (course, chart) = shown.ok_or(Trouble::Nothing)?;
    Ok(Html::of(&OwnScreen {
        words,
        title: offer.called(&id, words),
        chart,
        damaged: course.damaged > 0,
    }))
}
