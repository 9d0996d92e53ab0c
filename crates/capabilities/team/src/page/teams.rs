//! The teams of the service and who supervises whom: made and changed by a lead, in the browser.

use super::{Choice, LEAD, called, names};
use crate::folk::{Colleague, Staff};
use crate::supervision::{can_supervise, is_supervised, supervise, supervisors_of};
use crate::teams::{Team, TeamRefused, forget_team, keep_team, teams};
use askama::Template;
use care::{PersonId, RecordId};
use pages::shell::{see_other, staff as page_for_staff};
use pages::{Answer, Filled, Html, Routes, Trouble, Verb, Visit, Words};
use std::collections::BTreeSet;
use std::sync::Arc;

const AT: &str = "/teams";
const FORGET: &str = "/teams/forget";
const SUPERVISION: &str = "/teams/supervision";

pub(crate) fn routes(staff: &Arc<dyn Staff>) -> Routes {
    let with = || Arc::clone(staff);
    let (shown, kept, forgotten, named) = (with(), with(), with(), with());
    Routes::new()
        .role(Verb::Get, AT, LEAD, move |visit| {
            let staff = Arc::clone(&shown);
            async move {
                let here = staff.here().await?;
                page(&visit, &here, &Filled::default()).await
            }
        })
        .role(Verb::Post, AT, LEAD, move |visit| {
            keep(visit, Arc::clone(&kept))
        })
        .role(Verb::Post, FORGET, LEAD, move |visit| {
            forget(visit, Arc::clone(&forgotten))
        })
        .role(Verb::Post, SUPERVISION, LEAD, move |visit| {
            name(visit, Arc::clone(&named))
        })
}

#[derive(Template)]
#[template(path = "teams.html")]
struct Teams<'a> {
    words: Words,
    /// The teams, with a form each; the last one is a new one.
    rows: Vec<Row>,
    supervised: Vec<Supervised>,
    filled: &'a Filled,
}

struct Row {
    id: String,
    version: u32,
    name: String,
    /// Who belongs to it, in words; empty for a new one.
    members: String,
    people: Vec<(Choice, bool)>,
    is_new: bool,
    /// Whether its form is the one that has to be put right.
    open: bool,
}

struct Supervised {
    of: Choice,
    by: Vec<(Choice, bool)>,
    nobody: bool,
}

async fn page(visit: &Visit, here: &[Colleague], filled: &Filled) -> Answer {
    let words = visit.words;
    let known = teams(&visit.floor.vault).await?;
    let members = known.iter().map(|team| team.members.clone());
    let members: Vec<Vec<PersonId>> = members.collect();
    let names = names(visit, here, members.concat()).await?;
    let typed = Typed::of(visit, filled);
    let mut rows: Vec<Row> = Vec::new();
    for team in &known {
        let of_team = team.members.iter();
        let mut people: Vec<String> = of_team.map(|one| called(&names, *one).to_owned()).collect();
        people.sort_by_key(|name| name.to_lowercase());
        rows.push(row(here, team, super::listed(words, &people), &typed));
    }
    let new = Team {
        id: typed
            .new
            .filter(|id| !known.iter().any(|one| one.id == *id))
            .unwrap_or_else(|| RecordId::mint(visit.now, visit.floor.vault.chance())),
        version: 0,
        name: String::new(),
        members: Vec::new(),
    };
    rows.push(row(here, &new, String::new(), &typed));
    let page = Teams {
        words,
        rows,
        supervised: supervised(visit, here).await?,
        filled,
    };
    let mut response = page_for_staff(visit, &words.say("teams-title"), Html::of(&page), None);
    *response.status_mut() = filled.status();
    Ok(response)
}

/// What was typed into the form of one team, when it comes back to be put right.
struct Typed {
    new: Option<RecordId>,
    name: String,
    members: BTreeSet<PersonId>,
}

impl Typed {
    fn of(visit: &Visit, filled: &Filled) -> Self {
        let wrong = filled.status() != axum::http::StatusCode::OK;
        Self {
            new: visit
                .form
                .get("team")
                .and_then(RecordId::parse)
                .filter(|_| wrong),
            name: filled.value("name").to_owned(),
            members: chosen(visit),
        }
    }
}

fn row(here: &[Colleague], team: &Team, members: String, typed: &Typed) -> Row {
    let open = typed.new == Some(team.id);
    let is_in = |person: &PersonId| {
        if open {
            typed.members.contains(person)
        } else {
            team.members.contains(person)
        }
    };
    Row {
        id: team.id.to_string(),
        version: team.version,
        name: if open {
            typed.name.clone()
        } else {
            team.name.clone()
        },
        members,
        people: here
            .iter()
            .map(|one| (choice(one), is_in(&one.person)))
            .collect(),
        is_new: team.version == 0,
        open,
    }
}

fn choice(one: &Colleague) -> Choice {
    Choice {
        value: one.person.to_string(),
        words: one.name.clone(),
    }
}

async fn supervised(visit: &Visit, here: &[Colleague]) -> Result<Vec<Supervised>, Trouble> {
    let mut all = Vec::new();
    for one in here.iter().filter(|one| is_supervised(one.role)) {
        let named = supervisors_of(&visit.floor.vault, one.person).await?;
        let can = here
            .iter()
            .filter(|other| can_supervise(other.role) && other.person != one.person);
        let by: Vec<(Choice, bool)> = can
            .map(|other| (choice(other), named.contains(&other.person)))
            .collect();
        all.push(Supervised {
            of: choice(one),
            nobody: !by.iter().any(|(_, chosen)| *chosen),
            by,
        });
    }
    Ok(all)
}

/// Who was ticked.
fn chosen(visit: &Visit) -> BTreeSet<PersonId> {
    let fields = visit.form.fields().iter();
    fields
        .filter(|(name, _)| name == "member")
        .filter_map(|(_, value)| PersonId::parse(value))
        .collect()
}

async fn keep(visit: Visit, staff: Arc<dyn Staff>) -> Answer {
    let here = staff.here().await?;
    let id = visit.form.get("team").and_then(RecordId::parse);
    let seen = visit.form.get("seen").and_then(|seen| seen.parse().ok());
    let (Some(id), Some(seen)) = (id, seen) else {
        return Err(Trouble::NotUnderstood);
    };
    let mut filled = Filled::posted(&visit);
    let Ok(name) = filled.line::<80>(&visit, "name") else {
        return page(&visit, &here, &filled).await;
    };
    let (vault, by) = (&visit.floor.vault, visit.who.asker.person);
    let kept = keep_team(vault, by, &here, id, seen, &name, &chosen(&visit)).await;
    let (field, key) = match kept {
        Ok(()) => return Ok(see_other(AT)),
        Err(TeamRefused::Name) => ("name", "teams-wrong-name"),
        Err(TeamRefused::Members) => ("member", "teams-wrong-members"),
        Err(error) => return Err(error.into()),
    };
    filled.tell(field, visit.words.say(key));
    page(&visit, &here, &filled).await
}

async fn forget(visit: Visit, staff: Arc<dyn Staff>) -> Answer {
    let here = staff.here().await?;
    let id = visit.form.get("team").and_then(RecordId::parse);
    let id = id.ok_or(Trouble::NotUnderstood)?;
    forget_team(&visit.floor.vault, visit.who.asker.person, &here, id).await?;
    Ok(see_other(AT))
}

async fn name(visit: Visit, staff: Arc<dyn Staff>) -> Answer {
    let here = staff.here().await?;
    let of = visit.form.get("of").and_then(PersonId::parse);
    let of = of.ok_or(Trouble::NotUnderstood)?;
    let by = match visit.form.words("by") {
        None => None,
        Some(written) => Some(PersonId::parse(written).ok_or(Trouble::NotUnderstood)?),
    };
    let lead = visit.who.asker.person;
    supervise(&visit.floor.vault, lead, &here, of, by).await?;
    Ok(see_other(AT))
}
