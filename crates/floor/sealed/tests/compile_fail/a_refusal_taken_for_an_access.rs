//! What was decided may be a no: it has to be looked at.
use care::{Asker, ClientId, Purpose, Sections};
use sealed::{Act, Vault};

async fn open(vault: &Vault, asker: Asker, whose: ClientId, sections: Sections) {
    let decided = vault.decide(asker, whose, sections, Purpose::Treatment).await.unwrap();
    let _ = Act::open(vault, decided).await;
}

fn main() {}
