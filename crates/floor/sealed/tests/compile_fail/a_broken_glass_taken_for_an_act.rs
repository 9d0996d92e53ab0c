//! That the glass is broken opens nothing by itself: it is decided, and its line is durable, first.
use sealed::{Broken, Stored};

async fn read<T: Stored>(broken: Broken) {
    let _ = broken.latest::<T>().await;
}

fn main() {}
