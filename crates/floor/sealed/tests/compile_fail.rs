//! The ways around the order of things - decided, its line durable, then plaintext - that must not
//! compile. [`sealed::Line`] can be written down by hand: it is what a line said, and only an act
//! puts one into the ledger.

/// As many ways as the catalogue asks for, at least.
const WAYS: usize = 20;

#[test]
fn there_is_no_way_around_an_act() {
    let here = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/compile_fail");
    let is_one =
        |entry: &std::fs::DirEntry| entry.path().extension().is_some_and(|end| end == "rs");
    let entries = std::fs::read_dir(here).into_iter().flatten().flatten();
    let ways = entries.filter(is_one).count();
    assert!(ways >= WAYS, "{ways} ways are tried");
    {
        // Says what it found when it is let go.
        let tried = trybuild::TestCases::new();
        tried.compile_fail("tests/compile_fail/*.rs");
    }
    testing::shows(
        "AZ-2",
        &format!("{ways} ways to plaintext without a decision and its line: 0 of them compile"),
    );
}
