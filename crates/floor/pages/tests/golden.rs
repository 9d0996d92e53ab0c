//! A draft as the first version sealed it. It must open for ever.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

use care::{RecordId, Section};
use pages::draft::{DraftV1, load};
use testing::{AMAL, Small, golden};

const FORM: &str = "check-in";

fn about() -> RecordId {
    RecordId::from_bytes([7; 16])
}

fn fields() -> Vec<(String, String)> {
    [
        ("heard", "6"),
        ("own_words", "Ñandú — it was hard to say"),
        ("pace", ""),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .to_vec()
}

async fn make(small: &Small) -> Vec<String> {
    let mut act = small.act(AMAL, AMAL, &[Section::Drafts]).await;
    let id = act.id_for(&format!("draft {FORM}"), about());
    act.overwrite(id, &DraftV1 { fields: fields() }).unwrap();
    act.done().await.unwrap();
    Vec::new()
}

#[tokio::test]
async fn half_written_words_open_for_ever() {
    let home = env!("CARGO_MANIFEST_DIR");
    let (small, _) = golden::sample(home, "draft.v1", make).await.unwrap();
    let act = small.act(AMAL, AMAL, &[Section::Drafts]).await;
    assert_eq!(load(&act, FORM, Some(about())).await.unwrap(), fields());
    assert_eq!(act.latest::<DraftV1>().await.unwrap().kept.len(), 1);
}
