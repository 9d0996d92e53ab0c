//! The check-in on the client's phone: the form of the library, who will read it before the first
//! question, and what became of it after.

use super::CheckInV1;
use super::complete::{CompleteRefused, Sent, complete, people_beside};
use crate::meetings::Meetings;
use askama::Template;
use care::{Meeting, Moment, PersonId, RecordId, Section, Sections};
use forms::WrongAnswer;
use pages::form_view::FormView;
use pages::layout::Step;
use pages::{ClientVisit, HOME, Html, Next, Place, Screens, Trouble, Words, draft};
use sealed::{Act, ReadError};
use std::sync::Arc;

/// The screen's name, and its draft's.
pub(crate) const CHECK_IN: &str = "check-in";

/// The question of the form that asks who may read the answers.
const WHO_SEES: &str = "who_sees";

/// The question of the form that is answered in words.
const OWN_WORDS: &str = "own_words";

const OPENS: Sections = Sections::of(&[
    Section::Sessions,
    Section::CheckIns,
    Section::Relationship,
    Section::Overview,
    Section::Consent,
    Section::Drafts,
]);

pub(crate) fn screens(meetings: &Arc<dyn Meetings>) -> Screens {
    let (shows, sends) = (Arc::clone(meetings), Arc::clone(meetings));
    Screens::new()
        .screen(CHECK_IN, OPENS, move |visit, act| {
            show(visit, act, Arc::clone(&shows))
        })
        .act("answer-check-in", OPENS, move |visit, act| {
            send(visit, act, Arc::clone(&sends))
        })
}

#[derive(Template)]
#[template(path = "check_in.html")]
struct CheckInScreen {
    title: String,
    with: String,
    said: Option<String>,
    form: Html,
}

#[derive(Template)]
#[template(path = "check_in_readers.html")]
struct Readers {
    words: Words,
    said: String,
    only_one: Option<String>,
}

/// Who reads it when someone else is to: beside the question of who may read it.
#[derive(Template)]
#[template(path = "check_in_instead.html")]
struct Instead {
    words: Words,
    /// Who stands beside the client, each with whether they were chosen.
    beside: Vec<(PersonId, String, bool)>,
    nobody_named: bool,
}

/// What stands in the form and what is wrong with it.
#[derive(Default)]
struct Filled {
    fields: Vec<(String, String)>,
    wrong: Vec<WrongAnswer>,
    nobody_instead: bool,
    /// A message of the catalogue about the whole form.
    said: Option<&'static str>,
}

impl Filled {
    fn value(&self, name: &str) -> Option<&str> {
        let found = self.fields.iter().find(|(field, _)| field == name);
        found.map(|(_, value)| value.as_str())
    }

    /// A draft as it was left. The numbers of a draft for another session are not about this one;
    /// what was written in words is kept all the same, and the page says so.
    fn draft(fields: Vec<(String, String)>, session: RecordId) -> Self {
        let draft = Self {
            fields,
            ..Self::default()
        };
        let about = draft.value("session").and_then(RecordId::parse);
        if draft.fields.is_empty() || about == Some(session) {
            return draft;
        }
        let own_words = |(name, words): &(String, String)| name == OWN_WORDS && !words.is_empty();
        let fields: Vec<_> = draft.fields.into_iter().filter(own_words).collect();
        Self {
            said: (!fields.is_empty()).then_some("check-in-earlier-draft"),
            fields,
            ..Self::default()
        }
    }
}

/// The check-in that is asked for now, if one is.
async fn due(act: &Act, meetings: &dyn Meetings) -> Result<Option<Meeting>, ReadError> {
    let meetings = meetings.meetings(act).await?.meetings;
    let answered = super::answered(&act.latest::<CheckInV1>().await?.kept);
    Ok(super::due(&meetings, &answered, act.now()).copied())
}

async fn show(
    visit: ClientVisit,
    mut act: Act,
    meetings: Arc<dyn Meetings>,
) -> Result<Html, Trouble> {
    let Some(session) = due(&act, &*meetings).await? else {
        return Ok(nothing_due(visit.words));
    };
    let fields = draft::load(&act, CHECK_IN, visit.place.about).await?;
    let filled = Filled::draft(fields, session.session);
    screen(&visit, &mut act, &session, filled).await
}

#[derive(Template)]
#[template(path = "check_in_none.html")]
struct NothingDue {
    words: Words,
}

fn nothing_due(words: Words) -> Html {
    Html::of(&NothingDue { words })
}

async fn screen(
    visit: &ClientVisit,
    act: &mut Act,
    session: &Meeting,
    filled: Filled,
) -> Result<Html, Trouble> {
    let words = visit.words;
    let form = crate::form()
        .ok_or_else(|| Trouble::Fault("the check-in is missing from the library".to_owned()))?;
    let name = |person| visit.floor.sign_ins.name_of(person);
    let therapist = name(session.with).await?.unwrap_or_default();
    let chosen = filled.value("instead").and_then(PersonId::parse);
    let mut beside = Vec::new();
    for person in people_beside(act).await? {
        if let Some(name) = name(person).await? {
            beside.push((person, name, chosen == Some(person)));
        }
    }
    let only_one = match beside.as_slice() {
        [(_, name, _)] => Some(words.say_with("check-in-instead-one", &[("name", name.into())])),
        _ => None,
    };
    let said = words.say("check-in-readers");
    let readers = Html::of(&Readers {
        words,
        said,
        only_one,
    });
    let instead = Html::of(&Instead {
        words,
        beside,
        nobody_named: filled.nobody_instead,
    });
    let id = session.session.to_string();
    let version = session.version.to_string();
    let send = Step {
        does: "answer-check-in".to_owned(),
        words: words.say("check-in-send"),
    };
    let view = FormView {
        fields: &filled.fields,
        wrong: &filled.wrong,
        readers,
        after: &[(WHO_SEES, instead)],
        hidden: &[("session", &id), ("session-version", &version)],
        stop: Some(Step {
            does: "stop".to_owned(),
            words: words.say("form-stop"),
        }),
        drafted: true,
        ..FormView::new(form, words, send)
    };
    let when = words.day(session.starts, visit.now, &visit.floor.settings.zone);
    let title = words.say_with("check-in-title", &[("when", (&when).into())]);
    let with = words.say_with("check-in-with", &[("name", (&therapist).into())]);
    Ok(Html::of(&CheckInScreen {
        title,
        with,
        said: filled.said.map(|key| words.say(key)),
        form: view.html(),
    }))
}

async fn send(visit: ClientVisit, act: Act, meetings: Arc<dyn Meetings>) -> Result<Next, Trouble> {
    let session = visit
        .form
        .get("session")
        .and_then(RecordId::parse)
        .ok_or(Trouble::NotUnderstood)?;
    let version = visit
        .form
        .get("session-version")
        .and_then(|v| v.parse().ok());
    let form = crate::form().ok_or(Trouble::NotUnderstood)?;
    let sent = Sent {
        session,
        session_version: version.ok_or(Trouble::NotUnderstood)?,
        fields: visit.form.fields(),
        instead: visit.form.get("instead").and_then(PersonId::parse),
    };
    let access = *act.access();
    let about = visit.place.about;
    let outcome = visit
        .floor
        .attempt(act, |mut act| {
            let (sent, meetings) = (&sent, &*meetings);
            async move {
                let done = complete(&mut act, form, sent, meetings).await?;
                draft::forget(&mut act, CHECK_IN, about)?;
                Ok((act, done.seen_from, done.happened))
            }
        })
        .await?;
    let mut filled = Filled::default();
    match outcome {
        Ok(seen_from) => {
            let message = thanks(seen_from, &visit, visit.now);
            return Ok(Next::Go(Place::at(HOME).saying(message)));
        }
        // The same form a second time: what was meant has happened.
        Err(CompleteRefused::AlreadyAnswered) => {
            return Ok(Next::Go(Place::at(HOME).saying("check-in-already")));
        }
        Err(CompleteRefused::NoSuchSession) => return Err(Trouble::Nothing),
        Err(CompleteRefused::Read(error)) => return Err(error.into()),
        Err(CompleteRefused::OlderForm | CompleteRefused::OtherForm) => {
            filled.said = Some("check-in-older");
        }
        Err(CompleteRefused::NotYet) => filled.said = Some("check-in-not-yet"),
        Err(CompleteRefused::Wrong(wrong)) => filled.wrong = wrong,
        Err(CompleteRefused::NobodyInstead) => filled.nobody_instead = true,
    }
    filled.fields = visit.form.fields().to_vec();
    let mut act = Act::open(&visit.floor.vault, access).await?;
    let all = meetings.meetings(&act).await?.meetings;
    let meeting = all.iter().find(|meeting| meeting.session == session);
    let meeting = meeting.ok_or(Trouble::Nothing)?;
    Ok(Next::Stay(screen(&visit, &mut act, meeting, filled).await?))
}

/// What is said once it is kept: that it is, and who can read it from when.
fn thanks(seen_from: Option<Moment>, visit: &ClientVisit, now: Moment) -> &'static str {
    let instead = visit.form.get(WHO_SEES) == Some("someone_else");
    match seen_from {
        None => "check-in-kept-only-me",
        Some(_) if instead => "check-in-kept-instead",
        Some(from) if from > now => "check-in-kept-later",
        Some(_) => "check-in-kept-now",
    }
}
