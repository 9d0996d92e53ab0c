//! The service with the pages of this tool only; what other tools keep is as they would bring it.

use care::{Moment, RecordId, Section, Sections};
use growth::{Dates, Happening, Own, Sources, Strengths};
use pages::{ClientVisit, Html, Screens, Trouble, Words};
use sealed::engine::Pending;
use sealed::{Act, ReadError};
use std::sync::Arc;
use testing::BEGINNING;
use testing::served::Serving;

pub(crate) use testing::served::Served;

struct Elsewhere;

fn own(words: &str, days: i64) -> Own {
    Own {
        at: Moment::from_millis(BEGINNING.millis() + days * care::DAY),
        words: words.to_owned(),
    }
}

impl Strengths for Elsewhere {
    fn strengths<'a>(&'a self, _: &'a Act) -> Pending<'a, Result<Vec<Own>, ReadError>> {
        Box::pin(async { Ok(vec![own("I notice things early", 0)]) })
    }

    fn firsts<'a>(&'a self, _: &'a Act) -> Pending<'a, Result<Vec<Own>, ReadError>> {
        Box::pin(async { Ok(vec![own("A no of mine held", 2)]) })
    }
}

impl Dates for Elsewhere {
    fn dates<'a>(
        &'a self,
        _: &'a Act,
        words: Words,
    ) -> Pending<'a, Result<Vec<Happening>, ReadError>> {
        let one = move |days: i64, what: &str| Happening {
            at: Moment::from_millis(BEGINNING.millis() + days * care::DAY),
            words: words.say(what),
        };
        Box::pin(async move { Ok(vec![one(1, "agreement-title")]) })
    }
}

pub(crate) async fn served() -> Served {
    over(Serving::new().await)
}

/// The same without HTTPS, for a browser on this machine.
pub(crate) async fn served_plainly() -> Served {
    let plain = Serving::new().await.choosing(|settings| {
        settings.https = false;
        "about:blank".clone_into(&mut settings.exit_url);
    });
    over(plain)
}

fn over(serving: Serving) -> Served {
    let elsewhere = Arc::new(Elsewhere);
    let strengths: Arc<dyn Strengths> = elsewhere.clone();
    let (strengths, dates): (Sources, Arc<dyn Dates>) = (Arc::new([strengths]), elsewhere);
    let along = Screens::new().screen("taken-along", Sections::of(&[Section::Work]), along);
    let screens = growth::screens(&strengths, &dates).and(along);
    serving.site(growth::routes(), screens)
}

/// What is taken along, a line for each part.
async fn along(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let all = growth::taken(&visit, &act).await?;
    let parts = |one: pages::Taken| {
        let said = one
            .parts
            .into_iter()
            .map(|(label, words)| format!("{label}: {words}"));
        [one.heading].into_iter().chain(said).collect::<Vec<_>>()
    };
    Ok(Html::together(
        all.into_iter()
            .flat_map(parts)
            .map(|line| Html::words(&line)),
    ))
}

/// An id as a page would offer it.
pub(crate) fn once(number: u8) -> String {
    RecordId::from_bytes([number; 16]).to_string()
}
