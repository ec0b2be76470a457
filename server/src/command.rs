//! The command line.

use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use domain::register::RegisterSource;
use domain::register::check::{Severity, check};
use tracing_subscriber::EnvFilter;

use crate::config::Settings;
use crate::deadline_command::{self, deadline};
use crate::demo;
use crate::limits::Rates;
use crate::rotate::{Rotate, rotate};
use crate::run::{Listening, World};
use crate::staff_command::{StaffCommand, staff};
use crate::stop::stop_signal;
use crate::verify::{self, LogCommand, ReceiptCommand};

/// Consent and data rights, beside your website.
#[derive(Debug, Parser)]
#[command(name = "samtykke", version, about)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve until asked to stop.
    Serve,
    /// Fill an empty data folder with a fictional association.
    Demo,
    /// Check the evidence log.
    Log {
        #[command(subcommand)]
        command: LogCommand,
    },
    /// Check a receipt.
    Receipt {
        #[command(subcommand)]
        command: ReceiptCommand,
    },
    /// Change keys while others serve.
    Keys {
        #[command(subcommand)]
        command: KeyCommand,
    },
    /// Say who has access to the staff's pages, while others serve.
    Staff {
        #[command(subcommand)]
        command: StaffCommand,
    },
    /// Say until when an answer must be given, and how that is counted.
    Deadline(deadline_command::Asked),
    /// Check a register file and say what the law would object to.
    Check {
        /// The register file.
        file: PathBuf,
    },
}

#[derive(Debug, Subcommand)]
enum KeyCommand {
    /// Put new keys in the place of those in use: the one that data keys are wrapped with, and the one that signs the
    /// evidence log.
    Rotate(Rotate),
}

/// Runs a command to its end.
pub async fn run(arguments: Arguments, world: World) -> ExitCode {
    match arguments.command {
        Command::Check { file } => check_file(&file),
        Command::Deadline(asked) => finish(print_deadline(&asked)),
        Command::Log { command } => finish(check_log(command).await),
        Command::Receipt { command } => finish(check_receipt(command)),
        Command::Serve => finish(serve(world).await),
        Command::Demo => finish(fill(world).await),
        Command::Keys {
            command: KeyCommand::Rotate(asked),
        } => finish(change_keys(asked, world).await),
        Command::Staff { command } => finish(give_access(command, world).await),
    }
}

type Outcome = Result<(), Box<dyn std::error::Error>>;

fn finish(outcome: Outcome) -> ExitCode {
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("samtykke: {error}");
            ExitCode::FAILURE
        }
    }
}

fn settings() -> Result<Settings, crate::config::ConfigError> {
    Settings::read(Path::new("."), |name| std::env::var(name).ok())
}

async fn serve(world: World) -> Outcome {
    let settings = settings()?;
    start_logging(settings.log_json);
    let stop = stop_signal()?;
    let listening = Listening::open(&settings, &world, Rates::SHIPPED).await?;
    println!("samtykke: serving http://{}", listening.addr());
    listening.serve(stop).await;
    println!("samtykke: stopped");
    Ok(())
}

fn print_deadline(asked: &deadline_command::Asked) -> Outcome {
    print!("{}", deadline(asked)?);
    Ok(())
}

async fn check_log(command: LogCommand) -> Outcome {
    Ok(verify::log(command, &settings()?).await?)
}

fn check_receipt(command: ReceiptCommand) -> Outcome {
    Ok(verify::receipt(command, &settings()?)?)
}

async fn change_keys(asked: Rotate, world: World) -> Outcome {
    rotate(asked, &settings()?, &world).await
}

async fn give_access(command: StaffCommand, world: World) -> Outcome {
    staff(command, &settings()?, &world).await
}

async fn fill(world: World) -> Outcome {
    let settings = settings()?;
    demo::fill(&settings, &world).await?;
    println!(
        "samtykke: {} holds the demo of a fictional association",
        settings.data.display()
    );
    Ok(())
}

/// Exit code 1 on errors, as a build step wants it.
fn check_file(file: &Path) -> ExitCode {
    let text = match std::fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) => {
            eprintln!("samtykke: cannot read {}: {error}", file.display());
            return ExitCode::FAILURE;
        }
    };
    let source = match RegisterSource::parse(&file.display().to_string(), &text) {
        Ok(source) => source,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    };
    let findings = check(&source);
    for finding in &findings {
        println!("{finding}");
    }
    let errors = findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .count();
    println!(
        "{}: {errors} error(s) among {} finding(s)",
        file.display(),
        findings.len()
    );
    if errors == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Logs go to standard error: warnings of others, what we do ourselves.
pub fn start_logging(json: bool) {
    let filter = EnvFilter::try_from_env("SAMTYKKE_LOG")
        .unwrap_or_else(|_| EnvFilter::new("warn,server=info,service=info,storage=info"));
    // Asked for everything, they would write down passwords, whole mails, and what passkeys answer.
    let silenced = ["async_imap=off", "webauthn_rs=off", "webauthn_rs_core=off"];
    let silenced = silenced.iter().filter_map(|silence| silence.parse().ok());
    let filter = silenced.fold(filter, EnvFilter::add_directive);
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr);
    if json {
        lines.json().init();
    } else {
        lines.init();
    }
}
