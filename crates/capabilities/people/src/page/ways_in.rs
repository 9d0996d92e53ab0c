//! The ways in that someone has beside the passphrase: looking at them, making and removing them.
//! Staff have them as a page, and every change asks first that they proved who they are a moment
//! ago; clients as a screen, where making one asks for the passphrase in the same form.

use super::fields::{Field, Fields};
use super::passkeys::keep_made;
use crate::codes::print_codes;
use crate::desk::SignInDesk;
use crate::passkeys;
use crate::totp;
use crate::ways::{PasskeyNamed, WayError, Ways, ways};
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use care::{RecordId, Role, Sections};
use pages::assets::assets;
use pages::shell::{again, bare, see_other, staff as staff_page};
use pages::{Answer, ClientVisit, Html, Next, Place, Proof, Screens, Trouble, Visit, Words};
use std::sync::Arc;

/// Where staff look at them.
const HERE: &str = "/my/sign-in";
/// Where clients do.
pub(super) const SCREEN: &str = "ways-in";

/// A passkey as it is shown.
struct Shown {
    id: String,
    words: String,
    doubted: Option<String>,
    ends: String,
}

#[derive(Template)]
#[template(path = "ways_in.html")]
struct WaysIn {
    words: Words,
    totp: Option<String>,
    passkeys: Vec<Shown>,
    make: Option<Html>,
    codes: String,
    last: bool,
}

#[derive(Template)]
#[template(path = "own_ways_in.html")]
struct OwnWaysIn {
    words: Words,
    passkeys: Vec<Shown>,
    make: Option<Html>,
    codes: String,
    proof: Html,
    wrong: bool,
}

#[derive(Template)]
#[template(path = "passkey_make.html")]
struct PasskeyMake<'a> {
    words: Words,
    action: &'a str,
    fields: Html,
    script: &'static str,
}

#[derive(Template)]
#[template(path = "codes_sheet.html")]
struct Sheet {
    words: Words,
    codes: Vec<String>,
    is_client: bool,
}

impl From<WayError> for Trouble {
    fn from(error: WayError) -> Self {
        match error {
            WayError::Last | WayError::NotThis | WayError::TooMany => Self::NotUnderstood,
            WayError::Read(error) => error.into(),
            WayError::Commit(error) => error.into(),
        }
    }
}

/// The sheet, to be printed or written down now. It says nothing about what it is for.
fn sheet(visit: &Visit, codes: Vec<care::Private<String>>) -> Html {
    Html::of(&Sheet {
        words: visit.words,
        codes: codes.into_iter().map(care::Private::into_exposed).collect(),
        is_client: visit.who.asker.role == Role::Client,
    })
}

/// The form for making a passkey, where there are passkeys. Scripts bring it to light.
pub(super) fn passkey_make(desk: &SignInDesk, visit: &Visit, action: &str) -> Option<Html> {
    if !desk.has_passkeys() {
        return None;
    }
    let words = visit.words;
    let mut name = Field::new(words, "name", &visit.form);
    name.label = words.say("ways-passkey-name");
    name.hint = Some(words.say("ways-passkey-name-hint"));
    let mut fields = vec![name];
    if visit.who.asker.role == Role::Client {
        let mut proof = Field::new(words, "passphrase", &visit.form).secret();
        proof.label = words.say("own-ways-proof");
        fields.push(proof);
    }
    Some(Html::of(&PasskeyMake {
        words,
        action,
        fields: Fields::html(fields),
        script: assets().passkey.path(),
    }))
}

fn shown(visit: &Visit, passkey: &PasskeyNamed) -> Shown {
    let words = visit.words;
    let day = visit.day_and_time(passkey.since);
    let put = [("name", (&passkey.name).into()), ("day", (&day).into())];
    let doubted = passkey.doubted.map(|at| {
        let when = visit.day_and_time(at);
        words.say_with("ways-passkey-doubted", &[("when", (&when).into())])
    });
    Shown {
        id: passkey.id.to_string(),
        words: words.say_with("ways-passkey-since", &put),
        doubted,
        ends: words.say_with("ways-passkey-forget-this", &put[..1]),
    }
}

fn codes_left(words: Words, ways: &Ways) -> String {
    match ways.codes {
        None => words.say("ways-codes-none"),
        Some(left) => words.say_with("ways-codes-left", &[("left", left.into())]),
    }
}

async fn page(desk: &SignInDesk, visit: &Visit, last: bool) -> Result<Response, Trouble> {
    let words = visit.words;
    let ways = ways(&desk.vault, visit.who.asker.person).await?;
    let since = |moment| {
        let day = visit.day_and_time(moment);
        words.say_with("ways-since", &[("day", (&day).into())])
    };
    let html = Html::of(&WaysIn {
        words,
        totp: ways.totp.map(since),
        passkeys: ways.passkeys.iter().map(|one| shown(visit, one)).collect(),
        make: passkey_make(desk, visit, "/my/passkey"),
        codes: codes_left(words, &ways),
        last,
    });
    Ok(staff_page(visit, &words.say("ways-title"), html, None))
}

/// The ways in.
pub(super) async fn show(desk: Arc<SignInDesk>, visit: Visit) -> Answer {
    // Whoever comes to make a passkey has to have proven who they are; it is asked for here, before
    // their device is.
    if !visit.fresh() {
        return Ok(again(HERE));
    }
    page(&desk, &visit, false).await
}

/// Makes a new sheet; the old one is worth nothing from now on.
pub(super) async fn print(desk: Arc<SignInDesk>, visit: Visit) -> Answer {
    if !visit.fresh() {
        return Ok(again(HERE));
    }
    let asker = visit.who.asker;
    let codes = print_codes(&desk.vault, asker.person, asker.role).await?;
    let html = sheet(&visit, codes);
    Ok(bare(&visit.floor, visit.words, html, StatusCode::OK))
}

/// Takes a way away, but never the last second one.
pub(super) async fn forget(desk: Arc<SignInDesk>, visit: Visit) -> Answer {
    if !visit.fresh() {
        return Ok(again(HERE));
    }
    let asker = visit.who.asker;
    let way = visit.form.get("way").unwrap_or_default();
    let done = match RecordId::parse(way) {
        Some(id) => passkeys::remove(&desk.vault, asker.person, asker.role, id).await,
        None if way == "totp" => totp::remove(&desk.vault, asker.person).await,
        None => return Err(Trouble::NotUnderstood),
    };
    match done {
        Ok(()) => Ok(see_other(HERE)),
        Err(WayError::Last) => {
            let mut response = page(&desk, &visit, true).await?;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        Err(error) => Err(error.into()),
    }
}

/// The client's screen and acts.
pub(super) fn screens(desk: &Arc<SignInDesk>) -> Screens {
    let with = || Arc::clone(desk);
    let (show, print, keep, forget) = (with(), with(), with(), with());
    Screens::new()
        .screen(SCREEN, Sections::NONE, move |visit, _| {
            let desk = Arc::clone(&show);
            async move { own(&desk, &visit, None).await }
        })
        .act("ways-print", Sections::NONE, move |visit, _| {
            own_print(Arc::clone(&print), visit)
        })
        .act("ways-passkey", Sections::NONE, move |visit, _| {
            own_keep(Arc::clone(&keep), visit)
        })
        .act("ways-forget", Sections::NONE, move |visit, _| {
            own_forget(Arc::clone(&forget), visit)
        })
}

async fn own(desk: &SignInDesk, visit: &Visit, wrong: Option<String>) -> Result<Html, Trouble> {
    let words = visit.words;
    let ways = ways(&desk.vault, visit.who.asker.person).await?;
    let is_wrong = wrong.is_some();
    let mut proof = Field::new(words, "passphrase", &visit.form)
        .secret()
        .wrong(wrong);
    proof.label = words.say("own-ways-proof");
    // Beside the one for a passkey there are two of them on the screen.
    proof.id = Some("print-passphrase");
    Ok(Html::of(&OwnWaysIn {
        words,
        passkeys: ways.passkeys.iter().map(|one| shown(visit, one)).collect(),
        make: passkey_make(desk, visit, "/"),
        codes: codes_left(words, &ways),
        proof: Fields::html(vec![proof]),
        wrong: is_wrong,
    }))
}

async fn own_print(desk: Arc<SignInDesk>, visit: ClientVisit) -> Result<Next, Trouble> {
    match pages::SignIns::proves(&*desk, &visit.who, &visit.form).await? {
        Proof::Yes => {}
        Proof::No => {
            let wrong = visit.words.say("own-ways-wrong");
            return Ok(Next::Stay(own(&desk, &visit, Some(wrong)).await?));
        }
        Proof::TooMany => return Err(Trouble::TooMany),
    }
    let asker = visit.who.asker;
    let codes = print_codes(&desk.vault, asker.person, asker.role).await?;
    Ok(Next::Stay(sheet(&visit, codes)))
}

/// Keeps a passkey that was begun with the passphrase.
async fn own_keep(desk: Arc<SignInDesk>, visit: ClientVisit) -> Result<Next, Trouble> {
    match keep_made(&desk, &visit).await {
        Ok(()) => Ok(Next::Go(Place::at(SCREEN).saying("ways-passkey-kept"))),
        Err(WayError::NotThis | WayError::TooMany | WayError::Last) => {
            Ok(Next::Go(Place::at(SCREEN).saying("passkey-not-made")))
        }
        Err(error) => Err(error.into()),
    }
}

/// Takes a passkey away. Nobody has to prove anything to have less on their devices.
async fn own_forget(desk: Arc<SignInDesk>, visit: ClientVisit) -> Result<Next, Trouble> {
    let asker = visit.who.asker;
    let id = visit.form.get("way").and_then(RecordId::parse);
    let id = id.ok_or(Trouble::NotUnderstood)?;
    passkeys::remove(&desk.vault, asker.person, asker.role, id).await?;
    Ok(Next::Go(Place::at(SCREEN).saying("ways-passkey-forgotten")))
}
