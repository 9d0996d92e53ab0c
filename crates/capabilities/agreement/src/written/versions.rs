//! Which version of the agreement is in force, which one waits for a signature, and whose.

use super::stored::VersionV1;
use sealed::{TwoSided, Versions};

pub use sealed::Waits;

/// The agreement as it stands.
pub type Agreement = Versions<VersionV1>;

impl TwoSided for VersionV1 {
    fn number(&self) -> u16 {
        self.number
    }

    fn by_client(&self) -> bool {
        self.by_client
    }

    fn is_signed(&self) -> bool {
        self.signed.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::super::stored::SignedV1;
    use super::*;
    use care::{Moment, RecordId};
    use forms::StoredAnswers;
    use sealed::Kept;

    fn version(number: u16, by_client: bool, signed: bool) -> Kept<VersionV1> {
        Kept {
            record: RecordId::from_bytes(u128::from(number).to_be_bytes()),
            version: 1,
            at: Moment::from_millis(0),
            value: VersionV1 {
                number,
                by: [1; 16],
                by_client,
                at: 0,
                answers: StoredAnswers {
                    questionnaire: crate::FORM.to_owned(),
                    answers: Vec::new(),
                },
                signed: signed.then_some(SignedV1 { by: [2; 16], at: 9 }),
            },
        }
    }

    #[test]
    fn what_both_signed_stays_in_force_until_both_sign_another() {
        // (versions: by the client?, signed by the other?), in force, proposed, waits for
        type Case = (&'static [(bool, bool)], Option<u16>, Option<u16>, Waits);
        const CASES: [Case; 8] = [
            (&[], None, None, Waits::Nobody),
            (&[(true, false)], None, Some(1), Waits::Staff),
            (&[(false, false)], None, Some(1), Waits::Client),
            (&[(false, true)], Some(1), None, Waits::Nobody),
            (
                &[(false, true), (true, false)],
                Some(1),
                Some(2),
                Waits::Staff,
            ),
            (&[(false, true), (true, true)], Some(2), None, Waits::Nobody),
            // Changed and sent back: what was sent first is past.
            (
                &[(false, true), (true, false), (false, false)],
                Some(1),
                Some(3),
                Waits::Client,
            ),
            (
                &[(false, true), (true, false), (false, true)],
                Some(3),
                None,
                Waits::Nobody,
            ),
        ];
        for (versions, in_force, proposed, waits) in CASES {
            let all = (1_u16..)
                .zip(versions)
                .map(|(n, (by, signed))| version(n, *by, *signed));
            // The order in which they come does not matter.
            let mut all: Vec<_> = all.collect();
            all.reverse();
            let agreement = Agreement::of(all);
            let of = |kept: Option<&Kept<VersionV1>>| kept.map(|kept| kept.value.number);
            assert_eq!(of(agreement.in_force()), in_force, "{versions:?}");
            assert_eq!(of(agreement.proposed()), proposed, "{versions:?}");
            assert_eq!(agreement.waits(), waits, "{versions:?}");
        }
    }

    #[test]
    fn a_version_is_held_against_the_one_that_was_in_force_before_it() {
        let agreement = Agreement::of(vec![
            version(1, false, true),
            version(2, true, false),
            version(3, false, true),
            version(4, true, false),
        ]);
        let before = |number| agreement.before(number).map(|kept| kept.value.number);
        assert_eq!([1, 2, 3, 4].map(before), [None, Some(1), Some(1), Some(3)]);
    }
}
