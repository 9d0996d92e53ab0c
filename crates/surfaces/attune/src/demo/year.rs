//! The demo's year: everything that is in it was done by the same acts that people's pages call,
//! each at its time. Nothing is written behind the record's back.

use super::before;
use super::cast::{CLIENTS, Client, PASSPHRASE, SECRET, STAFF, Story};
use super::clock::DemoClock;
use super::measured::{self, Deed, MEASURED};
use crate::reactions::Routed;
use crate::say::Failed;
use alliance::rupture::act::{Answer, NameIt, answer, name_it, reply, step};
use alliance::rupture::{FitV1, RuptureV1, SaidV1, StateV1};
use alliance::{AudienceV1, Sent, complete};
use care::{
    Asker, ClientId, DAY, HOUR, Happened, Line, MINUTE, Moment, PersonId, Private, Purpose,
    RecordId, RelationKind, Role, Section, Sections,
};
use jiff::tz::TimeZone;
use measures::{Day, Offer};
use pages::Reactions;
use people::{Hashing, NewClient, NewStaff, Passphrases};
use sealed::{Act, Vault};
use sessions::meeting::{NewSession, record};
use std::fmt::Display;

/// Days between one session and the next.
const WEEK: i64 = 7 * DAY;

/// Anything that goes wrong while the year is lived is a fault of the program.
pub(super) fn wrong(error: impl Display) -> Failed {
    Failed::new(format!("the demo's year could not be lived ({error})"))
}

/// Someone who has come in.
#[derive(Clone, Copy)]
pub(crate) struct Admitted {
    pub(crate) client: ClientId,
    pub(crate) therapist: PersonId,
}

/// Lives the year that ends now.
pub(crate) async fn live(
    vault: &Vault,
    clock: &DemoClock,
    now: Moment,
    zone: &TimeZone,
) -> Result<(), Failed> {
    clock.set(now - 53 * WEEK);
    before::left(vault, Day::of(vault.now(), zone)).await?;
    let people = admit(vault).await?;
    let mut days: Vec<(Moment, usize, u32)> = Vec::new();
    for (place, client) in CLIENTS.iter().enumerate() {
        for back in 0..client.sessions {
            let number = client.sessions - 1 - back;
            days.push((starts(client, back, now, zone), place, number));
        }
    }
    days.sort_by_key(|(at, ..)| *at);
    for (at, place, number) in days {
        let (client, admitted) = (&CLIENTS[place], people[place]);
        clock.set(at - 2 * DAY);
        let session = plan(vault, admitted, client, at).await?;
        after(vault, clock, admitted, client, session, at, number).await?;
    }
    measure(vault, clock, &people, now, zone).await?;
    for (client, admitted) in CLIENTS.iter().zip(&people) {
        clock.set(now - 20 * MINUTE);
        plan_next(vault, *admitted, client, now, zone).await?;
    }
    clock.set(now);
    Ok(())
}

/// What was asked and answered besides, for those who are asked something.
async fn measure(
    vault: &Vault,
    clock: &DemoClock,
    people: &[Admitted],
    now: Moment,
    zone: &TimeZone,
) -> Result<(), Failed> {
    let offer = Offer::shipped().map_err(wrong)?;
    for of in &MEASURED {
        let place = CLIENTS
            .iter()
            .position(|client| client.sign_in == of.sign_in);
        let Some(who) = place.and_then(|place| people.get(place)) else {
            return Err(wrong(format!("nobody is called {}", of.sign_in)));
        };
        for (at, deed) in of.days(now) {
            clock.set(at);
            let today = Day::of(at, zone);
            match deed {
                Deed::Plan => measured::plan(vault, &offer, *who, of, today).await?,
                Deed::Answer { measure, sum, last } => {
                    let asked = offer.measure(measure).ok_or_else(|| wrong(measure))?;
                    let safety = if last { of.safety_last } else { 0 };
                    let fields = measured::fields(asked, sum, safety);
                    measured::answers(vault, &offer, *who, measure, &fields, today).await?;
                }
                Deed::SeeTo => measured::see_to(vault, *who, zone).await?,
            }
        }
    }
    Ok(())
}

/// When the session so many weeks back began.
fn starts(client: &Client, weeks_back: u32, now: Moment, zone: &TimeZone) -> Moment {
    if client.story == Story::ThirdToday && weeks_back == 0 {
        return now - HOUR - 10 * MINUTE;
    }
    let day = now - client.days_ago.max(1) * DAY - i64::from(weeks_back) * WEEK;
    at_hour(day, client.hour, zone)
}

/// The same day at this hour of the service's clock.
fn at_hour(day: Moment, hour: i8, zone: &TimeZone) -> Moment {
    jiff::Timestamp::from_millisecond(day.millis())
        .ok()
        .map(|day| day.to_zoned(zone.clone()).date().at(hour, 0, 0, 0))
        .and_then(|civil| civil.to_zoned(zone.clone()).ok())
        .map_or(day, |zoned| {
            Moment::from_millis(zoned.timestamp().as_millisecond())
        })
}

async fn admit(vault: &Vault) -> Result<Vec<Admitted>, Failed> {
    let passphrases = Passphrases::new(Hashing::default());
    let passphrase = || Private::new(PASSPHRASE.to_owned());
    let mut staff = Vec::new();
    for person in &STAFF {
        let new = NewStaff {
            id: None,
            name: Private::new(person.name.to_owned()),
            role: person.role,
            language: person.language,
            sign_in_name: Private::new(person.sign_in.to_owned()),
            passphrase: passphrase(),
        };
        let admitted = people::admit_staff(vault, &passphrases, &new)
            .await
            .map_err(wrong)?;
        people::enrol(vault, admitted, &people::TotpSecret::new(SECRET))
            .await
            .map_err(wrong)?;
        staff.push(admitted);
    }
    let lead = Asker {
        person: staff[0],
        role: Role::ServiceLead,
    };
    let mut all = Vec::new();
    for client in &CLIENTS {
        let new = NewClient {
            id: None,
            called: Private::new(client.name.to_owned()),
            language: client.language,
            sign_in_name: Private::new(client.sign_in.to_owned()),
            passphrase: passphrase(),
        };
        let id = people::admit_client(vault, &passphrases, lead, &new)
            .await
            .map_err(wrong)?;
        let therapist = staff[client.therapist];
        let assign = |person, kind| people::assign(vault, lead, id, person, kind);
        assign(therapist, RelationKind::Therapist)
            .await
            .map_err(wrong)?;
        if matches!(client.story, Story::NotYet | Story::FellAndRepaired) {
            assign(staff[3], RelationKind::Supervisor)
                .await
                .map_err(wrong)?;
        }
        if client.story == Story::Instead {
            assign(staff[4], RelationKind::Advocate)
                .await
                .map_err(wrong)?;
        }
        all.push(Admitted {
            client: id,
            therapist,
        });
    }
    Ok(all)
}

const TREATS: Sections = Sections::of(&[
    Section::Identity,
    Section::Overview,
    Section::Sessions,
    Section::CheckIns,
    Section::Relationship,
    Section::Measures,
]);
const OWN: Sections = Sections::of(&[
    Section::Sessions,
    Section::CheckIns,
    Section::Relationship,
    Section::Measures,
    Section::Overview,
    Section::Consent,
    Section::Drafts,
]);

pub(super) async fn open(vault: &Vault, who: Admitted, as_client: bool) -> Result<Act, Failed> {
    let (asker, sections, purpose) = if as_client {
        (
            Asker {
                person: who.client.person(),
                role: Role::Client,
            },
            OWN,
            Purpose::OwnRecord,
        )
    } else {
        (
            Asker {
                person: who.therapist,
                role: Role::Therapist,
            },
            TREATS,
            Purpose::Treatment,
        )
    };
    let access = vault
        .decide(asker, who.client, sections, purpose)
        .await
        .map_err(wrong)?;
    let access = access.map_err(|refused| wrong(format!("{refused:?}")))?;
    Act::open(vault, access).await.map_err(wrong)
}

pub(super) async fn finish(mut act: Act, happened: Vec<Happened>) -> Result<(), Failed> {
    Routed.route(&mut act, &happened).await.map_err(wrong)?;
    act.done().await.map_err(wrong)
}

fn line<const MAX: usize>(words: &str) -> Result<Line<MAX>, Failed> {
    Line::parse(words).map_err(wrong)
}

async fn plan(
    vault: &Vault,
    who: Admitted,
    client: &Client,
    at: Moment,
) -> Result<RecordId, Failed> {
    let mut act = open(vault, who, false).await?;
    let spanish = client.language == pages::Language::Spanish;
    let (place, plan) = if spanish {
        (
            "Sala 2, junto al patio",
            "Lo que quedó pendiente, y cómo dormiste",
        )
    } else {
        (
            "Room 4, the one with the garden",
            "What stayed with you, and the week ahead",
        )
    };
    let new = NewSession {
        starts: at,
        minutes: 50,
        place: line(place)?,
        plan: Some(line(plan)?),
    };
    let id = act.mint();
    let happened = record(&mut act, id, &new).await.map_err(wrong)?;
    finish(act, happened).await?;
    Ok(id)
}

/// The next session, a week after the last.
async fn plan_next(
    vault: &Vault,
    who: Admitted,
    client: &Client,
    now: Moment,
    zone: &TimeZone,
) -> Result<(), Failed> {
    let days = if client.days_ago == 0 {
        7
    } else {
        7 - client.days_ago
    };
    let hour = if client.story == Story::ThirdToday {
        11
    } else {
        client.hour
    };
    plan(vault, who, client, at_hour(now + days * DAY, hour, zone)).await?;
    Ok(())
}

/// What a client answers: each scale 0 to 10, or nothing.
fn answers(client: &Client, number: u32) -> Option<Vec<(String, String)>> {
    let last = client.sessions - 1;
    // A small unrest of its own for every client and session, the same in every demo.
    let unrest = i64::from((number * 7 + client.usual * 3) % 9) - 4;
    let usual = i64::from(client.usual);
    let tenths = match client.story {
        Story::ThirdToday if number == last => return None,
        Story::FellAndRepaired if number == 20 => 48,
        Story::NotYet if number + 1 == last => 45,
        Story::NotYet if number == last => 63,
        Story::Slides if number + 3 >= last => usual - 9 * i64::from(number + 4 - last),
        Story::Ceiling => 100,
        _ if (number + client.usual).is_multiple_of(11) && number != last => return None,
        _ => usual + unrest,
    };
    let quiet = client.story == Story::Quiet && number == last;
    let scales = [
        "heard",
        "taken_seriously",
        "accepted",
        "agree_what",
        "agree_how",
        "safe_enough",
    ];
    let mut fields = Vec::new();
    for (place, scale) in (0_i64..).zip(scales) {
        if quiet && place > 1 {
            fields.push((format!("skip.{scale}"), "on".to_owned()));
        } else {
            // The six together come to the tenths wanted: the first few are rounded up.
            let sum = tenths.clamp(0, 100) * 6 / 10;
            let value = sum / 6 + i64::from(place < sum % 6);
            fields.push((scale.to_owned(), value.to_string()));
        }
    }
    let instead = client.story == Story::Instead && number + 2 >= last;
    let who = if instead {
        "someone_else"
    } else {
        "therapist_now"
    };
    let pace = if tenths < 60 { "too_fast" } else { "right" };
    for (name, value) in [
        ("pace", pace),
        ("felt_off", "no"),
        ("who_sees", who),
        ("see_each", "each"),
    ] {
        fields.push((name.to_owned(), value.to_owned()));
    }
    Some(fields)
}

/// What comes after a session: the check-in an hour later, and whatever the client's story holds.
async fn after(
    vault: &Vault,
    clock: &DemoClock,
    who: Admitted,
    client: &Client,
    session: RecordId,
    at: Moment,
    number: u32,
) -> Result<(), Failed> {
    let Some(fields) = answers(client, number) else {
        return Ok(());
    };
    clock.set(at + HOUR + 40 * MINUTE);
    let mut act = open(vault, who, true).await?;
    let form = alliance::form().ok_or_else(|| wrong("the check-in is not in the library"))?;
    let sent = Sent {
        session,
        session_version: 1,
        fields: &fields,
        instead: None,
    };
    let done = complete(&mut act, form, &sent, &rooms::Sessions)
        .await
        .map_err(wrong)?;
    finish(act, done.happened).await?;
    let last = client.sessions - 1;
    match client.story {
        Story::FellAndRepaired if number == 20 => repair(vault, clock, who, at, true).await,
        Story::NotYet if number + 1 == last => repair(vault, clock, who, at, false).await,
        Story::NamedAndOpen if number == last => felt_wrong(vault, clock, who, at).await,
        _ => Ok(()),
    }
}

/// The rupture that is open, if one is.
async fn open_rupture(act: &Act) -> Result<Option<RecordId>, Failed> {
    let all = act.latest::<RuptureV1>().await.map_err(wrong)?;
    Ok(all
        .kept
        .iter()
        .rev()
        .find(|r| r.value.state() != StateV1::Closed)
        .map(|r| r.record))
}

/// The therapist answers, repairs and asks; the client says "not yet", and in one story closes it.
async fn repair(
    vault: &Vault,
    clock: &DemoClock,
    who: Admitted,
    at: Moment,
    closes: bool,
) -> Result<(), Failed> {
    clock.set(at + DAY);
    let mut act = open(vault, who, false).await?;
    let Some(rupture) = open_rupture(&act).await? else {
        return Err(wrong("a fall was not noticed"));
    };
    let written = Answer {
        noticed: line(
            "I looked at the clock twice while you spoke about your sister, and I moved on too soon.",
        )?,
        discussed: None,
        plan: line(
            "Begin the next session with this, before anything else, and leave the worksheet at home.",
        )?,
    };
    let happened = answer(&mut act, rupture, written).await.map_err(wrong)?;
    finish(act, happened).await?;

    clock.set(at + 3 * DAY);
    let mut act = open(vault, who, false).await?;
    let words =
        line("I rang as we had agreed. I said that I had hurried you, and that this was mine.")?;
    let happened = step(&mut act, rupture, words, true).await.map_err(wrong)?;
    finish(act, happened).await?;

    clock.set(at + 4 * DAY);
    say(
        vault,
        who,
        rupture,
        SaidV1::NotYet,
        "I want to see how the next session goes first.",
    )
    .await?;
    if !closes {
        return Ok(());
    }
    clock.set(at + 5 * DAY);
    let mut act = open(vault, who, false).await?;
    let words = line("We agreed a sign: you raise a hand and I stop. We will try it next time.")?;
    let happened = step(&mut act, rupture, words, true).await.map_err(wrong)?;
    finish(act, happened).await?;
    clock.set(at + 6 * DAY);
    say(
        vault,
        who,
        rupture,
        SaidV1::Closed,
        "The sign helps. That was good to have.",
    )
    .await
}

async fn say(
    vault: &Vault,
    who: Admitted,
    rupture: RecordId,
    said: SaidV1,
    words: &str,
) -> Result<(), Failed> {
    let mut act = open(vault, who, true).await?;
    let happened = reply(&mut act, rupture, said, Some(line(words)?))
        .await
        .map_err(wrong)?;
    finish(act, happened).await
}

async fn felt_wrong(
    vault: &Vault,
    clock: &DemoClock,
    who: Admitted,
    at: Moment,
) -> Result<(), Failed> {
    clock.set(at + 5 * HOUR);
    let mut act = open(vault, who, true).await?;
    let named = NameIt {
        words: Some(line(
            "When you laughed I did not know if it was about me. I went quiet after that.",
        )?),
        fit: Some(FitV1::PulledBack),
        audience: AudienceV1::Section,
    };
    let id = act.mint();
    let happened = name_it(&mut act, id, named).await.map_err(wrong)?;
    finish(act, happened).await
}
