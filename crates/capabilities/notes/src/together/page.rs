//! The pages of notes of two: the peer supporter's, and the client's screen `together`.

use super::act::{
    Together, TogetherRefused, agree, begin, drop_it, one_together, reword, together,
};
use super::stored::{CowrittenV1, TOGETHER_MOST};
use askama::Template;
use care::{Happened, Line, PersonId, Purpose, RecordId, Role, Section, Sections};
use pages::shell::{see_other, staff};
use pages::{
    Answer, ClientVisit, Filled, Html, Next, Place, Purposes, Routes, Screens, Trouble, Verb,
    Visit, Words, draft, wrong_words,
};
use sealed::{Act, Kept, ReadError};

/// The client's screen, and the draft on it.
pub(crate) const TOGETHER: &str = "together";
const OPENS: Sections = Sections::of(&[Section::Identity, Section::Sessions]);
const OWN: Sections = Sections::of(&[Section::Sessions, Section::Drafts]);
const PEERS: Purposes = &[(Role::PeerSupporter, Purpose::Treatment)];

/// The routes for peer supporters.
pub(crate) fn routes() -> Routes {
    let all = "/clients/{client}/together";
    let one = "/clients/{client}/together/{note}";
    Routes::new()
        .record(Verb::Get, all, OPENS, PEERS, list)
        .record(Verb::Post, all, OPENS, PEERS, keep_first)
        .record(Verb::Get, one, OPENS, PEERS, show)
        .record(Verb::Post, one, OPENS, PEERS, step)
}

/// The client's screen and acts.
pub(crate) fn screens() -> Screens {
    Screens::new()
        .screen(TOGETHER, OWN, my_screen)
        .act("together-agree", OWN, my_yes)
        .act("together-reword", OWN, my_words)
        .act("together-drop", OWN, my_no)
}

impl From<TogetherRefused> for Trouble {
    fn from(refused: TogetherRefused) -> Self {
        match refused {
            TogetherRefused::Newer | TogetherRefused::Agreed => Self::Older,
            TogetherRefused::None
            | TogetherRefused::OwnWords
            | TogetherRefused::NotForTheClient => Self::Nothing,
            TogetherRefused::Read(error) => error.into(),
        }
    }
}

/// One wording, with what became of it.
struct Wording {
    by: String,
    words: String,
}

/// A note of two, for either side.
struct Shown {
    record: String,
    seen: u32,
    note: Option<Wording>,
    /// A wording that waits, and whether it waits for whoever looks.
    proposed: Option<(Wording, bool)>,
    before: Vec<Wording>,
    /// What a field to write another wording begins with.
    words: String,
    /// Why what was typed there could not be taken.
    wrong: Option<String>,
    /// Whether someone has begun to write there.
    open: bool,
}

async fn wording(
    visit: &Visit,
    kept: &Kept<CowrittenV1>,
    client: &str,
) -> Result<Wording, ReadError> {
    let (words, value) = (visit.words, &kept.value);
    let who = if value.by_client {
        client.to_owned()
    } else {
        let found = visit
            .floor
            .sign_ins
            .name_of(PersonId::from_bytes(value.peer));
        let found = found.await?;
        found.unwrap_or_else(|| words.say("someone-on-the-team"))
    };
    let when = visit.day_and_time(value.written());
    let key = if value.agreed.is_some() {
        "together-of-both"
    } else {
        "together-by"
    };
    let put = [("name", (&who).into()), ("when", (&when).into())];
    Ok(Wording {
        by: words.say_with(key, &put),
        words: value.words.clone(),
    })
}

/// `client`: how the client is named to whoever looks.
async fn shown(
    visit: &Visit,
    one: &Together,
    (client, to_client): (&str, bool),
) -> Result<Shown, ReadError> {
    let newest = one.proposed.as_ref().or(one.note.as_ref());
    let words = newest.map_or_else(String::new, |kept| kept.value.words.clone());
    let note = match &one.note {
        None => None,
        Some(kept) => Some(wording(visit, kept, client).await?),
    };
    let proposed = match &one.proposed {
        None => None,
        Some(kept) => {
            let mine = kept.value.by_client != to_client;
            Some((wording(visit, kept, client).await?, mine))
        }
    };
    let mut before = Vec::new();
    for kept in one.before.iter().rev() {
        before.push(wording(visit, kept, client).await?);
    }
    Ok(Shown {
        record: one.record.to_string(),
        seen: one.seen,
        note,
        proposed,
        before,
        words,
        wrong: None,
        open: false,
    })
}

struct Listed {
    address: String,
    when: String,
    says: String,
}

#[derive(Template)]
#[template(path = "together_staff.html")]
struct List {
    words: Words,
    called: String,
    back: String,
    address: String,
    lines: Vec<Listed>,
    once: String,
    filled: Filled,
}

fn address(visit: &Visit) -> Result<String, Trouble> {
    let client = visit.client().ok_or(Trouble::Nothing)?;
    Ok(format!("/clients/{client}/together"))
}

fn which(visit: &Visit) -> Result<RecordId, Trouble> {
    let note = visit.path("note").and_then(RecordId::parse);
    note.ok_or(Trouble::Nothing)
}

async fn list_page(visit: &Visit, act: &Act, (once, filled): (RecordId, Filled)) -> Answer {
    let (words, address) = (visit.words, address(visit)?);
    let line = |one: &Together| {
        let newest = one.proposed.as_ref().or(one.note.as_ref());
        let key = match &one.proposed {
            None => "together-state-both",
            Some(kept) if kept.value.by_client => "together-state-you",
            Some(_) => "together-state-they",
        };
        Listed {
            address: format!("{address}/{}", one.record),
            when: newest.map_or_else(String::new, |kept| visit.day_and_time(kept.value.written())),
            says: words.say(key),
        }
    };
    let status = filled.status();
    let page = List {
        words,
        called: visit.floor.sign_ins.called(act).await?,
        back: "/caseload".to_owned(),
        lines: together(act).await?.iter().map(line).collect(),
        address: address.clone(),
        once: once.to_string(),
        filled,
    };
    let title = words.say("together-title");
    let mut response = staff(visit, &title, Html::of(&page), None);
    *response.status_mut() = status;
    Ok(response)
}

async fn list(visit: Visit, act: Act) -> Answer {
    let once = act.mint();
    list_page(&visit, &act, (once, Filled::default())).await
}

async fn keep_first(visit: Visit, act: Act) -> Answer {
    let once = visit.form.get("once").and_then(RecordId::parse);
    let once = once.ok_or(Trouble::NotUnderstood)?;
    let mut filled = Filled::posted(&visit);
    let Ok(words) = filled.line::<TOGETHER_MOST>(&visit, "own-words") else {
        return list_page(&visit, &act, (once, filled)).await;
    };
    let outcome = visit
        .floor
        .attempt(act, |mut act| {
            let words = &words;
            async move {
                let happened = begin(&mut act, once, words).await?;
                Ok::<_, TogetherRefused>((act, (), happened))
            }
        })
        .await?;
    outcome?;
    Ok(see_other(&format!("{}/{once}", address(&visit)?)))
}

#[derive(Template)]
#[template(path = "together_one_staff.html")]
struct Page {
    words: Words,
    called: String,
    back: String,
    address: String,
    one: Shown,
    filled: Filled,
}

async fn one_page(visit: &Visit, act: &Act, typed: Option<Filled>) -> Answer {
    let (words, back) = (visit.words, address(visit)?);
    let note = one_together(act, which(visit)?).await?;
    let called = visit.floor.sign_ins.called(act).await?;
    let one = shown(visit, &note, (&called, false)).await?;
    let filled = typed.unwrap_or_else(|| Filled::offered(&[("own-words", one.words.clone())]));
    let status = filled.status();
    let page = Page {
        words,
        called,
        address: format!("{back}/{}", note.record),
        back,
        one,
        filled,
    };
    let title = words.say("together-title");
    let mut response = staff(visit, &title, Html::of(&page), None);
    *response.status_mut() = status;
    Ok(response)
}

async fn show(visit: Visit, act: Act) -> Answer {
    one_page(&visit, &act, None).await
}

/// What is done with a wording.
#[derive(Clone)]
enum Step {
    Agree,
    Drop,
    Reword(Line<TOGETHER_MOST>),
}

async fn take(
    act: &mut Act,
    (note, seen): (RecordId, u32),
    what: Step,
) -> Result<Vec<Happened>, TogetherRefused> {
    match what {
        Step::Agree => agree(act, note, seen).await,
        Step::Drop => drop_it(act, note, seen).await,
        Step::Reword(words) => reword(act, note, seen, &words).await,
    }
}

fn seen(visit: &Visit) -> Result<u32, Trouble> {
    let seen = visit.form.get("seen").and_then(|seen| seen.parse().ok());
    seen.ok_or(Trouble::NotUnderstood)
}

async fn step(visit: Visit, act: Act) -> Answer {
    let (note, seen) = (which(&visit)?, seen(&visit)?);
    let mut filled = Filled::posted(&visit);
    let what = match visit.form.get("do") {
        Some("agree") => Step::Agree,
        Some("drop") => Step::Drop,
        Some("reword") => match filled.line(&visit, "own-words") {
            Ok(words) => Step::Reword(words),
            Err(_) => return one_page(&visit, &act, Some(filled)).await,
        },
        _ => return Err(Trouble::NotUnderstood),
    };
    let gone = matches!(what, Step::Drop);
    let access = *act.access();
    let outcome = visit
        .floor
        .attempt(act, |mut act| {
            let what = what.clone();
            async move {
                let happened = take(&mut act, (note, seen), what).await?;
                Ok((act, (), happened))
            }
        })
        .await?;
    match outcome {
        Ok(()) if gone => Ok(see_other(&address(&visit)?)),
        Ok(()) => Ok(see_other(&format!("{}/{note}", address(&visit)?))),
        // The other was faster: what was typed stays, beside the wording as it is now.
        Err(TogetherRefused::Newer) => {
            let act = Act::open(&visit.floor.vault, access).await?;
            filled.notice = Some(visit.words.say("together-newer"));
            one_page(&visit, &act, Some(filled)).await
        }
        Err(refused) => Err(refused.into()),
    }
}

#[derive(Template)]
#[template(path = "my_together.html")]
struct Mine {
    words: Words,
    all: Vec<Shown>,
}

/// `typed`: for which note, why it could not be taken, and what was typed.
async fn mine(
    visit: &ClientVisit,
    act: &Act,
    typed: Option<(String, String, String)>,
) -> Result<Html, Trouble> {
    let you = visit.words.say("together-you");
    let mut all = Vec::new();
    for one in together(act).await? {
        let mut one = shown(visit, &one, (&you, true)).await?;
        if let Some((_, said, words)) = typed.as_ref().filter(|typed| typed.0 == one.record) {
            one.words.clone_from(words);
            one.wrong = Some(said.clone()).filter(|said| !said.is_empty());
            one.open = true;
        }
        all.push(one);
    }
    Ok(Html::of(&Mine {
        words: visit.words,
        all,
    }))
}

async fn my_screen(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let fields = draft::load(&act, TOGETHER, None).await?;
    let field = |name: &str| {
        let found = fields.iter().find(|(field, _)| field == name);
        found.map(|(_, value)| value.clone())
    };
    let begun = field("about").zip(field("own-words"));
    let typed = begun.map(|(about, words)| (about, String::new(), words));
    mine(&visit, &act, typed).await
}

async fn my_step(visit: ClientVisit, act: Act, what: Step) -> Result<Next, Trouble> {
    let note = visit.form.get("about").and_then(RecordId::parse);
    let (note, seen) = (note.ok_or(Trouble::NotUnderstood)?, seen(&visit)?);
    let typed = visit.form.get("own-words").unwrap_or_default().to_owned();
    let access = *act.access();
    let outcome = visit
        .floor
        .attempt(act, |mut act| {
            let what = what.clone();
            async move {
                let happened = take(&mut act, (note, seen), what).await?;
                draft::forget(&mut act, TOGETHER, None)?;
                Ok((act, (), happened))
            }
        })
        .await?;
    match outcome {
        Ok(()) => Ok(Next::Go(Place::at(TOGETHER).saying(match what {
            Step::Agree => "together-agreed",
            Step::Drop => "together-dropped",
            Step::Reword(_) => "together-sent",
        }))),
        Err(TogetherRefused::Newer) => {
            let act = Act::open(&visit.floor.vault, access).await?;
            let said = visit.words.say("together-newer");
            let typed = Some((note.to_string(), said, typed));
            Ok(Next::Stay(mine(&visit, &act, typed).await?))
        }
        Err(refused) => Err(refused.into()),
    }
}

async fn my_yes(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    my_step(visit, act, Step::Agree).await
}

async fn my_no(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    my_step(visit, act, Step::Drop).await
}

async fn my_words(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let typed = visit.form.get("own-words").unwrap_or_default().to_owned();
    match Line::parse(&typed) {
        Ok(words) => my_step(visit, act, Step::Reword(words)).await,
        Err(wrong) => {
            let about = visit.form.get("about").unwrap_or_default().to_owned();
            let said = wrong_words(wrong, visit.words);
            let stays = mine(&visit, &act, Some((about, said, typed))).await?;
            Ok(Next::Stay(stays))
        }
    }
}
