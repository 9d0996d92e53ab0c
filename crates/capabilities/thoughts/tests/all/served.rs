//! The service with the pages of this tool only, and sheets as another tool would bring them.

use care::{Moment, RecordId, Section, Sections};
use pages::{ClientVisit, Html, Screens, Trouble, Words};
use sealed::engine::Pending;
use sealed::{Act, ReadError};
use std::sync::Arc;
use testing::served::Serving;
use thoughts::{Done, Offered, Sheets};

pub(crate) use testing::served::Served;

/// Two sheets to begin, one of them only together, and one that was filled in about every thought.
pub(crate) struct Two;

pub(crate) const FILLED_IN: RecordId = RecordId::from_bytes([0x5e; 16]);

impl Sheets for Two {
    fn of(&self, _: Words) -> Vec<Offered> {
        let sheet = |(name, title, together): (&str, &str, bool)| Offered {
            name: name.to_owned(),
            title: title.to_owned(),
            together,
        };
        [
            ("abc", "What set it off", false),
            ("deep", "Only in the room", true),
        ]
        .map(sheet)
        .to_vec()
    }

    fn about<'a>(
        &'a self,
        act: &'a Act,
        _: RecordId,
        _: Words,
    ) -> Pending<'a, Result<Vec<Done>, ReadError>> {
        let at: Moment = act.now();
        Box::pin(async move {
            Ok(vec![Done {
                id: FILLED_IN,
                called: "A sheet of Monday".to_owned(),
                at,
            }])
        })
    }
}

pub(crate) async fn served() -> Served {
    serving(Serving::new().await)
}

/// The same without HTTPS, for a browser on this machine.
pub(crate) async fn served_plainly() -> Served {
    let plain = Serving::new().await.choosing(|settings| {
        settings.https = false;
        "about:blank".clone_into(&mut settings.exit_url);
    });
    serving(plain)
}

fn serving(serving: Serving) -> Served {
    let sheets: Arc<dyn Sheets> = Arc::new(Two);
    let along = Screens::new().screen("taken-along", Sections::of(&[Section::Work]), along);
    let screens = thoughts::screens(&sheets).and(along);
    serving.site(thoughts::routes(&sheets), screens)
}

/// What is taken along, a line for each part.
async fn along(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let all = thoughts::taken(&visit, &act).await?;
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
