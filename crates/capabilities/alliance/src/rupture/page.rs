//! Ruptures on the page: the client names one and closes one; the practitioner answers and logs
//! the repair.

mod beside;
mod client;
mod more;
mod naming;
mod staff;

pub(crate) use client::screens;

use super::follow_up::FollowUpV1;
use super::{FitV1, RuptureV1, StateV1};
use pages::{Html, Visit, Words};

/// What staff can do about ruptures.
pub(crate) fn routes() -> pages::Routes {
    staff::routes().and(naming::routes()).and(beside::routes())
}

/// What the client calls it: the message catalogue's key.
pub(crate) fn title(rupture: &RuptureV1) -> &'static str {
    match (rupture.named_by, rupture.signal()) {
        (Some(_), _) => "rupture-title-client",
        (None, care::SignalKind::BrokenPromise) => "rupture-title-broken",
        (None, _) => "rupture-title-noticed",
    }
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
    follow_up: Option<&FollowUpV1>,
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
    if let Some(follow_up) = follow_up {
        all.extend(followed(visit, follow_up, to_client).await?);
    }
    all.sort_by_key(|moment| moment.at);
    Ok(all)
}

/// To whom it was brought, and who has looked.
async fn followed(
    visit: &Visit,
    follow_up: &FollowUpV1,
    to_client: bool,
) -> Result<Vec<Moment>, pages::Trouble> {
    let words = visit.words;
    let when = |at: i64| visit.day_and_time(care::Moment::from_millis(at));
    let side = if to_client { "client" } else { "staff" };
    let mut all = Vec::new();
    for brought in &follow_up.brought {
        let title = match (brought.by, brought.to) {
            (_, Some(to)) => {
                let name = name(visit, to).await?;
                let key = format!("rupture-brought-to-{side}");
                words.say_with(&key, &[("name", (&name).into())])
            }
            (Some(by), None) => {
                let name = name(visit, by).await?;
                words.say_with("rupture-brought-by", &[("name", (&name).into())])
            }
            (None, None) => words.say("rupture-brought-by-itself"),
        };
        all.push(Moment {
            at: brought.at,
            when: when(brought.at),
            title,
            words: Vec::new(),
            tone: "relationship",
        });
    }
    for looked in &follow_up.looked {
        let name = name(visit, looked.by).await?;
        all.push(Moment {
            at: looked.at,
            when: when(looked.at),
            title: words.say_with("rupture-looked-by", &[("name", (&name).into())]),
            words: Some(looked.words.clone())
                .filter(|words| !words.is_empty())
                .into_iter()
                .collect(),
            tone: "kept",
        });
    }
    Ok(all)
}

/// What is said about where a rupture stands besides its state, while it is open.
pub(crate) struct Standing {
    /// By when it is to be answered, if it has not been and whoever looks is one who answers.
    pub(crate) due: Option<String>,
    /// That three sessions have gone by.
    pub(crate) unrepaired: Option<String>,
    /// That the latest answers are back where they were.
    pub(crate) back: Option<String>,
}

/// Where it stands, in words for the client or for staff.
pub(crate) fn standing(
    visit: &Visit,
    rupture: &RuptureV1,
    follow_up: Option<&FollowUpV1>,
    to_client: bool,
) -> Standing {
    let words = visit.words;
    let open = follow_up.filter(|_| rupture.state() != StateV1::Closed);
    let side = if to_client { "client" } else { "staff" };
    let unanswered = |one: &&FollowUpV1| one.answered_at.is_none() && !to_client;
    Standing {
        due: open
            .filter(unanswered)
            .map(|one| due_words(visit, one.due())),
        unrepaired: open.filter(|one| one.unrepaired_at.is_some()).map(|one| {
            let whom = if one.is_in_supervision() {
                "supervision"
            } else {
                "nobody"
            };
            words.say(&format!("rupture-unrepaired-{whom}-{side}"))
        }),
        back: open
            .filter(|one| one.back_at.is_some())
            .map(|_| words.say(&format!("rupture-back-{side}"))),
    }
}

/// By when an answer is due, and how long that is, for staff.
pub fn due_words(visit: &Visit, due: care::Moment) -> String {
    let key = if due < visit.now {
        "rupture-due-past"
    } else {
        "rupture-due"
    };
    let zone = &visit.floor.settings.zone;
    let left = visit.words.relative(due, visit.now, zone);
    let when = visit.day_and_time(due);
    visit
        .words
        .say_with(key, &[("when", (&when).into()), ("left", (&left).into())])
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
