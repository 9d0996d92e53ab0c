//! The client's screen of their care team: who works with them, in what role, since when and until
//! when, who stands in for whom, what each can open - and, where someone is away, the choice.

use super::{called, days, names, parts};
use crate::absence::{AnnouncedV1, ChoiceV1, OPENS, absences, announcements, choose, still_stands};
use crate::folk::{Colleague, Staff, one};
use crate::gist::TeamGistV1;
use askama::Template;
use care::{
    Asker, Basis, CLIENT_OWN_SECTIONS, ClientId, Facts, Moment, PersonId, RecordId, Relation,
    RelationKind, Section, Sections, reach,
};
use pages::{ClientVisit, Html, Next, Place, Screens, Trouble, Words};
use sealed::{Act, Kept};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The screen's name.
pub(crate) const TEAM: &str = "team";
/// The screen on which it is said in full who can see what. It belongs to another capability.
const WHO: &str = "who";

const READS: Sections = Sections::of(&[Section::Identity, Section::Overview, Section::Consent]);

pub(crate) fn screens(staff: &Arc<dyn Staff>) -> Screens {
    let staff = Arc::clone(staff);
    Screens::new()
        .screen(TEAM, READS, move |visit, act| {
            show(visit, act, Arc::clone(&staff))
        })
        .act("cover-agree", OPENS, |visit, act| {
            say(visit, act, ChoiceV1::Agree)
        })
        .act("cover-else", OPENS, |visit, act| {
            say(visit, act, ChoiceV1::SomeoneElse)
        })
        .act("cover-nobody", OPENS, |visit, act| {
            say(visit, act, ChoiceV1::Nobody)
        })
}

#[derive(Template)]
#[template(path = "team.html")]
struct Team {
    words: Words,
    away: Vec<AwayCard>,
    cards: Vec<Card>,
    /// Whether there is a screen that says who can see what in full.
    who: bool,
    damaged: bool,
}

/// One person.
struct Card {
    name: String,
    lines: Vec<String>,
    sees: Option<String>,
    last: Option<String>,
}

/// Someone is away.
struct AwayCard {
    id: RecordId,
    title: String,
    when: String,
    reason: String,
    /// Who stands in, what they can open, until when; and what the client said.
    lines: Vec<String>,
    /// What can be said now.
    agree: bool,
    other: bool,
    nobody: bool,
}

async fn show(visit: ClientVisit, mut act: Act, staff: Arc<dyn Staff>) -> Result<Html, Trouble> {
    let here = staff.here().await?;
    let facts = act.standing().await?;
    let told = announcements(&act).await?;
    let gist = act.gist::<TeamGistV1>().await?.unwrap_or_default();
    let open: Vec<&Kept<AnnouncedV1>> = told
        .kept
        .iter()
        .filter(|kept| !kept.value.is_over(visit.now))
        .collect();
    let names = names(&visit, &here, mentioned(&facts, &open)).await?;
    let back: Vec<RecordId> = absences(&visit.floor.vault)
        .await?
        .iter()
        .filter(|one| one.is_back())
        .map(|one| one.id)
        .collect();
    let said = Saying {
        visit: &visit,
        facts: &facts,
        whose: act.whose(),
        here: &here,
        names: &names,
        gist: &gist,
        open: &open,
    };
    Ok(Html::of(&Team {
        words: visit.words,
        away: open.iter().map(|kept| said.away(kept, &back)).collect(),
        cards: said.cards(),
        who: visit.has(WHO),
        damaged: !told.damaged.is_empty(),
    }))
}

/// Everyone whose name can stand on the screen.
fn mentioned(facts: &Facts, open: &[&Kept<AnnouncedV1>]) -> Vec<PersonId> {
    let related = facts.relations.iter().map(|relation| relation.person);
    let away = open.iter().map(|kept| kept.value.away());
    let covers = open.iter().filter_map(|kept| kept.value.cover());
    related.chain(away).chain(covers).collect()
}

/// What the sentences are made from.
struct Saying<'a> {
    visit: &'a ClientVisit,
    facts: &'a Facts,
    whose: ClientId,
    here: &'a [Colleague],
    names: &'a BTreeMap<PersonId, String>,
    gist: &'a TeamGistV1,
    open: &'a [&'a Kept<AnnouncedV1>],
}

impl Saying<'_> {
    fn words(&self) -> Words {
        self.visit.words
    }

    fn name(&self, person: PersonId) -> &str {
        called(self.names, person)
    }

    fn day(&self, at: Moment) -> String {
        let zone = &self.visit.floor.settings.zone;
        self.words().day(at, self.visit.now, zone)
    }

    /// Everyone who works with them now or is to.
    fn cards(&self) -> Vec<Card> {
        let now = self.visit.now;
        let mut people: Vec<PersonId> = Vec::new();
        for relation in self.facts.relations.iter().filter(|one| to_be(one, now)) {
            if !people.contains(&relation.person) {
                people.push(relation.person);
            }
        }
        people.into_iter().map(|person| self.card(person)).collect()
    }

    fn card(&self, person: PersonId) -> Card {
        let (words, now) = (self.words(), self.visit.now);
        let relations = self.facts.relations.iter();
        let theirs = relations.filter(|one| one.person == person && to_be(one, now));
        let zone = &self.visit.floor.settings.zone;
        let last = self.gist.last(person).map(|at| {
            let when = words.relative_day(at, now, zone);
            words.say_with("team-last", &[("when", (&when).into())])
        });
        Card {
            name: self.name(person).to_owned(),
            lines: theirs.map(|relation| self.line(relation)).collect(),
            sees: self.sees(person),
            last,
        }
    }

    /// In what role, since when and until when, and for whom they stand in.
    fn line(&self, relation: &Relation) -> String {
        let words = self.words();
        let began = |kept: &&&Kept<AnnouncedV1>| {
            let value = &kept.value;
            value.cover() == Some(relation.person)
                && !value.works_anyway
                && value.cover_from == relation.from.millis()
                && relation.until == Some(value.until())
        };
        let cover = self
            .open
            .iter()
            .find(began)
            .filter(|_| relation.kind == RelationKind::Therapist);
        let from = self.day(relation.from);
        // A relation that ends at midnight ends with the day before.
        let until = relation.until.map(|until| self.day(until - 1));
        let until = until.unwrap_or_default();
        let away = cover.map_or("", |kept| self.name(kept.value.away()));
        let put = [
            ("from", (&from).into()),
            ("until", (&until).into()),
            ("away", away.into()),
        ];
        let kind = code(relation.kind);
        let key = match (cover.is_some(), relation.until.is_some()) {
            (true, _) => "team-stands-in".to_owned(),
            (false, true) => format!("team-until-{kind}"),
            (false, false) => format!("team-since-{kind}"),
        };
        words.say_with(&key, &put)
    }

    /// Which parts someone can open now, in one line, worked out by the decision itself.
    fn sees(&self, person: PersonId) -> Option<String> {
        let sections = self.reach(self.facts, person, self.visit.now)?;
        let what = parts(self.words(), sections);
        Some(
            self.words()
                .say_with("team-sees", &[("what", (&what).into())]),
        )
    }

    fn reach(&self, facts: &Facts, person: PersonId, at: Moment) -> Option<Sections> {
        let role = one(self.here, person)?.role;
        let reaches = reach(Asker { person, role }, self.whose, facts, at);
        let by_relation = reaches
            .iter()
            .filter(|one| matches!(one.basis, Basis::Relation(_) | Basis::Grant));
        let all = by_relation.fold(Sections::NONE, |all, one| all.or(one.sections));
        // Process notes open for whoever wrote them and for nobody else.
        let all = all.and(CLIENT_OWN_SECTIONS);
        (!all.is_empty()).then_some(all)
    }

    fn away(&self, kept: &Kept<AnnouncedV1>, back: &[RecordId]) -> AwayCard {
        let (words, told) = (self.words(), &kept.value);
        let (from, until) = days(self.visit, told.starts(), told.until());
        let away = self.name(told.away()).to_owned();
        let has_begun = told.starts() <= self.visit.now;
        let is_back = back.contains(&RecordId::from_bytes(told.absence));
        let title = match (is_back, has_begun) {
            (true, _) => "team-away-back",
            (false, true) => "team-away-now",
            (false, false) => "team-away-soon",
        };
        let put = [("from", (&from).into()), ("until", (&until).into())];
        let choice = told.choice();
        let covered = still_stands(self.facts, told, self.visit.now).is_some();
        AwayCard {
            id: kept.record,
            title: words.say_with(title, &[("away", (&away).into())]),
            when: words.say_with("absence-when", &put),
            reason: told.reason.clone(),
            lines: self.stands(told, &away, &until),
            agree: covered && choice != Some(ChoiceV1::Agree),
            other: covered || choice == Some(ChoiceV1::Nobody),
            nobody: choice != Some(ChoiceV1::Nobody),
        }
    }

    /// Who stands in and what they can open, and what the client said.
    fn stands(&self, told: &AnnouncedV1, away: &str, until: &str) -> Vec<String> {
        let words = self.words();
        let say = |key: &str, name: &str| {
            let put = [
                ("name", name.into()),
                ("away", away.into()),
                ("until", until.into()),
            ];
            words.say_with(key, &put)
        };
        let Some(cover) = still_stands(self.facts, told, self.visit.now) else {
            return vec![match told.choice() {
                Some(ChoiceV1::Nobody) => say("team-cover-declined", ""),
                Some(_) => say("team-cover-other", ""),
                None => say("team-cover-none", ""),
            }];
        };
        let name = self.name(cover);
        let mut lines = vec![if told.works_anyway {
            say("team-cover-anyway", name)
        } else {
            say("team-cover", name)
        }];
        let at = Moment::from_millis(told.cover_from).max(self.visit.now);
        if let Some(sections) = self.reach(self.facts, cover, at) {
            let what = parts(words, sections);
            let put = [("name", name.into()), ("what", (&what).into())];
            lines.push(words.say_with("team-cover-sees", &put));
        }
        if told.choice() == Some(ChoiceV1::Agree) {
            lines.push(say("team-cover-agreed", name));
        }
        lines
    }
}

/// Whether a relation holds now or will.
fn to_be(relation: &Relation, now: Moment) -> bool {
    relation
        .until
        .is_none_or(|until| now < until && relation.from < until)
}

/// The code under which the message catalogue knows the kind.
pub(super) const fn code(kind: RelationKind) -> &'static str {
    match kind {
        RelationKind::Therapist => "therapist",
        RelationKind::Supervisor => "supervisor",
        RelationKind::Advocate => "advocate",
        RelationKind::Team => "team",
    }
}

async fn say(visit: ClientVisit, act: Act, what: ChoiceV1) -> Result<Next, Trouble> {
    let record = visit.form.get("about").and_then(RecordId::parse);
    let record = record.ok_or(Trouble::NotUnderstood)?;
    let outcome = visit
        .floor
        .attempt(act, |mut act| async move {
            choose(&mut act, record, what).await?;
            Ok::<_, crate::absence::AbsenceRefused>((act, (), Vec::new()))
        })
        .await?;
    outcome?;
    let said = match what {
        ChoiceV1::Agree => "team-said-agree",
        ChoiceV1::SomeoneElse => "team-said-else",
        ChoiceV1::Nobody => "team-said-nobody",
    };
    Ok(Next::Go(Place::at(TEAM).saying(said)))
}
