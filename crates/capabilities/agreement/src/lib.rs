//! The working agreement: how a client and their therapist want to work together, written by both,
//! confirmed by both, looked at again by a date.
//!
//! Either side writes a version, and by sending it signs it; it is in force once the other side
//! signs it too. Until then the earlier one stays in force. Every part can be left open, and who
//! sees a part differently writes that beside it without holding anything up.

mod gist;
mod page;
mod room;
mod taken;
mod written;

pub use gist::AgreementGistV1;
pub use room::{in_force, reply_within, room_lines};
pub use taken::taken;
pub use written::{
    Agreement, AgreementRefused, RemarkV1, Sent, SignedV1, VersionV1, Waits, agreement, propose,
    remark, remarks, sign,
};

use sealed::Kind;
use std::sync::LazyLock;

/// The form of the agreement, as `url|version`.
pub const FORM: &str = "urn:x-attune:questionnaire:working-agreement|1";

/// The pages of those who work with the client, and of those who stand beside them.
pub fn routes() -> pages::Routes {
    page::staff::routes()
}

/// The client's screens and acts.
pub fn screens() -> pages::Screens {
    page::client::screens()
}

/// The kinds of record this capability keeps.
pub const KINDS: [Kind; 2] = [Kind::of::<VersionV1>(), Kind::of::<RemarkV1>()];

static SHIPPED: LazyLock<Option<forms::Questionnaire>> = LazyLock::new(|| {
    let library = forms::library::shipped().ok()?;
    let found = library
        .forms()
        .iter()
        .find(|s| s.form.canonical() == FORM)?;
    Some(found.form.clone())
});

/// The agreement's questions as the library ships them. `None` only if the library itself is at
/// fault, which the program finds out, and refuses to start over, before it serves anything.
pub fn form() -> Option<&'static forms::Questionnaire> {
    SHIPPED.as_ref()
}

#[cfg(test)]
mod tests {
    use testing::reading_age;

    #[test]
    fn the_agreement_ships() {
        let library = forms::library::shipped().unwrap();
        let names: Vec<_> = library.forms().iter().map(|s| s.form.canonical()).collect();
        assert!(super::form().is_some(), "{names:?}");
    }

    /// Every sentence of the client's screens, with plain words where a name or a day stands.
    fn sentences() -> String {
        let file = include_str!("../../../../library/locales/en/agreement.ftl");
        let client = file.split("## Taken along").next().unwrap();
        let mut all = String::new();
        for (_, said) in client.lines().filter_map(|line| line.split_once(" = ")) {
            let said: String = said
                .replace("{ $name }", "Ruth")
                .replace("{ $who }", "Ruth")
                .replace("{ $one }", "Ruth")
                .replace("{ $other }", "Sam")
                .replace("{ $number }", "two")
                .replace("{ $when }", "May 4");
            if said.ends_with(['.', '?']) {
                all.push_str(&said);
                all.push(' ');
            }
        }
        all
    }

    #[test]
    fn the_clients_screens_are_read_at_nine() {
        let said = sentences();
        assert!(said.split_whitespace().count() > 200, "{said}");
        let age = reading_age::age(&said);
        assert!(age <= reading_age::AGE, "read at {age:.1}: {said}");
    }
}
