//! Who can see what: everyone, on what right, which parts, since when and until when - worked out
//! by the decision itself, so that the page cannot say anything else than what would be opened.

use super::{Names, about, parts};
use crate::glass::{self, Emergency};
use crate::granted::GrantedV1;
use crate::staff::{Colleague, Staff};
use askama::Template;
use care::{
    Asker, Basis, CLIENT_OWN_SECTIONS, ClientId, Facts, Grant, Grantee, KEEPABLE, Moment, PersonId,
    Purpose, Reach, Relation, Section, Sections, reach, same_name,
};
use pages::{ClientVisit, Html, Trouble, Words};
use sealed::{Act, ReadError};
use std::sync::Arc;

/// How many permissions that have ended are told at most: the newest.
const ENDED_TOLD: usize = 20;

#[derive(Template)]
#[template(path = "who.html")]
struct Who {
    words: Words,
    cards: Vec<Card>,
    roles: Vec<Permission>,
    parts: Vec<(String, String)>,
    never: Vec<(String, String)>,
    named: Vec<Named>,
    emergencies: Vec<EmergencySaid>,
    ended: Vec<(String, String)>,
    card: String,
}

/// One person.
struct Card {
    name: String,
    how: String,
    lines: Vec<String>,
    permissions: Vec<Permission>,
    kept: Option<String>,
    keep_label: String,
    /// Whether a part can be kept from them.
    keepable: bool,
    about: String,
}

/// One permission.
struct Permission {
    says: String,
    id: String,
    end_label: String,
    change_label: String,
}

/// A name that was written down.
struct Named {
    name: String,
    /// Who works here under such a name: what is asked, and who it would be.
    may_be: Option<(String, String)>,
}

struct EmergencySaid {
    what: String,
    reason: String,
    own_words: String,
    review: String,
    found: String,
    late: bool,
}

pub(super) async fn show(
    visit: ClientVisit,
    mut act: Act,
    staff: Arc<dyn Staff>,
) -> Result<Html, Trouble> {
    page(&visit, &mut act, &*staff).await
}

pub(super) async fn page(
    visit: &ClientVisit,
    act: &mut Act,
    staff: &dyn Staff,
) -> Result<Html, Trouble> {
    let here = staff.here().await?;
    let facts = act.standing().await?;
    let names = Names { visit, here: &here };
    let said = Saying {
        visit,
        facts: &facts,
        whose: act.whose(),
        now: act.now(),
    };
    let mut cards = Vec::new();
    let mut by_part: Vec<(Section, Vec<String>)> =
        told_parts().map(|part| (part, Vec::new())).collect();
    for colleague in &here {
        let reaches = said.reaches(colleague);
        for (part, who) in &mut by_part {
            if reaches.iter().any(|one| one.sections.has(*part)) {
                who.push(colleague.name.clone());
            }
        }
        cards.extend(said.card(colleague, &reaches));
    }
    let nobody = visit.words.say("who-nobody");
    let parts = by_part.into_iter().map(|(part, who)| {
        let who = if who.is_empty() {
            nobody.clone()
        } else {
            crate::words::listed(visit.words, &who)
        };
        (parts(visit.words, Sections::of(&[part])), who)
    });
    let mut never = Vec::new();
    for person in &facts.conflicts {
        never.push((names.of(*person).await?, about(*person).to_string()));
    }
    let page = Who {
        words: visit.words,
        parts: parts.collect(),
        roles: said.roles(),
        named: said.named(&here),
        emergencies: emergencies(&said, &names, &glass::all(act).await?).await?,
        ended: ended(&said, &names, act).await?,
        card: grouped(&act.whose().to_string()),
        never,
        cards,
    };
    Ok(Html::of(&page))
}

/// The parts that are told one by one.
fn told_parts() -> impl Iterator<Item = Section> {
    CLIENT_OWN_SECTIONS
        .without(Sections::of(&[Section::Drafts]))
        .iter()
}

/// Letters in groups of four, to be read from a card.
fn grouped(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let groups: Vec<String> = letters
        .chunks(4)
        .map(|group| group.iter().collect())
        .collect();
    groups.join(" ")
}

/// What the sentences are made from.
struct Saying<'a> {
    visit: &'a ClientVisit,
    facts: &'a Facts,
    whose: ClientId,
    now: Moment,
}

impl Saying<'_> {
    fn words(&self) -> Words {
        self.visit.words
    }

    fn day(&self, at: Moment) -> String {
        let zone = &self.visit.floor.settings.zone;
        self.words().day(at, self.now, zone)
    }

    fn reaches(&self, colleague: &Colleague) -> Vec<Reach> {
        let asker = Asker {
            person: colleague.person,
            role: colleague.role,
        };
        reach(asker, self.whose, self.facts, self.now)
    }

    fn card(&self, colleague: &Colleague, reaches: &[Reach]) -> Option<Card> {
        let (words, person) = (self.words(), colleague.person);
        let kept = self.facts.kept_from(person);
        if reaches.is_empty() && kept.is_empty() {
            return None;
        }
        let mut bases: Vec<Basis> = Vec::new();
        for one in reaches {
            if !bases.contains(&one.basis) {
                bases.push(one.basis);
            }
        }
        let lines = bases
            .into_iter()
            .filter_map(|basis| self.line(person, basis, reaches));
        let name = colleague.name.clone();
        let about_them = |key: &str| words.say_with(key, &[("name", (&name).into())]);
        Some(Card {
            how: words.say(&format!("seen-role-{}", colleague.role.code())),
            lines: lines.collect(),
            permissions: self.permissions(|grant| grant.grantee == Grantee::Person(person), &name),
            kept: (!kept.is_empty())
                .then(|| words.say_with("who-kept", &[("what", (&parts(words, kept)).into())])),
            keep_label: about_them("who-keep-for"),
            keepable: reaches
                .iter()
                .any(|one| !one.sections.and(KEEPABLE).is_empty())
                || !kept.is_empty(),
            about: about(person).to_string(),
            name,
        })
    }

    /// What someone sees on one right. What was granted by name is told permission by permission.
    fn line(&self, person: PersonId, basis: Basis, reaches: &[Reach]) -> Option<String> {
        let words = self.words();
        let on_it = || reaches.iter().filter(|one| one.basis == basis);
        let sections = on_it().fold(Sections::NONE, |all, one| all.or(one.sections));
        let what = parts(words, sections);
        // Looking down a list is a part of working with someone.
        let main = on_it().find(|one| one.purpose != Purpose::Caseload);
        let purpose = main.map_or(Purpose::Caseload, |one| one.purpose);
        let purpose = words.say(&format!("seen-purpose-{}", purpose.code()));
        match basis {
            // The service itself is on no list of people: what it looked at stands in the ledger.
            Basis::Own | Basis::Service => None,
            Basis::Relation(kind) => {
                let is_it = |one: &&Relation| {
                    one.person == person && one.kind == kind && one.is_live(self.now)
                };
                let relation = self.facts.relations.iter().find(is_it)?;
                let how = words.say(&format!("seen-who-{}", basis.code()));
                let since = self.day(relation.from);
                Some(words.say_with(
                    "who-relation",
                    &[
                        ("how", (&how).into()),
                        ("since", (&since).into()),
                        ("what", (&what).into()),
                        ("purpose", (&purpose).into()),
                    ],
                ))
            }
            Basis::Duty => Some(words.say_with("who-lead", &[("what", (&what).into())])),
            Basis::BreakGlass => {
                let live = |one: &&care::BreakGlass| one.person == person && one.is_live(self.now);
                let glass = self.facts.break_glass.iter().find(live)?;
                let zone = &self.visit.floor.settings.zone;
                let until = words.time(glass.ends(), zone);
                Some(words.say_with(
                    "who-emergency",
                    &[("what", (&what).into()), ("until", (&until).into())],
                ))
            }
            Basis::Grant => {
                let by_role =
                    |one: &&Grant| matches!(one.grantee, Grantee::Role(_)) && one.is_live(self.now);
                self.facts
                    .grants
                    .iter()
                    .any(|one| by_role(&one))
                    .then(|| words.say_with("who-by-role", &[("what", (&what).into())]))
            }
        }
    }

    fn permissions(&self, is_it: impl Fn(&Grant) -> bool, name: &str) -> Vec<Permission> {
        let live = |grant: &&Grant| is_it(grant) && grant.is_live(self.now);
        let grants = self.facts.grants.iter().filter(live);
        grants.map(|grant| self.permission(grant, name)).collect()
    }

    fn permission(&self, grant: &Grant, name: &str) -> Permission {
        let words = self.words();
        let sections = match grant.grantee {
            Grantee::Person(person) => grant.sections.without(self.facts.kept_from(person)),
            Grantee::Role(_) => grant.sections,
        };
        let (what, until) = (
            parts(words, sections.without(care::BEYOND_GRANTS)),
            self.day(grant.ends()),
        );
        let since = self.day(grant.from);
        let purpose = words.say(&format!("seen-purpose-{}", grant.purpose.code()));
        let all = [
            ("name", name.into()),
            ("what", (&what).into()),
            ("purpose", (&purpose).into()),
            ("since", (&since).into()),
            ("until", (&until).into()),
        ];
        Permission {
            says: words.say_with("who-allowed", &all),
            id: grant.id.to_string(),
            end_label: words.say_with("who-end-for", &all),
            change_label: words.say_with("who-change-for", &all),
        }
    }

    /// What was allowed to everyone of a role on the client's team.
    fn roles(&self) -> Vec<Permission> {
        let mut all = Vec::new();
        for grant in &self.facts.grants {
            if let Grantee::Role(role) = grant.grantee
                && grant.is_live(self.now)
            {
                let name = self.words().say(&format!("who-every-{}", role.code()));
                all.push(Permission {
                    says: format!("{name}. {}", self.permission(grant, &name).says),
                    ..self.permission(grant, &name)
                });
            }
        }
        all
    }

    fn named(&self, here: &[Colleague]) -> Vec<Named> {
        let words = self.words();
        let one = |name: &String| {
            let is_them = |colleague: &&Colleague| {
                same_name(&colleague.name, name)
                    && !self.facts.conflicts.contains(&colleague.person)
            };
            let may_be = here.iter().find(is_them).map(|colleague| {
                let role = words.say(&format!("seen-role-{}", colleague.role.code()));
                let asks = words.say_with(
                    "never-may-be",
                    &[("name", (&colleague.name).into()), ("how", (&role).into())],
                );
                (asks, about(colleague.person).to_string())
            });
            Named {
                name: name.clone(),
                may_be,
            }
        };
        self.facts
            .named
            .iter()
            .map(|name| one(name.expose()))
            .collect()
    }
}

async fn emergencies(
    said: &Saying<'_>,
    names: &Names<'_>,
    all: &[Emergency],
) -> Result<Vec<EmergencySaid>, ReadError> {
    let words = said.words();
    let mut told = Vec::with_capacity(all.len());
    for one in all {
        let at = Moment::from_millis(one.reason.at);
        let by = names.of(PersonId::from_bytes(one.reason.by)).await?;
        let (day, time) = (
            said.day(at),
            words.time(at, &said.visit.floor.settings.zone),
        );
        let what = words.say_with(
            "emergency-told",
            &[
                ("name", (&by).into()),
                ("day", (&day).into()),
                ("time", (&time).into()),
            ],
        );
        let due = glass::due(at);
        let late = one.reviewed.is_none() && due < said.now;
        let (review, found) = if let Some(review) = &one.reviewed {
            let who = names.of(PersonId::from_bytes(review.by)).await?;
            let day = said.day(Moment::from_millis(review.at));
            let key = format!("emergency-found-{}", review.found);
            let all = [("name", (&who).into()), ("day", (&day).into())];
            (words.say_with(&key, &all), review.words.clone())
        } else {
            let by = said.day(due);
            let key = if late {
                "emergency-late"
            } else {
                "emergency-due"
            };
            (words.say_with(key, &[("day", (&by).into())]), String::new())
        };
        told.push(EmergencySaid {
            what,
            reason: words.say(&format!("emergency-reason-{}", one.reason.code)),
            own_words: one.reason.words.clone(),
            review,
            found,
            late,
        });
    }
    Ok(told)
}

/// Permissions that have ended, the newest first.
async fn ended(
    said: &Saying<'_>,
    names: &Names<'_>,
    act: &Act,
) -> Result<Vec<(String, String)>, ReadError> {
    let words = said.words();
    let listing = act.latest::<GrantedV1>().await?;
    let mut told = Vec::new();
    let over = listing
        .kept
        .iter()
        .rev()
        .filter(|kept| kept.value.span().1 <= said.now);
    for kept in over.take(ENDED_TOLD) {
        let name = names.to(kept.value.grantee()?).await?;
        let (from, until) = kept.value.span();
        let (from, until) = (said.day(from), said.day(until));
        let what = parts(words, Sections::from_bits(kept.value.sections));
        let says = words.say_with(
            "who-ended",
            &[
                ("name", (&name).into()),
                ("what", (&what).into()),
                ("since", (&from).into()),
                ("until", (&until).into()),
            ],
        );
        told.push((says, kept.record.to_string()));
    }
    Ok(told)
}
