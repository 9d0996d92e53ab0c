//! What the pages of this capability share.

pub(crate) mod filled;
