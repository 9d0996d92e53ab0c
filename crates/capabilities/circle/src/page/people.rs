//! The first screen: the people, by the names the client gave them; what is shared now; and writing
//! someone down.

use super::gate::enter;
use super::{CIRCLE, OPENS, about, at, begun, closed, key, once, run};
use crate::asked::{Device, device};
use crate::people::{NAME_MOST, SAID_MOST, circle};
use crate::share::{Share, shares, stop, tidy};
use crate::stored::PersonV1;
use askama::Template;
use care::{PersonId, RecordId, Section, Sections};
use pages::{ClientVisit, Filled, Html, Next, Place, Screens, Trouble, Words, draft};
use sealed::{Act, ReadError};

/// The form on which someone is written down.
const EDIT: &str = "circle-edit";

pub(super) fn screens() -> Screens {
    Screens::new()
        .screen(CIRCLE, OPENS, show)
        .screen(EDIT, OPENS, show_form)
        .act("circle-keep", OPENS, keep)
        .act("circle-share-end", Sections::of(&[Section::Work]), end)
}

/// Someone in the list: where they lead, the name, who they are.
struct PersonLine {
    id: RecordId,
    called: String,
    who: String,
}

/// Something shared, as the client sees it.
pub(super) struct ShareLine {
    pub(super) id: RecordId,
    /// With whom and until when.
    pub(super) said: String,
    /// Whether it was opened.
    pub(super) opened: String,
    pub(super) words: String,
}

#[derive(Template)]
#[template(path = "circle.html")]
struct Screen {
    words: Words,
    people: Vec<PersonLine>,
    shares: Vec<ShareLine>,
    apart: Option<String>,
    damaged: bool,
    /// The client said that someone else may see this device.
    seen: bool,
    anything: bool,
}

pub(super) async fn share_line(visit: &ClientVisit, share: Share) -> Result<ShareLine, ReadError> {
    let words = visit.words;
    let name = name(visit, share.shared.reader()).await?;
    let until = visit.day_and_time(share.shared.ends());
    let put = [("name", (&name).into()), ("when", (&until).into())];
    let opened = share.opened.map(|at| visit.day_and_time(at));
    Ok(ShareLine {
        id: share.id,
        said: words.say_with("circle-shared-until", &put),
        opened: match opened {
            Some(at) => words.say_with("circle-shared-opened", &[("when", (&at).into())]),
            None => words.say("circle-shared-not-opened"),
        },
        words: share.shared.words,
    })
}

pub(super) async fn name(visit: &ClientVisit, person: PersonId) -> Result<String, ReadError> {
    let found = visit.floor.sign_ins.name_of(person).await?;
    Ok(found.unwrap_or_else(|| visit.words.say("someone-on-the-team")))
}

async fn show(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let (shared, ended, broken) = shares(&act).await?;
    let act = tidied(&visit, act, &ended).await?;
    let act = match enter(&visit, act).await? {
        Ok(act) => act,
        Err(front) => return Ok(front),
    };
    let (words, found) = (visit.words, circle(&act).await?);
    let mut lines = Vec::new();
    for share in shared {
        lines.push(share_line(&visit, share).await?);
    }
    let line = |kept: sealed::Kept<PersonV1>| PersonLine {
        id: kept.record,
        called: kept.value.called,
        who: kept.value.who,
    };
    let apart = found.apart;
    Ok(Html::of(&Screen {
        words,
        anything: !found.people.is_empty() || apart > 0 || found.damaged > 0,
        people: found.people.into_iter().map(line).collect(),
        shares: lines,
        apart: (apart > 0).then(|| words.say_with("circle-apart", &[("count", apart.into())])),
        damaged: found.damaged > 0 || broken > 0,
        seen: device(&act, visit.now).await? != Device::Alone,
    }))
}

/// Copies that ended by themselves are thrown away when their owner comes by. Nobody reads them from
/// the moment they ended.
async fn tidied(visit: &ClientVisit, mut act: Act, ended: &[RecordId]) -> Result<Act, Trouble> {
    if ended.is_empty() {
        return Ok(act);
    }
    let access = *act.access();
    tidy(&mut act, ended)?;
    // Where nothing can be saved, reading must still be possible; then it is done next time.
    let _ = act.done().await;
    Ok(Act::open(&visit.floor.vault, access).await?)
}

async fn end(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let shared = about(&visit).ok_or(Trouble::NotUnderstood)?;
    visit
        .floor
        .attempt(act, |mut act| async move {
            stop(&mut act, shared).await?;
            Ok::<_, ReadError>((act, (), Vec::new()))
        })
        .await??;
    Ok(Next::Go(Place::at(CIRCLE).saying("circle-share-ended")))
}

#[derive(Template)]
#[template(path = "circle_edit.html")]
struct EditScreen {
    words: Words,
    /// Who is changed; nobody yet, where someone is written down.
    id: Option<RecordId>,
    /// The name the client was asked about.
    sure: String,
    filled: Filled,
}

async fn show_form(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let act = match enter(&visit, act).await? {
        Ok(act) => act,
        Err(front) => return Ok(front),
    };
    let (id, mut begins) = (visit.place.about, Vec::new());
    if let Some(id) = id {
        let person = act.find::<PersonV1>(id).await?.ok_or(Trouble::Nothing)?;
        let PersonV1 {
            called,
            who,
            wants,
            limits,
            ..
        } = person.value;
        begins = vec![
            ("called", called),
            ("who", who),
            ("wants", wants),
            ("limits", limits),
        ];
    }
    let filled = begun(&act, EDIT, id, &begins).await?;
    Ok(form_html(&visit, id, String::new(), filled))
}

fn form_html(visit: &ClientVisit, id: Option<RecordId>, sure: String, filled: Filled) -> Html {
    Html::of(&EditScreen {
        words: visit.words,
        id,
        sure,
        filled,
    })
}

/// Whether a name looks like one that others know: two words or more that begin with a capital.
fn looks_full(called: &str) -> bool {
    let capital = |word: &&str| word.chars().next().is_some_and(char::is_uppercase);
    called.split_whitespace().filter(capital).count() > 1
}

/// What was written of someone, or what needs another look.
fn written(visit: &ClientVisit, filled: &mut Filled) -> Option<PersonV1> {
    let called = filled.line::<NAME_MOST>(visit, "called");
    let who = filled.optional_line::<SAID_MOST>(visit, "who");
    let wants = filled.optional_line::<SAID_MOST>(visit, "wants");
    let limits = filled.optional_line::<SAID_MOST>(visit, "limits");
    let said = |line: Option<care::Line<SAID_MOST>>| {
        line.map(|line| line.as_str().to_owned())
            .unwrap_or_default()
    };
    let (Ok(called), Ok(who), Ok(wants), Ok(limits)) = (called, who, wants, limits) else {
        return None;
    };
    let called = called.as_str().replace('\n', " ");
    if looks_full(&called) && visit.form.get("sure") != Some(&called) {
        filled.tell("called", visit.words.say("circle-full-name"));
        return None;
    }
    Some(PersonV1 {
        called,
        who: said(who),
        wants: said(wants),
        limits: said(limits),
        at: visit.now.millis(),
    })
}

async fn keep(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let Some(key) = key(&visit) else {
        return closed(&visit).await;
    };
    let (changes, once) = (
        visit.form.get("about").and_then(RecordId::parse),
        once(&visit)?,
    );
    let mut filled = Filled::posted(&visit);
    let Some(person) = written(&visit, &mut filled) else {
        let sure = visit
            .form
            .get("called")
            .unwrap_or_default()
            .trim()
            .to_owned();
        return Ok(Next::Stay(form_html(&visit, changes, sure, filled)));
    };
    let person = &person;
    let there = run(&visit, act, key, |mut act| async move {
        let id = changes.unwrap_or_else(|| act.id_for("circle person", once));
        if changes.is_some() && act.find::<PersonV1>(id).await?.is_none() {
            return Ok((act, None));
        }
        act.overwrite(id, person)?;
        draft::forget_own(&mut act, EDIT, changes)?;
        Ok((act, Some(id)))
    })
    .await?;
    let id = there.ok_or(Trouble::Nothing)?;
    Ok(Next::Go(at("circle-person", id).saying("circle-kept")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_words_with_capitals_look_like_a_full_name() {
        for (called, full) in [
            ("Heron", false),
            ("the heron", false),
            ("Big heron", false),
            ("Jonas Vogel", true),
            ("Ana María Solís", true),
            ("my friend Blue", false),
            ("", false),
        ] {
            assert_eq!(looks_full(called), full, "{called}");
        }
    }
}
