//! The client's app at its one address: which screen is shown, which act is done, and the lock in
//! front of both.
//!
//! What is behind the lock is neither shown nor opened while it is on: not even a line of the
//! ledger is written. What someone sends meanwhile is kept sealed and waits for them as a draft once
//! they have unlocked, so that five minutes of thinking cost nobody their words, and nobody else at
//! the device does anything in their name.

use super::{Who, arrival, forget_cookie, form_of, read, visit, who};
use crate::client_shell::{COVER, ClientVisit, Do, Known, Next, Place, Screens};
use crate::draft::{self, Held};
use crate::floor::{Floor, Unlocked};
use crate::form::Form;
use crate::live::{self, Line};
use crate::quiet::{self, Quiet};
use crate::route::{Answer, Takes};
use crate::shell;
use crate::trouble::Trouble;
use crate::visit::Visit;
use axum::extract::Request;
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};
use care::{Purpose, RecordId, Role, Section, Sections};
use sealed::Act;
use std::sync::Arc;

const DRAFTS: Sections = Sections::of(&[Section::Drafts]);
/// The screen that is shown first, once, where a service has one.
const BEGIN: &str = "begin";

pub(super) async fn serve(floor: &Arc<Floor>, screens: &Screens, request: Request) -> Response {
    let parsed = read(floor, request, screens.takes()).await;
    match who(floor, &parsed).await {
        Err(trouble) => shell::bare_trouble(floor, floor.words(), &trouble),
        Ok(Who::Nobody) => floor.sign_ins.front(&arrival(floor, &parsed)).await,
        Ok(Who::Left) => forget_cookie(floor, floor.sign_ins.front(&arrival(floor, &parsed)).await),
        Ok(Who::Someone(who)) if who.asker.role != Role::Client => {
            shell::see_other(shell::staff_home(who.asker.role))
        }
        Ok(Who::Someone(who)) => {
            let form = match form_of(&parsed) {
                Ok(form) => form,
                Err(trouble) => {
                    let visit = visit(floor, &parsed, *who, Form::default());
                    return shell::client_trouble(&visit, &trouble).await;
                }
            };
            let visit = visit(floor, &parsed, *who, form);
            let asked = if parsed.method == Method::POST {
                run(screens, &visit).await
            } else {
                show(screens, &visit).await
            };
            match asked {
                Ok(response) => response,
                Err(trouble) => shell::client_trouble(&visit, &trouble).await,
            }
        }
    }
}

async fn show(screens: &Screens, visit: &Visit) -> Answer {
    let (floor, sign_in) = (&visit.floor, visit.who.sign_in);
    let mut place = floor.standings.place(sign_in);
    // A service may have no cover of its own; then what comes first is the lock.
    if place.screen == COVER && screens.named(COVER).is_none() {
        floor.standings.clear_front(sign_in);
        place = floor.standings.place(sign_in);
    }
    let Some(known) = screens.shown.get(place.screen) else {
        floor.standings.go(sign_in, Place::default());
        return Err(Trouble::Nothing);
    };
    if known.locked && !floor.standings.stays_open(sign_in, visit.now) {
        return Ok(shell::lock(visit, None, StatusCode::OK).await);
    }
    // What was to be said once is said now.
    if place.said.is_some() {
        let said = Place {
            said: None,
            ..place.clone()
        };
        stand(screens, visit, said);
    }
    let quiet = quiet_of(visit, known.locked).await?;
    let act = open_own(visit, known.sections).await?;
    let standing = ClientVisit {
        visit: visit.clone(),
        place: place.clone(),
        known: Arc::clone(&screens.names),
    };
    match (known.does)(standing, act).await {
        Ok(html) if known.locked => {
            let ways = screens.ways(place.screen);
            Ok(shell::client(visit, &place, &html, StatusCode::OK, &quiet, &ways).await)
        }
        Ok(html) => Ok(shell::cover(visit, &place, &html, StatusCode::OK).await),
        Err(trouble) => {
            // A client is never left standing where nothing can be shown.
            floor.standings.go(sign_in, Place::default());
            Err(trouble)
        }
    }
}

/// A picture of the client's own record, for a page that is open. It is nothing for anyone else, and
/// nothing while the lock is on.
pub(super) async fn picture(floor: &Arc<Floor>, screens: &Screens, request: Request) -> Response {
    let parsed = read(floor, request, Takes::Words).await;
    let nothing = || StatusCode::NOT_FOUND.into_response();
    let (Ok(Who::Someone(who)), Some(known)) = (who(floor, &parsed).await, &screens.pictures)
    else {
        return nothing();
    };
    let visit = visit(floor, &parsed, *who, Form::default());
    let about = visit.path("picture").and_then(RecordId::parse);
    let open = floor.standings.stays_open(visit.who.sign_in, visit.now);
    let (Role::Client, Some(about), true) = (visit.who.asker.role, about, open) else {
        return nothing();
    };
    let Ok(act) = open_own(&visit, known.sections).await else {
        return nothing();
    };
    let standing = ClientVisit {
        place: floor.standings.inside(visit.who.sign_in).about(about),
        visit,
        known: Arc::clone(&screens.names),
    };
    match (known.does)(standing, act).await {
        Ok(picture) => picture.into_response(),
        Err(_) => nothing(),
    }
}

/// A live line to a client's screen that is open. It is nothing for anyone else, and nothing while
/// the lock is on.
pub(super) async fn talk(floor: &Arc<Floor>, screens: &Screens, request: Request) -> Response {
    let (line, request) = Line::of(request).await;
    let parsed = read(floor, request, Takes::Words).await;
    let nothing = || StatusCode::NOT_FOUND.into_response();
    let (Ok(Who::Someone(who)), Some(known)) = (who(floor, &parsed).await, &screens.talk) else {
        return nothing();
    };
    let visit = visit(floor, &parsed, *who, Form::default());
    let open = floor.standings.stays_open(visit.who.sign_in, visit.now);
    if visit.who.asker.role != Role::Client || !open {
        return nothing();
    }
    let Some(line) = line else {
        return live::not_asked_for();
    };
    let Ok(act) = open_own(&visit, known.sections).await else {
        return nothing();
    };
    let standing = ClientVisit {
        place: floor.standings.inside(visit.who.sign_in),
        visit,
        known: Arc::clone(&screens.names),
    };
    let answer = (known.does)(standing, act, line).await;
    answer.unwrap_or_else(|_| nothing())
}

/// Goes to a place: in front of where one is, if it needs no unlock.
fn stand(screens: &Screens, visit: &Visit, place: Place) {
    let (standings, sign_in) = (&visit.floor.standings, visit.who.sign_in);
    if screens.is_locked(&place) {
        standings.go(sign_in, place);
    } else {
        standings.put_in_front(sign_in, place);
    }
}

async fn run(screens: &Screens, visit: &Visit) -> Answer {
    let (floor, sign_in) = (&visit.floor, visit.who.sign_in);
    let doing = visit.form.get("do").unwrap_or_default().to_owned();
    match doing.as_str() {
        "unlock" => return unlock(screens, visit).await,
        "open" => {
            floor.standings.clear_front(sign_in);
            return Ok(shell::see_other("/"));
        }
        "lock" => {
            floor.standings.lock(sign_in, visit.now);
            floor.own_keys.close(sign_in);
            floor.standings.put_in_front(sign_in, Place::at(COVER));
            return Ok(shell::see_other("/"));
        }
        "hide" => return hide(visit).await,
        "here" => {
            floor.standings.stays_open(sign_in, visit.now);
            return Ok(StatusCode::NO_CONTENT.into_response());
        }
        _ => {}
    }
    // The name of a screen means: go there.
    if let Some(screen) = screens.named(&doing) {
        let about = visit.form.get("about").and_then(RecordId::parse);
        let place = Place {
            screen,
            about,
            said: None,
        };
        // Whoever has not unlocked does not move what is behind the lock.
        if screens.is_locked(&place) && !floor.standings.stays_open(sign_in, visit.now) {
            floor.standings.clear_front(sign_in);
            return Ok(shell::lock(visit, None, StatusCode::LOCKED).await);
        }
        stand(screens, visit, place);
        return Ok(shell::see_other("/"));
    }
    let known = screens
        .acts
        .get(doing.as_str())
        .ok_or(Trouble::NotUnderstood)?;
    let open = floor.standings.stays_open(sign_in, visit.now);
    if known.locked && !open {
        return hold(screens, visit).await;
    }
    // Words belong to the screen they are written on, also when something stands in front of it.
    let place = if known.locked || doing == "draft" {
        floor.standings.inside(sign_in)
    } else {
        floor.standings.place(sign_in)
    };
    done(screens, known, visit, place, open).await
}

/// Does an act and answers with where it leads.
async fn done(
    screens: &Screens,
    known: &Known<Do>,
    visit: &Visit,
    place: Place,
    open: bool,
) -> Answer {
    let quiet = quiet_of(visit, open).await?;
    let act = open_own(visit, known.sections).await?;
    let mut standing = ClientVisit {
        visit: visit.clone(),
        place: place.clone(),
        known: Arc::clone(&screens.names),
    };
    if known.takes == Takes::Words {
        standing.visit.form.drop_files();
    }
    match (known.does)(standing, act).await? {
        Next::Go(place) => {
            stand(screens, visit, place);
            Ok(shell::see_other("/"))
        }
        Next::Stay(html) if open && screens.is_locked(&place) => Ok(shell::client(
            visit,
            &place,
            &html,
            StatusCode::UNPROCESSABLE_ENTITY,
            &quiet,
            &screens.ways(place.screen),
        )
        .await),
        Next::Stay(html) => {
            Ok(shell::cover(visit, &place, &html, StatusCode::UNPROCESSABLE_ENTITY).await)
        }
        Next::Quiet => Ok(StatusCode::NO_CONTENT.into_response()),
        Next::Locked => Ok(shell::lock(visit, None, StatusCode::LOCKED).await),
        Next::File(file) => Ok(file.into_response()),
    }
}

/// The page went out of sight: what was being written is kept, and the lock is on. It is on even if
/// the words could not be kept; the script is told, and still has them.
async fn hide(visit: &Visit) -> Answer {
    let (standings, sign_in) = (&visit.floor.standings, visit.who.sign_in);
    standings.lock(sign_in, visit.now);
    let kept = keep_hidden(visit).await;
    visit.floor.own_keys.close(sign_in);
    kept
}

async fn keep_hidden(visit: &Visit) -> Answer {
    if visit.form.fields().iter().any(|(name, _)| name != "do") {
        let place = visit.floor.standings.inside(visit.who.sign_in);
        let act = open_own(visit, DRAFTS).await?;
        let standing = ClientVisit {
            visit: visit.clone(),
            place,
            known: Arc::default(),
        };
        draft::keep(standing, act).await?;
    }
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Something was sent while the lock was on: it is kept, and the lock is shown. Not "look
/// elsewhere": nothing has been done, and nothing may look as if it had. What was kept so before
/// goes back to its own screen.
async fn hold(screens: &Screens, visit: &Visit) -> Answer {
    let sign_in = visit.who.sign_in;
    if draft::is_own(&visit.form) {
        draft::keep_own(visit, &visit.floor.standings.inside(sign_in)).await?;
        visit.floor.own_keys.close(sign_in);
        visit.floor.standings.clear_front(sign_in);
        return Ok(shell::lock(visit, None, StatusCode::LOCKED).await);
    }
    let mut act = open_own(visit, DRAFTS).await?;
    if let Some(earlier) = draft::held(&act).await?
        && let Some(place) = place_of(screens, &earlier)
    {
        draft::put_back(&mut act, &place, earlier).await?;
    }
    let place = visit.floor.standings.inside(sign_in);
    let held = Held {
        screen: place.screen.to_owned(),
        about: place.about,
        fields: visit.form.held(),
    };
    draft::hold(&mut act, &held)?;
    act.done().await?;
    visit.floor.standings.clear_front(sign_in);
    Ok(shell::lock(visit, None, StatusCode::LOCKED).await)
}

/// Where it was written, if the service has that screen.
fn place_of(screens: &Screens, held: &Held) -> Option<Place> {
    screens.named(&held.screen).map(|screen| Place {
        screen,
        about: held.about,
        said: None,
    })
}

async fn unlock(screens: &Screens, visit: &Visit) -> Answer {
    let floor = &visit.floor;
    let (standings, sign_in) = (&floor.standings, visit.who.sign_in);
    let wrong = match floor.sign_ins.unlock(&visit.who, &visit.form).await? {
        Unlocked::Yes => None,
        Unlocked::No => Some(("lock-wrong", StatusCode::UNPROCESSABLE_ENTITY)),
        Unlocked::TooMany => Some(("lock-too-many", StatusCode::TOO_MANY_REQUESTS)),
    };
    if let Some((said, status)) = wrong {
        return Ok(shell::lock(visit, Some(said), status).await);
    }
    // What only their own word opens was closed when the lock came on.
    if !standings.is_open(sign_in, visit.now) {
        floor.own_keys.close(sign_in);
    }
    standings.open(sign_in, visit.now);
    standings.clear_front(sign_in);
    let mut act = open_own(visit, DRAFTS).await?;
    let held = draft::held(&act).await?;
    if let Some(held) = held {
        return after(screens, visit, act, held).await;
    }
    // Nobody is asked to begin in the middle of something.
    if screens.named(BEGIN).is_some()
        && standings.inside(sign_in) == Place::default()
        && !draft::has_begun(&act).await?
    {
        draft::begin(&mut act, visit.now)?;
        // Where nothing can be saved, reading must still be possible: then it is asked next time.
        if act.done().await.is_ok() {
            standings.go(sign_in, Place::at(BEGIN));
        }
    }
    Ok(shell::see_other("/"))
}

/// Nothing from behind the lock is shown before it is known what its owner does not want to meet.
async fn quiet_of(visit: &Visit, open: bool) -> Result<Arc<Quiet>, Trouble> {
    if !open {
        return Ok(Arc::default());
    }
    if let Some(quiet) = quiet::held(visit) {
        return Ok(quiet);
    }
    let act = open_own(visit, DRAFTS).await?;
    Ok(quiet::read(visit, &act).await?)
}

/// What was sent while the lock was on is never done by itself: anyone at the device could have sent
/// it. Whoever unlocked stands where it was written, with the words there, and is told.
async fn after(screens: &Screens, visit: &Visit, mut act: Act, held: Held) -> Answer {
    let place = place_of(screens, &held);
    if let Some(place) = &place {
        draft::put_back(&mut act, place, held).await?;
    }
    draft::let_go(&mut act)?;
    act.done().await?;
    if let Some(place) = place {
        stand(screens, visit, place.saying("lock-held"));
    }
    Ok(shell::see_other("/"))
}

pub(crate) async fn open_own(visit: &Visit, sections: Sections) -> Result<Act, Trouble> {
    let asker = visit.who.asker;
    let own = care::ClientId::of(asker.person);
    let access = visit
        .floor
        .vault
        .decide(asker, own, sections, Purpose::OwnRecord)
        .await??;
    Ok(Act::open(&visit.floor.vault, access).await?)
}
