//! The words that a client reads, out of a file of words and out of a form.

use serde_json::Value;

/// The headings of a file of words whose sections a client does not meet on a screen.
const NOT_THE_CLIENTS: [&str; 2] = ["## Taken along", "## For staff"];

/// What the client's part of a file of words says, message by message, with plain words where
/// something is put in.
pub(super) fn client_words(file: &str) -> Vec<String> {
    let mut said: Vec<String> = Vec::new();
    let (mut theirs, mut open) = (true, false);
    for line in file.lines() {
        if line.starts_with("## ") {
            theirs = !NOT_THE_CLIENTS.iter().any(|head| line.starts_with(head));
            open = false;
        } else if line.starts_with('#') || line.trim().is_empty() {
            open = false;
        } else if line.starts_with([' ', '\t', '}']) {
            if let Some(last) = said.last_mut().filter(|_| open && theirs) {
                last.push(' ');
                last.push_str(line.trim());
            }
        } else if let Some((_, words)) = line.split_once('=') {
            open = true;
            if theirs {
                said.push(words.trim().to_owned());
            }
        }
    }
    said.iter().map(|one| plain(one)).collect()
}

/// A message as it is read: a name or a number where something is put in, no signs of choice.
fn plain(message: &str) -> String {
    let mut out = String::new();
    let mut rest = message;
    while let Some(at) = rest.find('{') {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let inside = after.trim_start_matches('{').trim_start();
        let end = inside
            .find(|letter: char| !letter.is_alphanumeric() && !matches!(letter, '$' | '-' | '_'));
        let name = inside
            .get(..end.unwrap_or(inside.len()))
            .unwrap_or_default();
        let after = inside.get(name.len()..).unwrap_or_default().trim_start();
        if let Some(after) = after.strip_prefix('}') {
            let number = ["number", "count", "days", "percent"];
            let is_number = number.iter().any(|one| name.contains(one));
            out.push_str(if is_number { "2" } else { "Ruth" });
            rest = after;
        } else {
            // A choice: every way of saying it is read.
            rest = after.trim_start_matches("->");
        }
    }
    out.push_str(rest);
    let mut spoken = String::new();
    let mut label = false;
    for letter in out.chars() {
        match letter {
            '[' => label = true,
            ']' => label = false,
            '}' | '*' => {}
            _ if label => {}
            other => spoken.push(other),
        }
    }
    spoken.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every word of a form that someone reads.
#[derive(Default)]
pub(super) struct FormWords {
    pub(super) english: Vec<String>,
    pub(super) spanish: Vec<String>,
    pub(super) without_spanish: Vec<String>,
}

/// The fields of a Questionnaire that someone reads.
const READ: [&str; 5] = ["title", "text", "display", "prefix", "valueString"];

#[expect(clippy::expect_used, reason = "a test fails where a form is no JSON")]
pub(super) fn form_words(json: &str) -> FormWords {
    let form = serde_json::from_str(json).expect("a form is JSON");
    let mut words = FormWords::default();
    walk(&form, &mut words);
    words
}

fn walk(value: &Value, words: &mut FormWords) {
    match value {
        Value::Array(all) => all.iter().for_each(|one| walk(one, words)),
        Value::Object(fields) => {
            for (name, value) in fields {
                let said = value.as_str().filter(|_| READ.contains(&name.as_str()));
                if let Some(said) = said {
                    words.english.push(said.to_owned());
                    match fields.get(&format!("_{name}")).and_then(spanish) {
                        Some(spanish) => words.spanish.push(spanish),
                        None => words.without_spanish.push(said.to_owned()),
                    }
                } else if !name.starts_with('_') && name != "extension" && name != "contained" {
                    walk(value, words);
                }
            }
        }
        _ => {}
    }
}

/// The Spanish among the translations that stand beside a word.
fn spanish(beside: &Value) -> Option<String> {
    let translations = beside.get("extension")?.as_array()?;
    translations.iter().find_map(|one| {
        let parts = one.get("extension")?.as_array()?;
        let part = |url: &str| parts.iter().find(|part| part["url"] == url);
        let lang = part("lang")?.get("valueCode")?.as_str()?;
        let content = part("content")?;
        let content = content.get("valueString").or(content.get("valueMarkdown"));
        (lang == "es").then(|| Some(content?.as_str()?.to_owned()))?
    })
}
