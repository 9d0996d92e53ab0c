//! What this capability keeps, as its first version sealed it. It must open for ever: a shape is
//! succeeded, never edited.

use care::{RecordId, Section};
use forms::{Answer, StoredAnswers};
use sealed::ReadersV1;
use testing::{AMAL, BEGINNING, RUTH, Small, golden};
use worksheets::{AwayV1, GivenV1, SheetV1, StateV1, WaitsV1, WorksheetV1, WorksheetsGistV1};

const SECTIONS: [Section; 2] = [Section::Work, Section::Overview];

fn sheet() -> SheetV1 {
    SheetV1 {
        name: "two-columns".to_owned(),
        form: r#"{"resourceType":"Questionnaire"}"#.to_owned(),
        readers: ReadersV1::Nobody,
    }
}

fn given() -> GivenV1 {
    GivenV1 {
        sheet: "two-columns".to_owned(),
        print: [1; 16],
        about: Some([2; 16]),
        words: "si quieres — «sí»".to_owned(),
        by: *RUTH.bytes(),
        at: BEGINNING.millis(),
        taken_back: Some(BEGINNING.millis() + 5),
    }
}

fn worksheet(state: StateV1) -> WorksheetV1 {
    WorksheetV1 {
        sheet: "two-columns".to_owned(),
        print: [1; 16],
        about: None,
        given: Some([3; 16]),
        together: true,
        begun: BEGINNING.millis(),
        by: *AMAL.bytes(),
        by_client: true,
        at: BEGINNING.millis() + 9,
        answers: StoredAnswers {
            questionnaire: "urn:x-attune:worksheet:two-columns|1".to_owned(),
            answers: vec![
                ("noticed".to_owned(), Answer::Text("the clock".to_owned())),
                ("body".to_owned(), Answer::Integer(4)),
            ],
        },
        state,
        bring: true,
        readers: if state == StateV1::Deleted {
            ReadersV1::Nobody
        } else {
            ReadersV1::Section
        },
    }
}

fn away() -> AwayV1 {
    AwayV1 {
        given: [3; 16],
        at: BEGINNING.millis(),
    }
}

fn gist() -> WorksheetsGistV1 {
    WorksheetsGistV1 {
        waits: vec![WaitsV1 {
            given: [3; 16],
            at: BEGINNING.millis(),
        }],
    }
}

const STATES: [StateV1; 3] = [StateV1::Open, StateV1::Finished, StateV1::Deleted];

async fn make(small: &Small) -> Vec<String> {
    let mut act = small.act(AMAL, AMAL, &SECTIONS).await;
    let ids: Vec<RecordId> = (0..6).map(|_| act.mint()).collect();
    act.keep(ids[0], &sheet()).unwrap();
    act.keep(ids[1], &given()).unwrap();
    act.keep(ids[2], &away()).unwrap();
    for (id, state) in ids[3..].iter().zip(STATES) {
        act.keep(*id, &worksheet(state)).unwrap();
    }
    act.set_gist(&gist()).await.unwrap();
    act.done().await.unwrap();
    ids.iter().map(ToString::to_string).collect()
}

#[tokio::test]
async fn worksheets_open_for_ever() {
    let home = env!("CARGO_MANIFEST_DIR");
    let (small, notes) = golden::sample(home, "worksheets.v1", make).await.unwrap();
    let ids: Vec<RecordId> = notes
        .iter()
        .map(|note| RecordId::parse(note).unwrap())
        .collect();
    let mut act = small.act(AMAL, AMAL, &SECTIONS).await;
    assert!(act.find::<SheetV1>(ids[0]).await.unwrap().unwrap().value == sheet());
    assert!(act.find::<GivenV1>(ids[1]).await.unwrap().unwrap().value == given());
    assert!(act.find::<AwayV1>(ids[2]).await.unwrap().unwrap().value == away());
    for (id, state) in ids[3..].iter().zip(STATES) {
        let kept = act.find::<WorksheetV1>(*id).await.unwrap().unwrap();
        assert!(kept.value == worksheet(state));
    }
    assert!(act.gist::<WorksheetsGistV1>().await.unwrap().unwrap() == gist());
}
