//! The care team of one client, for those who belong to it: who, in what role, who stands in, who
//! supervises whom, what is open with each, and when each was last in contact.
//!
//! Whom a client has beside them as an advocate is the client's to tell, so an advocate stands here
//! only for themself and for supervisors. What the client keeps, grants and fears is not read.

use super::client::code;
use super::{called, days, names};
use crate::absence::{AnnouncedV1, announcements};
use crate::folk::{Colleague, Staff, one};
use crate::gist::TeamGistV1;
use crate::holdings::{Held, Holdings};
use crate::supervision::{is_supervised, supervisors_of};
use askama::Template;
use care::{Moment, PersonId, Purpose, Relation, RelationKind, Role, Section, Sections};
use pages::shell::staff as page_for_staff;
use pages::{Answer, Html, Purposes, Routes, Trouble, Verb, Visit, Words};
use sealed::Act;
use std::collections::BTreeMap;
use std::sync::Arc;

const READS: Sections = Sections::of(&[Section::Identity, Section::Overview]);
const READERS: Purposes = &[
    (Role::Therapist, Purpose::Treatment),
    (Role::Supervisor, Purpose::Supervision),
    (Role::Advocate, Purpose::Advocacy),
    (Role::PeerSupporter, Purpose::Treatment),
    (Role::Facilitator, Purpose::Treatment),
    (Role::WardNurse, Purpose::Treatment),
];

pub(crate) fn routes(staff: &Arc<dyn Staff>, holdings: &Arc<dyn Holdings>) -> Routes {
    let (staff, holdings) = (Arc::clone(staff), Arc::clone(holdings));
    Routes::new().record(
        Verb::Get,
        "/clients/{client}/team",
        READS,
        READERS,
        move |visit, act| show(visit, act, Arc::clone(&staff), Arc::clone(&holdings)),
    )
}

#[derive(Template)]
#[template(path = "team_staff.html")]
struct Team {
    words: Words,
    called: String,
    back: String,
    away: Vec<Away>,
    rows: Vec<Row>,
    /// Whether whoever looks can say that they will be away.
    can_be_away: bool,
    damaged: bool,
}

struct Away {
    words: String,
    reason: String,
}

struct Row {
    name: String,
    how: Vec<String>,
    supervised: Option<String>,
    holds: Vec<String>,
    last: String,
}

async fn show(
    visit: Visit,
    mut act: Act,
    staff: Arc<dyn Staff>,
    holdings: Arc<dyn Holdings>,
) -> Answer {
    let (here, whose) = (staff.here().await?, act.whose());
    let vault = &visit.floor.vault;
    let facts = vault.relations_of(whose).await?.ok_or(Trouble::Nothing)?;
    let told = announcements(&act).await?;
    let gist = act.gist::<TeamGistV1>().await?.unwrap_or_default();
    let held = holdings.held(&mut act).await?;
    let shown: Vec<&Relation> = facts
        .relations
        .iter()
        .filter(|relation| is_shown(&visit, relation))
        .collect();
    let mut supervisors: BTreeMap<PersonId, Vec<PersonId>> = BTreeMap::new();
    for relation in &shown {
        let role = one(&here, relation.person).map(|colleague| colleague.role);
        if role.is_some_and(is_supervised) {
            let named = supervisors_of(vault, relation.person).await?;
            supervisors.insert(relation.person, named);
        }
    }
    let open = told
        .kept
        .iter()
        .map(|kept| &kept.value)
        .filter(|told| !told.is_over(visit.now));
    let open: Vec<_> = open.collect();
    let mut people: Vec<PersonId> = shown.iter().map(|relation| relation.person).collect();
    people.extend(supervisors.values().flatten());
    for told in &open {
        people.push(told.away());
        people.extend(told.cover());
    }
    let names = names(&visit, &here, people).await?;
    let said = Saying {
        visit: &visit,
        names: &names,
        here: &here,
        gist: &gist,
        held: &held,
        supervisors: &supervisors,
    };
    let page = Team {
        words: visit.words,
        called: visit.floor.sign_ins.called(&act).await?,
        back: format!("/clients/{whose}"),
        away: open.iter().map(|told| away(&visit, told, &names)).collect(),
        rows: said.rows(&shown),
        can_be_away: visit.who.asker.role == Role::Therapist,
        damaged: !told.damaged.is_empty(),
    };
    let title = visit.words.say("team-staff-title");
    Ok(page_for_staff(&visit, &title, Html::of(&page), None))
}

/// That someone is away, and who stands in.
fn away(visit: &Visit, told: &AnnouncedV1, names: &BTreeMap<PersonId, String>) -> Away {
    let (from, until) = days(visit, told.starts(), told.until());
    let key = if told.cover.is_some() {
        "team-staff-away"
    } else {
        "team-staff-away-nobody"
    };
    let cover = told.cover().map_or("", |person| called(names, person));
    let put = [
        ("away", called(names, told.away()).into()),
        ("from", (&from).into()),
        ("until", (&until).into()),
        ("name", cover.into()),
    ];
    Away {
        words: visit.words.say_with(key, &put),
        reason: told.reason.clone(),
    }
}

/// Whether whoever looks is shown this relation: it holds, and is not an advocate's whom the client
/// may not have told them of.
fn is_shown(visit: &Visit, relation: &Relation) -> bool {
    let asker = visit.who.asker;
    let advocate = relation.kind == RelationKind::Advocate;
    let may_know = matches!(asker.role, Role::Supervisor | Role::Advocate);
    relation.is_live(visit.now) && (!advocate || may_know || relation.person == asker.person)
}

/// What the lines are made from.
struct Saying<'a> {
    visit: &'a Visit,
    names: &'a BTreeMap<PersonId, String>,
    here: &'a [Colleague],
    gist: &'a TeamGistV1,
    held: &'a [Held],
    supervisors: &'a BTreeMap<PersonId, Vec<PersonId>>,
}

impl Saying<'_> {
    fn rows(&self, shown: &[&Relation]) -> Vec<Row> {
        let mut people: Vec<PersonId> = Vec::new();
        for relation in shown {
            if !people.contains(&relation.person) {
                people.push(relation.person);
            }
        }
        let row = |person| self.row(person, shown);
        people.into_iter().map(row).collect()
    }

    fn row(&self, person: PersonId, shown: &[&Relation]) -> Row {
        let words = self.visit.words;
        let theirs = shown.iter().filter(|relation| relation.person == person);
        let mut how: Vec<String> = theirs.map(|relation| self.how(relation)).collect();
        if let Some(colleague) = one(self.here, person) {
            how.insert(
                0,
                words.say(&format!("people-role-{}", colleague.role.code())),
            );
        }
        let supervised = self.supervisors.get(&person).map(|named| {
            let by: Vec<String> = named
                .iter()
                .map(|one| called(self.names, *one).to_owned())
                .collect();
            if by.is_empty() {
                return words.say("team-staff-unsupervised");
            }
            let by = super::listed(words, &by);
            words.say_with("team-staff-supervised", &[("name", (&by).into())])
        });
        let holds = self.held.iter().filter(|held| held.who == person);
        Row {
            name: called(self.names, person).to_owned(),
            how,
            supervised,
            holds: holds.map(|held| self.holds(held)).collect(),
            last: self.last(person),
        }
    }

    fn how(&self, relation: &Relation) -> String {
        let day = |at: Moment| {
            let zone = &self.visit.floor.settings.zone;
            self.visit.words.short_day(at, self.visit.now, zone)
        };
        let (from, until) = (day(relation.from), relation.until);
        let until_said = until.map(|until| day(until - 1)).unwrap_or_default();
        let kind = code(relation.kind);
        let key = if until.is_some() {
            format!("team-staff-until-{kind}")
        } else {
            format!("team-staff-since-{kind}")
        };
        let put = [("from", (&from).into()), ("until", (&until_said).into())];
        self.visit.words.say_with(&key, &put)
    }

    fn holds(&self, held: &Held) -> String {
        let words = self.visit.words;
        let key = format!("team-holds-{}", held.what.code());
        let count = words.say_with(&key, &[("count", i64::from(held.count).into())]);
        match held.next {
            None => count,
            Some(at) => {
                let when = self.visit.day_and_time(at);
                let put = [("what", (&count).into()), ("when", (&when).into())];
                words.say_with("team-holds-by", &put)
            }
        }
    }

    fn last(&self, person: PersonId) -> String {
        let words = self.visit.words;
        let zone = &self.visit.floor.settings.zone;
        match self.gist.last(person) {
            None => words.say("team-staff-no-contact"),
            Some(at) => {
                let when = words.relative_day(at, self.visit.now, zone);
                words.say_with("team-staff-last", &[("when", (&when).into())])
            }
        }
    }
}
