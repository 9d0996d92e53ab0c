//! Only what is passing is thrown away or written over.
use care::RecordId;
use sealed::{Act, StandingV1};

fn forget(mut act: Act, id: RecordId) {
    let _ = act.forget::<StandingV1>(id);
}

fn main() {}
