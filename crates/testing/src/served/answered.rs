//! What a page answered, and what a test asks of it.

use axum::body::Bytes;
use axum::http::response::Parts;
use axum::http::{HeaderMap, HeaderName, StatusCode, header};

/// What came back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Answered {
    /// Whether it was done, refused, or is elsewhere.
    pub status: StatusCode,
    /// Every header.
    pub headers: HeaderMap,
    /// Where to go from here; empty when nowhere else.
    pub to: String,
    /// The body, as it came.
    pub bytes: Bytes,
    /// The body as words. Of a file, as much as can be read.
    pub page: String,
}

impl Answered {
    pub(super) fn new(parts: Parts, bytes: Bytes) -> Self {
        let mut answered = Self {
            status: parts.status,
            headers: parts.headers,
            to: String::new(),
            page: String::from_utf8_lossy(&bytes).into_owned(),
            bytes,
        };
        answered.to = answered.header(header::LOCATION).to_owned();
        if answered.header(header::CONTENT_TYPE).starts_with("text/") {
            assert_eq!(answered.page.as_bytes(), answered.bytes, "words are UTF-8");
        }
        answered
    }

    /// A header, or nothing.
    pub fn header(&self, name: HeaderName) -> &str {
        let value = self.headers.get(name);
        value.map_or("", |value| value.to_str().expect("a header in words"))
    }

    /// Whether these words stand on the page.
    pub fn has(&self, words: &str) -> bool {
        self.page.contains(words)
    }

    /// How often these words stand on the page.
    pub fn times(&self, words: &str) -> usize {
        self.page.matches(words).count()
    }

    /// These words stand on the page.
    #[track_caller]
    pub fn says(&self, words: &str) {
        assert!(self.has(words), "no {words:?} in {}", self.page);
    }

    /// These words do not stand on the page.
    #[track_caller]
    pub fn says_not(&self, words: &str) {
        assert!(!self.has(words), "{words:?} in {}", self.page);
    }

    /// What stands between the shell's header and footer.
    #[track_caller]
    pub fn main(&self) -> &str {
        let main = self.page.split_once("<main");
        let main = main.and_then(|(_, rest)| rest.split_once("</main>"));
        main.unwrap_or_else(|| panic!("no main part in {}", self.page))
            .0
    }

    /// What stands in the first field of this name, hidden or not.
    #[track_caller]
    pub fn field(&self, name: &str) -> String {
        let begins = format!("name=\"{name}\" value=\"");
        let found = self.page.split_once(&begins);
        let found = found.and_then(|(_, rest)| rest.split_once('"'));
        found
            .unwrap_or_else(|| panic!("no field {name:?} in {}", self.page))
            .0
            .to_owned()
    }

    /// Every address of a picture on the page, but for what the pages themselves bring along.
    pub fn pictures(&self) -> Vec<String> {
        let parts = self.page.split("src=\"").skip(1);
        let addresses = parts.filter_map(|part| part.split('"').next());
        let own = addresses.filter(|address| !address.starts_with("/a/"));
        own.map(str::to_owned).collect()
    }
}
