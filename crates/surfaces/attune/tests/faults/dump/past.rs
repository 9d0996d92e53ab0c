//! What has been at the service before the thief came: six weeks, lived by the acts that people's
//! pages call, with a planted word wherever a person can write.

use super::planted::Planted;
use crate::people_here::{self, Named};
use crate::place::Place;
use alliance::rupture::act::{Answer, NameIt, answer, name_it, reply, step};
use alliance::rupture::{FitV1, SaidV1};
use alliance::{AudienceV1, Sent, complete};
use attune::reactions::Routed;
use attune::system::WallClock;
use care::{
    Asker, ClientId, Clock, DAY, HOUR, Happened, Line, Moment, Purpose, RecordId, Role, Section,
};
use pages::Reactions;
use sealed::{Act, Vault};
use sessions::meeting::{NewSession, record};
use std::sync::Arc;
use testing::Frozen;

/// People in care.
const CLIENTS: usize = 16;
/// Weeks of sessions that each of them has had.
const WEEKS: i64 = 6;
/// How many of these they answered.
const ANSWERED: i64 = 4;

const OWN: [Section; 6] = [
    Section::Sessions,
    Section::CheckIns,
    Section::Relationship,
    Section::Overview,
    Section::Consent,
    Section::Drafts,
];
const TREATS: [Section; 5] = [
    Section::Identity,
    Section::Overview,
    Section::Sessions,
    Section::CheckIns,
    Section::Relationship,
];

/// Everyone at the service.
pub(crate) struct Folk {
    pub(crate) lead: (Asker, Named),
    pub(crate) therapist: (Asker, Named),
    pub(crate) clients: Vec<(ClientId, Named)>,
    /// For each client, a session of an hour ago that they have not answered.
    pub(crate) due: Vec<RecordId>,
}

fn named(planted: &mut Planted) -> Named {
    Named {
        name: planted.word("names"),
        sign_in: planted.typed("sign-in names"),
        passphrase: format!(
            "{} {}",
            planted.typed("passphrases"),
            planted.typed("passphrases")
        ),
    }
}

fn line<const MAX: usize>(words: &str) -> Line<MAX> {
    Line::parse(words).unwrap()
}

/// The service while its past is lived.
struct Past<'a> {
    vault: Vault,
    clock: Arc<Frozen>,
    planted: &'a mut Planted,
    therapist: Asker,
}

/// Lives it.
pub(crate) async fn live(place: &Place, planted: &mut Planted) -> Folk {
    let now = WallClock.now();
    let clock = Arc::new(Frozen::at(now - (WEEKS * 7 + 1) * DAY));
    let vault = place.open(Arc::clone(&clock) as Arc<dyn Clock>).await;
    let mut staff = Vec::new();
    for role in [
        Role::ServiceLead,
        Role::Therapist,
        Role::Supervisor,
        Role::Advocate,
    ] {
        let named = named(planted);
        staff.push((people_here::staff(&vault, role, &named).await, named));
    }
    let (lead, therapist) = (staff[0].0, staff[1].0);
    let mut clients = Vec::new();
    for _ in 0..CLIENTS {
        let named = named(planted);
        let client = people_here::client(&vault, lead, &named).await;
        for (beside, _) in &staff[1..] {
            people_here::beside(&vault, lead, client, *beside).await;
        }
        clients.push((client, named));
    }
    let mut past = Past {
        vault,
        clock,
        planted,
        therapist,
    };
    let mut due = Vec::new();
    // One therapist is with one of them at a time: each has an hour of their own.
    for ((client, _), hour) in clients.iter().zip(0..) {
        due.push(past.weeks(*client, now + -hour * HOUR).await);
    }
    past.vault.engine().close().await;
    let mut staff = staff.into_iter();
    let (lead, therapist) = (staff.next().unwrap(), staff.next().unwrap());
    Folk {
        lead,
        therapist,
        clients,
        due,
    }
}

impl Past<'_> {
    /// One client's weeks; answers the session that is still to be answered.
    async fn weeks(&mut self, client: ClientId, now: Moment) -> RecordId {
        for week in (1..=WEEKS).rev() {
            let starts = now - week * 7 * DAY;
            let session = self.session(client, starts).await;
            if week > WEEKS - ANSWERED {
                self.clock.set(starts + 2 * HOUR);
                self.check_in(client, session).await;
            }
        }
        self.clock.set(now - DAY);
        self.strain_and_repair(client).await;
        self.session(client, now - HOUR).await
    }

    async fn open(&self, client: ClientId, as_client: bool) -> Act {
        if as_client {
            people_here::own(&self.vault, client, &OWN).await
        } else {
            let by = self.therapist;
            people_here::open(&self.vault, by, client, &TREATS, Purpose::Treatment).await
        }
    }

    async fn done(&self, mut act: Act, happened: &[Happened]) {
        Routed.route(&mut act, happened).await.unwrap();
        act.done().await.unwrap();
    }

    async fn session(&mut self, client: ClientId, starts: Moment) -> RecordId {
        let mut act = self.open(client, false).await;
        let new = NewSession {
            starts,
            minutes: 50,
            place: line(&self.planted.word("session places")),
            plan: Some(line(&self.planted.words("session plans"))),
        };
        let id = act.mint();
        let happened = record(&mut act, id, &new).await.unwrap();
        self.done(act, &happened).await;
        id
    }

    async fn check_in(&mut self, client: ClientId, session: RecordId) {
        let mut act = self.open(client, true).await;
        let words = self.planted.words("check-ins");
        let fields = check_in_fields(&words).map(|(name, value)| (name.into(), value.into()));
        let sent = Sent {
            session,
            session_version: 1,
            fields: &fields,
            instead: None,
        };
        let done = complete(&mut act, alliance::form().unwrap(), &sent, &rooms::Sessions)
            .await
            .unwrap();
        self.done(act, &done.happened).await;
    }

    /// Something felt wrong; it is answered, repaired, "not yet", and closed.
    async fn strain_and_repair(&mut self, client: ClientId) {
        let mut act = self.open(client, true).await;
        let rupture = act.mint();
        let named = NameIt {
            words: Some(line(&self.planted.words("felt wrong"))),
            fit: Some(FitV1::PulledBack),
            audience: AudienceV1::Section,
        };
        let happened = name_it(&mut act, rupture, named).await.unwrap();
        self.done(act, &happened).await;

        let mut act = self.open(client, false).await;
        let written = Answer {
            noticed: line(&self.planted.word("answers")),
            discussed: Some(line(&self.planted.word("answers"))),
            plan: line(&self.planted.word("answers")),
        };
        let happened = answer(&mut act, rupture, written).await.unwrap();
        self.done(act, &happened).await;

        for said in [SaidV1::NotYet, SaidV1::Closed] {
            let mut act = self.open(client, false).await;
            let words = line(&self.planted.word("steps"));
            let happened = step(&mut act, rupture, words, true).await.unwrap();
            self.done(act, &happened).await;
            let mut act = self.open(client, true).await;
            let words = Some(line(&self.planted.word("replies")));
            let happened = reply(&mut act, rupture, said, words).await.unwrap();
            self.done(act, &happened).await;
        }
    }
}

/// What a client answers after a session in which something felt off, all of it openly.
pub(crate) fn check_in_fields(words: &str) -> [(&str, &str); 7] {
    [
        ("heard", "3"),
        ("accepted", "4"),
        ("felt_off", "yes"),
        ("off_kind", "clashed"),
        ("own_words", words),
        ("who_sees", "therapist_now"),
        ("see_each", "each"),
    ]
}
