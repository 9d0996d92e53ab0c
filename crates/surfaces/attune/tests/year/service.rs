//! Who is here, and how what they do is kept: opened with a line, routed as in the program, and
//! written into a diary that the record knows nothing of.

use crate::dice::Dice;
use crate::seen::Seen;
use attune::reactions::Routed;
use care::{
    Asker, ClientId, Facts, Happened, MINUTE, Moment, PersonId, Private, Purpose, RecordId,
    RelationKind, Role, Section, Sections,
};
use contact::Outward;
use jiff::tz::TimeZone;
use messages::{ReplyTimes, Within};
use pages::{Cover, Floor, Language, Reactions, Settings};
use people::{Hashing, NewClient, NewStaff, Passphrases, SignInDesk};
use sealed::engine::{Engine, Pending};
use sealed::{Act, ReadError, RootKey, Vault};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;
use std::fmt::Write as _;
use std::sync::Arc;
use team::Colleague;
use testing::{Frozen, Seeded};

/// How long it is lived, and with how many.
#[derive(Clone, Copy)]
pub(crate) struct Size {
    pub(crate) days: i64,
    /// How many clients are there on the first day.
    pub(crate) first: usize,
    /// How many there are when all have come.
    pub(crate) clients: usize,
}

/// An opening, as whoever did it would remember it.
#[derive(Clone, Copy)]
pub(crate) struct Opened {
    pub(crate) by: PersonId,
    pub(crate) whose: ClientId,
    pub(crate) sections: Sections,
    pub(crate) purpose: Purpose,
    pub(crate) at: Moment,
}

/// A client, as the service lead knows them.
pub(crate) struct Someone {
    pub(crate) id: ClientId,
    pub(crate) therapist: Asker,
    /// Whether they are in care.
    pub(crate) here: bool,
}

/// What a service promises where nobody agreed on anything, as the program's own seam does it.
pub(crate) struct TwoDays;

impl ReplyTimes for TwoDays {
    fn reply_within<'a>(&'a self, act: &'a Act) -> Pending<'a, Result<Option<Within>, ReadError>> {
        Box::pin(async move {
            let agreed = agreement::reply_within(act).await?;
            Ok(Some(Within {
                hours: agreed.unwrap_or(48),
                agreed: agreed.is_some(),
            }))
        })
    }
}

pub(crate) struct Service {
    pub(crate) vault: Vault,
    pub(crate) clock: Arc<Frozen>,
    pub(crate) floor: Arc<Floor>,
    pub(crate) desk: Arc<SignInDesk>,
    pub(crate) outward: Outward,
    pub(crate) dice: Dice,
    pub(crate) size: Size,
    pub(crate) lead: Asker,
    pub(crate) supervisor: Asker,
    pub(crate) advocate: Asker,
    pub(crate) therapists: Vec<Asker>,
    pub(crate) clients: Vec<Someone>,
    /// What was opened since the lines were last held against it.
    pub(crate) diary: Vec<Opened>,
    /// When each client themself said something, by what they called.
    pub(crate) replied: BTreeSet<(ClientId, Moment)>,
    /// What is stored of each client, as it was last read.
    pub(crate) seen: BTreeMap<ClientId, Seen>,
    /// Whose record something was written to since.
    pub(crate) touched: BTreeSet<ClientId>,
    /// Which promise was late by which time when the worker looked.
    pub(crate) told: BTreeSet<(RecordId, Moment)>,
    /// Covers that were begun: of whom, by whom, until when.
    pub(crate) covers: BTreeSet<(ClientId, PersonId, Moment)>,
    /// How often something came about, or was refused.
    pub(crate) counts: BTreeMap<String, usize>,
    pub(crate) today: i64,
}

/// What a client's own pages open, together.
pub(crate) const OWN: Sections = Sections::of(&[
    Section::Identity,
    Section::Overview,
    Section::Consent,
    Section::Sessions,
    Section::CheckIns,
    Section::Relationship,
    Section::Messages,
    Section::Notes,
    Section::Drafts,
]);

pub(crate) fn words<const MAX: usize>(words: &str) -> care::Line<MAX> {
    care::Line::parse(words).unwrap()
}

impl Service {
    pub(crate) async fn begin(engine: Box<dyn Engine>, size: Size, seed: u64) -> Self {
        let (clock, chance) = (Arc::new(Frozen::default()), Arc::new(Seeded::new(seed)));
        let root = RootKey::mint(&*chance);
        let vault = Vault::open(engine, root, clock.clone(), chance)
            .await
            .unwrap();
        let passphrases = Passphrases::new(Hashing::LEAST);
        let mut staff = Vec::new();
        for (name, role) in [
            ("Mara Lindqvist", Role::ServiceLead),
            ("Ines Duarte", Role::Supervisor),
            ("Tomas Lind", Role::Advocate),
            ("Ruth Okafor", Role::Therapist),
            ("Ben Stone", Role::Therapist),
            ("Lena Voss", Role::Therapist),
            ("Omar Haddad", Role::Therapist),
            ("Ida Brandt", Role::Therapist),
        ] {
            staff.push(admit(&vault, &passphrases, name, role).await);
        }
        let desk = SignInDesk::new(vault.clone(), true, passphrases, None);
        let desk = Arc::new(desk);
        let settings = Settings {
            name: "Lindenhaus".to_owned(),
            neutral_title: "Notes".to_owned(),
            exit_url: "https://weather.example/".to_owned(),
            zone: TimeZone::UTC,
            language: Language::English,
            https: true,
            cover: Cover::default(),
        };
        let floor = Floor::new(vault.clone(), settings, desk.clone(), Arc::new(Routed));
        let mut service = Self {
            vault,
            clock,
            floor,
            desk,
            outward: Outward::new(None, TimeZone::UTC),
            dice: Dice::new(seed),
            size,
            lead: staff[0],
            supervisor: staff[1],
            advocate: staff[2],
            therapists: staff[3..].to_vec(),
            clients: Vec::new(),
            diary: Vec::new(),
            replied: BTreeSet::new(),
            seen: BTreeMap::new(),
            touched: BTreeSet::new(),
            told: BTreeSet::new(),
            covers: BTreeSet::new(),
            counts: BTreeMap::new(),
            today: 0,
        };
        for _ in 0..size.first {
            service.comes().await;
        }
        service
    }

    /// Someone comes into care.
    pub(crate) async fn comes(&mut self) {
        let place = self.clients.len();
        let passphrases = Passphrases::new(Hashing::LEAST);
        let new = NewClient {
            id: None,
            called: Private::new(format!("Client {place}")),
            language: Language::English,
            sign_in_name: Private::new(format!("client{place}")),
            passphrase: Private::new("a slow green river".to_owned()),
        };
        let id = people::admit_client(&self.vault, &passphrases, self.lead, &new)
            .await
            .unwrap();
        let therapist = self.therapists[place % self.therapists.len()];
        self.clients.push(Someone {
            id,
            therapist,
            here: true,
        });
        self.related(id, therapist, RelationKind::Therapist).await;
        if place % 5 != 4 {
            self.related(id, self.supervisor, RelationKind::Supervisor)
                .await;
        }
        if place.is_multiple_of(4) {
            self.related(id, self.advocate, RelationKind::Advocate)
                .await;
        }
        self.counted("came into care");
    }

    pub(crate) async fn related(&mut self, client: ClientId, who: Asker, kind: RelationKind) {
        let done = people::assign(&self.vault, self.lead, client, who.person, kind).await;
        self.wrote(self.lead, client, Purpose::Assignment);
        if let Err(why) = done {
            self.counted(&format!("not assigned: {why:?}"));
        }
    }

    /// What an act elsewhere than here opened, for the diary.
    pub(crate) fn wrote(&mut self, by: Asker, whose: ClientId, purpose: Purpose) {
        self.diary.push(Opened {
            by: by.person,
            whose,
            sections: Sections::of(&[Section::Identity, Section::Consent]),
            purpose,
            at: self.vault.now(),
        });
        self.touched.insert(whose);
        self.clock.pass(1_000);
    }

    pub(crate) fn counted(&mut self, what: &str) {
        *self.counts.entry(what.to_owned()).or_default() += 1;
    }

    pub(crate) fn count(&self, what: &str) -> usize {
        self.counts.get(what).copied().unwrap_or_default()
    }

    pub(crate) fn mint(&self) -> RecordId {
        RecordId::mint(self.vault.now(), self.vault.chance())
    }

    /// Not before then, and never back.
    pub(crate) fn at(&self, moment: Moment) {
        self.clock.set(moment.max(self.vault.now() + 1_000));
    }

    /// Someone opens a record, if they may.
    pub(crate) async fn open(
        &mut self,
        by: Asker,
        whose: ClientId,
        sections: Sections,
        purpose: Purpose,
    ) -> Option<Act> {
        let decided = self.vault.decide(by, whose, sections, purpose).await;
        let Ok(access) = decided.unwrap() else {
            self.counted("was not let in");
            return None;
        };
        self.diary.push(Opened {
            by: by.person,
            whose,
            sections,
            purpose,
            at: self.vault.now(),
        });
        Some(Act::open(&self.vault, access).await.unwrap())
    }

    /// A therapist opens what a page of theirs opens.
    pub(crate) async fn treats(
        &mut self,
        by: Asker,
        whose: ClientId,
        sections: &[Section],
    ) -> Option<Act> {
        let page = Sections::of(&[Section::Identity, Section::Overview]);
        let sections = page.or(Sections::of(sections));
        self.open(by, whose, sections, Purpose::Treatment).await
    }

    /// A client opens their own.
    pub(crate) async fn own(&mut self, client: ClientId) -> Act {
        let by = Asker {
            person: client.person(),
            role: Role::Client,
        };
        self.open(by, client, OWN, Purpose::OwnRecord)
            .await
            .expect("a client opens their own record")
    }

    /// Keeps what was done, with all that follows, or says why it was not done. A thing that could
    /// not be read is a fault in any case.
    pub(crate) async fn keep<E: Debug>(
        &mut self,
        what: &str,
        mut act: Act,
        done: Result<Vec<Happened>, E>,
    ) -> bool {
        let happened = match done {
            Ok(happened) => happened,
            Err(why) => {
                let why = format!("{why:?}");
                assert!(!why.contains("Read("), "{what}: {why}");
                self.counted(&format!("refused: {what}: {why}"));
                return false;
            }
        };
        let whose = act.whose();
        let client = act.by() == whose.person();
        let conflicts = self.conflicts(whose);
        let before = self.posts_to(&conflicts).await;
        Routed.route(&mut act, &happened).await.unwrap();
        let at = act.now();
        act.done().await.unwrap();
        assert_eq!(
            self.posts_to(&conflicts).await,
            before,
            "{what}: a message to someone for whom the client does not exist"
        );
        if client {
            self.replied.insert((whose, at));
        }
        self.touched.insert(whose);
        self.counted(what);
        self.clock.pass(1_000);
        true
    }

    pub(crate) fn facts(&self, whose: ClientId) -> Option<&Facts> {
        self.seen.get(&whose).map(|seen| &seen.facts)
    }

    fn conflicts(&self, whose: ClientId) -> Vec<PersonId> {
        self.facts(whose)
            .map(|facts| facts.conflicts.clone())
            .unwrap_or_default()
    }

    /// How many notices lie in the outbox for these people, also those to come.
    pub(crate) async fn posts_to(&self, people: &[PersonId]) -> usize {
        if people.is_empty() {
            return 0;
        }
        let ever = Moment::from_millis(i64::MAX);
        let all = self.vault.engine().due(ever, 100_000).await.unwrap();
        let theirs = all
            .iter()
            .filter(|row| people.contains(&row.client.person()));
        theirs.count()
    }

    /// Everyone who works here now, as the program's own seam asks for it.
    pub(crate) async fn here(&self) -> Vec<Colleague> {
        let (staff, _) = people::staff(&self.vault).await.unwrap();
        staff
            .iter()
            .map(|person| Colleague {
                person: person.person,
                name: person.called().to_owned(),
                role: person.role,
            })
            .collect()
    }

    /// What came about, in one line.
    pub(crate) fn figures(&self) -> String {
        let days = self.today;
        let mut said = format!("{days} days, {} clients", self.clients.len());
        for (what, count) in &self.counts {
            if !what.starts_with("refused") {
                let _ = write!(said, "; {what} {count}");
            }
        }
        said
    }

    /// So many minutes pass.
    pub(crate) fn minutes(&self, minutes: i64) {
        self.clock.pass(minutes * MINUTE);
    }
}

/// Admits someone who works here.
pub(crate) async fn admit(
    vault: &Vault,
    passphrases: &Passphrases,
    name: &str,
    role: Role,
) -> Asker {
    let new = NewStaff {
        id: None,
        name: Private::new(name.to_owned()),
        role,
        language: Language::English,
        sign_in_name: Private::new(name.to_lowercase().replace(' ', ".")),
        passphrase: Private::new("a slow green river".to_owned()),
    };
    let person = people::admit_staff(vault, passphrases, &new).await.unwrap();
    Asker { person, role }
}
