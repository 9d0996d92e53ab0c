//! Saying that one will be away, and that one is back.

use super::{called, days, form, names};
use crate::absence::{Absence, absences, back};
use crate::folk::{Colleague, Staff};
use askama::Template;
use care::{RecordId, Role};
use pages::shell::{see_other, staff as page_for_staff};
use pages::{Answer, Filled, Html, Routes, Trouble, Verb, Visit, Words};
use std::sync::Arc;

const AT: &str = "/absence";
const BACK: &str = "/absence/back";
/// Who can be away so that someone stands in.
const WHO: &[Role] = &[Role::Therapist];

pub(crate) fn routes(staff: &Arc<dyn Staff>) -> Routes {
    let with = || Arc::clone(staff);
    let (shown, sent) = (with(), with());
    Routes::new()
        .role(Verb::Get, AT, WHO, move |visit| {
            let staff = Arc::clone(&shown);
            async move {
                let here = staff.here().await?;
                page(&visit, &here, &Filled::default()).await
            }
        })
        .role(Verb::Post, AT, WHO, move |visit| {
            send(visit, Arc::clone(&sent))
        })
        .role(Verb::Post, BACK, WHO, am_back)
}

#[derive(Template)]
#[template(path = "absence_own.html")]
struct Own {
    words: Words,
    rows: Vec<Row>,
    form: Html,
}

struct Row {
    id: RecordId,
    when: String,
    reason: String,
    stands: String,
    /// The words of the button that says one is there, where there is something to say.
    back: Option<String>,
}

async fn page(visit: &Visit, here: &[Colleague], filled: &Filled) -> Answer {
    let (words, me) = (visit.words, visit.who.asker.person);
    let all = absences(&visit.floor.vault).await?;
    let own: Vec<Absence> = all
        .into_iter()
        .filter(|one| one.of() == me && !one.is_over(visit.now))
        .collect();
    let people = super::lead::mentioned(&own.iter().collect::<Vec<_>>());
    let names = names(visit, here, people).await?;
    let row = |one: &Absence| {
        let (from, until) = days(visit, one.starts(), one.until());
        let put = [("from", (&from).into()), ("until", (&until).into())];
        let cover = one.confirmed().map(|confirmed| confirmed.cover);
        let (key, name) = match cover {
            _ if one.is_back() => ("absence-own-back", None),
            None => ("absence-own-waits", one.proposed()),
            Some(None) => ("absence-own-nobody", None),
            Some(cover) => ("absence-own-covered", cover),
        };
        let name = name.map_or_else(
            || words.say("absence-nobody-named"),
            |person| called(&names, person).to_owned(),
        );
        let back = if one.confirmed().is_some() {
            "absence-back"
        } else {
            "absence-withdraw"
        };
        Row {
            id: one.id,
            when: words.say_with("absence-when", &put),
            reason: one.reason().to_owned(),
            stands: words.say_with(key, &[("name", (&name).into())]),
            back: (!one.is_back()).then(|| words.say(back)),
        }
    };
    let own = Own {
        words,
        rows: own.iter().map(row).collect(),
        form: form::html(visit, here, filled, AT, false),
    };
    let mut response = page_for_staff(visit, &words.say("absence-title"), Html::of(&own), None);
    *response.status_mut() = filled.status();
    Ok(response)
}

async fn send(visit: Visit, staff: Arc<dyn Staff>) -> Answer {
    let here = staff.here().await?;
    let me = visit.who.asker.person;
    match form::take(&visit, &here, Some(me)).await? {
        Ok(()) => Ok(see_other(AT)),
        Err(filled) => page(&visit, &here, &filled).await,
    }
}

async fn am_back(visit: Visit) -> Answer {
    let id = visit.form.get("absence").and_then(RecordId::parse);
    let id = id.ok_or(Trouble::NotUnderstood)?;
    back(&visit.floor.vault, visit.who.asker.person, id).await?;
    Ok(see_other(AT))
}
