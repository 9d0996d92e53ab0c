//! A list is drawn from what was decided, never from a list of clients.
async fn list(vault: &sealed::Vault, clients: &[care::ClientId]) {
    let _ = vault.overviews(clients).await;
}

fn main() {}
