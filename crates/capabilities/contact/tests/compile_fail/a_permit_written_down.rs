//! A permit is given by the rules, never written down by hand.
fn main() {
    let _ = contact::SafeContactPermit {
        way: contact::Way::Mail,
        reason: contact::Reason::SomethingWaits,
        at: care::Moment::from_millis(0),
        to: "sam@example.org".to_owned(),
        cover: 0,
        language: 0,
    };
}
