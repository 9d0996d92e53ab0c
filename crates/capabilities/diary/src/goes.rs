//! Where the card goes when it is saved: said once by the client, changed at any time, and said
//! otherwise for a single day whenever they like. Nobody but the client sees what they chose.

use care::{Audience, RecordId, Section};
use sealed::{Act, ReadError, Stored};
use serde::{Deserialize, Serialize};

/// When a saved day is sent.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum ToV1 {
    /// Each day, as it is saved.
    EachDay,
    /// At the session: it is kept until the client sends all such days together.
    Session,
    /// The client says so each time.
    Ask,
}

impl ToV1 {
    /// All, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::EachDay, Self::Session, Self::Ask];

    /// How it is named in forms and in the catalogue.
    pub const fn name(self) -> &'static str {
        match self {
            Self::EachDay => "each",
            Self::Session => "session",
            Self::Ask => "ask",
        }
    }

    /// The choice of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|to| to.name() == name)
    }
}

/// What the client chose.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct GoesV1 {
    /// When a saved day is sent.
    pub to: ToV1,
    /// When they said so, in milliseconds since the epoch.
    pub at: i64,
}

impl Stored for GoesV1 {
    const KIND: &'static str = "diary-goes";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Work;

    fn audience(&self) -> Audience {
        Audience::Nobody
    }
}

fn id(act: &Act) -> RecordId {
    act.id_for("diary goes", RecordId::from_bytes([0; 16]))
}

/// What the client chose, if they did.
///
/// # Errors
/// If it cannot be read.
pub async fn goes(act: &Act) -> Result<Option<ToV1>, ReadError> {
    let kept = act.find::<GoesV1>(id(act)).await?;
    Ok(kept.map(|kept| kept.value.to))
}

/// The client chooses. It holds for what is saved from now on, and moves nothing that was saved.
///
/// # Errors
/// If it cannot be read; [`ReadError::NotCovered`] for anyone but the client.
pub async fn goes_to(act: &mut Act, to: ToV1) -> Result<(), ReadError> {
    if act.by() != act.whose().person() {
        return Err(ReadError::NotCovered);
    }
    let chosen = GoesV1 {
        to,
        at: act.now().millis(),
    };
    match act.find::<GoesV1>(id(act)).await? {
        Some(was) if was.value.to == to => Ok(()),
        Some(was) => act.amend(&was, &chosen),
        None => act.keep(id(act), &chosen),
    }
}
