//! The log: places, tiles and checkpoints.

use super::open;
use crate::databases::{Database, PostgresDatabase, SqliteFile, stories};
use crate::records::{Give, KeepCheckpoint, KeepTile, Number, consent};
use domain::canonical::Digest;
use domain::log::{LogKey, SignedCheckpoint, Tile, TileId};
use storage::PlacedLeaf;

stories!(
    leaves_get_their_places_by_time_and_id,
    each_place_is_given_once,
    a_tile_grows_and_a_day_keeps_its_largest_checkpoint,
);

fn ids(leaves: &[PlacedLeaf]) -> Vec<u128> {
    let id = |placed: &PlacedLeaf| placed.appended.id.as_u128();
    leaves.iter().map(id).collect()
}

async fn leaves_get_their_places_by_time_and_id(database: impl Database) {
    let store = open(&database).await;
    assert!(!store.leaf_waits().await.unwrap());
    for number in [5, 3, 9] {
        store.commit(Give(number)).await.unwrap();
    }
    assert!(store.leaf_waits().await.unwrap());
    let record = consent(3).record.id;
    let waiting = store.leaf_of_record(&record).await.unwrap().unwrap();
    assert_eq!(waiting.position, None);
    assert_eq!(store.commit(Number(2)).await.unwrap(), 2);
    store.commit(Give(1)).await.unwrap();
    assert_eq!(store.commit(Number(10)).await.unwrap(), 2);
    assert_eq!(store.commit(Number(10)).await.unwrap(), 0);
    assert_eq!(store.log_size().await.unwrap(), 4);
    assert!(!store.leaf_waits().await.unwrap());
    let leaves = store.placed_leaves(0, 10).await.unwrap();
    assert_eq!(ids(&leaves), [3, 5, 1, 9], "a place that was given stays");
    assert_eq!(ids(&store.placed_leaves(1, 3).await.unwrap()), [5, 1]);
    let placed = store.leaf_of_record(&record).await.unwrap().unwrap();
    assert_eq!(placed.position, Some(0));
}

async fn each_place_is_given_once(database: impl Database) {
    let store = open(&database).await;
    for number in 0..60 {
        store.commit(Give(number)).await.unwrap();
    }
    let mut numbering = tokio::task::JoinSet::new();
    for _ in 0..12 {
        let store = store.clone();
        numbering.spawn(async move { store.commit(Number(7)).await });
    }
    let given = numbering.join_all().await;
    let given: u64 = given.into_iter().map(|given| given.unwrap()).sum();
    assert_eq!(given, 60);
    let leaves = store.placed_leaves(0, 100).await.unwrap();
    assert_eq!(ids(&leaves), (0..60).collect::<Vec<_>>());
    assert!(
        (0..)
            .zip(&leaves)
            .all(|(place, leaf)| leaf.position == Some(place))
    );
}

async fn a_tile_grows_and_a_day_keeps_its_largest_checkpoint(database: impl Database) {
    let store = open(&database).await;
    let id = TileId { level: 1, index: 7 };
    let tile = |width: usize| Tile {
        id,
        hashes: vec![Digest([8; 32]); width],
    };
    assert_eq!(store.tile(id).await.unwrap(), None);
    for width in [1, 256] {
        store.commit(KeepTile(tile(width))).await.unwrap();
        assert_eq!(store.tile(id).await.unwrap(), Some(tile(width)));
    }
    let beyond = TileId {
        level: 0,
        index: u64::MAX,
    };
    assert_eq!(store.tile(beyond).await.unwrap(), None);

    let key = LogKey::from_seed("log", &[1; 32]).unwrap();
    let signed = |size, at: &str| {
        SignedCheckpoint::sign(size, Digest([9; 32]), 1, at.parse().unwrap(), &key).unwrap()
    };
    assert_eq!(store.latest_checkpoint().await.unwrap(), None);
    for (size, at, latest) in [
        (3, "2026-11-21T10:00:00Z", 3),
        (5, "2026-11-21T11:00:00Z", 5),
        (4, "2026-11-21T12:00:00Z", 5),
        (6, "2026-11-22T00:00:00Z", 6),
    ] {
        store
            .commit(KeepCheckpoint(signed(size, at)))
            .await
            .unwrap();
        let stored = store.latest_checkpoint().await.unwrap().unwrap();
        assert_eq!(stored.size, latest);
    }
}
