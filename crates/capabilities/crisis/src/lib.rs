//! The crisis and preference plan: what helps, who is there, what must not be done. Written by the
//! client, with whoever they choose; on paper and, if they wish, on their phone without a line.

mod gist;
mod page;
mod plan;
mod sheet;
mod taken;

pub use gist::CrisisGistV1;
pub use plan::{
    Plan, PlanRefused, SaidV1, SaidWhatV1, VersionV1, Waits, agree, ask_for_change, plan,
    take_back, write,
};
pub use sheet::{BYTES, PrintV1, SEALED_BYTES, SheetV1, WrongSheet, filler, keep_sheet, sheet};
pub use taken::taken;

use sealed::Kind;
use std::sync::LazyLock;

/// The form of the plan, as `url|version`.
pub const FORM: &str = "urn:x-attune:questionnaire:crisis-plan|1";

/// The routes that are not the client's screens: for staff, and the sheet of whoever is signed in.
pub fn routes() -> pages::Routes {
    page::staff::routes().and(sheet::routes())
}

/// The client's screens and acts.
pub fn screens() -> pages::Screens {
    page::client::screens()
        .and(page::print::screens())
        .and(page::device::screens())
}

/// The kinds of record this capability keeps.
pub const KINDS: [Kind; 3] = [
    Kind::of::<VersionV1>(),
    Kind::passing::<SheetV1>(),
    Kind::passing::<PrintV1>(),
];

static SHIPPED: LazyLock<Option<forms::Questionnaire>> = LazyLock::new(|| {
    let library = forms::library::shipped().ok()?;
    let found = library
        .forms()
        .iter()
        .find(|s| s.form.canonical() == FORM)?;
    Some(found.form.clone())
});

/// The plan's questions as the library ships them. `None` only if the library itself is at fault,
/// which the program finds out, and refuses to start over, before it serves anything.
pub fn form() -> Option<&'static forms::Questionnaire> {
    SHIPPED.as_ref()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_plan_ships() {
        let library = forms::library::shipped().unwrap();
        let names: Vec<_> = library.forms().iter().map(|s| s.form.canonical()).collect();
        assert!(super::form().is_some(), "{names:?}");
    }
}
