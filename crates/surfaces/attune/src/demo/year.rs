//! The demo's year: everything that is in it was done by the same acts that people's pages call,
//! each at its time and in the order of time. Nothing is written behind the record's back.

use super::cast::{ADVOCATE, CLIENTS, Client, PASSPHRASE, SECRET, STAFF, SUPERVISOR, Story};
use super::clock::DemoClock;
use super::house::{self, HOUSE};
use super::measured::{self, Deed, MEASURED};
use super::met::{Odd, odd};
use super::scenes::{AMAL, OTHERS, RUTHS, Scene, When};
use super::{before, played, work};
use crate::reactions::Routed;
use crate::say::Failed;
use care::{
    Asker, ClientId, DAY, HOUR, Happened, Line, MINUTE, Moment, PersonId, Private, Purpose,
    RecordId, RelationKind, Role, Section, Sections,
};
use jiff::tz::TimeZone;
use measures::{Day, Offer};
use pages::Reactions;
use people::{Hashing, NewClient, NewStaff, Passphrases};
use sealed::{Act, Vault};
use std::collections::BTreeMap;
use std::fmt::Display;
use std::sync::Arc;

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

/// A year while it is lived.
pub(super) struct Life<'a> {
    pub(super) vault: &'a Vault,
    pub(super) zone: &'a TimeZone,
    pub(super) now: Moment,
    /// Everyone who works there, in the order of [`STAFF`].
    pub(super) staff: Vec<PersonId>,
    /// Everyone in care, in the order of [`CLIENTS`].
    pub(super) people: Vec<Admitted>,
    /// The sessions of each of them, by their number.
    pub(super) met: Vec<BTreeMap<u32, RecordId>>,
    offer: Arc<Offer>,
}

/// Something that happens in the year.
#[derive(Clone, Copy)]
enum Event {
    /// A session is planned that begins then.
    Plan(u32, Moment),
    /// That a session will be otherwise is said.
    Announce(u32),
    /// The client says that it is fine.
    Agree(u32),
    /// A session was.
    Hold(u32),
    /// The client is asked how it was.
    CheckIn(u32),
    /// Something about measures.
    Measure(&'static measured::Measured, Deed),
    /// Something else between two people.
    Scene(&'static Scene),
    /// Something is done with a tool.
    Work(work::Deed),
    /// Something that whoever leads the service does, or someone asks of them.
    House(house::Deed),
    /// The worker looks at what was promised, and at what waits to be repaired.
    Look,
}

/// An event, when it is, and in whose record: the place of a client.
type Timed = (Moment, usize, Event);

/// Lives the year that ends now.
pub(crate) async fn live(
    vault: &Vault,
    clock: &DemoClock,
    now: Moment,
    zone: &TimeZone,
) -> Result<(), Failed> {
    clock.set(now - 53 * WEEK);
    before::left(vault, Day::of(vault.now(), zone)).await?;
    let (staff, people) = admit(vault).await?;
    let mut life = Life {
        vault,
        zone,
        now,
        staff,
        met: vec![BTreeMap::new(); people.len()],
        people,
        offer: Offer::shipped().map_err(wrong)?,
    };
    for (at, place, event) in timeline(now, zone)? {
        if at > now {
            return Err(wrong("something would happen after now"));
        }
        clock.set(at);
        life.happens(place, event).await?;
    }
    clock.set(now);
    Ok(())
}

impl Life<'_> {
    async fn happens(&mut self, place: usize, event: Event) -> Result<(), Failed> {
        match event {
            Event::Plan(number, starts) => self.plan(place, number, starts).await,
            Event::Announce(number) => self.announce(place, number).await,
            Event::Agree(number) => self.agree(place, number).await,
            Event::Hold(number) => self.hold(place, number).await,
            Event::CheckIn(number) => self.check_in(place, number).await,
            Event::Measure(of, deed) => self.measure(place, of, deed).await,
            Event::Scene(scene) => played::play(self, place, scene).await,
            Event::Work(deed) => work::happens(self, place, deed).await,
            Event::House(deed) => house::happens(self, deed).await,
            Event::Look => {
                let promised = crate::promised::round(self.vault).await.map_err(wrong)?;
                let strained = crate::ruptures::round(self.vault).await.map_err(wrong)?;
                tracing::debug!(?promised, strained, "the worker of the demo's year looked");
                Ok(())
            }
        }
    }

    /// What was asked and answered besides.
    async fn measure(
        &self,
        place: usize,
        of: &measured::Measured,
        deed: Deed,
    ) -> Result<(), Failed> {
        let (vault, offer, who) = (self.vault, &self.offer, self.people[place]);
        let today = Day::of(vault.now(), self.zone);
        match deed {
            Deed::Plan => measured::plan(vault, offer, who, of, today).await,
            Deed::Answer { measure, sum, last } => {
                let asked = offer.measure(measure).ok_or_else(|| wrong(measure))?;
                let safety = if last { of.safety_last } else { 0 };
                let fields = measured::fields(asked, sum, safety);
                measured::answers(vault, offer, who, measure, &fields, today).await
            }
            Deed::SeeTo => measured::see_to(vault, who, self.zone).await,
        }
    }
}

/// Everything that happens, in the order of time.
fn timeline(now: Moment, zone: &TimeZone) -> Result<Vec<Timed>, Failed> {
    let mut all: Vec<Timed> = Vec::new();
    for (place, client) in CLIENTS.iter().enumerate() {
        for back in 0..client.sessions {
            all.extend(of_a_session(client, back, now, zone).map(|(at, event)| (at, place, event)));
        }
        let last = starts(client, 0, now, zone);
        let next = Event::Plan(client.sessions, next_starts(client, now, zone));
        all.push((last + 55 * MINUTE, place, next));
    }
    for of in &MEASURED {
        let place = place_of(of.sign_in)?;
        let days = of.days(now).into_iter();
        all.extend(days.map(|(at, deed)| (at, place, Event::Measure(of, deed))));
    }
    let at = |when, place: usize| match when {
        When::Ago(ago) => now - ago,
        When::After(back, later) => starts(&CLIENTS[place], back, now, zone) + later,
    };
    for scene in AMAL.iter().chain(&RUTHS).chain(&OTHERS) {
        let place = place_of(scene.who)?;
        all.push((at(scene.when, place), place, Event::Scene(scene)));
    }
    for told in work::all() {
        let place = place_of(told.who)?;
        all.push((at(told.when, place), place, Event::Work(told.deed)));
    }
    let house = HOUSE.iter();
    all.extend(house.map(|(ago, deed)| (now - *ago, 0, Event::House(*deed))));
    // Promises are looked at every minute where the program runs; here as often as anything is
    // late in them.
    let looks = (1..=30).chain((35..=364).step_by(7));
    all.extend(looks.map(|days| (now - days * DAY, 0, Event::Look)));
    all.sort_by_key(|(at, ..)| *at);
    Ok(all)
}

fn place_of(sign_in: &str) -> Result<usize, Failed> {
    let place = CLIENTS.iter().position(|client| client.sign_in == sign_in);
    place.ok_or_else(|| wrong(format!("nobody is called {sign_in}")))
}

/// What belongs to the session so many weeks back.
fn of_a_session(
    client: &'static Client,
    back: u32,
    now: Moment,
    zone: &TimeZone,
) -> impl Iterator<Item = (Moment, Event)> {
    let at = starts(client, back, now, zone);
    let number = client.sessions - 1 - back;
    let how = odd(client, number);
    let mut events = vec![(at - 2 * DAY, Event::Plan(number, at))];
    if matches!(how, Odd::OtherRoom | Odd::OffByClient | Odd::OffByService) {
        events.push((at - 30 * HOUR, Event::Announce(number)));
    }
    if how == Odd::OtherRoom {
        events.push((at - 26 * HOUR, Event::Agree(number)));
    }
    if !matches!(how, Odd::OffByClient | Odd::OffByService) {
        events.push((at + 51 * MINUTE, Event::Hold(number)));
        // The last of whoever begins by hand is left to them.
        let by_hand = client.story == Story::ThirdToday && back == 0;
        if !by_hand {
            events.push((at + HOUR + 40 * MINUTE, Event::CheckIn(number)));
        }
    }
    events.into_iter()
}

/// When the session so many weeks back began.
fn starts(client: &Client, weeks_back: u32, now: Moment, zone: &TimeZone) -> Moment {
    if client.story == Story::ThirdToday && weeks_back == 0 {
        return now - HOUR - 10 * MINUTE;
    }
    let day = now - client.days_ago.max(1) * DAY - i64::from(weeks_back) * WEEK;
    at_hour(day, client.hour, zone)
}

/// When the next session begins, a week after the last.
fn next_starts(client: &Client, now: Moment, zone: &TimeZone) -> Moment {
    let (days, hour) = if client.story == Story::ThirdToday {
        (7, 11)
    } else {
        (7 - client.days_ago, client.hour)
    };
    at_hour(now + days * DAY, hour, zone)
}

/// The same day at this hour of the service's clock.
pub(super) fn at_hour(day: Moment, hour: i8, zone: &TimeZone) -> Moment {
    jiff::Timestamp::from_millisecond(day.millis())
        .ok()
        .map(|day| day.to_zoned(zone.clone()).date().at(hour, 0, 0, 0))
        .and_then(|civil| civil.to_zoned(zone.clone()).ok())
        .map_or(day, |zoned| {
            Moment::from_millis(zoned.timestamp().as_millisecond())
        })
}

async fn admit(vault: &Vault) -> Result<(Vec<PersonId>, Vec<Admitted>), Failed> {
    // The passphrase of everyone here is printed when the demo begins: to hash it harder than a
    // service must would only make people wait.
    let passphrases = Passphrases::new(Hashing::LEAST);
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
        if matches!(
            client.story,
            Story::NotYet | Story::FellAndRepaired | Story::Unrepaired
        ) {
            assign(staff[SUPERVISOR], RelationKind::Supervisor)
                .await
                .map_err(wrong)?;
        }
        if client.story == Story::Instead {
            assign(staff[ADVOCATE], RelationKind::Advocate)
                .await
                .map_err(wrong)?;
        }
        all.push(Admitted {
            client: id,
            therapist,
        });
    }
    Ok((staff, all))
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
    open_for(vault, who, as_client, if as_client { OWN } else { TREATS }).await
}

/// An act of the client or their therapist on these parts of the record.
pub(super) async fn open_for(
    vault: &Vault,
    who: Admitted,
    as_client: bool,
    sections: Sections,
) -> Result<Act, Failed> {
    let (person, role, purpose) = if as_client {
        (who.client.person(), Role::Client, Purpose::OwnRecord)
    } else {
        (who.therapist, Role::Therapist, Purpose::Treatment)
    };
    let access = vault
        .decide(Asker { person, role }, who.client, sections, purpose)
        .await
        .map_err(wrong)?;
    let access = access.map_err(|refused| wrong(format!("{refused:?}")))?;
    Act::open(vault, access).await.map_err(wrong)
}

pub(super) async fn finish(mut act: Act, happened: Vec<Happened>) -> Result<(), Failed> {
    Routed.route(&mut act, &happened).await.map_err(wrong)?;
    act.done().await.map_err(wrong)
}

pub(super) fn line<const MAX: usize>(words: &str) -> Result<Line<MAX>, Failed> {
    Line::parse(words).map_err(wrong)
}
