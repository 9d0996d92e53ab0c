//! The few files a browser loads beside a page: one stylesheet, the letters, two small scripts.
//!
//! They are part of the binary. Each is served under a name made from its content and nothing else,
//! so that a list of visited addresses says nothing about the service, and so that it can be kept
//! by the browser for good: these files, and only these, may be cached.

use axum::body::Body;
use http::{HeaderValue, Response, StatusCode, header};
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::sync::LazyLock;

/// Where every file is found: `/a/<sixteen hexadecimal digits>.<kind>`.
pub const FOLDER: &str = "/a/";

/// A file as it is served.
pub struct Asset {
    path: String,
    kind: &'static str,
    body: Cow<'static, [u8]>,
}

impl Asset {
    /// Its address, beginning with [`FOLDER`].
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What is in it.
    pub fn bytes(&self) -> &[u8] {
        &self.body
    }

    fn new(ending: &str, kind: &'static str, body: impl Into<Cow<'static, [u8]>>) -> Self {
        let body = body.into();
        let sum = Sha256::digest(&body);
        let name = sum.iter().copied().take(8).fold(String::new(), hex);
        Self {
            path: format!("{FOLDER}{name}.{ending}"),
            kind,
            body,
        }
    }
}

/// The marks a service can choose from: plain shapes that name nothing.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub enum Icon {
    /// A round stone.
    #[default]
    Pebble,
    /// A leaf.
    Leaf,
    /// A line like water.
    Line,
    /// A drop.
    Drop,
}

impl Icon {
    /// Every mark.
    pub const ALL: [Self; 4] = [Self::Pebble, Self::Leaf, Self::Line, Self::Drop];

    /// Its name in the configuration.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pebble => "pebble",
            Self::Leaf => "leaf",
            Self::Line => "line",
            Self::Drop => "drop",
        }
    }

    /// The mark of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|icon| icon.name() == name)
    }
}

/// A mark, as browsers and phones ask for it.
pub struct Mark {
    /// Drawn, for the tab.
    pub drawn: Asset,
    /// As pictures, in the order of [`PICTURES`].
    pub pictures: [Asset; 3],
}

/// How wide the pictures of a mark are, in pixels: what phones ask for.
pub const PICTURES: [u16; 3] = [180, 192, 512];

/// A mark from its files.
macro_rules! mark {
    ($name:literal) => {
        Mark {
            drawn: Asset::new(
                "svg",
                "image/svg+xml",
                &include_bytes!(concat!("../assets/mark-", $name, ".svg"))[..],
            ),
            pictures: [
                &include_bytes!(concat!("../assets/mark-", $name, "-180.png"))[..],
                &include_bytes!(concat!("../assets/mark-", $name, "-192.png"))[..],
                &include_bytes!(concat!("../assets/mark-", $name, "-512.png"))[..],
            ]
            .map(|bytes| Asset::new("png", "image/png", bytes)),
        }
    };
}

/// Every file there is.
pub struct Assets {
    /// The one stylesheet.
    pub look: Asset,
    /// htmx: swaps a screen in without a new page.
    pub htmx: Asset,
    /// Exit, drafts, sliders.
    pub client: Asset,
    /// The sheet that opens without a connection.
    pub keep: Asset,
    /// A few quiet minutes, step by step.
    pub calm: Asset,
    /// Drafts, and sending by keyboard, for those who work here.
    pub staff: Asset,
    /// Passkeys: between a page and the device.
    pub passkey: Asset,
    /// A dot that moves on a client's screen while someone else holds the line.
    pub stimulate: Asset,
    /// The other end of that line.
    pub stimulate_desk: Asset,
    /// The marks, in the order of [`Icon::ALL`].
    pub marks: [Mark; 4],
    /// The letters, Latin first.
    pub letters: [Asset; 2],
}

static ALL: LazyLock<Assets> = LazyLock::new(|| {
    const LETTERS: &str = "font/woff2";
    let latin = Asset::new(
        "woff2",
        LETTERS,
        &include_bytes!("../assets/letters-latin.woff2")[..],
    );
    let more = Asset::new(
        "woff2",
        LETTERS,
        &include_bytes!("../assets/letters-latin-ext.woff2")[..],
    );
    let look = [
        include_str!("../assets/attune.css"),
        include_str!("../assets/tools.css"),
    ]
    .concat()
    .replace("letters-latin.woff2", &latin.path)
    .replace("letters-latin-ext.woff2", &more.path);
    let script = "text/javascript; charset=utf-8";
    Assets {
        look: Asset::new("css", "text/css; charset=utf-8", look.into_bytes()),
        htmx: Asset::new("js", script, &include_bytes!("../assets/htmx.min.js")[..]),
        client: Asset::new("js", script, &include_bytes!("../assets/client.js")[..]),
        keep: Asset::new("js", script, &include_bytes!("../assets/keep.js")[..]),
        calm: Asset::new("js", script, &include_bytes!("../assets/calm.js")[..]),
        staff: Asset::new("js", script, &include_bytes!("../assets/staff.js")[..]),
        passkey: Asset::new("js", script, &include_bytes!("../assets/passkey.js")[..]),
        stimulate: Asset::new("js", script, &include_bytes!("../assets/stimulate.js")[..]),
        stimulate_desk: Asset::new(
            "js",
            script,
            &include_bytes!("../assets/stimulate_desk.js")[..],
        ),
        marks: [mark!("pebble"), mark!("leaf"), mark!("line"), mark!("drop")],
        letters: [latin, more],
    }
});

/// Every file, made ready once.
pub fn assets() -> &'static Assets {
    &ALL
}

impl Assets {
    /// The file at this address, if there is one.
    pub fn find(&self, path: &str) -> Option<&Asset> {
        self.all().find(|asset| asset.path == path)
    }

    fn all(&self) -> impl Iterator<Item = &Asset> {
        let marks = self.marks.iter();
        let marks = marks.flat_map(|mark| mark.pictures.iter().chain([&mark.drawn]));
        let scripts = [
            &self.htmx,
            &self.client,
            &self.keep,
            &self.calm,
            &self.staff,
            &self.passkey,
            &self.stimulate,
            &self.stimulate_desk,
        ];
        [&self.look]
            .into_iter()
            .chain(scripts)
            .chain(marks)
            .chain(&self.letters)
    }

    /// The files of a mark.
    pub const fn mark(&self, icon: Icon) -> &Mark {
        let [pebble, leaf, line, drop] = &self.marks;
        match icon {
            Icon::Pebble => pebble,
            Icon::Leaf => leaf,
            Icon::Line => line,
            Icon::Drop => drop,
        }
    }
}

/// Answers a request for the file at `path` (such as `/a/0123456789abcdef.css`). Needs nobody to be
/// signed in: the same files are sent to everyone.
pub fn answer(path: &str) -> Response<Body> {
    let Some(asset) = assets().find(path) else {
        let mut nothing = Response::new(Body::empty());
        *nothing.status_mut() = StatusCode::NOT_FOUND;
        set(&mut nothing, header::CACHE_CONTROL, "no-store");
        return nothing;
    };
    let body = match &asset.body {
        Cow::Borrowed(bytes) => Body::from(*bytes),
        Cow::Owned(bytes) => Body::from(bytes.clone()),
    };
    let mut found = Response::new(body);
    set(&mut found, header::CONTENT_TYPE, asset.kind);
    set(
        &mut found,
        header::CACHE_CONTROL,
        "public, max-age=31536000, immutable",
    );
    set(&mut found, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    found
}

/// Adds a byte as two hexadecimal digits.
fn hex(mut text: String, byte: u8) -> String {
    for nibble in [byte >> 4, byte & 15] {
        text.extend(char::from_digit(nibble.into(), 16));
    }
    text
}

fn set(response: &mut Response<Body>, name: header::HeaderName, value: &'static str) {
    response
        .headers_mut()
        .insert(name, HeaderValue::from_static(value));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_known_files_are_served_and_only_they_may_be_kept() {
        let found = answer(assets().look.path());
        assert_eq!(found.status(), StatusCode::OK);
        assert_eq!(
            found.headers()[header::CONTENT_TYPE],
            "text/css; charset=utf-8"
        );
        assert_eq!(
            found.headers()[header::CACHE_CONTROL],
            "public, max-age=31536000, immutable"
        );
        for unknown in ["/a/", "/a/../Cargo.toml", "/a/attune.css", "/", ""] {
            let nothing = answer(unknown);
            assert_eq!(nothing.status(), StatusCode::NOT_FOUND, "{unknown}");
            assert_eq!(nothing.headers()[header::CACHE_CONTROL], "no-store");
        }
    }

    #[test]
    fn a_name_says_nothing_but_its_content() {
        let assets = assets();
        for asset in assets.all() {
            let name = asset.path.strip_prefix(FOLDER).unwrap();
            let (stem, _) = name.split_once('.').unwrap();
            assert_eq!(stem.len(), 16);
            assert!(stem.chars().all(|c| c.is_ascii_hexdigit()), "{name}");
            assert!(assets.find(&asset.path).is_some());
        }
    }

    #[test]
    fn the_stylesheet_names_its_letters_where_they_are_served() {
        let look = String::from_utf8_lossy(&assets().look.body);
        for letters in &assets().letters {
            assert!(look.contains(&letters.path));
        }
        assert!(!look.contains("url(\"letters"));
    }

    #[test]
    fn what_was_taken_in_is_what_the_list_says() {
        let list = include_str!("../assets/VENDORED.md");
        let [latin, more] = &assets().letters;
        for asset in [&assets().htmx, latin, more] {
            let sum = Sha256::digest(&asset.body)
                .iter()
                .copied()
                .fold(String::new(), hex);
            assert!(list.contains(&sum), "{} {sum}", asset.path);
        }
    }

    #[test]
    fn the_scripts_of_pages_keep_nothing_on_the_device() {
        let of = |asset: &Asset| String::from_utf8_lossy(&asset.body).into_owned();
        let scripts = [&assets().client, &assets().staff, &assets().calm];
        let script = scripts.map(of).concat();
        for word in [
            "localStorage",
            "sessionStorage",
            "indexedDB",
            "caches",
            "pushState",
            "innerHTML",
            "eval(",
        ] {
            assert!(!script.contains(word), "{word}");
        }
    }
}
