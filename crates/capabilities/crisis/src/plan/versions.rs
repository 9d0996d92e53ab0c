//! Which version holds, which one is proposed, and who is waited for. Pure.

use super::stored::VersionV1;
use sealed::Kept;

/// Who is waited for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Waits {
    /// Nobody.
    #[default]
    Nobody,
    /// The client: something is proposed, or the other side asks for a change.
    Client,
    /// Those who treat them: the client wrote, or asks for a change of what was proposed.
    Staff,
}

/// The plan as it stands.
pub struct Plan {
    /// Every version, oldest first.
    pub versions: Vec<Kept<VersionV1>>,
}

impl Plan {
    /// The plan of these versions, in any order.
    pub fn of(mut versions: Vec<Kept<VersionV1>>) -> Self {
        versions.sort_by_key(|kept| kept.value.number);
        Self { versions }
    }

    /// The version that holds: the newest that the client wrote or said is right. What only someone
    /// else wrote is not the client's plan.
    pub fn holds(&self) -> Option<&Kept<VersionV1>> {
        self.versions
            .iter()
            .rfind(|kept| kept.value.is_the_clients())
    }

    /// What is proposed and waits for the client: newer than what holds, and not answered with a
    /// wish for a change.
    pub fn proposed(&self) -> Option<&Kept<VersionV1>> {
        let newest = self.versions.last()?;
        let open = !newest.value.is_the_clients() && newest.value.change_asked().is_none();
        open.then_some(newest)
    }

    /// The number of the newest version; 0 where there is none.
    pub fn newest(&self) -> u16 {
        self.versions.last().map_or(0, |kept| kept.value.number)
    }

    /// The version of this number.
    pub fn version(&self, number: u16) -> Option<&Kept<VersionV1>> {
        self.versions
            .iter()
            .find(|kept| kept.value.number == number)
    }

    /// The one that a version is held against: the newest before it that was the client's.
    pub fn before(&self, number: u16) -> Option<&Kept<VersionV1>> {
        self.versions
            .iter()
            .rfind(|kept| kept.value.number < number && kept.value.is_the_clients())
    }

    /// Who is waited for.
    pub fn waits(&self) -> Waits {
        let Some(newest) = self.versions.last() else {
            return Waits::Nobody;
        };
        let (writer, other) = if newest.value.by_client {
            (Waits::Client, Waits::Staff)
        } else {
            (Waits::Staff, Waits::Client)
        };
        if newest.value.is_unanswered() {
            other
        } else if newest.value.change_asked().is_some() {
            writer
        } else {
            Waits::Nobody
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::stored::{SaidV1, SaidWhatV1};
    use super::*;
    use care::{Moment, RecordId};
    use forms::StoredAnswers;

    fn version(number: u16, by_client: bool, said: &[(bool, bool)]) -> Kept<VersionV1> {
        let said = said.iter().map(|(by_client, agreed)| SaidV1 {
            by: [2; 16],
            by_client: *by_client,
            at: 0,
            what: if *agreed {
                SaidWhatV1::Agreed
            } else {
                SaidWhatV1::Change("less".to_owned())
            },
        });
        Kept {
            record: RecordId::from_bytes([number.to_be_bytes()[1]; 16]),
            version: 1,
            at: Moment::from_millis(0),
            value: VersionV1 {
                number,
                by: [1; 16],
                by_client,
                at: 0,
                again: None,
                answers: StoredAnswers {
                    questionnaire: crate::FORM.to_owned(),
                    answers: Vec::new(),
                },
                said: said.collect(),
            },
        }
    }

    #[test]
    fn the_clients_own_word_makes_it_their_plan_and_nobody_elses_does() {
        // (versions, holds, proposed, waits for)
        type Case = (Vec<Kept<VersionV1>>, Option<u16>, Option<u16>, Waits);
        let client = |number| version(number, true, &[]);
        let cases: Vec<Case> = vec![
            (vec![], None, None, Waits::Nobody),
            (vec![client(1)], Some(1), None, Waits::Staff),
            (
                vec![version(1, true, &[(false, true)])],
                Some(1),
                None,
                Waits::Nobody,
            ),
            (
                vec![version(1, true, &[(false, false)])],
                Some(1),
                None,
                Waits::Client,
            ),
            (vec![version(1, false, &[])], None, Some(1), Waits::Client),
            (
                vec![client(1), version(2, false, &[])],
                Some(1),
                Some(2),
                Waits::Client,
            ),
            (
                vec![client(1), version(2, false, &[(true, true)])],
                Some(2),
                None,
                Waits::Nobody,
            ),
            (
                vec![client(1), version(2, false, &[(true, false)])],
                Some(1),
                None,
                Waits::Staff,
            ),
            (
                vec![client(1), version(2, false, &[]), client(3)],
                Some(3),
                None,
                Waits::Staff,
            ),
        ];
        for (number, (versions, holds, proposed, waits)) in cases.into_iter().enumerate() {
            let plan = Plan::of(versions);
            let of = |kept: Option<&Kept<VersionV1>>| kept.map(|kept| kept.value.number);
            assert_eq!(of(plan.holds()), holds, "case {number}");
            assert_eq!(of(plan.proposed()), proposed, "case {number}");
            assert_eq!(plan.waits(), waits, "case {number}");
        }
    }
}
