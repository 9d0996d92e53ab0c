//! Half-written words of a form whose words only the client's own word opens. They are never kept
//! under the service's keys: not as a draft, not when the lock came on, not with an exit. While the
//! own key is closed they wait in memory ([`settle`]).

use super::{id, together, words_of};
use crate::client_shell::{ClientVisit, Next, Place};
use crate::form::Form;
use crate::guard::open_own;
use crate::own_keys::Where;
use crate::trouble::Trouble;
use crate::visit::Visit;
use care::{RecordId, Section, Sections};
use sealed::{Act, OwnKey, Passing, ReadError, Stored};
use serde::{Deserialize, Serialize};

/// The hidden field by which a form says so. Its value is the name of the screen.
pub const OWN: &str = "own-key";

const CIRCLE: Sections = Sections::of(&[Section::Circle]);

/// The stored shape of such a draft: the fields as they stood.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnDraftV1 {
    /// The fields, in their order.
    pub fields: Vec<(String, String)>,
}

impl Stored for OwnDraftV1 {
    const KIND: &'static str = "own-draft";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Circle;
}

impl Passing for OwnDraftV1 {}

/// Whether a form says that its words are under the client's own key.
pub(crate) fn is(form: &Form) -> bool {
    form.get(OWN).is_some()
}

/// The form that was sent: where it stands, or, where that is not known any more, what it says.
fn form_of(visit: &Visit, place: &Place) -> Where {
    let screen = visit.form.get(OWN).unwrap_or_default().to_owned();
    let about = if screen == place.screen {
        place.about
    } else {
        visit.form.get("about").and_then(RecordId::parse)
    };
    (screen, about)
}

/// Keeps the words of the form that was sent: under the own key while it is open; in memory while it
/// is not, and then the answer is [`Next::Locked`].
///
/// # Errors
/// If they could not be kept.
pub async fn keep(visit: &Visit, place: &Place) -> Result<Next, Trouble> {
    let (floor, now) = (&visit.floor, visit.now);
    let (sign_in, person) = (visit.who.sign_in, visit.who.asker.person);
    let of = form_of(visit, place);
    let came: Vec<_> = words_of(&visit.form.held())
        .into_iter()
        .filter(|(name, _)| name != OWN)
        .collect();
    let Some(key) = floor.own_keys.key(sign_in, now) else {
        let unsealed = &floor.own_keys.unsealed;
        let there = unsealed.of(person, &of, now);
        unsealed.keep(person, of, together(there, came), now);
        // They wait, and are not saved: a page that says so must not say "saved".
        return Ok(Next::Locked);
    };
    let act = open_own(visit, CIRCLE).await?.with_own_key(key);
    // Only the page that is open says what stands there; anyone else at the device only adds.
    let there = if floor.standings.takes_words(sign_in, now) {
        Vec::new()
    } else {
        load(&act, &of.0, of.1).await?
    };
    put(act, &of, together(there, came)).await?;
    Ok(Next::Quiet)
}

async fn put(mut act: Act, of: &Where, fields: Vec<(String, String)>) -> Result<(), Trouble> {
    let id = id(&act, &of.0, of.1);
    act.overwrite(id, &OwnDraftV1 { fields })?;
    Ok(act.done().await?)
}

/// The own key was opened: what waited for it goes to the form it was written on, beside what is
/// kept of it.
///
/// # Errors
/// If it could not be kept. Then it waits on.
pub async fn settle(visit: &ClientVisit, key: OwnKey) -> Result<(), Trouble> {
    let (unsealed, person) = (&visit.floor.own_keys.unsealed, visit.who.asker.person);
    let Some((of, fields)) = unsealed.waits(person, visit.now) else {
        return Ok(());
    };
    let act = open_own(visit, CIRCLE).await?.with_own_key(key);
    let there = load(&act, &of.0, of.1).await?;
    put(act, &of, together(there, fields)).await?;
    unsealed.let_go(person);
    Ok(())
}

/// The fields of such a draft as they were last kept; empty if there is none or it does not open.
/// The act has the own key.
///
/// # Errors
/// If it could not be read.
pub async fn load(
    act: &Act,
    form: &str,
    about: Option<RecordId>,
) -> Result<Vec<(String, String)>, ReadError> {
    match act.find::<OwnDraftV1>(id(act, form, about)).await {
        Ok(draft) => Ok(draft.map(|kept| kept.value.fields).unwrap_or_default()),
        Err(ReadError::Damaged(_)) => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

/// Throws such a draft away, in the act that keeps what it became.
///
/// # Errors
/// If the act does not open it.
pub fn forget(act: &mut Act, form: &str, about: Option<RecordId>) -> Result<(), ReadError> {
    act.forget::<OwnDraftV1>(id(act, form, about))
}
