//! The guard: turns declared routes into a server. Everything that must hold for every page is
//! done here once: who is asking, what they may open, the ledger line before the page, the headers
//! that keep a page out of caches and other sites' hands, and what is said when something fails.

mod client;

pub(crate) use client::open_own;

use crate::client_shell::{ClientVisit, LIVE, PICTURE, Screens};
use crate::cookies;
use crate::draft;
use crate::floor::{FRESH, Floor, SignedIn, SoFar};
use crate::form::Form;
use crate::live::{self, Line};
use crate::multipart;
use crate::posted::{GO_ON, Posted};
use crate::quiet;
use crate::route::{Answer, Handler, Purposes, Routes, Takes, Verb};
use crate::shell;
use crate::trouble::Trouble;
use crate::visit::{Arrival, Parsed, Visit, WrongBody, words};
use crate::words::{Language, Words};
use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodFilter, any, on};
use care::{Moment, PersonId, Role, Section, Sections};
use sealed::Act;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::{Instant, sleep_until};

/// Everything the service serves.
pub struct Site {
    floor: Arc<Floor>,
    routes: Routes,
    screens: Screens,
}

impl Site {
    /// A site of these routes and client screens.
    pub fn new(floor: Arc<Floor>, routes: Routes, screens: Screens) -> Self {
        let drafts = Sections::of(&[Section::Drafts]);
        let screens = screens
            .cover_act("draft", drafts, draft::keep)
            .act("stop", drafts, draft::stop)
            .act(quiet::SHOW, drafts, quiet::show)
            .act(quiet::HIDE, drafts, quiet::hide)
            .complete();
        Self {
            floor,
            routes: routes.and(crate::offline::routes()),
            screens,
        }
    }

    /// The table of every route, screen and act with what it needs.
    pub fn declared(&self) -> Vec<crate::route::Declared> {
        let mut all = self.routes.declared();
        all.extend(self.screens.declared());
        all
    }

    /// The router that serves it.
    pub fn into_router(self) -> Router {
        let mut router = Router::new();
        for (verb, path, handler) in self.routes.all {
            let floor = Arc::clone(&self.floor);
            let service = move |request: Request| {
                let (floor, handler) = (Arc::clone(&floor), handler.clone());
                async move { serve(&floor, &handler, request).await }
            };
            router = router.route(path, on(filter(verb), service));
        }
        let screens = Arc::new(self.screens);
        let (pictures, screens_have_pictures) = (Arc::clone(&screens), screens.pictures.is_some());
        let talking = Arc::clone(&screens);
        let floor = Arc::clone(&self.floor);
        let client = move |request: Request| {
            let (floor, screens) = (Arc::clone(&floor), Arc::clone(&screens));
            async move { client::serve(&floor, &screens, request).await }
        };
        router = router.route("/", on(MethodFilter::GET.or(MethodFilter::POST), client));
        if screens_have_pictures {
            let floor = Arc::clone(&self.floor);
            let picture = move |request: Request| {
                let (floor, screens) = (Arc::clone(&floor), Arc::clone(&pictures));
                async move { client::picture(&floor, &screens, request).await }
            };
            router = router.route(PICTURE, on(MethodFilter::GET, picture));
        }
        if talking.talk.is_some() {
            let floor = Arc::clone(&self.floor);
            let talk = move |request: Request| {
                let (floor, screens) = (Arc::clone(&floor), Arc::clone(&talking));
                async move { client::talk(&floor, &screens, request).await }
            };
            router = router.route(LIVE, on(MethodFilter::GET, talk));
        }
        let floor = Arc::clone(&self.floor);
        router = router.route(
            "/x",
            on(MethodFilter::POST, move |request| {
                leave(floor.clone(), request)
            }),
        );
        let floor = Arc::clone(&self.floor);
        let go = move |request: Request| go_on(floor.clone(), request);
        router = router.route(GO_ON, on(MethodFilter::GET, go));
        let floor = Arc::clone(&self.floor);
        let manifest = move || async move { crate::manifest::answer(&floor.settings) };
        router = router.route(crate::manifest::PATH, on(MethodFilter::GET, manifest));
        let asset = |request: Request| async move { crate::assets::answer(request.uri().path()) };
        router = router.route("/a/{file}", on(MethodFilter::GET, asset));
        let floor = Arc::clone(&self.floor);
        router = router.fallback(any(move |request| nothing_here(floor.clone(), request)));
        crate::headers::around(router, &self.floor)
    }
}

const fn filter(verb: Verb) -> MethodFilter {
    match verb {
        Verb::Get => MethodFilter::GET,
        Verb::Post => MethodFilter::POST,
    }
}

/// Reads a request. A form with files is read only where one is taken, and only of someone who is
/// signed in: nobody else has memory held for them.
async fn read(floor: &Floor, request: Request, takes: Takes) -> Parsed {
    let (mut parsed, body) = Parsed::head(request).await;
    if parsed.method != axum::http::Method::POST {
        return parsed;
    }
    let parts = multipart::boundary(&parsed.headers).filter(|_| takes == Takes::Files);
    parsed.form = match parts {
        Some(boundary) => match signed_in(floor, &parsed).await {
            Some(person) => multipart::read(&boundary, body, &floor.large, person).await,
            None => words(&parsed.headers, body).await,
        },
        None => words(&parsed.headers, body).await,
    };
    parsed
}

async fn signed_in(floor: &Floor, parsed: &Parsed) -> Option<PersonId> {
    let token = parsed.cookie(cookies::sign_in_name(floor.settings.https));
    let left = parsed.cookie(cookies::LEFT).is_some();
    let token = token.filter(|_| !left)?;
    let who = floor.sign_ins.who(token).await.ok()??;
    Some(who.asker.person)
}

/// Who someone turned out to be.
enum Who {
    Nobody,
    /// They left; whatever cookie they still carry is dead.
    Left,
    Someone(Box<SignedIn>),
}

async fn who(floor: &Floor, parsed: &Parsed) -> Result<Who, Trouble> {
    let Some(token) = parsed.cookie(cookies::sign_in_name(floor.settings.https)) else {
        return Ok(Who::Nobody);
    };
    // The flag was set on this device in the task that left. Whatever happened to the request that
    // should have told us, from here on the sign-in is over.
    if parsed.cookie(cookies::LEFT).is_some() {
        floor.sign_ins.end(token).await;
        return Ok(Who::Left);
    }
    let found = floor.sign_ins.who(token).await?;
    Ok(found.map_or(Who::Nobody, |signed_in| Who::Someone(Box::new(signed_in))))
}

fn arrival(floor: &Arc<Floor>, parsed: &Parsed) -> Arrival {
    let language = parsed
        .wanted_language()
        .map_or(floor.settings.language, Language::wanted);
    Arrival {
        floor: Arc::clone(floor),
        words: Words::new(language),
        form: parsed.form.clone().unwrap_or_default(),
        path: parsed.path.clone(),
        partial: parsed.partial(),
        now: floor.vault.now(),
        from: parsed.from,
    }
}

fn visit(floor: &Arc<Floor>, parsed: &Parsed, who: SignedIn, form: Form) -> Visit {
    Visit {
        floor: Arc::clone(floor),
        words: Words::new(who.language),
        who,
        form,
        path: parsed.path.clone(),
        query: parsed.query.clone(),
        partial: parsed.partial(),
        now: floor.vault.now(),
    }
}

fn form_of(parsed: &Parsed) -> Result<Form, Trouble> {
    parsed.form.clone().map_err(|wrong| match wrong {
        WrongBody::TooLarge => Trouble::TooLarge,
        WrongBody::NotUnderstood => Trouble::NotUnderstood,
    })
}

async fn serve(floor: &Arc<Floor>, handler: &Handler, request: Request) -> Response {
    let (line, request) = match handler {
        Handler::Live(..) => Line::of(request).await,
        _ => (None, request),
    };
    let parsed = read(floor, request, handler.takes()).await;
    if let Handler::Open(handler) = handler {
        let arrival = arrival(floor, &parsed);
        let words = arrival.words;
        let answer = match form_of(&parsed) {
            Ok(_) => handler(arrival).await,
            Err(trouble) => Err(trouble),
        };
        return answer.unwrap_or_else(|trouble| shell::bare_trouble(floor, words, &trouble));
    }
    let who = match who(floor, &parsed).await {
        Ok(Who::Someone(who)) => *who,
        Ok(Who::Nobody) => return to_front(),
        Ok(Who::Left) => return forget_cookie(floor, to_front()),
        Err(trouble) => return shell::bare_trouble(floor, floor.words(), &trouble),
    };
    if !matches!(handler, Handler::Second(..))
        && let Some(elsewhere) = not_whole(&who, &parsed)
    {
        hold(floor, handler, &who, &parsed);
        return elsewhere;
    }
    let form = match form_of(&parsed) {
        Ok(form) => form,
        Err(trouble) => {
            return shell::trouble(&visit(floor, &parsed, who, Form::default()), &trouble).await;
        }
    };
    carry_out(handler, visit(floor, &parsed, who, form), line).await
}

/// Carries out what a route is for, for someone who is signed in.
async fn carry_out(handler: &Handler, visit: Visit, line: Option<Line>) -> Response {
    let answer: Answer = match handler {
        Handler::Open(_) => Err(Trouble::Nothing),
        Handler::Role(roles, handler) | Handler::Second(roles, handler) => {
            if roles.contains(&visit.who.asker.role) {
                handler(visit.clone()).await
            } else {
                Err(Trouble::Nothing)
            }
        }
        Handler::Record(sections, purposes, _, handler) => {
            match open_record(&visit, *sections, purposes).await {
                Ok(act) => handler(visit.clone(), act).await,
                Err(trouble) => Err(trouble),
            }
        }
        Handler::Live(sections, purposes, handler) => {
            match (open_record(&visit, *sections, purposes).await, line) {
                (Ok(act), Some(line)) => handler(visit.clone(), act, line).await,
                (Ok(_), None) => Ok(live::not_asked_for()),
                (Err(trouble), _) => Err(trouble),
            }
        }
    };
    match answer {
        Ok(response) => response,
        Err(trouble) => shell::trouble(&visit, &trouble).await,
    }
}

/// Where someone who works here goes first whose sign-in is not whole, whatever they asked for.
fn not_whole(who: &SignedIn, parsed: &Parsed) -> Option<Response> {
    if who.asker.role == Role::Client {
        return None;
    }
    match who.so_far {
        SoFar::In => None,
        SoFar::NeedsSecond | SoFar::NeedsASecondWay => Some(shell::see_other("/second")),
        SoFar::Resting if parsed.method == axum::http::Method::GET => {
            Some(shell::again(&parsed.target))
        }
        SoFar::Resting => Some(shell::again(GO_ON)),
    }
}

/// Holds what someone sent while their sign-in rested, until they have proven who they are.
fn hold(floor: &Floor, handler: &Handler, who: &SignedIn, parsed: &Parsed) {
    let now = floor.vault.now();
    floor.posted.tidy(now);
    let sent = parsed.method == axum::http::Method::POST && who.so_far == SoFar::Resting;
    let (true, Ok(form)) = (sent, &parsed.form) else {
        return;
    };
    let places = (parsed.path.clone(), parsed.query.clone());
    let person = who.asker.person;
    let posted = Posted::new(person, now, handler.clone(), places, &form.held());
    floor.posted.hold(who.sign_in, posted);
}

/// Carries out what was held, as if it were sent now. It never counts as freshly proven: whoever
/// stood at the desk while it rested may have sent it.
async fn go_on(floor: Arc<Floor>, request: Request) -> Response {
    let parsed = Parsed::read(request).await;
    let who = match who(&floor, &parsed).await {
        Ok(Who::Someone(who)) => *who,
        Ok(Who::Nobody) => return to_front(),
        Ok(Who::Left) => return forget_cookie(&floor, to_front()),
        Err(trouble) => return shell::bare_trouble(&floor, floor.words(), &trouble),
    };
    if let Some(elsewhere) = not_whole(&who, &parsed) {
        return elsewhere;
    }
    let now = floor.vault.now();
    let held = floor.posted.take(who.sign_in, who.asker.person, now);
    let Some(mut posted) = held else {
        return to_front();
    };
    let who = SignedIn {
        proven: Moment::from_millis(now.millis() - FRESH),
        ..who
    };
    let form = Form::new(posted.take_fields());
    let visit = Visit {
        path: posted.path.clone(),
        query: posted.query.clone(),
        ..visit(&floor, &parsed, who, form)
    };
    carry_out(&posted.handler, visit, None).await
}

/// A no is said at the end of a step of this length, whatever it is about: many times longer than a
/// reading takes, and too short to be felt. This project's own choice. The vault reads as much for
/// nobody as for somebody; this hides what is left.
const A_NO_TAKES: Duration = Duration::from_millis(25);

/// When a no is said that was found this long after it was asked for: at the end of the step it fell
/// into, so that all of one step are said at one time.
fn said_after(found_after: Duration) -> Duration {
    let begun = found_after.as_nanos() / A_NO_TAKES.as_nanos();
    let steps = u32::try_from(begun).unwrap_or(u32::MAX).saturating_add(1);
    A_NO_TAKES.saturating_mul(steps)
}

async fn open_record(
    visit: &Visit,
    sections: Sections,
    purposes: Purposes,
) -> Result<Act, Trouble> {
    let asker = visit.who.asker;
    let purpose = purposes
        .iter()
        .find(|(role, _)| *role == asker.role)
        .map(|(_, purpose)| *purpose);
    let (Some(purpose), Some(client)) = (purpose, visit.client()) else {
        return Err(Trouble::Nothing);
    };
    let began = Instant::now();
    let decided = visit
        .floor
        .vault
        .decide(asker, client, sections, purpose)
        .await?;
    let access = match decided {
        Ok(access) => access,
        Err(refused) => {
            sleep_until(began + said_after(began.elapsed())).await;
            return Err(refused.into());
        }
    };
    Ok(Act::open(&visit.floor.vault, access).await?)
}

fn to_front() -> Response {
    shell::see_other("/")
}

fn forget_cookie(floor: &Floor, mut response: Response) -> Response {
    if let Some(cookie) = cookies::clear_sign_in(floor.settings.https) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// Leaving. Ends the sign-in, changes the cookie, and goes to the everyday site. Without
/// JavaScript this is a form's own answer; with it, nobody waits for it, and it brings along the
/// words that were not kept yet.
async fn leave(floor: Arc<Floor>, request: Request) -> Response {
    let parsed = Parsed::read(request).await;
    if let Some(token) = parsed.cookie(cookies::sign_in_name(floor.settings.https)) {
        let words = last_words(&floor, &parsed, token).await;
        floor.sign_ins.end(token).await;
        // After the end: whatever becomes of the words, the sign-in is over.
        if let Some(visit) = words {
            keep_last_words(visit).await;
        }
    }
    let to = HeaderValue::from_str(&floor.settings.exit_url)
        .unwrap_or_else(|_| HeaderValue::from_static("about:blank"));
    let response = (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response();
    forget_cookie(&floor, response)
}

/// The draft that came along with leaving, and whose it is. The device has marked that it left
/// before it sent this, so here, and only here, the mark does not stand in the way: all that can
/// be done with it is to add to a draft, and nothing is shown.
async fn last_words(floor: &Arc<Floor>, parsed: &Parsed, token: &str) -> Option<ClientVisit> {
    let form = parsed.form.as_ref().ok()?;
    if form.get("do") != Some("draft") {
        return None;
    }
    let who = floor.sign_ins.who(token).await.ok().flatten()?;
    if who.asker.role != Role::Client {
        return None;
    }
    let place = floor.standings.inside(who.sign_in);
    let visit = visit(floor, parsed, who, form.clone());
    Some(ClientVisit {
        visit,
        place,
        known: Arc::default(),
    })
}

async fn keep_last_words(visit: ClientVisit) {
    let kept = match client::open_own(&visit.visit, Sections::of(&[Section::Drafts])).await {
        Ok(act) => draft::keep(visit, act).await,
        Err(trouble) => Err(trouble),
    };
    if kept.is_err() {
        tracing::warn!("the words that came with an exit could not be kept");
    }
}

async fn nothing_here(floor: Arc<Floor>, request: Request) -> Response {
    let parsed = Parsed::read(request).await;
    match who(&floor, &parsed).await {
        Ok(Who::Someone(who)) if not_whole(&who, &parsed).is_none() => {
            let visit = visit(&floor, &parsed, *who, Form::default());
            shell::trouble(&visit, &Trouble::Nothing).await
        }
        _ => shell::bare_trouble(&floor, arrival(&floor, &parsed).words, &Trouble::Nothing),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_no_of_one_step_is_said_at_one_time() {
        for (found, said) in [(0, 25), (1, 25), (24_999, 25), (25_000, 50), (61_000, 75)] {
            let said = Duration::from_millis(said);
            assert_eq!(said_after(Duration::from_micros(found)), said, "{found}");
        }
        assert!(said_after(Duration::MAX) > Duration::from_hours(1));
    }
}
