//! The client's words about a resource, a target, a set or the time after: written down by the
//! therapist while the client looks on, read by both, and the client's to take back.

use crate::refused::Refused;
use crate::stored::{PartV1, TakenBackV1, WordsV1};
use crate::whole::{All, only_the_client, put};
use care::{Happened, RecordId};
use sealed::{Act, Stored};

/// Under which id the words about something are kept.
fn words_id(act: &Act, of: RecordId) -> RecordId {
    act.id_for(WordsV1::KIND, of)
}

/// Writes words down in place of those of the same kinds. Empty ones are left out.
pub(crate) fn write_words(
    act: &mut Act,
    all: &mut All,
    of: RecordId,
    parts: &[(PartV1, &str)],
) -> Result<(), Refused> {
    if all.are_taken_back(of) {
        return Err(Refused::TakenBack);
    }
    let before = all.words_of(of).map(|words| words.said.clone());
    let mut said = before.clone().unwrap_or_default();
    said.retain(|(kind, _)| !parts.iter().any(|(part, _)| part == kind));
    let new = parts.iter().filter(|(_, words)| !words.is_empty());
    said.extend(new.map(|(part, words)| (*part, (*words).to_owned())));
    let sorted = |mut said: Vec<(PartV1, String)>| {
        said.sort_by_key(|(part, _)| *part as u8);
        said
    };
    let said = sorted(said);
    if before.map_or_else(Vec::new, sorted) == said {
        return Ok(());
    }
    let words = WordsV1 {
        of: *of.bytes(),
        by: *act.by().bytes(),
        at: act.now().millis(),
        said,
        taken_back: false,
    };
    let id = words_id(act, of);
    put(&mut all.words, act, id, words)?;
    Ok(())
}

/// The client takes their words about something back, or gives them back. From now on nobody else
/// reads them; that there were words stays.
///
/// # Errors
/// As [`Refused`] says.
pub async fn take_back(act: &mut Act, of: RecordId, back: bool) -> Result<Vec<Happened>, Refused> {
    only_the_client(act)?;
    let mut all = All::read(act).await?;
    let mut words = all.words_of(of).cloned().ok_or(Refused::None)?;
    if words.taken_back == back {
        return Ok(Vec::new());
    }
    words.taken_back = back;
    let id = words_id(act, of);
    put(&mut all.words, act, id, words)?;
    let told = TakenBackV1 {
        of: *of.bytes(),
        at: act.now().millis(),
        now: back,
    };
    let id = act.id_for(TakenBackV1::KIND, of);
    put(&mut all.taken_back, act, id, told)?;
    Ok(Vec::new())
}
