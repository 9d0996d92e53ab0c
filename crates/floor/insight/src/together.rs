//! What often comes together in one person's days: events after triggers, and one daily rating
//! after another. "Often come together", never "causes", and nothing at all below a floor.

mod lagged;
mod lift;

pub use lagged::{Lagged, lagged};
pub use lift::{Days, Lift, Prior, lift};

pub(crate) use lagged::LAGGED;
pub(crate) use lift::LIFT;
