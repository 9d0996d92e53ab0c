//! Safety row LE-1 in full: twelve kinds of tampering, 1,000 rounds of each.
//!
//! `cargo run -p sealed --example tamper`

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "it measures, and says what it found"
)]

#[path = "../tests/log/copies.rs"]
mod copies;
#[path = "../tests/log/tampering.rs"]
mod tampering;

#[tokio::main]
async fn main() {
    const ROUNDS: u64 = 1_000;
    let done = tampering::rounds(ROUNDS).await;
    let tried = done.kinds as u64 * ROUNDS;
    println!(
        "{} kinds of tampering x {ROUNDS}: {} of {tried} not found {:?}",
        done.kinds,
        done.unseen.len(),
        done.unseen
    );
    println!(
        "lines after the witnessed checkpoint: {} of {}",
        done.tail, done.lines
    );
}
