//! The front door. One address, one neutral title, the same for everyone; what is said about a
//! wrong passphrase is what is said about a name that nobody here has.

use super::carried;
use super::fields::{Field, Fields, chosen};
use crate::called::client_name;
use crate::desk::{Entered, Offered, SignInDesk, SignInError};
use crate::directory;
use askama::Template;
use axum::http::{StatusCode, header};
use axum::response::Response;
use care::{PersonId, Private};
use pages::assets::assets;
use pages::shell::{bare, see_other};
use pages::{
    Answer, Arrival, Form, Html, Language, Proof, SignIns, SignedIn, Trouble, Unlocked, Visit,
    Words, cookies,
};
use sealed::engine::Pending;
use sealed::{Act, Damaged, ReadError};
use std::sync::Arc;

#[derive(Template)]
#[template(path = "front.html")]
struct Front {
    words: Words,
    fields: Html,
    wrong: bool,
    https: bool,
    others: Vec<Language>,
    /// The form for a passkey, where there are passkeys.
    passkey: Option<Html>,
    /// A few quiet minutes, for anyone, without coming in.
    calm: Html,
}

/// The form with which someone comes in with a passkey. Scripts bring it to light.
#[derive(Template)]
#[template(path = "passkey_in.html")]
struct PasskeyIn<'a> {
    words: Words,
    to: &'a str,
    wrong: bool,
    script: &'static str,
}

/// The form with which someone comes in with a passkey and goes on to `to`.
pub(super) fn passkey_in(desk: &SignInDesk, words: Words, to: &str, wrong: bool) -> Option<Html> {
    let form = PasskeyIn {
        words,
        to,
        wrong,
        script: assets().passkey.path(),
    };
    desk.has_passkeys().then(|| Html::of(&form))
}

/// What is to be said at the door.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Said {
    Nothing,
    NameMissing,
    PassphraseMissing,
    NotThese,
    NotThisPasskey,
}

impl SignIns for SignInDesk {
    fn who<'a>(&'a self, token: &'a str) -> Pending<'a, Result<Option<SignedIn>, ReadError>> {
        Box::pin(Self::who(self, token))
    }

    fn end<'a>(&'a self, token: &'a str) -> Pending<'a, ()> {
        Box::pin(Self::end(self, token))
    }

    fn name_of(&self, person: PersonId) -> Pending<'_, Result<Option<String>, ReadError>> {
        Box::pin(async move {
            let found = directory::person(&self.vault, person).await?;
            Ok(found
                .and_then(|person| person.name)
                .map(Private::into_exposed))
        })
    }

    fn called<'a>(&'a self, act: &'a Act) -> Pending<'a, Result<String, ReadError>> {
        // Nobody is in care here without a name of their own choosing, so none is damage.
        Box::pin(async move { client_name(act).await?.ok_or(ReadError::Damaged(Damaged)) })
    }

    fn unlock<'a>(
        &'a self,
        who: &'a SignedIn,
        form: &'a Form,
    ) -> Pending<'a, Result<Unlocked, ReadError>> {
        Box::pin(crate::unlock::asked(self, who, form))
    }

    fn recognition<'a>(
        &'a self,
        who: &'a SignedIn,
    ) -> Pending<'a, Result<Option<String>, ReadError>> {
        Box::pin(self.recognition_of(who))
    }

    fn proves<'a>(
        &'a self,
        who: &'a SignedIn,
        form: &'a Form,
    ) -> Pending<'a, Result<Proof, ReadError>> {
        let typed = Private::new(form.get("passphrase").unwrap_or_default().to_owned());
        Box::pin(async move {
            match self.is_passphrase_of(who, &typed).await {
                Ok(true) => Ok(Proof::Yes),
                Ok(false) => Ok(Proof::No),
                Err(SignInError::Read(error)) => Err(error),
                Err(_) => Ok(Proof::TooMany),
            }
        })
    }

    fn above(&self, visit: &Visit) -> Option<Html> {
        super::way_back::above(self, visit)
    }

    fn front<'a>(&'a self, arrival: &'a Arrival) -> Pending<'a, Response> {
        Box::pin(async move {
            // Whether anyone is here cannot be known while nothing can be read; the door is the
            // page for that too.
            if self.waits_for_set_up().await.unwrap_or(false) {
                return see_other("/set-up");
            }
            door(self, arrival, Said::Nothing)
        })
    }
}

/// The door, after a passkey that was none.
pub(super) fn not_this_passkey(desk: &SignInDesk, arrival: &Arrival) -> Response {
    door(desk, arrival, Said::NotThisPasskey)
}

fn door(desk: &SignInDesk, arrival: &Arrival, said: Said) -> Response {
    let https = arrival.floor.settings.https;
    let here = carried::language(https).map_or(arrival.words, Words::new);
    let words = Words::new(chosen(here, &arrival.form));
    let say = |when: Said, key: &str| (said == when).then(|| words.say(key));
    let name = say(Said::NameMissing, "people-in-name-missing")
        .or_else(|| say(Said::NotThese, "people-in-not-these"));
    let fields = vec![
        Field::new(words, "sign-in", &arrival.form).wrong(name),
        Field::new(words, "passphrase", &arrival.form)
            .secret()
            .wrong(say(Said::PassphraseMissing, "people-in-passphrase-missing")),
    ];
    let wrong = said != Said::Nothing;
    let page = Front {
        words,
        fields: Fields::html(fields),
        wrong,
        calm: pages::calm::part(words),
        https,
        others: Language::ALL
            .into_iter()
            .filter(|one| *one != words.language)
            .collect(),
        passkey: passkey_in(desk, words, "/", said == Said::NotThisPasskey),
    };
    let status = if wrong {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    bare(&arrival.floor, words, Html::of(&page), status)
}

/// Someone offers a name and a passphrase.
pub(super) async fn enter(desk: Arc<SignInDesk>, arrival: Arrival) -> Answer {
    if desk.waits_for_set_up().await? {
        return Ok(see_other("/set-up"));
    }
    let form = &arrival.form;
    let Some(name) = form.words("sign-in") else {
        return Ok(door(&desk, &arrival, Said::NameMissing));
    };
    let Some(passphrase) = form.get("passphrase").filter(|typed| !typed.is_empty()) else {
        return Ok(door(&desk, &arrival, Said::PassphraseMissing));
    };
    let offered = Offered {
        sign_in_name: Private::new(name.to_owned()),
        passphrase: Private::new(passphrase.to_owned()),
        from: arrival.from,
        device: carried::device(desk.https),
        second: None,
    };
    match desk.sign_in(offered).await {
        Ok(entered) => Ok(let_in(&desk, &entered, "/").await),
        Err(SignInError::NotThese) => Ok(door(&desk, &arrival, Said::NotThese)),
        Err(error) => Err(error.into()),
    }
}

/// Someone came in, in whichever way: their device holds the new sign-in, and goes on to `to`.
pub(super) async fn let_in(desk: &SignInDesk, entered: &Entered, to: &str) -> Response {
    desk.arrives(&entered.who, carried::device_kind()).await;
    // Whatever sign-in the device carried until now is over: nobody is two people at once.
    if let Some(old) = carried::cookie(cookies::sign_in_name(desk.https)) {
        desk.end(old.expose()).await;
    }
    let mut response = see_other(to);
    let device = entered.device.as_ref();
    let language = entered.who.language;
    let all = [
        cookies::set_sign_in(entered.token.expose(), desk.https),
        device.and_then(|mark| carried::set_device(mark, language, desk.https)),
        cookies::clear_left(desk.https),
    ];
    for cookie in all.into_iter().flatten() {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// Someone ends being signed in.
pub(super) async fn leave(desk: Arc<SignInDesk>, visit: Visit) -> Result<Response, Trouble> {
    desk.end_sign_in(visit.who.sign_in).await;
    let mut response = see_other("/");
    if let Some(cookie) = cookies::clear_sign_in(desk.https) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}
