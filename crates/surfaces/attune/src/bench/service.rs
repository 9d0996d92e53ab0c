//! A fictional service on the disk that is measured, and people in it.

use crate::open::private_folder;
use crate::say::Failed;
use crate::system::{SystemChance, WallClock};
use care::{
    Access, Asker, ClientId, Facts, PersonId, Private, Purpose, Relation, RelationKind, Role,
    Section, Sections,
};
use pages::Language;
use people::{CalledV1, ClientV1, NewStaff, Passphrases};
use sealed::engine::CommitError;
use sealed::engines::SqliteEngine;
use sealed::{Act, ReadError, RootKey, Stored, Vault};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::sync::Arc;

impl From<ReadError> for Failed {
    fn from(error: ReadError) -> Self {
        Self::new(error.to_string())
    }
}

impl From<CommitError> for Failed {
    fn from(error: CommitError) -> Self {
        Self::new(error.to_string())
    }
}

/// What everyone fictional comes in with.
pub(super) const PASSPHRASE: &str = "lantern gravel meadow";

/// A folder that is removed when the measuring ends, also when it fails.
pub(super) struct Place(PathBuf);

impl Place {
    pub(super) fn make(within: &Path) -> Result<Self, Failed> {
        let folder = within.join(format!("attune-bench-{}", std::process::id()));
        private_folder(&folder)?;
        Ok(Self(folder))
    }

    pub(super) fn folder(&self, name: &str) -> Result<PathBuf, Failed> {
        let folder = self.0.join(name);
        private_folder(&folder)?;
        Ok(folder)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        // What cannot be removed has a name that says what it is.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Something someone wrote: about 300 bytes, as a check-in with a few of their own words has.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct WrittenV1 {
    words: String,
    answers: [u8; 12],
}

impl Stored for WrittenV1 {
    const KIND: &'static str = "bench-written";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Work;
}

impl Default for WrittenV1 {
    fn default() -> Self {
        Self {
            words: "Fictional words of a fictional client. ".repeat(7),
            answers: [3; 12],
        }
    }
}

/// A service on disk.
pub(super) struct Service {
    pub(super) vault: Vault,
    folder: PathBuf,
    root: RootKey,
}

impl Service {
    pub(super) async fn begin(folder: PathBuf) -> Result<Self, Failed> {
        Self::open(folder, RootKey::mint(&SystemChance)).await
    }

    pub(super) async fn open(folder: PathBuf, root: RootKey) -> Result<Self, Failed> {
        let engine = Box::new(SqliteEngine::open(
            &folder.join("attune.sqlite"),
            &WallClock,
        )?);
        let vault = Vault::open(
            engine,
            root.clone(),
            Arc::new(WallClock),
            Arc::new(SystemChance),
        )
        .await?;
        Ok(Self {
            vault,
            folder,
            root,
        })
    }

    /// The same open service, for someone who works beside.
    pub(super) fn beside(&self) -> Self {
        Self {
            vault: self.vault.clone(),
            folder: self.folder.clone(),
            root: self.root.clone(),
        }
    }

    pub(super) async fn close(self) -> (PathBuf, RootKey) {
        self.vault.engine().close().await;
        (self.folder, self.root)
    }

    /// The same service with nothing in its own memory; what the system keeps of the files stays.
    pub(super) async fn anew(self) -> Result<Self, Failed> {
        let (folder, root) = self.close().await;
        Self::open(folder, root).await
    }

    /// So many new people, with their keys.
    pub(super) async fn admit(&self, count: u32) -> Result<Vec<PersonId>, Failed> {
        let mint = |_| PersonId::mint(self.vault.now(), self.vault.chance());
        let people: Vec<_> = (0..count).map(mint).collect();
        for some in people.chunks(1_000) {
            self.vault.admit(some).await?;
        }
        Ok(people)
    }

    /// Someone who answers for the service, so that it is set up.
    pub(super) async fn set_up(&self, passphrases: &Passphrases) -> Result<PersonId, Failed> {
        let private = |text: &str| Private::new(text.to_owned());
        let lead = NewStaff {
            id: None,
            name: private("Fictional Lead"),
            role: Role::ServiceLead,
            language: Language::English,
            sign_in_name: private("fictional-lead"),
            passphrase: private(PASSPHRASE),
        };
        people::admit_the_first(&self.vault, passphrases, &lead)
            .await
            .map_err(|error| Failed::new(error.to_string()))
    }

    /// New clients of this practitioner, each with a name in their record, an overview and the
    /// relation.
    pub(super) async fn caseload(&self, of: PersonId, count: u32) -> Result<Vec<ClientId>, Failed> {
        let clients: Vec<_> = self
            .admit(count)
            .await?
            .into_iter()
            .map(ClientId::of)
            .collect();
        for (number, client) in clients.iter().enumerate() {
            come_into_care(&self.vault, *client, of, number).await?;
        }
        Ok(clients)
    }
}

async fn come_into_care(
    vault: &Vault,
    client: ClientId,
    with: PersonId,
    number: usize,
) -> Result<(), Failed> {
    let sections = Sections::of(&[Section::Identity, Section::Overview, Section::Consent]);
    let mut act = Act::open(vault, own(vault, client, sections).await?).await?;
    let (called, from) = (format!("Fictional Client {number}"), act.now());
    act.keep(
        act.mint(),
        &ClientV1 {
            called: called.clone(),
            language: "en".into(),
        },
    )?;
    act.set_gist(&CalledV1 { called }).await?;
    let relation = Relation {
        person: with,
        kind: RelationKind::Therapist,
        from,
        until: None,
    };
    act.set_standing(&Facts {
        relations: vec![relation],
        ..Facts::default()
    })
    .await?;
    Ok(act.done().await?)
}

/// A client opens these sections of their own record.
pub(super) async fn own(
    vault: &Vault,
    client: ClientId,
    sections: Sections,
) -> Result<Access, Failed> {
    let asker = Asker {
        person: client.person(),
        role: Role::Client,
    };
    vault
        .decide(asker, client, sections, Purpose::OwnRecord)
        .await?
        .map_err(|why| {
            Failed::new(format!(
                "a client could not open their own record ({why:?})"
            ))
        })
}
