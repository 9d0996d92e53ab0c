//! A message is used up when it is carried.
async fn twice(carrier: &dyn contact::Carrier, message: contact::OutboundMessage) {
    let _ = carrier.carry(message).await;
    let _ = carrier.carry(message).await;
}

fn main() {}
