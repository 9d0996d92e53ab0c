//! The client's screens: a few ways on the first, and one thing on each of the others.

mod boundary;
mod judgement;
mod strength;

use super::shown;
use crate::own::{What, self_trust, set_readers, take_out};
use crate::refused::Refused;
use crate::seams::{Offered, Sheets};
use askama::Template;
use care::{Happened, RecordId, Section, Sections};
use pages::{ClientVisit, Filled, Html, Next, Place, Reader, Screens, Trouble, Words, draft};
use sealed::{Act, ReadersV1};
use std::future::Future;
use std::sync::Arc;

/// The first screen.
const SELF_TRUST: &str = "self-trust";
const KINDNESS: &str = "self-trust-kindness";

/// Consent: who reads it. Drafts: what is being written.
const OPENS: Sections = Sections::of(&[Section::Work, Section::Consent, Section::Drafts]);

pub(crate) fn screens(sheets: &Arc<dyn Sheets>) -> Screens {
    let sheets = Arc::clone(sheets);
    Screens::new()
        .screen(SELF_TRUST, OPENS, show)
        .screen(KINDNESS, OPENS, move |visit, _| {
            let shown = show_kindness(&visit, &*sheets);
            async move { Ok(shown) }
        })
        .and(judgement::screens())
        .and(boundary::screens())
        .and(strength::screens())
}

#[derive(Template)]
#[template(path = "self_trust.html")]
struct Entry {
    words: Words,
    damaged: bool,
    /// Judgements whose day to look again has come: what was thought, and when.
    again: Vec<(RecordId, String)>,
    open: usize,
    boundaries: usize,
    strengths: usize,
    kindness: bool,
}

async fn show(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let all = self_trust(&act).await?;
    let today = shown::today(&visit).map_or_else(String::new, |day| day.to_string());
    let is_open = |one: &&sealed::Kept<crate::JudgementV1>| one.value.outcome.is_none();
    let again = all.judgements.iter().filter(is_open).filter(|kept| {
        let day = &kept.value.again;
        !day.is_empty() && *day <= today
    });
    Ok(Html::of(&Entry {
        words: visit.words,
        damaged: all.damaged > 0,
        again: again
            .map(|kept| (kept.record, kept.value.expects.clone()))
            .collect(),
        open: all.judgements.iter().filter(is_open).count(),
        boundaries: all.boundaries.len(),
        strengths: all.strengths.len(),
        kindness: visit.has("worksheets"),
    }))
}

#[derive(Template)]
#[template(path = "self_trust_kindness.html")]
struct Kindness {
    words: Words,
    sheets: Vec<Offered>,
}

fn show_kindness(visit: &ClientVisit, sheets: &dyn Sheets) -> Html {
    let words = visit.words;
    let sheets = if visit.has("worksheets") {
        sheets.of(words)
    } else {
        Vec::new()
    };
    Html::of(&Kindness { words, sheets })
}

/// Which record it is about: as posted, or as the screen is.
fn about(visit: &ClientVisit) -> Result<RecordId, Trouble> {
    let posted = visit.form.get("about").and_then(RecordId::parse);
    posted.or(visit.place.about).ok_or(Trouble::NotUnderstood)
}

fn posted_once(visit: &ClientVisit) -> Result<RecordId, Trouble> {
    let once = visit.form.get("once").and_then(RecordId::parse);
    once.ok_or(Trouble::NotUnderstood)
}

/// Which version the page showed.
fn seen(visit: &ClientVisit) -> Result<u32, Trouble> {
    let seen = visit.form.get("seen").and_then(|seen| seen.parse().ok());
    seen.ok_or(Trouble::NotUnderstood)
}

/// The half-written words of a screen, if there are any.
async fn drafted(
    act: &Act,
    screen: &str,
    about: Option<RecordId>,
) -> Result<Option<Filled>, Trouble> {
    let fields = draft::load(act, screen, about).await?;
    let named: Vec<_> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.clone()))
        .collect();
    Ok((!named.is_empty()).then(|| Filled::offered(&named)))
}

/// The id under which something new is sent: that of its page, unless it is there by now.
fn once(act: &Act, filled: &Filled, is_there: impl Fn(RecordId) -> bool) -> String {
    let begun = RecordId::parse(filled.value("once")).filter(|once| !is_there(*once));
    begun.unwrap_or_else(|| act.mint()).to_string()
}

/// What was asked for is done, or the form comes back with its words and what is said above it.
async fn done<R>(
    visit: &ClientVisit,
    act: Act,
    run: impl FnMut(Act) -> R,
) -> Result<Result<(), (Act, Filled)>, Trouble>
where
    R: Future<Output = Result<(Act, (), Vec<Happened>), Refused>>,
{
    let access = *act.access();
    let Err(refused) = visit.floor.attempt(act, run).await? else {
        return Ok(Ok(()));
    };
    let Some(key) = refused.notice() else {
        return Err(refused.into());
    };
    let mut filled = Filled::posted(visit);
    filled.notice = Some(visit.words.say(key));
    let act = Act::open(&visit.floor.vault, access).await?;
    Ok(Err((act, filled)))
}

/// Who can see something of the client's.
fn seen_by(reader: &Reader, words: Words, sent: bool) -> String {
    if sent {
        reader.say("work-seen-by")
    } else {
        words.say("work-only-you")
    }
}

const fn said(readers: ReadersV1) -> &'static str {
    match readers {
        ReadersV1::Section => "self-trust-sent",
        ReadersV1::Nobody => "self-trust-kept",
    }
}

/// Sends what was kept, or takes back what was sent, and stays where one is.
async fn lets(
    visit: ClientVisit,
    act: Act,
    what: What,
    readers: ReadersV1,
) -> Result<Next, Trouble> {
    let record = about(&visit)?;
    let ran = visit.floor.attempt(act, |mut act| async move {
        let happened = set_readers(&mut act, what, record, readers).await?;
        Ok::<_, Refused>((act, (), happened))
    });
    ran.await?.map_err(Trouble::from)?;
    let said = match readers {
        ReadersV1::Section => "self-trust-sent",
        ReadersV1::Nobody => "self-trust-taken-back",
    };
    Ok(Next::Go(visit.place.clone().saying(said)))
}

/// Takes something out for good, and goes to where it stood.
async fn takes_out(
    visit: ClientVisit,
    act: Act,
    what: What,
    then: &'static str,
) -> Result<Next, Trouble> {
    let record = about(&visit)?;
    let ran = visit.floor.attempt(act, |mut act| async move {
        take_out(&mut act, what, record).await?;
        Ok::<_, Refused>((act, (), Vec::new()))
    });
    ran.await?.map_err(Trouble::from)?;
    Ok(Next::Go(Place::at(then).saying("self-trust-gone")))
}
