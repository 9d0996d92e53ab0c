//! Identifiers. Sixteen bytes, time-ordered when minted, meaningless to whoever reads them.

use crate::time::{Chance, Moment};
use core::fmt;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; 16]);

        impl $name {
            /// Mints an id: six bytes of time, ten of chance, so that ids sort as they were made.
            pub fn mint(now: Moment, chance: &dyn Chance) -> Self {
                let mut bytes = [0; 16];
                chance.fill(&mut bytes);
                let [_, _, time @ ..] = now.millis().to_be_bytes();
                bytes[..6].copy_from_slice(&time);
                Self(bytes)
            }

            /// An id from its sixteen bytes, as storage holds them.
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(bytes)
            }

            /// The sixteen bytes.
            pub const fn bytes(&self) -> &[u8; 16] {
                &self.0
            }

            /// Reads the 32 hexadecimal characters that [`fmt::Display`] writes.
            pub fn parse(text: &str) -> Option<Self> {
                let text = text.as_bytes();
                if text.len() != 32 {
                    return None;
                }
                let mut bytes = [0; 16];
                for (byte, pair) in bytes.iter_mut().zip(text.chunks_exact(2)) {
                    let [high, low] = pair else { return None };
                    *byte = (nibble(*high)? << 4) | nibble(*low)?;
                }
                Some(Self(bytes))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }
    };
}

const fn nibble(character: u8) -> Option<u8> {
    match character {
        b'0'..=b'9' => Some(character - b'0'),
        b'a'..=b'f' => Some(character - b'a' + 10),
        _ => None,
    }
}

id!(
    /// A person who can sign in: client, practitioner, lead, advocate.
    PersonId
);
id!(
    /// Whose record it is. A client's record bears the client's own [`PersonId`]; what belongs to
    /// a member of staff or to the service itself is kept under their id in the same way.
    ClientId
);
id!(
    /// One record of a client, through all its versions.
    RecordId
);
id!(
    /// One line of the access ledger.
    LineId
);
id!(
    /// One service: the installation a client trusts.
    ServiceId
);

impl PersonId {
    /// The service itself, where no person did something: it stands in the ledger in a person's
    /// place. Nobody signs in as it.
    pub const SERVICE: Self = Self([0; 16]);
}

impl ClientId {
    /// The record that belongs to this person.
    pub const fn of(person: PersonId) -> Self {
        Self(person.0)
    }

    /// The record of the service itself: its directory of people and its sign-ins.
    pub const fn of_service(service: ServiceId) -> Self {
        Self(service.0)
    }

    /// The person whose record this is.
    pub const fn person(self) -> PersonId {
        PersonId(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::string::ToString;

    struct Sevens;
    impl Chance for Sevens {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(7);
        }
    }

    #[test]
    fn an_id_reads_back_and_sorts_by_time() {
        let early = RecordId::mint(Moment::from_millis(1_000), &Sevens);
        let late = RecordId::mint(Moment::from_millis(2_000), &Sevens);
        assert!(early < late);
        assert_eq!(RecordId::parse(&early.to_string()), Some(early));
    }

    #[test]
    fn what_is_not_an_id_is_not_read_as_one() {
        for text in [
            "",
            "00",
            "zz000000000000000000000000000000",
            "0000000000000000000000000000000é",
        ] {
            assert_eq!(RecordId::parse(text), None, "{text}");
        }
    }
}
