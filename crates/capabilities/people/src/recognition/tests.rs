//! The phrase by which a person knows their own service is theirs alone.

use super::*;
use crate::small::{PASSPHRASE, Small, offer};

async fn act(small: &Small, by: Asker, whose: ClientId, purpose: Purpose) -> Act {
    let vault = &small.vault;
    let access = vault.decide(by, whose, OPENS, purpose).await.unwrap();
    Act::open(vault, access.unwrap()).await.unwrap()
}

#[tokio::test]
async fn a_phrase_is_shown_to_its_owner_read_once_and_changed_at_once() {
    let small = Small::new().await;
    let folk = small.folk().await;
    let desk = small.desk();
    let who = desk.sign_in(offer("mina.k", PASSPHRASE)).await.unwrap().who;
    assert_eq!(desk.recognition_of(&who).await.unwrap(), None);
    let mut own = act(&small, who.asker, folk.mina, Purpose::OwnRecord).await;
    keep(&mut own, "blue kettle").await.unwrap();
    own.done().await.unwrap();
    assert_eq!(
        desk.recognition_of(&who).await.unwrap(),
        None,
        "as it was read"
    );
    desk.arrives(&who, crate::DeviceKind::Phone).await;
    let shown = desk.recognition_of(&who).await.unwrap();
    assert_eq!(shown.as_deref(), Some("blue kettle"));
    let leads = act(&small, folk.lead, folk.mina, Purpose::Assignment).await;
    let said = recognition_phrase(&leads).await.unwrap();
    assert_eq!(said.as_deref(), Some("blue kettle"), "who calls says it");
    let mut own = act(&small, who.asker, folk.mina, Purpose::OwnRecord).await;
    keep(&mut own, "").await.unwrap();
    own.done().await.unwrap();
    desk.beside.forget_phrase(who.asker.person);
    assert_eq!(desk.recognition_of(&who).await.unwrap(), None);
}

#[tokio::test]
async fn staff_have_no_phrase_of_that_kind() {
    let small = Small::new().await;
    small.folk().await;
    let desk = small.desk();
    let who = desk.sign_in(small.offer("ruth")).await.unwrap().who;
    assert_eq!(desk.recognition_of(&who).await.unwrap(), None);
}

#[test]
fn what_is_heard_has_no_capitals_commas_or_accents_of_typing() {
    assert_eq!(as_heard(" My aunt's  green boat! "), "myauntsgreenboat");
    assert_eq!(as_heard("Año Nuevo"), "añonuevo");
    assert_eq!(plain("  blue \n kettle "), "blue kettle");
}
