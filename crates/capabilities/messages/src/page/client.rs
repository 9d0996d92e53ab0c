//! The client's screens: what was written, newest last; taking one's own words back; saying that no
//! answer is needed; what came along.

use super::kind_of;
use super::shown::{Looks, Page, Shown};
use crate::act::{Refused, release, take_back};
use crate::file::bytes;
use crate::message::KindV1;
use crate::taken::file_of;
use crate::thread::{has_seen, seen, thread};
use askama::Template;
use care::{Happened, RecordId, Section, Sections};
use pages::{ClientVisit, File, Html, Next, Picture, Place, Screens, Trouble, Words};
use sealed::Act;

/// The screen's name.
pub(super) const MESSAGES: &str = "messages";
/// The same with every message there is.
const EARLIER: &str = "messages-earlier";
/// Where taking back is asked for.
const BACK: &str = "message-back";
/// What a PDF is saved as. It says nothing.
pub(super) const SAVED_AS: &str = "document.pdf";

const READS: Sections = Sections::of(&[Section::Messages]);
/// The relationship: what was promised is released. Consent: so that those who treat them hear.
const CHANGES: Sections = Sections::of(&[
    Section::Messages,
    Section::Overview,
    Section::Relationship,
    Section::Consent,
]);

pub(crate) fn screens() -> Screens {
    Screens::new()
        .screen(MESSAGES, READS, |visit, act| show(visit, act, false))
        .screen(EARLIER, READS, |visit, act| show(visit, act, true))
        .screen(BACK, READS, show_back)
        .act("message-take-back", CHANGES, |visit, act| {
            change(visit, act, Change::TakeBack)
        })
        .act("message-release", CHANGES, |visit, act| {
            change(visit, act, Change::Release)
        })
        .act("message-file", READS, save)
        .pictures(READS, draw)
}

#[derive(Template)]
#[template(path = "messages.html")]
struct Messages {
    words: Words,
    page: Page,
    damaged: bool,
    promises: bool,
}

impl Messages {
    /// What a picture is called for whoever does not see it.
    fn of(&self, line: &Shown) -> String {
        let put = [("who", (&line.who).into()), ("when", (&line.when).into())];
        self.words.say_with("messages-picture", &put)
    }
}

async fn show(visit: ClientVisit, act: Act, all: bool) -> Result<Html, Trouble> {
    let words = visit.words;
    let thread = thread(&act).await?;
    let looks = Looks {
        visit: &visit,
        client: words.say("messages-you"),
        is_client: true,
        seen: seen(&act).await?,
        all,
    };
    let html = Html::of(&Messages {
        words,
        page: looks.at(&thread).await?,
        damaged: thread.damaged > 0,
        promises: visit.has("promises"),
    });
    has_seen(act, &thread).await?;
    Ok(html)
}

#[derive(Template)]
#[template(path = "message_back.html")]
struct Back {
    words: Words,
    line: Shown,
}

/// Which message or file it is about.
fn about(visit: &ClientVisit) -> Result<RecordId, Trouble> {
    let posted = visit.form.get("about").and_then(RecordId::parse);
    posted.or(visit.place.about).ok_or(Trouble::NotUnderstood)
}

async fn show_back(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let words = visit.words;
    let message = visit.place.about.ok_or(Trouble::Nothing)?;
    let thread = thread(&act).await?;
    let looks = Looks {
        visit: &visit,
        client: words.say("messages-you"),
        is_client: true,
        seen: Some(visit.now),
        all: true,
    };
    let lines = looks.at(&thread).await?.lines;
    let own = |line: &Shown| line.id == message && line.by_client && line.taken_back.is_none();
    let line = lines.into_iter().find(own).ok_or(Trouble::Nothing)?;
    Ok(Html::of(&Back { words, line }))
}

#[derive(Clone, Copy)]
enum Change {
    TakeBack,
    Release,
}

async fn change(visit: ClientVisit, act: Act, what: Change) -> Result<Next, Trouble> {
    let message = about(&visit)?;
    let done = visit
        .floor
        .attempt(act, |mut act| async move {
            let happened: Vec<Happened> = match what {
                Change::TakeBack => take_back(&mut act, message).await?,
                Change::Release => release(&mut act, message).await?,
            };
            Ok::<_, Refused>((act, (), happened))
        })
        .await?;
    done?;
    let said = match what {
        Change::TakeBack => "messages-back-done",
        Change::Release => "messages-release-done",
    };
    Ok(Next::Go(Place::at(MESSAGES).saying(said)))
}

/// A PDF, to be saved under a name that says nothing.
async fn save(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let found = file_of(&act, about(&visit)?).await?;
    let file = found.ok_or(Trouble::Nothing)?;
    if file.kind != KindV1::Pdf {
        return Err(Trouble::Nothing);
    }
    Ok(Next::File(File {
        name: SAVED_AS,
        kind: kind_of(file.kind),
        bytes: bytes(&act, &file).await?,
    }))
}

async fn draw(visit: ClientVisit, act: Act) -> Result<Picture, Trouble> {
    let found = file_of(&act, about(&visit)?).await?;
    let file = found.ok_or(Trouble::Nothing)?;
    if file.kind == KindV1::Pdf {
        return Err(Trouble::Nothing);
    }
    Ok(Picture {
        kind: kind_of(file.kind),
        bytes: bytes(&act, &file).await?,
    })
}
