//! What every answer carries, and what no request gets past: cross-site posts, huge bodies, slow
//! ones, and a handler that panics.

use crate::floor::{Floor, Settings};
use crate::layout::content_security_policy;
use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;
use std::time::Duration;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::csrf::CsrfLayer;

/// The longest a request may take. Nothing here works for longer than a commit.
const PATIENCE: Duration = Duration::from_secs(30);
/// The longest a request with files may take: they come over a phone's line, and pictures are drawn
/// anew. Of someone who is not signed in no file is waited for at all.
const PATIENCE_WITH_FILES: Duration = Duration::from_mins(3);

/// Waits for an answer as long as a request of its kind may take.
async fn patiently(request: Request, next: Next) -> Response {
    let files = crate::multipart::boundary(request.headers()).is_some();
    let patience = if files { PATIENCE_WITH_FILES } else { PATIENCE };
    let answer = tokio::time::timeout(patience, next.run(request)).await;
    answer.unwrap_or_else(|_| StatusCode::REQUEST_TIMEOUT.into_response())
}

/// The headers of every answer.
fn constant(settings: &Settings) -> Vec<(HeaderName, HeaderValue)> {
    let policy = content_security_policy(&settings.exit_url);
    let mut all = vec![
        (
            header::X_CONTENT_TYPE_OPTIONS,
            HeaderValue::from_static("nosniff"),
        ),
        (
            header::REFERRER_POLICY,
            HeaderValue::from_static("no-referrer"),
        ),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            HeaderValue::from_static("same-origin"),
        ),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            HeaderValue::from_static("same-origin"),
        ),
        (
            HeaderName::from_static("x-robots-tag"),
            HeaderValue::from_static("noindex, nofollow"),
        ),
        (
            HeaderName::from_static("permissions-policy"),
            HeaderValue::from_static(
                "camera=(), microphone=(), geolocation=(), interest-cohort=(), browsing-topics=()",
            ),
        ),
    ];
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        all.push((header::CONTENT_SECURITY_POLICY, policy));
    }
    if settings.https {
        all.push((
            header::STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static("max-age=63072000; includeSubDomains"),
        ));
    }
    all
}

/// Puts what must hold for every answer around a router.
pub(crate) fn around(router: Router, floor: &Arc<Floor>) -> Router {
    let floor = Arc::clone(floor);
    let headers = from_fn(move |request: Request, next: Next| {
        // Asked each time: a service that is set up in the browser chooses then where Exit goes.
        let constant = constant(&floor.settings);
        async move {
            let mut response: Response = next.run(request).await;
            let headers = response.headers_mut();
            for (name, value) in constant {
                // A file says more strictly what may be done with it.
                if name == header::CONTENT_SECURITY_POLICY && headers.contains_key(&name) {
                    continue;
                }
                headers.insert(name, value);
            }
            // Only assets, which are the same for everyone, say otherwise.
            headers
                .entry(header::CACHE_CONTROL)
                .or_insert(HeaderValue::from_static("no-store"));
            response
        }
    });
    router.layer(
        ServiceBuilder::new()
            .layer(headers)
            .layer(CatchPanicLayer::new())
            .layer(from_fn(patiently))
            // How much of a body is read is decided where it is read, so that whoever sent too much
            // is told so on a page.
            .layer(CsrfLayer::new()),
    )
}
