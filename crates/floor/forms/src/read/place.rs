//! A place in the file being read: an object, and the way to it, so that every refusal can say
//! where.

use crate::refused::{FormProblem, FormRefused};
use crate::text::{Text, Translation};
use rust_decimal::Decimal;
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use std::str::FromStr;

const TRANSLATION: &str = "http://hl7.org/fhir/StructureDefinition/translation";

/// An object in the file, and the way to it.
pub(super) struct Place<'a> {
    object: &'a Map<String, Value>,
    extensions: &'a [Value],
    path: String,
    link_id: Option<String>,
}

impl<'a> Place<'a> {
    pub(super) fn root(value: &'a Value) -> Result<Self, FormRefused> {
        Self::new(value, String::new(), None)
    }

    fn new(value: &'a Value, path: String, link_id: Option<String>) -> Result<Self, FormRefused> {
        let Value::Object(object) = value else {
            let problem = FormProblem::WrongShape("an object");
            return Err(FormRefused::new(path, link_id, problem));
        };
        let mut place = Self {
            object,
            extensions: &[],
            path,
            link_id,
        };
        if object.contains_key("modifierExtension") {
            return Err(place.refuse("modifierExtension", FormProblem::ModifierExtension));
        }
        match object.get("extension") {
            None => {}
            Some(Value::Array(all)) if all.iter().all(|e| url_of(e).is_some()) => {
                place.extensions = all;
            }
            Some(_) => {
                let what = FormProblem::WrongShape("a list of extensions, each with a url");
                return Err(place.refuse("extension", what));
            }
        }
        Ok(place)
    }

    /// The item it is in.
    pub(super) fn link_id(&self) -> Option<&str> {
        self.link_id.as_deref()
    }

    /// The names of this item and of all that lie in it.
    pub(super) fn names(&self, names: &mut BTreeSet<String>) {
        for (field, value) in self.object {
            gather_names(field, value, names);
        }
    }

    /// From here on, refusals name this item.
    pub(super) fn inside(&mut self, link_id: &str) {
        self.link_id = Some(link_id.to_owned());
    }

    pub(super) fn refuse(&self, field: &str, problem: FormProblem) -> FormRefused {
        FormRefused::new(self.way(field), self.link_id.clone(), problem)
    }

    pub(super) fn way(&self, field: &str) -> String {
        match (self.path.is_empty(), field.is_empty()) {
            (true, _) => field.to_owned(),
            (false, true) => self.path.clone(),
            (false, false) => format!("{}.{field}", self.path),
        }
    }

    pub(super) fn fields(&self) -> impl Iterator<Item = &'a str> {
        self.object.keys().map(String::as_str)
    }

    pub(super) fn extensions(&self) -> impl Iterator<Item = &'a Value> {
        self.extensions.iter()
    }

    pub(super) fn string(&self, field: &str) -> Result<Option<String>, FormRefused> {
        match self.object.get(field) {
            None => Ok(None),
            Some(Value::String(words)) if !words.trim().is_empty() => Ok(Some(words.clone())),
            Some(_) => Err(self.refuse(field, FormProblem::WrongShape("words"))),
        }
    }

    pub(super) fn must_string(&self, field: &str) -> Result<String, FormRefused> {
        self.string(field)?
            .ok_or_else(|| self.refuse(field, FormProblem::Missing))
    }

    pub(super) fn boolean(&self, field: &str) -> Result<Option<bool>, FormRefused> {
        match self.object.get(field) {
            None => Ok(None),
            Some(Value::Bool(yes)) => Ok(Some(*yes)),
            Some(_) => Err(self.refuse(field, FormProblem::WrongShape("true or false"))),
        }
    }

    pub(super) fn integer(&self, field: &str) -> Result<Option<i32>, FormRefused> {
        let Some(value) = self.object.get(field) else {
            return Ok(None);
        };
        match value.as_i64().map(i32::try_from) {
            Some(Ok(number)) => Ok(Some(number)),
            _ => Err(self.refuse(field, FormProblem::WrongShape("a whole number of 32 bits"))),
        }
    }

    /// A number as written; FHIR has it as a JSON number.
    pub(super) fn decimal(&self, field: &str) -> Result<Option<Decimal>, FormRefused> {
        let Some(value) = self.object.get(field) else {
            return Ok(None);
        };
        let written = match value {
            Value::Number(number) => number.to_string(),
            _ => String::new(),
        };
        let number = written
            .parse()
            .or_else(|_| Decimal::from_scientific(&written));
        match number {
            Ok(number) => Ok(Some(number)),
            Err(_) => Err(self.refuse(field, FormProblem::WrongShape("a decimal number"))),
        }
    }

    /// A date or time in FHIR's shape.
    pub(super) fn time<T: FromStr>(
        &self,
        field: &str,
        shape: &'static str,
    ) -> Result<Option<T>, FormRefused> {
        let Some(written) = self.string(field)? else {
            return Ok(None);
        };
        match written.parse() {
            Ok(time) => Ok(Some(time)),
            Err(_) => Err(self.refuse(field, FormProblem::WrongShape(shape))),
        }
    }

    pub(super) fn has(&self, field: &str) -> bool {
        self.object.contains_key(field)
    }

    pub(super) fn object(&self, field: &str) -> Result<Option<Place<'a>>, FormRefused> {
        let value = self.object.get(field);
        value
            .map(|v| Place::new(v, self.way(field), self.link_id.clone()))
            .transpose()
    }

    pub(super) fn array(&self, field: &str) -> Result<Vec<Place<'a>>, FormRefused> {
        let all = match self.object.get(field) {
            None => return Ok(Vec::new()),
            Some(Value::Array(all)) => all,
            Some(_) => return Err(self.refuse(field, FormProblem::WrongShape("a list"))),
        };
        let inside = |(index, value)| {
            Place::new(
                value,
                self.way(&format!("{field}[{index}]")),
                self.link_id.clone(),
            )
        };
        all.iter().enumerate().map(inside).collect()
    }

    /// The one extension of this address.
    pub(super) fn extension(&self, url: &str) -> Result<Option<Place<'a>>, FormRefused> {
        let way = || self.way(&format!("extension('{url}')"));
        let mut found = self.extensions.iter().filter(|e| url_of(e) == Some(url));
        let Some(value) = found.next() else {
            return Ok(None);
        };
        if found.next().is_some() {
            return Err(self.refuse(&format!("extension('{url}')"), FormProblem::Twice));
        }
        Place::new(value, way(), self.link_id.clone()).map(Some)
    }

    /// Every extension of this address.
    pub(super) fn every_extension(&self, url: &str) -> Result<Vec<Place<'a>>, FormRefused> {
        let mut found = Vec::new();
        for (index, value) in self.extensions.iter().enumerate() {
            if url_of(value) == Some(url) {
                let way = self.way(&format!("extension[{index}]"));
                found.push(Place::new(value, way, self.link_id.clone())?);
            }
        }
        Ok(found)
    }

    pub(super) fn extension_string(&self, url: &str) -> Result<Option<String>, FormRefused> {
        let Some(extension) = self.extension(url)? else {
            return Ok(None);
        };
        for field in ["valueString", "valueUri", "valueMarkdown", "valueCode"] {
            if let Some(words) = extension.string(field)? {
                return Ok(Some(words));
            }
        }
        Err(extension.refuse("valueString", FormProblem::Missing))
    }

    pub(super) fn extension_integer(&self, url: &str) -> Result<Option<i32>, FormRefused> {
        let Some(extension) = self.extension(url)? else {
            return Ok(None);
        };
        let missing = || extension.refuse("valueInteger", FormProblem::Missing);
        extension
            .integer("valueInteger")?
            .ok_or_else(missing)
            .map(Some)
    }

    pub(super) fn extension_boolean(&self, url: &str) -> Result<Option<bool>, FormRefused> {
        let Some(extension) = self.extension(url)? else {
            return Ok(None);
        };
        let missing = || extension.refuse("valueBoolean", FormProblem::Missing);
        extension
            .boolean("valueBoolean")?
            .ok_or_else(missing)
            .map(Some)
    }

    /// Words with their translations, which stand in the field's shadow (`_text` beside `text`).
    pub(super) fn text(&self, field: &str) -> Result<Option<Text>, FormRefused> {
        let Some(words) = self.string(field)? else {
            return Ok(None);
        };
        let mut translations: Vec<Translation> = Vec::new();
        if let Some(shadow) = self.object(&format!("_{field}"))? {
            for (index, value) in shadow.extensions.iter().enumerate() {
                if url_of(value) != Some(TRANSLATION) {
                    continue;
                }
                let way = shadow.way(&format!("extension[{index}]"));
                let found = translation(&Place::new(value, way, self.link_id.clone())?)?;
                if translations
                    .iter()
                    .any(|t| t.language.eq_ignore_ascii_case(&found.language))
                {
                    return Err(shadow.refuse(&format!("extension[{index}]"), FormProblem::Twice));
                }
                translations.push(found);
            }
        }
        Ok(Some(Text::with(words, translations)))
    }
}

fn translation(place: &Place<'_>) -> Result<Translation, FormRefused> {
    let missing = |part: &str| place.refuse(&format!("extension('{part}')"), FormProblem::Missing);
    let language = place.extension("lang")?.ok_or_else(|| missing("lang"))?;
    let content = place
        .extension("content")?
        .ok_or_else(|| missing("content"))?;
    let words = match content.string("valueString")? {
        Some(words) => words,
        None => content.must_string("valueMarkdown")?,
    };
    Ok(Translation {
        language: language.must_string("valueCode")?,
        words,
    })
}

/// JSON lies at most as deep as its reader allows, so this ends.
fn gather_names(field: &str, value: &Value, names: &mut BTreeSet<String>) {
    match value {
        Value::String(name) if field == "linkId" => {
            names.insert(name.clone());
        }
        Value::Array(all) if field == "item" => {
            for (field, value) in all.iter().filter_map(Value::as_object).flatten() {
                gather_names(field, value, names);
            }
        }
        _ => {}
    }
}

pub(super) fn url_of(extension: &Value) -> Option<&str> {
    extension.get("url").and_then(Value::as_str)
}
