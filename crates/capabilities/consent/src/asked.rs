//! "Why did you open this?": a client asks about a line of their ledger, and whoever is asked
//! answers beside it.
//!
//! Whom they can ask follows from what may be opened. Someone who works with them now is asked
//! under *personal details*, the one part that everyone who works with a client may open, and the
//! question is meant for that one person. Whoever leads the service is asked under *who may see my
//! record*, which no one else on the staff can open: so a question about a therapist is not for the
//! therapist to read. Nobody hears of a question that is put to someone else.

mod client;
mod page;

pub(crate) use client::screens;
pub(crate) use page::routes;

use care::{
    Asker, Audience, ClientId, Facts, LineId, Moment, PersonId, Purpose, RecordId, Role, Section,
    Sections, decide,
};
use sealed::{Act, Done, InDirectory, Line, ReadError, Stored};
use serde::{Deserialize, Serialize};

/// How many characters of a question, or of an answer, there is room for.
pub(crate) const WORDS_MAX: usize = 2_000;

/// An answer, as it is kept.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerV1 {
    by: [u8; 16],
    words: String,
    at: i64,
}

/// A question about a line, as it is kept.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionV1 {
    /// Which line, and what it said: whoever answers cannot open the ledger.
    line: [u8; 16],
    by: [u8; 16],
    wrote: bool,
    sections: u32,
    done_at: i64,
    /// Whether the client did not expect it.
    unexpected: bool,
    /// Empty where being unexpected is all there is to say.
    words: String,
    asked_at: i64,
    answer: Option<AnswerV1>,
}

impl QuestionV1 {
    fn about(line: &Line, unexpected: bool, words: &str, now: Moment) -> Self {
        Self {
            line: *line.line.bytes(),
            by: *line.by.bytes(),
            wrote: line.done == Done::Wrote,
            sections: line.sections.bits(),
            done_at: line.at.millis(),
            unexpected,
            words: words.to_owned(),
            asked_at: now.millis(),
            answer: None,
        }
    }

    pub(crate) fn line(&self) -> LineId {
        LineId::from_bytes(self.line)
    }

    pub(crate) const fn asked_at(&self) -> i64 {
        self.asked_at
    }

    pub(crate) fn words(&self) -> &str {
        &self.words
    }

    /// Who answered, what, and when.
    pub(crate) fn answer(&self) -> Option<(PersonId, &str, i64)> {
        let answer = self.answer.as_ref()?;
        Some((PersonId::from_bytes(answer.by), &answer.words, answer.at))
    }

    pub(crate) fn by(&self) -> PersonId {
        PersonId::from_bytes(self.by)
    }

    pub(crate) fn sections(&self) -> Sections {
        Sections::from_bits(self.sections)
    }

    fn answered(&self, by: PersonId, words: &str, now: Moment) -> Self {
        Self {
            answer: Some(AnswerV1 {
                by: *by.bytes(),
                words: words.to_owned(),
                at: now.millis(),
            }),
            ..self.clone()
        }
    }
}

/// A question to one person who works with the client.
#[derive(Clone, Serialize, Deserialize)]
pub struct AskedPersonV1 {
    to: [u8; 16],
    question: QuestionV1,
}

impl Stored for AskedPersonV1 {
    const KIND: &'static str = "asked-person";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Identity;

    fn audience(&self) -> Audience {
        Audience::Only(vec![PersonId::from_bytes(self.to)])
    }
}

/// A question to whoever leads the service.
#[derive(Clone, Serialize, Deserialize)]
pub struct AskedLeadV1 {
    question: QuestionV1,
}

impl Stored for AskedLeadV1 {
    const KIND: &'static str = "asked-lead";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Consent;
}

/// Either of them, where only the question matters.
pub(crate) trait Asked: Stored + Clone {
    fn question(&self) -> &QuestionV1;
    fn with(&self, question: QuestionV1) -> Self;
}

impl Asked for AskedPersonV1 {
    fn question(&self) -> &QuestionV1 {
        &self.question
    }
    fn with(&self, question: QuestionV1) -> Self {
        Self {
            to: self.to,
            question,
        }
    }
}

impl Asked for AskedLeadV1 {
    fn question(&self) -> &QuestionV1 {
        &self.question
    }
    fn with(&self, question: QuestionV1) -> Self {
        Self { question }
    }
}

/// That a question waits: whose, which, for whom, since when. Nothing of what it says.
#[derive(Clone, Serialize, Deserialize)]
pub struct AskedEntryV1 {
    client: [u8; 16],
    question: [u8; 16],
    /// Nobody: whoever leads the service.
    to: Option<[u8; 16]>,
    asked_at: i64,
    answered: bool,
}

impl InDirectory for AskedEntryV1 {
    const KIND: &'static str = "asked-entry";
    const SHAPE: u16 = 1;
}

impl AskedEntryV1 {
    pub(crate) const fn client(&self) -> ClientId {
        ClientId::from_bytes(self.client)
    }

    /// Whether this waits for someone who asks as `asker`.
    pub(crate) fn waits_for(&self, asker: Asker) -> bool {
        let theirs = match self.to {
            Some(to) => to == *asker.person.bytes(),
            None => asker.role == Role::ServiceLead,
        };
        theirs && !self.answered
    }
}

/// The one id that a question about a line has: it is asked once.
pub(crate) fn question_id(act: &Act, line: LineId) -> RecordId {
    act.id_for("asked", RecordId::from_bytes(*line.bytes()))
}

/// What stands on the page for a line: enough to find it again among the client's own, and nothing
/// of the service's order or of any id.
pub(crate) fn mark(act: &Act, line: LineId) -> String {
    let name = act.id_for("mark", RecordId::from_bytes(*line.bytes()));
    data_encoding::HEXLOWER.encode(name.bytes().get(..5).unwrap_or_default())
}

/// What someone in this role opens a client's details for; `None` where the role opens none.
pub(crate) const fn purpose_of(role: Role) -> Option<Purpose> {
    match role {
        Role::Therapist | Role::PeerSupporter | Role::Facilitator | Role::WardNurse => {
            Some(Purpose::Treatment)
        }
        Role::Supervisor => Some(Purpose::Supervision),
        Role::Advocate => Some(Purpose::Advocacy),
        Role::Client | Role::ServiceLead | Role::Administrator => None,
    }
}

/// Whether whoever did this can be asked themself: whether they could read the question and write
/// an answer now.
pub(crate) fn can_be_asked(line: &Line, whose: ClientId, facts: &Facts, now: Moment) -> bool {
    let asker = Asker {
        person: line.by,
        role: line.role,
    };
    let identity = Sections::of(&[Section::Identity]);
    purpose_of(line.role).is_some_and(|purpose| {
        decide(asker, whose, identity, purpose, facts, now).is_ok_and(|access| access.may_write())
    })
}

/// Every question a client has asked, by the line it is about.
pub(crate) async fn all(act: &Act) -> Result<Vec<QuestionV1>, ReadError> {
    let to_people = act.latest::<AskedPersonV1>().await?.kept;
    let to_leads = act.latest::<AskedLeadV1>().await?.kept;
    let people = to_people.into_iter().map(|kept| kept.value.question);
    let leads = to_leads.into_iter().map(|kept| kept.value.question);
    Ok(people.chain(leads).collect())
}

#[cfg(test)]
mod tests;
