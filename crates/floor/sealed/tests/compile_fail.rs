//! The ways around the order of things - decided, its line durable, then plaintext - that must not
//! compile. [`sealed::Line`] can be written down by hand: it is what a line said, and only an act
//! puts one into the ledger.

#[test]
fn there_is_no_way_around_an_act() {
    trybuild::TestCases::new().compile_fail("tests/compile_fail/*.rs");
}
