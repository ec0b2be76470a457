//! The process is killed in the middle of its work, again and again: what it acknowledged is there afterwards, once,
//! with its leaf. (That the disk has it too, a power cut must show; a kill cannot.)

use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use crate::bench::{ASSOCIATION, Ask, Place, exchange, hidden, of_surface, try_exchange};

const BINARY: &str = env!("CARGO_BIN_EXE_lab");
const VISITORS: usize = 8;

/// The test bench as a process of its own, killed when it goes.
pub(crate) struct Victim {
    pub(crate) process: Child,
    pub(crate) addr: SocketAddr,
    control: SocketAddr,
}

impl Victim {
    /// Starts with chance of its own: the same ids drawn again would meet those that are stored.
    pub(crate) fn start(place: &Place, seed: u64, more: &[&str]) -> Self {
        let mut process = Command::new(BINARY)
            .arg("--register")
            .arg(place.register())
            .arg("--data")
            .arg(place.data())
            .arg("--site")
            .arg(place.site())
            .arg("--seed")
            .arg(seed.to_string())
            .args(more)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let said = process.stdout.take().unwrap();
        BufReader::new(said).read_line(&mut line).unwrap();
        let said: serde_json::Value = serde_json::from_str(&line).expect("it starts");
        let at = |name: &str| {
            said[name].as_str().unwrap()["http://".len()..]
                .parse()
                .unwrap()
        };
        Self {
            process,
            addr: at("serving"),
            control: at("control"),
        }
    }

    pub(crate) fn leaves(&self) -> usize {
        let answer = exchange(self.control, &Ask::new("GET", "/stored"));
        let stored: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
        usize::try_from(stored["leaves"].as_u64().unwrap()).unwrap()
    }
}

impl Drop for Victim {
    fn drop(&mut self) {
        let _already_gone = self.process.kill();
        let _reaped = self.process.wait();
    }
}

/// Accepts everything with marks of its own until the server is gone; gives the codes it was told.
pub(crate) fn accept_until_gone(
    addr: SocketAddr,
    hidden: &[(String, String)],
    marks: &AtomicU64,
) -> Vec<String> {
    let mut told = Vec::new();
    loop {
        let mark = format!("{:032x}", marks.fetch_add(1, Ordering::Relaxed));
        let mut fields: Vec<(&str, &str)> = hidden
            .iter()
            .filter(|(name, _)| name != "attempt")
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        fields.extend([("attempt", mark.as_str()), ("act", "accept")]);
        let Some(answer) = try_exchange(addr, &Ask::form("/cookieindstillinger", &fields)) else {
            return told;
        };
        assert_eq!(answer.status, 303, "{}", answer.body);
        let cookie = answer.cookie("__Host-samtykke-receipt").unwrap();
        let code = cookie.split(['=', ';']).nth(1).unwrap();
        told.push(code.to_owned());
    }
}

#[test]
#[ignore = "a proof of a minute: run by `make prove`"]
fn prove_no_acknowledged_choice_is_lost_to_a_kill() {
    let rounds = if std::env::var("FULL").is_ok() {
        200
    } else {
        20
    };
    let place = Place::make(ASSOCIATION);
    let marks = AtomicU64::new(1);
    let mut acknowledged = Vec::new();
    for round in 0..rounds {
        let mut victim = Victim::start(&place, round, &[]);
        let page = exchange(victim.addr, &Ask::get("/cookieindstillinger"));
        let hidden = hidden(of_surface(&page.body, "settings"));
        let addr = victim.addr;
        std::thread::scope(|scope| {
            let visitors: Vec<_> = (0..VISITORS)
                .map(|_| scope.spawn(|| accept_until_gone(addr, &hidden, &marks)))
                .collect();
            std::thread::sleep(Duration::from_millis(50 + 37 * (round % 11)));
            victim.process.kill().unwrap();
            for visitor in visitors {
                acknowledged.extend(visitor.join().unwrap());
            }
        });
    }
    assert!(
        acknowledged.len() > VISITORS,
        "the server did some work between the kills"
    );
    let victim = Victim::start(&place, rounds, &[]);
    let leaves = victim.leaves();
    println!(
        "{rounds} kills, {} acknowledged, {leaves} stored",
        acknowledged.len()
    );
    // What was stored and not acknowledged any more is allowed; the other way round is not.
    assert!(leaves >= acknowledged.len());
    for code in acknowledged {
        let found = exchange(
            victim.addr,
            &Ask::form("/kvittering", &[("act", "find"), ("code", &code)]),
        );
        assert_eq!(found.status, 200, "an acknowledged choice is gone");
    }
}
