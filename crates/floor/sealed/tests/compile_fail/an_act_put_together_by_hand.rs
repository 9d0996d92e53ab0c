//! An act has no fields that anyone could fill in.
use care::Access;
use sealed::{Act, Vault};

fn act(vault: Vault, access: Access) -> Act {
    Act { vault, access }
}

fn main() {}
