//! Ruptures on the page: the client names one and closes one; the practitioner answers and logs
//! the repair.

mod client;
mod naming;
mod staff;

pub(crate) use client::screens;

use super::{FitV1, RuptureV1, StateV1};
use pages::{Html, Visit, Words};

/// What staff can do about ruptures.
pub(crate) fn routes() -> pages::Routes {
    staff::routes().and(naming::routes())
}

/// A thing that was written or done about a rupture, as a line of its history.
pub(crate) struct Moment {
    pub(crate) at: i64,
    pub(crate) when: String,
    pub(crate) title: String,
    pub(crate) words: Vec<String>,
    pub(crate) tone: &'static str,
}

/// The history of a rupture, oldest first, in words for whoever looks.
pub(crate) async fn history(
    visit: &Visit,
    rupture: &RuptureV1,
    to_client: bool,
) -> Result<Vec<Moment>, pages::Trouble> {
    let words = visit.words;
    let when = |at: i64| visit.day_and_time(care::Moment::from_millis(at));
    let side = if to_client { "client" } else { "staff" };
    let mut all = Vec::new();
    for answer in &rupture.answers {
        let name = name(visit, answer.by).await?;
        let mut said = vec![labelled(words, "rupture-noticed", &answer.noticed)];
        if answer.discussed.is_empty() {
            said.push(words.say("rupture-not-discussed"));
        } else {
            said.push(labelled(words, "rupture-discussed", &answer.discussed));
        }
        said.push(labelled(words, "rupture-plan", &answer.plan));
        all.push(Moment {
            at: answer.at,
            when: when(answer.at),
            title: words.say_with("rupture-answered-by", &[("name", (&name).into())]),
            words: said,
            tone: "relationship",
        });
    }
    for step in &rupture.steps {
        let name = name(visit, step.by).await?;
        let key = if step.offered {
            "rupture-offered-by"
        } else {
            "rupture-step-by"
        };
        all.push(Moment {
            at: step.at,
            when: when(step.at),
            title: words.say_with(key, &[("name", (&name).into())]),
            words: vec![step.words.clone()],
            tone: "relationship",
        });
    }
    for reply in &rupture.replies {
        let (key, tone) = match reply.reply {
            super::SaidV1::NotYet => ("not-yet", "attention"),
            super::SaidV1::Closed => ("closed", "kept"),
        };
        all.push(Moment {
            at: reply.at,
            when: when(reply.at),
            title: words.say(&format!("rupture-reply-{key}-{side}")),
            words: Some(reply.words.clone())
                .filter(|words| !words.is_empty())
                .into_iter()
                .collect(),
            tone,
        });
    }
    all.sort_by_key(|moment| moment.at);
    Ok(all)
}

fn labelled(words: Words, key: &str, text: &str) -> String {
    words.say_with(key, &[("words", text.into())])
}

async fn name(visit: &Visit, person: [u8; 16]) -> Result<String, pages::Trouble> {
    let person = care::PersonId::from_bytes(person);
    let name = visit.floor.sign_ins.name_of(person).await?;
    Ok(name.unwrap_or_else(|| visit.words.say("someone-on-the-team")))
}

pub(crate) const fn fit_code(fit: FitV1) -> &'static str {
    match fit {
        FitV1::PulledBack => "pulled-back",
        FitV1::Clashed => "clashed",
        FitV1::NotSure => "not-sure",
    }
}

/// The state as a small tag with words.
pub(crate) fn state_tag(words: Words, state: StateV1) -> Html {
    Html::of(&StateTag {
        tone: tone(state),
        said: words.say(&format!("rupture-state-{}", state.code())),
    })
}

const fn tone(state: StateV1) -> &'static str {
    match state {
        StateV1::Open | StateV1::NotYet => "attention",
        StateV1::Answered | StateV1::Offered => "relationship",
        StateV1::Closed => "kept",
    }
}

#[derive(askama::Template)]
#[template(
    source = r#"<span class="tag {{ tone }}">{{ said }}</span>"#,
    ext = "html"
)]
struct StateTag {
    tone: &'static str,
    said: String,
}
