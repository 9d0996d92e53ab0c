//! Who works with one client: who does, who did, and saying so.

use super::fields::{Choice, Field, Fields};
use super::to_put_right;
use crate::called::client_name;
use crate::directory;
use crate::relations::{self, AssignError};
use crate::rules;
use askama::Template;
use care::{Moment, PersonId, RelationKind};
use pages::shell::{again, see_other, staff};
use pages::{Answer, Html, Trouble, Visit, Words};
use sealed::Act;

#[derive(Template)]
#[template(path = "client.html")]
struct Client {
    words: Words,
    name: String,
    here: String,
    now: Vec<Row>,
    before: Vec<Row>,
    fields: Html,
    wrong: bool,
}

struct Row {
    words: String,
    person: String,
    kind: &'static str,
    ends: String,
}

fn address(act: &Act) -> String {
    format!("/people/clients/{}", act.whose())
}

async fn page(visit: &Visit, act: &mut Act, wrong: Option<String>) -> Answer {
    let (words, floor) = (visit.words, &visit.floor);
    let name = client_name(act).await?.ok_or(Trouble::Nothing)?;
    let facts = act.standing().await?;
    let people: Vec<PersonId> = facts
        .relations
        .iter()
        .map(|relation| relation.person)
        .collect();
    let names = directory::names_of(&floor.vault, &people).await?;
    let day = |moment: Moment| words.day(moment, visit.now, &floor.settings.zone);
    let (mut now, mut before) = (Vec::new(), Vec::new());
    for relation in &facts.relations {
        let called = names.get(&relation.person).cloned();
        let called = called.unwrap_or_else(|| words.say("people-someone"));
        let kind = rules::code(relation.kind);
        let how = words.say(&format!("people-kind-{kind}"));
        let (from, until) = (
            day(relation.from),
            relation.until.map(day).unwrap_or_default(),
        );
        let live = rules::holds(relation, visit.now);
        let key = if live {
            "people-works-with"
        } else {
            "people-worked-with"
        };
        let said = words.say_with(
            key,
            &[
                ("name", (&called).into()),
                ("how", (&how).into()),
                ("from", (&from).into()),
                ("until", (&until).into()),
            ],
        );
        let ends = words.say_with("people-end-for", &[("name", (&called).into())]);
        let row = Row {
            words: said,
            person: relation.person.to_string(),
            kind,
            ends,
        };
        if live {
            now.push(row);
        } else {
            before.push(row);
        }
    }
    let is_wrong = wrong.is_some();
    let page = Client {
        words,
        name: name.clone(),
        here: address(act),
        now,
        before,
        fields: Fields::html(choices(visit, wrong).await?),
        wrong: is_wrong,
    };
    let response = staff(visit, &name, Html::of(&page), None);
    Ok(if is_wrong {
        to_put_right(response)
    } else {
        response
    })
}

async fn choices(visit: &Visit, wrong: Option<String>) -> Result<Vec<Field>, Trouble> {
    let words = visit.words;
    let (staff, _) = directory::staff(&visit.floor.vault).await?;
    let works_with_clients = |person: &&directory::Person| {
        rules::KINDS
            .into_iter()
            .any(|kind| rules::fits(person.role, kind))
    };
    let people = staff.iter().filter(works_with_clients).map(|person| {
        let role = words.say(&format!("people-role-{}", person.role.code()));
        Choice {
            value: person.person.to_string(),
            words: format!("{} ({role})", person.called()),
        }
    });
    let kinds = rules::KINDS.map(|kind| Choice {
        value: rules::code(kind).to_owned(),
        words: words.say(&format!("people-as-{}", rules::code(kind))),
    });
    Ok(vec![
        Field::new(words, "person", &visit.form)
            .one_of(people.collect())
            .wrong(wrong),
        Field::new(words, "kind", &visit.form).one_of(kinds.into()),
    ])
}

fn asked(visit: &Visit) -> Option<(PersonId, RelationKind)> {
    let person = visit.form.get("person").and_then(PersonId::parse)?;
    let kind = visit.form.get("kind")?;
    let kind = rules::KINDS
        .into_iter()
        .find(|one| rules::code(*one) == kind)?;
    Some((person, kind))
}

/// The page.
pub(super) async fn show(visit: Visit, mut act: Act) -> Answer {
    page(&visit, &mut act, None).await
}

/// Begins a relation.
pub(super) async fn begin(visit: Visit, mut act: Act) -> Answer {
    let Some((person, kind)) = asked(&visit) else {
        return page(
            &visit,
            &mut act,
            Some(visit.words.say("people-wrong-choose")),
        )
        .await;
    };
    if !visit.fresh() {
        return Ok(again(&address(&act)));
    }
    let vault = &visit.floor.vault;
    match relations::assign(vault, visit.who.asker, act.whose(), person, kind).await {
        Ok(()) => Ok(see_other(&address(&act))),
        Err(AssignError::ChooseAnother) => {
            page(
                &visit,
                &mut act,
                Some(visit.words.say("people-wrong-choose-another")),
            )
            .await
        }
        Err(error) => Err(error.into()),
    }
}

/// Ends a relation.
pub(super) async fn end(visit: Visit, act: Act) -> Answer {
    let (person, kind) = asked(&visit).ok_or(Trouble::NotUnderstood)?;
    let vault = &visit.floor.vault;
    relations::end_relation(vault, visit.who.asker, act.whose(), person, kind).await?;
    Ok(see_other(&address(&act)))
}
