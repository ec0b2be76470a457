//! The receipt page: codes travel in bodies, and nobody learns which exist.

use crate::bench::{Answer, Ask, Bench, Browser};

const UNKNOWN: &str = "00000-00000-00000-00000-000000";

fn post(bench: &Bench, act: &str, code: &str) -> Answer {
    bench.send(&Ask::receipt(act, code))
}

#[test]
fn a_code_opens_its_receipt_from_anywhere_and_sets_nothing() {
    let bench = Bench::open();
    let browser = Browser::accepted(&bench);
    let code = browser.receipt().unwrap().to_owned();
    for typed in [code.clone(), code.to_lowercase(), code.replace('-', " ")] {
        let answer = post(&bench, "find", &typed);
        assert_eq!((answer.status, answer.all("set-cookie").len()), (200, 0));
        assert!(answer.body.contains("receipt-code"), "{typed}");
    }
    assert_eq!(bench.leaves(), 1);
}

#[test]
fn a_code_in_the_address_opens_nothing() {
    let bench = Bench::open();
    let browser = Browser::accepted(&bench);
    let code = browser.receipt().unwrap();
    let answer = bench.get(&format!("/kvittering?act=find&code={code}"));
    assert!(!answer.body.contains("receipt-code"));
    assert!(!answer.body.contains(code));
}

/// What must differ between two answers is made the same: the nonce, one-time marks, and what was typed.
pub(crate) fn masked(answer: &Answer, typed: &str) -> (u16, Vec<(String, String)>, String) {
    let policy = answer.header("content-security-policy").unwrap();
    // An answer without a page has none.
    let nonce = policy.split("'nonce-").nth(1);
    let nonce = nonce.and_then(|rest| rest.split('\'').next());
    let mut marks: Vec<&str> = nonce.into_iter().collect();
    marks.extend(values(&answer.body, "name=\"attempt\" value=\"", '"'));
    marks.extend(values(&answer.body, "\\\"attempt\\\":\\\"", '\\'));
    let hide = |text: &str| {
        let text = text.replace(&format!("value=\"{typed}\""), "TYPED");
        let text = text.replace(&format!("\\\"code\\\":\\\"{typed}\\\""), "TYPED");
        marks
            .iter()
            .filter(|mark| !mark.is_empty())
            .fold(text, |text, mark| text.replace(mark, "MARK"))
    };
    let headers = answer
        .headers()
        .iter()
        .filter(|(name, _)| name != "date")
        .map(|(name, value)| (name.clone(), hide(value)));
    (answer.status, headers.collect(), hide(&answer.body))
}

fn values<'t>(text: &'t str, before: &str, until: char) -> Vec<&'t str> {
    text.split(before)
        .skip(1)
        .map(|rest| rest.split(until).next().unwrap())
        .collect()
}

#[test]
fn unknown_and_malformed_codes_are_answered_alike_byte_for_byte() {
    let bench = Bench::open();
    for act in ["find", "withdraw"] {
        let unknown = masked(&post(&bench, act, UNKNOWN), UNKNOWN);
        assert_eq!(unknown.0, 422);
        for malformed in ["nonsense", "00000", "00000-00000-00000-00000-00000U", "x"] {
            assert_eq!(
                masked(&post(&bench, act, malformed), malformed),
                unknown,
                "{act} {malformed}"
            );
        }
    }
}

#[test]
fn an_erased_code_is_answered_like_an_unknown_one_byte_for_byte() {
    let bench = Bench::open();
    let browser = Browser::accepted(&bench);
    let code = browser.receipt().unwrap().to_owned();
    assert_eq!(post(&bench, "withdraw", &code).status, 200);
    bench.move_clock("2027-02-20T10:00:00Z");
    bench.sweep();
    assert_eq!(post(&bench, "find", &code).status, 200);
    bench.move_clock("2027-02-21T10:00:00Z");
    bench.sweep();
    for act in ["find", "withdraw"] {
        let unknown = masked(&post(&bench, act, UNKNOWN), UNKNOWN);
        assert_eq!(masked(&post(&bench, act, &code), &code), unknown, "{act}");
    }
    assert_eq!(bench.leaves(), 3, "given, ended, erased");
}

#[test]
fn a_known_code_is_not_told_by_the_limit() {
    let bench = Bench::with(crate::bench::Plan::default().rate(3));
    let browser = Browser::accepted(&bench);
    let code = browser.receipt().unwrap().to_owned();
    for code in [UNKNOWN, "nonsense", &code] {
        post(&bench, "find", code);
    }
    let after = |code: &str| masked(&post(&bench, "find", code), code);
    let known = after(&code);
    assert_eq!(known.0, 429);
    assert_eq!(after(UNKNOWN), known);
}

#[test]
fn a_long_or_hostile_code_is_refused_and_shown_as_text() {
    let bench = Bench::open();
    let long = "0".repeat(20_000);
    let answer = post(&bench, "find", &long);
    assert_eq!(answer.status, 422);
    assert!(!answer.body.contains(&"0".repeat(101)));
    let answer = post(&bench, "find", "\"><script>alert(1)</script>");
    assert_eq!(answer.status, 422);
    assert!(!answer.body.contains("<script>alert(1)"));
}

#[test]
fn withdrawing_twice_is_one_end_and_stays_visible() {
    let bench = Bench::open();
    let browser = Browser::accepted(&bench);
    let code = browser.receipt().unwrap().to_owned();
    for _ in 0..2 {
        let answer = post(&bench, "withdraw", &code);
        assert_eq!(answer.status, 200);
        assert!(answer.body.contains("rukket tilbage den"));
    }
    assert_eq!(bench.leaves(), 2);
}

#[test]
fn withdrawing_in_the_browser_that_said_yes_resets_its_choice() {
    let bench = Bench::open();
    let mut browser = Browser::accepted(&bench);
    let code = browser.receipt().unwrap().to_owned();
    let answer = browser.send(Ask::receipt("withdraw", &code));
    assert_eq!(
        (answer.status, answer.header("location")),
        (303, Some("/kvittering"))
    );
    assert!(browser.allowed().is_empty());
    assert!(answer.cookie("talrig_id").is_some());
    assert_eq!(bench.leaves(), 2);
}

#[test]
fn a_receipt_form_without_its_fields_is_refused() {
    let bench = Bench::open();
    for fields in [
        [("act", "find"), ("x", "y")],
        [("act", "delete"), ("code", UNKNOWN)],
    ] {
        assert_eq!(bench.send(&Ask::form("/kvittering", &fields)).status, 422);
    }
}

#[test]
fn a_damaged_record_is_a_fault_that_shows_no_insides() {
    let bench = Bench::open();
    let mut browser = Browser::accepted(&bench);
    let code = browser.receipt().unwrap().to_owned();
    bench.sql("UPDATE consent SET evidence = x'00'");
    let answer = post(&bench, "find", &code);
    assert_eq!(answer.status, 500);
    assert!(answer.body.contains("Der skete en fejl hos os"));
    for inside in ["consent", "sql", "panicked", ".rs", "record"] {
        assert!(
            !answer.body.to_lowercase().contains(&format!("{inside}:")),
            "{inside}"
        );
    }
    assert!(
        !browser.get("/").body.contains("<iframe"),
        "a yes that cannot be proved does not stand"
    );
}
