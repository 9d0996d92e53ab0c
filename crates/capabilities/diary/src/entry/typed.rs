//! A day as it is typed: what was sent is read line by line, what does not fit is said at its line,
//! and an entry is put back into the same fields to be changed.

use super::stored::{EntryV1, MarkV1, MedicineV1, ValueV1};
use crate::card::{ItemV1, KindV1};
use care::{Line, WrongWords};

/// How many days back a day can still be written: this project's own choice, long enough for a
/// holiday and short enough to remember.
pub const BACK: u16 = 14;
/// The most letters of a line of words.
pub(crate) const MOST_WORDS: usize = 2_000;
/// The strongest feeling or urge.
pub(crate) const STRONGEST: u8 = 5;
/// The last step of the skills line.
pub(crate) const LAST_STEP: u8 = 7;
/// The most times something can be said to have been done on a day.
const MOST_TIMES: u16 = 999;
/// Minutes of a day.
const DAY: u16 = 24 * 60;
/// The largest number, in hundredths.
const MOST: i64 = 100_000_000;

/// What does not fit at a line: its field, and the message that says what to do.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Wrong {
    /// The field.
    pub(crate) field: String,
    /// The message's key; `None`: too long, which says how long.
    pub(crate) key: &'static str,
    /// How many letters there were, if there were too many.
    pub(crate) was: usize,
}

type Fields = [(String, String)];

fn get<'a>(fields: &'a Fields, name: &str) -> &'a str {
    let found = fields.iter().find(|(field, _)| field == name);
    found.map_or("", |(_, value)| value.trim())
}

/// What was said, line by line. A field with nothing in it was skipped; a field no line asks for is
/// nothing.
///
/// # Errors
/// Every line that does not fit.
pub(crate) fn parse(items: &[ItemV1], fields: &Fields) -> Result<Vec<MarkV1>, Vec<Wrong>> {
    let (mut marks, mut wrong) = (Vec::new(), Vec::new());
    for item in items {
        match value(item, fields) {
            Ok(Some(value)) => marks.push(MarkV1 {
                item: item.clone(),
                value,
            }),
            Ok(None) => {}
            Err(one) => wrong.push(one),
        }
    }
    if wrong.is_empty() {
        Ok(marks)
    } else {
        Err(wrong)
    }
}

fn value(item: &ItemV1, fields: &Fields) -> Result<Option<ValueV1>, Wrong> {
    let name = format!("i{}", item.id);
    let said = get(fields, &name);
    let err = |key| Wrong {
        field: name.clone(),
        key,
        was: 0,
    };
    Ok(match &item.kind {
        KindV1::Emotion => level(said, STRONGEST, &err)?.map(ValueV1::Level),
        KindV1::Skills => level(said, LAST_STEP, &err)?.map(ValueV1::Level),
        KindV1::Urge => {
            let level = level(said, STRONGEST, &err)?;
            let (acted, times) = done(get(fields, &format!("{name}-acted")), &name, fields, &err)?;
            let any = level.is_some() || acted.is_some();
            any.then_some(ValueV1::Urge {
                level,
                acted,
                times,
            })
        }
        KindV1::Act { .. } => {
            let (did, times) = done(said, &name, fields, &err)?;
            did.map(|did| ValueV1::Did { did, times })
        }
        KindV1::Medicine => match said {
            "" => None,
            "yes" => Some(ValueV1::Medicine(MedicineV1::Yes)),
            "no" => Some(ValueV1::Medicine(MedicineV1::No)),
            "none" => Some(ValueV1::Medicine(MedicineV1::None)),
            _ => return Err(err("diary-wrong-choice")),
        },
        KindV1::YesNo => yes_no(said, &err)?.map(ValueV1::YesNo),
        KindV1::Sleep | KindV1::Number { .. } if said.is_empty() => None,
        KindV1::Sleep => Some(minutes(said).ok_or_else(|| err("diary-wrong-sleep"))?),
        KindV1::Number { .. } => {
            let number = hundredths(said).filter(|number| number.abs() <= MOST);
            Some(ValueV1::Number(
                number.ok_or_else(|| err("diary-wrong-number"))?,
            ))
        }
        KindV1::Words => match Line::<MOST_WORDS>::parse_optional(Some(said)) {
            Ok(line) => line.map(|line| ValueV1::Words(line.as_str().to_owned())),
            Err(WrongWords::TooLong { was, .. }) => {
                return Err(Wrong {
                    was,
                    ..err("diary-wrong-long")
                });
            }
            Err(WrongWords::Missing) => None,
        },
    })
}

fn level(said: &str, most: u8, err: &dyn Fn(&'static str) -> Wrong) -> Result<Option<u8>, Wrong> {
    if said.is_empty() {
        return Ok(None);
    }
    let level = said.parse().ok().filter(|level| *level <= most);
    level.map(Some).ok_or_else(|| err("diary-wrong-choice"))
}

fn yes_no(said: &str, err: &dyn Fn(&'static str) -> Wrong) -> Result<Option<bool>, Wrong> {
    match said {
        "" => Ok(None),
        "yes" => Ok(Some(true)),
        "no" => Ok(Some(false)),
        _ => Err(err("diary-wrong-choice")),
    }
}

/// Whether it was done, and how often. Times say that it was done; a no with times is asked about.
fn done(
    said: &str,
    name: &str,
    fields: &Fields,
    err: &dyn Fn(&'static str) -> Wrong,
) -> Result<(Option<bool>, Option<u16>), Wrong> {
    let did = yes_no(said, err)?;
    let written = get(fields, &format!("{name}-times"));
    if written.is_empty() {
        return Ok((did, None));
    }
    let times = written.parse().ok().filter(|times| *times <= MOST_TIMES);
    let times: u16 = times.ok_or_else(|| err("diary-wrong-times"))?;
    match (did, times) {
        (Some(true), 0) => Ok((did, None)),
        (_, 0) => Ok((Some(false), None)),
        (Some(false), _) => Err(err("diary-wrong-no-times")),
        (_, times) => Ok((Some(true), Some(times))),
    }
}

/// Hours as people write them: `7`, `7.5`, `7,5`, `7:30`; 0 to 24.
fn minutes(said: &str) -> Option<ValueV1> {
    let minutes = if let Some((hours, rest)) = said.split_once(':') {
        let (hours, rest): (u16, u16) = (hours.parse().ok()?, rest.parse().ok()?);
        (rest < 60 && hours <= 24).then(|| hours * 60 + rest)?
    } else {
        let hundredths = hundredths(said).filter(|hours| (0..=2_400).contains(hours))?;
        u16::try_from(hundredths * 60 / 100).ok()?
    };
    (minutes <= DAY).then_some(ValueV1::Sleep(minutes))
}

/// A number with at most two digits after a point or a comma, in hundredths.
fn hundredths(said: &str) -> Option<i64> {
    let (sign, said) = match said.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, said),
    };
    let (whole, part) = said.split_once(['.', ',']).unwrap_or((said, ""));
    let digits = |text: &str| text.chars().all(|one| one.is_ascii_digit());
    let fits = digits(whole) && digits(part) && part.len() <= 2 && (1..=9).contains(&whole.len());
    if !fits {
        return None;
    }
    let part: i64 = format!("{part:0<2}").parse().ok()?;
    Some(sign * (whole.parse::<i64>().ok()? * 100 + part))
}

/// A number in hundredths, as it is typed.
pub(crate) fn typed(hundredths: i64) -> String {
    let (sign, all) = (if hundredths < 0 { "-" } else { "" }, hundredths.abs());
    let number = format!("{sign}{}.{:02}", all / 100, all % 100);
    number
        .trim_end_matches('0')
        .trim_end_matches('.')
        .to_owned()
}

/// Minutes of sleep as hours, as they are typed.
pub(crate) fn hours(minutes: u16) -> String {
    typed((i64::from(minutes) * 100 + 30) / 60)
}

/// An entry in the fields it is changed in.
pub(crate) fn fields_of(entry: &EntryV1) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    for mark in &entry.marks {
        let name = format!("i{}", mark.item.id);
        let mut put = |end: &str, value: String| fields.push((format!("{name}{end}"), value));
        let yes = |is: bool| if is { "yes" } else { "no" }.to_owned();
        match &mark.value {
            ValueV1::Level(level) => put("", level.to_string()),
            ValueV1::Urge {
                level,
                acted,
                times,
            } => {
                if let Some(level) = level {
                    put("", level.to_string());
                }
                if let Some(acted) = acted {
                    put("-acted", yes(*acted));
                }
                if let Some(times) = times {
                    put("-times", times.to_string());
                }
            }
            ValueV1::Did { did, times } => {
                put("", yes(*did));
                if let Some(times) = times {
                    put("-times", times.to_string());
                }
            }
            ValueV1::Medicine(taken) => put(
                "",
                match taken {
                    MedicineV1::Yes => "yes",
                    MedicineV1::No => "no",
                    MedicineV1::None => "none",
                }
                .to_owned(),
            ),
            // To the minute, so that nothing is rounded by looking at it.
            ValueV1::Sleep(minutes) => put("", format!("{}:{:02}", minutes / 60, minutes % 60)),
            ValueV1::Words(words) => put("", words.clone()),
            ValueV1::YesNo(is) => put("", yes(*is)),
            ValueV1::Number(number) => put("", typed(*number)),
        }
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::card::LabelV1;
    use proptest::prelude::*;

    fn item(id: u16, kind: KindV1) -> ItemV1 {
        ItemV1 {
            id,
            label: LabelV1::Own("a line".to_owned()),
            kind,
            class: None,
        }
    }

    fn fields(all: &[(&str, &str)]) -> Vec<(String, String)> {
        all.iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect()
    }

    fn one(kind: KindV1, all: &[(&str, &str)]) -> Result<Option<ValueV1>, &'static str> {
        parse(&[item(1, kind)], &fields(all))
            .map(|mut marks| marks.pop().map(|mark| mark.value))
            .map_err(|wrong| wrong[0].key)
    }

    #[test]
    fn acting_is_possible_at_urge_nought_and_without_any_urge() {
        for (level, said) in [("0", Some(0)), ("", None), ("5", Some(5))] {
            let read = one(KindV1::Urge, &[("i1", level), ("i1-acted", "yes")]);
            let acted = ValueV1::Urge {
                level: said,
                acted: Some(true),
                times: None,
            };
            assert_eq!(read, Ok(Some(acted)), "{level}");
        }
    }

    #[test]
    fn what_was_skipped_is_nothing_and_never_a_nought() {
        for name in KindV1::NAMES {
            let kind = KindV1::named(name, "cups").unwrap();
            let all = [("i1", "  "), ("i1-acted", ""), ("i1-times", "")];
            assert_eq!(one(kind.clone(), &all), Ok(None), "{name}");
            assert_eq!(one(kind, &[]), Ok(None), "{name}");
        }
    }

    #[test]
    fn what_does_not_fit_is_said_and_not_guessed() {
        for (kind, said, key) in [
            (KindV1::Emotion, "6", "diary-wrong-choice"),
            (KindV1::Emotion, "-1", "diary-wrong-choice"),
            (KindV1::Emotion, "1.5", "diary-wrong-choice"),
            (KindV1::Skills, "8", "diary-wrong-choice"),
            (KindV1::Medicine, "perhaps", "diary-wrong-choice"),
            (KindV1::YesNo, "on", "diary-wrong-choice"),
            (KindV1::Sleep, "25", "diary-wrong-sleep"),
            (KindV1::Sleep, "24:01", "diary-wrong-sleep"),
            (KindV1::Sleep, "7:60", "diary-wrong-sleep"),
            (KindV1::Sleep, "-1", "diary-wrong-sleep"),
            (KindV1::Sleep, "a lot", "diary-wrong-sleep"),
            (
                KindV1::Number {
                    unit: String::new(),
                },
                "1e9",
                "diary-wrong-number",
            ),
            (
                KindV1::Number {
                    unit: String::new(),
                },
                "1000001",
                "diary-wrong-number",
            ),
        ] {
            assert_eq!(one(kind, &[("i1", said)]), Err(key), "{said}");
        }
        let long = "x".repeat(MOST_WORDS + 1);
        assert_eq!(
            one(KindV1::Words, &[("i1", &long)]),
            Err("diary-wrong-long")
        );
        let times = |acted, times| one(KindV1::Urge, &[("i1-acted", acted), ("i1-times", times)]);
        assert_eq!(times("no", "2"), Err("diary-wrong-no-times"));
        assert_eq!(times("yes", "1000"), Err("diary-wrong-times"));
        assert_eq!(times("yes", "two"), Err("diary-wrong-times"));
    }

    #[test]
    fn hours_are_read_as_people_write_them() {
        for (said, minutes) in [
            ("7", 420),
            ("7.5", 450),
            ("7,25", 435),
            ("7:20", 440),
            ("0", 0),
            ("24", 1440),
        ] {
            let read = one(KindV1::Sleep, &[("i1", said)]);
            assert_eq!(read, Ok(Some(ValueV1::Sleep(minutes))), "{said}");
        }
        for (minutes, said) in [(420, "7"), (450, "7.5"), (440, "7.33"), (0, "0")] {
            assert_eq!(hours(minutes), said);
        }
    }

    fn kinds() -> Vec<ItemV1> {
        (1..)
            .zip(KindV1::NAMES)
            .map(|(id, name)| item(id, KindV1::named(name, "cups").unwrap()))
            .collect()
    }

    fn said(kind: &KindV1) -> BoxedStrategy<ValueV1> {
        let times = prop::option::of(1_u16..=MOST_TIMES);
        match kind {
            KindV1::Emotion => (0..=STRONGEST).prop_map(ValueV1::Level).boxed(),
            KindV1::Skills => (0..=LAST_STEP).prop_map(ValueV1::Level).boxed(),
            KindV1::Urge => {
                let level = prop::option::of(0..=STRONGEST);
                (level, prop::option::of(any::<bool>()), times)
                    .prop_filter("something", |(level, acted, _)| {
                        level.is_some() || acted.is_some()
                    })
                    .prop_map(|(level, acted, times)| ValueV1::Urge {
                        level,
                        acted,
                        times: times.filter(|_| acted == Some(true)),
                    })
                    .boxed()
            }
            KindV1::Act { .. } => (any::<bool>(), times)
                .prop_map(|(did, times)| ValueV1::Did {
                    did,
                    times: times.filter(|_| did),
                })
                .boxed(),
            KindV1::Medicine => {
                prop::sample::select(vec![MedicineV1::Yes, MedicineV1::No, MedicineV1::None])
                    .prop_map(ValueV1::Medicine)
                    .boxed()
            }
            KindV1::Sleep => (0..=DAY).prop_map(ValueV1::Sleep).boxed(),
            KindV1::Words => "[a-zñ«»<>&]{1,40}".prop_map(ValueV1::Words).boxed(),
            KindV1::YesNo => any::<bool>().prop_map(ValueV1::YesNo).boxed(),
            KindV1::Number { .. } => (-MOST..=MOST).prop_map(ValueV1::Number).boxed(),
        }
    }

    fn day() -> impl Strategy<Value = Vec<MarkV1>> {
        let lines: Vec<_> = kinds()
            .into_iter()
            .map(|item| {
                let said = said(&item.kind);
                prop::option::of(said.prop_map(move |value| MarkV1 {
                    item: item.clone(),
                    value,
                }))
            })
            .collect();
        lines.prop_map(|lines| lines.into_iter().flatten().collect())
    }

    proptest! {
        #[test]
        fn a_day_put_back_into_its_fields_says_the_same(marks in day()) {
            let entry = EntryV1 {
                day: "2026-11-22".to_owned(),
                card: 1,
                written: 0,
                changed: None,
                late: 0,
                marks: marks.clone(),
                readers: sealed::ReadersV1::Nobody,
                session: false,
                gone: false,
            };
            prop_assert_eq!(parse(&kinds(), &fields_of(&entry)), Ok(marks));
        }

        #[test]
        fn whatever_is_sent_is_read_or_said_to_be_wrong(
            all in prop::collection::vec(("i[0-9]{1,2}(-acted|-times)?", ".{0,12}"), 0..40)
        ) {
            let read = parse(&kinds(), &all);
            prop_assert!(read.is_ok() || read.is_err_and(|wrong| !wrong.is_empty()));
        }
    }
}
