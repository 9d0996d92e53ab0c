//! Where links lead, and what lists tell: nobody is shown a way that is closed to them, nor told in
//! passing what they may not open.

use super::Doors;
use axum::http::StatusCode;
use care::{Purpose, Role, Section, Sections};
use std::collections::BTreeSet;

/// Where the links and forms of a page lead that can be followed by looking.
fn links(page: &str) -> Vec<String> {
    let links = page
        .split("href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next());
    links
        .filter(|to| to.starts_with('/') && !to.starts_with("/a/"))
        .map(str::to_owned)
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn no_link_that_someone_is_shown_leads_to_nothing() {
    let doors = Doors::stand().await;
    let mut dead = Vec::new();
    for actor in doors.actors.iter().filter(|actor| actor.asker.is_some()) {
        let mut waiting = vec![("the door".to_owned(), "/".to_owned())];
        let mut seen = BTreeSet::new();
        while let Some((from, path)) = waiting.pop() {
            if !seen.insert(path.clone()) {
                continue;
            }
            let came = doors.service.get(&path, &actor.cookie).await;
            if came.status == StatusCode::NOT_FOUND || came.status.is_server_error() {
                dead.push(format!(
                    "{}: from {from} to {path}: {}",
                    actor.role(),
                    came.status
                ));
            }
            let on = if came.status.is_redirection() {
                vec![came.to().to_owned()]
            } else {
                links(&came.page)
            };
            waiting.extend(on.into_iter().map(|to| (path.clone(), to)));
        }
        assert!(!seen.is_empty());
    }
    assert!(dead.is_empty(), "{}", dead.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_tells_nobody_what_they_may_not_open() {
    let doors = Doors::stand().await;
    let (client, sections) = (
        doors.amal.client,
        Sections::of(&[Section::CheckIns, Section::Relationship]),
    );
    let purposes = [Purpose::Treatment, Purpose::Supervision, Purpose::Advocacy];
    let said = |page: &str| {
        page.contains("3.0") || page.contains("sharp drop") || page.contains("/ruptures/")
            // To whom treats her the question about safety comes before the rupture.
            || page.contains("more things are open")
    };
    let measured = |page: &str| page.contains("PHQ-9") || page.contains("/signals/");
    let (mut told, mut untold) = (0, 0);
    let mut wrong = Vec::new();
    for actor in &doors.actors {
        let Some(asker) = actor.asker else { continue };
        let mut may = false;
        for purpose in purposes {
            may |= doors
                .service
                .vault
                .decide(asker, client, sections, purpose)
                .await
                .unwrap()
                .is_ok();
        }
        let list = doors.service.get("/caseload", &actor.cookie).await;
        if said(&list.page) != may && list.status.is_success() {
            wrong.push(format!(
                "{}: may open it: {may}, is told: {}",
                actor.role(),
                !may
            ));
        }
        // Measures are told only to who treats her.
        if measured(&list.page) != (asker.role == Role::Therapist) {
            wrong.push(format!("{}: of measures, {}", actor.role(), list.status));
        }
        if may { told += 1 } else { untold += 1 }
    }
    assert!(
        told >= 3 && untold >= 3,
        "both kinds are here: {told} and {untold}"
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
