//! What this capability keeps, as its first version sealed it. It must open for ever: a shape is
//! succeeded, never edited.

use care::{RecordId, Section};
use emdr::{
    AllowedV1, ClosedV1, CorrectedV1, EmdrGistV1, EnteredV1, FirstV1, KindV1, LookedV1, OpenV1,
    PHASES, PartV1, PhaseV1, PractisedV1, ProngV1, ReadyV1, ResourceV1, ScanV1, SetV1, SignalV1,
    SittingV1, StandsV1, StopV1, TakenBackV1, TargetV1, WentV1, WordsV1,
};
use forms::{Answer, StoredAnswers};
use testing::{AMAL, BEGINNING, RUTH, Small, golden};

const SECTIONS: [Section; 2] = [Section::Work, Section::Overview];
const OF: [u8; 16] = [0x61; 16];

fn by() -> [u8; 16] {
    *RUTH.bytes()
}

fn at(later: i64) -> i64 {
    BEGINNING.millis() + later
}

fn resource() -> ResourceV1 {
    let went = [
        WentV1::Calmer,
        WentV1::ALittle,
        WentV1::Nothing,
        WentV1::Worse,
    ];
    ResourceV1 {
        by: by(),
        at: at(0),
        called: "el lago — «juncos»".to_owned(),
        practised: went
            .map(|went| PractisedV1 {
                by: by(),
                at: at(1),
                went,
                stimulated: went == WentV1::Calmer,
                words: "slower breath".to_owned(),
            })
            .to_vec(),
        allowed: Some(AllowedV1 {
            by: by(),
            at: at(2),
            until: at(3),
            slow: true,
        }),
    }
}

fn target(prong: ProngV1) -> TargetV1 {
    TargetV1 {
        by: by(),
        at: at(0),
        called: "the door".to_owned(),
        prong,
        place: 2,
        first: Some(FirstV1 {
            at: at(1),
            sud: 8,
            voc: 2,
        }),
    }
}

fn sitting() -> SittingV1 {
    SittingV1 {
        target: OF,
        by: by(),
        began: at(0),
        entered: PHASES.map(|phase| EnteredV1 { phase, at: at(1) }).to_vec(),
        looked: Some(LookedV1 {
            at: at(2),
            sud: 5,
            voc: 3,
        }),
        scan: Some(ScanV1 {
            at: at(3),
            clear: false,
        }),
        stands: Some(StandsV1 {
            by: by(),
            at: at(4),
            why: "a hearing in May".to_owned(),
        }),
        closed: Some(ClosedV1 {
            at: at(5),
            complete: false,
            resource: Some([0x51; 16]),
            oriented: true,
            put_away: Some(true),
        }),
    }
}

fn set(kind: KindV1) -> SetV1 {
    SetV1 {
        target: OF,
        sitting: [0x71; 16],
        number: 3,
        by: by(),
        at: at(0),
        phase: PhaseV1::Installation,
        kind,
        passes: Some(24),
        seconds: Some(30),
        per_minute: Some(48),
        sud: Some(0),
        voc: Some(6),
        stopped: true,
        corrected: Some(CorrectedV1 {
            by: by(),
            at: at(1),
            why: "a slip".to_owned(),
        }),
    }
}

fn words() -> WordsV1 {
    let parts = [
        PartV1::Script,
        PartV1::Image,
        PartV1::Negative,
        PartV1::Positive,
        PartV1::Emotions,
        PartV1::Body,
        PartV1::Noticed,
        PartV1::TillThen,
        PartV1::Call,
    ];
    WordsV1 {
        of: OF,
        by: by(),
        at: at(0),
        said: parts.map(|part| (part, format!("words {part:?}"))).to_vec(),
        taken_back: true,
    }
}

fn taken_back() -> TakenBackV1 {
    TakenBackV1 {
        of: OF,
        at: at(1),
        now: true,
    }
}

fn stop() -> StopV1 {
    StopV1 {
        at: at(0),
        slower: true,
        heard: Some((by(), at(1))),
    }
}

fn signal() -> SignalV1 {
    SignalV1 {
        by: *AMAL.bytes(),
        at: at(0),
        words: "la mano arriba".to_owned(),
    }
}

fn ready() -> ReadyV1 {
    ReadyV1 {
        by: by(),
        at: at(0),
        answers: StoredAnswers {
            questionnaire: emdr::READY.to_owned(),
            answers: vec![("why".to_owned(), Answer::Text("We want to.".to_owned()))],
        },
    }
}

fn gist() -> EmdrGistV1 {
    EmdrGistV1 {
        open: vec![OpenV1 {
            target: OF,
            since: at(0),
        }],
        resources: 2,
        stop: Some(at(1)),
    }
}

const PRONGS: [ProngV1; 3] = [ProngV1::Past, ProngV1::Present, ProngV1::Future];
const KINDS: [KindV1; 4] = [KindV1::Eyes, KindV1::Sound, KindV1::Taps, KindV1::OwnTaps];

async fn make(small: &Small) -> Vec<String> {
    let mut act = small.act(AMAL, AMAL, &SECTIONS).await;
    let ids: Vec<RecordId> = (0..14).map(|_| act.mint()).collect();
    act.keep(ids[0], &resource()).unwrap();
    act.keep(ids[1], &sitting()).unwrap();
    act.keep(ids[2], &words()).unwrap();
    act.keep(ids[3], &taken_back()).unwrap();
    act.keep(ids[4], &stop()).unwrap();
    act.keep(ids[5], &signal()).unwrap();
    act.keep(ids[6], &ready()).unwrap();
    for (id, prong) in ids[7..].iter().zip(PRONGS) {
        act.keep(*id, &target(prong)).unwrap();
    }
    for (id, kind) in ids[10..].iter().zip(KINDS) {
        act.keep(*id, &set(kind)).unwrap();
    }
    act.set_gist(&gist()).await.unwrap();
    act.done().await.unwrap();
    ids.iter().map(ToString::to_string).collect()
}

#[tokio::test]
async fn the_work_with_emdr_opens_for_ever() {
    let home = env!("CARGO_MANIFEST_DIR");
    let (small, notes) = golden::sample(home, "emdr.v1", make).await.unwrap();
    let ids: Vec<RecordId> = notes
        .iter()
        .map(|note| RecordId::parse(note).unwrap())
        .collect();
    let mut act = small.act(AMAL, AMAL, &SECTIONS).await;
    macro_rules! is {
        ($id:expr, $shape:ty, $value:expr) => {
            let kept = act.find::<$shape>($id).await.unwrap().unwrap();
            assert!(kept.value == $value, stringify!($shape));
        };
    }
    is!(ids[0], ResourceV1, resource());
    is!(ids[1], SittingV1, sitting());
    is!(ids[2], WordsV1, words());
    is!(ids[3], TakenBackV1, taken_back());
    is!(ids[4], StopV1, stop());
    is!(ids[5], SignalV1, signal());
    is!(ids[6], ReadyV1, ready());
    for (id, prong) in ids[7..].iter().zip(PRONGS) {
        is!(*id, TargetV1, target(prong));
    }
    for (id, kind) in ids[10..].iter().zip(KINDS) {
        is!(*id, SetV1, set(kind));
    }
    assert!(act.gist::<EmdrGistV1>().await.unwrap().unwrap() == gist());
}
