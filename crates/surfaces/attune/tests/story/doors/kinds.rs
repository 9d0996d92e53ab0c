//! The same doors, tried by everyone whose standing is not as simple as a role: assigned and kept
//! out, named as one for whom the client does not exist, with a permission and with one that ended,
//! under broken glass and after it, no longer assigned, without a second way, or a client in front
//! of their lock; and by everyone with a record that is closed to them and with one that was
//! destroyed. What they may is what `care::decide` says of these facts.

use super::actors::{Actor, Object};
use super::unmade::is_unmade;
use super::{Doors, Outcome, in_order, outcome, verb};
use crate::people_here::{client, own, private, staff};
use crate::service::{Answered, PASSPHRASE, SECRET, Service};
use axum::http::StatusCode;
use care::{
    Asker, BREAK_GLASS_LASTS, BreakGlass, ClientId, DAY, Facts, Grant, Grantee, KeptFrom,
    LevelOfCare, RecordId, Relation, RelationKind, Role, Section, Sections,
};
use pages::{Declared, Language, Needs, Verb};
use people::{NewStaff, TotpSecret, admit_staff, assign};
use std::collections::BTreeMap;

/// What someone is to the client whose record they ask for.
struct Kind {
    name: &'static str,
    actor: Actor,
    /// In care, and in front of their lock.
    locked: bool,
    /// Works here, and has no second way in.
    half: bool,
    /// With whom they work, if it is not Amal.
    works_with: ClientId,
    /// Has only a role: of their own clients, and of another's, the table of roles tells.
    plain: bool,
}

/// Records beside those of the roles' table.
struct More {
    kinds: Vec<Kind>,
    /// In care day and night.
    inpatient: ClientId,
    /// Closed, by its client, to everyone who works here.
    sealed: ClientId,
    /// Destroyed.
    erased: ClientId,
}

async fn change(service: &Service, client: ClientId, with: impl FnOnce(&mut Facts)) {
    let mut act = own(service, client, &[Section::Consent]).await;
    let mut facts = act.standing().await.unwrap();
    with(&mut facts);
    act.set_standing(&facts).await.unwrap();
    act.done().await.unwrap();
}

/// How someone in this role stands to a client, if they can at all.
fn relation(role: Role) -> Option<RelationKind> {
    match role {
        Role::Therapist => Some(RelationKind::Therapist),
        Role::Supervisor => Some(RelationKind::Supervisor),
        Role::Advocate => Some(RelationKind::Advocate),
        Role::PeerSupporter | Role::Facilitator | Role::WardNurse => Some(RelationKind::Team),
        _ => None,
    }
}

async fn comes_in(service: &Service, sign_in: &str) -> String {
    let form = [("sign-in", sign_in), ("passphrase", PASSPHRASE)];
    let half = service.post("/in", "", &form).await.sign_in().unwrap();
    let code = TotpSecret::new(SECRET).code_at(service.vault.now());
    let form = [("code", code.expose().as_str())];
    let came = service.post("/second", &half, &form).await;
    came.sign_in()
        .unwrap_or_else(|| panic!("{sign_in}: {}", came.page))
}

/// Someone whose second way is not set up yet.
async fn without_a_second_way(service: &Service) -> (Asker, String) {
    let role = Role::Therapist;
    let new = NewStaff {
        id: None,
        name: private("Leyla Aydin"),
        role,
        language: Language::English,
        sign_in_name: private("leyla"),
        passphrase: private(PASSPHRASE),
    };
    let passphrases = Service::passphrases();
    let person = admit_staff(&service.vault, &passphrases, &new).await;
    let person = person.unwrap();
    let form = [("sign-in", "leyla"), ("passphrase", PASSPHRASE)];
    let half = service.post("/in", "", &form).await.sign_in().unwrap();
    (Asker { person, role }, half)
}

impl More {
    async fn stand(doors: &Doors) -> Self {
        let (service, folk) = (&doors.service, &doors.folk);
        let english = Language::English;
        let new = async |called| client(service, folk.mara, called, english).await;
        let mut more = Self {
            kinds: Vec::new(),
            inpatient: new("Idunn").await,
            sealed: new("Solveig").await,
            erased: new("Edvarda").await,
        };
        for (name, called, role) in [
            ("unassigned", "Una Berg", Role::Therapist),
            ("kept out", "Kit Moss", Role::Therapist),
            ("named by the client", "Cole Hart", Role::Therapist),
            ("no longer assigned", "Rhea Sund", Role::Therapist),
            ("with a permission", "Lena Voss", Role::Therapist),
            ("with an ended permission", "Ella Roth", Role::Therapist),
            ("under broken glass", "Gil Arno", Role::Therapist),
            ("after broken glass", "Gus Arden", Role::Therapist),
            ("nurse under broken glass", "Nia Holm", Role::WardNurse),
            ("nurse day and night", "Nell Frost", Role::WardNurse),
        ] {
            let asker = staff(service, called, role, english).await;
            let sign_in = called.split(' ').next().unwrap().to_lowercase();
            let cookie = comes_in(service, &sign_in).await;
            more.add(name, asker, cookie, folk.amal);
        }
        let (leyla, half) = without_a_second_way(service).await;
        more.add("without a second way", leyla, half, folk.amal);
        let locked = service
            .post(
                "/in",
                "",
                &[("sign-in", "amal"), ("passphrase", PASSPHRASE)],
            )
            .await;
        let amal = Asker {
            person: folk.amal.person(),
            role: Role::Client,
        };
        more.add(
            "in front of the lock",
            amal,
            locked.sign_in().unwrap(),
            folk.amal,
        );
        more.assign_all(doors).await;
        more.set_standings(service, folk.amal).await;
        more
    }

    fn add(&mut self, name: &'static str, asker: Asker, cookie: String, works_with: ClientId) {
        let inpatient = name == "nurse day and night";
        self.kinds.push(Kind {
            name,
            actor: Actor {
                asker: Some(asker),
                sign_in: name,
                cookie,
            },
            locked: asker.role == Role::Client,
            half: name == "without a second way",
            works_with: if inpatient {
                self.inpatient
            } else {
                works_with
            },
            plain: false,
        });
    }

    fn asker(&self, name: &str) -> Asker {
        let mut kinds = self.kinds.iter();
        let kind = kinds.find(|kind| kind.name == name);
        kind.unwrap().actor.asker.unwrap()
    }

    /// Everyone who can have a client works with the one whose record is closed to them and with
    /// the one whose record is destroyed; some with their own.
    async fn assign_all(&self, doors: &Doors) {
        let (vault, mara) = (&doors.service.vault, doors.folk.mara);
        let begin = async |client, asker: Asker| {
            if let Some(kind) = relation(asker.role) {
                let begun = assign(vault, mara, client, asker.person, kind).await;
                begun.unwrap();
            }
        };
        for name in ["kept out", "named by the client", "without a second way"] {
            begin(doors.folk.amal, self.asker(name)).await;
        }
        begin(self.inpatient, self.asker("nurse day and night")).await;
        for asker in self.everyone(doors) {
            begin(self.sealed, asker).await;
            begin(self.erased, asker).await;
        }
    }

    fn everyone(&self, doors: &Doors) -> Vec<Asker> {
        let kinds = self.kinds.iter().map(|kind| &kind.actor);
        let all = doors.actors.iter().chain(kinds);
        let all = all.filter_map(|actor| actor.asker);
        all.filter(|asker| asker.role.is_staff()).collect()
    }

    async fn set_standings(&self, service: &Service, amal: ClientId) {
        let now = service.vault.now();
        let of = |name| self.asker(name).person;
        let permission = |name, from, until| Grant {
            id: RecordId::mint(now, service.vault.chance()),
            grantee: Grantee::Person(of(name)),
            sections: Sections::of(&[
                Section::Identity,
                Section::Overview,
                Section::Sessions,
                Section::CheckIns,
                Section::Relationship,
                Section::Measures,
            ]),
            purpose: care::Purpose::Treatment,
            from,
            until,
        };
        change(service, amal, |facts| {
            facts.kept_from.push(KeptFrom {
                person: of("kept out"),
                sections: Sections::of(&Section::ALL),
            });
            facts.conflicts.push(of("named by the client"));
            facts.relations.push(Relation {
                person: of("no longer assigned"),
                kind: RelationKind::Therapist,
                from: now + -DAY,
                until: Some(now),
            });
            facts
                .grants
                .push(permission("with a permission", now, now + DAY));
            let ended = permission("with an ended permission", now + -2 * DAY, now);
            facts.grants.push(ended);
            for (name, at) in [
                ("under broken glass", now),
                ("nurse under broken glass", now),
                ("after broken glass", now + -BREAK_GLASS_LASTS),
            ] {
                let person = of(name);
                facts.break_glass.push(BreakGlass { person, at });
            }
        })
        .await;
        change(service, self.inpatient, |facts| {
            facts.level = LevelOfCare::Inpatient;
        })
        .await;
    }

    /// Nobody keeps from the lead who they are: everyone else is kept out of all of it.
    async fn close(&self, doors: &Doors) {
        let everyone = self.everyone(doors);
        change(&doors.service, self.sealed, |facts| {
            facts
                .kept_from
                .extend(everyone.iter().map(|asker| KeptFrom {
                    person: asker.person,
                    sections: Sections::of(&Section::ALL),
                }));
        })
        .await;
        let erased = doors.service.vault.erase(self.erased).await;
        erased.unwrap();
    }
}

/// Names that are on no page of someone who may not open anything of theirs.
const CLOSED: [&str; 2] = ["Solveig", "Edvarda"];

impl Kind {
    async fn ask(&self, doors: &Doors, door: &Declared, object: Object) -> Answered {
        if !self.locked || !door.path.starts_with("/ ") {
            return doors.ask(&self.actor, door, object).await;
        }
        // As it is: nobody unlocks.
        let does = door.path.trim_start_matches("/ ");
        let service = &doors.service;
        let came = service
            .posts("/", &self.actor.cookie, &[("do", does)])
            .await;
        if came.status == StatusCode::SEE_OTHER {
            return service.gets(came.to(), &self.actor.cookie).await;
        }
        came
    }

    /// What the rules say; nothing where a permission or an emergency lets look, and something
    /// would be written: then it is for the act to refuse.
    async fn may(&self, doors: &Doors, door: &Declared, client: ClientId) -> Option<bool> {
        if self.half && !matches!(door.needs, Needs::Second(_)) {
            return Some(false);
        }
        let may = doors.may(&self.actor, door, client).await;
        let looks_only = matches!(
            self.name,
            "with a permission" | "under broken glass" | "nurse under broken glass"
        );
        let about_one = matches!(door.needs, Needs::Record { .. });
        if may && looks_only && about_one && door.verb == Verb::Post {
            return None;
        }
        // What is kept in front of the lock is kept; where it leads may be behind it.
        if self.locked && door.verb == Verb::Post && !door.locked {
            return None;
        }
        Some(may && !(self.locked && door.locked))
    }

    fn opened(&self, door: &Declared, answered: &Answered) -> bool {
        let sent_on = answered.status == StatusCode::SEE_OTHER;
        if self.half && sent_on && !matches!(door.needs, Needs::Second(_)) {
            return false;
        }
        !answered.is_locked() && outcome(&self.actor, door, answered) == Outcome::Opened
    }
}

/// What was found of one person at one door.
#[derive(Default)]
struct Found {
    asked: usize,
    opened: usize,
    wrong: Vec<String>,
}

async fn tries(doors: &Doors, more: &More, kind: &Kind, door: &Declared, found: &mut Found) {
    let amal = doors.amal;
    let of = |client| Object { client, ..amal };
    let about_one = door.path.contains('{') && matches!(door.needs, Needs::Record { .. });
    let mut objects = vec![("theirs", of(kind.works_with))];
    if about_one {
        objects.extend([
            ("another's", doors.noor),
            ("closed to them", of(more.sealed)),
            ("destroyed", of(more.erased)),
            ("nobody's", doors.absent),
        ]);
    }
    if kind.plain {
        objects.retain(|(whose, _)| !matches!(*whose, "theirs" | "another's"));
    }
    let mut refused: Option<Answered> = None;
    for (whose, object) in objects {
        let may = kind.may(doors, door, object.client).await;
        let answered = kind.ask(doors, door, object).await;
        let opened = kind.opened(door, &answered);
        found.asked += 1;
        found.opened += usize::from(opened);
        let mut wrong = |what: &str| {
            let (verb, path, status) = (verb(door), &door.path, answered.status);
            let name = kind.name;
            let told = format!("{verb} {path}, {name}, {whose}: {status}: {what}");
            found.wrong.push(told);
        };
        if answered.status.is_server_error() {
            wrong("a fault");
        }
        let there = !(is_unmade(door) && may == Some(true));
        if there && may.is_some_and(|may| may != opened) {
            wrong(&format!("the rules say {may:?}"));
        }
        if about_one && answered.status == StatusCode::NOT_FOUND && may != Some(true) {
            let first = refused.get_or_insert_with(|| answered.clone());
            if *first != answered {
                wrong("told apart from another that is refused");
            }
        }
        if CLOSED.iter().any(|name| answered.page.contains(name)) {
            wrong("tells a name");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_kind_of_standing_is_answered_as_the_rules_say_and_what_is_closed_looks_absent() {
    let doors = Doors::stand().await;
    let more = More::stand(&doors).await;
    more.close(&doors).await;
    let mut found: BTreeMap<&str, Found> = BTreeMap::new();
    let routes = in_order(doors.service.declared.clone());
    // Who has only a role is told in the table; here they meet what is closed and what is gone.
    let plain = doors.actors.iter().map(|actor| Kind {
        name: actor.role(),
        actor: actor.clone(),
        locked: false,
        half: false,
        works_with: doors.folk.noor,
        plain: true,
    });
    let plain: Vec<Kind> = plain.collect();
    for door in &routes {
        if door.path == "/sign-out" || door.needs == Needs::Nothing {
            continue;
        }
        for kind in &more.kinds {
            let found = found.entry(kind.name).or_default();
            tries(&doors, &more, kind, door, found).await;
        }
        for kind in plain
            .iter()
            .filter(|_| matches!(door.needs, Needs::Record { .. }))
        {
            // The lead of a service sees who is in care; the client's own app has no other record.
            let found = found.entry(kind.name).or_default();
            tries(&doors, &more, kind, door, found).await;
        }
    }
    let wrong: Vec<&String> = found.values().flat_map(|found| &found.wrong).collect();
    assert!(wrong.is_empty(), "{} wrong: {wrong:#?}", wrong.len());
    for (name, found) in &found {
        println!("{name}: asked {}, opened {}", found.asked, found.opened);
    }
    let asked: usize = found.values().map(|found| found.asked).sum();
    testing::shows(
        "AZ-1",
        &format!(
            "{} kinds of person x {} routes, screens and acts x own, assigned, another's, closed, destroyed and absent \
             records: {asked} answers as the rules say, 100 %",
            found.len(),
            routes.len(),
        ),
    );
}
