//! The practitioner names a rupture: a page of its own, so that what was written is never lost.

use super::staff::{OPENS, WRITERS, address};
use crate::audience::AudienceV1;
use crate::rupture::RuptureV1;
use crate::rupture::act::{NameIt, name_it};
use askama::Template;
use care::RecordId;
use pages::shell::{see_other, staff};
use pages::{Filled, Html, Routes, Trouble, Verb, Visit, Words};
use sealed::Act;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .record(
            Verb::Get,
            "/clients/{client}/ruptures/new",
            OPENS,
            WRITERS,
            show,
        )
        .record(
            Verb::Post,
            "/clients/{client}/ruptures",
            OPENS,
            WRITERS,
            write,
        )
}

#[derive(Template)]
#[template(path = "name_rupture.html")]
struct NamingPage {
    words: Words,
    called: String,
    back: String,
    once: String,
    filled: Filled,
}

async fn page(visit: &Visit, act: &Act, once: RecordId, filled: Filled) -> pages::Answer {
    let (_, back) = address(visit, once)?;
    let status = filled.status();
    let page = NamingPage {
        words: visit.words,
        called: visit.floor.sign_ins.called(act).await?,
        back,
        once: once.to_string(),
        filled,
    };
    let title = visit.words.say("rupture-name-title");
    let mut response = staff(visit, &title, Html::of(&page), None);
    *response.status_mut() = status;
    Ok(response)
}

async fn show(visit: Visit, act: Act) -> pages::Answer {
    page(&visit, &act, act.mint(), Filled::default()).await
}

async fn write(visit: Visit, act: Act) -> pages::Answer {
    let once = visit.form.get("once").and_then(RecordId::parse);
    let once = once.ok_or(Trouble::NotUnderstood)?;
    let mut filled = Filled::posted(&visit);
    let Ok(words) = filled.line(&visit, "words") else {
        return page(&visit, &act, once, filled).await;
    };
    let done = visit
        .floor
        .attempt(act, |mut act| {
            let named = NameIt {
                words: Some(words.clone()),
                fit: None,
                audience: AudienceV1::Section,
            };
            async move {
                // The same form a second time: it is named already.
                if act.find::<RuptureV1>(once).await?.is_some() {
                    return Ok((act, (), Vec::new()));
                }
                let happened = name_it(&mut act, once, named).await?;
                Ok::<_, sealed::ReadError>((act, (), happened))
            }
        })
        .await?;
    done?;
    Ok(see_other(&address(&visit, once)?.0))
}
