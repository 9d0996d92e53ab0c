//! The pages of people: the front door, setting the service up, and who works here with whom.

mod carried;
mod client;
mod exit_site;
mod fields;
mod first_run;
mod front;
mod list;
mod my;
mod new;
mod passkeys;
mod second;
mod sheet;
mod staff_person;
mod table;
mod way_back;
mod ways_in;

pub use carried::remembering;
pub use exit_site::can_be_exit;

use crate::admit::AdmitError;
use crate::desk::{SignInDesk, SignInError};
use crate::passphrase::HashingError;
use crate::relations::{self, AssignError};
use axum::http::StatusCode;
use axum::response::Response;
use care::{Purpose, Role};
use pages::{Purposes, Routes, Screens, Trouble, Verb};
use std::sync::Arc;

/// Anyone who is signed in may end that.
const EVERYONE: &[Role] = &Role::ALL;
/// Everyone who works here.
const STAFF: &[Role] = &[
    Role::Therapist,
    Role::Supervisor,
    Role::Advocate,
    Role::PeerSupporter,
    Role::Facilitator,
    Role::WardNurse,
    Role::ServiceLead,
    Role::Administrator,
];
/// Who admits people and says who works with whom.
const LEAD: &[Role] = &[Role::ServiceLead];
/// What for.
const ASSIGNMENT: Purposes = &[(Role::ServiceLead, Purpose::Assignment)];

/// Every route of people.
pub fn routes(desk: &Arc<SignInDesk>) -> Routes {
    let with = || Arc::clone(desk);
    let (enter, look, begin) = (with(), with(), with());
    let (leave, staff, client) = (with(), with(), with());
    Routes::new()
        .open(Verb::Get, "/in", |_| async {
            Ok(pages::shell::see_other("/"))
        })
        .open(Verb::Post, "/in", move |arrival| {
            front::enter(Arc::clone(&enter), arrival)
        })
        .second(Verb::Post, "/sign-out", EVERYONE, move |visit| {
            front::leave(Arc::clone(&leave), visit)
        })
        .open(Verb::Get, "/set-up", move |arrival| {
            first_run::show(Arc::clone(&look), arrival)
        })
        .open(Verb::Post, "/set-up", move |arrival| {
            first_run::go_on(Arc::clone(&begin), arrival)
        })
        .role(Verb::Get, "/people", LEAD, list::show)
        .role(Verb::Post, "/people/find", LEAD, list::find)
        .role(Verb::Get, "/people/new-staff", LEAD, new::staff_form)
        .role(Verb::Post, "/people/new-staff", LEAD, move |visit| {
            new::staff(Arc::clone(&staff), visit)
        })
        .role(Verb::Get, "/people/new-client", LEAD, new::client_form)
        .role(Verb::Post, "/people/new-client", LEAD, move |visit| {
            new::client(Arc::clone(&client), visit)
        })
        .record(
            Verb::Get,
            "/people/clients/{client}",
            relations::OPENS,
            ASSIGNMENT,
            client::show,
        )
        .record(
            Verb::Post,
            "/people/clients/{client}/begin",
            relations::OPENS,
            ASSIGNMENT,
            client::begin,
        )
        .record(
            Verb::Post,
            "/people/clients/{client}/end",
            relations::OPENS,
            ASSIGNMENT,
            client::end,
        )
        .and(second_routes(desk))
        .and(passkey_routes(desk))
        .and(table::routes(desk))
}

/// Every screen of people for clients.
pub fn screens(desk: &Arc<SignInDesk>) -> Screens {
    my::screens(desk).and(ways_in::screens(desk))
}

/// Coming in with a passkey, and making one.
fn passkey_routes(desk: &Arc<SignInDesk>) -> Routes {
    let with = || Arc::clone(desk);
    let (begin_in, come_in, begin, keep) = (with(), with(), with(), with());
    Routes::new()
        .open(Verb::Post, "/in/passkey/begin", move |arrival| {
            let desk = Arc::clone(&begin_in);
            async move { passkeys::begin_in(&desk, &arrival) }
        })
        .open(Verb::Post, "/in/passkey", move |arrival| {
            passkeys::come_in(Arc::clone(&come_in), arrival)
        })
        .second(Verb::Post, "/my/passkey/begin", EVERYONE, move |visit| {
            passkeys::begin(Arc::clone(&begin), visit)
        })
        .second(Verb::Post, "/my/passkey", STAFF, move |visit| {
            passkeys::keep(Arc::clone(&keep), visit)
        })
}

/// The second step, proving again who one is, and one's own ways in.
fn second_routes(desk: &Arc<SignInDesk>) -> Routes {
    let with = || Arc::clone(desk);
    let (step, show, begin, again) = (with(), with(), with(), with());
    let (ways, print, forget, ask) = (with(), with(), with(), with());
    Routes::new()
        .second(Verb::Get, "/second", STAFF, move |visit| {
            second::show(Arc::clone(&show), visit)
        })
        .second(Verb::Post, "/second", STAFF, move |visit| {
            second::step(Arc::clone(&step), visit)
        })
        .second(Verb::Post, "/second/begin", STAFF, move |visit| {
            second::begin(Arc::clone(&begin), visit)
        })
        .second(Verb::Get, "/again", STAFF, move |visit| {
            let desk = Arc::clone(&ask);
            async move { Ok(second::ask_again(&desk, &visit)) }
        })
        .second(Verb::Post, "/again", STAFF, move |visit| {
            second::again(Arc::clone(&again), visit)
        })
        .role(Verb::Get, "/my/sign-in", STAFF, move |visit| {
            ways_in::show(Arc::clone(&ways), visit)
        })
        .role(Verb::Post, "/my/sign-in/codes", STAFF, move |visit| {
            ways_in::print(Arc::clone(&print), visit)
        })
        .role(Verb::Post, "/my/sign-in/forget", STAFF, move |visit| {
            ways_in::forget(Arc::clone(&forget), visit)
        })
}

/// The same page, because something in it has to be put right.
fn to_put_right(mut response: Response) -> Response {
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    response
}

impl From<SignInError> for Trouble {
    fn from(error: SignInError) -> Self {
        match error {
            SignInError::NotThese => Self::NotUnderstood,
            SignInError::TooMany => Self::TooMany,
            SignInError::Read(error) => error.into(),
            SignInError::Commit(error) => error.into(),
            SignInError::Hashing(error) => Self::Fault(error.to_string()),
        }
    }
}

impl From<AdmitError> for Trouble {
    fn from(error: AdmitError) -> Self {
        match error {
            AdmitError::Wrong(_) => Self::NotUnderstood,
            AdmitError::NotTheFirst | AdmitError::NotAllowed => Self::Nothing,
            AdmitError::Hashing(HashingError::Busy) => Self::TooMany,
            AdmitError::Hashing(error) => Self::Fault(error.to_string()),
            AdmitError::Read(error) => error.into(),
            AdmitError::Commit(error) => error.into(),
        }
    }
}

impl From<AssignError> for Trouble {
    fn from(error: AssignError) -> Self {
        match error {
            AssignError::ChooseAnother => Self::NotUnderstood,
            AssignError::NotAllowed => Self::Nothing,
            AssignError::Read(error) => error.into(),
            AssignError::Commit(error) => error.into(),
        }
    }
}

#[cfg(test)]
mod tests;
