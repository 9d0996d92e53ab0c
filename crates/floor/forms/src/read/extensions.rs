//! The extensions that this engine acts on, by address; all others are kept and passed on.

use super::notes::Note;
use super::place::{Place, url_of};
use super::{Finding, Reading};
use crate::kept::Kept;
use crate::refused::{FormProblem, FormRefused};
use crate::text::Text;

macro_rules! fhir {
    ($name:literal) => {
        concat!("http://hl7.org/fhir/StructureDefinition/", $name)
    };
}
macro_rules! sdc {
    ($name:literal) => {
        concat!(
            "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-",
            $name
        )
    };
}

pub(super) const ITEM_CONTROL: &str = fhir!("questionnaire-itemControl");
pub(super) const HIDDEN: &str = fhir!("questionnaire-hidden");
pub(super) const MIN_VALUE: &str = fhir!("minValue");
pub(super) const MAX_VALUE: &str = fhir!("maxValue");
pub(super) const MIN_QUANTITY: &str = sdc!("minQuantity");
pub(super) const MAX_QUANTITY: &str = sdc!("maxQuantity");
pub(super) const PLACES: &str = fhir!("maxDecimalPlaces");
pub(super) const SLIDER_STEP: &str = fhir!("questionnaire-sliderStepValue");
pub(super) const MIN_OCCURS: &str = fhir!("questionnaire-minOccurs");
pub(super) const MAX_OCCURS: &str = fhir!("questionnaire-maxOccurs");
pub(super) const UNIT: &str = fhir!("questionnaire-unit");
pub(super) const UNIT_OPTION: &str = fhir!("questionnaire-unitOption");
pub(super) const UNIT_VALUE_SET: &str = fhir!("questionnaire-unitValueSet");
pub(super) const ENTRY_FORMAT: &str = fhir!("entryFormat");
pub(super) const SUPPORT_LINK: &str = fhir!("questionnaire-supportLink");
pub(super) const ORIENTATION: &str = fhir!("questionnaire-choiceOrientation");
pub(super) const PREFIX: &str = fhir!("questionnaire-optionPrefix");
pub(super) const EXCLUSIVE: &str = fhir!("questionnaire-optionExclusive");
/// What an option weighs: R4's name, its successor's, and the one for value sets.
pub(super) const WEIGHTS: [&str; 3] = [
    fhir!("ordinalValue"),
    fhir!("itemWeight"),
    fhir!("questionnaire-ordinalValue"),
];
pub(super) const VARIABLE: &str = fhir!("variable");
pub(super) const LIBRARY: &str = fhir!("cqf-library");
pub(super) const CALCULATED: &str = sdc!("calculatedExpression");
pub(super) const INITIAL: &str = sdc!("initialExpression");
pub(super) const ENABLED: &str = sdc!("enableWhenExpression");
pub(super) const ANSWERS: &str = sdc!("answerExpression");
pub(super) const LAUNCH: &str = sdc!("launchContext");

/// What is acted on at the form itself.
pub(super) const OF_FORM: [&str; 2] = [VARIABLE, LAUNCH];

/// What is acted on at an item.
pub(super) const OF_ITEM: [&str; 20] = [
    ITEM_CONTROL,
    HIDDEN,
    MIN_VALUE,
    MAX_VALUE,
    MIN_QUANTITY,
    MAX_QUANTITY,
    PLACES,
    SLIDER_STEP,
    MIN_OCCURS,
    MAX_OCCURS,
    UNIT,
    UNIT_OPTION,
    ENTRY_FORMAT,
    SUPPORT_LINK,
    ORIENTATION,
    VARIABLE,
    CALCULATED,
    INITIAL,
    ENABLED,
    UNIT_VALUE_SET,
];

/// The extensions that are not acted on, each with a word to the author.
pub(super) fn kept(place: &Place<'_>, acted_on: &[&str], reading: &mut Reading) -> Kept {
    let mut kept = Vec::new();
    for extension in place.extensions() {
        let url = url_of(extension).unwrap_or_default();
        if acted_on.contains(&url) {
            continue;
        }
        reading
            .findings
            .push(Finding::new(place, "extension", Note::Kept(url.to_owned())));
        kept.push(extension.clone());
    }
    Kept(kept)
}

/// What a number is a number of, to stand beside it.
pub(super) fn unit_of_number(place: &Place<'_>) -> Result<Option<Text>, FormRefused> {
    let Some(extension) = place.extension(UNIT)? else {
        return Ok(None);
    };
    let Some(coding) = extension.object("valueCoding")? else {
        return Err(extension.refuse("valueCoding", FormProblem::Missing));
    };
    match coding.text("display")? {
        Some(text) => Ok(Some(text)),
        None => Ok(Some(Text::new(coding.must_string("code")?))),
    }
}
