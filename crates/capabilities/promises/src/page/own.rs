//! A practitioner's own promises over all their clients, from the overviews alone: what was broken
//! and waits for a word, what is late, what comes next.

use super::{Names, OPENS};
use crate::gist::{OpenPromise, PromisesGistV1};
use crate::known::known_of;
use crate::words::{asked_for, kind_words};
use askama::Template;
use care::{Access, ClientId, Moment, Purpose, Role, Section, Sections};
use pages::shell::staff;
use pages::{Html, Routes, Verb, Visit, Words};
use sealed::{Damaged, ReadError};
use std::sync::Arc;

const LIST: Sections = Sections::of(&[Section::Identity, Section::Overview]);
const ROLES: &[Role] = &[Role::Therapist];

pub(super) fn routes(names: &Arc<dyn Names>) -> Routes {
    let names = Arc::clone(names);
    Routes::new().role(Verb::Get, "/promises", ROLES, move |visit| {
        show(visit, Arc::clone(&names))
    })
}

struct Row {
    address: String,
    name: String,
    what: String,
    when: String,
    due: Moment,
}

#[derive(Template)]
#[template(path = "promises_own.html")]
struct Own {
    words: Words,
    broken: Vec<Row>,
    late: Vec<Row>,
    open: Vec<Row>,
    /// Of how many clients it cannot be read.
    unreadable: Option<String>,
}

async fn show(visit: Visit, names: Arc<dyn Names>) -> pages::Answer {
    let (vault, asker) = (&visit.floor.vault, visit.who.asker);
    let clients = vault.caseload(asker).await?;
    // What may not be opened is not told in passing either.
    let may = vault
        .decide_list(asker, &clients, OPENS, Purpose::Treatment)
        .await?;
    let clients: Vec<ClientId> = may.accesses.iter().map(Access::whose).collect();
    let decided = vault
        .decide_list(asker, &clients, LIST, Purpose::Caseload)
        .await?;
    let known = known_of(vault, asker, &clients).await?;
    let overviews = vault.overviews(&decided.accesses).await?;
    let mut unreadable = may.damaged.len() + decided.damaged.len();
    let (mut broken, mut late, mut open) = (Vec::new(), Vec::new(), Vec::new());
    for (access, overview) in decided.accesses.iter().zip(&overviews) {
        let Ok(gist) = overview.get::<PromisesGistV1>() else {
            unreadable += 1;
            continue;
        };
        let known = known.get(&access.whose()).copied();
        let glance = gist.unwrap_or_default().glance(visit.now);
        let mine = glance
            .of(asker.person)
            .told(known.unwrap_or(Sections::NONE));
        if mine.is_empty() {
            continue;
        }
        let name = match names.called(vault, *access, overview).await {
            Ok(Some(name)) => name,
            Ok(None) | Err(ReadError::Damaged(Damaged)) => {
                visit.words.say("caseload-name-unreadable")
            }
            Err(error) => return Err(error.into()),
        };
        let row = |one: &OpenPromise| row(&visit, access.whose(), &name, one);
        broken.extend(mine.broken.iter().map(row));
        late.extend(mine.open.iter().filter(|one| one.late).map(row));
        open.extend(mine.open.iter().filter(|one| !one.late).map(row));
    }
    for rows in [&mut broken, &mut late, &mut open] {
        rows.sort_by_key(|row| row.due);
    }
    let page = Own {
        words: visit.words,
        broken,
        late,
        open,
        unreadable: (unreadable > 0).then(|| {
            let put = [("count", unreadable.into())];
            visit.words.say_with("promises-unreadable", &put)
        }),
    };
    let title = visit.words.say("promises-own-title");
    Ok(staff(&visit, &title, Html::of(&page), None))
}

fn row(visit: &Visit, client: ClientId, name: &str, one: &OpenPromise) -> Row {
    let due = one.until.unwrap_or(one.due);
    let when = visit.day_and_time(asked_for(one.kind, due));
    let key = if one.until.is_some() {
        "promises-by-told"
    } else {
        "promises-by"
    };
    Row {
        address: format!("/clients/{client}/promises/{}", one.promise),
        name: name.to_owned(),
        what: kind_words(visit.words, one.kind),
        when: visit.words.say_with(key, &[("when", (&when).into())]),
        due,
    }
}
