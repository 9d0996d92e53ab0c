//! Nobody is promised to two people at once, whoever plans, changes or calls off, and when.

use crate::{changes, fifty, kept, own, planned, small, staff, to, to_for, try_plan};
use care::{DAY, HOUR, MINUTE, Moment, PersonId, RelationKind};
use proptest::prelude::*;
use sessions::Refused;
use sessions::change::{CallOff, call_off, call_off_by_client, change, take_offer};
use sessions::meeting::{PlanRefused, plan};
use sessions::stored::ReasonV1;
use testing::{AMAL, BEGINNING, BEN, NOOR, RUTH, Small};

#[tokio::test]
async fn a_practitioner_is_in_one_place_at_a_time() {
    let small = small().await;
    let noon = BEGINNING + DAY + 3 * HOUR;
    planned(&small, AMAL, noon).await;
    for (apart, free) in [
        (0, false),
        (49, false),
        (-49, false),
        (50, true),
        (-50, true),
    ] {
        let outcome = try_plan(&small, NOOR, noon + apart * MINUTE).await;
        assert_eq!(outcome.is_ok(), free, "{apart} minutes apart");
        if let Err(why) = outcome {
            assert!(matches!(why, PlanRefused::Elsewhere));
        }
    }
    // Someone else has that time.
    let mut act = staff(&small, BEN, NOOR).await;
    let id = act.mint();
    plan(&mut act, id, &fifty(noon + 2 * DAY)).await.unwrap();
}

#[tokio::test]
async fn across_midnight_two_sessions_meet_too() {
    let small = small().await;
    let midnight = BEGINNING + 15 * HOUR;
    assert_eq!(midnight.millis().rem_euclid(DAY), 0);
    planned(&small, AMAL, midnight - 10 * MINUTE).await;
    let after = try_plan(&small, NOOR, midnight + 10 * MINUTE).await;
    assert!(matches!(after, Err(PlanRefused::Elsewhere)));
    planned(&small, NOOR, midnight + 40 * MINUTE).await;
}

#[tokio::test]
async fn of_two_who_plan_at_the_same_moment_one_is_kept() {
    let small = small().await;
    let noon = BEGINNING + DAY;
    let mut first = staff(&small, RUTH, AMAL).await;
    let mut second = staff(&small, RUTH, NOOR).await;
    let (one, other) = (first.mint(), second.mint());
    plan(&mut first, one, &fifty(noon)).await.unwrap();
    plan(&mut second, other, &fifty(noon + 20 * MINUTE))
        .await
        .unwrap();
    first.done().await.unwrap();
    // Both had found the time free. The second is not kept, and looks again.
    assert!(second.done().await.is_err());
    let again = try_plan(&small, NOOR, noon + 20 * MINUTE).await;
    assert!(matches!(again, Err(PlanRefused::Elsewhere)));
}

#[tokio::test]
async fn what_is_called_off_or_moved_away_is_free_again() {
    let small = small().await;
    let noon = BEGINNING + 3 * DAY;
    let session = planned(&small, AMAL, noon).await;
    let new = to(&small, session, noon + DAY).await;
    changes(&small, session, &new).await.unwrap();
    let other = planned(&small, NOOR, noon).await;
    // And back: now it is taken.
    let back = to(&small, session, noon + 30 * MINUTE).await;
    let outcome = changes(&small, session, &back).await;
    assert!(matches!(outcome, Err(Refused::Elsewhere)));
    let act = own(&small, NOOR).await;
    kept(act, async |act| call_off_by_client(act, other, None).await)
        .await
        .unwrap();
    changes(&small, session, &back).await.unwrap();
}

#[tokio::test]
async fn a_session_given_to_someone_else_takes_their_time_and_frees_ones_own() {
    let small = small().await;
    let noon = BEGINNING + 3 * DAY;
    let session = planned(&small, AMAL, noon).await;
    let mut new = to(&small, session, noon).await;
    new.with = BEN;
    let mut act = staff(&small, RUTH, AMAL).await;
    change(&mut act, session, &new).await.unwrap();
    act.done().await.unwrap();
    planned(&small, NOOR, noon).await;
    let mut act = staff(&small, BEN, NOOR).await;
    let id = act.mint();
    let outcome = plan(&mut act, id, &fifty(noon + 10 * MINUTE)).await;
    assert!(matches!(
        outcome,
        Err(PlanRefused::Overlaps | PlanRefused::Elsewhere)
    ));
    small
        .relate(
            AMAL,
            &[
                (RUTH, RelationKind::Therapist),
                (BEN, RelationKind::Therapist),
            ],
        )
        .await;
    let mut act = staff(&small, BEN, AMAL).await;
    let outcome = plan(&mut act, id, &fifty(noon + 10 * MINUTE)).await;
    assert!(matches!(outcome, Err(PlanRefused::Overlaps)));
}

#[tokio::test]
async fn an_offered_time_that_someone_else_took_is_not_promised_twice() {
    let small = small().await;
    let noon = BEGINNING + 3 * DAY;
    let session = planned(&small, AMAL, noon).await;
    let seen = crate::looked(&small, AMAL, session).await.seen;
    let off = CallOff {
        seen,
        reason: ReasonV1::Illness,
        words: crate::line("I am ill"),
        offer: Some(noon + DAY),
    };
    let act = staff(&small, RUTH, AMAL).await;
    kept(act, async |act| call_off(act, session, &off).await)
        .await
        .unwrap();
    planned(&small, NOOR, noon + DAY).await;
    let mut act = own(&small, AMAL).await;
    let outcome = take_offer(&mut act, session, true).await;
    assert!(matches!(outcome, Err(Refused::Elsewhere)));
    drop(act);
    let act = own(&small, AMAL).await;
    kept(act, async |act| take_offer(act, session, false).await)
        .await
        .unwrap();
}

/// What someone tries: for whom, at which of a few times, and whether to plan, move or call off.
#[derive(Clone, Copy, Debug)]
struct Try {
    noor: bool,
    slot: i64,
    what: u8,
}

fn tries() -> impl Strategy<Value = Vec<Try>> {
    let one = (any::<bool>(), 0_i64..40, 0_u8..3);
    let one = one.prop_map(|(noor, slot, what)| Try { noor, slot, what });
    prop::collection::vec(one, 1..30)
}

async fn lives(tries: &[Try]) {
    let small = small().await;
    let from = BEGINNING + DAY;
    let mut stands: Vec<(PersonId, care::RecordId, Moment)> = Vec::new();
    for one in tries {
        let client = if one.noor { NOOR } else { AMAL };
        let starts = from + one.slot * 25 * MINUTE;
        match one.what {
            0 => {
                if let Ok(session) = try_plan(&small, client, starts).await {
                    stands.push((client, session, starts));
                }
            }
            1 => moves(&small, &mut stands, client, starts).await,
            _ => {
                let Some(at) = stands.iter().position(|(of, ..)| *of == client) else {
                    continue;
                };
                let (_, session, _) = stands.remove(at);
                let act = own(&small, client).await;
                kept(act, async |act| {
                    call_off_by_client(act, session, None).await
                })
                .await
                .unwrap();
            }
        }
        let mut times: Vec<Moment> = stands.iter().map(|(.., starts)| *starts).collect();
        times.sort_unstable();
        assert!(times.windows(2).all(|two| two[1] - two[0] >= 50 * MINUTE));
    }
}

async fn moves(
    small: &Small,
    stands: &mut [(PersonId, care::RecordId, Moment)],
    client: PersonId,
    starts: Moment,
) {
    let Some((_, session, at)) = stands.iter_mut().find(|(of, ..)| *of == client) else {
        return;
    };
    let new = to_for(small, client, *session, starts).await;
    let mut act = staff(small, RUTH, client).await;
    if change(&mut act, *session, &new).await.is_ok() {
        act.done().await.unwrap();
        *at = starts;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn whatever_is_planned_moved_and_called_off_nobody_is_in_two_places(tries in tries()) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(lives(&tries));
    }
}
