//! The service with the pages of the agreement only.

use care::Happened;
use testing::served::Serving;

pub(crate) use testing::served::{Answered, Served};

pub(crate) async fn served() -> Served {
    let serving = Serving::new().await;
    serving.site(agreement::routes(), agreement::screens())
}

/// How often a version was written, or words set beside a part, and how often one was signed.
pub(crate) fn told(served: &Served) -> (usize, usize) {
    let happened = served.happened();
    let is_written = |one: &&Happened| matches!(one, Happened::AgreementWritten { .. });
    let written = happened.iter().filter(is_written).count();
    (written, happened.len() - written)
}
