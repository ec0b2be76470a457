//! The process is killed in the middle of its work, again and again: what it acknowledged is there afterwards, once,
//! with its leaf. (That the disk has it too, a power cut must show; a kill cannot.)

use std::time::Duration;

use crate::bench::{ASSOCIATION, Place, VISITORS, Victim, Visitors, sample_or_full};

#[test]
#[ignore = "a proof of a minute: run by `make prove`"]
fn prove_no_acknowledged_choice_is_lost_to_a_kill() {
    let rounds = sample_or_full(20, 1000);
    let place = Place::make(ASSOCIATION);
    let mut visitors = Visitors::new();
    for round in 0..rounds {
        let mut victim = Victim::start(&place, round, &[]);
        visitors.accept_while(&mut victim, |victim, _| {
            std::thread::sleep(Duration::from_millis(50 + 37 * (round % 11)));
            victim.kill();
        });
    }
    let acknowledged = visitors.acknowledged.len();
    assert!(
        acknowledged > VISITORS,
        "the server did some work between the kills"
    );
    let victim = Victim::start(&place, rounds, &[]);
    let leaves = victim.leaves();
    println!("{rounds} kills, {acknowledged} acknowledged, {leaves} stored");
    // What was stored and not acknowledged any more is allowed; the other way round is not.
    assert!(leaves >= acknowledged);
    assert_eq!(visitors.lost(&victim), 0);
}
