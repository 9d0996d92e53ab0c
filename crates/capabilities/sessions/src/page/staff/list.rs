//! All sessions of one client: those to come, those that were, and how regular they are.

use super::{OPENS, WRITERS};
use crate::page::shown::state;
use crate::regular;
use crate::whole::{All, Whole};
use askama::Template;
use insight::Regularity;
use pages::shell::staff;
use pages::{Html, Language, Routes, Trouble, Verb, Visit, Words};
use sealed::Act;

/// How many sessions that were are shown before the earlier ones are folded away: this project's
/// own choice.
const SHOWN: usize = 10;

pub(super) fn routes() -> Routes {
    Routes::new().record(
        Verb::Get,
        "/clients/{client}/sessions",
        OPENS,
        WRITERS,
        show,
    )
}

struct Line {
    address: String,
    when: String,
    place: String,
    said: Vec<String>,
    /// What waits for someone, in words.
    waits: Option<String>,
}

#[derive(Template)]
#[template(path = "sessions_staff.html")]
struct ListPage {
    words: Words,
    called: String,
    back: String,
    coming: Vec<Line>,
    been: Vec<Line>,
    earlier: Vec<Line>,
    regularity: Option<String>,
    damaged: Option<String>,
}

/// How regular sessions are, in a sentence. Without a verdict: what is regular enough is for the
/// two to say.
pub(crate) fn said(words: Words, found: &Regularity) -> String {
    let days = |days: f64| {
        let days = format!("{days:.1}");
        match words.language {
            Language::English => days,
            Language::Spanish => days.replace('.', ","),
        }
    };
    let mean = days(found.mean_days);
    let sessions = found.sessions;
    match found.sd_days {
        Some(sd) => words.say_with(
            "session-regularity",
            &[
                ("sessions", sessions.into()),
                ("mean", (&mean).into()),
                ("sd", (&days(sd)).into()),
                ("longest", found.longest_days.into()),
            ],
        ),
        None => words.say_with(
            "session-regularity-few",
            &[("longest", found.longest_days.into())],
        ),
    }
}

async fn show(visit: Visit, act: Act) -> pages::Answer {
    let client = visit.client().ok_or(Trouble::Nothing)?;
    let all = All::read(&act).await?;
    let words = visit.words;
    let line = |whole: Whole| {
        let waits = if whole.wish_waits().is_some() {
            Some("session-waits-wish")
        } else if whole.change_waits().is_some() && whole.can_change(visit.now) {
            Some("session-waits-choice")
        } else {
            None
        };
        Line {
            address: format!("/clients/{client}/sessions/{}", whole.session),
            when: visit.day_and_time(whole.starts),
            place: whole.place.clone(),
            said: state(&visit, &act, &whole),
            waits: waits.map(|key| words.say(key)),
        }
    };
    let (coming, mut been): (Vec<_>, Vec<_>) = all
        .sessions
        .iter()
        .partition(|kept| kept.value.ends() > visit.now);
    been.reverse();
    let earlier = been.split_off(been.len().min(SHOWN));
    let page = ListPage {
        words,
        called: visit.floor.sign_ins.called(&act).await?,
        back: format!("/clients/{client}"),
        coming: coming
            .into_iter()
            .map(|kept| line(all.whole(kept)))
            .collect(),
        been: been.into_iter().map(|kept| line(all.whole(kept))).collect(),
        earlier: earlier
            .into_iter()
            .map(|kept| line(all.whole(kept)))
            .collect(),
        regularity: regular::of(&all.held(visit.now)).map(|found| said(words, &found)),
        damaged: (all.damaged > 0)
            .then(|| words.say_with("session-damaged", &[("count", all.damaged.into())])),
    };
    let title = words.say_with("sessions-title-staff", &[("name", (&page.called).into())]);
    Ok(staff(&visit, &title, Html::of(&page), None))
}
