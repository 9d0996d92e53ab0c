//! A service's own sheets come and change without a restart, and a broken one breaks nothing else.

use super::*;
use pages::Language;

const FORM: &str = r#"{"resourceType":"Questionnaire","url":"urn:x-own:mine","status":"active",
    "title":"Mine","code":[{"system":"urn:x-attune:work","code":"thoughts"}],
    "item":[{"linkId":"a","text":"A line","type":"display"},
    {"linkId":"b","text":"B?","type":"text"}]}"#;

/// A folder of these files, and how often one was read.
#[derive(Default)]
struct Held {
    files: Mutex<BTreeMap<String, (Vec<u8>, u128)>>,
    reads: Mutex<usize>,
    gone: Mutex<bool>,
}

impl Held {
    fn put(&self, name: &str, words: &str, changed: u128) {
        let mut files = self.files.lock().unwrap();
        files.insert(name.to_owned(), (words.as_bytes().to_vec(), changed));
    }

    fn reads(&self) -> usize {
        *self.reads.lock().unwrap()
    }
}

impl Folder for Held {
    fn listing(&self) -> Result<Vec<Listed>, String> {
        if *self.gone.lock().unwrap() {
            return Err("no".to_owned());
        }
        let files = self.files.lock().unwrap();
        let listed = files.iter().map(|(name, (bytes, changed))| Listed {
            name: name.clone(),
            size: bytes.len() as u64,
            changed: *changed,
        });
        Ok(listed.collect())
    }

    fn read(&self, name: &str) -> Result<Vec<u8>, String> {
        *self.reads.lock().unwrap() += 1;
        let files = self.files.lock().unwrap();
        files
            .get(name)
            .map(|(bytes, _)| bytes.clone())
            .ok_or("gone".to_owned())
    }
}

fn shelf() -> (Arc<Held>, Shelf) {
    let held = Arc::new(Held::default());
    let shelf = Shelf::new(Some(Arc::clone(&held) as Arc<dyn Folder>));
    (held, shelf)
}

const ENGLISH: Words = Words {
    language: Language::English,
};

#[test]
fn what_ships_is_there_with_its_source() {
    let shelf = Shelf::new(None);
    let (all, broken) = shelf.now();
    assert_eq!(broken, []);
    let files = forms::library::worksheet_files().iter();
    let forms = files.filter(|(name, _)| name.strip_suffix(".json").is_some());
    assert_eq!(all.len(), forms.count());
    for sheet in &all {
        assert!(matches!(sheet.origin, Origin::Shipped(_)), "{}", sheet.name);
        assert!(sheet.line(ENGLISH).is_some(), "{}", sheet.name);
    }
}

#[test]
fn one_file_is_a_new_sheet_and_it_is_read_only_when_it_changed() {
    let (held, shelf) = shelf();
    assert!(shelf.get("mine").is_none());
    held.put("mine.json", FORM, 1);
    held.put("README.md", "who keeps this", 1);
    let sheet = shelf.get("mine").unwrap();
    assert_eq!(sheet.origin, Origin::Own(None));
    assert_eq!(
        (sheet.title(ENGLISH), sheet.line(ENGLISH)),
        ("Mine".into(), Some("A line".into()))
    );
    assert_eq!(
        shelf
            .of("thoughts", ENGLISH)
            .iter()
            .filter(|one| one.name == "mine")
            .count(),
        1
    );
    assert_eq!(
        shelf
            .of("diary", ENGLISH)
            .iter()
            .filter(|one| one.name == "mine")
            .count(),
        0
    );
    assert_eq!(held.reads(), 1);
    held.put("mine.json", &FORM.replace("Mine", "Ours"), 2);
    assert_eq!(shelf.get("mine").unwrap().title(ENGLISH), "Ours");
    assert_eq!(held.reads(), 2);
    held.files.lock().unwrap().clear();
    assert!(shelf.get("mine").is_none());
}

#[test]
fn a_broken_file_is_named_with_the_reason_and_the_others_stay() {
    let (held, shelf) = shelf();
    held.put("mine.json", FORM, 1);
    held.put("half.json", "{\"resourceType\":", 1);
    held.put("two-columns.json", FORM, 1);
    held.put("alone.evidence.toml", "licence = 'x'", 1);
    held.put("a b.json", FORM, 1);
    let (all, broken) = shelf.now();
    assert!(all.iter().any(|sheet| sheet.name == "mine"));
    let named: Vec<_> = broken.iter().map(|one| one.file.as_str()).collect();
    assert_eq!(
        named,
        [
            "a b.json",
            "alone.evidence.toml",
            "half.json",
            "two-columns.json"
        ]
    );
    assert!(broken.iter().all(|one| !one.why.is_empty()));
    // A folder that cannot be looked at for a while takes nothing away.
    *held.gone.lock().unwrap() = true;
    let (all, broken) = shelf.now();
    assert!(all.iter().any(|sheet| sheet.name == "mine"));
    assert_eq!(broken.first().map(|one| one.why.as_str()), Some("no"));
}

#[test]
fn evidence_that_speaks_of_other_words_refuses_the_sheet() {
    let (held, shelf) = shelf();
    held.put(
        "mine.json",
        &FORM.replace("\"status\"", "\"version\":\"1\",\"status\""),
        1,
    );
    let evidence = format!(
        "licence='CC0-1.0'\nbasis='b'\nsource='s'\ntext_sha256='{}'\nvalidated=false\nnote='n'\n",
        "0".repeat(64)
    );
    held.put("mine.evidence.toml", &evidence, 1);
    let (_, broken) = shelf.now();
    assert!(broken[0].why.contains("changed since"), "{broken:?}");
}
