//! The people and what happened with them: reading, writing, erasing. Each act opens the circle and
//! has the client's own key.

use crate::stored::{LineV1, OpenedV1, PersonV1, ScriptV1, SharedV1};
use care::RecordId;
use pages::draft::{self, OwnDraftV1};
use sealed::{Act, Kept, Passing, ReadError};

/// Letters a name may have.
pub const NAME_MOST: usize = 40;
/// Letters of what is said of someone, of each part.
pub const SAID_MOST: usize = 500;
/// Letters of a line.
pub const LINE_MOST: usize = 1_000;

/// The circle as it opens.
#[derive(Default)]
pub struct Circle {
    /// The people, by the names the client gave them, in the order of the alphabet and in no other.
    pub people: Vec<Kept<PersonV1>>,
    /// How many parts are under a word that was forgotten.
    pub apart: usize,
    /// How many parts are damaged.
    pub damaged: usize,
}

/// The people.
///
/// # Errors
/// If it is not open, or could not be read.
pub async fn circle(act: &Act) -> Result<Circle, ReadError> {
    let people = act.latest::<PersonV1>().await?;
    let lines = act.latest::<LineV1>().await?;
    let scripts = act.latest::<ScriptV1>().await?;
    let apart = people.apart.len() + lines.apart.len() + scripts.apart.len();
    let damaged = people.damaged.len() + lines.damaged.len() + scripts.damaged.len();
    let mut people = people.kept;
    people.sort_by_key(|kept| (kept.value.called.to_lowercase(), kept.record));
    Ok(Circle {
        people,
        apart,
        damaged,
    })
}

/// What happened with one of them, oldest first, and how many lines of the circle are damaged.
///
/// # Errors
/// If it is not open, or could not be read.
pub async fn lines(act: &Act, person: RecordId) -> Result<(Vec<Kept<LineV1>>, usize), ReadError> {
    let all = act.latest::<LineV1>().await?;
    let theirs = |kept: &Kept<LineV1>| kept.value.person == *person.bytes();
    let mut lines: Vec<_> = all.kept.into_iter().filter(theirs).collect();
    lines.sort_by(|a, b| (&a.value.day, a.value.at).cmp(&(&b.value.day, b.value.at)));
    Ok((lines, all.damaged.len()))
}

/// The forms about a person or a line whose half-written words go with it.
const FORMS: [&str; 3] = ["circle-edit", "circle-log", "circle-share"];

/// Erases one person and every line about them, with what is half written, and ends what is shared
/// of them. Whoever else is there stays.
///
/// # Errors
/// If it is not open, or could not be read.
pub async fn erase(act: &mut Act, person: RecordId) -> Result<(), ReadError> {
    let (lines, _) = lines(act, person).await?;
    let mut gone: Vec<_> = lines.iter().map(|line| line.record).collect();
    for line in &gone {
        act.forget::<LineV1>(*line)?;
    }
    act.forget::<PersonV1>(person)?;
    gone.push(person);
    end_of(act, &gone).await
}

/// Erases one line, and ends what is shared of it: also of the person it is about, for a copy of them
/// can say it too.
///
/// # Errors
/// If it is not open, or could not be read.
pub async fn erase_line(act: &mut Act, line: RecordId) -> Result<(), ReadError> {
    let mut of = vec![line];
    match act.find::<LineV1>(line).await {
        Ok(found) => of.extend(found.map(|kept| RecordId::from_bytes(kept.value.person))),
        // Whom a damaged line is about is not known any more.
        Err(ReadError::Damaged(_)) => {}
        Err(error) => return Err(error),
    }
    act.forget::<LineV1>(line)?;
    end_of(act, &of).await
}

/// Ends what is shared of these, and throws away what is half written about sharing them.
async fn end_of(act: &mut Act, gone: &[RecordId]) -> Result<(), ReadError> {
    for shared in act.latest::<SharedV1>().await?.kept {
        if gone.contains(&shared.value.copied()) {
            end(act, shared.record)?;
        }
    }
    for one in gone {
        for form in FORMS {
            draft::forget_own(act, form, Some(*one))?;
        }
    }
    Ok(())
}

/// Erases everything: people, lines, scripts, half-written words, also what is damaged or under a
/// word that was forgotten; and ends everything that is shared.
///
/// # Errors
/// If it is not open, or could not be read.
pub async fn erase_all(act: &mut Act) -> Result<(), ReadError> {
    every::<PersonV1>(act, true).await?;
    every::<LineV1>(act, true).await?;
    every::<ScriptV1>(act, true).await?;
    every::<OwnDraftV1>(act, true).await?;
    every::<SharedV1>(act, true).await?;
    every::<OpenedV1>(act, true).await
}

/// Throws away what is under a word that was forgotten, or damaged: nobody reads it any more.
///
/// # Errors
/// If it is not open, or could not be read.
pub async fn clear(act: &mut Act) -> Result<(), ReadError> {
    every::<PersonV1>(act, false).await?;
    every::<LineV1>(act, false).await?;
    every::<ScriptV1>(act, false).await?;
    every::<OwnDraftV1>(act, false).await
}

async fn every<T: Passing>(act: &mut Act, open: bool) -> Result<(), ReadError> {
    let all = act.latest::<T>().await?;
    let kept = all.kept.iter().map(|kept| kept.record).filter(|_| open);
    for record in kept.chain(all.apart).chain(all.damaged) {
        act.forget::<T>(record)?;
    }
    Ok(())
}

/// Ends a share: the copy is gone, with what was noted about its being opened.
pub(crate) fn end(act: &mut Act, shared: RecordId) -> Result<(), ReadError> {
    act.forget::<SharedV1>(shared)?;
    let opened = crate::share::opened_id(act, shared);
    act.forget::<OpenedV1>(opened)
}
