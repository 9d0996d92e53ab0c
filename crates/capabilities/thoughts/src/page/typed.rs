//! What was posted, read; and what is said where it could not be taken. Every word stays as typed.

use crate::pattern::Pattern;
use crate::point::Refused;
use crate::theme::AboutV1;
use axum::http::StatusCode;
use care::RecordId;
use pages::{ClientVisit, Filled, Told, Trouble, Visit, draft};
use sealed::{Act, ReadError};

/// The boxes that say what a thought is about.
pub(super) const THEME: &str = "theme";

impl From<Refused> for Trouble {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::None => Self::Nothing,
            Refused::Another | Refused::Newer => Self::Older,
            Refused::Empty | Refused::OutOfRange | Refused::TooMany => Self::NotUnderstood,
            Refused::Read(error) => error.into(),
        }
    }
}

/// What is said above a form that was refused, if it is shown again with its words.
pub(super) const fn notice(refused: &Refused) -> Option<&'static str> {
    match refused {
        Refused::Another => Some("thoughts-another"),
        Refused::Newer => Some("thoughts-newer"),
        Refused::Empty => Some("thoughts-empty"),
        Refused::TooMany => Some("thoughts-too-many"),
        Refused::OutOfRange => Some("thoughts-wrong-number"),
        Refused::None | Refused::Read(_) => None,
    }
}

/// The form again as it was posted, with what is said above it; or the trouble.
pub(super) fn refused(visit: &Visit, refused: Refused) -> Result<Filled, Trouble> {
    let Some(key) = notice(&refused) else {
        return Err(refused.into());
    };
    let mut filled = Filled::posted(visit);
    filled.notice = Some(visit.words.say(key));
    Ok(filled)
}

/// The half-written words of a screen.
pub(super) async fn drafted(
    act: &Act,
    screen: &str,
    about: Option<RecordId>,
) -> Result<Filled, ReadError> {
    let fields = draft::load(act, screen, about).await?;
    let named: Vec<_> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.clone()))
        .collect();
    Ok(Filled::offered(&named))
}

/// The id that the page offered.
pub(super) fn once(visit: &Visit) -> Result<RecordId, Trouble> {
    let once = visit.form.get("once").and_then(RecordId::parse);
    once.ok_or(Trouble::NotUnderstood)
}

/// Which record it is about: as posted, or as the screen is.
pub(super) fn about(visit: &ClientVisit) -> Result<RecordId, Trouble> {
    let posted = visit.form.get("about").and_then(RecordId::parse);
    posted.or(visit.place.about).ok_or(Trouble::NotUnderstood)
}

/// The version that the page showed.
pub(super) fn seen(visit: &Visit) -> Result<u32, Trouble> {
    let seen = visit.form.get("seen").and_then(|seen| seen.parse().ok());
    seen.ok_or(Trouble::NotUnderstood)
}

/// What the thought is about, as ticked.
pub(super) fn themes(visit: &Visit) -> Result<Vec<AboutV1>, Trouble> {
    let ticked = visit.form.fields().iter().filter(|(name, _)| name == THEME);
    let read = ticked.map(|(_, code)| AboutV1::parse(code));
    read.collect::<Option<_>>().ok_or(Trouble::NotUnderstood)
}

/// The pattern that was chosen, if one was.
pub(super) fn pattern(visit: &Visit) -> Result<Option<Pattern>, Trouble> {
    match visit.form.words("pattern") {
        None => Ok(None),
        Some(code) => Pattern::parse(code).map(Some).ok_or(Trouble::NotUnderstood),
    }
}

/// A number from 0 to 100 that may be left open, or what is said at it.
pub(super) fn believed(
    filled: &mut Filled,
    visit: &Visit,
    name: &'static str,
) -> Result<Option<u8>, Told> {
    let Some(typed) = visit.form.words(name) else {
        return Ok(None);
    };
    if let Ok(value @ 0..=100) = typed.parse() {
        return Ok(Some(value));
    }
    filled.tell(name, visit.words.say("thoughts-wrong-number"));
    Err(Told)
}

/// How a page for staff is answered when something was wrong with it.
pub(super) const WRONG: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;
