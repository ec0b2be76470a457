//! The service on PostgreSQL: several nodes on one database, a database that goes away and comes back, and what is
//! said when it cannot be used.

use std::process::Command;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crate::bench::{
    ASSOCIATION, Ask, BINARY, Bench, Browser, Place, PostgresDatabase, PostgresServer, Victim,
    accept_until_gone, exchange, hidden, kept_in, of_surface, refusal,
};

#[test]
fn what_is_chosen_at_one_node_stands_at_the_other() {
    let database = PostgresDatabase::fresh();
    let (one, other) = (Bench::on(database.url()), Bench::on(database.url()));
    let mut at_one = Browser::accepted(&one);
    let mut at_other = Browser::new(&other);
    at_other.cookies = at_one.cookies.clone();
    assert!(at_other.get("/").body.contains("<iframe"));
    at_other.choose("refuse", &[]);
    // The browser that still holds the yes is not believed any more.
    assert!(!at_one.get("/").body.contains("<iframe"));
    assert_eq!((one.leaves(), other.leaves()), (2, 2));
}

#[test]
fn a_form_sent_to_both_nodes_is_one_choice_with_one_code() {
    let database = PostgresDatabase::fresh();
    let (one, other) = (Bench::on(database.url()), Bench::on(database.url()));
    let form = Browser::new(&one).settings();
    let (mut at_one, mut at_other) = (Browser::new(&one), Browser::new(&other));
    let (first, second) = std::thread::scope(|scope| {
        let first = scope.spawn(|| at_one.post(&form, "accept", &[]).status);
        let second = scope.spawn(|| at_other.post(&form, "accept", &[]).status);
        (first.join().unwrap(), second.join().unwrap())
    });
    assert_eq!((first, second), (303, 303));
    assert_eq!(at_one.receipt(), at_other.receipt());
    assert_eq!(one.leaves(), 1);
}

#[test]
fn a_killed_node_loses_nothing_acknowledged_and_the_other_goes_on() {
    let database = PostgresDatabase::fresh();
    let place = Place::make(ASSOCIATION);
    place.give_keys();
    let on = ["--database", database.url()];
    let mut nodes = [Victim::start(&place, 1, &on), Victim::start(&place, 2, &on)];
    let page = exchange(nodes[0].addr, &Ask::get("/cookieindstillinger"));
    let hidden = hidden(of_surface(&page.body, "settings"));
    let (marks, over) = (AtomicU64::new(1), AtomicBool::new(false));
    let (before, after) = std::thread::scope(|scope| {
        let addrs = [nodes[0].addr, nodes[1].addr];
        let visit = |addr| {
            let (hidden, marks, over) = (&hidden, &marks, &over);
            let visit = move || scope.spawn(move || accept_until_gone(addr, hidden, marks, over));
            [visit(), visit(), visit()]
        };
        let [first, second] = addrs.map(visit);
        for (node, choices) in nodes.iter_mut().zip([40, 120]) {
            // A minute at the most, however slow the machine.
            for _ in 0..6000 {
                if marks.load(Ordering::Relaxed) >= choices {
                    break;
                }
                std::thread::sleep(Duration::from_millis(10));
            }
            node.kill();
        }
        let codes = |visitors: [std::thread::ScopedJoinHandle<'_, Vec<String>>; 3]| {
            visitors.map(|visitor| visitor.join().unwrap()).concat()
        };
        (codes(first), codes(second))
    });
    assert!(before.len() > 3, "the first did some work before its end");
    assert!(after.len() > before.len(), "the second went on");
    let third = Victim::start(&place, 3, &on);
    assert!(third.leaves() >= before.len() + after.len());
    for code in before.iter().chain(&after) {
        let find = Ask::receipt("find", code);
        let found = exchange(third.addr, &find);
        assert_eq!(found.status, 200, "an acknowledged choice is gone");
    }
}

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "how long recovery takes is what is tested"
)]
fn without_its_database_it_says_so_and_recovers_by_itself() {
    let server = PostgresServer::start();
    let bench = Bench::on(&server.url);
    let form = Browser::new(&bench).settings();
    server.stop();
    let asked = Instant::now();
    let ready = bench.get("/readyz");
    assert_eq!(ready.status, 503);
    assert!(ready.header("retry-after").is_some());
    assert!(asked.elapsed() < Duration::from_secs(4));
    assert_eq!(bench.get("/healthz").status, 200);
    assert_eq!(bench.get("/privatliv").status, 200);
    let mut browser = Browser::new(&bench);
    let yes = browser.post(&form, "accept", &[]);
    assert_eq!(yes.status, 503);
    assert!(yes.header("retry-after").is_some() && browser.cookies.is_empty());
    let no = Browser::new(&bench).post(&form, "refuse", &[]);
    assert_eq!(no.status, 303, "a refusal goes through");
    server.start_again();
    let back = Instant::now();
    while bench.get("/readyz").status != 200 {}
    assert!(back.elapsed() < Duration::from_secs(2));
    assert_eq!(browser.post(&form, "accept", &[]).status, 303);
    assert_eq!(bench.leaves(), 1);
}

#[test]
fn without_a_given_root_key_it_does_not_start_and_says_how_to_make_one() {
    let database = PostgresDatabase::fresh();
    let place = Place::make(ASSOCIATION);
    let told = refusal(&place, &kept_in(database.url()));
    assert!(
        told.contains("root.key") && told.contains("every node"),
        "{told}"
    );
    place.give_keys();
    let elsewhere = "postgres://user:secret@127.0.0.1:1/samtykke";
    let told = refusal(&place, &kept_in(elsewhere));
    assert!(told.contains("SAMTYKKE_DATABASE"), "{told}");
    assert!(!told.contains("secret"), "{told}");
}

#[test]
fn the_demo_fills_an_empty_database_once() {
    let database = PostgresDatabase::fresh();
    let place = Place::make(ASSOCIATION);
    place.give_keys();
    std::fs::remove_file(place.register()).unwrap();
    let demo = || {
        let mut demo = Command::new(BINARY);
        demo.current_dir(place.folder()).env_clear();
        let on = kept_in(database.url());
        demo.envs(place.variables(&on)).arg("demo");
        demo
    };
    let filled = demo().output().unwrap();
    assert!(filled.status.success(), "{filled:?}");
    std::fs::remove_file(place.register()).unwrap();
    let again = demo().output().unwrap();
    let told = String::from_utf8_lossy(&again.stderr);
    assert!(
        !again.status.success() && told.contains("holds data already"),
        "{told}"
    );
}
