//! What is gathered from the rows: everyone's sums, never the rows themselves.

use super::Time;
use super::number::number;
use super::rows::{Row, Short};
use insight::course::PersonSums;
use std::collections::HashMap;

/// Whole sessions that are counted one by one.
const SESSIONS: usize = 1_000;

/// Why a row could not be used.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Bad {
    /// It has only this many columns.
    Short(usize),
    /// Nobody is named.
    Nobody,
    /// The column at this place of person, session, score, intake is not a number.
    NotANumber(usize, String),
    /// The session is before the first, and has no logarithm.
    BeforeTheFirst(String),
    /// The score at intake is another than in the person's rows before.
    OtherIntake(String),
}

impl Bad {
    /// In words; the names are those of the columns of person, session, score and intake.
    pub(super) fn told(&self, names: &[&str; 4]) -> String {
        match self {
            Self::Short(count) => format!("column {}: the row ends before it", count + 1),
            Self::Nobody => format!("column {}: nobody is named", names[0]),
            Self::NotANumber(place, text) => {
                format!("column {}: \"{text}\" is not a number", names[*place])
            }
            Self::BeforeTheFirst(text) => format!(
                "column {}: {text} is before the first session, which is 0; --time raw takes it",
                names[1]
            ),
            Self::OtherIntake(text) => format!(
                "column {}: {text} is another than in this person's rows before",
                names[3]
            ),
        }
    }
}

/// Everyone's sums, and at which sessions there are scores.
#[derive(Debug)]
pub(super) struct Gathered {
    time: Time,
    people: Vec<PersonSums>,
    places: HashMap<Box<[u8]>, usize>,
    /// Whose the last row was: rows of a person mostly stand together.
    last: (Vec<u8>, usize),
    rows: u64,
    without_score: u64,
    bad: u64,
    /// Scores at each whole session.
    counts: Vec<u64>,
    whole: bool,
    first: f64,
    latest: f64,
}

impl Gathered {
    pub(super) fn new(time: Time) -> Self {
        Self {
            time,
            people: Vec::new(),
            places: HashMap::new(),
            last: (Vec::new(), usize::MAX),
            rows: 0,
            without_score: 0,
            bad: 0,
            counts: Vec::new(),
            whole: true,
            first: f64::INFINITY,
            latest: f64::NEG_INFINITY,
        }
    }

    /// Takes in a row, or says why it cannot be used.
    pub(super) fn take(&mut self, row: Result<Row<'_>, Short>) -> Result<(), Bad> {
        self.rows += 1;
        let taken = row
            .map_err(|Short(count)| Bad::Short(count))
            .and_then(|row| self.add(&row));
        self.bad += u64::from(taken.is_err());
        taken
    }

    fn add(&mut self, row: &Row<'_>) -> Result<(), Bad> {
        let not = |place, text: &[u8]| Bad::NotANumber(place, lossy(text));
        if row.person.is_empty() {
            return Err(Bad::Nobody);
        }
        let session = number(row.session).ok_or_else(|| not(1, row.session))?;
        let t = self
            .time
            .of(session)
            .ok_or_else(|| Bad::BeforeTheFirst(lossy(row.session)))?;
        if row.score.is_empty() || row.score.eq_ignore_ascii_case(b"na") {
            self.without_score += 1;
            return Ok(());
        }
        let score = number(row.score).ok_or_else(|| not(2, row.score))?;
        let intake = match row.intake {
            Some(text) => Some(number(text).ok_or_else(|| not(3, text))?),
            None => None,
        };
        let person = self
            .person(row.person, intake)
            .ok_or_else(|| Bad::OtherIntake(lossy(row.intake.unwrap_or_default())))?;
        person.add(t, score);
        self.count(session);
        Ok(())
    }

    /// The sums of a person; `None` if their intake was another before.
    fn person(&mut self, name: &[u8], intake: Option<f64>) -> Option<&mut PersonSums> {
        if self.last.0 != name {
            let next = self.people.len();
            let place = self.places.get(name).copied().unwrap_or(next);
            if place == next {
                self.people.push(PersonSums::of(intake.as_slice()).ok()?);
                self.places.insert(name.into(), place);
            }
            self.last.0.clear();
            self.last.0.extend_from_slice(name);
            self.last.1 = place;
        }
        let person = self.people.get_mut(self.last.1)?;
        (person.covariates() == intake.as_slice()).then_some(person)
    }

    fn count(&mut self, session: f64) {
        self.first = self.first.min(session);
        self.latest = self.latest.max(session);
        match whole(session) {
            Some(place) => {
                if self.counts.len() <= place {
                    self.counts.resize(place + 1, 0);
                }
                self.counts[place] += 1;
            }
            None => self.whole = false,
        }
    }

    pub(super) fn people(&self) -> &[PersonSums] {
        &self.people
    }

    pub(super) const fn rows(&self) -> u64 {
        self.rows
    }

    pub(super) const fn without_score(&self) -> u64 {
        self.without_score
    }

    pub(super) const fn bad(&self) -> u64 {
        self.bad
    }

    /// The mean score at intake, if there is one.
    pub(super) fn mean_intake(&self) -> Option<f64> {
        let (mut sum, mut people) = (0.0, 0.0);
        for person in &self.people {
            sum += person.covariates().first()?;
            people += 1.0;
        }
        (people > 0.0).then(|| sum / people)
    }

    /// The sessions to draw bands for, with how many scores there are at each: every whole session
    /// that has scores, or, where sessions are not whole, twenty steps from the first to the last.
    pub(super) fn sessions(&self) -> Vec<(f64, Option<u64>)> {
        if self.whole {
            let there = (0_u32..).zip(&self.counts).filter(|(_, count)| **count > 0);
            return there
                .map(|(session, count)| (f64::from(session), Some(*count)))
                .collect();
        }
        let step = (self.latest - self.first) / 20.0;
        (0..=20_u32)
            .map(|k| (self.first + step * f64::from(k), None))
            .collect()
    }
}

/// The place of a whole session that is counted on its own.
fn whole(session: f64) -> Option<usize> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "too small, too large and broken numbers are told apart in the next line"
    )]
    let place = session as u32;
    let exact = f64::from(place).to_bits() == session.to_bits();
    usize::try_from(place)
        .ok()
        .filter(|place| exact && *place < SESSIONS)
}

/// At most forty characters of what stands there.
fn lossy(text: &[u8]) -> String {
    String::from_utf8_lossy(text)
        .chars()
        .filter(|c| !c.is_control())
        .take(40)
        .collect()
}
