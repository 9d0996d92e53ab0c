//! The client writes the plan: half-written words are kept, and sending is signing.

use super::client::{PLAN, WRITES, eyes};
use super::form::{PlanForm, SEEN, Typed, number_of, posted, saying, trouble};
use super::shown::name;
use crate::content::Content;
use crate::written::{PlanRefused, plan, propose};
use askama::Template;
use care::{Section, Sections};
use pages::{ClientVisit, Html, Next, Place, Screens, Trouble, Words, draft};
use sealed::{Act, Waits};

/// The screen's name, and its draft's.
pub(super) const WRITE: &str = "goals-write";

const READS: Sections = Sections::of(&[Section::Work, Section::Drafts]);

pub(crate) fn screens() -> Screens {
    Screens::new()
        .screen(WRITE, READS, show)
        .act("goals-send", WRITES, send)
        .act("goals-more", READS, more)
}

#[derive(Template)]
#[template(path = "goals_write.html")]
struct WriteScreen {
    words: Words,
    newer: bool,
    empty: bool,
    /// That the form begins with what someone else wrote.
    begins: Option<String>,
    form: Html,
}

async fn show(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let typed = Typed {
        fields: draft::load(&act, WRITE, None).await?,
        ..Typed::default()
    };
    screen(&visit, &act, typed).await
}

async fn screen(visit: &ClientVisit, act: &Act, typed: Typed) -> Result<Html, Trouble> {
    let words = visit.words;
    let plan = plan(act).await?;
    let newest = plan.newest().to_string();
    let seen = typed.fields.iter().find(|(name, _)| name == SEEN);
    // What was begun on an older version is sent on the newest: the page says that there is one.
    let newer = typed.newer || seen.is_some_and(|(_, seen)| *seen != newest);
    let mut begins = None;
    if typed.fields.is_empty()
        && plan.waits() == Waits::Client
        && let Some(kept) = plan.proposed()
    {
        let you = words.say("goals-you");
        let by = name(visit, kept.value.by, &eyes(act, &you)).await?;
        let number = i64::from(kept.value.number).into();
        let put = [("number", number), ("name", (&by).into())];
        begins = Some(words.say_with("goals-begins", &put));
    }
    let form = PlanForm::over(act, words, &plan, &typed, (true, "/".to_owned()));
    Ok(Html::of(&WriteScreen {
        words,
        newer,
        empty: typed.empty,
        begins,
        form: form.html(),
    }))
}

/// The same words with room for more.
async fn more(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let typed = Typed {
        fields: visit.form.fields().to_vec(),
        ..Typed::default()
    };
    Ok(Next::Stay(screen(&visit, &act, typed).await?))
}

async fn send(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let seen = number_of(&visit, SEEN)?;
    match posted(&visit)? {
        Ok(content) => send_content(&visit, act, seen, content).await,
        Err(wrong) => {
            let typed = Typed {
                fields: visit.form.fields().to_vec(),
                wrong,
                ..Typed::default()
            };
            Ok(Next::Stay(screen(&visit, &act, typed).await?))
        }
    }
}

/// Sends a version, and says what became of it.
pub(super) async fn send_content(
    visit: &ClientVisit,
    act: Act,
    seen: u16,
    content: Content,
) -> Result<Next, Trouble> {
    let access = *act.access();
    let outcome = visit
        .floor
        .attempt(act, |mut act| {
            let content = content.clone();
            async move {
                let (sent, happened) = propose(&mut act, seen, content).await?;
                draft::forget(&mut act, WRITE, None)?;
                Ok::<_, PlanRefused>((act, sent, happened))
            }
        })
        .await?;
    match outcome {
        Ok(sent) => Ok(Next::Go(Place::at(PLAN).saying(saying(sent)))),
        Err(refused @ (PlanRefused::Newer | PlanRefused::Empty)) => {
            let act = Act::open(&visit.floor.vault, access).await?;
            let typed = Typed {
                fields: visit.form.fields().to_vec(),
                newer: matches!(refused, PlanRefused::Newer),
                empty: matches!(refused, PlanRefused::Empty),
                ..Typed::default()
            };
            Ok(Next::Stay(screen(visit, &act, typed).await?))
        }
        Err(error) => Err(trouble(error)),
    }
}
