//! What is kept of people, as the first version sealed it: the directory, the doors, who is signed
//! in, and what a client is called. It must open for ever.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

use care::{Asker, ClientId, PersonId, Private, Purpose, RelationKind, Role, Section, Sections};
use pages::Language;
use people::{
    Hashing, NewClient, NewStaff, Offered, Passphrases, SignInDesk, admit_client, admit_staff,
    admit_the_first, anyone_here, assign, called, client_name, staff,
};
use sealed::Act;
use testing::{Small, golden};

const PASSPHRASE: &str = "a slow green river";
const LIST: Sections = Sections::of(&[Section::Identity, Section::Overview]);

fn private(words: &str) -> Private<String> {
    Private::new(words.to_owned())
}

fn desk(small: &Small) -> SignInDesk {
    SignInDesk::new(
        small.vault.clone(),
        true,
        Passphrases::new(Hashing::LEAST),
        None,
    )
}

fn offered(name: &str, device: Option<&str>) -> Offered {
    Offered {
        sign_in_name: private(name),
        passphrase: private(PASSPHRASE),
        from: None,
        device: device.map(private),
        second: None,
    }
}

fn new_staff(name: &str, role: Role, sign_in: &str) -> NewStaff {
    NewStaff {
        id: None,
        name: private(name),
        role,
        language: Language::English,
        sign_in_name: private(sign_in),
        passphrase: private(PASSPHRASE),
    }
}

/// The first lead, a therapist and a client who is signed in. Notes down who they are, and what
/// the client's device holds.
async fn make(small: &Small) -> Vec<String> {
    let (vault, passphrases) = (&small.vault, Passphrases::new(Hashing::LEAST));
    let lead = new_staff("Imani Brooks", Role::ServiceLead, "imani");
    let lead = admit_the_first(vault, &passphrases, &lead).await.unwrap();
    let lead = Asker {
        person: lead,
        role: Role::ServiceLead,
    };
    let ruth = new_staff("Ruth Okafor", Role::Therapist, "ruth");
    let ruth = admit_staff(vault, &passphrases, &ruth).await.unwrap();
    let new = NewClient {
        id: None,
        called: private("Mína"),
        language: Language::Spanish,
        sign_in_name: private("mina.k"),
        passphrase: private(PASSPHRASE),
    };
    let mina = admit_client(vault, &passphrases, lead, &new).await.unwrap();
    assign(vault, lead, mina, ruth, RelationKind::Therapist)
        .await
        .unwrap();
    name_on_the_list(small, ruth, mina).await;
    let desk = desk(small);
    let entered = desk.sign_in(offered("mina.k", None)).await.unwrap();
    // Long enough that it is written down when they were last seen.
    small.clock.pass(10 * care::MINUTE);
    desk.who(entered.token.expose()).await.unwrap().unwrap();
    vec![
        ruth.to_string(),
        mina.to_string(),
        entered.token.into_exposed(),
        entered.device.unwrap().into_exposed(),
    ]
}

async fn name_on_the_list(small: &Small, ruth: PersonId, mina: ClientId) -> Option<String> {
    let asker = Asker {
        person: ruth,
        role: Role::Therapist,
    };
    let access = small
        .vault
        .decide(asker, mina, LIST, Purpose::Caseload)
        .await
        .unwrap()
        .unwrap();
    let overviews = small.vault.overviews(&[access]).await.unwrap();
    called(&small.vault, access, &overviews[0]).await.unwrap()
}

#[tokio::test]
async fn what_is_kept_of_people_opens_for_ever() {
    let home = env!("CARGO_MANIFEST_DIR");
    let (small, notes) = golden::sample(home, "people.v1", make).await.unwrap();
    let [ruth, mina, token, device] = notes.as_slice() else {
        panic!("four notes")
    };
    let (ruth, mina) = (
        PersonId::parse(ruth).unwrap(),
        ClientId::parse(mina).unwrap(),
    );

    let found = small.vault.verify(&people_and_standing()).await.unwrap();
    assert!(found.is_whole(), "{found:?}");

    // FirstV1 and PersonV1.
    assert!(anyone_here(&small.vault).await.unwrap());
    let (staff, damaged) = staff(&small.vault).await.unwrap();
    let staff: Vec<_> = staff
        .iter()
        .map(|one| (one.called(), one.role, one.language))
        .collect();
    let expected = [
        ("Imani Brooks", Role::ServiceLead, Language::English),
        ("Ruth Okafor", Role::Therapist, Language::English),
    ];
    assert_eq!((staff.as_slice(), damaged), (&expected[..], 0));
    let kept = people::person(&small.vault, mina.person())
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        (kept.role, kept.language),
        (Role::Client, Language::Spanish)
    );
    assert!(
        kept.name.is_none(),
        "a client's name is in the client's record"
    );

    // SignedInV1 and SeenV1, then DoorV1 and DeviceV1.
    let desk = desk(&small);
    let who = desk.who(token).await.unwrap().expect("still signed in");
    assert_eq!(
        (who.asker.person, who.asker.role),
        (mina.person(), Role::Client)
    );
    let again = desk.sign_in(offered("mina.k", Some(device))).await.unwrap();
    assert_eq!(again.who.asker, who.asker);
    assert_eq!(
        again.device.unwrap().expose(),
        device,
        "a device that is known keeps its mark"
    );
    assert!(desk.sign_in(offered("ruth", None)).await.is_ok());

    // ClientV1, and CalledV1 in the list.
    let own = Sections::of(&[Section::Identity]);
    let access = small
        .vault
        .decide(who.asker, mina, own, Purpose::OwnRecord)
        .await;
    let act = Act::open(&small.vault, access.unwrap().unwrap())
        .await
        .unwrap();
    assert_eq!(client_name(&act).await.unwrap().as_deref(), Some("Mína"));
    assert_eq!(
        name_on_the_list(&small, ruth, mina).await.as_deref(),
        Some("Mína")
    );
}

fn people_and_standing() -> Vec<sealed::Kind> {
    let standing = [sealed::Kind::of::<sealed::StandingV1>()];
    people::KINDS.into_iter().chain(standing).collect()
}
