//! What is asked, how often, and who may say so.

use crate::between::{OFFER, answers, asks, core_of, due_now, opens, phq, plans, today};
use care::DAY;
use measures::{Change, PlanRefused, PlanV1, StateV1, change, plan, plan_rules::WrongInterval};
use testing::{AMAL, RUTH, Small};

fn begin(measure: &str, every: u16, small: &Small) -> Change {
    Change::Begin {
        measure: measure.to_owned(),
        every: Some(every),
        first: today(small),
    }
}

fn of(change: fn(String) -> Change, measure: &str) -> Change {
    change(measure.to_owned())
}

const PAUSE: fn(String) -> Change = |measure| Change::Pause { measure };
const STOP: fn(String) -> Change = |measure| Change::Stop { measure };
const RESUME: fn(String) -> Change = |measure| Change::Resume { measure };
const ONCE: fn(String) -> Change = |measure| Change::Once { measure };
const NOT_NOW: fn(String) -> Change = |measure| Change::NotNow { measure };

async fn state(small: &Small, measure: &str) -> StateV1 {
    let act = opens(small, RUTH).await;
    let plan = plan(&act).await.unwrap().unwrap();
    plan.value.get(measure).unwrap().state
}

#[tokio::test]
async fn what_cannot_be_planned_is_refused_and_nothing_is_kept() {
    let small = Small::in_memory().await;
    for (who, wanted, refused) in [
        (
            RUTH,
            begin("phq-99", 14, &small),
            "there is no such measure here",
        ),
        (
            RUTH,
            begin("wai-sr", 14, &small),
            "the words of this measure are not here yet, so nobody can answer it",
        ),
        (
            RUTH,
            begin("phq-9", 7, &small),
            "this measure asks about 14 days, so it is not asked more often than that",
        ),
        (RUTH, of(PAUSE, "phq-9"), "this is not in the plan"),
        (RUTH, of(NOT_NOW, "phq-9"), "only the client can say this"),
        (
            RUTH,
            Change::Follow {
                pathway: "sideways".to_owned(),
            },
            "there is no such pathway here",
        ),
        (
            AMAL,
            begin("phq-9", 14, &small),
            "only someone working with the client can plan this",
        ),
        (
            AMAL,
            of(ONCE, "phq-9"),
            "only someone working with the client can plan this",
        ),
    ] {
        let said = plans(&small, who, wanted).await.unwrap_err().to_string();
        assert_eq!(said, refused);
    }
    let act = opens(&small, RUTH).await;
    assert!(plan(&act).await.unwrap().is_none());
}

#[tokio::test]
async fn a_pathway_asks_each_of_its_measures_in_its_rhythm() {
    let small = Small::in_memory().await;
    let follow = Change::Follow {
        pathway: "weekly-trauma-focused".to_owned(),
    };
    plans(&small, RUTH, follow.clone()).await.unwrap();
    let asked: Vec<_> = due_now(&small)
        .await
        .into_iter()
        .map(|due| due.measure)
        .collect();
    assert_eq!(asked, ["core-10", "pcl-5-weekly", "itq"]);
    // What the client said no to stays as they said.
    plans(&small, AMAL, of(STOP, "itq")).await.unwrap();
    plans(&small, RUTH, follow).await.unwrap();
    assert_eq!(state(&small, "itq").await, StateV1::Stopped);
    assert_eq!(state(&small, "core-10").await, StateV1::Asked);
}

#[tokio::test]
async fn not_this_one_is_the_clients_to_say_and_only_theirs_to_take_back() {
    let small = Small::in_memory().await;
    asks(&small, "phq-9", 14).await;
    for said in [PAUSE, STOP] {
        plans(&small, AMAL, of(said, "phq-9")).await.unwrap();
        assert!(due_now(&small).await.is_empty());
        for wanted in [
            of(RESUME, "phq-9"),
            of(ONCE, "phq-9"),
            begin("phq-9", 14, &small),
        ] {
            assert!(matches!(
                plans(&small, RUTH, wanted).await,
                Err(PlanRefused::TheClientSaidNo)
            ));
        }
        plans(&small, AMAL, of(RESUME, "phq-9")).await.unwrap();
        assert_eq!(due_now(&small).await.len(), 1);
    }
    // What Ruth put to rest, Ruth takes up again.
    plans(&small, RUTH, of(PAUSE, "phq-9")).await.unwrap();
    assert!(matches!(
        plans(&small, AMAL, of(RESUME, "phq-9")).await,
        Err(PlanRefused::OnlyStaff)
    ));
    plans(&small, RUTH, of(RESUME, "phq-9")).await.unwrap();
    assert_eq!(state(&small, "phq-9").await, StateV1::Asked);
}

#[tokio::test]
async fn nothing_is_asked_before_its_window_of_recall_has_passed() {
    let small = Small::in_memory().await;
    asks(&small, "phq-9", 28).await;
    let first = today(&small);
    answers(&small, "phq-9", &phq(1, Some(0)), 13).await;
    let refused = plans(&small, RUTH, of(ONCE, "phq-9")).await.unwrap_err();
    assert!(matches!(refused, PlanRefused::TooSoon { from } if from == first.after(14)));
    small.clock.pass(DAY);
    plans(&small, RUTH, of(ONCE, "phq-9")).await.unwrap();
    assert_eq!(due_now(&small).await.len(), 1);
    let every = Change::Every {
        measure: "phq-9".to_owned(),
        every: 13,
    };
    assert!(matches!(
        plans(&small, RUTH, every).await,
        Err(PlanRefused::Interval(WrongInterval::TooOften {
            shortest: 14
        }))
    ));
}

#[tokio::test]
async fn not_now_comes_back_the_next_time_and_not_before() {
    let small = Small::in_memory().await;
    asks(&small, "core-10", 7).await;
    plans(&small, AMAL, of(NOT_NOW, "core-10")).await.unwrap();
    small.clock.pass(6 * DAY);
    assert!(due_now(&small).await.is_empty());
    small.clock.pass(DAY);
    assert_eq!(due_now(&small).await.len(), 1);
    answers(&small, "core-10", &core_of(8), 7).await;
    assert_eq!(due_now(&small).await.len(), 1, "then it goes on as planned");
}

#[tokio::test]
async fn a_plan_that_has_changed_is_not_changed_unseen() {
    let small = Small::in_memory().await;
    asks(&small, "phq-9", 14).await;
    let wanted = of(PAUSE, "phq-9");
    let mut act = opens(&small, RUTH).await;
    let refused = change(&mut act, &OFFER, Some(0), today(&small), &wanted).await;
    assert!(matches!(refused, Err(PlanRefused::Changed)));
    change(&mut act, &OFFER, Some(1), today(&small), &wanted)
        .await
        .unwrap();
    act.done().await.unwrap();
    let act = opens(&small, AMAL).await;
    let id = plan(&act).await.unwrap().unwrap().record;
    let history = act.history::<PlanV1>(id).await.unwrap();
    assert_eq!(history.len(), 2, "nothing was written over");
}
