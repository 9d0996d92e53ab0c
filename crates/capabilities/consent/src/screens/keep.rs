//! Keeping a part of one's record from one person, whatever else that person may.

use super::{Names, asked_about, back, person};
use crate::granted::keep_from;
use crate::staff::Staff;
use askama::Template;
use care::{Happened, KEEPABLE, PersonId, Sections};
use pages::{ClientVisit, Html, Next, Trouble, Words};
use sealed::{Act, ReadError};
use std::sync::Arc;

#[derive(Template)]
#[template(path = "keep_from.html")]
struct KeepFrom {
    words: Words,
    title: String,
    about: String,
    parts: Vec<(String, String, bool)>,
}

/// Whom it is about: someone who works here.
async fn them(visit: &ClientVisit, staff: &dyn Staff) -> Result<(PersonId, String), Trouble> {
    let them = person(asked_about(visit).ok_or(Trouble::Nothing)?);
    let here = staff.here().await?;
    if !here.iter().any(|one| one.person == them) {
        return Err(Trouble::Nothing);
    }
    let names = Names { visit, here: &here };
    Ok((them, names.of(them).await?))
}

pub(super) async fn show(
    visit: ClientVisit,
    mut act: Act,
    staff: Arc<dyn Staff>,
) -> Result<Html, Trouble> {
    let (them, name) = them(&visit, &*staff).await?;
    let kept = act.standing().await?.kept_from(them);
    let words = visit.words;
    let part = |section: care::Section| {
        (
            section.code().to_owned(),
            words.say(&format!("seen-section-{}", section.code())),
            kept.has(section),
        )
    };
    Ok(Html::of(&KeepFrom {
        words,
        title: words.say_with("keep-title", &[("name", (&name).into())]),
        about: super::about(them).to_string(),
        parts: KEEPABLE.iter().map(part).collect(),
    }))
}

pub(super) async fn yes(
    visit: ClientVisit,
    act: Act,
    staff: Arc<dyn Staff>,
) -> Result<Next, Trouble> {
    let (them, _) = them(&visit, &*staff).await?;
    let has = |name: &str| visit.form.get(name).is_some();
    let sections = KEEPABLE
        .iter()
        .filter(|section| has(&format!("part.{}", section.code())))
        .fold(Sections::NONE, |all, one| all.or(Sections::of(&[one])));
    visit
        .floor
        .attempt(act, |mut act| async move {
            keep_from(&mut act, them, sections).await?;
            let client = act.whose();
            Ok::<_, ReadError>((act, (), vec![Happened::ConsentChanged { client }]))
        })
        .await??;
    Ok(Next::Go(back("keep-kept")))
}
