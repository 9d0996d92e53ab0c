//! Having a record destroyed: asked for by the client, or done by who leads the service when the
//! time for which records are kept is over. Nothing is destroyed by itself without either.

mod done;
mod kept;
mod page;
mod rules;
mod stored;
#[cfg(test)]
mod tests;

pub use done::{DestroyError, Destroyed, Round, Wiping, destroy, destroy_due};
#[cfg(test)]
pub(crate) use kept::ask;
pub use kept::asked;
pub use page::Erasing;
pub use rules::{ERASE_AFTER, Keeps};
pub use stored::{EraseAskedV1, ErasedV1, WishV1};

pub(crate) use page::{routes, screens};
