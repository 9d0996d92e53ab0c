//! The side of whoever is asked: what waits, without a name, and one question with the place for
//! its answer.

use crate::asked::{
    Asked, AskedEntryV1, AskedLeadV1, AskedPersonV1, QuestionV1, WORDS_MAX, purpose_of,
};
use crate::words;
use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use care::{ClientId, Happened, Moment, Purpose, RecordId, Role, Section, Sections};
use pages::shell::{see_other, staff};
use pages::{Answer, Html, Purposes, Routes, Trouble, Verb, Visit, Words, wrong_words};
use sealed::{Act, Kept, ReadError, Vault};

const LIST: &str = "/asked";
const ONE: &str = "/clients/{client}/asked/{question}";
const OF_LEAD: &str = "/clients/{client}/asked-of-lead/{question}";
const OPENS: Sections = Sections::of(&[Section::Identity]);
const OPENS_LEAD: Sections = Sections::of(&[Section::Identity, Section::Consent]);
/// Everyone whom a client can ask.
const ROLES: &[Role] = &[
    Role::Therapist,
    Role::Supervisor,
    Role::Advocate,
    Role::PeerSupporter,
    Role::Facilitator,
    Role::WardNurse,
    Role::ServiceLead,
];
const PURPOSES: Purposes = &[
    (Role::Therapist, Purpose::Treatment),
    (Role::Supervisor, Purpose::Supervision),
    (Role::Advocate, Purpose::Advocacy),
    (Role::PeerSupporter, Purpose::Treatment),
    (Role::Facilitator, Purpose::Treatment),
    (Role::WardNurse, Purpose::Treatment),
];
const LEAD: Purposes = &[(Role::ServiceLead, Purpose::Assignment)];

pub(crate) fn routes() -> Routes {
    Routes::new()
        .role(Verb::Get, LIST, ROLES, list)
        .record(Verb::Get, ONE, OPENS, PURPOSES, show::<AskedPersonV1>)
        .record(Verb::Post, ONE, OPENS, PURPOSES, say::<AskedPersonV1>)
        .record(Verb::Get, OF_LEAD, OPENS_LEAD, LEAD, show::<AskedLeadV1>)
        .record(Verb::Post, OF_LEAD, OPENS_LEAD, LEAD, say::<AskedLeadV1>)
}

/// The questions that wait for someone, oldest first. Those of clients for whom they do not exist
/// any more are not among them.
async fn waiting(visit: &Visit) -> Result<Vec<AskedEntryV1>, ReadError> {
    let vault: &Vault = &visit.floor.vault;
    let asker = visit.who.asker;
    let mut waiting = Vec::new();
    for kept in vault.directory_all::<AskedEntryV1>().await?.kept {
        let entry = kept.value;
        if !entry.waits_for(asker) {
            continue;
        }
        let lead = entry.to.is_none();
        let purpose = if lead {
            Some(Purpose::Assignment)
        } else {
            purpose_of(asker.role)
        };
        let Some(purpose) = purpose else { continue };
        let sections = if lead { OPENS_LEAD } else { OPENS };
        let may = vault.decide(asker, entry.client(), sections, purpose).await;
        if may?.is_ok() {
            waiting.push(entry);
        }
    }
    waiting.sort_by_key(|entry| entry.asked_at);
    Ok(waiting)
}

#[derive(Template)]
#[template(path = "asked_list.html")]
struct List {
    words: Words,
    rows: Vec<(String, String)>,
}

async fn list(visit: Visit) -> Answer {
    let words = visit.words;
    let rows = waiting(&visit).await?.into_iter().map(|entry| {
        let since = visit.day_and_time(Moment::from_millis(entry.asked_at));
        let said = words.say_with("asked-row", &[("since", (&since).into())]);
        let question = RecordId::from_bytes(entry.question);
        (said, address(entry.client(), question, entry.to.is_none()))
    });
    let page = List {
        words,
        rows: rows.collect(),
    };
    let title = words.say("asked-title");
    Ok(staff(&visit, &title, Html::of(&page), None))
}

fn address(client: ClientId, question: RecordId, lead: bool) -> String {
    let of_whom = if lead { "asked-of-lead" } else { "asked" };
    format!("/clients/{client}/{of_whom}/{question}")
}

#[derive(Template)]
#[template(path = "asked_one.html")]
struct One {
    words: Words,
    title: String,
    says: String,
    unexpected: bool,
    own_words: String,
    asked: String,
    /// The answer, and who gave it when.
    answer: Option<(String, String)>,
    address: String,
    written: String,
    words_wrong: Option<String>,
}

fn question_of(visit: &Visit) -> Result<RecordId, Trouble> {
    let question = visit.path("question").and_then(RecordId::parse);
    question.ok_or(Trouble::Nothing)
}

async fn page<T: Asked>(
    visit: &Visit,
    act: &Act,
    kept: &Kept<T>,
    words_wrong: Option<String>,
) -> Result<One, Trouble> {
    let (words, question) = (visit.words, kept.value.question());
    let name = async |person| {
        let found = visit.floor.sign_ins.name_of(person).await?;
        Ok::<_, ReadError>(found.unwrap_or_else(|| words.say("seen-someone")))
    };
    let who = name(question.by()).await?;
    let what = words::sections(words, question.sections());
    let when = visit.day_and_time(Moment::from_millis(question.done_at));
    let key = if question.wrote {
        "asked-wrote"
    } else {
        "asked-opened"
    };
    let answer = match &question.answer {
        None => None,
        Some(answer) => {
            let by = name(care::PersonId::from_bytes(answer.by)).await?;
            let at = visit.day_and_time(Moment::from_millis(answer.at));
            let said = words.say_with(
                "asked-answered",
                &[("name", (&by).into()), ("when", (&at).into())],
            );
            Some((said, answer.words.clone()))
        }
    };
    let called = visit.floor.sign_ins.called(act).await?;
    Ok(One {
        words,
        title: words.say_with("asked-one-title", &[("name", (&called).into())]),
        says: words.say_with(
            key,
            &[
                ("name", (&who).into()),
                ("what", (&what).into()),
                ("when", (&when).into()),
            ],
        ),
        unexpected: question.unexpected,
        own_words: question.words.clone(),
        asked: visit.day_and_time(Moment::from_millis(question.asked_at)),
        answer,
        address: address(
            act.whose(),
            kept.record,
            visit.who.asker.role == Role::ServiceLead,
        ),
        written: visit.form.get("answer").unwrap_or_default().to_owned(),
        words_wrong,
    })
}

/// What someone reads who may open the client's details and for whom there is no such question:
/// the same, whether there is none or it is for someone else.
fn nothing_for_you(visit: &Visit) -> Response {
    let words = visit.words;
    let page = List {
        words,
        rows: Vec::new(),
    };
    staff(visit, &words.say("asked-title"), Html::of(&page), None)
}

async fn show<T: Asked>(visit: Visit, act: Act) -> Answer {
    let Some(kept) = act.find::<T>(question_of(&visit)?).await? else {
        return Ok(nothing_for_you(&visit));
    };
    let page = page(&visit, &act, &kept, None).await?;
    Ok(staff(&visit, &page.title, Html::of(&page), None))
}

async fn say<T: Asked>(visit: Visit, mut act: Act) -> Answer {
    let id = question_of(&visit)?;
    let Some(kept) = act.find::<T>(id).await? else {
        return Ok(nothing_for_you(&visit));
    };
    let question: &QuestionV1 = kept.value.question();
    let here = address(act.whose(), id, visit.who.asker.role == Role::ServiceLead);
    if question.answer.is_some() {
        return Ok(see_other(&here));
    }
    let written = visit.form.get("answer").unwrap_or_default();
    let written = match care::Line::<WORDS_MAX>::parse(written) {
        Ok(words) => words,
        Err(wrong) => {
            let said = wrong_words(wrong, visit.words);
            let page = page(&visit, &act, &kept, Some(said)).await?;
            let mut response = staff(&visit, &page.title, Html::of(&page), None);
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            return Ok(response.into_response());
        }
    };
    let answered = question.answered(act.by(), written.as_str(), act.now());
    act.amend(&kept, &kept.value.with(answered))?;
    let vault = &visit.floor.vault;
    let waits = vault.directory_id("asked", id.bytes()).await?;
    if let Some(entry) = vault.directory_find::<AskedEntryV1>(waits).await? {
        let answered = AskedEntryV1 {
            answered: true,
            ..entry.value
        };
        let mut change = vault.directory_change();
        change.keep(waits, entry.version, &answered).await?;
        act.with_directory(change);
    }
    let happened = Happened::LineAnswered {
        client: act.whose(),
        question: id,
    };
    match visit.floor.finish(act, &[happened]).await {
        Err(error) if !error.is_conflict() => Err(error.into()),
        // Someone else was first: their answer stands there.
        _ => Ok(see_other(&here)),
    }
}
