//! Who works here, and in whose hands things are, as the care team asks for it: of the directory of
//! people, and of what promises and measures say of a client in short. The page of the team is open
//! to many, so each is told only of what they could open themselves: that something is to be done
//! about someone's safety is not for a whole group to know.

use care::{Moment, PersonId, Section, Sections};
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
            let known = promises::known(&self.0, act).await?;
            let promised = promised.glance(act.now()).told(known).open;
            let relationship = self.opens(act, Section::Relationship).await?;
            for one in promised.into_iter().filter(|_| relationship) {
                let what = match one.kind {
                    Kind::Task => HeldKind::Task,
                    _ => HeldKind::Promise,
                };
                open.push((one.by, what, one.due));
            }
            if self.opens(act, Section::Measures).await? {
                let safety = act.gist::<SafetyGistV1>().await?.unwrap_or_default();
                let theirs = safety.open().into_iter();
                open.extend(theirs.filter_map(|one| Some((one.who?, HeldKind::Safety, one.due))));
            }
            Ok(counted(open))
        })
    }
}

impl Hands {
    /// Whether whoever acts could open this for what they act for: what may not be opened is not
    /// told in passing either.
    async fn opens(&self, act: &Act, section: Section) -> Result<bool, ReadError> {
        let access = act.access();
        let (asker, whose, purpose) = (access.asker(), access.whose(), access.purpose());
        let decided = self
            .0
            .decide(asker, whose, Sections::of(&[section]), purpose)
            .await?;
        Ok(decided.is_ok())
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
    use care::{DAY, Facts, KeptFrom, RecordId, Relation, RelationKind};
    use promises::New;
    use testing::{AMAL, BEN, INES, MARA, RUTH, Small, TOMAS};

    const PAGE: [Section; 2] = [Section::Identity, Section::Overview];

    async fn counts(small: &Small, person: PersonId) -> Vec<Held> {
        let mut act = small.act(person, AMAL, &PAGE).await;
        let hands = Hands(small.vault.clone());
        hands.held(&mut act).await.unwrap()
    }

    async fn held(small: &Small, person: PersonId) -> Vec<HeldKind> {
        let held = counts(small, person).await;
        held.iter().map(|one| one.what).collect()
    }

    async fn knows_of_safety(small: &Small, person: PersonId) -> bool {
        let act = small.act(person, AMAL, &PAGE).await;
        let hands = Hands(small.vault.clone());
        hands.opens(&act, Section::Measures).await.unwrap()
    }

    /// Amal's team, with what she keeps from Ruth.
    async fn team(small: &Small, kept: Option<Section>) {
        let relation = |(person, kind)| Relation {
            person,
            kind,
            from: small.vault.now(),
            until: None,
        };
        let kept = kept.map(|section| KeptFrom {
            person: RUTH,
            sections: Sections::of(&[section]),
        });
        let facts = Facts {
            relations: [
                (RUTH, RelationKind::Therapist),
                (INES, RelationKind::Supervisor),
                (TOMAS, RelationKind::Advocate),
                (BEN, RelationKind::Team),
            ]
            .map(relation)
            .to_vec(),
            kept_from: kept.into_iter().collect(),
            ..Facts::default()
        };
        let mut act = small
            .act(MARA, AMAL, &[Section::Identity, Section::Consent])
            .await;
        act.set_standing(&facts).await.unwrap();
        act.done().await.unwrap();
    }

    #[tokio::test]
    async fn who_could_not_open_it_is_not_told_of_it_by_who_holds_it() {
        let small = Small::in_memory().await;
        team(&small, None).await;
        let both = [Section::Relationship, Section::Overview];
        let mut act = small.act(AMAL, AMAL, &both).await;
        for (kind, number) in [(Kind::Reply, 9), (Kind::NextContact, 8), (Kind::Task, 7)] {
            let new = New {
                kind,
                about: RecordId::from_bytes([number; 16]),
                by: RUTH,
                due: small.vault.now() + DAY,
            };
            promises::made(&mut act, new).await.unwrap();
        }
        act.done().await.unwrap();

        for (person, promises, task, safety) in [
            (RUTH, 2, 1, true),
            // They read no messages and see no sessions: of what is about those they hear nothing.
            (INES, 1, 0, false),
            (TOMAS, 1, 0, false),
            // On the team, as a peer supporter or whoever leads a group is.
            (BEN, 0, 0, false),
        ] {
            let all = counts(&small, person).await;
            let count = |kind| {
                all.iter()
                    .find(|one| one.what == kind)
                    .map_or(0, |one| one.count)
            };
            let found = (count(HeldKind::Promise), count(HeldKind::Task));
            assert_eq!(found, (promises, task), "{person}");
            assert_eq!(knows_of_safety(&small, person).await, safety, "{person}");
        }
        // What a client keeps from someone they are not told here either.
        team(&small, Some(Section::Measures)).await;
        assert!(!knows_of_safety(&small, RUTH).await);
        assert_eq!(
            held(&small, RUTH).await,
            [HeldKind::Promise, HeldKind::Task]
        );
        team(&small, Some(Section::Relationship)).await;
        assert_eq!(held(&small, RUTH).await, []);
    }

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
