//! The key store: what is destroyed stays destroyed, and nothing is put over a key.

use super::{Outcome, client, is_conflict};
use crate::engine::{Engine, WrappedKey};
use std::sync::Arc;

fn key(n: u8, epoch: u32) -> WrappedKey {
    WrappedKey {
        client: client(n),
        epoch,
        wrapped: vec![n, 0xEE, n],
    }
}

pub(super) async fn a_key_is_put_once_and_read_back(engine: Arc<dyn Engine>) -> Outcome {
    assert_eq!(engine.key(client(1)).await?, None);
    engine.put_keys(vec![key(2, u32::MAX), key(1, 7)]).await?;
    engine.put_keys(Vec::new()).await?;
    assert_eq!(engine.key(client(1)).await?, Some(key(1, 7)));
    let mut all = engine.keys().await?;
    all.sort_by_key(|key| key.client);
    assert_eq!(all, [key(1, 7), key(2, u32::MAX)]);
    Ok(())
}

pub(super) async fn of_keys_in_conflict_none_is_put(engine: Arc<dyn Engine>) -> Outcome {
    engine.put_keys(vec![key(1, 1)]).await?;
    for refused in [vec![key(2, 1), key(1, 2)], vec![key(3, 1), key(3, 1)]] {
        assert!(is_conflict(&engine.put_keys(refused).await));
        assert_eq!(engine.keys().await?, [key(1, 1)]);
    }
    Ok(())
}

pub(super) async fn a_destroyed_key_is_gone_and_its_neighbours_stay(
    engine: Arc<dyn Engine>,
) -> Outcome {
    engine.put_keys(vec![key(1, 1), key(2, 1)]).await?;
    // Destroying what is not there is no fault: erasing must be safe to repeat.
    for _ in 0..2 {
        engine.destroy_key(client(1)).await?;
        assert_eq!(engine.key(client(1)).await?, None);
        assert_eq!(engine.keys().await?, [key(2, 1)]);
    }
    Ok(())
}
