//! The session room: one screen to prepare in, the same screen while two meet, and what is left to
//! do after. What stands on it was written elsewhere; nothing is typed here.
//!
//! `facts` gathers what stands on it, `helps` what the client wishes in the room, `shared` is what
//! the two look at together, with nothing on it that is not for both of them.

mod facts;
mod helps;
mod shared;
mod work;

use crate::relationship::TREATS;
use ::sessions::{Room, Whole};
use askama::Template;
use care::{HOUR, MINUTE, Purpose, Role};
use measures::Offer;
use pages::shell::staff;
use pages::{Html, Purposes, Routes, Verb, Visit, Words};
use sealed::Act;
use std::sync::Arc;

const TREATING: Purposes = &[(Role::Therapist, Purpose::Treatment)];
/// For how long after a session the room shows first what is left to do: twelve hours, this
/// project's own choice. A working day ends in them, and the next one begins with preparing.
const AFTER: i64 = 12 * HOUR;

pub(crate) fn routes(offer: &Arc<Offer>) -> Routes {
    let offer = Arc::clone(offer);
    Routes::new().record(
        Verb::Get,
        "/clients/{client}/room",
        TREATS,
        TREATING,
        move |visit, act| show(visit, act, Arc::clone(&offer)),
    )
}

/// What a task costs whoever does it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cost {
    /// How many screens they see.
    pub screens: u8,
    /// How many keys they press.
    pub keystrokes: u8,
}

/// What it costs to prepare a session, from the list of the day on: one screen, and nothing typed.
pub const PREPARE: Cost = Cost {
    screens: 1,
    keystrokes: 0,
};

/// Where a session stands when someone looks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Phase {
    /// Before it: preparing.
    Before,
    /// It is going on.
    During,
    /// It has just been.
    After,
}

impl Phase {
    fn of(room: &Room, visit: &Visit) -> Self {
        if room.now.is_some() {
            return Self::During;
        }
        let just_been = |last: &Whole| visit.now - last.ends < AFTER;
        if visit.query("at") != Some("before") && room.last.as_ref().is_some_and(just_been) {
            Self::After
        } else {
            Self::Before
        }
    }

    const fn key(self) -> &'static str {
        match self {
            Self::Before => "room-phase-before",
            Self::During => "room-phase-during",
            Self::After => "room-phase-after",
        }
    }
}

/// A part of the room.
#[derive(Default)]
pub(crate) struct Block {
    pub(crate) id: &'static str,
    pub(crate) title: String,
    pub(crate) lines: Vec<Line>,
    /// What is said where there is nothing; a part without it is left out then.
    pub(crate) none: Option<String>,
}

impl Block {
    fn is_shown(&self) -> bool {
        !self.lines.is_empty() || self.none.is_some()
    }
}

/// A line of it.
#[derive(Default)]
pub(crate) struct Line {
    /// What it is, if that is said.
    pub(crate) label: String,
    pub(crate) words: String,
    pub(crate) quiet: String,
    /// Where it leads.
    pub(crate) to: Option<String>,
    pub(crate) attention: bool,
}

/// Where else one may want to go from here: address and words.
pub(crate) type Ways = Vec<(String, String)>;

#[derive(Template)]
#[template(path = "room.html")]
struct RoomPage {
    words: Words,
    called: String,
    back: String,
    together: String,
    /// The catalogue's key for where the session stands.
    phase: &'static str,
    /// When the session is that this is about, and how far away.
    when: String,
    /// Until when it goes on and how many minutes are left.
    left: Option<String>,
    /// The session that is going on and has not been begun in writing: where that is said, and what
    /// was seen of it.
    begin: Option<(String, u32)>,
    damaged: Option<String>,
    steps: Vec<Line>,
    first: Vec<Block>,
    beside: Vec<Block>,
    ways: Ways,
}

async fn show(visit: Visit, mut act: Act, offer: Arc<Offer>) -> pages::Answer {
    let room = ::sessions::room(&act).await?;
    let phase = Phase::of(&room, &visit);
    if visit.query("project") == Some("1") {
        return shared::show(&visit, &mut act, &room, phase).await;
    }
    let words = visit.words;
    let called = visit.floor.sign_ins.called(&act).await?;
    let at = format!("/clients/{}", act.whose());
    let (helps, unread) = helps::helps(&visit, &act).await?;
    let known = facts::Known {
        visit: &visit,
        called: &called,
        at: &at,
        room: &room,
    };
    let open = known.open(&mut act, &offer).await?;
    let agreed = known.agreed(&mut act, false).await?;
    let measured = known.measured(&mut act, &offer).await?;
    let last = known.last().await?;
    let agenda = known.agenda(phase).await?;
    let (work, unread_work) = work::work(&visit, &mut act, &at).await?;
    let damaged = room.damaged + unread + unread_work;
    let whole = match phase {
        Phase::After => room.last.as_ref(),
        Phase::During => room.now.as_ref(),
        Phase::Before => room.next.as_ref(),
    };
    let begin = room.now.as_ref().filter(|now| now.end.is_none());
    let page = RoomPage {
        words,
        back: at.clone(),
        together: format!("{at}/room?project=1"),
        phase: phase.key(),
        when: known.when(whole),
        left: room.now.as_ref().map(|now| left(&visit, now)),
        begin: begin.map(|now| (format!("{at}/sessions/{}/began", now.session), now.seen)),
        damaged: (damaged > 0)
            .then(|| words.say_with("relationship-damaged", &[("count", damaged.into())])),
        steps: known.steps(phase),
        first: vec![open, last, agenda, agreed],
        beside: vec![known.next(phase).await?, work, helps, measured],
        ways: known.ways(whole),
        called,
    };
    let title = words.say_with("room-title", &[("name", (&page.called).into())]);
    Ok(staff(&visit, &title, Html::of(&page), None))
}

/// Until when, and how many minutes that is, in words. It stands as it was when the page was
/// opened: nothing on it runs down.
pub(crate) fn left(visit: &Visit, now: &Whole) -> String {
    let words = visit.words;
    let until = words.time(now.ends, &visit.floor.settings.zone);
    let minutes = ((now.ends - visit.now).max(0) + MINUTE - 1) / MINUTE;
    let key = if minutes == 0 {
        "room-left-none"
    } else {
        "room-left"
    };
    let put = [("until", (&until).into()), ("count", minutes.into())];
    words.say_with(key, &put)
}
