//! The vectors of the lawful clock, where browsers count: `tools/wasm-vectors` builds and runs this.

#![expect(clippy::expect_used, reason = "a test may panic")]

#[path = "../tests/vectors/check.rs"]
mod check;

fn main() {
    let vectors = check::Vectors::read();
    assert!(vectors.count() >= 300, "vectors are missing");
    vectors.check();
}
