//! Questions in the client's own words, up to three at a time, and their answers.
//!
//! Whose answers can be read is said each time. A question that only the client sees has answers
//! that only the client sees: its words stand beside each of them.

use crate::domain::DomainV1;
use care::{Audience, Happened, Line, Moment, PersonId, RecordId, Section};
use sealed::{Act, Kept, ReadError, ReadersV1, Stored};
use serde::{Deserialize, Serialize};

/// The most questions of their own at a time.
pub const MOST: usize = 3;
/// The highest step of an answer; the lowest is 0.
pub const HIGHEST: u8 = 10;
/// Letters in a question, and in the words of an end.
pub(crate) const ASKS: usize = 160;
/// Letters in the words of an end.
pub(crate) const END: usize = 60;

/// A question in the client's own words.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnQuestionV1 {
    /// Who wrote this version.
    pub by: [u8; 16],
    /// When.
    pub at: i64,
    /// Where it belongs.
    pub domain: DomainV1,
    /// The question.
    pub asks: String,
    /// What 0 means.
    pub low: String,
    /// What 10 means.
    pub high: String,
    /// Who may read it.
    pub readers: ReadersV1,
    /// When it was put away, if it was.
    pub ended: Option<i64>,
}

impl Stored for OwnQuestionV1 {
    const KIND: &'static str = "profile-question";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Work;

    fn audience(&self) -> Audience {
        self.readers.to_care()
    }
}

/// An answer to one.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnAnswerV1 {
    /// The question.
    pub of: [u8; 16],
    /// When.
    pub at: i64,
    /// The step, 0 to 10.
    pub value: u8,
    /// The question as it was then.
    pub asked: String,
    /// Who may read it.
    pub readers: ReadersV1,
}

impl Stored for OwnAnswerV1 {
    const KIND: &'static str = "profile-answer";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Work;

    fn audience(&self) -> Audience {
        self.readers.to_care()
    }
}

/// Why something was not done. Nothing was kept.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// There is no such question here.
    #[error("there is no such question here")]
    None,
    /// There are three already; one can be put away.
    #[error("there are three questions already; put one away first")]
    Full,
    /// Only the client answers, and says who may read it.
    #[error("only the client does this")]
    OnlyTheClient,
    /// The step is not from 0 to 10.
    #[error("the answer is not from 0 to 10")]
    OffScale,
    /// The question is the client's alone, and so are its answers.
    #[error("a question that only the client sees has answers that only the client sees")]
    OwnOnly,
    /// Something else was sent from the same page before.
    #[error("something else was sent from this page already")]
    Another,
    /// Something could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
}

/// What is asked.
pub struct Wording {
    /// Where it belongs.
    pub domain: DomainV1,
    /// The question.
    pub asks: Line<ASKS>,
    /// What 0 means.
    pub low: Line<END>,
    /// What 10 means.
    pub high: Line<END>,
}

/// The questions and answers that whoever opened the act may see.
pub struct Own {
    /// Oldest first.
    pub questions: Vec<Kept<OwnQuestionV1>>,
    /// Oldest first.
    pub answers: Vec<Kept<OwnAnswerV1>>,
    /// Records that are there and do not open.
    pub damaged: usize,
}

impl Own {
    /// The questions that are asked now.
    pub fn asked(&self) -> impl Iterator<Item = &Kept<OwnQuestionV1>> {
        self.questions
            .iter()
            .filter(|kept| kept.value.ended.is_none())
    }

    /// The answers to one.
    pub fn to(&self, question: RecordId) -> impl Iterator<Item = &OwnAnswerV1> {
        let of = *question.bytes();
        self.answers
            .iter()
            .map(|kept| &kept.value)
            .filter(move |answer| answer.of == of)
    }
}

/// What there is. The act opens Work.
///
/// # Errors
/// If something could not be read.
pub async fn own(act: &Act) -> Result<Own, ReadError> {
    let mut questions = act.latest::<OwnQuestionV1>().await?;
    let mut answers = act.latest::<OwnAnswerV1>().await?;
    questions
        .kept
        .sort_by_key(|kept| (kept.value.at, kept.record));
    answers
        .kept
        .sort_by_key(|kept| (kept.value.at, kept.record));
    Ok(Own {
        damaged: questions.damaged.len() + answers.damaged.len(),
        questions: questions.kept,
        answers: answers.kept,
    })
}

fn is_client(act: &Act) -> bool {
    act.by() == act.whose().person()
}

fn only_the_client(act: &Act) -> Result<(), Refused> {
    if is_client(act) {
        Ok(())
    } else {
        Err(Refused::OnlyTheClient)
    }
}

fn shared(act: &Act, work: RecordId, readers: ReadersV1) -> Vec<Happened> {
    let (client, audience) = (act.whose(), readers.to_care());
    match readers {
        ReadersV1::Nobody => Vec::new(),
        ReadersV1::Section if is_client(act) => vec![Happened::WorkShared {
            client,
            work,
            audience,
        }],
        ReadersV1::Section => vec![Happened::WorkGiven { client, work }],
    }
}

/// Asks something new. A therapist's is read by both; the client says who reads theirs. `once`: sent
/// twice, it is one question.
///
/// # Errors
/// If there are three already, or something could not be read.
pub async fn ask(
    act: &mut Act,
    once: RecordId,
    wording: &Wording,
    readers: ReadersV1,
) -> Result<Vec<Happened>, Refused> {
    let own = own(act).await?;
    let readers = if is_client(act) {
        readers
    } else {
        ReadersV1::Section
    };
    let question = worded(act, wording, readers);
    if let Some(there) = own.questions.iter().find(|kept| kept.record == once) {
        let same = there.value.asks == question.asks && there.value.by == question.by;
        return if same {
            Ok(Vec::new())
        } else {
            Err(Refused::Another)
        };
    }
    // A therapist does not learn from this that there are others: what they do not see does not count.
    if own.asked().count() >= MOST {
        return Err(Refused::Full);
    }
    act.keep(once, &question)?;
    Ok(shared(act, once, readers))
}

fn worded(act: &Act, wording: &Wording, readers: ReadersV1) -> OwnQuestionV1 {
    OwnQuestionV1 {
        by: *act.by().bytes(),
        at: act.now().millis(),
        domain: wording.domain,
        asks: wording.asks.as_str().to_owned(),
        low: wording.low.as_str().to_owned(),
        high: wording.high.as_str().to_owned(),
        readers,
        ended: None,
    }
}

async fn find(act: &Act, question: RecordId) -> Result<Kept<OwnQuestionV1>, Refused> {
    act.find::<OwnQuestionV1>(question)
        .await?
        .ok_or(Refused::None)
}

/// Puts a question away, or brings it back. Its answers stay.
///
/// # Errors
/// If there is none, or there would be more than three.
pub async fn put_away(act: &mut Act, question: RecordId, away: bool) -> Result<(), Refused> {
    let kept = find(act, question).await?;
    if kept.value.ended.is_some() == away {
        return Ok(());
    }
    if !away && own(act).await?.asked().count() >= MOST {
        return Err(Refused::Full);
    }
    let mut value = kept.value.clone();
    value.ended = away.then(|| act.now().millis());
    act.amend(&kept, &value)?;
    Ok(())
}

/// Lets others see a question, or no longer. Taking it back takes its answers back as well; what was
/// read stays in the ledger.
///
/// # Errors
/// If it is not the client who asks, or there is no such question.
pub async fn let_see(
    act: &mut Act,
    question: RecordId,
    readers: ReadersV1,
) -> Result<Vec<Happened>, Refused> {
    only_the_client(act)?;
    let kept = find(act, question).await?;
    if kept.value.readers == readers {
        return Ok(Vec::new());
    }
    let mut value = kept.value.clone();
    value.readers = readers;
    act.amend(&kept, &value)?;
    if readers == ReadersV1::Nobody {
        let own = own(act).await?;
        let of = *question.bytes();
        let seen = |kept: &&Kept<OwnAnswerV1>| {
            kept.value.of == of && kept.value.readers == ReadersV1::Section
        };
        for kept in own.answers.iter().filter(seen) {
            let mut value = kept.value.clone();
            value.readers = readers;
            act.amend(kept, &value)?;
        }
    }
    Ok(shared(act, question, readers))
}

/// Answers a question. `once`: sent twice, it is one answer.
///
/// # Errors
/// If the step is off the scale, the question put away or another's, or the answer is for others
/// where the question is not.
pub async fn answer(
    act: &mut Act,
    once: RecordId,
    question: RecordId,
    value: u8,
    readers: ReadersV1,
) -> Result<Vec<Happened>, Refused> {
    only_the_client(act)?;
    if value > HIGHEST {
        return Err(Refused::OffScale);
    }
    let kept = find(act, question).await?;
    if kept.value.ended.is_some() {
        return Err(Refused::None);
    }
    if kept.value.readers == ReadersV1::Nobody && readers == ReadersV1::Section {
        return Err(Refused::OwnOnly);
    }
    if let Some(there) = act.find::<OwnAnswerV1>(once).await? {
        let same = there.value.of == *question.bytes() && there.value.value == value;
        return if same {
            Ok(Vec::new())
        } else {
            Err(Refused::Another)
        };
    }
    let answer = OwnAnswerV1 {
        of: *question.bytes(),
        at: act.now().millis(),
        value,
        asked: kept.value.asks.clone(),
        readers,
    };
    act.keep(once, &answer)?;
    Ok(shared(act, once, readers))
}

impl OwnQuestionV1 {
    /// Who wrote it.
    pub const fn by(&self) -> PersonId {
        PersonId::from_bytes(self.by)
    }
}

impl OwnAnswerV1 {
    /// When.
    pub const fn when(&self) -> Moment {
        Moment::from_millis(self.at)
    }
}
