//! More people than there are seats, all at once, at two processes that share a database: no seat is given twice, nobody
//! is lost, and those who wait stand in the order they came in.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicU32, Ordering};

use sqlx::{Connection as _, PgConnection};

use crate::bench::host::typed;
use crate::bench::{ASSOCIATION, Answer, Ask, Bench, Place, PostgresDatabase, Victim, exchange};

const SEATS: u32 = 100;
/// How many wait for an answer at the same time.
const AT_ONCE: u32 = 64;

/// What stands of an event: how many seats are kept, how many people wait to be confirmed without one, and whether each
/// who has a seat came before each who has none.
#[derive(Debug, PartialEq, Eq)]
struct Stands {
    held: i64,
    queued: i64,
    places: i64,
    last_held: i64,
}

fn stands(database: &PostgresDatabase) -> Stands {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let mut connection = PgConnection::connect(database.url()).await.unwrap();
        let (held, queued, places, last_held) = sqlx::query_as(
            "SELECT count(*) FILTER (WHERE state = 'held'), count(*) FILTER (WHERE state = 'queued'), \
             count(DISTINCT place), max(place) FILTER (WHERE state = 'held') FROM seat",
        )
        .fetch_one(&mut connection)
        .await
        .unwrap();
        connection.close().await.unwrap();
        Stands {
            held,
            queued,
            places,
            last_held,
        }
    })
}

/// Signs up, and again for as long as too much waits.
fn sign_up(addr: SocketAddr, event: &str, number: u32) -> Answer {
    let email = format!("person{number}@example.dk");
    let ask = Ask::form(
        event,
        &[("name", "Anna Bech"), ("email", &email), ("phone", "")],
    );
    loop {
        let answer = exchange(addr, &ask);
        if answer.status != 503 {
            return answer;
        }
    }
}

fn rush(people: u32) {
    let database = PostgresDatabase::fresh();
    let bench = Bench::on(database.url());
    let seats = SEATS.to_string();
    let event = typed("Julecafé", "2026-12-07T19:00", "2026-12-07T21:30");
    let event = [&event[..], &[("capacity", &*seats)]].concat();
    let (_, event) = bench.host().publishes(&event);
    let place = Place::make(ASSOCIATION);
    place.give_keys();
    let on = ["--database", database.url()];
    let nodes = [2, 3].map(|seed| Victim::start(&place, seed, &on));
    let next = AtomicU32::new(0);
    std::thread::scope(|scope| {
        for visitor in 0..AT_ONCE {
            let addr = nodes[visitor as usize % nodes.len()].addr;
            let (next, event) = (&next, &event);
            scope.spawn(move || {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= people {
                        return;
                    }
                    let answer = sign_up(addr, event, number);
                    assert_eq!(answer.status, 303, "{}", answer.body);
                }
            });
        }
    });
    let expected = Stands {
        held: SEATS.into(),
        queued: (people - SEATS).into(),
        places: people.into(),
        last_held: SEATS.into(),
    };
    assert_eq!(stands(&database), expected);
}

#[test]
fn a_rush_at_two_processes_takes_each_seat_once() {
    rush(150);
}

#[test]
#[ignore = "slow: ten thousand people; make prove runs it"]
fn prove_that_ten_thousand_people_at_two_processes_take_a_hundred_seats() {
    rush(10_000);
}
