//! An own key comes from its owner's secret only: it cannot be made, taken apart or written down.
use sealed::{Act, OwnKey};

fn open(act: Act) -> Act {
    act.with_own_key(OwnKey(Default::default()))
}

fn print(key: &OwnKey) -> String {
    format!("{key:?}")
}

fn write_down(key: &OwnKey) -> Vec<u8> {
    postcard::to_allocvec(key).unwrap_or_default()
}

fn main() {}
