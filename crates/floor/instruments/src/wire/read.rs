//! The answers of a response are picked out of its bytes.
//!
//! Every visitor here ends with an error at the first thing that is not as usual. The error says
//! nothing, because the bytes are then read again by [`forms`], which says what is the matter.

use super::{Code, Known, Takes, Wire};
use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::borrow::Cow;
use std::fmt;

/// FHIR's extension that says why there is no answer.
const DATA_ABSENT: &str = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
/// The person was asked and would rather not answer.
const DECLINED: &str = "asked-declined";

/// Whether all answers could be picked out; `answers` has a place for each item of the measure.
pub(super) fn picked(wire: &Wire<'_>, bytes: &[u8], answers: &mut [Option<f64>]) -> bool {
    let mut picking = Picking {
        wire,
        answers,
        next: 0,
        answered: 0,
    };
    // Words that are passed over are text too.
    let Ok(text) = str::from_utf8(bytes) else {
        return false;
    };
    let mut json = serde_json::Deserializer::from_str(text);
    Whole(&mut picking).deserialize(&mut json).is_ok() && json.end().is_ok()
}

struct Picking<'p, 'm> {
    wire: &'p Wire<'m>,
    answers: &'p mut [Option<f64>],
    /// The item that comes next if answers come in the order of the form.
    next: usize,
    /// One bit for each item that was answered.
    answered: u128,
}

impl<'p> Picking<'p, '_> {
    fn item(&mut self, name: &str) -> Option<(usize, &'p Known)> {
        let wire = self.wire;
        let expected = wire.known.get(self.next);
        let index = match expected.filter(|item| item.link_id == name) {
            Some(_) => self.next,
            None => *wire.by_name.get(name)?,
        };
        self.next = index + 1;
        Some((index, wire.known.get(index)?))
    }

    /// Notes an answer to an item; `None`: it has one already.
    fn answer(&mut self, index: usize, known: &Known, value: Option<f64>) -> Option<()> {
        let bit = 1_u128.checked_shl(u32::try_from(index).ok()?)?;
        if self.answered & bit != 0 {
            return None;
        }
        self.answered |= bit;
        if let Some(place) = known.place {
            *self.answers.get_mut(place)? = value;
        }
        Some(())
    }
}

fn unusual<E: Error>() -> E {
    E::custom("")
}

/// A name or a code: borrowed from the bytes unless something in it was written with an escape.
struct Word<'de>(Cow<'de, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Word<'a> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Word<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("words")
            }
            fn visit_borrowed_str<E: Error>(self, word: &'de str) -> Result<Word<'de>, E> {
                Ok(Word(Cow::Borrowed(word)))
            }
            fn visit_str<E: Error>(self, word: &str) -> Result<Word<'de>, E> {
                Ok(Word(Cow::Owned(word.to_owned())))
            }
        }
        from.deserialize_str(Reader)
    }
}

/// Puts something where nothing was; what stands twice is not as usual.
fn once<T, E: Error>(place: &mut Option<T>, found: T) -> Result<(), E> {
    match place.replace(found) {
        None => Ok(()),
        Some(_) => Err(unusual()),
    }
}

/// The response as a whole.
struct Whole<'a, 'p, 'm>(&'a mut Picking<'p, 'm>);

impl<'de> DeserializeSeed<'de> for Whole<'_, '_, '_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Whole<'_, '_, '_> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a QuestionnaireResponse")
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let (mut kind, mut status, mut form, mut items) = (None, None, None, None);
        while let Some(Word(key)) = map.next_key()? {
            match &*key {
                "resourceType" => {
                    let Word(word) = map.next_value()?;
                    once(&mut kind, word == "QuestionnaireResponse")?;
                }
                "status" => {
                    let Word(word) = map.next_value()?;
                    once(&mut status, word == "completed" || word == "amended")?;
                }
                "questionnaire" => {
                    let Word(word) = map.next_value()?;
                    let wire = self.0.wire;
                    once(&mut form, word == wire.canonical || word == wire.form.url())?;
                }
                "item" => {
                    map.next_value_seed(Items(self.0))?;
                    once(&mut items, ())?;
                }
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        match (kind, status, form) {
            (Some(true), Some(true), Some(true)) => Ok(()),
            _ => Err(unusual()),
        }
    }
}

/// A list of items.
struct Items<'a, 'p, 'm>(&'a mut Picking<'p, 'm>);

impl<'de> DeserializeSeed<'de> for Items<'_, '_, '_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Items<'_, '_, '_> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while list.next_element_seed(OneItem(self.0))?.is_some() {}
        Ok(())
    }
}

/// One item with its answer and what belongs under it. Its name may come last.
struct OneItem<'a, 'p, 'm>(&'a mut Picking<'p, 'm>);

impl<'de> DeserializeSeed<'de> for OneItem<'_, '_, '_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for OneItem<'_, '_, '_> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an item")
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let (mut name, mut answer, mut items) = (None, None, None);
        while let Some(Word(key)) = map.next_key()? {
            match &*key {
                "linkId" => {
                    let Word(word) = map.next_value()?;
                    once(&mut name, word)?;
                }
                "answer" => {
                    let given = map.next_value_seed(Answers(&mut *self.0))?;
                    once(&mut answer, given)?;
                }
                "item" => {
                    map.next_value_seed(Items(&mut *self.0))?;
                    once(&mut items, ())?;
                }
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        let name = name.ok_or_else(unusual)?;
        let (index, known) = self.0.item(&name).ok_or_else(unusual)?;
        match answer.flatten() {
            None => Ok(()),
            Some(given) => {
                let value = given.value(&known.takes).map_err(|DoesNotFit| unusual())?;
                self.0.answer(index, known, value).ok_or_else(unusual)
            }
        }
    }
}

/// The answers to one item: at most one.
struct Answers<'a, 'p, 'm>(&'a mut Picking<'p, 'm>);

impl<'de> DeserializeSeed<'de> for Answers<'_, '_, '_> {
    type Value = Option<Given<'de>>;
    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
        from.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Answers<'_, '_, '_> {
    type Value = Option<Given<'de>>;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let only = list.next_element_seed(OneAnswer(&mut *self.0))?;
        if only.is_some() && list.next_element_seed(OneAnswer(self.0))?.is_some() {
            return Err(unusual());
        }
        Ok(only)
    }
}

/// The answer is none that its question takes.
struct DoesNotFit;

/// An answer as it was given.
enum Given<'de> {
    Coding(Coding<'de>),
    Truth(bool),
    Whole(i64),
    Declined,
}

impl Given<'_> {
    /// The number that is scored, if the answer has one.
    fn value(&self, takes: &Takes) -> Result<Option<f64>, DoesNotFit> {
        match (self, takes) {
            (Self::Coding(coding), Takes::Codes(codes)) => coding.weight(codes),
            (Self::Truth(yes), Takes::YesOrNo) => Ok(Some(if *yes { 1.0 } else { 0.0 })),
            (Self::Whole(number), Takes::Whole { least, most }) => {
                let inside = *least <= *number && *number <= *most;
                let number = i32::try_from(*number).ok().filter(|_| inside);
                number.map(|number| Some(number.into())).ok_or(DoesNotFit)
            }
            (Self::Declined, takes) if !matches!(takes, Takes::None) => Ok(None),
            _ => Err(DoesNotFit),
        }
    }
}

/// One answer.
struct OneAnswer<'a, 'p, 'm>(&'a mut Picking<'p, 'm>);

impl<'de> DeserializeSeed<'de> for OneAnswer<'_, '_, '_> {
    type Value = Given<'de>;
    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Given<'de>, D::Error> {
        from.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for OneAnswer<'_, '_, '_> {
    type Value = Given<'de>;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an answer")
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Given<'de>, A::Error> {
        let (mut given, mut skipped, mut items) = (None, None, None);
        while let Some(Word(key)) = map.next_key()? {
            match &*key {
                "valueCoding" => once(&mut given, Given::Coding(map.next_value()?))?,
                "valueBoolean" => once(&mut given, Given::Truth(map.next_value()?))?,
                "valueInteger" => once(&mut given, Given::Whole(map.next_value()?))?,
                "item" => {
                    map.next_value_seed(Items(&mut *self.0))?;
                    once(&mut items, ())?;
                }
                "extension" => {
                    let all: Vec<Extension<'_>> = map.next_value()?;
                    once(&mut skipped, declined(&all))?;
                }
                key if key.starts_with("value") => return Err(unusual()),
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        match (given, skipped) {
            (Some(given), _) => Ok(given),
            (None, Some(true)) => Ok(Given::Declined),
            (None, _) => Err(unusual()),
        }
    }
}

/// A chosen option.
#[derive(Deserialize)]
struct Coding<'a> {
    #[serde(borrow)]
    code: Word<'a>,
    #[serde(borrow)]
    system: Option<Word<'a>>,
}

impl Coding<'_> {
    /// What the measure's own table says that it weighs.
    fn weight(&self, codes: &[Code]) -> Result<Option<f64>, DoesNotFit> {
        let option = codes.iter().find(|option| option.name == self.code.0);
        let option = option.ok_or(DoesNotFit)?;
        match (&option.system, &self.system) {
            (Some(own), Some(other)) if *own != other.0 => Err(DoesNotFit),
            _ => Ok(option.weight),
        }
    }
}

#[derive(Deserialize)]
struct Extension<'a> {
    #[serde(borrow)]
    url: Option<Word<'a>>,
    #[serde(borrow, rename = "valueCode")]
    code: Option<Word<'a>>,
}

fn declined(all: &[Extension<'_>]) -> bool {
    let reason = all
        .iter()
        .find(|one| one.url.as_ref().is_some_and(|url| url.0 == DATA_ABSENT));
    let code = reason.and_then(|reason| reason.code.as_ref());
    code.is_some_and(|code| code.0 == DECLINED)
}

#[cfg(test)]
mod tests {
    use super::{Wire, picked};
    use crate::measures::Measures;

    #[test]
    fn usual_responses_are_picked_out_wherever_the_names_stand() {
        let measures = Measures::shipped().unwrap();
        let wire = Wire::of(measures.get("phq-9").unwrap()).unwrap();
        let head = r#""resourceType":"QuestionnaireResponse","status":"amended","questionnaire":"urn:x-attune:questionnaire:phq-9|1""#;
        let coding =
            r#"{"valueCoding":{"system":"http://loinc.org","code":"LA6570-1","display":"\u00e9"}}"#;
        let skip = r#"{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/data-absent-reason","valueCode":"asked-declined"}]}"#;
        let item = |name: &str, answer: &str, first: bool| {
            if first {
                format!(r#"{{"linkId":"{name}","text":"T","answer":[{answer}]}}"#)
            } else {
                format!(r#"{{"answer":[{answer}],"text":"T","linkId":"{name}"}}"#)
            }
        };
        for first in [true, false] {
            let (two, one) = (item("phq-9.2", coding, first), item("phq-9.1", skip, first));
            let json = format!(
                r#"{{{head},"item":[{{"item":[{two},{one}],"linkId":"phq-9.problems"}}]}}"#
            );
            let mut answers = vec![None; 9];
            assert!(picked(&wire, json.as_bytes(), &mut answers), "{json}");
            assert_eq!(answers[..3], [None, Some(2.0), None]);
            let twice = json.replace(&one, &two);
            assert!(!picked(&wire, twice.as_bytes(), &mut answers));
        }
    }
}
