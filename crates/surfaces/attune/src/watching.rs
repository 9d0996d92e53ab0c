//! Where a machine asks how the service is: `/health` and `/metrics`, on an address of their own
//! that by default only this machine reaches. Counts and times, no label with an id or a word in it.

use crate::say::Failed;
use crate::watched::{Health, Saving};
use axum::Router;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::get;
use metrics::{Unit, describe_counter, describe_gauge, describe_histogram};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use std::net::SocketAddr;
use tokio::net::TcpListener;
use tokio::sync::watch;

/// Upper bounds of the histograms' buckets, in seconds: from a page out of memory to the longest a
/// request may take.
const BUCKETS: [f64; 14] = [
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0, 30.0,
];

/// Begins to count, for the whole program. `None` if it was begun before.
pub(crate) fn begin() -> Option<PrometheusHandle> {
    let counting = PrometheusBuilder::new()
        .set_buckets(&BUCKETS)
        .ok()?
        .install_recorder()
        .ok()?;
    describe_counter!(
        "attune_requests_total",
        "Requests answered, by route and class of status"
    );
    describe_histogram!(
        "attune_request_seconds",
        Unit::Seconds,
        "How long a request took"
    );
    describe_counter!(
        "attune_commits_total",
        "Batches handed to the engine, by outcome"
    );
    describe_histogram!(
        "attune_commit_seconds",
        Unit::Seconds,
        "How long a batch took to be durable"
    );
    describe_gauge!(
        "attune_commits_waiting",
        "Batches that wait to be durable; those share a sync"
    );
    describe_counter!(
        "attune_openings_total",
        "Ledger lines written for openings of records"
    );
    describe_counter!("attune_delivered_total", "Notices delivered");
    describe_gauge!(
        "attune_outbox_waiting",
        "Notices due and not delivered (at most 1,000 are counted)"
    );
    describe_gauge!(
        "attune_outbox_damaged",
        "Notices that are there and do not open"
    );
    describe_gauge!(
        "attune_engine_stopped",
        "1 if the storage engine has stopped"
    );
    metrics::gauge!("attune_engine_stopped").set(0.0);
    Some(counting)
}

/// The pages of a machine that watches.
pub(crate) fn pages(health: Health, counting: Option<PrometheusHandle>) -> Router {
    let well = move || {
        let saving = health.saving();
        async move {
            let (status, word) = match saving {
                Saving::Well => (StatusCode::OK, "ok\n"),
                Saving::NotSaving => (StatusCode::SERVICE_UNAVAILABLE, "not saving\n"),
                Saving::Stopped => (StatusCode::SERVICE_UNAVAILABLE, "stopped\n"),
            };
            (status, [(header::CACHE_CONTROL, "no-store")], word)
        }
    };
    let counts = move || {
        let counting = counting.clone();
        async move {
            let Some(counting) = counting else {
                return StatusCode::NOT_FOUND.into_response();
            };
            counting.run_upkeep();
            (
                [(header::CONTENT_TYPE, "text/plain; version=0.0.4")],
                counting.render(),
            )
                .into_response()
        }
    };
    Router::new()
        .route("/health", get(well))
        .route("/metrics", get(counts))
}

/// Takes the address. Separate from serving so that a wrong address ends the program at once.
pub(crate) async fn listen(at: SocketAddr) -> Result<TcpListener, Failed> {
    TcpListener::bind(at).await.map_err(|error| {
        Failed::asked_wrongly(format!(
            "watch: {at} cannot be listened at ({error}); wanted a free address, or \"off\""
        ))
    })
}

/// Answers until told to stop.
pub(crate) async fn serve(listener: TcpListener, pages: Router, mut stop: watch::Receiver<bool>) {
    let stopped = async move {
        let _ = stop.wait_for(|stop| *stop).await;
    };
    if let Err(error) = axum::serve(listener, pages)
        .with_graceful_shutdown(stopped)
        .await
    {
        tracing::warn!(%error, "health and metrics are no longer answered");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::{Body, to_bytes};
    use axum::http::Request;
    use tower::ServiceExt;

    async fn ask(health: &Health, path: &str) -> (StatusCode, String) {
        let request = Request::get(path).body(Body::empty()).unwrap();
        let answer = pages(health.clone(), None).oneshot(request).await.unwrap();
        let status = answer.status();
        let body = to_bytes(answer.into_body(), 1_000).await.unwrap();
        (status, String::from_utf8(body.to_vec()).unwrap())
    }

    #[tokio::test]
    async fn health_is_one_word_and_a_status_a_machine_understands() {
        let health = Health::default();
        for (saving, status, word) in [
            (Saving::Well, 200, "ok\n"),
            (Saving::NotSaving, 503, "not saving\n"),
            (Saving::Well, 200, "ok\n"),
            (Saving::Stopped, 503, "stopped\n"),
        ] {
            health.set(saving);
            let answer = ask(&health, "/health").await;
            assert_eq!((answer.0.as_u16(), answer.1.as_str()), (status, word));
        }
        assert_eq!(ask(&health, "/anything").await.0, StatusCode::NOT_FOUND);
    }
}
