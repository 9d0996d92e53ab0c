//! Everything of a record that its owner can take along, from every capability. Process notes are
//! not among it: the law keeps them apart, and nothing here can open them.

use crate::statement::{StatementV1, WantsV1};
use care::{Moment, PersonId, Section, Sections};
use measures::Offer;
use pages::{Taken, Visit};
use sealed::{Act, Kept, ReadError};

/// What taking it all along opens.
pub(crate) const ALL: Sections = Sections::of(&[
    Section::Identity,
    Section::Overview,
    Section::Sessions,
    Section::CheckIns,
    Section::Relationship,
    Section::Notes,
    Section::Messages,
    Section::Measures,
    Section::Work,
    Section::CrisisPlan,
    Section::Ledger,
    Section::Consent,
]);

/// Everything, in the order of the capabilities.
pub(crate) async fn everything(
    visit: &Visit,
    act: &mut Act,
    offer: &Offer,
) -> Result<Vec<Taken>, ReadError> {
    let mut all = about_care(visit, act, offer).await?;
    all.extend(crisis::taken(visit, act).await?);
    all.extend(agreement::taken(visit, act).await?);
    all.extend(messages::taken(visit, act).await?);
    all.extend(team::taken(visit, act).await?);
    all.extend(notes::taken(visit, act).await?);
    all.extend(contact::taken(visit, act).await?);
    all.extend(circle::taken(visit, act).await?);
    all.extend(consent::taken(act, visit.words).await?);
    all.extend(profile::taken(visit, act).await?);
    all.extend(plan::taken(visit, act).await?);
    all.extend(worksheets::taken(visit, act).await?);
    all.extend(triggers::taken(visit, act).await?);
    all.extend(thoughts::taken(visit, act).await?);
    all.extend(growth::taken(visit, act).await?);
    all.extend(diary::taken(visit, act).await?);
    all.extend(emdr::taken(visit, act).await?);
    all.extend(body::taken(visit, act).await?);
    all.extend(courage::taken(visit, act).await?);
    all.extend(self_trust::taken(visit, act).await?);
    all.extend(statements(visit, act).await?);
    Ok(all)
}

/// What others and the client wrote about their care: what a statement can stand beside.
pub(crate) async fn about_care(
    visit: &Visit,
    act: &mut Act,
    offer: &Offer,
) -> Result<Vec<Taken>, ReadError> {
    let mut all = sessions::taken(visit, act).await?;
    all.extend(alliance::taken(visit, act).await?);
    all.extend(promises::taken(visit, act).await?);
    all.extend(measures::taken(visit, act, offer).await?);
    Ok(all)
}

/// The client's own statements, with what was answered.
async fn statements(visit: &Visit, act: &mut Act) -> Result<Vec<Taken>, ReadError> {
    let mut all = Vec::new();
    for kept in act.latest::<StatementV1>().await?.kept {
        all.push(statement(visit, &kept).await?);
    }
    Ok(all)
}

async fn statement(visit: &Visit, kept: &Kept<StatementV1>) -> Result<Taken, ReadError> {
    let (words, value) = (visit.words, &kept.value);
    let beside = if value.called.is_empty() {
        words.say("statement-about-all")
    } else {
        value.called.clone()
    };
    let wants = match value.wants {
        WantsV1::Beside => words.say("statement-wants-beside"),
        WantsV1::Change => words.say("statement-wants-change"),
    };
    let mut parts = vec![
        (words.say("statement-beside"), beside),
        (words.say("statement-words"), value.words.clone()),
        (words.say("statement-wants"), wants),
    ];
    if let Some(at) = value.taken_back_at {
        let when = visit.day_and_time(Moment::from_millis(at));
        parts.push((words.say("statement-taken-back"), when));
    }
    if let Some(answer) = &value.answer {
        let by = PersonId::from_bytes(answer.by);
        let name = visit.floor.sign_ins.name_of(by).await?;
        let name = name.unwrap_or_else(|| words.say("someone-on-the-team"));
        parts.push((name, answer.words.clone()));
    }
    Ok(Taken {
        record: Some(kept.record),
        section: Some(Section::Relationship),
        at: value.said(),
        heading: words.say("statement-one"),
        parts,
        resources: Vec::new(),
    })
}
