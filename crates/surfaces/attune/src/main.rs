//! The Attune program.
fn main() {}
