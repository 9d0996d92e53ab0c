//! The client's screen `erase`, and the page of who leads the service: what is due, what was asked
//! for, what was destroyed.

use super::done::{Wiping, destroy};
use super::kept::{AskRefused, ask, asked, stop};
use super::rules::{ERASE_AFTER, Keeps, due, ended, kept_until};
use super::stored::{EraseAskedV1, ErasedV1, WishV1, receipt};
use crate::along::proven;
use askama::Template;
use axum::http::StatusCode;
use care::{ClientId, DAY, Moment, Purpose, RecordId, Role, Section, Sections};
use measures::{Offer, names_of_sums};
use pages::layout::{Notice, Tone};
use pages::shell::staff;
use pages::{
    Answer, ClientVisit, Html, Next, Place, Purposes, Routes, Screens, Trouble, Verb, Visit, Words,
};
use sealed::Act;
use std::sync::Arc;

/// The screen's name.
const ERASE: &str = "erase";
const OPENS: Sections = Sections::of(&[Section::Identity, Section::Consent]);
const LEAD: &[Role] = &[Role::ServiceLead];
const ASSIGNMENT: Purposes = &[(Role::ServiceLead, Purpose::Assignment)];

/// What the screens and pages need to know.
#[derive(Clone)]
pub struct Erasing {
    /// How long records are kept.
    pub keeps: Keeps,
    /// For how many days after an erasure copies of the key store may exist.
    pub copies_days: u16,
    /// The measures, whose nameless sums go too.
    pub offer: Arc<Offer>,
    /// What takes a person out of the directory.
    pub wiping: Arc<dyn Wiping>,
}

pub(crate) fn screens(erasing: &Erasing) -> Screens {
    let (shown, asks, stops) = (erasing.clone(), erasing.clone(), erasing.clone());
    Screens::new()
        .screen(ERASE, OPENS, move |visit, act| {
            show(visit, act, shown.clone())
        })
        .act("erase-ask", OPENS, move |visit, act| {
            asks_for_it(visit, act, asks.clone())
        })
        .act("erase-stop", OPENS, move |visit, act| {
            stops_it(visit, act, stops.clone())
        })
}

pub(crate) fn routes(erasing: &Erasing) -> Routes {
    let (list, one) = (erasing.clone(), erasing.clone());
    Routes::new()
        .role(Verb::Get, "/kept", LEAD, move |visit| {
            kept(visit, list.clone())
        })
        .record(
            Verb::Post,
            "/kept/{client}/destroy",
            OPENS,
            ASSIGNMENT,
            move |visit, act| destroys(visit, act, one.clone()),
        )
}

#[derive(Template)]
#[template(path = "erase.html")]
struct Erase {
    words: Words,
    days: i64,
    copies_days: u16,
    years: Option<u16>,
    waits: Option<(String, String)>,
    proof_wrong: Option<String>,
    not_sure: bool,
}

async fn screen(visit: &ClientVisit, act: &mut Act, erasing: &Erasing) -> Result<Erase, Trouble> {
    let words = visit.words;
    let wish = asked(&visit.floor.vault, act.whose()).await?;
    let waits = match wish {
        None => None,
        Some(wish) => {
            let facts = act.standing().await?;
            let asked = Moment::from_millis(wish.value.asked_at);
            let years = [("years", erasing.keeps.years.unwrap_or_default().into())];
            let said = match due(erasing.keeps, &facts, asked, visit.now) {
                Some(due) => {
                    let when = visit.day_and_time(due);
                    words.say_with("erase-waits-on", &[("when", (&when).into())])
                }
                None => words.say_with("erase-waits-law", &years),
            };
            Some((said, receipt(wish.value.receipt)))
        }
    };
    Ok(Erase {
        words,
        days: ERASE_AFTER / DAY,
        copies_days: erasing.copies_days,
        years: erasing.keeps.years,
        waits,
        proof_wrong: None,
        not_sure: false,
    })
}

async fn show(visit: ClientVisit, mut act: Act, erasing: Erasing) -> Result<Html, Trouble> {
    Ok(Html::of(&screen(&visit, &mut act, &erasing).await?))
}

async fn asks_for_it(visit: ClientVisit, mut act: Act, erasing: Erasing) -> Result<Next, Trouble> {
    let mut page = screen(&visit, &mut act, &erasing).await?;
    page.not_sure = visit.form.get("sure") != Some("yes");
    if !page.not_sure {
        page.proof_wrong = proven(&visit, "erase").await?;
    }
    if page.not_sure || page.proof_wrong.is_some() {
        return Ok(Next::Stay(Html::of(&page)));
    }
    done(ask(&visit.floor.vault, &act, &erasing.offer).await)?;
    Ok(Next::Go(Place::at(ERASE).saying("erase-asked-now")))
}

async fn stops_it(visit: ClientVisit, act: Act, _erasing: Erasing) -> Result<Next, Trouble> {
    done(stop(&visit.floor.vault, &act).await)?;
    Ok(Next::Go(Place::at(ERASE).saying("erase-stopped")))
}

fn done(outcome: Result<(), AskRefused>) -> Result<(), Trouble> {
    match outcome {
        Ok(()) => Ok(()),
        Err(AskRefused::OnlyTheClient | AskRefused::TooLate) => Err(Trouble::Nothing),
        Err(AskRefused::Read(error)) => Err(error.into()),
        Err(AskRefused::Commit(error)) => Err(error.into()),
    }
}

/// A record whose time is over.
struct Due {
    client: ClientId,
    ended: String,
    since: String,
}

#[derive(Template)]
#[template(path = "kept.html")]
struct KeptPage {
    words: Words,
    years: Option<u16>,
    due: Vec<Due>,
    later: usize,
    asked: Vec<String>,
    destroyed: Vec<String>,
}

async fn kept(visit: Visit, erasing: Erasing) -> Answer {
    page(&visit, &erasing, None).await
}

async fn page(visit: &Visit, erasing: &Erasing, notice: Option<Notice>) -> Answer {
    let (words, now, vault) = (visit.words, visit.now, &visit.floor.vault);
    let (mut over, mut later) = (Vec::new(), 0);
    let asker = visit.who.asker;
    for client in vault.clients().await? {
        // One whose standing is damaged is for `attune verify` to name; the others are told of.
        let Ok(Some(facts)) = vault.relations_of(client).await else {
            continue;
        };
        // For whom she does not exist she does not exist here either.
        if ended(&facts, now).is_none()
            || vault
                .decide(asker, client, OPENS, Purpose::Assignment)
                .await?
                .is_err()
        {
            continue;
        }
        match (ended(&facts, now), kept_until(erasing.keeps, &facts, now)) {
            (Some(ended), Some(until)) if until <= now => over.push(Due {
                client,
                ended: visit.day_and_time(ended),
                since: visit.day_and_time(until),
            }),
            (Some(_), _) => later += 1,
            _ => {}
        }
    }
    let mut wishes = Vec::new();
    let all = vault.directory_all::<EraseAskedV1>().await?.kept;
    let stands = |wish: &&sealed::Kept<EraseAskedV1>| wish.value.stands != WishV1::Stopped;
    for wish in all.iter().filter(stands) {
        wishes.push(wished(visit, erasing, &wish.value).await?);
    }
    let destroyed = vault.directory_all::<ErasedV1>().await?.kept;
    let destroyed = destroyed.iter().map(|kept| {
        let when = visit.day_and_time(Moment::from_millis(kept.value.at));
        let last = visit.day_and_time(Moment::from_millis(kept.value.copies_gone_by));
        let number = receipt(kept.value.receipt);
        let put = [
            ("when", (&when).into()),
            ("last", (&last).into()),
            ("receipt", (&number).into()),
        ];
        words.say_with("kept-done-on", &put)
    });
    let page = KeptPage {
        words,
        years: erasing.keeps.years,
        due: over,
        later,
        asked: wishes,
        destroyed: destroyed.collect(),
    };
    Ok(staff(
        visit,
        &words.say("kept-title"),
        Html::of(&page),
        notice,
    ))
}

async fn wished(visit: &Visit, erasing: &Erasing, wish: &EraseAskedV1) -> Result<String, Trouble> {
    let (words, number) = (visit.words, receipt(wish.receipt));
    let client = ClientId::from_bytes(wish.client);
    let facts = visit.floor.vault.relations_of(client).await;
    let facts = facts.ok().flatten().unwrap_or_default();
    let asked = Moment::from_millis(wish.asked_at);
    let number = [("receipt", (&number).into())];
    Ok(match due(erasing.keeps, &facts, asked, visit.now) {
        None => words.say_with("kept-asked-later", &number),
        Some(due) => {
            let when = visit.day_and_time(due);
            let [number] = number;
            words.say_with("kept-asked-on", &[number, ("when", (&when).into())])
        }
    })
}

/// Who leads the service destroys a record whose time is over.
async fn destroys(visit: Visit, mut act: Act, erasing: Erasing) -> Answer {
    if !visit.fresh() {
        return Ok(pages::shell::again("/kept"));
    }
    let facts = act.standing().await?;
    let over = kept_until(erasing.keeps, &facts, visit.now).is_some_and(|until| until <= visit.now);
    if !over || visit.form.get("sure") != Some("yes") {
        let notice = Notice {
            tone: Tone::Attention,
            words: visit.words.say("kept-not-yet"),
        };
        let mut response = page(&visit, &erasing, Some(notice)).await?;
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(response);
    }
    let vault = &visit.floor.vault;
    let mut number = [0; 8];
    vault.chance().fill(&mut number);
    let wish = EraseAskedV1 {
        client: *act.whose().bytes(),
        receipt: number,
        asked_at: visit.now.millis(),
        stands: WishV1::Begun,
        sums: names_of_sums(&act, &erasing.offer),
    };
    // Kept first: if it is cut off, the worker finishes what was begun.
    let mut change = vault.directory_change();
    let place: RecordId = super::kept::id(vault, act.whose()).await?;
    change.overwrite(place, &wish).await?;
    change.done().await?;
    drop(act);
    let wish = vault.directory_find::<EraseAskedV1>(place).await?;
    let wish = wish.ok_or(Trouble::Nothing)?;
    let destroyed = destroy(vault, &*erasing.wiping, &wish).await;
    let destroyed = destroyed.map_err(|error| Trouble::Fault(error.to_string()))?;
    let number = receipt(destroyed.receipt);
    let notice = Notice {
        tone: Tone::Kept,
        words: visit
            .words
            .say_with("kept-destroyed", &[("receipt", (&number).into())]),
    };
    page(&visit, &erasing, Some(notice)).await
}
