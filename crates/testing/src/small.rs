//! The small fictional service: one client, those who work with them, and one who must not get in.

use crate::clock::{Frozen, Seeded};
use care::{
    Access, Asker, ClientId, Facts, PersonId, Purpose, Refused, Relation, RelationKind, Role,
    Section, Sections,
};
use sealed::engine::Engine;
use sealed::engines::MemoryEngine;
use sealed::{Act, RootKey, Vault};
use std::sync::Arc;

/// Amal Reyes, a client.
pub const AMAL: PersonId = PersonId::from_bytes([0xa1; 16]);
/// Noor Haddad, another client.
pub const NOOR: PersonId = PersonId::from_bytes([0xa2; 16]);
/// Ruth Okafor, Amal's therapist.
pub const RUTH: PersonId = PersonId::from_bytes([0xb1; 16]);
/// Ines Duarte, who supervises Ruth.
pub const INES: PersonId = PersonId::from_bytes([0xb2; 16]);
/// Tomas Lind, Amal's advocate.
pub const TOMAS: PersonId = PersonId::from_bytes([0xb3; 16]);
/// Mara Lindqvist, the service lead.
pub const MARA: PersonId = PersonId::from_bytes([0xc1; 16]);
/// Ben Stone, a therapist here, with whom Amal has nothing to do. He must not get in.
pub const BEN: PersonId = PersonId::from_bytes([0xd1; 16]);

/// The small service, over any engine.
pub struct Small {
    /// Its records.
    pub vault: Vault,
    /// Its clock.
    pub clock: Arc<Frozen>,
}

/// The role in which each of them asks.
pub fn asker(person: PersonId) -> Asker {
    let role = match person {
        AMAL | NOOR => Role::Client,
        INES => Role::Supervisor,
        TOMAS => Role::Advocate,
        MARA => Role::ServiceLead,
        _ => Role::Therapist,
    };
    Asker { person, role }
}

/// What each of them asks for.
pub fn purpose(person: PersonId) -> Purpose {
    match person {
        AMAL | NOOR => Purpose::OwnRecord,
        INES => Purpose::Supervision,
        TOMAS => Purpose::Advocacy,
        MARA => Purpose::Assignment,
        _ => Purpose::Treatment,
    }
}

#[expect(
    clippy::expect_used,
    reason = "a test service that cannot be set up has nothing to say but that"
)]
impl Small {
    /// The service over an engine in memory.
    pub async fn in_memory() -> Self {
        Self::over(Box::new(MemoryEngine::new())).await
    }

    /// The service over this engine, with everyone admitted and Amal's relations begun.
    ///
    /// # Panics
    /// If the engine does not keep what it is given.
    pub async fn over(engine: Box<dyn Engine>) -> Self {
        let (clock, chance) = (Arc::new(Frozen::default()), Arc::new(Seeded::new(7)));
        let root = RootKey::mint(&*chance);
        let vault = Vault::open(engine, root, clock.clone(), chance)
            .await
            .expect("opens");
        vault
            .admit(&[AMAL, NOOR, RUTH, INES, TOMAS, MARA, BEN])
            .await
            .expect("admits");
        let small = Self { vault, clock };
        let relations = [
            (RUTH, RelationKind::Therapist),
            (INES, RelationKind::Supervisor),
            (TOMAS, RelationKind::Advocate),
        ];
        small.relate(AMAL, &relations).await;
        small
    }

    /// Sets who stands how to a client, from now.
    ///
    /// # Panics
    /// If it cannot be kept.
    pub async fn relate(&self, client: PersonId, relations: &[(PersonId, RelationKind)]) {
        let from = self.vault.now();
        let relation = |(person, kind): &(PersonId, RelationKind)| Relation {
            person: *person,
            kind: *kind,
            from,
            until: None,
        };
        let facts = Facts {
            relations: relations.iter().map(relation).collect(),
            ..Facts::default()
        };
        let sections = Sections::of(&[Section::Identity, Section::Consent]);
        let access = self
            .ask(MARA, client, sections)
            .await
            .expect("a lead may assign");
        let mut act = Act::open(&self.vault, access).await.expect("opens");
        act.set_standing(&facts).await.expect("sets");
        act.done().await.expect("keeps");
    }

    /// Asks whether someone may open these sections of a client's record.
    ///
    /// # Errors
    /// As the access decision refuses.
    ///
    /// # Panics
    /// If the facts cannot be read.
    pub async fn ask(
        &self,
        who: PersonId,
        client: PersonId,
        sections: Sections,
    ) -> Result<Access, Refused> {
        self.vault
            .decide(asker(who), ClientId::of(client), sections, purpose(who))
            .await
            .expect("facts can be read")
    }

    /// Opens an act of someone on a client's record.
    ///
    /// # Panics
    /// If they may not.
    pub async fn act(&self, who: PersonId, client: PersonId, sections: &[Section]) -> Act {
        let access = self
            .ask(who, client, Sections::of(sections))
            .await
            .expect("may");
        Act::open(&self.vault, access).await.expect("opens")
    }
}
