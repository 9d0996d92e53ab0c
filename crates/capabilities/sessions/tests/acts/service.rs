//! What a lead sees: figures over everyone, from entries that say nothing of whose they are.

use crate::{changes, kept, line, looked, planned, small, staff, to};
use care::{DAY, HOUR};
use sealed::InDirectory;
use sessions::change::{CallOff, call_off};
use sessions::held::{Held, held};
use sessions::stored::{BookedV1, NoticeV1, ReasonV1, RegularV1};
use sessions::{SessionsGistV1, service_counts};
use testing::{AMAL, BEGINNING, RUTH, Small};

async fn all<T: InDirectory>(small: &Small) -> Vec<T> {
    let listing = small.vault.directory_all::<T>().await.unwrap();
    assert!(listing.damaged.is_empty());
    listing.kept.into_iter().map(|kept| kept.value).collect()
}

#[tokio::test]
async fn regularity_is_counted_for_the_client_and_without_whose_for_the_service() {
    let small = small().await;
    for week in 0..4 {
        let gap = if week == 3 { 4 } else { 0 };
        let starts = BEGINNING + (week * 7 + gap) * DAY + HOUR;
        small.clock.set(starts - HOUR);
        let session = planned(&small, AMAL, starts).await;
        small.clock.set(starts);
        let seen = looked(&small, AMAL, session).await.seen;
        let act = staff(&small, RUTH, AMAL).await;
        let begins = Held::begins(seen, starts);
        kept(act, async |act| held(act, session, &begins).await)
            .await
            .unwrap();
    }
    let mut act = staff(&small, RUTH, AMAL).await;
    let gist: SessionsGistV1 = act.gist().await.unwrap().unwrap();
    let (sd, longest) = gist.regularity().unwrap();
    assert!((sd - 2.31).abs() < 0.005, "{sd}");
    assert_eq!(longest, 11);
    let regular = all::<RegularV1>(&small).await;
    assert_eq!(regular.len(), 1);
    assert_eq!((regular[0].sessions, regular[0].longest_days), (4, 11));
    assert_eq!(regular[0].sd_hundredths, Some(231));
    // One client is no figure.
    let counts = service_counts(&small.vault).await.unwrap();
    assert_eq!((counts.clients, counts.median_sd_days), (None, None));
}

#[tokio::test]
async fn every_change_by_the_service_is_counted_with_its_notice_and_no_one_elses() {
    let small = small().await;
    for number in 0..6 {
        let starts = BEGINNING + (10 + number) * DAY;
        let session = planned(&small, AMAL, starts).await;
        let new = to(&small, session, starts + HOUR).await;
        changes(&small, session, &new).await.unwrap();
        let off = CallOff {
            seen: looked(&small, AMAL, session).await.seen,
            reason: ReasonV1::Illness,
            words: line("ill"),
            offer: None,
        };
        let act = staff(&small, RUTH, AMAL).await;
        kept(act, async |act| call_off(act, session, &off).await)
            .await
            .unwrap();
    }
    assert_eq!(all::<NoticeV1>(&small).await.len(), 12);
    let counts = service_counts(&small.vault).await.unwrap();
    assert_eq!(
        (counts.changes, counts.with_enough_notice),
        (Some(6), Some(6))
    );
    assert_eq!(counts.called_off, Some(6));
    let reasons = [(ReasonV1::Illness, Some(6)), (ReasonV1::Room, Some(6))];
    assert_eq!(counts.by_reason, reasons);
    // A quarter later it is not counted any more.
    small.clock.pass(91 * DAY);
    assert_eq!(service_counts(&small.vault).await.unwrap().changes, None);
    // What was called off stands in nobody's day.
    assert!(
        all::<BookedV1>(&small)
            .await
            .iter()
            .all(|day| day.slots.is_empty())
    );
}
