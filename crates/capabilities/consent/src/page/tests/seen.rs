//! What the client reads, and what nobody gets to see without it.

use super::*;
use care::{DAY, Grant, Grantee, HOUR, MINUTE};
use sealed::engine::{CommitError, Engine};
use std::sync::atomic::Ordering;

/// How what Ruth opened begins.
const READ: &str = "<li>Opened what you said after sessions";

#[tokio::test]
async fn nothing_is_opened_when_the_line_cannot_be_written() {
    let small = Small::new().await;
    small.disk.full.store(true, Ordering::SeqCst);
    let said = small.ruth_opens().await.map(|_| ());
    assert!(
        matches!(said, Err(ReadError::NoLine(CommitError::Full))),
        "{said:?}"
    );
    small.disk.full.store(false, Ordering::SeqCst);
    let page = small.seen("en").await;
    assert!(
        !page.contains(READ),
        "and nothing that did not happen is told"
    );
}

#[tokio::test]
async fn the_line_is_there_before_the_words_are() {
    let small = Small::new().await;
    let lines = async || {
        EngineOnDisk(Arc::clone(&small.disk))
            .all_lines(0, 1_000)
            .await
            .unwrap()
            .len()
    };
    let before = lines().await;
    let act = small.ruth_opens().await.unwrap();
    assert_eq!(
        lines().await,
        before + 1,
        "nothing has been read from the act yet"
    );
    assert!(act.latest::<NoteV1>().await.unwrap().kept.is_empty());
    assert_eq!(lines().await, before + 1);
}

#[tokio::test]
async fn an_opening_is_told_with_who_what_for_and_on_what_right() {
    let small = Small::new().await;
    small.clock.set(at(14, 2));
    drop(small.ruth_opens().await.unwrap());
    small.clock.pass(MINUTE);
    let page = small.seen("en").await;
    for said in [
        "<strong>Ruth Okafor</strong>",
        "They may, because they are your therapist.",
        "<li>Opened what you said after sessions and the notes you can read, to work with you, at \
         14:02.<form",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    let page = small.seen("es").await;
    for said in [
        "<strong>Ruth Okafor</strong>",
        "Puede, porque es tu terapeuta.",
        "<li>Abrió lo que dijiste después de las sesiones y las notas que puedes leer, para \
         trabajar contigo, a las 14:02.<form",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
}

#[tokio::test]
async fn ten_openings_within_ten_minutes_are_one_line_and_the_next_is_another() {
    let small = Small::new().await;
    small.clock.set(at(14, 2));
    for _ in 0..10 {
        drop(small.ruth_opens().await.unwrap());
        small.clock.pass(59_999);
    }
    let page = small.seen("en").await;
    assert!(page.contains("to work with you, at 14:02.<"), "{page}");
    small.clock.set(at(14, 12));
    drop(small.ruth_opens().await.unwrap());
    let page = small.seen("en").await;
    assert!(
        page.contains("to work with you, at 14:02 and 14:12.<"),
        "{page}"
    );
    assert_eq!(page.matches(READ).count(), 1);
}

#[tokio::test]
async fn writing_is_told_apart_from_reading() {
    let small = Small::new().await;
    let mut act = small.ruth_opens().await.unwrap();
    act.keep(
        act.mint(),
        &NoteV1 {
            said: "words of Ruth".to_owned(),
        },
    )
    .unwrap();
    act.done().await.unwrap();
    let page = small.seen("en").await;
    assert!(
        page.contains("<li>Wrote in your record: the notes you can read, to work with you, at")
    );
    assert_eq!(page.matches(READ).count(), 1);
    let right = "They may, because they are your therapist.";
    assert_eq!(page.matches(right).count(), 1, "the right is said once");
    assert!(!page.contains("words of Ruth"));
}

#[tokio::test]
async fn ones_own_looking_is_one_quiet_line_a_day() {
    let small = Small::new().await;
    for _ in 0..3 {
        small.seen("en").await;
        small.clock.pass(10 * MINUTE);
    }
    let page = small.seen("en").await;
    assert!(
        page.contains("<p class=\"quiet\">You looked at your own record 4 times.</p>"),
        "{page}"
    );
    small.clock.pass(DAY);
    let page = small.seen("en").await;
    assert_eq!(page.matches("You looked at your own record").count(), 2);
    assert!(page.contains("You looked at your own record once."));
}

#[tokio::test]
async fn damaged_lines_are_named_and_the_others_are_told() {
    let small = Small::new().await;
    small.clock.set(at(14, 2));
    drop(small.ruth_opens().await.unwrap());
    let places = EngineOnDisk(Arc::clone(&small.disk))
        .all_lines(0, 100)
        .await
        .unwrap();
    let of_ruth = places.last().unwrap().place;
    small.disk.spoiled_below.store(of_ruth, Ordering::SeqCst);
    let page = small.seen("en").await;
    let damaged = usize::try_from(of_ruth).unwrap();
    assert!(
        page.contains(&format!(
            "{damaged} lines here are damaged and cannot be read"
        )),
        "{page}"
    );
    assert!(page.contains("<strong>Ruth Okafor</strong>") && page.contains(READ));
    small.disk.spoiled_below.store(u64::MAX, Ordering::SeqCst);
    let page = small.seen("es").await;
    assert!(page.contains("están dañadas y no se pueden leer"), "{page}");
}

#[tokio::test]
async fn someone_whose_name_cannot_be_read_is_told_by_what_they_do() {
    let small = Small::new().await;
    small
        .stand(|facts| {
            facts.relations.push(Relation {
                person: LOST,
                kind: RelationKind::Advocate,
                from: testing::BEGINNING,
                until: None,
            });
        })
        .await;
    let lost = staff(LOST, Role::Advocate);
    drop(
        small
            .open(lost, &[Section::CheckIns], Purpose::Advocacy)
            .await
            .unwrap(),
    );
    let page = small.seen("en").await;
    assert!(page.contains("<strong>Someone</strong>"));
    assert!(page.contains("They may, because they are your advocate."));
    assert!(page.contains("<li>Opened what you said after sessions, to stand beside you"));
    assert!(page.contains("<li>Someone, your advocate, since Monday 4 May</li>"));
}

#[tokio::test]
async fn who_may_see_it_now_is_who_may_and_nobody_whose_time_is_over() {
    let small = Small::new().await;
    small.clock.pass(HOUR);
    let now = small.vault.now();
    let page = small.seen("en").await;
    assert!(page.contains("<li>Ruth Okafor, your therapist, since Monday 4 May</li>"));
    assert!(page.contains("Whoever leads the service can see your name"));
    let grant = |until| Grant {
        id: RecordId::from_bytes([0; 16]),
        grantee: Grantee::Person(IMANI),
        sections: Sections::of(&[Section::CrisisPlan]),
        purpose: Purpose::Treatment,
        from: now,
        until,
    };
    small
        .stand(|facts| {
            facts.relations[0].until = Some(now);
            facts.grants = vec![grant(now + DAY), grant(now)];
        })
        .await;
    let page = small.seen("en").await;
    assert!(!page.contains("since Monday"), "{page}");
    let said = "Imani &lt;b&gt;Brooks&lt;/b&gt; may see your crisis plan until Tuesday 5 May. You allowed it.";
    let plain = page.replace("&#60;", "&lt;").replace("&#62;", "&gt;");
    assert_eq!(plain.matches(said).count(), 1, "{plain}");
    small.stand(|facts| facts.conflicts = vec![IMANI]).await;
    assert!(
        !small.seen("en").await.contains("may see your crisis plan"),
        "for her there is no such client"
    );
}

#[tokio::test]
async fn nothing_of_the_machinery_stands_on_the_page() {
    let small = Small::new().await;
    drop(small.ruth_opens().await.unwrap());
    for language in ["en", "es"] {
        let page = small.seen(language).await;
        for id in [MINA, RUTH, IMANI] {
            assert!(!page.contains(&id.to_string()));
        }
        let hex = page
            .split(|c: char| !c.is_ascii_hexdigit())
            .find(|part| part.len() >= 12);
        assert_eq!(hex, None);
        assert!(
            !page.contains("seen-section") && !page.contains("relation-"),
            "{page}"
        );
    }
}

#[tokio::test]
async fn what_is_further_back_is_a_page_away_and_a_form_sent_twice_goes_one_page() {
    let small = Small::new().await;
    for day in 0..450 {
        small.clock.set(testing::BEGINNING + day * DAY);
        drop(small.ruth_opens().await.unwrap());
    }
    let mut told = 0;
    let mut page = small.seen("en").await;
    for number in 1..=3 {
        told += page.matches(READ).count();
        if number == 3 {
            break;
        }
        assert!(page.contains(&format!("name=\"page\" value=\"{number}\"")));
        for _ in 0..2 {
            small
                .send("en", Some(&format!("do=seen-earlier&page={number}")))
                .await;
        }
        page = main(&small.send("en", None).await);
        assert!(!page.contains("Who may see it now"));
    }
    assert_eq!(told, 450, "every line once");
    assert!(
        !page.contains("value=\"seen-earlier\""),
        "there is nothing further back"
    );
    for form in [
        "do=seen-earlier",
        "do=seen-earlier&page=9",
        "do=seen-earlier&page=x",
        "do=seen-earlier&page=3",
    ] {
        small.send("en", Some(form)).await;
        let same = main(&small.send("en", None).await);
        assert_eq!(same.matches(READ).count(), page.matches(READ).count());
    }
    assert!(
        small.seen("en").await.contains("Who may see it now"),
        "back to the newest"
    );
}

#[tokio::test]
async fn the_page_as_a_whole() {
    let small = Small::new().await;
    small.clock.set(at(10, 0));
    drop(small.ruth_opens().await.unwrap());
    small.clock.pass(DAY);
    let mut act = small.ruth_opens().await.unwrap();
    act.keep(
        act.mint(),
        &NoteV1 {
            said: "words".to_owned(),
        },
    )
    .unwrap();
    act.done().await.unwrap();
    small.clock.pass(HOUR);
    drop(small.ruth_opens().await.unwrap());
    small.seen("en").await;
    insta::assert_snapshot!("seen_en", small.seen("en").await);
    insta::assert_snapshot!("seen_es", small.seen("es").await);
}
