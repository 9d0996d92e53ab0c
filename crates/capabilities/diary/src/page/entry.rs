//! The client's day: one page, everything optional, and the choice of who reads it before and after.

use super::lines::{Line, lines, value};
use super::shown::{card_trouble, day, entry_trouble, short_day, today};
use crate::card::{Card, card};
use crate::entry::{
    BACK, EntryRefused, EntryV1, How, MarkV1, New, Wrong, fields_of, id, parse, save,
};
use crate::goes::{ToV1, goes, goes_to};
use askama::Template;
use care::{PersonId, Section, Sections};
use jiff::civil::Date;
use pages::{ClientVisit, Html, Next, Place, Reader, Screens, Trouble, Words, draft};
use sealed::{Act, Kept, ReadError};

/// The screen's name, and that of its draft.
pub(super) const DIARY: &str = "diary";
/// The screen of the plan for hard days, where the service has it.
const PLAN: &str = "crisis-plan";
/// The screen that says where the card goes.
const GOES: &str = "diary-goes";

/// Consent: who reads it, and so that they hear of it.
pub(super) const OPENS: Sections = Sections::of(&[
    Section::Work,
    Section::Overview,
    Section::Consent,
    Section::Drafts,
]);

pub(crate) fn screens() -> Screens {
    Screens::new()
        .screen(DIARY, OPENS, show)
        .screen(GOES, OPENS, show_goes)
        .act("diary-for", OPENS, go_to_day)
        .act("diary-forget", OPENS, forget)
        .act("diary-goes-to", OPENS, choose)
        .act("diary-send", OPENS, |visit, act| {
            keep(visit, act, How::Send)
        })
        .act("diary-keep", OPENS, |visit, act| {
            keep(visit, act, How::Keep)
        })
        .act("diary-hold", OPENS, |visit, act| {
            keep(visit, act, How::Session)
        })
}

#[derive(Template)]
#[template(path = "diary.html")]
struct DiaryScreen {
    words: Words,
    title: String,
    damaged: bool,
    /// What to do where there is no card yet.
    no_card: Option<String>,
    notice: Option<String>,
    /// Whether the notice is about a day that was begun and not saved.
    unfinished: bool,
    days: Vec<(String, String, bool)>,
    readers: String,
    /// That nobody watches, and what to do if it cannot wait, where a line is about life and death.
    life: Option<(String, String)>,
    plan: bool,
    day: String,
    card: u16,
    seen: u32,
    lines: Vec<Line>,
    buttons: Vec<(&'static str, String)>,
}

/// The days that can be written, newest first.
fn days(today: Date) -> Vec<Date> {
    let mut days = crate::week::days_to(today, BACK + 1);
    days.reverse();
    days
}

/// A day as it stands on its page.
#[derive(Default)]
struct Stands {
    fields: Vec<(String, String)>,
    wrong: Vec<Wrong>,
    notice: Option<&'static str>,
}

/// Which day the page is about: the one that was chosen, or that was begun here and not saved, or
/// today.
fn day_shown(visit: &ClientVisit, act: &Act, fields: &[(String, String)]) -> Date {
    let today = today(visit);
    let all = days(today);
    if let Some(about) = visit.place.about {
        let chosen = all.iter().find(|day| id(act, **day) == about);
        return chosen.copied().unwrap_or(today);
    }
    let begun = value(fields, "day").parse::<Date>().ok();
    begun.filter(|day| all.contains(day)).unwrap_or(today)
}

async fn show(visit: ClientVisit, mut act: Act) -> Result<Html, Trouble> {
    let fields = draft::load(&act, DIARY, visit.place.about).await?;
    let stands = Stands {
        fields,
        ..Stands::default()
    };
    screen(&visit, &mut act, stands).await
}

/// An entry, or that it is there and does not open.
async fn found(act: &Act, day: Date) -> Result<(Option<Kept<EntryV1>>, bool), ReadError> {
    match act.find::<EntryV1>(id(act, day)).await {
        Ok(kept) => Ok((kept, false)),
        Err(ReadError::Damaged(_)) => Ok((None, true)),
        Err(error) => Err(error),
    }
}

async fn screen(visit: &ClientVisit, act: &mut Act, stands: Stands) -> Result<Html, Trouble> {
    let words = visit.words;
    let today = today(visit);
    let shown = day_shown(visit, act, &stands.fields);
    let card = card(act).await?;
    let by = card.now().map(|card| PersonId::from_bytes(card.by));
    let reader = Reader::of(visit, act, by).await?;
    let Some(newest) = card.now() else {
        return Ok(no_card(visit, &reader));
    };
    let (kept, damaged) = found(act, shown).await?;
    let seen = kept.as_ref().map_or(0, |kept| kept.version);
    let entry = kept.filter(|kept| !kept.value.gone).map(|kept| kept.value);
    let typed = !stands.fields.is_empty();
    let mut fields = stands.fields;
    if !typed && let Some(entry) = &entry {
        fields = fields_of(entry);
    }
    // What was begun on an older card is finished on it: nothing typed loses its line.
    let number = value(&fields, "card").parse().ok();
    let number = number.or(entry.as_ref().map(|entry| entry.card));
    let on = number.and_then(|number| card.version(number));
    let on = on.unwrap_or(newest);
    let notice = stands
        .notice
        .or_else(|| begun(visit, &fields, typed, seen, shown != today));
    let to = goes(act).await?;
    let title = if shown == today {
        words.say_with("diary-title-today", &[("day", (&day(visit, shown)).into())])
    } else {
        day(visit, shown)
    };
    let life = on.items.iter().any(crate::ItemV1::is_life);
    Ok(Html::of(&DiaryScreen {
        words,
        title,
        damaged,
        no_card: None,
        notice: notice.map(|key| words.say(key)),
        unfinished: notice == Some("diary-unfinished"),
        days: day_choices(visit, shown),
        readers: reader.say(readers_key(to)),
        life: life.then(|| (reader.say("diary-nobody-watches"), urgent(visit))),
        plan: visit.has(PLAN),
        day: shown.to_string(),
        card: on.number,
        seen,
        lines: lines(&on.items, &fields, &stands.wrong, words),
        buttons: buttons(to, &reader, words),
    }))
}

/// What is to be said of what stands in the fields: that it was begun for another day, or that the
/// day was saved meanwhile.
fn begun(
    visit: &ClientVisit,
    fields: &[(String, String)],
    typed: bool,
    seen: u32,
    other_day: bool,
) -> Option<&'static str> {
    if !typed {
        return None;
    }
    if value(fields, "seen").parse() != Ok(seen) {
        return Some("diary-newer");
    }
    (other_day && visit.place.about.is_none()).then_some("diary-unfinished")
}

fn no_card(visit: &ClientVisit, reader: &Reader) -> Html {
    let words = visit.words;
    Html::of(&DiaryScreen {
        words,
        title: words.say("diary-title"),
        damaged: false,
        no_card: Some(reader.say("diary-no-card")),
        notice: None,
        unfinished: false,
        days: Vec::new(),
        readers: String::new(),
        life: None,
        plan: false,
        day: String::new(),
        card: 0,
        seen: 0,
        lines: Vec::new(),
        buttons: Vec::new(),
    })
}

/// What the service says is to be done when something cannot wait.
fn urgent(visit: &ClientVisit) -> String {
    let own = visit.floor.settings.cover.urgent.clone();
    own.unwrap_or_else(|| visit.words.say("diary-urgent"))
}

fn day_choices(visit: &ClientVisit, shown: Date) -> Vec<(String, String, bool)> {
    let words = visit.words;
    (0..)
        .zip(days(today(visit)))
        .map(|(back, day)| {
            let said = match back {
                0 => words.say("day-today"),
                1 => words.say("day-yesterday"),
                _ => short_day(visit, day),
            };
            (day.to_string(), said, day == shown)
        })
        .collect()
}

const fn readers_key(to: Option<ToV1>) -> &'static str {
    match to {
        Some(ToV1::EachDay) => "diary-readers-each",
        Some(ToV1::Session) => "diary-readers-session",
        Some(ToV1::Ask) | None => "diary-readers-ask",
    }
}

/// The ways to save: what the client chose once stands first, and the others beside it.
fn buttons(to: Option<ToV1>, reader: &Reader, words: Words) -> Vec<(&'static str, String)> {
    let send = ("diary-send", reader.send());
    let keep = ("diary-keep", reader.keep());
    let hold = ("diary-hold", words.say("diary-hold"));
    match to {
        Some(ToV1::Session) => vec![hold, send, keep],
        Some(ToV1::EachDay | ToV1::Ask) | None => vec![send, keep],
    }
}

async fn go_to_day(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let day = visit.form.get("day").and_then(|day| day.parse().ok());
    let day = day.filter(|day| days(today(&visit)).contains(day));
    let day = day.ok_or(Trouble::NotUnderstood)?;
    Ok(Next::Go(Place::at(DIARY).about(id(&act, day))))
}

async fn forget(visit: ClientVisit, mut act: Act) -> Result<Next, Trouble> {
    draft::forget(&mut act, DIARY, visit.place.about)?;
    act.done().await?;
    Ok(Next::Go(Place::at(DIARY)))
}

/// What was posted: the day, the card it was written on, and what was said.
struct Posted {
    day: Date,
    card: u16,
    seen: u32,
    marks: Vec<MarkV1>,
}

fn posted(visit: &ClientVisit, card: &Card) -> Result<Result<Posted, Vec<Wrong>>, Trouble> {
    let fields = visit.form.fields();
    let day = value(fields, "day").parse::<Date>();
    let number = value(fields, "card").parse::<u16>();
    let seen = value(fields, "seen").parse::<u32>();
    let (Ok(day), Ok(number), Ok(seen)) = (day, number, seen) else {
        return Err(Trouble::NotUnderstood);
    };
    let on = card.version(number).ok_or(Trouble::NotUnderstood)?;
    Ok(parse(&on.items, fields).map(|marks| Posted {
        day,
        card: number,
        seen,
        marks,
    }))
}

async fn keep(visit: ClientVisit, mut act: Act, how: How) -> Result<Next, Trouble> {
    let card = card(&act).await?;
    let posted = match posted(&visit, &card)? {
        Ok(posted) => posted,
        Err(wrong) => return again(&visit, &mut act, wrong, Some("diary-wrong")).await,
    };
    let (access, today) = (*act.access(), today(&visit));
    let outcome = visit
        .floor
        .attempt(act, |mut act| {
            let new = New {
                day: posted.day,
                today,
                card: posted.card,
                seen: posted.seen,
                marks: posted.marks.clone(),
                how,
            };
            let about = visit.place.about;
            async move {
                let record = id(&act, new.day);
                let happened = save(&mut act, new).await?;
                draft::forget(&mut act, DIARY, about)?;
                if about != Some(record) {
                    draft::forget(&mut act, DIARY, Some(record))?;
                }
                Ok::<_, EntryRefused>((act, (), happened))
            }
        })
        .await?;
    let notice = match outcome {
        Ok(()) => {
            let said = match how {
                How::Send => "diary-sent",
                How::Keep => "diary-kept",
                How::Session => "diary-held",
            };
            return Ok(Next::Go(Place::at(super::week::WEEK).saying(said)));
        }
        Err(EntryRefused::Empty) => "diary-empty",
        Err(EntryRefused::Day) => "diary-wrong-day",
        Err(EntryRefused::Newer) => "diary-newer",
        Err(refused) => return Err(entry_trouble(refused)),
    };
    let mut act = Act::open(&visit.floor.vault, access).await?;
    again(&visit, &mut act, Vec::new(), Some(notice)).await
}

/// The page again, with everything that was typed.
async fn again(
    visit: &ClientVisit,
    act: &mut Act,
    wrong: Vec<Wrong>,
    notice: Option<&'static str>,
) -> Result<Next, Trouble> {
    let stands = Stands {
        fields: visit.form.fields().to_vec(),
        wrong,
        notice,
    };
    Ok(Next::Stay(screen(visit, act, stands).await?))
}

#[derive(Template)]
#[template(path = "diary_goes.html")]
struct GoesScreen {
    words: Words,
    asks: String,
    choices: Vec<(&'static str, String, bool)>,
}

async fn show_goes(visit: ClientVisit, mut act: Act) -> Result<Html, Trouble> {
    let words = visit.words;
    let by = card(&act).await?;
    let by = by.now().map(|card| PersonId::from_bytes(card.by));
    let reader = Reader::of(&visit, &mut act, by).await?;
    let to = goes(&act).await?;
    let choice = |one: ToV1| {
        let said = words.say(&format!("diary-goes-{}", one.name()));
        (one.name(), said, to == Some(one))
    };
    Ok(Html::of(&GoesScreen {
        words,
        asks: reader.say("diary-goes-ask-who"),
        choices: ToV1::ALL.map(choice).to_vec(),
    }))
}

async fn choose(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let to = visit.form.get("to").and_then(ToV1::named);
    let Some(to) = to else {
        return Ok(Next::Go(Place::at(GOES).saying("diary-goes-none")));
    };
    let outcome = visit
        .floor
        .attempt(act, |mut act| async move {
            goes_to(&mut act, to).await?;
            Ok::<_, crate::CardRefused>((act, (), Vec::new()))
        })
        .await?;
    outcome.map_err(card_trouble)?;
    Ok(Next::Go(Place::at(DIARY).saying("diary-goes-saved")))
}
