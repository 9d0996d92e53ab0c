//! The root key cannot reach a log.
use sealed::RootKey;

fn log(root: &RootKey) -> String {
    format!("{root:?}")
}

fn main() {}
