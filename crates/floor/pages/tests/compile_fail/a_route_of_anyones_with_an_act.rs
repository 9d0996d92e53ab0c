//! A route that opens no record is handed none.
use pages::{Answer, Routes, Trouble, Verb, Visit};
use sealed::Act;

async fn page(_: Visit, _: Act) -> Answer {
    Err(Trouble::Nothing)
}

fn routes() -> Routes {
    Routes::new().role(Verb::Get, "/clients", &[], page)
}

fn main() {}
