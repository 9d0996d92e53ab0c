//! Without a permit there is no message.
fn main() {
    let _ = contact::OutboundMessage::of();
}
