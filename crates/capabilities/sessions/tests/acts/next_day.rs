//! The questions of the day after: only for who wants them, and for whom they choose.

use crate::{kept, own, planned, small, staff, told};
use care::{DAY, HOUR, Moment, RelationKind, Section};
use jiff::tz::TimeZone;
use sessions::Refused;
use sessions::next_day::{AnswerRefused, NextDayAnswersV1, ReadersV1, answer, form, offer, want};
use testing::{AMAL, BEGINNING, BEN, RUTH};

const TODAY: Moment = Moment::from_millis(BEGINNING.millis() + HOUR);
const MORNING: Moment = Moment::from_millis(BEGINNING.millis() + DAY);

fn fields(who: &str) -> Vec<(String, String)> {
    let mut fields = vec![
        ("compared", "bit_harder"),
        ("own_words", "tea, and my sister"),
    ];
    if !who.is_empty() {
        fields.push(("who_sees", who));
    }
    let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
    fields.into_iter().map(owned).collect()
}

#[test]
fn the_questions_ship_with_the_program() {
    assert!(form().is_some());
}

#[tokio::test]
async fn they_are_asked_only_of_who_wants_them_on_the_next_morning() {
    let small = small().await;
    let zone = TimeZone::UTC;
    let session = planned(&small, AMAL, TODAY).await;
    let mut act = own(&small, AMAL).await;
    assert!(matches!(
        offer(&mut act, session, &zone).await,
        Err(Refused::OnlyStaff)
    ));
    for twice in [false, true] {
        let act = staff(&small, RUTH, AMAL).await;
        let outcome = kept(act, async |act| offer(act, session, &zone).await).await;
        assert_eq!(matches!(outcome, Err(Refused::Already)), twice);
    }
    assert_eq!(told(&small, AMAL).await, 1);
    let mut act = staff(&small, RUTH, AMAL).await;
    assert!(matches!(
        want(&mut act, session, true, &zone).await,
        Err(Refused::OnlyTheClient)
    ));
    // No, then yes after all; the same again changes nothing.
    for wants in [false, true] {
        let act = own(&small, AMAL).await;
        kept(act, async |act| want(act, session, wants, &zone).await)
            .await
            .unwrap();
        let mut act = own(&small, AMAL).await;
        assert!(matches!(
            want(&mut act, session, wants, &zone).await,
            Err(Refused::Already)
        ));
    }
    small.clock.set(MORNING - HOUR);
    assert_eq!(told(&small, AMAL).await, 1);
    let mut act = own(&small, AMAL).await;
    let early = answer(&mut act, session, &fields("")).await;
    assert!(matches!(early, Err(AnswerRefused::None)));
    small.clock.set(MORNING);
    assert_eq!(told(&small, AMAL).await, 2);
    small.clock.set(MORNING + 3 * DAY);
    let mut act = own(&small, AMAL).await;
    let late = answer(&mut act, session, &fields("")).await;
    assert!(matches!(late, Err(AnswerRefused::None)));
    assert!(matches!(
        want(&mut act, session, false, &zone).await,
        Err(Refused::Over)
    ));
}

#[tokio::test]
async fn the_answers_go_to_whom_the_client_chooses_and_to_nobody_where_they_do_not() {
    for (who, readers, ruth, ben) in [
        (
            "who_i_met",
            ReadersV1::Only(vec![*RUTH.bytes()]),
            true,
            false,
        ),
        ("everyone", ReadersV1::Section, true, true),
        ("only_me", ReadersV1::Nobody, false, false),
        ("", ReadersV1::Nobody, false, false),
    ] {
        let small = small().await;
        let both = [
            (RUTH, RelationKind::Therapist),
            (BEN, RelationKind::Therapist),
        ];
        small.relate(AMAL, &both).await;
        let session = planned(&small, AMAL, TODAY).await;
        let act = own(&small, AMAL).await;
        let zone = TimeZone::UTC;
        kept(act, async |act| want(act, session, true, &zone).await)
            .await
            .unwrap();
        small.clock.set(MORNING + HOUR);
        let mut act = own(&small, AMAL).await;
        assert_eq!(
            answer(&mut act, session, &fields(who)).await.unwrap(),
            readers
        );
        act.done().await.unwrap();
        let mut act = own(&small, AMAL).await;
        let again = answer(&mut act, session, &fields(who)).await;
        assert!(matches!(again, Err(AnswerRefused::Already)));
        for (person, reads) in [(RUTH, ruth), (BEN, ben), (AMAL, true)] {
            let act = small.act(person, AMAL, &[Section::Sessions]).await;
            let found = act.latest::<NextDayAnswersV1>().await.unwrap().kept;
            assert_eq!(found.len(), usize::from(reads), "{who}");
        }
        assert_eq!(told(&small, RUTH).await, usize::from(ruth), "{who}");
        assert_eq!(told(&small, BEN).await, usize::from(ben), "{who}");
    }
}
