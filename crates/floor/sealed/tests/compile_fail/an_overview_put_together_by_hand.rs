//! An overview comes from a decision and its line.
use care::ClientId;
use sealed::{Overview, Vault};

fn overview(vault: Vault, client: ClientId) -> Overview {
    Overview { vault, client }
}

fn main() {}
