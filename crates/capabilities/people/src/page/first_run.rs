//! Setting the service up, one thing on each page, in the order in which it must be right: what the
//! service is called and where Exit leads, where the root key is, the recovery shares and a
//! rehearsal of them, who can read process notes, and the first lead. One address; where it stands
//! is on the server, so that it can be left and taken up again.

mod held;

use self::held::{cookie_name, holding, let_go};
use super::fields::{Choice, Field, chosen, language, new_id, newcomer};
use super::sheet::{Asked, Sheet};
use super::{carried, front};
use crate::admit::{AdmitError, NewStaff, admit_the_first};
use crate::desk::{Offered, SignInDesk, SignInError};
use crate::first_run::{At, ChoicesV1, Named, NotSo, NotYours, SetUpV1, at, looked_over, with};
use crate::rules::Wrong;
use askama::Template;
use axum::http::{StatusCode, header};
use axum::response::Response;
use care::{PersonId, Private, Role};
use pages::layout::Tone;
use pages::shell::{bare, see_other};
use pages::{Answer, Arrival, Form, Html, Language, Settings, Trouble, Words};
use sealed::Kept;
use sealed::engine::CommitError;
use sealed::shares::Share;
use std::sync::Arc;

const AT: &str = "/set-up";
/// The shares that can be chosen: how many are needed, of how many.
const SHARES: [(&str, u8, u8); 2] = [("2-3", 2, 3), ("3-5", 3, 5)];
/// The names of the fields into which shares are typed back.
const TYPED: [&str; 3] = ["share-1", "share-2", "share-3"];

/// A page of the set-up, in the language its forms have chosen.
struct Run<'a> {
    desk: &'a SignInDesk,
    arrival: &'a Arrival,
    words: Words,
}

impl<'a> Run<'a> {
    fn of(desk: &'a SignInDesk, arrival: &'a Arrival, state: Option<&SetUpV1>) -> Self {
        let before = state.and_then(|state| state.chosen.language.as_deref());
        let before = before.and_then(Language::from_tag).map(Words::new);
        let words = Words::new(chosen(before.unwrap_or(arrival.words), &arrival.form));
        Self {
            desk,
            arrival,
            words,
        }
    }

    fn form(&self) -> &Form {
        &self.arrival.form
    }

    fn answer(&self, sheet: &Sheet) -> Response {
        let status = if sheet.is_wrong() {
            StatusCode::UNPROCESSABLE_ENTITY
        } else {
            StatusCode::OK
        };
        bare(&self.arrival.floor, self.words, sheet.html(), status)
    }

    /// A page with its place among the steps.
    fn step(&self, here: At, title: &str) -> Sheet {
        let asked = self.desk.given() != crate::first_run::Given::ALL;
        let n = match here {
            At::Service => 1,
            At::Key => 1 + i64::from(asked),
            At::Shares | At::Rehearsal => 2 + i64::from(asked),
            At::Notes => 3 + i64::from(asked),
            At::Lead => 4 + i64::from(asked),
        };
        let all = 4 + i64::from(asked);
        let put = [("n", n.into()), ("all", all.into())];
        let mut sheet = Sheet::new(self.words.say(title));
        sheet.kicker = Some(self.words.say_with("trust-run-step", &put));
        sheet
    }

    /// The page on which the code is asked for.
    fn code(&self, wrong: Option<NotYours>) -> Response {
        let words = self.words;
        let said = wrong.map(|wrong| {
            words.say(match wrong {
                NotYours::Code => "people-wrong-code",
                NotYours::Held => "trust-run-held",
                NotYours::TooMany => "trust-run-too-many",
            })
        });
        let field = Field::new(words, "code", self.form())
            .hint(words.say("people-hint-code"))
            .wrong(said);
        let mut sheet = Sheet::new(words.say("people-set-up-title"))
            .saying(words.say("trust-run-words"))
            .asking(Asked::new(words, AT, "code", "trust-run-on").fields(vec![field]));
        sheet.kicker = Some(self.arrival.floor.settings.name.clone());
        self.answer(&sheet)
    }

    fn service(&self, state: &SetUpV1, wrong: &[NotSo]) -> Sheet {
        let (words, given) = (self.words, self.desk.given());
        let settings = &self.arrival.floor.settings;
        let known = &state.chosen;
        let field = |name: &'static str, before: &Option<String>, otherwise: &str, not: NotSo| {
            let wrong = wrong.contains(&not);
            let mut field = Field::new(words, name, self.form())
                .hint(words.say(&format!("trust-run-hint-{name}")))
                .wrong(wrong.then(|| words.say(&format!("trust-run-wrong-{name}"))));
            if field.value.is_empty() && !wrong {
                field.value = before.clone().unwrap_or_else(|| otherwise.to_owned());
            }
            field
        };
        let mut fields = Vec::new();
        if !given.name {
            fields.push(field("service", &known.name, &settings.name, NotSo::Name));
        }
        if !given.title {
            let title = &settings.neutral_title;
            fields.push(field("title", &known.title, title, NotSo::Title));
        }
        if !given.exit {
            fields.push(field("exit", &known.exit, &settings.exit_url, NotSo::Exit));
        }
        if !given.language {
            fields.push(language(words, self.form()));
        }
        if !given.zone {
            let zone = settings.zone.iana_name().unwrap_or("UTC");
            fields.push(field("zone", &known.zone, zone, NotSo::Zone));
        }
        self.step(At::Service, "trust-run-service")
            .saying(words.say("trust-run-service-words"))
            .asking(Asked::new(words, AT, "service", "trust-run-on").fields(fields))
    }

    fn key(&self) -> Sheet {
        let words = self.words;
        let source = self.desk.root_source();
        let place = match source {
            crate::first_run::RootSource::File(path) => path.clone(),
            _ => String::new(),
        };
        let where_it_is = words.say_with(
            &format!("trust-run-key-{}", source.code()),
            &[("place", (&place).into())],
        );
        self.step(At::Key, "trust-run-key")
            .saying(words.say("trust-run-key-words"))
            .saying(where_it_is)
            .saying(words.say("trust-run-key-lost"))
            .asking(Asked::new(words, AT, "key", "trust-run-key-read"))
    }

    fn shares(&self) -> Sheet {
        let words = self.words;
        let choices = SHARES.map(|(value, need, of)| Choice {
            value: value.to_owned(),
            words: words.say_with(
                "trust-run-shares-of",
                &[
                    ("need", i64::from(need).into()),
                    ("all", i64::from(of).into()),
                ],
            ),
        });
        let field = Field::new(words, "shares", self.form()).one_of(choices.into());
        self.step(At::Shares, "trust-run-shares")
            .saying(words.say("trust-run-shares-words"))
            .saying(words.say("trust-run-shares-who"))
            .asking(Asked::new(words, AT, "shares", "trust-run-shares-make").fields(vec![field]))
    }

    /// The shares, shown once, each on a sheet of its own.
    fn printed(&self, lines: &[String]) -> Sheet {
        let words = self.words;
        let shares = lines.iter().zip(1_i64..).map(|(line, n)| ShareSheet {
            title: words.say_with("trust-share-title", &[("n", n.into())]),
            line: line.clone(),
        });
        let shown = Html::of(&Shares {
            words,
            shares: shares.collect(),
        });
        self.step(At::Shares, "trust-run-printed")
            .saying(words.say("trust-run-printed-words"))
            .showing(shown)
            .asking(Asked::new(words, AT, "rehearse", "trust-run-printed-on"))
    }

    fn rehearsal(&self, need: u8, wrong: &[Option<String>]) -> Sheet {
        let words = self.words;
        let fields = TYPED.into_iter().take(usize::from(need));
        let fields = fields.enumerate().map(|(place, name)| {
            let wrong = wrong.get(place).cloned().flatten();
            Field::new(words, name, self.form()).wrong(wrong)
        });
        let put = [("need", i64::from(need).into())];
        let again = Asked::new(words, AT, "shares-again", "trust-run-again").plain();
        self.step(At::Rehearsal, "trust-run-rehearsal")
            .saying(words.say_with("trust-run-rehearsal-words", &put))
            .asking(
                Asked::new(words, AT, "rehearsal", "trust-run-rehearsal-do")
                    .fields(fields.collect()),
            )
            .asking(again)
    }

    fn notes(&self) -> Sheet {
        let words = self.words;
        let choices = ["service", "author"].map(|value| Choice {
            value: value.to_owned(),
            words: words.say(&format!("trust-run-notes-{value}")),
        });
        let field = Field::new(words, "notes", self.form()).one_of(choices.into());
        self.step(At::Notes, "trust-run-notes")
            .saying(words.say("trust-run-notes-words"))
            .saying(words.say("trust-run-notes-author-words"))
            .saying(words.say("trust-run-notes-service-words"))
            .asking(Asked::new(words, AT, "notes", "trust-run-on").fields(vec![field]))
    }

    fn lead(&self, wrong: &[Wrong]) -> Sheet {
        let words = self.words;
        let mut fields = newcomer(words, self.form(), wrong);
        // Here nobody is admitted by another: whoever reads this types it for themselves.
        if let Some(sign_in) = fields.iter_mut().find(|field| field.name == "sign-in") {
            sign_in.hint = Some(words.say("people-hint-own-sign-in"));
        }
        fields.push(language(words, self.form()));
        let (now, vault) = (self.arrival.now, &self.desk.vault);
        let new = new_id(self.form()).unwrap_or_else(|| PersonId::mint(now, vault.chance()));
        let form = Asked::new(words, AT, "lead", "people-set-up-do")
            .hidden("new", new.to_string())
            .fields(fields);
        let mut sheet = self
            .step(At::Lead, "trust-run-lead")
            .saying(words.say("people-set-up-words"))
            .saying(words.say("trust-run-lead-words"));
        sheet = sheet.asking(form);
        sheet
    }

    fn stands(&self, state: &SetUpV1) -> Sheet {
        match at(state, self.desk.given()) {
            At::Service => self.service(state, &[]),
            At::Key => self.key(),
            At::Shares => self.shares(),
            At::Rehearsal => self.rehearsal(state.need, &[]),
            At::Notes => {
                let opened = self.words.say("trust-run-rehearsed");
                self.notes().told(Tone::Kept, opened)
            }
            At::Lead => self.lead(&[]),
        }
    }
}

#[derive(Template)]
#[template(path = "shares.html")]
struct Shares {
    words: Words,
    shares: Vec<ShareSheet>,
}

struct ShareSheet {
    title: String,
    line: String,
}

/// The page, while nobody is here: where the set-up stands for whoever holds it, and the code for
/// everyone else.
pub(super) async fn show(desk: Arc<SignInDesk>, arrival: Arrival) -> Answer {
    if !desk.waits_for_set_up().await? {
        return Err(Trouble::Nothing);
    }
    let carried = carried::cookie(cookie_name(desk.https));
    match desk.own_set_up(carried.as_ref()).await? {
        None => Ok(Run::of(&desk, &arrival, None).code(None)),
        Some(state) => {
            let run = Run::of(&desk, &arrival, Some(&state.value));
            Ok(run.answer(&run.stands(&state.value)))
        }
    }
}

/// Someone goes on with the set-up.
pub(super) async fn go_on(desk: Arc<SignInDesk>, arrival: Arrival) -> Answer {
    if !desk.waits_for_set_up().await? {
        return Err(Trouble::Nothing);
    }
    let carried = carried::cookie(cookie_name(desk.https));
    let state = desk.own_set_up(carried.as_ref()).await?;
    let run = Run::of(&desk, &arrival, state.as_ref().map(|state| &state.value));
    let doing = arrival.form.get("do").unwrap_or_default();
    let Some(state) = state else {
        if doing != "code" {
            return Ok(run.code(None));
        }
        return take(&run, carried.as_ref()).await;
    };
    // What belongs to another step was sent twice, or from a page left open: it is shown where the
    // set-up stands.
    let stands = at(&state.value, desk.given());
    match (doing, stands) {
        ("service", At::Service) => named(&run, state).await,
        ("key", At::Key) => {
            let next = SetUpV1 {
                key_read: true,
                ..state.value.clone()
            };
            keep(&run, &state, next).await
        }
        ("shares", At::Shares) => make_shares(&run, state).await,
        ("shares-again", At::Rehearsal) => {
            let next = SetUpV1 {
                need: 0,
                ..state.value.clone()
            };
            keep(&run, &state, next).await
        }
        ("rehearsal", At::Rehearsal) => rehearse(&run, state).await,
        ("notes", At::Notes) => {
            let blind = arrival.form.get("notes") == Some("author");
            let next = SetUpV1 {
                notes_chosen: true,
                chosen: ChoicesV1 {
                    notes_blind: blind,
                    ..state.value.chosen.clone()
                },
                ..state.value.clone()
            };
            keep(&run, &state, next).await
        }
        ("lead", At::Lead) => first_lead(&run, &state.value).await,
        _ => Ok(see_other(AT)),
    }
}

async fn take(run: &Run<'_>, carried: Option<&Private<String>>) -> Answer {
    let typed = run.form().get("code").unwrap_or_default();
    let code = Private::new(typed.to_owned());
    match run
        .desk
        .take_set_up(&code, carried, run.arrival.from)
        .await?
    {
        Ok(token) => {
            let mut response = see_other(AT);
            if let Some(cookie) = holding(&token, run.desk.https) {
                response.headers_mut().append(header::SET_COOKIE, cookie);
            }
            Ok(response)
        }
        Err(NotYours::TooMany) => Err(Trouble::TooMany),
        Err(why) => Ok(run.code(Some(why))),
    }
}

/// Keeps the next step; one that someone else kept first is shown as it is.
async fn keep(run: &Run<'_>, was: &Kept<SetUpV1>, next: SetUpV1) -> Answer {
    match run.desk.keep_set_up(was.version, &next).await {
        Ok(()) | Err(SignInError::Commit(CommitError::Conflict)) => Ok(see_other(AT)),
        Err(error) => Err(error.into()),
    }
}

async fn named(run: &Run<'_>, state: Kept<SetUpV1>) -> Answer {
    let typed = |name: &str| run.form().words(name).unwrap_or_default().to_owned();
    let named = Named {
        name: typed("service"),
        title: typed("title"),
        exit: typed("exit"),
        language: run.words.language,
        zone: typed("zone"),
    };
    let given = run.desk.given();
    let wrong = looked_over(&named, given);
    if !wrong.is_empty() {
        return Ok(run.answer(&run.service(&state.value, &wrong)));
    }
    let unless = |given: bool, value: String| (!given).then_some(value);
    let chosen = ChoicesV1 {
        name: unless(given.name, named.name),
        title: unless(given.title, named.title),
        exit: unless(given.exit, named.exit),
        language: unless(given.language, named.language.tag().to_owned()),
        zone: unless(given.zone, named.zone),
        notes_blind: state.value.chosen.notes_blind,
    };
    let next = SetUpV1 {
        chosen,
        named: true,
        ..state.value.clone()
    };
    keep(run, &state, next).await
}

async fn make_shares(run: &Run<'_>, state: Kept<SetUpV1>) -> Answer {
    let asked = run.form().get("shares");
    let asked = SHARES.into_iter().find(|(value, ..)| asked == Some(*value));
    let Some((_, need, of)) = asked else {
        return Ok(run.answer(&run.shares()));
    };
    let next = SetUpV1 {
        need,
        rehearsed: false,
        ..state.value.clone()
    };
    match run.desk.keep_set_up(state.version, &next).await {
        Ok(()) => {}
        Err(SignInError::Commit(CommitError::Conflict)) => return Ok(see_other(AT)),
        Err(error) => return Err(error.into()),
    }
    let lines = run
        .desk
        .make_shares(need, of)
        .await
        .map_err(Trouble::Fault)?;
    Ok(run.answer(&run.printed(&lines)))
}

async fn rehearse(run: &Run<'_>, state: Kept<SetUpV1>) -> Answer {
    let (words, need) = (run.words, state.value.need);
    let (mut shares, mut wrong) = (Vec::new(), Vec::new());
    for name in TYPED.into_iter().take(usize::from(need)) {
        match Share::parse(run.form().get(name).unwrap_or_default()) {
            Ok(share) => {
                shares.push(share);
                wrong.push(None);
            }
            Err(_) => wrong.push(Some(words.say("trust-run-share-wrong"))),
        }
    }
    if wrong.iter().all(Option::is_none) && !run.desk.shares_open(&shares).await? {
        wrong = vec![Some(words.say("trust-run-shares-wrong"))];
    }
    if wrong.iter().any(Option::is_some) {
        return Ok(run.answer(&run.rehearsal(need, &wrong)));
    }
    let next = SetUpV1 {
        rehearsed: true,
        ..state.value.clone()
    };
    keep(run, &state, next).await
}

/// The last step: the choices are kept, the first lead is admitted, and both hold from here on.
async fn first_lead(run: &Run<'_>, state: &SetUpV1) -> Answer {
    let (desk, form) = (run.desk, run.form());
    let typed = |name: &str| Private::new(form.get(name).unwrap_or_default().to_owned());
    let new = NewStaff {
        id: new_id(form),
        name: typed("name"),
        role: Role::ServiceLead,
        language: chosen(run.words, form),
        sign_in_name: typed("sign-in"),
        passphrase: typed("passphrase"),
    };
    // Before anyone is here, so that a service that is set up is always one that has chosen.
    desk.keep_choices(&state.chosen).await?;
    match admit_the_first(&desk.vault, &desk.passphrases, &new).await {
        // Sent twice, or someone else was first: either way there is a lead now, and a door.
        Ok(_) | Err(AdmitError::NotTheFirst) => {}
        Err(AdmitError::Wrong(wrong)) => return Ok(run.answer(&run.lead(&wrong))),
        Err(error) => return Err(error.into()),
    }
    let settings: Settings = run.arrival.floor.settings.clone();
    let settings = with(settings, &state.chosen, desk.given());
    run.arrival.floor.settings.settle(settings);
    let mut response = come_in(desk, run.arrival, &new).await;
    if let Some(cookie) = let_go(desk.https) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

/// The first lead comes in at once, and is asked for a second way as everyone who works here is.
async fn come_in(desk: &SignInDesk, arrival: &Arrival, new: &NewStaff) -> Response {
    let offered = Offered {
        sign_in_name: new.sign_in_name.clone(),
        passphrase: new.passphrase.clone(),
        from: arrival.from,
        device: None,
        second: None,
    };
    match desk.sign_in(offered).await {
        Ok(entered) => front::let_in(desk, &entered, "/").await,
        Err(_) => see_other("/"),
    }
}
