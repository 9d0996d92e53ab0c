//! A message without a permit, a permit without a question: neither compiles.

use testing::shows;

#[test]
fn what_must_not_compile_does_not() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("tests/compile_fail/*.rs");
    drop(cases);
    let count = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/compile_fail"))
        .map(|files| {
            files
                .flatten()
                .filter(|file| file.path().extension().is_some_and(|end| end == "rs"))
                .count()
        })
        .unwrap_or_default();
    assert!(count >= 8, "{count} cases");
    shows(
        "SC-5",
        &format!("{count} ways to a message without a permit: none compiles"),
    );
}
