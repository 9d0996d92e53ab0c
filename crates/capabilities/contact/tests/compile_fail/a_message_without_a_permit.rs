fn main() {
    let _ = contact::OutboundMessage::of();
}
