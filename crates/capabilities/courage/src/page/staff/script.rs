//! A script at the desk: written by both, gone through on a screen that both see.

use super::super::shown::{SaidShown, VersionShown, said_shown, versions};
use super::super::typed::{self, LineField};
use super::{OPENS, THERAPISTS, Top, answer, done, named, posted_once, refused_said, top};
use crate::read::courage;
use crate::refused::Refused;
use crate::script::{NewScript, ScriptV1, keep_script, say_after};
use askama::Template;
use axum::http::StatusCode;
use care::RecordId;
use pages::shell::see_other;
use pages::{Answer, Filled, Routes, Trouble, Verb, Visit, Words};
use sealed::{Act, ReadersV1};

pub(super) fn routes() -> Routes {
    let new = "/clients/{client}/courage/scripts";
    let one = "/clients/{client}/courage/scripts/{script}";
    let write = "/clients/{client}/courage/scripts/{script}/write";
    let rehearse = "/clients/{client}/courage/scripts/{script}/rehearse";
    Routes::new()
        .record(Verb::Get, new, OPENS, THERAPISTS, show_new)
        .record(Verb::Post, new, OPENS, THERAPISTS, keep_new)
        .record(Verb::Get, one, OPENS, THERAPISTS, show)
        .record(Verb::Post, one, OPENS, THERAPISTS, say)
        .record(Verb::Get, write, OPENS, THERAPISTS, show_write)
        .record(Verb::Post, write, OPENS, THERAPISTS, keep_next)
        .record(Verb::Get, rehearse, OPENS, THERAPISTS, show_line)
}

fn address(visit: &Visit, script: RecordId) -> Result<String, Trouble> {
    let client = visit.client().ok_or(Trouble::Nothing)?;
    Ok(format!("/clients/{client}/courage/scripts/{script}"))
}

#[derive(Template)]
#[template(path = "courage_staff_script.html")]
struct Page {
    words: Words,
    top: Top,
    address: String,
    about: String,
    want: String,
    lines: Vec<(bool, String)>,
    versions: Vec<VersionShown>,
    said: Vec<SaidShown>,
    writes: bool,
    once: String,
    filled: Filled,
}

async fn show(visit: Visit, act: Act) -> Answer {
    page(&visit, &act, Filled::default()).await
}

async fn page(visit: &Visit, act: &Act, filled: Filled) -> Answer {
    let record = named(visit, "script")?;
    let found = act.find::<ScriptV1>(record).await?;
    let script = found.ok_or(Trouble::Nothing)?.value;
    let all = courage(act).await?;
    let top = top(visit, act).await?;
    let lines = script.lines.into_iter();
    let status = filled.status();
    let once = RecordId::parse(filled.value("once"));
    let page = Page {
        words: visit.words,
        address: address(visit, record)?,
        about: script.about,
        want: script.want,
        lines: lines.map(|line| (line.mine, line.words)).collect(),
        versions: versions(visit, act, record, &top.called).await?,
        said: said_shown(visit, act, &all, record, &top.called).await?,
        writes: act.access().may_write(),
        once: once.unwrap_or_else(|| act.mint()).to_string(),
        filled,
        top,
    };
    Ok(answer(visit, &page, status))
}

async fn say(visit: Visit, act: Act) -> Answer {
    let (script, once) = (named(&visit, "script")?, posted_once(&visit)?);
    let mut filled = Filled::posted(&visit);
    let Ok((well, change)) = typed::said(&mut filled, &visit) else {
        return page(&visit, &act, filled).await;
    };
    let ran = done(&visit, act, |mut act| {
        let said = (well.as_ref(), change.as_ref());
        async move {
            let happened = say_after(&mut act, script, once, said, ReadersV1::Section).await?;
            Ok((act, (), happened))
        }
    })
    .await?;
    match ran {
        Ok(()) => Ok(see_other(&address(&visit, script)?)),
        Err((act, refused)) => {
            filled.notice = Some(refused_said(&refused, visit.words));
            page(&visit, &act, filled).await
        }
    }
}

#[derive(Template)]
#[template(path = "courage_staff_script_write.html")]
struct Write {
    words: Words,
    top: Top,
    back: String,
    post: String,
    new: bool,
    lines: Vec<LineField>,
    once: String,
    filled: Filled,
}

async fn show_new(visit: Visit, act: Act) -> Answer {
    write_page(&visit, &act, None, Filled::default()).await
}

async fn show_write(visit: Visit, act: Act) -> Answer {
    let record = named(&visit, "script")?;
    let found = act.find::<ScriptV1>(record).await?;
    let kept = found.ok_or(Trouble::Nothing)?;
    let filled = typed::Script::fields(&kept.value, kept.version);
    write_page(&visit, &act, Some(record), filled).await
}

async fn write_page(visit: &Visit, act: &Act, script: Option<RecordId>, filled: Filled) -> Answer {
    let top = top(visit, act).await?;
    let status = filled.status();
    let once = RecordId::parse(filled.value("once"));
    let (back, post) = match script {
        None => (top.address.clone(), format!("{}/scripts", top.address)),
        Some(script) => {
            let here = address(visit, script)?;
            (here.clone(), format!("{here}/write"))
        }
    };
    let page = Write {
        words: visit.words,
        top,
        back,
        post,
        new: script.is_none(),
        lines: typed::line_fields(&filled),
        once: once.unwrap_or_else(|| act.mint()).to_string(),
        filled,
    };
    Ok(answer(visit, &page, status))
}

async fn keep_new(visit: Visit, act: Act) -> Answer {
    let once = posted_once(&visit)?;
    keep(&visit, act, once, None).await
}

async fn keep_next(visit: Visit, act: Act) -> Answer {
    let record = named(&visit, "script")?;
    keep(&visit, act, record, Some(record)).await
}

async fn keep(visit: &Visit, act: Act, record: RecordId, there: Option<RecordId>) -> Answer {
    let seen = visit.form.get("seen").and_then(|seen| seen.parse().ok());
    let seen = seen.unwrap_or(0);
    let mut filled = Filled::posted(visit);
    let Ok(typed) = typed::Script::read(&mut filled, visit) else {
        return write_page(visit, &act, there, filled).await;
    };
    let ran = done(visit, act, |mut act| {
        let new = NewScript {
            about: &typed.about,
            want: typed.want.as_ref(),
            lines: &typed.lines,
        };
        async move {
            let both = ReadersV1::Section;
            let happened = keep_script(&mut act, record, seen, &new, both).await?;
            Ok((act, (), happened))
        }
    })
    .await?;
    let Err((act, refused)) = ran else {
        return Ok(see_other(&address(visit, record)?));
    };
    let newest = act.find::<ScriptV1>(record).await?;
    let newest = newest.map_or(0, |kept| kept.version).to_string();
    let mut fields = visit.form.fields().to_vec();
    for (name, value) in &mut fields {
        if name == "seen" && matches!(refused, Refused::Newer) {
            value.clone_from(&newest);
        }
    }
    let mut filled = typed::offered(&fields);
    filled.notice = Some(refused_said(&refused, visit.words));
    write_page(visit, &act, there, filled).await
}

#[derive(Template)]
#[template(path = "courage_staff_rehearse.html")]
struct Rehearse {
    words: Words,
    back: String,
    here: String,
    about: String,
    line: usize,
    count: usize,
    hidden: bool,
    shown: bool,
    /// Whose turn it is, and the line; none once all were said.
    turn: Option<(bool, String)>,
    called: String,
}

/// One line at a time. Which one is in the address's query; what it says is not.
async fn show_line(visit: Visit, act: Act) -> Answer {
    let record = named(&visit, "script")?;
    let found = act.find::<ScriptV1>(record).await?;
    let script = found.ok_or(Trouble::Nothing)?.value;
    let line = visit.query("line").and_then(|line| line.parse().ok());
    let line: usize = line.unwrap_or(0).min(script.lines.len());
    let turn = script.lines.get(line);
    let back = address(&visit, record)?;
    let page = Rehearse {
        words: visit.words,
        here: format!("{back}/rehearse"),
        back,
        about: script.about.clone(),
        line,
        count: script.lines.len(),
        hidden: visit.query("hidden").is_some(),
        shown: visit.query("shown").is_some(),
        turn: turn.map(|line| (line.mine, line.words.clone())),
        called: visit.floor.sign_ins.called(&act).await?,
    };
    Ok(answer(&visit, &page, StatusCode::OK))
}
