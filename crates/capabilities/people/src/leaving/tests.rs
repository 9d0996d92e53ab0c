use super::*;
use crate::small::{PASSPHRASE, Small, new_staff, offer};
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

/// How many rows the directory has.
async fn rows(small: &Small) -> usize {
    let all = small.vault.engine().all_rows(None, 1_000).await.unwrap();
    let service = ClientId::from_bytes([0; 16]);
    all.iter().filter(|row| row.client == service).count()
}
