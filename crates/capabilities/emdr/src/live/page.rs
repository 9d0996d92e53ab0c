//! The two pages of the line: the therapist's desk, and the client's screen.

use super::hub::{End, Live, Who};
use super::settings::{PASSES, SPEEDS, SettingsV1};
use super::talk::{self, May};
use crate::set::MOST;
use crate::{
    KindV1, Missing, Refused, ResourceV1, Set, TargetV1, allowed, may_stimulate, record_set,
};
use askama::Template;
use axum::http::StatusCode;
use care::{Asker, ClientId, Purpose, RecordId, Role, Section, Sections};
use pages::assets::assets;
use pages::shell::{see_other, staff};
use pages::{
    Answer, ClientVisit, Filled, Html, LIVE, Line, Purposes, Reader, Routes, Screens, Told,
    Trouble, Verb, Visit, Words,
};
use sealed::{Act, Vault};
use std::sync::Arc;

const READS: Sections = Sections::of(&[Section::Identity, Section::Work]);
const WRITES: Sections = Sections::of(&[Section::Identity, Section::Work, Section::Overview]);
const OWN: Sections = Sections::of(&[Section::Work, Section::Consent]);
const THERAPISTS: Purposes = &[(Role::Therapist, Purpose::Treatment)];
/// The client's screen. With a record to be about, it is the resource they use alone.
const SCREEN: &str = "emdr-live";

pub(crate) fn routes(hub: &Arc<Live>) -> Routes {
    let page = "/clients/{client}/emdr/{target}/live";
    let line = "/clients/{client}/emdr/{target}/line";
    let hub = Arc::clone(hub);
    Routes::new()
        .record(Verb::Get, page, READS, THERAPISTS, show)
        .record(Verb::Post, page, WRITES, THERAPISTS, write_down)
        .live(line, READS, THERAPISTS, move |visit, act, line| {
            hold(visit, act, line, Arc::clone(&hub))
        })
}

pub(crate) fn screens(hub: &Arc<Live>) -> Screens {
    let hub = Arc::clone(hub);
    Screens::new()
        .screen(SCREEN, OWN, show_screen)
        .live(OWN, move |visit, act, line| {
            follow(visit, act, line, Arc::clone(&hub))
        })
}

/// What a page of the line is about.
enum About {
    Target(String),
    Resource(String),
}

fn about(visit: &Visit) -> Result<RecordId, Trouble> {
    visit
        .path("target")
        .and_then(RecordId::parse)
        .ok_or(Trouble::Nothing)
}

async fn found(act: &Act, id: RecordId) -> Result<About, Trouble> {
    if let Some(target) = act.find::<TargetV1>(id).await? {
        return Ok(About::Target(target.value.called));
    }
    let resource = act.find::<ResourceV1>(id).await?;
    let called = resource.map(|kept| kept.value.called);
    called.map(About::Resource).ok_or(Trouble::Nothing)
}

/// What keeps it from beginning, as codes of the catalogue. A resource waits for nothing.
async fn missing(act: &Act, id: RecordId, about: &About) -> Result<Option<Vec<String>>, Trouble> {
    if matches!(about, About::Resource(_)) {
        return Ok(None);
    }
    let may = may_stimulate(act, id).await?;
    let codes = |missing: Vec<Missing>| missing.iter().map(|one| one.code().to_owned()).collect();
    Ok(may.err().map(codes))
}

type Numbers = [(&'static str, &'static str, u16, u16); 5];
/// The numbers of a set that are written down, with their words and bounds.
const NUMBERS: Numbers = [
    ("passes", "emdr-live-set-passes", 1, MOST.0),
    ("seconds", "emdr-live-set-seconds", 1, MOST.1),
    ("per_minute", "emdr-live-set-per-minute", 1, MOST.2),
    ("sud", "emdr-live-set-sud", 0, 10),
    ("voc", "emdr-live-set-voc", 1, 7),
];

type Choice = (
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str)],
);
const CHOICES: [Choice; 3] = [
    (
        "way",
        "emdr-live-way",
        &[
            ("across", "emdr-live-way-across"),
            ("rising", "emdr-live-way-rising"),
            ("falling", "emdr-live-way-falling"),
            ("eight", "emdr-live-way-eight"),
        ],
    ),
    (
        "size",
        "emdr-live-size",
        &[
            ("small", "emdr-live-size-small"),
            ("middle", "emdr-live-size-middle"),
            ("large", "emdr-live-size-large"),
        ],
    ),
    (
        "colour",
        "emdr-live-colour",
        &[
            ("accent", "emdr-live-colour-accent"),
            ("clay", "emdr-live-colour-clay"),
            ("sage", "emdr-live-colour-sage"),
            ("ink", "emdr-live-colour-ink"),
        ],
    ),
];

#[derive(Template)]
#[template(path = "live_desk.html")]
struct Desk {
    words: Words,
    back: String,
    about: String,
    missing: Option<Vec<String>>,
    line: String,
    address: String,
    script: &'static str,
    settings: SettingsV1,
    slowest: u16,
    fastest: u16,
    fewest: u16,
    most: u16,
    choices: [Choice; 3],
    numbers: Numbers,
    once: RecordId,
    /// What is typed of a set; only a target has sets.
    set: Option<Filled>,
}

impl Desk {
    /// Which choice of a name is made at first: the middle size, else the first.
    fn first(name: &str) -> usize {
        usize::from(name == "size")
    }
}

async fn show(visit: Visit, act: Act) -> Answer {
    desk(&visit, &act, Filled::offered(&[])).await
}

async fn desk(visit: &Visit, act: &Act, filled: Filled) -> Answer {
    let words = visit.words;
    let id = about(visit)?;
    let client = visit.client().ok_or(Trouble::Nothing)?;
    let found = found(act, id).await?;
    let missing = missing(act, id, &found).await?;
    let of = format!("/clients/{client}/emdr");
    let (back, said, has_sets) = match found {
        About::Target(called) => {
            let said = words.say_with("emdr-live-about-target", &[("called", (&called).into())]);
            (format!("{of}/{id}"), said, true)
        }
        About::Resource(called) => {
            let said = words.say_with("emdr-live-about-resource", &[("called", (&called).into())]);
            (of.clone(), said, false)
        }
    };
    let status = filled.status();
    let say = |codes: Vec<String>| {
        let said = codes
            .iter()
            .map(|code| words.say(&format!("emdr-missing-{code}")));
        said.collect()
    };
    let page = Desk {
        words,
        back,
        about: said,
        missing: missing.map(say),
        line: format!("{of}/{id}/line"),
        address: format!("{of}/{id}/live"),
        script: assets().stimulate_desk.path(),
        settings: SettingsV1::default(),
        slowest: *SPEEDS.start(),
        fastest: *SPEEDS.end(),
        fewest: *PASSES.start(),
        most: *PASSES.end(),
        choices: CHOICES,
        numbers: NUMBERS,
        once: act.mint(),
        set: has_sets.then_some(filled),
    };
    let mut response = staff(visit, &words.say("emdr-live-title"), Html::of(&page), None);
    if status != StatusCode::OK {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

/// A whole number of a set, if one is given, within its bounds.
fn number(filled: &mut Filled, visit: &Visit, name: &'static str) -> Result<Option<u16>, Told> {
    let typed = visit.form.get(name).unwrap_or_default().trim();
    let Some((_, _, least, highest)) = NUMBERS.iter().find(|(known, ..)| *known == name) else {
        return Ok(None);
    };
    if typed.is_empty() {
        return Ok(None);
    }
    let read = typed
        .parse()
        .ok()
        .filter(|number| (least..=highest).contains(&number));
    if read.is_none() {
        let bounds = [("least", (*least).into()), ("highest", (*highest).into())];
        filled.tell(
            name,
            visit.words.say_with("emdr-live-number-wrong", &bounds),
        );
        return Err(Told);
    }
    Ok(read)
}

/// What the therapist typed of a set.
fn typed(filled: &mut Filled, visit: &Visit, once: RecordId) -> Result<Set, Told> {
    let small = |read: Result<Option<u16>, Told>| {
        read.map(|read| read.and_then(|number| u8::try_from(number).ok()))
    };
    let passes = number(filled, visit, "passes");
    let seconds = number(filled, visit, "seconds");
    let per_minute = number(filled, visit, "per_minute");
    let sud = small(number(filled, visit, "sud"));
    let voc = small(number(filled, visit, "voc"));
    let noticed = filled.optional_line(visit, "noticed");
    Ok(Set {
        once,
        kind: KindV1::Eyes,
        passes: passes?,
        seconds: seconds?,
        per_minute: per_minute?,
        sud: sud?,
        voc: voc?,
        stopped: visit.form.get("stopped").is_some(),
        noticed: noticed?,
    })
}

async fn write_down(visit: Visit, mut act: Act) -> Answer {
    let id = about(&visit)?;
    let once = visit.form.get("once").and_then(RecordId::parse);
    let once = once.ok_or(Trouble::NotUnderstood)?;
    let mut filled = Filled::posted(&visit);
    let Ok(set) = typed(&mut filled, &visit, once) else {
        return desk(&visit, &act, filled).await;
    };
    match record_set(&mut act, id, &set).await {
        Ok(happened) => {
            visit.floor.finish(act, &happened).await?;
            let client = visit.client().ok_or(Trouble::Nothing)?;
            Ok(see_other(&format!("/clients/{client}/emdr/{id}/live")))
        }
        Err(Refused::OffScale(field)) => {
            let field = field.replace('-', "_");
            let known = NUMBERS.iter().find(|(name, ..)| *name == field);
            let (name, _, least, highest) = known.ok_or(Trouble::NotUnderstood)?;
            let bounds = [("least", (*least).into()), ("highest", (*highest).into())];
            filled.tell(
                name,
                visit.words.say_with("emdr-live-number-wrong", &bounds),
            );
            desk(&visit, &act, filled).await
        }
        // What is missing stands on the page itself, with what was typed.
        Err(Refused::Missing(_)) => {
            filled.tell("noticed", visit.words.say("emdr-live-not-written"));
            desk(&visit, &act, filled).await
        }
        Err(Refused::Read(fault)) => Err(fault.into()),
        Err(Refused::None) => Err(Trouble::Nothing),
        Err(_) => Err(Trouble::NotUnderstood),
    }
}

/// Whether someone may still open these sections for this.
fn may(visit: &Visit, whose: ClientId, sections: Sections, purpose: Purpose) -> May {
    let (floor, asker) = (Arc::clone(&visit.floor), visit.who.asker);
    Box::new(move || {
        let floor = Arc::clone(&floor);
        Box::pin(async move {
            let decided = floor.vault.decide(asker, whose, sections, purpose).await;
            matches!(decided, Ok(Ok(_)))
        })
    })
}

/// Whether a therapist may still open this, and nothing has come to be missing: the work on a target
/// was closed, or the client said stop elsewhere.
async fn may_lead(vault: &Vault, asker: Asker, whose: ClientId, id: RecordId) -> bool {
    let decided = vault.decide(asker, whose, READS, Purpose::Treatment).await;
    let Ok(Ok(access)) = decided else {
        return false;
    };
    let Ok(act) = Act::open(vault, access).await else {
        return false;
    };
    let Ok(found) = found(&act, id).await else {
        return false;
    };
    matches!(missing(&act, id, &found).await, Ok(None))
}

/// Who takes an end, and by which sign-in.
const fn holder(visit: &Visit) -> Who {
    Who {
        person: visit.who.asker.person,
        sign_in: visit.who.sign_in,
    }
}

/// The therapist's end.
async fn hold(visit: Visit, act: Act, line: Line, hub: Arc<Live>) -> Answer {
    let id = about(&visit)?;
    let found = found(&act, id).await?;
    if missing(&act, id, &found).await?.is_some() {
        return Err(Trouble::Nothing);
    }
    let whose = act.whose();
    let (floor, asker) = (Arc::clone(&visit.floor), visit.who.asker);
    let may: May = Box::new(move || {
        let floor = Arc::clone(&floor);
        Box::pin(async move { may_lead(&floor.vault, asker, whose, id).await })
    });
    let who = holder(&visit);
    Ok(line.hold(move |wire| async move {
        talk::at_the_desk(wire, hub.take(whose, End::Therapist, who), may).await;
    }))
}

#[derive(Template)]
#[template(path = "live_screen.html")]
struct Screen {
    words: Words,
    said: String,
    line: &'static str,
    alone: bool,
    together: &'static str,
    begin: &'static str,
    resource: Option<RecordId>,
}

/// The resource that the client may use alone with slow stimulation, as it is called.
async fn allowed_alone(act: &Act, resource: RecordId) -> Result<Option<String>, Trouble> {
    let found = allowed(act).await?.into_iter();
    let mut found = found.filter(|one| one.slow && one.resource == resource);
    Ok(found.next().map(|one| one.called))
}

#[derive(Template)]
#[template(
    source = r#"<h1 tabindex="-1">{{ words.say("emdr-live-screen-title") }}</h1>
<p>{{ words.say("emdr-live-not-allowed") }}</p>
<form method="post" action="/"><button class="button plain" name="do" value="emdr">{{ words.say("emdr-live-leave") }}</button></form>"#,
    ext = "html"
)]
struct NotAllowed {
    words: Words,
}

async fn show_screen(visit: ClientVisit, mut act: Act) -> Result<Html, Trouble> {
    let words = visit.words;
    let reader = Reader::of(&visit, &mut act, None).await?;
    let someone = words.say("emdr-live-someone");
    let name = reader.name().unwrap_or(&someone);
    let resource = visit.place.about;
    let Some(id) = resource else {
        return Ok(Html::of(&Screen {
            words,
            said: words.say_with("emdr-live-screen-said", &[("name", name.into())]),
            line: LIVE,
            alone: false,
            together: "emdr-live-together",
            begin: "emdr-live-ready",
            resource,
        }));
    };
    let Some(called) = allowed_alone(&act, id).await? else {
        return Ok(Html::of(&NotAllowed { words }));
    };
    let said = match reader.name() {
        Some(name) => words.say_with(
            "emdr-live-alone-said",
            &[("name", name.into()), ("called", (&called).into())],
        ),
        None => words.say_with("emdr-live-alone-nobody", &[("called", (&called).into())]),
    };
    Ok(Html::of(&Screen {
        words,
        said,
        line: LIVE,
        alone: true,
        together: "emdr-live-together-alone",
        begin: "emdr-live-begin-alone",
        resource,
    }))
}

/// The client's end: of the line with the therapist, or of one of their own with a resource that is
/// allowed. Nothing else can be begun from here.
async fn follow(visit: ClientVisit, act: Act, line: Line, hub: Arc<Live>) -> Answer {
    if visit.place.screen != SCREEN {
        return Err(Trouble::Nothing);
    }
    let whose = act.whose();
    let Some(resource) = visit.place.about else {
        let may = may(&visit, whose, OWN, Purpose::OwnRecord);
        let who = holder(&visit);
        return Ok(line.hold(move |wire| async move {
            talk::on_the_screen(wire, hub.take(whose, End::Client, who), may).await;
        }));
    };
    if allowed_alone(&act, resource).await?.is_none() {
        return Err(Trouble::Nothing);
    }
    let (floor, asker) = (Arc::clone(&visit.floor), visit.who.asker);
    let may: May = Box::new(move || {
        let floor = Arc::clone(&floor);
        Box::pin(async move {
            let decided = floor
                .vault
                .decide(asker, whose, OWN, Purpose::OwnRecord)
                .await;
            let Ok(Ok(access)) = decided else {
                return false;
            };
            let Ok(act) = Act::open(&floor.vault, access).await else {
                return false;
            };
            matches!(allowed_alone(&act, resource).await, Ok(Some(_)))
        })
    });
    Ok(line.hold(move |wire| talk::alone(wire, may)))
}
