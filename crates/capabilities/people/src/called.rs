//! What a client is called: in the client's own record, and from there in the gist that lists show.

use crate::kept::{CalledV1, ClientV1};
use care::{Access, RecordId};
use sealed::{Act, Overview, ReadError, Vault};

/// The one record of a client about themselves.
pub(crate) fn client_record(act: &Act) -> RecordId {
    act.id_for("client", RecordId::from_bytes([0; 16]))
}

/// What the client of this act is called. The act must reach [`care::Section::Identity`].
pub async fn client_name(act: &Act) -> Result<Option<String>, ReadError> {
    let kept = act.find::<ClientV1>(client_record(act)).await?;
    Ok(kept.map(|kept| kept.value.called))
}

/// What the client of this overview is called; the access must reach
/// [`care::Section::Identity`] beside the overview.
///
/// Whoever admits a client may not write into the client's overview, so the first of the client's
/// own team who looks puts the name there, with the line that says so: from then on a list is drawn
/// from gists alone.
pub async fn called(
    vault: &Vault,
    access: Access,
    overview: &Overview,
) -> Result<Option<String>, ReadError> {
    if let Some(gist) = overview.get::<CalledV1>()? {
        return Ok(Some(gist.called));
    }
    let mut act = Act::open(vault, access).await?;
    let Some(called) = client_name(&act).await? else {
        return Ok(None);
    };
    // What a client granted is a look: it puts nothing there.
    if !access.may_write() {
        return Ok(Some(called));
    }
    act.set_gist(&CalledV1 {
        called: called.clone(),
    })
    .await?;
    // Someone else may have been first, or the disk may be full: the name is known all the same,
    // and the next look tries again.
    if act.done().await.is_err() {
        tracing::debug!("a name was not put into an overview this time");
    }
    Ok(Some(called))
}
