//! Files that leave the record: one that someone takes along, under a neutral name, and a picture on a
//! page. Both are kept in no cache on the way, and whatever is in them, a browser runs none of it.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

/// What a browser may do with a file: show it, and nothing else.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox",
);

/// What is downloaded. The form that asks for it must not be swapped into the page
/// (`hx-boost="false"`).
#[derive(Clone, PartialEq, Eq)]
pub struct File {
    /// Under which name. It says nothing about care: ASCII letters, digits, dots and dashes.
    pub name: &'static str,
    /// What kind of file it is, as a media type.
    pub kind: &'static str,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for File {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "File({}, {} bytes)", self.name, self.bytes.len())
    }
}

impl IntoResponse for File {
    fn into_response(self) -> Response {
        let named = format!("attachment; filename=\"{}\"", self.name);
        let named = HeaderValue::from_str(&named);
        let headers = [
            (header::CONTENT_TYPE, HeaderValue::from_static(self.kind)),
            (
                header::CONTENT_DISPOSITION,
                named.unwrap_or_else(|_| HeaderValue::from_static("attachment")),
            ),
            (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
            (header::CONTENT_SECURITY_POLICY, POLICY),
        ];
        (headers, self.bytes).into_response()
    }
}

/// A picture that stands on a page. It was drawn by this program, never taken as someone sent it.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    /// What kind of picture it is, as a media type.
    pub kind: &'static str,
    /// The picture.
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Picture({} bytes)", self.bytes.len())
    }
}

impl IntoResponse for Picture {
    fn into_response(self) -> Response {
        let headers = [
            (header::CONTENT_TYPE, HeaderValue::from_static(self.kind)),
            (
                header::CONTENT_DISPOSITION,
                HeaderValue::from_static("inline"),
            ),
            (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
            (header::CONTENT_SECURITY_POLICY, POLICY),
        ];
        (headers, self.bytes).into_response()
    }
}
