//! An act keeps what it keeps under its own client: there is no place to name another.
use care::ClientId;
use sealed::{Act, Stored};

fn copied<T: Stored>(act: &mut Act, other: ClientId, value: &T) {
    let _ = act.keep(other, value);
}

fn main() {}
