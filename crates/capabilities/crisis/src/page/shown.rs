//! The plan in words: part by part for reading, and what changed between two versions.

use crate::plan::VersionV1;
use forms::StoredAnswers;
pub(crate) use pages::form_view::Part;
use pages::{Html, Words, form_view};

/// The parts of the plan that say something, in the order of the form.
pub(crate) fn parts(answers: &StoredAnswers, words: Words) -> Vec<Part> {
    crate::form().map_or_else(Vec::new, |form| form_view::parts(form, answers, words))
}

/// The parts for reading.
pub(crate) fn parts_html(answers: &StoredAnswers, words: Words) -> Html {
    form_view::parts_html(&parts(answers, words))
}

/// What changed from one version to another, in words.
pub(crate) fn changes_html(before: Option<&VersionV1>, after: &VersionV1, words: Words) -> Html {
    let before = before.map(|before| &before.answers);
    crate::form().map_or_else(Html::default, |form| {
        form_view::changes_html(form, before, &after.answers, words)
    })
}
