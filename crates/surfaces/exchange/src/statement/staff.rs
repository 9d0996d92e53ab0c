//! What the client said beside their record, for those who may read the relationship; and the
//! answer of whoever treats them.

use super::act::{STATEMENT_MAX, StatementRefused, answer};
use super::stored::StatementV1;
use askama::Template;
use care::{Line, PersonId, Purpose, RecordId, Role, Section, Sections};
use pages::shell::{see_other, staff};
use pages::{Filled, Html, Purposes, Routes, Trouble, Verb, Visit, Words};
use sealed::Act;

const OPENS: Sections = Sections::of(&[Section::Identity, Section::Relationship]);
const WRITERS: Purposes = &[(Role::Therapist, Purpose::Treatment)];

pub(crate) fn routes() -> Routes {
    let all = "/clients/{client}/statements";
    let one = "/clients/{client}/statements/{statement}";
    Routes::new()
        .record(Verb::Get, all, OPENS, WRITERS, show)
        .record(Verb::Post, one, OPENS, WRITERS, write)
}

struct Statement {
    record: String,
    when: String,
    beside: String,
    words: String,
    answered: Option<(String, String)>,
    waits: bool,
    /// Whether what was typed as an answer belongs to this one.
    typed: bool,
}

#[derive(Template)]
#[template(path = "statements.html")]
struct Statements {
    words: Words,
    client: String,
    back: String,
    all: Vec<Statement>,
    damaged: usize,
    filled: Filled,
}

async fn page(visit: &Visit, act: &Act, filled: Filled) -> pages::Answer {
    let words = visit.words;
    let listing = act.latest::<StatementV1>().await?;
    let typed = visit.path("statement").and_then(RecordId::parse);
    let mut all = Vec::new();
    for kept in listing.kept.iter().rev() {
        let value = &kept.value;
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
        all.push(Statement {
            record: kept.record.to_string(),
            when: visit.day_and_time(value.said()),
            beside: value.called.clone(),
            words: value.words.clone(),
            answered,
            waits: value.waits(),
            typed: typed == Some(kept.record),
        });
    }
    // Who waits for an answer comes first.
    all.sort_by_key(|one| !one.waits);
    let client = visit.floor.sign_ins.called(act).await?;
    let status = filled.status();
    let page = Statements {
        words,
        client: client.clone(),
        back: format!("/clients/{}", act.whose()),
        all,
        damaged: listing.damaged.len(),
        filled,
    };
    let title = words.say_with("statement-title-staff", &[("name", (&client).into())]);
    let mut response = staff(visit, &title, Html::of(&page), None);
    *response.status_mut() = status;
    Ok(response)
}

async fn show(visit: Visit, act: Act) -> pages::Answer {
    page(&visit, &act, Filled::default()).await
}

async fn write(visit: Visit, act: Act) -> pages::Answer {
    let statement = visit.path("statement").and_then(RecordId::parse);
    let statement = statement.ok_or(Trouble::Nothing)?;
    if act.find::<StatementV1>(statement).await?.is_none() {
        return Err(Trouble::Nothing);
    }
    let mut filled = Filled::posted(&visit);
    let words: Result<Line<STATEMENT_MAX>, _> = filled.line(&visit, "words");
    let changed = match visit.form.get("changed") {
        Some("yes") => Some(true),
        Some("no") => Some(false),
        _ => None,
    };
    if changed.is_none() {
        filled.tell("changed", visit.words.say("statement-choose"));
    }
    let (Ok(words), Some(changed)) = (words, changed) else {
        return page(&visit, &act, filled).await;
    };
    let access = *act.access();
    let done = visit
        .floor
        .attempt(act, |mut act| {
            let words = words.clone();
            async move {
                let happened = answer(&mut act, statement, changed, &words).await?;
                Ok((act, (), happened))
            }
        })
        .await?;
    let address = format!("/clients/{}/statements", access.whose());
    match done {
        Ok(()) => Ok(see_other(&address)),
        Err(StatementRefused::Answered) => {
            let act = Act::open(&visit.floor.vault, access).await?;
            let kept = act.find::<StatementV1>(statement).await?;
            let mine = |kept: &sealed::Kept<StatementV1>| {
                kept.value.answer.as_ref().is_some_and(|answer| {
                    answer.by == *visit.who.asker.person.bytes() && answer.words == words.as_str()
                })
            };
            // The same form a second time.
            if kept.as_ref().is_some_and(mine) {
                return Ok(see_other(&address));
            }
            filled.notice = Some(visit.words.say("statement-answered-meanwhile"));
            page(&visit, &act, filled).await
        }
        Err(StatementRefused::Read(error)) => Err(error.into()),
        Err(_) => Err(Trouble::Nothing),
    }
}
