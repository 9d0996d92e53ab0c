//! What this capability keeps opens for ever: a shape is succeeded, never edited.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

use care::{RecordId, Section};
use forms::{Answer, StoredAnswers};
use sealed::{InDirectory, Stored};
use sessions::SessionV1;
use sessions::next_day::{FORM, NextDayAnswersV1, ReadersV1};
use sessions::stored::{
    AgendaItemV1, AgendaV1, BookedV1, ChangeV1, ChangesV1, ChoiceV1, ChosenV1, DetailsV1, EndV1,
    NextDayV1, NoticeV1, OfferV1, PlacedV1, ReasonV1, RegularV1, SlotV1, TaskV1, TasksV1, WhatV1,
    WishAnswerV1, WishV1,
};
use testing::{AMAL, BEGINNING, BEN, NOOR, RUTH, Small, golden};

const SECTIONS: [Section; 2] = [Section::Sessions, Section::Overview];
const ONE: [u8; 16] = [0x51; 16];
const AT: i64 = BEGINNING.millis();

#[tokio::test]
async fn sessions_that_another_capability_kept_first_open_for_ever() {
    let home = env!("CARGO_MANIFEST_DIR");
    let never = async |_: &testing::Small| -> Vec<String> { unreachable!("it was made long ago") };
    let (small, _) = golden::sample(home, "alliance.v1", never).await.unwrap();
    let act = small.act(NOOR, NOOR, &[Section::Sessions]).await;
    let opened = act.latest::<SessionV1>().await.unwrap().kept;
    let session = |plan: &str| SessionV1 {
        starts_at: BEGINNING.millis(),
        minutes: 50,
        place: "Room 4".to_owned(),
        with: *RUTH.bytes(),
        plan: plan.to_owned(),
    };
    let mut opened: Vec<SessionV1> = opened.into_iter().map(|kept| kept.value).collect();
    opened.sort_by_key(|session| session.plan.len());
    assert!(opened == [session(""), session("look at the week")]);
}

fn placed(place: &str) -> PlacedV1 {
    PlacedV1 {
        starts_at: AT + 1,
        minutes: 50,
        place: place.to_owned(),
        with: *RUTH.bytes(),
    }
}

fn details() -> DetailsV1 {
    DetailsV1 {
        session: ONE,
        others: "una estudiante — «si quieres»".to_owned(),
        will_not: "no exposure".to_owned(),
    }
}

fn agenda() -> AgendaV1 {
    let item = |id, back| AgendaItemV1 {
        id: [id; 16],
        by: *AMAL.bytes(),
        at: AT,
        words: "sleeping".to_owned(),
        taken_back_at: back,
    };
    AgendaV1 {
        session: ONE,
        items: vec![item(1, None), item(2, Some(AT + 2))],
    }
}

fn changes() -> ChangesV1 {
    let change = |(number, reason): (u8, ReasonV1)| ChangeV1 {
        id: [number; 16],
        was: placed("Room 4"),
        now: placed("Room 7"),
        reason,
        words: "the heating".to_owned(),
        by: *RUTH.bytes(),
        announced_at: AT,
        notice_minutes: 1_500,
        by_client: number == 4,
        choice: [ChoiceV1::Fine, ChoiceV1::AnotherTime, ChoiceV1::CallOff]
            .get(usize::from(number))
            .map(|choice| ChosenV1 {
                choice: *choice,
                words: "after four".to_owned(),
                at: AT + 3,
            }),
    };
    let wish = |answered: bool| WishV1 {
        at: AT,
        words: "later".to_owned(),
        answer: answered.then(|| WishAnswerV1 {
            by: *RUTH.bytes(),
            at: AT + 4,
            words: "the week after".to_owned(),
        }),
    };
    ChangesV1 {
        session: ONE,
        changes: (0..).zip(ReasonV1::ALL).map(change).collect(),
        wishes: vec![wish(true), wish(false)],
    }
}

fn end(what: WhatV1) -> EndV1 {
    EndV1 {
        session: ONE,
        what,
        by: *RUTH.bytes(),
        at: AT,
        reason: Some(ReasonV1::Illness),
        words: "a fever".to_owned(),
        notice_minutes: Some(90),
        offer: Some(OfferV1 {
            placed: placed("Room 4"),
            taken: Some(false),
        }),
        began_at: Some(AT + 1),
        ended_at: None,
        arriving: Some(0),
        arriving_words: "tired".to_owned(),
        grounding: "five things".to_owned(),
    }
}

fn tasks() -> TasksV1 {
    TasksV1 {
        session: ONE,
        tasks: vec![TaskV1 {
            id: [9; 16],
            who: *AMAL.bytes(),
            of_client: true,
            words: "walk".to_owned(),
            due_at: Some(AT + 5),
            by: *RUTH.bytes(),
            at: AT,
            done_at: None,
            let_go_at: Some(AT + 6),
        }],
    }
}

fn next_day() -> NextDayV1 {
    NextDayV1 {
        session: ONE,
        by: *RUTH.bytes(),
        at: AT,
        wanted: Some(true),
        due_at: AT + 7,
        answered_at: Some(AT + 8),
    }
}

fn answers(readers: ReadersV1) -> NextDayAnswersV1 {
    NextDayAnswersV1 {
        session: ONE,
        at: AT,
        answers: StoredAnswers {
            questionnaire: FORM.to_owned(),
            answers: vec![
                ("steady".to_owned(), Answer::Integer(6)),
                ("own_words".to_owned(), Answer::Text("té".to_owned())),
                ("stayed".to_owned(), Answer::Skipped { reason: None }),
            ],
        },
        readers,
    }
}

const WHATS: [WhatV1; 5] = [
    WhatV1::Held,
    WhatV1::MissedByClient,
    WhatV1::MissedByService,
    WhatV1::CalledOffByClient,
    WhatV1::CalledOffByService,
];

fn readers() -> [ReadersV1; 3] {
    [
        ReadersV1::Nobody,
        ReadersV1::Only(vec![*BEN.bytes()]),
        ReadersV1::Section,
    ]
}

fn booked() -> BookedV1 {
    BookedV1 {
        practitioner: *RUTH.bytes(),
        day: 20_577,
        slots: vec![SlotV1 {
            session: ONE,
            starts_at: AT,
            ends_at: AT + 1,
        }],
    }
}

fn regular() -> RegularV1 {
    RegularV1 {
        at: AT,
        sessions: 4,
        sd_hundredths: Some(231),
        longest_days: 11,
    }
}

fn notice() -> NoticeV1 {
    NoticeV1 {
        at: AT,
        notice_minutes: 90,
        reason: ReasonV1::Away,
        called_off: true,
    }
}

fn id(number: u8) -> RecordId {
    RecordId::from_bytes([number; 16])
}

async fn make(small: &Small) -> Vec<String> {
    let mut act = small.act(AMAL, AMAL, &SECTIONS).await;
    act.keep(id(1), &details()).unwrap();
    act.keep(id(2), &agenda()).unwrap();
    act.keep(id(3), &changes()).unwrap();
    act.keep(id(4), &tasks()).unwrap();
    act.keep(id(5), &next_day()).unwrap();
    for (number, what) in (10..).zip(WHATS) {
        act.keep(id(number), &end(what)).unwrap();
    }
    for (number, readers) in (20..).zip(readers()) {
        act.keep(id(number), &answers(readers)).unwrap();
    }
    act.keep_in_directory(id(30), 0, &booked()).await.unwrap();
    act.keep_in_directory(id(31), 0, &regular()).await.unwrap();
    act.keep_in_directory(id(32), 0, &notice()).await.unwrap();
    act.done().await.unwrap();
    Vec::new()
}

async fn opens<T: Stored + PartialEq>(small: &Small, number: u8, value: T) {
    let act = small.act(AMAL, AMAL, &SECTIONS).await;
    let kept = act.find::<T>(id(number)).await.unwrap().unwrap();
    assert!(kept.value == value, "{number}");
}

async fn stands<T: InDirectory + PartialEq>(small: &Small, number: u8, value: T) {
    let kept = small.vault.directory_find::<T>(id(number)).await;
    assert!(kept.unwrap().unwrap().value == value, "{number}");
}

#[tokio::test]
async fn all_that_stands_beside_a_session_opens_for_ever() {
    let home = env!("CARGO_MANIFEST_DIR");
    let (small, _) = golden::sample(home, "sessions.v1", make).await.unwrap();
    opens(&small, 1, details()).await;
    opens(&small, 2, agenda()).await;
    opens(&small, 3, changes()).await;
    opens(&small, 4, tasks()).await;
    opens(&small, 5, next_day()).await;
    for (number, what) in (10..).zip(WHATS) {
        opens(&small, number, end(what)).await;
    }
    for (number, readers) in (20..).zip(readers()) {
        opens(&small, number, answers(readers)).await;
    }
    stands(&small, 30, booked()).await;
    stands(&small, 31, regular()).await;
    stands(&small, 32, notice()).await;
}
