//! An entry, a card and a pattern in words, for the client and for those who treat them.

use crate::act::Refused;
use crate::patterns::{Condition, Counted, STRONG, patterns};
use crate::shared::LineV1;
use crate::stored::{CardV1, SetOffV1};
use pages::{Trouble, Visit, Words};
use sealed::{Kept, ReadersV1};

impl From<Refused> for Trouble {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::None => Self::Nothing,
            Refused::Newer => Self::Older,
            Refused::Empty | Refused::Another | Refused::NothingChosen => Self::NotUnderstood,
            Refused::Read(error) => error.into(),
        }
    }
}

/// An entry, to be read.
pub(crate) struct EntryShown {
    pub(crate) id: String,
    pub(crate) cue: String,
    /// When, and that it was written down later if it was.
    pub(crate) when: String,
    /// What was said besides: a label and its words.
    pub(crate) facts: Vec<(String, String)>,
    pub(crate) sent: bool,
}

pub(crate) fn entry(visit: &Visit, kept: &Kept<SetOffV1>) -> EntryShown {
    let (words, value) = (visit.words, &kept.value);
    let mut when = visit.day_and_time(value.when());
    if value.earlier {
        when = words.say_with("trigger-when-earlier", &[("when", (&when).into())]);
    }
    EntryShown {
        id: kept.record.to_string(),
        cue: value.cue.clone(),
        when,
        facts: entry_facts(value, words),
        sent: value.readers == ReadersV1::Section,
    }
}

pub(crate) fn entry_facts(value: &SetOffV1, words: Words) -> Vec<(String, String)> {
    let coded = |key: &str, code: Option<&str>| {
        let said = code.map(|code| words.say(&format!("trigger-{key}-{code}")));
        (format!("trigger-{key}"), said.unwrap_or_default())
    };
    let own = |key: &str, said: &str| (format!("trigger-{key}"), said.to_owned());
    let strong = value
        .strong
        .map(|strong| words.say_with("trigger-of-ten", &[("n", i64::from(strong).into())]));
    let all = [
        coded("kind", Some(value.kind.code())),
        own("strong", &strong.unwrap_or_default()),
        own("signs", &value.signs),
        own("body", &value.body),
        own("did", &value.did),
        own("helped", &value.helped),
        coded("place", value.place.map(crate::PlaceV1::code)),
        coded("with", value.with.map(crate::WithV1::code)),
        coded("slept", value.slept.map(crate::SleptV1::code)),
    ];
    let said = all.into_iter().filter(|(_, said)| !said.is_empty());
    said.map(|(key, said)| (words.say(&key), said)).collect()
}

/// A card, to be read.
pub(crate) struct CardShown {
    pub(crate) id: String,
    /// What sets it off, or that it has no name yet.
    pub(crate) called: String,
    pub(crate) lines: Vec<(String, String)>,
    pub(crate) sent: bool,
    pub(crate) own: bool,
}

pub(crate) fn card(words: Words, kept: &Kept<CardV1>) -> CardShown {
    let value = &kept.value;
    CardShown {
        id: kept.record.to_string(),
        called: called(words, value),
        lines: lines(words, value),
        sent: value.readers == ReadersV1::Section,
        own: value.own,
    }
}

pub(crate) fn called(words: Words, card: &CardV1) -> String {
    if card.cue.is_empty() {
        words.say("trigger-card-unnamed")
    } else {
        card.cue.clone()
    }
}

pub(crate) fn line_called(words: Words, line: LineV1) -> String {
    words.say(&format!("trigger-line-{}", line.code()))
}

fn lines(words: Words, card: &CardV1) -> Vec<(String, String)> {
    let said = LineV1::ALL.iter().filter(|line| **line != LineV1::Cue);
    said.filter(|line| !line.of(card).is_empty())
        .map(|line| (line_called(words, *line), line.of(card).to_owned()))
        .collect()
}

/// What often comes together, and the plain counts.
pub(crate) struct PatternsShown {
    /// How many times were written down.
    pub(crate) times: String,
    /// Sentences above the floor.
    pub(crate) together: Vec<String>,
    /// Counts: a heading, and what was counted under it with its number.
    pub(crate) counts: Vec<(String, Vec<(String, u32)>)>,
}

pub(crate) fn patterns_shown(visit: &Visit, entries: &[Kept<SetOffV1>]) -> PatternsShown {
    let words = visit.words;
    let all: Vec<_> = entries.iter().map(|kept| &kept.value).collect();
    let found = patterns(&all, &visit.floor.settings.zone);
    let mut counts: Vec<(String, Vec<(String, u32)>)> = Vec::new();
    for one in &found {
        let (heading, said) = condition(words, &one.condition);
        match counts.last_mut().filter(|(last, _)| *last == heading) {
            Some((_, list)) => list.push((said, one.times)),
            None => counts.push((heading, vec![(said, one.times)])),
        }
    }
    let times = i64::try_from(entries.len()).unwrap_or(i64::MAX);
    PatternsShown {
        times: words.say_with("trigger-times", &[("n", times.into())]),
        together: found
            .iter()
            .filter(|one| one.together)
            .map(|one| together(words, one))
            .collect(),
        counts,
    }
}

/// The heading it is counted under, and what it is.
fn condition(words: Words, condition: &Condition) -> (String, String) {
    let coded = |key: &str, code: &str| {
        let said = words.say(&format!("trigger-{key}-{code}"));
        (words.say(&format!("trigger-by-{key}")), said)
    };
    match condition {
        Condition::Time(time) => coded("time", time),
        Condition::Place(place) => coded("place", place.code()),
        Condition::With(with) => coded("with", with.code()),
        Condition::Slept(slept) => coded("slept", slept.code()),
        Condition::Cue(cue) => (words.say("trigger-by-cue"), cue.clone()),
    }
}

fn together(words: Words, one: &Counted) -> String {
    let (heading, said) = condition(words, &one.condition);
    let number = |count: u32| i64::from(count).into();
    let put = [
        ("heading", (&heading).into()),
        ("what", (&said).into()),
        ("strong", number(one.strong)),
        ("of", number(one.rated)),
        ("otherstrong", number(one.other_strong)),
        ("otherof", number(one.other_rated)),
        ("from", i64::from(STRONG).into()),
    ];
    words.say_with("trigger-together", &put)
}
