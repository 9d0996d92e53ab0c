//! Many clients at once: the gists a caseload is drawn from. Each client's ledger gets its line,
//! all lines in one commit, before any gist is opened.

use crate::engine::{Batch, GistRow};
use crate::envelope::Damaged;
use crate::keys::ClientKey;
use crate::ledger::{Written, new_line};
use crate::stored::Gist;
use crate::vault::{ReadError, Vault, lock};
use care::{Access, ClientId, Moment, Section};
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
        let tag = self.key.gist_tag(G::KIND);
        let row = self.rows.iter().find(|row| row.tag == tag);
        row.map(|row| self.vault.open_gist(&self.key, Section::Overview, row))
            .transpose()
    }
}

impl Vault {
    /// Opens the overviews these accesses reach, in their order: all of them, or none.
    pub async fn overviews(&self, accesses: &[Access]) -> Result<Vec<Overview>, ReadError> {
        let now = self.now();
        if !accesses
            .iter()
            .all(|access| access.sections().has(Section::Overview))
        {
            return Err(ReadError::NotCovered);
        }
        self.all_hold(accesses, now).await?;
        let clients: Vec<_> = accesses.iter().map(Access::whose).collect();
        let known = self.keys_of(&clients).await?;
        let mut keys = Vec::with_capacity(clients.len());
        for client in &clients {
            keys.push(Arc::clone(
                known
                    .get(client)
                    .ok_or(Damaged)?
                    .as_ref()
                    .map_err(|error| *error)?,
            ));
        }
        self.leave_lines(accesses, &keys, now).await?;

        let mut rows: HashMap<ClientId, Vec<GistRow>> = HashMap::with_capacity(clients.len());
        for row in self.inner.engine.gists(clients.clone()).await? {
            rows.entry(row.client).or_default().push(row);
        }
        self.all_hold(accesses, now).await?;
        let overview = |(client, key)| Overview {
            vault: self.clone(),
            client,
            key,
            rows: rows.remove(&client).unwrap_or_default(),
        };
        Ok(clients.into_iter().zip(keys).map(overview).collect())
    }

    /// Makes the lines of those openings durable that none covers yet, in one commit.
    async fn leave_lines(
        &self,
        accesses: &[Access],
        keys: &[Arc<ClientKey>],
        now: Moment,
    ) -> Result<(), ReadError> {
        let new: Vec<_> = {
            let windows = lock(&self.inner.windows);
            accesses
                .iter()
                .zip(keys)
                .filter(|(access, _)| !windows.cover(access, now))
                .collect()
        };
        if new.is_empty() {
            return Ok(());
        }
        let line = |(access, key): &(&Access, &Arc<ClientKey>)| {
            new_line(
                self,
                access,
                key,
                access.sections(),
                now,
                Written::default(),
            )
        };
        let lines = new.iter().map(line).collect::<Result<_, _>>()?;
        let batch = Batch {
            lines,
            ..Batch::default()
        };
        self.inner
            .engine
            .commit(batch)
            .await
            .map_err(ReadError::NoLine)?;
        let mut windows = lock(&self.inner.windows);
        for (access, _) in new {
            windows.remember(access, now);
        }
        Ok(())
    }
}
