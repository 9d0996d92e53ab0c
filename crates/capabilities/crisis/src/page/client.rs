//! The client's side: the plan as it holds, what is proposed, writing it, and its versions.

use super::shown::{changes_html, parts_html};
use crate::plan::{
    Plan, PlanRefused, SaidWhatV1, VersionV1, Waits, agree, ask_for_change, plan, take_back, write,
};
use askama::Template;
use care::{Line, PersonId, RecordId, Section, Sections};
use forms::{Response, WrongAnswer};
use pages::form_view::{FormView, Taken, fields_of, take};
use pages::layout::Step;
use pages::{ClientVisit, Html, Next, Place, Screens, Trouble, Words, draft, wrong_words};
use sealed::{Act, Kept};

/// The screen's name.
pub(crate) const PLAN: &str = "crisis-plan";
/// The screen on which it is written, and its draft.
const WRITE: &str = "plan-write";
/// The screen with every version.
const VERSIONS: &str = "plan-versions";

/// Consent: so that those who treat them hear that something waits.
const WRITES: Sections = Sections::of(&[
    Section::CrisisPlan,
    Section::Overview,
    Section::Consent,
    Section::Drafts,
]);
const READS: Sections = Sections::of(&[Section::CrisisPlan, Section::Drafts]);

pub(crate) fn screens() -> Screens {
    Screens::new()
        .screen(PLAN, READS, show)
        .screen(WRITE, READS, show_form)
        .act("plan-send", WRITES, send)
        .act("plan-agree", WRITES, say_yes)
        .act("plan-change", WRITES, say_change)
        .screen(VERSIONS, READS, show_versions)
        .act("plan-again", WRITES, go_back)
}

/// What someone said to a version, in words.
pub(super) struct SaidLine {
    pub(super) who: String,
    pub(super) words: String,
}

#[derive(Template)]
#[template(path = "plan.html")]
struct PlanScreen {
    words: Words,
    none: bool,
    parts: Html,
    /// Who wrote it and when, and what is still waited for.
    stands: String,
    said: Vec<SaidLine>,
    proposed: Option<Proposed>,
    versions: usize,
    /// That the copy on the device is older, if it is.
    older_copy: bool,
    words_wrong: Option<String>,
    typed: String,
}

struct Proposed {
    number: u16,
    by: String,
    changes: Html,
}

/// The name of whoever wrote or said something.
pub(super) async fn name(visit: &pages::Visit, by: [u8; 16]) -> Result<String, Trouble> {
    let name = visit
        .floor
        .sign_ins
        .name_of(PersonId::from_bytes(by))
        .await?;
    Ok(name.unwrap_or_else(|| visit.words.say("someone-on-the-team")))
}

/// What was said to a version, oldest first. `own`: how the client themself is named.
pub(super) async fn said_to(
    visit: &pages::Visit,
    version: &VersionV1,
    own: &str,
) -> Result<Vec<SaidLine>, Trouble> {
    let mut lines = Vec::new();
    for said in &version.said {
        let by = if said.by_client {
            own.to_owned()
        } else {
            name(visit, said.by).await?
        };
        let when = visit.day_and_time(care::Moment::from_millis(said.at));
        let key = match said.what {
            SaidWhatV1::Agreed => "plan-said-agreed",
            SaidWhatV1::Change(_) => "plan-said-change",
        };
        let put = [("who", (&by).into()), ("when", (&when).into())];
        lines.push(SaidLine {
            who: visit.words.say_with(key, &put),
            words: match &said.what {
                SaidWhatV1::Agreed => String::new(),
                SaidWhatV1::Change(words) => words.clone(),
            },
        });
    }
    Ok(lines)
}

async fn show(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    screen(&visit, &act, None).await
}

/// `wrong`: what was typed as a wish for a change, and why it could not be taken.
async fn screen(
    visit: &ClientVisit,
    act: &Act,
    wrong: Option<(String, String)>,
) -> Result<Html, Trouble> {
    let words = visit.words;
    let plan = plan(act).await?;
    let holds = plan.holds();
    let proposed = match plan.proposed() {
        None => None,
        Some(kept) => Some(Proposed {
            number: kept.value.number,
            by: name(visit, kept.value.by).await?,
            changes: changes_html(holds.map(|kept| &kept.value), &kept.value, words),
        }),
    };
    let sheet = crate::sheet::sheet(act).await?;
    let number = holds.map_or(0, |kept| kept.value.number);
    let (words_wrong, typed) =
        wrong.map_or((None, String::new()), |(said, typed)| (Some(said), typed));
    let you = words.say("plan-you");
    Ok(Html::of(&PlanScreen {
        words,
        none: holds.is_none(),
        parts: holds.map_or_else(Html::default, |kept| parts_html(&kept.value.answers, words)),
        stands: stands(visit, &plan),
        said: match holds {
            Some(kept) => said_to(visit, &kept.value, &you).await?,
            None => Vec::new(),
        },
        proposed,
        versions: plan.versions.len(),
        older_copy: sheet.is_some_and(|sheet| sheet.of != number),
        words_wrong,
        typed,
    }))
}

/// Since when it holds, and who stands behind it.
fn stands(visit: &ClientVisit, plan: &Plan) -> String {
    let words = visit.words;
    let Some(kept) = plan.holds() else {
        return words.say("plan-none");
    };
    let when = words.day(kept.value.written(), visit.now, &visit.floor.settings.zone);
    let key = match (kept.value.is_of_both(), plan.waits()) {
        (true, _) => "plan-stands-both",
        (false, Waits::Staff) => "plan-stands-waits",
        (false, _) => "plan-stands-yours",
    };
    let number = i64::from(kept.value.number);
    words.say_with(key, &[("when", (&when).into()), ("number", number.into())])
}

#[derive(Default)]
struct Filled {
    fields: Vec<(String, String)>,
    wrong: Vec<WrongAnswer>,
    brought_up: bool,
    newer: bool,
}

#[derive(Template)]
#[template(path = "plan_write.html")]
struct WriteScreen {
    words: Words,
    newer: bool,
    form: Html,
}

async fn show_form(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let fields = draft::load(&act, WRITE, None).await?;
    let filled = Filled {
        fields,
        ..Filled::default()
    };
    write_screen(&visit, &act, filled).await
}

/// The form: as drafted, or as the plan stands.
async fn write_screen(visit: &ClientVisit, act: &Act, mut filled: Filled) -> Result<Html, Trouble> {
    let words = visit.words;
    let form = form()?;
    let plan = plan(act).await?;
    let seen = filled
        .fields
        .iter()
        .find(|(name, _)| name == SEEN)
        .map_or_else(|| plan.newest().to_string(), |(_, seen)| seen.clone());
    if filled.fields.is_empty()
        // What someone else proposed does not become theirs by being on the page.
        && let Some(kept) = plan.holds().or_else(|| plan.proposed())
    {
        filled.fields = fields_of(form, &kept.value.answers);
    }
    // What was begun on an older version is sent on the newest: the page says that there is one.
    let newer = filled.newer || seen != plan.newest().to_string();
    let newest = plan.newest().to_string();
    let send = Step {
        does: "plan-send".to_owned(),
        words: words.say("plan-send"),
    };
    let view = FormView {
        fields: &filled.fields,
        wrong: &filled.wrong,
        brought_up: filled.brought_up,
        readers: Html::words(&words.say("plan-readers")),
        hidden: &[(SEEN, &newest)],
        stop: Some(Step {
            does: "stop".to_owned(),
            words: words.say("form-stop"),
        }),
        drafted: true,
        skips: false,
        ..FormView::new(form, words, send)
    };
    Ok(Html::of(&WriteScreen {
        words,
        newer,
        form: view.html(),
    }))
}

/// The number of the newest version that the page showed.
pub(super) const SEEN: &str = ".seen";

pub(super) fn form() -> Result<&'static forms::Questionnaire, Trouble> {
    crate::form().ok_or_else(|| Trouble::Fault("the plan is missing from the library".to_owned()))
}

pub(super) fn number_of(visit: &pages::Visit, name: &str) -> Result<u16, Trouble> {
    let number = visit.form.get(name).and_then(|number| number.parse().ok());
    number.ok_or(Trouble::NotUnderstood)
}

async fn send(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let form = form()?;
    let seen = number_of(&visit, SEEN)?;
    let response: Response = match take(form, visit.form.fields()) {
        Taken::Answered(response) => response,
        Taken::Again(again) => {
            let filled = Filled {
                fields: again.fields,
                wrong: again.wrong,
                brought_up: again.brought_up,
                newer: false,
            };
            return Ok(Next::Stay(write_screen(&visit, &act, filled).await?));
        }
    };
    let access = *act.access();
    let outcome = visit
        .floor
        .attempt(act, |mut act| {
            let response = &response;
            async move {
                let happened = write(&mut act, seen, response).await?;
                draft::forget(&mut act, WRITE, None)?;
                Ok((act, (), happened))
            }
        })
        .await?;
    match outcome {
        Ok(()) => Ok(Next::Go(Place::at(PLAN).saying("plan-kept"))),
        Err(PlanRefused::Newer) => {
            let act = Act::open(&visit.floor.vault, access).await?;
            let filled = Filled {
                fields: visit.form.fields().to_vec(),
                newer: true,
                ..Filled::default()
            };
            Ok(Next::Stay(write_screen(&visit, &act, filled).await?))
        }
        Err(error) => Err(trouble(error)),
    }
}

/// What could not be done, as trouble.
pub(super) fn trouble(error: PlanRefused) -> Trouble {
    match error {
        PlanRefused::Newer => Trouble::Older,
        PlanRefused::None | PlanRefused::OwnWords => Trouble::Nothing,
        PlanRefused::Read(error) => error.into(),
    }
}

async fn say_yes(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let number = number_of(&visit, "number")?;
    let outcome = visit
        .floor
        .attempt(act, |mut act| async move {
            let happened = agree(&mut act, number).await?;
            Ok((act, (), happened))
        })
        .await?;
    outcome.map_err(trouble)?;
    Ok(Next::Go(Place::at(PLAN).saying("plan-agreed")))
}

async fn say_change(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let number = number_of(&visit, "number")?;
    let typed = visit.form.get("change").unwrap_or_default();
    let what: Line<1000> = match Line::parse(typed) {
        Ok(what) => what,
        Err(wrong) => {
            let said = wrong_words(wrong, visit.words);
            let stays = screen(&visit, &act, Some((said, typed.to_owned()))).await?;
            return Ok(Next::Stay(stays));
        }
    };
    let outcome = visit
        .floor
        .attempt(act, |mut act| {
            let what = &what;
            async move {
                let happened = ask_for_change(&mut act, number, what).await?;
                Ok((act, (), happened))
            }
        })
        .await?;
    outcome.map_err(trouble)?;
    Ok(Next::Go(Place::at(PLAN).saying("plan-change-sent")))
}

pub(super) struct VersionLine {
    pub(super) number: u16,
    pub(super) title: String,
    pub(super) changes: Html,
    pub(super) said: Vec<SaidLine>,
    /// Whether the plan can be taken back to it.
    pub(super) can_return: bool,
}

/// Every version, newest first.
pub(super) async fn lines(
    visit: &pages::Visit,
    plan: &Plan,
    own: &str,
) -> Result<Vec<VersionLine>, Trouble> {
    let words = visit.words;
    let holds = plan.holds().map(|kept| kept.value.number);
    let mut lines = Vec::new();
    for kept in plan.versions.iter().rev() {
        lines.push(line(visit, plan, kept, holds, own, words).await?);
    }
    Ok(lines)
}

async fn line(
    visit: &pages::Visit,
    plan: &Plan,
    kept: &Kept<VersionV1>,
    holds: Option<u16>,
    own: &str,
    words: Words,
) -> Result<VersionLine, Trouble> {
    let version = &kept.value;
    let by = if version.by_client {
        own.to_owned()
    } else {
        name(visit, version.by).await?
    };
    let when = visit.day_and_time(version.written());
    let number = i64::from(version.number);
    let mut put = vec![
        ("number", number.into()),
        ("when", (&when).into()),
        ("who", (&by).into()),
    ];
    let key = match version.again {
        Some(again) => {
            put.push(("again", i64::from(again).into()));
            "plan-version-again"
        }
        None => "plan-version",
    };
    let before = plan.before(version.number).map(|kept| &kept.value);
    Ok(VersionLine {
        number: version.number,
        title: words.say_with(key, &put),
        changes: changes_html(before, version, words),
        said: said_to(visit, version, own).await?,
        can_return: version.is_the_clients() && Some(version.number) != holds,
    })
}

#[derive(Template)]
#[template(path = "plan_versions.html")]
struct VersionsScreen {
    words: Words,
    newest: u16,
    lines: Vec<VersionLine>,
}

async fn show_versions(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let words = visit.words;
    let plan = plan(&act).await?;
    Ok(Html::of(&VersionsScreen {
        words,
        newest: plan.newest(),
        lines: lines(&visit, &plan, &words.say("plan-you")).await?,
    }))
}

async fn go_back(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let (seen, number) = (number_of(&visit, "seen")?, number_of(&visit, "number")?);
    let outcome = visit
        .floor
        .attempt(act, |mut act| async move {
            let happened = take_back(&mut act, seen, number).await?;
            // What was begun on the version that is left is not taken along.
            draft::forget(&mut act, WRITE, None::<RecordId>)?;
            Ok((act, (), happened))
        })
        .await?;
    outcome.map_err(trouble)?;
    Ok(Next::Go(Place::at(PLAN).saying("plan-taken-back")))
}
