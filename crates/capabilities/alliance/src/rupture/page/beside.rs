//! Who else looks at a rupture: the practitioner brings it to supervision; whoever stands beside the
//! client says that they have looked, and the client reads it.

use super::staff::{BESIDE, OPENS, WRITERS, address, page, rupture_of};
use crate::rupture::act::RuptureRefused;
use crate::rupture::follow_up::{looked, to_supervision};
use pages::shell::see_other;
use pages::{Filled, Routes, Trouble, Verb, Visit};
use sealed::Act;

pub(crate) fn routes() -> Routes {
    let brings = "/clients/{client}/ruptures/{rupture}/supervision";
    let looks = "/clients/{client}/beside/ruptures/{rupture}/looked";
    Routes::new()
        .record(Verb::Post, brings, OPENS, WRITERS, bring)
        .record(Verb::Post, looks, OPENS, BESIDE, look)
}

async fn bring(visit: Visit, act: Act) -> pages::Answer {
    let rupture = rupture_of(&visit)?;
    let access = *act.access();
    let outcome = visit
        .floor
        .attempt(act, |mut act| async move {
            let told = to_supervision(&mut act, rupture).await?;
            Ok((act, told, Vec::new()))
        })
        .await?;
    let said = match outcome {
        // Brought twice, it was brought once.
        Ok(1..) | Err(RuptureRefused::AlreadySaid) => {
            return Ok(see_other(&address(&visit, rupture)?.0));
        }
        Ok(0) => "rupture-nobody-supervises",
        Err(RuptureRefused::Closed) => "rupture-closed-already",
        Err(RuptureRefused::Read(error)) => return Err(error.into()),
        Err(_) => return Err(Trouble::Nothing),
    };
    let act = Act::open(&visit.floor.vault, access).await?;
    let mut filled = Filled::default();
    filled.notice = Some(visit.words.say(said));
    page(&visit, &act, filled, false).await
}

async fn look(visit: Visit, act: Act) -> pages::Answer {
    let rupture = rupture_of(&visit)?;
    let mut filled = Filled::posted(&visit);
    let Ok(words) = filled.optional_line(&visit, "looked") else {
        return page(&visit, &act, filled, true).await;
    };
    let outcome = visit
        .floor
        .attempt(act, |mut act| {
            let words = words.clone();
            async move {
                let happened = looked(&mut act, rupture, words).await?;
                Ok((act, (), happened))
            }
        })
        .await?;
    match outcome {
        Ok(()) | Err(RuptureRefused::AlreadySaid) => {
            let client = visit.client().ok_or(Trouble::Nothing)?;
            let back = format!("/clients/{client}/beside/ruptures/{rupture}");
            Ok(see_other(&back))
        }
        Err(RuptureRefused::Read(error)) => Err(error.into()),
        Err(_) => Err(Trouble::Nothing),
    }
}
