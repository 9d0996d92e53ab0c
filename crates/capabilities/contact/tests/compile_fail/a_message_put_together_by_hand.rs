//! Nobody puts a message together by hand, past the permit.
fn main() {
    let wording = contact::message::wording(0, pages::Language::English);
    let _ = contact::OutboundMessage { to: "sam@example.org".to_owned(), wording };
}
