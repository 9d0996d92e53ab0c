//! Who tries the doors, and what the doors are about.

use crate::hand::Hand;
use crate::people_here::{Folk, answers_phq, own, staff};
use crate::service::Service;
use alliance::rupture::RuptureV1;
use care::{Asker, ClientId, DAY, RecordId, RelationKind, Role, Section};
use jiff::tz::TimeZone;
use measures::{Day, SignalV1};
use pages::Language;
use people::assign;
use promises::PromiseV1;

/// Someone who tries every door.
#[derive(Clone)]
pub(super) struct Actor {
    pub(super) asker: Option<Asker>,
    pub(super) sign_in: &'static str,
    pub(super) cookie: String,
}

impl Actor {
    pub(super) fn role(&self) -> &'static str {
        self.asker.map_or("nobody", |asker| asker.role.code())
    }
}

/// What a route can be about.
#[derive(Clone, Copy, Debug)]
pub(super) struct Object {
    pub(super) client: ClientId,
    pub(super) rupture: RecordId,
    /// An answered measure.
    pub(super) answered: RecordId,
    /// What was noticed in it.
    pub(super) signal: RecordId,
    /// A session that is to come.
    pub(super) session: RecordId,
    /// A promise that is open.
    pub(super) promise: RecordId,
}

/// A therapist promises something by hand.
pub(super) async fn promises(service: &Service, who: &str, client: ClientId) {
    let mut hand = Hand::over_the_wire(service);
    hand.comes_in(who).await;
    hand.goes(&format!("/clients/{client}/promises")).await;
    hand.fills("words", "A letter to the school").await;
    let day = Day::of(service.vault.now() + 7 * DAY, &TimeZone::UTC);
    hand.picks("day", &day.to_field()).await;
    hand.picks("time", "12:00").await;
    hand.presses("promise-new-keep").await;
    hand.reads("A letter to the school").await;
}

/// A client with a rupture, a session to come, an open promise, an answered measure that something was noticed in, and one that was
/// asked twice and not answered.
pub(super) async fn with_all(service: &Service, client: ClientId) -> Object {
    let answered = answers_phq(service, client, 0, 1).await;
    let sections = [Section::Relationship, Section::Measures, Section::Sessions];
    let act = own(service, client, &sections).await;
    let coming = sessions::coming(&act).await.unwrap();
    let promises = act.latest::<PromiseV1>().await.unwrap().kept;
    let ruptures = act.latest::<RuptureV1>().await.unwrap().kept;
    let signals = act.latest::<SignalV1>().await.unwrap().kept;
    Object {
        client,
        rupture: ruptures[0].record,
        answered,
        signal: signals[0].record,
        session: coming[0].record,
        promise: promises[0].record,
    }
}

pub(super) async fn everyone(service: &Service, folk: &Folk) -> Vec<Actor> {
    let english = Language::English;
    let mut actors = vec![Actor {
        asker: None,
        sign_in: "",
        cookie: String::new(),
    }];
    let team = [
        ("Pim Aalto", Role::PeerSupporter),
        ("Faye Moreau", Role::Facilitator),
        ("Wanda Nkosi", Role::WardNurse),
    ];
    let mut all = vec![
        (
            Asker {
                person: folk.amal.person(),
                role: Role::Client,
            },
            "amal",
        ),
        (folk.ruth, "ruth"),
        (folk.ines, "ines"),
        (folk.tomas, "tomas"),
        (folk.mara, "mara"),
    ];
    for (name, role) in team {
        let person = staff(service, name, role, english).await;
        assign(
            &service.vault,
            folk.mara,
            folk.amal,
            person.person,
            RelationKind::Team,
        )
        .await
        .unwrap();
        all.push((person, name.split(' ').next().unwrap()));
    }
    all.push((
        staff(service, "Petra Vance", Role::Administrator, english).await,
        "petra",
    ));
    for (asker, sign_in) in all {
        let cookie = service.sign_in(&sign_in.to_lowercase()).await;
        actors.push(Actor {
            asker: Some(asker),
            sign_in,
            cookie,
        });
    }
    actors
}
