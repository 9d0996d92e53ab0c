//! What every page stands on: the vault, the service's settings, who is signed in, and where
//! what happened is routed.

use crate::words::{Language, Words};
use care::{Asker, Happened, MINUTE, Moment, PersonId, RecordId};
use jiff::tz::TimeZone;
use sealed::engine::Pending;
use sealed::{Act, ReadError, Vault};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::client_shell::Place;
use crate::visit::{Arrival, Form};
use axum::response::Response;

/// What the service chose about itself.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The service's name, shown to staff and on the client's own screens, never in a title.
    pub name: String,
    /// The one title every client screen has. It says nothing about care.
    pub neutral_title: String,
    /// Where Exit goes: the address of an everyday site.
    pub exit_url: String,
    /// The time zone the service lives in.
    pub zone: TimeZone,
    /// The language for people who have not chosen one.
    pub language: Language,
    /// Whether the service is reached over HTTPS, here or at a proxy in front. Only the demo and
    /// tests on one machine go without: then Exit is weaker, and the pages say so.
    pub https: bool,
}

/// Someone who is signed in.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// Which sign-in.
    pub sign_in: RecordId,
    /// Who, in which role.
    pub asker: Asker,
    /// How they are called on the screen. Staff only; a client's name is in their record.
    pub name: String,
    /// The language they read.
    pub language: Language,
    /// How far the sign-in has come.
    pub so_far: SoFar,
    /// When they last proved who they are.
    pub proven: Moment,
}

/// How far a sign-in has come. Whoever works here sees nothing of anyone before it is [`Self::In`];
/// clients always are.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum SoFar {
    /// All the way.
    In,
    /// The passphrase was right; the second way is still to come.
    NeedsSecond,
    /// The passphrase was right, and there is no second way yet: one must be made first.
    NeedsASecondWay,
    /// It was all the way in, and then nobody was seen for a while: who is there must be proven
    /// again.
    Resting,
}

/// How long having proven who one is counts for a grave act: five minutes, this project's own
/// choice.
pub const FRESH: i64 = 5 * MINUTE;

/// Whether someone proved who they are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Proof {
    /// They did.
    Yes,
    /// They did not.
    No,
    /// Too many tries for now.
    TooMany,
}

/// How people come in. The capability `people` implements it; pages only asks.
pub trait SignIns: Send + Sync {
    /// Whose sign-in this token is, if it is a live one.
    fn who<'a>(&'a self, token: &'a str) -> Pending<'a, Result<Option<SignedIn>, ReadError>>;

    /// Ends the sign-in of this token, durably. Ending one that has ended changes nothing.
    fn end<'a>(&'a self, token: &'a str) -> Pending<'a, ()>;

    /// How someone on the staff is called on the screen, if there is such a person. Never a
    /// client's name: that is in their record.
    fn name_of(&self, person: PersonId) -> Pending<'_, Result<Option<String>, ReadError>>;

    /// How the client whose record is open wishes to be called. The act must open
    /// [`care::Section::Identity`].
    fn called<'a>(&'a self, act: &'a Act) -> Pending<'a, Result<String, ReadError>>;

    /// Whether the `passphrase` in a form is that of whoever is signed in. For a client's graver
    /// acts: the proof comes along with the act itself.
    fn proves<'a>(
        &'a self,
        _who: &'a SignedIn,
        _form: &'a Form,
    ) -> Pending<'a, Result<Proof, ReadError>> {
        Box::pin(async { Ok(Proof::No) })
    }

    /// The page for someone who is not signed in.
    fn front<'a>(&'a self, arrival: &'a Arrival) -> Pending<'a, Response>;
}

/// Where what happened goes. The binary implements it, in one visible `match`.
pub trait Reactions: Send + Sync {
    /// Adds to the act what others must do because of what happened, before it is committed.
    fn route<'a>(
        &'a self,
        act: &'a mut Act,
        happened: &'a [Happened],
    ) -> Pending<'a, Result<(), ReadError>>;
}

/// What every page stands on.
pub struct Floor {
    /// Sealed records.
    pub vault: Vault,
    /// What the service chose.
    pub settings: Settings,
    /// Who is signed in.
    pub sign_ins: Arc<dyn SignIns>,
    /// Where what happened goes.
    pub reactions: Arc<dyn Reactions>,
    places: Mutex<HashMap<RecordId, Place>>,
}

/// Places remembered at most; the oldest are forgotten together and those clients start at home.
const PLACES: usize = 50_000;

/// How often an act is run again when the record changed under it.
const ATTEMPTS: u32 = 4;

impl Floor {
    /// Puts the floor together.
    pub fn new(
        vault: Vault,
        settings: Settings,
        sign_ins: Arc<dyn SignIns>,
        reactions: Arc<dyn Reactions>,
    ) -> Arc<Self> {
        Arc::new(Self {
            vault,
            settings,
            sign_ins,
            reactions,
            places: Mutex::default(),
        })
    }

    /// The service speaking the language of whoever is not signed in yet.
    pub fn words(&self) -> Words {
        Words::new(self.settings.language)
    }

    /// Where a client stands in their app. On the server, so that the browser's history holds one
    /// address only.
    pub(crate) fn place(&self, sign_in: RecordId) -> Place {
        let places = self.places.lock().unwrap_or_else(PoisonError::into_inner);
        places.get(&sign_in).cloned().unwrap_or_default()
    }

    pub(crate) fn set_place(&self, sign_in: RecordId, place: Place) {
        let mut places = self.places.lock().unwrap_or_else(PoisonError::into_inner);
        if places.len() >= PLACES {
            places.clear();
        }
        places.insert(sign_in, place);
    }

    /// Runs an act and finishes it. If someone else changed the record meanwhile, it is opened and
    /// run again, a few times: what was asked is asked of the record as it is then. `run` is handed
    /// the act and hands it back with its result and what happened.
    pub async fn attempt<T, E, R>(
        &self,
        act: Act,
        mut run: impl FnMut(Act) -> R,
    ) -> Result<Result<T, E>, FinishError>
    where
        R: Future<Output = Result<(Act, T, Vec<Happened>), E>>,
    {
        let access = *act.access();
        let mut act = act;
        for _ in 0..ATTEMPTS {
            let (ran, done, happened) = match run(act).await {
                Ok(done) => done,
                Err(refused) => return Ok(Err(refused)),
            };
            match self.finish(ran, &happened).await {
                Ok(()) => return Ok(Ok(done)),
                Err(error) if error.is_conflict() => {}
                Err(error) => return Err(error),
            }
            act = Act::open(&self.vault, access).await?;
        }
        Err(FinishError::Commit(sealed::engine::CommitError::Conflict))
    }

    /// Finishes an act: routes what happened, then commits everything in one transaction.
    pub async fn finish(&self, mut act: Act, happened: &[Happened]) -> Result<(), FinishError> {
        self.reactions.route(&mut act, happened).await?;
        Ok(act.done().await?)
    }
}

/// Why an act was not finished. Nothing of it was kept.
#[derive(Debug, thiserror::Error)]
pub enum FinishError {
    /// What a reaction needed could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// It could not be committed.
    #[error(transparent)]
    Commit(#[from] sealed::engine::CommitError),
}

impl FinishError {
    /// Whether someone else was first, or the same thing was sent twice: read again and repeat.
    pub const fn is_conflict(&self) -> bool {
        matches!(self, Self::Commit(sealed::engine::CommitError::Conflict))
    }
}
