//! Whoever leaves opens nothing any more, and nobody in care is left without being told of.

use super::*;
use crate::small::{PASSPHRASE, SECRET, Small, new_staff, offer};
use crate::{SignInError, admit_staff, assign, staff, ways};
use care::{MINUTE, RelationKind};

async fn another_lead(small: &Small, name: &str) -> Asker {
    let new = new_staff(name, Role::ServiceLead, &name.to_lowercase());
    let person = admit_staff(&small.vault, &small.passphrases, &new).await;
    Asker {
        person: person.unwrap(),
        role: Role::ServiceLead,
    }
}

#[tokio::test]
async fn whoever_goes_is_out_at_once_and_their_clients_are_named() {
    let small = Small::new().await;
    let folk = small.folk().await;
    let desk = small.desk();
    assign(
        &small.vault,
        folk.lead,
        folk.mina,
        folk.ruth,
        RelationKind::Therapist,
    )
    .await
    .unwrap();
    let ruth = desk.sign_in(small.offer("ruth")).await.unwrap();
    let over = desk.let_go(folk.lead, folk.ruth).await.unwrap();
    assert_eq!(over.clients, [folk.mina]);
    assert!(desk.who(ruth.token.expose()).await.unwrap().is_none());
    small.clock.pass(13 * MINUTE);
    let again = desk.sign_in(small.offer("ruth")).await;
    assert!(matches!(again, Err(SignInError::NotThese)));
    let asker = Asker {
        person: folk.ruth,
        role: Role::Therapist,
    };
    let opens = care::Sections::of(&[care::Section::Identity]);
    let decided = small
        .vault
        .decide(asker, folk.mina, opens, care::Purpose::Treatment);
    assert!(decided.await.unwrap().is_err());
    let gone = crate::person(&small.vault, folk.ruth)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(gone.called(), "Ruth Okafor", "the ledger names them still");
    assert!(!gone.is_here(small.vault.now()));
    assert!(!ways(&small.vault, folk.ruth).await.unwrap().has_second());
    // Doing it again finds nothing more to do.
    let twice = desk.let_go(folk.lead, folk.ruth).await.unwrap();
    assert_eq!(twice, HandOver::default());
}

#[tokio::test]
async fn the_last_lead_stays_however_many_try_at_once() {
    let small = Small::new().await;
    let folk = small.folk().await;
    let desk = small.desk();
    let own = desk.let_go(folk.lead, folk.lead.person).await;
    assert!(matches!(own, Err(LeaveError::NotAllowed)));
    let vera = another_lead(&small, "Vera").await;
    let (one, two) = tokio::join!(
        desk.let_go(folk.lead, vera.person),
        desk.let_go(vera, folk.lead.person)
    );
    assert_eq!(usize::from(one.is_ok()) + usize::from(two.is_ok()), 1);
    let (here, _) = staff(&small.vault).await.unwrap();
    let leads = here.iter().filter(|one| one.role == Role::ServiceLead);
    assert_eq!(leads.count(), 1);
}

#[tokio::test]
async fn only_a_lead_who_is_here_ends_someones_work_and_never_a_clients() {
    let small = Small::new().await;
    let folk = small.folk().await;
    let desk = small.desk();
    let ruth = Asker {
        person: folk.ruth,
        role: Role::Therapist,
    };
    for (by, whom) in [
        (ruth, folk.lead.person),
        (folk.lead, folk.mina.person()),
        (folk.lead, PersonId::from_bytes([9; 16])),
    ] {
        let said = desk.let_go(by, whom).await;
        assert!(matches!(said, Err(LeaveError::NotAllowed)));
    }
}

#[tokio::test]
async fn whoever_is_forgotten_leaves_nothing_in_the_directory() {
    let small = Small::new().await;
    let folk = small.folk().await;
    let desk = small.desk();
    let mina = folk.mina.person();
    let entered = desk.sign_in(offer("mina.k", PASSPHRASE)).await.unwrap();
    desk.arrives(&entered.who, crate::DeviceKind::Phone).await;
    desk.keep_unlock_word(mina, "kiwi").await.unwrap();
    desk.keep_call_phrase(mina, "green boat").await.unwrap();
    crate::print_codes(&small.vault, mina, Role::Client)
        .await
        .unwrap();
    let before = rows(&small).await;
    desk.forget(mina).await.unwrap();
    assert!(desk.who(entered.token.expose()).await.unwrap().is_none());
    assert!(crate::person(&small.vault, mina).await.unwrap().is_none());
    small.clock.pass(13 * MINUTE);
    let again = desk.sign_in(offer("mina.k", PASSPHRASE)).await;
    assert!(matches!(again, Err(SignInError::NotThese)));
    let after = rows(&small).await;
    assert!(after + 8 <= before, "{before} and then {after}");
    desk.forget(mina).await.unwrap();
    assert_eq!(rows(&small).await, after, "twice changes nothing");
}

/// Everything of one kind, as it would be written out.
async fn all<T: InDirectory + Serialize>(small: &Small) -> Vec<(&'static str, String)> {
    let found = small.vault.directory_all::<T>().await.unwrap();
    assert!(found.damaged.is_empty());
    let written = found.kept.iter();
    written
        .map(|kept| (T::KIND, serde_json::to_string(&kept.value).unwrap()))
        .collect()
}

#[tokio::test]
async fn of_whoever_is_forgotten_no_entry_holds_the_id_and_nothing_is_counted() {
    use crate::kept::*;
    let small = Small::new().await;
    let folk = small.folk().await;
    let desk = small.desk();
    let (mina, vault) = (folk.mina.person(), &small.vault);
    let id = serde_json::to_string(mina.bytes()).unwrap();
    let every = async || {
        let mut found = all::<PersonV1>(&small).await;
        found.extend(all::<DoorV1>(&small).await);
        found.extend(all::<SignedInV1>(&small).await);
        found.extend(all::<DeviceV1>(&small).await);
        found.extend(all::<WaysV1>(&small).await);
        found.extend(all::<TotpV1>(&small).await);
        found.extend(all::<CodesV1>(&small).await);
        found.extend(all::<PasskeyV1>(&small).await);
        found.extend(all::<ComesFromV1>(&small).await);
        found.extend(all::<crate::recognition::CallPhraseV1>(&small).await);
        found.extend(all::<crate::unlock::UnlockV1>(&small).await);
        found.extend(all::<way_back::WayBackV1>(&small).await);
        found.retain(|(_, written)| written.contains(&id));
        found
    };
    let nameless = async || {
        let mut found = all::<GuessedV1>(&small).await;
        found.extend(all::<ProvenV1>(&small).await);
        found.extend(all::<SeenV1>(&small).await);
        found.extend(all::<SpentV1>(&small).await);
        found.len()
    };
    assert_eq!(nameless().await, 0);
    let entered = desk.sign_in(offer("mina.k", PASSPHRASE)).await.unwrap();
    desk.arrives(&entered.who, crate::DeviceKind::Phone).await;
    desk.keep_unlock_word(mina, "kiwi").await.unwrap();
    desk.keep_call_phrase(mina, "green boat").await.unwrap();
    crate::print_codes(vault, mina, Role::Client).await.unwrap();
    crate::enrol(vault, mina, &crate::TotpSecret::new(SECRET))
        .await
        .unwrap();
    let opens = way_back::OPENS;
    let access = vault.decide(folk.lead, folk.mina, opens, care::Purpose::Assignment);
    let act = sealed::Act::open(vault, access.await.unwrap().unwrap());
    let how = crate::How::InPerson;
    desk.begin_way_back(act.await.unwrap(), how).await.unwrap();
    let door = doors::door_of(vault, mina).await.unwrap().unwrap();
    desk.guesses.wrong(door.record);
    desk.guesses.wrong(second_id(vault, mina).await.unwrap());
    desk.sweep().await.unwrap();
    let kinds: std::collections::BTreeSet<_> =
        every().await.into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(kinds.len(), 11, "{kinds:?}");
    assert_eq!(nameless().await, 2);
    desk.forget(mina).await.unwrap();
    desk.sweep().await.unwrap();
    assert_eq!(every().await, []);
    assert_eq!(nameless().await, 0);
}

/// How many rows the directory has.
async fn rows(small: &Small) -> usize {
    let all = small.vault.engine().all_rows(None, 1_000).await.unwrap();
    let service = ClientId::from_bytes([0; 16]);
    all.iter().filter(|row| row.client == service).count()
}
