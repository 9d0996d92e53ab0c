//! Taking what a page posted: accepted, or shown again, with nothing lost.

use super::names::TURNED;
use forms::{Moment, Posted, Problem, Questionnaire, Response, WrongAnswer};

/// What a form may want to know besides the answers: what time it is, and what was answered before.
/// The page that shows a form and the act that takes it are handed the same.
#[derive(Clone, Copy, Default)]
pub struct Known<'a> {
    /// What time it is, for forms that ask for today.
    pub now: Option<Moment>,
    /// The response before this one.
    pub previous: Option<&'a Response>,
}

impl<'a> Known<'a> {
    /// What was posted, with what is known.
    pub(super) fn with(self, fields: &'a [(String, String)]) -> Posted<'a> {
        let mut posted = Posted::new(fields);
        if let Some(now) = self.now {
            posted = posted.at(now);
        }
        match self.previous {
            Some(previous) => posted.following(previous),
            None => posted,
        }
    }
}

/// What became of a post.
pub enum Taken {
    /// The page is to be shown again.
    Again(Again),
    /// The answers, all of them fit.
    Answered(Response),
}

/// How the page is to be shown again: each is a field of [`super::FormView`].
pub struct Again {
    /// What stands in its fields.
    pub fields: Vec<(String, String)>,
    /// What was not taken.
    pub wrong: Vec<WrongAnswer>,
    /// Whether the answers brought up questions that were not on the page.
    pub brought_up: bool,
}

/// Takes what a page posted. A button that adds or takes out a copy shows the page again so; answers
/// that bring up questions which the page did not show are not accepted before those were seen.
pub fn take(form: &Questionnaire, fields: &[(String, String)]) -> Taken {
    take_knowing(form, fields, Known::default())
}

/// [`take`], for a form that wants to know more than the answers.
pub fn take_knowing(form: &Questionnaire, fields: &[(String, String)], known: Known<'_>) -> Taken {
    let posted = known.with(fields);
    let button = fields.iter().find_map(|(name, _)| {
        let turns = name.starts_with("add.") || name.starts_with("remove.");
        turns.then(|| name.clone())
    });
    if let Some(mut fields) = posted.turned(form) {
        fields.retain(|(name, _)| name != TURNED);
        fields.extend(button.map(|button| (TURNED.to_owned(), button)));
        return Taken::Again(Again {
            fields,
            wrong: Vec::new(),
            brought_up: false,
        });
    }
    let brought_up = posted.brings_up(form);
    let mut wrong = match posted.answers(form) {
        Ok(response) if !brought_up => return Taken::Answered(response),
        Ok(_) => Vec::new(),
        Err(wrong) => wrong,
    };
    if brought_up {
        // Nobody left out what they were not asked.
        wrong.retain(|wrong| wrong.problem != Problem::Required);
    }
    Taken::Again(Again {
        fields: fields.to_vec(),
        wrong,
        brought_up,
    })
}
