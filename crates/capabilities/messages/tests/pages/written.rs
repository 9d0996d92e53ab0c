//! Writing: what is said before a word is written, and that no word is ever lost.

use crate::served::{A_PDF, Served, a_picture};
use axum::http::StatusCode;
use care::{HOUR, Happened, RelationKind};
use testing::{AMAL, RUTH};

#[tokio::test]
async fn before_a_word_is_written_it_says_who_reads_by_when_and_what_cannot_wait() {
    let served = Served::with(true, Some("Ring 555 0100, day and night.")).await;
    served.unlocks("amal").await;
    let page = served.sees("amal", "write-message").await;
    assert!(page.has("Ruth Okafor can read this once you send it."));
    assert!(page.has("We have not agreed by when. It may take a while."));
    assert!(page.has("Ring 555 0100, day and night."));
    assert!(page.has("value=\"crisis-plan\""));
    assert!(page.page.find("Ruth Okafor") < page.page.find("<textarea"));
    served.answers_within(48, true);
    let page = served.sees("amal", "write-message").await;
    assert!(page.has("Ruth Okafor answers within 2 days, as you agreed."));
    assert!(!page.has("It may take a while"));
    served.answers_within(24, false);
    let page = served.sees("amal", "write-message").await;
    assert!(page.has("Ruth Okafor answers within 24 hours. If you send it now"));
    let page = served.sees("amal.es", "write-message").await;
    assert!(page.has("Ruth Okafor responde en un plazo de 24 horas."));
}

#[tokio::test]
async fn without_a_plan_or_words_of_its_own_a_service_still_says_what_to_do_now() {
    let served = Served::with(false, None).await;
    served.unlocks("amal").await;
    let page = served.sees("amal", "write-message").await;
    assert!(page.has("call the emergency number where you are"));
    assert!(!page.has("value=\"crisis-plan\""));
}

#[tokio::test]
async fn where_nobody_would_read_there_is_nothing_to_write_on() {
    let served = Served::new().await;
    served.small.relate(AMAL, &[]).await;
    served.unlocks("amal").await;
    let page = served.sees("amal", "write-message").await;
    assert!(page.has("nobody would read a message"));
    assert!(!page.has("<textarea"));
}

#[tokio::test]
async fn what_is_sent_is_promised_as_it_was_said_and_stands_in_the_list() {
    let served = Served::new().await;
    served.answers_within(24, true);
    let sent = served.amal_writes("We hurried.", &[]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    let due = served.small.vault.now() + 24 * HOUR;
    let told = |one: &Happened| {
        matches!(one, Happened::MessageSent { by, to, reply_by, .. }
            if *by == AMAL && to == &[RUTH] && *reply_by == Some(due))
    };
    assert!(served.happened().iter().any(told));
    let page = served.get("amal", "/").await;
    assert!(page.has("Sent and saved. By when an answer comes stands below"));
    assert!(page.has("We hurried.") && page.has("You will have an answer by"));
    served.small.clock.pass(24 * HOUR);
    served.unlocks("amal").await;
    let page = served.sees("amal", "messages").await;
    assert!(
        page.has("We said you would have an answer by") && page.has("You do not have one yet.")
    );
    assert!(!page.has("Sent and saved"));
    // Nothing waits to be written on: the draft became the message.
    assert!(
        !served
            .sees("amal", "write-message")
            .await
            .has("We hurried.")
    );
}

#[tokio::test]
async fn a_file_that_cannot_be_sent_costs_no_word_and_says_what_can() {
    let served = Served::new().await;
    let picture = a_picture();
    let locked = [&A_PDF[..9], b"/Encrypt 5 0 R\n", &A_PDF[9..]].concat();
    let active = [&A_PDF[..9], b"/S /JavaScript\n", &A_PDF[9..]].concat();
    let half = &picture[..picture.len() / 2];
    let many = [&picture[..]; 4];
    let large = vec![b' '; pages::FILES_MAX + 1];
    for (files, said) in [
        (
            &[&b"MZ\x90 a program"[..]][..],
            "This kind of file cannot be sent.",
        ),
        (&[half][..], "could not be read to its end"),
        (&[&locked[..]][..], "locked with a password"),
        (&[&active[..]][..], "holds programs or other files"),
        (&many[..], "Up to 3 pictures or PDFs go with one message."),
        (
            &[&large[..]][..],
            "All together can have 10 MB, and a PDF 5 MB.",
        ),
    ] {
        let again = served
            .amal_writes("He wrote to me — «otra vez»", files)
            .await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{said}");
        assert!(again.has(said), "{said}");
        assert!(again.has("He wrote to me — «otra vez»"), "{said}");
        assert!(again.has("your words are here"), "{said}");
    }
    assert!(served.happened().is_empty());
    // What was far too large is passed over; the words before it are not.
    let film = vec![7; 3 * pages::FILES_MAX];
    let again = served.amal_writes("He wrote to me.", &[&film]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.has("He wrote to me.") && again.has("That was too large."));
    let again = served.amal_writes("  ", &[]).await;
    assert!(again.has("There is nothing in it yet."));
}

#[tokio::test]
async fn a_second_sending_is_the_same_message_and_other_words_are_asked_about() {
    let served = Served::new().await;
    served.unlocks("amal").await;
    let once = served.sees("amal", "write-message").await.field("once");
    let send = async |words: &str| {
        let fields = [
            ("once", once.as_str()),
            ("message-words", words),
            ("do", "message-send"),
        ];
        served.post_files("amal", "/", &fields, &[]).await
    };
    assert_eq!(send("One.").await.status, StatusCode::SEE_OTHER);
    assert_eq!(send("One.").await.status, StatusCode::SEE_OTHER);
    assert_eq!(served.happened().len(), 1);
    let again = send("Another.").await;
    assert!(again.has("The message before this one is sent already.") && again.has("Another."));
    assert_ne!(again.field("once"), once);
}

#[tokio::test]
async fn what_is_sent_while_the_lock_is_on_waits_and_says_that_a_file_must_be_chosen_again() {
    let served = Served::new().await;
    served.unlocks("amal").await;
    let once = served.sees("amal", "write-message").await.field("once");
    served.post("amal", "/", &[("do", "hide")]).await;
    let fields = [
        ("once", once.as_str()),
        ("message-words", "We hurried."),
        ("do", "message-send"),
    ];
    let locked = served
        .post_files("amal", "/", &fields, &[&a_picture()])
        .await;
    assert_eq!(locked.status, StatusCode::LOCKED);
    assert!(!locked.has("We hurried."));
    assert!(served.happened().is_empty());
    served.unlocks("amal").await;
    let page = served.get("amal", "/").await;
    assert!(page.has("We hurried.") && page.has("Please choose them again."));
    // Stopping with a file keeps the words, too.
    let stop = [("message-words", "We hurried, twice."), ("do", "stop")];
    served.post_files("amal", "/", &stop, &[&a_picture()]).await;
    let page = served.sees("amal", "write-message").await;
    assert!(page.has("We hurried, twice.") && page.has("Please choose them again."));
}

#[tokio::test]
async fn words_can_be_taken_back_after_it_was_said_what_that_means() {
    let served = Served::new().await;
    served.amal_writes("He was here.", &[&a_picture()]).await;
    let page = served.get("amal", "/").await;
    let (message, picture) = (page.field("about"), page.pictures().remove(0));
    served
        .post("amal", "/", &[("do", "message-back"), ("about", &message)])
        .await;
    let asked = served.get("amal", "/").await;
    assert!(asked.has("Someone may have read it already.") && asked.has("He was here."));
    served
        .post(
            "amal",
            "/",
            &[("do", "message-take-back"), ("about", &message)],
        )
        .await;
    let page = served.get("amal", "/").await;
    assert!(page.has("It is taken back.") && page.has("You took this back"));
    assert!(!page.has("He was here.") && page.pictures().is_empty());
    assert_eq!(
        served.get("amal", &picture).await.status,
        StatusCode::NOT_FOUND
    );
    let staff = served
        .get("ruth", &format!("/clients/{AMAL}/messages"))
        .await;
    assert!(staff.has("Taken back,") && !staff.has("He was here."));
    assert!(staff.pictures().is_empty());
    // In the copy that she takes along it is hers, and says what became of it.
    let all = served.sees("amal", "all").await;
    assert!(all.has("He was here.") && all.has("Taken back"));
}

#[tokio::test]
async fn no_answer_needed_is_one_tap() {
    let served = Served::new().await;
    served.answers_within(24, true);
    served.amal_writes("Thank you.", &[]).await;
    let message = served.get("amal", "/").await.field("about");
    let release = [("do", "message-release"), ("about", message.as_str())];
    served.post("amal", "/", &release).await;
    let page = served.get("amal", "/").await;
    assert!(page.has("Nobody owes you an answer to it now."));
    assert!(page.has("You said that it needs no answer.") && !page.has("You will have an answer"));
    let released = |one: &Happened| matches!(one, Happened::MessageReleased { .. });
    assert!(served.happened().iter().any(released));
}

#[tokio::test]
async fn whoever_stands_in_reads_and_answers_too() {
    let served = Served::new().await;
    let both = [
        (RUTH, RelationKind::Therapist),
        (testing::BEN, RelationKind::Therapist),
    ];
    served.small.relate(AMAL, &both).await;
    served.unlocks("amal").await;
    let page = served.sees("amal", "write-message").await;
    assert!(page.has("Ruth Okafor and Ben Stone can read this"));
    served.amal_writes("We hurried.", &[]).await;
    let page = served
        .get("ben", &format!("/clients/{AMAL}/messages"))
        .await;
    assert!(page.has("We hurried."));
}
