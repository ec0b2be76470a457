//! The program itself, as an administrator starts and stops it.

use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::process::{Child, ChildStdout, Command, Output, Stdio};

use super::Place;

pub(crate) const BINARY: &str = env!("CARGO_BIN_EXE_samtykke");

fn command(place: &Place) -> Command {
    let mut command = Command::new(BINARY);
    command
        .current_dir(place.folder())
        .env_clear()
        .envs(place.variables(&[]));
    command
}

pub(crate) fn run(place: &Place, arguments: &[&str]) -> Output {
    command(place).args(arguments).output().unwrap()
}

/// The real program, serving.
pub(crate) struct Program {
    pub(crate) child: Child,
    /// What it prints after the line that says where it serves.
    pub(crate) output: BufReader<ChildStdout>,
    addr: SocketAddr,
}

impl Program {
    pub(crate) fn serving(place: &Place, errors: Stdio) -> Self {
        Self::started(command(place).stderr(errors))
    }

    /// One that logs every request and all that we have to say.
    pub(crate) fn telling_all(place: &Place) -> Self {
        let all = "warn,server=debug,service=debug,storage=debug";
        let mut command = command(place);
        Self::started(command.env("SAMTYKKE_LOG", all).stderr(Stdio::piped()))
    }

    fn started(command: &mut Command) -> Self {
        let mut child = command.arg("serve").stdout(Stdio::piped()).spawn().unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        output.read_line(&mut line).unwrap();
        let addr = line
            .trim()
            .strip_prefix("samtykke: serving http://")
            .expect(&line)
            .parse()
            .unwrap();
        Self {
            child,
            output,
            addr,
        }
    }

    pub(crate) const fn addr(&self) -> SocketAddr {
        self.addr
    }
}

/// Sends SIGTERM.
pub(crate) fn ask_to_stop(child: &Child) {
    assert!(
        Command::new("kill")
            .arg(child.id().to_string())
            .status()
            .unwrap()
            .success()
    );
}
