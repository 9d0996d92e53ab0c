//! What stands already when a note about a meeting is begun: when it was, how the client came, what
//! was to be spoken about, what was answered since the meeting before, and who does what until the
//! next. Asked of sessions and measures: only what whoever writes may read, and only what the client
//! does not keep from them.

use care::{Meeting, Moment, PersonId, Purpose, RecordId, Section, Sections};
use measures::{AnsweredV1, Offer};
use notes::Prefill;
use pages::{Language, Visit, Words};
use sealed::engine::Pending;
use sealed::{Act, ReadError};
use sessions::Whole;
use std::sync::Arc;

const MEASURES: Sections = Sections::of(&[Section::Measures]);

/// The meetings and the measures of this service.
pub(crate) struct Stands {
    offer: Arc<Offer>,
}

impl Stands {
    /// Of a service with these measures.
    pub(crate) fn of(offer: &Arc<Offer>) -> Arc<dyn Prefill> {
        let offer = Arc::clone(offer);
        Arc::new(Self { offer })
    }
}

impl Prefill for Stands {
    fn meetings<'a>(&'a self, act: &'a Act) -> Pending<'a, Result<Vec<Meeting>, ReadError>> {
        Box::pin(async move { Ok(sessions::meetings(act).await?.0) })
    }

    fn lines<'a>(
        &'a self,
        visit: &'a Visit,
        act: &'a Act,
        session: Option<RecordId>,
    ) -> Pending<'a, Result<Vec<String>, ReadError>> {
        Box::pin(async move {
            let Some(session) = session else {
                return Ok(Vec::new());
            };
            let Some(whole) = sessions::whole(act, session).await? else {
                return Ok(Vec::new());
            };
            let mut lines = vec![when(visit, &whole).await?];
            lines.extend(arriving(visit.words, &whole));
            lines.extend(agenda(visit.words, &whole));
            let before = sessions::meetings(act).await?.0;
            lines.extend(self.answered(visit, (&before, &whole)).await?);
            lines.extend(closing(visit.words, &whole));
            lines.extend(tasks(visit, act, &whole).await?);
            Ok(lines)
        })
    }
}

async fn name(visit: &Visit, person: PersonId) -> Result<String, ReadError> {
    let found = visit.floor.sign_ins.name_of(person).await?;
    Ok(found.unwrap_or_else(|| visit.words.say("someone-on-the-team")))
}

/// When it was, for how long and with whom: as it was where that was written down, else as it was
/// planned.
async fn when(visit: &Visit, whole: &Whole) -> Result<String, ReadError> {
    let end = whole.end.as_ref();
    let at = |at: Option<i64>| at.map(Moment::from_millis);
    let began = at(end.and_then(|end| end.began_at)).unwrap_or(whole.starts);
    let ended = at(end.and_then(|end| end.ended_at)).unwrap_or(whole.ends);
    let (words, zone) = (visit.words, &visit.floor.settings.zone);
    let who = name(visit, whole.with).await?;
    let put = [
        ("when", visit.day_and_time(began)),
        ("ended", words.time(ended, zone)),
        ("name", who),
    ];
    let put: Vec<_> = put.iter().map(|(key, said)| (*key, said.into())).collect();
    Ok(words.say_with("prefill-when", &put))
}

fn arriving(words: Words, whole: &Whole) -> Option<String> {
    let end = whole.end.as_ref()?;
    let said = &end.arriving_words;
    let line = match (end.arriving, said.is_empty()) {
        (None, true) => return None,
        (None, false) => words.say_with("prefill-arriving-words", &[("words", said.into())]),
        (Some(number), true) => {
            let number = i64::from(number);
            words.say_with("prefill-arriving", &[("number", number.into())])
        }
        (Some(number), false) => {
            let put = [("number", i64::from(number).into()), ("words", said.into())];
            words.say_with("prefill-arriving-both", &put)
        }
    };
    Some(line)
}

/// What was to be spoken about. Nobody is named: both read it.
fn agenda(words: Words, whole: &Whole) -> Vec<String> {
    let planned = Some(&whole.plan).filter(|plan| !plan.is_empty());
    let items = whole.agenda.iter().map(|item| &item.words);
    let all = planned.into_iter().chain(items);
    all.map(|what| words.say_with("prefill-agenda", &[("words", what.into())]))
        .collect()
}

fn closing(words: Words, whole: &Whole) -> Option<String> {
    let end = whole.end.as_ref()?;
    let closed = Some(&end.grounding).filter(|words| !words.is_empty())?;
    Some(words.say_with("prefill-closing", &[("words", closed.into())]))
}

/// Who does what until the next meeting.
async fn tasks(visit: &Visit, act: &Act, whole: &Whole) -> Result<Vec<String>, ReadError> {
    let words = visit.words;
    let mut lines = Vec::new();
    for task in &whole.tasks {
        let who = if task.of_client {
            visit.floor.sign_ins.called(act).await?
        } else {
            name(visit, task.who()).await?
        };
        let mut put = vec![("name", (&who).into()), ("words", (&task.words).into())];
        let due = task.due().map(|due| visit.day_and_time(due));
        let key = match &due {
            None => "prefill-task",
            Some(due) => {
                put.push(("due", due.into()));
                "prefill-task-by"
            }
        };
        lines.push(words.say_with(key, &put));
    }
    Ok(lines)
}

/// A score with at most two decimals, as the language writes it.
fn number(value: f64, words: Words) -> String {
    let text = ((value * 100.0).round() / 100.0).to_string();
    match words.language {
        Language::English => text,
        Language::Spanish => text.replace('.', ","),
    }
}

/// Since when what was answered belongs to this meeting: since the meeting before it began.
fn since(meetings: &[Meeting], whole: &Whole) -> Option<Moment> {
    let mut before = meetings.iter().rev();
    let before = before.find(|meeting| meeting.takes_place && meeting.starts < whole.starts);
    before.map(|meeting| meeting.starts)
}

impl Stands {
    /// What was answered since the meeting before, until this one was over. It is an opening of its
    /// own, with a line of its own; where the client keeps the measures from whoever writes there is
    /// none. Nothing that is the client's alone is among it: the act does not read that.
    async fn answered(
        &self,
        visit: &Visit,
        (meetings, whole): (&[Meeting], &Whole),
    ) -> Result<Vec<String>, ReadError> {
        let (vault, asker) = (&visit.floor.vault, visit.who.asker);
        let Some(client) = visit.client() else {
            return Ok(Vec::new());
        };
        let may = vault.decide(asker, client, MEASURES, Purpose::Treatment);
        let Ok(access) = may.await? else {
            return Ok(Vec::new());
        };
        let act = Act::open(vault, access).await?;
        let from = since(meetings, whole).unwrap_or(Moment::from_millis(i64::MIN));
        let mut found = act.latest::<AnsweredV1>().await?.kept;
        found.retain(|kept| kept.value.when() >= from && kept.value.when() < whole.ends);
        found.sort_by_key(|kept| kept.value.at);
        let line = |answered: &AnsweredV1| {
            let words = visit.words;
            let measure = self.offer.short_name(&answered.measure);
            let when = visit.day_and_time(answered.when());
            let score = answered.scores.first().and_then(|score| score.value);
            let mut put = vec![("measure", (&measure).into()), ("when", (&when).into())];
            let score = score.map(|score| number(score, words));
            let key = match &score {
                // Too much was left out to say: never a number for something left out.
                None => "prefill-measure-open",
                Some(score) => {
                    put.push(("score", score.into()));
                    "prefill-measure"
                }
            };
            words.say_with(key, &put)
        };
        Ok(found.iter().map(|kept| line(&kept.value)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_is_written_as_the_language_writes_it() {
        for (value, english, spanish) in [(12.0, "12", "12"), (1.256, "1.26", "1,26")] {
            assert_eq!(number(value, Words::new(Language::English)), english);
            assert_eq!(number(value, Words::new(Language::Spanish)), spanish);
        }
    }
}
