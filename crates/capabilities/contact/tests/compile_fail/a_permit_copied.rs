//! A permit is not copied: one asking, one message.
fn copy(permit: &contact::SafeContactPermit) -> contact::SafeContactPermit {
    contact::SafeContactPermit::clone(permit)
}

fn main() {}
