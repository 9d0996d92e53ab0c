//! What durable lines already cover: who opened what within the last ten minutes.
//!
//! Only memory knows this. Forgetting is always safe: it costs one more line, never one less.

use crate::ledger::LINE_COVERS;
use care::{Access, Basis, ClientId, Moment, PersonId, Purpose, Role, Sections};
use std::collections::HashMap;

/// How many openings are remembered before the older half is let go.
const REMEMBERED: usize = 16_384;

/// What one line covers: the same person in the same role, opening the same sections of the same
/// record for the same purpose on the same basis.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Window {
    person: PersonId,
    role: Role,
    whose: ClientId,
    sections: Sections,
    purpose: Purpose,
    basis: Basis,
}

impl Window {
    const fn of(access: &Access) -> Self {
        Self {
            person: access.asker().person,
            role: access.asker().role,
            whose: access.whose(),
            sections: access.sections(),
            purpose: access.purpose(),
            basis: access.basis(),
        }
    }
}

/// Two generations, so that letting go of what is old never means walking over all of it.
#[derive(Default)]
pub(crate) struct Windows {
    young: HashMap<Window, Moment>,
    old: HashMap<Window, Moment>,
}

impl Windows {
    /// Whether a durable line covers this opening. After the clock went backwards none does.
    pub(crate) fn cover(&self, access: &Access, now: Moment) -> bool {
        let window = Window::of(access);
        let since = self.young.get(&window).or_else(|| self.old.get(&window));
        since.is_some_and(|since| (0..LINE_COVERS).contains(&(now - *since)))
    }

    /// Remembers that a line for this opening, written at `at`, is durable. To be called for no
    /// other reason: each call begins another ten minutes.
    pub(crate) fn remember(&mut self, access: &Access, at: Moment) {
        if self.young.len() >= REMEMBERED {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(Window::of(access), at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use care::{Asker, Facts, Section, decide};

    fn opening(number: u64) -> Access {
        let mut id = [0; 16];
        id[..8].copy_from_slice(&number.to_be_bytes());
        let person = PersonId::from_bytes(id);
        let asker = Asker {
            person,
            role: Role::Client,
        };
        let sections = Sections::of(&[Section::Notes]);
        let whose = ClientId::of(person);
        let at = Moment::from_millis(0);
        decide(
            asker,
            whose,
            sections,
            Purpose::OwnRecord,
            &Facts::default(),
            at,
        )
        .unwrap()
    }

    #[test]
    fn remembering_is_bounded_and_forgetting_only_costs_a_line() {
        let mut windows = Windows::default();
        let now = Moment::from_millis(1_000);
        let many = 3 * REMEMBERED as u64;
        // From one: nobody is the service itself.
        for number in 1..=many {
            windows.remember(&opening(number), now);
        }
        assert!(windows.young.len() + windows.old.len() <= 2 * REMEMBERED);
        assert!(windows.cover(&opening(many), now));
        assert!(!windows.cover(&opening(1), now));
    }

    #[test]
    fn a_line_covers_its_ten_minutes_and_no_time_before_it() {
        let mut windows = Windows::default();
        let at = Moment::from_millis(LINE_COVERS * 5);
        windows.remember(&opening(1), at);
        for (passed, covers) in [
            (0, true),
            (LINE_COVERS - 1, true),
            (LINE_COVERS, false),
            (-1, false),
        ] {
            assert_eq!(
                windows.cover(&opening(1), at + passed),
                covers,
                "{passed} ms"
            );
        }
    }
}
