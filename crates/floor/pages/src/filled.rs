//! A form that staff fill in: what was typed stays as it was typed, and what needs another look is
//! said at the field it is about, all of it at once.

use crate::visit::Visit;
use crate::words::Words;
use axum::http::StatusCode;
use care::{Line, WrongWords};

/// What was typed, and what of it needs another look.
#[derive(Default)]
pub struct Filled {
    typed: Vec<(String, String)>,
    wrong: Vec<(&'static str, String)>,
    /// What is said above the form, if something is.
    pub notice: Option<String>,
}

/// What is said at a field whose words could not be taken: what to do, and that nothing was cut.
pub fn wrong_words(wrong: WrongWords, words: Words) -> String {
    match wrong {
        WrongWords::Missing => words.say("wrong-required-staff"),
        WrongWords::TooLong { was, most } => words.say_with(
            "wrong-too-long",
            &[("was", was.into()), ("most", most.into())],
        ),
    }
}

/// It could not be taken, and its field says why.
pub struct Told;

impl Filled {
    /// What was posted.
    pub fn posted(visit: &Visit) -> Self {
        Self {
            typed: visit.form.fields().to_vec(),
            ..Self::default()
        }
    }

    /// A form with something in it already, for someone to change.
    pub fn offered(fields: &[(&str, String)]) -> Self {
        let owned = |(name, value): &(&str, String)| ((*name).to_owned(), value.clone());
        Self {
            typed: fields.iter().map(owned).collect(),
            ..Self::default()
        }
    }

    /// What stands in a field.
    pub fn value(&self, name: &str) -> &str {
        let found = self.typed.iter().find(|(field, _)| field == name);
        found.map_or("", |(_, value)| value.as_str())
    }

    /// What is wrong with a field, if anything is.
    pub fn wrong(&self, name: &str) -> Option<&str> {
        let found = self.wrong.iter().find(|(field, _)| *field == name);
        found.map(|(_, said)| said.as_str())
    }

    /// Whether this is the first field that needs another look: where the cursor goes.
    pub fn is_first_wrong(&self, name: &str) -> bool {
        self.wrong.first().is_some_and(|(field, _)| *field == name)
    }

    /// Says what is wrong with a field.
    pub fn tell(&mut self, name: &'static str, said: String) {
        self.wrong.push((name, said));
    }

    /// Reads a field of words, or says at it what is wrong.
    pub fn line<const MAX: usize>(
        &mut self,
        visit: &Visit,
        name: &'static str,
    ) -> Result<Line<MAX>, Told> {
        let parsed = Line::parse(visit.form.get(name).unwrap_or_default());
        self.taken(visit, name, parsed)
    }

    /// Reads a field of words that may be left empty, or says at it what is wrong.
    pub fn optional_line<const MAX: usize>(
        &mut self,
        visit: &Visit,
        name: &'static str,
    ) -> Result<Option<Line<MAX>>, Told> {
        let parsed = Line::parse_optional(visit.form.get(name));
        self.taken(visit, name, parsed)
    }

    fn taken<T>(
        &mut self,
        visit: &Visit,
        name: &'static str,
        parsed: Result<T, WrongWords>,
    ) -> Result<T, Told> {
        parsed.map_err(|wrong| {
            self.tell(name, wrong_words(wrong, visit.words));
            Told
        })
    }

    /// How the page is answered.
    pub fn status(&self) -> StatusCode {
        if self.wrong.is_empty() && self.notice.is_none() {
            StatusCode::OK
        } else {
            StatusCode::UNPROCESSABLE_ENTITY
        }
    }
}
