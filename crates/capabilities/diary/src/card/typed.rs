//! The card as it is being written: rows that are named, ordered, added and taken out in the browser,
//! with or without scripts. Nothing is kept before it is saved.

use super::act::Card;
use super::start::starting;
use super::stored::{ClassV1, ITEMS, ItemV1, KindV1, LabelV1};
use care::{Line, WrongWords};
use pages::Words;

/// The most letters of a line's name.
pub(crate) const LABEL: usize = 60;
/// The most letters of what a number counts.
pub(crate) const UNIT: usize = 20;

/// A row of the card as it is being written.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Row {
    /// The line's number; `n1` and so on for those that are new.
    pub(crate) key: String,
    /// What it is called.
    pub(crate) label: String,
    /// What it asks for, by name.
    pub(crate) kind: String,
    /// When it is looked at, by name; may be empty.
    pub(crate) class: String,
    /// What a number counts.
    pub(crate) unit: String,
    /// What is to be put right.
    pub(crate) wrong: Option<String>,
}

/// The card as it is being written.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Editor {
    /// Its rows, in order.
    pub(crate) rows: Vec<Row>,
    /// The line that is being added.
    pub(crate) add: Row,
}

type Fields = [(String, String)];

fn get<'a>(fields: &'a Fields, name: &str) -> &'a str {
    let found = fields.iter().find(|(field, _)| field == name);
    found.map_or("", |(_, value)| value.trim())
}

/// A line that was on the card, or that the service begins with where there is none yet.
fn line(card: &Card, key: &str) -> Option<ItemV1> {
    let id: u16 = key.parse().ok()?;
    if card.versions.is_empty() {
        return starting().into_iter().find(|item| item.id == id);
    }
    card.line(id).cloned()
}

impl Editor {
    /// These lines, to be changed.
    pub(crate) fn of(items: &[ItemV1], words: Words) -> Self {
        let mut new = 0;
        let rows = items.iter().map(|item| {
            let key = if item.id == 0 {
                new += 1;
                format!("n{new}")
            } else {
                item.id.to_string()
            };
            let unit = match &item.kind {
                KindV1::Number { unit } => unit.clone(),
                _ => String::new(),
            };
            Row {
                key,
                label: item.called(words),
                kind: item.kind.name().to_owned(),
                class: item.class.map_or("", ClassV1::name).to_owned(),
                unit,
                wrong: None,
            }
        });
        Self {
            rows: rows.collect(),
            add: Row::default(),
        }
    }

    /// The rows as they were sent, with the button that was pressed done: `up.3`, `down.3`, `out.3`,
    /// `add`.
    pub(crate) fn sent(fields: &Fields, card: &Card) -> Self {
        let mut rows: Vec<Row> = Vec::new();
        for key in get(fields, "rows").split(',').take(ITEMS + 1) {
            let known = line(card, key);
            if rows.iter().any(|row| row.key == key) || (known.is_none() && !is_new(key)) {
                continue;
            }
            let field = |name: &str| get(fields, &format!("{name}.{key}")).to_owned();
            // What a line asks for stays while it is on the card: its course over time is one thing.
            let (kind, unit) = match &known {
                Some(item) => match &item.kind {
                    KindV1::Number { unit } => ("number".to_owned(), unit.clone()),
                    kind => (kind.name().to_owned(), String::new()),
                },
                None => (field("kind"), field("unit")),
            };
            rows.push(Row {
                key: key.to_owned(),
                label: field("label"),
                kind,
                class: field("class"),
                unit,
                wrong: None,
            });
        }
        let add = Row {
            key: String::new(),
            label: get(fields, "add-label").to_owned(),
            kind: get(fields, "add-kind").to_owned(),
            class: get(fields, "add-class").to_owned(),
            unit: get(fields, "add-unit").to_owned(),
            wrong: None,
        };
        let mut editor = Self { rows, add };
        for (name, _) in fields {
            editor.turn(name);
        }
        editor
    }

    fn turn(&mut self, name: &str) {
        let at = |key: &str| self.rows.iter().position(|row| row.key == key);
        match name.split_once('.') {
            Some(("up", key)) => {
                if let Some(place) = at(key).filter(|place| *place > 0) {
                    self.rows.swap(place, place - 1);
                }
            }
            Some(("down", key)) => {
                if let Some(place) = at(key).filter(|place| place + 1 < self.rows.len()) {
                    self.rows.swap(place, place + 1);
                }
            }
            Some(("out", key)) => self.rows.retain(|row| row.key != key),
            None if name == "add" => self.take_in(),
            _ => {}
        }
    }

    /// The line that was being added, if it has a name, stands with the others.
    pub(crate) fn take_in(&mut self) {
        if self.add.label.is_empty() {
            return;
        }
        let new = |row: &Row| {
            row.key
                .strip_prefix('n')
                .and_then(|n| n.parse::<u16>().ok())
        };
        let most = self.rows.iter().filter_map(new).max().unwrap_or(0);
        let mut row = std::mem::take(&mut self.add);
        row.key = format!("n{}", most.saturating_add(1));
        self.rows.push(row);
    }

    /// The keys of the rows, in order, for the form.
    pub(crate) fn keys(&self) -> String {
        let keys: Vec<_> = self.rows.iter().map(|row| row.key.as_str()).collect();
        keys.join(",")
    }

    /// The lines that the rows say.
    ///
    /// # Errors
    /// The same rows, with what is to be put right at each.
    pub(crate) fn items(mut self, card: &Card, words: Words) -> Result<Vec<ItemV1>, Box<Self>> {
        self.take_in();
        let mut items = Vec::new();
        for row in &mut self.rows {
            match item(row, card, words) {
                Ok(item) => items.push(item),
                Err(said) => row.wrong = Some(said),
            }
        }
        let right = self.rows.iter().all(|row| row.wrong.is_none());
        if right {
            Ok(items)
        } else {
            Err(Box::new(self))
        }
    }
}

fn is_new(key: &str) -> bool {
    let number = key.strip_prefix('n');
    number.is_some_and(|n| n.len() <= 3 && n.parse::<u16>().is_ok())
}

fn item(row: &Row, card: &Card, words: Words) -> Result<ItemV1, String> {
    let known = line(card, &row.key);
    let too_long = |wrong: WrongWords| match wrong {
        WrongWords::Missing => words.say("diary-card-wrong-name"),
        long @ WrongWords::TooLong { .. } => pages::wrong_words(long, words),
    };
    let label = Line::<LABEL>::parse(&row.label.replace('\n', " ")).map_err(too_long)?;
    let kind = if let Some(item) = &known {
        item.kind.clone()
    } else {
        let unit = Line::<UNIT>::parse_optional(Some(&row.unit)).map_err(too_long)?;
        let unit = unit.as_ref().map_or("", Line::as_str);
        KindV1::named(&row.kind, unit).ok_or_else(|| words.say("diary-card-wrong-kind"))?
    };
    let class = match row.class.as_str() {
        "" => None,
        name => Some(ClassV1::named(name).ok_or_else(|| words.say("diary-wrong-choice"))?),
    };
    let same = |item: &&ItemV1| item.called(words) == label.as_str();
    let label = match known.as_ref().filter(same) {
        Some(item) => item.label.clone(),
        None => LabelV1::Own(label.as_str().to_owned()),
    };
    Ok(ItemV1 {
        id: known.map_or(0, |item| item.id),
        label,
        kind,
        class,
    })
}
