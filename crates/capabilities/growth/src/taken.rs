//! What a client takes along of it: every line, and every chapter with how it stood before.

use crate::note::notes;
use crate::page::{day, kind_code};
use crate::story::story;
use care::Section;
use pages::{Taken, Visit};
use sealed::{Act, ReadError};

/// Everything of this tool, oldest first. The act opens the work.
///
/// # Errors
/// If something could not be read.
pub async fn taken(visit: &Visit, act: &Act) -> Result<Vec<Taken>, ReadError> {
    let words = visit.words;
    let mut all = Vec::new();
    for kept in notes(act).await?.kept.iter().rev() {
        let note = &kept.value;
        let mut parts = vec![(words.say("growth-taken-words"), note.words.clone())];
        if !note.day.is_empty() {
            parts.push((words.say("growth-taken-day"), note.day.clone()));
        }
        parts.push(readers(visit, note.is_sent()));
        all.push(Taken {
            record: Some(kept.record),
            section: Some(Section::Work),
            at: note.written(),
            heading: words.say(&format!("growth-{}", kind_code(note.kind))),
            parts,
            resources: Vec::new(),
        });
    }
    for chapter in story(act).await?.chapters {
        let newest = &chapter.newest.value;
        let mut parts = vec![
            (words.say("growth-taken-heading"), newest.title.clone()),
            (words.say("growth-taken-words"), newest.words.clone()),
            readers(visit, newest.is_sent()),
        ];
        for kept in chapter.earlier.iter().rev() {
            let when = day(visit, kept.value.written());
            let put = [("when", (&when).into())];
            let label = words.say_with("growth-taken-before", &put);
            parts.push((label, kept.value.words.clone()));
        }
        all.push(Taken {
            record: Some(chapter.newest.record),
            section: Some(Section::Work),
            at: newest.written(),
            heading: words.say("growth-taken-chapter"),
            parts,
            resources: Vec::new(),
        });
    }
    Ok(all)
}

fn readers(visit: &Visit, is_sent: bool) -> (String, String) {
    let words = visit.words;
    let said = if is_sent {
        words.say("work-seen-by-nobody")
    } else {
        words.say("work-only-you")
    };
    (words.say("growth-taken-readers"), said)
}
