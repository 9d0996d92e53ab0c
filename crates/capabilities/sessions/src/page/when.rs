//! Days and times as the service's clock shows them, read from a form and put into one.

use care::Moment;
use jiff::civil::{Date, Time};
use pages::Visit;

/// Reads a day and a time. `None` if either is missing, cannot be read, or is an hour that the
/// clock change leaves out on that day.
pub(crate) fn at(visit: &Visit, day: &str, time: &str) -> Option<Moment> {
    let day: Date = visit.form.words(day)?.parse().ok()?;
    let time: Time = visit.form.words(time)?.parse().ok()?;
    moment(visit, day, time)
}

fn moment(visit: &Visit, day: Date, time: Time) -> Option<Moment> {
    let wanted = day.to_datetime(time);
    let zoned = wanted.to_zoned(visit.floor.settings.zone.clone()).ok()?;
    let there_is = zoned.datetime() == wanted;
    there_is.then(|| Moment::from_millis(zoned.timestamp().as_millisecond()))
}

/// Reads a time on the day of `of`.
pub(crate) fn time_on(visit: &Visit, of: Moment, time: &str) -> Option<Moment> {
    let time: Time = visit.form.words(time)?.parse().ok()?;
    let at = jiff::Timestamp::from_millisecond(of.millis()).ok()?;
    let day = at.to_zoned(visit.floor.settings.zone.clone()).date();
    moment(visit, day, time)
}

/// Reads the end of a day: by then something is done.
pub(crate) fn end_of(visit: &Visit, day: &str) -> Option<Moment> {
    let day: Date = visit.form.words(day)?.parse().ok()?;
    // The first moment of the next day there is: some days have no midnight.
    let next = day.tomorrow().ok()?;
    let next = next.to_zoned(visit.floor.settings.zone.clone()).ok()?;
    Some(Moment::from_millis(next.timestamp().as_millisecond()))
}

/// A moment as the fields of a form hold it: the day, and the time.
pub(crate) fn offered(visit: &Visit, at: Moment) -> (String, String) {
    let at = jiff::Timestamp::from_millisecond(at.millis()).unwrap_or_default();
    let at = at.to_zoned(visit.floor.settings.zone.clone()).datetime();
    (
        at.date().to_string(),
        at.time().strftime("%H:%M").to_string(),
    )
}
