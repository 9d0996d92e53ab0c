//! What every page stands on: the vault, the service's settings, who is signed in, and where
//! what happened is routed.

use crate::words::{Language, Words};
use care::{Asker, ClientId, Happened, MINUTE, Moment, PersonId, RecordId};
use jiff::tz::TimeZone;
use sealed::engine::Pending;
use sealed::{Act, ReadError, StretchV1, Vault};
use std::sync::{Arc, OnceLock};

use crate::assets::Icon;
use crate::client_shell::Place;
use crate::form::Form;
use crate::large::Large;
use crate::layout::Html;
use crate::own_keys::OwnKeys;
use crate::posted::AllPosted;
use crate::quiet::AllQuiet;
use crate::standing::Standings;
use crate::visit::{Arrival, Visit};
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
    /// What is seen before anything is unlocked.
    pub cover: Cover,
}

/// What a service chose for the side of it that anyone may see: in a tab, among a phone's apps, and
/// on the first screen, before anything is unlocked. Nothing of it may say what the service is.
#[derive(Clone, Debug, Default)]
pub struct Cover {
    /// The mark in the tab and among the phone's apps.
    pub icon: Icon,
    /// The colour around the page on a phone, as `#rrggbb`; without it that of paper.
    pub theme: Option<String>,
    /// What to do when something cannot wait, in the service's own words, with its numbers.
    pub urgent: Option<String>,
    /// What is useful to know and says nothing: when somebody answers, where the bus stops.
    pub practical: Option<String>,
}

/// The settings in force: as the program was started, until the service is set up in a browser and
/// chooses what was left open. That happens once.
#[derive(Debug)]
pub struct Settled {
    given: Settings,
    chosen: OnceLock<Settings>,
}

impl Settled {
    const fn new(given: Settings) -> Self {
        Self {
            given,
            chosen: OnceLock::new(),
        }
    }

    /// Puts these in force. The second time nothing changes.
    pub fn settle(&self, settings: Settings) {
        // Whoever was first has set them; what comes later is the same set-up sent twice.
        let _ = self.chosen.set(settings);
    }
}

impl std::ops::Deref for Settled {
    type Target = Settings;

    fn deref(&self) -> &Settings {
        self.chosen.get().unwrap_or(&self.given)
    }
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

    /// Whether what was typed into the field `unlock` opens what is behind the lock, for this person.
    fn unlock<'a>(
        &'a self,
        who: &'a SignedIn,
        form: &'a Form,
    ) -> Pending<'a, Result<Unlocked, ReadError>>;

    /// The phrase a client chose to know the genuine pages by, shown on every one of them.
    fn recognition<'a>(
        &'a self,
        _who: &'a SignedIn,
    ) -> Pending<'a, Result<Option<String>, ReadError>> {
        Box::pin(async { Ok(None) })
    }

    /// What this person is told above every screen, locked or not, until it is over: that someone
    /// is making a new way in for them, and how to stop it.
    fn above(&self, _visit: &Visit) -> Option<Html> {
        None
    }

    /// The page for someone who is not signed in.
    fn front<'a>(&'a self, arrival: &'a Arrival) -> Pending<'a, Response>;
}

/// What came of a try to unlock.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unlocked {
    /// It is open.
    Yes,
    /// These are not the words.
    No,
    /// Too many tries for now.
    TooMany,
}

/// Where what happened goes. The binary implements it, in one visible `match`.
pub trait Reactions: Send + Sync {
    /// What a client must see first on the first screen behind the lock, whatever else there is:
    /// messages of the catalogue, each with the screen that has to do with it. None, as a rule.
    fn first<'a>(
        &'a self,
        _vault: &'a Vault,
        _client: ClientId,
    ) -> Pending<'a, Result<Vec<(&'static str, &'static str)>, ReadError>> {
        Box::pin(async { Ok(Vec::new()) })
    }

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
    pub settings: Settled,
    /// Who is signed in.
    pub sign_ins: Arc<dyn SignIns>,
    /// Where what happened goes.
    pub reactions: Arc<dyn Reactions>,
    /// What clients opened that is theirs alone.
    pub own_keys: Arc<OwnKeys>,
    pub(crate) standings: Standings,
    pub(crate) posted: AllPosted,
    /// What each client does not want to meet on their screens.
    pub(crate) quiet: AllQuiet,
    /// Places for bodies with files.
    pub(crate) large: Large,
}

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
            settings: Settled::new(settings),
            sign_ins,
            reactions,
            own_keys: OwnKeys::new(StretchV1::PERSON),
            standings: Standings::default(),
            posted: AllPosted::default(),
            quiet: AllQuiet::default(),
            large: Large::default(),
        })
    }

    /// The service speaking the language of whoever is not signed in yet.
    pub fn words(&self) -> Words {
        Words::new(self.settings.language)
    }

    /// The next page of this sign-in: a screen that needs no unlock is shown at once, any other
    /// behind it.
    pub fn begin_at(&self, sign_in: RecordId, screen: &'static str) {
        self.standings.put_in_front(sign_in, Place::at(screen));
    }

    /// A new sign-in of the same person took the place of an old one, when they proved again who
    /// they are: what they sent while it rested goes on under the new one.
    pub fn goes_on_as(&self, old: RecordId, new: &SignedIn) {
        self.posted.goes_on(old, new.sign_in, new.asker.person);
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
