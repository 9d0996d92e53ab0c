//! Half-written words, kept sealed on the server every few seconds and nowhere on the device.

use crate::client_shell::{ClientVisit, HOME, Next, Place};
use crate::trouble::Trouble;
use care::{RecordId, Section};
use sealed::{Act, Kept, Passing, ReadError, Stored};
use serde::{Deserialize, Serialize};

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
pub(crate) async fn stop(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    keep(visit, act).await?;
    Ok(Next::Go(Place::at(HOME).saying("draft-kept")))
}

/// The act `draft`: keeps the fields of the screen the client stands at.
pub(crate) async fn keep(visit: ClientVisit, mut act: Act) -> Result<Next, Trouble> {
    let fields = visit
        .form
        .fields()
        .iter()
        .filter(|(name, _)| name != "do")
        .cloned()
        .collect();
    let id = id(&act, visit.place.screen, visit.place.about);
    act.overwrite(id, &DraftV1 { fields })?;
    act.done().await?;
    Ok(Next::Quiet)
}
