//! Who may take which route, for every route there is: each role with their own record, an assigned
//! client's, another client's and one that does not exist. What is answered is what `care::decide`
//! says, what is refused is answered byte for byte like what is not there, and the whole table is
//! the text beside this file, which a service lead and a client advocate can read.

mod actors;
mod kinds;
mod links;
mod unmade;

use crate::people_here::{Folk, asks, check_in, own, session, three_sessions};
use crate::service::{Answered, On, Service};
use actors::{Actor, Object, everyone, promises, with_all};
use axum::http::StatusCode;
use care::{ClientId, DAY, PersonId, Purpose, RecordId, Role, Section};
use pages::{Declared, Language, Needs, Verb};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use unmade::{UNMADE, is_unmade};

/// The table as it was signed off.
const SIGNED_OFF: &str = include_str!("doors.txt");

/// Whose record a route is tried with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Whose {
    /// The asker's own.
    Own,
    /// A client with whom the asker works.
    Assigned,
    /// A client with whom the asker has nothing to do.
    Other,
    /// Nobody's.
    Absent,
}

const ALL: [Whose; 4] = [Whose::Own, Whose::Assigned, Whose::Other, Whose::Absent];

struct Doors {
    service: Service,
    folk: Folk,
    amal: Object,
    noor: Object,
    absent: Object,
    actors: Vec<Actor>,
}

impl Doors {
    async fn stand() -> Self {
        let (service, folk) = Service::with_folk(On::Memory, Language::English).await;
        for (with, client) in [(folk.ruth, folk.amal), (folk.ben, folk.noor)] {
            asks(&service, with, client, "phq-9", 14).await;
            asks(&service, with, client, UNANSWERED, 7).await;
        }
        let third = three_sessions(&service, &folk).await;
        check_in(&service, folk.amal, third, &["3", "2", "3", "4", "3"]).await;
        let tomorrow = service.vault.now() + DAY;
        session(&service, folk.ben, folk.noor, tomorrow).await;
        for (who, client) in [("ruth", folk.amal), ("ben", folk.noor)] {
            promises(&service, who, client).await;
        }
        // Noor, who is with Ben, has a rupture too.
        let noor = service.sign_in("noor").await;
        let once = own(&service, folk.noor, &[Section::Relationship])
            .await
            .mint()
            .to_string();
        service
            .client_does(
                &noor,
                &[
                    ("do", "name-it"),
                    ("once", &once),
                    ("own-words", "We hurried."),
                ],
            )
            .await;
        let nobody = PersonId::mint(service.vault.now(), service.vault.chance());
        let nothing = RecordId::mint(service.vault.now(), service.vault.chance());
        Self {
            amal: with_all(&service, folk.amal).await,
            noor: with_all(&service, folk.noor).await,
            absent: Object {
                client: ClientId::of(nobody),
                rupture: nothing,
                answered: nothing,
                signal: nothing,
                session: nothing,
                promise: nothing,
            },
            actors: everyone(&service, &folk).await,
            folk,
            service,
        }
    }

    /// The record someone means; `None` where there is no such record for them.
    fn object(&self, actor: &Actor, whose: Whose) -> Option<Object> {
        let is_client = actor.asker.is_some_and(|asker| asker.role == Role::Client);
        match whose {
            Whose::Own if is_client => Some(self.amal),
            Whose::Own => None,
            // Amal is assigned to everyone on the staff who can have a client.
            Whose::Assigned if is_client || actor.asker.is_none() => None,
            Whose::Assigned => Some(self.amal),
            Whose::Other => Some(self.noor),
            Whose::Absent => Some(self.absent),
        }
    }

    /// Someone who works here.
    fn colleague(&self) -> String {
        let askers = self.actors.iter().filter_map(|actor| actor.asker);
        let mut therapists = askers.filter(|asker| asker.role == Role::Therapist);
        therapists.next().unwrap().person.to_string()
    }

    async fn ask(&self, actor: &Actor, door: &Declared, object: Object) -> Answered {
        let (client, rupture) = (object.client.to_string(), object.rupture.to_string());
        let (answered, signal) = (object.answered.to_string(), object.signal.to_string());
        let (session, promise) = (object.session.to_string(), object.promise.to_string());
        let service = &self.service;
        if let Some(does) = door.path.strip_prefix("/ ") {
            let about = match does.split('-').next() {
                Some("measure") => &answered,
                Some("session" | "next") => &session,
                Some("promise") => &promise,
                _ => &rupture,
            };
            let form = [("do", does), ("about", about)];
            if actor.asker.is_some_and(|asker| asker.role == Role::Client) {
                return service.client_does(&actor.cookie, &form).await;
            }
            return service.post("/", &actor.cookie, &form).await;
        }
        let mut path = door
            .path
            .replace("{client}", &client)
            .replace("{rupture}", &rupture)
            .replace("{signal}", &signal)
            .replace("{session}", &session)
            .replace("{promise}", &promise)
            // Whoever may sees their own notes only, and has written none.
            .replace("{note}", &rupture)
            .replace("{measure}/unanswered", &format!("{UNANSWERED}/unanswered"))
            .replace("{person}", &self.colleague())
            .replace("{measure}", "phq-9")
            .replace("{sheet}", "two-columns");
        for unmade in UNMADE {
            path = path.replace(*unmade, &rupture);
        }
        assert!(
            !path.contains('{'),
            "{path}: something this test does not know"
        );
        match door.verb {
            Verb::Get => service.get(&path, &actor.cookie).await,
            Verb::Post => service.post(&path, &actor.cookie, &[]).await,
        }
    }

    /// What the rules say: whether this person may take this door with this record.
    async fn may(&self, actor: &Actor, door: &Declared, client: ClientId) -> bool {
        let Some(asker) = actor.asker else {
            return door.needs == Needs::Nothing;
        };
        let decided = match door.needs {
            Needs::Nothing => return true,
            Needs::Role(roles) | Needs::Second(roles) => return roles.contains(&asker.role),
            Needs::Record { sections, purposes } => {
                let Some((_, purpose)) = purposes.iter().find(|(role, _)| *role == asker.role)
                else {
                    return false;
                };
                self.service
                    .vault
                    .decide(asker, client, sections, *purpose)
                    .await
            }
            Needs::Own { sections } => {
                let own = ClientId::of(asker.person);
                let purpose = Purpose::OwnRecord;
                return asker.role == Role::Client
                    && self
                        .service
                        .vault
                        .decide(asker, own, sections, purpose)
                        .await
                        .unwrap()
                        .is_ok();
            }
        };
        decided.unwrap().is_ok()
    }
}

/// What an answer amounts to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Outcome {
    Opened,
    /// Answered as if there were nothing.
    Nothing,
    /// Sent to the door, to sign in.
    ToTheDoor,
    /// Someone who works here asked for a client's app, and was sent to their own first page.
    ToTheirHome,
    Fault,
}

fn outcome(actor: &Actor, door: &Declared, answered: &Answered) -> Outcome {
    let in_a_clients_app = matches!(door.needs, Needs::Own { .. });
    let is_staff = actor.asker.is_some_and(|asker| asker.role != Role::Client);
    match answered.status {
        status if status.is_server_error() => Outcome::Fault,
        StatusCode::NOT_FOUND => Outcome::Nothing,
        StatusCode::SEE_OTHER if actor.asker.is_none() && answered.to() == "/" => {
            Outcome::ToTheDoor
        }
        _ if actor.asker.is_none() && in_a_clients_app => Outcome::ToTheDoor,
        StatusCode::SEE_OTHER if in_a_clients_app && is_staff => Outcome::ToTheirHome,
        _ => Outcome::Opened,
    }
}

/// A measure that was asked twice and not answered.
const UNANSWERED: &str = "core-10";

/// Words that only Noor's team and the lead may ever read here.
const NOORS: [&str; 2] = ["Noor", "We hurried."];

/// One door, tried by one person with every kind of record.
struct Tried {
    /// With whose records it opened.
    opened: Vec<Whose>,
    wrong: Vec<String>,
}

impl Doors {
    async fn tried(&self, actor: &Actor, door: &Declared) -> Tried {
        let mut tried = Tried {
            opened: Vec::new(),
            wrong: Vec::new(),
        };
        let mut refused: Option<Answered> = None;
        for whose in ALL {
            let Some(object) = self.object(actor, whose) else {
                continue;
            };
            let answered = self.ask(actor, door, object).await;
            let outcome = outcome(actor, door, &answered);
            let may = self.may(actor, door, object.client).await;
            let (verb, path, role) = (verb(door), &door.path, actor.role());
            let mut wrong = |what: &str| {
                let status = answered.status;
                tried.wrong.push(format!(
                    "{verb} {path} as {role} with {whose:?}: {status}: {what}"
                ));
            };
            // Which record a client's act is about is the act's own matter; that it is theirs, the
            // rules'. Open doors are open, and what they answer is told in stories of their own.
            let decided = whose == Whose::Own || !path.starts_with("/ ");
            if outcome == Outcome::Fault {
                wrong("a fault");
            }
            let there = !(is_unmade(door) && may && outcome == Outcome::Nothing);
            let opened = outcome == Outcome::Opened;
            if decided && there && door.needs != Needs::Nothing && may != opened {
                wrong(&format!("the rules say {may}"));
            }
            if outcome == Outcome::Nothing && matches!(whose, Whose::Other | Whose::Absent) {
                let first = refused.get_or_insert_with(|| answered.clone());
                if *first != answered {
                    wrong("another's and nobody's are told apart");
                }
            }
            let closed = outcome != Outcome::Opened;
            let tells = |word: &&str| answered.page.contains(*word);
            if (role != "service-lead" && NOORS.iter().any(tells))
                || (closed && role != "client" && tells(&"Amal"))
            {
                wrong("tells something");
            }
            if opened || !there {
                tried.opened.push(whose);
            }
        }
        tried
    }
}

/// How a line of the table says for whom a door opened.
fn line(actor: &Actor, door: &Declared, opened: &[Whose]) -> String {
    // What a client asks for is their own, whatever it is about: pictures have no other's record.
    let about_one = door.path.contains('{') && !matches!(door.needs, Needs::Own { .. });
    if about_one {
        let whose: Vec<String> = opened
            .iter()
            .map(|whose| format!("{whose:?}").to_lowercase())
            .collect();
        return format!("{} ({})", actor.role(), whose.join(", "));
    }
    actor.role().to_owned()
}

/// The order in which doors are tried: looking first, and signing out last.
fn in_order(mut doors: Vec<Declared>) -> Vec<Declared> {
    doors.sort_by_key(|door| (door.path == "/sign-out", door.verb, door.path.clone()));
    doors
}

fn verb(door: &Declared) -> &'static str {
    match door.verb {
        Verb::Get => "GET",
        Verb::Post => "POST",
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_door_opens_to_whom_the_rules_say_and_to_nobody_else() {
    let doors = Doors::stand().await;
    let mut table = String::new();
    let mut wrong = Vec::new();
    for door in in_order(doors.service.declared.clone()) {
        let mut lines = Vec::new();
        for actor in &doors.actors {
            let tried = doors.tried(actor, &door).await;
            wrong.extend(tried.wrong);
            if !tried.opened.is_empty() {
                lines.push(line(actor, &door, &tried.opened));
            }
        }
        let whom = match lines.len() {
            0 => "no one, as things stand here".to_owned(),
            all if all == doors.actors.len() => "anyone".to_owned(),
            all if all + 1 == doors.actors.len() => "anyone who is signed in".to_owned(),
            _ => lines.join("; "),
        };
        let _ = writeln!(table, "{:<4} {:<46} {whom}", verb(&door), door.path);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let here = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../target/doors.txt");
    if table != SIGNED_OFF {
        std::fs::write(here, &table).unwrap();
        let old: BTreeSet<&str> = SIGNED_OFF.lines().collect();
        let new: Vec<&str> = table.lines().filter(|line| !old.contains(line)).collect();
        panic!(
            "who may take which route has changed. If it is meant, put {here} in place of doors.txt. New:\n{}",
            new.join("\n")
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_on_the_table_is_there_twice_and_everyone_is() {
    let doors = Doors::stand().await;
    let roles: BTreeSet<&str> = doors.actors.iter().map(Actor::role).collect();
    assert_eq!(
        roles.len(),
        Role::ALL.len() + 1,
        "every role, and nobody: {roles:?}"
    );
    let signed_in = doors.actors.iter().filter(|actor| actor.cookie.is_empty());
    assert_eq!(signed_in.count(), 1, "only nobody has no sign-in");
    assert!(
        doors
            .actors
            .iter()
            .all(|actor| actor.sign_in.is_empty() == actor.asker.is_none())
    );
    let declared: BTreeSet<(Verb, &str)> = doors
        .service
        .declared
        .iter()
        .map(|door| (door.verb, door.path.as_str()))
        .collect();
    assert_eq!(
        declared.len(),
        doors.service.declared.len(),
        "no route is declared twice"
    );
}
