//! Admitting someone: staff, or someone who comes into care.

use super::fields::{Choice, Field, Fields, at, chosen, language, new_id, newcomer};
use super::to_put_right;
use crate::admit::{AdmitError, NewClient, NewStaff, admit_client, admit_staff};
use crate::desk::SignInDesk;
use crate::rules::Wrong;
use askama::Template;
use axum::response::Response;
use care::{PersonId, Private, Role};
use pages::shell::{again, see_other, staff as staff_page};
use pages::{Answer, Html, Visit, Words};
use std::sync::Arc;

#[derive(Template)]
#[template(path = "new.html")]
struct NewForm {
    words: Words,
    title: String,
    explained: String,
    action: &'static str,
    does: String,
    new: String,
    fields: Html,
    wrong: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Whom {
    Staff,
    Client,
}

fn page(visit: &Visit, whom: Whom, wrong: &[Wrong]) -> Response {
    let (words, form) = (visit.words, &visit.form);
    let (kind, action) = match whom {
        Whom::Staff => ("staff", "/people/new-staff"),
        Whom::Client => ("client", "/people/new-client"),
    };
    let mut fields = newcomer(words, form, wrong);
    if whom == Whom::Staff {
        let roles = Role::ALL
            .into_iter()
            .filter(|role| role.is_staff())
            .map(|role| Choice {
                value: role.code().to_owned(),
                words: words.say(&format!("people-role-{}", role.code())),
            });
        let role = Field::new(words, "role", form).one_of(roles.collect());
        fields.insert(1, role.wrong(at(words, wrong, "role")));
    } else if let Some(name) = fields.first_mut() {
        name.hint = Some(words.say("people-hint-called"));
    }
    fields.push(language(words, form));
    let new = new_id(form).unwrap_or_else(|| PersonId::mint(visit.now, visit.floor.vault.chance()));
    let title = words.say(&format!("people-new-{kind}"));
    let page = NewForm {
        words,
        title: title.clone(),
        explained: words.say(&format!("people-new-{kind}-words")),
        action,
        does: words.say("people-new-do"),
        new: new.to_string(),
        fields: Fields::html(fields),
        wrong: !wrong.is_empty(),
    };
    let response = staff_page(visit, &title, Html::of(&page), None);
    if wrong.is_empty() {
        response
    } else {
        to_put_right(response)
    }
}

/// The form for someone who will work here. Who asks is proven before it is filled in, so that
/// nothing typed is lost.
pub(super) async fn staff_form(visit: Visit) -> Answer {
    if !visit.fresh() {
        return Ok(again("/people/new-staff"));
    }
    Ok(page(&visit, Whom::Staff, &[]))
}

/// The form for someone who comes into care.
pub(super) async fn client_form(visit: Visit) -> Answer {
    Ok(page(&visit, Whom::Client, &[]))
}

fn typed(visit: &Visit, name: &str) -> Private<String> {
    Private::new(visit.form.get(name).unwrap_or_default().to_owned())
}

/// Admits someone who will work here.
pub(super) async fn staff(desk: Arc<SignInDesk>, visit: Visit) -> Answer {
    if !visit.fresh() {
        return Ok(again("/people/new-staff"));
    }
    let form = &visit.form;
    let new = NewStaff {
        id: new_id(form),
        name: typed(&visit, "name"),
        // A role that is none is told at the field: clients are not admitted as staff.
        role: form
            .get("role")
            .and_then(Role::from_code)
            .unwrap_or(Role::Client),
        language: chosen(visit.words, form),
        sign_in_name: typed(&visit, "sign-in"),
        passphrase: typed(&visit, "passphrase"),
    };
    match admit_staff(&desk.vault, &desk.passphrases, &new).await {
        Ok(_) => Ok(see_other("/people")),
        Err(AdmitError::Wrong(wrong)) => Ok(page(&visit, Whom::Staff, &wrong)),
        Err(error) => Err(error.into()),
    }
}

/// Admits someone who comes into care, and goes on to who will work with them.
pub(super) async fn client(desk: Arc<SignInDesk>, visit: Visit) -> Answer {
    let new = NewClient {
        id: new_id(&visit.form),
        called: typed(&visit, "name"),
        language: chosen(visit.words, &visit.form),
        sign_in_name: typed(&visit, "sign-in"),
        passphrase: typed(&visit, "passphrase"),
    };
    match admit_client(&desk.vault, &desk.passphrases, visit.who.asker, &new).await {
        Ok(client) => Ok(see_other(&format!("/people/clients/{client}"))),
        Err(AdmitError::Wrong(wrong)) => Ok(page(&visit, Whom::Client, &wrong)),
        Err(error) => Err(error.into()),
    }
}
