//! Making a new way in for someone who has lost theirs: the staff's half, with every step told in
//! words, and the page on which the person uses the code that was handed to them.

use super::fields::Field;
use super::my::wrong_passphrase;
use super::sheet::{Above, Asked, Sheet, Way, large};
use super::to_put_right;
use crate::called::client_name;
use crate::desk::SignInDesk;
use crate::directory::{self, Person};
use crate::recognition::recognition_phrase;
use crate::rules::PASSPHRASE_MIN;
use crate::way_back::{self, How, SetInError, Step, WayBack, WayBackError};
use axum::http::StatusCode;
use axum::response::Response;
use care::{ClientId, Private, Purpose, Role};
use pages::layout::{Notice, Tone};
use pages::shell::{bare, see_other, staff};
use pages::{Answer, Arrival, Html, Trouble, Visit, Words};
use sealed::Act;
use std::sync::Arc;

impl From<WayBackError> for Trouble {
    fn from(error: WayBackError) -> Self {
        match error {
            WayBackError::NotThePhrase | WayBackError::NoPhrase => Self::NotUnderstood,
            WayBackError::TooMany => Self::TooMany,
            WayBackError::NotAllowed => Self::Nothing,
            WayBackError::NotNow => Self::Older,
            WayBackError::Hashing(error) => crate::desk::SignInError::from(error).into(),
            WayBackError::Read(error) => error.into(),
            WayBackError::Commit(error) => error.into(),
        }
    }
}

/// What is to be said at the forms.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Said {
    #[default]
    Nothing,
    NotThePhrase,
    NoPhrase,
    TooMany,
}

/// The forms of a new way in, for the person whose record the act opens. `at` is the address below
/// which they are posted.
pub(super) async fn forms(
    sheet: Sheet,
    visit: &Visit,
    person: &Person,
    at: &str,
    said: Said,
) -> Result<Sheet, Trouble> {
    let (words, vault) = (visit.words, &visit.floor.vault);
    let way = way_back::way_back(vault, person.person).await?;
    let stopped = way.as_ref().is_some_and(|way| way.step == Step::Stopped);
    let Some(way) = way.filter(WayBack::goes_on) else {
        let told = stopped.then(|| words.say("trust-back-stopped"));
        let sheet = told.into_iter().fold(sheet, Sheet::saying);
        return Ok(begin(sheet, visit, at, said));
    };
    let names = directory::names_of(vault, &[way.began_by]).await?;
    let by = names.get(&way.began_by).cloned();
    let by = by.unwrap_or_else(|| words.say("people-someone"));
    let (began, ready, lapses) = (
        visit.day_and_time(way.began),
        visit.day_and_time(way.ready),
        visit.day_and_time(way.lapses),
    );
    let told = words.say_with(
        "trust-back-goes-on",
        &[
            ("who", (&by).into()),
            ("began", (&began).into()),
            ("ready", (&ready).into()),
            ("lapses", (&lapses).into()),
        ],
    );
    let mut sheet = sheet.saying(told);
    let is_lead = person.role == Role::ServiceLead;
    let mine = way.began_by == visit.who.asker.person;
    if is_lead && way.second.is_none() {
        sheet = sheet.saying(words.say("trust-back-needs-second"));
        if mine {
            sheet = sheet.saying(words.say("trust-back-another"));
        } else if !way_back::is_known(vault, visit.who.asker.person).await? {
            sheet = sheet.saying(words.say("trust-back-too-new"));
        } else {
            let agree = format!("{at}/agree");
            sheet = sheet.asking(Asked::new(words, &agree, "agree", "trust-back-agree"));
        }
    } else if visit.now >= way.ready
        && !way_back::hands_over(vault, visit.who.asker, person, &way).await?
    {
        sheet = sheet.saying(words.say("trust-back-another"));
    } else if visit.now >= way.ready {
        let key = if way.step == Step::HandedOver {
            "trust-back-handed"
        } else {
            "trust-back-hand-words"
        };
        let hand = format!("{at}/hand-over");
        sheet = sheet.saying(words.say(key)).asking(Asked::new(
            words,
            &hand,
            "hand-over",
            "trust-back-hand",
        ));
    }
    let stop = Asked::new(words, &format!("{at}/stop"), "stop", "trust-back-stop").plain();
    Ok(sheet.asking(stop))
}

fn begin(sheet: Sheet, visit: &Visit, at: &str, said: Said) -> Sheet {
    let words = visit.words;
    let key = match said {
        Said::Nothing => None,
        Said::NotThePhrase => Some("trust-back-wrong"),
        Said::NoPhrase => Some("trust-back-no-phrase"),
        Said::TooMany => Some("trust-back-too-many"),
    };
    let field = Field::new(words, "heard", &visit.form)
        .secret()
        .hint(words.say("trust-back-hint"))
        .wrong(key.map(|key| words.say(key)));
    let to = format!("{at}/begin");
    let heard = Asked::new(words, &to, "heard", "trust-back-begin")
        .heading(words.say("trust-back-call"))
        .saying(words.say("trust-back-call-words"))
        .fields(vec![field]);
    let mut sheet = sheet.saying(words.say("trust-back-words")).asking(heard);
    if visit.who.asker.role == Role::ServiceLead {
        let here = Asked::new(words, &to, "in-person", "trust-back-here-begin")
            .heading(words.say("trust-back-here"))
            .saying(words.say("trust-back-here-words"))
            .plain();
        sheet = sheet.asking(here);
    }
    sheet
}

/// Below which address the forms for a client are posted.
fn of_client(visit: &Visit, act: &Act) -> String {
    if visit.who.asker.role == Role::ServiceLead {
        format!("/people/clients/{}/way-back", act.whose())
    } else {
        format!("/clients/{}/way-back", act.whose())
    }
}

fn answer(visit: &Visit, sheet: &Sheet) -> Response {
    let response = staff(visit, &sheet.title, sheet.html(), None);
    if sheet.is_wrong() {
        to_put_right(response)
    } else {
        response
    }
}

async fn client_page(visit: &Visit, act: &Act, said: Said) -> Answer {
    let words = visit.words;
    let name = client_name(act).await?.ok_or(Trouble::Nothing)?;
    let person = directory::person(&visit.floor.vault, act.whose().person()).await?;
    let person = person.ok_or(Trouble::Nothing)?;
    let mut sheet = Sheet::new(words.say("trust-back-title"));
    sheet.kicker = Some(name);
    if let Some(phrase) = recognition_phrase(act).await? {
        let say = words.say_with("trust-say-first", &[("phrase", (&phrase).into())]);
        sheet = sheet.told(Tone::Now, say);
    }
    let mut sheet = forms(sheet, visit, &person, &of_client(visit, act), said).await?;
    let back = if visit.who.asker.role == Role::ServiceLead {
        format!("/people/clients/{}", act.whose())
    } else {
        format!("/clients/{}", act.whose())
    };
    sheet.ways.push(Way {
        address: back,
        does: "",
        words: words.say("back"),
    });
    Ok(answer(visit, &sheet))
}

/// The page for a client.
pub(super) async fn show(visit: Visit, act: Act) -> Answer {
    client_page(&visit, &act, Said::Nothing).await
}

/// What a form says of how someone showed who they are.
pub(super) fn how(visit: &Visit) -> Result<How, Trouble> {
    match visit.form.get("do") {
        Some("in-person") => Ok(How::InPerson),
        Some("heard") => {
            let heard = visit.form.get("heard").unwrap_or_default();
            Ok(How::Heard(Private::new(heard.to_owned())))
        }
        _ => Err(Trouble::NotUnderstood),
    }
}

/// What an error is, at the form; one that is not about the form stays an error.
pub(super) fn said(error: WayBackError) -> Result<Said, Trouble> {
    match error {
        WayBackError::NotThePhrase => Ok(Said::NotThePhrase),
        WayBackError::NoPhrase => Ok(Said::NoPhrase),
        WayBackError::TooMany => Ok(Said::TooMany),
        other => Err(other.into()),
    }
}

/// Opens the record again: an act is handed on with what it keeps.
async fn again(visit: &Visit, whose: ClientId) -> Result<Act, Trouble> {
    let asker = visit.who.asker;
    let purpose = if asker.role == Role::ServiceLead {
        Purpose::Assignment
    } else {
        Purpose::Treatment
    };
    let vault = &visit.floor.vault;
    let access = vault
        .decide(asker, whose, way_back::OPENS, purpose)
        .await??;
    Ok(Act::open(vault, access).await?)
}

/// Begins it for a client.
pub(super) async fn begin_for_client(desk: Arc<SignInDesk>, visit: Visit, act: Act) -> Answer {
    let (whose, at) = (act.whose(), of_client(&visit, &act));
    if !visit.fresh() {
        return Ok(pages::shell::again(&at));
    }
    match desk.begin_way_back(act, how(&visit)?).await {
        Ok(_) => Ok(see_other(&at)),
        Err(error) => {
            let said = said(error)?;
            client_page(&visit, &again(&visit, whose).await?, said).await
        }
    }
}

/// Stops it, for a client.
pub(super) async fn stop_for_client(desk: Arc<SignInDesk>, visit: Visit, act: Act) -> Answer {
    let at = of_client(&visit, &act);
    desk.stop_way_back(act).await?;
    Ok(see_other(&at))
}

/// Makes the code for a client, to be handed over.
pub(super) async fn hand_to_client(desk: Arc<SignInDesk>, visit: Visit, act: Act) -> Answer {
    let at = of_client(&visit, &act);
    if !visit.fresh() {
        return Ok(pages::shell::again(&at));
    }
    let code = desk.hand_over(act).await?;
    Ok(handed(&visit, &code, &at))
}

/// The page that shows the code, once.
pub(super) fn handed(visit: &Visit, code: &Private<String>, back: &str) -> Response {
    let words = visit.words;
    let mut sheet = Sheet::new(words.say("trust-code-title"))
        .saying(words.say("trust-code-words"))
        .showing(Html::together([large(code.expose())]));
    sheet.said.push(words.say("trust-code-where"));
    sheet.ways.push(Way {
        address: back.to_owned(),
        does: "",
        words: words.say("back"),
    });
    staff(visit, &sheet.title, sheet.html(), None)
}

/// Everyone for whom a new way in is being made: a lead's list, without names of clients.
pub(super) async fn list(visit: Visit) -> Answer {
    let (words, vault) = (visit.words, &visit.floor.vault);
    let mut sheet =
        Sheet::new(words.say("trust-backs-title")).saying(words.say("trust-backs-words"));
    for way in way_back::ways_back(vault).await? {
        let Some(person) = directory::person(vault, way.person).await? else {
            continue;
        };
        // A client who does not exist for this lead is not on the list either.
        if !person.role.is_staff() {
            let (asker, whose) = (visit.who.asker, ClientId::of(way.person));
            let decided = vault.decide(asker, whose, way_back::OPENS, Purpose::Assignment);
            match decided.await {
                Ok(Ok(_)) => {}
                Ok(Err(_)) => continue,
                Err(error) => {
                    tracing::error!(%error, "whether a lead may know of a new way in could not be told");
                    continue;
                }
            }
        }
        let who = if person.role.is_staff() {
            person.called().to_owned()
        } else {
            words.say("people-role-client")
        };
        let began = visit.day_and_time(way.began);
        let ready = visit.day_and_time(way.ready);
        let address = if person.role.is_staff() {
            format!("/people/staff/{}", way.person)
        } else {
            format!("/people/clients/{}/way-back", way.person)
        };
        let put = [
            ("who", (&who).into()),
            ("began", (&began).into()),
            ("ready", (&ready).into()),
        ];
        sheet.ways.push(Way {
            address,
            does: "",
            words: words.say_with("trust-backs-row", &put),
        });
    }
    if sheet.ways.is_empty() {
        sheet = sheet.saying(words.say("trust-backs-none"));
    }
    Ok(answer(&visit, &sheet))
}

/// The page on which someone uses a code that was handed to them.
fn set_in_page(arrival: &Arrival, these: bool, wrong: Option<String>) -> Response {
    let words = Words::new(super::fields::chosen(arrival.words, &arrival.form));
    let least = [("least", PASSPHRASE_MIN.into())];
    let fields = vec![
        Field::new(words, "sign-in", &arrival.form)
            .wrong(these.then(|| words.say("trust-set-in-not-these"))),
        Field::new(words, "set-in-code", &arrival.form).hint(words.say("trust-set-in-hint")),
        Field::new(words, "new-passphrase", &arrival.form)
            .secret()
            .hint(words.say_with("people-hint-passphrase", &least))
            .wrong(wrong),
    ];
    let form = Asked::new(words, "/set-in", "set-in", "trust-set-in-do").fields(fields);
    let mut sheet = Sheet::new(words.say("trust-set-in-title"))
        .saying(words.say("trust-set-in-words"))
        .asking(form);
    sheet.ways.push(Way {
        address: "/".to_owned(),
        does: "",
        words: words.say("trust-set-in-back"),
    });
    let status = if sheet.is_wrong() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    bare(&arrival.floor, words, sheet.html(), status)
}

pub(super) async fn set_in_form(arrival: Arrival) -> Answer {
    Ok(set_in_page(&arrival, false, None))
}

/// Someone uses the code. Afterwards they sign in by the new passphrase, like everyone.
pub(super) async fn set_in(desk: Arc<SignInDesk>, arrival: Arrival) -> Answer {
    let typed = |name: &str| Private::new(arrival.form.get(name).unwrap_or_default().to_owned());
    let (name, code) = (typed("sign-in"), typed("set-in-code"));
    let new = typed("new-passphrase");
    match desk.set_in(&name, &code, &new, arrival.from).await {
        Ok(_) => {
            let words = Words::new(super::fields::chosen(arrival.words, &arrival.form));
            let mut sheet = Sheet::new(words.say("trust-set-in-done"))
                .saying(words.say("trust-set-in-done-words"));
            sheet.ways.push(Way {
                address: "/".to_owned(),
                does: "",
                words: words.say("people-in"),
            });
            Ok(bare(&arrival.floor, words, sheet.html(), StatusCode::OK))
        }
        Err(SetInError::NotThese) => Ok(set_in_page(&arrival, true, None)),
        Err(SetInError::Wrong(wrong)) => {
            let words = Words::new(super::fields::chosen(arrival.words, &arrival.form));
            let wrong = wrong_passphrase(words, wrong);
            Ok(set_in_page(&arrival, false, Some(wrong)))
        }
        Err(SetInError::TooMany) => Err(Trouble::TooMany),
        Err(SetInError::Desk(error)) => Err(error.into()),
    }
}

/// What stands above every screen of someone for whom a new way in is being made.
pub(super) fn above(desk: &SignInDesk, visit: &Visit) -> Option<Html> {
    let coming = desk.beside.coming(visit.who.asker.person)?;
    let words = visit.words;
    let who = coming.by.unwrap_or_else(|| words.say("people-someone"));
    let (began, ready) = (
        visit.day_and_time(coming.began),
        visit.day_and_time(coming.ready),
    );
    let put = [
        ("who", (&who).into()),
        ("began", (&began).into()),
        ("ready", (&ready).into()),
    ];
    // In front of a client's lock no name of anyone stands: who it was is in their record.
    let (action, key) = if visit.who.asker.role == Role::Client {
        ("/", "trust-above-nameless")
    } else {
        ("/my/way-back/stop", "trust-above")
    };
    let told = Notice {
        tone: Tone::Attention,
        words: words.say_with(key, &put),
    };
    let stop = Asked::new(words, action, "way-back-stop", "trust-above-stop");
    Some(Html::of(&Above {
        told: told.html(),
        stop,
    }))
}
