//! What is between Amal and Ruth: what Ruth asks, and what Amal answers.

use care::{DAY, Happened, PersonId, RecordId, Section};
use forms::Posted;
use jiff::tz::TimeZone;
use measures::{
    Change, Completed, Day, Due, Offer, ReadersV1, Sent, SentRefused, change, complete, due,
};
use sealed::Act;
use std::sync::{Arc, LazyLock};
use testing::{AMAL, RUTH, Small};

pub(crate) const OWN: &[Section] = &[
    Section::Measures,
    Section::Overview,
    Section::Consent,
    Section::Drafts,
];
pub(crate) const TREATS: &[Section] = &[Section::Identity, Section::Measures, Section::Overview];

/// What ships.
pub(crate) static OFFER: LazyLock<Arc<Offer>> = LazyLock::new(|| Offer::shipped().unwrap());

/// The answers of the PHQ-9, from "not at all" to "nearly every day".
const PHQ: [&str; 4] = ["LA6568-5", "LA6569-3", "LA6570-1", "LA6571-9"];
/// The answers of the CORE-10, from "not at all" to "most or all of the time".
const CORE: [&str; 5] = [
    "not-at-all",
    "only-occasionally",
    "sometimes",
    "often",
    "most-or-all-of-the-time",
];

pub(crate) async fn opens(small: &Small, who: PersonId) -> Act {
    let sections = if who == AMAL { OWN } else { TREATS };
    small.act(who, AMAL, sections).await
}

pub(crate) fn today(small: &Small) -> Day {
    Day::of(small.vault.now(), &TimeZone::UTC)
}

/// Someone changes the plan.
pub(crate) async fn plans(
    small: &Small,
    who: PersonId,
    wanted: Change,
) -> Result<Vec<Happened>, measures::PlanRefused> {
    let mut act = opens(small, who).await;
    let happened = change(&mut act, &OFFER, None, today(small), &wanted).await?;
    act.done().await.unwrap();
    Ok(happened)
}

/// Ruth asks something from today on.
pub(crate) async fn asks(small: &Small, measure: &str, every: u16) {
    let wanted = Change::Begin {
        measure: measure.to_owned(),
        every: Some(every),
        first: today(small),
    };
    plans(small, RUTH, wanted).await.unwrap();
}

pub(crate) async fn due_now(small: &Small) -> Vec<Due> {
    let mut act = opens(small, AMAL).await;
    due(&mut act, &OFFER, today(small)).await.unwrap()
}

fn fields(measure: &str, codes: &[&str], answers: &[Option<usize>]) -> Vec<(String, String)> {
    let field = |(answer, number): (&Option<usize>, usize)| {
        let name = format!("{measure}.{number}");
        match answer {
            Some(answer) => (name, codes[*answer].to_owned()),
            None => (format!("skip.{name}"), "on".to_owned()),
        }
    };
    answers.iter().zip(1..).map(field).collect()
}

/// The PHQ-9 with the same answer to the first eight, and this one to the ninth.
pub(crate) fn phq(each: usize, ninth: Option<usize>) -> Vec<(String, String)> {
    let mut answers = vec![Some(each); 8];
    answers.push(ninth);
    fields("phq-9", &PHQ, &answers)
}

/// The CORE-10 with these answers.
pub(crate) fn core(answers: [usize; 10]) -> Vec<(String, String)> {
    fields("core-10", &CORE, &answers.map(Some))
}

/// Answers of a CORE-10 that come to this score, without plans to end one's life.
pub(crate) fn core_of(score: usize) -> Vec<(String, String)> {
    let mut left = score;
    let mut answers = [0; 10];
    for (place, answer) in answers.iter_mut().enumerate() {
        if place == 5 {
            continue;
        }
        let worth = left.min(4);
        left -= worth;
        // The second and the third are asked the other way round.
        *answer = if matches!(place, 1 | 2) {
            4 - worth
        } else {
            worth
        };
    }
    assert_eq!(left, 0, "{score} is more than nine questions give");
    core(answers)
}

/// Someone sends what is due of a measure.
pub(crate) async fn sends(
    small: &Small,
    who: PersonId,
    occurrence: RecordId,
    measure: &str,
    fields: &[(String, String)],
    readers: ReadersV1,
) -> Result<Completed, SentRefused> {
    let form = OFFER.measure(measure).unwrap().form().unwrap();
    let response = Posted::new(fields).answers(form).unwrap();
    let mut act = opens(small, who).await;
    let sent = Sent {
        occurrence,
        measure,
        form: &form.canonical(),
        response: &response,
        readers,
        today: today(small),
    };
    let done = complete(&mut act, &OFFER, None, &sent).await?;
    act.done().await.unwrap();
    Ok(done)
}

/// Amal answers what is due of a measure and sends it, then so many days pass.
pub(crate) async fn answers(
    small: &Small,
    measure: &str,
    fields: &[(String, String)],
    days: i64,
) -> (RecordId, Completed) {
    let due = due_now(small).await;
    let due = due
        .iter()
        .find(|due| due.measure == measure)
        .expect("it is due");
    let done = sends(
        small,
        AMAL,
        due.occurrence,
        measure,
        fields,
        ReadersV1::Section,
    )
    .await;
    small.clock.pass(days * DAY);
    (due.occurrence, done.unwrap())
}
