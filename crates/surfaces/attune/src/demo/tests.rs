//! The year is looked at as people will look at it.

mod stories;
mod work;

use super::*;
use alliance::AllianceGistV1;
use care::{Asker, Basis, Purpose, RelationKind, Section, Sections};
use measures::{Day, Fitting, MeasuresGistV1, Offer};
use sealed::Overview;

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
    let mut waits: Vec<(String, String)> = Vec::new();
    let today = Day::of(opened.vault.now(), &TimeZone::UTC);
    for (access, overview) in accesses.iter().zip(&overviews) {
        let called = people::called(&opened.vault, *access, overview).await;
        let name = called.unwrap().unwrap();
        let gist = overview.get::<AllianceGistV1>().unwrap().unwrap();
        let glance = gist.for_person(asker.person, overview.client, opened.vault.now());
        let met = overview.get::<sessions::SessionsGistV1>().unwrap().unwrap();
        assert!(met.glance(opened.vault.now()).next.is_some(), "{name}");
        waits.extend(of_measures(overview, &name, today));
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
    assert_eq!(
        open,
        expected.map(|(who, what)| (who.to_owned(), what.to_owned()))
    );
    these_wait(waits);
    assert_eq!(fitted(&opened.vault, today).await, 4);
    stories::stand(&opened.vault).await;
    opened.vault.engine().close().await;
}

/// What is open about someone's measures, and what is due.
fn of_measures(overview: &Overview, name: &str, today: Day) -> Vec<(String, String)> {
    let offer = Offer::shipped().unwrap();
    let treats = Basis::Relation(RelationKind::Therapist);
    let gist = overview
        .get::<MeasuresGistV1>()
        .unwrap()
        .unwrap_or_default();
    let glance = gist.glance(treats, &offer, today);
    let signals = glance.open.iter().map(|open| format!("{:?}", open.signal));
    let due = glance.due.iter().map(|due| format!("{due} is due"));
    signals
        .chain(due)
        .map(|what| (name.to_owned(), what))
        .collect()
}

/// For how many measures the service knows what course to expect.
async fn fitted(vault: &Vault, today: Day) -> usize {
    let all = measures::refit(vault, today).await.unwrap();
    let fitted = all.iter().filter(|one| one.outcome == Fitting::Fitted);
    fitted.count()
}

/// What is open and what is due, of whom.
fn these_wait(mut waits: Vec<(String, String)>) {
    waits.sort();
    let expected = [
        ("Jonas Mbeki", "Deteriorated"),
        ("Noor Haddad", "phq-9 is due"),
        ("Wren Castell", "Safety"),
    ];
    let expected = expected.map(|(who, what)| (who.to_owned(), what.to_owned()));
    assert_eq!(waits, expected);
}
