//! What every client sees first, whoever is looking: when the next appointments are, what is useful
//! to know, what to do when something cannot wait, and a few quiet minutes. Nothing on it says what
//! kind of service this is, with whom anyone meets, or what about. The rest is behind the lock.

use ::sessions::meeting::{self, SessionV1};
use askama::Template;
use care::{Section, Sections};
use pages::{COVER, ClientVisit, Html, Screens, Trouble, Words};
use sealed::Act;

/// When, and nothing else of it is shown.
const OPENS: Sections = Sections::of(&[Section::Sessions]);
/// How many appointments are shown at most. This project's own choice: what fits on a phone.
const SHOWN: usize = 3;
/// The fewest digits that are a number to call.
const NUMBER: usize = 3;

pub(crate) fn screens() -> Screens {
    Screens::new().cover(COVER, OPENS, show)
}

/// Words, or a number among them that can be called.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Part {
    words: String,
    number: Option<String>,
}

#[derive(Template)]
#[template(path = "cover.html")]
struct Cover {
    words: Words,
    times: Vec<String>,
    damaged: bool,
    practical: Option<String>,
    urgent: Vec<Part>,
    /// A few quiet minutes, which need no record and no connection.
    calm: Html,
    /// The sheet that opens with words of its own and asks the service nothing.
    sheet: Html,
}

async fn show(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let words = visit.words;
    let listing = act.latest::<SessionV1>().await?;
    let damaged = !listing.damaged.is_empty();
    let times = meeting::in_order(listing)
        .iter()
        .filter(|session| session.value.ends() > visit.now)
        .take(SHOWN)
        .map(|session| visit.day_and_time(session.value.starts()))
        .collect();
    let chosen = &visit.floor.settings.cover;
    let urgent = chosen.urgent.clone();
    let urgent = urgent.unwrap_or_else(|| words.say("cover-urgent-anywhere"));
    Ok(Html::of(&Cover {
        words,
        times,
        damaged,
        practical: chosen.practical.clone(),
        urgent: parts(&urgent),
        calm: pages::calm::part(words),
        sheet: pages::offline::part(words),
    }))
}

/// The service's words with the numbers in them, so that a thumb can call.
fn parts(words: &str) -> Vec<Part> {
    let belongs = |c: char| c.is_ascii_digit() || matches!(c, '+' | ' ' | '-' | '(' | ')' | '/');
    let mut parts = Vec::new();
    let mut plain = String::new();
    let mut rest = words;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit() || c == '+') {
        let (before, from) = rest.split_at(at);
        plain.push_str(before);
        let end = from.find(|c: char| !belongs(c)).unwrap_or(from.len());
        let run = from.split_at(end).0;
        let run = run.trim_end_matches(|c: char| !c.is_ascii_digit());
        let run = if run.is_empty() {
            from.split_at(1).0
        } else {
            run
        };
        let number: String = run
            .chars()
            .filter(|c| c.is_ascii_digit() || *c == '+')
            .collect();
        if number.chars().filter(char::is_ascii_digit).count() >= NUMBER {
            parts.extend(said(&mut plain));
            parts.push(Part {
                words: run.to_owned(),
                number: Some(number),
            });
        } else {
            plain.push_str(run);
        }
        rest = from.split_at(run.len()).1;
    }
    plain.push_str(rest);
    parts.extend(said(&mut plain));
    parts
}

fn said(plain: &mut String) -> Option<Part> {
    let words = std::mem::take(plain);
    (!words.is_empty()).then_some(Part {
        words,
        number: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_the_services_words_can_be_called_and_nothing_is_lost() {
        let plain = |words: &str| (words.to_owned(), None);
        let number = |words: &str, to: &str| (words.to_owned(), Some(to.to_owned()));
        for (words, told) in [
            (
                "Call 112.",
                vec![plain("Call "), number("112", "112"), plain(".")],
            ),
            (
                "555 010-20, day and night; or +34 600 000 000",
                vec![
                    number("555 010-20", "55501020"),
                    plain(", day and night; or "),
                    number("+34 600 000 000", "+34600000000"),
                ],
            ),
            (
                "Within 24 hours + more",
                vec![plain("Within 24 hours + more")],
            ),
            ("", vec![]),
            ("Ring the bell", vec![plain("Ring the bell")]),
        ] {
            let parts = parts(words);
            let whole: String = parts.iter().map(|part| part.words.as_str()).collect();
            assert_eq!(whole, words);
            let parts: Vec<_> = parts
                .into_iter()
                .map(|part| (part.words, part.number))
                .collect();
            assert_eq!(parts, told, "{words}");
        }
    }
}
