//! The client's plan: what is in force, what waits for a signature, steps taken, words beside.

use super::form::{again, number_of, trouble};
use super::shown::{Eyes, WrongBeside, day, goals_html, name, review_due, shown};
use super::versions::{VersionLine, changes_html, in_force_said, lines};
use crate::written::{self, PlanRefused, mark, plan, sign};
use askama::Template;
use care::{Line, RecordId, Section, Sections};
use pages::{ClientVisit, Html, Next, Place, Screens, Trouble, Visit, Words, draft, wrong_words};
use sealed::{Act, Waits};

/// The screen's name.
pub(super) const PLAN: &str = "plan";
/// The screen with every version.
const VERSIONS: &str = "goals-versions";

/// Consent: so that those who treat them hear that something waits.
pub(super) const WRITES: Sections = Sections::of(&[
    Section::Work,
    Section::Overview,
    Section::Consent,
    Section::Drafts,
]);
const READS: Sections = Sections::of(&[Section::Work]);

pub(crate) fn screens() -> Screens {
    Screens::new()
        .screen(PLAN, READS, show)
        .screen(VERSIONS, READS, show_versions)
        .act("goals-sign", WRITES, say_yes)
        .act("goals-again", WRITES, say_again)
        .act("goals-step", WRITES, say_done)
        .act("goals-beside", WRITES, say_beside)
}

#[derive(Template)]
#[template(path = "goals.html")]
struct PlanScreen {
    words: Words,
    /// Nothing was ever written.
    none: bool,
    stands: String,
    /// The day to look at it again, if it has come; it can be moved while nothing is proposed.
    review_due: Option<(String, Option<u16>)>,
    /// What waits for the client's signature.
    to_sign: Option<ToSign>,
    /// What waits for the therapist's: a sentence, and what it changes if something is in force.
    waits: Option<(String, Html)>,
    goals: Html,
    versions: usize,
}

struct ToSign {
    number: u16,
    by: String,
    /// What it changes; nothing to compare it with where none is in force.
    changes: Option<Html>,
}

pub(super) fn eyes<'a>(act: &Act, you: &'a str) -> Eyes<'a> {
    Eyes {
        client: you,
        whose: act.whose(),
        is_client: true,
        address: "/",
    }
}

async fn show(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    screen(&visit, &act, None).await
}

async fn screen(
    visit: &ClientVisit,
    act: &Act,
    wrong: Option<&WrongBeside>,
) -> Result<Html, Trouble> {
    let words = visit.words;
    let plan = plan(act).await?;
    let you = words.say("goals-you");
    let eyes = eyes(act, &you);
    let in_force = plan.in_force().map(|kept| &kept.value);
    let (mut to_sign, mut waits) = (None, None);
    if let Some(version) = plan.proposed().map(|kept| &kept.value) {
        let changes = in_force.map(|_| changes_html(visit, in_force, version, true));
        if plan.waits() == Waits::Client {
            to_sign = Some(ToSign {
                number: version.number,
                by: name(visit, version.by, &eyes).await?,
                changes,
            });
        } else {
            let when = day(visit, version.written());
            let number = i64::from(version.number).into();
            let put = [("number", number), ("when", (&when).into())];
            let said = words.say_with("goals-waits", &put);
            waits = Some((said, changes.unwrap_or_default()));
        }
    }
    let goals = match shown(&plan) {
        Some(version) => goals_html(visit, act, version, &eyes, wrong).await?,
        None => Html::default(),
    };
    let stands = in_force_said(visit, &plan, &eyes).await?;
    Ok(Html::of(&PlanScreen {
        words,
        none: plan.versions.is_empty(),
        stands: stands.unwrap_or_else(|| words.say("goals-none")),
        review_due: review_due(visit, &plan),
        to_sign,
        waits,
        goals,
        versions: plan.versions.len(),
    }))
}

async fn say_yes(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let number = number_of(&visit, "number")?;
    let outcome = visit
        .floor
        .attempt(act, |mut act| async move {
            let happened = sign(&mut act, number).await?;
            // What was begun before it was signed would be sent on an older version.
            draft::forget(&mut act, super::write::WRITE, None)?;
            Ok::<_, PlanRefused>((act, (), happened))
        })
        .await?;
    outcome.map_err(trouble)?;
    Ok(Next::Go(Place::at(PLAN).saying("goals-signed")))
}

/// It still fits: the same words with another day to look at them again.
async fn say_again(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let seen = number_of(&visit, super::form::SEEN)?;
    match again(&visit, &plan(&act).await?) {
        Some(content) => super::write::send_content(&visit, act, seen, content).await,
        None => Ok(Next::Go(Place::at(super::write::WRITE))),
    }
}

/// The step that was posted, and whether it was taken.
pub(super) fn posted_step(visit: &Visit) -> Result<(RecordId, bool), Trouble> {
    let step = visit.form.get("step").and_then(RecordId::parse);
    let done = visit.form.get("done") == Some("yes");
    Ok((step.ok_or(Trouble::NotUnderstood)?, done))
}

async fn say_done(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let (step, done) = posted_step(&visit)?;
    let outcome = visit
        .floor
        .attempt(act, |mut act| async move {
            mark(&mut act, step, done).await?;
            Ok::<_, PlanRefused>((act, (), Vec::new()))
        })
        .await?;
    outcome.map_err(trouble)?;
    let said = if done {
        "goals-step-kept"
    } else {
        "goals-step-open-again"
    };
    Ok(Next::Go(Place::at(PLAN).saying(said)))
}

/// What was posted beside a goal or a way, or why it could not be taken.
pub(super) fn posted_beside(
    visit: &Visit,
) -> Result<Result<(RecordId, Option<Line<500>>), WrongBeside>, Trouble> {
    let of = visit.form.get("of").and_then(RecordId::parse);
    let of = of.ok_or(Trouble::NotUnderstood)?;
    let typed = visit.form.get("beside").unwrap_or_default();
    Ok(match Line::parse_optional(Some(typed)) {
        Ok(words) => Ok((of, words)),
        Err(wrong) => Err(WrongBeside {
            of: of.to_string(),
            typed: typed.to_owned(),
            said: wrong_words(wrong, visit.words),
        }),
    })
}

async fn say_beside(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let (of, said) = match posted_beside(&visit)? {
        Ok(posted) => posted,
        Err(wrong) => return Ok(Next::Stay(screen(&visit, &act, Some(&wrong)).await?)),
    };
    let outcome = visit
        .floor
        .attempt(act, |mut act| {
            let said = said.as_ref();
            async move {
                let happened = written::beside(&mut act, of, said).await?;
                Ok::<_, PlanRefused>((act, (), happened))
            }
        })
        .await?;
    outcome.map_err(trouble)?;
    let said = if said.is_some() {
        "goals-beside-kept"
    } else {
        "goals-beside-gone"
    };
    Ok(Next::Go(Place::at(PLAN).saying(said)))
}

#[derive(Template)]
#[template(path = "goals_versions.html")]
struct VersionsScreen {
    words: Words,
    lines: Vec<VersionLine>,
}

async fn show_versions(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let words = visit.words;
    let plan = plan(&act).await?;
    let you = words.say("goals-by-you");
    let lines = lines(&visit, &plan, &eyes(&act, &you)).await?;
    Ok(Html::of(&VersionsScreen { words, lines }))
}
