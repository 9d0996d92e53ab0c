//! Whether someone may be reached now: one pure function over what they said.
//!
//! Default no. A rule allows certain reasons, on certain days, between certain hours as the
//! service's clock shows them, until it runs out. Days and hours are those of the calendar in the
//! service's time zone, so a change of summer time neither opens nor closes anything.

use crate::stored::RuleV1;
use care::{DAY, Moment};
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan, Zoned};

/// A way to reach someone.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Way {
    /// A mail, sent by the service itself.
    Mail,
    /// A telephone call, by someone who works here.
    Call,
    /// A letter on paper, by someone who works here.
    Letter,
}

impl Way {
    /// Every way, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Mail, Self::Call, Self::Letter];

    /// The number under which it is stored. Never changed.
    pub const fn number(self) -> u8 {
        self as u8
    }

    /// The way with this number.
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.number() == number)
    }

    /// The code under which forms and the message catalogue know it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Call => "call",
            Self::Letter => "letter",
        }
    }

    /// The way with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.code() == code)
    }
}

/// What for someone may be reached. There is nothing else.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Reason {
    /// Something waits inside the app.
    SomethingWaits,
    /// A meeting is near, or changed.
    Appointment,
    /// Something about the service has changed.
    ServiceChange,
    /// Someone has begun to change how they come in.
    WayIn,
}

impl Reason {
    /// Every reason, in the order they are offered.
    pub const ALL: [Self; 4] = [
        Self::SomethingWaits,
        Self::Appointment,
        Self::ServiceChange,
        Self::WayIn,
    ];

    /// The reasons that can be allowed for a way. The service itself has no occasion to tell anyone
    /// outside that something about it has changed, so a mail is not offered for that.
    pub fn offered(way: Way) -> impl Iterator<Item = Self> {
        let by_itself = way == Way::Mail;
        Self::ALL
            .into_iter()
            .filter(move |reason| !(by_itself && *reason == Self::ServiceChange))
    }

    /// The number under which it is stored. Never changed.
    pub const fn number(self) -> u8 {
        self as u8
    }

    /// The reason with this number.
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.number() == number)
    }

    /// The code under which forms and the message catalogue know it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::SomethingWaits => "waits",
            Self::Appointment => "appointment",
            Self::ServiceChange => "change",
            Self::WayIn => "way-in",
        }
    }

    /// Its bit in a rule.
    pub const fn bit(self) -> u8 {
        1 << self.number()
    }
}

/// Minutes in a day.
pub const DAY_MINUTES: u16 = 24 * 60;
/// For how many days a rule can be said to hold. This project's own choice, after the advice to ask
/// again often whether a way is still safe (safety.md T4: 30 to 90 days).
pub const HOLDS: [u16; 3] = [30, 60, 90];
/// How long before a rule runs out it is asked for again inside the app: this project's own choice.
pub const ASK_AGAIN: i64 = 7 * DAY;
/// How far ahead a free hour is looked for, in days: every day of the week comes up in it.
const AHEAD: i32 = 8;

/// Why someone may not be reached.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refused {
    /// They have not allowed this way.
    NotAllowed,
    /// They have, but not for this reason.
    NotForThis,
    /// They have, but it has to be said again that it is safe.
    RunOut,
    /// Not at this hour.
    NotNow {
        /// When next, if there is such an hour before the rule runs out.
        next: Option<Moment>,
    },
}

/// Proof that someone may be reached, by this way and for this reason, at this moment. Only
/// [`permit`] makes one; it cannot be copied, and is used up by what it allows.
///
/// ```compile_fail
/// let permit = contact::SafeContactPermit { to: "sam@example.org".into() };
/// ```
#[must_use]
pub struct SafeContactPermit {
    way: Way,
    reason: Reason,
    at: Moment,
    to: String,
    cover: u8,
    /// A place in the list of languages the service speaks.
    language: u8,
}

impl SafeContactPermit {
    /// By which way.
    pub const fn way(&self) -> Way {
        self.way
    }

    /// What for.
    pub const fn reason(&self) -> Reason {
        self.reason
    }

    /// At which moment.
    pub const fn at(&self) -> Moment {
        self.at
    }

    pub(crate) fn into_parts(self) -> (Way, String, u8, u8) {
        (self.way, self.to, self.cover, self.language)
    }
}

/// Whether someone may be reached by the rule for a way, for this reason, now.
///
/// # Errors
/// Why not.
pub fn permit(
    rule: Option<&RuleV1>,
    reason: Reason,
    now: Moment,
    zone: &TimeZone,
) -> Result<SafeContactPermit, Refused> {
    let (rule, way) = standing(rule, reason, now)?;
    if !open_at(rule, now, zone) {
        return Err(Refused::NotNow {
            next: next_open(rule, now, zone),
        });
    }
    Ok(SafeContactPermit {
        way,
        reason,
        at: now,
        to: rule.to.clone(),
        cover: rule.cover,
        language: rule.language,
    })
}

/// The next moment, now or later, at which [`permit`] would say yes.
pub fn next_allowed(
    rule: Option<&RuleV1>,
    reason: Reason,
    now: Moment,
    zone: &TimeZone,
) -> Option<Moment> {
    let (rule, _) = standing(rule, reason, now).ok()?;
    next_open(rule, now, zone)
}

/// Whether it has to be said again, now or within a week, that this way is safe.
pub fn to_confirm(rule: &RuleV1, now: Moment) -> bool {
    now + ASK_AGAIN >= rule.ends()
}

/// The rule, if it holds for this reason at any hour.
fn standing(rule: Option<&RuleV1>, reason: Reason, now: Moment) -> Result<(&RuleV1, Way), Refused> {
    let rule = rule.ok_or(Refused::NotAllowed)?;
    let way = Way::from_number(rule.way).ok_or(Refused::NotAllowed)?;
    if now >= rule.ends() {
        return Err(Refused::RunOut);
    }
    if rule.reasons & reason.bit() == 0 {
        return Err(Refused::NotForThis);
    }
    Ok((rule, way))
}

fn civil(at: Moment, zone: &TimeZone) -> Option<Zoned> {
    let at = Timestamp::from_millisecond(at.millis()).ok()?;
    Some(at.to_zoned(zone.clone()))
}

/// Whether a rule's day and hour cover a moment. A moment beyond the calendar is covered by none.
fn open_at(rule: &RuleV1, at: Moment, zone: &TimeZone) -> bool {
    civil(at, zone).is_some_and(|at| {
        let minute =
            u16::from(at.hour().unsigned_abs()) * 60 + u16::from(at.minute().unsigned_abs());
        on_day(rule, at.date()) && (rule.from..rule.until).contains(&minute)
    })
}

fn on_day(rule: &RuleV1, date: Date) -> bool {
    rule.days & (1 << date.weekday().to_monday_zero_offset()) != 0
}

fn next_open(rule: &RuleV1, now: Moment, zone: &TimeZone) -> Option<Moment> {
    if open_at(rule, now, zone) {
        return Some(now).filter(|now| *now < rule.ends());
    }
    let today = civil(now, zone)?.date();
    let opens = Time::midnight().checked_add(i64::from(rule.from).minutes());
    let opens = opens.ok()?;
    for ahead in 0..=AHEAD {
        let date = today.checked_add(ahead.days()).ok()?;
        if !on_day(rule, date) {
            continue;
        }
        for at in both(DateTime::from_parts(date, opens), zone) {
            if at > now && at < rule.ends() && open_at(rule, at, zone) {
                return Some(at);
            }
        }
    }
    None
}

/// The moments at which a clock on the wall shows this: two on the night an hour comes twice; on the
/// night it is left out, the one before and the one after.
fn both(wall: DateTime, zone: &TimeZone) -> impl Iterator<Item = Moment> {
    let ambiguous = zone.to_ambiguous_zoned(wall);
    let (first, second) = (ambiguous.clone().earlier(), ambiguous.later());
    [first, second]
        .into_iter()
        .flatten()
        .map(|zoned| Moment::from_millis(zoned.timestamp().as_millisecond()))
}
