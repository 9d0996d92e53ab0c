//! `attune form`: for those who write forms. What is to be mended in a form, and how it looks to
//! the person who answers it, before anybody is asked anything.

mod check;
mod preview;
mod tried;

pub(crate) use check::Check;
pub(crate) use preview::Preview;

use crate::say::Failed;

/// What to do with a form.
#[derive(clap::Subcommand, Clone, Debug)]
pub(crate) enum Form {
    /// Say everything that is to be mended in forms, each with its place and how
    ///
    /// Looks at FHIR R4 Questionnaires, and where evidence lies beside one (NAME.evidence.toml), at
    /// that too: its hash, its keys and its worked cases. Ends with 0 when nothing is to be mended,
    /// with 3 when something is and with 1 when a file could not be read.
    Check(Check),
    /// Show a form in the browser as a client would see it, and keep nothing
    ///
    /// Serves the form on this machine only. The file is read again each time the page is loaded,
    /// so it can be edited and looked at in turn.
    Preview(Preview),
}

impl Form {
    pub(crate) async fn run(self) -> Result<(), Failed> {
        match self {
            Self::Check(check) => check.run(),
            Self::Preview(preview) => preview.run().await,
        }
    }
}
