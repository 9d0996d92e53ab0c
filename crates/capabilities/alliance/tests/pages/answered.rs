//! From the line on the list to a logged repair: the page opens with the form, and one press saves
//! the answer and the repair together.

use crate::served::{Served, amals};
use alliance::AudienceV1;
use alliance::rupture::StateV1;
use axum::http::StatusCode;
use care::DAY;

const ANSWER: [(&str, &str); 5] = [
    ("noticed", "I looked at the clock while you spoke"),
    ("discussed", ""),
    ("plan", "The clock goes behind you"),
    ("step", "I moved the clock and said I am sorry"),
    ("offered", "yes"),
];

#[tokio::test]
async fn from_the_list_to_a_logged_repair_it_takes_two_presses_of_the_three_allowed() {
    let served = Served::new().await;
    let rupture = served.names(AudienceV1::Section).await;
    let mut presses = 0;
    // The list names the page; pressing its line opens it.
    let at = amals(&format!("/ruptures/{rupture}"));
    presses += 1;
    let page = served.get("ruth", &at).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.times("<form class=\"stack\""), 1, "one form");
    for (field, _) in ANSWER {
        assert_eq!(page.times(&format!("name=\"{field}\"")), 1, "{field}");
    }
    assert!(!page.has(" open><summary>"));
    let version = page.field("version");
    let sent: Vec<_> = ANSWER.into_iter().chain([("version", &*version)]).collect();
    presses += 1;
    let came = served.post("ruth", &format!("{at}/answer"), &sent).await;
    assert_eq!((came.status, came.to), (StatusCode::SEE_OTHER, at.clone()));
    assert!(presses <= 3, "{presses}");
    let kept = served.kept(rupture).await;
    assert_eq!(kept.value.state(), StateV1::Offered);
    assert_eq!((kept.value.answers.len(), kept.value.steps.len()), (1, 1));
    let figure = format!("From the line on the list to a logged repair: {presses} presses.");
    testing::shows("RE-2", &figure);

    // Sent twice, it is there once.
    let came = served.post("ruth", &format!("{at}/answer"), &sent).await;
    assert_eq!(came.status, StatusCode::SEE_OTHER);
    assert_eq!(served.kept(rupture).await.version, kept.version);
}

#[tokio::test]
async fn an_answer_alone_is_enough_and_what_is_missing_is_said_with_nothing_lost() {
    let served = Served::new().await;
    let rupture = served.names(AudienceV1::Section).await;
    let at = amals(&format!("/ruptures/{rupture}/answer"));
    for (left_out, with) in [("noticed", ""), ("plan", ""), ("step", "offered")] {
        let sent: Vec<_> = ANSWER
            .into_iter()
            .filter(|(name, _)| *name != left_out && (!with.is_empty() || *name != "offered"))
            .collect();
        let came = served.post("ruth", &at, &sent).await;
        assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY, "{left_out}");
        assert!(came.has(&format!("id=\"{left_out}-wrong\"")), "{left_out}");
        for (name, words) in sent.iter().filter(|(name, _)| *name != "offered") {
            assert!(came.has(words), "{name} is lost");
        }
        assert_eq!(served.kept(rupture).await.version, 1);
    }
    let came = served.post("ruth", &at, &ANSWER[..3]).await;
    assert_eq!(came.status, StatusCode::SEE_OTHER);
    assert_eq!(served.kept(rupture).await.value.state(), StateV1::Answered);
}

#[tokio::test]
async fn the_page_says_by_when_and_after_that_that_it_still_helps() {
    let served = Served::new().await;
    let rupture = served.names(AudienceV1::Section).await;
    let at = amals(&format!("/ruptures/{rupture}"));
    let early = served.get("ruth", &at).await;
    assert!(early.has("To be answered by"), "{}", early.main());
    served.small.clock.pass(3 * DAY);
    let late = served.get("ruth", &at).await;
    assert!(late.has("It still helps to answer now"));
    for (who, path) in [("ines", amals(&format!("/beside/ruptures/{rupture}")))] {
        let page = served.get(who, &path).await;
        assert!(!page.has("name=\"noticed\""), "{who} writes no answer");
    }
    served
        .post("ruth", &format!("{at}/answer"), &ANSWER[..3])
        .await;
    assert!(!served.get("ruth", &at).await.has("answered by"));
}

#[tokio::test]
async fn the_guide_says_what_may_help_what_to_leave_out_and_what_it_rests_on() {
    let served = Served::new().await;
    let rupture = served.names(AudienceV1::Section).await;
    for (who, say, not) in [
        ("ruth", "You could say", "Better not"),
        ("ruth.es", "Podrías decir", "Mejor no"),
    ] {
        let page = served
            .get(who, &amals(&format!("/ruptures/{rupture}")))
            .await;
        for said in [say, not, "doi:10.1037/int0000097"] {
            assert!(page.has(said), "{said}");
        }
    }
}
