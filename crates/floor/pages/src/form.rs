//! What someone sent: fields of words and, where a route takes them, files. Of a file only its bytes
//! and the field it was chosen in are taken: never the name it had on someone's device, and never
//! what kind of file it was said to be.

use axum::body::Bytes;

/// The most fields one form can have.
pub(crate) const FIELDS_MAX: usize = 500;
/// The most bytes all files of one form have together: 10 MiB, this project's own choice. A picture
/// as phones take it today has three to eight.
pub const FILES_MAX: usize = 10 * 1024 * 1024;
/// The field that stands for files which were sent and could not be kept with the words.
const FILES_LEFT: &str = "files-left";

/// A file that someone sent.
#[derive(Clone, PartialEq, Eq)]
pub struct Sent {
    /// The field it was chosen in.
    pub field: String,
    /// What is in it.
    pub bytes: Bytes,
}

impl std::fmt::Debug for Sent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Sent({} bytes)", self.bytes.len())
    }
}

/// Why files that were sent are not here.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FilesLeft {
    /// They were larger than [`FILES_MAX`].
    TooLarge,
    /// Too many were being sent at once: these can be sent again in a minute.
    Busy,
    /// The words were held meanwhile, until someone proved who they are or unlocked. Files never are.
    NotHeld,
}

/// What someone sent.
#[derive(Clone, Default)]
pub struct Form {
    fields: Vec<(String, String)>,
    files: Vec<Sent>,
    left: Option<FilesLeft>,
}

impl Form {
    /// A form from its fields.
    pub const fn new(fields: Vec<(String, String)>) -> Self {
        Self {
            fields,
            files: Vec::new(),
            left: None,
        }
    }

    /// The same form with these files.
    #[must_use]
    pub(crate) fn with_files(self, files: Vec<Sent>) -> Self {
        Self { files, ..self }
    }

    /// The same form, whose files were too large and are not here.
    #[must_use]
    pub(crate) fn without_large_files(self) -> Self {
        Self {
            files: Vec::new(),
            left: Some(FilesLeft::TooLarge),
            ..self
        }
    }

    /// The same form, for whose files there was no room.
    #[must_use]
    pub(crate) fn while_busy(self) -> Self {
        Self {
            files: Vec::new(),
            left: Some(FilesLeft::Busy),
            ..self
        }
    }

    /// The first value under this name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.fields
            .iter()
            .find(|(field, _)| field == name)
            .map(|(_, value)| value.as_str())
    }

    /// The value under this name without spaces around it, if anything is left.
    pub fn words(&self, name: &str) -> Option<&str> {
        self.get(name)
            .map(str::trim)
            .filter(|value| !value.is_empty())
    }

    /// Every field, in the order sent.
    pub fn fields(&self) -> &[(String, String)] {
        &self.fields
    }

    /// The files, in the order sent. None, unless the route declared that it takes some.
    pub fn files(&self) -> &[Sent] {
        &self.files
    }

    /// Whether files were sent that are not here, and why.
    pub fn files_left(&self) -> Option<FilesLeft> {
        let held = || self.get(FILES_LEFT).map(|_| FilesLeft::NotHeld);
        self.left.or_else(held)
    }

    /// The fields as they are held until someone proved who they are or unlocked: words only, and
    /// that there were files.
    pub(crate) fn held(&self) -> Vec<(String, String)> {
        let mut fields = self.fields.clone();
        if (!self.files.is_empty() || self.left.is_some()) && self.get(FILES_LEFT).is_none() {
            fields.push((FILES_LEFT.to_owned(), "on".to_owned()));
        }
        fields
    }

    /// For an act that takes no files: it hears that there were some.
    pub(crate) fn drop_files(&mut self) {
        self.fields = self.held();
        self.files.clear();
    }
}

/// A button has one name and one value. One that changes a form before it is sent says both what
/// the form does and what the button turns, `do=send add.symptom`: two fields in one.
pub(crate) fn unfold(mut fields: Vec<(String, String)>) -> Vec<(String, String)> {
    let folded = fields.iter_mut().find_map(|(name, value)| {
        let (does, turns) = value.split_once(' ').filter(|_| name == "do")?;
        let (does, turns) = (does.to_owned(), turns.to_owned());
        value.clone_from(&does);
        Some(turns)
    });
    fields.extend(folded.map(|turns| (turns, "on".to_owned())));
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(name: &str, value: &str) -> (String, String) {
        (name.to_owned(), value.to_owned())
    }

    #[test]
    fn a_button_that_turns_something_says_what_the_form_does_and_what_it_turns() {
        let posted = vec![field("a", "x y"), field("do", "send add.b;2")];
        let read = vec![
            field("a", "x y"),
            field("do", "send"),
            field("add.b;2", "on"),
        ];
        assert_eq!(unfold(posted), read);
        let plain = vec![field("do", "send"), field("b", "x y")];
        assert_eq!(unfold(plain.clone()), plain);
    }

    #[test]
    fn words_that_are_held_say_that_there_were_files_and_hold_none() {
        let words = Form::new(vec![field("own", "We hurried.")]);
        assert_eq!(words.held(), words.fields());
        assert_eq!(words.files_left(), None);
        let file = Sent {
            field: "file".to_owned(),
            bytes: Bytes::from_static(b"x"),
        };
        let sent = words.clone().with_files(vec![file]);
        let back = Form::new(sent.held());
        assert_eq!(back.files_left(), Some(FilesLeft::NotHeld));
        assert_eq!(back.get("own"), Some("We hurried."));
        assert_eq!(back.held(), sent.held(), "however often it is held");
        let large = words.without_large_files();
        assert_eq!(large.files_left(), Some(FilesLeft::TooLarge));
        assert_eq!(
            Form::new(large.held()).files_left(),
            Some(FilesLeft::NotHeld)
        );
    }
}
