//! The ways past the guard that must not compile.

#[test]
fn there_is_no_route_without_saying_what_it_needs() {
    trybuild::TestCases::new().compile_fail("tests/compile_fail/*.rs");
}
