//! What a client takes along: what was written down, the cards with what is shared of them, and the
//! words they do not want to meet.

use crate::act::{Circle, everything};
use crate::page::{entry_facts, line_called};
use crate::shared::{LineV1, TeamCardV1, WardCardV1};
use care::{Moment, Section};
use pages::{Taken, Visit};
use sealed::{Act, ReadError};

/// All of it, in the order of the capability's own first screen. The act opens the work, the
/// sessions and the crisis plan.
///
/// # Errors
/// If something could not be read.
pub async fn taken(visit: &Visit, act: &Act) -> Result<Vec<Taken>, ReadError> {
    let words = visit.words;
    let found = everything(act).await?;
    let mut all = Vec::new();
    if found.damaged > 0 {
        // What does not open is said, and keeps nobody from the rest.
        all.push(Taken {
            section: Some(Section::Work),
            at: act.now(),
            heading: words.say("trigger-title"),
            parts: vec![(words.say("trigger-entries"), words.say("work-damaged"))],
            ..Taken::default()
        });
    }
    for kept in &found.entries {
        let cue = (words.say("trigger-line-cue"), kept.value.cue.clone());
        let facts = entry_facts(&kept.value, words);
        all.push(Taken {
            record: Some(kept.record),
            section: Some(Section::Work),
            at: kept.value.when(),
            heading: words.say("trigger-taken-entry"),
            parts: [cue].into_iter().chain(facts).collect(),
            resources: Vec::new(),
        });
    }
    for kept in &found.cards {
        let line = |line: &LineV1| {
            let called = line_called(words, *line);
            (called, line.of(&kept.value).to_owned())
        };
        let mut parts: Vec<_> = LineV1::ALL.iter().map(line).collect();
        parts.retain(|(_, said)| !said.is_empty());
        let team = act
            .find::<TeamCardV1>(Circle::Team.id(act, kept.record))
            .await?;
        let ward = act
            .find::<WardCardV1>(Circle::Ward.id(act, kept.record))
            .await?;
        let shared = [
            (Circle::Team, team.map(|copy| copy.value.lines)),
            (Circle::Ward, ward.map(|copy| copy.value.lines)),
        ];
        for (circle, lines) in shared {
            let names = lines.unwrap_or_default().into_iter();
            let names: Vec<_> = names.map(|(line, _)| line_called(words, line)).collect();
            if !names.is_empty() {
                let circle = words.say(&format!("trigger-share-{}", circle.code()));
                parts.push((circle, names.join(", ")));
            }
        }
        all.push(Taken {
            record: Some(kept.record),
            section: Some(Section::Work),
            at: Moment::from_millis(kept.value.at),
            heading: words.say("trigger-taken-card"),
            parts,
            resources: Vec::new(),
        });
    }
    let quiet = visit.quiet();
    if !quiet.list().words.is_empty() {
        all.push(Taken {
            at: act.now(),
            heading: words.say("quiet-title"),
            parts: vec![(words.say("quiet-list"), quiet.list().words.join(", "))],
            ..Taken::default()
        });
    }
    Ok(all)
}
