//! What a check-in costs: read in under a minute, and sent with six taps.

use crate::served::Served;
use alliance::{MOST_TAPS, MOST_WORDS, check_in_rules, check_in_taps, words_shown};
use care::RelationKind;
use testing::{AMAL, INES, RUTH, TOMAS};

#[tokio::test]
async fn a_check_in_is_read_in_under_a_minute_in_both_languages() {
    use RelationKind::{Advocate, Supervisor, Therapist};
    let mut most = 0;
    // Nobody beside them, one who is named on the page, two of whom one is chosen.
    for beside in 0..=2 {
        let served = Served::new().await;
        let people = [(RUTH, Therapist), (TOMAS, Advocate), (INES, Supervisor)];
        served.small.relate(AMAL, &people[..=beside]).await;
        served.met().await;
        for who in ["amal", "amal.es"] {
            let page = served.does(who, "check-in", &[]).await;
            assert!(page.has("name=\"heard\""), "{}", page.main());
            let words = words_shown(page.main().split_once('>').unwrap().1);
            assert!(words > 150, "{words}: something is not counted");
            assert!(words < MOST_WORDS, "{who}: {words} words for {beside}");
            most = most.max(words);
        }
    }
    let figure = format!(
        "A check-in has at most {most} words to read, in English and in Spanish, with labels that \
         say the same again counted once: under 60 s at 200 words a minute."
    );
    testing::shows("RE-2", &figure);
}

#[tokio::test]
async fn the_shortest_check_in_that_says_something_takes_six_taps() {
    let taps = check_in_taps();
    assert!(taps.fewest <= MOST_TAPS, "{taps:?}");
    let served = Served::new().await;
    served.met().await;
    let page = served.does("amal", "check-in", &[]).await;
    let (session, version) = (page.field("session"), page.field("session-version"));
    // Each answer is one tap, and sending is one.
    let half = check_in_rules::SCALES.len().div_ceil(2);
    let mut tapped: Vec<(&str, &str)> = check_in_rules::SCALES[..half]
        .iter()
        .map(|scale| (*scale, "7"))
        .collect();
    tapped.extend([("felt_off", "no"), ("who_sees", "therapist_now")]);
    assert_eq!(tapped.len() + 1, taps.fewest);
    tapped.extend([("session", &*session), ("session-version", &*version)]);
    let page = served.does("amal", "answer-check-in", &tapped).await;
    assert!(page.has("It is saved"), "{}", page.main());
    let (fewest, every) = (taps.fewest, taps.every);
    let figure = format!(
        "A check-in with a score is sent with {fewest} taps; answering every question takes {every}."
    );
    testing::shows("RE-2", &figure);
}
