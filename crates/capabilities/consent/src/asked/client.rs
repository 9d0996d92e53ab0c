//! The client's side: asking about a line, once, and of whom.

use crate::asked::{
    AskedEntryV1, AskedLeadV1, AskedPersonV1, QuestionV1, WORDS_MAX, all, can_be_asked, mark,
    question_id,
};
use crate::page::told;
use crate::rules::Entry;
use crate::staff::Staff;
use crate::words;
use askama::Template;
use care::{Happened, LineId, PersonId, RecordId, Role, Section, Sections};
use pages::{ClientVisit, Html, Next, Place, Screens, Trouble, Words, draft, wrong_words};
use sealed::{Act, Line, ReadError};
use std::sync::Arc;

const ASK: &str = "ask";
const UNEXPECTED: &str = "ask-unexpected";
const SEEN: &str = "seen";
const OPENS: Sections = Sections::of(&[
    Section::Ledger,
    Section::Consent,
    Section::Identity,
    Section::Drafts,
]);
/// Lines looked through at a time for the one that is asked about.
const PAGE: u32 = 1_000;

pub(crate) fn screens(staff: &Arc<dyn Staff>) -> Screens {
    let staff = Arc::clone(staff);
    Screens::new()
        .screen(ASK, OPENS, |visit, act| show(visit, act, false))
        .screen(UNEXPECTED, OPENS, |visit, act| show(visit, act, true))
        .act("seen-ask", OPENS, |visit, act| begin(visit, act, ASK))
        .act("seen-unexpected", OPENS, |visit, act| {
            begin(visit, act, UNEXPECTED)
        })
        .act("ask-send", OPENS, move |visit, act| {
            send(visit, act, Arc::clone(&staff))
        })
}

#[derive(Template)]
#[template(path = "ask.html")]
struct Ask {
    words: Words,
    says: String,
    /// How whoever did it is called, if they can be asked themself.
    person: Option<String>,
    unexpected: bool,
    to_lead: bool,
    own_words: String,
    words_wrong: Option<String>,
}

/// The newest of the client's own lines that is `wanted`.
async fn find(act: &Act, wanted: impl Fn(&Line) -> bool) -> Result<Option<Line>, ReadError> {
    let mut before = None;
    loop {
        let (lines, damaged) = act.lines(before, PAGE).await?;
        if let Some(found) = lines.iter().find(|line| wanted(line)) {
            return Ok(Some(found.clone()));
        }
        let full = lines.len() + damaged == PAGE as usize;
        match lines.last().filter(|_| full) {
            Some(last) => before = Some(last.place),
            None => return Ok(None),
        }
    }
}

/// From the list to the question: which line it is about is remembered on the server.
async fn begin(visit: ClientVisit, act: Act, screen: &'static str) -> Result<Next, Trouble> {
    let which = visit.form.get("which").unwrap_or_default();
    let line = find(&act, |line| mark(&act, line.line) == which).await?;
    let line = line.ok_or(Trouble::NotUnderstood)?;
    let about = RecordId::from_bytes(*line.line.bytes());
    Ok(Next::Go(Place::at(screen).about(about)))
}

/// The line that the client is asking about.
async fn line_of(visit: &ClientVisit, act: &Act) -> Result<Option<Line>, Trouble> {
    let Some(about) = visit.place.about else {
        return Ok(None);
    };
    let about = LineId::from_bytes(*about.bytes());
    let line = find(act, |line| line.line == about).await?;
    // Nobody asks about what they did themself, or about what the machine did.
    Ok(line.filter(|line| line.by != act.whose().person() && line.role != Role::Administrator))
}

async fn form(
    visit: &ClientVisit,
    act: &mut Act,
    line: &Line,
    fields: &[(String, String)],
    unexpected: bool,
) -> Result<Ask, Trouble> {
    let field = |name: &str| {
        let found = fields.iter().find(|(field, _)| field == name);
        found.map(|(_, value)| value.as_str())
    };
    let (say, zone) = (visit.words, &visit.floor.settings.zone);
    let facts = act.standing().await?;
    let name = match visit.floor.sign_ins.name_of(line.by).await {
        Err(ReadError::Damaged(_)) => None,
        found => found?,
    };
    let name = name.unwrap_or_else(|| say.say("seen-someone"));
    let entry = Entry {
        what: told(line, zone).what,
        times: vec![line.at],
        lines: vec![line.line],
    };
    let did = words::did(say, &entry, zone);
    let day = say.day(line.at, visit.now, zone);
    let person = can_be_asked(line, act.whose(), &facts, visit.now).then(|| name.clone());
    let unexpected = unexpected || field("unexpected").is_some();
    Ok(Ask {
        words: say,
        says: say.say_with(
            "ask-line",
            &[
                ("day", (&day).into()),
                ("name", (&name).into()),
                ("did", (&did).into()),
            ],
        ),
        to_lead: person.is_none() || field("to").map_or(unexpected, |to| to == "lead"),
        person,
        unexpected,
        own_words: field("words").unwrap_or_default().to_owned(),
        words_wrong: None,
    })
}

async fn show(visit: ClientVisit, mut act: Act, unexpected: bool) -> Result<Html, Trouble> {
    let line = line_of(&visit, &act).await?.ok_or(Trouble::Nothing)?;
    let fields = draft::load(&act, visit.place.screen, visit.place.about).await?;
    Ok(Html::of(
        &form(&visit, &mut act, &line, &fields, unexpected).await?,
    ))
}

/// To whom a question goes.
enum To {
    Person(PersonId),
    Leads(Vec<PersonId>),
}

async fn send(visit: ClientVisit, mut act: Act, staff: Arc<dyn Staff>) -> Result<Next, Trouble> {
    let line = line_of(&visit, &act).await?.ok_or(Trouble::NotUnderstood)?;
    if all(&act)
        .await?
        .iter()
        .any(|asked| asked.line() == line.line)
    {
        return Ok(Next::Go(Place::at(SEEN).saying("ask-already")));
    }
    let page = form(&visit, &mut act, &line, visit.form.fields(), false).await?;
    let written = care::Line::<WORDS_MAX>::parse_optional(visit.form.get("words"));
    let words = match &written {
        Ok(None) if !page.unexpected => Err(care::WrongWords::Missing),
        Ok(words) => Ok(words.as_ref().map_or("", care::Line::as_str)),
        Err(wrong) => Err(*wrong),
    };
    let words = match words {
        Ok(words) => words,
        Err(wrong) => {
            let said = match wrong {
                care::WrongWords::Missing => visit.words.say("ask-empty"),
                wrong @ care::WrongWords::TooLong { .. } => wrong_words(wrong, visit.words),
            };
            return Ok(Next::Stay(Html::of(&Ask {
                words_wrong: Some(said),
                ..page
            })));
        }
    };
    let to = if page.to_lead {
        let facts = act.standing().await?;
        let leads = staff.here().await?.into_iter();
        let leads = leads.filter(|one| one.role == Role::ServiceLead);
        let leads = leads.map(|one| one.person);
        To::Leads(leads.filter(|one| !facts.conflicts.contains(one)).collect())
    } else {
        To::Person(line.by)
    };
    let question = QuestionV1::about(&line, page.unexpected, words, visit.now);
    match ask(&visit, act, &line, question, to).await {
        Ok(()) => {}
        // Sent twice at the same moment: the other was first, and it is the same question.
        Err(error) if error.is_conflict() => {}
        Err(error) => return Err(error.into()),
    }
    let said = if page.to_lead {
        "ask-sent-lead"
    } else {
        "ask-sent"
    };
    Ok(Next::Go(Place::at(SEEN).saying(said)))
}

async fn ask(
    visit: &ClientVisit,
    mut act: Act,
    line: &Line,
    question: QuestionV1,
    to: To,
) -> Result<(), pages::FinishError> {
    let id = question_id(&act, line.line);
    let vault = &visit.floor.vault;
    let entry = AskedEntryV1 {
        client: *act.whose().bytes(),
        question: *id.bytes(),
        to: match &to {
            To::Person(person) => Some(*person.bytes()),
            To::Leads(_) => None,
        },
        asked_at: visit.now.millis(),
        answered: false,
    };
    let waits = vault.directory_id("asked", id.bytes()).await?;
    let mut change = vault.directory_change();
    change.keep(waits, 0, &entry).await?;
    act.with_directory(change);
    let tell = match to {
        To::Person(person) => {
            let to = *person.bytes();
            act.keep(id, &AskedPersonV1 { to, question })?;
            vec![person]
        }
        To::Leads(leads) => {
            act.keep(id, &AskedLeadV1 { question })?;
            leads
        }
    };
    draft::forget(&mut act, visit.place.screen, visit.place.about)?;
    let happened = Happened::LineAskedAbout {
        client: act.whose(),
        question: id,
        tell,
    };
    visit.floor.finish(act, &[happened]).await
}
