//! One target at the desk, in use during a session: what comes first, the phase it stands in, sets as
//! they are made, and the closure. Everything is a field that the keyboard reaches; numbers are typed.

mod posted;

use super::desk::{READS, THERAPISTS, WRITES, address};
use super::shown::{
    KINDS, PARTS, SetLine, lines, missing_said, name_of, phase_said, sets, state, told, when,
};
use crate::phases::{Missing, PHASES};
use crate::refused::Refused;
use crate::sitting::stimulates;
use crate::stored::{PhaseV1, SittingV1};
use crate::whole::{All, Whole};
use askama::Template;
use care::RecordId;
use insight::EmdrState;
use pages::shell::{see_other, staff, together};
use pages::{Answer, Filled, Html, Routes, Trouble, Verb, Visit, Words};
use posted::Does;
use sealed::{Act, Kept};

pub(super) fn routes() -> Routes {
    let one = "/clients/{client}/emdr/{target}";
    let both = "/clients/{client}/emdr/{target}/together";
    Routes::new()
        .record(Verb::Get, one, READS, THERAPISTS, show)
        .record(Verb::Post, one, WRITES, THERAPISTS, write)
        .record(Verb::Get, both, READS, THERAPISTS, show_together)
}

fn wanted(visit: &Visit) -> Result<RecordId, Trouble> {
    let target = visit.path("target").and_then(RecordId::parse);
    target.ok_or(Trouble::Nothing)
}

/// A phase as a line: which, whether it is the one they are in, and what comes first.
struct PhaseLine {
    name: &'static str,
    said: String,
    now: bool,
    missing: Vec<String>,
    /// Whether it is entered by a button of its own.
    can_enter: bool,
}

/// A sitting that is over, as a line.
struct SittingLine {
    when: String,
    said: String,
    looked: Option<String>,
    why: Option<String>,
    after: Vec<(String, String)>,
}

/// Which of the page's parts are shown, and what stands in their fields.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each shows a part of the page of its own"
)]
struct Stands {
    /// What comes first before anything can begin; then nothing else is shown.
    missing: Vec<String>,
    sitting: bool,
    /// Looking again is all there is, but for closing.
    look_first: bool,
    /// Sets can be written down now.
    sets: bool,
    /// In the body scan.
    scans: bool,
    complete: bool,
    /// The first numbers can still be written.
    first_open: bool,
    words_gone: bool,
    stop: Option<(String, bool)>,
}

#[derive(Template)]
#[template(path = "emdr_desk_target.html")]
struct Target {
    words: Words,
    called: String,
    back: String,
    address: String,
    state: String,
    numbers: String,
    damaged: bool,
    stands: Stands,
    phases: Vec<PhaseLine>,
    lines: Vec<(String, String)>,
    sets: Vec<SetLine>,
    sittings: Vec<SittingLine>,
    resources: Vec<(RecordId, String)>,
    kinds: Vec<(&'static str, String)>,
    parts: Vec<(String, String)>,
    why: Option<String>,
    place: (usize, usize),
    once: RecordId,
    writes: bool,
    /// Which form was sent and needs another look.
    again: String,
    filled: Filled,
}

impl Target {
    fn field(&self, name: &str) -> &str {
        self.filled.value(name)
    }
}

async fn show(visit: Visit, act: Act) -> Answer {
    let all = All::read(&act).await?;
    let filled = offered(&visit, &all, &[])?;
    page(&visit, &act, &all, filled).await
}

/// What stands in the fields: what was posted, and in every form that was not what is known.
fn offered(visit: &Visit, all: &All, posted: &[(String, String)]) -> Result<Filled, Trouble> {
    let whole = all.target(wanted(visit)?).map_err(|_| Trouble::Nothing)?;
    let mut fields: Vec<(&str, String)> = posted
        .iter()
        .map(|(name, value)| (name.as_str(), value.clone()))
        .collect();
    let has = |form: &str| {
        posted
            .iter()
            .any(|(name, value)| name == "do" && value == form)
    };
    let (assessed, called, set) = (has("assess"), has("call"), has("set"));
    if !assessed {
        for (name, part) in PARTS {
            let said = whole.words.and_then(|words| words.part(part));
            fields.push((name, said.unwrap_or_default().to_owned()));
        }
        if let Some(first) = whole.target.first {
            fields.push(("first-sud", first.sud.to_string()));
            fields.push(("first-voc", first.voc.to_string()));
        }
    }
    if !called {
        fields.push(("called", whole.target.called.clone()));
    }
    if let Some(last) = whole.sets.last().filter(|_| !set) {
        let said = |number: Option<u16>| number.map_or_else(String::new, |n| n.to_string());
        let last = &last.value;
        fields.push(("set-kind", name_of(&KINDS, last.kind).to_owned()));
        fields.push(("set-passes", said(last.passes)));
        fields.push(("set-seconds", said(last.seconds)));
        fields.push(("set-per-minute", said(last.per_minute)));
    }
    Ok(Filled::offered(&fields))
}

fn phases(whole: &Whole<'_>, words: Words) -> Vec<PhaseLine> {
    let now = whole.open().map(|open| open.value.phase());
    let line = |phase: PhaseV1| {
        let mut missing = whole.facts.missing(phase);
        if !whole.facts.sitting && !missing.contains(&Missing::Sitting) {
            missing.push(Missing::Sitting);
        }
        let by_itself = !matches!(
            phase,
            PhaseV1::History | PhaseV1::Closure | PhaseV1::LookingAgain
        );
        PhaseLine {
            name: phase.code().0,
            said: phase_said(phase, words),
            now: now == Some(phase),
            can_enter: missing.is_empty() && by_itself && now != Some(phase),
            missing: missing_said(&missing, words),
        }
    };
    PHASES.into_iter().map(line).collect()
}

fn stands(visit: &Visit, all: &All, whole: &Whole<'_>) -> Stands {
    let facts = &whole.facts;
    let phase = whole.open().map(|open| open.value.phase());
    let look_first = facts.earlier && !facts.looked;
    let missing = if facts.sitting {
        Vec::new()
    } else {
        missing_said(&facts.missing_to_begin(), visit.words)
    };
    let stopped = stimulates(whole) == Err(vec![Missing::Stopped]);
    let in_sets = phase.is_some_and(PhaseV1::has_sets);
    Stands {
        missing,
        sitting: facts.sitting,
        look_first: facts.sitting && look_first,
        sets: in_sets && (stopped || stimulates(whole).is_ok()),
        scans: phase == Some(PhaseV1::BodyScan) && stimulates(whole).is_ok(),
        complete: !look_first && !matches!(facts.state(), EmdrState::Incomplete { .. }),
        first_open: whole.sets.is_empty(),
        words_gone: facts.taken_back,
        stop: all
            .stop()
            .map(|kept| (when(visit, kept.value.at), kept.value.slower)),
    }
}

fn numbers(whole: &Whole<'_>, words: Words) -> String {
    let said = |number: Option<u8>| number.map_or_else(|| "–".to_owned(), |n| n.to_string());
    let (sud, voc) = (said(whole.facts.sud), said(whole.facts.voc));
    words.say_with(
        "emdr-numbers",
        &[("sud", (&sud).into()), ("voc", (&voc).into())],
    )
}

fn sitting_line(visit: &Visit, all: &All, kept: &Kept<SittingV1>) -> Option<SittingLine> {
    let (words, sitting) = (visit.words, &kept.value);
    let closed = sitting.closed?;
    let key = if closed.complete {
        "emdr-closed-complete"
    } else {
        "emdr-closed-open"
    };
    let looked = sitting.looked.map(|looked| {
        let (sud, voc) = (i64::from(looked.sud), i64::from(looked.voc));
        words.say_with("emdr-looked", &[("sud", sud.into()), ("voc", voc.into())])
    });
    let mut after = Vec::new();
    let used = closed.resource.map(RecordId::from_bytes);
    if let Some(used) = all.resources.iter().find(|one| Some(one.record) == used) {
        after.push((words.say("emdr-close-resource"), used.value.called.clone()));
    }
    if let Some(put) = closed.put_away {
        let said = words.say(if put { "form-yes" } else { "form-no" });
        after.push((words.say("emdr-close-put-away"), said));
    }
    after.extend(lines(all.words_of(kept.record), words));
    Some(SittingLine {
        when: when(visit, closed.at),
        said: words.say(key),
        looked,
        why: sitting.stands.as_ref().map(|stands| stands.why.clone()),
        after,
    })
}

async fn page(visit: &Visit, act: &Act, all: &All, filled: Filled) -> Answer {
    let words = visit.words;
    let whole = all.target(wanted(visit)?).map_err(|_| Trouble::Nothing)?;
    let back = address(visit)?;
    let held = all.resources.iter().filter(|kept| kept.value.holds());
    let sittings = whole.sittings.iter().rev();
    let status = filled.status();
    let again = if status.is_success() {
        String::new()
    } else {
        filled.value("do").to_owned()
    };
    let page = Target {
        words,
        called: whole.target.called.clone(),
        address: format!("{back}/{}", whole.record),
        back,
        state: words.say(&format!("emdr-staff-state-{}", state(&whole))),
        numbers: numbers(&whole, words),
        damaged: all.damaged > 0,
        stands: stands(visit, all, &whole),
        phases: phases(&whole, words),
        lines: lines(whole.words, words),
        sets: sets(visit, act, all, &whole).await?,
        sittings: sittings
            .filter_map(|kept| sitting_line(visit, all, kept))
            .collect(),
        resources: held
            .map(|kept| (kept.record, kept.value.called.clone()))
            .collect(),
        kinds: KINDS
            .iter()
            .map(|(name, _)| (*name, words.say(&format!("emdr-kind-{name}"))))
            .collect(),
        parts: PARTS
            .iter()
            .map(|(name, _)| ((*name).to_owned(), words.say(&format!("emdr-part-{name}"))))
            .collect(),
        why: whole.facts.why.clone(),
        place: (usize::from(whole.target.place), all.targets.len()),
        once: act.mint(),
        writes: act.access().may_write(),
        again,
        filled,
    };
    let mut response = staff(visit, &words.say("emdr-staff-title"), Html::of(&page), None);
    *response.status_mut() = status;
    Ok(response)
}

async fn write(visit: Visit, act: Act) -> Answer {
    let target = wanted(&visit)?;
    let all = All::read(&act).await?;
    let mut filled = offered(&visit, &all, visit.form.fields())?;
    let Ok(does) = posted::read(&visit, &mut filled)? else {
        return page(&visit, &act, &all, filled).await;
    };
    let access = *act.access();
    let done = visit
        .floor
        .attempt(act, |mut act| {
            let does = &does;
            async move {
                let happened = does.run(&mut act, target).await?;
                Ok::<_, Refused>((act, (), happened))
            }
        })
        .await?;
    match done {
        Ok(()) if matches!(does, Does::Close { .. }) => Ok(see_other(&address(&visit)?)),
        Ok(()) => Ok(see_other(&format!("{}/{target}", address(&visit)?))),
        Err(refused) => {
            told(&mut filled, refused, visit.words)?;
            let act = Act::open(&visit.floor.vault, access).await?;
            let all = All::read(&act).await?;
            page(&visit, &act, &all, filled).await
        }
    }
}

#[derive(Template)]
#[template(path = "emdr_together.html")]
struct Together {
    words: Words,
    called: String,
    back: String,
    lines: Vec<(String, String)>,
    sud: Option<u8>,
    voc: Option<u8>,
}

/// What the two look at together while it is written down: the target's words and numbers, and
/// nothing else. Not before there is a way to calm down.
async fn show_together(visit: Visit, act: Act) -> Answer {
    let words = visit.words;
    let all = All::read(&act).await?;
    let whole = all.target(wanted(&visit)?).map_err(|_| Trouble::Nothing)?;
    let back = format!("{}/{}", address(&visit)?, whole.record);
    if !whole.facts.missing(PhaseV1::Assessment).is_empty() {
        return Ok(see_other(&back));
    }
    let shown = Together {
        words,
        called: whole.target.called.clone(),
        back,
        lines: lines(whole.words, words),
        sud: whole.facts.sud,
        voc: whole.facts.voc,
    };
    Ok(together(
        &visit,
        &words.say("emdr-together-title"),
        Html::of(&shown),
    ))
}
