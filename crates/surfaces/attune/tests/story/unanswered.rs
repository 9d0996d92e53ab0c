//! A promise that nobody kept: Amal writes, nobody answers, and without anyone typing it the promise
//! is broken and stands between the two. Then it is answered, apologised for and made good, and Amal
//! closes it.

use crate::hand::Hand;
use crate::people_here::{Folk, own, three_sessions};
use crate::service::{On, Service};
use alliance::rupture::{RuptureV1, StateV1};
use attune::open::Own;
use care::{DAY, MINUTE, PersonId, Purpose, Section, SignalKind};
use pages::Language;
use promises::{Became, Kind, PromiseV1, stands};
use sealed::Kept;

const BOTH: [Section; 2] = [Section::Relationship, Section::Overview];

async fn service(on: On) -> (Service, Folk) {
    // Answers come within a day: nobody has agreed on anything else.
    let own = Own {
        reply_within_hours: Some(24),
        ..Own::default()
    };
    let service = Service::empty_with(on, own).await;
    let folk = Folk::admit(&service, Language::English).await;
    three_sessions(&service, &folk).await;
    (service, folk)
}

async fn ruptures(service: &Service, folk: &Folk) -> Vec<Kept<RuptureV1>> {
    let act = own(service, folk.amal, &BOTH).await;
    act.latest::<RuptureV1>().await.unwrap().kept
}

/// The promise of an answer.
async fn promise(service: &Service, folk: &Folk) -> Kept<PromiseV1> {
    let act = own(service, folk.amal, &BOTH).await;
    let all = act.latest::<PromiseV1>().await.unwrap().kept;
    let mut all = all.into_iter();
    let reply = all.find(|kept| kept.value.kind == Kind::Reply).unwrap();
    assert!(
        !all.any(|kept| kept.value.kind == Kind::Reply),
        "one answer"
    );
    reply
}

async fn amal_writes(hand: &mut Hand<'_>) {
    hand.comes_in("amal").await;
    hand.presses("more-messages").await;
    hand.presses("messages-write").await;
    // By when an answer comes stands there before anything is sent.
    hand.reads("Ruth Okafor answers within 24 hours").await;
    hand.picture("unanswered-1-before").await;
    hand.fills("message-words", "Can we begin with my sister?")
        .await;
    hand.presses("messages-send").await;
    hand.sees("messages-you-by").await;
    hand.leaves().await;
}

/// Two days pass and nobody answers; the workers look as they always do.
async fn nobody_answers(service: &Service, folk: &Folk) {
    assert_eq!(service.rounds().await.broken, 0);
    service.clock.pass(DAY + MINUTE);
    let late = service.rounds().await;
    assert_eq!((late.broken, late.late, late.told), (0, 1, 1), "{late:?}");
    assert!(ruptures(service, folk).await.is_empty());
    service.clock.pass(DAY);
    let broken = service.rounds().await;
    assert_eq!(broken.broken, 1, "{broken:?}");
    let [rupture] = ruptures(service, folk).await.try_into().unwrap();
    assert_eq!(rupture.value.signal(), SignalKind::BrokenPromise);
    let promise = promise(service, folk).await;
    assert_eq!(stands(&promise.value).became, Became::Broken);
    // Nobody looked, and nobody wrote: the service itself did, and says so.
    let act = own(service, folk.amal, &[Section::Ledger]).await;
    let (lines, damaged) = act.lines(None, 1_000).await.unwrap();
    let since = service.vault.now();
    let new: Vec<_> = lines.iter().filter(|line| line.at == since).collect();
    assert!(damaged == 0 && !new.is_empty());
    for line in new.iter().filter(|line| line.by != folk.amal.person()) {
        assert_eq!(
            (line.by, line.purpose),
            (PersonId::SERVICE, Purpose::Keeping)
        );
    }
    assert_eq!(service.rounds().await.broken, 0, "once");
}

async fn ruth_answers_and_says_sorry(hand: &mut Hand<'_>) {
    hand.comes_in("ruth").await;
    hand.reads("and have no answer. It was promised by").await;
    hand.picture("unanswered-2-caseload").await;
    hand.presses_on("Amal").await;
    hand.sees("messages-waits-past").await;
    hand.fills("message-words", "Yes. We begin with her on Monday.")
        .await;
    hand.presses("messages-send").await;
    hand.sees("messages-staff-answered").await;
    hand.goes("/promises").await;
    hand.sees("promises-own-broken").await;
    hand.presses_on("Amal").await;
    hand.sees("promise-say").await;
    hand.fills("said", "You waited two days. I am sorry.").await;
    hand.presses("promise-say-sorry").await;
    hand.reads("Ruth Okafor says sorry.").await;
    hand.fills("said", "I look every evening now, and say so if I cannot.")
        .await;
    hand.presses("promise-say-mended").await;
    hand.reads("Ruth Okafor says how we make it good.").await;
    hand.goes("/caseload").await;
    hand.reads("A promise of the service was broken.").await;
    hand.presses_on("Amal").await;
    hand.sees("guide-promise-2").await;
    hand.fills("noticed", "I let you wait.").await;
    hand.fills("plan", "I look every evening.").await;
    hand.fills("step", "I answered and said that I am sorry.")
        .await;
    hand.chooses("offered", "yes").await;
    hand.presses("rupture-answer-keep").await;
    hand.sees("rupture-state-offered").await;
    hand.leaves().await;
}

async fn amal_closes_it(hand: &mut Hand<'_>) {
    hand.comes_in("amal").await;
    hand.sees("home-rupture-offered").await;
    hand.picture("unanswered-3-home").await;
    hand.presses("home-more").await;
    hand.presses("more-promises").await;
    hand.reads("We said we would do this. We did not do it in time. It was done later")
        .await;
    let seen = hand.reads("Ruth Okafor says sorry.").await;
    for own in [
        "You waited two days. I am sorry.",
        "I look every evening now",
    ] {
        assert!(seen.contains(own), "{own}: {seen}");
    }
    hand.presses("place-today").await;
    hand.presses("home-rupture-offered").await;
    hand.sees("rupture-ask-offered").await;
    hand.fills("own-words", "Thank you for saying so.").await;
    hand.presses("rupture-say-closed").await;
    hand.sees("reply-kept-closed").await;
    hand.leaves().await;
}

async fn takes_place(service: &Service, folk: &Folk, hand: &mut Hand<'_>) {
    amal_writes(hand).await;
    nobody_answers(service, folk).await;
    ruth_answers_and_says_sorry(hand).await;
    let [rupture] = ruptures(service, folk).await.try_into().unwrap();
    assert_eq!(
        rupture.value.state(),
        StateV1::Offered,
        "staff close nothing"
    );
    amal_closes_it(hand).await;
    let [rupture] = ruptures(service, folk).await.try_into().unwrap();
    assert_eq!(rupture.value.state(), StateV1::Closed);
    let stands = stands(&promise(service, folk).await.value);
    assert_eq!(stands.became, Became::Broken, "what was broken stays so");
    assert!(stands.done.is_some() && stands.sorry && stands.mended);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_that_nobody_answers_is_a_broken_promise_and_is_made_good_on_every_engine() {
    for on in [On::Memory, On::Sqlite, On::Postgres] {
        let (service, folk) = service(on).await;
        let mut hand = Hand::over_the_wire(&service);
        takes_place(&service, &folk, &mut hand).await;
    }
    testing::shows(
        "RE-3",
        "A message unanswered for two days: late, then broken, then a rupture, with nobody typing; answered, apologised \
         for, made good, closed by the client. On 3 of 3 engines.",
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_that_nobody_answers_is_a_broken_promise_and_is_made_good_in_chromium() {
    let (service, folk) = service(On::Memory).await;
    let mut hand = Hand::in_chromium(&service).await;
    takes_place(&service, &folk, &mut hand).await;
}
