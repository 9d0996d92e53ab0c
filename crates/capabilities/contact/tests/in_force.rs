//! Nothing leaves but by the rule in force at that moment: a long random walk of rule changes,
//! queueing, clocks that run and jump, crashes and sending, against an oracle that does its own
//! arithmetic with calendars.

use care::{Chance, DAY, HOUR, MINUTE, Moment};
use contact::flow::{Errand, MOST_TRIES, Step, again, step};
use contact::{OutboundMessage, Reason, RuleV1, Way, next_allowed};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use testing::{Seeded, shows};

/// Walks, and steps in each: a million in all.
const WALKS: u64 = 400;
const STEPS: u64 = 2_500;
/// Where clocks are changed by an hour, by half an hour, in the other half of the year, and never.
const ZONES: [&str; 4] = [
    "Europe/Madrid",
    "America/New_York",
    "Australia/Lord_Howe",
    "UTC",
];
/// 1 January 2026, 00:00 UTC.
const BEGINS: i64 = 1_767_225_600_000;

struct Dice(Seeded);

impl Dice {
    fn number(&self) -> u64 {
        let mut bytes = [0; 8];
        self.0.fill(&mut bytes);
        u64::from_be_bytes(bytes)
    }

    fn below(&self, most: u64) -> u64 {
        self.number() % most
    }

    fn span(&self, most: i64) -> i64 {
        i64::try_from(self.below(most.unsigned_abs())).unwrap_or(0)
    }

    fn byte(&self) -> u8 {
        self.number().to_be_bytes()[0]
    }

    fn rule(&self, now: Moment) -> RuleV1 {
        let minute = |most: u64| u16::try_from(self.below(most)).unwrap_or(0);
        let from = minute(1_439);
        let room = u64::from(1_440 - from);
        RuleV1 {
            way: Way::Mail.number(),
            to: format!("{}@example.org", self.below(1_000_000)),
            reasons: self.byte() & 0b1111,
            days: self.byte() & 0b111_1111,
            from,
            until: from + 1 + minute(room),
            cover: self.byte() % 4,
            language: self.byte() % 2,
            ask_for: String::new(),
            say: String::new(),
            first: String::new(),
            confirmed_at: now.millis() - self.span(40 * DAY),
            holds_days: [30, 60, 90][usize::from(self.byte() % 3)],
        }
    }
}

/// Whether the rule allows this now, worked out without the calendar of the code under test: the
/// zone is asked for its distance from UTC only.
fn oracle(rule: &RuleV1, reason: Reason, now: Moment, zone: &TimeZone) -> bool {
    let Ok(instant) = Timestamp::from_millisecond(now.millis()) else {
        return false;
    };
    let ahead = i64::from(zone.to_offset(instant).seconds()) * 1_000;
    let local = now.millis() + ahead;
    // 1 January 1970 was a Thursday, three days after a Monday.
    let weekday = (local.div_euclid(DAY) + 3).rem_euclid(7);
    let minute = local.rem_euclid(DAY) / MINUTE;
    let runs_out = rule.confirmed_at + i64::from(rule.holds_days) * DAY;
    now.millis() < runs_out
        && rule.reasons & (1 << reason.number()) != 0
        && rule.days & (1 << weekday) != 0
        && i64::from(rule.from) <= minute
        && minute < i64::from(rule.until)
}

#[derive(Clone, Copy)]
struct Item {
    errand: Errand,
    due: Moment,
}

/// The outbox, as the transactions of the real one make it.
struct World {
    zone: TimeZone,
    now: Moment,
    rule: Option<RuleV1>,
    waits: bool,
    outbox: Vec<Item>,
    tally: Tally,
}

#[derive(Default)]
struct Tally {
    queued: u64,
    sent: u64,
    put_off: u64,
    dropped: u64,
    buried: u64,
    crashed: u64,
    broke_the_rule: u64,
}

impl World {
    fn queue(&mut self, dice: &Dice) {
        let reason = Reason::ALL[usize::from(dice.byte() % 4)];
        let Some(due) = next_allowed(self.rule.as_ref(), reason, self.now, &self.zone) else {
            return;
        };
        let rule = self.rule.as_ref();
        assert!(due >= self.now);
        assert!(rule.is_some_and(|rule| oracle(rule, reason, due, &self.zone)));
        let errand = Errand {
            reason,
            queued: self.now,
            tries: 0,
            waits: true,
        };
        self.outbox.push(Item { errand, due });
        self.tally.queued += 1;
    }

    fn dispatch(&mut self, dice: &Dice) {
        let now = self.now;
        let (due, later): (Vec<Item>, Vec<Item>) =
            self.outbox.drain(..).partition(|item| item.due <= now);
        self.outbox = later;
        for mut item in due {
            item.errand.waits = self.waits;
            match step(self.rule.as_ref(), item.errand, now, &self.zone) {
                Step::Drop => self.tally.dropped += 1,
                Step::Bury(_) => self.tally.buried += 1,
                Step::Wait(until) => {
                    assert!(until > now, "it would spin");
                    item.due = until;
                    self.outbox.push(item);
                    self.tally.put_off += 1;
                }
                Step::Leave(permit) => {
                    item.due = again(item.errand.tries, now);
                    item.errand.tries += 1;
                    // Three in sixteen: cut off before it leaves, after it left, not taken.
                    let fate = dice.byte() % 16;
                    if fate == 0 {
                        self.tally.crashed += 1;
                        self.outbox.push(item);
                        continue;
                    }
                    self.left(permit, item.errand.reason);
                    if fate == 1 {
                        self.tally.crashed += 1;
                        self.outbox.push(item);
                    } else if fate == 2 {
                        if item.errand.tries >= MOST_TRIES {
                            self.tally.buried += 1;
                        } else {
                            self.outbox.push(item);
                        }
                    }
                }
            }
        }
    }

    /// A message leaves: is it one that the rule in force allows, and to where the rule says?
    fn left(&mut self, permit: contact::SafeContactPermit, reason: Reason) {
        self.tally.sent += 1;
        let good = self.rule.as_ref().is_some_and(|rule| {
            oracle(rule, reason, self.now, &self.zone)
                && permit.at() == self.now
                && OutboundMessage::of(permit).is_some_and(|message| message.to() == rule.to)
        });
        self.tally.broke_the_rule += u64::from(!good);
    }

    fn one(&mut self, dice: &Dice) {
        match dice.below(16) {
            0 => self.rule = Some(dice.rule(self.now)),
            1 => self.rule = None,
            2 => {
                // A rule that holds, so that the walk does not stand still for long.
                let mut rule = dice.rule(self.now);
                (rule.reasons, rule.days) = (0b1111, 0b111_1111);
                (rule.from, rule.until) = (0, 1_440);
                rule.confirmed_at = self.now.millis();
                self.rule = Some(rule);
            }
            3..=6 => {
                self.waits = true;
                self.queue(dice);
            }
            7 => self.waits = false,
            8 => self.now = self.now + dice.span(40 * DAY),
            9 => self.now = self.now - dice.span(2 * HOUR),
            10 | 11 => self.now = self.now + dice.span(3 * HOUR),
            12 => self.now = self.now + dice.span(MINUTE),
            _ => self.dispatch(dice),
        }
    }
}

#[test]
fn nothing_leaves_but_by_the_rule_in_force_at_that_moment() {
    let mut all = Tally::default();
    for walk in 0..WALKS {
        let dice = Dice(Seeded::new(walk + 1));
        let zone = ZONES[usize::from(dice.byte() % 4)];
        let mut world = World {
            zone: TimeZone::get(zone).unwrap_or(TimeZone::UTC),
            now: Moment::from_millis(BEGINS + dice.span(700 * DAY)),
            rule: None,
            waits: false,
            outbox: Vec::new(),
            tally: Tally::default(),
        };
        for _ in 0..STEPS {
            world.one(&dice);
        }
        assert_eq!(world.tally.broke_the_rule, 0, "walk {walk} in {zone}");
        all.queued += world.tally.queued;
        all.sent += world.tally.sent;
        all.put_off += world.tally.put_off;
        all.dropped += world.tally.dropped;
        all.buried += world.tally.buried;
        all.crashed += world.tally.crashed;
    }
    // The walk went everywhere.
    for (what, many) in [
        ("queued", all.queued),
        ("sent", all.sent),
        ("put off", all.put_off),
        ("dropped", all.dropped),
        ("crashed", all.crashed),
    ] {
        assert!(many > 5_000, "{what}: {many}");
    }
    shows(
        "SC-1",
        &format!(
            "{} random steps ({} queued, {} sent, {} put off, {} dropped, {} crashes): 0 against the rule in force",
            WALKS * STEPS,
            all.queued,
            all.sent,
            all.put_off,
            all.dropped,
            all.crashed
        ),
    );
}
