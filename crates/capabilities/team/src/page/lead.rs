//! What a lead sees of absences: what waits, who stands in, and for how many nobody does. Never for
//! whom, and never why.

use super::{Choice, LEAD, called, days, form, names, to_put_right};
use crate::absence::{Absence, AbsenceRefused, Counts, absences, confirm, counts, end};
use crate::folk::{Colleague, Staff};
use askama::Template;
use care::{PersonId, RecordId};
use pages::shell::{see_other, staff as page_for_staff};
use pages::{Answer, Filled, Html, Routes, Trouble, Verb, Visit, Words};
use std::sync::Arc;

const AT: &str = "/absences";
const CONFIRM: &str = "/absences/confirm";
const END: &str = "/absences/end";

/// A route whose handler asks who works here.
fn with<R>(
    routes: Routes,
    staff: &Arc<dyn Staff>,
    at: (Verb, &'static str),
    handler: fn(Visit, Vec<Colleague>) -> R,
) -> Routes
where
    R: Future<Output = Answer> + Send + 'static,
{
    let staff = Arc::clone(staff);
    routes.role(at.0, at.1, LEAD, move |visit| {
        let staff = Arc::clone(&staff);
        async move {
            let here = staff.here().await?;
            handler(visit, here).await
        }
    })
}

pub(crate) fn routes(staff: &Arc<dyn Staff>) -> Routes {
    let all = with(Routes::new(), staff, (Verb::Get, AT), show);
    let all = with(all, staff, (Verb::Post, AT), send);
    let all = with(all, staff, (Verb::Post, CONFIRM), say_yes);
    with(all, staff, (Verb::Post, END), say_over)
}

#[derive(Template)]
#[template(path = "absences.html")]
struct Absences {
    words: Words,
    rows: Vec<Row>,
    form: Html,
    /// Whether the form has to be put right.
    again: bool,
    notice: Option<String>,
}

struct Row {
    id: RecordId,
    name: String,
    when: String,
    reason: String,
    stands: String,
    /// How many, in words; none before it is confirmed.
    counted: Vec<String>,
    /// Whether something of it is worth a look: then the button is the one of the page.
    attention: bool,
    covers: Vec<Choice>,
    chosen: String,
    /// The words of the button that says who stands in, where that can be said.
    confirm: Option<String>,
    /// The words of the button that ends it.
    end: Option<String>,
}

async fn show(visit: Visit, here: Vec<Colleague>) -> Answer {
    page(&visit, &here, &Filled::default()).await
}

async fn page(visit: &Visit, here: &[Colleague], filled: &Filled) -> Answer {
    let words = visit.words;
    let all = absences(&visit.floor.vault).await?;
    let open: Vec<&Absence> = all.iter().filter(|one| one.is_open(visit.now)).collect();
    let names = names(visit, here, mentioned(&open)).await?;
    let mut rows = Vec::new();
    for one in open {
        let counted = counts(&visit.floor.vault, one.id).await?;
        rows.push(row(visit, here, one, counted, |person| {
            called(&names, person).to_owned()
        }));
    }
    let page = Absences {
        words,
        rows,
        form: form::html(visit, here, filled, AT, true),
        again: filled.notice.is_none() && filled.status() != axum::http::StatusCode::OK,
        notice: filled.notice.clone(),
    };
    let mut response = page_for_staff(visit, &words.say("absences-title"), Html::of(&page), None);
    *response.status_mut() = filled.status();
    Ok(response)
}

/// Everyone whose name can stand on the page.
pub(super) fn mentioned(open: &[&Absence]) -> Vec<PersonId> {
    let mut people = Vec::new();
    for one in open {
        people.push(one.of());
        people.extend(one.proposed());
        people.extend(one.confirmed().and_then(|confirmed| confirmed.cover));
    }
    people
}

/// From how many on a number is said: below it, it could be one person whom the lead knows. This
/// project's own choice.
const FEWEST: usize = 5;

/// How many, in words: a number only where neither it nor what is left of all is a small one, because
/// a lead who tries one cover after the other would read the difference.
fn how_many(count: usize, among: &[usize]) -> &'static str {
    let is_few = |count: &usize| (1..FEWEST).contains(count);
    match count {
        0 => "none",
        _ if among.iter().sum::<usize>() == count => "all",
        1..FEWEST => "few",
        _ if among.iter().any(is_few) => "many",
        _ => "number",
    }
}

fn count(words: Words, key: &str, count: usize, among: &[usize]) -> Option<String> {
    let put = [
        ("count", count.into()),
        ("some", how_many(count, among).into()),
    ];
    (count > 0).then(|| words.say_with(key, &put))
}

fn row(
    visit: &Visit,
    here: &[Colleague],
    one: &Absence,
    counted: Counts,
    name: impl Fn(PersonId) -> String,
) -> Row {
    let words = visit.words;
    let (from, until) = days(visit, one.starts(), one.until());
    let put = [("from", (&from).into()), ("until", (&until).into())];
    let confirmed = one.confirmed();
    let (key, person) = match confirmed {
        _ if one.is_ended() => ("absences-ended", None),
        _ if one.is_back() => ("absences-back", None),
        None if one.proposed().is_some() => ("absences-proposed", one.proposed()),
        None => ("absences-none-proposed", None),
        Some(confirmed) if confirmed.cover.is_some() => ("absences-covered", confirmed.cover),
        Some(_) => ("absences-nobody", None),
    };
    let who = person.map(&name).unwrap_or_default();
    let goes_on = !one.is_ended() && !one.is_back();
    let confirm = match confirmed {
        None if goes_on => Some("absences-confirm"),
        Some(_) if goes_on => Some("absences-someone-else"),
        _ => None,
    };
    let beyond = usize::try_from(one.beyond()).unwrap_or_default();
    let mut said = Vec::new();
    if confirmed.is_some() && goes_on {
        let all = [counted.covered, counted.without, counted.declined];
        said.extend(count(
            words,
            "absences-count-covered",
            counted.covered,
            &all,
        ));
        said.extend(count(
            words,
            "absences-count-without",
            counted.without,
            &all,
        ));
        said.extend(count(
            words,
            "absences-count-declined",
            counted.declined,
            &all,
        ));
    }
    said.extend(count(words, "absences-count-beyond", beyond, &[]));
    let chosen = if confirmed.is_none() {
        one.proposed()
    } else {
        None
    };
    Row {
        id: one.id,
        name: name(one.of()),
        when: words.say_with("absence-when", &put),
        reason: one.reason().to_owned(),
        stands: words.say_with(key, &[("name", (&who).into())]),
        counted: said,
        attention: confirmed.is_none() || one.is_back() || counted.without > 0 || beyond > 0,
        covers: form::therapists(here, Some(one.of())),
        chosen: chosen.map(|person| person.to_string()).unwrap_or_default(),
        confirm: confirm.map(|key| words.say(key)),
        end: (confirmed.is_some()).then(|| words.say("absences-end")),
    }
}

async fn send(visit: Visit, here: Vec<Colleague>) -> Answer {
    let of = visit.form.words("who").and_then(PersonId::parse);
    match form::take(&visit, &here, of).await? {
        Ok(()) => Ok(see_other(AT)),
        Err(filled) => page(&visit, &here, &filled).await,
    }
}

fn absence_of(visit: &Visit) -> Result<RecordId, Trouble> {
    let id = visit.form.get("absence").and_then(RecordId::parse);
    id.ok_or(Trouble::NotUnderstood)
}

async fn say_yes(visit: Visit, here: Vec<Colleague>) -> Answer {
    let id = absence_of(&visit)?;
    let cover = match visit.form.words("cover") {
        None => None,
        Some(written) => Some(PersonId::parse(written).ok_or(Trouble::NotUnderstood)?),
    };
    match confirm(&visit.floor, visit.who.asker, &here, id, cover).await {
        Ok(_) => Ok(see_other(AT)),
        Err(AbsenceRefused::Wrong(wrong)) => {
            let mut filled = Filled::default();
            filled.notice = wrong.first().map(|one| form::wrong(visit.words, *one));
            Ok(to_put_right(page(&visit, &here, &filled).await?))
        }
        Err(error) => Err(error.into()),
    }
}

async fn say_over(visit: Visit, here: Vec<Colleague>) -> Answer {
    let id = absence_of(&visit)?;
    end(&visit.floor, visit.who.asker, &here, id).await?;
    Ok(see_other(AT))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_of_few_people_is_a_word_and_follows_from_no_number() {
        for (all, said) in [
            ([0, 0, 0], ["none", "none", "none"]),
            ([1, 0, 0], ["all", "none", "none"]),
            ([0, 12, 0], ["none", "all", "none"]),
            ([4, 1, 0], ["few", "few", "none"]),
            ([12, 5, 0], ["number", "number", "none"]),
            ([12, 5, 1], ["many", "many", "few"]),
            ([11, 1, 0], ["many", "few", "none"]),
        ] {
            assert_eq!(all.map(|count| how_many(count, &all)), said, "{all:?}");
        }
        // However one person goes from one to the other, no number says so.
        for covered in 0..30 {
            let all = [covered, 1, 0];
            assert_ne!(how_many(covered, &all), "number", "{covered}");
        }
    }

    #[test]
    fn no_number_below_five_stands_in_the_words() {
        for language in [pages::Language::English, pages::Language::Spanish] {
            let words = Words::new(language);
            for key in ["covered", "without", "declined"] {
                let key = format!("absences-count-{key}");
                for all in [[3, 0], [3, 9], [9, 3], [9, 0]] {
                    let said = count(words, &key, all[0], &all).unwrap();
                    assert!(!said.contains(['3', '9']), "{said}");
                }
                assert!(count(words, &key, 9, &[9, 7]).unwrap().contains('9'));
            }
            let beyond = |many| count(words, "absences-count-beyond", many, &[]);
            assert!(!beyond(4).unwrap().contains('4') && beyond(9).unwrap().contains('9'));
            assert_eq!(beyond(0), None);
        }
    }
}
