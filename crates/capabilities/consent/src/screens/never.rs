//! Naming someone for whom the client does not exist: someone who works here, or a name of someone
//! who may come to. Nobody is told, and no reason is asked.

use super::{asked_about, back, person};
use crate::granted::{exist_for, name};
use crate::staff::{Colleague, Staff};
use askama::Template;
use care::{Happened, Line, PersonId, same_name};
use pages::{ClientVisit, Html, Next, Trouble, Words};
use sealed::{Act, ReadError};
use std::sync::Arc;

/// The longest name that is kept, in characters: as long as a name of someone who works here.
const NAME_MAX: usize = 120;

#[derive(Template)]
#[template(path = "never.html")]
struct Never {
    words: Words,
    whom: Vec<(String, String)>,
    chosen: String,
    name: String,
    wrong: Option<String>,
}

async fn choices(act: &mut Act, staff: &dyn Staff) -> Result<Vec<Colleague>, ReadError> {
    let facts = act.standing().await?;
    let mut here = staff.here().await?;
    here.retain(|one| !facts.conflicts.contains(&one.person) && one.person != act.whose().person());
    Ok(here)
}

fn page(visit: &ClientVisit, choices: &[Colleague], wrong: Option<String>) -> Html {
    let words = visit.words;
    let whom = choices.iter().map(|one| {
        let role = words.say(&format!("seen-role-{}", one.role.code()));
        let said = [("name", (&one.name).into()), ("how", (&role).into())];
        (one.person.to_string(), words.say_with("seen-who", &said))
    });
    Html::of(&Never {
        words,
        whom: whom.collect(),
        chosen: visit.form.get("whom").unwrap_or_default().to_owned(),
        name: visit.form.get("name").unwrap_or_default().to_owned(),
        wrong,
    })
}

pub(super) async fn show(
    visit: ClientVisit,
    mut act: Act,
    staff: Arc<dyn Staff>,
) -> Result<Html, Trouble> {
    let choices = choices(&mut act, &*staff).await?;
    Ok(page(&visit, &choices, None))
}

/// Someone who was chosen, and a name that was written: either, or both.
pub(super) async fn yes(
    visit: ClientVisit,
    mut act: Act,
    staff: Arc<dyn Staff>,
) -> Result<Next, Trouble> {
    let choices = choices(&mut act, &*staff).await?;
    let chosen = visit.form.get("whom").and_then(PersonId::parse);
    let chosen = chosen.filter(|them| choices.iter().any(|one| one.person == *them));
    let written = Line::<NAME_MAX>::parse_optional(visit.form.get("name"));
    // Marks and titles alone are nobody's name.
    let said = |line: &Line<NAME_MAX>| same_name(line.as_str(), line.as_str());
    let (chosen, written) = match (chosen, written) {
        (chosen, Ok(None)) if chosen.is_some() => (chosen, None),
        (chosen, Ok(Some(line))) if said(&line) => (chosen, Some(line)),
        (_, Err(wrong)) => {
            let wrong = pages::wrong_words(wrong, visit.words);
            return Ok(Next::Stay(page(&visit, &choices, Some(wrong))));
        }
        _ => {
            let wrong = visit.words.say("never-nobody");
            return Ok(Next::Stay(page(&visit, &choices, Some(wrong))));
        }
    };
    let written = written.as_ref().map(Line::as_str);
    let room = visit
        .floor
        .attempt(act, |mut act| async move {
            if let Some(them) = chosen {
                exist_for(&mut act, them, false).await?;
            }
            let room = match written {
                Some(written) => name(&mut act, written, true).await?,
                None => true,
            };
            let client = act.whose();
            Ok::<_, ReadError>((act, room, vec![Happened::ConsentChanged { client }]))
        })
        .await??;
    Ok(Next::Go(back(if room {
        "never-kept"
    } else {
        "never-full"
    })))
}

/// They exist for this person again.
pub(super) async fn undo(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let them = person(asked_about(&visit).ok_or(Trouble::NotUnderstood)?);
    visit
        .floor
        .attempt(act, |mut act| async move {
            exist_for(&mut act, them, true).await?;
            let client = act.whose();
            Ok::<_, ReadError>((act, (), vec![Happened::ConsentChanged { client }]))
        })
        .await??;
    Ok(Next::Go(back("never-undone")))
}

/// A name that was written down is taken away.
pub(super) async fn undo_name(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let written = visit.form.get("name").ok_or(Trouble::NotUnderstood)?;
    visit
        .floor
        .attempt(act, |mut act| async move {
            name(&mut act, written, false).await?;
            let client = act.whose();
            Ok::<_, ReadError>((act, (), vec![Happened::ConsentChanged { client }]))
        })
        .await??;
    Ok(Next::Go(back("never-undone")))
}

/// The name that was written down is the name of this person here.
pub(super) async fn is_them(
    visit: ClientVisit,
    mut act: Act,
    staff: Arc<dyn Staff>,
) -> Result<Next, Trouble> {
    let them = person(asked_about(&visit).ok_or(Trouble::NotUnderstood)?);
    let choices = choices(&mut act, &*staff).await?;
    if !choices.iter().any(|one| one.person == them) {
        return Err(Trouble::Nothing);
    }
    visit
        .floor
        .attempt(act, |mut act| async move {
            exist_for(&mut act, them, false).await?;
            let client = act.whose();
            Ok::<_, ReadError>((act, (), vec![Happened::ConsentChanged { client }]))
        })
        .await??;
    Ok(Next::Go(back("never-kept")))
}
