//! Where Exit may lead: an address that can also stand in a header.

use axum::http::Uri;

/// Whether Exit can lead there: an `https` address of a site, which is also written into a header.
pub fn can_be_exit(address: &str) -> bool {
    let uri: Option<Uri> = address.parse().ok();
    let good = uri.is_some_and(|uri| {
        uri.scheme_str() == Some("https") && uri.host().is_some_and(|host| !host.is_empty())
    });
    good && !address.contains([';', ',', '\'', '"', '<', '>', '@', '\\'])
}
