//! Every engine does what every engine must: the conformance suite on memory and on SQLite.

use sealed::conformance;
use sealed::engines::MemoryEngine;
use std::sync::Arc;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn memory_does_what_every_engine_must() {
    conformance::run(async || Arc::new(MemoryEngine::new()) as _).await;
}
