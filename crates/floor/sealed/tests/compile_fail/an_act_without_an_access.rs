//! An act is opened with a decision, not with a wish.
use care::{ClientId, PersonId};
use sealed::{Act, Vault};

async fn open(vault: &Vault) {
    let whose = ClientId::of(PersonId::from_bytes([1; 16]));
    let _ = Act::open(vault, whose).await;
}

fn main() {}
