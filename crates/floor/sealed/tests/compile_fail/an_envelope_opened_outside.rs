//! What opens envelopes is not to be had outside this crate.
use sealed::envelope::open_under;

fn main() {}
