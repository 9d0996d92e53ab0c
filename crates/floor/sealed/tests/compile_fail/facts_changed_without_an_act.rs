//! Who stands how to a client is changed in an act, with a line that says so, or not at all.
async fn change(vault: &sealed::Vault, facts: &care::Facts) {
    vault.set_standing(facts).await;
}

fn main() {}
