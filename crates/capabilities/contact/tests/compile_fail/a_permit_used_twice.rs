fn twice(permit: contact::SafeContactPermit) {
    let _ = contact::OutboundMessage::of(permit);
    let _ = contact::OutboundMessage::of(permit);
}

fn main() {}
