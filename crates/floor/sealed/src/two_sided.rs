//! What two sides write and sign in versions: which version is in force, which one waits for a
//! signature, and whose. Pure.

use crate::stored::Kept;

/// A version that whoever wrote it signed by sending it, and the other side signs too.
pub trait TwoSided {
    /// Which, from 1.
    fn number(&self) -> u16;

    /// Whether the client wrote it.
    fn by_client(&self) -> bool;

    /// Whether the other side has signed it.
    fn is_signed(&self) -> bool;
}

/// Whose signature is waited for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Waits {
    /// Nobody's.
    #[default]
    Nobody,
    /// The client's: the therapist wrote the newest version.
    Client,
    /// The therapist's: the client wrote it.
    Staff,
}

/// All versions of something two sides sign, as it stands.
pub struct Versions<T> {
    /// Every version, oldest first.
    pub versions: Vec<Kept<T>>,
}

impl<T: TwoSided> Versions<T> {
    /// These versions, in any order.
    pub fn of(mut versions: Vec<Kept<T>>) -> Self {
        versions.sort_by_key(|kept| kept.value.number());
        Self { versions }
    }

    /// The version in force: the newest that both sides signed.
    pub fn in_force(&self) -> Option<&Kept<T>> {
        self.versions.iter().rfind(|kept| kept.value.is_signed())
    }

    /// The version that waits for the other side: the newest, if only its writer signed it. An
    /// older one that was never signed by both is past: something else was written since.
    pub fn proposed(&self) -> Option<&Kept<T>> {
        self.versions.last().filter(|kept| !kept.value.is_signed())
    }

    /// The number of the newest version; 0 where there is none.
    pub fn newest(&self) -> u16 {
        self.versions.last().map_or(0, |kept| kept.value.number())
    }

    /// The version of this number.
    pub fn version(&self, number: u16) -> Option<&Kept<T>> {
        self.versions
            .iter()
            .find(|kept| kept.value.number() == number)
    }

    /// The one that a version is held against: the newest before it that was in force.
    pub fn before(&self, number: u16) -> Option<&Kept<T>> {
        self.versions
            .iter()
            .rfind(|kept| kept.value.number() < number && kept.value.is_signed())
    }

    /// Whose signature is waited for.
    pub fn waits(&self) -> Waits {
        match self.proposed() {
            None => Waits::Nobody,
            Some(kept) if kept.value.by_client() => Waits::Staff,
            Some(_) => Waits::Client,
        }
    }
}
