//! A refusal is no permit.
fn anyway(refused: contact::Refused) {
    let _ = contact::OutboundMessage::of(refused);
}

fn main() {}
