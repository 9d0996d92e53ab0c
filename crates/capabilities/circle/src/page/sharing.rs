//! Sharing one person or one line with one therapist, for a time. The text is written out first, can
//! be cut, and what stands in the box is what is shared: a copy, which ends by itself.

use super::gate::enter;
use super::people::name;
use super::{CIRCLE, OPENS, about, begun, closed, count_said, day_said, key, once, seen_said};
use crate::people::lines;
use crate::seen::{Behaviour, counts};
use crate::share::{DAYS, NewShare, SHARED_MOST, share};
use crate::stored::{LineV1, PersonV1};
use askama::Template;
use care::{PersonId, RecordId, Section, Sections};
use pages::{ClientVisit, Filled, Html, Next, Place, Screens, Trouble, Words, draft, treating};
use sealed::{Act, ReadError};

/// The form.
const SHARE: &str = "circle-share";

/// Consent: who treats the client now.
const SHARES: Sections = OPENS.or(Sections::of(&[Section::Consent]));

pub(super) fn screens() -> Screens {
    Screens::new()
        .screen(SHARE, SHARES, show)
        .act("circle-share-do", SHARES, keep)
}

#[derive(Template)]
#[template(path = "circle_share.html")]
struct Screen {
    words: Words,
    id: RecordId,
    /// Those who treat the client now.
    readers: Vec<(String, String)>,
    days: Vec<(String, String)>,
    filled: Filled,
}

/// A line in words.
fn line_words(visit: &ClientVisit, line: &LineV1) -> String {
    let mut parts = seen_said(line, visit.words);
    if !line.words.is_empty() {
        parts.push(line.words.clone());
    }
    format!("{}: {}", day_said(visit, &line.day), parts.join("\n"))
}

/// What would be shared: all of a person, or one line. `None`: there is neither under this id.
async fn text(visit: &ClientVisit, act: &Act, id: RecordId) -> Result<Option<String>, ReadError> {
    if let Some(line) = act.find::<LineV1>(id).await? {
        let person = RecordId::from_bytes(line.value.person);
        let called = act.find::<PersonV1>(person).await?;
        let called = called.map(|kept| kept.value.called).unwrap_or_default();
        return Ok(Some(format!(
            "{called}\n{}",
            line_words(visit, &line.value)
        )));
    }
    let Some(person) = act.find::<PersonV1>(id).await? else {
        return Ok(None);
    };
    let (words, person) = (visit.words, person.value);
    let mut all = vec![person.called, person.who];
    for (key, said) in [
        ("circle-wants-said", person.wants),
        ("circle-limits-said", person.limits),
    ] {
        if !said.is_empty() {
            all.push(format!("{}: {said}", words.say(key)));
        }
    }
    let (lines, _) = lines(act, id).await?;
    let found = counts(lines.iter().map(|kept| &kept.value));
    for (one, count) in Behaviour::ALL.into_iter().zip(found) {
        if count.all() > 0 {
            let (label, said) = count_said(one, count, words);
            all.push(format!("{label}: {said}"));
        }
    }
    all.extend(lines.iter().map(|kept| line_words(visit, &kept.value)));
    all.retain(|part| !part.is_empty());
    Ok(Some(all.join("\n")))
}

async fn html(
    visit: &ClientVisit,
    id: RecordId,
    treating: &[PersonId],
    filled: Filled,
) -> Result<Html, Trouble> {
    let words = visit.words;
    let mut readers = Vec::new();
    for person in treating {
        let code = RecordId::from_bytes(*person.bytes()).to_string();
        readers.push((code, name(visit, *person).await?));
    }
    let day = |days: u16| {
        let said = words.say_with("circle-share-days", &[("count", days.into())]);
        (days.to_string(), said)
    };
    Ok(Html::of(&Screen {
        words,
        id,
        readers,
        days: DAYS.map(day).into(),
        filled,
    }))
}

async fn show(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let mut act = match enter(&visit, act).await? {
        Ok(act) => act,
        Err(front) => return Ok(front),
    };
    let id = visit.place.about.ok_or(Trouble::Nothing)?;
    let text = text(&visit, &act, id).await?.ok_or(Trouble::Nothing)?;
    let treating = treating(&mut act).await?;
    let filled = begun(&act, SHARE, Some(id), &[("words", text)]).await?;
    html(&visit, id, &treating, filled).await
}

/// With whom and for how long, as chosen; nobody and nothing is chosen for the client but the one
/// therapist there is.
fn chosen(
    visit: &ClientVisit,
    treating: &[PersonId],
    filled: &mut Filled,
) -> Option<(PersonId, u16)> {
    let to = match treating {
        [one] => Some(*one),
        _ => visit
            .form
            .get("to")
            .and_then(RecordId::parse)
            .map(|to| PersonId::from_bytes(*to.bytes()))
            .filter(|to| treating.contains(to)),
    };
    if to.is_none() {
        filled.tell("to", visit.words.say("circle-wrong-to"));
    }
    let days = visit.form.get("days").and_then(|days| days.parse().ok());
    let days = days.filter(|days| DAYS.contains(days));
    if days.is_none() {
        filled.tell("days", visit.words.say("circle-wrong-days"));
    }
    to.zip(days)
}

async fn keep(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let Some(key) = key(&visit) else {
        return closed(&visit).await;
    };
    let (id, once) = (about(&visit).ok_or(Trouble::NotUnderstood)?, once(&visit)?);
    let mut act = act.with_own_key(key.clone());
    if text(&visit, &act, id).await?.is_none() {
        return Err(Trouble::Nothing);
    }
    let treating = treating(&mut act).await?;
    let mut filled = Filled::posted(&visit);
    let words = filled.line::<SHARED_MOST>(&visit, "words");
    let chosen = chosen(&visit, &treating, &mut filled);
    let (Ok(words), Some((to, days))) = (words, chosen) else {
        return Ok(Next::Stay(html(&visit, id, &treating, filled).await?));
    };
    let new = &NewShare {
        of: id,
        to,
        days,
        words: words.as_str(),
    };
    visit
        .floor
        .attempt(act, |act| {
            let mut act = act.with_own_key(key.clone());
            async move {
                let happened = share(&mut act, once, new)?;
                draft::forget_own(&mut act, SHARE, Some(id))?;
                Ok::<_, ReadError>((act, (), happened))
            }
        })
        .await??;
    Ok(Next::Go(Place::at(CIRCLE).saying("circle-share-done")))
}
