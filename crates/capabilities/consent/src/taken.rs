//! What a client can take along of who may see their record: the permissions they gave, and the
//! emergencies in which someone opened it.

use crate::glass;
use crate::granted::GrantedV1;
use crate::words::sections;
use care::{Moment, Section, Sections};
use pages::taken::instant;
use pages::{Taken, Words};
use sealed::{Act, ReadError};

/// The client's permissions and emergencies, in words. The act opens [`Section::Consent`].
pub async fn taken(act: &Act, words: Words) -> Result<Vec<Taken>, ReadError> {
    let mut all = Vec::new();
    for kept in act.latest::<GrantedV1>().await?.kept {
        let granted = &kept.value;
        let (from, until) = granted.span();
        let purpose = granted.purpose()?;
        let parts = vec![
            (
                words.say("taken-parts"),
                sections(words, Sections::from_bits(granted.sections)),
            ),
            (
                words.say("taken-purpose"),
                words.say(&format!("seen-purpose-{}", purpose.code())),
            ),
            (words.say("taken-from"), instant(from)),
            (words.say("taken-until"), instant(until)),
        ];
        all.push(Taken {
            record: Some(kept.record),
            section: Some(Section::Consent),
            at: kept.at,
            heading: words.say("taken-permission"),
            parts,
            resources: Vec::new(),
        });
    }
    for one in glass::all(act).await? {
        let mut parts = vec![
            (
                words.say("emergency-reason"),
                words.say(&format!("emergency-reason-{}", one.reason.code)),
            ),
            (words.say("taken-words"), one.reason.words.clone()),
        ];
        if let Some(review) = &one.reviewed {
            parts.push((words.say("taken-found"), review.words.clone()));
        }
        all.push(Taken {
            record: Some(one.record),
            section: Some(Section::Consent),
            at: Moment::from_millis(one.reason.at),
            heading: words.say("emergency-title"),
            parts,
            resources: Vec::new(),
        });
    }
    Ok(all)
}
