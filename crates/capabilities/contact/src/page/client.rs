//! The client's screen `how-to-reach-me`: what is allowed now, who would see what, and exactly what
//! would arrive.

use super::{form, said_of};
use crate::act;
use crate::message::{Wording, wording};
use crate::outward::Outward;
use crate::rules::{Way, to_confirm};
use crate::stored::{RuleV1, SafeContactV1};
use askama::Template;
use care::{Section, Sections};
use pages::{ClientVisit, Html, Language, Next, Place, Screens, Trouble, Words};
use sealed::Act;
use std::sync::Arc;

/// The screen's name.
pub(super) const REACH: &str = "how-to-reach-me";
/// What it opens.
pub(super) const OPENS: Sections = Sections::of(&[Section::Identity]);

pub(super) fn screens(outward: &Arc<Outward>) -> Screens {
    let with = || Arc::clone(outward);
    let (look, end, again) = (with(), with(), with());
    Screens::new()
        .screen(REACH, OPENS, move |visit, act| {
            show(visit, act, Arc::clone(&look))
        })
        .act("stop-reach", OPENS, move |visit, act| {
            change(visit, act, Arc::clone(&end), false)
        })
        .act("still-reach", OPENS, move |visit, act| {
            change(visit, act, Arc::clone(&again), true)
        })
        .and(form::screens(outward))
}

/// One way, as it stands.
struct Shown {
    code: &'static str,
    /// What it means that it is allowed, or that it is not.
    state: String,
    parts: Vec<(String, String)>,
    /// Who else might see it.
    sees: String,
    /// What would arrive, for what the service sends itself.
    arrives: Option<(String, Wording)>,
    on: bool,
    /// Whether it has run out, or will within a week.
    asks: Option<String>,
    /// Whether it can be set at all.
    can: bool,
}

#[derive(Template)]
#[template(path = "reach.html")]
struct Reach {
    words: Words,
    ways: Vec<Shown>,
}

fn shown(visit: &ClientVisit, outward: &Outward, said: &SafeContactV1, way: Way) -> Shown {
    let words = visit.words;
    let code = way.code();
    let rule = act::rule(said, way);
    let can = way != Way::Mail || outward.mail_from.is_some();
    let run_out = rule.is_some_and(|rule| visit.now >= rule.ends());
    let asks = rule.filter(|rule| to_confirm(rule, visit.now)).map(|_| {
        words.say(if run_out {
            "reach-run-out"
        } else {
            "reach-runs-out"
        })
    });
    let state = match rule {
        _ if !can => "reach-not-here",
        None => "reach-off",
        Some(_) if run_out => "reach-off-run-out",
        Some(_) => "reach-on",
    };
    let from = outward.mail_from.clone();
    let arrives = rule
        .filter(|_| way == Way::Mail)
        .zip(from)
        .map(|(rule, from)| (from, preview(rule)));
    Shown {
        code,
        state: words.say(&format!("{state}-{code}")),
        parts: rule.map_or_else(Vec::new, |rule| said_of(visit, way, rule)),
        sees: words.say(&format!("reach-sees-{code}")),
        arrives,
        on: rule.is_some(),
        asks,
        can,
    }
}

/// What a mail by this rule says, without what fills it up.
pub(super) fn preview(rule: &RuleV1) -> Wording {
    let language = Language::ALL.get(usize::from(rule.language)).copied();
    let full = wording(rule.cover, language.unwrap_or_default());
    Wording {
        subject: full.subject.trim_end().to_owned(),
        body: full.body.trim_end().replace("\r\n", "\n"),
    }
}

async fn show(visit: ClientVisit, act: Act, outward: Arc<Outward>) -> Result<Html, Trouble> {
    let said = act::said(&act).await?.map(|kept| kept.value);
    let said = said.unwrap_or_default();
    let ways = Way::ALL.map(|way| shown(&visit, &outward, &said, way));
    Ok(Html::of(&Reach {
        words: visit.words,
        ways: ways.into(),
    }))
}

/// Ends a way, or says once more that it is safe.
async fn change(
    visit: ClientVisit,
    act: Act,
    outward: Arc<Outward>,
    still: bool,
) -> Result<Next, Trouble> {
    let way = visit.form.get("way").and_then(Way::from_code);
    let way = way.ok_or(Trouble::NotUnderstood)?;
    let held = outward.gate.hold(act.whose()).await;
    let outcome = visit
        .floor
        .attempt(act, |mut act| {
            let held = &held;
            async move {
                if still {
                    act::still(&mut act, held, way).await?;
                } else {
                    act::stop(&mut act, held, way).await?;
                }
                Ok::<_, Trouble>((act, (), Vec::new()))
            }
        })
        .await?;
    outcome?;
    let said = if still { "reach-kept" } else { "reach-stopped" };
    Ok(Next::Go(Place::at(REACH).saying(said)))
}
