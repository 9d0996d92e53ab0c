//! Screens that combine capabilities: the client's first screen and how it has been, the
//! therapist's caseload, and one relationship. They change no record; the caseload only notes that
//! someone has looked, and puts a name that an overview lacks there.

mod caseload;
mod course;
mod home;
mod machine;
mod relationship;

/// The routes staff take.
pub fn routes() -> pages::Routes {
    caseload::routes()
        .and(relationship::routes())
        .and(machine::routes())
}

/// The client's screens.
pub fn screens() -> pages::Screens {
    home::screens().and(course::screens())
}
