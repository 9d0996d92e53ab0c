//! A record is read through an act, never from the vault.
use sealed::{StandingV1, Vault};

async fn peek(vault: &Vault) {
    let _ = vault.latest::<StandingV1>().await;
}

fn main() {}
