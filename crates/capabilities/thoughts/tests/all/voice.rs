//! The harsh voice and the client's own answers.

use care::{Happened, Line, RecordId, Section};
use sealed::{Act, ReadersV1};
use testing::{AMAL, RUTH, Small};
use thoughts::{
    NewVoice, Pattern, Refused, VoiceV1, answer_voice, begin_voice, kind_answers, put_away_voice,
    set_voice_readers, voices,
};

fn id(number: u8) -> RecordId {
    RecordId::from_bytes([number; 16])
}

async fn own(small: &Small) -> Act {
    small
        .act(AMAL, AMAL, &[Section::Work, Section::Consent])
        .await
}

async fn staff(small: &Small) -> Act {
    small.act(RUTH, AMAL, &[Section::Work]).await
}

async fn says(
    small: &Small,
    number: u8,
    answer: Option<&str>,
    readers: ReadersV1,
) -> Vec<Happened> {
    let mut act = own(small).await;
    let (says, answer) = (
        Line::parse("You are too much").unwrap(),
        answer.map(|one| Line::parse(one).unwrap()),
    );
    let new = NewVoice {
        once: id(number),
        says: &says,
        pattern: Pattern::parse("bad-name"),
        answer: answer.as_ref(),
        felt: Some(20),
        readers,
    };
    let happened = begin_voice(&mut act, &new).await.unwrap();
    act.done().await.unwrap();
    happened
}

#[tokio::test]
async fn kind_answers_are_the_clients_own_and_staff_are_given_only_what_was_sent() {
    let small = Small::in_memory().await;
    assert!(
        says(&small, 1, Some("I am enough"), ReadersV1::Nobody)
            .await
            .is_empty()
    );
    let told = says(&small, 2, Some("I carry a lot"), ReadersV1::Section).await;
    assert!(matches!(told[..], [Happened::WorkShared { .. }]));
    says(&small, 3, None, ReadersV1::Section).await;
    let words = |all: Vec<thoughts::KindAnswer>| {
        let mut all: Vec<_> = all.into_iter().map(|one| one.words).collect();
        all.sort();
        all
    };
    let all = kind_answers(&own(&small).await).await.unwrap();
    assert_eq!(all[0].felt, Some(20));
    assert_eq!(words(all), ["I am enough", "I carry a lot"]);
    let sent = kind_answers(&staff(&small).await).await.unwrap();
    assert_eq!(words(sent), ["I carry a lot"]);
    // An answer that is not there yet did not feel true in any degree.
    let listing = voices(&own(&small).await).await.unwrap();
    let open = listing
        .kept
        .iter()
        .find(|kept| kept.record == id(3))
        .unwrap();
    assert!(open.value.felt.is_empty() && open.value.pattern == "bad-name");

    for (readers, seen) in [(ReadersV1::Section, 2), (ReadersV1::Nobody, 1)] {
        let mut act = own(&small).await;
        set_voice_readers(&mut act, id(1), readers).await.unwrap();
        act.done().await.unwrap();
        assert_eq!(
            kind_answers(&staff(&small).await).await.unwrap().len(),
            seen
        );
    }
    let mut act = own(&small).await;
    put_away_voice(&mut act, id(2)).await.unwrap();
    act.done().await.unwrap();
    assert_eq!(
        words(kind_answers(&own(&small).await).await.unwrap()),
        ["I am enough"]
    );
    assert!(kind_answers(&staff(&small).await).await.unwrap().is_empty());
}

#[tokio::test]
async fn how_true_an_answer_feels_is_kept_by_date_and_another_answer_begins_anew() {
    // (answer, felt, version seen) -> refused as newer?, felt after it
    type Step = (&'static str, Option<u8>, u32, bool, &'static [u8]);
    const STEPS: [Step; 6] = [
        ("I am enough", Some(40), 1, false, &[20, 40]),
        // Sent twice: the same.
        ("I am enough", Some(40), 1, false, &[20, 40]),
        // Felt the same on another day: it is said again.
        ("I am enough", Some(40), 2, false, &[20, 40, 40]),
        ("I am enough", Some(50), 2, true, &[20, 40, 40]),
        ("I am more than enough", None, 3, false, &[]),
        ("I am more than enough", Some(0), 4, false, &[0]),
    ];
    let small = Small::in_memory().await;
    says(&small, 1, Some("I am enough"), ReadersV1::Nobody).await;
    let answer = |text: &str| Line::<1_000>::parse(text).unwrap();
    let felt = |kept: &VoiceV1| kept.felt.iter().map(|one| one.value).collect::<Vec<_>>();
    for (text, value, seen, newer, after) in STEPS {
        small.clock.pass(care::DAY);
        let mut act = own(&small).await;
        let done = answer_voice(&mut act, id(1), seen, None, Some(&answer(text)), value).await;
        assert_eq!(
            matches!(done, Err(Refused::Newer)),
            newer,
            "{text} {value:?}"
        );
        act.done().await.unwrap();
        let listing = voices(&own(&small).await).await.unwrap();
        assert_eq!(felt(&listing.kept[0].value), after, "{text} {value:?}");
    }
    let mut act = own(&small).await;
    let far = answer_voice(&mut act, id(1), 5, None, Some(&answer("x")), Some(101)).await;
    assert!(matches!(far, Err(Refused::OutOfRange)));
    // Every answer that ever stood there is kept.
    let history = act.history::<VoiceV1>(id(1)).await.unwrap();
    assert_eq!(history.len(), 5);
    assert_eq!(history[0].value.answer, "I am enough");
}

#[tokio::test]
async fn nobody_else_answers_for_the_client() {
    let small = Small::in_memory().await;
    says(&small, 1, None, ReadersV1::Section).await;
    let mut act = staff(&small).await;
    let line = Line::parse("You are fine").unwrap();
    let done = answer_voice(&mut act, id(1), 1, None, Some(&line), None).await;
    assert!(matches!(done, Err(Refused::None)));
    let done = set_voice_readers(&mut act, id(1), ReadersV1::Nobody).await;
    assert!(matches!(done, Err(Refused::None)));
    assert!(matches!(
        put_away_voice(&mut act, id(1)).await,
        Err(Refused::None)
    ));
    let says = Line::parse("You are too much").unwrap();
    let new = NewVoice {
        once: id(2),
        says: &says,
        pattern: None,
        answer: Some(&line),
        felt: None,
        readers: ReadersV1::Section,
    };
    assert!(matches!(
        begin_voice(&mut act, &new).await,
        Err(Refused::None)
    ));
}
