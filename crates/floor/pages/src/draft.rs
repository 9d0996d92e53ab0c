//! Half-written words, kept sealed on the server every few seconds and nowhere on the device.

mod own;

use crate::client_shell::{ClientVisit, HOME, Next, Place};
use crate::trouble::Trouble;
use crate::visit::BODY_MAX;
use care::{Moment, RecordId, Section};
use sealed::{Act, Kept, Passing, ReadError, Stored};
use serde::{Deserialize, Serialize};

pub(crate) use own::is as is_own;
pub use own::{OWN, OwnDraftV1, forget as forget_own, keep as keep_own, load as load_own, settle};

/// The stored shape of a draft: the form it belongs to and the fields as they stood.
#[derive(Clone, Serialize, Deserialize)]
pub struct DraftV1 {
    /// The fields, in their order.
    pub fields: Vec<(String, String)>,
}

impl Stored for DraftV1 {
    const KIND: &'static str = "draft";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Drafts;
}

impl Passing for DraftV1 {}

/// The id of the draft of a form (its screen's name) about a record.
fn id(act: &Act, form: &str, about: Option<RecordId>) -> RecordId {
    act.id_for(
        &format!("draft {form}"),
        about.unwrap_or(RecordId::from_bytes([0; 16])),
    )
}

/// The fields of a draft as they were last kept; empty if there is none or it does not open. A
/// draft that is lost is a pity and not a lie: nothing was ever said to be sent.
pub async fn load(
    act: &Act,
    form: &str,
    about: Option<RecordId>,
) -> Result<Vec<(String, String)>, ReadError> {
    match act.find::<DraftV1>(id(act, form, about)).await {
        Ok(draft) => Ok(draft
            .map(|Kept { value, .. }| value.fields)
            .unwrap_or_default()),
        Err(ReadError::Damaged(_)) => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

/// Throws a draft away, in the act that sends what it became.
pub fn forget(act: &mut Act, form: &str, about: Option<RecordId>) -> Result<(), ReadError> {
    act.forget::<DraftV1>(id(act, form, about))
}

/// The act `stop`: keeps the fields and goes back to the first screen. The words are there when the
/// client comes back.
pub(crate) async fn stop(visit: ClientVisit, mut act: Act) -> Result<Next, Trouble> {
    if is_own(&visit.form) {
        return Ok(match keep_own(&visit, &visit.place).await? {
            Next::Quiet => Next::Go(Place::at(HOME).saying("draft-kept")),
            // The screen asks for what opens it, and then the words are there.
            _ => Next::Go(visit.place.clone()),
        });
    }
    put(&mut act, &visit.place, words_of(&visit.form.held()))?;
    act.done().await?;
    Ok(Next::Go(Place::at(HOME).saying("draft-kept")))
}

/// The act `draft`: keeps the fields of the screen the client stands at.
pub(crate) async fn keep(visit: ClientVisit, mut act: Act) -> Result<Next, Trouble> {
    if is_own(&visit.form) {
        return keep_own(&visit, &visit.place).await;
    }
    let came = words_of(&visit.form.held());
    // Behind the lock only the page that was open adds to what lies there: it is still breathing,
    // or it says all that was kept and more. Anyone else at the device could only destroy words.
    if !visit
        .floor
        .standings
        .takes_words(visit.who.sign_in, visit.now)
    {
        let there = load(&act, visit.place.screen, visit.place.about).await?;
        if !there.iter().all(|field| said_in(field, &came)) {
            return Ok(Next::Locked);
        }
    }
    put(&mut act, &visit.place, came)?;
    act.done().await?;
    Ok(Next::Quiet)
}

fn put(act: &mut Act, place: &Place, fields: Vec<(String, String)>) -> Result<(), ReadError> {
    act.overwrite(id(act, place.screen, place.about), &DraftV1 { fields })
}

/// What of a form is kept: nothing that opens something, not even sealed.
fn words_of(fields: &[(String, String)]) -> Vec<(String, String)> {
    let kept = |name: &str| name != "do" && !opens(name);
    fields
        .iter()
        .filter(|(name, _)| kept(name))
        .cloned()
        .collect()
}

/// Whether a field holds something that opens.
fn opens(name: &str) -> bool {
    ["passphrase", "secret", "unlock"]
        .iter()
        .any(|part| name.contains(part))
}

/// Whether these fields say all that this one says.
fn said_in(field: &(String, String), fields: &[(String, String)]) -> bool {
    fields
        .iter()
        .any(|(name, value)| *name == field.0 && value.contains(&field.1))
}

/// What was kept and what came, together: no words of either are lost, as long as the whole is not
/// longer than one form may be; then what was there first stays. A value without a space is a
/// choice or a number: there the later one is meant.
fn together(there: Vec<(String, String)>, came: Vec<(String, String)>) -> Vec<(String, String)> {
    let mut both = came;
    for field in &there {
        let (name, words) = field;
        if said_in(field, &both) || !words.trim().contains(char::is_whitespace) {
            continue;
        }
        match both.iter_mut().find(|(other, _)| other == name) {
            Some((_, value)) if words.contains(&*value) => value.clone_from(words),
            Some((_, value)) => *value = format!("{words}\n\n{value}"),
            None => both.push(field.clone()),
        }
    }
    let long: usize = both.iter().map(|(_, value)| value.len()).sum();
    if long > BODY_MAX { there } else { both }
}

/// What someone sent while the lock was on.
pub(crate) struct Held {
    /// Where they stood.
    pub(crate) screen: String,
    /// What the screen was about.
    pub(crate) about: Option<RecordId>,
    /// What they sent.
    pub(crate) fields: Vec<(String, String)>,
}

/// The form name under which it is kept: no screen is called so.
const HELD: &str = "(held)";
/// The form name under which it is kept that someone was shown what comes first.
const BEGUN: &str = "(begun)";
/// How many fields say where it was, before what was sent.
const WHERE: usize = 2;

/// Keeps what was sent while the lock was on. Whoever has one there already puts that back first.
pub(crate) fn hold(act: &mut Act, held: &Held) -> Result<(), ReadError> {
    let about = held.about.map(|id| id.to_string()).unwrap_or_default();
    let fields = [("screen", held.screen.clone()), ("about", about)]
        .map(|(name, value)| (name.to_owned(), value))
        .into_iter()
        .chain(words_of(&held.fields))
        .collect();
    act.overwrite(id(act, HELD, None), &DraftV1 { fields })
}

/// What was sent while the lock was on, if anything was.
pub(crate) async fn held(act: &Act) -> Result<Option<Held>, ReadError> {
    let mut fields = load(act, HELD, None).await?;
    if fields.len() < WHERE {
        return Ok(None);
    }
    let sent = fields.split_off(WHERE);
    let value = |at: usize| fields.get(at).map_or("", |(_, value)| value.as_str());
    Ok(Some(Held {
        screen: value(0).to_owned(),
        about: RecordId::parse(value(1)),
        fields: sent,
    }))
}

/// It waits no longer.
pub(crate) fn let_go(act: &mut Act) -> Result<(), ReadError> {
    act.forget::<DraftV1>(id(act, HELD, None))
}

/// The words go back to the screen they were written on, beside what is kept of it.
pub(crate) async fn put_back(act: &mut Act, place: &Place, held: Held) -> Result<(), ReadError> {
    let there = load(act, place.screen, place.about).await?;
    put(act, place, together(there, held.fields))
}

/// Whether this client was shown what comes first.
pub(crate) async fn has_begun(act: &Act) -> Result<bool, ReadError> {
    Ok(!load(act, BEGUN, None).await?.is_empty())
}

/// Notes that this client was shown what comes first.
pub(crate) fn begin(act: &mut Act, now: Moment) -> Result<(), ReadError> {
    let fields = vec![("at".to_owned(), now.millis().to_string())];
    act.overwrite(id(act, BEGUN, None), &DraftV1 { fields })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(all: &[(&str, &str)]) -> Vec<(String, String)> {
        all.iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect()
    }

    #[test]
    fn what_opens_something_is_never_kept_as_words() {
        let sent = fields(&[
            ("do", "my-lock"),
            ("passphrase-now", "a"),
            ("secret", "b"),
            ("unlock-word", "c"),
            ("own-words", "d"),
        ]);
        assert_eq!(words_of(&sent), fields(&[("own-words", "d")]));
    }

    #[test]
    fn no_words_are_lost_when_others_come_to_the_same_screen() {
        for (there, came, kept) in [
            ("We hurried.", "", "We hurried."),
            ("", "We hurried.", "We hurried."),
            ("We hurried.", "We hurried. Twice.", "We hurried. Twice."),
            ("We hurried. Twice.", "We hurried.", "We hurried. Twice."),
            ("We hurried.", "Not that.", "We hurried.\n\nNot that."),
        ] {
            let both = together(fields(&[("own", there)]), fields(&[("own", came)]));
            assert_eq!(both, fields(&[("own", kept)]), "{there:?} and {came:?}");
        }
        let gone = together(fields(&[("own", "We hurried.")]), fields(&[("fit", "2")]));
        assert_eq!(gone, fields(&[("fit", "2"), ("own", "We hurried.")]));
    }

    #[test]
    fn of_two_choices_the_later_one_is_meant() {
        let there = fields(&[("fit", "clashed"), ("who", "now")]);
        assert_eq!(
            together(there, fields(&[("fit", "close")])),
            fields(&[("fit", "close")])
        );
    }

    #[test]
    fn however_often_it_is_sent_a_draft_stays_as_long_as_a_form_may_be() {
        let mut kept = fields(&[("own", "We hurried.")]);
        for turn in 0..9 {
            let much = format!("{turn} {}", "x".repeat(BODY_MAX / 4));
            let other = format!("other-{turn}");
            kept = together(kept, fields(&[("own", &much)]));
            kept = together(kept, fields(&[("own", "We hurried."), (&other, &much)]));
            let long: usize = kept.iter().map(|(_, value)| value.len()).sum();
            assert!(long <= BODY_MAX, "{turn}");
            assert!(said_in(&fields(&[("own", "We hurried.")])[0], &kept));
        }
    }
}
