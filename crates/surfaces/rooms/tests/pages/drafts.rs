//! Half-written words: there when the client comes back, gone once they became something, and never
//! mistaken for being about another session.

use crate::served::Served;
use crate::year::level;
use axum::http::StatusCode;
use care::DAY;

#[tokio::test]
async fn a_check_in_left_half_way_is_there_again_and_gone_once_it_is_sent() {
    let served = Served::new().await;
    served.weeks(&[None]).await;
    let fresh = served.does("amal", "check-in", &[]).await;
    let (session, version) = (fresh.hidden("session"), fresh.hidden("session-version"));
    let own = [("session", &*session), ("session-version", &*version)];
    let half = [
        &own[..],
        &[
            ("own_words", "We hurried past my sister."),
            ("pace", "too_fast"),
        ],
    ]
    .concat();
    let home = served.does("amal", "stop", &half).await;
    assert!(home.has("Your words are kept."));
    assert!(!served.get("ruth", "/caseload").await.has("hurried"));
    let again = served.does("amal", "check-in", &[]).await;
    assert!(again.has("We hurried past my sister.") && again.has("value=\"too_fast\" checked"));
    insta::assert_snapshot!("check_in_draft_restored", crate::as_read::read(&again));

    let fields = [&own[..], &level("8", "only_me")].concat();
    let home = served.does("amal", "answer-check-in", &fields).await;
    assert!(home.has("It is saved. Only you can read it."));
    served.clock.pass(7 * DAY);
    let next = served.does("amal", "check-in", &[]).await;
    assert!(
        next.has("name=\"heard\"") && !next.has("hurried"),
        "thrown away with what it became"
    );
}

#[tokio::test]
async fn a_draft_about_an_earlier_session_keeps_its_words_and_not_its_numbers() {
    let served = Served::new().await;
    served.weeks(&[None]).await;
    let fresh = served.does("amal", "check-in", &[]).await;
    let (session, version) = (fresh.hidden("session"), fresh.hidden("session-version"));
    let half = [
        ("session", &*session),
        ("session-version", &*version),
        ("heard", "2"),
        ("own_words", "We hurried."),
    ];
    served.does("amal", "stop", &half).await;
    served.clock.pass(8 * DAY);
    let next = served.does("amal", "check-in", &[]).await;
    assert_ne!(next.hidden("session"), session);
    assert!(
        next.has("You began this after an earlier session."),
        "{}",
        next.main()
    );
    assert!(next.has("We hurried.") && !next.has("value=\"2\" checked"));
}

#[tokio::test]
async fn words_that_came_along_with_an_exit_are_there_again_and_nothing_else_is_done_by_it() {
    let served = Served::new().await;
    served.weeks(&[None]).await;
    let fresh = served.does("amal", "check-in", &[]).await;
    let (session, version) = (fresh.hidden("session"), fresh.hidden("session-version"));
    let unkept = [
        ("session", &*session),
        ("session-version", &*version),
        ("own_words", "Someone came in."),
        ("do", "draft"),
    ];
    // The device marks that it left before it tells.
    let left = served.post("amal; x=1", "/x", &unkept).await;
    assert!(left.status.is_redirection() && left.page.is_empty());
    let again = served.does("amal", "check-in", &[]).await;
    assert!(again.has("Someone came in."), "{}", again.main());
    // Leaving keeps a draft and does nothing else, whatever it is asked to do.
    for does in ["stop", "answer-check-in", "home"] {
        let mut asked = unkept;
        asked[2].1 = "Never sent.";
        asked[3].1 = does;
        let left = served.post("amal; x=1", "/x", &asked).await;
        assert!(left.status.is_redirection() && left.page.is_empty());
        let again = served.does("amal", "check-in", &[]).await;
        assert!(again.has("Someone came in.") && !again.has("Never sent."));
    }
    // Nobody and people who have no drafts leave as ever.
    for who in ["nobody", "ruth"] {
        let left = served.post(who, "/x", &unkept).await;
        assert!(left.status.is_redirection() && left.page.is_empty());
    }
}

#[tokio::test]
async fn something_felt_wrong_left_half_way_is_there_again_and_gone_once_it_is_saved() {
    let served = Served::new().await;
    let fresh = served.does("amal", "felt-wrong", &[]).await;
    let once = fresh.hidden("once");
    let half = [
        ("once", &*once),
        ("own-words", "You laughed."),
        ("fit", "clashed"),
        ("who", "only-me"),
    ];
    served.does("amal", "stop", &half).await;
    let again = served.does("amal", "felt-wrong", &[]).await;
    assert_eq!(again.hidden("once"), once);
    assert!(again.has("You laughed.") && again.has("value=\"clashed\" checked"));
    assert!(again.has("value=\"only-me\" checked"));
    let saved = served.does("amal", "name-it", &half).await;
    assert_eq!(saved.status, StatusCode::OK);
    let fresh = served.does("amal", "felt-wrong", &[]).await;
    assert!(!fresh.has("You laughed.") && fresh.hidden("once") != once);
}
