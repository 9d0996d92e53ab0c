//! The client's side: the next session with all that is known about it, what changed and what they
//! say to it, and all the others.

use super::shown::{DayAfter, Shown, state};
use crate::agenda;
use crate::change::{ask_for_another_time, call_off_by_client, choose, take_offer};
use crate::next_day::want;
use crate::refused::Refused;
use crate::room::Room;
use crate::stored::ChoiceV1;
use crate::task::{Becomes, NewTask, Who, agree, becomes};
use crate::whole::{All, Whole};
use askama::Template;
use care::{Line, RecordId, Section, Sections};
use pages::{ClientVisit, FinishError, Html, Next, Place, Screens, Trouble, Words, wrong_words};
use sealed::Act;

pub(super) const SESSION: &str = "session";
const SESSIONS: &str = "sessions";
/// How many sessions that were are shown before the earlier ones are folded away: this project's
/// own choice.
const SHOWN: usize = 10;

pub(super) const OPENS: Sections =
    Sections::of(&[Section::Sessions, Section::Overview, Section::Drafts]);

pub(super) fn screens() -> Screens {
    Screens::new()
        .screen(SESSION, OPENS, show)
        .screen(SESSIONS, OPENS, list)
        .act("session-item", OPENS, propose)
        .act("session-item-back", OPENS, take_back)
        .act("session-fine", OPENS, |visit, act| {
            choice(visit, act, ChoiceV1::Fine)
        })
        .act("session-other", OPENS, |visit, act| {
            choice(visit, act, ChoiceV1::AnotherTime)
        })
        .act("session-rather-not", OPENS, |visit, act| {
            choice(visit, act, ChoiceV1::CallOff)
        })
        .act("session-ask", OPENS, ask)
        .act("session-off", OPENS, call_off)
        .act("session-offer-yes", OPENS, |visit, act| {
            offered(visit, act, true)
        })
        .act("session-offer-no", OPENS, |visit, act| {
            offered(visit, act, false)
        })
        .act("session-step", OPENS, step)
        .act("session-step-done", OPENS, |visit, act| {
            step_becomes(visit, act, Becomes::Done)
        })
        .act("session-step-go", OPENS, |visit, act| {
            step_becomes(visit, act, Becomes::LetGo)
        })
        .act("session-day-yes", OPENS, |visit, act| {
            day_after(visit, act, true)
        })
        .act("session-day-no", OPENS, |visit, act| {
            day_after(visit, act, false)
        })
}

#[derive(Template)]
#[template(path = "session.html")]
struct SessionScreen {
    words: Words,
    title: String,
    once: String,
    one: Shown,
    /// What was written when it was called off, missed or changed by the service.
    why: String,
    day: DayAfter,
    /// What was typed and could not be taken: at which field, what is said, and the words.
    wrong: Option<(&'static str, String, String)>,
}

impl SessionScreen {
    fn said(&self, field: &str) -> Option<&str> {
        let wrong = self.wrong.as_ref().filter(|(at, ..)| *at == field);
        wrong.map(|(_, said, _)| said.as_str())
    }

    fn typed(&self, field: &str) -> &str {
        let wrong = self.wrong.as_ref().filter(|(at, ..)| *at == field);
        wrong.map_or("", |(.., typed)| typed.as_str())
    }
}

#[derive(Template)]
#[template(path = "session_none.html")]
struct NoSession {
    words: Words,
}

/// The session a form or the place is about; otherwise the one that is on, the next, or the last.
async fn about(visit: &ClientVisit, act: &Act) -> Result<Option<Whole>, Trouble> {
    let all = All::read(act).await?;
    let posted = visit.form.get("about").and_then(RecordId::parse);
    if let Some(session) = posted.or(visit.place.about) {
        let kept = all.find(session).ok_or(Trouble::Nothing)?;
        return Ok(Some(all.whole(kept)));
    }
    let room = Room::of(&all, act.now());
    Ok(room.now.or(room.next).or(room.last))
}

type Wrong = (&'static str, String, String);

async fn screen(
    visit: &ClientVisit,
    act: &Act,
    whole: &Whole,
    wrong: Option<Wrong>,
) -> Result<Html, Trouble> {
    let words = visit.words;
    let one = Shown::of(visit, act, whole, &words.say("session-you")).await?;
    let end = whole.end.as_ref();
    // What a practitioner noted where the client was not there is said on their page as well: it is
    // the client's record.
    let why = end.map(|end| end.words.clone()).unwrap_or_default();
    Ok(Html::of(&SessionScreen {
        words,
        title: words.say_with("session-title", &[("when", (&one.when).into())]),
        once: act.mint().to_string(),
        why,
        day: one.day_after,
        one,
        wrong,
    }))
}

async fn show(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    match about(&visit, &act).await? {
        Some(whole) => screen(&visit, &act, &whole, None).await,
        None => Ok(Html::of(&NoSession { words: visit.words })),
    }
}

struct SessionLine {
    id: String,
    when: String,
    with: String,
    said: Vec<String>,
    changed: bool,
}

#[derive(Template)]
#[template(path = "sessions.html")]
struct SessionsScreen {
    words: Words,
    coming: Vec<SessionLine>,
    been: Vec<SessionLine>,
    earlier: Vec<SessionLine>,
    damaged: bool,
}

async fn list(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let all = All::read(&act).await?;
    let words = visit.words;
    let (mut coming, mut been) = (Vec::new(), Vec::new());
    for kept in &all.sessions {
        let whole = all.whole(kept);
        let with = visit.floor.sign_ins.name_of(whole.with).await?;
        let line = SessionLine {
            id: whole.session.to_string(),
            when: visit.day_and_time(whole.starts),
            with: with.unwrap_or_else(|| words.say("someone-on-the-team")),
            said: state(&visit, &act, &whole),
            changed: whole.change_waits().is_some() && whole.can_change(visit.now),
        };
        if whole.ends > visit.now {
            coming.push(line);
        } else {
            been.push(line);
        }
    }
    been.reverse();
    let earlier = been.split_off(been.len().min(SHOWN));
    Ok(Html::of(&SessionsScreen {
        words,
        coming,
        been,
        earlier,
        damaged: all.damaged > 0,
    }))
}

fn id(visit: &ClientVisit, field: &str) -> Result<RecordId, Trouble> {
    let found = visit.form.get(field).and_then(RecordId::parse);
    found.ok_or(Trouble::NotUnderstood)
}

/// Where an act leads: back to the session, saying what became of it. Where something has changed
/// meanwhile the screen shows it as it is now, and says so.
fn leads(
    session: RecordId,
    outcome: Result<Result<(), Refused>, FinishError>,
    said: &'static str,
) -> Result<Next, Trouble> {
    let said = match outcome? {
        // Sent twice, it was said once.
        Ok(()) | Err(Refused::Already) => said,
        Err(Refused::None | Refused::OnlyTheClient | Refused::OnlyStaff) => {
            return Err(Trouble::Nothing);
        }
        Err(Refused::Read(error)) => return Err(error.into()),
        Err(Refused::Over | Refused::Ended | Refused::NotYet) => "session-said-over",
        Err(Refused::Elsewhere | Refused::Overlaps | Refused::InThePast) => "session-said-gone",
        Err(Refused::TooMany) => "session-said-too-many",
        Err(Refused::NoDue) => "session-said-past-day",
        Err(Refused::Changed | Refused::Nothing | Refused::Times | Refused::Length) => {
            "session-said-changed"
        }
    };
    Ok(Next::Go(Place::at(SESSION).about(session).saying(said)))
}

/// The screen again, with what was typed and what is wrong with it.
async fn again(
    visit: &ClientVisit,
    act: &Act,
    field: &'static str,
    wrong: care::WrongWords,
) -> Result<Next, Trouble> {
    let whole = about(visit, act).await?.ok_or(Trouble::Nothing)?;
    let typed = visit.form.get(field).unwrap_or_default().to_owned();
    let said = wrong_words(wrong, visit.words);
    let screen = screen(visit, act, &whole, Some((field, said, typed))).await?;
    Ok(Next::Stay(screen))
}

async fn propose(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let (session, once) = (id(&visit, "about")?, id(&visit, "once")?);
    let words: Line<200> = match Line::parse(visit.form.get("item").unwrap_or_default()) {
        Ok(words) => words,
        Err(wrong) => return again(&visit, &act, "item", wrong).await,
    };
    let outcome = visit.floor.attempt(act, |mut act| {
        let words = &words;
        async move {
            let happened = agenda::propose(&mut act, session, once, words).await?;
            Ok((act, (), happened))
        }
    });
    leads(session, outcome.await, "session-said-item")
}

async fn take_back(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let (session, item) = (id(&visit, "about")?, id(&visit, "item")?);
    let outcome = visit.floor.attempt(act, |mut act| async move {
        let happened = agenda::take_back(&mut act, session, item).await?;
        Ok((act, (), happened))
    });
    leads(session, outcome.await, "session-said-item-back")
}

/// Words that may be left out, or the screen again.
fn words_of(visit: &ClientVisit, field: &str) -> Result<Option<Line<300>>, care::WrongWords> {
    Line::parse_optional(visit.form.get(field))
}

async fn choice(visit: ClientVisit, act: Act, choice: ChoiceV1) -> Result<Next, Trouble> {
    let (session, change) = (id(&visit, "about")?, id(&visit, "change")?);
    let words = match words_of(&visit, "choice-words") {
        Ok(words) => words,
        Err(wrong) => return again(&visit, &act, "choice-words", wrong).await,
    };
    let outcome = visit.floor.attempt(act, |mut act| {
        let words = words.as_ref();
        async move {
            let happened = choose(&mut act, session, change, choice, words).await?;
            Ok((act, (), happened))
        }
    });
    let outcome = outcome.await;
    // Said before, and something else: what was said first stands, and the screen shows it.
    let already = matches!(outcome, Ok(Err(Refused::Already)));
    let said = match choice {
        _ if already => "session-said-chosen",
        ChoiceV1::Fine => "session-said-fine",
        ChoiceV1::AnotherTime => "session-said-asked",
        ChoiceV1::CallOff => "session-said-off",
    };
    leads(session, outcome, said)
}

async fn ask(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let session = id(&visit, "about")?;
    let words = match words_of(&visit, "other-words") {
        Ok(words) => words,
        Err(wrong) => return again(&visit, &act, "other-words", wrong).await,
    };
    let outcome = visit.floor.attempt(act, |mut act| {
        let words = words.as_ref();
        async move {
            let happened = ask_for_another_time(&mut act, session, words).await?;
            Ok((act, (), happened))
        }
    });
    leads(session, outcome.await, "session-said-asked")
}

async fn call_off(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let session = id(&visit, "about")?;
    let words = match words_of(&visit, "other-words") {
        Ok(words) => words,
        Err(wrong) => return again(&visit, &act, "other-words", wrong).await,
    };
    let outcome = visit.floor.attempt(act, |mut act| {
        let words = words.as_ref();
        async move {
            let happened = call_off_by_client(&mut act, session, words).await?;
            Ok((act, (), happened))
        }
    });
    leads(session, outcome.await, "session-said-off")
}

async fn offered(visit: ClientVisit, act: Act, takes: bool) -> Result<Next, Trouble> {
    let session = id(&visit, "about")?;
    let access = *act.access();
    let say = |act: Act, takes: bool| {
        visit.floor.attempt(act, move |mut act| async move {
            let happened = take_offer(&mut act, session, takes).await?;
            Ok((act, (), happened))
        })
    };
    let outcome = say(act, takes).await;
    let gone = matches!(
        outcome,
        Ok(Err(Refused::Elsewhere
            | Refused::Overlaps
            | Refused::InThePast))
    );
    if gone {
        // The time has gone: that it could not be taken is kept, and the other side hears of it.
        let act = Act::open(&visit.floor.vault, access).await?;
        let left = say(act, false).await;
        return leads(session, left, "session-said-gone");
    }
    let said = if takes {
        "session-said-taken"
    } else {
        "session-said-left"
    };
    leads(session, outcome, said)
}

async fn step(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let (session, once) = (id(&visit, "about")?, id(&visit, "once")?);
    let words = match Line::parse(visit.form.get("step").unwrap_or_default()) {
        Ok(words) => words,
        Err(wrong) => return again(&visit, &act, "step", wrong).await,
    };
    let new = NewTask {
        once,
        who: Who::Client,
        words,
        due: None,
    };
    let outcome = visit.floor.attempt(act, |mut act| {
        let new = &new;
        async move {
            let happened = agree(&mut act, session, new).await?;
            Ok((act, (), happened))
        }
    });
    leads(session, outcome.await, "session-said-step")
}

async fn step_becomes(visit: ClientVisit, act: Act, to: Becomes) -> Result<Next, Trouble> {
    let (session, task) = (id(&visit, "about")?, id(&visit, "task")?);
    let outcome = visit.floor.attempt(act, |mut act| async move {
        let happened = becomes(&mut act, task, to).await?;
        Ok((act, (), happened))
    });
    let said = match to {
        Becomes::Done => "session-said-step-done",
        Becomes::LetGo => "session-said-step-go",
    };
    leads(session, outcome.await, said)
}

async fn day_after(visit: ClientVisit, act: Act, wants: bool) -> Result<Next, Trouble> {
    let session = id(&visit, "about")?;
    let outcome = visit.floor.attempt(act, |mut act| {
        let zone = &visit.floor.settings.zone;
        async move {
            let happened = want(&mut act, session, wants, zone).await?;
            Ok((act, (), happened))
        }
    });
    let said = if wants {
        "session-said-day-yes"
    } else {
        "session-said-day-no"
    };
    leads(session, outcome.await, said)
}
