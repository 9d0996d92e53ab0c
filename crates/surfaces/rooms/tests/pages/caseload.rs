//! The list that is read down in ten seconds: what comes first on it, where its names lead, and
//! what it does not tell in passing.

use crate::served::{OWN, Served, opens_for};
use crate::year::{at, level};
use alliance::AudienceV1;
use alliance::rupture::{ReasonV1, SaidV1};
use axum::http::StatusCode;
use care::{
    ClientId, DAY, HOUR, Line, PersonId, Private, Purpose, RelationKind, Section, SignalKind,
};
use people::{Hashing, NewClient, Passphrases};
use promises::Kind;
use sessions::meeting::{NewSession, record};
use testing::{AMAL, BEN, MARA, RUTH};

#[tokio::test]
async fn the_therapist_finds_the_reason_right_after_the_check_in() {
    let served = Served::new().await;
    served.weeks(&[Some("9"), Some("8"), None]).await;
    assert!(!served.get("ruth", "/caseload").await.has("A sharp drop"));
    let form = served.does("amal", "check-in", &[]).await;
    let (session, version) = (form.hidden("session"), form.hidden("session-version"));
    let mut fields = level("4", "therapist_now");
    fields.extend([("session", &*session), ("session-version", &*version)]);
    served.does("amal", "answer-check-in", &fields).await;
    let list = served.get("ruth", "/caseload").await;
    assert!(
        list.has("A sharp drop early on: 4.0 of 10, after 8.0 the time before."),
        "{}",
        list.page
    );
    assert!(list.has("These need care first"));
}

/// Someone more in care with Ruth.
async fn client(served: &Served, place: u8, called: &str) -> PersonId {
    let id = PersonId::from_bytes([place; 16]);
    let private = |words: &str| Private::new(words.to_owned());
    let new = NewClient {
        id: Some(id),
        called: private(called),
        language: pages::Language::English,
        sign_in_name: private(&format!("client-{place}")),
        passphrase: private("a slow green river"),
    };
    let mara = testing::asker(MARA);
    let passphrases = Passphrases::new(Hashing::light());
    people::admit_client(&served.vault, &passphrases, mara, &new)
        .await
        .unwrap();
    people::assign(
        &served.vault,
        mara,
        ClientId::of(id),
        RUTH,
        RelationKind::Therapist,
    )
    .await
    .unwrap();
    id
}

/// Weekly answers of this client, each scale the same.
async fn answers(served: &Served, who: PersonId, all: &[&'static str]) {
    for score in all {
        served.clock.pass(7 * DAY);
        let ruth = testing::asker(RUTH);
        let sections = [Section::Sessions, Section::Overview];
        let mut act = opens_for(served, ruth, who, &sections, Purpose::Treatment).await;
        let session = act.mint();
        let new = NewSession {
            starts: act.now() - HOUR,
            minutes: 50,
            place: Line::parse("Room 4").unwrap(),
            plan: None,
        };
        record(&mut act, session, &new).await.unwrap();
        act.done().await.unwrap();
        let own = care::Asker {
            person: who,
            role: care::Role::Client,
        };
        let mut act = opens_for(served, own, who, OWN, Purpose::OwnRecord).await;
        let fields: Vec<(String, String)> = level(score, "therapist_now")
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        let sent = alliance::Sent {
            session,
            session_version: 1,
            fields: &fields,
            instead: None,
        };
        alliance::complete(&mut act, alliance::form().unwrap(), &sent, &rooms::Sessions)
            .await
            .unwrap();
        act.done().await.unwrap();
    }
}

#[tokio::test]
async fn what_was_said_comes_before_what_was_noticed_and_a_slide_after_both() {
    let served = Served::new().await;
    // Oldest first: a list by age alone would put the slide on top.
    let slides = client(&served, 0x31, "Pilar").await;
    answers(&served, slides, &["8", "9", "8", "9", "8", "7", "6"]).await;
    let drops = client(&served, 0x32, "Jonas").await;
    answers(&served, drops, &["9", "8", "3"]).await;
    let calm = client(&served, 0x33, "Kai").await;
    answers(&served, calm, &["8", "8"]).await;
    served.clock.pass(DAY);
    served
        .names(AMAL, "You laughed, and I went quiet.", AudienceV1::Section)
        .await;
    let list = served.get("ruth", "/caseload").await;
    let at = |name: &str| {
        let found = list.page.find(&format!("<strong>{name}</strong>"));
        found.unwrap_or_else(|| panic!("{name}: {}", list.page))
    };
    assert!(list.has("A slide over several check-ins"), "{}", list.page);
    let mut places = [at("Amal"), at("Jonas"), at("Pilar"), at("Kai")];
    assert!(places.is_sorted(), "{places:?}");
    // Answered, it goes behind what nobody has answered; "not yet" brings it back to the top.
    let rupture = served.ruptures().await[0];
    served.offered(rupture).await;
    let list = served.get("ruth", "/caseload").await;
    let at = |name: &str| list.page.find(&format!("<strong>{name}</strong>")).unwrap();
    places = [at("Jonas"), at("Pilar"), at("Amal"), at("Kai")];
    assert!(places.is_sorted(), "{places:?}");
    served.says(rupture, SaidV1::NotYet, "").await;
    let list = served.get("ruth", "/caseload").await;
    let at = |name: &str| list.page.find(&format!("<strong>{name}</strong>")).unwrap();
    assert!(at("Amal") < at("Jonas"));
}

/// Ways to pages of capabilities that are not joined here. Whether those open for whom is the
/// program's own story.
const ELSEWHERE: [&str; 4] = ["/reach", "/process-notes/word", "/statements", "/way-back"];

/// The addresses on a page that lead into a record.
fn ways(page: &str) -> Vec<String> {
    let ways = page
        .split("href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next());
    ways.filter(|way| way.starts_with("/clients/"))
        .filter(|way| !ELSEWHERE.iter().any(|end| way.ends_with(end)))
        .map(str::to_owned)
        .collect()
}

#[tokio::test]
async fn every_name_leads_where_the_one_who_looks_may_go_or_nowhere() {
    let served = Served::new().await;
    let mara = testing::asker(MARA);
    // Ben, a therapist, also supervises the work with Amal.
    people::assign(
        &served.vault,
        mara,
        ClientId::of(AMAL),
        BEN,
        RelationKind::Supervisor,
    )
    .await
    .unwrap();
    for rupture in [false, true] {
        if rupture {
            served.fallen().await;
        }
        for (who, count) in [
            ("ruth", 1),
            ("ines", 1),
            ("tomas", 1),
            ("ben", 2),
            ("pim", 1),
        ] {
            let list = served.get(who, "/caseload").await;
            assert!(list.has("<strong>Amal</strong>"), "{who}");
            let mut ways = ways(list.main());
            assert_eq!(ways.len(), count, "{who} {ways:?}");
            // And from there on, every way on every page.
            let mut seen = Vec::new();
            while let Some(way) = ways.pop() {
                let came = served.get(who, &way).await;
                assert_eq!(came.status, StatusCode::OK, "{who} {way}");
                let on = self::ways(came.main()).into_iter();
                ways.extend(on.filter(|on| !seen.contains(on)));
                seen.push(way);
            }
        }
    }
}

#[tokio::test]
async fn someone_who_may_not_open_a_check_in_is_not_told_of_it_in_passing() {
    let served = Served::new().await;
    served.fallen().await;
    assert!(served.get("ruth", "/caseload").await.has("4.0 of 10"));
    let list = served.get("pim", "/caseload").await;
    assert!(
        list.has("Amal") && list.has("Last session"),
        "{}",
        list.page
    );
    assert!(!list.has("4.0") && !list.has("sharp drop"), "{}", list.page);
}

#[tokio::test]
async fn what_is_kept_from_the_therapist_is_not_on_her_list() {
    let served = Served::new().await;
    served.weeks(&[Some("8")]).await;
    let later = (served.vault.now() + 2 * DAY).millis();
    for (audience, days, told) in [
        (AudienceV1::Nobody, 30, false),
        (AudienceV1::Only(vec![*testing::TOMAS.bytes()]), 30, false),
        (AudienceV1::From(later), 1, false),
        (AudienceV1::From(later), 2, true),
    ] {
        let served = Served::new().await;
        served.weeks(&[Some("8")]).await;
        served.names(AMAL, "You laughed.", audience.clone()).await;
        served.clock.pass(days * DAY);
        let list = served.get("ruth", "/caseload").await;
        assert_eq!(
            list.has("They said that something felt wrong"),
            told,
            "{audience:?} {days}"
        );
        let page = served.get("ruth", &at()).await;
        assert_eq!(
            page.has("They said that something felt wrong"),
            told,
            "{audience:?} {days}"
        );
    }
}

#[test]
fn every_signal_has_an_index_of_its_own() {
    let reason = |signal: u8| ReasonV1 {
        signal,
        rule: String::new(),
        source: String::new(),
        score: None,
        against: None,
        sessions: 0,
    };
    let all: std::collections::BTreeSet<SignalKind> = (0..6).map(|i| reason(i).signal()).collect();
    assert_eq!(all.len(), 6);
}

#[tokio::test]
async fn what_we_did_not_do_comes_after_what_was_said_and_before_what_was_noticed() {
    let served = Served::new().await;
    served.weeks(&[Some("8")]).await;
    let drops = client(&served, 0x32, "Jonas").await;
    answers(&served, drops, &["9", "8", "3"]).await;
    let list = async || served.get("ruth", "/caseload").await;
    let place = |page: &str, name: &str| page.find(&format!("<strong>{name}</strong>")).unwrap();
    // Due tomorrow, it asks for nothing.
    served.promises(RUTH, Kind::Task, DAY).await;
    let page = list().await.page;
    assert!(place(&page, "Jonas") < place(&page, "Amal"));
    served.clock.pass(DAY + HOUR);
    let page = list().await.page;
    assert!(
        page.contains("You said you would do what was agreed by"),
        "{page}"
    );
    assert!(place(&page, "Amal") < place(&page, "Jonas"));
    assert!(page.contains("/promises\"><strong>Amal"), "{page}");
    // "It felt wrong" goes before it.
    served
        .names(AMAL, "You laughed, and I went quiet.", AudienceV1::Section)
        .await;
    let page = list().await.page;
    assert!(
        page.contains("They said that something felt wrong"),
        "{page}"
    );
}

#[tokio::test]
async fn an_unanswered_message_waits_in_its_place_and_rises_when_its_time_is_over() {
    let served = Served::new().await;
    served.weeks(&[Some("8")]).await;
    let drops = client(&served, 0x32, "Jonas").await;
    answers(&served, drops, &["9", "8", "3"]).await;
    served.writes("Can we begin with my sister?").await;
    let place = |page: &str, name: &str| page.find(&format!("<strong>{name}</strong>")).unwrap();
    let page = served.get("ruth", "/caseload").await.page;
    assert!(
        page.contains("You said they would have an answer by"),
        "{page}"
    );
    assert!(!page.contains("Can we begin"), "nothing of what it says");
    assert!(place(&page, "Jonas") < place(&page, "Amal"));
    served.clock.pass(2 * DAY + HOUR);
    let page = served.get("ruth", "/caseload").await.page;
    assert!(
        page.contains("and have no answer. It was promised by"),
        "{page}"
    );
    assert!(place(&page, "Amal") < place(&page, "Jonas"));
    for who in ["ines", "tomas", "pim"] {
        let page = served.get(who, "/caseload").await.page;
        assert!(
            !page.contains("no answer") && !page.contains("/messages"),
            "{who}"
        );
    }
}

#[tokio::test]
async fn what_is_ours_to_write_is_told_among_the_others() {
    let served = Served::new().await;
    let sessions = served.weeks(&[Some("8")]).await;
    let list = served.get("ruth", "/caseload").await;
    assert!(list.has("Nothing is open."), "{}", list.main());
    assert!(
        list.has("Nobody has written down whether"),
        "{}",
        list.main()
    );
    served
        .was_held(sessions[0], served.vault.now() - HOUR - HOUR / 2)
        .await;
    let list = served.get("ruth", "/caseload").await;
    assert!(list.has("No note yet for Monday 4 May."), "{}", list.main());
    assert!(
        list.has(&format!("<a href=\"{}\">", at())),
        "{}",
        list.main()
    );
}

#[tokio::test]
async fn who_asks_for_another_time_and_who_waits_for_a_signature_is_on_the_list() {
    let served = Served::new().await;
    served.weeks(&[Some("8")]).await;
    let act = served.opens(AMAL, OWN).await;
    let next = sessions::coming(&act).await.unwrap()[0].record;
    drop(act);
    served.wishes(next).await;
    let list = served.get("ruth", "/caseload").await;
    assert!(
        list.has("They ask for another time than"),
        "{}",
        list.main()
    );
    assert!(
        list.has(&format!("/sessions/{next}\"><strong>Amal")),
        "{}",
        list.main()
    );
    // What Ruth proposed waits for Amal, and is no reason on Ruth's list.
    served.agreement(&[("avoid", "Journey")], false).await;
    assert!(!served.get("ruth", "/caseload").await.has("One more thing"));
}

#[tokio::test]
async fn many_broken_promises_are_one_line_that_says_how_many_and_since_when() {
    let served = Served::new().await;
    served.weeks(&[Some("8")]).await;
    for after in 1..=3 {
        let about = served.promises(RUTH, Kind::Task, after * DAY).await;
        served.clock.pass((after + 2) * DAY);
        let sections = [Section::Relationship, Section::Overview];
        let mut act = served.opens(RUTH, &sections).await;
        promises::missed(&mut act, Kind::Task, about).await.unwrap();
        act.done().await.unwrap();
        let list = served.get("ruth", "/caseload").await;
        assert!(!list.has("more thing"), "{}", list.main());
        let said = match after {
            1 => "It was not kept, and nobody has said sorry.".to_owned(),
            count => format!("{count} of your promises were not kept, the first of Tuesday 5 May"),
        };
        assert!(list.has(&said), "{said}: {}", list.main());
    }
}

#[tokio::test]
async fn what_was_brought_to_supervision_stands_first_there_until_someone_has_looked() {
    let served = Served::new().await;
    let rupture = served.fallen().await;
    let list = async || served.get("ines", "/caseload").await;
    assert!(!list().await.has("Brought to you"));
    let brings = format!("{}/ruptures/{rupture}/supervision", at());
    let came = served.post("ruth", &brings, &[]).await;
    assert_eq!(came.status, StatusCode::SEE_OTHER, "{}", came.page);
    let page = list().await;
    assert!(
        page.has("Brought to you. Nobody has looked at it yet."),
        "{}",
        page.main()
    );
    assert!(
        page.has(&format!("/beside/ruptures/{rupture}")),
        "{}",
        page.main()
    );
    // On the list of whoever brought it, it stays what it is.
    assert!(!served.get("ruth", "/caseload").await.has("Brought to you"));
    let looked = format!("{}/beside/ruptures/{rupture}/looked", at());
    let came = served.post("ines", &looked, &[("words", "")]).await;
    assert_eq!(came.status, StatusCode::SEE_OTHER, "{}", came.page);
    assert!(!list().await.has("Brought to you"));
}
