//! The power goes in the middle of the work, again and again: what was acknowledged is on the disk. A control arm, the
//! same program where nothing is really synced, must lose some, or the test would prove nothing.

use std::path::PathBuf;
use std::process::Command;
use std::sync::atomic::Ordering;
use std::time::Duration;

use crate::bench::{
    ASSOCIATION, Disk, FileSystem, Place, PostgresServer, VISITORS, Victim, Visitors,
    sample_or_full,
};

/// A database on a disk whose power goes.
enum Database {
    /// A file, with everything else of the service beside it.
    Sqlite {
        data: PathBuf,
        /// Every sync is answered at once and does nothing.
        pretends_to_sync: bool,
    },
    Postgres(PostgresServer),
}

#[derive(Clone, Copy, Debug)]
enum Kind {
    Sqlite,
    SqliteUnsynced,
    Postgres,
    PostgresUnsynced,
}

impl Kind {
    fn make(self, disk: &Disk) -> Database {
        let folder = disk.folder().join("postgres");
        let made = match self {
            Self::Postgres => Database::Postgres(PostgresServer::start_in(&folder, &[])),
            Self::PostgresUnsynced => {
                Database::Postgres(PostgresServer::start_in(&folder, &["-c", "fsync=off"]))
            }
            Self::Sqlite | Self::SqliteUnsynced => Database::Sqlite {
                data: disk.folder().join("data"),
                pretends_to_sync: matches!(self, Self::SqliteUnsynced),
            },
        };
        disk.sync();
        made
    }
}

impl Database {
    fn victim(&self, place: &Place, seed: u64) -> Option<Victim> {
        match self {
            Self::Sqlite {
                data,
                pretends_to_sync,
            } => {
                let mut command = Victim::command(place, data, seed);
                if *pretends_to_sync {
                    command.env("LD_PRELOAD", "libeatmydata.so");
                }
                Victim::spawn(&mut command)
            }
            Self::Postgres(server) => {
                let mut command = Victim::command(place, &place.data(), seed);
                Victim::spawn(command.args(["--database", &server.url]))
            }
        }
    }

    /// Cuts the power of the disk and of everything that runs.
    fn cut(&self, disk: &Disk, victim: &mut Victim) {
        let server = match self {
            Self::Sqlite { .. } => None,
            Self::Postgres(server) => Some(server.process()),
        };
        disk.cut();
        victim.kill();
        if let Some(process) = server {
            kill_with_children(process);
        }
    }

    /// Whether it can be read again.
    fn starts_again(&self) -> bool {
        match self {
            Self::Sqlite { .. } => true,
            Self::Postgres(server) => server.starts_after_a_power_cut(),
        }
    }
}

/// Ends the process and its children, and returns once they are gone: a disk that is in use cannot be taken away.
fn kill_with_children(process: u32) {
    // Stopped first, it makes no more of them.
    signal("-STOP", process);
    while !is_stopped(process) {
        std::thread::sleep(Duration::from_millis(1));
    }
    let children = std::fs::read_to_string(format!("/proc/{process}/task/{process}/children"));
    let children = children.unwrap();
    let children = children.split_whitespace().map(|id| id.parse().unwrap());
    let all: Vec<u32> = children.chain([process]).collect();
    for process in &all {
        signal("-KILL", *process);
    }
    // Its folder is the last that a process lets go of, after its files.
    let runs = |process: &u32| std::fs::read_link(format!("/proc/{process}/cwd")).is_ok();
    while all.iter().any(runs) {
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// Whether the process does nothing more: it is stopped, or gone (proc_pid_stat(5)).
fn is_stopped(process: u32) -> bool {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    let after_name = stat.rsplit(") ").next().unwrap_or_default();
    matches!(after_name.chars().next(), None | Some('T' | 'Z' | 'X'))
}

/// Does nothing to a process that is gone already.
fn signal(which: &str, process: u32) {
    let mut kill = Command::new("kill");
    let _gone = kill.args([which, &process.to_string()]).output();
}

/// Acknowledged and lost, after as many power cuts as `cuts`.
#[derive(Debug, Default)]
struct Outcome {
    acknowledged: usize,
    lost: usize,
}

fn cut_the_power(system: FileSystem, kind: Kind, cuts: u64) -> Outcome {
    let mut outcome = Outcome::default();
    for cut in 0..cuts {
        let place = Place::make(ASSOCIATION);
        let disk = Disk::make(system);
        let database = kind.make(&disk);
        let mut visitors = Visitors::new();
        let mut victim = database.victim(&place, cut).expect("it starts");
        visitors.accept_while(&mut victim, |victim, over| {
            std::thread::sleep(Duration::from_millis(400 + 53 * (cut % 7)));
            // Without power nothing answers any more. Here the program lives on for a moment, and a sync that the cut
            // meets half-way may return as if it were done.
            over.store(true, Ordering::SeqCst);
            database.cut(&disk, victim);
        });
        disk.start_again();
        outcome.acknowledged += visitors.acknowledged.len();
        outcome.lost += lost(&database, &place, &visitors, cuts + cut);
    }
    println!("{system:?}, {kind:?}, {cuts} power cuts: {outcome:?}");
    outcome
}

/// A database that does not even open has lost everything.
fn lost(database: &Database, place: &Place, visitors: &Visitors, seed: u64) -> usize {
    let all = visitors.acknowledged.len();
    if !database.starts_again() {
        return all;
    }
    let victim = database.victim(place, seed);
    victim.map_or(all, |victim| visitors.lost(&victim))
}

fn prove(system: FileSystem, kind: Kind, unsynced: Kind) {
    let (cuts, control_cuts) = sample_or_full((3, 1), (75, 10));
    let outcome = cut_the_power(system, kind, cuts);
    assert!(
        outcome.acknowledged > VISITORS,
        "it did some work between the cuts"
    );
    assert_eq!(outcome.lost, 0, "acknowledged and lost to a power cut");
    let control = cut_the_power(system, unsynced, control_cuts);
    assert!(
        control.lost > 0,
        "without syncing, a power cut must lose something"
    );
}

#[test]
#[ignore = "a proof of minutes that mounts disks: run by `make prove`"]
fn prove_no_acknowledged_choice_is_lost_to_a_power_cut_on_ext4() {
    prove(FileSystem::Ext4, Kind::Sqlite, Kind::SqliteUnsynced);
}

#[test]
#[ignore = "a proof of minutes that mounts disks: run by `make prove`"]
fn prove_no_acknowledged_choice_is_lost_to_a_power_cut_on_xfs() {
    prove(FileSystem::Xfs, Kind::Sqlite, Kind::SqliteUnsynced);
}

#[test]
#[ignore = "a proof of minutes that mounts disks: run by `make prove`"]
fn prove_no_acknowledged_choice_is_lost_to_a_power_cut_of_postgresql_on_ext4() {
    prove(FileSystem::Ext4, Kind::Postgres, Kind::PostgresUnsynced);
}

#[test]
#[ignore = "a proof of minutes that mounts disks: run by `make prove`"]
fn prove_no_acknowledged_choice_is_lost_to_a_power_cut_of_postgresql_on_xfs() {
    prove(FileSystem::Xfs, Kind::Postgres, Kind::PostgresUnsynced);
}
