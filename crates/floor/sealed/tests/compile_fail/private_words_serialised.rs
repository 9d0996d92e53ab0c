//! Private words cannot be serialised.
use care::Private;

fn ship(words: &Private<String>) -> impl serde::Serialize + '_ {
    words
}

fn main() {}
