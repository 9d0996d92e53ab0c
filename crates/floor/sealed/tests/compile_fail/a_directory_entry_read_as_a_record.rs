//! What the service keeps in its directory is not a client's record, and is not read as one.
use sealed::{Act, InDirectory};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
struct DoorV1;

impl InDirectory for DoorV1 {
    const KIND: &'static str = "door";
    const SHAPE: u16 = 1;
}

async fn read(act: &Act) {
    let _ = act.latest::<DoorV1>().await;
}

fn main() {}
