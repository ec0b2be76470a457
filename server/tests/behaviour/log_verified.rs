//! `samtykke log verify` and `samtykke receipt verify`, as an administrator and a stranger run them.

use std::path::Path;
use std::process::Output;

use crate::bench::{ASSOCIATION, Ask, Bench, Browser, Place, Plan, run, sql_in};
use crate::log_kept::{append, key};

fn said(output: &Output) -> String {
    let (out, err) = (&output.stdout, &output.stderr);
    format!(
        "{}{}",
        String::from_utf8_lossy(out),
        String::from_utf8_lossy(err)
    )
}

#[track_caller]
fn holds(place: &Place, arguments: &[&str]) -> String {
    let output = run(place, arguments);
    assert!(output.status.success(), "{}", said(&output));
    said(&output)
}

#[track_caller]
fn fails(place: &Place, arguments: &[&str]) -> String {
    let output = run(place, arguments);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    said(&output)
}

/// A service that stopped after a yes, its end, another yes and 300 leaves; the codes it gave.
fn stopped() -> (Place, Vec<String>) {
    let bench = Bench::open();
    let mut codes = Vec::new();
    for _ in 0..2 {
        let browser = Browser::accepted(&bench);
        codes.push(browser.receipt().unwrap().to_owned());
    }
    bench.send(&Ask::receipt("withdraw", &codes[0]));
    append(&bench, 1..301);
    bench.signed();
    (bench.halt(), codes)
}

#[test]
fn a_log_that_nobody_touched_holds_while_serving_and_after() {
    let bench = Bench::open();
    append(&bench, 1..301);
    bench.signed();
    let words = holds(&bench.place, &["log", "verify"]);
    assert!(words.contains("300 leaves with a place"), "{words}");
    assert!(words.contains("covered: 300 leaves"), "{words}");
    let place = bench.halt();
    assert!(holds(&place, &["log", "verify"]).contains("nothing is wrong"));
}

#[test]
fn an_erased_record_is_told_from_a_lost_one() {
    let bench = Bench::open();
    let browser = Browser::accepted(&bench);
    let code = browser.receipt().unwrap().to_owned();
    bench.send(&Ask::receipt("withdraw", &code));
    bench.move_clock("2030-01-01T12:00:00Z");
    bench.sweep();
    bench.signed();
    let place = bench.halt();
    let words = holds(&place, &["log", "verify"]);
    assert!(words.contains("1 records open"), "{words}");
    assert!(
        words.contains("2 records were erased, as the log says"),
        "{words}"
    );
}

#[test]
fn without_the_keys_sealed_records_are_counted_and_stay_closed() {
    let (place, _) = stopped();
    holds(&place, &["log", "verify"]);
    std::fs::remove_file(place.data().join("keys.db")).unwrap();
    let words = holds(&place, &["log", "verify"]);
    assert!(words.contains("note: 3 records are sealed"), "{words}");
    assert!(words.contains("300 records open"), "{words}");
}

#[test]
fn a_record_whose_key_never_was_is_named() {
    let (place, _) = stopped();
    sql_in(&place.data().join("keys.db"), "DELETE FROM data_key");
    let words = fails(&place, &["log", "verify"]);
    assert!(
        words.contains("with a key that this key store never had"),
        "{words}"
    );
}

#[test]
fn a_rotated_log_is_followed_from_the_key_before() {
    let bench = Bench::open();
    append(&bench, 1..11);
    let old = bench.get("/log/key").body;
    let receipt_of_old = bench.place.folder().join("kvittering.json");
    let browser = Browser::accepted(&bench);
    let code = browser.receipt().unwrap().to_owned();
    bench.signed();
    save_receipt(&bench, &code, &receipt_of_old);
    holds(&bench.place, &["keys", "rotate", "--only", "signing"]);
    let words = bench.signed();
    assert_eq!(words.lines().nth(1), Some("12"), "the change has its leaf");
    let all = bench.get("/log/key").body;
    assert_eq!(all.lines().nth(1), old.lines().next());
    let place = bench.halt();
    let words = holds(&place, &["log", "verify"]);
    assert!(words.contains("12 records open"), "{words}");
    holds(&place, &["log", "verify", "--key", old.trim_end()]);
    let keys = place.folder().join("keys.txt");
    std::fs::write(&keys, &all).unwrap();
    let (keys, receipt) = (keys.to_str().unwrap(), receipt_of_old.to_str().unwrap());
    holds(&place, &["receipt", "verify", receipt, "--key", keys]);
    let newest = all.lines().next().unwrap();
    fails(&place, &["receipt", "verify", receipt, "--key", newest]);
    // Who has the database and no key cannot put another key in.
    let foreign = domain::log::LogKey::from_seed("samtykke/other", &[9; 32]).unwrap();
    let foreign = foreign.public().to_string();
    let words = fails(&place, &["log", "verify", "--key", &foreign]);
    assert!(words.contains("another key"), "{words}");
}

#[test]
fn a_log_is_checked_with_another_s_checkpoint_and_key() {
    let bench = Bench::open();
    append(&bench, 1..11);
    let (note, key) = (bench.signed(), key(&bench).to_string());
    let place = bench.halt();
    let kept = place.folder().join("kept.txt");
    std::fs::write(&kept, note).unwrap();
    std::fs::remove_file(place.data().join("signing.key")).unwrap();
    let kept = kept.to_str().unwrap();
    let words = fails(&place, &["log", "verify"]);
    assert!(words.contains("--key"), "{words}");
    holds(
        &place,
        &["log", "verify", "--key", &key, "--checkpoint", kept],
    );
    // Cut off with everything in the data folder that shows it.
    sql_in(
        &place.database(),
        "DELETE FROM leaf WHERE position = 9; DELETE FROM checkpoint; DELETE FROM tile; UPDATE log_head SET size = 9",
    );
    std::fs::remove_dir_all(place.data().join("checkpoints")).unwrap();
    let words = fails(
        &place,
        &["log", "verify", "--key", &key, "--checkpoint", kept],
    );
    assert!(
        words.contains("covers 10 leaves, and the log has 9"),
        "{words}"
    );
}

#[test]
fn what_is_wrong_is_named_with_its_place() {
    for (statement, words) in [
        (
            "UPDATE leaf SET commitment = zeroblob(32) WHERE position = 7",
            "from leaf 7 on",
        ),
        ("DELETE FROM leaf WHERE position = 7", "leaf 7 is missing"),
        (
            "DELETE FROM leaf WHERE position = 302",
            "covers 303 leaves, and the log has 302",
        ),
        (
            "UPDATE tile SET hashes = zeroblob(8192) WHERE level = 0 AND place = 0",
            "tile 0 of level 0",
        ),
        (
            "DELETE FROM tile WHERE level = 1",
            "tile 0 of level 1 is missing",
        ),
        (
            "INSERT INTO tile VALUES (3, 0, zeroblob(32))",
            "there are 4 tiles",
        ),
        ("UPDATE log_head SET size = 302", "says 302 leaves, and 303"),
        ("UPDATE checkpoint SET note = x'00'", "cannot be relied on"),
        (
            "UPDATE checkpoint SET size = 1",
            "another epoch, day or size",
        ),
        (
            "DELETE FROM checkpoint",
            "the database lacks the checkpoint",
        ),
        (
            "UPDATE consent SET evidence = zeroblob(300) WHERE ended_at IS NOT NULL",
            "is not the one that was logged",
        ),
        (
            "UPDATE consent_end SET evidence = zeroblob(300)",
            "is not the one that was logged",
        ),
        (
            "UPDATE erasure SET r = zeroblob(32) WHERE id = (SELECT min(id) FROM erasure)",
            "is not the one that was logged",
        ),
        (
            "DELETE FROM consent_end",
            "is gone, and no erasure in the log says so",
        ),
        (
            "DELETE FROM erasure WHERE id = (SELECT min(id) FROM erasure)",
            "is gone, and no erasure in the log says so",
        ),
        (
            "UPDATE consent SET ended_at = NULL, ended_reason = NULL",
            "1 consents are marked",
        ),
        (
            "DELETE FROM leaf WHERE position >= 301",
            "covers 303 leaves, and the log has 301",
        ),
    ] {
        let (place, codes) = stopped();
        holds(&place, &["log", "verify"]);
        sql_in(&place.database(), statement);
        let said = fails(&place, &["log", "verify"]);
        assert!(said.contains(words), "{statement}: {said}");
        assert!(codes.iter().all(|code| !said.contains(code.as_str())));
        assert!(!said.contains("given_at"), "{said}");
    }
}

#[test]
fn what_cannot_be_checked_is_refused_with_the_remedy() {
    let place = Place::make(ASSOCIATION);
    assert!(fails(&place, &["log", "verify"]).contains("signing.key"));
    assert!(!place.database().exists(), "checking makes nothing");
    let (place, _) = stopped();
    assert!(fails(&place, &["log", "verify", "--key", "nonsense"]).contains("/log/key"));
    assert!(fails(&place, &["log", "verify", "--checkpoint", "no.txt"]).contains("no.txt"));
    sql_in(
        &place.database(),
        "DELETE FROM _sqlx_migrations WHERE version = (SELECT max(version) FROM _sqlx_migrations)",
    );
    assert!(fails(&place, &["log", "verify"]).contains("start the service once"));
}

fn save_receipt(bench: &Bench, code: &str, file: &Path) {
    let answer = bench.send(&Ask::receipt("download", code));
    assert_eq!(answer.status, 200, "{}", answer.body);
    std::fs::write(file, answer.bytes()).unwrap();
}

fn download(place: Place, code: &str, file: &Path) -> (Place, String) {
    let bench = Bench::again(place, Plan::default());
    save_receipt(&bench, code, file);
    let key = key(&bench).to_string();
    (bench.halt(), key)
}

#[test]
fn a_receipt_is_checked_without_the_service() {
    let (place, codes) = stopped();
    let file = place.folder().join("kvittering.json");
    let (place, key) = download(place, &codes[1], &file);
    let elsewhere = Place::make(ASSOCIATION);
    let path = file.to_str().unwrap();
    let words = holds(&elsewhere, &["receipt", "verify", path, "--key", &key]);
    assert!(
        words.contains("samtykke/consent/1") && words.contains("does not say: who"),
        "{words}"
    );
    holds(&place, &["receipt", "verify", path]);
    let words = fails(&elsewhere, &["receipt", "verify", path]);
    assert!(words.contains("--key"), "{words}");
    let foreign = domain::log::LogKey::from_seed("samtykke/other", &[9; 32]).unwrap();
    let foreign = foreign.public().to_string();
    fails(&elsewhere, &["receipt", "verify", path, "--key", &foreign]);
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replace("true", "false")).unwrap();
    let words = fails(&elsewhere, &["receipt", "verify", path, "--key", &key]);
    assert!(
        words.contains("not the one that its leaf commits to"),
        "{words}"
    );
    fails(
        &elsewhere,
        &["receipt", "verify", "nothing.json", "--key", &key],
    );
}
