//! Words to say when something is hard to say: six of them, in this project's own words, each with a
//! copy that the client makes their own.

use crate::stored::ScriptV1;
use care::RecordId;
use pages::Words;
use sealed::{Act, ReadError};

/// Letters of a script.
pub const SCRIPT_MOST: usize = 2_000;

/// What the words are for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Script {
    /// Asking for something.
    Ask,
    /// Saying no.
    No,
    /// Saying no again.
    Again,
    /// Taking time.
    Time,
    /// Saying what hurt.
    Hurt,
    /// Ending a conversation.
    End,
}

impl Script {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Ask,
        Self::No,
        Self::Again,
        Self::Time,
        Self::Hurt,
        Self::End,
    ];

    /// Its name in forms and in the catalogue.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ask => "ask",
            Self::No => "no",
            Self::Again => "again",
            Self::Time => "time",
            Self::Hurt => "hurt",
            Self::End => "end",
        }
    }

    /// What it is called.
    pub fn title(self, words: Words) -> String {
        words.say(&format!("circle-script-{}", self.name()))
    }

    /// The words as everyone finds them.
    pub fn first_words(self, words: Words) -> String {
        words.say(&format!("circle-script-{}-words", self.name()))
    }

    /// The id of the client's own copy, by which the screens speak of it too.
    pub fn id(self, act: &Act) -> RecordId {
        let mut name = [0; 16];
        for (at, letter) in name.iter_mut().zip(self.name().bytes()) {
            *at = letter;
        }
        act.id_for("circle script", RecordId::from_bytes(name))
    }

    /// Which one has this id.
    pub fn of(act: &Act, id: RecordId) -> Option<Self> {
        Self::ALL.into_iter().find(|script| script.id(act) == id)
    }

    /// The client's own copy, if they made one. The act has their own key.
    ///
    /// # Errors
    /// If it could not be read.
    pub async fn own(self, act: &Act) -> Result<Option<ScriptV1>, ReadError> {
        Ok(act
            .find::<ScriptV1>(self.id(act))
            .await?
            .map(|kept| kept.value))
    }
}
