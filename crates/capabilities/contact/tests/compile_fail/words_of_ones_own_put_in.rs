//! No words of one's own are put into a message.
fn add(mut message: contact::OutboundMessage) {
    message.wording.body.push_str("It is about the session on Tuesday.");
}

fn main() {}
