//! What sets something off for Iris: a log in which one thing comes together often enough to be told
//! and another does not, and a card of which a ward may read two lines.

use super::{PHONE, Told, named, open};
use crate::demo::scenes::When::Ago;
use crate::demo::year::{Life, finish, open_for, wrong};
use crate::say::Failed;
use care::{DAY, HOUR, Section, Sections};
use sealed::ReadersV1;
use triggers::{
    Circle, KindV1, LineV1, NewCard, NewEntry, PlaceV1, SetOffV1, Share, SleptV1, WithV1,
};

/// What is done with what sets something off.
#[derive(Clone, Copy)]
pub(in crate::demo) enum Deed {
    /// It is written down.
    Noted(&'static Noted),
    /// The card is written, and sent.
    Card,
    /// Two lines of it are for a ward.
    Shared,
}

/// One time that something was set off.
pub(in crate::demo) struct Noted {
    ago: i64,
    cue: &'static str,
    kind: KindV1,
    strong: u8,
    place: PlaceV1,
    with: WithV1,
    slept: SleptV1,
}

const fn noted(
    ago: i64,
    (cue, kind): (&'static str, KindV1),
    strong: u8,
    (place, with): (PlaceV1, WithV1),
    slept: SleptV1,
) -> Noted {
    Noted {
        ago,
        cue,
        kind,
        strong,
        place,
        with,
        slept,
    }
}

const STEPS: (&str, KindV1) = ("Steps behind me", KindV1::Sound);
const KEYS: (&str, KindV1) = ("Keys in the hall", KindV1::Sound);
const SMOKE: (&str, KindV1) = ("Smoke on a coat", KindV1::Smell);
const STREET: (PlaceV1, WithV1) = (PlaceV1::Outside, WithV1::Alone);
const HOME: (PlaceV1, WithV1) = (PlaceV1::Home, WithV1::Alone);
const BUS: (PlaceV1, WithV1) = (PlaceV1::OnTheWay, WithV1::Several);

/// After bad nights it is strong eight times of nine, after others one time of nine; on the bus, with
/// several people, it was only three times.
const LOG: [Noted; 18] = [
    noted(62, STEPS, 8, STREET, SleptV1::Bad),
    noted(58, KEYS, 4, HOME, SleptV1::Okay),
    noted(55, SMOKE, 7, BUS, SleptV1::Bad),
    noted(51, STEPS, 3, STREET, SleptV1::Good),
    noted(47, KEYS, 8, HOME, SleptV1::Bad),
    noted(44, STEPS, 5, STREET, SleptV1::Okay),
    noted(40, KEYS, 7, HOME, SleptV1::Bad),
    noted(37, SMOKE, 4, BUS, SleptV1::Okay),
    noted(33, STEPS, 8, STREET, SleptV1::Bad),
    noted(30, KEYS, 3, HOME, SleptV1::Good),
    noted(26, STEPS, 5, STREET, SleptV1::Bad),
    noted(23, STEPS, 7, STREET, SleptV1::Okay),
    noted(19, KEYS, 7, HOME, SleptV1::Bad),
    noted(16, KEYS, 2, HOME, SleptV1::Good),
    noted(12, STEPS, 8, STREET, SleptV1::Bad),
    noted(9, SMOKE, 4, BUS, SleptV1::Okay),
    noted(6, KEYS, 7, HOME, SleptV1::Bad),
    noted(2, STEPS, 3, STREET, SleptV1::Good),
];

pub(super) fn told() -> Vec<Told> {
    let iris = |when, deed| Told::of("iris", when, super::Deed::Trigger(deed));
    let mut all = vec![
        iris(Ago(20 * DAY), Deed::Card),
        iris(Ago(13 * DAY), Deed::Shared),
    ];
    let log = LOG.iter();
    // At this hour and at others, so that no time of day stands out by itself.
    all.extend(log.map(|one| {
        let hours = 1 + one.ago % 5 * 4;
        iris(Ago(one.ago * DAY + hours * HOUR), Deed::Noted(one))
    }));
    all
}

pub(super) async fn happens(life: &Life<'_>, place: usize, deed: Deed) -> Result<(), Failed> {
    match deed {
        Deed::Noted(one) => notes(life, place, one).await,
        Deed::Card => card(life, place).await,
        Deed::Shared => shares(life, place).await,
    }
}

async fn notes(life: &Life<'_>, place: usize, noted: &Noted) -> Result<(), Failed> {
    let mut act = open(life, place, true).await?;
    let entry = SetOffV1 {
        at: act.now().millis(),
        earlier: false,
        cue: noted.cue.to_owned(),
        kind: noted.kind,
        signs: String::new(),
        body: "Shoulders up".to_owned(),
        did: String::new(),
        helped: "Looking for three blue things".to_owned(),
        strong: Some(noted.strong),
        place: Some(noted.place),
        with: Some(noted.with),
        slept: Some(noted.slept),
        gone: false,
        readers: ReadersV1::Section,
    };
    let once = act.mint();
    let kept = triggers::keep_entry(&mut act, &NewEntry { once, entry }).await;
    finish(act, kept.map_err(wrong)?).await
}

async fn card(life: &Life<'_>, place: usize) -> Result<(), Failed> {
    let mut act = open(life, place, true).await?;
    let new = NewCard {
        card: named(&act, "card"),
        seen: 0,
        cue: "Steps behind me, keys in the hall".to_owned(),
        signs: "I stop talking and look at the door".to_owned(),
        helps: "Say your name before you come in. Tell me what day it is.".to_owned(),
        not: "Do not come up from behind. Do not hold my arm.".to_owned(),
        readers: ReadersV1::Section,
    };
    let kept = triggers::keep_card(&mut act, &new).await.map_err(wrong)?;
    finish(act, kept).await
}

async fn shares(life: &Life<'_>, place: usize) -> Result<(), Failed> {
    let parts = PHONE.or(Sections::of(&[Section::CrisisPlan, Section::Sessions]));
    let mut act = open_for(life.vault, life.people[place], true, parts).await?;
    let share = Share {
        card: named(&act, "card"),
        circle: Circle::Ward,
        lines: vec![LineV1::Not, LineV1::Helps],
        people: Vec::new(),
    };
    let shared = triggers::share(&mut act, &share).await.map_err(wrong)?;
    finish(act, shared).await
}
