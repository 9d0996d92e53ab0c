//! The room that both ends of a live line share: who is there, whether the client is ready, whether
//! it moves. Pure: what is heard goes in, what holds comes out.
//!
//! It moves only while the therapist is there, the client is there and the client has said that they
//! are ready. Whatever ends one of these stops it, and after a stop by the client only the client
//! can say again that they are ready.

use super::settings::SettingsV1;
use serde::{Deserialize, Serialize};

/// What the client's device can do.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DeviceV1 {
    /// Whether it asks for stillness: then nothing moves on it, whatever is set.
    pub(crate) still: bool,
    /// Whether it can tap.
    pub(crate) taps: bool,
}

/// How long it went, as the client's page counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RanV1 {
    /// Round trips that were finished.
    pub(crate) passes: u16,
    /// In milliseconds.
    pub(crate) lasted: u32,
}

/// Why it does not move.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum WhyV1 {
    /// It has not begun yet.
    #[default]
    NotYet,
    /// The therapist stopped it.
    Therapist,
    /// The client stopped it.
    Client,
    /// The set is over.
    Over,
    /// The therapist's page is gone.
    NoTherapist,
    /// The client's page is gone, or was out of sight.
    NoClient,
}

/// What is heard from either end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Heard {
    /// The therapist's page is there.
    TherapistCame,
    /// The therapist's page is gone.
    TherapistWent,
    /// Another therapist's page is there.
    AnotherTherapist,
    /// The therapist's page says nothing, as one that is out of sight.
    TherapistSilent,
    /// The client's page is there.
    ClientCame(DeviceV1),
    /// The client's page is gone.
    ClientWent,
    /// The client's page says nothing.
    ClientSilent,
    /// The client is ready.
    Ready,
    /// The client stops, or stopped being ready.
    ClientStops(RanV1),
    /// The set was over by itself.
    Over(RanV1),
    /// The therapist set something.
    Set(SettingsV1),
    /// The therapist begins a set.
    Go,
    /// The therapist stops.
    Stop,
}

/// What holds in the room.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub(crate) struct RoomV1 {
    /// What is set.
    pub(crate) settings: SettingsV1,
    /// Whether it moves.
    pub(crate) on: bool,
    /// Why not, where it does not.
    pub(crate) why: WhyV1,
    /// Whether the therapist's page is there.
    pub(crate) therapist: bool,
    /// The client's device, if it is there.
    pub(crate) client: Option<DeviceV1>,
    /// Whether the client has said that they are ready.
    pub(crate) ready: bool,
    /// How many sets were begun.
    pub(crate) sets: u32,
    /// How long the last one went.
    pub(crate) last: RanV1,
}

impl RoomV1 {
    /// Takes in what was heard.
    pub(crate) fn hear(&mut self, heard: Heard) {
        match heard {
            Heard::TherapistCame => {
                // Whatever moves was begun from another page, which has no way to stop it any more.
                self.stop(WhyV1::NoTherapist);
                self.therapist = true;
            }
            Heard::TherapistWent => {
                self.therapist = false;
                self.stop(WhyV1::NoTherapist);
            }
            Heard::AnotherTherapist => {
                self.ready = false;
                self.stop(WhyV1::NoTherapist);
            }
            Heard::TherapistSilent => self.stop(WhyV1::NoTherapist),
            Heard::ClientSilent => {
                self.ready = false;
                self.stop(WhyV1::NoClient);
            }
            Heard::ClientCame(device) => {
                // Another page of the client's is another time to say that they are ready.
                self.stop(WhyV1::NoClient);
                self.ready = false;
                self.client = Some(device);
            }
            Heard::ClientWent => {
                self.client = None;
                self.ready = false;
                self.stop(WhyV1::NoClient);
            }
            Heard::Ready => self.ready = self.client.is_some(),
            Heard::ClientStops(ran) => {
                self.ready = false;
                self.ran(ran);
                self.stop(WhyV1::Client);
            }
            Heard::Over(ran) => {
                self.ran(ran);
                self.stop(WhyV1::Over);
            }
            Heard::Set(settings) => {
                if let Some(settings) = settings.within_bounds() {
                    self.settings = settings;
                }
            }
            Heard::Go if self.may_go() => {
                self.on = true;
                self.sets = self.sets.saturating_add(1);
                self.last = RanV1::default();
            }
            Heard::Go => {}
            Heard::Stop => self.stop(WhyV1::Therapist),
        }
    }

    /// Whether a set can begin.
    pub(crate) const fn may_go(&self) -> bool {
        !self.on && self.therapist && self.client.is_some() && self.ready
    }

    /// Whether nobody is there.
    pub(crate) const fn is_empty(&self) -> bool {
        !self.therapist && self.client.is_none()
    }

    const fn stop(&mut self, why: WhyV1) {
        if self.on {
            self.on = false;
            self.why = why;
        }
    }

    /// How long it went is told with or after the stop, and never twice for one set.
    fn ran(&mut self, ran: RanV1) {
        if self.last == RanV1::default() {
            self.last = ran;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PHONE: DeviceV1 = DeviceV1 {
        still: false,
        taps: true,
    };

    fn after(heard: &[Heard]) -> RoomV1 {
        let mut room = RoomV1::default();
        for one in heard {
            room.hear(*one);
        }
        room
    }

    const TOGETHER: [Heard; 4] = [
        Heard::TherapistCame,
        Heard::ClientCame(PHONE),
        Heard::Ready,
        Heard::Go,
    ];

    #[test]
    fn it_begins_when_both_are_there_and_the_client_is_ready() {
        assert!(after(&TOGETHER).on);
        for (at, left_out) in TOGETHER.iter().enumerate() {
            let mut heard = TOGETHER.to_vec();
            heard.remove(at);
            assert!(!after(&heard).on, "without {left_out:?}");
        }
    }

    #[test]
    fn whatever_ends_it_says_why() {
        let ran = RanV1 {
            passes: 7,
            lasted: 9_000,
        };
        for (heard, why, ready) in [
            (Heard::Stop, WhyV1::Therapist, true),
            (Heard::ClientStops(ran), WhyV1::Client, false),
            (Heard::Over(ran), WhyV1::Over, true),
            (Heard::TherapistWent, WhyV1::NoTherapist, true),
            (Heard::TherapistCame, WhyV1::NoTherapist, true),
            (Heard::TherapistSilent, WhyV1::NoTherapist, true),
            (Heard::ClientSilent, WhyV1::NoClient, false),
            (Heard::ClientWent, WhyV1::NoClient, false),
            (Heard::ClientCame(PHONE), WhyV1::NoClient, false),
        ] {
            let mut room = after(&TOGETHER);
            room.hear(heard);
            assert!(!room.on, "{heard:?}");
            assert_eq!((room.why, room.ready), (why, ready), "{heard:?}");
        }
    }

    #[test]
    fn after_the_clients_stop_the_therapist_cannot_begin_again() {
        let mut room = after(&TOGETHER);
        room.hear(Heard::ClientStops(RanV1::default()));
        room.hear(Heard::Go);
        assert!(!room.on);
        room.hear(Heard::Ready);
        assert!(!room.on, "being ready begins nothing");
        room.hear(Heard::Go);
        assert!(room.on);
    }

    #[test]
    fn how_long_a_set_went_stays_what_was_told_first() {
        let mut room = after(&TOGETHER);
        let ran = |passes| RanV1 { passes, lasted: 1 };
        room.hear(Heard::Stop);
        room.hear(Heard::Over(ran(5)));
        room.hear(Heard::Over(ran(9)));
        assert_eq!((room.why, room.last), (WhyV1::Therapist, ran(5)));
        room.hear(Heard::Go);
        assert_eq!(room.last, RanV1::default());
    }

    fn any_heard() -> impl Strategy<Value = Heard> {
        let settings = (0_u16..200, 0_u16..80).prop_map(|(speed, passes)| {
            Heard::Set(SettingsV1 {
                speed,
                passes,
                ..SettingsV1::default()
            })
        });
        prop_oneof![
            Just(Heard::TherapistCame),
            Just(Heard::TherapistWent),
            Just(Heard::TherapistSilent),
            Just(Heard::AnotherTherapist),
            Just(Heard::ClientSilent),
            Just(Heard::ClientCame(PHONE)),
            Just(Heard::ClientWent),
            Just(Heard::Ready),
            Just(Heard::ClientStops(RanV1::default())),
            Just(Heard::Over(RanV1::default())),
            settings,
            Just(Heard::Go),
            Just(Heard::Stop),
        ]
    }

    proptest! {
        #[test]
        fn it_never_moves_without_both_and_a_yes(heard in prop::collection::vec(any_heard(), 0..60)) {
            let mut room = RoomV1::default();
            let mut yes = false;
            for one in heard {
                let was = room.on;
                room.hear(one);
                match one {
                    Heard::Ready => yes = room.client.is_some(),
                    Heard::ClientStops(_)
                    | Heard::ClientWent
                    | Heard::ClientSilent
                    | Heard::AnotherTherapist
                    | Heard::ClientCame(_) => yes = false,
                    _ => {}
                }
                prop_assert!(!room.on || (room.therapist && room.client.is_some() && yes));
                prop_assert!(!room.on || was || one == Heard::Go, "only the therapist begins");
                prop_assert!(room.settings.within_bounds().is_some());
            }
        }
    }
}
