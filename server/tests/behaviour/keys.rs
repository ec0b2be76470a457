//! Keys: changed while the service serves, and told about when they are missing or another's.

use std::net::SocketAddr;
use std::process::Stdio;
use std::sync::atomic::{AtomicBool, Ordering};

use domain::log::{PublicKey, SignedCheckpoint};

use crate::bench::{
    ASSOCIATION, Ask, Bench, Place, Program, ask_to_stop, exchange, hidden, of_surface, refusal,
    run,
};

const SETTINGS: &str = "/cookieindstillinger";

fn accept(addr: SocketAddr) -> String {
    let page = exchange(addr, &Ask::get(SETTINGS));
    assert_eq!(page.status, 200);
    let hidden = hidden(of_surface(&page.body, "settings"));
    let mut fields: Vec<(&str, &str)> = hidden
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    fields.push(("act", "accept"));
    let answer = exchange(addr, &Ask::form(SETTINGS, &fields));
    assert_eq!(answer.status, 303);
    let cookie = answer.cookie("__Host-samtykke-receipt").unwrap();
    cookie.split(['=', ';']).nth(1).unwrap().to_owned()
}

fn status_of_receipt(addr: SocketAddr, code: &str) -> u16 {
    let find = Ask::receipt("find", code);
    exchange(addr, &find).status
}

fn stop(mut program: Program) {
    ask_to_stop(&program.child);
    assert!(program.child.wait().unwrap().success());
}

/// A place where somebody has said yes, not served now, and the receipt's code.
fn sealed() -> (Place, String) {
    let place = Place::make(ASSOCIATION);
    let program = Program::serving(&place, Stdio::null());
    let code = accept(program.addr());
    stop(program);
    (place, code)
}

fn opens(place: &Place, code: &str) {
    let program = Program::serving(place, Stdio::null());
    assert_eq!(status_of_receipt(program.addr(), code), 200);
    stop(program);
}

#[test]
fn a_lost_root_key_is_told_and_no_other_is_made() {
    let (place, code) = sealed();
    let (key, aside) = (
        place.data().join("root.key"),
        place.data().join("root.aside"),
    );
    std::fs::rename(&key, &aside).unwrap();
    let told = refusal(&place, &[]);
    assert!(
        told.contains("root.key") && told.contains("your copy"),
        "{told}"
    );
    assert!(!key.exists());
    std::fs::rename(&aside, &key).unwrap();
    opens(&place, &code);
}

#[test]
fn another_root_key_is_told() {
    let (place, code) = sealed();
    let key = place.data().join("root.key");
    let right = std::fs::read(&key).unwrap();
    std::fs::write(&key, [9; 32]).unwrap();
    let told = refusal(&place, &[]);
    assert!(told.contains("SAMTYKKE_ROOT_KEY"), "{told}");
    std::fs::write(&key, right).unwrap();
    opens(&place, &code);
}

#[test]
fn lost_keys_are_told_and_none_are_made() {
    let (place, code) = sealed();
    let (keys, aside) = (place.data().join("keys.db"), place.data().join("aside.db"));
    std::fs::rename(&keys, &aside).unwrap();
    let told = refusal(&place, &[]);
    assert!(told.contains("SAMTYKKE_KEYS"), "{told}");
    assert!(!keys.exists());
    std::fs::rename(&aside, &keys).unwrap();
    opens(&place, &code);
}

#[test]
fn another_database_s_keys_are_told() {
    let (place, code) = sealed();
    let (other, _) = sealed();
    // Both have the same root key, as two services of one organisation might.
    let same_root = std::fs::read(place.data().join("root.key")).unwrap();
    std::fs::remove_file(other.data().join("keys.db")).unwrap();
    std::fs::remove_file(other.database()).unwrap();
    std::fs::write(other.data().join("root.key"), same_root).unwrap();
    let program = Program::serving(&other, Stdio::null());
    accept(program.addr());
    stop(program);
    let keys = place.data().join("keys.db");
    let right = std::fs::read(&keys).unwrap();
    std::fs::copy(other.data().join("keys.db"), &keys).unwrap();
    let told = refusal(&place, &[]);
    assert!(told.contains("SAMTYKKE_KEYS"), "{told}");
    std::fs::write(&keys, right).unwrap();
    opens(&place, &code);
}

#[test]
fn keys_are_rotated_under_load_without_one_failed_request() {
    let bench = Bench::open();
    let addr = bench.addr;
    let before: Vec<String> = (0..20).map(|_| accept(addr)).collect();
    let done = AtomicBool::new(false);
    let codes = std::thread::scope(|scope| {
        let visitors: Vec<_> = (0..4)
            .map(|_| {
                scope.spawn(|| {
                    let mut codes = Vec::new();
                    while !done.load(Ordering::Relaxed) {
                        let code = accept(addr);
                        assert_eq!(status_of_receipt(addr, &code), 200);
                        assert_eq!(status_of_receipt(addr, &before[codes.len() % 20]), 200);
                        codes.push(code);
                    }
                    codes
                })
            })
            .collect();
        for _ in 0..5 {
            let rotated = run(&bench.place, &["keys", "rotate"]);
            let told = String::from_utf8_lossy(&rotated.stdout).into_owned();
            assert!(rotated.status.success(), "{rotated:?}");
            assert!(told.contains("wrapped with a new key"), "{told}");
            assert!(told.contains("signed with a new key"), "{told}");
            std::thread::sleep(std::time::Duration::from_millis(100));
        }
        done.store(true, Ordering::Relaxed);
        let codes = visitors.into_iter().map(|visitor| visitor.join().unwrap());
        codes.collect::<Vec<_>>().concat()
    });
    assert!(codes.len() > 4, "some work was done meanwhile");
    for code in before.iter().chain(&codes) {
        assert_eq!(status_of_receipt(addr, code), 200);
    }
    let newest = [PublicKey::parse(bench.get("/log/key").body.lines().next().unwrap()).unwrap()];
    assert!(SignedCheckpoint::open(bench.signed().as_bytes(), &newest).is_ok());
    assert_eq!(bench.get("/log/key").body.lines().count(), 6);
    let checked = run(&bench.place, &["log", "verify"]);
    assert!(checked.status.success(), "{checked:?}");
}

#[test]
fn without_keys_there_is_nothing_to_rotate() {
    let place = Place::make(ASSOCIATION);
    let rotated = run(&place, &["keys", "rotate"]);
    assert!(!rotated.status.success());
    let told = String::from_utf8_lossy(&rotated.stderr);
    assert!(told.contains("root.key"), "{told}");
    assert!(!place.data().join("keys.db").exists());
}
