//! The answers to questionnaires, for the profile: which step of how many was chosen, as far as
//! whoever looks may see it.

use forms::{Answer, ItemKind, Questionnaire};
use measures::{AnsweredV1, AnswersV1, Offer};
use profile::{Answered, Answers, Step};
use sealed::engine::Pending;
use sealed::{Act, ReadError};
use std::sync::Arc;

/// The measures of this service.
pub(crate) struct Weighed(pub(crate) Arc<Offer>);

impl profile::Measured for Weighed {
    fn answers<'a>(
        &'a self,
        act: &'a Act,
        measures: &'a [&'static str],
    ) -> Pending<'a, Result<Answers, ReadError>> {
        Box::pin(self.read(act, measures))
    }

    fn called(&self, measure: &str, words: pages::Words) -> String {
        self.0.called(measure, words)
    }
}

impl Weighed {
    async fn read(&self, act: &Act, measures: &[&'static str]) -> Result<Answers, ReadError> {
        let times = act.latest::<AnsweredV1>().await?;
        let each = act.latest::<AnswersV1>().await?;
        let mut found = Answers {
            damaged: times.damaged.len() + each.damaged.len(),
            answered: Vec::new(),
        };
        for kept in &times.kept {
            let Some(measure) = measures.iter().find(|one| **one == kept.value.measure) else {
                continue;
            };
            let mut answers = each.kept.iter();
            let answers = answers.find(|one| one.value.of() == kept.record);
            let form = self.0.measure(measure).and_then(|measure| measure.form());
            let (Some(answers), Some(form)) = (answers, form) else {
                continue;
            };
            let steps = answers.value.answers.answers.iter();
            let steps =
                steps.filter_map(|(link, answer)| Some((link.clone(), step(form, link, answer)?)));
            found.answered.push(Answered {
                at: kept.value.when(),
                measure: (*measure).to_owned(),
                steps: steps.collect(),
            });
        }
        found.answered.sort_by_key(|one| one.at);
        Ok(found)
    }
}

/// Which of the options was chosen, as they stand in the form.
fn step(form: &Questionnaire, link: &str, answer: &Answer) -> Option<Step> {
    let (ItemKind::Choice(choice), Answer::Choice { code }) = (form.item(link)?.kind(), answer)
    else {
        return None;
    };
    let options = choice.options();
    let chosen = options.iter().position(|option| option.code() == code)?;
    Step::new(
        u8::try_from(chosen).ok()?,
        u8::try_from(options.len()).ok()?,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use instruments::Measures;

    #[test]
    fn the_options_of_every_question_of_a_domain_stand_from_least_to_most() {
        let measures = Measures::shipped().unwrap();
        for part in profile::PARTS {
            let form = measures.get(part.measure).unwrap().form().unwrap();
            for (link, _) in part.items {
                let ItemKind::Choice(choice) = form.item(link).unwrap().kind() else {
                    panic!("{link} has no options");
                };
                let weights: Vec<_> = choice
                    .options()
                    .iter()
                    .map(forms::ChoiceOption::weight)
                    .collect();
                assert_eq!(weights.len(), 5, "{link}");
                assert!(
                    weights.windows(2).all(|two| two[0] < two[1]),
                    "{link}: {weights:?}"
                );
            }
        }
    }
}
