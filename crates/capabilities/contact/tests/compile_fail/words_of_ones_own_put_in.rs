fn add(mut message: contact::OutboundMessage) {
    message.wording.body.push_str("It is about the session on Tuesday.");
}

fn main() {}
