//! How people who began here did, with everyone who started in the denominator: someone without a
//! second score is counted as missing, never left out and never as a success.
//!
//! Small groups are not counted out: below five people a number could point at someone.

mod rates;
mod waves;

pub use rates::{Count, OutcomeRates, Row, outcome_rates};
pub use waves::{Wave, missing_by_wave};

pub(crate) use rates::RATES;
pub(crate) use waves::WAVES;
