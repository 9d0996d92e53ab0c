//! One tool: the number before and the number after, both of which can be left out; send or keep;
//! and one tap for "this made it worse".

use super::client::{BODY, USE, went_said};
use super::shown::{Handles, READS, Told, about, drafted, line, number, offered, once};
use crate::act::{Refused, made_worse, note, put_away};
use crate::stored::{LINE, Piece, UseV1};
use crate::tools::{Tool, shipped, tools};
use askama::Template;
use care::RecordId;
use pages::calm::{self, BREATHE};
use pages::{ClientVisit, Filled, Html, Next, Place, Reader, Screens, Trouble, Words, draft};
use sealed::{Act, ReadersV1};

/// The screen's name, and its draft's.
pub(super) const TOOL: &str = "body-tool";
/// The name of what is offered instead of the breath.
const INSTEAD: &str = "orient";
/// How many times of before are shown. This project's own choice.
const BEFORE: usize = 5;

pub(super) fn screens() -> Screens {
    Screens::new()
        .screen(TOOL, READS, show)
        .act("body-use-send", READS, |visit, act| {
            send(visit, act, ReadersV1::Section)
        })
        .act("body-use-keep", READS, |visit, act| {
            send(visit, act, ReadersV1::Nobody)
        })
        .act("body-worse", READS, worse)
        .act("body-hide", READS, hide)
}

/// A time it was used.
struct Used {
    when: String,
    said: Option<String>,
    words: Option<String>,
    handles: Handles,
}

#[derive(Template)]
#[template(path = "body_tool.html")]
struct ToolScreen {
    words: Words,
    id: RecordId,
    called: String,
    by_therapist: bool,
    source: Option<&'static str>,
    steps: Html,
    went: Option<String>,
    away: bool,
    /// What is offered instead of the breath, which makes it worse for some.
    instead: Option<RecordId>,
    once: RecordId,
    filled: Filled,
    reader: Reader,
    before: Vec<Used>,
}

impl ToolScreen {
    /// Whether this number stands in a field.
    fn is(&self, name: &str, number: i32) -> bool {
        self.filled.value(name) == number.to_string()
    }
}

async fn show(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let id = visit.place.about.ok_or(Trouble::Nothing)?;
    let draft = draft::load(&act, TOOL, Some(id)).await?;
    screen(&visit, act, id, drafted(&draft)).await
}

async fn screen(
    visit: &ClientVisit,
    mut act: Act,
    id: RecordId,
    filled: Filled,
) -> Result<Html, Trouble> {
    let words = visit.words;
    let reader = Reader::of(visit, &mut act, None).await?;
    let tools = tools(&act, words).await?;
    let tool = tools.find(id).ok_or(Trouble::Nothing)?;
    let uses = tools
        .uses
        .iter()
        .filter(|kept| kept.value.tool == *id.bytes());
    let before = uses.take(BEFORE).map(|kept| {
        let from_to = kept.value.before.zip(kept.value.after);
        let said = from_to.map(|(before, after)| {
            let put = [
                ("before", u16::from(before).into()),
                ("after", u16::from(after).into()),
            ];
            words.say_with("body-from-to", &put)
        });
        Used {
            when: visit.day_and_time(kept.value.at()),
            said,
            words: kept.value.words.clone(),
            handles: Handles::of(kept, USE, words, &reader),
        }
    });
    let breathes = tool.name() == Some(BREATHE);
    let instead = calm::Tool::named(INSTEAD).filter(|_| breathes);
    Ok(Html::of(&ToolScreen {
        instead: instead.map(shipped),
        words,
        id,
        called: tool.called.clone(),
        by_therapist: tool.is_own(),
        source: tool.source,
        steps: tool.html(words),
        went: tool.went.map(|went| went_said(went, words)),
        away: tool.away,
        once: offered::<UseV1>(&act, &filled).await?,
        filled,
        before: before.collect(),
        reader,
    }))
}

/// The tool a form is about, if this client has it.
async fn tool_of(visit: &ClientVisit, act: &Act) -> Result<Tool, Trouble> {
    let id = about(visit)?;
    let tools = tools(act, visit.words).await?;
    tools.find(id).cloned().ok_or(Trouble::Nothing)
}

fn posted(visit: &ClientVisit, tool: RecordId, readers: ReadersV1) -> Result<UseV1, Filled> {
    let mut filled = Filled::posted(visit);
    let before = number(visit, &mut filled, "before");
    let after = number(visit, &mut filled, "after");
    let words = line::<LINE>(visit, &mut filled, "words");
    match (before, after, words) {
        (Ok(before), Ok(after), Ok(words)) => Ok(UseV1 {
            tool: *tool.bytes(),
            at: visit.now.millis(),
            before,
            after,
            words,
            readers,
            gone: None,
        }),
        _ => Err(filled),
    }
}

async fn send(visit: ClientVisit, act: Act, readers: ReadersV1) -> Result<Next, Trouble> {
    let id = tool_of(&visit, &act).await?.id;
    let once = once(&visit)?;
    let used = match posted(&visit, id, readers) {
        Ok(used) => used,
        Err(filled) => return Ok(Next::Stay(screen(&visit, act, id, filled).await?)),
    };
    let used = &used;
    let done = visit
        .floor
        .attempt(act, |mut act| async move {
            let happened = note(&mut act, once, used).await?;
            draft::forget(&mut act, TOOL, Some(id))?;
            Ok::<_, Refused>((act, (), happened))
        })
        .await?;
    done?;
    let said = match readers {
        ReadersV1::Section => "body-sent",
        ReadersV1::Nobody => "body-kept",
    };
    Ok(Next::Go(Place::at(BODY).saying(said)))
}

async fn worse(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let tool = tool_of(&visit, &act).await?;
    let mut filled = Filled::posted(&visit);
    let Ok(words) = line::<LINE>(&visit, &mut filled, "worse-words") else {
        return Ok(Next::Stay(screen(&visit, act, tool.id, filled).await?));
    };
    let (tool, words) = (&tool, &words);
    let done = visit
        .floor
        .attempt(act, |mut act| async move {
            let called = tool.called.clone();
            let happened = made_worse(&mut act, tool.id, called, words.clone()).await?;
            draft::forget(&mut act, TOOL, Some(tool.id))?;
            Ok::<_, Refused>((act, (), happened))
        })
        .await?;
    done?;
    Ok(Next::Go(Place::at(BODY).saying("body-worse-done")))
}

async fn hide(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let tool = tool_of(&visit, &act).await?.id;
    let done = visit
        .floor
        .attempt(act, |mut act| async move {
            put_away(&mut act, tool, true).await?;
            Ok::<_, Refused>((act, (), Vec::new()))
        })
        .await?;
    done?;
    Ok(Next::Go(Place::at(BODY).saying("body-hidden")))
}

impl From<Told> for Trouble {
    fn from(_: Told) -> Self {
        Self::NotUnderstood
    }
}
