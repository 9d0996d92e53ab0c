//! A form that staff fill in: what was typed stays as it was typed, and what needs another look is
//! said at the field it is about, all of it at once.

use crate::written::{Line, WrongWords};
use axum::http::StatusCode;
use pages::Visit;

/// What was typed, and what of it needs another look.
#[derive(Default)]
pub(crate) struct Filled {
    typed: Vec<(String, String)>,
    wrong: Vec<(&'static str, String)>,
    /// What is said above the form, if something is.
    pub(crate) notice: Option<String>,
}

/// It could not be taken, and its field says why.
pub(crate) struct Told;

impl Filled {
    /// What was posted.
    pub(crate) fn posted(visit: &Visit) -> Self {
        Self {
            typed: visit.form.fields().to_vec(),
            ..Self::default()
        }
    }

    /// What stands in a field.
    pub(crate) fn value(&self, name: &str) -> &str {
        let found = self.typed.iter().find(|(field, _)| field == name);
        found.map_or("", |(_, value)| value.as_str())
    }

    /// What is wrong with a field, if anything is.
    pub(crate) fn wrong(&self, name: &str) -> Option<&str> {
        let found = self.wrong.iter().find(|(field, _)| *field == name);
        found.map(|(_, said)| said.as_str())
    }

    /// Whether this is the first field that needs another look: where the cursor goes.
    pub(crate) fn is_first_wrong(&self, name: &str) -> bool {
        self.wrong.first().is_some_and(|(field, _)| *field == name)
    }

    /// Says what is wrong with a field.
    pub(crate) fn tell(&mut self, name: &'static str, said: String) {
        self.wrong.push((name, said));
    }

    /// Reads a field of words, or says at it what is wrong.
    pub(crate) fn line<const MAX: usize>(
        &mut self,
        visit: &Visit,
        name: &'static str,
    ) -> Result<Line<MAX>, Told> {
        let parsed = Line::parse(visit.form.get(name).unwrap_or_default());
        parsed.map_err(|wrong: WrongWords| {
            self.tell(name, wrong.say(visit.words));
            Told
        })
    }

    /// How the page is answered.
    pub(crate) fn status(&self) -> StatusCode {
        if self.wrong.is_empty() && self.notice.is_none() {
            StatusCode::OK
        } else {
            StatusCode::UNPROCESSABLE_ENTITY
        }
    }
}
