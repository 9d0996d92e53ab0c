//! What a client reads of the promises made to them, and the one thing they can say.

use crate::served::served;
use care::{ClientId, DAY, Line, RecordId, Section};
use promises::{Became, Kind, New, PromiseV1, Say, made, say, stands, turn};
use sealed::{Act, Kept};
use testing::{AMAL, RUTH, Small};

const BOTH: [Section; 2] = [Section::Relationship, Section::Overview];

pub(crate) async fn promised(small: &Small, kind: Kind, number: u8) -> RecordId {
    let mut act = small.act(AMAL, AMAL, &BOTH).await;
    let new = New {
        kind,
        about: RecordId::from_bytes([number; 16]),
        by: RUTH,
        due: act.now() + DAY,
    };
    made(&mut act, new).await.unwrap();
    act.done().await.unwrap();
    let of_it = |kept: &&Kept<PromiseV1>| kept.value.about == Some([number; 16]);
    all(small).await.iter().find(of_it).unwrap().record
}

pub(crate) async fn all(small: &Small) -> Vec<Kept<PromiseV1>> {
    let act = small.act(AMAL, AMAL, &BOTH).await;
    act.latest::<PromiseV1>().await.unwrap().kept
}

pub(crate) async fn breaks(small: &Small, id: RecordId) {
    let access = small.vault.keep_watch(ClientId::of(AMAL)).await.unwrap();
    let mut act = Act::open(&small.vault, access.unwrap()).await.unwrap();
    assert_eq!(turn(&mut act, id).await.unwrap().len(), 1);
    act.done().await.unwrap();
}

#[tokio::test]
async fn a_client_reads_what_became_of_it_and_the_apology_when_there_is_one() {
    let served = served().await;
    let page = served.does("amal", "promises", &[]).await;
    assert!(page.has("There is nothing here yet."));
    let id = promised(&served.small, Kind::Reply, 1).await;
    let page = served.does("amal", "promises", &[]).await;
    assert!(page.has("Ruth Okafor said that your message will be answered by"));
    assert!(page.has("There is still time for this."));
    served.small.clock.pass(2 * DAY + 1);
    breaks(&served.small, id).await;
    let page = served.does("amal", "promises", &[]).await;
    assert!(page.has("We said we would do this. We did not do it in time."));
    assert!(!page.has("sorry"), "nobody has said so yet");
    assert!(!page.has("promise-release"), "it has ended");
    let mut act = served.small.act(RUTH, AMAL, &BOTH).await;
    let sorry = Say::Sorry(Line::parse("I lost sight of it.").unwrap());
    say(&mut act, id, 2, &sorry).await.unwrap();
    act.done().await.unwrap();
    let page = served.does("amal", "promises", &[]).await;
    assert!(page.has("Ruth Okafor says sorry.") && page.has("I lost sight of it."));
    let page = served.does("amal.es", "promises", &[]).await;
    assert!(page.has("Ruth Okafor pide perdón.") && page.has("No lo hicimos a tiempo."));
}

#[tokio::test]
async fn a_client_lets_it_go_with_one_press_and_it_stays_to_be_read() {
    let served = served().await;
    let id = promised(&served.small, Kind::Task, 1).await.to_string();
    let fields = [("about", id.as_str()), ("version", "1")];
    let page = served.does("amal", "promise-release", &fields).await;
    assert!(page.has("You let it go. It stays here to read."));
    assert!(page.has("You said that you do not need this any more."));
    let became = stands(&all(&served.small).await[0].value).became;
    assert_eq!(became, Became::Released);
    // Pressed twice, or on an old page, nothing more happens.
    for version in ["1", "2"] {
        let fields = [("about", id.as_str()), ("version", version)];
        served.does("amal", "promise-release", &fields).await;
    }
    assert_eq!(all(&served.small).await[0].value.steps.len(), 1);
}

#[tokio::test]
async fn what_is_not_understood_changes_nothing() {
    let served = served().await;
    promised(&served.small, Kind::Task, 1).await;
    let other = RecordId::from_bytes([0x55; 16]).to_string();
    for fields in [
        vec![],
        vec![("about", "x"), ("version", "1")],
        vec![("about", other.as_str()), ("version", "1")],
        vec![("about", other.as_str()), ("version", "-1")],
        vec![("about", other.as_str())],
    ] {
        let came = served.does("amal", "promise-release", &fields).await;
        assert!(came.status.is_client_error(), "{:?}", came.status);
    }
    assert!(all(&served.small).await[0].value.steps.is_empty());
}
