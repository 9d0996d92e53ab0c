//! Breaking the glass: opening a crisis plan in an emergency, with no other right than the emergency.
//!
//! What is opened, for how long and to whom is fixed in `care`; whoever breaks it brings a reason
//! and changes nothing else. That it was done stands in the client's record, in the ledger, in the
//! list of what somebody else must look at, and on its way to the client, before anything is shown.

use super::{Act, keeping};
use crate::engine::{Batch, CommitError};
use crate::facts::Stood;
use crate::ledger::{Written, new_line};
use crate::post::Notice;
use crate::standing::StandingV2;
use crate::stored::{InDirectory, Stored};
use crate::vault::{ReadError, Vault};
use care::{
    Access, Asker, BREAK_GLASS_LASTS, BreakGlass, ClientId, EMERGENCY_SECTIONS, Facts, Moment,
    PersonId, Purpose, RecordId, Section, Sections, decide, is_named,
};

/// How often it is tried when someone else was first each time.
const TRIES: u32 = 4;
/// What is written: who stands how to the client.
const WRITES: Sections = Sections::of(&[Section::Consent]);

/// Glass that is broken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Broken {
    /// Under which record the reason is kept; nothing where it had been broken before and still
    /// was: it is not made longer by breaking it again.
    pub record: Option<RecordId>,
    /// When it ends.
    pub until: Moment,
}

/// What goes with it: the reason for the client's record, and the entry that asks somebody else to
/// look at it.
pub struct Reason<T, D> {
    /// For the client's record, in [`Section::Consent`].
    pub record: T,
    /// For the service's directory, under the same id: ids and times.
    pub entry: D,
}

impl Vault {
    /// Breaks the glass on a client's crisis plan. Durable when this returns, with the reason, the
    /// entry, the ledger line and a notice to each of `tell`.
    ///
    /// `called` is the name of whoever asks: the client may have written it down as one of somebody
    /// for whom they do not exist.
    ///
    /// `None`: there is nobody, or nobody for whoever asks. These are the same answer, after the
    /// same reading.
    pub async fn break_glass<T: Stored, D: InDirectory>(
        &self,
        (asker, called): (Asker, &str),
        whose: ClientId,
        tell: &[PersonId],
        reason: impl Fn(RecordId, Moment) -> Reason<T, D> + Send + Sync,
    ) -> Result<Result<Option<Broken>, CommitError>, ReadError> {
        if T::SECTION != Section::Consent {
            return Err(ReadError::NotCovered);
        }
        let mut tries = 0;
        loop {
            let now = self.now();
            let Some(stood) = self.read_standing(whose).await? else {
                return Ok(Ok(None));
            };
            if is_named(&stood.facts, called) {
                return Ok(Ok(None));
            }
            let so_far = |glass: &&BreakGlass| glass.person == asker.person && glass.is_live(now);
            let live = stood.facts.break_glass.iter().find(so_far).copied();
            let at = live.map_or(now, |glass| glass.at);
            let Some((access, facts)) = allowed(asker, whose, &stood.facts, at, now) else {
                return Ok(Ok(None));
            };
            if live.is_some() {
                let until = at + BREAK_GLASS_LASTS;
                let record = None;
                return Ok(Ok(Some(Broken { record, until })));
            }
            let (act, record) = self.broken(access, &stood, &facts, tell, &reason).await?;
            tries += 1;
            self.standing_changing(whose);
            let outcome = self.inner.engine.commit(act.batch).await;
            if !matches!(outcome, Err(CommitError::Fault(_))) {
                self.standing_settled(whose);
            }
            match outcome {
                Ok(()) => {
                    let (record, until) = (Some(record), now + BREAK_GLASS_LASTS);
                    return Ok(Ok(Some(Broken { record, until })));
                }
                Err(CommitError::Conflict) if tries < TRIES => {}
                Err(error) => return Ok(Err(error)),
            }
        }
    }

    /// Everything that breaking the glass writes, in one batch.
    async fn broken<T: Stored, D: InDirectory>(
        &self,
        access: Access,
        stood: &Stood,
        facts: &Facts,
        tell: &[PersonId],
        reason: &(impl Fn(RecordId, Moment) -> Reason<T, D> + Send + Sync),
    ) -> Result<(Act, RecordId), ReadError> {
        let (whose, now) = (access.whose(), access.decided_at());
        let mut act = Act {
            vault: self.clone(),
            access,
            key: stood.key.clone(),
            now,
            batch: Batch::default(),
            queue: keeping::Queue::default(),
            own: None,
        };
        let record = act.mint();
        let Reason {
            record: words,
            entry,
        } = reason(record, now);
        let standing = StandingV2::from(facts);
        let rows = [
            act.seal_row(act.mint(), 1, &standing)?,
            act.seal_row(record, 1, &words)?,
        ];
        act.batch.rows.extend(rows);
        let gist = self.seal_gist(
            whose,
            &stood.key,
            Section::Consent,
            stood.version,
            &standing,
        )?;
        act.batch.gists.push(gist);
        let written = Written::of(&act.batch);
        let line = new_line(self, &act.access, &act.key, WRITES, now, written)?;
        act.batch.lines.push(line);
        let mut change = self.directory_change();
        change.keep(record, 0, &entry).await?;
        act.batch.rows.extend(change.into_batch().rows);
        for person in tell {
            act.post(*person, Notice::SomethingWaits, now).await?;
        }
        Ok((act, record))
    }
}

/// What would be decided, and on which facts, were the glass broken at `at`.
fn allowed(
    asker: Asker,
    whose: ClientId,
    facts: &Facts,
    at: Moment,
    now: Moment,
) -> Option<(Access, Facts)> {
    let person = asker.person;
    let mut facts = facts.clone();
    let glass = BreakGlass { person, at };
    if !facts.break_glass.contains(&glass) {
        facts.break_glass.push(glass);
    }
    let sections = EMERGENCY_SECTIONS;
    let access = decide(asker, whose, sections, Purpose::Emergency, &facts, now).ok()?;
    Some((access, facts))
}
