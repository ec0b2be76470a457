//! The registers that are shipped: the two ready to copy earn neither error nor warning, and each example
//! of mistakes earns exactly the findings that lie beside it.

#![expect(clippy::expect_used, reason = "a test may panic")]

use std::fs;
use std::path::{Path, PathBuf};

use domain::register::RegisterSource;
use domain::register::check::{Finding, Severity, check};

fn registers() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../registers")
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .expect("a file has a name")
}

fn findings(path: &Path) -> Vec<Finding> {
    let text = fs::read_to_string(path).expect("the register can be read");
    match RegisterSource::parse(&file_name(path), &text) {
        Ok(source) => check(&source),
        Err(error) => panic!("{error}"),
    }
}

fn shown(findings: &[Finding]) -> String {
    findings
        .iter()
        .map(|finding| format!("{finding}\n"))
        .collect()
}

fn assert_ready_to_copy(name: &str) {
    let mut found = findings(&registers().join(name));
    found.retain(|finding| finding.severity != Severity::Note);
    assert!(found.is_empty(), "{}", shown(&found));
}

#[test]
fn the_association_earns_neither_error_nor_warning() {
    assert_ready_to_copy("association.toml");
}

#[test]
fn the_adviser_earns_neither_error_nor_warning() {
    assert_ready_to_copy("adviser.toml");
}

#[test]
fn each_example_of_mistakes_earns_the_findings_beside_it() {
    let mut examples: Vec<PathBuf> = fs::read_dir(registers().join("mistakes"))
        .expect("there is a folder of mistakes")
        .map(|entry| entry.expect("its entries can be read").path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "toml")
        })
        .collect();
    examples.sort();
    assert!(!examples.is_empty(), "there are examples of mistakes");
    let wrong: String = examples
        .iter()
        .filter_map(|path| {
            let earned = shown(&findings(path));
            let expected = fs::read_to_string(path.with_extension("findings")).unwrap_or_default();
            let beside = file_name(&path.with_extension("findings"));
            (earned != expected)
                .then(|| format!("these findings are earned, but not in {beside}:\n{earned}\n"))
        })
        .collect();
    assert!(wrong.is_empty(), "{wrong}");
}
