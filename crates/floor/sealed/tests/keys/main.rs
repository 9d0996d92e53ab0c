//! What becomes of keys: the root key changes while people write, clients are erased and stay so in
//! every backup, shares open the service again, and some parts open with their owner's secret only.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod erasing;
mod own_key;
mod recovering;
mod rotating;
mod shelf;
