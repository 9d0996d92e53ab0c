//! A permit is used up by the message it allows.
fn twice(permit: contact::SafeContactPermit) {
    let _ = contact::OutboundMessage::of(permit);
    let _ = contact::OutboundMessage::of(permit);
}

fn main() {}
