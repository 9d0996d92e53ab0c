//! Setting the service up: whoever has the code from the operator's terminal becomes the first
//! service lead. The page is gone as soon as anyone is here.

use super::fields::{Field, Fields, chosen, language, new_id, newcomer};
use crate::admit::{AdmitError, NewStaff, admit_the_first};
use crate::desk::SignInDesk;
use crate::rules::Wrong;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use care::{PersonId, Private, Role};
use pages::shell::{bare, see_other};
use pages::{Answer, Arrival, Html, Language, Trouble, Words};
use std::sync::Arc;

#[derive(Template)]
#[template(path = "set_up.html")]
struct SetUp {
    words: Words,
    service: String,
    new: String,
    fields: Html,
    wrong: bool,
}

/// What is wrong with what was sent.
#[derive(Default)]
struct Look {
    wrong: Vec<Wrong>,
    code: bool,
}

fn page(arrival: &Arrival, look: &Look) -> Response {
    let words = Words::new(chosen(arrival.words, &arrival.form));
    let floor = &arrival.floor;
    let code = Field::new(words, "code", &arrival.form)
        .hint(words.say("people-hint-code"))
        .wrong(look.code.then(|| words.say("people-wrong-code")));
    let mut fields = vec![code];
    fields.extend(newcomer(words, &arrival.form, &look.wrong));
    // Here nobody is admitted by another: whoever reads this types it for themselves.
    if let Some(sign_in) = fields.iter_mut().find(|field| field.name == "sign-in") {
        sign_in.hint = Some(words.say("people-hint-own-sign-in"));
    }
    fields.push(language(words, &arrival.form));
    let new =
        new_id(&arrival.form).unwrap_or_else(|| PersonId::mint(arrival.now, floor.vault.chance()));
    let wrong = look.code || !look.wrong.is_empty();
    let page = SetUp {
        words,
        service: floor.settings.name.clone(),
        new: new.to_string(),
        fields: Fields::html(fields),
        wrong,
    };
    let status = if wrong {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    bare(floor, words, Html::of(&page), status)
}

/// The page, while nobody is here.
pub(super) async fn show(desk: Arc<SignInDesk>, arrival: Arrival) -> Answer {
    if desk.waits_for_set_up().await? {
        Ok(page(&arrival, &Look::default()))
    } else {
        Err(Trouble::Nothing)
    }
}

/// Someone gives the code and says who they are.
pub(super) async fn begin(desk: Arc<SignInDesk>, arrival: Arrival) -> Answer {
    if !desk.waits_for_set_up().await? {
        return Err(Trouble::Nothing);
    }
    if !desk.throttle.may_try(arrival.from) {
        return Err(Trouble::TooMany);
    }
    let form = &arrival.form;
    let typed = |name: &str| Private::new(form.get(name).unwrap_or_default().to_owned());
    if !desk.is_set_up_code(&typed("code")) {
        return Ok(page(
            &arrival,
            &Look {
                code: true,
                wrong: Vec::new(),
            },
        ));
    }
    let new = NewStaff {
        id: new_id(form),
        name: typed("name"),
        role: Role::ServiceLead,
        language: form
            .get("language")
            .and_then(Language::from_tag)
            .unwrap_or(arrival.words.language),
        sign_in_name: typed("sign-in"),
        passphrase: typed("passphrase"),
    };
    match admit_the_first(&desk.vault, &desk.passphrases, &new).await {
        // Sent twice, or someone else was first: either way there is a lead now, and a door.
        Ok(_) | Err(AdmitError::NotTheFirst) => Ok(see_other("/")),
        Err(AdmitError::Wrong(wrong)) => Ok(page(&arrival, &Look { code: false, wrong })),
        Err(error) => Err(error.into()),
    }
}
