//! The first screen of the body: how much it is now, what helps, the tools, and the ways on. And
//! what can be done with anything the client noted.

use super::now::now_part;
use super::shown::{READS, about, one_digit};
use crate::act::{let_read, put_away, take_out};
use crate::stored::{MapV1, NowV1, UseV1};
use crate::tools::{Tool, Went, tools};
use askama::Template;
use care::{Happened, RecordId};
use pages::{ClientVisit, Html, Next, Place, Screens, Trouble, Words};
use sealed::{Act, ReadersV1};

/// The first screen.
pub(super) const BODY: &str = "body";
/// What was put away.
const AWAY: &str = "body-away";
/// How many of what helps stand on the first screen, and how many tools before the way to all. This
/// project's own choice: what fits on a phone.
const FEW: usize = 3;
/// The kinds of what the client noted, as the forms name them.
pub(super) const USE: &str = "use";
/// A map.
pub(super) const MAP: &str = "map";
/// How much it was.
pub(super) const NOW: &str = "now";

pub(super) fn screens() -> Screens {
    Screens::new()
        .screen(BODY, READS, show)
        .screen(AWAY, READS, show_away)
        .act("body-back", READS, bring_back)
        .act("body-share", READS, |visit, act| {
            handle(visit, act, Handle::Read(ReadersV1::Section))
        })
        .act("body-take-back", READS, |visit, act| {
            handle(visit, act, Handle::Read(ReadersV1::Nobody))
        })
        .act("body-take-out", READS, |visit, act| {
            handle(visit, act, Handle::TakeOut)
        })
}

/// A way to a tool.
pub(super) struct Way {
    pub(super) id: RecordId,
    pub(super) called: String,
    /// How it went, in a few words.
    pub(super) said: Option<String>,
}

impl Way {
    pub(super) fn to(tool: &Tool) -> Self {
        Self {
            id: tool.id,
            called: tool.called.clone(),
            said: None,
        }
    }

    pub(super) fn with(tool: &Tool, went: Went, words: Words) -> Self {
        Self {
            said: Some(went_said(went, words)),
            ..Self::to(tool)
        }
    }
}

/// How often, and how much easier on average.
pub(super) fn went_said(went: Went, words: Words) -> String {
    let uses = i64::try_from(went.uses).unwrap_or(i64::MAX);
    let by = one_digit(went.by, words);
    words.say_with(
        "body-helps-line",
        &[("n", uses.into()), ("by", (&by).into())],
    )
}

#[derive(Template)]
#[template(path = "body.html")]
struct Body {
    words: Words,
    now: Html,
    helps: Vec<Way>,
    rule: Option<&'static str>,
    few: Vec<Way>,
    more: Vec<Way>,
    sources: Vec<(String, &'static str)>,
    damaged: bool,
    away: bool,
}

async fn show(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let words = visit.words;
    let tools = tools(&act, words).await?;
    let helps = tools.helps();
    let helps = helps.iter().take(FEW);
    let mut few: Vec<Way> = tools.at_hand().map(Way::to).collect();
    let more = few.split_off(FEW.min(few.len()));
    let source = |tool: &Tool| Some((tool.called.clone(), tool.source?));
    Ok(Html::of(&Body {
        words,
        now: now_part(words, act.mint()),
        helps: helps
            .map(|(tool, went)| Way::with(tool, *went, words))
            .collect(),
        rule: tools.rule,
        few,
        more,
        sources: tools.at_hand().filter_map(source).collect(),
        damaged: tools.damaged > 0,
        away: tools.all.iter().any(|tool| tool.away),
    }))
}

struct PutAway {
    id: RecordId,
    called: String,
    worse: bool,
}

#[derive(Template)]
#[template(path = "body_away.html")]
struct Away {
    words: Words,
    tools: Vec<PutAway>,
}

async fn show_away(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let words = visit.words;
    let all = tools(&act, words).await?.all;
    let away = all.into_iter().filter(|tool| tool.away);
    let away = away.map(|tool| PutAway {
        id: tool.id,
        worse: tool.worse.is_some(),
        called: tool.called,
    });
    Ok(Html::of(&Away {
        words,
        tools: away.collect(),
    }))
}

async fn bring_back(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let tool = about(&visit)?;
    let known = tools(&act, visit.words).await?;
    known.find(tool).ok_or(Trouble::Nothing)?;
    let done = visit
        .floor
        .attempt(act, |mut act| async move {
            put_away(&mut act, tool, false).await?;
            Ok::<_, crate::Refused>((act, (), Vec::new()))
        })
        .await?;
    done?;
    Ok(Next::Go(Place::at(BODY).saying("body-is-back")))
}

#[derive(Clone, Copy)]
enum Handle {
    Read(ReadersV1),
    TakeOut,
}

impl Handle {
    async fn does<T: crate::stored::Piece>(
        self,
        act: &mut Act,
        record: RecordId,
    ) -> Result<Vec<Happened>, crate::Refused> {
        match self {
            Self::Read(readers) => let_read::<T>(act, record, readers).await,
            Self::TakeOut => take_out::<T>(act, record).await,
        }
    }

    const fn said(self) -> &'static str {
        match self {
            Self::Read(ReadersV1::Section) => "body-sent",
            Self::Read(ReadersV1::Nobody) => "body-kept-again",
            Self::TakeOut => "body-taken-out",
        }
    }
}

async fn handle(visit: ClientVisit, act: Act, what: Handle) -> Result<Next, Trouble> {
    let record = visit.form.get("piece").and_then(RecordId::parse);
    let record = record.ok_or(Trouble::NotUnderstood)?;
    let kind = visit.form.get("kind").unwrap_or_default().to_owned();
    if ![USE, MAP, NOW].contains(&kind.as_str()) {
        return Err(Trouble::NotUnderstood);
    }
    let kind = kind.as_str();
    let done = visit
        .floor
        .attempt(act, |mut act| async move {
            let happened = match kind {
                USE => what.does::<UseV1>(&mut act, record).await?,
                MAP => what.does::<MapV1>(&mut act, record).await?,
                _ => what.does::<NowV1>(&mut act, record).await?,
            };
            Ok::<_, crate::Refused>((act, (), happened))
        })
        .await?;
    done?;
    // What a screen was about may be what was taken out.
    let place = match (what, kind) {
        (Handle::TakeOut, NOW) => Place::at(super::days::DAYS),
        _ => visit.place.clone(),
    };
    Ok(Next::Go(place.saying(what.said())))
}
