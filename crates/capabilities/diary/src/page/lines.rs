//! The lines of a card as they are filled in: one tap each where that is possible, and every line can
//! be skipped again after it was touched.

use crate::card::{ItemV1, KindV1};
use crate::entry::{LAST_STEP, MOST_WORDS, STRONGEST, Wrong};
use pages::Words;

/// Something to choose.
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) words: String,
    /// What is read out in place of `words`, where that is a sign.
    pub(super) aloud: String,
    pub(super) chosen: bool,
}

/// A line to be filled in.
#[derive(Default)]
pub(super) struct Line {
    /// What stands above the first of several lines of a kind.
    pub(super) heading: Option<(String, String)>,
    pub(super) name: String,
    pub(super) label: String,
    /// A row of choices.
    pub(super) row: Vec<Choice>,
    /// Whether it was acted on.
    pub(super) acted: Vec<Choice>,
    /// How often.
    pub(super) times: Option<String>,
    /// A list to choose from.
    pub(super) list: Vec<Choice>,
    /// A number, with what it counts.
    pub(super) number: Option<(String, String)>,
    /// A few words.
    pub(super) words: Option<String>,
    /// What is to be put right: at which field, and how.
    pub(super) wrong: Option<String>,
    pub(super) first_wrong: bool,
}

/// What stands in a field.
pub(super) fn value<'a>(fields: &'a [(String, String)], name: &str) -> &'a str {
    let found = fields.iter().find(|(field, _)| field == name);
    found.map_or("", |(_, value)| value)
}

/// The lines of these items, with what stands in their fields.
pub(super) fn lines(
    items: &[ItemV1],
    fields: &[(String, String)],
    wrong: &[Wrong],
    words: Words,
) -> Vec<Line> {
    let mut before = "";
    let mut any_wrong = false;
    items
        .iter()
        .map(|item| {
            let mut line = line(item, fields, words);
            let kind = item.kind.name();
            if kind != before && matches!(item.kind, KindV1::Emotion | KindV1::Urge) {
                line.heading = Some((
                    words.say(&format!("diary-heading-{kind}")),
                    words.say("diary-scale"),
                ));
            }
            before = kind;
            if let Some(one) = wrong.iter().find(|one| one.field == line.name) {
                let put = [("was", one.was.into()), ("most", MOST_WORDS.into())];
                line.wrong = Some(words.say_with(one.key, &put));
                line.first_wrong = !any_wrong;
                any_wrong = true;
            }
            line
        })
        .collect()
}

fn line(item: &ItemV1, fields: &[(String, String)], words: Words) -> Line {
    let name = format!("i{}", item.id);
    let said = value(fields, &name).trim().to_owned();
    let times = || Some(value(fields, &format!("{name}-times")).to_owned());
    let line = Line {
        label: item.called(words),
        ..Line::default()
    };
    let line = match &item.kind {
        KindV1::Emotion => Line {
            row: levels(&said, words),
            ..line
        },
        KindV1::Urge => Line {
            row: levels(&said, words),
            acted: yes_no(value(fields, &format!("{name}-acted")).trim(), words),
            times: times(),
            ..line
        },
        KindV1::Act { .. } => Line {
            row: yes_no(&said, words),
            times: times(),
            ..line
        },
        KindV1::YesNo => Line {
            row: yes_no(&said, words),
            ..line
        },
        KindV1::Medicine => Line {
            row: chosen(
                &[
                    ("yes", "diary-yes"),
                    ("no", "diary-no"),
                    ("none", "diary-medicine-none"),
                ],
                &said,
                words,
            ),
            ..line
        },
        KindV1::Skills => Line {
            list: steps(&said, words),
            ..line
        },
        KindV1::Sleep => Line {
            number: Some((said, words.say("diary-unit-hours"))),
            ..line
        },
        KindV1::Number { unit } => Line {
            number: Some((said, unit.clone())),
            ..line
        },
        KindV1::Words => Line {
            words: Some(value(fields, &name).to_owned()),
            ..line
        },
    };
    Line { name, ..line }
}

fn skip(said: &str, words: Words) -> Choice {
    Choice {
        value: String::new(),
        words: "–".to_owned(),
        aloud: words.say("diary-skip"),
        chosen: said.is_empty(),
    }
}

fn levels(said: &str, words: Words) -> Vec<Choice> {
    let of = |level: u8| Choice {
        value: level.to_string(),
        words: level.to_string(),
        aloud: String::new(),
        chosen: said == level.to_string(),
    };
    let levels = (0..=STRONGEST).map(of);
    levels.chain([skip(said, words)]).collect()
}

fn chosen(all: &[(&str, &str)], said: &str, words: Words) -> Vec<Choice> {
    let of = |(value, key): &(&str, &str)| Choice {
        value: (*value).to_owned(),
        words: words.say(key),
        aloud: String::new(),
        chosen: said == *value,
    };
    all.iter().map(of).chain([skip(said, words)]).collect()
}

fn yes_no(said: &str, words: Words) -> Vec<Choice> {
    chosen(&[("no", "diary-no"), ("yes", "diary-yes")], said, words)
}

fn steps(said: &str, words: Words) -> Vec<Choice> {
    let of = |step: u8| Choice {
        value: step.to_string(),
        words: format!("{step} · {}", words.say(&format!("diary-skills-{step}"))),
        aloud: String::new(),
        chosen: said == step.to_string(),
    };
    let none = Choice {
        words: words.say("diary-not-said"),
        ..skip(said, words)
    };
    [none].into_iter().chain((0..=LAST_STEP).map(of)).collect()
}
