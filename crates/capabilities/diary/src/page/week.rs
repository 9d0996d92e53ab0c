//! The client's week, their charts, and what becomes of a day after it was saved.

use super::charts;
use super::entry::{DIARY, OPENS};
use super::shown::{card_trouble, day, entry_trouble, today};
use super::week_shown::{Beside, For, SheetLine, html};
use crate::card::card;
use crate::entry::{BACK, EntryRefused, EntryV1, entries, remove, send_waiting, share, take_back};
use crate::sheets::{CHAIN, Sheets};
use crate::week::{DAYS, days_to, week};
use askama::Template;
use care::{PersonId, RecordId};
use jiff::ToSpan;
use jiff::civil::Date;
use pages::{ClientVisit, Html, Next, Place, Reader, Screens, Trouble, Words};
use sealed::{Act, Kept};
use std::sync::Arc;

/// The screen's name.
pub(super) const WEEK: &str = "diary-week";
const CHARTS: &str = "diary-charts";
/// The most weeks one can look back: this project's own choice, two years.
pub(super) const WEEKS: u16 = 104;

pub(crate) fn screens(sheets: &Arc<dyn Sheets>) -> Screens {
    let sheets = Arc::clone(sheets);
    Screens::new()
        .screen(WEEK, OPENS, move |visit, act| {
            show(visit, act, Arc::clone(&sheets))
        })
        .screen(CHARTS, OPENS, show_charts)
        .act("diary-earlier", OPENS, turn)
        .act("diary-edit", OPENS, edit)
        .act("diary-share", OPENS, |visit, act| {
            does(visit, act, What::Share)
        })
        .act("diary-take-back", OPENS, |visit, act| {
            does(visit, act, What::TakeBack)
        })
        .act("diary-remove", OPENS, |visit, act| {
            does(visit, act, What::Remove)
        })
        .act("diary-send-week", OPENS, send_week)
}

#[derive(Template)]
#[template(path = "diary_week.html")]
struct WeekScreen {
    words: Words,
    title: String,
    damaged: bool,
    /// How many days wait for the session, in words, and what sends them.
    waiting: Option<(String, String)>,
    week: Html,
    earlier: Option<u16>,
    later: Option<u16>,
}

/// How many weeks back, as a place remembers it: it is about no record.
fn back_of(place: &Place) -> u16 {
    let bytes = place.about.map_or([0; 16], |id| *id.bytes());
    let back = u128::from_be_bytes(bytes);
    u16::try_from(back).map_or(0, |back| back.min(WEEKS))
}

fn place_of(back: u16) -> Place {
    match back {
        0 => Place::at(WEEK),
        back => Place::at(WEEK).about(RecordId::from_bytes(u128::from(back).to_be_bytes())),
    }
}

/// The last day of the week that lies so many weeks back.
pub(super) fn last_day(today: Date, back: u16) -> Date {
    let days = i64::from(back) * i64::from(DAYS);
    today.checked_sub(days.days()).unwrap_or(today)
}

/// What a week is called: its first and last day.
pub(super) fn called(visit: &pages::Visit, last: Date) -> String {
    let first = days_to(last, DAYS).first().copied().unwrap_or(last);
    let put = [("first", &day(visit, first)), ("last", &day(visit, last))];
    let put = put.map(|(name, value)| (name, value.into()));
    visit.words.say_with("diary-week-of", &put)
}

async fn show(visit: ClientVisit, mut act: Act, sheets: Arc<dyn Sheets>) -> Result<Html, Trouble> {
    let words = visit.words;
    let (today, back) = (today(&visit), back_of(&visit.place));
    let card = card(&act).await?;
    let items = card.now().map_or(&[][..], |card| &card.items);
    let by = card.now().map(|card| PersonId::from_bytes(card.by));
    let reader = Reader::of(&visit, &mut act, by).await?;
    let all = entries(&act).await?;
    let last = last_day(today, back);
    let shown = week(last, items, &all.kept);
    let chain = visit.has("worksheet") && sheets.of(words).iter().any(|one| one.name == CHAIN);
    let mut beside = Vec::new();
    for kept in shown.days.iter().filter_map(|(_, kept)| kept.as_ref()) {
        let done = sheets.about(&act, words, kept.record).await?;
        let of = Beside {
            seen_by: Some(seen_by(&kept.value, &reader, words)),
            acts: acts(&kept.value, &reader, today, words),
            sheets: done.iter().map(|one| sheet_line(&visit, one)).collect(),
            chain,
        };
        beside.push((kept.record, of));
    }
    let who = For {
        is_client: true,
        client: "",
        items,
    };
    let waiting = all.kept.iter().filter(|kept| kept.value.session).count();
    let waiting = (waiting > 0).then(|| {
        let said = words.say_with("diary-waiting", &[("n", waiting.into())]);
        (said, reader.send())
    });
    let earliest = all.kept.last().map(|kept| kept.value.day.clone());
    let first = last_day(last, 1).to_string();
    let earlier = earliest.is_some_and(|day| day <= first) && back < WEEKS;
    Ok(Html::of(&WeekScreen {
        words,
        title: called(&visit, last),
        damaged: !all.damaged.is_empty(),
        waiting,
        week: html(&visit, &shown, &who, beside),
        earlier: earlier.then(|| back.saturating_add(1)),
        later: back.checked_sub(1),
    }))
}

/// A worksheet about a day, as it is named beside it.
pub(super) fn sheet_line(visit: &pages::Visit, done: &crate::Done) -> SheetLine {
    let at = visit.day_and_time(done.at);
    let key = if done.finished {
        "diary-sheet"
    } else {
        "diary-sheet-open"
    };
    let put = [("called", (&done.called).into()), ("when", (&at).into())];
    SheetLine {
        id: done.id.to_string(),
        said: visit.words.say_with(key, &put),
    }
}

fn seen_by(entry: &EntryV1, reader: &Reader, words: Words) -> String {
    match (entry.is_sent(), entry.session) {
        (true, _) => reader.say("work-seen-by"),
        (false, true) => words.say("diary-waits-for-session"),
        (false, false) => words.say("work-only-you"),
    }
}

fn acts(
    entry: &EntryV1,
    reader: &Reader,
    today: Date,
    words: Words,
) -> Vec<(&'static str, String)> {
    let mut acts = Vec::new();
    if days_to(today, BACK + 1)
        .iter()
        .any(|day| day.to_string() == entry.day)
    {
        acts.push(("diary-edit", words.say("diary-edit")));
    }
    if entry.is_sent() {
        acts.push(("diary-take-back", words.say("work-take-back")));
    } else {
        acts.push(("diary-share", reader.say("work-share")));
    }
    acts.push(("diary-remove", words.say("diary-remove")));
    acts
}

async fn turn(visit: ClientVisit, _: Act) -> Result<Next, Trouble> {
    let back = visit.form.get("back").and_then(|back| back.parse().ok());
    let back: u16 = back.ok_or(Trouble::NotUnderstood)?;
    Ok(Next::Go(place_of(back.min(WEEKS))))
}

fn about(visit: &ClientVisit) -> Result<RecordId, Trouble> {
    let about = visit.form.get("about").and_then(RecordId::parse);
    about.ok_or(Trouble::NotUnderstood)
}

async fn edit(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let about = about(&visit)?;
    let kept: Option<Kept<EntryV1>> = act.find::<EntryV1>(about).await?;
    kept.filter(|kept| !kept.value.gone)
        .ok_or(Trouble::Nothing)?;
    Ok(Next::Go(Place::at(DIARY).about(about)))
}

#[derive(Clone, Copy)]
enum What {
    Share,
    TakeBack,
    Remove,
}

async fn does(visit: ClientVisit, act: Act, what: What) -> Result<Next, Trouble> {
    let record = about(&visit)?;
    let outcome = visit
        .floor
        .attempt(act, |mut act| async move {
            let happened = match what {
                What::Share => share(&mut act, record).await?,
                What::TakeBack => {
                    take_back(&mut act, record).await?;
                    Vec::new()
                }
                What::Remove => {
                    remove(&mut act, record).await?;
                    Vec::new()
                }
            };
            Ok::<_, EntryRefused>((act, (), happened))
        })
        .await?;
    outcome.map_err(entry_trouble)?;
    let said = match what {
        What::Share => "diary-sent",
        What::TakeBack => "diary-taken-back",
        What::Remove => "diary-removed",
    };
    let stands = Place {
        screen: WEEK,
        ..visit.place.clone()
    };
    let back = if visit.place.screen == WEEK {
        stands
    } else {
        Place::at(WEEK)
    };
    Ok(Next::Go(back.saying(said)))
}

async fn send_week(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let outcome = visit
        .floor
        .attempt(act, |mut act| async move {
            let (_, happened) = send_waiting(&mut act).await?;
            Ok::<_, EntryRefused>((act, (), happened))
        })
        .await?;
    outcome.map_err(entry_trouble)?;
    Ok(Next::Go(Place::at(WEEK).saying("diary-sent-week")))
}

#[derive(Template)]
#[template(path = "diary_charts.html")]
struct ChartsScreen {
    words: Words,
    charts: Html,
}

async fn show_charts(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let stands = charts::of(&visit, &act).await;
    let charts = stands.map_err(|error| card_trouble(error.into()))?;
    Ok(Html::of(&ChartsScreen {
        words: visit.words,
        charts,
    }))
}
