//! Erasing a person, a line, or everything: what goes, and what does not, is said before.

use super::gate::enter;
use super::{CIRCLE, OPENS, about, at, key, run};
use crate::people::{clear, erase, erase_all, erase_line};
use crate::stored::{LineV1, PersonV1};
use askama::Template;
use care::RecordId;
use pages::{ClientVisit, Html, Next, Place, Screens, Trouble, Words};
use sealed::Act;

pub(super) fn screens() -> Screens {
    Screens::new()
        .screen("circle-erase", OPENS, show)
        .screen("circle-erase-all", OPENS, show_all)
        .act("circle-erase-do", OPENS, one)
        .act("circle-erase-everything", OPENS, everything)
        .act("circle-clear", OPENS, clears)
}

#[derive(Template)]
#[template(path = "circle_erase.html")]
struct Screen {
    words: Words,
    title: String,
    said: String,
    id: Option<RecordId>,
    does: &'static str,
    back: &'static str,
}

async fn show(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let act = match enter(&visit, act).await? {
        Ok(act) => act,
        Err(front) => return Ok(front),
    };
    let words = visit.words;
    let id = visit.place.about.ok_or(Trouble::Nothing)?;
    let (title, said, back) = if let Some(person) = act.find::<PersonV1>(id).await? {
        let put = [("name", (&person.value.called).into())];
        let title = words.say_with("circle-erase-person-title", &put);
        (title, "circle-erase-person-said", "circle-person")
    } else {
        act.find::<LineV1>(id).await?.ok_or(Trouble::Nothing)?;
        let title = words.say("circle-erase-line-title");
        (title, "circle-erase-line-said", "circle-line")
    };
    Ok(Html::of(&Screen {
        words,
        title,
        said: words.say(said),
        id: Some(id),
        does: "circle-erase-do",
        back,
    }))
}

async fn show_all(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    if let Err(front) = enter(&visit, act).await? {
        return Ok(front);
    }
    let words = visit.words;
    Ok(Html::of(&Screen {
        words,
        title: words.say("circle-erase-all-title"),
        said: words.say("circle-erase-all-said"),
        id: None,
        does: "circle-erase-everything",
        back: CIRCLE,
    }))
}

async fn one(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let id = about(&visit).ok_or(Trouble::NotUnderstood)?;
    let Some(key) = key(&visit) else {
        return Ok(Next::Go(at("circle-erase", id)));
    };
    let found = run(&visit, act, key, |mut act| async move {
        if act.find::<PersonV1>(id).await?.is_some() {
            erase(&mut act, id).await?;
            return Ok((act, Some(None)));
        }
        let Some(line) = act.find::<LineV1>(id).await? else {
            return Ok((act, None));
        };
        erase_line(&mut act, id).await?;
        let person = RecordId::from_bytes(line.value.person);
        Ok((act, Some(Some(person))))
    })
    .await?;
    let place = match found {
        // Sent twice, or gone meanwhile: it is gone.
        None | Some(None) => Place::at(CIRCLE),
        Some(Some(person)) => at("circle-person", person),
    };
    Ok(Next::Go(place.saying("circle-erased")))
}

async fn everything(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let Some(key) = key(&visit) else {
        return Ok(Next::Go(Place::at("circle-erase-all")));
    };
    run(&visit, act, key, |mut act| async move {
        erase_all(&mut act).await?;
        Ok((act, ()))
    })
    .await?;
    Ok(Next::Go(Place::at(CIRCLE).saying("circle-erased-all")))
}

async fn clears(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let Some(key) = key(&visit) else {
        return Ok(Next::Go(Place::at(CIRCLE)));
    };
    run(&visit, act, key, |mut act| async move {
        clear(&mut act).await?;
        Ok((act, ()))
    })
    .await?;
    Ok(Next::Go(Place::at(CIRCLE).saying("circle-erased")))
}
