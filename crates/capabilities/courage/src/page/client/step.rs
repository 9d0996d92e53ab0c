//! A step on the phone: looking at it, writing it, moving it, letting it rest.

use super::super::said::gate_key;
use super::super::shown::{ScriptChoice, StepShown, choices, ladder_shown};
use super::super::typed;
use super::{OPENS, about, done, drafted, ladder_of, once, posted_once, refused_said, to_ladder};
use crate::ladder::{Move, add_step, change_step, move_step};
use crate::read::{Courage, courage};
use crate::rules::may_try;
use askama::Template;
use care::RecordId;
use pages::{ClientVisit, Filled, Html, Next, Place, Reader, Screens, Trouble, Words, draft};
use sealed::Act;

const STEP: &str = "courage-step";
const NEW: &str = "courage-step-new";
const EDIT: &str = "courage-step-edit";

pub(super) fn screens() -> Screens {
    Screens::new()
        .screen(STEP, OPENS, show)
        .screen(NEW, OPENS, show_new)
        .screen(EDIT, OPENS, show_edit)
        .act("courage-step-add", OPENS, add)
        .act("courage-step-change", OPENS, change)
        .act("courage-step-up", OPENS, |visit, act| {
            moved(visit, act, Move::Up)
        })
        .act("courage-step-down", OPENS, |visit, act| {
            moved(visit, act, Move::Down)
        })
        .act("courage-step-rest", OPENS, |visit, act| {
            moved(visit, act, Move::Rest)
        })
        .act("courage-step-back", OPENS, |visit, act| {
            moved(visit, act, Move::Back)
        })
}

#[derive(Template)]
#[template(path = "courage_step.html")]
struct Step {
    words: Words,
    ladder: RecordId,
    goal: String,
    one: StepShown,
    /// What comes first; none where it can be tried now.
    first: Option<String>,
    /// The script that goes with it, if it is there.
    script: Option<RecordId>,
    last: bool,
}

async fn show(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let words = visit.words;
    let id = about(&visit)?;
    let all = courage(&act).await?;
    let kept = all.with_step(id).ok_or(Trouble::Nothing)?;
    let shown = ladder_shown(&visit, &all, kept);
    let last = shown.steps.len();
    let one = shown.steps.into_iter().find(|step| step.id == id);
    let one = one.ok_or(Trouble::Nothing)?;
    let on = kept.value.step(id).ok_or(Trouble::Nothing)?;
    let check = all.check(kept.record);
    let first = may_try(&kept.value, on, check, true, visit.now).err();
    let script = one.script.filter(|script| all.script(*script).is_some());
    Ok(Html::of(&Step {
        words,
        ladder: kept.record,
        goal: shown.goal,
        first: first.map(|gate| words.say(gate_key(gate))),
        script,
        last: one.number == last,
        one,
    }))
}

#[derive(Template)]
#[template(path = "courage_step_write.html")]
struct Write {
    words: Words,
    /// Who reads a step of this ladder.
    read_by: String,
    filled: Filled,
    once: String,
    /// The step that is changed; none for a new one.
    step: Option<RecordId>,
    ladder: RecordId,
    scripts: Vec<ScriptChoice>,
}

async fn write_screen(
    visit: &ClientVisit,
    mut act: Act,
    all: &Courage,
    step: Option<RecordId>,
    filled: Filled,
) -> Result<Html, Trouble> {
    let ladder = ladder_of(all, step.map_or_else(|| about(visit), Ok)?)?;
    let kept = all.ladder(ladder).ok_or(Trouble::Nothing)?;
    let reader = Reader::of(visit, &mut act, None).await?;
    let private = kept.value.readers == sealed::ReadersV1::Nobody;
    let taken = |once| all.with_step(once).is_some();
    Ok(Html::of(&Write {
        words: visit.words,
        read_by: super::seen_by(&reader, visit.words, private),
        once: once(&act, &filled, taken),
        filled,
        step,
        ladder,
        scripts: choices(all, private),
    }))
}

async fn show_new(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let all = courage(&act).await?;
    let filled = drafted(&act, NEW, visit.place.about).await?;
    write_screen(&visit, act, &all, None, filled).await
}

async fn show_edit(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let id = about(&visit)?;
    let all = courage(&act).await?;
    let kept = all.with_step(id).ok_or(Trouble::Nothing)?;
    let on = kept.value.step(id).ok_or(Trouble::Nothing)?;
    let mut filled = drafted(&act, EDIT, Some(id)).await?;
    if filled.value("seen").is_empty() {
        filled = typed::Step::fields(on);
    }
    write_screen(&visit, act, &all, Some(id), filled).await
}

async fn add(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let (ladder, once) = (about(&visit)?, posted_once(&visit)?);
    let mut filled = Filled::posted(&visit);
    let Ok(typed) = typed::Step::read(&mut filled, &visit) else {
        let all = courage(&act).await?;
        let html = write_screen(&visit, act, &all, None, filled).await?;
        return Ok(Next::Stay(html));
    };
    let ran = done(&visit, act, |mut act| {
        let new = typed.as_new();
        async move {
            let happened = add_step(&mut act, ladder, once, &new).await?;
            draft::forget(&mut act, NEW, Some(ladder))?;
            Ok((act, (), happened))
        }
    })
    .await?;
    let Err((act, refused)) = ran else {
        return Ok(to_ladder(ladder, "courage-step-added"));
    };
    filled.notice = Some(refused_said(&refused, visit.words));
    let all = courage(&act).await?;
    let html = write_screen(&visit, act, &all, None, filled).await?;
    Ok(Next::Stay(html))
}

async fn change(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let step = about(&visit)?;
    let all = courage(&act).await?;
    let ladder = ladder_of(&all, step)?;
    let seen = visit.form.get("seen").and_then(|seen| seen.parse().ok());
    let seen = seen.ok_or(Trouble::NotUnderstood)?;
    let mut filled = Filled::posted(&visit);
    let Ok(typed) = typed::Step::read(&mut filled, &visit) else {
        let html = write_screen(&visit, act, &all, Some(step), filled).await?;
        return Ok(Next::Stay(html));
    };
    let ran = done(&visit, act, |mut act| {
        let new = typed.as_new();
        async move {
            let happened = change_step(&mut act, ladder, step, seen, &new).await?;
            draft::forget(&mut act, EDIT, Some(step))?;
            Ok((act, (), happened))
        }
    })
    .await?;
    let Err((act, refused)) = ran else {
        let place = Place::at(STEP).about(step).saying("courage-step-changed");
        return Ok(Next::Go(place));
    };
    let all = courage(&act).await?;
    // The words stay; sent again, they are sent on the step as it is now.
    let newest = all.with_step(step).and_then(|kept| kept.value.step(step));
    let edits = newest.map_or(0, |step| step.edits).to_string();
    let mut fields = visit.form.fields().to_vec();
    for (name, value) in &mut fields {
        if name == "seen" {
            value.clone_from(&edits);
        }
    }
    let mut filled = typed::offered(&fields);
    filled.notice = Some(refused_said(&refused, visit.words));
    let html = write_screen(&visit, act, &all, Some(step), filled).await?;
    Ok(Next::Stay(html))
}

async fn moved(visit: ClientVisit, act: Act, way: Move) -> Result<Next, Trouble> {
    let step = about(&visit)?;
    let all = courage(&act).await?;
    let ladder = ladder_of(&all, step)?;
    let ran = done(&visit, act, |mut act| async move {
        let happened = move_step(&mut act, ladder, step, way).await?;
        Ok((act, (), happened))
    })
    .await?;
    if let Err((_, refused)) = ran {
        return Err(refused.into());
    }
    Ok(to_ladder(ladder, "courage-step-moved"))
}
