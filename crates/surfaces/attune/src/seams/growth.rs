//! What growth asks of others: the dates of the relationship, the same that the profile stands beside.

use super::dates::{Dates, happened};
use growth::Happening;
use pages::Words;
use sealed::engine::Pending;
use sealed::{Act, ReadError};

impl growth::Dates for Dates {
    fn dates<'a>(
        &'a self,
        act: &'a Act,
        words: Words,
    ) -> Pending<'a, Result<Vec<Happening>, ReadError>> {
        Box::pin(async move {
            let told = |one: profile::Happening| Happening {
                at: one.at,
                words: words.say(&format!("profile-date-{}", one.what)),
            };
            Ok(happened(act).await?.into_iter().map(told).collect())
        })
    }
}
