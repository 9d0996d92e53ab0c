//! The agreement's pages between two visitors, over a service that has nothing else.

mod served;

use axum::http::StatusCode;
use care::{ClientId, Section};
use forms::Answer;
use served::{Answered, Served, served, told};
use testing::{AMAL, RUTH};

fn at(step: &str) -> String {
    format!("/clients/{}/agreement{step}", ClientId::of(AMAL))
}

async fn ruth_sends(served: &Served, seen: &str, fields: &[(&str, &str)]) -> Answered {
    let mut all = vec![(".seen", seen)];
    all.extend(fields);
    served.post("ruth", &at("/write"), &all).await
}

async fn amal_sends(served: &Served, seen: &str, fields: &[(&str, &str)]) -> Answered {
    let mut all = vec![(".seen", seen)];
    all.extend(fields);
    served.does("amal", "agreement-send", &all).await
}

/// Version 1, by Ruth, signed by both.
async fn agreed(served: &Served) -> Answered {
    let fields = [("length", "50"), ("seating", "chairs side by side")];
    let came = ruth_sends(served, "0", &fields).await;
    assert_eq!((came.status, came.to), (StatusCode::SEE_OTHER, at("")));
    served
        .does("amal", "agreement-sign", &[("number", "1")])
        .await
}

#[tokio::test]
async fn both_sign_version_2_and_see_what_changed_part_by_part() {
    let served = served().await;
    let page = served.does("amal", "agreement", &[]).await;
    assert!(page.has("No agreement holds yet.") && page.has("Begin our agreement"));
    let page = served.get("ruth", &at("")).await;
    assert!(page.has("No version in force") && page.has("Write a first version together"));

    let page = agreed(&served).await;
    assert!(page.has("You have both signed."), "{}", page.page);
    assert!(page.has("Version 1 holds since") && page.has("You and Ruth Okafor both signed it."));
    // What is open says so, and what the limits are stands there.
    assert!(page.has("Not yet") && page.has("There are limits."));

    let fields = [("length", "40"), ("avoid", "never <calm down>")];
    let page = amal_sends(&served, "1", &fields).await;
    assert!(page.has("Sent, with your name to it."), "{}", page.page);
    assert!(page.has("You signed version 2 on") && page.has("Version 1 holds since"));

    let page = served.get("ruth", &at("")).await;
    for words in [
        "Amal wrote version 2",
        "Version 1, in force since",
        "When and where we meet",
        "Changed</span> How long a session is, in minutes",
        "New</span> Words to leave out, and what to say instead",
        "Taken out</span> Who sits where; door, window, light",
        "never &#60;calm down&#62;",
    ] {
        assert!(page.has(words), "{words}: {}", page.page);
    }
    let came = served.post("ruth", &at("/sign"), &[("number", "2")]).await;
    assert_eq!((came.status, came.to), (StatusCode::SEE_OTHER, at("")));

    let page = served.get("ruth", &at("")).await;
    assert!(page.has("Version 2, in force since") && page.has("signed by Amal and Ruth Okafor"));
    assert!(
        page.has("Changed</span> How long a session is"),
        "{}",
        page.page
    );
    let page = served.does("amal", "agreement-versions", &[]).await;
    for words in [
        "Version 2, by you",
        "Signed by you and, on",
        "Changed</span> How long a session is",
        "Before: </span>50</del>",
        "Now: </span>40</ins>",
        "Signed by Ruth Okafor and, on",
    ] {
        assert!(page.has(words), "{words}: {}", page.page);
    }
    assert_eq!(told(&served), (2, 2));
}

#[tokio::test]
async fn what_ruth_sent_is_changed_and_sent_back_beginning_with_her_words() {
    let served = served().await;
    ruth_sends(&served, "0", &[("place", "the blue room")]).await;
    let page = served.does("amal", "agreement", &[]).await;
    assert!(page.has("Ruth Okafor wrote version 1") && page.has("the blue room"));
    assert!(page.has("Change it and send it back"), "{}", page.page);
    let page = served.does("amal", "agreement-write", &[]).await;
    assert!(page.has("This begins with version 1, as Ruth Okafor wrote it."));
    assert!(page.has("the blue room") && page.has("name=\".seen\" value=\"1\""));
    amal_sends(&served, "1", &[("place", "the garden")]).await;
    let page = served.get("ruth", &at("/write")).await;
    assert!(page.has("This begins with version 2, as Amal wrote it.") && page.has("the garden"));
    let page = served.get("ruth", &at("")).await;
    assert!(page.has("Amal wrote version 2") && page.has("the garden"));
    // What was sent first was signed by Ruth alone, and says so.
    assert!(
        page.has("Signed by Ruth Okafor alone. It never held."),
        "{}",
        page.page
    );
}

#[tokio::test]
async fn a_different_view_stands_beside_its_part_for_both_and_stops_no_signature() {
    let served = served().await;
    ruth_sends(&served, "0", &[("place", "the blue room")]).await;
    let fields = [("part", "meeting"), ("beside", "I would rather <walk>")];
    let page = served.does("amal", "agreement-beside", &fields).await;
    assert!(
        page.has("Your words stand beside that part."),
        "{}",
        page.page
    );
    let page = served.get("ruth", &at("")).await;
    assert!(page.has("Amal sees this differently") && page.has("I would rather &#60;walk&#62;"));
    let fields = [("part", "meeting"), ("beside", "The path is icy")];
    let came = served.post("ruth", &at("/beside"), &fields).await;
    assert_eq!(came.status, StatusCode::SEE_OTHER);
    let page = served
        .does("amal", "agreement-sign", &[("number", "1")])
        .await;
    assert!(page.has("You have both signed.") && page.has("Ruth Okafor sees this differently"));
    // Taken back by leaving it empty; the other's words stay.
    let fields = [("part", "meeting"), ("beside", " ")];
    let page = served.does("amal", "agreement-beside", &fields).await;
    assert!(page.has("No words of yours stand beside"), "{}", page.page);
    assert!(page.has("The path is icy") && !page.has("I would rather"));
}

#[tokio::test]
async fn whoever_stands_beside_reads_and_is_offered_nothing_to_write() {
    let served = served().await;
    agreed(&served).await;
    let beside = format!("/clients/{}/beside/agreement", ClientId::of(AMAL));
    let page = served.get("ines", &beside).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.has("chairs side by side") && page.has("Version 1, in force since"));
    assert!(
        !page.has("<textarea") && !page.has("/agreement/"),
        "{}",
        page.page
    );
    for (who, path) in [
        ("ines", at("")),
        ("ben", at("")),
        ("ben", beside),
        ("amal", at("")),
    ] {
        let page = served.get(who, &path).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{who} {path}");
        assert!(!page.has("chairs side by side"));
    }
    for step in ["/write", "/sign", "/beside"] {
        for who in ["ines", "ben", "amal"] {
            let fields = [
                (".seen", "1"),
                ("number", "1"),
                ("part", "room"),
                ("place", "x"),
            ];
            let came = served.post(who, &at(step), &fields).await;
            assert_eq!(came.status, StatusCode::NOT_FOUND, "{who} {step}");
        }
    }
    assert_eq!(told(&served), (1, 1));
}

#[tokio::test]
async fn nothing_forged_stale_or_sent_twice_becomes_a_signature() {
    let served = served().await;
    amal_sends(&served, "0", &[("place", "the blue room")]).await;
    // Amal signs Ruth's side: with every name such a thing could have.
    let forged = [
        ("number", "1"),
        ("by", "b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1"),
        ("by_client", "false"),
        ("signed", "ruth"),
    ];
    let came = served.does("amal", "agreement-sign", &forged).await;
    assert_eq!(came.status, StatusCode::NOT_FOUND);
    for number in ["0", "2", "65535", "65536", "-1", "", "one"] {
        let came = served
            .post("ruth", &at("/sign"), &[("number", number)])
            .await;
        assert!(came.status.is_client_error(), "{number}: {}", came.status);
    }
    let came = served.post("ruth", &at("/sign"), &[]).await;
    assert!(came.status.is_client_error());
    assert_eq!(told(&served), (1, 0));

    // The same form twice is one version; the same signature twice is one signature.
    amal_sends(&served, "0", &[("place", "the blue room")]).await;
    for _ in 0..2 {
        let came = served.post("ruth", &at("/sign"), &[("number", "1")]).await;
        assert_eq!(came.status, StatusCode::SEE_OTHER);
    }
    assert_eq!(told(&served), (1, 1));

    // A page that was open too long keeps its words and signs nothing.
    ruth_sends(&served, "1", &[("place", "the garden")]).await;
    let page = amal_sends(&served, "1", &[("place", "the roof")]).await;
    assert!(page.has("The agreement was changed while you had this page open."));
    assert!(
        page.has("the roof") && page.has("name=\".seen\" value=\"2\""),
        "{}",
        page.page
    );
    let came = served
        .post(
            "ruth",
            &at("/write"),
            &[(".seen", "1"), ("place", "the roof")],
        )
        .await;
    assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(came.has("the roof") && came.has("was changed while"));
    let came = served
        .does("amal", "agreement-sign", &[("number", "1")])
        .await;
    assert!(came.status.is_client_error(), "{}", came.status);
    assert_eq!(told(&served), (2, 1));
}

#[tokio::test]
async fn too_many_words_numbers_out_of_bounds_and_nothing_at_all_keep_what_was_typed() {
    let served = served().await;
    let long = "é".repeat(10_000);
    let page = amal_sends(&served, "0", &[("avoid", &long), ("place", "here")]).await;
    assert!(page.has("This is 10000 letters long.") && page.has(&long));
    let came = ruth_sends(&served, "0", &[("avoid", &long), ("place", "here")]).await;
    assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(came.has(&long));
    // 64 KiB and more of a body is not read at all.
    let huge = "a".repeat(64 * 1024);
    let came = ruth_sends(&served, "0", &[("avoid", &huge)]).await;
    assert_eq!(came.status, StatusCode::PAYLOAD_TOO_LARGE);
    for hours in ["0", "337", "-3", "two days", "99999999999999"] {
        let came = ruth_sends(&served, "0", &[("reply_hours", hours)]).await;
        assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY, "{hours}");
        assert!(came.has(hours));
    }
    let page = amal_sends(&served, "0", &[("place", " ")]).await;
    assert!(page.has("Please write at least one line."), "{}", page.page);
    let came = ruth_sends(&served, "0", &[]).await;
    assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY);

    ruth_sends(&served, "0", &[("place", "here")]).await;
    let words = "é".repeat(501);
    let fields = [("part", "room"), ("beside", words.as_str())];
    let page = served.does("amal", "agreement-beside", &fields).await;
    assert!(page.has("This is 501 letters long.") && page.has(&words));
    let came = served.post("ruth", &at("/beside"), &fields).await;
    assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(came.has(&words));
    for part in ["", "length", "nowhere"] {
        let fields = [("part", part), ("beside", "no")];
        let came = served.post("ruth", &at("/beside"), &fields).await;
        assert_eq!(came.status, StatusCode::NOT_FOUND, "{part}");
    }
    assert_eq!(told(&served), (1, 0));
}

#[tokio::test]
async fn both_are_quietly_reminded_on_the_day_and_the_agreement_stays_in_force() {
    let served = served().await;
    // The little service begins on 4 May 2026.
    ruth_sends(&served, "0", &[("place", "here"), ("review", "2026-05-06")]).await;
    served
        .does("amal", "agreement-sign", &[("number", "1")])
        .await;
    for (days, due) in [(0, false), (1, false), (1, true), (30, true)] {
        served.small.clock.pass(days * care::DAY);
        let own = served.does("amal", "agreement", &[]).await;
        let staff = served.get("ruth", &at("")).await;
        let said = "You both wanted to look at this again on 6 May 2026. It still holds.";
        assert_eq!(own.has(said), due, "{}", own.page);
        assert_eq!(staff.has("The review was due on 6 May 2026."), due);
        assert!(staff.has("Version 1, in force since"));
    }
}

#[tokio::test]
async fn what_still_fits_is_signed_again_with_another_day_and_not_a_word_is_lost() {
    let served = served().await;
    let fields = [
        ("place", "here"),
        ("review", "2026-05-06"),
        ("reply_hours", "48"),
    ];
    ruth_sends(&served, "0", &fields).await;
    served
        .does("amal", "agreement-sign", &[("number", "1")])
        .await;
    served.small.clock.pass(3 * care::DAY);
    let page = served.does("amal", "agreement", &[]).await;
    assert!(page.has("When to look at it next"), "{}", page.page);
    // A day that is none brings up the whole form, with what is wrong said at the day.
    let fields = [(".seen", "1"), ("again", "soon")];
    let page = served.does("amal", "agreement-again", &fields).await;
    assert!(
        page.has("Please write a date") && page.has("here"),
        "{}",
        page.page
    );
    let came = served.post("ruth", &at("/again"), &fields).await;
    assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY);
    let came = served.post("ruth", &at("/again"), &[(".seen", "1")]).await;
    assert_eq!(came.to, at("/write"));

    let fields = [(".seen", "1"), ("again", "2026-11-06")];
    served.does("amal", "agreement-again", &fields).await;
    let page = served.get("ruth", &at("")).await;
    assert!(page.has("Changed</span> When we look at this agreement again"));
    assert_eq!(
        page.page.matches("Changed</span>").count(),
        2,
        "once above, once in the list"
    );
    assert!(!page.has("Taken out"), "{}", page.page);
    // What is proposed is signed or changed before another day is offered.
    assert!(!page.has("Still fits") && page.has("The review was due"));
    served.post("ruth", &at("/sign"), &[("number", "2")]).await;
    let page = served.get("ruth", &at("")).await;
    assert!(page.has("Version 2, in force since") && !page.has("The review was due"));
    let act = served.small.act(RUTH, AMAL, &[Section::Relationship]).await;
    assert_eq!(agreement::reply_within(&act).await.unwrap(), Some(48));
}

#[tokio::test]
async fn it_all_stands_there_in_spanish() {
    let served = served().await;
    agreed(&served).await;
    let page = served.does("amal.es", "agreement", &[]).await;
    for words in [
        "Nuestro acuerdo",
        "La versión 1 rige desde",
        "Todavía no",
        "Hay límites.",
    ] {
        assert!(page.has(words), "{words}: {}", page.page);
    }
    let page = served.get("ruth.es", &at("")).await;
    assert!(
        page.has("Acuerdo de trabajo") && page.has("en vigor desde el"),
        "{}",
        page.page
    );
}

#[tokio::test]
async fn a_version_that_does_not_fit_the_form_is_not_shown_as_if_it_were_open() {
    let served = served().await;
    agreed(&served).await;
    let sections = [Section::Relationship, Section::Overview];
    let mut act = served.small.act(RUTH, AMAL, &sections).await;
    let kept = agreement::in_force(&act).await.unwrap().unwrap();
    let mut other = kept.value.clone();
    other.answers.answers = vec![("length".to_owned(), Answer::Boolean(true))];
    act.amend(&kept, &other).unwrap();
    act.done().await.unwrap();
    for (who, path) in [("amal", "/"), ("ruth", &at(""))] {
        let page = if who == "amal" {
            served.does(who, "agreement", &[]).await
        } else {
            served.get(who, path).await
        };
        assert!(page.status.is_server_error(), "{who}: {}", page.status);
        assert!(!page.has("Not yet"), "{}", page.page);
    }
    let act = served.small.act(RUTH, AMAL, &sections).await;
    let words = pages::Words::new(pages::Language::English);
    let lines = agreement::room_lines(&act, words).await;
    assert!(matches!(lines, Err(sealed::ReadError::Damaged(_))));
}
