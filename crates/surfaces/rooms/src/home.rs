//! The client's first screen behind the lock: what happens next, with whom, when and where; and one thing they
//! could do.
//!
//! `waits` is what was said to them and what waits, `more` everything else that is theirs.

mod more;
mod waits;

pub(crate) use self::waits::Way;
use self::waits::{promised, waiting};
use crate::gists::Gists;
use ::sessions::Whole;
use alliance::CheckInV1;
use alliance::rupture::{RuptureV1, StateV1};
use askama::Template;
use care::{Section, Sections};
use measures::{Day, Offer};
use pages::{ClientVisit, HOME, Html, Screens, Trouble, Words};
use sealed::{Act, Kept};
use std::sync::Arc;

const OPENS: Sections = Sections::of(&[
    Section::Identity,
    Section::Sessions,
    Section::CheckIns,
    Section::Relationship,
    Section::Measures,
    Section::Overview,
    Section::Work,
]);
/// How many questions someone answers in a minute without hurry. This project's own choice: about
/// twelve seconds for each.
const A_MINUTE: usize = 5;

pub(crate) fn screens(offer: &Arc<Offer>) -> Screens {
    let offer = Arc::clone(offer);
    more::screens().screen(HOME, OPENS, move |visit, act| {
        show(visit, act, Arc::clone(&offer))
    })
}

struct Next {
    session: String,
    when: String,
    relative: String,
    with: String,
    place: String,
    minutes: u16,
    plan: String,
    others: String,
    will_not: String,
}

/// A change that was announced and waits for the client's choice.
struct Change {
    session: String,
    was: String,
    now: String,
    why: String,
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
    change: Option<Change>,
    next: Option<Next>,
    check_in: Option<String>,
    asked: Option<Asked>,
    waiting: Vec<Way>,
    promised: Vec<Way>,
    open: Vec<Open>,
    closed: Vec<Open>,
    could: Vec<Way>,
    /// Whether it is time to look again at how they may be reached.
    reach: bool,
    /// Whether there is a screen about one session.
    has_session: bool,
    damaged: bool,
}

async fn show(visit: ClientVisit, mut act: Act, offer: Arc<Offer>) -> Result<Html, Trouble> {
    let words = visit.words;
    let zone = &visit.floor.settings.zone;
    let called = visit.floor.sign_ins.called(&act).await?;
    let first = first(&visit, &act).await?;
    let room = ::sessions::room(&act).await?;
    let (meetings, _) = ::sessions::meetings(&act).await?;
    let check_ins = act.latest::<CheckInV1>().await?;
    let ruptures = act.latest::<RuptureV1>().await?;
    let gists = Gists::opened(&mut act).await?;
    let promised = promised(&visit, &act).await?;
    let damaged = room.damaged + check_ins.damaged.len() + ruptures.damaged.len() + promised.unread;
    let whole = room.now.as_ref().or(room.next.as_ref());
    let next = match whole {
        Some(whole) => Some(next(&visit, whole).await?),
        None => None,
    };
    let change = whole.and_then(|whole| change(&visit, whole));
    let answered = alliance::answered(&check_ins.kept);
    let due = alliance::due(&meetings, &answered, visit.now);
    let check_in = due.map(|session| words.day(session.starts, visit.now, zone));
    let (open, closed) = ruptures_of(&visit, &act, &ruptures.kept);
    let asked_first = check_in.is_none() && change.is_none();
    let asked = asked(&visit, &mut act, &offer, asked_first).await?;
    let any_measures = measures::plan(&act).await?.is_some();
    let reach = visit.has("how-to-reach-me") && contact::asks_again(&act).await?;
    Ok(Html::of(&Home {
        words,
        called,
        first,
        change,
        next,
        check_in,
        asked,
        waiting: {
            let mut ways = waiting(&visit, &gists, room.last.as_ref(), promised.of_a_message);
            ways.extend(waits::of_work(&visit, &act, &gists).await?);
            ways
        },
        promised: promised.ways,
        open,
        closed,
        could: could(&visit, !check_ins.kept.is_empty(), any_measures),
        reach,
        has_session: visit.has("session"),
        damaged: damaged > 0 || gists.damaged(),
    }))
}

/// The next session, or the one that is going on.
async fn next(visit: &ClientVisit, whole: &Whole) -> Result<Next, Trouble> {
    let words = visit.words;
    let with = visit.floor.sign_ins.name_of(whole.with).await?;
    Ok(Next {
        session: whole.session.to_string(),
        when: visit.day_and_time(whole.starts),
        relative: words.relative(whole.starts, visit.now, &visit.floor.settings.zone),
        with: with.unwrap_or_else(|| words.say("someone-on-the-team")),
        place: whole.place.clone(),
        minutes: whole.minutes,
        plan: whole.plan.clone(),
        others: whole.others.clone(),
        will_not: whole.will_not.clone(),
    })
}

/// What was changed about it, where the client has not said anything to it yet.
fn change(visit: &ClientVisit, whole: &Whole) -> Option<Change> {
    let change = whole.change_waits().filter(|_| visit.has("session"))?;
    let placed = |placed: &::sessions::stored::PlacedV1| {
        let when = visit.day_and_time(placed.starts());
        format!("{when}, {}", placed.place)
    };
    Some(Change {
        session: whole.session.to_string(),
        was: placed(&change.was),
        now: placed(&change.now),
        why: change.words.clone(),
    })
}

/// What is open between them, and the latest three that are not any more.
fn ruptures_of(
    visit: &ClientVisit,
    act: &Act,
    ruptures: &[Kept<RuptureV1>],
) -> (Vec<Open>, Vec<Open>) {
    let words = visit.words;
    let (mut open, mut closed) = (Vec::new(), Vec::new());
    for rupture in ruptures {
        let state = rupture.value.state();
        let line = Open {
            id: rupture.record.to_string(),
            said: words.say(&format!("home-rupture-{}", state.code())),
            why: (state == StateV1::Open).then(|| why(&rupture.value, act, words)),
            since: words.day(
                rupture.value.opened(),
                visit.now,
                &visit.floor.settings.zone,
            ),
        };
        if state == StateV1::Closed {
            closed.push(line);
        } else {
            open.push(line);
        }
    }
    closed.reverse();
    closed.truncate(3);
    (open, closed)
}

/// What they could do: seven ways at most, always in the same order. Everything else is behind the
/// last of them.
fn could(visit: &ClientVisit, any_check_ins: bool, any_measures: bool) -> Vec<Way> {
    [
        ("felt-wrong", "home-felt-wrong", true),
        ("messages", "more-messages", true),
        ("sessions", "more-sessions", true),
        ("course", "home-course", any_check_ins),
        ("measures", "measures-mine", any_measures),
        ("crisis-plan", "plan-title", true),
        ("more", "home-more", true),
    ]
    .into_iter()
    .filter(|(screen, _, wanted)| *wanted && visit.has(screen))
    .map(|(screen, key, _)| Way::to(screen, visit.words.say(key)))
    .collect()
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
