//! What the two sides wrote: the versions with their signatures, and what stands beside a part.

mod act;
mod stored;
mod versions;

pub(crate) use act::review;
pub use act::{AgreementRefused, Sent, agreement, propose, remark, remarks, sign};
pub use stored::{RemarkV1, SignedV1, VersionV1};
pub use versions::{Agreement, Waits};
