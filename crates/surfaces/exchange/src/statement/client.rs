//! The client's screen `set-right`: saying something beside an entry of the record, or asking for it
//! to be changed; and what became of what was said before.

use super::act::{STATEMENT_MAX, Said, StatementRefused, say, take_back};
use super::stored::{StatementV1, WantsV1};
use crate::gather::about_care;
use askama::Template;
use care::{Line, Moment, PersonId, RecordId, Section, Sections};
use measures::Offer;
use pages::{ClientVisit, Html, Next, Place, Screens, Taken, Trouble, Words, draft, wrong_words};
use sealed::{Act, Kept};
use std::sync::Arc;

/// The screen's name.
const SET_RIGHT: &str = "set-right";
/// What it opens: the entries a statement can stand beside, and the statements.
const OPENS: Sections = Sections::of(&[
    Section::Sessions,
    Section::CheckIns,
    Section::Relationship,
    Section::Measures,
    Section::Consent,
    Section::Drafts,
]);

pub(crate) fn screens(offer: &Arc<Offer>) -> Screens {
    let (shown, said) = (Arc::clone(offer), Arc::clone(offer));
    Screens::new()
        .screen(SET_RIGHT, OPENS, move |visit, act| {
            show(visit, act, Arc::clone(&shown))
        })
        .act("statement-say", OPENS, move |visit, act| {
            said_by(visit, act, Arc::clone(&said))
        })
        .act("statement-take-back", OPENS, taken_back)
}

/// An entry that a statement can stand beside.
struct Entry {
    record: String,
    called: String,
    chosen: bool,
}

struct Before {
    record: String,
    when: String,
    beside: String,
    words: String,
    wants: String,
    answered: Option<(String, String)>,
    waits: bool,
    taken_back: Option<String>,
}

#[derive(Template)]
#[template(path = "set_right.html")]
struct SetRight {
    words: Words,
    once: String,
    entries: Vec<Entry>,
    own_words: String,
    wants_change: bool,
    wrong: Option<String>,
    before: Vec<Before>,
    damaged: usize,
}

/// What an entry is called where one is chosen: what it is, and when it was.
fn called(visit: &ClientVisit, one: &Taken) -> String {
    format!("{} – {}", one.heading, visit.day_and_time(one.at))
}

async fn screen(
    visit: &ClientVisit,
    act: &mut Act,
    offer: &Offer,
    fields: &[(String, String)],
    wrong: Option<String>,
) -> Result<SetRight, Trouble> {
    let field = |name: &str| {
        let found = fields.iter().find(|(field, _)| field == name);
        found.map_or_else(String::new, |(_, value)| value.clone())
    };
    let mut taken = about_care(visit, act, offer).await?;
    taken.sort_by_key(|one| std::cmp::Reverse(one.at));
    let about = field("about-entry");
    let entry = |one: &Taken| {
        let record = one.record?.to_string();
        Some(Entry {
            called: called(visit, one),
            chosen: record == about,
            record,
        })
    };
    let listing = act.latest::<StatementV1>().await?;
    let mut before = Vec::new();
    for kept in listing.kept.iter().rev() {
        before.push(said_before(visit, kept).await?);
    }
    let once = RecordId::parse(&field("once")).unwrap_or_else(|| act.mint());
    Ok(SetRight {
        words: visit.words,
        once: once.to_string(),
        entries: taken.iter().filter_map(entry).collect(),
        own_words: field("own-words"),
        wants_change: field("wants") == "change",
        wrong,
        before,
        damaged: listing.damaged.len(),
    })
}

async fn said_before(visit: &ClientVisit, kept: &Kept<StatementV1>) -> Result<Before, Trouble> {
    let (words, value) = (visit.words, &kept.value);
    let answered = match &value.answer {
        None => None,
        Some(answer) => {
            let by = PersonId::from_bytes(answer.by);
            let name = visit.floor.sign_ins.name_of(by).await?;
            let name = name.unwrap_or_else(|| words.say("someone-on-the-team"));
            let key = if answer.changed {
                "statement-changed-by"
            } else {
                "statement-not-changed-by"
            };
            let said = words.say_with(key, &[("name", (&name).into())]);
            Some((said, answer.words.clone()))
        }
    };
    Ok(Before {
        record: kept.record.to_string(),
        when: visit.day_and_time(value.said()),
        beside: value.called.clone(),
        words: value.words.clone(),
        wants: words.say(match value.wants {
            WantsV1::Beside => "statement-wants-beside",
            WantsV1::Change => "statement-wants-change",
        }),
        answered,
        waits: value.waits(),
        taken_back: value
            .taken_back_at
            .map(|at| visit.day_and_time(Moment::from_millis(at))),
    })
}

async fn show(visit: ClientVisit, mut act: Act, offer: Arc<Offer>) -> Result<Html, Trouble> {
    let fields = draft::load(&act, SET_RIGHT, None).await?;
    let page = screen(&visit, &mut act, &offer, &fields, None).await?;
    Ok(Html::of(&page))
}

async fn said_by(visit: ClientVisit, mut act: Act, offer: Arc<Offer>) -> Result<Next, Trouble> {
    let once = visit.form.get("once").and_then(RecordId::parse);
    let once = once.ok_or(Trouble::NotUnderstood)?;
    let words = Line::<STATEMENT_MAX>::parse(visit.form.get("own-words").unwrap_or_default());
    let words = match words {
        Ok(words) => words,
        Err(wrong) => {
            let said = Some(wrong_words(wrong, visit.words));
            let fields = visit.form.fields();
            let page = screen(&visit, &mut act, &offer, fields, said).await?;
            return Ok(Next::Stay(Html::of(&page)));
        }
    };
    let about = visit.form.get("about-entry").and_then(RecordId::parse);
    let entries = about_care(&visit, &mut act, &offer).await?;
    // Only what stands in the client's own record can be spoken of.
    let entry = entries
        .iter()
        .find(|one| about.is_some() && one.record == about);
    let said = Said {
        about: entry.and(about),
        called: entry.map_or_else(String::new, |one| called(&visit, one)),
        words,
        wants: match visit.form.get("wants") {
            Some("change") => WantsV1::Change,
            _ => WantsV1::Beside,
        },
    };
    let done = visit
        .floor
        .attempt(act, |mut act| {
            let said = said.clone();
            async move {
                let happened = say(&mut act, once, &said).await?;
                draft::forget(&mut act, SET_RIGHT, None)?;
                Ok((act, (), happened))
            }
        })
        .await?;
    match done {
        Ok(()) => Ok(Next::Go(Place::at(SET_RIGHT).saying("statement-kept"))),
        Err(StatementRefused::Read(error)) => Err(error.into()),
        Err(_) => Err(Trouble::Nothing),
    }
}

async fn taken_back(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let about = visit.form.get("about").and_then(RecordId::parse);
    let about = about.ok_or(Trouble::NotUnderstood)?;
    let done = visit
        .floor
        .attempt(act, |mut act| async move {
            take_back(&mut act, about).await?;
            Ok((act, (), Vec::new()))
        })
        .await?;
    match done {
        Ok(()) => Ok(Next::Go(
            Place::at(SET_RIGHT).saying("statement-taken-back-now"),
        )),
        Err(StatementRefused::Read(error)) => Err(error.into()),
        Err(_) => Err(Trouble::Nothing),
    }
}
