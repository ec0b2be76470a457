//! However many come at once, no seat is given twice, and the others wait in order.

use std::collections::BTreeSet;

use domain::event::{Room, SeatState};
use storage::StoredSeat;
use tokio::task::JoinSet;
use uuid::Uuid;

use super::{form, host, published, typed};
use crate::testing::Bench;

/// Signs `people` up at once.
async fn rush(bench: &Bench, event: Uuid, people: usize) -> Vec<StoredSeat> {
    let mut signing_up = JoinSet::new();
    for number in 0..people {
        // More at once would only be told that too much waits.
        while signing_up.len() >= 128 {
            signing_up.join_next().await.unwrap().unwrap();
        }
        let service = bench.service.clone();
        signing_up.spawn(async move {
            let form = form(event, &format!("person{number}@example.dk"));
            service.take_seat(&form).await.unwrap();
        });
    }
    signing_up.join_all().await;
    bench.store.seats_of(&event).await.unwrap()
}

fn check(seats: &[StoredSeat], people: usize, capacity: usize) {
    assert_eq!(seats.len(), people, "nobody is lost");
    let places: BTreeSet<i64> = seats.iter().map(|seat| seat.place).collect();
    assert_eq!(places.len(), people, "each place is somebody's");
    let (held, queued) = seats.split_at(capacity);
    assert!(held.iter().all(|seat| seat.state == SeatState::Held));
    assert!(queued.iter().all(|seat| seat.state == SeatState::Queued));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rush_takes_each_seat_once() {
    let bench = Bench::open().await;
    let event = published(&bench.service, &host(&bench).await, &typed("7")).await;
    check(&rush(&bench, event, 60).await, 60, 7);
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "slow: ten thousand people; make prove runs it"]
async fn prove_that_ten_thousand_people_take_a_hundred_seats() {
    let bench = Bench::open().await;
    let event = published(&bench.service, &host(&bench).await, &typed("100")).await;
    check(&rush(&bench, event, 10_000).await, 10_000, 100);
    let stored = bench.store.event(&event).await.unwrap().unwrap();
    let room = bench.store.room(&stored).await.unwrap();
    let full = Room {
        capacity: Some(100),
        taken: 100,
        waiting: 0,
    };
    assert_eq!(room, full);
}
