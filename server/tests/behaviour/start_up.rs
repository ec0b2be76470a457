//! Start-up says what is wrong and what to do about it before the first visitor comes.

use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt};
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use crate::bench::{
    ASSOCIATION, Ask, BINARY, Bench, Place, Program, ask_to_stop, exchange, refusal, run, sql_in,
};

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Every word is told.
#[track_caller]
fn tells(error: &str, words: &[&str]) {
    for word in words {
        assert!(error.contains(word), "{word} is not told in: {error}");
    }
}

#[test]
fn a_missing_register_is_named_with_the_way_to_get_one() {
    let place = Place::make(ASSOCIATION);
    std::fs::remove_file(place.register()).unwrap();
    tells(
        &refusal(&place, &[]),
        &["register.toml", "samtykke demo", "SAMTYKKE_REGISTER"],
    );
}

#[test]
fn malformed_toml_is_named_by_file_and_line() {
    let register = ASSOCIATION.replacen("[controller]", "[controller", 1);
    let line = register
        .lines()
        .position(|line| line == "[controller")
        .unwrap()
        + 1;
    let place = Place::make(&register);
    tells(
        &refusal(&place, &[]),
        &["register.toml", &format!(":{line}")],
    );
}

#[test]
fn a_register_that_is_no_text_is_refused() {
    let place = Place::make(ASSOCIATION);
    std::fs::write(place.register(), b"\xff\xfe").unwrap();
    tells(
        &refusal(&place, &[]),
        &["register.toml", "SAMTYKKE_REGISTER"],
    );
}

#[test]
fn an_unknown_purpose_is_named_with_its_place() {
    let register = ASSOCIATION.replacen("purpose = \"statistics\"", "purpose = \"statistik\"", 1);
    assert_ne!(register, ASSOCIATION);
    let place = Place::make(&register);
    tells(&refusal(&place, &[]), &["register.toml", "statistik"]);
}

#[test]
fn a_register_that_fails_its_check_is_refused_with_its_findings_and_nothing_is_stored() {
    let register = ASSOCIATION.replacen(
        "retention = { trigger = \"collection\", period = { months = 6 }, bound = \"gone_by\" }",
        "",
        1,
    );
    assert_ne!(register, ASSOCIATION);
    let place = Place::make(&register);
    tells(
        &refusal(&place, &[]),
        &["register.toml", "retention", "necessary"],
    );
    assert!(!place.database().exists());
}

#[test]
fn a_port_that_is_taken_is_named_with_the_remedy() {
    let place = Place::make(ASSOCIATION);
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let addr = taken.local_addr().unwrap().to_string();
    tells(
        &refusal(&place, &[("SAMTYKKE_ADDR", addr.clone())]),
        &[&addr, "SAMTYKKE_ADDR"],
    );
}

#[test]
fn a_data_folder_that_cannot_be_made_is_named_with_the_remedy() {
    let place = Place::make(ASSOCIATION);
    let below_a_file = place.register().join("data").display().to_string();
    let more = [
        ("SAMTYKKE_REGISTER", place.register().display().to_string()),
        ("SAMTYKKE_DATA", below_a_file.clone()),
    ];
    tells(&refusal(&place, &more), &[&below_a_file, "SAMTYKKE_DATA"]);
}

#[test]
fn without_a_front_build_the_way_to_make_one_is_told() {
    let place = Place::make(ASSOCIATION);
    for written in [
        "{\"build\":\"../data\"}",
        "{\"build\":\"ffff\"}",
        "{}",
        "nonsense",
    ] {
        std::fs::write(place.site().join("build.json"), written).unwrap();
        tells(
            &refusal(&place, &[]),
            &["build.json", "Build the front again"],
        );
    }
    std::fs::remove_file(place.site().join("build.json")).unwrap();
    tells(&refusal(&place, &[]), &["make run", "SAMTYKKE_SITE"]);
}

#[test]
fn a_root_key_that_others_may_read_is_refused() {
    let place = Place::make(ASSOCIATION);
    let key = place.data().join("root.key");
    std::fs::write(&key, [7; 32]).unwrap();
    std::fs::set_permissions(&key, PermissionsExt::from_mode(0o644)).unwrap();
    tells(&refusal(&place, &[]), &["root.key", "chmod 600"]);
}

#[test]
fn what_is_made_can_be_read_by_nobody_else() {
    let bench = Bench::open();
    for file in [
        "root.key",
        "samtykke.db",
        "samtykke.db-wal",
        "keys.db",
        "keys.db-wal",
    ] {
        let mode = std::fs::metadata(bench.place.data().join(file))
            .unwrap()
            .mode();
        assert_eq!(mode & 0o077, 0, "{file}");
    }
}

/// A place that has been served from before.
fn served() -> Place {
    let place = Place::make(ASSOCIATION);
    let mut program = Program::serving(&place, Stdio::null());
    ask_to_stop(&program.child);
    assert!(program.child.wait().unwrap().success());
    place
}

#[test]
fn a_database_of_a_later_version_is_refused_and_left_alone() {
    let place = served();
    sql_in(
        &place.database(),
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
         VALUES (999, 'later', 1, x'00', 0)",
    );
    let before = std::fs::read(place.database()).unwrap();
    tells(
        &refusal(&place, &[]),
        &["samtykke.db", "999", "run the version that wrote it"],
    );
    assert_eq!(std::fs::read(place.database()).unwrap(), before);
}

#[test]
fn a_file_that_is_no_database_of_ours_is_refused_and_left_alone() {
    let place = Place::make(ASSOCIATION);
    let foreign = "no database, but long enough to look like one".repeat(100);
    std::fs::write(place.database(), &foreign).unwrap();
    tells(&refusal(&place, &[]), &["samtykke.db", "restore a backup"]);
    assert_eq!(std::fs::read(place.database()).unwrap(), foreign.as_bytes());
}

#[test]
fn a_truncated_database_is_refused() {
    let place = served();
    let whole = std::fs::read(place.database()).unwrap();
    std::fs::write(place.database(), &whole[..whole.len() / 2]).unwrap();
    tells(&refusal(&place, &[]), &["samtykke.db", "restore a backup"]);
}

/// The program as a user whom file permissions bind; the superuser is bound by none.
fn as_ordinary_user(place: &Place) -> Command {
    const NOBODY: u32 = 65_534;
    let copy = place.folder().join("samtykke");
    std::fs::copy(BINARY, &copy).unwrap();
    let mut command = Command::new(copy);
    command
        .current_dir(place.folder())
        .env_clear()
        .envs(place.variables(&[]))
        .arg("serve");
    if std::fs::metadata(place.folder()).unwrap().uid() == 0 {
        let owned = Command::new("chown")
            .args(["-R", "65534:65534"])
            .arg(place.folder())
            .status();
        assert!(owned.unwrap().success());
        command.uid(NOBODY).gid(NOBODY);
    }
    command
}

/// What the program said when it ended by itself.
fn ended(mut command: Command) -> Output {
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    for _ in 0..200 {
        if child.try_wait().unwrap().is_some() {
            return child.wait_with_output().unwrap();
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    child.kill().unwrap();
    panic!(
        "it serves: {}",
        text(&child.wait_with_output().unwrap().stdout)
    );
}

fn set_mode(path: &Path, mode: u32) {
    std::fs::set_permissions(path, PermissionsExt::from_mode(mode)).unwrap();
}

#[test]
fn a_read_only_database_is_named_with_the_remedy() {
    let place = served();
    let command = as_ordinary_user(&place);
    set_mode(&place.database(), 0o400);
    let output = ended(command);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
    tells(
        &text(&output.stderr),
        &["samtykke.db", "read-only", "writable"],
    );
}

#[test]
fn an_unwritable_data_folder_is_named_with_the_remedy() {
    let place = Place::make(ASSOCIATION);
    let command = as_ordinary_user(&place);
    set_mode(&place.data(), 0o500);
    let output = ended(command);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
    tells(
        &text(&output.stderr),
        &["data", "cannot be written", "SAMTYKKE_DATABASE"],
    );
}

#[test]
fn the_program_ends_with_an_error_and_one_line_about_it() {
    let place = Place::make(ASSOCIATION);
    std::fs::remove_file(place.register()).unwrap();
    let output = run(&place, &["serve"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
    tells(
        &text(&output.stderr),
        &["samtykke: cannot read the register", "samtykke demo"],
    );
    assert!(!text(&output.stderr).contains("panicked"));
}

#[test]
fn malformed_settings_end_the_program_with_the_keys_that_exist() {
    let place = Place::make(ASSOCIATION);
    std::fs::write(place.folder().join("samtykke.toml"), "adresse = \"x\"").unwrap();
    let output = run(&place, &["serve"]);
    assert_eq!(output.status.code(), Some(1));
    tells(
        &text(&output.stderr),
        &["samtykke.toml", "adresse", "public_url"],
    );
}

#[test]
fn check_passes_both_registers_that_are_ready_to_copy() {
    let place = Place::make(ASSOCIATION);
    for name in ["association", "adviser"] {
        let file = format!("{}/../registers/{name}.toml", env!("CARGO_MANIFEST_DIR"));
        let output = run(&place, &["check", &file]);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stdout));
        tells(&text(&output.stdout), &["0 error(s)"]);
    }
}

#[test]
fn check_fails_a_register_with_errors_and_one_that_cannot_be_read() {
    let place = Place::make(ASSOCIATION);
    let mistakes = format!(
        "{}/../registers/mistakes/association-page.toml",
        env!("CARGO_MANIFEST_DIR")
    );
    let output = run(&place, &["check", &mistakes]);
    assert_eq!(output.status.code(), Some(1));
    tells(
        &text(&output.stdout),
        &["association-page.toml", "error(s)"],
    );
    for (file, content) in [
        ("none.toml", None),
        ("bad.toml", Some("[controller")),
        ("empty.toml", Some("")),
    ] {
        if let Some(content) = content {
            std::fs::write(place.folder().join(file), content).unwrap();
        }
        let output = run(&place, &["check", file]);
        assert_eq!(output.status.code(), Some(1), "{file}");
        tells(
            &format!("{}{}", text(&output.stdout), text(&output.stderr)),
            &[file],
        );
    }
}

#[test]
fn the_demo_fills_an_empty_folder_with_an_earlier_version_and_touches_no_filled_one() {
    let place = Place::make(ASSOCIATION);
    std::fs::remove_dir_all(place.data()).unwrap();
    let output = run(&place, &["demo"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let mut program = Program::serving(&place, Stdio::null());
    let list = exchange(program.addr(), &Ask::get("/privatliv/versioner"));
    assert!(list.body.contains("2. marts 2026") && list.body.contains("16. november 2026"));
    let link = list
        .body
        .split("href=\"/privatliv/versioner/")
        .nth(1)
        .unwrap();
    let path = format!("/privatliv/versioner/{}", link.split('"').next().unwrap());
    let earlier = exchange(program.addr(), &Ask::get(&path));
    assert!(
        earlier.status == 200 && earlier.body.contains("<ins>") && earlier.body.contains("<del>")
    );
    ask_to_stop(&program.child);
    assert!(program.child.wait().unwrap().success());
    let before = std::fs::read(place.register()).unwrap();
    let again = run(&place, &["demo"]);
    assert_eq!(again.status.code(), Some(1));
    tells(&text(&again.stderr), &["register.toml", "SAMTYKKE_DATA"]);
    assert_eq!(std::fs::read(place.register()).unwrap(), before);
}
