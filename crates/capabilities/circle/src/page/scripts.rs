//! Words to say. They can be read while the circle is closed; the client's own copies open with it.

use super::{OPENS, at, begun, closed, key, once, run};
use crate::script::{SCRIPT_MOST, Script};
use crate::stored::ScriptV1;
use askama::Template;
use care::RecordId;
use pages::{ClientVisit, Filled, Html, Next, Place, Screens, Trouble, Words, draft};
use sealed::Act;

/// All of them.
const SCRIPTS: &str = "circle-scripts";
/// One of them.
const SCRIPT: &str = "circle-script";

pub(super) fn screens() -> Screens {
    Screens::new()
        .screen(SCRIPTS, OPENS, show_all)
        .screen(SCRIPT, OPENS, show)
        .act("circle-script-keep", OPENS, keep)
        .act("circle-script-first", OPENS, first)
}

struct Line {
    id: RecordId,
    title: String,
    own: bool,
}

#[derive(Template)]
#[template(path = "circle_scripts.html")]
struct All {
    words: Words,
    lines: Vec<Line>,
    open: bool,
    courage: bool,
}

async fn show_all(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let key = key(&visit);
    let open = key.is_some();
    let act = match key {
        Some(key) => act.with_own_key(key),
        None => act,
    };
    let mut lines = Vec::new();
    for script in Script::ALL {
        lines.push(Line {
            id: script.id(&act),
            title: script.title(visit.words),
            own: open && script.own(&act).await?.is_some(),
        });
    }
    Ok(Html::of(&All {
        words: visit.words,
        lines,
        open,
        courage: visit.has("courage"),
    }))
}

#[derive(Template)]
#[template(path = "circle_script.html")]
struct One {
    words: Words,
    id: RecordId,
    title: String,
    /// The words as everyone finds them.
    first: String,
    /// Whether the client has a copy of their own.
    own: bool,
    open: bool,
    courage: bool,
    filled: Filled,
}

fn which(act: &Act, id: Option<RecordId>) -> Result<Script, Trouble> {
    id.and_then(|id| Script::of(act, id))
        .ok_or(Trouble::Nothing)
}

fn html(visit: &ClientVisit, id: RecordId, script: Script, own: bool, filled: Filled) -> Html {
    let words = visit.words;
    Html::of(&One {
        words,
        id,
        title: script.title(words),
        first: script.first_words(words),
        own,
        open: key(visit).is_some(),
        courage: visit.has("courage"),
        filled,
    })
}

async fn show(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let script = which(&act, visit.place.about)?;
    let id = script.id(&act);
    let Some(key) = key(&visit) else {
        return Ok(html(&visit, id, script, false, Filled::default()));
    };
    let act = act.with_own_key(key);
    let own = script.own(&act).await?.map(|own| own.words);
    let has = own.is_some();
    let begins = own.unwrap_or_else(|| script.first_words(visit.words));
    let filled = begun(&act, SCRIPT, Some(id), &[("words", begins)]).await?;
    Ok(html(&visit, id, script, has, filled))
}

async fn keep(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let Some(key) = key(&visit) else {
        return closed(&visit).await;
    };
    let script = which(&act, super::about(&visit))?;
    let id = script.id(&act);
    once(&visit)?;
    let mut filled = Filled::posted(&visit);
    let Ok(words) = filled.line::<SCRIPT_MOST>(&visit, "words") else {
        let act = act.with_own_key(key);
        let own = script.own(&act).await?.is_some();
        return Ok(Next::Stay(html(&visit, id, script, own, filled)));
    };
    let own = &ScriptV1 {
        words: words.as_str().to_owned(),
        at: visit.now.millis(),
    };
    run(&visit, act, key, |mut act| async move {
        act.overwrite(id, own)?;
        draft::forget_own(&mut act, SCRIPT, Some(id))?;
        Ok((act, ()))
    })
    .await?;
    Ok(Next::Go(at(SCRIPT, id).saying("circle-kept")))
}

/// Back to the words as everyone finds them.
async fn first(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let script = which(&act, super::about(&visit))?;
    let id = script.id(&act);
    let Some(key) = key(&visit) else {
        return Ok(Next::Go(Place::at(super::CIRCLE)));
    };
    run(&visit, act, key, |mut act| async move {
        act.forget::<ScriptV1>(id)?;
        draft::forget_own(&mut act, SCRIPT, Some(id))?;
        Ok((act, ()))
    })
    .await?;
    Ok(Next::Go(at(SCRIPT, id).saying("circle-script-first-done")))
}
