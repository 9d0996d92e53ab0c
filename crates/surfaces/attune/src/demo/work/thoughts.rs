//! Amal's stuck points, with what she believed then and now, and her answers to the harsh voice.

use super::{Told, named, open};
use crate::demo::scenes::When::{self, After};
use crate::demo::year::{Life, finish, line, wrong};
use crate::say::Failed;
use care::{DAY, HOUR, Happened, MINUTE};
use sealed::{Act, ReadersV1};
use thoughts::{
    AboutV1, Beside, New, NewVoice, Pattern, SideV1, StateV1, ThemeV1, VoiceV1, WhomV1,
    answer_voice, begin, begin_voice, believe, set_state, write,
};

/// What is done with thoughts. The first word of each names the thought, or what the voice says.
#[derive(Clone, Copy)]
pub(in crate::demo) enum Deed {
    /// A stuck point is begun: its words, what it is about, how much it is believed, who reads it.
    Begins(&'static str, &'static str, AboutV1, u8, ReadersV1),
    /// A line beside it, by the client or the therapist.
    Beside {
        of: &'static str,
        by_client: bool,
        side: SideV1,
        words: &'static str,
        pattern: Option<&'static str>,
    },
    /// How much it is believed now, and the thought that fits better.
    Believes(&'static str, u8, Option<u8>),
    /// It is looser than it was.
    Loosens(&'static str),
    /// What the harsh voice says, the pattern, the answer, how true that feels, who reads it.
    Voice(
        &'static str,
        &'static str,
        &'static str,
        &'static str,
        u8,
        ReadersV1,
    ),
    /// How true the same answer feels now.
    Felt(&'static str, &'static str, &'static str, u8),
}

const TRUST: AboutV1 = AboutV1 {
    theme: ThemeV1::Trust,
    whom: WhomV1::Others,
};
const WORTH: AboutV1 = AboutV1 {
    theme: ThemeV1::Esteem,
    whom: WhomV1::Myself,
};
const KIND: &str = "I asked for one thing. That is not too much.";
const KINDER: &str = "I was tired. Tired is not lazy.";

const fn beside(of: &'static str, by_client: bool, side: SideV1, words: &'static str) -> Deed {
    Deed::Beside {
        of,
        by_client,
        side,
        words,
        pattern: None,
    }
}

const fn amal(when: When, deed: Deed) -> Told {
    Told::of("amal", when, super::Deed::Thought(deed))
}

pub(super) fn told() -> Vec<Told> {
    let mut all = leaning();
    all.extend(others());
    all
}

/// The thought that she has worked on longest.
fn leaning() -> Vec<Told> {
    vec![
        amal(
            After(12, 30 * MINUTE),
            Deed::Begins(
                "trust",
                "If I lean on someone, they will step aside.",
                TRUST,
                90,
                ReadersV1::Section,
            ),
        ),
        amal(
            After(12, 35 * MINUTE),
            beside(
                "trust",
                false,
                SideV1::For,
                "Your cousin, that summer, as you told me.",
            ),
        ),
        amal(
            After(11, 2 * DAY),
            beside(
                "trust",
                true,
                SideV1::Against,
                "Hana came when the heating was out.",
            ),
        ),
        amal(
            After(9, 2 * DAY),
            Deed::Beside {
                of: "trust",
                by_client: true,
                side: SideV1::Pattern,
                words: "Once it was so, and I made a rule of it.",
                pattern: Some("once-always"),
            },
        ),
        amal(After(8, HOUR), Deed::Believes("trust", 70, None)),
        amal(
            After(6, DAY),
            beside(
                "trust",
                true,
                SideV1::Instead,
                "Some step aside. Some do not.",
            ),
        ),
        amal(After(5, HOUR), Deed::Believes("trust", 60, Some(40))),
        amal(After(1, HOUR), Deed::Believes("trust", 45, Some(65))),
        amal(After(1, 2 * HOUR), Deed::Loosens("trust")),
    ]
}

/// Two more thoughts, and what the harsh voice says.
fn others() -> Vec<Told> {
    vec![
        amal(
            After(4, 2 * DAY),
            Deed::Begins(
                "known",
                "I ought to have seen it coming.",
                WORTH,
                75,
                ReadersV1::Section,
            ),
        ),
        amal(
            After(2, 5 * DAY),
            Deed::Begins(
                "mine",
                "I take up too much room.",
                WORTH,
                60,
                ReadersV1::Nobody,
            ),
        ),
        amal(
            After(7, 2 * DAY),
            Deed::Voice(
                "much",
                "You are too much for people.",
                "bad-name",
                KIND,
                30,
                ReadersV1::Section,
            ),
        ),
        amal(After(3, 2 * DAY), Deed::Felt("much", "bad-name", KIND, 55)),
        amal(
            After(2, 2 * DAY),
            Deed::Voice(
                "lazy",
                "You did nothing all day again.",
                "all-or-nothing",
                KINDER,
                50,
                ReadersV1::Nobody,
            ),
        ),
    ]
}

pub(super) async fn happens(life: &Life<'_>, place: usize, deed: Deed) -> Result<(), Failed> {
    let by_client = !matches!(
        deed,
        Deed::Beside {
            by_client: false,
            ..
        }
    );
    let mut act = open(life, place, by_client).await?;
    let mut happened = Vec::new();
    match deed {
        Deed::Begins(what, words, about, believed, readers) => {
            let new = New {
                once: named(&act, what),
                words: &line(words)?,
                about: &[about],
                believed: Some(believed),
                readers,
            };
            happened = begin(&mut act, &new).await.map_err(wrong)?;
        }
        Deed::Beside {
            of,
            side,
            words,
            pattern,
            ..
        } => {
            let new = Beside {
                once: act.mint(),
                point: named(&act, of),
                side,
                words: Some(&line(words)?),
                pattern: pattern.and_then(Pattern::parse),
            };
            write(&mut act, &new).await.map_err(wrong)?;
        }
        Deed::Believes(of, thought, instead) => {
            let (once, of) = (act.mint(), named(&act, of));
            believe(&mut act, once, of, Some(thought), instead)
                .await
                .map_err(wrong)?;
        }
        Deed::Loosens(of) => {
            let of = named(&act, of);
            set_state(&mut act, of, StateV1::Loosening)
                .await
                .map_err(wrong)?;
        }
        Deed::Voice(..) | Deed::Felt(..) => happened = answers(&mut act, deed).await?,
    }
    finish(act, happened).await
}

/// What the harsh voice says, and her answer.
async fn answers(act: &mut Act, deed: Deed) -> Result<Vec<Happened>, Failed> {
    match deed {
        Deed::Voice(what, says, pattern, answer, felt, readers) => {
            let new = NewVoice {
                once: named(act, what),
                says: &line(says)?,
                pattern: Pattern::parse(pattern),
                answer: Some(&line(answer)?),
                felt: Some(felt),
                readers,
            };
            return begin_voice(act, &new).await.map_err(wrong);
        }
        Deed::Felt(what, pattern, answer, felt) => {
            let of = named(act, what);
            let kept = act.find::<VoiceV1>(of).await.map_err(wrong)?;
            let seen = kept.map_or(0, |kept| kept.version);
            let (pattern, answer) = (Pattern::parse(pattern), line(answer)?);
            let said = answer_voice(act, of, seen, pattern, Some(&answer), Some(felt));
            said.await.map_err(wrong)?;
        }
        _ => {}
    }
    Ok(Vec::new())
}
