//! What a client takes along: their own questions and their answers. Answers to questionnaires are
//! taken along with the measures.

use crate::own::own;
use care::{Moment, Section};
use pages::{Taken, Visit};
use sealed::{Act, ReadError};

/// Every own question with its answers, oldest first. The act opens Work.
///
/// # Errors
/// If something could not be read.
pub async fn taken(visit: &Visit, act: &Act) -> Result<Vec<Taken>, ReadError> {
    let words = visit.words;
    let own = own(act).await?;
    let questions = own.questions.iter().map(|kept| {
        let value = &kept.value;
        let mut parts = vec![
            (words.say("profile-taken-low"), value.low.clone()),
            (words.say("profile-taken-high"), value.high.clone()),
        ];
        for answer in own.to(kept.record) {
            // The question as it stood when it was answered, where it was worded otherwise.
            let asked = if answer.asked == value.asks {
                String::new()
            } else {
                format!(" ({})", answer.asked)
            };
            parts.push((
                visit.day_and_time(answer.when()),
                format!("{}{asked}", answer.value),
            ));
        }
        Taken {
            record: Some(kept.record),
            section: Some(Section::Work),
            at: Moment::from_millis(value.at),
            heading: words.say_with("profile-taken", &[("asks", (&value.asks).into())]),
            parts,
            resources: Vec::new(),
        }
    });
    Ok(questions.collect())
}
