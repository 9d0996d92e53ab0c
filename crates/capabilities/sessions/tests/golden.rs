//! What this capability keeps opens for ever.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

use care::Section;
use sessions::SessionV1;
use testing::{BEGINNING, NOOR, RUTH, golden};

#[tokio::test]
async fn sessions_that_another_capability_kept_first_open_for_ever() {
    let home = env!("CARGO_MANIFEST_DIR");
    let never = async |_: &testing::Small| -> Vec<String> { unreachable!("it was made long ago") };
    let (small, _) = golden::sample(home, "alliance.v1", never).await.unwrap();
    let act = small.act(NOOR, NOOR, &[Section::Sessions]).await;
    let opened = act.latest::<SessionV1>().await.unwrap().kept;
    let session = |plan: &str| SessionV1 {
        starts_at: BEGINNING.millis(),
        minutes: 50,
        place: "Room 4".to_owned(),
        with: *RUTH.bytes(),
        plan: plan.to_owned(),
    };
    let mut opened: Vec<SessionV1> = opened.into_iter().map(|kept| kept.value).collect();
    opened.sort_by_key(|session| session.plan.len());
    assert!(opened == [session(""), session("look at the week")]);
}
