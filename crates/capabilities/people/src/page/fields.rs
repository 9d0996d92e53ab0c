//! The fields of the forms here: words, a passphrase, one of several; what is wrong with one is
//! said at it, and what was typed stays, except a passphrase.

use crate::rules::{NAME_MAX, PASSPHRASE_MIN, SIGN_IN_NAME_MAX, SIGN_IN_NAME_MIN, Wrong};
use askama::Template;
use care::PersonId;
use pages::{Form, Html, Language, Words};

/// One of several.
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) words: String,
}

/// One field.
#[derive(Default)]
pub(super) struct Field {
    /// Its name in the form, and its id on the page unless it has another.
    pub(super) name: &'static str,
    /// Its id on the page, if another field there has the same name.
    pub(super) id: Option<&'static str>,
    pub(super) label: String,
    pub(super) hint: Option<String>,
    pub(super) wrong: Option<String>,
    pub(super) value: String,
    pub(super) secret: bool,
    pub(super) choices: Vec<Choice>,
}

impl Field {
    /// A field with the label `people-field-<name>` and, if there is one, its hint.
    pub(super) fn new(words: Words, name: &'static str, form: &Form) -> Self {
        Self {
            name,
            label: words.say(&format!("people-field-{name}")),
            value: form.get(name).unwrap_or_default().to_owned(),
            ..Self::default()
        }
    }

    #[must_use]
    pub(super) fn hint(mut self, hint: String) -> Self {
        self.hint = Some(hint);
        self
    }

    /// Never shown, never sent back.
    #[must_use]
    pub(super) fn secret(mut self) -> Self {
        self.secret = true;
        self.value = String::new();
        self
    }

    #[must_use]
    pub(super) fn one_of(mut self, choices: Vec<Choice>) -> Self {
        self.choices = choices;
        self
    }

    #[must_use]
    pub(super) fn wrong(mut self, wrong: Option<String>) -> Self {
        self.wrong = wrong;
        self
    }

    fn id(&self) -> &'static str {
        self.id.unwrap_or(self.name)
    }

    /// What screen readers read with the field.
    fn described(&self) -> Option<String> {
        let hint = self.hint.as_ref().map(|_| format!("{}-hint", self.id()));
        let wrong = self.wrong.as_ref().map(|_| format!("{}-wrong", self.id()));
        let both: Vec<String> = [wrong, hint].into_iter().flatten().collect();
        (!both.is_empty()).then(|| both.join(" "))
    }
}

/// Fields, one below the other.
#[derive(Template)]
#[template(path = "fields.html")]
pub(super) struct Fields {
    pub(super) fields: Vec<Field>,
}

impl Fields {
    pub(super) fn html(fields: Vec<Field>) -> Html {
        Html::of(&Self { fields })
    }
}

/// At which field it is said, and what.
fn said(words: Words, wrong: Wrong) -> (&'static str, String) {
    let (field, key) = match wrong {
        Wrong::NameMissing => ("name", "people-wrong-name-missing"),
        Wrong::NameTooLong => ("name", "people-wrong-name-long"),
        Wrong::SignInName => ("sign-in", "people-wrong-sign-in"),
        Wrong::SignInNameTaken => ("sign-in", "people-wrong-sign-in-taken"),
        Wrong::PassphraseTooShort => ("passphrase", "people-wrong-passphrase-short"),
        Wrong::PassphraseTooLong => ("passphrase", "people-wrong-passphrase-long"),
        Wrong::PassphraseTooCommon => ("passphrase", "people-wrong-passphrase-common"),
        Wrong::Role => ("role", "people-wrong-role"),
    };
    let least = if field == "passphrase" {
        PASSPHRASE_MIN
    } else {
        SIGN_IN_NAME_MIN
    };
    let most = match field {
        "passphrase" => crate::rules::PASSPHRASE_MAX,
        "name" => NAME_MAX,
        _ => SIGN_IN_NAME_MAX,
    };
    (
        field,
        words.say_with(key, &[("least", least.into()), ("most", most.into())]),
    )
}

/// What is said at the field `name`.
pub(super) fn at(words: Words, wrong: &[Wrong], name: &str) -> Option<String> {
    wrong
        .iter()
        .map(|wrong| said(words, *wrong))
        .find_map(|(field, said)| (field == name).then_some(said))
}

/// The fields that everyone new has.
pub(super) fn newcomer(words: Words, form: &Form, wrong: &[Wrong]) -> Vec<Field> {
    let passphrase = words.say_with(
        "people-hint-passphrase",
        &[("least", PASSPHRASE_MIN.into())],
    );
    vec![
        Field::new(words, "name", form).wrong(at(words, wrong, "name")),
        Field::new(words, "sign-in", form)
            .hint(words.say("people-hint-sign-in"))
            .wrong(at(words, wrong, "sign-in")),
        Field::new(words, "passphrase", form)
            .secret()
            .hint(passphrase)
            .wrong(at(words, wrong, "passphrase")),
    ]
}

/// The language that someone will read.
pub(super) fn language(words: Words, form: &Form) -> Field {
    let choices = Language::ALL.map(|language| Choice {
        value: language.tag().to_owned(),
        words: language.own_name().to_owned(),
    });
    let mut field = Field::new(words, "language", form).one_of(choices.into());
    if field.value.is_empty() {
        words.tag().clone_into(&mut field.value);
    }
    field
}

/// The language a form chose; that of the page if it chose none.
pub(super) fn chosen(words: Words, form: &Form) -> Language {
    form.get("language")
        .and_then(Language::from_tag)
        .unwrap_or(words.language)
}

/// The id that a form of someone new carries, so that sending it twice admits one person.
pub(super) fn new_id(form: &Form) -> Option<PersonId> {
    form.get("new").and_then(PersonId::parse)
}
