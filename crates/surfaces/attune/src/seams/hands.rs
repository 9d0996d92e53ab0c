//! Who works here, and in whose hands things are, as the care team asks for it: of the directory of
//! people, and of what promises and measures say of a client in short.

use care::{Moment, PersonId};
use measures::SafetyGistV1;
use promises::{Kind, PromisesGistV1};
use sealed::engine::Pending;
use sealed::{Act, ReadError, Vault};
use std::collections::BTreeMap;
use team::{Colleague, Held, HeldKind, Holdings, Staff};

/// The people of this service.
pub(crate) struct Hands(pub(crate) Vault);

impl Staff for Hands {
    fn here(&self) -> Pending<'_, Result<Vec<Colleague>, ReadError>> {
        Box::pin(async move {
            let (staff, _) = people::staff(&self.0).await?;
            let colleague = |person: &people::Person| Colleague {
                person: person.person,
                name: person.called().to_owned(),
                role: person.role,
            };
            Ok(staff.iter().map(colleague).collect())
        })
    }
}

impl Holdings for Hands {
    fn held<'a>(&'a self, act: &'a mut Act) -> Pending<'a, Result<Vec<Held>, ReadError>> {
        Box::pin(async move {
            let mut open: Vec<(PersonId, HeldKind, Moment)> = Vec::new();
            let promised = act.gist::<PromisesGistV1>().await?.unwrap_or_default();
            for one in promised.glance(act.now()).open {
                let what = match one.kind {
                    Kind::Task => HeldKind::Task,
                    _ => HeldKind::Promise,
                };
                open.push((one.by, what, one.due));
            }
            let safety = act.gist::<SafetyGistV1>().await?.unwrap_or_default();
            let theirs = safety.open().into_iter();
            open.extend(theirs.filter_map(|one| Some((one.who?, HeldKind::Safety, one.due))));
            Ok(counted(open))
        })
    }
}

/// How many of each kind each of them holds, and when the first of it is due.
fn counted(open: Vec<(PersonId, HeldKind, Moment)>) -> Vec<Held> {
    let mut held: BTreeMap<(PersonId, HeldKind), (u32, Moment)> = BTreeMap::new();
    for (who, what, due) in open {
        let known = held.entry((who, what)).or_insert((0, due));
        known.0 = known.0.saturating_add(1);
        known.1 = known.1.min(due);
    }
    let each = |((who, what), (count, next))| Held {
        who,
        what,
        count,
        next: Some(next),
    };
    held.into_iter().map(each).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_each_holds_is_counted_with_what_is_due_first() {
        let (ruth, ben) = (PersonId::from_bytes([1; 16]), PersonId::from_bytes([2; 16]));
        let at = Moment::from_millis;
        let held = counted(vec![
            (ruth, HeldKind::Promise, at(5)),
            (ben, HeldKind::Promise, at(9)),
            (ruth, HeldKind::Promise, at(3)),
            (ruth, HeldKind::Safety, at(7)),
        ]);
        let seen: Vec<_> = held
            .iter()
            .map(|one| (one.who, one.what, one.count, one.next))
            .collect();
        assert_eq!(
            seen,
            [
                (ruth, HeldKind::Promise, 2, Some(at(3))),
                (ruth, HeldKind::Safety, 1, Some(at(7))),
                (ben, HeldKind::Promise, 1, Some(at(9))),
            ]
        );
    }
}
