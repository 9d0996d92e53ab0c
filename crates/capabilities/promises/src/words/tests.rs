//! The client's sentences, in both languages, for every state; and how old one has to be for them.

use super::*;
use crate::stored::StepV1;
use care::{DAY, HOUR};
use pages::{Language, Words};
use testing::reading_age::{AGE, age};

const EN: Words = Words::new(Language::English);
const ES: Words = Words::new(Language::Spanish);
/// Monday 5 January 2026, 09:00 UTC.
const MADE: i64 = 1_767_603_600_000;
const DUE: i64 = MADE + 3 * DAY + 8 * HOUR;

fn promise(kind: Kind, steps: Vec<(i64, WhatV1)>) -> PromiseV1 {
    let step = |(at, what)| StepV1 {
        by: [2; 16],
        at,
        what,
    };
    PromiseV1 {
        kind,
        about: None,
        by: [2; 16],
        made_at: MADE,
        due_at: DUE,
        words: String::new(),
        steps: steps.into_iter().map(step).collect(),
    }
}

fn said(words: Words, now: i64) -> Said<'static> {
    static UTC: TimeZone = TimeZone::UTC;
    Said {
        words,
        now: Moment::from_millis(now),
        zone: &UTC,
    }
}

fn told() -> (i64, WhatV1) {
    let what = WhatV1::Told {
        until: DUE + DAY,
        said: String::new(),
    };
    (DUE - HOUR, what)
}

fn done(at: i64) -> (i64, WhatV1) {
    let said = String::new();
    (at, WhatV1::Done { at, said })
}

/// Every way a promise can stand, with its sentence in English and Spanish.
fn states() -> Vec<(&'static str, PromiseV1, i64)> {
    let reply = |steps| promise(Kind::Reply, steps);
    let broken = || (DUE + 2 * DAY, WhatV1::Broken);
    let released = WhatV1::Released {
        said: String::new(),
    };
    let called_off = WhatV1::CalledOff { by_client: false };
    vec![
        ("open", reply(vec![]), MADE),
        ("open-told", reply(vec![told()]), DUE),
        ("late", reply(vec![]), DUE + HOUR),
        ("late-told", reply(vec![told()]), DUE + HOUR),
        ("unwritten", promise(Kind::Appointment, vec![]), DUE + HOUR),
        ("kept", reply(vec![done(DUE)]), DUE + DAY),
        ("kept-late", reply(vec![done(DUE + HOUR)]), DUE + DAY),
        (
            "kept-late-told",
            reply(vec![told(), done(DUE + HOUR)]),
            DUE + DAY,
        ),
        ("broken", reply(vec![broken()]), DUE + 2 * DAY),
        (
            "broken-done",
            reply(vec![broken(), done(DUE + 3 * DAY)]),
            DUE + 4 * DAY,
        ),
        ("released", reply(vec![(MADE + 1, released)]), DUE),
        ("called-off", reply(vec![(MADE + 1, called_off)]), DUE),
    ]
}

#[test]
fn every_state_has_its_sentence() {
    for (key, promise, now) in states() {
        let stands = stands(&promise);
        let now = Moment::from_millis(now);
        assert_eq!(became_key(&stands, promise.kind, now), key);
    }
}

#[test]
fn what_we_say_to_a_client() {
    let late = |words| said(words, DUE + 2 * DAY);
    let broken = promise(Kind::Reply, vec![(DUE + 2 * DAY, WhatV1::Broken)]);
    for (words, promised, became) in [
        (
            EN,
            "Ruth Okafor said that your message will be answered by ",
            "We said we would do this. We did not do it in time.",
        ),
        (
            ES,
            "Ruth Okafor dijo que tu mensaje tendrá respuesta a más tardar el ",
            "Dijimos que lo haríamos. No lo hicimos a tiempo.",
        ),
    ] {
        let said = late(words);
        assert!(said.promised(&broken, "Ruth Okafor").starts_with(promised));
        assert_eq!(said.became(&broken), became);
    }
}

#[test]
fn nothing_is_missing_or_shown_as_a_key_in_any_language() {
    for words in [EN, ES] {
        for (_, promise, now) in states() {
            let said = said(words, now);
            for kind in Kind::ALL {
                let promise = PromiseV1 {
                    kind,
                    ..promise.clone()
                };
                let mut all = vec![
                    said.promised(&promise, "Ruth Okafor"),
                    said.became(&promise),
                    kind_words(words, kind),
                ];
                assert!(all[0].contains("Ruth Okafor"), "who promised is named");
                for step in &promise.steps {
                    all.push(said.step(&promise, step, "Ruth Okafor").0);
                }
                for one in all {
                    let plain = !one.contains("promise") && !one.contains(['{', '$']);
                    assert!(plain, "{one}");
                }
            }
        }
        for became in Became::ALL {
            let tag = words.say(&format!("promise-tag-{}", became.code()));
            assert!(!tag.contains("promise"), "{tag}");
        }
    }
}

#[test]
fn nobody_says_sorry_before_somebody_has() {
    for (_, promise, now) in states() {
        for (words, sorry) in [(EN, "sorry"), (ES, "perdón")] {
            assert!(!said(words, now).became(&promise).contains(sorry));
        }
    }
}

#[test]
fn the_words_about_promises_are_read_at_nine() {
    const FILE: &str = include_str!("../../../../../library/locales/en/promises.ftl");
    let client = FILE.split("# Staff.").next().unwrap();
    let given = [
        ("name", "Ruth".into()),
        ("when", "Thursday at 17:00".into()),
    ];
    let mut all = String::new();
    for line in client.lines() {
        let Some((key, _)) = line.split_once(" = ") else {
            continue;
        };
        let said = EN.say_with(key, &given);
        if said.ends_with(['.', '?', ':']) {
            all.push_str(&said);
            all.push(' ');
        }
    }
    assert!(all.split_whitespace().count() > 250, "{all}");
    let found = age(&all);
    assert!(found <= AGE, "read at {found:.1}: {all}");
}
