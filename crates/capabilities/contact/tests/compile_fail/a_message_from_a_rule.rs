//! A message comes from a permit; what someone allows is none by itself.
fn send(rule: contact::RuleV1) {
    let _ = contact::OutboundMessage::of(rule);
}

fn main() {}
