//! A small fictional service for the tests here: a lead, a therapist, an advocate and a client.

use crate::passphrase::{Hashing, Passphrases};
use crate::{NewClient, NewStaff, SignInDesk, admit_client, admit_staff};
use care::{Asker, ClientId, Clock, PersonId, Private, Role};
use pages::Language;
use sealed::engines::MemoryEngine;
use sealed::{RootKey, Vault};
use std::sync::Arc;
use testing::{Frozen, Seeded};

/// What everyone here comes in with.
pub(crate) const PASSPHRASE: &str = "a slow green river";
/// The code this service is set up with.
pub(crate) const CODE: &str = "ABCD-EFGH-JKLM-NPQR";

/// An empty service.
pub(crate) struct Small {
    pub(crate) vault: Vault,
    pub(crate) clock: Arc<Frozen>,
    pub(crate) passphrases: Passphrases,
}

/// The people of a service.
#[derive(Clone, Copy)]
pub(crate) struct Folk {
    pub(crate) lead: Asker,
    pub(crate) ruth: PersonId,
    pub(crate) mina: ClientId,
}

pub(crate) fn private(words: &str) -> Private<String> {
    Private::new(words.to_owned())
}

pub(crate) fn new_staff(name: &str, role: Role, sign_in: &str) -> NewStaff {
    NewStaff {
        id: None,
        name: private(name),
        role,
        language: Language::English,
        sign_in_name: private(sign_in),
        passphrase: private(PASSPHRASE),
    }
}

pub(crate) fn new_client(called: &str, sign_in: &str) -> NewClient {
    NewClient {
        id: None,
        called: private(called),
        language: Language::Spanish,
        sign_in_name: private(sign_in),
        passphrase: private(PASSPHRASE),
    }
}

impl Small {
    pub(crate) async fn new() -> Self {
        let clock = Arc::new(Frozen::default());
        let chance = Arc::new(Seeded::new(7));
        let root = RootKey::mint(&*chance);
        let engine = Box::new(MemoryEngine::new());
        let vault = Vault::open(engine, root, Arc::clone(&clock) as Arc<dyn Clock>, chance).await;
        Self {
            vault: vault.unwrap(),
            clock,
            passphrases: Passphrases::new(Hashing::light()),
        }
    }

    /// A desk that knows nothing but what is in the directory, as after a restart.
    pub(crate) fn desk(&self) -> SignInDesk {
        let code = Some(private(CODE));
        SignInDesk::new(self.vault.clone(), true, self.passphrases.clone(), code)
    }

    pub(crate) async fn folk(&self) -> Folk {
        let admit = async |name, role, sign_in| {
            let new = new_staff(name, role, sign_in);
            admit_staff(&self.vault, &self.passphrases, &new)
                .await
                .unwrap()
        };
        let lead = admit("Imani Brooks", Role::ServiceLead, "imani").await;
        let lead = Asker {
            person: lead,
            role: Role::ServiceLead,
        };
        let ruth = admit("Ruth Okafor", Role::Therapist, "ruth").await;
        let mina = new_client("Mina", "mina.k");
        let mina = admit_client(&self.vault, &self.passphrases, lead, &mina)
            .await
            .unwrap();
        Folk { lead, ruth, mina }
    }
}

impl Small {
    pub(crate) fn clock_now(&self) -> care::Moment {
        self.clock.now()
    }
}
