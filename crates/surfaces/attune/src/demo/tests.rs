//! The year is looked at as people will look at it.

use super::*;
use alliance::AllianceGistV1;
use care::{Asker, Purpose, Section, Sections};

#[tokio::test(flavor = "multi_thread")]
async fn the_year_leaves_the_stories_it_promises_and_nothing_is_wrong_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let place = make(folder.path()).await.unwrap();
    assert!(
        make(folder.path())
            .await
            .unwrap_err()
            .to_string()
            .contains("already")
    );
    let config = crate::config::Config::read(&place, &Reach::default()).unwrap();
    let opened = crate::open::vault(&config, crate::open::Begin::Never)
        .await
        .unwrap();
    let found = opened.vault.verify(&crate::verify::kinds()).await.unwrap();
    assert!(found.is_whole(), "{found:?}");
    assert!(found.opened > 900, "{found:?}");

    let (staff, damaged) = people::staff(&opened.vault).await.unwrap();
    assert_eq!((staff.len(), damaged), (STAFF.len(), 0));
    let ruth = staff
        .iter()
        .find(|person| person.called() == "Ruth Okafor")
        .unwrap();
    let asker = Asker {
        person: ruth.person,
        role: ruth.role,
    };
    let clients = opened.vault.caseload(asker).await.unwrap();
    let list = Sections::of(&[Section::Identity, Section::Overview]);
    let accesses = opened
        .vault
        .decide_each(asker, &clients, list, Purpose::Caseload)
        .await
        .unwrap();
    let overviews = opened.vault.overviews(&accesses).await.unwrap();
    let mut open: Vec<(String, String)> = Vec::new();
    let mut measured: Vec<(String, String)> = Vec::new();
    let offer = measures::Offer::shipped().unwrap();
    let today = measures::Day::of(opened.vault.now(), &TimeZone::UTC);
    let treats = care::Basis::Relation(care::RelationKind::Therapist);
    for (access, overview) in accesses.iter().zip(&overviews) {
        let called = people::called(&opened.vault, *access, overview).await;
        let name = called.unwrap().unwrap();
        let gist = overview.get::<AllianceGistV1>().unwrap().unwrap();
        let glance = gist.for_person(asker.person, overview.client, opened.vault.now());
        assert!(glance.next_session.is_some(), "{name}");
        let measures = overview.get::<measures::MeasuresGistV1>().unwrap();
        let at_a_glance = measures.unwrap_or_default().glance(treats, &offer, today);
        for signal in &at_a_glance.open {
            measured.push((name.clone(), format!("{:?}", signal.signal)));
        }
        for due in &at_a_glance.due {
            measured.push((name.clone(), format!("{due} is due")));
        }
        for rupture in glance.open {
            open.push((
                name.clone(),
                format!("{:?} {:?}", rupture.signal, rupture.state),
            ));
        }
    }
    open.sort();
    let expected = [
        ("Iris Feld", "Said Open"),
        ("Jonas Mbeki", "BelowOwnRange NotYet"),
        ("Wren Castell", "Silence Open"),
    ];
    let expected: Vec<_> = expected
        .iter()
        .map(|(who, what)| ((*who).to_owned(), (*what).to_owned()))
        .collect();
    assert_eq!(open, expected);
    measured.sort();
    let expected = [
        ("Jonas Mbeki", "Deteriorated"),
        ("Noor Haddad", "phq-9 is due"),
        ("Wren Castell", "Safety"),
    ];
    let expected: Vec<_> = expected
        .iter()
        .map(|(who, what)| ((*who).to_owned(), (*what).to_owned()))
        .collect();
    assert_eq!(measured, expected);
    let fitted = measures::refit(&opened.vault, today).await.unwrap();
    let fitted = fitted
        .iter()
        .filter(|one| one.outcome == measures::Fitting::Fitted);
    assert_eq!(fitted.count(), 4, "courses to be expected");
    opened.vault.engine().close().await;
}
