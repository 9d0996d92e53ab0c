//! Neither a client's key nor the root key's bytes are to be had.
use care::ClientId;
use sealed::{RootKey, Vault};

async fn take(vault: &Vault, whose: ClientId, root: RootKey) {
    let _ = vault.key(whose).await;
    let _ = root.secret;
}

fn main() {}
