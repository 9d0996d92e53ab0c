//! A night on the ward: a nurse who has nothing to do with Amal breaks the glass, reads her plan, and
//! what she did is Amal's to read and somebody else's to look at; in the morning the nurse reads
//! nothing any more.

use crate::people_here::staff;
use crate::service::{On, Service, say, words};
use axum::http::StatusCode;
use care::{HOUR, Role};
use pages::Language;

const PLAN: &str = "I stop answering and count the tiles.";
const WHY: &str = "She does not answer and counts aloud.";
const FOUND: &str = "Wanda sat with her. That was right.";

/// The words of a page as they are said, without the marks around what was put into them.
fn said(page: &str) -> String {
    page.replace(['\u{2068}', '\u{2069}'], "")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_nurse_breaks_the_glass_and_amal_reads_who_and_why() {
    let (service, folk) = Service::with_folk(On::Memory, Language::English).await;
    let english = words(Language::English);
    staff(&service, "Wanda Pryce", Role::WardNurse, Language::English).await;
    let amal = service.sign_in("amal").await;
    let plan = [("do", "plan-send"), (".seen", "0"), ("signs_early", PLAN)];
    let kept = service.client_does(&amal, &plan).await;
    assert_eq!(kept.status, StatusCode::OK, "{}", kept.page);

    // Before: nothing here, for her as for everyone.
    let wanda = service.sign_in("wanda").await;
    let opened = format!("/emergency/{}", folk.amal);
    for closed in [opened.clone(), format!("/clients/{}/plan", folk.amal)] {
        let came = service.get(&closed, &wanda).await;
        assert_eq!(came.status, StatusCode::NOT_FOUND, "{closed}");
        assert!(!came.page.contains(PLAN));
    }
    // Without a reason nothing opens.
    let form = |reason| [("whom", "amal"), ("reason", reason), ("own-words", WHY)];
    let refused = service.post("/emergency", &wanda, &form("")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        service.get(&opened, &wanda).await.status,
        StatusCode::NOT_FOUND
    );

    // With one she comes to the words of the plan, and to nothing else of Amal's.
    let broken = service.post("/emergency", &wanda, &form("danger")).await;
    assert_eq!(broken.status, StatusCode::SEE_OTHER, "{}", broken.page);
    let read = service.get(broken.to(), &wanda).await;
    assert_eq!(read.status, StatusCode::OK, "{}", read.page);
    assert!(read.page.contains(PLAN), "{}", read.page);
    for beyond in ["", "/plan", "/plan/write", "/seen"] {
        let beyond = format!("/clients/{}{beyond}", folk.amal);
        let came = service.get(&beyond, &wanda).await;
        assert_eq!(came.status, StatusCode::NOT_FOUND, "{beyond}");
    }

    // Amal reads it, in her list of who opened what and where she reads who can see what.
    let seen = service.client_does(&amal, &[("do", "seen")]).await;
    assert!(said(&seen.page).contains("Wanda Pryce"), "{}", seen.page);
    let who = said(&service.client_does(&amal, &[("do", "who")]).await.page);
    for told in ["Wanda Pryce", &say(english, "emergency-reason-danger"), WHY] {
        assert!(who.contains(told), "{told}: {who}");
    }

    // Mara finds it in her list, without the words, looks, and says what she found.
    let mara = service.sign_in("mara").await;
    let list = said(&service.get("/reviews", &mara).await.page);
    assert!(
        list.contains("Wanda Pryce") && !list.contains(WHY),
        "{list}"
    );
    let one = format!("/reviews/{}", folk.amal);
    assert!(list.contains(&one), "{list}");
    let page = service.get(&one, &mara).await;
    assert!(page.page.contains(WHY) && !page.page.contains(PLAN));
    let about = page.hidden("about");
    let form = [("about", &*about), ("found", "right"), ("own-words", FOUND)];
    let looked = service.post(&one, &mara, &form).await;
    assert_eq!(looked.status, StatusCode::SEE_OTHER, "{}", looked.page);
    let who = said(&service.client_does(&amal, &[("do", "who")]).await.page);
    assert!(
        who.contains("Mara Lindqvist") && who.contains(FOUND),
        "{who}"
    );

    // Four hours later it is over, for a nurse who is here and signed in.
    service.clock.pass(4 * HOUR);
    let wanda = service.sign_in("wanda").await;
    assert_eq!(
        service.get("/emergency", &wanda).await.status,
        StatusCode::OK
    );
    let over = service.get(&opened, &wanda).await;
    assert_eq!(over.status, StatusCode::NOT_FOUND);
    assert!(!over.page.contains(PLAN));
}
