//! `attune erase`: what the pages do when a client's wish has come due, at once and at the command
//! line, for a service that is stopped.

use crate::config::{Config, Place, Reach};
use crate::erasing::every_trace;
use crate::open::{self, Begin};
use crate::say::{Failed, say};
use care::{ClientId, Moment, PersonId};
use exchange::Wiping;
use sealed::Vault;
use sealed::engine::Pending;

/// Who is erased.
#[derive(clap::Args, Clone, Debug)]
pub(crate) struct Erase {
    /// The id of the person: 32 characters
    person: String,
    /// Yes: it cannot be undone by anyone
    #[arg(long)]
    yes: bool,
    /// Also without a wish of the client's in the service: their nameless sums then stay, as nobody
    /// can find them
    #[arg(long)]
    without_wish: bool,
    #[command(flatten)]
    place: Place,
}

/// Takes a person's ways in out of the directory.
struct Directly<'a>(&'a Vault);

impl Wiping for Directly<'_> {
    fn forget(&self, person: PersonId) -> Pending<'_, Result<(), String>> {
        Box::pin(async move {
            let forgotten = people::forget(self.0, person).await;
            forgotten.map_err(|error| error.to_string())?;
            every_trace(self.0, person).await
        })
    }
}

impl Erase {
    /// Erases.
    ///
    /// # Errors
    /// In words; run again, it goes on where it ended.
    pub(crate) async fn run(self) -> Result<(), Failed> {
        let Some(client) = ClientId::parse(&self.person) else {
            return Err(Failed::asked_wrongly(
                "found no id; wanted the 32 characters of the person's id",
            ));
        };
        if !self.yes {
            return Err(Failed::asked_wrongly(
                "this destroys the key to everything kept of this person, here and in every backup, and nobody can undo it; say --yes",
            ));
        }
        let config = Config::read(&self.place, &Reach::default())?;
        let opened = open::vault(&config, Begin::Never).await?;
        let outcome = erased(&opened.vault, client, self.without_wish).await;
        opened.vault.engine().close().await;
        tell(outcome?);
        Ok(())
    }
}

/// Erases someone, and says when the last copy that could open their record is gone.
async fn erased(vault: &Vault, client: ClientId, without_wish: bool) -> Result<Moment, Failed> {
    let failed = |error: &dyn std::fmt::Display| Failed::new(error.to_string());
    let wish = exchange::asked(vault, client).await;
    if let Some(wish) = wish.map_err(|error| failed(&error))? {
        let done = exchange::destroy(vault, &Directly(vault), &wish).await;
        return Ok(done.map_err(|error| failed(&error))?.copies_gone_by);
    }
    let again = vault.erased(client).await.map_err(|error| failed(&error))?;
    if !without_wish && again.is_none() {
        return Err(Failed::asked_wrongly(
            "this person has not asked for it in the service; if it is to be done all the same, say --without-wish",
        ));
    }
    let forgotten = Directly(vault).forget(client.person()).await;
    forgotten.map_err(Failed::new)?;
    let erased = vault.erase(client).await;
    Ok(erased.map_err(|error| failed(&error))?.copies_gone_by)
}

fn tell(copies_gone_by: Moment) {
    let day = jiff::Timestamp::from_millisecond(copies_gone_by.millis()).unwrap_or_default();
    say(
        "The key to everything kept of this person is destroyed; no backup opens it with the root key of now.",
    );
    say(format_args!(
        "By {day} no copy of the key store from before may exist, nor of the root key that was changed just now: replace them today.",
    ));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(person: &str, yes: bool, without_wish: bool, data: &std::path::Path) -> Erase {
        Erase {
            person: person.to_owned(),
            yes,
            without_wish,
            place: Place {
                data: Some(data.join("data")),
                ..Place::default()
            },
        }
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn someone_is_erased_only_when_it_is_meant_and_their_key_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        let config = Config::read(
            &asked("", true, true, folder.path()).place,
            &Reach::default(),
        );
        let config = config.unwrap();
        let (one, other) = (PersonId::from_bytes([1; 16]), PersonId::from_bytes([2; 16]));
        let opened = open::vault(&config, Begin::Allowed).await.unwrap();
        opened.vault.admit(&[one, other]).await.unwrap();
        opened.vault.engine().close().await;
        let (id, nobody) = (one.to_string(), "9".repeat(32));
        for (person, yes, without_wish, told) in [
            ("hollyhock", true, true, "32 characters"),
            (&id, false, true, "--yes"),
            (&id, true, false, "--without-wish"),
            (&nobody, true, true, "nobody with this id"),
        ] {
            let refused = asked(person, yes, without_wish, folder.path()).run().await;
            let refused = refused.unwrap_err().to_string();
            assert!(refused.contains(told), "{refused}");
        }
        for _ in 0..2 {
            asked(&id, true, true, folder.path()).run().await.unwrap();
        }
        let opened = open::vault(&config, Begin::Never).await.unwrap();
        let engine = opened.vault.engine();
        assert!(engine.key(ClientId::of(one)).await.unwrap().is_none());
        assert!(engine.key(ClientId::of(other)).await.unwrap().is_some());
        engine.close().await;
    }
}
