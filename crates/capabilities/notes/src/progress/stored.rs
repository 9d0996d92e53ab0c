//! What is kept of a progress note. A note is never changed: each further version stands beside the
//! first, with who wrote it, when and why.

use care::{Audience, DAY, Moment, PersonId, RecordId, Section};
use sealed::{InDirectory, Passing, Stored};
use serde::{Deserialize, Serialize};

/// How many letters a field of a note may have: about a page. This project's own choice.
pub(super) const MOST: usize = 3_000;
/// How many letters the reason for setting a note right may have.
pub const WHY_MOST: usize = 300;
/// For how many days a client waits for a note at most, where reading it now could do serious harm:
/// 14, this project's own choice. The law that allows a service to keep something back names no
/// number (45 CFR 164.524(a)(3)).
pub const HELD_MOST: u16 = 14;

/// The fields of a note, in their order on the page. These are this project's own words: no
/// published scheme for notes is followed, and none of them must be filled in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Part {
    /// What stood already when the note was begun: when, how long, what was agreed and answered.
    Given,
    /// What we did.
    Did,
    /// What mattered.
    Mattered,
    /// How it was.
    How,
    /// What is agreed until the next meeting.
    Next,
    /// Anything about safety.
    Safety,
}

impl Part {
    /// Every field.
    pub const ALL: [Self; 6] = [
        Self::Given,
        Self::Did,
        Self::Mattered,
        Self::How,
        Self::Next,
        Self::Safety,
    ];

    /// Its name in a form; `note-part-` before it is its key in the catalogue.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Did => "did",
            Self::Mattered => "mattered",
            Self::How => "how",
            Self::Next => "next",
            Self::Safety => "safety",
        }
    }
}

/// The words of a note. What nobody wrote is empty.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PartsV1 {
    /// See [`Part::Given`].
    pub given: String,
    /// See [`Part::Did`].
    pub did: String,
    /// See [`Part::Mattered`].
    pub mattered: String,
    /// See [`Part::How`].
    pub how: String,
    /// See [`Part::Next`].
    pub next: String,
    /// See [`Part::Safety`].
    pub safety: String,
}

impl PartsV1 {
    /// What one field says.
    pub fn get(&self, part: Part) -> &str {
        match part {
            Part::Given => &self.given,
            Part::Did => &self.did,
            Part::Mattered => &self.mattered,
            Part::How => &self.how,
            Part::Next => &self.next,
            Part::Safety => &self.safety,
        }
    }

    /// Puts words into one field.
    pub fn set(&mut self, part: Part, words: String) {
        let field = match part {
            Part::Given => &mut self.given,
            Part::Did => &mut self.did,
            Part::Mattered => &mut self.mattered,
            Part::How => &mut self.how,
            Part::Next => &mut self.next,
            Part::Safety => &mut self.safety,
        };
        *field = words;
    }

    /// Whether somebody wrote something: what stood already is not a note.
    pub fn says_something(&self) -> bool {
        let written = Part::ALL.iter().filter(|part| **part != Part::Given);
        let mut words = written.map(|part| self.get(*part));
        words.any(|words| !words.is_empty())
    }
}

/// Why a client reads a note later: the two kinds of serious harm for which the law knows it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum HoldWhyV1 {
    /// Reading it now could put the client's own life or body in danger.
    Own,
    /// It could put someone else's in danger.
    Other,
}

impl HoldWhyV1 {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Own, Self::Other];

    /// Its name in a form and in the catalogue.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Other => "other",
        }
    }

    /// The reason of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|why| why.name() == name)
    }
}

/// That a client reads a note later, and that they are told so now.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldV1 {
    /// Why.
    pub why: HoldWhyV1,
    /// Until when, in milliseconds. Then it opens by itself.
    pub until: i64,
    /// When the author let it go before, if they did.
    pub ended: Option<i64>,
}

/// One version of a progress note.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgressV1 {
    /// Who wrote this version.
    pub by: [u8; 16],
    /// When, in milliseconds.
    pub at: i64,
    /// About which session, if about one.
    pub session: Option<[u8; 16]>,
    /// When that began, or when the note was begun, in milliseconds.
    pub about_at: i64,
    /// What it says.
    pub parts: PartsV1,
    /// Why it was set right; nothing in the first version.
    pub why: Option<String>,
    /// That the client reads it later, if so.
    pub held: Option<HeldV1>,
}

impl ProgressV1 {
    /// When this version was written.
    pub const fn written(&self) -> Moment {
        Moment::from_millis(self.at)
    }

    /// When what it is about was.
    pub const fn about(&self) -> Moment {
        Moment::from_millis(self.about_at)
    }

    /// About which session.
    pub fn session(&self) -> Option<RecordId> {
        self.session.map(RecordId::from_bytes)
    }

    /// Who wrote this version.
    pub const fn author(&self) -> PersonId {
        PersonId::from_bytes(self.by)
    }

    /// Why and until when the client waits for it, if at `now` they still do.
    pub fn held_at(&self, now: Moment) -> Option<(HoldWhyV1, Moment)> {
        let held = self.held.filter(|held| held.ended.is_none())?;
        // Whatever is written there, nobody waits longer than this.
        let latest = Moment::from_millis(self.at) + i64::from(HELD_MOST) * DAY;
        let until = Moment::from_millis(held.until).min(latest);
        (now < until).then_some((held.why, until))
    }
}

impl Stored for ProgressV1 {
    const KIND: &'static str = "progress-note";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Notes;
}

/// What the client wishes with what they say beside a note.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum WishV1 {
    /// It stands there; nothing else is asked.
    Beside,
    /// The note is to be changed.
    Change,
}

/// What was answered to someone who asked for a change.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnsweredV1 {
    /// Who.
    pub by: [u8; 16],
    /// When, in milliseconds.
    pub at: i64,
    /// Whether the note was set right. If not, the words say why.
    pub changed: bool,
    /// In their words.
    pub words: String,
}

/// What a client says beside a note. It is read by whoever may read notes, and by nobody else.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BesideV1 {
    /// Beside which note.
    pub note: [u8; 16],
    /// The client's words.
    pub words: String,
    /// What they wish.
    pub wish: WishV1,
    /// When it was said, in milliseconds.
    pub at: i64,
    /// When the client took it back, if they did.
    pub taken_back: Option<i64>,
    /// What was answered.
    pub answered: Option<AnsweredV1>,
}

impl BesideV1 {
    /// Beside which note.
    pub const fn note(&self) -> RecordId {
        RecordId::from_bytes(self.note)
    }

    /// Whether somebody still has to answer it.
    pub const fn waits(&self) -> bool {
        matches!(self.wish, WishV1::Change) && self.answered.is_none() && self.taken_back.is_none()
    }
}

impl Stored for BesideV1 {
    const KIND: &'static str = "beside-note";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Notes;

    /// What was taken back is the client's alone.
    fn audience(&self) -> Audience {
        match self.taken_back {
            None => Audience::Section,
            Some(_) => Audience::Nobody,
        }
    }
}

/// A note that is not finished: its author's own, on no page of anyone else.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteDraftV1 {
    /// Whose.
    pub by: [u8; 16],
    /// When it was last kept, in milliseconds.
    pub at: i64,
    /// The id that the note takes when it is finished.
    pub once: [u8; 16],
    /// About which session, if about one.
    pub session: Option<[u8; 16]>,
    /// Which note it sets right, if one.
    pub amends: Option<[u8; 16]>,
    /// The fields as they stood.
    pub fields: Vec<(String, String)>,
}

impl Stored for NoteDraftV1 {
    const KIND: &'static str = "note-draft";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Notes;

    fn audience(&self) -> Audience {
        Audience::Only(vec![PersonId::from_bytes(self.by)])
    }
}

impl Passing for NoteDraftV1 {}

/// That somewhere a client waits for a note, for whoever answers for the service: no client, and
/// nothing of what it says.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteHeldV1 {
    /// Who keeps it back.
    pub by: [u8; 16],
    /// Why.
    pub why: HoldWhyV1,
    /// Since when, in milliseconds.
    pub from: i64,
    /// Until when, or when it was let go before, in milliseconds.
    pub until: i64,
}

impl InDirectory for NoteHeldV1 {
    const KIND: &'static str = "note-held";
    const SHAPE: u16 = 1;
}
