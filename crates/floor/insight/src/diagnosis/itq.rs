//! ITQ: post-traumatic stress disorder and its complex form after ICD-11.

use super::{Tally, WrongItems, checked, sum};
use crate::judged::{Finding, Judged, Method};
use crate::quantity::Quantity;

/// An item counts from "moderately" on.
const MODERATELY: i32 = 2;

/// What the answers meet.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ItqDiagnosis {
    /// Neither pattern.
    None,
    /// The pattern of post-traumatic stress disorder.
    Ptsd,
    /// That pattern together with disturbances in self-organisation: the complex form, which takes
    /// the place of the other.
    ComplexPtsd,
    /// A missing answer could change it.
    NotDeterminable,
}

impl ItqDiagnosis {
    /// A stable name for records and the message catalogue.
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Ptsd => "ptsd",
            Self::ComplexPtsd => "complex-ptsd",
            Self::NotDeterminable => "not-determinable",
        }
    }
}

/// What the ITQ says.
#[derive(Clone, PartialEq, Debug)]
pub struct Itq {
    /// Whether the pattern of post-traumatic stress is there.
    pub ptsd: Finding,
    /// Whether that of disturbances in self-organisation is there.
    pub dso: Finding,
    /// Both taken together.
    pub diagnosis: Judged<ItqDiagnosis>,
    /// The sum of items 1-6, 0 to 24; `None` when one is missing.
    pub ptsd_sum: Option<i32>,
    /// The sum of items 10-15, 0 to 24; `None` when one is missing.
    pub dso_sum: Option<i32>,
}

pub(crate) const ITQ: Method = Method::published(
    "itq",
    "International Trauma Questionnaire (Cloitre et al. 2018): one of items 1-2, of 3-4, of 5-6 and \
     of 7-9 at 2 or more for post-traumatic stress; one of 10-11, of 12-13, of 14-15 and of 16-18 \
     for disturbances in self-organisation; both together are the complex form and not the other.",
);

/// What the eighteen answers, from 0 to 4, meet.
pub fn itq(items: &[Option<i32>]) -> Result<Itq, WrongItems> {
    let items = checked::<18>(items, 4)?;
    let (stress, organisation) = items.split_at(9);
    let (ptsd, dso) = (pattern(stress), pattern(organisation));
    let outcome = match (ptsd, dso) {
        (Finding::NotMet, _) => ItqDiagnosis::None,
        (Finding::Met, Finding::NotMet) => ItqDiagnosis::Ptsd,
        (Finding::Met, Finding::Met) => ItqDiagnosis::ComplexPtsd,
        _ => ItqDiagnosis::NotDeterminable,
    };
    let sums = [stress, organisation].map(|half| half.get(..6).and_then(sum));
    let [ptsd_sum, dso_sum] = sums;
    let numbers: Vec<_> = [(Quantity::PtsdSum, ptsd_sum), (Quantity::DsoSum, dso_sum)]
        .into_iter()
        .filter_map(|(name, sum)| Some((name, f64::from(sum?))))
        .collect();
    Ok(Itq {
        ptsd,
        dso,
        diagnosis: Judged::new(outcome, &ITQ, &numbers),
        ptsd_sum,
        dso_sum,
    })
}

/// One of each pair of symptoms, and one of the three of impairment. Each pattern has nine items.
fn pattern(items: &[Option<i32>]) -> Finding {
    let (symptoms, impairment) = items.split_at(6);
    let one_of = |part: &[Option<i32>]| Tally::of(part, |a| a >= MODERATELY).at_least(1);
    symptoms
        .chunks(2)
        .chain(std::iter::once(impairment))
        .fold(Finding::Met, |found, part| found.and(one_of(part)))
}
