//! The test bench as a process of its own, busy with visitors, to be killed or to lose its disk.

use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use serde_json::Value;

use super::{Ask, Place, SETTINGS, ask_to_stop, exchange, hidden, of_surface, try_exchange};

const BINARY: &str = env!("CARGO_BIN_EXE_lab");
/// How many accept at once.
pub(crate) const VISITORS: usize = 8;

/// The test bench as a process of its own, killed when it goes.
pub(crate) struct Victim {
    process: Child,
    pub(crate) addr: SocketAddr,
    pub(super) control: SocketAddr,
}

impl Victim {
    /// Starts in `place`, with `more` arguments.
    pub(crate) fn start(place: &Place, seed: u64, more: &[&str]) -> Self {
        let mut command = Self::command(place, &place.data(), seed);
        Self::spawn(command.args(more)).expect("it starts")
    }

    /// What starts one with its data in `data`. Chance is its own, by `seed`: the same ids drawn again would meet
    /// those that are stored.
    pub(crate) fn command(place: &Place, data: &Path, seed: u64) -> Command {
        let mut command = Command::new(BINARY);
        command
            .arg("--register")
            .arg(place.register())
            .arg("--data")
            .arg(data)
            .arg("--site")
            .arg(place.site())
            .arg("--seed")
            .arg(seed.to_string())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        command
    }

    /// None when it cannot serve what it finds.
    pub(crate) fn spawn(command: &mut Command) -> Option<Self> {
        let mut process = command.spawn().unwrap();
        let mut line = String::new();
        let said = process.stdout.take().unwrap();
        BufReader::new(said).read_line(&mut line).unwrap();
        let Ok(said) = serde_json::from_str::<serde_json::Value>(&line) else {
            process.wait().unwrap();
            return None;
        };
        let at = |name: &str| {
            said[name].as_str().unwrap()["http://".len()..]
                .parse()
                .unwrap()
        };
        Some(Self {
            process,
            addr: at("serving"),
            control: at("control"),
        })
    }

    /// Ends it as nothing but a kill or a power cut would.
    pub(crate) fn kill(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    /// Asks it to stop, and waits until it has.
    pub(crate) fn stop(mut self) {
        ask_to_stop(&self.process);
        assert!(self.process.wait().unwrap().success());
    }

    /// Writes mails, each caused by something of its own.
    pub(crate) fn write_mails(&self, envelopes: &[Value]) {
        assert_eq!(self.try_to_write_mails(envelopes), 204);
    }

    /// The status that writing mails gets.
    pub(crate) fn try_to_write_mails(&self, envelopes: &[Value]) -> u16 {
        let body = serde_json::to_string(envelopes).unwrap();
        exchange(self.control, &Ask::json("/mails", &body)).status
    }

    /// What became a file, as its reader sees it, the latest first.
    pub(crate) fn mails(&self) -> Vec<Value> {
        let answer = exchange(self.control, &Ask::new("GET", "/mails"));
        serde_json::from_str(&answer.body).unwrap()
    }

    pub(crate) fn move_clock(&self, now: &str) {
        let now = serde_json::to_string(now).unwrap();
        assert_eq!(
            exchange(self.control, &Ask::json("/clock", &now)).status,
            200
        );
    }

    pub(crate) fn sweep(&self) {
        assert_eq!(exchange(self.control, &Ask::json("/sweep", "")).status, 204);
    }

    /// How many leaves the evidence log has.
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

/// Visitors who accept everything, each time with a mark of its own, until the server is gone.
pub(crate) struct Visitors {
    marks: AtomicU64,
    /// The codes of every acceptance that was acknowledged.
    pub(crate) acknowledged: Vec<String>,
}

impl Visitors {
    pub(crate) fn new() -> Self {
        Self {
            marks: AtomicU64::new(1),
            acknowledged: Vec::new(),
        }
    }

    /// Keeps `victim` busy while `meanwhile` runs, which ends it. What is acknowledged after `meanwhile` sets its flag
    /// does not count.
    pub(crate) fn accept_while(
        &mut self,
        victim: &mut Victim,
        meanwhile: impl FnOnce(&mut Victim, &AtomicBool),
    ) {
        let addr = victim.addr;
        let page = exchange(addr, &Ask::get(SETTINGS));
        let hidden = hidden(of_surface(&page.body, "settings"));
        let marks = &self.marks;
        let over = AtomicBool::new(false);
        let told = std::thread::scope(|scope| {
            let visitors: Vec<_> = (0..VISITORS)
                .map(|_| scope.spawn(|| accept_until_gone(addr, &hidden, marks, &over)))
                .collect();
            meanwhile(victim, &over);
            let told = visitors.into_iter().map(|visitor| visitor.join().unwrap());
            told.collect::<Vec<_>>()
        });
        self.acknowledged.extend(told.into_iter().flatten());
    }

    /// The acknowledged acceptances that `victim` does not know.
    pub(crate) fn lost(&self, victim: &Victim) -> usize {
        let is_lost = |code: &&String| {
            let find = [("act", "find"), ("code", code.as_str())];
            exchange(victim.addr, &Ask::form("/kvittering", &find)).status != 200
        };
        self.acknowledged.iter().filter(is_lost).count()
    }
}

/// Accepts everything with marks of its own until the server is gone; gives the codes it was told before all was `over`.
pub(crate) fn accept_until_gone(
    addr: SocketAddr,
    hidden: &[(String, String)],
    marks: &AtomicU64,
    over: &AtomicBool,
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
        let Some(answer) = try_exchange(addr, &Ask::form(SETTINGS, &fields)) else {
            return told;
        };
        if over.load(Ordering::SeqCst) {
            return told;
        }
        if answer.status == 503 {
            continue;
        }
        assert_eq!(answer.status, 303, "{}", answer.body);
        let cookie = answer.cookie("__Host-samtykke-receipt").unwrap();
        let code = cookie.split(['=', ';']).nth(1).unwrap();
        told.push(code.to_owned());
    }
}
