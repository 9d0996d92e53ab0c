//! A route says which record it opens, for whom and what for.
use care::Sections;
use pages::{Answer, Routes, Trouble, Verb, Visit};
use sealed::Act;

async fn page(_: Visit, _: Act) -> Answer {
    Err(Trouble::Nothing)
}

fn routes(sections: Sections) -> Routes {
    Routes::new().record(Verb::Get, "/clients/{client}", sections, page)
}

fn main() {}
