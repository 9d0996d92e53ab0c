//! Who may read and write a file right now, among connections of this one process.
//!
//! The rules are SQLite's (<https://sqlite.org/lockingv3.html>, <https://sqlite.org/walformat.html>
//! section 2.3). Locks are memory only and gone when the power goes.

use std::sync::atomic::AtomicU64;

/// How far up the ladder of locks a connection stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Level {
    Free,
    Shared,
    Reserved,
    Pending,
    Exclusive,
}

/// The locks on one file.
#[derive(Default, Debug)]
pub(crate) struct Locks {
    shared: u32,
    reserved: bool,
    pending: bool,
    exclusive: bool,
}

impl Locks {
    /// Moves a connection up; false where others are in the way. On the way to exclusive a
    /// connection may stop at pending, which keeps new readers out.
    pub(crate) fn climb(&mut self, held: &mut Level, wanted: Level) -> bool {
        if *held >= wanted {
            return true;
        }
        match wanted {
            Level::Free => true,
            Level::Shared => {
                if self.pending || self.exclusive {
                    return false;
                }
                self.shared += 1;
                *held = Level::Shared;
                true
            }
            Level::Reserved => {
                if self.reserved || self.pending || self.exclusive {
                    return false;
                }
                self.reserved = true;
                *held = Level::Reserved;
                true
            }
            Level::Pending | Level::Exclusive => {
                if *held < Level::Pending {
                    let others_reserved = self.reserved && *held < Level::Reserved;
                    if others_reserved || self.pending {
                        return false;
                    }
                    self.pending = true;
                    *held = Level::Pending;
                }
                if self.shared > 1 {
                    return false;
                }
                self.exclusive = true;
                *held = Level::Exclusive;
                true
            }
        }
    }

    /// Moves a connection down to shared or free.
    pub(crate) fn fall(&mut self, held: &mut Level, to: Level) {
        if *held > Level::Shared && to <= Level::Shared {
            self.reserved = false;
            self.pending = false;
            self.exclusive = false;
            *held = Level::Shared;
        }
        if *held == Level::Shared && to == Level::Free {
            self.shared = self.shared.saturating_sub(1);
            *held = Level::Free;
        }
    }

    /// Whether someone is about to write.
    pub(crate) fn is_reserved(&self) -> bool {
        self.reserved || self.pending || self.exclusive
    }
}

/// How many locks the shared memory of a write-ahead log has.
pub(crate) const SLOTS: usize = 8;

#[derive(Clone, Copy, Default, Debug)]
struct Slot {
    shared: u32,
    exclusive: bool,
}

/// Which of the shared memory's locks a connection holds.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct Held {
    shared: [bool; SLOTS],
    exclusive: [bool; SLOTS],
}

/// The index of a write-ahead log, which connections share and which is never on the disk.
#[derive(Default, Debug)]
pub(crate) struct SharedIndex {
    /// SQLite alone reads and writes the words; atomics because several connections do so at once.
    pub(crate) regions: Vec<Box<[AtomicU64]>>,
    /// How many connections have it mapped.
    pub(crate) users: u32,
    slots: [Slot; SLOTS],
}

impl SharedIndex {
    /// Takes the locks in `slots`; false, and none taken, where others are in the way.
    pub(crate) fn take(
        &mut self,
        held: &mut Held,
        slots: std::ops::Range<usize>,
        exclusive: bool,
    ) -> bool {
        let free = slots.clone().all(|n| {
            let slot = self.slots.get(n).copied().unwrap_or_default();
            if exclusive {
                held.exclusive[n] || (!slot.exclusive && slot.shared == 0)
            } else {
                held.shared[n] || !slot.exclusive
            }
        });
        if !free {
            return false;
        }
        for n in slots {
            if exclusive {
                self.slots[n].exclusive = true;
                held.exclusive[n] = true;
            } else if !held.shared[n] {
                self.slots[n].shared += 1;
                held.shared[n] = true;
            }
        }
        true
    }

    /// Gives back whatever of `slots` this connection holds.
    pub(crate) fn give_back(&mut self, held: &mut Held, slots: std::ops::Range<usize>) {
        for n in slots {
            if std::mem::take(&mut held.exclusive[n]) {
                self.slots[n].exclusive = false;
            }
            if std::mem::take(&mut held.shared[n]) {
                self.slots[n].shared = self.slots[n].shared.saturating_sub(1);
            }
        }
    }

    /// One connection fewer. The last one takes the index with it: the next to come rebuilds it
    /// from the log, as after a restart.
    pub(crate) fn leave(&mut self, held: &mut Held) {
        self.give_back(held, 0..SLOTS);
        self.users = self.users.saturating_sub(1);
        if self.users == 0 {
            self.regions.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_writer_waits_for_readers_and_keeps_new_ones_out() {
        let mut locks = Locks::default();
        let (mut reader, mut writer, mut late) = (Level::Free, Level::Free, Level::Free);
        assert!(locks.climb(&mut reader, Level::Shared));
        assert!(locks.climb(&mut writer, Level::Shared));
        assert!(locks.climb(&mut writer, Level::Reserved));
        assert!(!locks.climb(&mut reader, Level::Reserved), "one at a time");
        assert!(
            !locks.climb(&mut writer, Level::Exclusive),
            "a reader is in"
        );
        assert_eq!(writer, Level::Pending);
        assert!(
            !locks.climb(&mut late, Level::Shared),
            "a writer is waiting"
        );
        locks.fall(&mut reader, Level::Free);
        assert!(locks.climb(&mut writer, Level::Exclusive));
        locks.fall(&mut writer, Level::Free);
        assert!(locks.climb(&mut late, Level::Shared));
        assert!(locks.climb(&mut reader, Level::Shared));
    }

    #[test]
    fn a_log_slot_is_shared_by_many_or_held_by_one() {
        let mut index = SharedIndex::default();
        let (mut one, mut two) = (Held::default(), Held::default());
        assert!(index.take(&mut one, 3..4, false));
        assert!(index.take(&mut two, 3..4, false));
        assert!(!index.take(&mut one, 2..5, true), "another reads");
        index.give_back(&mut two, 3..4);
        index.give_back(&mut one, 3..4);
        assert!(index.take(&mut one, 2..5, true));
        assert!(!index.take(&mut two, 4..5, false), "another writes");
        index.leave(&mut one);
        assert!(index.take(&mut two, 4..5, false), "leaving gives back");
    }
}
