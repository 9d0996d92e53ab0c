//! A rupture that stays open: through three sessions nothing comes right, so it goes to whoever
//! supervises that work. She looks, and Amal sees that she did.

use crate::hand::Hand;
use crate::people_here::{Folk, own, session, three_sessions};
use crate::service::{On, Service};
use alliance::rupture::{RuptureV1, StateV1};
use care::{DAY, HOUR, RecordId, Section};
use pages::Language;
use testing::BEGINNING;

/// Ruth writes down that a session took place, from when to when.
pub(crate) async fn was_held(
    service: &Service,
    folk: &Folk,
    session: RecordId,
    (began, ended): (&str, &str),
) {
    let mut ruth = Hand::over_the_wire(service);
    ruth.comes_in("ruth").await;
    ruth.goes(&format!("/clients/{}/sessions/{session}", folk.amal))
        .await;
    ruth.presses("session-written-title").await;
    ruth.picks("began", began).await;
    ruth.picks("ended", ended).await;
    ruth.presses("session-held-keep").await;
    ruth.reads(&format!("It was from {began} to {ended}."))
        .await;
    ruth.leaves().await;
}

async fn amal_says_that_something_felt_wrong(hand: &mut Hand<'_>) {
    hand.comes_in("amal").await;
    hand.presses("home-felt-wrong").await;
    hand.fills("own-words", "We hurried past it.").await;
    hand.chooses("fit", "pulled-back").await;
    hand.presses("felt-wrong-send").await;
    hand.sees("rupture-no-answer-yet").await;
    hand.leaves().await;
}

/// Three more sessions, and nobody speaks of it.
async fn three_sessions_pass(service: &Service, folk: &Folk) {
    let ten = BEGINNING + HOUR;
    for week in 3..=5 {
        let starts = ten + week * 7 * DAY;
        let planned = {
            let act = own(service, folk.amal, &[Section::Sessions]).await;
            let coming = sessions::coming(&act).await.unwrap();
            coming.into_iter().find(|one| one.value.starts() == starts)
        };
        let id = match planned {
            Some(kept) => kept.record,
            None => session(service, folk.ruth, folk.amal, starts).await,
        };
        service.clock.set(starts + HOUR);
        was_held(service, folk, id, ("10:00", "10:50")).await;
        service.rounds().await;
    }
    // Two days for it to come right after the third.
    service.clock.pass(2 * DAY + HOUR);
    service.rounds().await;
}

async fn takes_place(service: &Service, folk: &Folk, hand: &mut Hand<'_>) {
    amal_says_that_something_felt_wrong(hand).await;
    three_sessions_pass(service, folk).await;

    hand.comes_in("ines").await;
    let seen = hand.reads("Amal").await;
    assert!(
        seen.contains("Open through three sessions, not repaired."),
        "{seen}"
    );
    hand.picture("supervised-1-caseload").await;
    hand.took();
    hand.presses_on("Amal").await;
    hand.sees("rupture-look").await;
    hand.fills("looked", "I have spoken with Ruth about slowing down.")
        .await;
    hand.presses("rupture-look-keep").await;
    assert_eq!(hand.took().taps, 2, "from the list to having looked");
    hand.reads("Ines Duarte has looked at this").await;
    hand.leaves().await;

    hand.comes_in("amal").await;
    hand.presses("home-rupture-open").await;
    hand.reads("Ines Duarte has looked at this").await;
    hand.reads("I have spoken with Ruth about slowing down.")
        .await;
    hand.sees("rupture-unrepaired-supervision-client").await;
    hand.picture("supervised-2-client").await;
    hand.leaves().await;
    let act = own(service, folk.amal, &[Section::Relationship]).await;
    let [rupture] = act
        .latest::<RuptureV1>()
        .await
        .unwrap()
        .kept
        .try_into()
        .unwrap();
    assert_eq!(
        rupture.value.state(),
        StateV1::Open,
        "looking repairs nothing"
    );
}

async fn begins(on: On) -> (Service, Folk) {
    let (service, folk) = Service::with_folk(on, Language::English).await;
    three_sessions(&service, &folk).await;
    (service, folk)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_supervisor_sees_what_stays_unrepaired_and_the_client_sees_that_she_did_on_every_engine()
{
    for on in [On::Memory, On::Sqlite, On::Postgres] {
        let (service, folk) = begins(on).await;
        let mut hand = Hand::over_the_wire(&service);
        takes_place(&service, &folk, &mut hand).await;
    }
    testing::shows(
        "RE-3",
        "Open through three sessions: brought to supervision by itself, looked at with 2 clicks, and the client reads by whom. On 3 of 3 engines.",
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_supervisor_sees_what_stays_unrepaired_and_the_client_sees_that_she_did_in_chromium() {
    let (service, folk) = begins(On::Memory).await;
    let mut hand = Hand::in_chromium(&service).await;
    takes_place(&service, &folk, &mut hand).await;
}
