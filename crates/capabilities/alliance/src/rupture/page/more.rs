//! What else a client can do about a rupture, at any time while it is open: say which sentence fits,
//! or another than before, and ask someone who stands beside them to look.

use super::client::{RUPTURE, fit, screen};
use crate::check_in::complete::people_beside;
use crate::rupture::act::{RuptureRefused, choose_fit};
use crate::rupture::follow_up::{FollowUpV1, bring};
use care::{PersonId, RecordId};
use pages::{ClientVisit, Html, Next, Place, Trouble};
use sealed::Act;

/// Who stands beside the client and was not asked yet, with their names.
pub(super) async fn can_ask(
    visit: &ClientVisit,
    act: &mut Act,
    follow_up: Option<&FollowUpV1>,
) -> Result<Vec<(PersonId, String)>, Trouble> {
    let asked = |person: &PersonId| {
        follow_up.is_some_and(|one| {
            one.brought
                .iter()
                .any(|brought| brought.to == Some(*person.bytes()))
        })
    };
    let mut people = Vec::new();
    for person in people_beside(act).await? {
        let name = visit.floor.sign_ins.name_of(person).await?;
        if let Some(name) = name.filter(|_| !asked(&person)) {
            people.push((person, name));
        }
    }
    Ok(people)
}

fn about(visit: &ClientVisit) -> Result<RecordId, Trouble> {
    let about = visit.form.get("about").and_then(RecordId::parse);
    about.ok_or(Trouble::NotUnderstood)
}

pub(super) async fn choose(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let rupture = about(&visit)?;
    let here = Place::at(RUPTURE).about(rupture);
    // Nothing chosen is nothing said: the page stays as it was.
    let Some(fit) = fit(visit.form.get("fit")) else {
        return Ok(Next::Go(here));
    };
    let outcome = visit
        .floor
        .attempt(act, |mut act| async move {
            choose_fit(&mut act, rupture, fit).await?;
            Ok((act, (), Vec::new()))
        })
        .await?;
    let said = match outcome {
        Ok(()) | Err(RuptureRefused::AlreadySaid) => "fit-kept",
        Err(RuptureRefused::Closed) => "reply-already-closed",
        Err(RuptureRefused::Read(error)) => return Err(error.into()),
        Err(_) => return Err(Trouble::Nothing),
    };
    Ok(Next::Go(here.saying(said)))
}

pub(super) async fn bring_it(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let rupture = about(&visit)?;
    let access = *act.access();
    let to = visit.form.get("to").and_then(PersonId::parse);
    let outcome = match to {
        Some(to) => {
            visit
                .floor
                .attempt(act, |mut act| async move {
                    let happened = bring(&mut act, rupture, to).await?;
                    Ok((act, (), happened))
                })
                .await?
        }
        None => Err(RuptureRefused::NotBeside),
    };
    let said = match outcome {
        Ok(()) | Err(RuptureRefused::AlreadySaid) => "brought-kept",
        Err(RuptureRefused::Closed) => "reply-already-closed",
        Err(RuptureRefused::NotBeside) => {
            let mut act = Act::open(&visit.floor.vault, access).await?;
            let page = screen(&visit, rupture, &mut act).await?;
            return Ok(Next::Stay(Html::of(&page.asking_again())));
        }
        Err(RuptureRefused::Read(error)) => return Err(error.into()),
        Err(_) => return Err(Trouble::Nothing),
    };
    Ok(Next::Go(Place::at(RUPTURE).about(rupture).saying(said)))
}
