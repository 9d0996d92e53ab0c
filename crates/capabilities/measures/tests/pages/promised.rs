//! What is said of who reads an answer and when: no more than what happens.

use crate::served::{Served, at};
use care::{ClientId, DAY, RelationKind};
use testing::{AMAL, BEN};

const SCREEN: [(&str, &str); 4] = [("1", "false"), ("2", ""), ("3", "false"), ("4", "false")];
const MATTERS: &str = "Thank you for saying this. It matters.";

async fn signal(served: &Served) -> crate::served::Came {
    let list = served.get("ruth", &at()).await;
    let start = format!("/clients/{}/signals/", ClientId::of(AMAL));
    let (_, rest) = list.page.split_once(&start).unwrap();
    let address = format!("{start}{}", rest.split('"').next().unwrap());
    served.get("ruth", &address).await
}

#[tokio::test]
async fn who_skips_a_question_reads_plain_thanks_and_staff_ask_again_today() {
    let served = Served::promising(Some(24)).await;
    served.asks("asq", 1).await;
    let sent = served.answers("asq", "measure-send", &SCREEN).await;
    assert!(sent.has("Thank you for your answers."));
    let said = sent.main().to_lowercase();
    assert!(!sent.has(MATTERS) && !said.contains("safety") && !said.contains("danger"));
    let mine = served.does("amal", "measures", &[]).await;
    let (_, told) = mine
        .main()
        .split_once("What your therapist was told")
        .unwrap();
    assert!(told.contains("were left open"));
    assert!(!told.contains("you said") && !told.contains("What you said"));
    let page = signal(&served).await;
    assert!(page.has("Some questions about safety were left open: ASQ. Ask them again, today."));
    assert!(page.has("Left out"), "it says which");
    assert!(!page.has("They were told that it is read"));
}

#[tokio::test]
async fn a_yes_to_a_triage_shows_staff_every_answer() {
    let served = Served::new().await;
    served.asks("asq", 1).await;
    let given = [
        ("1", "true"),
        ("2", "false"),
        ("3", ""),
        ("4", "false"),
        ("5", "false"),
    ];
    let sent = served.answers("asq", "measure-send", &given).await;
    assert!(sent.has(MATTERS));
    let page = signal(&served).await;
    for (answer, times) in [("Yes", 1), ("No", 3), ("Left out", 1)] {
        let said = format!("<p class=\"own-words\">{answer}</p>");
        assert_eq!(page.main().matches(&said).count(), times, "{answer}");
    }
}

#[tokio::test]
async fn a_wish_for_contact_is_answered_with_what_happens_to_it() {
    let served = Served::new().await;
    served.asks("attune-next-day", 1).await;
    let given = [
        ("sleep", ""),
        ("body", ""),
        ("stirred", ""),
        ("words", ""),
        ("contact", "yes-please"),
    ];
    let sent = served
        .answers("attune-next-day", "measure-send", &given)
        .await;
    assert!(!sent.has(MATTERS));
    assert!(sent.has("list says that you may like someone to get in touch."));
    let page = signal(&served).await;
    assert!(page.has("Get in touch with them, as they asked."));
    assert!(!page.has("safety"));
    // A wish is not raised or lowered: someone says what becomes of it.
    assert!(!page.has("More, or less"));
}

#[tokio::test]
async fn where_nobody_treats_them_now_nobody_is_named_and_nothing_is_promised() {
    let served = Served::promising(Some(24)).await;
    served.asks("phq-9", 14).await;
    served
        .small
        .relate(AMAL, &[(BEN, RelationKind::Team)])
        .await;
    let due = served.due().await;
    let open = served.does("amal", "measure", &[("about", &due)]).await;
    assert!(open.has("Nobody is your therapist here at the moment."));
    assert!(open.has("Send it") && !open.has("Ruth"));
    let sent = served.phq("amal", "measure-send", 1, 1).await;
    assert!(sent.has(MATTERS) && sent.has("it is on nobody’s list"));
    assert!(!sent.has("Ruth") && !sent.has("at the latest"));
    // Someone begins to treat them: they are named from now on.
    served
        .small
        .relate(AMAL, &[(BEN, RelationKind::Therapist)])
        .await;
    let sent = served.get("amal", "/").await;
    assert!(sent.has("It is at the top of Ben Stone’s list."));
    assert!(!sent.has("at the latest"), "nobody promised it then");
}

#[tokio::test]
async fn that_scores_count_is_said_before_the_first_is_sent_and_not_if_they_do_not() {
    let says = "Your scores help us learn how it usually goes.";
    let served = Served::new().await;
    served.asks("phq-9", 14).await;
    let due = served.due().await;
    let open = served.does("amal", "measure", &[("about", &due)]).await;
    assert!(open.has(says));
    served.phq("amal", "measure-send", 1, 0).await;
    served.small.clock.pass(14 * DAY);
    let due = served.due().await;
    let open = served.does("amal", "measure", &[("about", &due)]).await;
    assert!(!open.has(says), "once is enough");

    let served = Served::new().await;
    served.does("amal", "measures-do-not-count", &[]).await;
    served.asks("phq-9", 14).await;
    let due = served.due().await;
    let open = served.does("amal", "measure", &[("about", &due)]).await;
    assert!(!open.has(says));
}
