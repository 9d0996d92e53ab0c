//! The client's screens: the three domains, each with what is seen, and questions in their own words.

use super::shown::{Asked, Seen};
use super::with;
use crate::domain::DomainV1;
use crate::own::{HIGHEST, Refused, Wording, answer, ask, let_see, own, put_away};
use crate::seen::{Dates, Measured, measures};
use askama::Template;
use care::{RecordId, Section, Sections};
use pages::{ClientVisit, Filled, Html, Next, Place, Reader, Screens, Trouble, Words, draft};
use sealed::{Act, Kept, ReadersV1};
use std::sync::Arc;

/// The first screen.
const PROFILE: &str = "profile";
/// The screen on which a question of one's own is written, and its draft.
const ASK: &str = "profile-ask";
const OPENS: Sections = with(Sections::of(&[Section::Consent, Section::Drafts]));
const WRITES: Sections = Sections::of(&[Section::Work, Section::Consent, Section::Drafts]);

/// The screen of a domain.
const fn screen(domain: DomainV1) -> &'static str {
    match domain {
        DomainV1::Others => "profile-others",
        DomainV1::Oneself => "profile-oneself",
        DomainV1::Closeness => "profile-closeness",
    }
}

pub(crate) fn screens(measured: &Arc<dyn Measured>, dates: &Arc<dyn Dates>) -> Screens {
    let first = (Arc::clone(measured), Arc::clone(dates));
    let mut screens = Screens::new()
        .screen(PROFILE, OPENS, move |visit, act| {
            show(visit, act, first.clone())
        })
        .screen(ASK, WRITES, show_ask)
        .act("profile-ask-send", WRITES, |visit, act| {
            new(visit, act, ReadersV1::Section)
        })
        .act("profile-ask-keep", WRITES, |visit, act| {
            new(visit, act, ReadersV1::Nobody)
        })
        .act("profile-answer-send", OPENS, |visit, act| {
            answers(visit, act, ReadersV1::Section)
        })
        .act("profile-answer-keep", OPENS, |visit, act| {
            answers(visit, act, ReadersV1::Nobody)
        })
        .act("profile-share", WRITES, |visit, act| {
            lets(visit, act, ReadersV1::Section)
        })
        .act("profile-take-back", WRITES, |visit, act| {
            lets(visit, act, ReadersV1::Nobody)
        })
        .act("profile-away", WRITES, |visit, act| away(visit, act, true))
        .act("profile-back", WRITES, |visit, act| away(visit, act, false));
    for domain in DomainV1::ALL {
        let seams = (Arc::clone(measured), Arc::clone(dates));
        screens = screens.screen(screen(domain), OPENS, move |visit, act| {
            show_domain(visit, act, domain, seams.clone())
        });
    }
    screens
}

type Seams = (Arc<dyn Measured>, Arc<dyn Dates>);

async fn seen(act: &Act, (measured, dates): &Seams) -> Result<Seen, Trouble> {
    Ok(Seen {
        answers: measured.answers(act, &measures()).await?,
        happened: dates.dates(act).await?,
        own: own(act).await?,
        is_client: true,
    })
}

struct Domain {
    screen: &'static str,
    title: String,
    about: String,
    said: Vec<String>,
}

#[derive(Template)]
#[template(path = "profile.html")]
struct Profile {
    words: Words,
    damaged: bool,
    domains: Vec<Domain>,
    own: Vec<Asked>,
    away: Vec<Asked>,
    full: bool,
    reader: Reader,
}

fn said(kept: &Kept<crate::own::OwnQuestionV1>, reader: &Reader, words: Words) -> String {
    if kept.value.readers == ReadersV1::Section {
        reader.say("work-seen-by")
    } else {
        words.say("work-only-you")
    }
}

async fn show(visit: ClientVisit, mut act: Act, seams: Seams) -> Result<Html, Trouble> {
    let words = visit.words;
    let seen = seen(&act, &seams).await?;
    let reader = Reader::of(&visit, &mut act, None).await?;
    let domains = DomainV1::ALL.map(|domain| Domain {
        screen: screen(domain),
        title: words.say(&format!("profile-{}", domain.code())),
        about: words.say(&format!("profile-{}-about", domain.code())),
        said: seen.said(words, domain),
    });
    let line = |kept| Asked::of(kept, said(kept, &reader, words));
    let questions = seen.own.questions.iter();
    let (now, away): (Vec<_>, Vec<_>) = questions.partition(|kept| kept.value.ended.is_none());
    Ok(Html::of(&Profile {
        words,
        damaged: seen.damaged(),
        domains: domains.into(),
        full: now.len() >= crate::own::MOST,
        own: now.into_iter().map(line).collect(),
        away: away.into_iter().map(line).collect(),
        reader,
    }))
}

struct Answer {
    asked: Asked,
    once: String,
    places: Vec<u8>,
    of: String,
}

#[derive(Template)]
#[template(path = "profile_domain.html")]
struct DomainScreen {
    words: Words,
    damaged: bool,
    title: String,
    about: String,
    charts: Vec<Html>,
    own: Vec<Answer>,
    reader: Reader,
    wrong: Option<String>,
}

async fn show_domain(
    visit: ClientVisit,
    mut act: Act,
    domain: DomainV1,
    seams: Seams,
) -> Result<Html, Trouble> {
    let words = visit.words;
    let seen = seen(&act, &seams).await?;
    let charts = seen.charts(&visit, &*seams.0, domain);
    let reader = Reader::of(&visit, &mut act, None).await?;
    let own = seen.own.asked().filter(|kept| kept.value.domain == domain);
    let own = own.map(|kept| Answer {
        asked: Asked::of(kept, said(kept, &reader, words)),
        once: act.mint().to_string(),
        places: (0..=HIGHEST).collect(),
        of: words.say_with(
            "form-of",
            &[("value", "…".into()), ("most", i64::from(HIGHEST).into())],
        ),
    });
    Ok(Html::of(&DomainScreen {
        words,
        damaged: seen.damaged(),
        title: words.say(&format!("profile-{}", domain.code())),
        about: words.say(&format!("profile-{}-about", domain.code())),
        charts,
        own: own.collect(),
        reader,
        wrong: None,
    }))
}

#[derive(Template)]
#[template(path = "profile_ask.html")]
struct AskScreen {
    words: Words,
    reader: Reader,
    filled: Filled,
    once: String,
    domains: Vec<(&'static str, String, bool)>,
}

async fn show_ask(visit: ClientVisit, mut act: Act) -> Result<Html, Trouble> {
    let fields = draft::load(&act, ASK, None).await?;
    let offered: Vec<_> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.clone()))
        .collect();
    let filled = Filled::offered(&offered);
    asking(&visit, &mut act, filled).await
}

async fn asking(visit: &ClientVisit, act: &mut Act, filled: Filled) -> Result<Html, Trouble> {
    let words = visit.words;
    let chosen = filled.value("domain").to_owned();
    let once = match RecordId::parse(filled.value("once")) {
        Some(once) if act.find::<crate::own::OwnQuestionV1>(once).await?.is_none() => once,
        _ => act.mint(),
    };
    let domains = DomainV1::ALL.map(|domain| {
        let code = domain.code();
        (code, words.say(&format!("profile-{code}")), code == chosen)
    });
    Ok(Html::of(&AskScreen {
        words,
        reader: Reader::of(visit, act, None).await?,
        filled,
        once: once.to_string(),
        domains: domains.into(),
    }))
}

/// The words of a question as they were sent, or what is wrong, said at each field.
pub(super) fn wording(filled: &mut Filled, visit: &pages::Visit) -> Option<Wording> {
    let asks = filled.line(visit, "asks");
    let low = filled.line(visit, "low");
    let high = filled.line(visit, "high");
    let domain = visit.form.get("domain").and_then(DomainV1::named);
    if domain.is_none() {
        filled.tell("domain", visit.words.say("profile-ask-domain-wrong"));
    }
    Some(Wording {
        domain: domain?,
        asks: asks.ok()?,
        low: low.ok()?,
        high: high.ok()?,
    })
}

async fn new(visit: ClientVisit, act: Act, readers: ReadersV1) -> Result<Next, Trouble> {
    let once = visit.form.get("once").and_then(RecordId::parse);
    let once = once.ok_or(Trouble::NotUnderstood)?;
    let mut filled = Filled::posted(&visit);
    let Some(wording) = wording(&mut filled, &visit) else {
        return stay(&visit, act, filled).await;
    };
    let wording = &wording;
    let asked = visit.floor.attempt(act, |mut act| async move {
        let happened = ask(&mut act, once, wording, readers).await?;
        draft::forget(&mut act, ASK, None)?;
        Ok::<_, Refused>((act, (), happened))
    });
    match asked.await? {
        Ok(()) => Ok(Next::Go(
            Place::at(screen(wording.domain)).saying("profile-asked"),
        )),
        Err(Refused::Full) => {
            filled.notice = Some(visit.words.say("profile-full"));
            let act = pages_again(&visit).await?;
            stay(&visit, act, filled).await
        }
        Err(refused) => Err(trouble(refused)),
    }
}

/// The record once more, to show what was typed.
async fn pages_again(visit: &ClientVisit) -> Result<Act, Trouble> {
    let own = care::ClientId::of(visit.who.asker.person);
    let decided = visit
        .floor
        .vault
        .decide(visit.who.asker, own, WRITES, care::Purpose::OwnRecord);
    Ok(Act::open(&visit.floor.vault, decided.await??).await?)
}

async fn stay(visit: &ClientVisit, mut act: Act, filled: Filled) -> Result<Next, Trouble> {
    Ok(Next::Stay(asking(visit, &mut act, filled).await?))
}

fn trouble(refused: Refused) -> Trouble {
    match refused {
        Refused::Read(fault) => fault.into(),
        Refused::None => Trouble::Nothing,
        _ => Trouble::NotUnderstood,
    }
}

fn about(visit: &ClientVisit) -> Result<RecordId, Trouble> {
    let about = visit.form.get("about").and_then(RecordId::parse);
    about.ok_or(Trouble::NotUnderstood)
}

async fn answers(visit: ClientVisit, act: Act, readers: ReadersV1) -> Result<Next, Trouble> {
    let once = visit.form.get("once").and_then(RecordId::parse);
    let (once, question) = (once.ok_or(Trouble::NotUnderstood)?, about(&visit)?);
    let place = visit.place.screen;
    let Some(value) = visit.form.get("value").filter(|value| !value.is_empty()) else {
        // Nothing was chosen: that is an answer nobody has to give.
        return Ok(Next::Go(Place::at(place).saying("profile-not-answered")));
    };
    let value = value.parse().map_err(|_| Trouble::NotUnderstood)?;
    let done = visit.floor.attempt(act, |mut act| async move {
        let happened = answer(&mut act, once, question, value, readers).await?;
        Ok::<_, Refused>((act, (), happened))
    });
    done.await?.map_err(trouble)?;
    Ok(Next::Go(Place::at(place).saying("profile-answered")))
}

async fn lets(visit: ClientVisit, act: Act, readers: ReadersV1) -> Result<Next, Trouble> {
    let question = about(&visit)?;
    let done = visit.floor.attempt(act, |mut act| async move {
        let happened = let_see(&mut act, question, readers).await?;
        Ok::<_, Refused>((act, (), happened))
    });
    done.await?.map_err(trouble)?;
    Ok(Next::Go(Place::at(PROFILE).saying("profile-changed")))
}

async fn away(visit: ClientVisit, act: Act, away: bool) -> Result<Next, Trouble> {
    let question = about(&visit)?;
    let done = visit.floor.attempt(act, |mut act| async move {
        put_away(&mut act, question, away).await?;
        Ok::<_, Refused>((act, (), Vec::new()))
    });
    match done.await? {
        Ok(()) => Ok(Next::Go(Place::at(PROFILE).saying("profile-changed"))),
        Err(Refused::Full) => Ok(Next::Go(Place::at(PROFILE).saying("profile-full"))),
        Err(refused) => Err(trouble(refused)),
    }
}
