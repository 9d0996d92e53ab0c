//! The service with the worksheets only, and with a folder of its own sheets.

use ::pages::{Html, Screens};
use care::{ClientId, Section, Sections};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use testing::AMAL;
use testing::served::Serving;
use worksheets::{Folder, Listed, Shelf};

pub(crate) use testing::served::{Answered, Served};

/// A folder in memory. Every change has a later time.
#[derive(Default)]
pub(crate) struct Held(Mutex<BTreeMap<String, (String, u128)>>);

impl Held {
    pub(crate) fn put(&self, name: &str, words: &str) {
        let mut files = self.0.lock().unwrap();
        let changed = files.values().map(|(_, at)| at + 1).max().unwrap_or(1);
        files.insert(name.to_owned(), (words.to_owned(), changed));
    }
}

impl Folder for Held {
    fn listing(&self) -> Result<Vec<Listed>, String> {
        let files = self.0.lock().unwrap();
        let listed = files.iter().map(|(name, (words, changed))| Listed {
            name: name.clone(),
            size: words.len() as u64,
            changed: *changed,
        });
        Ok(listed.collect())
    }

    fn read(&self, name: &str) -> Result<Vec<u8>, String> {
        let files = self.0.lock().unwrap();
        let found = files.get(name).map(|(words, _)| words.as_bytes().to_vec());
        found.ok_or_else(|| "gone".to_owned())
    }
}

pub(crate) async fn with(folder: &Arc<Held>) -> Served {
    let shelf = Arc::new(Shelf::new(Some(Arc::clone(folder) as Arc<dyn Folder>)));
    let serving = Serving::new().await.lock_taken_off();
    serving.site(
        worksheets::routes(&shelf),
        worksheets::screens(&shelf).and(along()),
    )
}

/// A screen with everything that is taken along.
fn along() -> Screens {
    let work = Sections::of(&[Section::Work]);
    Screens::new().screen("taken-along", work, async |visit, act| {
        let all = worksheets::taken(&visit, &act).await?;
        let said = all.iter().map(|one| {
            let parts = one
                .parts
                .iter()
                .map(|(label, words)| format!("{label}: {words}\n"));
            let parts: String = parts.collect();
            format!("{}\n{parts}{:?}\n", one.heading, one.resources)
        });
        Ok(Html::words(&said.collect::<String>()))
    })
}

pub(crate) async fn served() -> Served {
    with(&Arc::default()).await
}

/// The address of Amal's worksheets on the staff side.
pub(crate) fn at(step: &str) -> String {
    format!("/clients/{}/worksheets{step}", ClientId::of(AMAL))
}

/// Amal begins a sheet: its screen, and the worksheet's id.
pub(crate) async fn begins(served: &Served, sheet: &str) -> (Answered, String) {
    let page = served
        .does("amal", "begin-worksheet", &[("sheet", sheet)])
        .await;
    let id = page.field("about");
    (page, id)
}

/// Amal ends with what is on the form: `does` is to send or to keep.
pub(crate) async fn ends(
    served: &Served,
    (does, id, seen): (&str, &str, &str),
    fields: &[(&str, &str)],
) -> Answered {
    let mut all = vec![("about", id), (".seen", seen)];
    all.extend(fields);
    served.does("amal", does, &all).await
}

/// The id of the newest worksheet that Ruth sees.
pub(crate) async fn newest(served: &Served) -> String {
    let page = served.get("ruth", &at("")).await;
    let begins = format!("href=\"{}/", at(""));
    let found = page.page.split_once(&begins).map(|(_, rest)| rest);
    let found = found.and_then(|rest| rest.split('"').next());
    found.unwrap_or_default().to_owned()
}
