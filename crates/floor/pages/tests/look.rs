//! The stylesheet, measured: every pair of colours that meets can be read, in the light and in the
//! dark, and no colour comes from outside the tokens.
#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

use std::collections::BTreeMap;
use std::sync::LazyLock;

static SHEET: LazyLock<String> = LazyLock::new(|| {
    [
        include_str!("../assets/attune.css"),
        include_str!("../assets/tools.css"),
    ]
    .concat()
});

/// The least contrast for words (WCAG 2.2, 1.4.3, AA) and for marks that carry meaning (1.4.11).
const WORDS: f64 = 4.5;
const MARKS: f64 = 3.0;

/// What is written on what, and what is drawn on what.
const PAIRS: &[(f64, &str, &[&str])] = &[
    (
        WORDS,
        "ink",
        &[
            "paper",
            "surface",
            "sunk",
            "accent-wash",
            "clay-wash",
            "sage-wash",
            "plum-wash",
        ],
    ),
    (
        WORDS,
        "quiet",
        &[
            "paper",
            "surface",
            "sunk",
            "accent-wash",
            "clay-wash",
            "sage-wash",
            "plum-wash",
        ],
    ),
    (
        WORDS,
        "accent",
        &["paper", "surface", "sunk", "accent-wash"],
    ),
    (
        WORDS,
        "accent-deep",
        &["paper", "surface", "sunk", "accent-wash"],
    ),
    (WORDS, "on-accent", &["accent", "accent-deep"]),
    (WORDS, "clay", &["paper", "surface", "sunk", "clay-wash"]),
    (WORDS, "plum", &["paper", "surface", "sunk", "plum-wash"]),
    (WORDS, "sage", &["paper", "surface", "sunk", "sage-wash"]),
    (WORDS, "surface", &["plum"]),
    (MARKS, "edge", &["paper", "surface", "sunk"]),
    (MARKS, "accent", &["clay-wash", "sage-wash", "plum-wash"]),
];

type Tokens = BTreeMap<String, String>;

/// The colour tokens set between a marker comment and the end of its block.
fn tokens(marker: &str) -> Tokens {
    let block = SHEET
        .split(marker)
        .nth(1)
        .unwrap()
        .split('}')
        .next()
        .unwrap();
    block
        .split(';')
        .filter_map(|line| {
            let (_, rest) = line.split_once("--")?;
            let (name, value) = rest.split_once(':')?;
            let value = value.trim();
            value
                .starts_with('#')
                .then(|| (name.trim().to_owned(), value.to_owned()))
        })
        .collect()
}

fn modes() -> [(&'static str, Tokens); 3] {
    [
        ("light", tokens("/* light */")),
        ("dark", tokens("/* dark */")),
        ("dark, by choice", tokens("/* dark, by choice */")),
    ]
}

/// Relative luminance, WCAG 2.2.
fn luminance(colour: &str) -> f64 {
    let part = |at: usize| {
        let byte = u8::from_str_radix(colour.get(at..at + 2).unwrap(), 16).unwrap();
        let share = f64::from(byte) / 255.0;
        if share <= 0.040_45 {
            share / 12.92
        } else {
            ((share + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
}

fn contrast(one: &str, other: &str) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn contrast_is_computed_as_published() {
    // WCAG's own end points, and a pair whose ratio is widely published.
    assert!((contrast("#000000", "#FFFFFF") - 21.0).abs() < 0.001);
    assert!((contrast("#777777", "#FFFFFF") - 4.48).abs() < 0.01);
}

#[test]
fn every_pair_that_meets_can_be_read_in_every_mode() {
    for (mode, tokens) in modes() {
        assert_eq!(tokens.len(), 17, "{mode}: {tokens:?}");
        for (least, front, behind) in PAIRS {
            for back in *behind {
                let ratio = contrast(&tokens[*front], &tokens[*back]);
                assert!(
                    ratio >= *least,
                    "{mode}: {front} on {back} is {ratio:.2}, needs {least}"
                );
            }
        }
    }
}

#[test]
fn the_dark_is_the_same_whether_the_device_asks_for_it_or_the_page() {
    let [_, (_, asked), (_, chosen)] = modes();
    assert_eq!(asked, chosen);
}

/// The rules without comments, tokens and print.
fn rules() -> String {
    let after_tokens = SHEET.split("--t1:").nth(1).unwrap();
    after_tokens
        .split("@media print")
        .next()
        .unwrap()
        .to_owned()
}

#[test]
fn every_colour_is_a_token_and_every_token_used_exists() {
    let rules = rules();
    for line in rules.lines() {
        assert!(
            !line.contains('#') || line.trim_start().starts_with('#'),
            "a colour outside the tokens: {line}"
        );
        assert!(
            !line.contains("rgb("),
            "a colour outside the tokens: {line}"
        );
        assert!(!line.contains("!important"), "{line}");
    }
    for name in SHEET
        .split("var(--")
        .skip(1)
        .map(|rest| rest.split([')', ',']).next().unwrap())
    {
        assert!(
            SHEET.contains(&format!("--{name}:")),
            "--{name} is used and never set"
        );
    }
}

#[test]
fn what_is_written_in_a_colour_is_among_the_measured_pairs() {
    let rules = rules();
    for declared in rules
        .split([' ', ';', '{'])
        .zip(rules.split([' ', ';', '{']).skip(1))
    {
        if let ("color:", value) = declared
            && let Some(name) = value.strip_prefix("var(--")
        {
            let name = name.trim_end_matches(')');
            let measured = PAIRS
                .iter()
                .any(|(least, front, _)| *front == name && *least >= WORDS);
            assert!(
                measured || name == "attention",
                "{name} is written and never measured"
            );
        }
    }
}
