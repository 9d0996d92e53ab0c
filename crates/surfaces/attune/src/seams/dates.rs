//! What happened in a relationship, for the tools that draw their own course beside it: sessions,
//! agreements, promises, ruptures and repairs, boundaries, as far as whoever looks may know of them.

use alliance::What;
use alliance::course;
use care::Moment;
use profile::Happening;
use promises::{Became, PromiseV1, WhatV1, stands};
use sealed::engine::Pending;
use sealed::{Act, ReadError};

/// Everything that happened, which several capabilities keep.
pub(crate) struct Dates;

impl profile::Dates for Dates {
    fn dates<'a>(&'a self, act: &'a Act) -> Pending<'a, Result<Vec<Happening>, ReadError>> {
        Box::pin(happened(act))
    }
}

/// Oldest first. Sessions themselves are not told: there are many, and the others say what was
/// special.
pub(crate) async fn happened(act: &Act) -> Result<Vec<Happening>, ReadError> {
    let course = course(act, &rooms::Sessions).await?;
    let told = course.events.iter().filter_map(|event| {
        let what = match event.what {
            What::Rupture => "rupture",
            What::Closed => "repaired",
            What::Noticed | What::Answered | What::Offered | What::NotYet => return None,
        };
        Some(Happening { at: event.at, what })
    });
    let mut all: Vec<Happening> = told.collect();
    for kept in &agreement::agreement(act).await?.versions {
        all.extend(kept.value.signed.map(|signed| Happening {
            at: Moment::from_millis(signed.at),
            what: "agreement",
        }));
    }
    for kept in act.latest::<PromiseV1>().await?.kept {
        let stands = stands(&kept.value);
        if stands.became != Became::Broken {
            continue;
        }
        all.extend(stands.ended.map(|at| Happening { at, what: "broken" }));
        let mended = kept
            .value
            .steps
            .iter()
            .filter(|step| matches!(step.what, WhatV1::Mended { .. }));
        all.extend(mended.map(|step| Happening {
            at: Moment::from_millis(step.at),
            what: "mended",
        }));
    }
    let set = self_trust::boundaries_set(act).await?;
    all.extend(set.into_iter().map(|at| Happening {
        at,
        what: "boundary",
    }));
    all.sort_by_key(|one| one.at);
    Ok(all)
}
