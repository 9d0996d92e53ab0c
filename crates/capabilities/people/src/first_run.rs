//! Setting the service up in a browser, from the code in the operator's terminal to the first lead.
//!
//! What was chosen so far is kept, so that a set-up that was left half done goes on where it stood.
//! It is held by one browser at a time: someone who finds the code while it is under way is told
//! so and gets no further. Starting the program anew prints a new code, and whoever has that one
//! takes over. It does not end before recovery shares were typed back and did open the service.

use crate::desk::{SignInDesk, SignInError};
use crate::directory::anyone_here;
use care::{Private, RecordId};
use jiff::tz::TimeZone;
use pages::{Language, Settings};
use sealed::engine::CommitError;
use sealed::shares::{self, Share};
use sealed::{InDirectory, Kept, ReadError, Vault};
use serde::{Deserialize, Serialize};
use std::net::IpAddr;

/// The longest name of a service, in characters, as in the configuration file.
const NAME_MAX: usize = 80;
/// The longest neutral title, in characters, as in the configuration file.
const TITLE_MAX: usize = 40;

/// What the configuration file or a flag says already, so that it is not asked.
#[expect(
    clippy::struct_excessive_bools,
    reason = "five settings, each given or not"
)]
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Given {
    /// The service's name.
    pub name: bool,
    /// The neutral title.
    pub title: bool,
    /// Where Exit goes.
    pub exit: bool,
    /// The language for people who have not chosen one.
    pub language: bool,
    /// The time zone.
    pub zone: bool,
}

impl Given {
    /// Everything is said in the configuration.
    pub const ALL: Self = Self {
        name: true,
        title: true,
        exit: true,
        language: true,
        zone: true,
    };

    /// Nothing is.
    pub const NOTHING: Self = Self {
        name: false,
        title: false,
        exit: false,
        language: false,
        zone: false,
    };
}

/// Where the root key comes from, as the first run tells it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum RootSource {
    /// A file, at this path.
    File(String),
    /// A passphrase that is typed at every start.
    Passphrase,
    /// A program that is asked at every start.
    Command,
    /// It is made anew at every start: nothing is kept.
    Memory,
}

impl RootSource {
    /// Under which the message catalogue knows it.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::File(_) => "file",
            Self::Passphrase => "passphrase",
            Self::Command => "command",
            Self::Memory => "memory",
        }
    }
}

/// What the first run must know of how the program was started.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FirstRun {
    /// What is not asked.
    pub given: Given,
    /// Where the root key comes from.
    pub root: RootSource,
}

impl Default for FirstRun {
    fn default() -> Self {
        Self {
            given: Given::ALL,
            root: RootSource::Memory,
        }
    }
}

/// What the service chose in the browser. Only what the configuration left open counts.
#[derive(Clone, Default, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) struct ChoicesV1 {
    pub(crate) name: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) exit: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) zone: Option<String>,
    /// Whether process notes open with their author's own secret only.
    pub(crate) notes_blind: bool,
}

impl InDirectory for ChoicesV1 {
    const KIND: &'static str = "choices";
    const SHAPE: u16 = 1;
}

/// A set-up that is under way. No secret is in it: not the code, not the token, not a share.
#[expect(clippy::struct_excessive_bools, reason = "steps, each done or not")]
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct SetUpV1 {
    /// The keyed id of the token that the browser holds.
    pub(crate) held: [u8; 16],
    /// The keyed id of the code under which it was begun or taken over.
    pub(crate) code: [u8; 16],
    pub(crate) chosen: ChoicesV1,
    pub(crate) named: bool,
    pub(crate) key_read: bool,
    /// How many shares are needed; 0 while there are none.
    pub(crate) need: u8,
    pub(crate) rehearsed: bool,
    pub(crate) notes_chosen: bool,
}

impl InDirectory for SetUpV1 {
    const KIND: &'static str = "set-up";
    const SHAPE: u16 = 1;
}

/// Where a set-up stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum At {
    Service,
    Key,
    Shares,
    Rehearsal,
    Notes,
    Lead,
}

/// What the service chose in the browser, for whoever asks.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Choices {
    /// The service's name, if it was asked.
    pub name: Option<String>,
    /// Whether process notes open with their author's own secret only.
    pub notes_blind: bool,
}

/// What was chosen about the service, as typed.
#[derive(Clone, Debug)]
pub(crate) struct Named {
    pub(crate) name: String,
    pub(crate) title: String,
    pub(crate) exit: String,
    pub(crate) language: Language,
    pub(crate) zone: String,
}

/// Something about the service that cannot be so.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum NotSo {
    Name,
    Title,
    Exit,
    Zone,
}

/// Why nobody went on with a set-up.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum NotYours {
    /// This is not the code.
    Code,
    /// Another browser holds it.
    Held,
    /// Too many tries.
    TooMany,
}

fn one_line(text: &str, most: usize) -> bool {
    let count = text.trim().chars().count();
    (1..=most).contains(&count) && !text.chars().any(char::is_control)
}

/// What cannot be so, of what is asked.
pub(crate) fn looked_over(named: &Named, given: Given) -> Vec<NotSo> {
    let checks = [
        (given.name, one_line(&named.name, NAME_MAX), NotSo::Name),
        (given.title, one_line(&named.title, TITLE_MAX), NotSo::Title),
        (
            given.exit,
            crate::page::can_be_exit(&named.exit),
            NotSo::Exit,
        ),
        (given.zone, TimeZone::get(&named.zone).is_ok(), NotSo::Zone),
    ];
    let wrong = checks
        .into_iter()
        .filter(|(given, good, _)| !given && !good);
    wrong.map(|(_, _, what)| what).collect()
}

async fn choices_id(vault: &Vault) -> Result<RecordId, ReadError> {
    vault.directory_id("choices", &[]).await
}

async fn kept_choices(vault: &Vault) -> Result<ChoicesV1, ReadError> {
    let found = vault.directory_find::<ChoicesV1>(choices_id(vault).await?);
    Ok(found.await?.map(|kept| kept.value).unwrap_or_default())
}

/// What the service chose in the browser.
///
/// # Errors
/// If the directory cannot be read.
pub async fn choices(vault: &Vault) -> Result<Choices, ReadError> {
    let kept = kept_choices(vault).await?;
    Ok(Choices {
        name: kept.name,
        notes_blind: kept.notes_blind,
    })
}

/// The settings with what was chosen in the browser, where the configuration left it open.
///
/// # Errors
/// If the directory cannot be read.
pub async fn settled(
    vault: &Vault,
    settings: Settings,
    given: Given,
) -> Result<Settings, ReadError> {
    let kept = kept_choices(vault).await?;
    Ok(with(settings, &kept, given))
}

pub(crate) fn with(settings: Settings, kept: &ChoicesV1, given: Given) -> Settings {
    let open = |given: bool, kept: &Option<String>| kept.clone().filter(|_| !given);
    let zone = open(given.zone, &kept.zone).and_then(|name| TimeZone::get(&name).ok());
    let language = open(given.language, &kept.language);
    let language = language.as_deref().and_then(Language::from_tag);
    Settings {
        name: open(given.name, &kept.name).unwrap_or(settings.name),
        neutral_title: open(given.title, &kept.title).unwrap_or(settings.neutral_title),
        exit_url: open(given.exit, &kept.exit).unwrap_or(settings.exit_url),
        zone: zone.unwrap_or(settings.zone),
        language: language.unwrap_or(settings.language),
        ..settings
    }
}

/// Where a set-up stands.
pub(crate) fn at(state: &SetUpV1, given: Given) -> At {
    if !state.named && given != Given::ALL {
        At::Service
    } else if !state.key_read {
        At::Key
    } else if state.need == 0 {
        At::Shares
    } else if !state.rehearsed {
        At::Rehearsal
    } else if !state.notes_chosen {
        At::Notes
    } else {
        At::Lead
    }
}

async fn set_up_id(vault: &Vault) -> Result<RecordId, ReadError> {
    vault.directory_id("set-up", &[]).await
}

impl SignInDesk {
    /// What the first run must know of how the program was started.
    #[must_use]
    pub fn knowing(mut self, first_run: FirstRun) -> Self {
        self.beside.first_run = first_run;
        self
    }

    pub(crate) fn given(&self) -> Given {
        self.beside.first_run.given
    }

    pub(crate) fn root_source(&self) -> &RootSource {
        &self.beside.first_run.root
    }

    /// Takes the set-up in hand by the code. Answers the token for the browser to hold.
    pub(crate) async fn take_set_up(
        &self,
        code: &Private<String>,
        carried: Option<&Private<String>>,
        from: Option<IpAddr>,
    ) -> Result<Result<Private<String>, NotYours>, SignInError> {
        let vault = &self.vault;
        if !self.throttle.may_try(from) {
            return Ok(Err(NotYours::TooMany));
        }
        if !self.is_set_up_code(code) {
            return Ok(Err(NotYours::Code));
        }
        // The desk's own, not what was typed: spaces and capitals make no other code of it.
        let letters = code.expose().chars().filter(char::is_ascii_alphanumeric);
        let letters: String = letters.map(|c| c.to_ascii_uppercase()).collect();
        let under = vault
            .directory_id("set-up-code", letters.as_bytes())
            .await?;
        let known = self.set_up().await?;
        if let Some(known) = &known {
            let same = known.value.code == *under.bytes();
            if same && !self.holds(&known.value, carried).await? {
                return Ok(Err(NotYours::Held));
            }
        }
        let token = self.new_token();
        let held = *self.token_id(&token).await?.bytes();
        let begun = SetUpV1 {
            held,
            code: *under.bytes(),
            chosen: ChoicesV1::default(),
            named: false,
            key_read: false,
            need: 0,
            rehearsed: false,
            notes_chosen: false,
        };
        let (after, next) = match known {
            None => (0, begun),
            Some(known) => {
                let code = *under.bytes();
                let next = SetUpV1 {
                    held,
                    code,
                    ..known.value
                };
                (known.version, next)
            }
        };
        match self.keep_set_up(after, &next).await {
            Ok(()) => Ok(Ok(token)),
            Err(SignInError::Commit(CommitError::Conflict)) => Ok(Err(NotYours::Held)),
            Err(error) => Err(error),
        }
    }

    async fn set_up(&self) -> Result<Option<Kept<SetUpV1>>, ReadError> {
        let vault = &self.vault;
        vault.directory_find(set_up_id(vault).await?).await
    }

    /// The set-up, if the browser that asks holds it and nobody is here yet.
    pub(crate) async fn own_set_up(
        &self,
        carried: Option<&Private<String>>,
    ) -> Result<Option<Kept<SetUpV1>>, ReadError> {
        let Some(known) = self.set_up().await? else {
            return Ok(None);
        };
        let holds = self.holds(&known.value, carried).await?;
        Ok(if holds && !anyone_here(&self.vault).await? {
            Some(known)
        } else {
            None
        })
    }

    async fn holds(
        &self,
        state: &SetUpV1,
        carried: Option<&Private<String>>,
    ) -> Result<bool, ReadError> {
        // Compared by keyed ids, so how long it takes tells nothing about the token.
        match carried {
            None => Ok(false),
            Some(token) => Ok(*self.token_id(token).await?.bytes() == state.held),
        }
    }

    async fn token_id(&self, token: &Private<String>) -> Result<RecordId, ReadError> {
        let token = token.expose().as_bytes();
        self.vault.directory_id("set-up-token", token).await
    }

    fn new_token(&self) -> Private<String> {
        let one = || RecordId::mint(self.vault.now(), self.vault.chance());
        let (one, two) = (one(), one());
        Private::new(format!("{one}{two}"))
    }

    /// Writes how far a set-up has come, after what was read.
    pub(crate) async fn keep_set_up(&self, after: u32, next: &SetUpV1) -> Result<(), SignInError> {
        let mut change = self.vault.directory_change();
        let id = set_up_id(&self.vault).await?;
        change.keep(id, after, next).await?;
        Ok(change.done().await?)
    }

    /// Makes recovery shares and answers them, to be shown once. They are kept nowhere. Those of an
    /// earlier set open nothing any more.
    pub(crate) async fn make_shares(&self, need: u8, of: u8) -> Result<Vec<String>, String> {
        let key = self
            .vault
            .make_recovery()
            .await
            .map_err(|error| error.to_string())?;
        let all = shares::split(&key, of, need, self.vault.chance());
        let all = all.map_err(|error| error.to_string())?;
        Ok(all.iter().map(ToString::to_string).collect())
    }

    /// Whether these shares, put together, open this service.
    pub(crate) async fn shares_open(&self, shares: &[Share]) -> Result<bool, ReadError> {
        match shares::join(shares) {
            Ok(key) => self.vault.recovery_opens(&key).await,
            Err(_) => Ok(false),
        }
    }

    /// Writes what was chosen, for every start from now on.
    pub(crate) async fn keep_choices(&self, chosen: &ChoicesV1) -> Result<(), SignInError> {
        let mut change = self.vault.directory_change();
        change
            .overwrite(choices_id(&self.vault).await?, chosen)
            .await?;
        Ok(change.done().await?)
    }
}

#[cfg(test)]
mod tests;
