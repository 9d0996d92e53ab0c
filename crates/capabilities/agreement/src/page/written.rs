//! What both sides' pages do with what was posted.

use crate::written::{Agreement, AgreementRefused, Sent, VersionV1};
use care::Line;
use forms::WrongAnswer;
use pages::form_view::fields_of;
use pages::{Trouble, Visit, wrong_words};

use super::shown::{Wrong, form};

/// The number of the newest version that the page showed.
pub(super) const SEEN: &str = ".seen";

/// The form as it was typed, and why it was not taken.
#[derive(Default)]
pub(super) struct Typed {
    /// What stands in its fields, if anything was typed or drafted.
    pub(super) fields: Vec<(String, String)>,
    pub(super) wrong: Vec<WrongAnswer>,
    pub(super) brought_up: bool,
    /// Something was written meanwhile.
    pub(super) newer: bool,
    /// Everything was left open.
    pub(super) empty: bool,
}

/// What stands in the fields: as typed or drafted, or else the newest words, whoever wrote them, so
/// that changing what the other side sent begins with what they sent.
pub(super) fn fields(typed: &mut Typed, agreement: &Agreement) -> Result<(), Trouble> {
    if typed.fields.is_empty()
        && let Some(kept) = agreement.versions.last()
    {
        typed.fields = fields_of(form()?, &kept.value.answers);
    }
    Ok(())
}

/// The version that the page shows in full: the one in force, or else the one that waits.
pub(super) fn shown(agreement: &Agreement) -> Option<&VersionV1> {
    let kept = agreement.in_force().or_else(|| agreement.proposed());
    kept.map(|kept| &kept.value)
}

pub(super) fn number_of(visit: &Visit, name: &str) -> Result<u16, Trouble> {
    let number = visit.form.get(name).and_then(|number| number.parse().ok());
    number.ok_or(Trouble::NotUnderstood)
}

/// What is in force, with another day to look at it again: what is sent when both find that it still
/// fits. `None` if no day was given or nothing is in force.
pub(super) fn again(
    visit: &Visit,
    agreement: &Agreement,
) -> Result<Option<Vec<(String, String)>>, Trouble> {
    let day = visit.form.words("again");
    let (Some(day), Some(kept)) = (day, agreement.in_force()) else {
        return Ok(None);
    };
    let mut fields = fields_of(form()?, &kept.value.answers);
    fields.retain(|(name, _)| name != "review");
    fields.push(("review".to_owned(), day.to_owned()));
    Ok(Some(fields))
}

/// The words beside a part, as posted.
pub(super) struct Posted {
    pub(super) part: String,
    pub(super) words: Option<Line<500>>,
}

/// What was posted beside a part, or why it could not be taken.
pub(super) fn posted(visit: &Visit) -> Result<Posted, Wrong> {
    let part = visit.form.get("part").unwrap_or_default().to_owned();
    let typed = visit.form.get("beside").unwrap_or_default();
    match Line::parse_optional(Some(typed)) {
        Ok(words) => Ok(Posted { part, words }),
        Err(wrong) => Err(Wrong {
            part,
            typed: typed.to_owned(),
            said: wrong_words(wrong, visit.words),
        }),
    }
}

/// What is said once a version was sent.
pub(super) const fn saying(sent: Sent) -> &'static str {
    match sent {
        Sent::Waits => "agreement-sent",
        Sent::Signed => "agreement-signed",
        Sent::Same => "agreement-same",
    }
}

/// What could not be done, as trouble.
pub(super) fn trouble(error: AgreementRefused) -> Trouble {
    match error {
        AgreementRefused::Newer => Trouble::Older,
        AgreementRefused::Empty => Trouble::NotUnderstood,
        AgreementRefused::None | AgreementRefused::OwnWords | AgreementRefused::NotTheirs => {
            Trouble::Nothing
        }
        AgreementRefused::Read(error) => error.into(),
    }
}
