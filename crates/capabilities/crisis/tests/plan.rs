//! The plan between the client and their therapist, told on the memory engine.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

use care::{Happened, Line, PersonId, Section};
use crisis::{
    CrisisGistV1, Plan, PlanRefused, Waits, agree, ask_for_change, form, plan, take_back, write,
};
use forms::{Posted, Response};
use pages::quiet::QuietV1;
use sealed::{Act, ReadError};
use testing::served::Serving;
use testing::{AMAL, BEN, INES, RUTH, Small, asker};

fn says(fields: &[(&str, &str)]) -> Response {
    let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    let fields: Vec<_> = fields.iter().map(own).collect();
    Posted::new(&fields).answers(form().unwrap()).unwrap()
}

fn sections(who: PersonId) -> Vec<Section> {
    let mut all = vec![Section::CrisisPlan, Section::Overview];
    if who == AMAL {
        all.push(Section::Consent);
    }
    all
}

async fn act(small: &Small, who: PersonId) -> Act {
    small.act(who, AMAL, &sections(who)).await
}

async fn writes(
    small: &Small,
    who: PersonId,
    seen: u16,
    fields: &[(&str, &str)],
) -> Result<Vec<Happened>, PlanRefused> {
    let mut act = act(small, who).await;
    let happened = write(&mut act, seen, &says(fields)).await?;
    act.done().await.unwrap();
    Ok(happened)
}

async fn now(small: &Small) -> Plan {
    plan(&act(small, AMAL).await).await.unwrap()
}

async fn gist(small: &Small) -> CrisisGistV1 {
    let mut act = act(small, AMAL).await;
    act.gist::<CrisisGistV1>().await.unwrap().unwrap()
}

fn holds(plan: &Plan) -> Option<u16> {
    plan.holds().map(|kept| kept.value.number)
}

#[tokio::test]
async fn what_the_client_writes_is_their_plan_at_once() {
    let small = Small::in_memory().await;
    let happened = writes(
        &small,
        AMAL,
        0,
        &[("alone_helps", "cold water"), ("review", "2027-01-31")],
    )
    .await
    .unwrap();
    assert_eq!(
        happened,
        [Happened::CrisisPlanWritten {
            client: care::ClientId::of(AMAL)
        }]
    );
    let plan = now(&small).await;
    assert_eq!((holds(&plan), plan.waits()), (Some(1), Waits::Staff));
    let gist = gist(&small).await;
    assert_eq!((gist.holds, gist.waits_for_staff), (1, true));
    assert_eq!(gist.review.as_deref(), Some("2027-01-31"));
    assert!(!gist.is_to_be_looked_at("2027-01-30"));
    assert!(gist.is_to_be_looked_at("2027-01-31"));
}

#[tokio::test]
async fn what_a_therapist_proposes_changes_nothing_until_the_client_says_yes() {
    let small = Small::in_memory().await;
    writes(&small, AMAL, 0, &[("night", "door open")])
        .await
        .unwrap();
    writes(
        &small,
        RUTH,
        1,
        &[("night", "door open"), ("places", "the library")],
    )
    .await
    .unwrap();
    let plan = now(&small).await;
    assert_eq!((holds(&plan), plan.waits()), (Some(1), Waits::Client));
    assert_eq!(plan.proposed().map(|kept| kept.value.number), Some(2));

    // A therapist cannot say yes to their own words.
    let mut own = act(&small, RUTH).await;
    assert!(matches!(
        agree(&mut own, 2).await,
        Err(PlanRefused::OwnWords)
    ));
    drop(own);

    let mut yes = act(&small, AMAL).await;
    agree(&mut yes, 2).await.unwrap();
    yes.done().await.unwrap();
    let plan = now(&small).await;
    assert_eq!((holds(&plan), plan.waits()), (Some(2), Waits::Nobody));
    assert!(plan.holds().unwrap().value.is_of_both());
}

#[tokio::test]
async fn whoever_asks_for_a_change_is_heard_and_the_plan_stays() {
    let small = Small::in_memory().await;
    writes(&small, AMAL, 0, &[("night", "door open")])
        .await
        .unwrap();
    let mut asks = act(&small, RUTH).await;
    ask_for_change(&mut asks, 1, &Line::parse("who checks?").unwrap())
        .await
        .unwrap();
    asks.done().await.unwrap();
    let plan = now(&small).await;
    assert_eq!((holds(&plan), plan.waits()), (Some(1), Waits::Client));

    writes(&small, RUTH, 1, &[("night", "door open, one check")])
        .await
        .unwrap();
    let mut no = act(&small, AMAL).await;
    ask_for_change(&mut no, 2, &Line::parse("no checks").unwrap())
        .await
        .unwrap();
    no.done().await.unwrap();
    let plan = now(&small).await;
    assert_eq!((holds(&plan), plan.waits()), (Some(1), Waits::Staff));
    assert!(plan.proposed().is_none());
}

#[tokio::test]
async fn the_client_takes_their_plan_back_to_an_earlier_version_and_nothing_is_lost() {
    let small = Small::in_memory().await;
    writes(&small, AMAL, 0, &[("night", "door open")])
        .await
        .unwrap();
    writes(&small, AMAL, 1, &[("night", "door shut")])
        .await
        .unwrap();
    let mut back = act(&small, AMAL).await;
    take_back(&mut back, 2, 1).await.unwrap();
    back.done().await.unwrap();
    let plan = now(&small).await;
    assert_eq!((holds(&plan), plan.versions.len()), (Some(3), 3));
    let newest = &plan.holds().unwrap().value;
    assert_eq!(newest.again, Some(1));
    assert_eq!(newest.answers, plan.version(1).unwrap().value.answers);
    // Nobody does that for them.
    let mut staff = act(&small, RUTH).await;
    assert!(matches!(
        take_back(&mut staff, 3, 1).await,
        Err(PlanRefused::None)
    ));
}

#[tokio::test]
async fn what_was_written_on_an_older_version_is_not_kept_over_a_newer() {
    let small = Small::in_memory().await;
    writes(&small, AMAL, 0, &[("night", "door open")])
        .await
        .unwrap();
    writes(&small, RUTH, 1, &[("night", "door shut")])
        .await
        .unwrap();
    let refused = writes(&small, AMAL, 1, &[("night", "a light")]).await;
    assert!(matches!(refused, Err(PlanRefused::Newer)));
    // A yes to what is not the newest any more is not taken either.
    let mut old = act(&small, RUTH).await;
    assert!(matches!(agree(&mut old, 1).await, Err(PlanRefused::Newer)));
    drop(old);
    // Sent a second time, the same words are the same version.
    writes(&small, AMAL, 2, &[("night", "a light")])
        .await
        .unwrap();
    assert!(
        writes(&small, AMAL, 2, &[("night", "a light")])
            .await
            .unwrap()
            .is_empty()
    );
    assert_eq!(now(&small).await.versions.len(), 3);
}

#[tokio::test]
async fn two_who_write_at_once_do_not_both_become_the_next_version() {
    let small = Small::in_memory().await;
    let (mut one, mut two) = (act(&small, AMAL).await, act(&small, RUTH).await);
    write(&mut one, 0, &says(&[("night", "a light")]))
        .await
        .unwrap();
    write(&mut two, 0, &says(&[("night", "no light")]))
        .await
        .unwrap();
    one.done().await.unwrap();
    assert!(two.done().await.is_err());
    assert_eq!(now(&small).await.versions.len(), 1);
}

#[tokio::test]
async fn only_those_who_treat_the_client_open_the_plan() {
    let small = Small::in_memory().await;
    writes(&small, AMAL, 0, &[("night", "a light")])
        .await
        .unwrap();
    for who in [INES, BEN] {
        let sections = care::Sections::of(&[Section::CrisisPlan]);
        assert!(
            small.ask(who, AMAL, sections).await.is_err(),
            "{:?}",
            asker(who).role
        );
    }
    // Whoever may see lists alone reads nothing of it.
    let list = small.act(RUTH, AMAL, &[Section::Overview]).await;
    assert!(matches!(plan(&list).await, Err(ReadError::NotCovered)));
}

#[tokio::test]
async fn a_word_the_client_does_not_want_to_meet_is_on_no_sheet_of_theirs() {
    let small = Small::in_memory().await;
    let fields = [("alone_helps", "walk past Orrin Vale, slowly")];
    writes(&small, AMAL, 0, &fields).await.unwrap();
    let serving = Serving::over(small);
    let served = serving.site(crisis::routes(), crisis::screens());
    for screen in ["plan-device", "plan-print", "crisis-plan"] {
        served.does("amal", screen, &[]).await.says("Orrin Vale");
    }
    let mut act = served.small.act(AMAL, AMAL, &[Section::Drafts]).await;
    let list = QuietV1::typed("orrin vale", false).unwrap();
    pages::quiet::keep(&mut act, &list).unwrap();
    act.done().await.unwrap();
    // The service was started anew since.
    let serving = Serving::over(served.small);
    let served = serving.site(crisis::routes(), crisis::screens());
    for screen in ["plan-device", "plan-print", "crisis-plan"] {
        let page = served.does("amal", screen, &[]).await;
        page.says("slowly");
        page.says_not("Orrin");
        page.says("a word you asked not to see");
    }
}
