//! Who worked with whom and until when, for deciding how long a record is kept. Nothing else of how
//! people stand to a client is handed out without an act.

use crate::vault::{ReadError, SERVICE, Vault};
use care::{ClientId, Facts};

/// Ids from here on in the key store are no people's: keys of the service's own lie there.
const NO_PERSONS: u8 = 0xf0;

impl Vault {
    /// Everyone who has a record here, staff and clients, in any order.
    ///
    /// # Errors
    /// If the key store cannot be read.
    pub async fn clients(&self) -> Result<Vec<ClientId>, ReadError> {
        let keys = self.inner.engine.keys().await?;
        let is_person =
            |id: &ClientId| *id != SERVICE && id.bytes().iter().any(|byte| *byte < NO_PERSONS);
        Ok(keys
            .iter()
            .map(|key| key.client)
            .filter(is_person)
            .collect())
    }

    /// Who works and worked with this client, and nothing else of what is known about them; `None`
    /// where there is no such client any more.
    ///
    /// # Errors
    /// If it cannot be read, or is damaged.
    pub async fn relations_of(&self, client: ClientId) -> Result<Option<Facts>, ReadError> {
        let (facts, _) = self.facts_of(client).await?;
        Ok(facts.map(|facts| Facts {
            relations: facts.relations.clone(),
            ..Facts::default()
        }))
    }
}
