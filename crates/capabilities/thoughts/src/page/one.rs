//! One stuck point on the client's phone: everything that stands beside it, how it stands, and who
//! can read it. Writing beside it is done on screens of its own (`one/write.rs`).

mod write;

pub(super) use write::sides;

use super::client::{OPENS, THOUGHTS, readers_said};
use super::shown::{
    Choice, LineShown, Sides, about_said, believed_html, day, state_code, state_of, state_said,
};
use super::typed::about;
use crate::point::{
    Book, OfV1, Point, Refused, StateV1, book, keep_again, send, set_state, take_out,
};
use crate::sheets::{Offered, Sheets};
use askama::Template;
use care::{Happened, RecordId};
use pages::{ClientVisit, Html, Next, Place, Reader, Screens, Trouble, Visit, Words};
use sealed::Act;
use std::sync::Arc;

/// The screen's name.
pub(super) const ONE: &str = "thoughts-one";

pub(crate) fn screens(sheets: &Arc<dyn Sheets>) -> Screens {
    let sheets = Arc::clone(sheets);
    Screens::new()
        .screen(ONE, OPENS, move |visit, act| {
            show(visit, act, Arc::clone(&sheets))
        })
        .act("thoughts-state", OPENS, say_state)
        .act("thoughts-share", OPENS, |visit, act| {
            change(visit, act, Change::Send)
        })
        .act("thoughts-take-back", OPENS, |visit, act| {
            change(visit, act, Change::Keep)
        })
        .act("thoughts-out", OPENS, out)
        .and(write::screens())
}

/// The thought that a screen is about, from the whole.
pub(super) fn there(book: &Book, record: Option<RecordId>) -> Result<&Point, Trouble> {
    let found = record.and_then(|record| book.point(record));
    found.ok_or(Trouble::Nothing)
}

#[derive(Template)]
#[template(path = "thoughts_one.html")]
struct One {
    words: Words,
    id: RecordId,
    thought: String,
    state: String,
    readers: String,
    about: Vec<String>,
    damaged: bool,
    /// The thought that fits better, as it was last written, and what was written before it.
    better: Option<LineShown>,
    earlier: Vec<LineShown>,
    sides: Sides,
    believed: Option<Html>,
    believed_instead: Option<Html>,
    offered: Vec<Offered>,
    done: Vec<(RecordId, String, String)>,
    states: Vec<Choice>,
    /// What the client may take out.
    mine: Vec<Mine>,
    /// Whether the client began it, and so says who reads it.
    own: bool,
    sent: bool,
    share: String,
}

/// Something of one's own beside a thought.
pub(super) struct Mine {
    pub(super) id: RecordId,
    pub(super) words: String,
    pub(super) when: String,
}

/// What whoever looks wrote beside a thought, to be taken out again.
pub(super) fn mine(visit: &Visit, point: &Point, sides: &Sides) -> Vec<Mine> {
    let all = [
        &sides.speaks_for,
        &sides.speaks_against,
        &sides.patterns,
        &sides.instead,
    ];
    let lines = all.into_iter().flatten().filter(|line| line.mine);
    let mut mine: Vec<_> = lines
        .map(|line| {
            let named = line.pattern.as_ref().map(|(called, _)| called.as_str());
            let words = [named.unwrap_or_default(), &line.words];
            let words: Vec<_> = words.into_iter().filter(|part| !part.is_empty()).collect();
            Mine {
                id: line.id,
                words: words.join(": "),
                when: line.when.clone(),
            }
        })
        .collect();
    let me = *visit.who.asker.person.bytes();
    for kept in point.beliefs.iter().filter(|kept| kept.value.by == me) {
        let key = match kept.value.of {
            OfV1::Thought => "thoughts-belief-old",
            OfV1::Instead(_) => "thoughts-belief-new",
        };
        let what = visit.words.say(key);
        mine.push(Mine {
            id: kept.record,
            words: format!("{what}: {}", kept.value.value),
            when: day(visit, kept.value.rated()),
        });
    }
    mine
}

/// The sheets that were filled in about a thought, each with its day.
pub(super) async fn sheets_done(
    visit: &Visit,
    act: &Act,
    sheets: &dyn Sheets,
    point: RecordId,
) -> Result<Vec<(RecordId, String, String)>, Trouble> {
    let done = sheets.about(act, point, visit.words).await?;
    let line = |done: crate::Done| (done.id, done.called, day(visit, done.at));
    Ok(done.into_iter().map(line).collect())
}

/// The sheets that a client may begin alone.
fn alone(offered: Vec<Offered>) -> Vec<Offered> {
    offered
        .into_iter()
        .filter(|sheet| !sheet.together)
        .collect()
}

async fn show(visit: ClientVisit, mut act: Act, sheets: Arc<dyn Sheets>) -> Result<Html, Trouble> {
    let words = visit.words;
    let book = book(&act).await?;
    let point = there(&book, visit.place.about)?;
    let (id, value) = (point.kept.record, &point.kept.value);
    let reader = Reader::of(&visit, &mut act, None).await?;
    let mut sides = Sides::of(&visit, point, &words.say("thoughts-you")).await?;
    let mine = mine(&visit, point, &sides);
    let better = sides.instead.pop();
    let earlier = std::mem::take(&mut sides.instead);
    let state = |state: StateV1| Choice {
        code: state_code(state).to_owned(),
        called: state_said(words, state),
        said: String::new(),
        chosen: state == value.state,
    };
    let (old, new) = ("thoughts-belief-old", "thoughts-belief-new");
    let believed = believed_html(&visit, "old", words.say(old), &point.believed());
    let instead = believed_html(&visit, "new", words.say(new), &point.believed_instead());
    Ok(Html::of(&One {
        words,
        id,
        thought: value.words.clone(),
        state: state_said(words, value.state),
        readers: readers_said(&reader, words, value.is_sent()),
        about: about_said(words, &value.about),
        damaged: book.damaged > 0,
        better,
        earlier,
        sides,
        believed,
        believed_instead: instead,
        offered: alone(sheets.of(words)),
        done: sheets_done(&visit, &act, &*sheets, id).await?,
        states: [StateV1::Open, StateV1::Loosening, StateV1::Rests]
            .map(state)
            .into(),
        mine,
        own: value.by_client,
        sent: value.is_sent(),
        share: reader.say("work-share"),
    }))
}

/// Does something to a thought and stays at it.
pub(super) async fn doing<R>(
    visit: &ClientVisit,
    act: Act,
    run: impl FnMut(Act) -> R,
) -> Result<Result<(), Refused>, Trouble>
where
    R: Future<Output = Result<(Act, (), Vec<Happened>), Refused>>,
{
    Ok(visit.floor.attempt(act, run).await?)
}

async fn say_state(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let record = about(&visit)?;
    let state = visit.form.get("state").and_then(state_of);
    let state = state.ok_or(Trouble::NotUnderstood)?;
    let done = doing(&visit, act, |mut act| async move {
        set_state(&mut act, record, state).await?;
        Ok((act, (), Vec::new()))
    });
    done.await??;
    let place = Place::at(ONE).about(record);
    Ok(Next::Go(place.saying("thoughts-saved")))
}

#[derive(Clone, Copy)]
enum Change {
    Send,
    Keep,
}

async fn change(visit: ClientVisit, act: Act, what: Change) -> Result<Next, Trouble> {
    let record = about(&visit)?;
    let done = doing(&visit, act, |mut act| async move {
        let happened = match what {
            Change::Send => send(&mut act, record).await?,
            Change::Keep => {
                keep_again(&mut act, record).await?;
                Vec::new()
            }
        };
        Ok((act, (), happened))
    });
    done.await??;
    let said = match what {
        Change::Send => "thoughts-sent",
        Change::Keep => "thoughts-taken-back",
    };
    Ok(Next::Go(Place::at(ONE).about(record).saying(said)))
}

/// Takes out a line, a rating, or the whole thought.
async fn out(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let point = about(&visit)?;
    let record = visit.form.get("record").and_then(RecordId::parse);
    let record = record.ok_or(Trouble::NotUnderstood)?;
    let done = doing(&visit, act, |mut act| async move {
        take_out(&mut act, record).await?;
        Ok((act, (), Vec::new()))
    });
    done.await??;
    let place = if record == point {
        Place::at(THOUGHTS)
    } else {
        Place::at(ONE).about(point)
    };
    Ok(Next::Go(place.saying("thoughts-out-done")))
}
