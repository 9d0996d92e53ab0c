fn send(rule: contact::RuleV1) {
    let _ = contact::OutboundMessage::of(rule);
}

fn main() {}
