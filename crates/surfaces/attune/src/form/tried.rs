//! What stands after a form that is tried out: what a program gets of it, its scores, and the
//! languages it can be looked at in.

use askama::Template;
use forms::{Envelope, Questionnaire, Response, ResponseStatus};
use instruments::Measures;
use pages::Language;
use pages::form_view::{self, Taken};
use std::fs;
use std::path::Path;

/// A form that cannot be shown.
#[derive(Template)]
#[template(
    ext = "html",
    source = "<h1 tabindex=\"-1\">{{ name }}</h1><p>This form cannot be shown yet. Mend this and load the page again.</p><pre lang=\"en\">{% for line in lines %}{{ line }}\n{% endfor %}</pre>"
)]
pub(super) struct Wrong<'a> {
    pub(super) name: &'a str,
    pub(super) lines: &'a [&'a str],
}

/// What stands after the form.
#[derive(Template)]
#[template(
    ext = "html",
    source = "{% if let Some(json) = json %}<section class=\"object\" lang=\"en\"><h2>Scores</h2>{% for line in scores %}<p>{{ line }}</p>{% endfor %}<h2>FHIR QuestionnaireResponse</h2><pre>{{ json }}</pre></section>{% endif %}<nav class=\"object\"><p>{% for language in languages %}<a href=\"/?in={{ language.tag() }}\" lang=\"{{ language.tag() }}\">{{ language.own_name() }}</a> {% endfor %}</p></nav>"
)]
pub(super) struct Tried {
    json: Option<String>,
    scores: Vec<String>,
    languages: [Language; 2],
}

impl Tried {
    pub(super) fn of(
        file: &Path,
        form: &Questionnaire,
        fields: &[(String, String)],
        posted: bool,
    ) -> Self {
        // A button that adds or takes out a copy sends nothing yet.
        let turns = |(name, value): &(String, String)| name == "do" && value.contains(' ');
        let taken = (posted && !fields.iter().any(turns)).then(|| form_view::take(form, fields));
        let response = match taken {
            Some(Taken::Answered(response)) => Some(response),
            _ => None,
        };
        let languages = Language::ALL;
        let Some(response) = response else {
            return Self {
                json: None,
                scores: Vec::new(),
                languages,
            };
        };
        let envelope = Envelope {
            status: ResponseStatus::Completed,
            authored: None,
            offset: None,
        };
        let json = response.to_fhir_as(form, envelope);
        Self {
            json: Some(serde_json::to_string_pretty(&json).unwrap_or_default()),
            scores: scores(file, form, &response),
            languages,
        }
    }

    pub(super) fn html(&self) -> String {
        pages::Html::of(self).into_string()
    }
}

/// What the evidence beside the form makes of the answers, or why nothing.
fn scores(file: &Path, form: &Questionnaire, response: &Response) -> Vec<String> {
    let name = file.display().to_string();
    let beside = format!(
        "{}.evidence.toml",
        name.strip_suffix(".json").unwrap_or(&name)
    );
    let (Ok(evidence), Ok(bytes)) = (fs::read(&beside), fs::read(file)) else {
        return vec![format!(
            "There is no {beside}, so nothing says how this form is scored; what it works out by itself stands above."
        )];
    };
    let measures = match Measures::from_files([(name, bytes), (beside, evidence)]) {
        Ok(measures) => measures,
        Err(refused) => return vec![refused.to_string()],
    };
    let Some(measure) = measures.by_canonical(&form.canonical()) else {
        return Vec::new();
    };
    match measure.score(&measure.values(response)) {
        Ok(scored) => told(&scored),
        Err(refused) => vec![refused.to_string()],
    }
}

fn told(scored: &instruments::Scored<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    for score in &scored.scores {
        let value = match (score.value, score.prorated) {
            (None, _) => "no score, too much is missing".to_owned(),
            (Some(value), false) => value.to_string(),
            (Some(value), true) => {
                format!("{value}, with the mean of the others for what is missing")
            }
        };
        let band = score
            .band
            .map_or_else(String::new, |band| format!("; {}", band.name));
        lines.push(format!(
            "{}: {value} ({} of {} answered{band})",
            score.name(),
            score.answered,
            score.asked
        ));
    }
    for found in &scored.findings {
        lines.push(format!("{}: {}", found.name, found.outcome.name()));
    }
    for safety in &scored.safety {
        lines.push(format!(
            "{} asks for someone to act: {}",
            safety.item, safety.next
        ));
    }
    lines
}
