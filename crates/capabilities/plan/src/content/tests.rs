//! What is typed is taken or named; nothing is taken that was not typed.

use super::*;
use care::{RecordId, WrongWords};
use proptest::prelude::*;

fn id(number: u8) -> String {
    RecordId::from_bytes([number; 16]).to_string()
}

fn fields(all: &[(&str, &str)]) -> Vec<(String, String)> {
    let owned = |(name, value): &(&str, &str)| {
        let name = name
            .replace('1', &id(1))
            .replace('2', &id(2))
            .replace('3', &id(3))
            .replace('4', &id(4));
        (name, (*value).to_owned())
    };
    all.iter().map(owned).collect()
}

const WHOLE: [(&str, &str); 8] = [
    ("goal.1", "sleep with the light off"),
    ("option.1.2", "breathing"),
    ("wants.2", "want"),
    ("why.2", "it is mine"),
    ("step.1.3", "buy a lamp"),
    ("who.3", "therapist"),
    ("until.3", "2026-05-09"),
    ("review", "2026-06-01"),
];

#[test]
fn what_is_typed_is_what_the_plan_says() {
    let content = Raw::of(&fields(&WHOLE)).content().unwrap().ok().unwrap();
    let [goal] = content.goals.as_slice() else {
        panic!("one goal")
    };
    assert_eq!(goal.words, "sleep with the light off");
    let option = &goal.options[0];
    assert_eq!(
        (option.wants, option.why.as_str()),
        (WantsV1::Want, "it is mine")
    );
    let step = &goal.steps[0];
    assert_eq!(
        (step.who, step.until.as_deref()),
        (WhoV1::Therapist, Some("2026-05-09"))
    );
    assert_eq!(content.review.as_deref(), Some("2026-06-01"));
    // Shown to be changed and sent as it is, it says the same.
    let room = Raw::from_content(&content).with_room(|| RecordId::from_bytes([9; 16]));
    assert_eq!(room.goals.len(), 2);
    assert!(room.content().unwrap().ok().unwrap() == content);
}

#[test]
fn a_line_without_words_is_not_there_unless_something_hangs_on_it() {
    let missing = Wrong::Words(WrongWords::Missing);
    let long = "x".repeat(MOST_LETTERS + 1);
    let too_long = Wrong::Words(WrongWords::TooLong {
        was: MOST_LETTERS + 1,
        most: MOST_LETTERS,
    });
    for (typed, wrong) in [
        (
            vec![("goal.1", " "), ("option.1.2", ""), ("step.1.3", "")],
            None,
        ),
        (
            vec![("goal.1", ""), ("step.1.3", "walk")],
            Some(("goal.1", missing)),
        ),
        (
            vec![("goal.1", "a"), ("option.1.2", ""), ("why.2", "b")],
            Some(("option.1.2", missing)),
        ),
        (
            vec![("goal.1", "a"), ("step.1.3", ""), ("until.3", "2026-05-09")],
            Some(("step.1.3", missing)),
        ),
        (
            vec![("goal.1", "a"), ("step.1.3", "b"), ("until.3", "9 May")],
            Some(("until.3", Wrong::Day)),
        ),
        (
            vec![("goal.1", "a"), ("review", "2026-13-01")],
            Some(("review", Wrong::Day)),
        ),
        (vec![("goal.1", long.as_str())], Some(("goal.1", too_long))),
    ] {
        let found = Raw::of(&fields(&typed)).content().unwrap();
        let wrong = wrong.map(|(field, wrong)| WrongField {
            field: fields(&[(field, "")])[0].0.clone(),
            wrong,
        });
        assert_eq!(found.err(), wrong.map(|one| vec![one]), "{typed:?}");
    }
}

#[test]
fn what_no_page_posts_is_not_understood() {
    for typed in [
        vec![("goal.x", "a")],
        vec![("goal.1", "a"), ("option.1.x", "b")],
        vec![("goal.1", "a"), ("option.1.2", "b"), ("wants.2", "always")],
        vec![("goal.1", "a"), ("step.1.3", "b"), ("who.3", "mother")],
    ] {
        assert!(Raw::of(&fields(&typed)).content().is_err(), "{typed:?}");
    }
    let twice = fields(&[("goal.1", "a"), ("option.1.2", "b"), ("step.1.2", "c")]);
    let twice = Raw::of(&twice).content().unwrap().ok().unwrap();
    assert!(!twice.ids_differ());
}

#[test]
fn too_many_are_named_and_none_is_dropped() {
    let steps: Vec<(String, String)> = (0..=MOST_STEPS)
        .map(|at| {
            let at = u8::try_from(at + 20).unwrap();
            (format!("step.{}.{}", id(1), id(at)), "walk".to_owned())
        })
        .collect();
    let mut all = fields(&[("goal.1", "a")]);
    all.extend(steps);
    let wrong = Raw::of(&all).content().unwrap().err().unwrap();
    assert_eq!(wrong[0].wrong, Wrong::Many(MOST_STEPS));
}

fn content(typed: &[(&str, &str)]) -> Content {
    Raw::of(&fields(typed)).content().unwrap().ok().unwrap()
}

#[test]
fn only_the_client_says_what_they_think_of_a_way() {
    let before = content(&WHOLE);
    let staff = [
        ("goal.1", "sleep"),
        ("option.1.2", "breathing, slowly"),
        ("wants.2", "not-now"),
        ("option.1.4", "a walk"),
        ("wants.4", "want"),
        ("why.4", "because"),
    ];
    let after = content(&staff).with_preferences_of(Some(&before.goals));
    let options = &after.goals[0].options;
    assert_eq!(
        (options[0].wants, options[0].why.as_str()),
        (WantsV1::Want, "it is mine")
    );
    assert_eq!(options[0].words, "breathing, slowly");
    assert_eq!(
        (options[1].wants, options[1].why.as_str()),
        (WantsV1::Open, "")
    );
}

#[test]
fn what_changed_is_said_line_by_line() {
    let before = content(&WHOLE);
    let after = content(&[
        ("goal.1", "sleep with the light off"),
        ("option.1.2", "breathing"),
        ("wants.2", "maybe"),
        ("goal.4", "see my sister"),
    ]);
    let all = differs(&before, &after);
    let told: Vec<_> = all
        .iter()
        .map(|one| {
            (
                one.before.is_some(),
                one.after.is_some(),
                one.goal.is_some(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            (true, true, true),   // the way
            (false, true, true),  // a new goal
            (true, false, true),  // the step
            (true, false, false), // the day
        ]
    );
    assert_eq!(differs(&after, &after), []);
}

proptest! {
    #[test]
    fn whatever_is_typed_nothing_is_lost_or_made_up(
        goals in proptest::collection::vec(("[a-z ]{0,12}", proptest::collection::vec("[a-z ]{0,12}", 0..4)), 0..5)
    ) {
        let mut all = Vec::new();
        let mut next = 0_u8;
        let mut fresh = || { next += 1; id(next) };
        for (words, steps) in &goals {
            let goal = fresh();
            all.push((format!("goal.{goal}"), words.clone()));
            for step in steps {
                all.push((format!("step.{goal}.{}", fresh()), step.clone()));
            }
        }
        let said = |one: &String| !one.trim().is_empty();
        let hangs = |(words, steps): &(String, Vec<String>)| !said(words) && steps.iter().any(said);
        match Raw::of(&all).content() {
            Err(strange) => prop_assert!(false, "every id is one: {strange:?}"),
            Ok(Err(wrong)) => {
                prop_assert_eq!(wrong.len(), goals.iter().filter(|one| hangs(one)).count());
            }
            Ok(Ok(content)) => {
                let typed = goals.iter().filter(|(words, _)| said(words)).count();
                prop_assert_eq!(content.goals.len(), typed);
                let steps: usize = content.goals.iter().map(|goal| goal.steps.len()).sum();
                let typed: usize = goals.iter().map(|(_, steps)| steps.iter().filter(|one| said(one)).count()).sum();
                prop_assert_eq!(steps, typed);
                prop_assert!(content.ids_differ());
            }
        }
    }
}
