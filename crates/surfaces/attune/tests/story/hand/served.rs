//! A page as it was served, and what someone can do with it: what leads on, what is sent, what
//! folds out, and the fields of its forms. What is folded away can be neither seen nor pressed.

/// What pressing something does.
#[derive(Clone, Debug)]
pub(crate) enum Does {
    Goes(String),
    /// Sends a form, with the button's own name and value, to where the button or the form says.
    Sends {
        form: usize,
        button: Option<(String, String)>,
        to: String,
    },
    FoldsOut(usize),
}

#[derive(Clone, Debug)]
pub(crate) struct Thing {
    pub(crate) words: String,
    pub(crate) does: Does,
    within: Vec<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    Hidden,
    /// Typed, or picked from the browser's own calendar or clock.
    Typed,
    One,
    Any,
    List,
    File,
}

#[derive(Clone, Debug)]
pub(crate) struct Field {
    pub(crate) form: usize,
    pub(crate) name: String,
    pub(crate) value: String,
    pub(crate) kind: Kind,
    pub(crate) on: bool,
    options: Vec<String>,
    /// Whether words go there, and not a day, a number or what opens something.
    words: bool,
    within: Vec<usize>,
}

#[derive(Clone, Debug)]
struct Form {
    to: String,
    files: bool,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Page {
    things: Vec<Thing>,
    fields: Vec<Field>,
    forms: Vec<Form>,
    /// Whether each `details` is open.
    open: Vec<bool>,
    text: Vec<(String, Vec<usize>)>,
}

/// The value of an attribute of a tag; empty where it has none.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let mut rest = tag.trim_end_matches('/');
    rest = rest.split_once(char::is_whitespace)?.1;
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return None;
        }
        let end = rest
            .find(|c: char| c == '=' || c.is_whitespace())
            .unwrap_or(rest.len());
        let (found, after) = rest.split_at(end);
        let (value, after) = match after.strip_prefix("=\"").and_then(|v| v.split_once('"')) {
            Some(both) => both,
            None => ("", after),
        };
        if found == name {
            return Some(plain(value));
        }
        rest = after;
    }
}

/// Text without its escapes.
fn plain(text: &str) -> String {
    let mut parts = text.split('&');
    let mut said = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (escape, rest) = part.split_once(';').unwrap_or(("amp", part));
        let known = match escape {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            number => number
                .strip_prefix('#')
                .and_then(|number| number.parse().ok())
                .and_then(char::from_u32),
        };
        said.extend(known);
        said.push_str(rest);
    }
    said
}

/// Words with one space between them.
pub(crate) fn close(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Elements that stand in a line of words.
const INLINE: [&str; 10] = [
    "strong", "span", "em", "b", "time", "ins", "del", "small", "a", "button",
];

/// Something whose words are being read.
struct Reading {
    tag: &'static str,
    words: String,
    does: Option<Does>,
    within: Vec<usize>,
    /// For a list or a text field: which field it is the value of.
    field: Option<usize>,
}

/// What a page is read with.
#[derive(Default)]
struct Reader {
    page: Page,
    form: Option<usize>,
    within: Vec<usize>,
    reading: Vec<Reading>,
}

impl Page {
    pub(crate) fn of(html: &str) -> Self {
        let body = html.split_once("<body").map_or(html, |(_, body)| body);
        let mut reader = Reader::default();
        for part in body.split('<').skip(1) {
            let (tag, text) = part.split_once('>').unwrap_or((part, ""));
            reader.tag(tag);
            reader.says(text);
        }
        reader.page
    }

    fn shows(&self, within: &[usize]) -> bool {
        within.iter().all(|one| self.open[*one])
    }

    /// What can be read.
    pub(crate) fn seen(&self) -> String {
        let shown = self.text.iter().filter(|(_, within)| self.shows(within));
        close(&shown.map(|(said, _)| said.as_str()).collect::<String>())
    }

    /// What has these words on it: exactly, or else the first that begins with them.
    pub(crate) fn thing(&self, words: &str) -> Option<&Thing> {
        let there = |thing: &&Thing| self.shows(&thing.within);
        let exactly = |thing: &&Thing| thing.words == words;
        let begins = |thing: &&Thing| thing.words.starts_with(words);
        let all = || self.things.iter().filter(there);
        all().find(exactly).or_else(|| all().find(begins))
    }

    /// What a button that asks for this does, wherever it stands.
    pub(crate) fn button(&self, asks: &str) -> Option<&Does> {
        let mut all = self.things.iter().map(|thing| &thing.does);
        all.find(|does| {
            let Does::Sends { button, .. } = does else {
                return false;
            };
            let button = button.as_ref().map(|(name, value)| (&**name, &**value));
            button == Some(("do", asks))
        })
    }

    /// The last field of a form that can be typed into.
    pub(crate) fn last_typed(&self, form: usize) -> Option<&str> {
        let typed = |field: &&Field| {
            field.form == form && field.kind == Kind::Typed && self.shows(&field.within)
        };
        self.fields
            .iter()
            .filter(typed)
            .map(|field| &*field.name)
            .next_back()
    }

    /// Every form in which words can be written, with these in all its fields and the first of what is
    /// to be chosen: what is sent by the first button that does not lead elsewhere.
    pub(crate) fn written_all_over(&self, words: &str, but: &[&str]) -> Vec<Vec<(String, String)>> {
        let one = |form: usize| {
            let mut page = self.clone();
            let of = |field: &&mut Field| field.form == form;
            let (mut some, mut chosen) = (false, Vec::new());
            for field in page.fields.iter_mut().filter(of) {
                if field.words {
                    words.clone_into(&mut field.value);
                    some = true;
                } else if field.kind == Kind::One && !chosen.contains(&field.name) {
                    field.on = true;
                    chosen.push(field.name.clone());
                } else if field.kind == Kind::One {
                    field.on = false;
                }
            }
            let mut buttons = self.things.iter().filter_map(|thing| match &thing.does {
                Does::Sends {
                    form: its, button, ..
                } if *its == form => button.as_ref(),
                _ => None,
            });
            let button = buttons.find(|(name, does)| name == "do" && !but.contains(&&**does))?;
            some.then(|| page.sends(form, Some(button)).0)
        };
        (0..self.forms.len()).filter_map(one).collect()
    }

    /// What is asked for by buttons in forms that name a record, each with that record.
    pub(crate) fn ways(&self) -> Vec<(String, String)> {
        let all = self.things.iter().filter_map(|thing| match &thing.does {
            Does::Sends { form, button, .. } => Some((*form, button.as_ref()?)),
            _ => None,
        });
        let about = |form: usize| {
            let of = |field: &&Field| field.form == form && field.name == "about";
            self.fields
                .iter()
                .find(of)
                .map_or_else(String::new, |field| field.value.clone())
        };
        all.filter(|(_, (name, _))| name == "do")
            .map(|(form, (_, does))| (does.clone(), about(form)))
            .collect()
    }

    /// What a field holds, wherever it stands.
    pub(crate) fn held(&self, name: &str) -> &str {
        let mut typed = self.fields.iter().filter(|field| field.kind == Kind::Typed);
        typed
            .find(|field| field.name == name)
            .map_or("", |field| &field.value)
    }

    pub(crate) fn fold_out(&mut self, which: usize) {
        self.open[which] = !self.open[which];
    }

    /// Writes into the first field of this name that can be seen. Whether there is one.
    pub(crate) fn fill(&mut self, name: &str, words: &str) -> bool {
        let Some(at) = self.field(name, |field| {
            field.kind == Kind::Typed || field.kind == Kind::Hidden
        }) else {
            return false;
        };
        words.clone_into(&mut self.fields[at].value);
        self.fields[at].kind == Kind::Typed
    }

    /// What a field that can be seen holds.
    pub(crate) fn holds(&self, name: &str) -> Option<&str> {
        let at = self.field(name, |field| field.kind == Kind::Typed)?;
        Some(&self.fields[at].value)
    }

    /// Chooses one of several, or ticks a box. Whether that can be.
    pub(crate) fn choose(&mut self, name: &str, value: &str) -> bool {
        let Some(at) = self.field(name, |field| {
            matches!(field.kind, Kind::One | Kind::Any) && field.value == value
        }) else {
            return false;
        };
        let form = self.fields[at].form;
        if self.fields[at].kind == Kind::Any {
            self.fields[at].on = !self.fields[at].on;
            return true;
        }
        for other in &mut self.fields {
            if other.form == form && other.name == name && other.kind == Kind::One {
                other.on = other.value == value;
            }
        }
        true
    }

    /// Chooses from a list. Whether it offers that.
    pub(crate) fn pick(&mut self, name: &str, value: &str) -> bool {
        let Some(at) = self.field(name, |field| field.kind == Kind::List) else {
            return false;
        };
        let offered = self.fields[at].options.iter().any(|one| one == value);
        value.clone_into(&mut self.fields[at].value);
        offered
    }

    fn field(&self, name: &str, which: impl Fn(&Field) -> bool) -> Option<usize> {
        let is = |field: &Field| field.name == name && self.shows(&field.within) && which(field);
        self.fields.iter().position(is)
    }

    /// What a form sends, and whether it takes files.
    pub(crate) fn sends(
        &self,
        form: usize,
        button: Option<&(String, String)>,
    ) -> (Vec<(String, String)>, bool) {
        let of = |field: &&Field| field.form == form && field.on && field.kind != Kind::File;
        let fields = self.fields.iter().filter(of);
        let mut all: Vec<_> = fields
            .map(|field| (field.name.clone(), field.value.clone()))
            .collect();
        all.extend(button.cloned());
        (all, self.forms[form].files)
    }
}

impl Reader {
    fn says(&mut self, text: &str) {
        let said = plain(text);
        for reading in &mut self.reading {
            reading.words.push_str(&said);
        }
        // What stands in a field is not read but held by it.
        if self.reading.iter().any(|reading| reading.field.is_some()) {
            return;
        }
        self.page.text.push((said, self.within.clone()));
    }

    fn begins(&mut self, tag: &'static str, does: Option<Does>, field: Option<usize>) {
        self.reading.push(Reading {
            tag,
            words: String::new(),
            does,
            within: self.within.clone(),
            field,
        });
    }

    fn tag(&mut self, tag: &str) {
        let name = tag
            .split(|c: char| c.is_whitespace())
            .next()
            .unwrap_or_default();
        let bare = name.trim_start_matches('/').trim_end_matches('/');
        if !INLINE.contains(&bare) {
            self.says(" ");
        }
        match name {
            "form" => {
                self.form = Some(self.page.forms.len());
                self.page.forms.push(Form {
                    to: attribute(tag, "action").unwrap_or_default(),
                    files: attribute(tag, "enctype").is_some(),
                });
            }
            "/form" => self.form = None,
            "details" => {
                self.within.push(self.page.open.len());
                self.page.open.push(attribute(tag, "open").is_some());
            }
            "/details" => drop(self.within.pop()),
            "summary" => self.summary(),
            "a" => {
                let to = attribute(tag, "href").map(Does::Goes);
                self.begins("a", to, None);
            }
            "button" => self.button(tag),
            "input" => self.input(tag),
            "textarea" => {
                self.field(tag, Kind::Typed, String::new(), true);
                let at = self.page.fields.len().checked_sub(1);
                self.begins("textarea", None, at);
            }
            "select" => {
                self.field(tag, Kind::List, String::new(), true);
            }
            "option" => self.option(tag),
            closing => self.ends(closing),
        }
    }

    fn summary(&mut self) {
        let own = self.within.pop();
        self.begins("summary", own.map(Does::FoldsOut), None);
        self.within.extend(own);
    }

    fn button(&mut self, tag: &str) {
        let Some(form) = self.form else { return };
        let name = attribute(tag, "name");
        let button = name.map(|name| (name, attribute(tag, "value").unwrap_or_default()));
        let to = attribute(tag, "formaction").unwrap_or_else(|| self.page.forms[form].to.clone());
        self.begins("button", Some(Does::Sends { form, button, to }), None);
    }

    fn input(&mut self, tag: &str) {
        let value = attribute(tag, "value");
        let checked = attribute(tag, "checked").is_some();
        match attribute(tag, "type").as_deref() {
            Some("hidden") => self.field(tag, Kind::Hidden, value.unwrap_or_default(), true),
            Some("radio") => self.field(tag, Kind::One, value.unwrap_or_default(), checked),
            Some("checkbox") => {
                let value = value.unwrap_or_else(|| "on".to_owned());
                self.field(tag, Kind::Any, value, checked);
            }
            Some("file") => self.field(tag, Kind::File, String::new(), true),
            _ => self.field(tag, Kind::Typed, value.unwrap_or_default(), true),
        }
    }

    fn field(&mut self, tag: &str, kind: Kind, value: String, on: bool) {
        let (Some(form), Some(name)) = (self.form, attribute(tag, "name")) else {
            return;
        };
        self.page.fields.push(Field {
            form,
            name,
            value,
            kind,
            on,
            options: Vec::new(),
            words: kind == Kind::Typed
                && attribute(tag, "inputmode").is_none()
                && matches!(attribute(tag, "type").as_deref(), None | Some("text")),
            within: self.within.clone(),
        });
    }

    fn option(&mut self, tag: &str) {
        let value = attribute(tag, "value").unwrap_or_default();
        if let Some(list) = self.page.fields.last_mut() {
            if list.options.is_empty() || attribute(tag, "selected").is_some() {
                list.value.clone_from(&value);
            }
            list.options.push(value);
        }
    }

    fn ends(&mut self, closing: &str) {
        let ends = |reading: &Reading| closing.strip_prefix('/') == Some(reading.tag);
        if !self.reading.last().is_some_and(ends) {
            return;
        }
        let Some(read) = self.reading.pop() else {
            return;
        };
        if let Some(field) = read.field {
            // A line break right after the tag is the page's, not the writer's.
            let words = read.words.strip_prefix('\n').unwrap_or(&read.words);
            words.clone_into(&mut self.page.fields[field].value);
        }
        if let Some(does) = read.does {
            self.page.things.push(Thing {
                words: close(&read.words),
                does,
                within: read.within,
            });
        }
    }
}
