//! The expected course: sums without a name, a fit when enough have finished, and nobody's record
//! opened for it.

use crate::between::{OFFER, answers, asks, core_of, due_now, opens, sends, today};
use care::DAY;
use insight::Track;
use measures::{
    ContributionV1, CourseNormV1, Day, Eyes, FINISHED_AFTER, FLOOR, Fitting, LEAST, Norm,
    ReadersV1, course, refit, seen, set_counts, share,
};
use pages::{Language, Words};
use testing::{AMAL, RUTH, Small};

async fn contributions(small: &Small) -> Vec<ContributionV1> {
    let all = small.vault.directory_all::<ContributionV1>().await.unwrap();
    all.kept.into_iter().map(|kept| kept.value).collect()
}

#[tokio::test]
async fn sums_come_with_enough_answers_and_the_same_sums_twice_change_nothing() {
    let small = Small::in_memory().await;
    asks(&small, "core-10", 7).await;
    for (after, score) in (0..).zip([20, 16, 14, 12]) {
        assert!(
            contributions(&small).await.is_empty(),
            "the sums of {after} scores would give them away"
        );
        let (_, done) = answers(&small, "core-10", &core_of(score), 7).await;
        let share = done.share.unwrap();
        share.write(&small.vault).await.unwrap();
        share.write(&small.vault).await.unwrap();
    }
    let all = contributions(&small).await;
    let [sums] = all.as_slice() else {
        panic!("one person, one measure, and not {}", all.len())
    };
    let times = [2.0_f64.ln(), 3.0_f64.ln(), 4.0_f64.ln()];
    assert_eq!(
        (sums.n, sums.intake, sums.y, sums.yy),
        (LEAST, 20.0, 42.0, 596.0)
    );
    assert!((sums.t - times.iter().sum::<f64>()).abs() < 1e-12);
    let ty = 16.0 * times[0] + 14.0 * times[1] + 12.0 * times[2];
    assert!((sums.ty - ty).abs() < 1e-12);
}

#[tokio::test]
async fn what_is_sent_later_counts_where_it_was_answered() {
    let small = Small::in_memory().await;
    asks(&small, "core-10", 7).await;
    let first = due_now(&small).await[0].occurrence;
    let kept = core_of(8);
    sends(&small, AMAL, first, "core-10", &kept, ReadersV1::Nobody)
        .await
        .unwrap();
    small.clock.pass(7 * DAY);
    for score in [16, 14, 12] {
        answers(&small, "core-10", &core_of(score), 7).await;
    }
    let last = Day(today(&small).0 - 7);
    let mut act = opens(&small, AMAL).await;
    let done = share(&mut act, &OFFER, None, first).await.unwrap();
    act.done().await.unwrap();
    done.share.unwrap().write(&small.vault).await.unwrap();
    let all = contributions(&small).await;
    assert_eq!(
        (all[0].intake, all[0].y, all[0].last),
        (8.0, 42.0, last),
        "the first, the sum of the others, and the day of the latest"
    );
}

#[tokio::test]
async fn a_client_who_says_no_does_not_count_and_what_they_added_is_taken_away() {
    let small = Small::in_memory().await;
    asks(&small, "core-10", 7).await;
    for score in [20, 16, 15, 14] {
        let (_, done) = answers(&small, "core-10", &core_of(score), 7).await;
        done.share.unwrap().write(&small.vault).await.unwrap();
    }
    assert_eq!(contributions(&small).await.len(), 1);
    let mut act = opens(&small, RUTH).await;
    assert!(
        set_counts(&mut act, false).await.is_err(),
        "it is the client's to say"
    );
    let mut act = opens(&small, AMAL).await;
    set_counts(&mut act, false).await.unwrap();
    act.done().await.unwrap();
    let (_, done) = answers(&small, "core-10", &core_of(12), 7).await;
    done.share.unwrap().write(&small.vault).await.unwrap();
    assert!(contributions(&small).await.is_empty());
}

/// Courses of so many made-up people that fall from about 20 along log session, each with a level
/// and a slope of their own.
async fn lived(small: &Small, people: u32) {
    let mut change = small.vault.directory_change();
    let wave = |seed: u32, by: f64| (f64::from(seed) * by).sin();
    for person in 0..people {
        let (level, slope) = (wave(person, 12.9898) * 4.0, wave(person, 78.233) * 1.2);
        let intake = 20.0 + level + wave(person, 3.7);
        let mut sums = ContributionV1 {
            measure: "core-10".to_owned(),
            intake,
            n: 0,
            t: 0.0,
            tt: 0.0,
            y: 0.0,
            ty: 0.0,
            yy: 0.0,
            last: today(small),
        };
        for place in 1..=8_u32 {
            let time = f64::from(place).ln_1p();
            let noise = wave(person * 8 + place, 45.164) * 2.0;
            let y = 20.0 + level + (slope - 3.0) * time + noise;
            sums.n += 1;
            sums.t += time;
            sums.tt += time * time;
            sums.y += y;
            sums.ty += time * y;
            sums.yy += y * y;
        }
        let id = small
            .vault
            .directory_id("test", &person.to_be_bytes())
            .await
            .unwrap();
        change.overwrite(id, &sums).await.unwrap();
    }
    change.done().await.unwrap();
}

#[tokio::test]
async fn there_is_no_expected_course_before_enough_have_finished() {
    let small = Small::in_memory().await;
    lived(&small, u32::try_from(FLOOR).unwrap()).await;
    let done = refit(&small.vault, today(&small)).await.unwrap();
    assert_eq!((done[0].finished, &done[0].outcome), (0, &Fitting::TooFew));
    small.clock.pass(i64::from(FINISHED_AFTER) * DAY);
    let done = refit(&small.vault, today(&small)).await.unwrap();
    assert_eq!(
        (done[0].finished, &done[0].outcome),
        (FLOOR, &Fitting::Fitted)
    );
    let norm = Norm::of(&small.vault, "core-10").await.unwrap().unwrap();
    assert_eq!((norm.people, norm.fitted), (200, today(&small)));
}

#[tokio::test]
async fn an_expected_course_is_shown_with_what_it_rests_on_and_goes_when_too_few_are_left() {
    let small = Small::in_memory().await;
    lived(&small, u32::try_from(FLOOR).unwrap()).await;
    small.clock.pass(i64::from(FINISHED_AFTER) * DAY);
    refit(&small.vault, today(&small)).await.unwrap();
    asks(&small, "core-10", 7).await;
    for score in [20, 18, 16] {
        answers(&small, "core-10", &core_of(score), 7).await;
    }
    let norm = Norm::of(&small.vault, "core-10").await.unwrap();
    let act = opens(&small, RUTH).await;
    let drawn = course(&act, &OFFER, norm.as_ref(), "core-10")
        .await
        .unwrap()
        .unwrap();
    assert_eq!(drawn.rests_on.map(|rests| rests.people), Some(200));
    assert_eq!(drawn.points[0].expected, None);
    let (mean, low, high) = drawn.points[2].expected.unwrap();
    assert!((mean - (20.0 - 3.0 * 3.0_f64.ln())).abs() < 1.0, "{mean}");
    assert!(low < mean && mean < high);

    // One of them takes theirs away.
    let id = small
        .vault
        .directory_id("test", &0_u32.to_be_bytes())
        .await
        .unwrap();
    let mut change = small.vault.directory_change();
    change.forget(id).await.unwrap();
    change.done().await.unwrap();
    refit(&small.vault, today(&small)).await.unwrap();
    assert_eq!(Norm::of(&small.vault, "core-10").await.unwrap(), None);
    let left = small.vault.directory_all::<CourseNormV1>().await.unwrap();
    assert!(left.kept.is_empty());
}

#[tokio::test]
async fn what_got_worse_is_not_said_to_have_changed_too_little() {
    let small = Small::in_memory().await;
    asks(&small, "core-10", 7).await;
    for score in [14, 14] {
        answers(&small, "core-10", &core_of(score), 7).await;
    }
    let act = opens(&small, RUTH).await;
    let drawn = course(&act, &OFFER, None, "core-10").await.unwrap();
    let mut drawn = drawn.unwrap();
    let words = Words::new(Language::English);
    for (score, said) in [
        (14.0, "Less change than expected by now"),
        (13.0, "Less change than expected by now"),
        (16.0, "Worse than at the start"),
    ] {
        let latest = drawn.latest.as_mut().unwrap();
        (latest.score, latest.track) = (score, Some(Track::Yellow));
        let seen = seen(&OFFER, &drawn, words, Eyes::Staff);
        assert!(seen.contains(said), "{score}: {seen}");
    }
}
