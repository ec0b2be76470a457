//! Steps that say what they do and how long it took, and programs whose failure names them.

use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, ensure};

/// Runs one step of a build and prints its name with the seconds it took.
#[expect(
    clippy::disallowed_methods,
    reason = "a build's duration is only printed"
)]
pub(crate) fn step<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    let start = Instant::now();
    let result = work().with_context(|| format!("step failed: {name}"))?;
    println!("{:>7.1} s  {name}", start.elapsed().as_secs_f64());
    Ok(result)
}

/// Runs a program to its end with its output on the terminal.
///
/// # Errors
/// When the program cannot be started or ends with anything but success.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let program = command.get_program().to_owned();
    let status = command
        .status()
        .with_context(|| format!("cannot start {}", program.display()))?;
    ensure!(
        status.success(),
        "{} ended with {status}",
        program.display()
    );
    Ok(())
}

/// Runs a program and returns what it wrote to standard output.
///
/// # Errors
/// As [`run`], and when the output is not UTF-8.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let program = command.get_program().to_owned();
    let output = command
        .output()
        .with_context(|| format!("cannot start {}", program.display()))?;
    ensure!(
        output.status.success(),
        "{} ended with {}:\n{}",
        program.display(),
        output.status,
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(String::from_utf8(output.stdout)?)
}
