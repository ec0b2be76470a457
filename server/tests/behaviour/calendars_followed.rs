//! Our calendars in the programs that people have: a CalDAV server takes them, and one that follows them learns of what
//! was moved and cancelled.

use std::io::{BufRead as _, BufReader, Lines, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use jiff::SignedDuration;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::bench::Bench;
use crate::bench::host::typed;

/// The programs that follow.
struct Follower {
    child: Child,
    says: ChildStdin,
    answers: Lines<BufReader<ChildStdout>>,
    folder: TempDir,
}

impl Follower {
    fn of(feed: &str) -> Self {
        let folder = TempDir::new().unwrap();
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let mut child = Command::new(root.join(".tools/venv/bin/python"))
            .arg(root.join("end2end/oracle/calendar_follows.py"))
            .arg(feed)
            .arg(folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("Python and its packages are installed; remedy: make setup-tests");
        Self {
            says: child.stdin.take().unwrap(),
            answers: BufReader::new(child.stdout.take().unwrap()).lines(),
            child,
            folder,
        }
    }

    /// Does what `line` says, and gives the events that are kept then.
    #[track_caller]
    fn does(&mut self, line: &str) -> Value {
        writeln!(self.says, "{line}").unwrap();
        let answer = self.answers.next().expect("the programs do it").unwrap();
        serde_json::from_str(&answer).unwrap()
    }

    fn ends(mut self) {
        drop(self.says);
        assert!(self.child.wait().unwrap().success());
    }
}

fn event(title: &str, starts: &str, status: &str, sequence: u32) -> Value {
    json!({"title": title, "starts": starts, "status": status, "sequence": sequence})
}

#[test]
fn a_move_and_a_cancellation_arrive_where_events_are_followed() {
    let bench = Bench::open();
    let mut host = bench.host();
    let dance = typed("Dans", "2027-03-27T23:00", "2027-03-28T04:00");
    let (dance_own, dance_public) = host.publishes(&dance);
    let talk = typed("Foredrag", "2026-12-08T19:00", "2026-12-08T21:30");
    let (talk_own, _) = host.publishes(&talk);
    let mut follower = Follower::of(&format!("http://{}/feeds/events.ics", bench.addr));
    let dance_kept = event("Dans", "2027-03-27T23:00", "CONFIRMED", 0);
    let talk_kept = event("Foredrag", "2026-12-08T19:00", "CONFIRMED", 0);
    assert_eq!(follower.does("follow"), json!([dance_kept, talk_kept]));

    bench.wait(SignedDuration::from_mins(5));
    let moved = typed("Foredrag", "2026-12-09T18:00", "2026-12-09T20:30");
    host.acts(&talk_own, "save", &moved);
    host.acts(&dance_own, "cancel", &dance);
    let dance_gone = event("Dans", "2027-03-27T23:00", "CANCELLED", 1);
    let talk_moved = event("Foredrag", "2026-12-09T18:00", "CONFIRMED", 1);
    assert_eq!(follower.does("follow"), json!([dance_gone, talk_moved]));
    assert_eq!(
        follower.does("follow"),
        json!([dance_gone, talk_moved]),
        "and stays so"
    );

    // Handed over by hand, as a whole and one by one.
    for (name, path, expected) in [
        (
            "feed.ics",
            "/feeds/events.ics",
            json!([dance_gone, talk_moved]),
        ),
        (
            "one.ics",
            &*format!("{dance_public}/kalender.ics"),
            json!([dance_gone]),
        ),
    ] {
        let calendar = bench.get(path);
        std::fs::write(follower.folder.path().join(name), calendar.bytes()).unwrap();
        assert_eq!(follower.does(&format!("keep {name}")), expected, "{name}");
    }
    follower.ends();
}
