//! The next action that an answer about safety opens: who, by when, what becomes of it, and who
//! hears of it when nothing does.

use crate::between::{OFFER, TREATS, answers, asks, opens, today};
use care::{HOUR, Happened, Line, MINUTE, PersonId, RecordId};
use forms::Posted;
use measures::{
    ActionV1, Answer, OpenAction, ReadersV1, SafetyGistV1, SafetyRefused, SafetyStateV1, Sent,
    SentRefused, answer_signal, overdue, put_in, safety_counts, safety_done, safety_hand_over,
};
use pages::{Language, Words};
use testing::{AMAL, INES, MARA, RUTH, Small};

async fn open(small: &Small) -> Vec<OpenAction> {
    let mut act = opens(small, RUTH).await;
    let gist = act.gist::<SafetyGistV1>().await.unwrap();
    gist.map(|gist| gist.open()).unwrap_or_default()
}

fn line(words: &str) -> Line<500> {
    Line::parse(words).unwrap()
}

/// Amal says yes to the last question of the ASQ: now.
async fn says_now(small: &Small) -> Vec<Happened> {
    let said = |item: &str| (format!("asq.{item}"), "true".to_owned());
    let fields: Vec<_> = ["1", "2", "3", "4", "5"].map(said).to_vec();
    asks(small, "asq", 1).await;
    answers(small, "asq", &fields, 0).await.1.happened
}

async fn waits(small: &Small, person: PersonId) -> bool {
    let (due, _) = small.vault.due(100).await.unwrap();
    due.iter().any(|item| item.to == person)
}

async fn sweep(small: &Small) -> usize {
    overdue(&small.vault, &[MARA]).await.unwrap()
}

/// The version of the action that a page would show: one more than the steps so far.
const FIRST: u32 = 1;

#[tokio::test]
async fn an_answer_about_safety_opens_a_next_action_with_who_and_by_when() {
    let small = Small::in_memory().await;
    let happened = says_now(&small).await;
    assert!(
        happened
            .iter()
            .any(|one| matches!(one, Happened::SafetyActionNeeded { .. }))
    );
    let [action] = open(&small).await.try_into().unwrap();
    assert_eq!((action.what, action.who), (ActionV1::Now, Some(RUTH)));
    assert_eq!(action.due, small.vault.now() + HOUR);
    assert_eq!(action.state, SafetyStateV1::Open);
    let counts = safety_counts(&small.vault).await.unwrap();
    assert_eq!((counts.open, counts.late), (1, 0));
}

#[tokio::test]
async fn what_is_late_reaches_the_next_named_person_and_then_the_lead() {
    let small = Small::in_memory().await;
    says_now(&small).await;
    assert_eq!(sweep(&small).await, 0);
    assert!(!waits(&small, INES).await);
    small.clock.pass(HOUR + MINUTE);
    assert_eq!(sweep(&small).await, 1);
    assert!(waits(&small, INES).await);
    assert!(!waits(&small, MARA).await);
    // Told once; the next one an hour later.
    assert_eq!(sweep(&small).await, 0);
    small.clock.pass(HOUR);
    assert_eq!(sweep(&small).await, 1);
    assert!(waits(&small, MARA).await);
    small.clock.pass(24 * HOUR);
    assert_eq!(sweep(&small).await, 0);
    let counts = safety_counts(&small.vault).await.unwrap();
    assert_eq!((counts.open, counts.late), (1, 1));
    assert!(counts.late_since.is_some());
}

#[tokio::test]
async fn a_next_step_takes_it_on_and_it_is_open_until_someone_says_that_it_is_done() {
    let small = Small::in_memory().await;
    says_now(&small).await;
    let [action] = open(&small).await.try_into().unwrap();
    let mut act = opens(&small, RUTH).await;
    let step = Answer::NextStep {
        what: line("Call Amal"),
        who: Line::parse("Ruth").unwrap(),
        by: today(&small),
    };
    answer_signal(&mut act, action.signal, None, &step)
        .await
        .unwrap();
    act.done().await.unwrap();
    let [taken] = open(&small).await.try_into().unwrap();
    assert_eq!(taken.state, SafetyStateV1::Taken);
    assert!(taken.due > action.due);
    // What was promised and did not happen is late again.
    small.clock.pass(48 * HOUR);
    assert_eq!(sweep(&small).await, 1);

    let mut act = opens(&small, RUTH).await;
    assert!(matches!(
        safety_done(&mut act, action.signal, FIRST, &line("spoke")).await,
        Err(SafetyRefused::Changed)
    ));
    safety_done(&mut act, action.signal, FIRST + 1, &line("We spoke"))
        .await
        .unwrap();
    act.done().await.unwrap();
    assert!(open(&small).await.is_empty());
    assert_eq!(safety_counts(&small.vault).await.unwrap().open, 0);
    // What is done is put away: the machinery keeps no trace of it.
    sweep(&small).await;
    let left = small.vault.directory_all::<measures::SafetyDueV1>().await;
    assert!(left.unwrap().kept.is_empty());
}

#[tokio::test]
async fn passed_on_the_next_one_hears_at_once_and_dismissed_it_is_closed() {
    let small = Small::in_memory().await;
    says_now(&small).await;
    let [action] = open(&small).await.try_into().unwrap();
    let mut act = opens(&small, RUTH).await;
    safety_hand_over(&mut act, action.signal, FIRST, &line("I am ill"))
        .await
        .unwrap();
    act.done().await.unwrap();
    assert_eq!(open(&small).await[0].state, SafetyStateV1::HandedOver);
    assert_eq!(sweep(&small).await, 1);
    assert!(waits(&small, INES).await);

    let mut act = opens(&small, RUTH).await;
    let dismissed = Answer::Dismiss {
        reason: line("Filled in by mistake; we spoke"),
    };
    answer_signal(&mut act, action.signal, None, &dismissed)
        .await
        .unwrap();
    act.done().await.unwrap();
    assert!(open(&small).await.is_empty());
}

/// A screener without its words, by its numbers, with these answered yes and all others no.
fn by_numbers(yes: &[&str]) -> forms::Response {
    let measure = OFFER.measure("c-ssrs-screener").unwrap();
    let form = measure
        .numbered(&|number| format!("Question {number}"))
        .unwrap();
    let fields: Vec<_> = form
        .every_item()
        .into_iter()
        .map(|item| {
            let name = item.link_id().as_str();
            let number = name.rsplit_once('.').unwrap().1;
            (name.to_owned(), yes.contains(&number).to_string())
        })
        .collect();
    Posted::new(&fields).answers(&form).unwrap()
}

#[tokio::test]
async fn a_result_from_paper_opens_the_action_that_its_triage_names_though_its_words_are_not_here()
{
    for (yes, action) in [
        (&[][..], None),
        (&["1"][..], Some(ActionV1::NextContact)),
        (&["1", "2", "3"][..], Some(ActionV1::Today)),
        (&["1", "2", "4"][..], Some(ActionV1::Now)),
        (&["6", "6-recent"][..], Some(ActionV1::Now)),
    ] {
        let small = Small::in_memory().await;
        let response = by_numbers(yes);
        let form = OFFER.measure("c-ssrs-screener").unwrap().canonical();
        let mut act = small.act(RUTH, AMAL, TREATS).await;
        let occurrence: RecordId = act.mint();
        let sent = Sent {
            occurrence,
            measure: "c-ssrs-screener",
            form,
            response: &response,
            readers: ReadersV1::Section,
            today: today(&small),
        };
        put_in(&mut act, &OFFER, &sent).await.unwrap();
        act.done().await.unwrap();
        let found = open(&small).await;
        assert_eq!(found.first().map(|open| open.what), action, "{yes:?}");
        // Whoever put it in is to see to it; after them the lead.
        assert!(found.iter().all(|open| open.who == Some(RUTH)));
        // Sent again it is the same result; the client themself does not put it in.
        let mut again = small.act(RUTH, AMAL, TREATS).await;
        let twice = put_in(&mut again, &OFFER, &sent).await;
        assert!(matches!(twice, Err(SentRefused::AnsweredAlready)));
        let mut own = opens(&small, AMAL).await;
        let refused = put_in(&mut own, &OFFER, &sent).await;
        assert!(matches!(refused, Err(SentRefused::NotAsked)));
    }
}

#[test]
fn only_what_asks_for_yes_or_no_can_be_put_in_by_numbers() {
    let words = Words::new(Language::Spanish);
    for measure in instruments::Measures::shipped().unwrap().all() {
        let numbered = measure
            .numbered(&|number| words.say_with("paper-numbered", &[("number", number.into())]));
        assert_eq!(
            numbered.is_some(),
            measure.id() == "c-ssrs-screener",
            "{}",
            measure.id()
        );
        if let Some(form) = numbered {
            assert_eq!(form.canonical(), measure.canonical());
            let first = form.every_item()[0].text().unwrap().written();
            assert!(first.starts_with("Pregunta "), "{first}");
        }
    }
}
