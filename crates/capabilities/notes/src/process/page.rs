//! The pages of one's own notes: the word in front of them, the list, one note, writing.

mod reading;
mod words;
mod writing;

use crate::process::desk::Desk;
use care::{Purpose, Role, Section, Sections};
use pages::{Purposes, Routes, Trouble, Verb, Visit};
use sealed::{Act, OwnKeyError};
use std::sync::Arc;

/// The word's own pages open nothing but how the client is called.
const NAME: Sections = Sections::of(&[Section::Identity]);
const NOTES: Sections = Sections::of(&[Section::Identity, Section::PsychotherapyNotes]);
const AUTHOR: Purposes = &[(Role::Therapist, Purpose::Treatment)];

/// The routes to the notes that are opened at this desk. Whoever puts the service together tells
/// the desk of sign-ins that end (its keys of their own close with them).
pub fn routes(desk: &Arc<Desk>) -> Routes {
    words::routes(desk)
        .and(reading::routes(desk))
        .and(writing::routes(desk))
}

/// A route that a record is opened for, at this desk.
fn at<F, R>(
    desk: &Arc<Desk>,
    (verb, path, sections): (Verb, &'static str, Sections),
    handler: F,
) -> Routes
where
    F: Fn(Arc<Desk>, Visit, Act) -> R + Send + Sync + 'static,
    R: Future<Output = pages::Answer> + Send + 'static,
{
    let desk = Arc::clone(desk);
    Routes::new().record(verb, path, sections, AUTHOR, move |visit, act| {
        handler(Arc::clone(&desk), visit, act)
    })
}

/// Where the client's page is.
fn client(visit: &Visit) -> Result<String, Trouble> {
    let client = visit.client().ok_or(Trouble::Nothing)?;
    Ok(format!("/clients/{client}"))
}

/// Where the notes about this client are.
fn address(visit: &Visit) -> Result<String, Trouble> {
    Ok(format!("{}/process-notes", client(visit)?))
}

fn trouble(error: OwnKeyError) -> Trouble {
    match error {
        OwnKeyError::Read(error) => error.into(),
        OwnKeyError::Commit(error) => error.into(),
        // The page is older than what it speaks of: a word was chosen, or changed, meanwhile.
        OwnKeyError::NoneYet
        | OwnKeyError::AlreadyThere
        | OwnKeyError::WrongSecret
        | OwnKeyError::Blind => Trouble::Older,
    }
}
