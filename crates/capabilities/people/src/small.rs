//! A small fictional service for the tests here: a lead, a therapist, an advocate and a client.

use crate::passphrase::{Hashing, Passphrases};
use crate::{
    NewClient, NewStaff, Offered, SignInDesk, TotpSecret, admit_client, admit_staff, enrol,
};
use care::{Asker, ClientId, Clock, PersonId, Private, Role};
use pages::Language;
use sealed::engines::MemoryEngine;
use sealed::{RootKey, Vault};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use testing::{Frozen, Seeded};

/// What everyone here comes in with.
pub(crate) const PASSPHRASE: &str = "a slow green river";
/// The code this service is set up with.
pub(crate) const CODE: &str = "ABCD-EFGH-JKLM-NPQR";

/// What the authenticator of everyone who works here holds.
pub(crate) const SECRET: [u8; 20] = *b"12345678901234567890";

/// An empty service.
pub(crate) struct Small {
    pub(crate) vault: Vault,
    pub(crate) clock: Arc<Frozen>,
    pub(crate) passphrases: Passphrases,
    /// The step of the last code that was asked for.
    last: AtomicI64,
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
            last: AtomicI64::new(0),
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
            let person = admit_staff(&self.vault, &self.passphrases, &new)
                .await
                .unwrap();
            enrol(&self.vault, person, &TotpSecret::new(SECRET))
                .await
                .unwrap();
            person
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

/// What someone offers who knows a name and a passphrase.
pub(crate) fn offer(name: &str, passphrase: &str) -> Offered {
    Offered {
        sign_in_name: private(name),
        passphrase: private(passphrase),
        from: "192.0.2.1".parse().ok(),
        device: None,
        second: None,
    }
}

impl Small {
    /// What someone offers who comes in: staff with a code that nobody has used.
    pub(crate) fn offer(&self, name: &str) -> Offered {
        let works_here = ["imani", "ruth"].contains(&name.trim().to_lowercase().as_str());
        Offered {
            second: works_here.then(|| self.code()),
            ..offer(name, PASSPHRASE)
        }
    }

    /// A code that nobody has used yet. When this moment has none left, half a minute passes.
    pub(crate) fn code(&self) -> Private<String> {
        let at = |step: i64| care::Moment::from_millis(step * 30_000);
        let step = self.clock.now().millis() / 30_000;
        let next = (step - 1).max(self.last.load(Ordering::Relaxed) + 1);
        if next > step + 1 {
            self.clock.pass(30_000);
        }
        self.last.store(next, Ordering::Relaxed);
        TotpSecret::new(SECRET).code_at(at(next))
    }

    pub(crate) fn clock_now(&self) -> care::Moment {
        self.clock.now()
    }
}
