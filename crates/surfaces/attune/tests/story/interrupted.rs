//! A thousand entries on a line that breaks. A phone writes into every tool as the client's page does:
//! half-written words go to the service as drafts, the entry is sent with the id that was offered with
//! its form, and the connection dies at a byte that chance chooses: of a draft, of the sending, or of
//! its answer. Then the page sends again what it still has; or, one time in three, the phone dies, and
//! the client comes back on another sign-in to what was said to be saved. In the end everything is in
//! the record once, and what was half-written or kept was shown to nobody else.

mod line;
mod phone;

use crate::people_here::{Folk, open, own};
use crate::service::{On, PASSPHRASE, Service};
use care::{DAY, Purpose, Section};
use exchange::opened;
use line::Line;
use pages::Language;
use phone::{Dice, Entry, Phone, Tally};
use sealed::Act;

/// How many services run side by side, each with its own client and its own days.
const SERVICES: u64 = 8;
/// How many entries are interrupted in each.
const EACH: usize = 125;
/// What the file that a client takes along opens with.
const WORDS: &str = "seven green lanterns at noon";

/// A form for an entry: what leads to it, where its words go, and what sends and what keeps it.
pub(crate) struct Form {
    /// Its name in what is told of a failure.
    pub(crate) name: &'static str,
    /// What is pressed, one after the other, to come to it.
    pub(crate) ways: &'static [&'static [(&'static str, &'static str)]],
    /// The field of the words; none: the last that can be typed into.
    pub(crate) field: &'static str,
    /// What else is filled in.
    pub(crate) also: &'static [(&'static str, &'static str)],
    /// The act that sends, and the one that keeps.
    pub(crate) ends: [&'static str; 2],
    /// Where it is on the staff side.
    pub(crate) staff: &'static str,
}

const FORMS: [Form; 11] = [
    Form {
        name: "a thought",
        ways: &[&[("do", "thoughts-new")]],
        field: "thought",
        also: &[],
        ends: ["thoughts-send", "thoughts-keep"],
        staff: "thoughts",
    },
    Form {
        name: "a harsh voice",
        ways: &[&[("do", "thoughts-voice-new")]],
        field: "says",
        also: &[],
        ends: ["thoughts-voice-send", "thoughts-voice-keep"],
        staff: "thoughts",
    },
    Form {
        name: "a day on the card",
        ways: &[&[("do", "diary")]],
        field: "",
        also: &[],
        ends: ["diary-send", "diary-keep"],
        staff: "diary",
    },
    Form {
        name: "a use of a tool for the body",
        ways: &[&[("do", "body")], &[("do", "body-tool"), ("about", "")]],
        field: "words",
        also: &[],
        ends: ["body-use-send", "body-use-keep"],
        staff: "body",
    },
    Form {
        name: "something that set it off",
        ways: &[&[("do", "trigger-log")]],
        field: "cue-new",
        also: &[],
        ends: ["trigger-log-send", "trigger-log-keep"],
        staff: "triggers",
    },
    Form {
        name: "a ladder",
        ways: &[&[("do", "courage-new")]],
        field: "goal",
        also: &[],
        ends: ["courage-new-send", "courage-new-keep"],
        staff: "courage",
    },
    Form {
        name: "a script",
        ways: &[&[("do", "courage-script-write")]],
        field: "about-it",
        also: &[
            ("want", "To be asked first"),
            ("line-1", "Can we wait a moment?"),
        ],
        ends: ["courage-script-send", "courage-script-keep"],
        staff: "courage",
    },
    Form {
        name: "a strength",
        ways: &[&[("do", "self-trust-strength")]],
        field: "strength",
        also: &[],
        ends: ["self-trust-strength-send", "self-trust-strength-keep"],
        staff: "self-trust",
    },
    Form {
        name: "a worksheet",
        ways: &[&[("do", "begin-worksheet"), ("sheet", "two-columns")]],
        field: "noticed",
        also: &[],
        ends: ["worksheet-send", "worksheet-keep"],
        staff: "worksheets",
    },
    Form {
        name: "a chapter",
        ways: &[&[("do", "growth-chapter")]],
        field: "chapter",
        also: &[],
        ends: ["growth-chapter-send", "growth-chapter-keep"],
        staff: "growth",
    },
    Form {
        name: "something done for the first time",
        ways: &[&[("do", "growth-first")]],
        field: "note",
        also: &[],
        ends: ["growth-note-send", "growth-note-keep"],
        staff: "growth",
    },
];

/// A service with a card for the days, and a client who wants to see growth.
async fn begins() -> (Service, Folk) {
    let (service, folk) = Service::with_folk(On::Memory, Language::English).await;
    let sections = [Section::Work, Section::Overview];
    let mut act = open(
        &service,
        folk.ruth,
        folk.amal,
        &sections,
        Purpose::Treatment,
    )
    .await;
    diary::write(&mut act, 0, diary::starting(), None)
        .await
        .unwrap();
    act.done().await.unwrap();
    (service, folk)
}

/// Everything of the record, as its client takes it along.
async fn taken_along(service: &Service, cookie: &str) -> String {
    let form = [
        ("do", "taking-make"),
        ("secret-words", WORDS),
        ("secret-words-again", WORDS),
        ("passphrase", PASSPHRASE),
    ];
    let file = service.post("/", cookie, &form).await;
    String::from_utf8(opened(&file.page, WORDS).unwrap()).unwrap()
}

/// What the therapist can read of the tools.
async fn all_of_the_staff_side(service: &Service, folk: &Folk) -> String {
    let ruth = service.sign_in("ruth").await;
    let mut all = service.get("/caseload", &ruth).await.page;
    let mut seen = std::collections::BTreeSet::new();
    for form in &FORMS {
        if seen.insert(form.staff) {
            let path = format!("/clients/{}/{}", folk.amal, form.staff);
            let came = service.get(&path, &ruth).await;
            assert!(came.status.is_success(), "{path}: {}", came.status);
            all.push_str(&came.page);
        }
    }
    all
}

/// Everything that was begun is in the record, as often as the same entry on a line that never broke;
/// what was kept is on no page of the therapist's.
async fn all_is_there_once(service: &Service, folk: &Folk, phone: &mut Phone, all: &[Entry]) {
    let taken = taken_along(service, phone.cookie()).await;
    let often = |entry: &Entry| {
        let (begin, end) = entry.marks();
        (taken.matches(&begin).count(), taken.matches(&end).count())
    };
    let mut wrong = Vec::new();
    for (at, form) in FORMS.iter().enumerate() {
        let mut of = all.iter().filter(|entry| entry.form == at);
        let Some(undisturbed) = of.next() else {
            continue;
        };
        let is = often(undisturbed);
        assert!(is.0 > 0 && is.0 == is.1, "{}: {is:?}", form.name);
        for entry in of {
            let was = often(entry);
            if was != is {
                wrong.push(format!("{}: {entry:?}: {was:?} and not {is:?}", form.name));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    let act = own(service, folk.amal, &[Section::Drafts]).await;
    nothing_is_left_to_be_sent_again(&act, all).await;
    // Half of a thought lies there while the therapist looks.
    let half = phone.half_writes(&FORMS[0]).await;
    let staff = all_of_the_staff_side(service, folk).await;
    assert!(!staff.contains(half), "a draft is told");
    let (mut sent, mut kept) = (0, 0);
    for entry in all {
        let is_told = staff.contains(&entry.marks().0);
        assert!(entry.is_sent || !is_told, "{entry:?} is told");
        sent += usize::from(entry.is_sent && is_told);
        kept += usize::from(!entry.is_sent);
    }
    assert!(sent > 0 && kept > 0, "{sent} and {kept}");
}

/// Of what was sent or kept, nothing half-written is left that could be sent a second time.
async fn nothing_is_left_to_be_sent_again(act: &Act, all: &[Entry]) {
    let left = act.latest::<pages::draft::DraftV1>().await.unwrap();
    for draft in left.kept {
        let words = format!("{:?}", draft.value.fields);
        for entry in all {
            assert!(!words.contains(&entry.marks().0), "{entry:?}: {words}");
        }
    }
}

/// One client's entries, each of them interrupted, after one of each form that was not.
async fn on_a_bad_line(seed: u64) -> Tally {
    let (service, folk) = begins().await;
    let mut dice = Dice::new(seed);
    let mut phone = Phone::new(Line::to(&service).await, &service).await;
    let mut all = Vec::new();
    for at in 0..FORMS.len() + EACH {
        let form = at % FORMS.len();
        if FORMS[form].staff == "diary" {
            service.clock.pass(DAY);
            phone.comes_in(&service).await;
        }
        service.clock.pass(20_000);
        let entry = Entry {
            number: at,
            form,
            is_sent: dice.below(2) == 0,
        };
        let breaks = at >= FORMS.len();
        phone
            .writes(&service, &FORMS[form], &entry, breaks.then_some(&mut dice))
            .await;
        all.push(entry);
    }
    phone.comes_in(&service).await;
    all_is_there_once(&service, &folk, &mut phone, &all).await;
    phone.tally
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_thousand_interrupted_entries_none_is_lost_and_none_is_kept_twice() {
    let running: Vec<_> = (0..SERVICES)
        .map(|seed| tokio::spawn(on_a_bad_line(seed)))
        .collect();
    let mut tally = Tally::default();
    for one in running {
        tally.and(&one.await.unwrap());
    }
    let all = tally.in_a_draft + tally.in_a_sending + tally.in_an_answer;
    assert_eq!(all, 1_000);
    assert!(tally.in_a_draft > 200 && tally.in_a_sending > 200 && tally.in_an_answer > 200);
    assert!(tally.died > 200, "{tally:?}");
    testing::shows(
        "PW-1",
        &format!(
            "1,000 interrupted: 0 lost, 0 twice; {} in a draft, {} in a sending, {} in an answer, {} phones died",
            tally.in_a_draft, tally.in_a_sending, tally.in_an_answer, tally.died
        ),
    );
}
