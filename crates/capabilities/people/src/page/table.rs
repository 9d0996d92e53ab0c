//! The routes about one's own ways in, getting someone back in, and ending someone's work.

use super::my::of_staff;
use super::{ASSIGNMENT, LEAD, STAFF, staff_person, way_back};
use crate::desk::SignInDesk;
use crate::way_back::OPENS;
use care::{Purpose, Role};
use pages::{Answer, Purposes, Routes, Verb, Visit};
use sealed::Act;
use std::sync::Arc;

/// Who opens a client's record to get them back in as their therapist.
const TREATMENT: Purposes = &[(Role::Therapist, Purpose::Treatment)];

/// A route for staff whose handler needs the desk.
fn role<R>(
    routes: Routes,
    desk: &Arc<SignInDesk>,
    verb: Verb,
    path: &'static str,
    roles: &'static [Role],
    handler: fn(Arc<SignInDesk>, Visit) -> R,
) -> Routes
where
    R: Future<Output = Answer> + Send + 'static,
{
    let desk = Arc::clone(desk);
    routes.role(verb, path, roles, move |visit| {
        handler(Arc::clone(&desk), visit)
    })
}

/// A route that opens who a client is, whose handler needs the desk.
fn record<R>(
    routes: Routes,
    desk: &Arc<SignInDesk>,
    path: &'static str,
    purposes: Purposes,
    handler: fn(Arc<SignInDesk>, Visit, Act) -> R,
) -> Routes
where
    R: Future<Output = Answer> + Send + 'static,
{
    let desk = Arc::clone(desk);
    routes.record(Verb::Post, path, OPENS, purposes, move |visit, act| {
        handler(Arc::clone(&desk), visit, act)
    })
}

/// Every one of them.
pub(super) fn routes(desk: &Arc<SignInDesk>) -> Routes {
    let set_in = Arc::clone(desk);
    let routes = Routes::new()
        .open(Verb::Get, "/set-in", way_back::set_in_form)
        .open(Verb::Post, "/set-in", move |arrival| {
            way_back::set_in(Arc::clone(&set_in), arrival)
        });
    routes
        .and(own(desk))
        .and(of_clients(desk))
        .and(of_a_colleague(desk))
}

fn own(desk: &Arc<SignInDesk>) -> Routes {
    use of_staff as of;
    let all = Routes::new();
    let all = role(all, desk, Verb::Get, "/my", STAFF, of::hub);
    let all = role(all, desk, Verb::Get, "/my/phrase", STAFF, of::phrase);
    let all = role(all, desk, Verb::Post, "/my/phrase", STAFF, of::keep_phrase);
    let all = role(all, desk, Verb::Get, "/my/sign-ins", STAFF, of::sign_ins);
    let all = role(all, desk, Verb::Post, "/my/sign-ins", STAFF, of::end);
    let all = role(
        all,
        desk,
        Verb::Get,
        "/my/passphrase",
        STAFF,
        of::passphrase,
    );
    let keep = of::keep_passphrase;
    let all = role(all, desk, Verb::Post, "/my/passphrase", STAFF, keep);
    role(all, desk, Verb::Post, "/my/way-back/stop", STAFF, of::stop)
}

fn of_clients(desk: &Arc<SignInDesk>) -> Routes {
    let all = Routes::new()
        .role(Verb::Get, "/people/ways-back", LEAD, way_back::list)
        .record(
            Verb::Get,
            "/people/clients/{client}/way-back",
            OPENS,
            ASSIGNMENT,
            way_back::show,
        )
        .record(
            Verb::Get,
            "/clients/{client}/way-back",
            OPENS,
            TREATMENT,
            way_back::show,
        );
    let (begin, hand, stop) = (
        way_back::begin_for_client,
        way_back::hand_to_client,
        way_back::stop_for_client,
    );
    let at = "/people/clients/{client}/way-back/begin";
    let all = record(all, desk, at, ASSIGNMENT, begin);
    let at = "/people/clients/{client}/way-back/hand-over";
    let all = record(all, desk, at, ASSIGNMENT, hand);
    let at = "/people/clients/{client}/way-back/stop";
    let all = record(all, desk, at, ASSIGNMENT, stop);
    let all = record(
        all,
        desk,
        "/clients/{client}/way-back/begin",
        TREATMENT,
        begin,
    );
    let at = "/clients/{client}/way-back/hand-over";
    let all = record(all, desk, at, TREATMENT, hand);
    record(
        all,
        desk,
        "/clients/{client}/way-back/stop",
        TREATMENT,
        stop,
    )
}

fn of_a_colleague(desk: &Arc<SignInDesk>) -> Routes {
    use staff_person as one;
    let all = Routes::new().role(Verb::Get, "/people/staff/{person}", LEAD, one::show);
    let begin = "/people/staff/{person}/begin";
    let all = role(all, desk, Verb::Post, begin, LEAD, one::begin);
    let agree = "/people/staff/{person}/agree";
    let all = role(all, desk, Verb::Post, agree, LEAD, one::agree);
    let hand = "/people/staff/{person}/hand-over";
    let all = role(all, desk, Verb::Post, hand, LEAD, one::hand_over);
    let stop = "/people/staff/{person}/stop";
    let all = role(all, desk, Verb::Post, stop, LEAD, one::stop);
    let leave = "/people/staff/{person}/leave";
    role(all, desk, Verb::Post, leave, LEAD, one::leave)
}
