//! What a plan says: goals, ways and steps; how it is read from a page; what changed between two of
//! them. Pure.

mod differs;
mod raw;

pub(crate) use differs::{Line, differs};
pub(crate) use raw::{Raw, Wrong, WrongField};

use serde::{Deserialize, Serialize};

/// The most goals of a plan, ways and steps of a goal: this project's own choices. A plan with more is
/// none that two can hold in mind.
pub(crate) const MOST_GOALS: usize = 6;
pub(crate) const MOST_OPTIONS: usize = 6;
pub(crate) const MOST_STEPS: usize = 8;
/// The most letters of a line: this project's own choice.
pub(crate) const MOST_LETTERS: usize = 300;

/// What the client thinks of a way.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum WantsV1 {
    /// They have not said.
    #[default]
    Open,
    /// They want it.
    Want,
    /// Perhaps.
    Maybe,
    /// Not now.
    NotNow,
}

impl WantsV1 {
    /// Every answer, in the order of the page.
    pub(crate) const ALL: [Self; 4] = [Self::Open, Self::Want, Self::Maybe, Self::NotNow];

    /// Its name on pages and in the catalogue.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Want => "want",
            Self::Maybe => "maybe",
            Self::NotNow => "not-now",
        }
    }

    pub(crate) fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// Who takes a step.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum WhoV1 {
    /// Both.
    #[default]
    Both,
    /// The client.
    Client,
    /// The therapist.
    Therapist,
}

impl WhoV1 {
    /// Everyone, in the order of the page.
    pub(crate) const ALL: [Self; 3] = [Self::Both, Self::Client, Self::Therapist];

    /// Its name on pages and in the catalogue.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Both => "both",
            Self::Client => "client",
            Self::Therapist => "therapist",
        }
    }

    pub(crate) fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// A way to go about a goal: a practice, a tool, or words.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OptionV1 {
    /// The same in every version.
    pub id: [u8; 16],
    /// What it is.
    pub words: String,
    /// What the client thinks of it. Nobody else says so for them.
    pub wants: WantsV1,
    /// Why, in the client's words; empty: they did not say.
    pub why: String,
}

/// A small step.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepV1 {
    /// The same in every version.
    pub id: [u8; 16],
    /// What it is.
    pub words: String,
    /// Who takes it.
    pub who: WhoV1,
    /// Until when, as `YYYY-MM-DD`, if a day was set.
    pub until: Option<String>,
}

/// A goal.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoalV1 {
    /// The same in every version.
    pub id: [u8; 16],
    /// In the client's words.
    pub words: String,
    /// Ways to go about it.
    pub options: Vec<OptionV1>,
    /// Small steps.
    pub steps: Vec<StepV1>,
}

/// What a version says.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Content {
    /// The goals.
    pub goals: Vec<GoalV1>,
    /// When it is to be looked at again, as `YYYY-MM-DD`.
    pub review: Option<String>,
}

impl Content {
    /// Whether every goal, way and step has an id of its own.
    pub(crate) fn ids_differ(&self) -> bool {
        let mut ids: Vec<[u8; 16]> = Vec::new();
        for goal in &self.goals {
            ids.push(goal.id);
            ids.extend(goal.options.iter().map(|option| option.id));
            ids.extend(goal.steps.iter().map(|step| step.id));
        }
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        ids.len() == all
    }

    /// What the client thinks of each way stays as the client said it, whoever writes.
    pub(crate) fn with_preferences_of(mut self, before: Option<&[GoalV1]>) -> Self {
        let said: Vec<&OptionV1> = before
            .into_iter()
            .flatten()
            .flat_map(|goal| &goal.options)
            .collect();
        for option in self.goals.iter_mut().flat_map(|goal| &mut goal.options) {
            let one = said.iter().find(|one| one.id == option.id);
            option.wants = one.map_or(WantsV1::Open, |one| one.wants);
            option.why = one.map_or_else(String::new, |one| one.why.clone());
        }
        self
    }
}

#[cfg(test)]
mod tests;
