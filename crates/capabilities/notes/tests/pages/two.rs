//! Notes that Amal and Sol, a peer supporter, write together, or none.

use crate::served::{SOL, Served};
use axum::http::StatusCode;
use care::{ClientId, RecordId};
use notes::together_with;
use sealed::Blind;
use testing::AMAL;

fn at(step: &str) -> String {
    format!("/clients/{}/together{step}", ClientId::of(AMAL))
}

async fn begins(served: &Served) -> String {
    let once = served.get("sol", &at("")).await.hidden("once");
    let form = [("once", &*once), ("own-words", "We walked by the river.")];
    for _ in 0..2 {
        let came = served.post("sol", &at(""), &form).await;
        assert_eq!(came.to, at(&format!("/{once}")));
    }
    once
}

async fn sol(served: &Served, note: &str, seen: &str, form: &[(&str, &str)]) -> StatusCode {
    let mut all = vec![("seen", seen)];
    all.extend_from_slice(form);
    served
        .post("sol", &at(&format!("/{note}")), &all)
        .await
        .status
}

#[tokio::test]
async fn it_is_a_note_when_both_agreed_and_nobody_else_reads_it() {
    let served = Served::new(Blind::Yes).await;
    let note = begins(&served).await;
    let page = served.client(&[("do", "together")]).await;
    assert!(page.has("We walked by the river.") && page.has("This waits for your yes."));
    // One does not agree to one's own words.
    assert_eq!(
        sol(&served, &note, "1", &[("do", "agree")]).await,
        StatusCode::NOT_FOUND
    );
    let words = [
        ("do", "together-reword"),
        ("about", &*note),
        ("seen", "1"),
        ("own-words", "We walked, and did not speak."),
    ];
    let page = served.client(&words).await;
    assert!(page.has("This waits for their yes."), "{}", page.page);
    // Sol looked at the older wording: what they send is held back, and kept on the page.
    let older = [("do", "reword"), ("own-words", "Something else.")];
    assert_eq!(
        sol(&served, &note, "1", &older).await,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert_eq!(
        sol(&served, &note, "2", &[("do", "agree")]).await,
        StatusCode::SEE_OTHER
    );
    let page = served.client(&[("do", "together")]).await;
    assert!(page.has("and you both agreed"), "{}", page.page);
    assert!(
        served
            .client(&[("do", "notes")])
            .await
            .has("value=\"together\"")
    );
    for who in ["ruth", "ines", "ben", "mara"] {
        for step in ["", &format!("/{note}")] {
            let came = served.get(who, &at(step)).await;
            assert_eq!(came.status, StatusCode::NOT_FOUND, "{who}");
        }
    }
    // Ruth, who may open the sessions, does not find it there either.
    let sections = [care::Section::Sessions];
    let id = RecordId::parse(&note).unwrap();
    let ruth = served.small.act(testing::RUTH, AMAL, &sections).await;
    assert!(notes::together(&ruth).await.unwrap().is_empty());
    assert_eq!(together_with(&ruth, id).await.unwrap(), None);
    let amal = served.small.act(AMAL, AMAL, &sections).await;
    assert_eq!(together_with(&amal, id).await.unwrap(), Some(SOL));
}

#[tokio::test]
async fn what_both_agreed_to_stays_and_what_one_does_not_want_is_no_note() {
    let served = Served::new(Blind::Yes).await;
    let note = begins(&served).await;
    let no = [("do", "together-drop"), ("about", &*note), ("seen", "1")];
    let page = served.client(&no).await;
    assert!(page.has("There are none right now."), "{}", page.page);
    let gone = served.get("sol", &at(&format!("/{note}"))).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
    let note = begins(&served).await;
    let yes = [("do", "together-agree"), ("about", &*note), ("seen", "1")];
    served.client(&yes).await;
    assert_eq!(
        sol(&served, &note, "2", &[("do", "drop")]).await,
        StatusCode::CONFLICT
    );
    let other = [("do", "reword"), ("own-words", "We ran by the river.")];
    assert_eq!(
        sol(&served, &note, "2", &other).await,
        StatusCode::SEE_OTHER
    );
    let page = served.client(&[("do", "together")]).await;
    assert!(page.has("We walked by the river.") && page.has("We ran by the river."));
    let no = [("do", "together-drop"), ("about", &*note), ("seen", "3")];
    let page = served.client(&no).await;
    assert!(page.has("We walked by the river.") && !page.has("We ran"));
    // Another wording can follow what was left.
    let third = [("do", "reword"), ("own-words", "We sat by the river.")];
    assert_eq!(
        sol(&served, &note, "4", &third).await,
        StatusCode::SEE_OTHER
    );
    // The other's own words sent back as they are: that is a yes.
    let same = [
        ("do", "together-reword"),
        ("about", &*note),
        ("seen", "5"),
        ("own-words", "We sat by the river."),
    ];
    let page = served.client(&same).await;
    assert!(page.has("We sat by the river.") && !page.has("Until then it is no note."));
}
