//! What someone allows is changed only by whoever holds the rules.
async fn change(act: &mut sealed::Act) {
    let _ = contact::act::stop(act, contact::Way::Mail).await;
}

fn main() {}
