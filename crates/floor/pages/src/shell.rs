//! Puts a screen into the shell it belongs to, and trouble into the shell the person stands in.

use crate::client_shell::{COVER, HOME, Place, Ways};
use crate::floor::Floor;
use crate::layout::{
    BarePage, ClientPage, Html, Notice, Outside, PlaceLink, StaffLink, StaffPage, Step, Tone,
    trouble_screen,
};
use crate::quiet::{self, Quiet};
use crate::trouble::Trouble;
use crate::visit::Visit;
use crate::words::Words;
use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use care::Role;

/// Sends the browser to look elsewhere.
pub fn see_other(to: &str) -> Response {
    let to = HeaderValue::from_str(to).unwrap_or_else(|_| HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response()
}

/// Asks whoever works here to prove again who they are, and then to come back to `to`, a path of
/// this service.
pub fn again(to: &str) -> Response {
    let to: String = form_urlencoded::byte_serialize(to.as_bytes()).collect();
    see_other(&format!("/again?to={to}"))
}

/// Where `/again` leads back to: a path of this service and nothing else, for whoever sends a
/// colleague a link must not choose where it ends.
pub fn back_to(to: Option<&str>) -> &str {
    let own = |to: &&str| {
        to.starts_with('/')
            && !to.starts_with("//")
            && !to.contains(['\\', '\r', '\n', '\t'])
            && !to.starts_with("/again")
    };
    to.filter(own).unwrap_or("/")
}

fn html(status: StatusCode, text: String) -> Response {
    let kind = [(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/html; charset=utf-8"),
    )];
    (status, kind, text).into_response()
}

/// Where each role begins.
pub(crate) const fn staff_home(role: Role) -> &'static str {
    match role {
        Role::ServiceLead => "/people",
        Role::Administrator => "/machine",
        _ => "/caseload",
    }
}

/// The ways that stand on every page of someone who works here: where it leads, and its words.
const fn staff_ways(role: Role) -> &'static [(&'static str, &'static str)] {
    const ASKED: (&str, &str) = ("/asked", "place-asked");
    const MY: (&str, &str) = ("/my", "trust-place");
    const EMERGENCY: (&str, &str) = ("/emergency", "place-emergency");
    const LIST: (&str, &str) = (staff_home(Role::Therapist), "place-caseload");
    const SHEETS: (&str, &str) = ("/worksheets", "worksheets-link");
    const PEOPLE: (&str, &str) = (staff_home(Role::ServiceLead), "place-people");
    const MACHINE: (&str, &str) = (staff_home(Role::Administrator), "place-machine");
    match role {
        Role::ServiceLead => &[
            PEOPLE,
            ("/service", "place-service"),
            ("/teams", "place-teams"),
            ("/absences", "place-absences"),
            ("/safety", "place-safety"),
            ("/reviews", "place-reviews"),
            SHEETS,
            ASKED,
            ("/kept", "place-kept"),
            MY,
        ],
        Role::Administrator => &[MACHINE, MY],
        Role::Therapist => &[
            LIST,
            ("/sessions", "place-sessions"),
            ("/promises", "place-promises"),
            SHEETS,
            EMERGENCY,
            ASKED,
            MY,
        ],
        Role::WardNurse => &[LIST, EMERGENCY, ASKED, MY],
        _ => &[LIST, ASKED, MY],
    }
}

/// A page in the client's shell, without a way on.
async fn client_page(visit: &Visit, place: &Place, screen: &Html) -> ClientPage {
    let words = visit.words;
    let settings = &visit.floor.settings;
    let said = place.said.map(|key| {
        Notice {
            tone: Tone::Kept,
            words: words.say(key),
        }
        .html()
    });
    let above = visit.floor.sign_ins.above(visit);
    let screen = Html::together(above.into_iter().chain(said).chain([screen.clone()]));
    let mut page = ClientPage::new(words, &settings.neutral_title, &settings.exit_url, screen);
    page.outside = Outside::of(&settings.cover);
    // Without the phrase a page is one its owner does not trust; that is better than no page.
    page.phrase = visit
        .floor
        .sign_ins
        .recognition(&visit.who)
        .await
        .unwrap_or_default();
    page
}

fn answered(visit: &Visit, page: &ClientPage, status: StatusCode) -> Response {
    html(
        status,
        if visit.partial {
            page.part()
        } else {
            page.whole()
        },
    )
}

/// A client's screen from behind the lock, as a whole page or as the part that changes, without what
/// its owner does not want to meet.
pub(crate) async fn client(
    visit: &Visit,
    place: &Place,
    screen: &Html,
    status: StatusCode,
    quiet: &Quiet,
    ways: &Ways,
) -> Response {
    let words = visit.words;
    let mut page = client_page(visit, place, screen).await;
    page.screen = quiet::screen(visit, place, page.screen, quiet);
    page.inside = true;
    page.places = ways
        .places
        .iter()
        .map(|(name, key)| PlaceLink {
            does: (*name).to_owned(),
            words: words.say(key),
            current: *name == place.screen,
        })
        .collect();
    let among_places = ways.places.iter().any(|(name, _)| *name == place.screen);
    page.back = (!among_places).then(|| Step {
        does: ways.behind.to_owned(),
        words: words.say("back"),
    });
    answered(visit, &page, status)
}

/// A screen that needs no unlock: no way on but its own, and back to the cover.
pub(crate) async fn cover(
    visit: &Visit,
    place: &Place,
    screen: &Html,
    status: StatusCode,
) -> Response {
    let mut page = client_page(visit, place, screen).await;
    page.back = (place.screen != COVER).then(|| Step {
        does: COVER.to_owned(),
        words: visit.words.say("back"),
    });
    answered(visit, &page, status)
}

#[derive(Template)]
#[template(path = "lock.html")]
struct Lock {
    words: Words,
    wrong: Option<String>,
}

/// The lock in front of a client's record, saying what was wrong if something was.
pub(crate) async fn lock(visit: &Visit, wrong: Option<&str>, status: StatusCode) -> Response {
    let words = visit.words;
    let screen = Html::of(&Lock {
        words,
        wrong: wrong.map(|key| words.say(key)),
    });
    let page = client_page(visit, &Place::at("lock"), &screen).await;
    answered(visit, &page, status)
}

/// Trouble, in the client's shell: with ways on only while the lock is off.
pub(crate) async fn client_trouble(visit: &Visit, trouble: &Trouble) -> Response {
    let said = trouble.say(visit.words, visit.floor.vault.chance());
    let screen = trouble_screen(visit.words, &said.title, &said.text, "/");
    let place = Place::at("trouble");
    let open = visit.floor.standings.is_open(visit.who.sign_in, visit.now);
    if open {
        // These are the service's own words.
        let ways = Ways {
            behind: HOME,
            places: vec![(HOME, "place-today"), ("lock", "place-lock")],
        };
        client(
            visit,
            &place,
            &screen,
            said.status,
            &Quiet::default(),
            &ways,
        )
        .await
    } else {
        answered(
            visit,
            &client_page(visit, &place, &screen).await,
            said.status,
        )
    }
}

/// A page for staff.
pub fn staff(visit: &Visit, title: &str, main: Html, notice: Option<Notice>) -> Response {
    let words = visit.words;
    let above = visit.floor.sign_ins.above(visit);
    let main = Html::together(above.into_iter().chain([main]));
    let mut page = StaffPage::new(
        words,
        &visit.floor.settings.name,
        &visit.who.name,
        title,
        main,
    );
    page.outside = Outside::of(&visit.floor.settings.cover);
    let ways = staff_ways(visit.who.asker.role).iter();
    page.sections = ways
        .map(|(address, key)| StaffLink {
            address: (*address).to_owned(),
            words: words.say(key),
            current: false,
        })
        .collect();
    page.notice = notice;
    html(StatusCode::OK, page.whole())
}

/// A page that someone who works here and a client look at together, perhaps on a wall: no ways to
/// other pages, and nothing that waits for whoever is signed in. What stands on it is meant for the
/// client too, and `title`, which the tab shows, names nobody.
pub fn together(visit: &Visit, title: &str, main: Html) -> Response {
    let settings = &visit.floor.settings;
    let mut page = StaffPage::new(visit.words, &settings.name, &visit.who.name, title, main);
    page.outside = Outside::of(&settings.cover);
    html(StatusCode::OK, page.whole())
}

/// A page without a shell: for someone who is not signed in.
pub fn bare(floor: &Floor, words: Words, main: Html, status: StatusCode) -> Response {
    let settings = &floor.settings;
    let mut page = BarePage::new(
        words,
        &settings.neutral_title,
        Some(&settings.exit_url),
        main,
    );
    page.outside = Outside::of(&settings.cover);
    html(status, page.whole())
}

/// Trouble, in the shell the person stands in.
pub(crate) async fn trouble(visit: &Visit, trouble: &Trouble) -> Response {
    let role = visit.who.asker.role;
    if role == Role::Client {
        return client_trouble(visit, trouble).await;
    }
    let said = trouble.say(visit.words, visit.floor.vault.chance());
    let screen = trouble_screen(visit.words, &said.title, &said.text, staff_home(role));
    let mut response = staff(visit, &said.title, screen, None);
    *response.status_mut() = said.status;
    response
}

/// Trouble, for someone who is not signed in.
pub(crate) fn bare_trouble(floor: &Floor, words: Words, trouble: &Trouble) -> Response {
    let said = trouble.say(words, floor.vault.chance());
    bare(
        floor,
        words,
        trouble_screen(words, &said.title, &said.text, "/"),
        said.status,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_may_look_at_all_worksheets_has_a_way_to_them() {
        for (role, has) in [
            (Role::Therapist, true),
            (Role::ServiceLead, true),
            (Role::WardNurse, false),
            (Role::Administrator, false),
        ] {
            let mut ways = staff_ways(role).iter();
            assert_eq!(ways.any(|(to, _)| *to == "/worksheets"), has, "{role:?}");
        }
    }
}
