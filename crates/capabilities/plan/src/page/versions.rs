//! Every version of the plan: who signed it, and what it changed, line by line.

use super::shown::{Eyes, calendar, day, name};
use crate::content::{Content, Line, StepV1, differs};
use crate::written::{Plan, PlanV1};
use askama::Template;
use care::Moment;
use pages::{Html, Trouble, Visit, Words};

struct Change {
    /// The goal that it belongs to, said once above the first change in it.
    part: Option<String>,
    what: String,
    label: String,
    before: Option<String>,
    after: Option<String>,
}

#[derive(Template)]
#[template(path = "form_changes.html")]
struct Changes {
    words: Words,
    changes: Vec<Change>,
}

/// What changed from one version to another. Before the first there was nothing.
pub(super) fn changes_html(
    visit: &Visit,
    before: Option<&PlanV1>,
    after: &PlanV1,
    is_client: bool,
) -> Html {
    let words = visit.words;
    let was = before.map_or_else(Content::default, PlanV1::content);
    let mut last = None;
    let all = differs(&was, &after.content());
    let changes = all.into_iter().map(|one| {
        let key = match (&one.before, &one.after) {
            (None, _) => "form-change-added",
            (_, None) => "form-change-removed",
            _ => "form-change-altered",
        };
        let kind = one.after.as_ref().or(one.before.as_ref());
        let is_new = last != Some(one.goal.clone());
        last = Some(one.goal.clone());
        let is_goal = matches!(kind, Some(Line::Goal(_)));
        Change {
            part: one.goal.filter(|_| is_new && !is_goal),
            what: words.say(key),
            label: kind.map_or_else(String::new, |line| label(line, words)),
            before: one.before.map(|line| said(visit, &line, is_client)),
            after: one.after.map(|line| said(visit, &line, is_client)),
        }
    });
    Html::of(&Changes {
        words,
        changes: changes.collect(),
    })
}

fn label(line: &Line, words: Words) -> String {
    words.say(match line {
        Line::Goal(_) => "goals-line-goal",
        Line::Option(..) => "goals-line-option",
        Line::Step(..) => "goals-line-step",
        Line::Review(_) => "goals-line-review",
    })
}

fn said(visit: &Visit, line: &Line, is_client: bool) -> String {
    let words = visit.words;
    match line {
        Line::Goal(said) => said.clone(),
        Line::Option(said, wants, why) => {
            let side = if is_client { "goals" } else { "goals-staff" };
            let wants = words.say(&format!("{side}-wants-{}", wants.code()));
            let parts = [said, &wants, why];
            let parts = parts.into_iter().filter(|part| !part.is_empty());
            parts.cloned().collect::<Vec<_>>().join(" · ")
        }
        Line::Step(said, who, until) => {
            let step = StepV1 {
                id: [0; 16],
                words: String::new(),
                who: *who,
                until: until.clone(),
            };
            let who = super::shown::step_said(visit, &step, is_client);
            format!("{said} · {who}")
        }
        Line::Review(day) => calendar(visit, day),
    }
}

/// A version in the list of all.
pub(super) struct VersionLine {
    pub(super) title: String,
    pub(super) signed: String,
    pub(super) changes: Html,
}

/// Every version, newest first, each held against the one that was in force before it.
pub(super) async fn lines(
    visit: &Visit,
    plan: &Plan,
    eyes: &Eyes<'_>,
) -> Result<Vec<VersionLine>, Trouble> {
    let words = visit.words;
    let mut lines = Vec::new();
    for kept in plan.versions.iter().rev() {
        let version = &kept.value;
        let who = name(visit, version.by, eyes).await?;
        let when = visit.day_and_time(version.written());
        let put = [
            ("number", i64::from(version.number).into()),
            ("who", (&who).into()),
            ("when", (&when).into()),
        ];
        let before = plan.before(version.number).map(|kept| &kept.value);
        lines.push(VersionLine {
            title: words.say_with("goals-version", &put),
            signed: signed(visit, plan, version, eyes).await?,
            changes: changes_html(visit, before, version, eyes.is_client),
        });
    }
    Ok(lines)
}

/// Who signed a version, when it came into force, or that it never did.
async fn signed(
    visit: &Visit,
    plan: &Plan,
    version: &PlanV1,
    eyes: &Eyes<'_>,
) -> Result<String, Trouble> {
    let words = visit.words;
    let one = name(visit, version.by, eyes).await?;
    let Some(signed) = version.signed else {
        let waits = plan.newest() == version.number;
        let key = if waits {
            "goals-version-waits"
        } else {
            "goals-version-past"
        };
        return Ok(words.say_with(key, &[("one", (&one).into())]));
    };
    let other = name(visit, signed.by, eyes).await?;
    let when = visit.day_and_time(Moment::from_millis(signed.at));
    let put = [
        ("one", (&one).into()),
        ("other", (&other).into()),
        ("when", (&when).into()),
    ];
    Ok(words.say_with("goals-version-signed", &put))
}

/// Since when which version is in force, and who signed it; `None` while none is.
pub(super) async fn in_force_said(
    visit: &Visit,
    plan: &Plan,
    eyes: &Eyes<'_>,
) -> Result<Option<String>, Trouble> {
    let version = plan.in_force().map(|kept| &kept.value);
    let Some((version, signed)) = version.and_then(|one| Some((one, one.signed?))) else {
        return Ok(None);
    };
    let one = name(visit, version.by, eyes).await?;
    let other = name(visit, signed.by, eyes).await?;
    let when = day(visit, Moment::from_millis(signed.at));
    let put = [
        ("number", i64::from(version.number).into()),
        ("when", (&when).into()),
        ("one", (&one).into()),
        ("other", (&other).into()),
    ];
    let key = if eyes.is_client {
        "goals-in-force"
    } else {
        "goals-staff-in-force"
    };
    Ok(Some(visit.words.say_with(key, &put)))
}
