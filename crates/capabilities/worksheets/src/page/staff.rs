//! The worksheets of a client for their therapist: what was given, what the client sent, the numbers
//! of what was sent, giving a sheet, and beginning one together. What a client keeps to themself is
//! nowhere here.

use super::shown::{id_in, name, on_the_same, title_of, trouble};
use crate::course::charts;
use crate::shelf::{Offered, Shelf, offer};
use crate::written::{
    Begin, Forms, GivenV1, Refused, StateV1, WorksheetV1, begin, give, given, take_given_back,
    worksheets,
};
use askama::Template;
use care::{Line, Purpose, RecordId, Role, Section, Sections};
use pages::shell::{see_other, staff};
use pages::{Filled, Html, Purposes, Routes, Trouble, Verb, Visit, Words};
use sealed::{Act, Kept, ReadError};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub(super) const READS: Sections = Sections::of(&[Section::Identity, Section::Work]);
pub(super) const WRITES: Sections =
    Sections::of(&[Section::Identity, Section::Work, Section::Overview]);
/// Who works on worksheets with a client.
pub(super) const WORKS: Purposes = &[(Role::Therapist, Purpose::Treatment)];

pub(crate) fn routes(shelf: &Arc<Shelf>) -> Routes {
    let list = "/clients/{client}/worksheets";
    let to_give = "/clients/{client}/worksheets/give";
    let together = "/clients/{client}/worksheets/together";
    let back = "/clients/{client}/worksheets/take-back";
    let [shown, gives, begins] = std::array::from_fn(|_| Arc::clone(shelf));
    Routes::new()
        .record(Verb::Get, list, READS, WORKS, move |visit, act| {
            show(visit, act, Arc::clone(&shown))
        })
        .record(Verb::Post, to_give, WRITES, WORKS, move |visit, act| {
            give_one(visit, act, Arc::clone(&gives))
        })
        .record(Verb::Post, together, WRITES, WORKS, move |visit, act| {
            begin_one(visit, act, Arc::clone(&begins))
        })
        .record(Verb::Post, back, WRITES, WORKS, take_back)
}

/// The worksheets' page of the client, and the client's own.
pub(super) fn address(visit: &Visit) -> Result<(String, String), Trouble> {
    let client = visit.client().ok_or(Trouble::Nothing)?;
    let client = format!("/clients/{client}");
    Ok((format!("{client}/worksheets"), client))
}

struct GivenLine {
    id: String,
    title: String,
    said: String,
    words: String,
}

struct SentLine {
    address: String,
    title: String,
    said: String,
    bring: bool,
}

#[derive(Template)]
#[template(path = "worksheets_staff.html")]
struct ListPage {
    words: Words,
    called: String,
    back: String,
    address: String,
    once: String,
    filled: Filled,
    damaged: bool,
    none: Option<String>,
    given: Vec<GivenLine>,
    sent: Vec<SentLine>,
    charts: Vec<Html>,
    offered: Vec<Offered>,
    broken: bool,
}

async fn show(visit: Visit, act: Act, shelf: Arc<Shelf>) -> pages::Answer {
    page(&visit, &act, &shelf, Filled::default()).await
}

async fn page(visit: &Visit, act: &Act, shelf: &Shelf, filled: Filled) -> pages::Answer {
    let words = visit.words;
    let (address, back) = address(visit)?;
    let called = visit.floor.sign_ins.called(act).await?;
    let (all, mut damaged) = worksheets(act).await?;
    let (all_given, given_damaged) = given(act).await?;
    damaged |= given_damaged;
    let mut forms = Forms::default();
    // What was sent on it says more than that it was given. That something was begun and kept is not
    // to be seen here: it is not among what this act can read.
    let sent_on: BTreeSet<[u8; 16]> = all.iter().filter_map(|kept| kept.value.given).collect();
    let mut waiting = Vec::new();
    for kept in all_given {
        if !sent_on.contains(kept.record.bytes()) {
            let client = (act.whose(), called.as_str());
            let line = given_line(visit, act, &mut forms, &kept, client, &mut damaged).await?;
            waiting.push(line);
        }
    }
    let mut sent = Vec::new();
    for kept in &all {
        let line = sent_line(visit, act, &mut forms, kept, &address, &mut damaged).await?;
        sent.push(line);
    }
    let charts = every_chart(visit, act, &mut forms, &all).await?;
    let (sheets, broken) = shelf.now();
    let mut offered: Vec<Offered> = sheets.iter().map(|sheet| offer(sheet, words)).collect();
    offered.sort_by(|one, other| one.title.cmp(&other.title));
    let once = RecordId::parse(filled.value("once"));
    let status = filled.status();
    let nothing = [("name", (&called).into())];
    let page = ListPage {
        words,
        none: all
            .is_empty()
            .then(|| words.say_with("work-nothing-shared", &nothing)),
        called: called.clone(),
        back,
        address,
        once: once.unwrap_or_else(|| act.mint()).to_string(),
        filled,
        damaged,
        given: waiting,
        sent,
        charts,
        offered,
        broken: !broken.is_empty(),
    };
    let title = words.say("worksheets-staff-title");
    let mut response = staff(visit, &title, Html::of(&page), None);
    *response.status_mut() = status;
    Ok(response)
}

async fn given_line(
    visit: &Visit,
    act: &Act,
    forms: &mut Forms,
    kept: &Kept<GivenV1>,
    client: (care::ClientId, &str),
    damaged: &mut bool,
) -> Result<GivenLine, Trouble> {
    let value = &kept.value;
    let which = (value.print, value.sheet.as_str());
    let title = title_of(forms, act, which, visit.words, damaged).await?;
    let who = name(visit, value.giver(), client).await?;
    let when = visit.day_and_time(value.when());
    let put = [("name", (&who).into()), ("when", (&when).into())];
    Ok(GivenLine {
        id: kept.record.to_string(),
        title,
        said: visit.words.say_with("worksheets-given-by", &put),
        words: value.words.clone(),
    })
}

async fn sent_line(
    visit: &Visit,
    act: &Act,
    forms: &mut Forms,
    kept: &Kept<WorksheetV1>,
    address: &str,
    damaged: &mut bool,
) -> Result<SentLine, Trouble> {
    let value = &kept.value;
    let which = (value.print, value.sheet.as_str());
    let title = title_of(forms, act, which, visit.words, damaged).await?;
    let when = visit.day_and_time(value.written());
    let key = match (value.state, value.by_client) {
        (StateV1::Open, _) => "worksheets-staff-open",
        (_, true) => "worksheets-staff-by-client",
        (_, false) => "worksheets-staff-by-staff",
    };
    Ok(SentLine {
        address: format!("{address}/{}", kept.record),
        title,
        said: visit.words.say_with(key, &[("when", (&when).into())]),
        bring: value.bring,
    })
}

/// The charts of every sheet with a number that was sent, by the newest form of each.
async fn every_chart(
    visit: &Visit,
    act: &Act,
    forms: &mut Forms,
    all: &[Kept<WorksheetV1>],
) -> Result<Vec<Html>, Trouble> {
    // Newest first: the first of a sheet has its newest form.
    let mut newest: BTreeMap<&str, [u8; 16]> = BTreeMap::new();
    for kept in all {
        let value = &kept.value;
        newest.entry(&value.sheet).or_insert(value.print);
    }
    let mut drawn = Vec::new();
    for (sheet, print) in newest {
        let form = match forms.of(act, print).await {
            Ok(form) => form,
            // It is said above the list that a part could not be opened.
            Err(ReadError::Damaged(_)) => continue,
            Err(error) => return Err(error.into()),
        };
        drawn.extend(charts(visit, sheet, &form, &on_the_same(all, sheet)));
    }
    Ok(drawn)
}

async fn give_one(visit: Visit, act: Act, shelf: Arc<Shelf>) -> pages::Answer {
    let mut filled = Filled::posted(&visit);
    let sheet = visit.form.words("sheet").and_then(|name| shelf.get(name));
    let about = id_in(&visit, "about")?;
    let once = id_in(&visit, "once")?.unwrap_or_else(|| act.mint());
    let line: Result<Option<Line<500>>, _> = filled.optional_line(&visit, "words");
    let (Some(sheet), Ok(line)) = (sheet.as_deref(), line) else {
        if sheet.is_none() {
            filled.tell("sheet", visit.words.say("worksheets-staff-no-sheet"));
        }
        return page(&visit, &act, &shelf, filled).await;
    };
    let outcome = visit
        .floor
        .attempt(act, |mut act| {
            let line = line.as_ref();
            async move {
                let happened = give(&mut act, once, sheet, about, line).await?;
                Ok::<_, Refused>((act, (), happened))
            }
        })
        .await?;
    outcome.map_err(trouble)?;
    Ok(see_other(&address(&visit)?.0))
}

async fn begin_one(visit: Visit, act: Act, shelf: Arc<Shelf>) -> pages::Answer {
    let given = id_in(&visit, "given")?;
    let about = id_in(&visit, "about")?;
    let sheet = visit.form.words("sheet").and_then(|name| shelf.get(name));
    if given.is_none() && sheet.is_none() {
        let mut filled = Filled::posted(&visit);
        filled.tell("sheet", visit.words.say("worksheets-staff-no-sheet"));
        return page(&visit, &act, &shelf, filled).await;
    }
    let outcome = visit
        .floor
        .attempt(act, |mut act| {
            let sheet = sheet.as_deref();
            async move {
                let on = match (given, sheet) {
                    (Some(given), _) => Begin::Given(given),
                    (None, Some(sheet)) => Begin::Sheet(sheet, about),
                    (None, None) => return Err(Refused::None),
                };
                let begun = begin(&mut act, &on).await?;
                Ok((act, begun.record, begun.happened))
            }
        })
        .await?;
    let record = outcome.map_err(trouble)?;
    Ok(see_other(&format!("{}/{record}/write", address(&visit)?.0)))
}

async fn take_back(visit: Visit, act: Act) -> pages::Answer {
    let given = id_in(&visit, "given")?.ok_or(Trouble::NotUnderstood)?;
    let outcome = visit
        .floor
        .attempt(act, |mut act| async move {
            take_given_back(&mut act, given).await?;
            Ok::<_, Refused>((act, (), Vec::new()))
        })
        .await?;
    outcome.map_err(trouble)?;
    Ok(see_other(&address(&visit)?.0))
}
