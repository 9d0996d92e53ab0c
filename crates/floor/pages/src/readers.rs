//! Who reads what a client sends: a screen names someone who can, and says so where there is nobody.
//! The words and the two buttons, send or keep for oneself, are the same in every tool.

use crate::client_shell::ClientVisit;
use crate::trouble::Trouble;
use crate::words::Words;
use care::{PersonId, RelationKind};
use sealed::{Act, ReadError};

/// Those who treat the client now, whoever has for longest first. The act opens Consent.
///
/// # Errors
/// If what stands about the client could not be read.
pub async fn treating(act: &mut Act) -> Result<Vec<PersonId>, ReadError> {
    let now = act.now();
    let facts = act.standing().await?;
    let mut treating: Vec<_> = facts
        .relations
        .iter()
        .filter(|relation| relation.kind == RelationKind::Therapist)
        .filter(|relation| relation.from <= now && relation.until.is_none_or(|until| now < until))
        .filter(|relation| !facts.conflicts.contains(&relation.person))
        .collect();
    treating.sort_by_key(|relation| relation.from);
    Ok(treating.iter().map(|relation| relation.person).collect())
}

/// Whoever reads what the client sends, in the words of a client's screen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reader {
    words: Words,
    name: Option<String>,
}

impl Reader {
    /// Who reads it: `asked_by`, while they treat the client; otherwise one who does. The act opens
    /// Consent.
    ///
    /// # Errors
    /// If what stands about the client could not be read.
    pub async fn of(
        visit: &ClientVisit,
        act: &mut Act,
        asked_by: Option<PersonId>,
    ) -> Result<Self, Trouble> {
        let words = visit.words;
        let treating = treating(act).await?;
        let asked = asked_by.filter(|person| treating.contains(person));
        let name = match asked.or_else(|| treating.first().copied()) {
            None => None,
            Some(person) => {
                let name = visit.floor.sign_ins.name_of(person).await?;
                Some(name.unwrap_or_else(|| words.say("someone-on-the-team")))
            }
        };
        Ok(Self { words, name })
    }

    /// Their name. `None`: nobody treats the client now.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The words under `key`, which name the reader as `$name`; where there is nobody, those under
    /// `key-nobody`.
    pub fn say(&self, key: &str) -> String {
        match &self.name {
            Some(name) => self.words.say_with(key, &[("name", name.into())]),
            None => self.words.say(&format!("{key}-nobody")),
        }
    }

    /// Before anything is written: who will read it, and that the client chooses.
    pub fn before(&self) -> String {
        self.say("work-readers")
    }

    /// On the button that sends it.
    pub fn send(&self) -> String {
        self.say("work-send")
    }

    /// On the button that keeps it for the client alone.
    pub fn keep(&self) -> String {
        self.words.say("work-keep")
    }
}
