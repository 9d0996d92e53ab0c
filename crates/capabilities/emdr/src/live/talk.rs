//! What goes over the line, at either end: a beat twenty times a second, what changed, and what is
//! heard. An end that is silent for a fifth of a second stops the other.

use super::hub::Seat;
use super::room::{DeviceV1, Heard, RanV1, RoomV1};
use super::settings::SettingsV1;
use pages::Wire;
use sealed::engine::Pending;
use serde::{Deserialize, Serialize};
use std::time::Duration;
use tokio::time::{Instant, Interval, MissedTickBehavior, interval, sleep_until};

/// How often each end says that it is there.
const BEAT: Duration = Duration::from_millis(50);
/// After so long a silence it stops. With a beat and what a page needs to draw, everything has
/// stopped within a quarter of a second of a connection that breaks.
const SILENT: Duration = Duration::from_millis(200);
/// After so long a silence an end is gone for good.
const GONE: Duration = Duration::from_secs(30);
/// How often it is looked again whether they still may.
const LOOK_AGAIN: Duration = Duration::from_secs(5);
/// What a beat is.
const HERE: &str = ".";
/// What an end is told whose place was taken by a later page.
const ELSEWHERE: &str = "\"elsewhere\"";

/// Whether whoever holds this end still may.
pub(super) type May = Box<dyn Fn() -> Pending<'static, bool> + Send + Sync>;

/// What a therapist's page says.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum DeskV1 {
    Set(SettingsV1),
    Go,
    Stop,
}

/// What a client's page says.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum ScreenV1 {
    Hello(DeviceV1),
    Ready,
    Stop(RanV1),
    Over(RanV1),
    /// Only where a client is alone with a resource.
    Go,
}

fn word<T: Serialize>(of: &T) -> String {
    serde_json::to_string(of).unwrap_or_else(|_| HERE.to_owned())
}

fn desk(said: &str) -> Option<Heard> {
    Some(match serde_json::from_str(said).ok()? {
        DeskV1::Set(settings) => Heard::Set(settings),
        DeskV1::Go => Heard::Go,
        DeskV1::Stop => Heard::Stop,
    })
}

fn screen(said: &str) -> Option<Heard> {
    Some(match serde_json::from_str(said).ok()? {
        ScreenV1::Hello(device) => Heard::ClientCame(device),
        ScreenV1::Ready => Heard::Ready,
        ScreenV1::Stop(ran) => Heard::ClientStops(ran),
        ScreenV1::Over(ran) => Heard::Over(ran),
        ScreenV1::Go => return None,
    })
}

/// Ticks that are not made up for.
fn every(period: Duration) -> Interval {
    let mut ticks = interval(period);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    ticks
}

/// One end's talk. `understand` turns a word into what was heard, `silent` is what an end that says
/// nothing amounts to.
async fn talk(
    mut wire: Wire,
    seat: &Seat,
    may: &May,
    understand: impl Fn(&str) -> Option<Heard>,
    silent: Heard,
) {
    let mut room = seat.room.subscribe();
    room.mark_changed();
    let (mut beat, mut again) = (every(BEAT), every(LOOK_AGAIN));
    let (mut heard_at, mut is_silent) = (Instant::now(), false);
    loop {
        let patience = if is_silent { GONE } else { SILENT };
        tokio::select! {
            () = sleep_until(heard_at + patience) => {
                if is_silent {
                    return;
                }
                is_silent = true;
                seat.hear(silent);
            }
            said = wire.next() => {
                let Some(said) = said else { return };
                (heard_at, is_silent) = (Instant::now(), false);
                if said != HERE {
                    let Some(heard) = understand(&said) else { return };
                    // What was open a moment ago can have been closed, or stopped, meanwhile.
                    if heard == Heard::Go && !may().await {
                        return;
                    }
                    seat.hear(heard);
                }
            }
            changed = room.changed() => {
                if changed.is_err() || !seat.holds() {
                    wire.say(ELSEWHERE).await;
                    return;
                }
                let now = word(&*room.borrow_and_update());
                if !wire.say(&now).await {
                    return;
                }
            }
            _ = beat.tick() => if !wire.say(HERE).await { return },
            _ = again.tick() => if !may().await { return },
        }
    }
}

/// The therapist's end, until it is gone.
pub(super) async fn at_the_desk(wire: Wire, seat: Seat, may: May) {
    seat.hear(Heard::TherapistCame);
    talk(wire, &seat, &may, desk, Heard::TherapistSilent).await;
}

/// The client's end, until it is gone.
pub(super) async fn on_the_screen(wire: Wire, seat: Seat, may: May) {
    talk(wire, &seat, &may, screen, Heard::ClientSilent).await;
}

/// A client alone with a resource that was allowed: slow, short, begun and ended by them, and looked
/// at anew each time it begins.
pub(super) async fn alone(mut wire: Wire, may: May) {
    let mut room = RoomV1 {
        settings: SettingsV1::alone(),
        therapist: true,
        ..RoomV1::default()
    };
    let (mut beat, mut heard_at) = (every(BEAT), Instant::now());
    if !wire.say(&word(&room)).await {
        return;
    }
    loop {
        tokio::select! {
            () = sleep_until(heard_at + GONE) => return,
            said = wire.next() => {
                let Some(said) = said else { return };
                heard_at = Instant::now();
                if said == HERE {
                    continue;
                }
                match serde_json::from_str(&said) {
                    Ok(ScreenV1::Go) if may().await => {
                        room.hear(Heard::Ready);
                        room.hear(Heard::Go);
                    }
                    Ok(ScreenV1::Go) | Err(_) => return,
                    Ok(_) => if let Some(heard) = screen(&said) { room.hear(heard) },
                }
                if !wire.say(&word(&room)).await {
                    return;
                }
            }
            _ = beat.tick() => if !wire.say(HERE).await { return },
        }
    }
}
