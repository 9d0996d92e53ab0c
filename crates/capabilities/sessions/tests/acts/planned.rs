//! Sessions: planned ahead, never two at once.

use care::{DAY, HOUR, Line, MINUTE, Section};
use sealed::Act;
use sessions::meeting::{NewSession, PlanRefused, plan};
use testing::{AMAL, RUTH, Small};

async fn plans(small: &Small) -> Act {
    let sections = [Section::Identity, Section::Sessions, Section::Overview];
    small.act(RUTH, AMAL, &sections).await
}

#[tokio::test]
async fn sessions_do_not_overlap_and_are_planned_ahead() {
    let small = Small::in_memory().await;
    let mut act = plans(&small).await;
    let at = |starts, minutes| NewSession {
        starts,
        minutes,
        place: Line::parse("Room 4").unwrap(),
        plan: None,
    };
    let now = act.now();
    let id = act.mint();
    for (new, refused) in [
        (at(now, 50), "a session is planned for a time to come"),
        (
            at(now + HOUR, 9),
            "a session lasts between 10 minutes and 4 hours",
        ),
        (
            at(now + HOUR, 241),
            "a session lasts between 10 minutes and 4 hours",
        ),
    ] {
        assert_eq!(
            plan(&mut act, id, &new).await.unwrap_err().to_string(),
            refused
        );
    }
    plan(&mut act, id, &at(now + DAY, 50)).await.unwrap();
    act.done().await.unwrap();
    let mut act = plans(&small).await;
    let other = act.mint();
    let near = at(now + DAY + 49 * MINUTE, 50);
    assert!(matches!(
        plan(&mut act, other, &near).await,
        Err(PlanRefused::Overlaps)
    ));
    plan(&mut act, other, &at(now + DAY + 50 * MINUTE, 50))
        .await
        .unwrap();
    act.done().await.unwrap();
}
