//! Who works here, and the way to a client: by the sign-in name the client gives, so that nobody
//! looks down a list of everyone in care.

use super::fields::{Field, Fields};
use super::to_put_right;
use crate::directory;
use crate::relations;
use askama::Template;
use axum::response::Response;
use care::{PersonId, Purpose};
use pages::shell::{see_other, staff};
use pages::{Answer, Html, Visit, Words};

#[derive(Template)]
#[template(path = "list.html")]
struct List {
    words: Words,
    find: Html,
    staff: Vec<Row>,
    damaged: Option<String>,
}

struct Row {
    id: PersonId,
    name: String,
    role: String,
    language: &'static str,
    since: String,
}

async fn page(visit: &Visit, wrong: Option<String>) -> Answer {
    let (words, vault) = (visit.words, &visit.floor.vault);
    let (people, damaged) = directory::staff(vault).await?;
    let zone = &visit.floor.settings.zone;
    let rows = people.iter().map(|person| Row {
        id: person.person,
        name: person.called().to_owned(),
        role: words.say(&format!("people-role-{}", person.role.code())),
        language: person.language.own_name(),
        since: words.short_day(person.since, visit.now, zone),
    });
    let is_wrong = wrong.is_some();
    let find = Field::new(words, "sign-in", &visit.form).wrong(wrong);
    let page = List {
        words,
        find: Fields::html(vec![find]),
        staff: rows.collect(),
        damaged: (damaged > 0)
            .then(|| words.say_with("people-damaged", &[("count", damaged.into())])),
    };
    let response: Response = staff(visit, &words.say("people-title"), Html::of(&page), None);
    Ok(if is_wrong {
        to_put_right(response)
    } else {
        response
    })
}

/// The page.
pub(super) async fn show(visit: Visit) -> Answer {
    page(&visit, None).await
}

/// Goes to the client who comes in under a sign-in name. Whoever does not exist for the person who
/// asks is not found, like nobody.
pub(super) async fn find(visit: Visit) -> Answer {
    let vault = &visit.floor.vault;
    let written = visit.form.get("sign-in").unwrap_or_default();
    let client = directory::client_under(vault, written).await?;
    let asker = visit.who.asker;
    let may = vault
        .decide(asker, client, relations::OPENS, Purpose::Assignment)
        .await?;
    if may.is_ok() {
        return Ok(see_other(&format!("/people/clients/{client}")));
    }
    page(&visit, Some(visit.words.say("people-find-nobody"))).await
}
