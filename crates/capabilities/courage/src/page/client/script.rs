//! A script on the phone: writing it, going through it one line at a time, saying how it went.

use super::super::shown::{SaidShown, Stands, VersionShown, said_shown, versions};
use super::super::typed::{self, LineField};
use super::{OPENS, about, done, drafted, once, posted_once, refused_said, seen_by};
use crate::read::{Courage, courage};
use crate::refused::Refused;
use crate::script::{AtLineV1, NewScript, ScriptV1, at_line, go_to, keep_script, say_after};
use askama::Template;
use care::RecordId;
use pages::{ClientVisit, Filled, Html, Next, Place, Reader, Screens, Trouble, Words, draft};
use sealed::{Act, Kept, ReadersV1};

const SCRIPT: &str = "courage-script";
const WRITE: &str = "courage-script-write";
const REHEARSE: &str = "courage-rehearse";
const AFTER: &str = "courage-feedback";

pub(super) fn screens() -> Screens {
    Screens::new()
        .screen(SCRIPT, OPENS, show)
        .screen(WRITE, OPENS, show_write)
        .act("courage-script-send", OPENS, |visit, act| {
            write(visit, act, ReadersV1::Section)
        })
        .act("courage-script-keep", OPENS, |visit, act| {
            write(visit, act, ReadersV1::Nobody)
        })
        .screen(REHEARSE, OPENS, show_line)
        .act("courage-line", OPENS, turn)
        .screen(AFTER, OPENS, show_after)
        .act("courage-feedback-send", OPENS, |visit, act| {
            say(visit, act, ReadersV1::Section)
        })
        .act("courage-feedback-keep", OPENS, |visit, act| {
            say(visit, act, ReadersV1::Nobody)
        })
}

/// The script that a screen is about.
fn the_script(all: &Courage, record: RecordId) -> Result<&Kept<ScriptV1>, Trouble> {
    all.script(record).ok_or(Trouble::Nothing)
}

#[derive(Template)]
#[template(path = "courage_script.html")]
struct Script {
    words: Words,
    id: RecordId,
    about: String,
    want: String,
    lines: Vec<(bool, String)>,
    versions: Vec<VersionShown>,
    said: Vec<SaidShown>,
    seen_by: String,
    share: String,
    stands: Stands,
}

async fn show(visit: ClientVisit, mut act: Act) -> Result<Html, Trouble> {
    let words = visit.words;
    let record = about(&visit)?;
    let all = courage(&act).await?;
    let script = &the_script(&all, record)?.value;
    let reader = Reader::of(&visit, &mut act, None).await?;
    let you = words.say("courage-you");
    let kept = script.readers == ReadersV1::Nobody;
    let lines = script.lines.iter();
    Ok(Html::of(&Script {
        words,
        id: record,
        about: script.about.clone(),
        want: script.want.clone(),
        lines: lines.map(|one| (one.mine, one.words.clone())).collect(),
        versions: versions(&visit, &act, record, &you).await?,
        said: said_shown(&visit, &act, &all, record, &you).await?,
        seen_by: seen_by(&reader, words, kept),
        share: reader.say("work-share"),
        stands: Stands::of(script.begun_by_client, script.readers),
    }))
}

#[derive(Template)]
#[template(path = "courage_script_write.html")]
struct Write {
    words: Words,
    reader: Reader,
    /// Who reads a script that is there already.
    read_by: Option<String>,
    filled: Filled,
    lines: Vec<LineField>,
    once: String,
    script: Option<RecordId>,
}

async fn show_write(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let mut filled = drafted(&act, WRITE, visit.place.about).await?;
    let all = courage(&act).await?;
    if let Some(record) = visit
        .place
        .about
        .filter(|_| filled.value("seen").is_empty())
    {
        let kept = the_script(&all, record)?;
        filled = typed::Script::fields(&kept.value, kept.version);
    }
    write_screen(&visit, act, filled).await
}

async fn write_screen(visit: &ClientVisit, mut act: Act, filled: Filled) -> Result<Html, Trouble> {
    let all = courage(&act).await?;
    let script = visit
        .place
        .about
        .map(|id| the_script(&all, id))
        .transpose()?;
    let reader = Reader::of(visit, &mut act, None).await?;
    let kept = script.map(|one| one.value.readers == ReadersV1::Nobody);
    Ok(Html::of(&Write {
        words: visit.words,
        read_by: kept.map(|kept| seen_by(&reader, visit.words, kept)),
        reader,
        lines: typed::line_fields(&filled),
        once: once(&act, &filled, |once| all.script(once).is_some()),
        filled,
        script: script.map(|kept| kept.record),
    }))
}

async fn write(visit: ClientVisit, act: Act, readers: ReadersV1) -> Result<Next, Trouble> {
    let (place, about) = (visit.place.clone(), visit.place.about);
    let script = about.map_or_else(|| posted_once(&visit), Ok)?;
    let seen = visit.form.get("seen").and_then(|seen| seen.parse().ok());
    let seen = seen.unwrap_or(0);
    let mut filled = Filled::posted(&visit);
    let Ok(typed) = typed::Script::read(&mut filled, &visit) else {
        let html = write_screen(&visit, act, filled).await?;
        return Ok(Next::Stay(html));
    };
    let ran = done(&visit, act, |mut act| {
        let new = NewScript {
            about: &typed.about,
            want: typed.want.as_ref(),
            lines: &typed.lines,
        };
        let screen = place.screen;
        async move {
            let happened = keep_script(&mut act, script, seen, &new, readers).await?;
            draft::forget(&mut act, screen, about)?;
            Ok((act, (), happened))
        }
    })
    .await?;
    let Err((act, refused)) = ran else {
        let place = Place::at(SCRIPT).about(script);
        return Ok(Next::Go(place.saying("courage-script-kept")));
    };
    let newest = act.find::<ScriptV1>(script).await?;
    let newest = newest.map_or(0, |kept| kept.version).to_string();
    let mut fields = visit.form.fields().to_vec();
    // The words stay; sent again, they become the version after the newest.
    for (name, value) in &mut fields {
        if name == "seen" && matches!(refused, Refused::Newer) {
            value.clone_from(&newest);
        }
    }
    let mut filled = typed::offered(&fields);
    filled.notice = Some(refused_said(&refused, visit.words));
    Ok(Next::Stay(write_screen(&visit, act, filled).await?))
}

#[derive(Template)]
#[template(path = "courage_rehearse.html")]
struct Rehearse {
    words: Words,
    id: RecordId,
    about: String,
    at: AtLineV1,
    count: usize,
    /// Whose turn it is, and the line; none once all were said.
    line: Option<(bool, String)>,
    /// A try that this is part of.
    going: Option<RecordId>,
}

async fn show_line(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let record = about(&visit)?;
    let all = courage(&act).await?;
    let script = &the_script(&all, record)?.value;
    let at = at_line(&act, record).await?;
    let line = script.lines.get(usize::from(at.line));
    let of_step = |id: RecordId| {
        let ladder = all.with_step(id)?;
        ladder.value.step(id)?.script
    };
    let going = all
        .unfinished()
        .find(|one| of_step(one.value.step()) == Some(*record.bytes()));
    Ok(Html::of(&Rehearse {
        words: visit.words,
        id: record,
        about: script.about.clone(),
        at,
        count: script.lines.len(),
        line: line.map(|line| (line.mine, line.words.clone())),
        going: going.map(|kept| kept.record),
    }))
}

/// To a line, with one's own lines shown or hidden.
async fn turn(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let record = about(&visit)?;
    let line = visit.form.get("line").and_then(|line| line.parse().ok());
    let script = act.find::<ScriptV1>(record).await?;
    let count = script.ok_or(Trouble::Nothing)?.value.lines.len();
    let last = u16::try_from(count).unwrap_or(u16::MAX);
    let at = AtLineV1 {
        line: line.unwrap_or(0).min(last),
        hidden: visit.form.get("hidden") == Some("on"),
        shown: visit.form.get("shown") == Some("on"),
    };
    let ran = done(&visit, act, |mut act| async move {
        go_to(&mut act, record, at).await?;
        Ok((act, (), Vec::new()))
    })
    .await?;
    if let Err((_, refused)) = ran {
        return Err(refused.into());
    }
    Ok(Next::Go(Place::at(REHEARSE).about(record)))
}

#[derive(Template)]
#[template(path = "courage_feedback.html")]
struct AfterScreen {
    words: Words,
    id: RecordId,
    about: String,
    reader: Reader,
    kept: bool,
    filled: Filled,
    once: String,
}

async fn show_after(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let filled = drafted(&act, AFTER, visit.place.about).await?;
    after_screen(&visit, act, filled).await
}

async fn after_screen(visit: &ClientVisit, mut act: Act, filled: Filled) -> Result<Html, Trouble> {
    let record = about(visit)?;
    let all = courage(&act).await?;
    let script = &the_script(&all, record)?.value;
    let reader = Reader::of(visit, &mut act, None).await?;
    let taken = |once| all.feedback.iter().any(|kept| kept.record == once);
    Ok(Html::of(&AfterScreen {
        words: visit.words,
        id: record,
        about: script.about.clone(),
        reader,
        kept: script.readers == ReadersV1::Nobody,
        once: once(&act, &filled, taken),
        filled,
    }))
}

async fn say(visit: ClientVisit, act: Act, readers: ReadersV1) -> Result<Next, Trouble> {
    let (script, once) = (about(&visit)?, posted_once(&visit)?);
    let mut filled = Filled::posted(&visit);
    let Ok((well, change)) = typed::said(&mut filled, &visit) else {
        return Ok(Next::Stay(after_screen(&visit, act, filled).await?));
    };
    let ran = done(&visit, act, |mut act| {
        let said = (well.as_ref(), change.as_ref());
        async move {
            let happened = say_after(&mut act, script, once, said, readers).await?;
            draft::forget(&mut act, AFTER, Some(script))?;
            Ok((act, (), happened))
        }
    })
    .await?;
    match ran {
        Ok(()) => {
            let place = Place::at(SCRIPT).about(script);
            Ok(Next::Go(place.saying("courage-said-kept")))
        }
        Err((act, refused)) => {
            filled.notice = Some(refused_said(&refused, visit.words));
            Ok(Next::Stay(after_screen(&visit, act, filled).await?))
        }
    }
}
