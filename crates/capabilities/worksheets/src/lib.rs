//! Worksheets: forms that client and therapist work on together. A sheet is given or begun, filled in
//! on the phone or in a session, kept or sent, looked at again, written on by both, and taken back.
//!
//! Which sheets there are is a matter of files: those that ship, and those of the service's own
//! folder, read again whenever that folder changes. A worksheet that was begun stays with the form it
//! was begun on, word for word, whatever becomes of the file.

mod course;
mod gist;
mod page;
mod shelf;
mod taken;
mod written;

pub use course::{Number, numbers};
pub use gist::{WaitsV1, WorksheetsGistV1};
pub use shelf::{Broken, Folder, Listed, Offered, Origin, Sheet, Shelf};
pub use taken::taken;
pub use written::{
    AwayV1, Begin, Begun, Done, End, GivenV1, Refused, SheetV1, StateV1, WorksheetV1, Write, about,
    begin, bring, delete, give, put_away, set_readers, take_given_back, write,
};

use pages::{Routes, Screens};
use sealed::Kind;
use std::sync::Arc;

/// The pages of those who work with the client, and the list of all sheets.
pub fn routes(shelf: &Arc<Shelf>) -> Routes {
    page::all::routes(shelf)
        .and(page::staff::routes(shelf))
        .and(page::one::routes())
}

/// The client's screens and acts.
pub fn screens(shelf: &Arc<Shelf>) -> Screens {
    page::client::screens(shelf).and(page::sheet::screens())
}

/// The kinds of record this capability keeps.
pub const KINDS: [Kind; 4] = [
    Kind::of::<SheetV1>(),
    Kind::of::<GivenV1>(),
    Kind::of::<WorksheetV1>(),
    Kind::of::<AwayV1>(),
];

#[cfg(test)]
mod tests {
    #[test]
    fn nothing_is_said_to_a_client_that_is_never_said_and_all_of_it_is_read_at_nine() {
        testing::content::check_ftl("worksheets");
        for (name, _) in forms::library::worksheet_files() {
            if let Some(sheet) = name.strip_suffix(".json") {
                testing::content::check_sheet(sheet);
            }
        }
    }
}
