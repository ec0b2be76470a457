//! The power goes in the middle of the work, again and again: what was acknowledged is on the disk. A control arm, the
//! same program with a C library that only pretends to sync, must lose some, or the test would prove nothing.

use std::time::Duration;

use crate::bench::{
    ASSOCIATION, Disk, FileSystem, Place, VISITORS, Victim, Visitors, sample_or_full,
};

/// Answers every sync at once and does nothing.
const PRETENDS_TO_SYNC: (&str, &str) = ("LD_PRELOAD", "libeatmydata.so");

/// Acknowledged and lost, after as many power cuts as `cuts`.
#[derive(Debug, Default)]
struct Outcome {
    acknowledged: usize,
    lost: usize,
}

fn cut_the_power(system: FileSystem, cuts: u64, variables: &[(&str, &str)]) -> Outcome {
    let mut outcome = Outcome::default();
    for cut in 0..cuts {
        let place = Place::make(ASSOCIATION);
        let disk = Disk::make(system);
        let data = disk.folder().join("data");
        let mut visitors = Visitors::new();
        let mut command = Victim::command(&place, &data, cut);
        let started = Victim::spawn(command.envs(variables.iter().copied()));
        let mut victim = started.expect("it starts");
        visitors.accept_while(&mut victim, |victim| {
            std::thread::sleep(Duration::from_millis(150 + 53 * (cut % 7)));
            disk.cut();
            victim.kill();
        });
        disk.start_again();
        outcome.acknowledged += visitors.acknowledged.len();
        outcome.lost += lost(&place, &data, &visitors, cuts + cut);
    }
    println!("{system:?}, {cuts} power cuts: {outcome:?}");
    outcome
}

/// A database that does not even open has lost everything.
fn lost(place: &Place, data: &std::path::Path, visitors: &Visitors, seed: u64) -> usize {
    match Victim::spawn(&mut Victim::command(place, data, seed)) {
        Some(victim) => visitors.lost(&victim),
        None => visitors.acknowledged.len(),
    }
}

fn prove(system: FileSystem) {
    let (cuts, control_cuts) = sample_or_full((4, 1), (75, 10));
    let outcome = cut_the_power(system, cuts, &[]);
    assert!(
        outcome.acknowledged > VISITORS,
        "it did some work between the cuts"
    );
    assert_eq!(outcome.lost, 0, "acknowledged and lost to a power cut");
    let control = cut_the_power(system, control_cuts, &[PRETENDS_TO_SYNC]);
    assert!(
        control.lost > 0,
        "without syncing, a power cut must lose something"
    );
}

#[test]
#[ignore = "a proof of minutes that mounts disks: run by `make prove`"]
fn prove_no_acknowledged_choice_is_lost_to_a_power_cut_on_ext4() {
    prove(FileSystem::Ext4);
}

#[test]
#[ignore = "a proof of minutes that mounts disks: run by `make prove`"]
fn prove_no_acknowledged_choice_is_lost_to_a_power_cut_on_xfs() {
    prove(FileSystem::Xfs);
}
