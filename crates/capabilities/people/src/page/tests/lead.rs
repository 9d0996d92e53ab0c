//! What a service lead does, over HTTP.

use super::Served;
use crate::small::PASSPHRASE;
use axum::http::StatusCode;

const SEE_OTHER: StatusCode = StatusCode::SEE_OTHER;
const AGAIN: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

fn typed(name: &str) -> String {
    format!("sign-in={name}&passphrase={}", PASSPHRASE.replace(' ', "+"))
}

#[tokio::test]
async fn for_everyone_else_these_pages_do_not_exist() {
    let (served, folk) = Served::with_folk().await;
    let client = format!("/people/clients/{}", folk.mina);
    let absent = "/people/clients/00000000000000000000000000000007".to_owned();
    for name in ["ruth", "mina.k"] {
        let who = served.sign_in(name).await;
        let nothing = served.get("/no-such-page", &who).await;
        for path in [
            "/people",
            "/people/new-staff",
            "/people/new-client",
            &client,
            &absent,
        ] {
            let came = served.get(path, &who).await;
            assert_eq!(
                (came.status, &came.page),
                (StatusCode::NOT_FOUND, &nothing.page),
                "{name} {path}"
            );
        }
        for path in ["/people/find", "/people/new-staff", "/people/new-client"] {
            assert_eq!(
                served.post(path, &who, &typed("new-one")).await.status,
                StatusCode::NOT_FOUND
            );
        }
        for path in ["begin", "end"] {
            let form = format!("person={}&kind=therapist", folk.ruth);
            let came = served.post(&format!("{client}/{path}"), &who, &form).await;
            assert_eq!(came.status, StatusCode::NOT_FOUND);
        }
    }
    let lead = served.sign_in("imani").await;
    assert_eq!(
        served.get(&absent, &lead).await.status,
        StatusCode::NOT_FOUND
    );
    let own = format!("/people/clients/{}", folk.ruth);
    assert_eq!(
        served.get(&own, &lead).await.status,
        StatusCode::NOT_FOUND,
        "staff are no clients"
    );
}

#[tokio::test]
async fn wrong_answers_are_told_at_their_fields_and_what_was_typed_stays() {
    let (served, _) = Served::with_folk().await;
    let lead = served.sign_in("imani").await;
    for (path, form, at) in [
        (
            "/people/new-staff",
            format!("name=Ana&role=advocate&{}", typed("RUTH")),
            "sign-in-wrong",
        ),
        (
            "/people/new-staff",
            format!("name=&role=advocate&{}", typed("ana")),
            "name-wrong",
        ),
        (
            "/people/new-staff",
            format!("name=Ana&role=client&{}", typed("ana")),
            "role-wrong",
        ),
        (
            "/people/new-staff",
            format!("name=Ana&role=king&{}", typed("ana")),
            "role-wrong",
        ),
        (
            "/people/new-client",
            "name=Leyla&sign-in=leyla&passphrase=short".to_owned(),
            "passphrase-wrong",
        ),
        ("/people/find", "sign-in=nobody".to_owned(), "sign-in-wrong"),
        ("/people/find", "sign-in=ruth".to_owned(), "sign-in-wrong"),
        ("/people/find", String::new(), "sign-in-wrong"),
    ] {
        let came = served.post(path, &lead, &form).await;
        assert_eq!(came.status, AGAIN, "{path} {form}");
        assert!(came.page.contains(&format!("id=\"{at}\"")), "{path} {form}");
        assert_eq!(
            came.page.matches("class=\"wrong\"").count(),
            1,
            "{path} {form}"
        );
        assert!(
            !came.page.contains(PASSPHRASE) && !came.page.contains("people-"),
            "{path}"
        );
    }
    let came = served
        .post("/people/new-staff", &lead, "name=Ana+%3Cb%3E&sign-in=ana")
        .await;
    assert!(
        came.page.contains("value=\"Ana &lt;b&gt;\"")
            || came.page.contains("value=\"Ana &#60;b&#62;\"")
    );
}

#[tokio::test]
async fn a_lead_admits_a_client_once_and_says_who_works_with_them() {
    let (served, folk) = Served::with_folk().await;
    let lead = served.sign_in("imani").await;
    let new = served.get("/people/new-client", &lead).await.hidden("new");
    let form = format!("new={new}&name=Leyla&language=es&{}", typed("leyla"));
    let (once, twice) = (
        served.post("/people/new-client", &lead, &form).await,
        served.post("/people/new-client", &lead, &form).await,
    );
    let here = format!("/people/clients/{new}");
    assert_eq!(
        (once.status, &once.to, &twice.to),
        (SEE_OTHER, &here, &here)
    );
    let found = served.post("/people/find", &lead, "sign-in=+Leyla").await;
    assert_eq!(found.to, here);
    let page = served.get(&here, &lead).await;
    assert!(page.page.contains("<h1>Leyla</h1>") && page.page.contains("Nobody yet"));
    for choice in ["Ruth Okafor (Therapist)", ">Therapist</option>"] {
        assert!(page.page.contains(choice), "written one way: {choice}");
    }

    let form = format!("person={}&kind=therapist", folk.ruth);
    for _ in 0..2 {
        assert_eq!(
            served.post(&format!("{here}/begin"), &lead, &form).await.to,
            here
        );
    }
    let page = served.get(&here, &lead).await;
    assert_eq!(
        page.page
            .matches("Ruth Okafor, therapist, since Monday 4 May")
            .count(),
        1
    );
    for (wrong, form) in [
        (
            "a kind that does not fit",
            format!("person={}&kind=advocate", folk.ruth),
        ),
        ("no kind", format!("person={}", folk.ruth)),
        ("nobody", "person=nobody&kind=therapist".to_owned()),
    ] {
        let came = served.post(&format!("{here}/begin"), &lead, &form).await;
        assert_eq!(came.status, AGAIN, "{wrong}");
        assert!(came.page.contains("id=\"person-wrong\""), "{wrong}");
    }
    let form = format!("person={}&kind=therapist", folk.ruth);
    for _ in 0..2 {
        assert_eq!(
            served.post(&format!("{here}/end"), &lead, &form).await.to,
            here
        );
    }
    let page = served.get(&here, &lead).await;
    assert!(
        page.page.contains("Nobody yet") && page.page.contains("from Monday 4 May to Monday 4 May")
    );
    assert_eq!(
        served.half("leyla").await.len(),
        "__Host-a=".len() + 64,
        "and Leyla can come in"
    );
}

#[tokio::test]
async fn admitting_staff_and_saying_who_works_with_whom_asks_who_is_there() {
    let (served, folk) = Served::with_folk().await;
    let lead = served.sign_in("imani").await;
    served.small.clock.pass(6 * care::MINUTE);
    let here = format!("/people/clients/{}", folk.mina);
    let form = format!("person={}&kind=therapist", folk.ruth);
    let begin = format!("{here}/begin");
    let came = served.post(&begin, &lead, &form).await;
    assert!(came.to.starts_with("/again"), "{}", came.to);
    let new = format!("name=Ana&role=advocate&{}", typed("ana"));
    let came = served.post("/people/new-staff", &lead, &new).await;
    assert!(came.to.starts_with("/again"), "{}", came.to);
    let came = served.get("/people/new-staff", &lead).await;
    assert!(came.to.starts_with("/again"), "before anything is typed");
    let page = served.get(&here, &lead).await.page;
    assert!(page.contains("Nobody yet"));
    let lead = served.sign_in("imani").await;
    let before = told(&served, folk.mina.person()).await;
    served.post(&begin, &lead, &form).await;
    let after = told(&served, folk.mina.person()).await;
    assert_eq!(after, before + 1, "the client is told that something waits");
    served.post(&begin, &lead, &form).await;
    assert_eq!(told(&served, folk.mina.person()).await, after, "once");
}

async fn told(served: &Served, whom: care::PersonId) -> usize {
    let (due, _) = served.small.vault.due(100).await.unwrap();
    due.iter().filter(|one| one.to == whom).count()
}

#[tokio::test]
async fn the_list_shows_who_works_here_and_nobody_in_care() {
    let (served, _) = Served::with_folk().await;
    let lead = served.sign_in("imani").await;
    let new = served.get("/people/new-staff", &lead).await.hidden("new");
    let form = format!(
        "new={new}&name=Ana+Ruiz&role=advocate&language=es&{}",
        typed("ana")
    );
    for _ in 0..2 {
        assert_eq!(
            served.post("/people/new-staff", &lead, &form).await.to,
            "/people"
        );
    }
    let page = served.get("/people", &lead).await;
    assert_eq!(page.status, StatusCode::OK);
    for name in ["Ana Ruiz", "Imani Brooks", "Ruth Okafor"] {
        assert_eq!(
            page.page.matches(&format!("{name}</a></th>")).count(),
            1,
            "{name}"
        );
    }
    assert!(!page.page.contains("Mina") && !page.page.contains("people-"));
}
