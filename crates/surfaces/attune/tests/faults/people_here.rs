//! How the people of these services come to be here. All of them are made up.

use care::{Asker, ClientId, Private, Purpose, RelationKind, Role, Section, Sections};
use pages::Language;
use people::{
    Hashing, NewClient, NewStaff, Offered, Passphrases, SignInDesk, TotpSecret, admit_client,
    admit_staff, admit_the_first, assign, enrol,
};
use sealed::{Act, Vault};

/// What the authenticator of everyone who works here holds.
pub(crate) const SECRET: [u8; 20] = *b"12345678901234567890";

/// What someone is called, comes in under, and comes in with.
pub(crate) struct Named {
    pub(crate) name: String,
    pub(crate) sign_in: String,
    pub(crate) passphrase: String,
}

fn private(words: &str) -> Private<String> {
    Private::new(words.to_owned())
}

/// The least that people may be asked to wait for: these tests are not about guessing.
pub(crate) fn passphrases() -> Passphrases {
    Passphrases::new(Hashing::LEAST)
}

/// Someone who works here; the first of all is the service lead.
pub(crate) async fn staff(vault: &Vault, role: Role, named: &Named) -> Asker {
    let new = NewStaff {
        id: None,
        name: private(&named.name),
        role,
        language: Language::English,
        sign_in_name: private(&named.sign_in),
        passphrase: private(&named.passphrase),
    };
    let admitted = if role == Role::ServiceLead {
        admit_the_first(vault, &passphrases(), &new).await
    } else {
        admit_staff(vault, &passphrases(), &new).await
    };
    let person = admitted.unwrap();
    enrol(vault, person, &TotpSecret::new(SECRET))
        .await
        .unwrap();
    Asker { person, role }
}

/// Someone who comes into care.
pub(crate) async fn client(vault: &Vault, lead: Asker, named: &Named) -> ClientId {
    let new = NewClient {
        id: None,
        called: private(&named.name),
        language: Language::English,
        sign_in_name: private(&named.sign_in),
        passphrase: private(&named.passphrase),
    };
    admit_client(vault, &passphrases(), lead, &new)
        .await
        .unwrap()
}

/// Begins that someone works with a client.
pub(crate) async fn beside(vault: &Vault, lead: Asker, client: ClientId, who: Asker) {
    let kind = match who.role {
        Role::Supervisor => RelationKind::Supervisor,
        Role::Advocate => RelationKind::Advocate,
        _ => RelationKind::Therapist,
    };
    assign(vault, lead, client, who.person, kind).await.unwrap();
}

/// Signs someone in at the desk; answers the token their device holds.
pub(crate) async fn sign_in(vault: &Vault, named: &Named) -> String {
    let desk = SignInDesk::new(vault.clone(), false, passphrases(), None);
    let offered = Offered {
        sign_in_name: private(&named.sign_in),
        passphrase: private(&named.passphrase),
        from: None,
        device: None,
        second: None,
    };
    desk.sign_in(offered).await.unwrap().token.into_exposed()
}

/// Opens a record as someone, for a purpose.
pub(crate) async fn open(
    vault: &Vault,
    by: Asker,
    whose: ClientId,
    sections: &[Section],
    purpose: Purpose,
) -> Act {
    let access = vault
        .decide(by, whose, Sections::of(sections), purpose)
        .await
        .unwrap();
    Act::open(vault, access.unwrap()).await.unwrap()
}

/// A client opens their own record.
pub(crate) async fn own(vault: &Vault, client: ClientId, sections: &[Section]) -> Act {
    let asker = Asker {
        person: client.person(),
        role: Role::Client,
    };
    open(vault, asker, client, sections, Purpose::OwnRecord).await
}
