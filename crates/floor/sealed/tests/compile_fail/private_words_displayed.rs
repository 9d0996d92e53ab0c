//! Private words cannot be printed.
use care::Private;

fn log(words: &Private<String>) -> String {
    format!("{words}")
}

fn main() {}
