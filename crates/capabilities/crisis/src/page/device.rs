//! The plan on the client's own device, in three levels: nothing, while the page stays open, and
//! sealed under words of its own so that it opens without a line. The client chooses; nothing is
//! where they start.

use super::shown::parts;
use crate::plan::{Plan, plan};
use crate::sheet::{SheetV1, WrongSheet, id, keep_sheet, sheet};
use askama::Template;
use care::{Section, Sections};
use jiff::Timestamp;
use pages::{ClientVisit, Html, Next, Place, Screens, Trouble, Words};
use sealed::Act;
use serde_json::json;

/// The screen's name.
const DEVICE: &str = "plan-device";
const OPENS: Sections = Sections::of(&[Section::CrisisPlan, Section::Drafts]);
/// Keeping and throwing away a copy opens nothing of the plan.
const KEEPS: Sections = Sections::of(&[Section::Drafts]);

pub(crate) fn screens() -> Screens {
    Screens::new()
        .screen(DEVICE, OPENS, show)
        .act("sheet-keep", KEEPS, keep)
        .act("sheet-forget", KEEPS, forget)
}

#[derive(Template)]
#[template(path = "plan_device.html")]
struct DeviceScreen {
    words: Words,
    none: bool,
    /// That a copy is kept, since when, and whether the plan has changed since.
    kept: Option<String>,
    older: bool,
    number: u16,
    /// The plan for the script, which seals it: JSON.
    sheet: String,
}

/// The plan as the device keeps it: a heading and its lines, part by part.
fn for_the_device(plan: &Plan, visit: &ClientVisit) -> String {
    let words = visit.words;
    let parts = plan
        .holds()
        .map(|kept| parts(&kept.value.answers, words))
        .unwrap_or_default();
    // What the client does not want to meet stands on no sheet either.
    let (quiet, instead) = (visit.quiet(), format!("({})", words.say("quiet-word")));
    let said = |text: &str| quiet.plain(text, &instead);
    let lines = |part: &super::shown::Part| {
        let lines = part
            .lines
            .iter()
            .map(|line| json!([said(&line.label), said(&line.words)]));
        json!([said(&part.heading), lines.collect::<Vec<_>>()])
    };
    let now = Timestamp::from_millisecond(visit.now.millis()).unwrap_or_default();
    json!({
        "lang": words.tag(),
        "at": now.to_string(),
        "parts": parts.iter().map(lines).collect::<Vec<_>>(),
    })
    .to_string()
}

async fn show(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let words = visit.words;
    let plan = plan(&act).await?;
    let number = plan.holds().map_or(0, |kept| kept.value.number);
    let kept = sheet(&act).await?;
    let when = |sheet: &SheetV1| {
        let at = care::Moment::from_millis(sheet.at);
        let when = words.day(at, visit.now, &visit.floor.settings.zone);
        words.say_with("plan-device-kept", &[("when", (&when).into())])
    };
    Ok(Html::of(&DeviceScreen {
        words,
        none: plan.holds().is_none(),
        kept: kept.as_ref().map(when),
        older: kept.is_some_and(|sheet| sheet.of != number),
        number,
        sheet: for_the_device(&plan, &visit),
    }))
}

async fn keep(visit: ClientVisit, mut act: Act) -> Result<Next, Trouble> {
    let written = visit.form.get("sheet").ok_or(Trouble::NotUnderstood)?;
    let of = super::client::number_of(&visit, "number")?;
    if let Err(WrongSheet) = keep_sheet(&mut act, written, of)? {
        return Err(Trouble::NotUnderstood);
    }
    visit.floor.finish(act, &[]).await?;
    Ok(Next::Go(Place::at(DEVICE).saying("plan-device-done")))
}

async fn forget(visit: ClientVisit, mut act: Act) -> Result<Next, Trouble> {
    let id = id(&act);
    act.forget::<SheetV1>(id)?;
    visit.floor.finish(act, &[]).await?;
    Ok(Next::Go(Place::at(DEVICE).saying("plan-device-gone")))
}
