//! PCL-5: the symptom pattern of DSM-5 over the four clusters.

use super::{Tally, WrongItems, checked};
use crate::judged::{Finding, Judged, Method};
use crate::quantity::Quantity;

/// An item counts as a symptom from "moderately" on.
const MODERATELY: i32 = 2;

pub(crate) const PCL5_CLUSTERS: Method = Method::published(
    "pcl-5-clusters",
    "PCL-5 provisional diagnosis (Weathers et al. 2013): an item counts from 2 (\"moderately\"); at \
     least one of items 1-5, one of 6-7, two of 8-14 and two of 15-20. It needs a Criterion A event \
     on file, and it disagrees with the cut-off of 31-33 in both directions: show both.",
);

/// Whether the symptom pattern is there. Twenty answers from 0 to 4.
///
/// The numbers are the symptoms counted among the answers given.
pub fn pcl5_clusters(items: &[Option<i32>]) -> Result<Judged<Finding>, WrongItems> {
    let items = checked::<20>(items, 4)?;
    let (b, rest) = items.split_at(5);
    let (c, rest) = rest.split_at(2);
    let (d, e) = rest.split_at(7);
    let clusters = [
        (Quantity::ClusterB, b, 1),
        (Quantity::ClusterC, c, 1),
        (Quantity::ClusterD, d, 2),
        (Quantity::ClusterE, e, 2),
    ];
    let mut outcome = Finding::Met;
    let mut numbers = Vec::with_capacity(clusters.len());
    for (name, answers, wanted) in clusters {
        let tally = Tally::of(answers, |answer| answer >= MODERATELY);
        outcome = outcome.and(tally.at_least(wanted));
        numbers.push((name, f64::from(tally.counted)));
    }
    Ok(Judged::new(outcome, &PCL5_CLUSTERS, &numbers))
}
