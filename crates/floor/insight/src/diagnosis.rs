//! Rules that read single answers, not totals: the symptom patterns that instruments publish beside
//! their sums. None of them is a diagnosis; people who know the client make those.
//!
//! Answers come in printed order, `None` where there is none. A rule says *not determinable*
//! exactly when a missing answer could change what it says: the tests beside this file compare it
//! with every way in which the missing answers could have been given.

mod itq;
mod pc_ptsd_5;
mod pcl5;
mod phq;

pub use itq::{Itq, ItqDiagnosis, itq};
pub use pc_ptsd_5::pc_ptsd_5;
pub use pcl5::pcl5_clusters;
pub use phq::{phq9_major_syndrome, phq9_other_syndrome, phq15_somatoform};

pub(crate) use itq::ITQ;
pub(crate) use pc_ptsd_5::PC_PTSD_5;
pub(crate) use pcl5::PCL5_CLUSTERS;
pub(crate) use phq::{PHQ9_MAJOR, PHQ9_OTHER, PHQ15_SOMATOFORM};

use crate::judged::Finding;
use std::fmt;

/// Answers that cannot be of this instrument.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WrongItems {
    /// There are more or fewer answers than the instrument has items.
    Count {
        /// Items of the instrument.
        wanted: usize,
        /// Answers given, missing ones included.
        found: usize,
    },
    /// An answer lies outside of the scale, which begins at 0.
    OffTheScale {
        /// Which item, from 1.
        item: usize,
        /// The answer.
        answer: i32,
        /// The highest answer there is.
        highest: i32,
    },
}

impl fmt::Display for WrongItems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count { wanted, found } => {
                write!(f, "this instrument has {wanted} items, not {found}")
            }
            Self::OffTheScale {
                item,
                answer,
                highest,
            } => write!(
                f,
                "item {item} is answered from 0 to {highest}, not {answer}"
            ),
        }
    }
}

impl std::error::Error for WrongItems {}

/// The answers, if there are as many as there should be and each is on the scale.
fn checked<const N: usize>(
    items: &[Option<i32>],
    highest: i32,
) -> Result<&[Option<i32>; N], WrongItems> {
    let count = WrongItems::Count {
        wanted: N,
        found: items.len(),
    };
    let items: &[Option<i32>; N] = items.try_into().map_err(|_| count)?;
    for (index, answer) in items.iter().enumerate() {
        if let Some(answer) = answer.filter(|answer| !(0..=highest).contains(answer)) {
            let item = index + 1;
            return Err(WrongItems::OffTheScale {
                item,
                answer,
                highest,
            });
        }
    }
    Ok(items)
}

/// How many answers count as a symptom, and how many are missing.
#[derive(Clone, Copy)]
struct Tally {
    counted: u32,
    missing: u32,
}

impl Tally {
    fn of(items: &[Option<i32>], counts: impl Fn(i32) -> bool) -> Self {
        let mut tally = Self {
            counted: 0,
            missing: 0,
        };
        for item in items {
            match item {
                Some(answer) => tally.counted += u32::from(counts(*answer)),
                None => tally.missing += 1,
            }
        }
        tally
    }

    fn at_least(self, wanted: u32) -> Finding {
        if self.counted >= wanted {
            Finding::Met
        } else if self.counted + self.missing < wanted {
            Finding::NotMet
        } else {
            Finding::NotDeterminable
        }
    }

    /// Every number of symptoms there could be.
    fn possible(self) -> std::ops::RangeInclusive<u32> {
        self.counted..=self.counted + self.missing
    }
}

/// The sum, if nothing is missing: a sum of what is there would pass for a lower score.
fn sum(items: &[Option<i32>]) -> Option<i32> {
    items.iter().copied().sum()
}

#[cfg(test)]
mod tests;
