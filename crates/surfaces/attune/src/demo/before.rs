//! Those who were in care here before the demo's year. None of them has a record any more; what is
//! left are sums without a name, from which the service knows what course to expect.

use super::year::wrong;
use crate::say::Failed;
use measures::{ContributionV1, Day};
use sealed::Vault;

/// How many of them answered each measure.
const PEOPLE: u32 = 240;
/// How often each answered after the first time.
const TIMES: u32 = 10;
/// Each measure with the score that people began with on average, how far they lay apart, and how
/// far a score fell by the tenth time.
const MEASURES: [(&str, f64, f64, f64); 4] = [
    ("phq-9", 15.0, 4.0, 6.0),
    ("gad-7", 12.0, 3.0, 5.0),
    ("pcl-5", 48.0, 9.0, 19.0),
    ("core-10", 22.0, 5.0, 9.0),
];

/// A number between -1 and 1 that looks as if it were left to chance and is the same in every demo.
fn unrest(of: u32, by: f64) -> f64 {
    (f64::from(of) * by).sin()
}

/// Leaves what they left.
pub(crate) async fn left(vault: &Vault, last: Day) -> Result<(), Failed> {
    for (place, (measure, begin, apart, fall)) in (0_u32..).zip(MEASURES) {
        let mut change = vault.directory_change();
        for person in 0..PEOPLE {
            let of = place * PEOPLE + person;
            let sums = course(measure, of, begin, apart, fall, last);
            let name = format!("before {of}");
            let id = vault
                .directory_id("course-contribution", name.as_bytes())
                .await
                .map_err(wrong)?;
            change.overwrite(id, &sums).await.map_err(wrong)?;
        }
        change.done().await.map_err(wrong)?;
    }
    Ok(())
}

/// What one course comes to: it falls along the logarithm of time, from a level and at a pace of
/// its own.
fn course(measure: &str, of: u32, begin: f64, apart: f64, fall: f64, last: Day) -> ContributionV1 {
    let level = begin + unrest(of, 12.9898) * apart;
    let pace = (fall + unrest(of, 78.233) * fall * 0.7) / f64::from(TIMES).ln_1p();
    let mut sums = ContributionV1 {
        measure: measure.to_owned(),
        intake: level + unrest(of, 3.7) * apart * 0.3,
        n: 0,
        t: 0.0,
        tt: 0.0,
        y: 0.0,
        ty: 0.0,
        yy: 0.0,
        last,
    };
    for time in 1..=TIMES {
        let t = f64::from(time).ln_1p();
        let y = level - pace * t + unrest(of * TIMES + time, 45.164) * apart * 0.6;
        sums.n += 1;
        sums.t += t;
        sums.tt += t * t;
        sums.y += y;
        sums.ty += t * y;
        sums.yy += y * y;
    }
    sums
}
