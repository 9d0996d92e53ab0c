//! The day after: a few questions for those who want them, offered by the practitioner or asked for
//! by the client, answered for whom the client chooses.

use crate::change::is_client;
use crate::refused::Refused;
use crate::stored::NextDayV1;
use crate::whole::All;
use care::{Audience, DAY, HOUR, Happened, Moment, PersonId, RecordId, Section, Sections};
use forms::{Answer, Posted, Questionnaire, StoredAnswers, WrongAnswer};
use jiff::tz::TimeZone;
use sealed::{Act, Notice, ReadError, Stored};
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// The form, by its canonical name.
pub const FORM: &str = "urn:x-attune:questionnaire:next-day|1";
/// The hour of the next morning from which it waits: this project's own choice.
const MORNING: i8 = 9;
/// For how long it waits, in days: this project's own choice.
const WAITS: i64 = 3;

static SHIPPED: LazyLock<Option<Questionnaire>> = LazyLock::new(|| {
    let library = forms::library::shipped().ok()?;
    let shelved = library
        .forms()
        .iter()
        .find(|s| s.form.canonical() == FORM)?;
    Some(shelved.form.clone())
});

/// The questions as the library ships them. `None` only if the library itself is at fault, which
/// the program finds out, and refuses to start over, before it serves anything.
pub fn form() -> Option<&'static Questionnaire> {
    SHIPPED.as_ref()
}

/// Who may read the answers, as the client chose.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum ReadersV1 {
    /// Nobody but the client.
    Nobody,
    /// These people.
    Only(Vec<[u8; 16]>),
    /// Everyone who may open the client's sessions.
    Section,
}

/// The answers of the day after.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct NextDayAnswersV1 {
    /// After which session.
    pub session: [u8; 16],
    /// When.
    pub at: i64,
    /// The answers.
    pub answers: StoredAnswers,
    /// Who may read them.
    pub readers: ReadersV1,
}

impl Stored for NextDayAnswersV1 {
    const KIND: &'static str = "session-next-day-answers";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Sessions;

    fn audience(&self) -> Audience {
        match &self.readers {
            ReadersV1::Nobody => Audience::Nobody,
            ReadersV1::Only(people) => Audience::Only(
                people
                    .iter()
                    .map(|one| PersonId::from_bytes(*one))
                    .collect(),
            ),
            ReadersV1::Section => Audience::Section,
        }
    }
}

/// The morning after a session, as the service's clock shows it.
pub(crate) fn morning_after(starts: Moment, zone: &TimeZone) -> Moment {
    let at = jiff::Timestamp::from_millisecond(starts.millis()).unwrap_or_default();
    let day = at.to_zoned(zone.clone()).date();
    let morning = day.tomorrow().ok().map(|day| day.at(MORNING, 0, 0, 0));
    let morning = morning.and_then(|morning| morning.to_zoned(zone.clone()).ok());
    // Beyond the calendar there is no morning: a day later will do.
    morning.map_or(starts + DAY, |morning| {
        Moment::from_millis(morning.timestamp().as_millisecond())
    })
}

/// The id of the answers about a session.
pub(crate) fn answers_id(act: &Act, session: RecordId) -> RecordId {
    act.id_for(NextDayAnswersV1::KIND, session)
}

/// Whether the questions wait for the client now.
pub(crate) fn waits(next_day: &NextDayV1, now: Moment) -> bool {
    let due = Moment::from_millis(next_day.due_at);
    next_day.wanted == Some(true)
        && next_day.answered_at.is_none()
        && due <= now
        && now < due + WAITS * DAY
}

/// Whether it can still be said that they are wanted.
pub(crate) fn can_be_wanted(starts: Moment, now: Moment, zone: &TimeZone) -> bool {
    now < morning_after(starts, zone) + WAITS * DAY
}

/// The practitioner offers the questions. The client is not asked to answer; they may want them.
///
/// # Errors
/// If there is no such session, or they were offered or asked for already.
pub async fn offer(
    act: &mut Act,
    session: RecordId,
    zone: &TimeZone,
) -> Result<Vec<Happened>, Refused> {
    if is_client(act) {
        return Err(Refused::OnlyStaff);
    }
    let mut all = All::read(act).await?;
    let whole = all.whole(all.find(session).ok_or(Refused::None)?);
    if whole.next_day.is_some() {
        return Err(Refused::Already);
    }
    if !whole.takes_place() {
        return Err(Refused::Ended);
    }
    if !can_be_wanted(whole.starts, act.now(), zone) {
        return Err(Refused::Over);
    }
    let offered = asked(act, session, None, morning_after(whole.starts, zone));
    all.next_days.put(act, offered)?;
    let (client, now) = (act.whose().person(), act.now());
    act.post(client, Notice::SomethingWaits, now).await?;
    Ok(Vec::new())
}

fn asked(act: &Act, session: RecordId, wanted: Option<bool>, due: Moment) -> NextDayV1 {
    NextDayV1 {
        session: *session.bytes(),
        by: *act.by().bytes(),
        at: act.now().millis(),
        wanted,
        due_at: due.millis(),
        answered_at: None,
    }
}

/// The client wants the questions, or does not: also where nobody offered them. They can change
/// their mind until they have answered.
///
/// # Errors
/// If there is no such session, it is too long ago, or they said so already.
pub async fn want(
    act: &mut Act,
    session: RecordId,
    wants: bool,
    zone: &TimeZone,
) -> Result<Vec<Happened>, Refused> {
    if !is_client(act) {
        return Err(Refused::OnlyTheClient);
    }
    let mut all = All::read(act).await?;
    let whole = all.whole(all.find(session).ok_or(Refused::None)?);
    if !whole.takes_place() {
        return Err(Refused::Ended);
    }
    if !can_be_wanted(whole.starts, act.now(), zone) {
        return Err(Refused::Over);
    }
    let due = morning_after(whole.starts, zone);
    let said = match whole.next_day {
        Some(before) if before.wanted == Some(wants) || before.answered_at.is_some() => {
            return Err(Refused::Already);
        }
        Some(before) => NextDayV1 {
            wanted: Some(wants),
            due_at: due.millis(),
            ..before
        },
        None => asked(act, session, Some(wants), due),
    };
    all.next_days.put(act, said)?;
    if wants && due > act.now() {
        // At the hour, not at the minute the session tells: the outbox shows when it is due.
        let due = Moment::from_millis(due.millis().div_euclid(HOUR) * HOUR);
        act.post(act.whose().person(), Notice::SomethingWaits, due)
            .await?;
    }
    Ok(Vec::new())
}

/// Why the answers were not taken. Nothing was kept, and nothing is lost: the page keeps the words.
#[derive(Debug, thiserror::Error)]
pub enum AnswerRefused {
    /// There is nothing to answer, or not yet, or it is too long ago.
    #[error("these questions do not wait any more; go back to the first page")]
    None,
    /// They are answered already. A second sending of the same form ends here too.
    #[error("this is answered; thank you")]
    Already,
    /// Some answers cannot be taken as they are.
    #[error("{} answers need another look", .0.len())]
    Wrong(Vec<WrongAnswer>),
    /// Something could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
}

/// Takes the client's answers. Whoever may read them hears that something waits.
///
/// # Errors
/// As [`AnswerRefused`] says.
pub async fn answer(
    act: &mut Act,
    session: RecordId,
    fields: &[(String, String)],
) -> Result<ReadersV1, AnswerRefused> {
    let form = form().ok_or(AnswerRefused::None)?;
    let mut all = All::read(act).await?;
    let kept = all.find(session).ok_or(AnswerRefused::None)?;
    let whole = all.whole(kept);
    let next_day = whole.next_day.ok_or(AnswerRefused::None)?;
    if next_day.answered_at.is_some() {
        return Err(AnswerRefused::Already);
    }
    if !is_client(act) || !waits(&next_day, act.now()) {
        return Err(AnswerRefused::None);
    }
    let response = Posted::new(fields)
        .answers(form)
        .map_err(AnswerRefused::Wrong)?;
    let readers = match response.get("who_sees").and_then(Answer::code) {
        Some("who_i_met") => ReadersV1::Only(vec![*whole.with.bytes()]),
        Some("everyone") => ReadersV1::Section,
        // "Only me", skipped, or left open: what the form says before the first question.
        _ => ReadersV1::Nobody,
    };
    let answers = NextDayAnswersV1 {
        session: *session.bytes(),
        at: act.now().millis(),
        answers: response.stored(),
        readers: readers.clone(),
    };
    act.keep(answers_id(act, session), &answers)?;
    let answered = NextDayV1 {
        answered_at: Some(act.now().millis()),
        ..next_day
    };
    all.next_days.put(act, answered)?;
    let now = act.now();
    match readers {
        ReadersV1::Nobody => {}
        ReadersV1::Only(_) => act.post(whole.with, Notice::SomethingWaits, now).await?,
        ReadersV1::Section => {
            let about = Sections::of(&[Section::Sessions]);
            act.post_to_therapists(about, Notice::SomethingWaits, now)
                .await?;
        }
    }
    Ok(readers)
}

#[cfg(test)]
mod tests {
    use super::*;
    use care::MINUTE;

    #[test]
    fn the_questions_wait_from_nine_on_the_next_morning_whatever_the_clocks_do() {
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        let at = |text: &str| {
            let stamp: jiff::Timestamp = text.parse().unwrap();
            Moment::from_millis(stamp.as_millisecond())
        };
        for (starts, morning) in [
            ("2026-03-28T09:00:00Z", "2026-03-29T07:00:00Z"),
            ("2026-10-24T08:00:00Z", "2026-10-25T08:00:00Z"),
            ("2026-06-01T21:59:00Z", "2026-06-02T07:00:00Z"),
            ("2026-06-01T22:01:00Z", "2026-06-03T07:00:00Z"),
        ] {
            assert!(morning_after(at(starts), &zone) == at(morning), "{starts}");
        }
    }

    #[test]
    fn they_wait_only_where_they_are_wanted_and_for_three_days() {
        let due = Moment::from_millis(0);
        let asked = |wanted, answered_at| NextDayV1 {
            session: [0; 16],
            by: [0; 16],
            at: 0,
            wanted,
            due_at: 0,
            answered_at,
        };
        for (wanted, answered_at, after, waiting) in [
            (Some(true), None, 0, true),
            (Some(true), None, -1, false),
            (Some(true), None, 3 * DAY - MINUTE, true),
            (Some(true), None, 3 * DAY, false),
            (Some(true), Some(1), 0, false),
            (Some(false), None, 0, false),
            (None, None, 0, false),
        ] {
            assert_eq!(waits(&asked(wanted, answered_at), due + after), waiting);
        }
    }
}
