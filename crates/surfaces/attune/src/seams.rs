//! What one capability must know of another: each asks by a trait of its own, and here it is
//! answered by the one that knows.

pub(crate) mod body_sessions;
pub(crate) mod called;
pub(crate) mod chain;
pub(crate) mod colleagues;
pub(crate) mod dates;
pub(crate) mod growth;
pub(crate) mod hands;
pub(crate) mod own_sheets;
pub(crate) mod prefill;
pub(crate) mod replies;
pub(crate) mod self_trust;
pub(crate) mod sheets;
pub(crate) mod weighed;
