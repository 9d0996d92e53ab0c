//! What a day costs the one who writes it: under a minute on the card a pair begins with.

use crate::served::{made, served};
use std::collections::BTreeSet;

/// Words read in a minute: slow, this project's own choice, as for the check-in.
const WORDS_A_MINUTE: f64 = 200.0;
/// Seconds for a tap on a phone: this project's own choice.
const TAP: f64 = 1.2;
/// The most a day may cost, in seconds.
const MOST: f64 = 60.0;

/// Words to read: what the page shows, each piece that is said again counted once, without what is
/// folded away, and without numbers.
fn words_shown(html: &str) -> usize {
    let (mut said, mut rest, mut hidden) = (BTreeSet::new(), html, Vec::<String>::new());
    let mut folded = false;
    while let Some((before, after)) = rest.split_once('<') {
        if hidden.is_empty() && !folded {
            said.insert(before.trim().to_owned());
        }
        let Some((tag, after)) = after.split_once('>') else {
            break;
        };
        rest = after;
        let name = tag.split([' ', '\n']).next().unwrap_or_default();
        match (name, hidden.last()) {
            ("details" | "/summary", None) => folded = true,
            ("summary" | "/details", None) => folded = false,
            (end, Some(inside)) if end.strip_prefix('/') == Some(inside) => {
                hidden.pop();
            }
            _ if tag.contains("visually-hidden") => hidden.push(name.to_owned()),
            _ => {}
        }
    }
    let words = |said: &String| {
        let words = said.split_whitespace();
        words
            .filter(|word| word.chars().any(char::is_alphabetic))
            .count()
    };
    said.iter().map(words).sum()
}

#[test]
fn what_is_folded_away_or_said_twice_is_not_counted() {
    for (html, words) in [
        ("one two", 2),
        ("<p>one</p> <p>one</p>two", 2),
        (
            "<details><summary>one</summary><p>two three</p></details> four",
            2,
        ),
        (
            "<span class=\"visually-hidden\">one</span> two 3 <input>",
            1,
        ),
    ] {
        assert_eq!(words_shown(&format!("{html}<b>")), words, "{html}");
    }
}

/// Taps of a day on which every line is answered. A row of choices is one tap; a list is opened and
/// chosen from; a number is touched and two figures typed; words are left out, and saving is one. How
/// often something was done comes up only after a yes.
fn taps(html: &str) -> usize {
    let rows = html.matches("class=\"diary-row\"").count();
    let form = html.split_once("data-draft").unwrap().1;
    let lists = form.matches("<select").count();
    let numbers = form.matches("inputmode=\"decimal\"").count();
    rows + 2 * lists + 3 * numbers + 1
}

#[tokio::test]
async fn a_day_on_the_card_one_begins_with_takes_less_than_a_minute_in_both_languages() {
    let (served, _) = served().await;
    made(&served).await;
    let mut most: f64 = 0.0;
    let mut figures = Vec::new();
    for who in ["amal", "amal.es"] {
        for to in ["each", "session", "ask"] {
            served.does(who, "diary-goes-to", &[("to", to)]).await;
            let page = served.does(who, "diary", &[]).await;
            let main = page.main();
            // The ways on, below the form, are no part of the day.
            let (day, _) = main.split_once("<form class=\"no-print\"").unwrap();
            let form = day.split_once('>').unwrap().1;
            let (words, taps) = (words_shown(form), taps(form));
            assert!(
                words > 60 && taps > 15,
                "{words} {taps}: something is not counted"
            );
            let count = |number: usize| f64::from(u32::try_from(number).unwrap());
            let cost = count(words) / WORDS_A_MINUTE * 60.0 + count(taps) * TAP;
            assert!(
                cost <= MOST,
                "{who} {to}: {words} words, {taps} taps, {cost:.0} s"
            );
            most = most.max(cost);
            if to == "each" {
                let language = if who == "amal" { "en" } else { "es" };
                figures.push(format!(
                    "{language}: {taps} taps, {words} words, {cost:.0} s"
                ));
            }
        }
    }
    assert!(most > MOST / 2.0, "{most}: something is not counted");
    testing::shows(
        "PW-3",
        &format!(
            "the card a pair begins with, every line answered: {}; {MOST:.0} s at most",
            figures.join("; ")
        ),
    );
}
