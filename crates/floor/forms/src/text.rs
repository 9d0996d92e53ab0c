//! Words that can be read in more than one language, as a form carries them.

/// Words with their translations (FHIR's `translation` extension).
///
/// The words as first written are always there, so a person is never shown nothing.
#[derive(Clone, PartialEq, Debug)]
pub struct Text {
    written: String,
    translations: Vec<Translation>,
}

/// The same words in another language.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Translation {
    /// A BCP 47 tag, such as `es` or `es-MX`.
    pub(crate) language: String,
    /// The words.
    pub(crate) words: String,
}

impl Text {
    /// Words in the form's own language, without a translation.
    pub fn new(written: impl Into<String>) -> Self {
        Self {
            written: written.into(),
            translations: Vec::new(),
        }
    }

    pub(crate) fn with(written: String, translations: Vec<Translation>) -> Self {
        Self {
            written,
            translations,
        }
    }

    /// The words as first written.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// The words in `language` (a BCP 47 tag, any case): the exact tag, else the same language of
    /// any region, else the words as first written.
    pub fn in_language(&self, language: &str) -> &str {
        let exact = self
            .translations
            .iter()
            .find(|t| t.language.eq_ignore_ascii_case(language));
        let near = || {
            let wanted = primary(language);
            self.translations
                .iter()
                .find(|t| primary(&t.language).eq_ignore_ascii_case(wanted))
        };
        exact
            .or_else(near)
            .map_or(self.written.as_str(), |t| t.words.as_str())
    }

    /// The languages there is a translation for, as tagged in the form.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.translations.iter().map(|t| t.language.as_str())
    }
}

fn primary(tag: &str) -> &str {
    tag.split(['-', '_']).next().unwrap_or(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_the_nearest_language_and_never_missing() {
        let in_one = |language: &str, words: &str| Translation {
            language: language.to_owned(),
            words: words.to_owned(),
        };
        let text = Text::with(
            "Pace".to_owned(),
            vec![
                in_one("es", "Ritmo"),
                in_one("es-MX", "Paso"),
                in_one("pt-BR", "Passo"),
            ],
        );
        for (language, words) in [
            ("es", "Ritmo"),
            ("ES", "Ritmo"),
            ("es-MX", "Paso"),
            ("es-AR", "Ritmo"),
            ("es_AR", "Ritmo"),
            ("pt", "Passo"),
            ("en", "Pace"),
            ("", "Pace"),
            ("e", "Pace"),
        ] {
            assert_eq!(text.in_language(language), words, "{language}");
        }
    }
}
