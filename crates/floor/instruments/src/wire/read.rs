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
    let mut json = serde_json::Deserializer::from_slice(bytes);
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

/// One item with its answer and what belongs under it.
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
        let (mut item, mut answer, mut items) = (None, None, None);
        while let Some(Word(key)) = map.next_key()? {
            match &*key {
                "linkId" => {
                    let Word(name) = map.next_value()?;
                    let found = self.0.item(&name).ok_or_else(unusual)?;
                    once(&mut item, found)?;
                }
                "answer" => {
                    let (index, known) = item.ok_or_else(unusual)?;
                    let seed = Answers {
                        picking: &mut *self.0,
                        index,
                        known,
                    };
                    map.next_value_seed(seed)?;
                    once(&mut answer, ())?;
                }
                "item" => {
                    map.next_value_seed(Items(&mut *self.0))?;
                    once(&mut items, ())?;
                }
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        item.map(|_| ()).ok_or_else(unusual)
    }
}

/// The answers to one item: at most one.
struct Answers<'a, 'p, 'm> {
    picking: &'a mut Picking<'p, 'm>,
    index: usize,
    known: &'p Known,
}

impl<'de> DeserializeSeed<'de> for Answers<'_, '_, '_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Answers<'_, '_, '_> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let Self {
            picking,
            index,
            known,
        } = self;
        loop {
            let seed = OneAnswer {
                picking: &mut *picking,
                known,
            };
            let Some(value) = list.next_element_seed(seed)? else {
                return Ok(());
            };
            picking.answer(index, known, value).ok_or_else(unusual)?;
        }
    }
}

/// One answer: the number that is scored, if it has one.
struct OneAnswer<'a, 'p, 'm> {
    picking: &'a mut Picking<'p, 'm>,
    known: &'p Known,
}

impl<'de> DeserializeSeed<'de> for OneAnswer<'_, '_, '_> {
    type Value = Option<f64>;
    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Option<f64>, D::Error> {
        from.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for OneAnswer<'_, '_, '_> {
    type Value = Option<f64>;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an answer")
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Option<f64>, A::Error> {
        let (mut value, mut skipped, mut items) = (None, None, None);
        while let Some(Word(key)) = map.next_key()? {
            match (&*key, &self.known.takes) {
                ("valueCoding", Takes::Codes(codes)) => {
                    let coding: Coding<'_> = map.next_value()?;
                    let weight = coding.weight(codes).ok_or_else(unusual)?;
                    once(&mut value, weight)?;
                }
                ("valueBoolean", Takes::YesOrNo) => {
                    let yes: bool = map.next_value()?;
                    once(&mut value, Some(if yes { 1.0 } else { 0.0 }))?;
                }
                ("valueInteger", Takes::Whole { least, most }) => {
                    let number: i64 = map.next_value()?;
                    let inside = *least <= number && number <= *most;
                    let number = i32::try_from(number).ok().filter(|_| inside);
                    once(&mut value, Some(number.ok_or_else(unusual)?.into()))?;
                }
                ("item", _) => {
                    map.next_value_seed(Items(&mut *self.picking))?;
                    once(&mut items, ())?;
                }
                ("extension", _) => {
                    let all: Vec<Extension<'_>> = map.next_value()?;
                    once(&mut skipped, declined(&all))?;
                }
                (key, _) if key.starts_with("value") => return Err(unusual()),
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        match (value, skipped) {
            (Some(value), _) => Ok(value),
            (None, Some(true)) if !matches!(self.known.takes, Takes::None) => Ok(None),
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
    /// What the measure's own table says that it weighs; the outer `None`: it is no option.
    fn weight(&self, codes: &[Code]) -> Option<Option<f64>> {
        let option = codes.iter().find(|option| option.code == self.code.0)?;
        let same = match (&option.system, &self.system) {
            (Some(own), Some(other)) => *own == other.0,
            _ => true,
        };
        same.then_some(option.weight)
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
