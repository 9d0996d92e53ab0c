//! A file that someone takes along: under a neutral name, kept in no cache on the way.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

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
        ];
        (headers, self.bytes).into_response()
    }
}
