//! Half-written words, kept sealed on the server every few seconds and nowhere on the device.

use crate::client_shell::{ClientVisit, HOME, Next, Place};
use crate::trouble::Trouble;
use care::{Moment, RecordId, Section};
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
    put(&mut act, &visit.place, visit.form.fields())?;
    act.done().await?;
    Ok(Next::Quiet)
}

fn put(act: &mut Act, place: &Place, fields: &[(String, String)]) -> Result<(), ReadError> {
    let fields = fields.iter().filter(|(name, _)| name != "do").cloned();
    let fields = fields.collect();
    act.overwrite(id(act, place.screen, place.about), &DraftV1 { fields })
}

/// What someone sent while the lock was on.
pub(crate) struct Held {
    /// Under which sign-in.
    pub(crate) sign_in: RecordId,
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
/// How many fields say whose and where it was, before what was sent.
const WHOSE: usize = 3;

/// Whether a field holds something that opens: that is never kept, also not sealed.
fn opens(name: &str) -> bool {
    ["passphrase", "secret", "unlock"]
        .iter()
        .any(|part| name.contains(part))
}

/// Keeps what was sent while the lock was on.
pub(crate) fn hold(act: &mut Act, held: &Held) -> Result<(), ReadError> {
    let whose = [
        ("sign-in", held.sign_in.to_string()),
        ("screen", held.screen.clone()),
        (
            "about",
            held.about.map(|id| id.to_string()).unwrap_or_default(),
        ),
    ];
    let whose = whose.map(|(name, value)| (name.to_owned(), value));
    let sent = held.fields.iter().filter(|(name, _)| !opens(name)).cloned();
    let fields = whose.into_iter().chain(sent).collect();
    act.overwrite(id(act, HELD, None), &DraftV1 { fields })
}

/// What was sent while the lock was on, if anything was.
pub(crate) async fn held(act: &Act) -> Result<Option<Held>, ReadError> {
    let mut fields = load(act, HELD, None).await?;
    if fields.len() < WHOSE {
        return Ok(None);
    }
    let sent = fields.split_off(WHOSE);
    let value = |at: usize| fields.get(at).map_or("", |(_, value)| value.as_str());
    Ok(RecordId::parse(value(0)).map(|sign_in| Held {
        sign_in,
        screen: value(1).to_owned(),
        about: RecordId::parse(value(2)),
        fields: sent,
    }))
}

/// It was done.
pub(crate) fn let_go(act: &mut Act) -> Result<(), ReadError> {
    act.forget::<DraftV1>(id(act, HELD, None))
}

/// It was not done: the words go back to the screen they were written on.
pub(crate) fn put_back(
    act: &mut Act,
    place: &Place,
    fields: &[(String, String)],
) -> Result<(), ReadError> {
    put(act, place, fields)?;
    let_go(act)
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
