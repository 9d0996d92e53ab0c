//! A few quiet minutes: short ways to come to rest in fixed words, the same for everyone.
//!
//! They open no record and ask the service nothing, so they stand before every sign-in and every
//! lock, and on the page that opens without a connection. That they are on a device says nothing
//! about whoever uses it. Nothing here is a treatment, nothing promises anything, and nobody is asked
//! to think of anything that happened.

use crate::layout::Html;
use crate::words::Words;
use askama::Template;

/// A way to come to rest.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Tool {
    /// Its stable name: what it is called is under `calm-<name>`, its steps under `calm-<name>-1` and
    /// so on, what to mind under `calm-<name>-note`.
    pub name: &'static str,
    /// How many steps it has, each a short sentence.
    pub steps: u8,
    /// Whether there is something to mind: for whom it is known to make things worse.
    pub note: bool,
    /// Where the idea comes from. The words are this project's own.
    pub source: &'static str,
}

/// The name of the one that is done with a breath, at a pace that is chosen.
pub const BREATHE: &str = "breathe";

/// The paces of a breath in seconds, in and out: seven and a half, six and five breaths a minute,
/// always longer out than in and never held. This project's own choice around the six a minute of
/// the source; the middle one is offered first.
pub const PACES: [(u8, u8); 3] = [(3, 5), (4, 6), (5, 7)];

/// Every one, in the order in which they are offered.
pub const TOOLS: [Tool; 8] = [
    Tool {
        name: BREATHE,
        steps: 6,
        note: true,
        source: "Slow breathing, about six a minute: Lehrer & Gevirtz 2014; a longer way out: Van \
                 Diest et al. 2014. That it makes some people more tense: Heide & Borkovec 1984. The \
                 counts are this project's own choice.",
    },
    Tool {
        name: "orient",
        steps: 6,
        note: false,
        source: "Turning to where one is: Ogden, Minton & Pain 2006.",
    },
    Tool {
        name: "senses",
        steps: 5,
        note: false,
        source: "Naming what the senses find, an exercise handed on without an author; grounding: \
                 Najavits 2002.",
    },
    Tool {
        name: "feet",
        steps: 5,
        note: false,
        source: "Grounding through the body: Najavits 2002.",
    },
    Tool {
        name: "object",
        steps: 6,
        note: false,
        source: "Grounding through the senses: Najavits 2002.",
    },
    Tool {
        name: "muscles",
        steps: 6,
        note: true,
        source: "Tightening and letting go: Jacobson 1938; made shorter by Bernstein & Borkovec 1973.",
    },
    Tool {
        name: "cold",
        steps: 4,
        note: true,
        source: "Cold on the face slows the heart: Gooden 1994; as a skill: Linehan 2015.",
    },
    Tool {
        name: "move",
        steps: 6,
        note: true,
        source: "Moving where one feels numb or far away: Ogden, Minton & Pain 2006.",
    },
];

impl Tool {
    /// The one of this name.
    pub fn named(name: &str) -> Option<&'static Self> {
        TOOLS.iter().find(|tool| tool.name == name)
    }

    /// What it is called.
    pub fn called(&self, words: Words) -> String {
        words.say(&format!("calm-{}", self.name))
    }

    /// Its steps, in their order.
    pub fn steps(&self, words: Words) -> Vec<String> {
        (1..=self.steps)
            .map(|step| words.say(&format!("calm-{}-{step}", self.name)))
            .collect()
    }

    /// What to mind, where something is known.
    pub fn note(&self, words: Words) -> Option<String> {
        self.note
            .then(|| words.say(&format!("calm-{}-note", self.name)))
    }

    /// It as it stands on a page: what to mind, the steps, and the circle where it is done with a
    /// breath.
    pub fn html(&self, words: Words) -> Html {
        let paces = PACES.iter().filter(|_| self.name == BREATHE);
        let paces = paces.map(|(within, out)| {
            let put = [
                ("in", i64::from(*within).into()),
                ("out", i64::from(*out).into()),
            ];
            Pace {
                value: format!("{within}-{out}"),
                said: words.say_with("calm-pace", &put),
            }
        });
        Html::of(&StepsPart {
            words,
            note: self.note(words),
            paces: paces.collect(),
            steps: self.steps(words),
        })
    }
}

/// A way that someone wrote for this client, as it stands on a page.
pub fn own(words: Words, steps: Vec<String>, note: Option<String>) -> Html {
    Html::of(&StepsPart {
        words,
        note,
        paces: Vec::new(),
        steps,
    })
}

struct Pace {
    value: String,
    said: String,
}

#[derive(Template)]
#[template(path = "calm_steps.html")]
struct StepsPart {
    words: Words,
    note: Option<String>,
    paces: Vec<Pace>,
    steps: Vec<String>,
}

#[derive(Template)]
#[template(path = "calm_part.html")]
struct Part {
    words: Words,
    tools: Vec<(String, Html)>,
}

fn tools(words: Words) -> Vec<(String, Html)> {
    let one = |tool: &Tool| (tool.called(words), tool.html(words));
    TOOLS.iter().map(one).collect()
}

/// All of them, folded away under "A few quiet minutes": one tap opens the list, a second one the
/// steps. Everything is in the page already, so neither asks for anything.
pub fn part(words: Words) -> Html {
    Html::of(&Part {
        words,
        tools: tools(words),
    })
}

#[derive(Template)]
#[template(path = "calm_screen.html")]
struct Screen {
    words: Words,
    tools: Vec<(String, Html)>,
}

/// The same as a screen of its own, with the list open.
pub fn screen(words: Words) -> Html {
    Html::of(&Screen {
        words,
        tools: tools(words),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;
    use crate::words::Language;

    #[test]
    fn every_step_is_there_in_every_language_and_none_is_left_out() {
        let catalogue = Catalogue::shipped();
        for language in Language::ALL {
            for tool in &TOOLS {
                let key = |step: u8| format!("calm-{}-{step}", tool.name);
                assert!(
                    (1..=tool.steps).all(|step| catalogue.has(language, &key(step))),
                    "{tool:?} in {language:?}"
                );
                assert!(!catalogue.has(language, &key(tool.steps + 1)), "{tool:?}");
                let note = format!("calm-{}-note", tool.name);
                assert_eq!(catalogue.has(language, &note), tool.note, "{tool:?}");
            }
        }
    }

    #[test]
    fn a_step_is_one_short_sentence() {
        for language in Language::ALL {
            for tool in &TOOLS {
                for step in tool.steps(Words::new(language)) {
                    assert!(step.split_whitespace().count() <= 14, "{step}");
                    assert!(step.matches(['.', '?']).count() <= 1, "{step}");
                }
            }
        }
    }

    #[test]
    fn the_way_out_is_longer_than_the_way_in_and_the_sheet_moves_as_it_says() {
        let look = include_str!("../assets/attune.css");
        for (within, out) in PACES {
            assert!(out > within);
            let moves = format!("animation: breath-{within}-{out} {}s", within + out);
            assert!(look.contains(&moves), "{moves}");
            // A flash is a change faster than three times a second; here it is a breath.
            assert!(within + out >= 8);
        }
    }

    #[test]
    fn two_taps_open_the_steps_and_nothing_asks_the_service() {
        for language in Language::ALL {
            let words = Words::new(language);
            let html = part(words).into_string();
            for asks in ["<form", "href", "src=", "action"] {
                assert!(!html.contains(asks), "{asks} in {html}");
            }
            // The steps lie in the second fold: within the one of the tool, within that of the part.
            let (open, _) = html.split_once("data-steps").unwrap();
            let folds = open.matches("<details").count() - open.matches("</details").count();
            assert_eq!(folds, 2, "{open}");
            for tool in &TOOLS {
                for step in tool.steps(words) {
                    let step = Html::words(&step).into_string();
                    let shown = format!(">{step}</li>");
                    assert_eq!(html.matches(&shown).count(), 1, "{step}");
                }
            }
        }
    }
}
