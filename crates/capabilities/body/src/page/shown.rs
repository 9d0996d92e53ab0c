//! What several pages show alike: who can see a thing and what can be done with it, numbers, and
//! what was typed.

use crate::stored::{HIGHEST, Piece};
use care::{Line, RecordId, Section, Sections};
use pages::{ClientVisit, Filled, Language, Reader, Trouble, Visit, Words, wrong_words};
use sealed::{Act, Kept, ReadersV1};

/// What the client's screens open. Consent: so that someone is named who can read it.
pub(super) const READS: Sections =
    Sections::of(&[Section::Work, Section::Consent, Section::Drafts]);

/// What can be done with what the client noted, and who can see it.
pub(super) struct Handles {
    pub(super) id: RecordId,
    /// Of which kind it is, for the acts.
    pub(super) kind: &'static str,
    /// Who can see it.
    pub(super) who: String,
    /// On the button that sends it; nothing where it was sent.
    pub(super) share: Option<String>,
}

impl Handles {
    pub(super) fn of<T: Piece>(
        kept: &Kept<T>,
        kind: &'static str,
        words: Words,
        reader: &Reader,
    ) -> Self {
        let sent = kept.value.readers() == ReadersV1::Section;
        Self {
            id: kept.record,
            kind,
            who: if sent {
                reader.say("work-seen-by")
            } else {
                words.say("work-only-you")
            },
            share: (!sent).then(|| reader.say("work-share")),
        }
    }
}

/// What a form is about: what it says itself, else what the screen is about.
pub(super) fn about(visit: &ClientVisit) -> Result<RecordId, Trouble> {
    let posted = visit.form.get("about").and_then(RecordId::parse);
    posted.or(visit.place.about).ok_or(Trouble::NotUnderstood)
}

/// The id that the page offered for what is sent from it.
pub(super) fn once(visit: &Visit) -> Result<RecordId, Trouble> {
    let posted = visit.form.get("once").and_then(RecordId::parse);
    posted.ok_or(Trouble::NotUnderstood)
}

/// The id that a page offers: the one in its draft, as long as nothing was kept under it.
pub(super) async fn offered<T: Piece>(act: &Act, filled: &Filled) -> Result<RecordId, Trouble> {
    Ok(match RecordId::parse(filled.value("once")) {
        Some(once) if act.find::<T>(once).await?.is_none() => once,
        _ => act.mint(),
    })
}

/// A form with what is kept of its draft.
pub(super) fn drafted(fields: &[(String, String)]) -> Filled {
    let fields: Vec<_> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.clone()))
        .collect();
    Filled::offered(&fields)
}

/// It could not be taken, and its field says why.
pub(super) struct Told;

/// A number from 0 to 10, if one was said.
pub(super) fn number(
    visit: &Visit,
    filled: &mut Filled,
    name: &'static str,
) -> Result<Option<u8>, Told> {
    let typed = visit.form.words(name).unwrap_or_default();
    parsed(typed).map_err(|Told| {
        filled.tell(name, visit.words.say("body-wrong-number"));
        Told
    })
}

/// A number from 0 to 10 or nothing.
pub(super) fn parsed(typed: &str) -> Result<Option<u8>, Told> {
    if typed.is_empty() {
        return Ok(None);
    }
    let number = typed.parse().ok().filter(|number| *number <= HIGHEST);
    number.map(Some).ok_or(Told)
}

/// Own words, if there are any.
pub(super) fn line<const MAX: usize>(
    visit: &Visit,
    filled: &mut Filled,
    name: &'static str,
) -> Result<Option<String>, Told> {
    let parsed = Line::<MAX>::parse_optional(visit.form.get(name));
    parsed
        .map(|line| line.map(|line| line.as_str().to_owned()))
        .map_err(|wrong| {
            filled.tell(name, wrong_words(wrong, visit.words));
            Told
        })
}

/// A number with one digit after the point, as it is written in the language.
pub(super) fn one_digit(number: f64, words: Words) -> String {
    let written = format!("{number:.1}");
    match words.language {
        Language::English => written,
        Language::Spanish => written.replace('.', ","),
    }
}
