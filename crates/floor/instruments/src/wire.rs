//! Answers as they come over the wire, read without a form in between.
//!
//! A `QuestionnaireResponse` is mostly the same few names again and again, so its answers are
//! picked out of the bytes where they stand and nothing is built of the rest. Whatever is not as
//! usual (an answer of another kind, a question answered twice, a form that works something out) is
//! read by [`forms`] instead: an answer is never taken here that would be refused there, and what is
//! refused is refused in the same words. Of what is passed over (the words of questions, ids) only
//! that it is JSON in UTF-8 is looked at, not whether every escape in it names a character.

mod read;
mod write;

use crate::measure::{Measure, MeasuredItem};
use crate::pack;
use forms::{Answer, Item, ItemKind, Questionnaire, Response, ResponseRefused};
use std::borrow::Cow;
use std::collections::HashMap;

pub use write::write_scored;

/// The most items of a form whose answers are picked out; more are read by [`forms`].
const MOST_ITEMS: usize = 128;

/// A measure, ready to read answers to it from FHIR JSON.
#[derive(Clone, Debug)]
pub struct Wire<'m> {
    measure: &'m Measure,
    form: Cow<'m, Questionnaire>,
    canonical: String,
    /// Every item in the order of the form; empty: its answers cannot be picked out.
    known: Vec<Known>,
    by_name: HashMap<String, usize>,
}

/// One item of the form.
#[derive(Clone, Debug)]
struct Known {
    link_id: String,
    /// Its place among the measure's items, if it enters a score or a rule.
    place: Option<usize>,
    takes: Takes,
}

/// What answers to an item look like.
#[derive(Clone, Debug)]
enum Takes {
    /// None: a group or a passage.
    None,
    /// `valueBoolean`.
    YesOrNo,
    /// `valueInteger`, within limits.
    Whole { least: i64, most: i64 },
    /// `valueCoding`.
    Codes(Vec<Code>),
    /// Words and whatever else is not scored.
    Other,
}

/// One option.
#[derive(Clone, Debug)]
struct Code {
    name: String,
    system: Option<String>,
    weight: Option<f64>,
}

impl<'m> Wire<'m> {
    /// Makes ready to read answers to a measure, also to a pack that waits for its text. `None`:
    /// the measure is such a pack and its structure makes no form, which is refused when it is read.
    pub fn of(measure: &'m Measure) -> Option<Self> {
        let form = match (measure.form(), &measure.pack) {
            (Some(form), _) => Cow::Borrowed(form),
            (None, Some(structure)) => Cow::Owned(pack::stand_in(structure).ok()?),
            (None, None) => return None,
        };
        let known = known(measure, &form).unwrap_or_default();
        let by_name = known
            .iter()
            .enumerate()
            .map(|(index, item)| (item.link_id.clone(), index))
            .collect();
        Some(Self {
            measure,
            canonical: form.canonical(),
            form,
            known,
            by_name,
        })
    }

    /// The measure whose answers are read.
    pub fn measure(&self) -> &'m Measure {
        self.measure
    }

    /// Reads one `QuestionnaireResponse`; `answers` then holds one for each of
    /// [`Measure::items`], in that order. Skipped, not asked and not answered are `None`.
    ///
    /// # Errors
    /// Anything that is not a finished answer to this measure's form, as [`Response::from_fhir`].
    /// `answers` then holds nothing that may be used.
    pub fn read(
        &self,
        bytes: &[u8],
        answers: &mut Vec<Option<f64>>,
    ) -> Result<(), ResponseRefused> {
        answers.clear();
        if !self.known.is_empty() {
            answers.resize(self.measure.items().len(), None);
            if read::picked(self, bytes, answers) {
                return Ok(());
            }
            answers.clear();
        }
        let response = Response::from_fhir(&self.form, bytes)?;
        answers.extend(self.measure.values(&response));
        Ok(())
    }
}

/// The table of a form's items; `None`: what counts as an answer depends on other answers, or on
/// more than can be seen in one answer.
fn known(measure: &Measure, form: &Questionnaire) -> Option<Vec<Known>> {
    let items = form.every_item();
    if items.len() > MOST_ITEMS || !items.iter().all(|item| stands_alone(item)) {
        return None;
    }
    let measured = measure.items();
    let all = items.into_iter().map(|item| {
        let link_id = item.link_id().as_str();
        let place = measured.iter().position(|one| one.link_id == link_id);
        Known {
            link_id: link_id.to_owned(),
            place,
            takes: takes(item, place.and_then(|place| measured.get(place))),
        }
    });
    Some(all.collect())
}

/// Whether an answer to the item is right or wrong by itself.
fn stands_alone(item: &Item) -> bool {
    let more = item.repeats()
        || item.required()
        || item.depends()
        || item.calculated()
        || item.hidden()
        || item.read_only();
    !more
}

fn takes(item: &Item, measured: Option<&MeasuredItem>) -> Takes {
    match item.kind() {
        ItemKind::Group | ItemKind::Display => Takes::None,
        ItemKind::Boolean => Takes::YesOrNo,
        ItemKind::Integer(limits) => Takes::Whole {
            least: limits.min().unwrap_or(i32::MIN).into(),
            most: limits.max().unwrap_or(i32::MAX).into(),
        },
        ItemKind::Choice(choice) => Takes::Codes(
            choice
                .options()
                .iter()
                .map(|option| Code {
                    name: option.code().to_owned(),
                    system: option.system().map(str::to_owned),
                    weight: measured.and_then(|item| {
                        item.number(&Answer::Choice {
                            code: option.code().to_owned(),
                        })
                    }),
                })
                .collect(),
        ),
        _ => Takes::Other,
    }
}
