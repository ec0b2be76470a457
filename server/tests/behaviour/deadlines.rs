//! `samtykke deadline`, and the file of vectors that it and others are held to.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

use crate::bench::{ASSOCIATION, Place, run};

fn deadline(place: &Place, arguments: &[&str]) -> Output {
    run(place, &[&["deadline"], arguments].concat())
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn the_program_counts_as_the_vectors_do() {
    let place = Place::make(ASSOCIATION);
    let file = include_str!("../../../domain/tests/vectors/deadlines.json");
    let file: Value = serde_json::from_str(file).unwrap();
    let vectors = file["vectors"].as_array().unwrap().iter();
    // Each tenth, since each is a process; the command's own tests ask all of them.
    let mut asked = 0;
    for vector in vectors
        .filter(|vector| vector["kind"] == "first_month")
        .step_by(10)
    {
        if !vector["today"].is_null() {
            continue;
        }
        let received = vector["received"].as_str().unwrap();
        let pauses: Vec<String> = vector["pauses"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|pause| {
                let day = |name: &str| pause[name].as_str().unwrap();
                format!("--pause={}..{}", day("from"), day("to"))
            })
            .collect();
        let pauses: Vec<&str> = pauses.iter().map(String::as_str).collect();
        let told = deadline(
            &place,
            &[&["--received", received, "--json"], &pauses[..]].concat(),
        );
        let told: Value = serde_json::from_slice(&told.stdout).unwrap();
        assert_eq!(told["due"], vector["due"], "{vector}");
        assert_eq!(told["unpaused"], vector["unpaused"], "{vector}");
        asked += 1;
    }
    assert!(asked >= 20, "{asked}");
    let told = deadline(&place, &["--received", "2026-03-05"]);
    assert!(text(&told.stdout).starts_with("Frist: tirsdag den 7. april 2026\n"));
}

#[test]
fn what_cannot_be_counted_names_the_flag_and_the_remedy() {
    let place = Place::make(ASSOCIATION);
    let received = &["--received", "2026-03-05"][..];
    for (arguments, flag, remedy) in [
        (&[][..], "--received", "--received <DATE>"),
        (
            &["--received", "5/3 2026"],
            "--received",
            "write it as 2026-03-05",
        ),
        (
            &["--received", "2026-02-29"],
            "--received",
            "write it as 2026-03-05",
        ),
        (&["--received", "0206-03-05"], "--received", "2000 to 2099"),
        (&["--pause", "2026-03-10"], "--pause", "write FROM..TO"),
        (&["--pause", "2026-03-10..10"], "--pause", "write it as"),
        (
            &["--pause", "2026-03-10..2026-03-09"],
            "--pause",
            "write the earlier day first",
        ),
        (&["--pause", "2026-03-10.."], "--pause", "--today DATE"),
        (&["--promise", "0"], "--promise", "1..=250"),
    ] {
        let mut asked = arguments.to_vec();
        if !arguments.is_empty() && arguments[0] != "--received" {
            asked.extend(received);
        }
        let refused = deadline(&place, &asked);
        assert!(!refused.status.success(), "{asked:?}");
        let errors = text(&refused.stderr);
        assert!(errors.contains(flag), "{errors}");
        assert!(errors.contains(remedy), "{errors}");
    }
}

#[test]
fn the_vectors_are_what_the_independent_program_writes() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let folder = root.join("domain/tests/vectors");
    let written = Command::new(root.join(".tools/venv/bin/python"))
        .arg(folder.join("deadlines.py"))
        .output()
        .expect("Python and its packages are installed; remedy: make setup-tests");
    assert!(written.status.success(), "{}", text(&written.stderr));
    let kept = std::fs::read_to_string(folder.join("deadlines.json")).unwrap();
    // Not compared as a whole by `assert_eq`, which would print both.
    let written = text(&written.stdout);
    let different = written
        .lines()
        .zip(kept.lines())
        .find(|(new, old)| new != old);
    assert_eq!(different, None);
    assert_eq!(written.len(), kept.len());
}
