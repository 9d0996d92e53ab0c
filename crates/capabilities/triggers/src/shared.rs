//! Copies of a card's lines for those who may not open the work itself: as few lines as the client
//! chose, in the part of the record that just those people open, and gone for them when it ends.
//!
//! For people of the team it is the part with the sessions, and only those whom the client named.
//! For a ward it is the part with the crisis plan: nurses open it while the client is there, and
//! whoever treats them.

use crate::stored::CardV1;
use care::{Audience, PersonId, Section};
use sealed::{Act, ReadError, ReadersV1, Stored};
use serde::{Deserialize, Serialize};

/// A line of a card.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum LineV1 {
    /// What sets it off.
    Cue,
    /// The early signs.
    Signs,
    /// What helps.
    Helps,
    /// What others must not do.
    Not,
}

impl LineV1 {
    /// Every line, in the order in which a card is read by others: first what not to do.
    pub const ALL: [Self; 4] = [Self::Not, Self::Helps, Self::Signs, Self::Cue];

    /// The code under which forms and the catalogue know it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Cue => "cue",
            Self::Signs => "signs",
            Self::Helps => "helps",
            Self::Not => "not",
        }
    }

    /// What a card says in this line.
    pub fn of(self, card: &CardV1) -> &str {
        match self {
            Self::Cue => &card.cue,
            Self::Signs => &card.signs,
            Self::Helps => &card.helps,
            Self::Not => &card.not,
        }
    }
}

/// Lines of a card for people of the team whom the client named.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamCardV1 {
    /// The card.
    pub card: [u8; 16],
    /// When it was shared so, in milliseconds since the epoch.
    pub at: i64,
    /// Who may read it.
    pub people: Vec<[u8; 16]>,
    /// The lines, as they were then; none once it has ended.
    pub lines: Vec<(LineV1, String)>,
}

impl Stored for TeamCardV1 {
    const KIND: &'static str = "trigger-card-team";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Sessions;

    fn audience(&self) -> Audience {
        if self.lines.is_empty() {
            return Audience::Nobody;
        }
        let people = self.people.iter().copied().map(PersonId::from_bytes);
        Audience::Only(people.collect())
    }
}

/// Lines of a card for a ward.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WardCardV1 {
    /// The card.
    pub card: [u8; 16],
    /// When it was shared so, in milliseconds since the epoch.
    pub at: i64,
    /// The lines, as they were then; none once it has ended.
    pub lines: Vec<(LineV1, String)>,
}

impl Stored for WardCardV1 {
    const KIND: &'static str = "trigger-card-ward";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::CrisisPlan;

    fn audience(&self) -> Audience {
        if self.lines.is_empty() {
            Audience::Nobody
        } else {
            Audience::Section
        }
    }
}

/// The words the client does not want to meet, for whoever treats them: a copy they sent.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuietSharedV1 {
    /// When it was sent, in milliseconds since the epoch.
    pub at: i64,
    /// The words; none once it was taken back.
    pub words: Vec<String>,
    /// Whether pictures are to come only when tapped.
    pub pictures: bool,
    /// Who may read it.
    pub readers: ReadersV1,
}

impl Stored for QuietSharedV1 {
    const KIND: &'static str = "quiet-words-shared";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Work;

    fn audience(&self) -> Audience {
        self.readers.to_care()
    }
}

/// The lines of one card, as someone may read them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CardLines {
    /// The lines that say something, in the order to be read.
    pub lines: Vec<(LineV1, String)>,
}

impl CardLines {
    fn of_card(card: &CardV1) -> Self {
        let said = |line: &LineV1| (*line, line.of(card).to_owned());
        let lines = LineV1::ALL.iter().map(said);
        Self {
            lines: lines.filter(|(_, words)| !words.is_empty()).collect(),
        }
    }
}

/// What someone may read of a client's cards.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Cards {
    /// The cards.
    pub cards: Vec<CardLines>,
    /// How many are there and do not open.
    pub damaged: usize,
}

/// What whoever acts may read of the cards, as far as the act reaches: whole cards where it opens the
/// work, otherwise the lines that were shared with them by name, otherwise those for a ward.
///
/// # Errors
/// If something could not be read.
pub async fn cards_for(act: &Act) -> Result<Cards, ReadError> {
    let opens = |section| act.access().sections().has(section);
    let mut found = Cards::default();
    if opens(Section::Work) {
        let all = act.latest::<CardV1>().await?;
        found.damaged = all.damaged.len();
        let cards = all.kept.iter().map(|kept| &kept.value);
        found.cards = cards
            .filter(|card| !card.gone)
            .map(CardLines::of_card)
            .collect();
        return Ok(found);
    }
    if opens(Section::Sessions) {
        let all = act.latest::<TeamCardV1>().await?;
        found.damaged += all.damaged.len();
        let lines = all.kept.into_iter().map(|kept| kept.value.lines);
        found.cards.extend(lines.map(|lines| CardLines { lines }));
    }
    if opens(Section::CrisisPlan) {
        let all = act.latest::<WardCardV1>().await?;
        found.damaged += all.damaged.len();
        let lines = all.kept.into_iter().map(|kept| kept.value.lines);
        found.cards.extend(lines.map(|lines| CardLines { lines }));
    }
    found.cards.retain(|card| !card.lines.is_empty());
    Ok(found)
}

/// The words that the client does not want to meet and let those who treat them know. The act opens
/// the work.
///
/// # Errors
/// If they could not be read.
pub async fn quiet_shared(act: &Act) -> Result<Option<QuietSharedV1>, ReadError> {
    let all = act.latest::<QuietSharedV1>().await?;
    if !all.damaged.is_empty() {
        return Err(sealed::Damaged.into());
    }
    let newest = all.kept.into_iter().next_back().map(|kept| kept.value);
    Ok(newest.filter(|one| one.readers == ReadersV1::Section))
}
