//! The card as it is being written, on a desk, on a wall, or on a phone: the same rows for both sides.

use crate::card::{ClassV1, Editor, KindV1, Row};
use askama::Template;
use pages::{Html, Words};

/// A row as it is drawn.
struct Line {
    row: Row,
    /// What it asks for, where that cannot be changed any more.
    kind: String,
    fixed: bool,
    classes: Vec<(&'static str, String, bool)>,
    first: bool,
    last: bool,
}

#[derive(Template)]
#[template(path = "diary_editor.html")]
struct Drawn<'a> {
    words: Words,
    rows: Vec<Line>,
    keys: String,
    add: &'a Row,
    kinds: Vec<(&'static str, String, bool)>,
    classes: Vec<(&'static str, String, bool)>,
    /// What a button posts: on a client's screen the act's name, with what it turns.
    turn: &'a str,
}

/// The rows, and the fields to add one. `turn`: what the buttons that change the rows do.
pub(super) fn html(editor: &Editor, turn: &str, words: Words) -> Html {
    let count = editor.rows.len();
    let rows = editor.rows.iter().enumerate().map(|(at, row)| Line {
        kind: kind(&row.kind, &row.unit, words),
        fixed: !row.key.starts_with('n'),
        classes: classes(&row.class, words),
        first: at == 0,
        last: at + 1 == count,
        row: row.clone(),
    });
    let kinds = KindV1::NAMES.map(|name| (name, kind(name, "", words), name == editor.add.kind));
    Html::of(&Drawn {
        words,
        rows: rows.collect(),
        keys: editor.keys(),
        add: &editor.add,
        kinds: kinds.to_vec(),
        classes: classes(&editor.add.class, words),
        turn,
    })
}

fn kind(name: &str, unit: &str, words: Words) -> String {
    if KindV1::named(name, "").is_none() {
        return String::new();
    }
    let said = words.say(&format!("diary-kind-{name}"));
    if unit.is_empty() {
        said
    } else {
        format!("{said} ({unit})")
    }
}

fn classes(chosen: &str, words: Words) -> Vec<(&'static str, String, bool)> {
    let none = ("", words.say("diary-class-none"), chosen.is_empty());
    let all = ClassV1::ALL.map(|class| {
        let name = class.name();
        let said = words.say(&format!("diary-class-{name}"));
        (name, said, name == chosen)
    });
    [none].into_iter().chain(all).collect()
}
