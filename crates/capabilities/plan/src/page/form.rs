//! The fields in which a plan is written: what is there, and an empty line wherever one can be added,
//! so that it works without scripts. The same for both sides.

use crate::content::{Content, Raw, WantsV1, WhoV1, Wrong, WrongField};
use crate::written::{Plan, PlanRefused, Sent};
use askama::Template;
use pages::{Html, Trouble, Visit, Words, wrong_words};
use sealed::Act;
use std::collections::BTreeMap;

/// The number of the newest version that the page showed.
pub(super) const SEEN: &str = ".seen";

/// The form as it was typed, and why it was not taken.
#[derive(Default)]
pub(super) struct Typed {
    /// What stands in its fields, if anything was typed or drafted.
    pub(super) fields: Vec<(String, String)>,
    pub(super) wrong: Vec<WrongField>,
    /// Something was written meanwhile.
    pub(super) newer: bool,
    /// There is no goal.
    pub(super) empty: bool,
}

#[derive(Template)]
#[template(path = "goals_form.html")]
pub(super) struct PlanForm {
    words: Words,
    raw: Raw,
    wrong: BTreeMap<String, String>,
    first_wrong: Option<String>,
    pub(super) is_client: bool,
    pub(super) address: String,
    seen: String,
    readers: String,
    send: String,
}

impl PlanForm {
    /// The form over the plan as it stands: as typed or drafted, or else with the newest words,
    /// whoever wrote them.
    pub(super) fn over(
        act: &Act,
        words: Words,
        plan: &Plan,
        typed: &Typed,
        (is_client, address): (bool, String),
    ) -> Self {
        let raw = if typed.fields.is_empty() {
            let newest = plan.versions.last();
            let content = newest.map_or_else(Content::default, |kept| kept.value.content());
            Raw::from_content(&content)
        } else {
            Raw::of(&typed.fields)
        };
        let told = |one: &WrongField| (one.field.clone(), said(one.wrong, words));
        let side = if is_client { "goals" } else { "goals-staff" };
        Self {
            words,
            raw: raw.with_room(|| act.mint()),
            wrong: typed.wrong.iter().map(told).collect(),
            first_wrong: typed.wrong.first().map(|one| one.field.clone()),
            is_client,
            address,
            seen: plan.newest().to_string(),
            readers: words.say(&format!("{side}-readers")),
            send: words.say(&format!("{side}-send")),
        }
    }

    pub(super) fn html(&self) -> Html {
        Html::of(self)
    }

    fn wrong(&self, field: &str) -> Option<&String> {
        self.wrong.get(field)
    }

    fn is_first(&self, field: &str) -> bool {
        self.first_wrong.as_deref() == Some(field)
    }

    fn wants(&self) -> Vec<(&'static str, String)> {
        let one = |one: WantsV1| {
            let key = format!("goals-wants-{}", one.code());
            (one.code(), self.words.say(&key))
        };
        WantsV1::ALL.into_iter().map(one).collect()
    }

    fn wants_said(&self, code: &str) -> String {
        let code = if code.is_empty() { "open" } else { code };
        self.words.say(&format!("goals-staff-wants-{code}"))
    }

    fn who(&self) -> Vec<(&'static str, String)> {
        let side = if self.is_client {
            "goals"
        } else {
            "goals-staff"
        };
        let one = |one: WhoV1| {
            let key = format!("{side}-who-{}", one.code());
            (one.code(), self.words.say(&key))
        };
        WhoV1::ALL.into_iter().map(one).collect()
    }
}

fn said(wrong: Wrong, words: Words) -> String {
    match wrong {
        Wrong::Words(care::WrongWords::Missing) => words.say("goals-wrong-missing"),
        Wrong::Words(wrong) => wrong_words(wrong, words),
        Wrong::Day => words.say("goals-wrong-day"),
        Wrong::Many(most) => words.say_with("goals-wrong-many", &[("most", most.into())]),
    }
}

/// What was posted, as a plan; or what of it could not be taken.
pub(super) fn posted(visit: &Visit) -> Result<Result<Content, Vec<WrongField>>, Trouble> {
    let raw = Raw::of(visit.form.fields());
    raw.content().map_err(|_| Trouble::NotUnderstood)
}

pub(super) fn number_of(visit: &Visit, name: &str) -> Result<u16, Trouble> {
    let number = visit.form.get(name).and_then(|number| number.parse().ok());
    number.ok_or(Trouble::NotUnderstood)
}

/// What is in force, with another day to look at it again: what is sent when both find that it still
/// fits. `None` if no day was given or nothing is in force.
pub(super) fn again(visit: &Visit, plan: &Plan) -> Option<Content> {
    let day = visit.form.words("again")?;
    let mut raw = Raw::from_content(&plan.in_force()?.value.content());
    day.clone_into(&mut raw.review);
    raw.content().ok()?.ok()
}

/// What is said once a version was sent.
pub(super) const fn saying(sent: Sent) -> &'static str {
    match sent {
        Sent::Waits => "goals-sent",
        Sent::Signed => "goals-signed",
        Sent::Same => "goals-same",
    }
}

/// What could not be done, as trouble.
pub(super) fn trouble(error: PlanRefused) -> Trouble {
    match error {
        PlanRefused::Newer => Trouble::Older,
        PlanRefused::Empty => Trouble::NotUnderstood,
        PlanRefused::None | PlanRefused::OwnWords | PlanRefused::NotTheirs => Trouble::Nothing,
        PlanRefused::Read(error) => error.into(),
    }
}
