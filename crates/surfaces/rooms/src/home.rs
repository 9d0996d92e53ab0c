//! The client's first screen behind the lock: what happens next, with whom, when and where; and one thing they
//! could do.

use ::sessions::meeting::{self, SessionV1};
use alliance::CheckInV1;
use alliance::rupture::{RuptureV1, StateV1};
use askama::Template;
use care::{Section, Sections};
use measures::{Day, Offer};
use pages::{ClientVisit, HOME, Html, Screens, Trouble, Words};
use sealed::Act;
use std::sync::Arc;

const OPENS: Sections = Sections::of(&[
    Section::Identity,
    Section::Sessions,
    Section::CheckIns,
    Section::Relationship,
    Section::Measures,
    Section::Overview,
]);
/// How many questions someone answers in a minute without hurry. This project's own choice: about
/// twelve seconds for each.
const A_MINUTE: usize = 5;

pub(crate) fn screens(offer: &Arc<Offer>) -> Screens {
    let offer = Arc::clone(offer);
    Screens::new().screen(HOME, OPENS, move |visit, act| {
        show(visit, act, Arc::clone(&offer))
    })
}

struct Next {
    when: String,
    relative: String,
    with: String,
    place: String,
    minutes: u16,
    plan: String,
}

struct Open {
    id: String,
    said: String,
    /// Why, where nobody has answered yet.
    why: Option<String>,
    since: String,
}

/// A measure that is due.
struct Asked {
    occurrence: String,
    measure: String,
    called: String,
    /// Who asks, how long it takes, who decides who reads it.
    said: String,
    /// That there are more, if there are.
    more: Option<String>,
    /// Whether it is the one thing to do first.
    first: bool,
}

#[derive(Template)]
#[template(path = "home.html")]
struct Home {
    words: Words,
    called: String,
    /// What must be seen first: what is said, and the screen that has to do with it.
    first: Vec<(String, &'static str)>,
    next: Option<Next>,
    check_in: Option<String>,
    asked: Option<Asked>,
    any_measures: bool,
    open: Vec<Open>,
    closed: Vec<Open>,
    any_check_ins: bool,
    /// The screen of sign-ins, locks and phrases, where there is one.
    safety: Option<&'static str>,
    /// Whether they can say how they may be reached, and whether it is time to look at that again.
    reach: Option<bool>,
    damaged: bool,
}

async fn show(visit: ClientVisit, mut act: Act, offer: Arc<Offer>) -> Result<Html, Trouble> {
    let words = visit.words;
    let zone = &visit.floor.settings.zone;
    let called = visit.floor.sign_ins.called(&act).await?;
    let first = first(&visit, &act).await?;
    let sessions = act.latest::<SessionV1>().await?;
    let (meetings, _) = ::sessions::meetings(&act).await?;
    let check_ins = act.latest::<CheckInV1>().await?;
    let ruptures = act.latest::<RuptureV1>().await?;
    let damaged = !(sessions.damaged.is_empty()
        && check_ins.damaged.is_empty()
        && ruptures.damaged.is_empty());
    let sessions = meeting::in_order(sessions);
    let mut next = None;
    if let Some(session) = meeting::next(&sessions, visit.now) {
        let value = &session.value;
        let with = visit.floor.sign_ins.name_of(value.practitioner()).await?;
        next = Some(Next {
            when: visit.day_and_time(value.starts()),
            relative: words.relative(value.starts(), visit.now, zone),
            with: with.unwrap_or_else(|| words.say("someone-on-the-team")),
            place: value.place.clone(),
            minutes: value.minutes,
            plan: value.plan.clone(),
        });
    }
    let answered = alliance::answered(&check_ins.kept);
    let due = alliance::due(&meetings, &answered, visit.now);
    let check_in = due.map(|session| words.day(session.starts, visit.now, zone));
    let (mut open, mut closed) = (Vec::new(), Vec::new());
    for rupture in &ruptures.kept {
        let state = rupture.value.state();
        let line = Open {
            id: rupture.record.to_string(),
            said: words.say(&format!("home-rupture-{}", state.code())),
            why: (state == StateV1::Open).then(|| why(&rupture.value, &act, words)),
            since: words.day(rupture.value.opened(), visit.now, zone),
        };
        if state == StateV1::Closed {
            closed.push(line);
        } else {
            open.push(line);
        }
    }
    closed.reverse();
    closed.truncate(3);
    let any_check_ins = !check_ins.kept.is_empty();
    let asked = asked(&visit, &mut act, &offer, check_in.is_none()).await?;
    let any_measures = measures::plan(&act).await?.is_some();
    let reach = if visit.has("how-to-reach-me") {
        Some(contact::asks_again(&act).await?)
    } else {
        None
    };
    Ok(Html::of(&Home {
        words,
        called,
        first,
        next,
        check_in,
        asked,
        any_measures,
        open,
        closed,
        any_check_ins,
        safety: visit.has("my-safety").then_some("my-safety"),
        reach,
        damaged,
    }))
}

/// What must be seen first.
async fn first(visit: &ClientVisit, act: &Act) -> Result<Vec<(String, &'static str)>, Trouble> {
    let first = visit.floor.reactions.first(&visit.floor.vault, act.whose());
    let first = first.await?.into_iter();
    Ok(first
        .map(|(key, screen)| (visit.words.say(key), screen))
        .collect())
}

/// The first measure that is due. One at a time: the next is offered when this one is answered or
/// put off.
async fn asked(
    visit: &ClientVisit,
    act: &mut Act,
    offer: &Offer,
    first: bool,
) -> Result<Option<Asked>, Trouble> {
    let words = visit.words;
    let today = Day::of(visit.now, &visit.floor.settings.zone);
    let due = measures::due(act, offer, today).await?;
    let Some((one, others)) = due.split_first() else {
        return Ok(None);
    };
    let name = visit.floor.sign_ins.name_of(one.asked_by).await?;
    let name = name.unwrap_or_else(|| words.say("someone-on-the-team"));
    let questions = offer.measure(&one.measure).map_or(0, |measure| {
        measure.items().len() + measure.unscored().len()
    });
    let minutes = questions.div_ceil(A_MINUTE).max(1);
    let put = [("name", (&name).into()), ("count", minutes.into())];
    Ok(Some(Asked {
        occurrence: one.occurrence.to_string(),
        measure: one.measure.clone(),
        called: offer.called(&one.measure, words),
        said: words.say_with("home-measure", &put),
        more: (!others.is_empty())
            .then(|| words.say_with("home-measure-more", &[("count", others.len().into())])),
        first,
    }))
}

/// Why something is open, in a sentence: what they said, what someone else said, or what was
/// noticed.
fn why(rupture: &RuptureV1, act: &Act, words: Words) -> String {
    match rupture.named_by() {
        Some(person) if person == act.by() => words.say("noticed-said"),
        Some(_) => words.say("home-named-by-staff"),
        None => rupture
            .reasons
            .first()
            .map(|reason| reason.to_client(words))
            .unwrap_or_default(),
    }
}
