//! A plan as it stands in the fields of a page, and as it is taken from them. What could not be taken
//! stays as it was typed, and each wrong field is named.

use super::{
    Content, GoalV1, MOST_GOALS, MOST_LETTERS, MOST_OPTIONS, MOST_STEPS, OptionV1, StepV1, WantsV1,
    WhoV1,
};
use care::{Line, RecordId, WrongWords};
use jiff::civil::Date;

/// A way, as typed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct RawOption {
    pub(crate) id: String,
    pub(crate) words: String,
    pub(crate) wants: String,
    pub(crate) why: String,
}

/// A step, as typed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct RawStep {
    pub(crate) id: String,
    pub(crate) words: String,
    pub(crate) who: String,
    pub(crate) until: String,
}

/// A goal, as typed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct RawGoal {
    pub(crate) id: String,
    pub(crate) words: String,
    pub(crate) options: Vec<RawOption>,
    pub(crate) steps: Vec<RawStep>,
}

/// A plan, as typed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Raw {
    pub(crate) goals: Vec<RawGoal>,
    pub(crate) review: String,
}

/// Why a field could not be taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Wrong {
    /// Its words.
    Words(WrongWords),
    /// It is no day.
    Day,
    /// There are more than so many.
    Many(usize),
}

/// A field that could not be taken.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct WrongField {
    pub(crate) field: String,
    pub(crate) wrong: Wrong,
}

impl Raw {
    /// The fields of a plan: `goal.<id>`, `option.<goal>.<id>` with `wants.<id>` and `why.<id>`,
    /// `step.<goal>.<id>` with `who.<id>` and `until.<id>`, and `review`. Others are not the plan's.
    pub(crate) fn of(fields: &[(String, String)]) -> Self {
        let mut raw = Self::default();
        let value = |name: String| {
            let found = fields.iter().find(|(field, _)| *field == name);
            found.map_or_else(String::new, |(_, value)| value.clone())
        };
        for (name, words) in fields {
            let parts: Vec<&str> = name.split('.').collect();
            match parts.as_slice() {
                ["goal", goal] => raw.goal(goal).words.clone_from(words),
                ["option", goal, id] => raw.goal(goal).options.push(RawOption {
                    id: (*id).to_owned(),
                    words: words.clone(),
                    wants: value(format!("wants.{id}")),
                    why: value(format!("why.{id}")),
                }),
                ["step", goal, id] => raw.goal(goal).steps.push(RawStep {
                    id: (*id).to_owned(),
                    words: words.clone(),
                    who: value(format!("who.{id}")),
                    until: value(format!("until.{id}")),
                }),
                ["review"] => raw.review.clone_from(words),
                _ => {}
            }
        }
        raw
    }

    fn goal(&mut self, id: &str) -> &mut RawGoal {
        let at = self.goals.iter().position(|goal| goal.id == id);
        let at = at.unwrap_or_else(|| {
            self.goals.push(RawGoal {
                id: id.to_owned(),
                ..RawGoal::default()
            });
            self.goals.len() - 1
        });
        &mut self.goals[at]
    }

    /// What a version says, to be changed.
    pub(crate) fn from_content(content: &Content) -> Self {
        let id = |id: [u8; 16]| RecordId::from_bytes(id).to_string();
        let option = |one: &OptionV1| RawOption {
            id: id(one.id),
            words: one.words.clone(),
            wants: one.wants.code().to_owned(),
            why: one.why.clone(),
        };
        let step = |one: &StepV1| RawStep {
            id: id(one.id),
            words: one.words.clone(),
            who: one.who.code().to_owned(),
            until: one.until.clone().unwrap_or_default(),
        };
        let goal = |one: &GoalV1| RawGoal {
            id: id(one.id),
            words: one.words.clone(),
            options: one.options.iter().map(option).collect(),
            steps: one.steps.iter().map(step).collect(),
        };
        Self {
            goals: content.goals.iter().map(goal).collect(),
            review: content.review.clone().unwrap_or_default(),
        }
    }

    /// An empty line wherever one can be added.
    pub(crate) fn with_room(mut self, mut id: impl FnMut() -> RecordId) -> Self {
        let mut blank = || id().to_string();
        let empty = |goal: &RawGoal| goal.words.trim().is_empty();
        if self.goals.len() < MOST_GOALS && !self.goals.last().is_some_and(empty) {
            self.goals.push(RawGoal {
                id: blank(),
                ..RawGoal::default()
            });
        }
        for goal in &mut self.goals {
            let full = goal
                .options
                .last()
                .is_none_or(|one| !one.words.trim().is_empty());
            if full && goal.options.len() < MOST_OPTIONS {
                goal.options.push(RawOption {
                    id: blank(),
                    ..RawOption::default()
                });
            }
            let full = goal
                .steps
                .last()
                .is_none_or(|one| !one.words.trim().is_empty());
            if full && goal.steps.len() < MOST_STEPS {
                goal.steps.push(RawStep {
                    id: blank(),
                    ..RawStep::default()
                });
            }
        }
        self
    }

    /// What it says. A line without words is not there, unless something hangs on it.
    ///
    /// # Errors
    /// Something in it no page of this service posts.
    pub(crate) fn content(&self) -> Result<Result<Content, Vec<WrongField>>, Strange> {
        let mut wrong = Vec::new();
        let mut goals = Vec::new();
        for goal in &self.goals {
            goals.extend(goal.content(&mut wrong)?);
        }
        let review = day(&self.review, || "review".to_owned(), &mut wrong);
        if goals.len() > MOST_GOALS {
            let field = self.goals.last().map_or_else(String::new, RawGoal::field);
            wrong.push(WrongField {
                field,
                wrong: Wrong::Many(MOST_GOALS),
            });
        }
        Ok(if wrong.is_empty() {
            Ok(Content { goals, review })
        } else {
            Err(wrong)
        })
    }
}

/// No page of this service posts that: an id that is none, or a choice that is not offered.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Strange;

fn id_of(id: &str) -> Result<[u8; 16], Strange> {
    RecordId::parse(id).map(|id| *id.bytes()).ok_or(Strange)
}

/// The words of a field; `None` where there are none or they cannot be taken. `hangs`: whether
/// something hangs on them, so that there have to be some.
fn words(
    typed: &str,
    hangs: bool,
    field: impl FnOnce() -> String,
    wrong: &mut Vec<WrongField>,
) -> Option<String> {
    match Line::<MOST_LETTERS>::parse(typed) {
        Ok(line) => Some(line.as_str().to_owned()),
        Err(WrongWords::Missing) if !hangs => None,
        Err(error) => {
            wrong.push(WrongField {
                field: field(),
                wrong: Wrong::Words(error),
            });
            None
        }
    }
}

fn day(typed: &str, field: impl FnOnce() -> String, wrong: &mut Vec<WrongField>) -> Option<String> {
    let typed = typed.trim();
    if typed.is_empty() {
        return None;
    }
    let day: Option<Date> = typed.parse().ok();
    // Another way of writing a day would not be in order with the others.
    let day = day.map(|day| day.to_string()).filter(|day| day == typed);
    if day.is_none() {
        wrong.push(WrongField {
            field: field(),
            wrong: Wrong::Day,
        });
    }
    day
}

impl RawGoal {
    pub(crate) fn field(&self) -> String {
        format!("goal.{}", self.id)
    }

    /// The goal, if it says something.
    fn content(&self, wrong: &mut Vec<WrongField>) -> Result<Option<GoalV1>, Strange> {
        let id = id_of(&self.id)?;
        let (mut options, mut steps) = (Vec::new(), Vec::new());
        for option in &self.options {
            options.extend(option.content(&self.id, wrong)?);
        }
        for step in &self.steps {
            steps.extend(step.content(&self.id, wrong)?);
        }
        let mut many = |count: usize, most: usize| {
            if count > most {
                wrong.push(WrongField {
                    field: self.field(),
                    wrong: Wrong::Many(most),
                });
            }
        };
        many(options.len(), MOST_OPTIONS);
        many(steps.len(), MOST_STEPS);
        let hangs = !options.is_empty() || !steps.is_empty();
        let said = words(&self.words, hangs, || self.field(), wrong);
        Ok(said.map(|words| GoalV1 {
            id,
            words,
            options,
            steps,
        }))
    }
}

impl RawOption {
    pub(crate) fn field(&self, goal: &str) -> String {
        format!("option.{goal}.{}", self.id)
    }

    fn content(
        &self,
        goal: &str,
        wrong: &mut Vec<WrongField>,
    ) -> Result<Option<OptionV1>, Strange> {
        let id = id_of(&self.id)?;
        let why = words(&self.why, false, || format!("why.{}", self.id), wrong);
        let wants = if self.wants.is_empty() {
            WantsV1::Open
        } else {
            WantsV1::of(&self.wants).ok_or(Strange)?
        };
        let said = words(&self.words, why.is_some(), || self.field(goal), wrong);
        Ok(said.map(|words| OptionV1 {
            id,
            words,
            wants,
            why: why.unwrap_or_default(),
        }))
    }
}

impl RawStep {
    pub(crate) fn field(&self, goal: &str) -> String {
        format!("step.{goal}.{}", self.id)
    }

    fn content(&self, goal: &str, wrong: &mut Vec<WrongField>) -> Result<Option<StepV1>, Strange> {
        let id = id_of(&self.id)?;
        let until = day(&self.until, || format!("until.{}", self.id), wrong);
        let who = if self.who.is_empty() {
            WhoV1::Both
        } else {
            WhoV1::of(&self.who).ok_or(Strange)?
        };
        let said = words(&self.words, until.is_some(), || self.field(goal), wrong);
        Ok(said.map(|words| StepV1 {
            id,
            words,
            who,
            until,
        }))
    }
}
