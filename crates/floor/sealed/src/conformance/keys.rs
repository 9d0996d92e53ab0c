//! The key store: what is destroyed stays destroyed, and nothing is put over a key.

use super::{Outcome, client, is_conflict};
use crate::engine::{Engine, KeysAnew, WrappedKey};
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
    let newest = u32::MAX;
    engine
        .put_keys(vec![key(2, newest), key(1, newest)])
        .await?;
    engine.put_keys(Vec::new()).await?;
    assert_eq!(engine.key(client(1)).await?, Some(key(1, newest)));
    assert_eq!(sorted(&*engine).await?, [key(1, newest), key(2, newest)]);
    Ok(())
}

pub(super) async fn of_keys_in_conflict_none_is_put(engine: Arc<dyn Engine>) -> Outcome {
    engine.put_keys(vec![key(1, 1)]).await?;
    for refused in [
        vec![key(2, 1), key(1, 1)],
        vec![key(3, 1), key(3, 1)],
        // Under another root key than what is there, or than each other.
        vec![key(2, 2)],
        vec![key(2, 1), key(3, 2)],
    ] {
        assert!(is_conflict(&engine.put_keys(refused).await));
        assert_eq!(engine.keys().await?, [key(1, 1)]);
    }
    Ok(())
}

async fn sorted(engine: &dyn Engine) -> Result<Vec<WrappedKey>, crate::engine::EngineFault> {
    let mut all = engine.keys().await?;
    all.sort_by_key(|key| key.client);
    Ok(all)
}

pub(super) async fn a_key_store_is_replaced_whole_or_not_at_all(
    engine: Arc<dyn Engine>,
) -> Outcome {
    let before = [key(1, 1), key(2, 1), key(3, 1)];
    engine.put_keys(before.to_vec()).await?;
    let anew = |keys: &[u8], gone: &[u8]| KeysAnew {
        keys: keys.iter().map(|n| key(*n, 2)).collect(),
        gone: gone.iter().map(|n| client(*n)).collect(),
    };
    // One too few, one that is not there, one twice, one that stays and goes.
    for refused in [
        anew(&[1, 2], &[]),
        anew(&[1, 2, 3, 4], &[]),
        anew(&[1, 2, 2], &[3]),
        anew(&[1, 2, 3], &[3]),
    ] {
        assert!(is_conflict(&engine.replace_keys(refused).await));
        assert_eq!(sorted(&*engine).await?, before);
    }
    // Erasing is safe to repeat, so someone who is gone may go again.
    engine.replace_keys(anew(&[1, 3], &[2, 9])).await?;
    assert_eq!(sorted(&*engine).await?, [key(1, 2), key(3, 2)]);
    assert!(is_conflict(&engine.put_keys(vec![key(4, 1)]).await));
    engine.put_keys(vec![key(4, 2)]).await?;
    assert_eq!(engine.key(client(2)).await?, None);
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
