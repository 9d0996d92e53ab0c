//! Many clients at once: the gists a caseload is drawn from. Each client's ledger gets its line,
//! all lines in one commit, before any gist is opened.

use crate::act::new_line;
use crate::engine::{Batch, GistRow};
use crate::envelope::Damaged;
use crate::keys::ClientKey;
use crate::stored::Gist;
use crate::vault::{ReadError, Vault};
use care::{Access, ClientId, MINUTE, Section};
use std::collections::HashMap;
use std::sync::Arc;

/// The gists of one client, opened one by one as they are asked for.
pub struct Overview {
    vault: Vault,
    /// Whose.
    pub client: ClientId,
    key: Arc<ClientKey>,
    rows: Vec<GistRow>,
}

impl Overview {
    /// A capability's gist. `None` if it has none; an error if it is damaged.
    pub fn get<G: Gist>(&self) -> Result<Option<G>, Damaged> {
        let tag = self.key.tag(G::KIND);
        let row = self.rows.iter().find(|row| row.tag == tag);
        row.map(|row| self.vault.open_gist(&self.key, Section::Overview, row)).transpose()
    }
}

impl Vault {
    /// Opens the overviews these accesses reach, in their order.
    pub async fn overviews(&self, accesses: &[Access]) -> Result<Vec<Overview>, ReadError> {
        let now = self.now();
        let mut batch = Batch::default();
        let mut keys = Vec::with_capacity(accesses.len());
        for access in accesses {
            let fresh = (0..=MINUTE).contains(&(now - access.decided_at()));
            if !fresh || !access.sections().has(Section::Overview) {
                return Err(ReadError::NotCovered);
            }
            let key = self.key(access.whose()).await?.ok_or(Damaged)?;
            if !self.covered(access, now) {
                batch.lines.push(new_line(self, access, &key, access.sections(), now, Vec::new())?);
            }
            keys.push(key);
        }
        if !batch.lines.is_empty() {
            self.inner.engine.commit(batch).await.map_err(ReadError::NoLine)?;
            // Only openings that were not covered need remembering; telling again is harmless only
            // for those, because it would stretch a line that is already there.
            for access in accesses {
                if !self.covered(access, now) {
                    self.cover(access, now);
                }
            }
        }
        let clients: Vec<_> = accesses.iter().map(Access::whose).collect();
        let mut rows: HashMap<ClientId, Vec<GistRow>> = HashMap::with_capacity(clients.len());
        for row in self.inner.engine.gists(clients.clone()).await? {
            rows.entry(row.client).or_default().push(row);
        }
        let overview = |(client, key)| Overview {
            vault: self.clone(),
            client,
            key,
            rows: rows.remove(&client).unwrap_or_default(),
        };
        Ok(clients.into_iter().zip(keys).map(overview).collect())
    }
}
