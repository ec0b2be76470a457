//! The service's binary: the one place where real time and real chance enter.
#![forbid(unsafe_code)]

use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser as _;
use jiff::Timestamp;
use rand::TryRng as _;
use rand::rngs::SysRng;
use server::command::{Arguments, run};
use server::run::World;
use service::{Chance, Clock};

struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is where time comes from")]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

struct SystemChance;

impl Chance for SystemChance {
    #[expect(
        clippy::expect_used,
        reason = "an operating system without chance cannot keep a secret; going on would be worse"
    )]
    fn fill(&self, bytes: &mut [u8]) {
        SysRng
            .try_fill_bytes(bytes)
            .expect("the operating system gives random bytes");
    }
}

#[tokio::main]
async fn main() -> ExitCode {
    let world = World {
        clock: Arc::new(SystemClock),
        chance: Arc::new(SystemChance),
    };
    run(Arguments::parse(), world).await
}
