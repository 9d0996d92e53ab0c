//! The service with the diary only, and with worksheets that say they are there.

use care::{Moment, RecordId};
use diary::{Done, Offered, Sheets};
use pages::{Html, Screens, Words};
use sealed::engine::Pending;
use sealed::{Act, ReadError};
use std::sync::{Arc, Mutex};
use testing::served::Serving;

pub(crate) use testing::served::{Answered, Served};

/// Worksheets, as a test says.
#[derive(Default)]
pub(crate) struct Paper(pub(crate) Mutex<Vec<(RecordId, Done)>>);

impl Sheets for Paper {
    fn of(&self, _: Words) -> Vec<Offered> {
        vec![Offered {
            name: "chain".to_owned(),
            title: "A chain".to_owned(),
        }]
    }

    fn about<'a>(
        &'a self,
        _: &'a Act,
        _: Words,
        about: RecordId,
    ) -> Pending<'a, Result<Vec<Done>, ReadError>> {
        let all = self.0.lock().unwrap();
        let done: Vec<Done> = all
            .iter()
            .filter(|(of, _)| *of == about)
            .map(|(_, done)| done.clone())
            .collect();
        Box::pin(async move { Ok(done) })
    }
}

impl Paper {
    /// A chain was filled in about this entry.
    pub(crate) fn filled_in(&self, about: RecordId) {
        let done = Done {
            id: RecordId::from_bytes([7; 16]),
            called: "A chain".to_owned(),
            at: Moment::from_millis(0),
            finished: true,
        };
        self.0.lock().unwrap().push((about, done));
    }
}

/// A screen that belongs to others.
fn others() -> Screens {
    let drafts = care::Sections::of(&[care::Section::Drafts]);
    let says = move |_, _| async move { Ok(Html::words("Others")) };
    Screens::new()
        .screen("crisis-plan", drafts, says)
        .screen("worksheet", drafts, says)
}

pub(crate) async fn served() -> (Served, Arc<Paper>) {
    let paper = Arc::new(Paper::default());
    let sheets: Arc<dyn Sheets> = Arc::clone(&paper) as Arc<dyn Sheets>;
    let serving = Serving::new().await.choosing(|chosen| {
        chosen.cover.urgent = Some("Ring 555 0100, day and night.".to_owned());
    });
    let screens = diary::screens(&sheets).and(others());
    (serving.site(diary::routes(&sheets), screens), paper)
}

/// A page of Ruth's about Amal's diary.
pub(crate) fn at(step: &str) -> String {
    format!("/clients/{}/diary{step}", care::ClientId::of(testing::AMAL))
}

/// Ruth saves the card that stands on her page.
pub(crate) async fn made(served: &Served) {
    let page = served.get("ruth", &at("/card")).await;
    let rows = page.field("rows");
    let mut fields = vec![("rows".to_owned(), rows.clone())];
    for key in rows.split(',') {
        let label = format!("label.{key}");
        fields.push((label.clone(), page.field(&label)));
        fields.push((
            format!("class.{key}"),
            chosen_in(&page, &format!("class.{key}")),
        ));
    }
    fields.push(("seen".to_owned(), page.field("seen")));
    fields.push(("do".to_owned(), "save".to_owned()));
    let fields: Vec<_> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let came = served.post("ruth", &at("/card"), &fields).await;
    assert_eq!(came.to, at(""), "{}", came.page);
}

/// What is chosen in a list.
pub(crate) fn chosen_in(page: &Answered, name: &str) -> String {
    let list = page.page.split_once(&format!("name=\"{name}\"")).unwrap().1;
    let list = list.split_once("</select>").unwrap().0;
    let chosen = list
        .split("<option ")
        .find(|option| option.contains(" selected"));
    let value = chosen.unwrap().split_once("value=\"").unwrap().1;
    value.split_once('"').unwrap().0.to_owned()
}
