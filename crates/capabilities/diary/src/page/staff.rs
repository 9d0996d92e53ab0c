//! The week on the therapist's desk, in the order it is to be looked at: only what the client sent.

use super::charts;
use super::shown::{card_trouble, entry_trouble, today};
use super::week::{WEEKS, called, last_day, sheet_line};
use super::week_shown::{Beside, For, html};
use crate::card::{StateV1, card, proposal};
use crate::entry::{EntryRefused, entries, read};
use crate::gist::{DiaryGistV1, WhyV1};
use crate::sheets::{CHAIN, Sheets};
use crate::week::week;
use askama::Template;
use care::{Moment, Purpose, Role, Section, Sections};
use jiff::civil::Date;
use pages::shell::{see_other, staff};
use pages::{Html, Purposes, Routes, Trouble, Verb, Visit, Words};
use sealed::Act;
use std::sync::Arc;

pub(super) const READS: Sections =
    Sections::of(&[Section::Identity, Section::Work, Section::Overview]);

/// Who reads and writes: whoever works with the client as their therapist.
pub(super) const WRITERS: Purposes = &[(Role::Therapist, Purpose::Treatment)];

pub(crate) fn routes(sheets: &Arc<dyn Sheets>) -> Routes {
    let sheets = Arc::clone(sheets);
    let one = "/clients/{client}/diary";
    let charts = "/clients/{client}/diary/charts";
    let done = "/clients/{client}/diary/read";
    Routes::new()
        .record(Verb::Get, one, READS, WRITERS, move |visit, act| {
            show(visit, act, Arc::clone(&sheets))
        })
        .record(Verb::Get, charts, READS, WRITERS, show_charts)
        .record(Verb::Post, done, READS, WRITERS, say_read)
}

/// The diary's page, and the client's own.
pub(super) fn address(visit: &Visit) -> Result<(String, String), Trouble> {
    let client = visit.client().ok_or(Trouble::Nothing)?;
    let client = format!("/clients/{client}");
    Ok((format!("{client}/diary"), client))
}

/// A change to the card that waits to be talked about.
struct Proposed {
    when: String,
    words: String,
}

#[derive(Template)]
#[template(path = "diary_staff.html")]
struct DiaryPage {
    words: Words,
    title: String,
    called: String,
    back: String,
    address: String,
    week_called: String,
    damaged: bool,
    card: bool,
    proposed: Option<Proposed>,
    /// What is to be looked at first, and until when it was there as the page was drawn.
    look: Vec<String>,
    until: i64,
    nothing: bool,
    week: Html,
    earlier: Option<u16>,
    later: Option<u16>,
}

async fn show(visit: Visit, mut act: Act, sheets: Arc<dyn Sheets>) -> pages::Answer {
    let words = visit.words;
    let called_as = visit.floor.sign_ins.called(&act).await?;
    let (address, client) = address(&visit)?;
    let back = visit.query("back").and_then(|back| back.parse().ok());
    let back: u16 = back.unwrap_or(0).min(WEEKS);
    let card = card(&act).await?;
    let items = card.now().map_or(&[][..], |card| &card.items);
    let all = entries(&act).await?;
    let last = last_day(today(&visit), back);
    let shown = week(last, items, &all.kept);
    let chain = sheets.of(words).iter().any(|one| one.name == CHAIN);
    let mut beside = Vec::new();
    for kept in shown.days.iter().filter_map(|(_, kept)| kept.as_ref()) {
        let done = sheets.about(&act, words, kept.record).await?;
        let of = Beside {
            sheets: done.iter().map(|one| sheet_line(&visit, one)).collect(),
            chain,
            ..Beside::default()
        };
        beside.push((kept.record, of));
    }
    let who = For {
        is_client: false,
        client: &client,
        items,
    };
    let first = last_day(last, 1).to_string();
    let earliest = all.kept.last().map(|kept| kept.value.day.clone());
    let earlier = earliest.is_some_and(|day| day <= first) && back < WEEKS;
    let title = words.say("diary-staff-title");
    let page = DiaryPage {
        words,
        title: title.clone(),
        back: client.clone(),
        week_called: called(&visit, last),
        damaged: !all.damaged.is_empty(),
        card: card.now().is_some(),
        proposed: proposed(&visit, &act).await?,
        look: look(&visit, &mut act).await?,
        until: act.now().millis(),
        nothing: all.kept.is_empty(),
        week: html(&visit, &shown, &who, beside),
        earlier: earlier.then(|| back.saturating_add(1)),
        later: back.checked_sub(1),
        called: called_as,
        address,
    };
    Ok(staff(&visit, &title, Html::of(&page), None))
}

async fn proposed(visit: &Visit, act: &Act) -> Result<Option<Proposed>, Trouble> {
    let kept = proposal(act).await?.map(|kept| kept.value);
    let waits = kept.filter(|one| one.state == StateV1::Waits);
    Ok(waits.map(|one| Proposed {
        when: visit.day_and_time(Moment::from_millis(one.at)),
        words: one.words,
    }))
}

/// What was sent about life and death and is not read yet, oldest first.
async fn look(visit: &Visit, act: &mut Act) -> Result<Vec<String>, Trouble> {
    let words = visit.words;
    let glance = act
        .gist::<DiaryGistV1>()
        .await?
        .unwrap_or_default()
        .glance();
    let said = glance.look.iter().map(|look| {
        let day = look.day.parse::<Date>();
        let day = day.map_or_else(|_| look.day.clone(), |day| super::shown::day(visit, day));
        let since = visit.day_and_time(look.since);
        let key = match look.why {
            WhyV1::Acted => "diary-look-acted",
            WhyV1::Strong => "diary-look-strong",
        };
        words.say_with(key, &[("day", (&day).into()), ("when", (&since).into())])
    });
    Ok(said.collect())
}

async fn say_read(visit: Visit, act: Act) -> pages::Answer {
    let until = visit.form.get("until").and_then(|until| until.parse().ok());
    let until: i64 = until.ok_or(Trouble::NotUnderstood)?;
    let until = Moment::from_millis(until.min(act.now().millis()));
    let outcome = visit
        .floor
        .attempt(act, |mut act| async move {
            read(&mut act, until).await?;
            Ok::<_, EntryRefused>((act, (), Vec::new()))
        })
        .await?;
    outcome.map_err(entry_trouble)?;
    Ok(see_other(&address(&visit)?.0))
}

#[derive(Template)]
#[template(path = "diary_staff_charts.html")]
struct ChartsPage {
    words: Words,
    called: String,
    back: String,
    charts: Html,
}

async fn show_charts(visit: Visit, act: Act) -> pages::Answer {
    let words = visit.words;
    let called = visit.floor.sign_ins.called(&act).await?;
    let (back, _) = address(&visit)?;
    let charts = charts::of(&visit, &act).await;
    let page = ChartsPage {
        words,
        called,
        back,
        charts: charts.map_err(|error| card_trouble(error.into()))?,
    };
    let title = words.say("diary-charts-title");
    Ok(staff(&visit, &title, Html::of(&page), None))
}
