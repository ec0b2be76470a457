//! An independent program and the clock agree on each vector. In browsers: `tools/wasm-vectors`.

#![expect(clippy::expect_used, reason = "a test may panic")]

#[path = "vectors/check.rs"]
mod check;

#[test]
fn an_independent_program_comes_to_the_same_days() {
    let vectors = check::Vectors::read();
    assert!(vectors.count() >= 300);
    vectors.check();
}
