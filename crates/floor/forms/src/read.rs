//! A form is read: from FHIR R4 JSON to a [`Questionnaire`], or to refusals that name the place.

mod condition;
mod expressions;
mod extensions;
mod initial;
mod kinds;
mod locate;
mod notes;
mod options;
mod place;
mod whole;

use crate::control::Control;
use crate::expression::World;
use crate::kinds::{EndLabel, ItemKind};
use crate::posted::PAGE_FIELDS;
use crate::questionnaire::{Item, LinkId, Occurs, Questionnaire, Status};
use crate::refused::{DEEPEST_ITEM, FormProblem, FormRefused, LARGEST_FORM};
use crate::when::{EnableBehavior, EnableWhen};
use extensions as ext;
use fhirpath::{Tree, Weights};
pub use notes::{Check, Finding, Note};
use options::ValueSets;
use place::Place;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::Arc;

/// What is gathered while a form is read: refusals, and findings that are no refusals.
#[derive(Default)]
struct Reading {
    refused: Vec<FormRefused>,
    findings: Vec<Finding>,
    /// Names of items that could not be read, so that nobody is told that they are not there.
    broken: BTreeSet<String>,
    sets: ValueSets,
}

impl Reading {
    /// The value, or its refusal put with the others.
    fn take<T>(&mut self, read: Result<T, FormRefused>) -> Option<T> {
        read.map_err(|refused| self.refused.push(refused)).ok()
    }

    fn refuse(&mut self, refused: FormRefused) {
        self.refused.push(refused);
    }
}

impl Questionnaire {
    /// Reads a form from FHIR R4 JSON.
    ///
    /// # Errors
    /// Anything that could not be shown or answered is refused, with its place; the first of it.
    pub fn from_json(bytes: &[u8]) -> Result<Self, FormRefused> {
        let (form, reading) = read(bytes)?;
        match (form, reading.refused.into_iter().next()) {
            (Some(form), None) => Ok(form),
            (_, Some(refused)) => Err(locate::with_line(refused, bytes)),
            (None, None) => Err(whole(FormProblem::NotAQuestionnaire)),
        }
    }

    /// Everything that is the matter with a form, and what else its author may want to know.
    ///
    /// Conditions and expressions between questions are looked at as far as the questions could
    /// be read.
    pub fn problems(bytes: &[u8]) -> Check {
        match read(bytes) {
            Err(refused) => Check {
                refused: vec![locate::with_line(refused, bytes)],
                findings: Vec::new(),
            },
            Ok((form, reading)) => {
                let located = |refused| locate::with_line(refused, bytes);
                let mut findings = reading.findings;
                findings.extend(form.iter().flat_map(notes::of_whole));
                Check {
                    refused: reading.refused.into_iter().map(located).collect(),
                    findings,
                }
            }
        }
    }
}

fn whole(problem: FormProblem) -> FormRefused {
    FormRefused::new(String::new(), None, problem)
}

/// Reads as much as can be read; what cannot be read at all is an error at once.
fn read(bytes: &[u8]) -> Result<(Option<Questionnaire>, Reading), FormRefused> {
    if bytes.len() > LARGEST_FORM {
        return Err(whole(FormProblem::TooLarge { bytes: bytes.len() }));
    }
    let source: Value = serde_json::from_slice(bytes).map_err(|fault| {
        // The JSON reader's own bound on nesting lies well beyond DEEPEST_ITEM.
        let words = fault.to_string();
        let mut refused = whole(if words.starts_with("recursion limit") {
            FormProblem::TooDeep
        } else {
            FormProblem::NotJson(words)
        });
        refused.at = Some((fault.line(), fault.column()));
        refused
    })?;
    if source.get("resourceType").and_then(Value::as_str) != Some("Questionnaire") {
        return Err(whole(FormProblem::NotAQuestionnaire));
    }
    let mut reading = Reading::default();
    let root = Place::root(&source)?;
    let form = top(&root, bytes, &mut reading);
    let form = form.map(|form| Questionnaire { source, ..form });
    Ok((form, reading))
}

fn top(root: &Place<'_>, bytes: &[u8], reading: &mut Reading) -> Option<Questionnaire> {
    let url = reading.take(root.string("url"));
    let version = reading.take(root.string("version"));
    let name = reading.take(root.string("name"));
    let title = reading.take(root.text("title"));
    let language = reading.take(root.string("language"));
    let status = reading.take(status(root));
    let sets = ValueSets::read(root);
    reading.sets = reading.take(sets).unwrap_or_default();
    notes::of_top(root, reading);
    let before = reading.refused.len();
    let mut items = items(root, 1, reading);
    if items.is_empty() && reading.refused.len() == before {
        reading.refuse(root.refuse("item", FormProblem::Missing));
    }
    number(&mut items, &mut 0);
    let mut variables = expressions::variables(root, reading);
    let launch = expressions::launch_names(root);
    let order = whole::check(&mut items, &mut variables, &launch, reading);
    let computed = !variables.is_empty() || items.iter().any(is_computed);
    let world = if computed {
        reading.take(world(bytes, launch))
    } else {
        None
    };
    let url = url?;
    Some(Questionnaire {
        known_as: match url {
            Some(_) => String::new(),
            None => known_as(bytes),
        },
        url,
        version: version?,
        name: name?,
        title: title?,
        language: language?,
        status: status?,
        items,
        order,
        variables,
        world,
        kept: ext::kept(root, &ext::OF_FORM, reading),
        source: Value::Null,
    })
}

/// The name of a form that has none: what it says.
fn known_as(bytes: &[u8]) -> String {
    let mut name = String::from("urn:sha256:");
    for byte in Sha256::digest(bytes) {
        let _ = write!(name, "{byte:02x}");
    }
    name
}

fn is_computed(item: &Item) -> bool {
    let computed = &item.computed;
    let here = computed.enabled.is_some() || computed.value.is_some() || computed.initial.is_some();
    here || !computed.variables.is_empty() || item.children.iter().any(is_computed)
}

/// The form as expressions see it.
fn world(bytes: &[u8], launch: Vec<String>) -> Result<World, FormRefused> {
    let tree = Tree::from_json(bytes)
        .map_err(|fault| whole(FormProblem::NotJson(fault.to_string())))?
        .into_owned();
    Ok(World {
        weights: Arc::new(Weights::of(&tree)),
        tree: Arc::new(tree),
        launch,
    })
}

fn number(items: &mut [Item], next: &mut usize) {
    for item in items {
        item.number = *next;
        *next += 1;
        number(&mut item.children, next);
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

fn items(parent: &Place<'_>, depth: usize, reading: &mut Reading) -> Vec<Item> {
    let Some(places) = reading.take(parent.array("item")) else {
        return Vec::new();
    };
    if depth > DEEPEST_ITEM && !places.is_empty() {
        reading.refuse(parent.refuse("item", FormProblem::TooDeep));
        return Vec::new();
    }
    places
        .into_iter()
        .enumerate()
        .filter_map(|(index, place)| {
            let before = reading.refused.len();
            let mut place = place;
            let item = item(&mut place, depth, reading).map(|item| Item { index, ..item });
            if reading.refused.len() > before {
                place.names(&mut reading.broken);
            }
            item
        })
        .collect()
}

/// One item with all under it; nothing if something about it was refused.
fn item(place: &mut Place<'_>, depth: usize, reading: &mut Reading) -> Option<Item> {
    let link_id = link_id(place);
    let link_id = reading.take(link_id);
    let mut children = items(place, depth + 1, reading);
    let hidden = reading.take(place.extension_boolean(ext::HIDDEN));
    let control = control(place, reading);
    let control = reading.take(control);
    let kind = kinds::kind(place, control.flatten(), &mut children, reading);
    let text = reading.take(place.text("text"));
    let required = reading.take(place.boolean("required"));
    if let (Some(kind), Some(text)) = (&kind, &text) {
        let shape = shape(place, kind, text.is_some() || hidden == Some(Some(true)));
        reading.take(shape);
        if *kind == ItemKind::Display && (required == Some(Some(true)) || !children.is_empty()) {
            reading.refuse(place.refuse("", FormProblem::DisplayAsks));
        }
    }
    let repeats = reading.take(place.boolean("repeats"));
    let occurs = reading.take(occurs(place));
    let conditions = conditions(place, reading);
    let behavior = reading.take(behavior(place, conditions.as_ref().map_or(0, Vec::len)));
    let prefix = reading.take(place.text("prefix"));
    let unit = reading.take(ext::unit_of_number(place));
    let entry_format = reading.take(place.extension_string(ext::ENTRY_FORMAT));
    let support_link = reading.take(place.extension_string(ext::SUPPORT_LINK));
    let read_only = reading.take(place.boolean("readOnly"));
    let computed = expressions::computed(place, kind.as_ref(), reading);
    notes::of_item(place, reading);
    let kind = kind?;
    let repeats = repeats?.unwrap_or(false);
    let first = initial::initial(place, &kind, repeats);
    let hidden = hidden?.unwrap_or(false);
    if hidden {
        children.iter_mut().for_each(hide);
    }
    Some(Item {
        number: 0,
        index: 0,
        link_id: link_id?,
        prefix: prefix?,
        text: text?,
        control: control?,
        unit: unit?,
        entry_format: entry_format?,
        support_link: support_link?,
        required: required?.unwrap_or(false),
        repeats,
        occurs: occurs?,
        hidden,
        read_only: read_only?.unwrap_or(false),
        enable_when: conditions?,
        enable_behavior: behavior?,
        initial: reading.take(first)?,
        computed: computed?,
        children,
        kept: ext::kept(place, &ext::OF_ITEM, reading),
        kind,
    })
}

/// Whether the item has the words and the items that its type needs.
fn shape(place: &Place<'_>, kind: &ItemKind, worded: bool) -> Result<(), FormRefused> {
    if *kind == ItemKind::Group {
        if place.array("item")?.is_empty() {
            return Err(place.refuse("item", FormProblem::Missing));
        }
    } else if !worded {
        return Err(place.refuse("text", FormProblem::Missing));
    }
    Ok(())
}

fn conditions(place: &Place<'_>, reading: &mut Reading) -> Option<Vec<EnableWhen>> {
    let places = reading.take(place.array("enableWhen"))?;
    let read: Vec<Option<EnableWhen>> = places
        .iter()
        .map(|place| reading.take(condition::condition(place)))
        .collect();
    read.into_iter().collect()
}

fn behavior(place: &Place<'_>, conditions: usize) -> Result<EnableBehavior, FormRefused> {
    match place.string("enableBehavior")?.as_deref() {
        Some("all") => Ok(EnableBehavior::All),
        Some("any") => Ok(EnableBehavior::Any),
        Some(_) => {
            let what = FormProblem::WrongShape("'all' or 'any'");
            Err(place.refuse("enableBehavior", what))
        }
        None if conditions > 1 => {
            Err(place.refuse("enableBehavior", FormProblem::EnableBehaviorMissing))
        }
        None => Ok(EnableBehavior::All),
    }
}

fn occurs(place: &Place<'_>) -> Result<Occurs, FormRefused> {
    let count = |url: &str| match place.extension_integer(url)?.map(u32::try_from) {
        None => Ok(None),
        Some(Ok(count)) => Ok(Some(count)),
        Some(Err(_)) => Err(place.refuse("extension", FormProblem::WrongShape("0 or more"))),
    };
    let (min, max) = (count(ext::MIN_OCCURS)?, count(ext::MAX_OCCURS)?);
    match (min, max) {
        (Some(min), Some(max)) if min > max => {
            let (min, max) = (min.to_string(), max.to_string());
            Err(place.refuse("extension", FormProblem::LimitsCross { min, max }))
        }
        _ => Ok(Occurs { min, max }),
    }
}

fn hide(item: &mut Item) {
    item.hidden = true;
    item.children.iter_mut().for_each(hide);
}

/// Beginnings that the page's own fields have.
const TAKEN: [&str; 6] = ["skip.", "other.", "unit.", "copies.", "add.", "remove."];

fn link_id(place: &mut Place<'_>) -> Result<LinkId, FormRefused> {
    let name = place.must_string("linkId")?;
    place.inside(&name);
    let taken = TAKEN.iter().any(|prefix| name.starts_with(prefix));
    let odd = |c: char| c.is_whitespace() || c.is_control() || c == ';';
    if taken || name.chars().count() > 255 || name.contains(odd) {
        return Err(place.refuse("linkId", FormProblem::LinkIdUnusable));
    }
    if name.starts_with('.') || PAGE_FIELDS.contains(&name.as_str()) {
        return Err(place.refuse("linkId", FormProblem::LinkIdOfThePage));
    }
    Ok(LinkId(name))
}

/// The item's control, if it names one.
fn control(place: &Place<'_>, reading: &mut Reading) -> Result<Option<Control>, FormRefused> {
    let Some(extension) = place.extension(ext::ITEM_CONTROL)? else {
        return Ok(None);
    };
    let codings = extension
        .object("valueCodeableConcept")?
        .map(|c| c.array("coding"))
        .transpose()?;
    match codings.unwrap_or_default().first() {
        Some(coding) => {
            let code = coding.must_string("code")?;
            let control = Control::of(&code);
            if control == Control::Other {
                let note = Note::UnknownControl(code);
                reading.findings.push(Finding::new(&extension, "", note));
            }
            Ok(Some(control))
        }
        None => Ok(Some(Control::Other)),
    }
}

/// Takes the passage that names one end of a slider out of the slider's children.
fn end_label(children: &mut Vec<Item>, control: Control) -> Option<EndLabel> {
    let is_label = |item: &Item| {
        item.kind == ItemKind::Display && item.control == Some(control) && !item.depends()
    };
    let item = children.remove(children.iter().position(is_label)?);
    item.text.map(|text| EndLabel {
        link_id: item.link_id,
        text,
    })
}

#[cfg(test)]
mod tests;
