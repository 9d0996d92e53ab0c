//! What is between Amal and Ruth: sessions, what Amal says after them, and a fall.

use crate::met::{Sessions, meets};
use alliance::{
    CompleteRefused, Completed, Sent, check_in_rules, complete, form, put_away, see_to, waiting,
};
use care::{ClientId, DAY, HOUR, Happened, PersonId, RecordId, Section};
use sealed::Act;
use std::collections::BTreeMap;
use testing::{AMAL, RUTH, Small};

pub(crate) const OWN: &[Section] = &[
    Section::Sessions,
    Section::CheckIns,
    Section::Relationship,
    Section::Overview,
    Section::Consent,
    Section::Drafts,
];
pub(crate) const TREATS: &[Section] = &[
    Section::Identity,
    Section::Sessions,
    Section::CheckIns,
    Section::Relationship,
    Section::Overview,
];
pub(crate) const BESIDE: &[Section] =
    &[Section::Overview, Section::CheckIns, Section::Relationship];

pub(crate) async fn opens(small: &Small, who: PersonId) -> Act {
    let sections = match who {
        AMAL => OWN,
        RUTH => TREATS,
        _ => BESIDE,
    };
    small.act(who, AMAL, sections).await
}

/// A session that began an hour ago, after moving on by a week.
pub(crate) async fn session(small: &Small) -> RecordId {
    small.clock.pass(7 * DAY);
    let mut act = opens(small, RUTH).await;
    let starts = act.now() - HOUR;
    let id = meets(&mut act, starts);
    act.done().await.unwrap();
    id
}

pub(crate) fn level(all: u32) -> Vec<(String, String)> {
    check_in_rules::SCALES
        .iter()
        .map(|scale| ((*scale).to_owned(), all.to_string()))
        .collect()
}

pub(crate) fn with(
    mut fields: Vec<(String, String)>,
    more: &[(&str, &str)],
) -> Vec<(String, String)> {
    fields.extend(
        more.iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
    );
    fields
}

pub(crate) const NOW: &[(&str, &str)] = &[("who_sees", "therapist_now"), ("see_each", "each")];

pub(crate) async fn sends(
    small: &Small,
    session: RecordId,
    fields: &[(String, String)],
) -> Result<Completed, CompleteRefused> {
    let mut act = opens(small, AMAL).await;
    let sent = Sent {
        session,
        session_version: 1,
        fields,
        instead: None,
    };
    let done = complete(&mut act, form().unwrap(), &sent, &Sessions).await?;
    act.done().await.unwrap();
    Ok(done)
}

/// Three check-ins, the third far lower, and the rupture it opens.
pub(crate) async fn fallen(small: &Small) -> RecordId {
    for all in [9, 8] {
        let session = session(small).await;
        sends(small, session, &with(level(all), NOW)).await.unwrap();
    }
    let third = session(small).await;
    let done = sends(small, third, &with(level(5), NOW)).await.unwrap();
    let opened = done.happened.iter().find_map(|happened| match happened {
        Happened::RuptureOpened { rupture, .. } => Some(*rupture),
        _ => None,
    });
    opened.expect("the fall is noticed")
}

/// The service's own look, which nobody asks for.
pub(crate) async fn watches(small: &Small) -> Act {
    let access = small.vault.keep_watch(ClientId::of(AMAL)).await.unwrap();
    Act::open(&small.vault, access.unwrap()).await.unwrap()
}

/// What the worker does about ruptures, once. Returns how many things it saw to.
pub(crate) async fn works(small: &Small) -> usize {
    let all = waiting(&small.vault).await.unwrap();
    for waits in &all {
        if waits.needs_a_look() {
            let mut act = watches(small).await;
            see_to(&mut act, waits).await.unwrap();
            act.done().await.unwrap();
        }
        put_away(&small.vault, waits).await.unwrap();
    }
    all.len()
}

/// Who has a notice waiting, with how many.
pub(crate) async fn noticed(small: &Small) -> BTreeMap<PersonId, usize> {
    let (due, damaged) = small.vault.due(1_000).await.unwrap();
    assert_eq!(damaged, 0);
    let mut all = BTreeMap::new();
    for one in due {
        *all.entry(one.to).or_default() += 1;
    }
    all
}
