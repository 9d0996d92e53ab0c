//! The client's screen `calendar`: one meeting at a time as a file, under words of their own.

use super::Upcoming;
use super::client::REACH;
use crate::act;
use crate::calendar::{FILE, KIND, WORDS_MAX, file};
use crate::outward::Outward;
use askama::Template;
use care::{RecordId, Section, Sections};
use pages::{ClientVisit, File, Html, Next, Screens, Trouble, Words};
use sealed::Act;
use std::sync::Arc;

const CALENDAR: &str = "calendar";
const OPENS: Sections = Sections::of(&[Section::Identity, Section::Sessions]);

pub(super) fn screens(outward: &Arc<Outward>, upcoming: &Arc<dyn Upcoming>) -> Screens {
    let (look, take) = (Arc::clone(upcoming), Arc::clone(upcoming));
    let outward = Arc::clone(outward);
    Screens::new()
        .screen(CALENDAR, OPENS, move |visit, act| {
            show(visit, act, Arc::clone(&look))
        })
        .act("calendar-file", OPENS, move |visit, act| {
            taken(visit, act, Arc::clone(&take), Arc::clone(&outward))
        })
}

#[derive(Template)]
#[template(path = "calendar.html")]
struct Page {
    words: Words,
    back: &'static str,
    meetings: Vec<(String, String)>,
    called: String,
    wrong: Option<String>,
    chosen: String,
}

async fn page(
    visit: &ClientVisit,
    act: &Act,
    upcoming: &dyn Upcoming,
    typed: Option<(String, String)>,
) -> Result<Html, Trouble> {
    let meetings = upcoming.upcoming(act).await?;
    let meetings = meetings
        .iter()
        .map(|slot| (slot.meeting.to_string(), visit.day_and_time(slot.starts)));
    let said = act::said(act).await?.map(|kept| kept.value);
    let wrong = typed.as_ref().map(|_| visit.words.say("calendar-wrong"));
    let (called, chosen) = typed.unwrap_or_else(|| {
        let called = said.map(|said| said.calendar).unwrap_or_default();
        (called, String::new())
    });
    Ok(Html::of(&Page {
        words: visit.words,
        back: REACH,
        meetings: meetings.collect(),
        called,
        wrong,
        chosen,
    }))
}

async fn show(visit: ClientVisit, act: Act, upcoming: Arc<dyn Upcoming>) -> Result<Html, Trouble> {
    page(&visit, &act, &*upcoming, None).await
}

async fn taken(
    visit: ClientVisit,
    act: Act,
    upcoming: Arc<dyn Upcoming>,
    outward: Arc<Outward>,
) -> Result<Next, Trouble> {
    let called = visit.form.get("called").unwrap_or_default().trim();
    let called = called.to_owned();
    let chosen = visit.form.get("meeting").and_then(RecordId::parse);
    let meetings = upcoming.upcoming(&act).await?;
    let slot = meetings
        .iter()
        .find(|slot| Some(slot.meeting) == chosen)
        .copied();
    let good = (1..=WORDS_MAX).contains(&called.chars().count());
    let (true, Some(slot)) = (good, slot) else {
        let chosen = chosen.map(|id| id.to_string()).unwrap_or_default();
        let typed = Some((called, chosen));
        return Ok(Next::Stay(page(&visit, &act, &*upcoming, typed).await?));
    };
    let text = file(act.mint(), act.now(), slot.starts, slot.ends, &called);
    let held = outward.gate.hold(act.whose()).await;
    let outcome = visit
        .floor
        .attempt(act, |mut act| {
            let (held, called) = (&held, &called);
            async move {
                act::name_in_calendar(&mut act, held, called).await?;
                Ok::<_, Trouble>((act, (), Vec::new()))
            }
        })
        .await?;
    outcome?;
    Ok(Next::File(File {
        name: FILE,
        kind: KIND,
        bytes: text.into_bytes(),
    }))
}
