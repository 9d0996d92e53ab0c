//! What is taken along, and what is there but does not open.

use super::served::{once, served};
use care::{PersonId, RecordId, Section};
use sealed::Stored;
use serde::{Deserialize, Serialize};
use testing::{AMAL, Small};

/// A record of another shape under the name of a stuck point.
#[derive(Serialize, Deserialize)]
struct Broken;

impl Stored for Broken {
    const KIND: &'static str = "stuck-point";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Work;
}

/// Something stands there that does not open.
pub(crate) async fn damage(small: &Small, who: PersonId) {
    let mut act = small.act(who, AMAL, &[Section::Work]).await;
    let id: RecordId = act.mint();
    act.keep(id, &Broken).unwrap();
    act.done().await.unwrap();
}

#[tokio::test]
async fn everything_is_taken_along_whoever_wrote_it_and_whoever_reads_it() {
    let served = served().await;
    let fields = [
        ("once", &*once(1)),
        ("thought", "No one stays"),
        ("theme", "trust-others"),
        ("believed", "80"),
    ];
    served.does("amal", "thoughts-send", &fields).await;
    let one = format!(
        "/clients/{}/thoughts/{}/line",
        care::ClientId::of(AMAL),
        once(1)
    );
    let fields = [
        ("once", &*once(2)),
        ("side", "pattern"),
        ("pattern", "once-always"),
        ("line", "since then"),
    ];
    served.post("ruth", &one, &fields).await;
    let fields = [
        ("once", &*once(3)),
        ("says", "You are too much"),
        ("answer", "I carry a lot"),
        ("felt", "30"),
    ];
    served.does("amal", "thoughts-voice-keep", &fields).await;
    let page = served.does("amal", "taken-along", &[]).await;
    for words in [
        "A stuck point",
        "The thought: No one stays",
        "What it is about: Trust, about others",
        "A pattern in it (Ruth Okafor, Monday 4 May",
        "Once means always: since then",
        "The old thought (Monday 4 May",
        "How it stands: Open",
        "The harsh voice says: You are too much",
        "What I say back: I carry a lot",
        "How true the answer felt, out of 100 (Monday 4 May",
        "Who can see it: Only you can see this.",
    ] {
        assert!(page.has(words), "{words}: {}", page.page);
    }
}
