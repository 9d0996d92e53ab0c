//! A client's screen says what it opens.
use pages::{ClientVisit, Html, Screens, Trouble};
use sealed::Act;

async fn show(_: ClientVisit, _: Act) -> Result<Html, Trouble> {
    Err(Trouble::Nothing)
}

fn screens() -> Screens {
    Screens::new().screen("home", show)
}

fn main() {}
