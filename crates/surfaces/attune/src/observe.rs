//! A line in the log and a count for every request: the pattern of its route, never its address;
//! how it was answered, how long it took, and a number under which its other lines are found.

use crate::system::Stopwatch;
use axum::Router;
use axum::extract::{ConnectInfo, MatchedPath, Request};
use axum::http::{HeaderMap, Method};
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use care::Chance;
use metrics::{counter, histogram};
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use tracing::Instrument;

/// What a proxy says about where a request came from.
const FORWARDED: &str = "x-forwarded-for";

/// Puts the watching around a router. Behind a proxy, who asks is whom the proxy names, so that one
/// person's wrong passphrases do not slow everyone.
pub(crate) fn around(router: Router, chance: Arc<dyn Chance>, behind_proxy: bool) -> Router {
    router.layer(from_fn(move |mut request: Request, next: Next| {
        let mut number = [0; 8];
        chance.fill(&mut number);
        if behind_proxy && let Some(from) = forwarded(request.headers()) {
            request
                .extensions_mut()
                .insert(ConnectInfo(SocketAddr::new(from, 0)));
        }
        observe(u64::from_be_bytes(number), request, next)
    }))
}

async fn observe(number: u64, request: Request, next: Next) -> Response {
    let took = Stopwatch::start();
    let method = name(request.method());
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| "none".to_owned(), |path| path.as_str().to_owned());
    let span = tracing::info_span!("request", request = %format_args!("{number:016x}"));
    let response = next.run(request).instrument(span.clone()).await;
    let (status, took) = (response.status().as_u16(), took.elapsed());
    let class = match status {
        200..300 => "2xx",
        300..400 => "3xx",
        400..500 => "4xx",
        _ => "5xx",
    };
    counter!("attune_requests_total", "method" => method, "route" => route.clone(), "status" => class)
        .increment(1);
    histogram!("attune_request_seconds", "route" => route.clone()).record(took.as_secs_f64());
    span.in_scope(|| {
        let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        tracing::info!(method, route, status, micros, "answered");
    });
    response
}

/// Only these two are served; what else someone sends is not repeated.
fn name(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::POST => "POST",
        _ => "other",
    }
}

/// Whom the nearest proxy names: the last of the list. What stands before it anyone could write.
fn forwarded(headers: &HeaderMap) -> Option<IpAddr> {
    let last = headers
        .get_all(FORWARDED)
        .iter()
        .next_back()?
        .to_str()
        .ok()?;
    last.rsplit(',').next()?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;
    use axum::http::HeaderValue;
    use axum::routing::get;
    use metrics_exporter_prometheus::PrometheusBuilder;
    use std::io::{self, Write};
    use std::sync::Mutex;
    use testing::Seeded;
    use tower::ServiceExt;

    /// A log that can be read.
    #[derive(Clone, Default)]
    struct Log(Arc<Mutex<Vec<u8>>>);

    impl Write for Log {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[tokio::test]
    async fn neither_log_nor_counts_say_whose_record_it_was() {
        let recorder = PrometheusBuilder::new().build_recorder();
        let counts = recorder.handle();
        let _counting = metrics::set_default_local_recorder(&recorder);
        let log = Log::default();
        let writer = log.clone();
        let subscriber = tracing_subscriber::fmt()
            .json()
            .with_writer(move || writer.clone())
            .with_max_level(tracing::Level::TRACE)
            .finish();
        let _logging = tracing::subscriber::set_default(subscriber);

        let pages = Router::new().route("/people/clients/{client}", get(async || "a page"));
        let router = around(pages, Arc::new(Seeded::new(1)), true);
        for (method, path) in [
            (
                "GET",
                "/people/clients/00112233445566778899aabbccddeeff?secret=hollyhock",
            ),
            ("GET", "/hollyhock"),
            ("HOLLYHOCK", "/people/clients/hollyhock"),
        ] {
            let request = Request::builder()
                .method(method)
                .uri(path)
                .header(FORWARDED, "203.0.113.9")
                .body(Body::empty())
                .unwrap();
            router.clone().oneshot(request).await.unwrap();
        }
        let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
        let counts = counts.render();
        for told in [&log, &counts] {
            assert!(told.contains("/people/clients/{client}"), "{told}");
            for private in ["hollyhock", "HOLLYHOCK", "00112233", "203.0.113"] {
                assert!(!told.contains(private), "{private} in {told}");
            }
        }
        assert_eq!(log.lines().count(), 3);
    }

    #[test]
    fn only_what_the_nearest_proxy_says_is_believed() {
        for (sent, believed) in [
            (&["203.0.113.9"][..], Some("203.0.113.9")),
            (&["198.51.100.1, 203.0.113.9"], Some("203.0.113.9")),
            (&["198.51.100.1", "2001:db8::7"], Some("2001:db8::7")),
            (&["203.0.113.9, nobody"], None),
            (&[], None),
        ] {
            let mut headers = HeaderMap::new();
            for value in sent {
                headers.append(FORWARDED, HeaderValue::from_static(value));
            }
            assert_eq!(
                forwarded(&headers),
                believed.map(|ip| ip.parse().unwrap()),
                "{sent:?}"
            );
        }
    }
}
