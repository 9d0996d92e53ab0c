//! Who holds which end of which client's line. In memory only: what is said over it is nowhere kept,
//! and a restart of the service ends every line.

use super::room::{Heard, RoomV1};
use care::{ClientId, PersonId, RecordId};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::watch;

/// Every room there is. One client has one room, and each end of it one page.
#[derive(Default)]
pub struct Live {
    rooms: Mutex<HashMap<ClientId, Ends>>,
}

struct Ends {
    room: watch::Sender<RoomV1>,
    /// Which taking of the end holds it now, by [`End`].
    holds: [u64; 2],
    /// Who that is.
    by: [Option<Who>; 2],
}

/// Who holds an end, and by which sign-in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Who {
    pub(super) person: PersonId,
    pub(super) sign_in: RecordId,
}

/// An end of the line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum End {
    /// The therapist's page.
    Therapist,
    /// The client's.
    Client,
}

/// A place at one end. Whoever comes later to the same end takes it over; dropping it leaves.
pub(super) struct Seat {
    live: Arc<Live>,
    whose: ClientId,
    end: End,
    number: u64,
    /// The room, as both ends see it.
    pub(super) room: watch::Sender<RoomV1>,
}

impl Live {
    fn held(&self) -> MutexGuard<'_, HashMap<ClientId, Ends>> {
        // Each change is one entry: after a panic elsewhere this is still true.
        self.rooms.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes an end of this client's line.
    pub(super) fn take(self: &Arc<Self>, whose: ClientId, end: End, who: Who) -> Seat {
        let mut rooms = self.held();
        let ends = rooms.entry(whose).or_insert_with(|| Ends {
            room: watch::Sender::new(RoomV1::default()),
            holds: [0; 2],
            by: [None; 2],
        });
        let before = ends.by[end as usize].replace(who);
        let another = before.is_some_and(|before| before.person != who.person);
        let holds = &mut ends.holds[end as usize];
        *holds += 1;
        let (number, room) = (*holds, ends.room.clone());
        drop(rooms);
        // Whoever held this end before finds out. A yes to one therapist is none to another.
        room.send_modify(|room| {
            if another && end == End::Therapist {
                room.hear(Heard::AnotherTherapist);
            }
        });
        Seat {
            live: Arc::clone(self),
            whose,
            end,
            number,
            room,
        }
    }
}

impl Live {
    /// A sign-in ended: whatever it held is let go, and stops.
    pub fn ends(&self, sign_in: RecordId) {
        let mut rooms = self.held();
        for ends in rooms.values_mut() {
            for end in [End::Therapist, End::Client] {
                let by = &mut ends.by[end as usize];
                if by.is_some_and(|by| by.sign_in == sign_in) {
                    *by = None;
                    ends.holds[end as usize] += 1;
                    ends.room.send_modify(|room| room.hear(end.went()));
                }
            }
        }
        rooms.retain(|_, ends| !ends.room.borrow().is_empty());
    }
}

impl End {
    const fn went(self) -> Heard {
        match self {
            Self::Therapist => Heard::TherapistWent,
            Self::Client => Heard::ClientWent,
        }
    }
}

impl Seat {
    /// Whether nobody came later to this end.
    pub(super) fn holds(&self) -> bool {
        let rooms = self.live.held();
        let ends = rooms.get(&self.whose);
        ends.is_some_and(|ends| ends.holds[self.end as usize] == self.number)
    }

    /// Tells the room what was heard at this end, while it is held.
    pub(super) fn hear(&self, heard: Heard) {
        if self.holds() {
            self.room.send_modify(|room| room.hear(heard));
        }
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.hear(self.end.went());
        let mut rooms = self.live.held();
        if self.room.borrow().is_empty() {
            // Nobody is there; a room is made again when someone comes.
            let last = rooms.get(&self.whose);
            if last.is_some_and(|ends| ends.holds[self.end as usize] == self.number) {
                rooms.remove(&self.whose);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::room::DeviceV1;
    use super::*;

    const NOOR: ClientId = ClientId::from_bytes([7; 16]);
    const AMAL: ClientId = ClientId::from_bytes([8; 16]);
    const PHONE: DeviceV1 = DeviceV1 {
        still: false,
        taps: false,
    };

    const fn who(person: u8, sign_in: u8) -> Who {
        Who {
            person: PersonId::from_bytes([person; 16]),
            sign_in: RecordId::from_bytes([sign_in; 16]),
        }
    }
    const RUTH: Who = who(1, 11);
    const INES: Who = who(2, 12);
    const HERS: Who = who(7, 17);

    fn together(live: &Arc<Live>) -> (Seat, Seat) {
        let therapist = live.take(NOOR, End::Therapist, RUTH);
        therapist.hear(Heard::TherapistCame);
        let client = live.take(NOOR, End::Client, HERS);
        client.hear(Heard::ClientCame(PHONE));
        client.hear(Heard::Ready);
        therapist.hear(Heard::Go);
        (therapist, client)
    }

    #[test]
    fn whoever_leaves_stops_it_and_an_empty_room_is_gone() {
        for first_leaves in [true, false] {
            let live = Arc::new(Live::default());
            let (therapist, client) = together(&live);
            assert!(client.room.borrow().on);
            let (first, last) = if first_leaves {
                (therapist, client)
            } else {
                (client, therapist)
            };
            drop(first);
            assert!(!last.room.borrow().on);
            drop(last);
            assert!(live.held().is_empty());
        }
    }

    #[test]
    fn whoever_comes_later_has_the_end_and_the_earlier_one_says_nothing_more() {
        let live = Arc::new(Live::default());
        let (therapist, client) = together(&live);
        let other = live.take(NOOR, End::Client, HERS);
        assert!(!client.holds() && other.holds());
        other.hear(Heard::ClientCame(PHONE));
        assert!(!other.room.borrow().on, "another page is another yes");
        client.hear(Heard::Ready);
        drop(client);
        therapist.hear(Heard::Go);
        assert!(!other.room.borrow().on);
        assert!(
            other.room.borrow().client.is_some(),
            "the later one is there"
        );
        drop((therapist, other));
        assert!(live.held().is_empty());
    }

    #[test]
    fn no_room_hears_of_another() {
        let live = Arc::new(Live::default());
        let (_therapist, client) = together(&live);
        let amal = live.take(AMAL, End::Client, HERS);
        amal.hear(Heard::ClientCame(PHONE));
        assert!(client.room.borrow().on && !amal.room.borrow().therapist);
    }

    #[test]
    fn a_sign_in_that_ends_lets_go_of_what_it_held() {
        for ended in [RUTH, HERS] {
            let live = Arc::new(Live::default());
            let (therapist, client) = together(&live);
            live.ends(who(9, 19).sign_in);
            assert!(client.room.borrow().on, "somebody else's");
            live.ends(ended.sign_in);
            assert!(!client.room.borrow().on);
            therapist.hear(Heard::Go);
            assert!(!client.room.borrow().on);
            live.ends(RUTH.sign_in);
            live.ends(HERS.sign_in);
            assert!(live.held().is_empty());
            drop((therapist, client));
        }
    }

    #[test]
    fn a_yes_to_one_therapist_is_none_to_another() {
        let live = Arc::new(Live::default());
        let (_ruth, client) = together(&live);
        let ines = live.take(NOOR, End::Therapist, INES);
        ines.hear(Heard::TherapistCame);
        assert!(!client.room.borrow().on && !client.room.borrow().ready);
        ines.hear(Heard::Go);
        assert!(!client.room.borrow().on);
        client.hear(Heard::Ready);
        // The same therapist on another page needs no second yes.
        let again = live.take(NOOR, End::Therapist, INES);
        again.hear(Heard::TherapistCame);
        again.hear(Heard::Go);
        assert!(client.room.borrow().on);
    }
}
