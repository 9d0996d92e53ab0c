//! The client's side: what this is, where things stand, what is theirs to use, and a stop that always
//! counts. Nothing here opens a phase or a set.

use super::ready::form;
use super::shown::PRONGS;
use super::shown::{SetLine, alone, lines, name_of, practised, sets, state, trouble, when};
use crate::ready::agree_signal;
use crate::refused::Refused;
use crate::resource::{end_allowed, made_worse};
use crate::sitting::say_stop;
use crate::stored::PartV1;
use crate::target::call_target;
use crate::whole::{All, Whole};
use crate::words::take_back;
use askama::Template;
use care::{Happened, Line, RecordId, Section, Sections};
use forms::Response;
use pages::form_view::answers_html;
use pages::{ClientVisit, Filled, Html, Next, Reader, Screens, Trouble, Words, draft};
use sealed::Act;

/// The screens.
const EMDR: &str = "emdr";
const ABOUT: &str = "emdr-about";
const TARGET: &str = "emdr-target";
const RESOURCE: &str = "emdr-resource";
/// The screen of the stimulation, and of the plan for hard days, where they are.
const LIVE: &str = "emdr-live";
const PLAN: &str = "crisis-plan";

const READS: Sections = Sections::of(&[Section::Work, Section::Consent, Section::Drafts]);
/// Consent: so that those who treat them hear that something waits.
const WRITES: Sections = Sections::of(&[
    Section::Work,
    Section::Overview,
    Section::Consent,
    Section::Drafts,
]);

pub(crate) fn screens() -> Screens {
    Screens::new()
        .screen(EMDR, READS, show)
        .screen(ABOUT, READS, show_about)
        .screen(TARGET, READS, show_target)
        .screen(RESOURCE, READS, show_resource)
        .act("emdr-stop", WRITES, stop)
        .act("emdr-slower", WRITES, slower)
        .act("emdr-signal", WRITES, signal)
        .act("emdr-call", WRITES, call)
        .act("emdr-take-back", WRITES, take)
        .act("emdr-give-back", WRITES, give)
        .act("emdr-end", WRITES, end)
        .act("emdr-worse", WRITES, worse)
}

/// What stands until the next session, after a target that was left open.
struct TillThen {
    called: String,
    words: Vec<(String, String)>,
    resource: Option<(RecordId, String)>,
}

struct TargetLine {
    id: RecordId,
    called: String,
    state: String,
}

struct ResourceLine {
    id: RecordId,
    called: String,
    alone: Option<String>,
}

#[derive(Template)]
#[template(path = "emdr.html")]
struct Emdr {
    words: Words,
    damaged: bool,
    readers: String,
    /// Since when a stop stands, and what is said of it.
    stopped: Option<String>,
    signal: Option<String>,
    till_then: Vec<TillThen>,
    resources: Vec<ResourceLine>,
    targets: Vec<TargetLine>,
    plan: Option<&'static str>,
    live: Option<&'static str>,
    filled: Filled,
}

async fn show(visit: ClientVisit, mut act: Act) -> Result<Html, Trouble> {
    let fields = draft::load(&act, EMDR, None).await?;
    let typed = fields.into_iter().find(|(name, _)| name == "signal");
    let typed = typed.map(|(_, words)| words);
    emdr(&visit, &mut act, typed, None).await
}

fn left_open(all: &All, whole: &Whole<'_>, words: Words) -> Option<TillThen> {
    whole.left_open()?;
    let sitting = whole.sittings.last()?;
    let closed = sitting.value.closed?;
    let used = closed.resource.map(RecordId::from_bytes);
    let used = all.resources.iter().find(|kept| Some(kept.record) == used);
    Some(TillThen {
        called: whole.target.called.clone(),
        words: lines(all.words_of(sitting.record), words),
        resource: used.map(|kept| (kept.record, kept.value.called.clone())),
    })
}

async fn emdr(
    visit: &ClientVisit,
    act: &mut Act,
    typed: Option<String>,
    wrong: Option<String>,
) -> Result<Html, Trouble> {
    let words = visit.words;
    let all = All::read(act).await?;
    let reader = Reader::of(visit, act, None).await?;
    let signal = all.signal.as_ref().map(|kept| kept.value.words.clone());
    let typed = typed.or_else(|| signal.clone()).unwrap_or_default();
    let mut filled = Filled::offered(&[("signal", typed)]);
    if let Some(said) = wrong {
        filled.tell("signal", said);
    }
    let stopped = all.stop().map(|kept| {
        let at = when(visit, kept.value.at);
        let key = if kept.value.slower {
            "emdr-slower-stands"
        } else {
            "emdr-stop-stands"
        };
        words.say_with(key, &[("when", (&at).into())])
    });
    let target = |whole: Whole<'_>| TargetLine {
        id: whole.record,
        called: whole.target.called.clone(),
        state: words.say(&format!("emdr-state-{}", state(&whole))),
    };
    let resources = all.resources.iter().map(|kept| ResourceLine {
        id: kept.record,
        called: kept.value.called.clone(),
        alone: alone(visit, &kept.value, ["emdr-alone", "emdr-alone-slow"]),
    });
    Ok(Html::of(&Emdr {
        words,
        damaged: all.damaged > 0,
        readers: reader.say("emdr-readers"),
        stopped,
        signal,
        till_then: all
            .wholes()
            .filter_map(|whole| left_open(&all, &whole, words))
            .collect(),
        resources: resources.collect(),
        targets: all.wholes().map(target).collect(),
        plan: visit.has(PLAN).then_some(PLAN),
        live: visit.has(LIVE).then_some(LIVE),
        filled,
    }))
}

#[derive(Template)]
#[template(path = "emdr_about.html")]
struct About {
    words: Words,
    /// What was talked about before the first target.
    talked: Option<Html>,
}

async fn show_about(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let words = visit.words;
    let all = All::read(&act).await?;
    let talked = match all.ready.last() {
        None => None,
        Some(kept) => {
            let form = form()?;
            let response = Response::from_stored(form, &kept.value.answers);
            let response = response.map_err(|_| Trouble::Damaged)?;
            Some(answers_html(form, &response, words, false))
        }
    };
    Ok(Html::of(&About { words, talked }))
}

/// The record that a screen or an act is about.
fn about(visit: &ClientVisit) -> Result<RecordId, Trouble> {
    let posted = visit.form.get("about").and_then(RecordId::parse);
    posted.or(visit.place.about).ok_or(Trouble::Nothing)
}

#[derive(Template)]
#[template(path = "emdr_target.html")]
struct Target {
    words: Words,
    id: RecordId,
    called: String,
    state: String,
    prong: String,
    damaged: bool,
    readers: String,
    lines: Vec<(String, String)>,
    gone: bool,
    sets: Vec<SetLine>,
    filled: Filled,
}

async fn show_target(visit: ClientVisit, mut act: Act) -> Result<Html, Trouble> {
    let about = about(&visit)?;
    let fields = draft::load(&act, TARGET, Some(about)).await?;
    let typed = fields.into_iter().find(|(name, _)| name == "called");
    target(&visit, &mut act, about, typed.map(|(_, words)| words), None).await
}

async fn target(
    visit: &ClientVisit,
    act: &mut Act,
    about: RecordId,
    typed: Option<String>,
    wrong: Option<String>,
) -> Result<Html, Trouble> {
    let words = visit.words;
    let all = All::read(act).await?;
    let reader = Reader::of(visit, act, None).await?;
    let whole = all.target(about).map_err(trouble)?;
    let called = whole.target.called.clone();
    let mut filled = Filled::offered(&[("called", typed.unwrap_or_else(|| called.clone()))]);
    if let Some(said) = wrong {
        filled.tell("called", said);
    }
    let prong = name_of(&PRONGS, whole.target.prong);
    Ok(Html::of(&Target {
        words,
        id: about,
        called,
        state: words.say(&format!("emdr-state-{}", state(&whole))),
        prong: words.say(&format!("emdr-prong-{prong}")),
        damaged: all.damaged > 0,
        readers: reader.say("emdr-readers"),
        lines: lines(whole.words, words),
        gone: all.are_taken_back(about),
        sets: sets(visit, act, &all, &whole).await?,
        filled,
    }))
}

#[derive(Template)]
#[template(path = "emdr_resource.html")]
struct Resource {
    words: Words,
    id: RecordId,
    called: String,
    script: Option<String>,
    gone: bool,
    practised: Vec<String>,
    alone: Option<String>,
    /// The screen of slow stimulation, where it is allowed and there is one.
    live: Option<&'static str>,
    holds: bool,
}

async fn show_resource(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let about = about(&visit)?;
    let all = All::read(&act).await?;
    let kept = all.resources.iter().find(|kept| kept.record == about);
    let resource = &kept.ok_or(Trouble::Nothing)?.value;
    let slow = resource.alone(visit.now).is_some_and(|(_, slow)| slow);
    let said = all.words_of(about);
    Ok(Html::of(&Resource {
        words: visit.words,
        id: about,
        called: resource.called.clone(),
        script: said.and_then(|said| said.part(PartV1::Script).map(str::to_owned)),
        gone: all.are_taken_back(about),
        practised: practised(&visit, resource),
        alone: alone(&visit, resource, ["emdr-alone", "emdr-alone-slow"]),
        live: (slow && visit.has(LIVE)).then_some(LIVE),
        holds: resource.holds(),
    }))
}

/// What a client can do here.
enum Does {
    Stop(bool),
    Signal(Line<200>),
    Call(RecordId, Line<80>),
    Take(RecordId, bool),
    End(RecordId),
    Worse(RecordId),
}

impl Does {
    async fn run(&self, act: &mut Act) -> Result<Vec<Happened>, Refused> {
        match self {
            Self::Stop(slower) => say_stop(act, *slower).await,
            Self::Signal(words) => agree_signal(act, words).await,
            Self::Call(target, called) => call_target(act, *target, called).await,
            Self::Take(of, back) => take_back(act, *of, *back).await,
            Self::End(resource) => end_allowed(act, *resource).await,
            Self::Worse(resource) => made_worse(act, *resource).await,
        }
    }

    /// The draft that became this.
    const fn drafted(&self) -> Option<(&'static str, Option<RecordId>)> {
        match self {
            Self::Signal(_) => Some((EMDR, None)),
            Self::Call(target, _) => Some((TARGET, Some(*target))),
            _ => None,
        }
    }
}

async fn run(
    visit: &ClientVisit,
    act: Act,
    does: &Does,
    said: &'static str,
) -> Result<Next, Trouble> {
    let done = visit
        .floor
        .attempt(act, |mut act| async move {
            let happened = does.run(&mut act).await?;
            if let Some((screen, about)) = does.drafted() {
                draft::forget(&mut act, screen, about)?;
            }
            Ok::<_, Refused>((act, (), happened))
        })
        .await?;
    done.map_err(trouble)?;
    let place = visit.place.clone();
    Ok(Next::Go(place.saying(said)))
}

async fn stop(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    run(&visit, act, &Does::Stop(false), "emdr-stop-said").await
}

async fn slower(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    run(&visit, act, &Does::Stop(true), "emdr-slower-said").await
}

async fn signal(visit: ClientVisit, mut act: Act) -> Result<Next, Trouble> {
    let typed = visit.form.get("signal").unwrap_or_default();
    match Line::parse(typed) {
        Ok(words) => run(&visit, act, &Does::Signal(words), "emdr-signal-kept").await,
        Err(wrong) => {
            let said = pages::wrong_words(wrong, visit.words);
            let typed = Some(typed.to_owned());
            Ok(Next::Stay(emdr(&visit, &mut act, typed, Some(said)).await?))
        }
    }
}

async fn call(visit: ClientVisit, mut act: Act) -> Result<Next, Trouble> {
    let about = about(&visit)?;
    let typed = visit.form.get("called").unwrap_or_default();
    match Line::parse(typed) {
        Ok(called) => run(&visit, act, &Does::Call(about, called), "emdr-called").await,
        Err(wrong) => {
            let said = pages::wrong_words(wrong, visit.words);
            let typed = Some(typed.to_owned());
            let screen = target(&visit, &mut act, about, typed, Some(said)).await?;
            Ok(Next::Stay(screen))
        }
    }
}

async fn take(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let about = about(&visit)?;
    run(&visit, act, &Does::Take(about, true), "emdr-taken-back").await
}

async fn give(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let about = about(&visit)?;
    run(&visit, act, &Does::Take(about, false), "emdr-given-back").await
}

async fn end(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let about = about(&visit)?;
    run(&visit, act, &Does::End(about), "emdr-ended").await
}

async fn worse(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let about = about(&visit)?;
    run(&visit, act, &Does::Worse(about), "emdr-worse-said").await
}
