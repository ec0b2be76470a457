//! A full disk: reads go on, writes are refused, what people end still ends, and everything comes back by itself.

use std::fs::File;
use std::io::Write as _;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use serde_json::{Value, json};

use crate::bench::api::{CONSENTS, LOOK_UP, WITHDRAW, post};
use crate::bench::{ASSOCIATION, Answer, Ask, Place, Program, exchange};

/// A disk of 32 MB in memory, as the data folder. Taken away in the end.
struct SmallDisk(PathBuf);

impl SmallDisk {
    fn under(place: &Place) -> Self {
        let folder = place.data();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=32m", "tmpfs"])
            .arg(&folder)
            .status();
        assert!(
            mounted.is_ok_and(|status| status.success()),
            "a small disk is mounted, which root may do; run this as root"
        );
        std::fs::write(place.register(), ASSOCIATION).unwrap();
        Self(folder)
    }

    /// Takes every byte that is left.
    fn fill(&self) {
        let mut ballast = File::create(self.ballast()).unwrap();
        for size in [1 << 20, 1 << 12, 1] {
            while ballast.write_all(&vec![0; size]).is_ok() {}
        }
    }

    fn free(&self) {
        std::fs::remove_file(self.ballast()).unwrap();
    }

    fn ballast(&self) -> PathBuf {
        self.0.join("ballast")
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _gone = Command::new("umount").arg("--lazy").arg(&self.0).status();
    }
}

/// Asks from a network of its own, so that what is met is the disk's limit and not the network's.
fn ask(addr: SocketAddr, ask: Ask) -> Answer {
    static ASKED: AtomicU32 = AtomicU32::new(0x0a00_0000);
    let client = Ipv4Addr::from_bits(ASKED.fetch_add(1, Ordering::Relaxed));
    exchange(addr, &ask.header("X-Forwarded-For", client.to_string()))
}

fn give(addr: SocketAddr, key: &str) -> Answer {
    let register = ask(addr, Ask::get("/api/v1/register")).json();
    let notices = register["notices"].as_array().unwrap();
    let is_banner = |notice: &&Value| notice["surface"] == "banner" && notice["language"] == "da";
    let notice = &notices.iter().find(is_banner).unwrap()["hash"];
    let body = json!({
        "site": "www", "language": "da", "surface": "banner", "notice": notice,
        "accepted": ["video-player"],
    });
    ask(addr, post(CONSENTS, &body).header("Idempotency-Key", key))
}

fn with_code(addr: SocketAddr, path: &str, code: &Value) -> Answer {
    ask(addr, post(path, &json!({ "receipt": code })))
}

/// Gives consents, numbered from `first`, until one is refused; gives their codes.
fn until_refused(addr: SocketAddr, first: usize) -> Vec<Value> {
    let mut codes = Vec::new();
    loop {
        let number = first + codes.len();
        let answer = give(addr, &format!("consent-number-{number:05}"));
        if answer.status != 201 {
            assert_eq!(answer.status, 503, "{}", answer.body);
            assert!(answer.header("retry-after").is_some());
            return codes;
        }
        assert!(codes.len() < 500, "a full disk takes no more");
        codes.push(answer.json()["receipt"].clone());
    }
}

fn is_written_again(addr: SocketAddr) -> bool {
    (0..60).any(|_| {
        std::thread::sleep(Duration::from_millis(250));
        exchange(addr, &Ask::get("/readyz")).status == 200
    })
}

fn reserve_of(disk: &Path) -> bool {
    disk.join("reserve").exists()
}

#[test]
#[ignore = "mounts a small disk, which root may do; tools/prove runs it"]
fn prove_that_a_full_disk_stops_nothing_but_new_consents() {
    let place = Place::make(ASSOCIATION);
    let disk = SmallDisk::under(&place);
    let settings = place.folder().join("samtykke.toml");
    std::fs::write(settings, "trusted_proxies = \"127.0.0.1\"").unwrap();
    let mut program = Program::serving(&place, Stdio::null());
    let addr = program.addr();
    let before: Vec<Value> = (0..300)
        .map(|number| give(addr, &format!("consent-before-{number:05}")).json()["receipt"].clone())
        .collect();
    assert!(reserve_of(&disk.0));

    disk.fill();
    let during = until_refused(addr, 0);
    println!(
        "full disk: {} consents more before the first 503",
        during.len()
    );
    assert!(!reserve_of(&disk.0), "the reserve is given back");
    for path in ["/", "/privatliv", "/api/v1/register"] {
        assert_eq!(exchange(addr, &Ask::get(path)).status, 200, "{path}");
    }
    assert_eq!(exchange(addr, &Ask::get("/readyz")).status, 503);
    for code in before.iter().chain(&during) {
        assert_eq!(with_code(addr, LOOK_UP, code).status, 200);
    }
    for code in &before[..2] {
        let ended = with_code(addr, WITHDRAW, code);
        assert_eq!(
            (ended.status, &ended.json()["ended"]["reason"]),
            (200, &json!("withdrawn"))
        );
    }
    assert_eq!(give(addr, "consent-after-the-reserve").status, 503);

    // Killed and started again, it lives on what is left of its reserve.
    program.child.kill().unwrap();
    program.child.wait().unwrap();
    let mut program = Program::serving(&place, Stdio::null());
    let addr = program.addr();
    assert_eq!(give(addr, "consent-after-the-restart").status, 503);
    // For longer than it waits before it tries to lay the reserve down again.
    for code in &before[3..] {
        assert_eq!(with_code(addr, WITHDRAW, code).status, 200);
        std::thread::sleep(Duration::from_millis(25));
    }

    disk.free();
    assert!(is_written_again(addr), "without a restart");
    assert!(reserve_of(&disk.0));
    assert_eq!(give(addr, "consent-after-there-is-room").status, 201);
    for code in &during {
        assert_eq!(
            with_code(addr, LOOK_UP, code).status,
            200,
            "nothing acknowledged is lost"
        );
    }

    // Killed before it noticed that the disk is full, it starts, and gives its reserve back if it must.
    program.child.kill().unwrap();
    program.child.wait().unwrap();
    disk.fill();
    let mut program = Program::serving(&place, Stdio::null());
    let addr = program.addr();
    assert_eq!(with_code(addr, WITHDRAW, &before[2]).status, 200);
    program.child.kill().unwrap();
    program.child.wait().unwrap();
}
