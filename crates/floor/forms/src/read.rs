//! A form is read: from FHIR R4 JSON to a [`Questionnaire`], or to a refusal that names the place.

mod kinds;
mod place;
mod whole;

use crate::kept::Kept;
use crate::kinds::{EndLabel, ItemKind};
use crate::questionnaire::{Item, LinkId, Questionnaire, Status};
use crate::refused::{DEEPEST_ITEM, FormProblem, FormRefused, LARGEST_FORM};
use crate::when::{EnableBehavior, EnableWhen, Expected, Test};
use place::Place;
use serde_json::Value;

const ITEM_CONTROL: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl";
const HIDDEN: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-hidden";

impl Questionnaire {
    /// Reads a form from FHIR R4 JSON.
    ///
    /// # Errors
    /// Anything that could not be shown or answered is refused, with its place.
    pub fn from_json(bytes: &[u8]) -> Result<Self, FormRefused> {
        let whole = |problem| FormRefused {
            path: String::new(),
            link_id: None,
            problem,
        };
        if bytes.len() > LARGEST_FORM {
            return Err(whole(FormProblem::TooLarge { bytes: bytes.len() }));
        }
        let source: Value = serde_json::from_slice(bytes).map_err(|fault| {
            // The JSON reader's own bound on nesting lies well beyond DEEPEST_ITEM.
            let words = fault.to_string();
            whole(if words.starts_with("recursion limit") {
                FormProblem::TooDeep
            } else {
                FormProblem::NotJson(words)
            })
        })?;
        if source.get("resourceType").and_then(Value::as_str) != Some("Questionnaire") {
            return Err(whole(FormProblem::NotAQuestionnaire));
        }
        let root = Place::root(&source)?;
        let mut form = Self {
            url: root.must_string("url")?,
            version: root.string("version")?,
            name: root.string("name")?,
            title: root.text("title")?,
            language: root.string("language")?,
            status: status(&root)?,
            items: items(&root, 1)?,
            order: Vec::new(),
            kept: Kept(root.extensions().cloned().collect()),
            source: Value::Null,
        };
        if form.items.is_empty() {
            return Err(root.refuse("item", FormProblem::Missing));
        }
        form.order = whole::check(&form.items)?;
        form.source = source;
        Ok(form)
    }
}

fn status(root: &Place<'_>) -> Result<Status, FormRefused> {
    match root.must_string("status")?.as_str() {
        "draft" => Ok(Status::Draft),
        "active" => Ok(Status::Active),
        "retired" => Ok(Status::Retired),
        "unknown" => Ok(Status::Unknown),
        _ => Err(root.refuse("status", FormProblem::WrongShape("a publication status"))),
    }
}

fn items(parent: &Place<'_>, depth: usize) -> Result<Vec<Item>, FormRefused> {
    let places = parent.array("item")?;
    if depth > DEEPEST_ITEM && !places.is_empty() {
        return Err(parent.refuse("item", FormProblem::TooDeep));
    }
    places.into_iter().map(|place| item(place, depth)).collect()
}

fn item(mut place: Place<'_>, depth: usize) -> Result<Item, FormRefused> {
    let link_id = link_id(&mut place)?;
    let control = control(&place)?;
    let hidden = place.extension_boolean(HIDDEN)?.unwrap_or(false);
    let mut children = items(&place, depth + 1)?;
    if hidden {
        children.iter_mut().for_each(hide);
    }
    let kind = kinds::kind(&place, control.as_deref(), &mut children)?;
    let text = place.text("text")?;
    if text.is_none() && kind != ItemKind::Group {
        return Err(place.refuse("text", FormProblem::Missing));
    }
    let required = place.boolean("required")?.unwrap_or(false);
    match kind {
        ItemKind::Group if children.is_empty() => {
            return Err(place.refuse("item", FormProblem::Missing));
        }
        ItemKind::Display if required || !children.is_empty() => {
            return Err(place.refuse("", FormProblem::DisplayAsks));
        }
        _ => {}
    }
    if place.boolean("repeats")? == Some(true) {
        let what = FormProblem::CannotBeAsked("an item that repeats".to_owned());
        return Err(place.refuse("repeats", what));
    }
    let enable_when: Vec<EnableWhen> = place
        .array("enableWhen")?
        .iter()
        .map(condition)
        .collect::<Result<_, _>>()?;
    let enable_behavior = match place.string("enableBehavior")?.as_deref() {
        Some("all") => EnableBehavior::All,
        Some("any") => EnableBehavior::Any,
        Some(_) => {
            let what = FormProblem::WrongShape("'all' or 'any'");
            return Err(place.refuse("enableBehavior", what));
        }
        None if enable_when.len() > 1 => {
            return Err(place.refuse("enableBehavior", FormProblem::EnableBehaviorMissing));
        }
        None => EnableBehavior::All,
    };
    Ok(Item {
        initial: kinds::initial(&place, &kind)?,
        hidden,
        read_only: place.boolean("readOnly")?.unwrap_or(false),
        kept: Kept(
            place
                .extensions()
                .filter(|e| !acted_on(e))
                .cloned()
                .collect(),
        ),
        link_id,
        text,
        kind,
        control,
        required,
        enable_when,
        enable_behavior,
        children,
    })
}

fn hide(item: &mut Item) {
    item.hidden = true;
    item.children.iter_mut().for_each(hide);
}

fn acted_on(extension: &Value) -> bool {
    let url = extension
        .get("url")
        .and_then(Value::as_str)
        .unwrap_or_default();
    [
        ITEM_CONTROL,
        HIDDEN,
        kinds::MIN_VALUE,
        kinds::MAX_VALUE,
        kinds::SLIDER_STEP,
    ]
    .contains(&url)
}

fn link_id(place: &mut Place<'_>) -> Result<LinkId, FormRefused> {
    let name = place.must_string("linkId")?;
    let taken = ["skip.", "other."]
        .iter()
        .any(|prefix| name.starts_with(prefix));
    let odd = |c: char| c.is_whitespace() || c.is_control();
    if taken || name.chars().count() > 255 || name.contains(odd) {
        return Err(place.refuse("linkId", FormProblem::LinkIdUnusable));
    }
    place.inside(&name);
    Ok(LinkId(name))
}

/// The code of the item's control, if it names one.
fn control(place: &Place<'_>) -> Result<Option<String>, FormRefused> {
    let Some(extension) = place.extension(ITEM_CONTROL)? else {
        return Ok(None);
    };
    let codings = extension
        .object("valueCodeableConcept")?
        .map(|c| c.array("coding"))
        .transpose()?;
    match codings.unwrap_or_default().first() {
        Some(coding) => Ok(Some(coding.must_string("code")?)),
        None => Err(extension.refuse("valueCodeableConcept.coding", FormProblem::Missing)),
    }
}

/// Takes the passage that names one end of a slider out of the slider's children.
fn end_label(children: &mut Vec<Item>, control: &str) -> Option<EndLabel> {
    let is_label = |item: &Item| {
        item.kind == ItemKind::Display
            && item.control.as_deref() == Some(control)
            && item.enable_when.is_empty()
    };
    let item = children.remove(children.iter().position(is_label)?);
    item.text.map(|text| EndLabel {
        link_id: item.link_id,
        text,
    })
}

fn condition(place: &Place<'_>) -> Result<EnableWhen, FormRefused> {
    let question = LinkId(place.must_string("question")?);
    let operator = place.must_string("operator")?;
    let expected = expected(place)?;
    let misfit = || {
        let operator = operator.clone();
        place.refuse("operator", FormProblem::ConditionDoesNotFit { operator })
    };
    let number = || match &expected {
        Expected::Integer(number) => Ok(*number),
        _ => Err(misfit()),
    };
    let test = match operator.as_str() {
        "exists" => match expected {
            Expected::Boolean(exists) => Test::Exists(exists),
            _ => return Err(misfit()),
        },
        "=" => Test::Is(expected),
        "!=" => Test::IsNot(expected),
        ">" => Test::Above(number()?),
        "<" => Test::Below(number()?),
        ">=" => Test::AtLeast(number()?),
        "<=" => Test::AtMost(number()?),
        _ => {
            return Err(place.refuse(
                "operator",
                FormProblem::WrongShape("one of FHIR's operators"),
            ));
        }
    };
    Ok(EnableWhen { question, test })
}

fn expected(place: &Place<'_>) -> Result<Expected, FormRefused> {
    let coding = match place.object("answerCoding")? {
        None => None,
        Some(coding) => Some(Expected::Code {
            system: coding.string("system")?,
            code: coding.must_string("code")?,
        }),
    };
    let given = [
        place.boolean("answerBoolean")?.map(Expected::Boolean),
        place.integer("answerInteger")?.map(Expected::Integer),
        place.string("answerString")?.map(Expected::Words),
        coding,
    ];
    let mut given = given.into_iter().flatten();
    match (given.next(), given.next()) {
        (Some(only), None) => Ok(only),
        (Some(_), Some(_)) => Err(place.refuse("answer", FormProblem::Twice)),
        (None, _) => {
            let other = place.fields().find(|name| name.starts_with("answer"));
            Err(match other {
                Some(name) => {
                    let what = format!("a condition on {name}");
                    place.refuse(name, FormProblem::CannotBeAsked(what))
                }
                None => place.refuse("answer", FormProblem::Missing),
            })
        }
    }
}

#[cfg(test)]
mod tests;
