//! What the script for other websites must read out of the choice cookie: `end2end/embed/cookies.json` holds values,
//! valid, hostile and on the border, with what this crate makes of them, so that the two readings cannot drift apart.

#![expect(clippy::expect_used, reason = "a test may panic")]

use std::fs;
use std::path::Path;

use domain::consent::{Ask, ChoiceCookie, Standing};
use domain::embed::Kept;
use domain::register::{RegisterSource, ServedRegister};
use jiff::civil::{Date, date};
use serde_json::{Value, json};

const GOOD: &str = include_str!("register/good.toml");
const FILE: &str = "../end2end/embed/cookies.json";
const TODAY: Date = date(2026, 11, 21);
/// Where a value names the fingerprint in force.
const CURRENT: &str = "CURRENT";

fn register() -> ServedRegister {
    let source = RegisterSource::parse("good.toml", GOOD).expect("the register is read");
    ServedRegister::new(source).expect("the register is served")
}

/// Values that stand or fall by their form alone, read on [`TODAY`].
fn of_form() -> Vec<String> {
    let long = |length: usize| {
        let start = "1.20261121.taeller:CURRENT:y.";
        let rest = format!(":{}:n", "0".repeat(8));
        // The fingerprint in force is one character longer than its placeholder.
        let name = length - start.len() - 1 - rest.len();
        format!("{start}{}{rest}", "a".repeat(name))
    };
    let fixed = [
        "1.20261121",
        "1.20261121.taeller:CURRENT:y",
        "1.20261121.taeller:CURRENT:n",
        "1.20261121.taeller:00000000:y",
        "1.20261121.video:CURRENT:y",
        "1.20261121.video:99aabbcc:n.taeller:CURRENT:y",
        "1.20261121.-:99aabbcc:y.0:99aabbcc:y.taeller:CURRENT:y",
        "",
        "1",
        "1.",
        ".",
        "0.20261121.taeller:CURRENT:y",
        "2.20261121.taeller:CURRENT:y",
        "01.20261121.taeller:CURRENT:y",
        "1.20261121.",
        "1.20261121..taeller:CURRENT:y",
        "1.20261121.taeller:CURRENT:y.",
        " 1.20261121.taeller:CURRENT:y",
        "1.20261121.taeller:CURRENT:y ",
        "\"1.20261121.taeller:CURRENT:y\"",
        "1.20261121.taeller:CURRENT:y\n",
        "1.20261121.taeller:CURRENT:y\u{0}",
        "1.20261121.taeller:CURRENT:Y",
        "1.20261121.taeller:CURRENT:yes",
        "1.20261121.taeller:CURRENT:1",
        "1.20261121.taeller:CURRENT:",
        "1.20261121.taeller:CURRENT",
        "1.20261121.taeller",
        "1.20261121.taeller:CURRENT:y:y",
        "1.20261121.:CURRENT:y",
        "1.20261121.Taeller:CURRENT:y",
        "1.20261121.t\u{e6}ller:CURRENT:y",
        "1.20261121.taeller_2:CURRENT:y",
        "1.20261121.taeller:1A2B3C4D:y",
        "1.20261121.taeller:1a2b3c4:y",
        "1.20261121.taeller:1a2b3c4d5:y",
        "1.20261121.taeller:0x1a2b3c:y",
        "1.20261121.taeller:+1a2b3c4:y",
        "1.20261121.taeller:CURRENT:n.taeller:CURRENT:y",
        "1.20261121.taeller:CURRENT:y.taeller:CURRENT:y",
        "1.20261121.__proto__:CURRENT:y",
        "1.20261121.constructor:99aabbcc:y.taeller:CURRENT:n",
        "1.20261121.taeller%3ACURRENT%3Ay",
        "1.20261121.taeller:CURRENT:y; samtykke=x",
        "1.2026112.taeller:CURRENT:y",
        "1.202611210.taeller:CURRENT:y",
        "1.2026-11-21.taeller:CURRENT:y",
        "1.+2261121.taeller:CURRENT:y",
        "1.20260229.taeller:CURRENT:y",
        "1.20261131.taeller:CURRENT:y",
        "1.20261300.taeller:CURRENT:y",
        "1.20260001.taeller:CURRENT:y",
        "1.00000101.taeller:CURRENT:y",
        "1.99991231.taeller:CURRENT:y",
        "true",
        "null",
        "{\"taeller\":true}",
        "1.20261121.<script>alert(1)</script>:CURRENT:y",
    ];
    let mut values: Vec<String> = fixed.map(str::to_owned).into();
    values.push(long(3072));
    values.push(long(3073));
    values
}

/// Days of a choice and of a look at it: a choice lasts six months, to the month's last day.
const DAYS: [(&str, Date); 14] = [
    ("20261121", date(2026, 11, 20)),
    ("20261121", date(2026, 11, 19)),
    ("20261121", date(2027, 5, 20)),
    ("20261121", date(2027, 5, 21)),
    ("20261121", date(2027, 5, 22)),
    ("20260831", date(2027, 2, 27)),
    ("20260831", date(2027, 2, 28)),
    ("20270831", date(2028, 2, 28)),
    ("20270831", date(2028, 2, 29)),
    ("20261231", date(2026, 12, 30)),
    ("20261231", date(2027, 6, 29)),
    ("20261231", date(2027, 6, 30)),
    ("20240229", date(2024, 8, 28)),
    ("20240229", date(2024, 8, 29)),
];

fn case(register: &ServedRegister, value: &str, today: Date) -> Value {
    let fingerprint = register
        .fingerprint("taeller")
        .expect("the register has it")
        .to_string();
    let value = value.replace(CURRENT, &fingerprint);
    let standing = Standing::of(register, Some(&value), false, today);
    json!({
        "value": value,
        "today": today.to_string(),
        "isOurs": ChoiceCookie::parse(&value).is_some(),
        "stands": standing.decided.is_some(),
        "granted": standing.granted,
        "asks": standing.ask != Ask::Nothing,
    })
}

fn vectors() -> String {
    let register = register();
    let of_form = of_form();
    let of_form = of_form.iter().map(|value| (value.clone(), TODAY));
    let of_days = DAYS.into_iter().flat_map(|(day, today)| {
        ["y", "n"].map(|answer| (format!("1.{day}.taeller:{CURRENT}:{answer}"), today))
    });
    let cases: Vec<Value> = of_form
        .chain(of_days)
        .map(|(value, today)| case(&register, &value, today))
        .collect();
    let services: Vec<Value> = register
        .optional_services()
        .map(|(key, _)| {
            let fingerprint = register.fingerprint(key).map(|print| print.to_string());
            json!({ "key": key, "fingerprint": fingerprint })
        })
        .collect();
    let vectors = json!({
        "kept": Kept::from(&register.register().cookies),
        "services": services,
        "cases": cases,
    });
    let text = serde_json::to_string_pretty(&vectors).expect("vectors have a JSON form");
    format!("{text}\n")
}

#[test]
fn the_scripts_vectors_are_what_this_crate_reads() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(FILE);
    let expected = vectors();
    if std::env::var("WRITE_VECTORS").is_ok_and(|set| set == "1") {
        fs::write(&file, &expected).expect("the vectors can be written");
    }
    let written = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        written == expected,
        "{FILE} is not what the code reads; remedy: look at what changed, then run this test with WRITE_VECTORS=1"
    );
}

#[test]
fn they_hold_what_is_granted_and_what_is_not() {
    let read: Value = serde_json::from_str(&vectors()).expect("vectors are read");
    let cases = read["cases"].as_array().expect("there are cases");
    let count = |field: &str| cases.iter().filter(|case| case[field] == true).count();
    let granting = |case: &&Value| {
        case["granted"]
            .as_array()
            .is_some_and(|keys| !keys.is_empty())
    };
    let granted = cases.iter().filter(granting).count();
    assert!(
        count("isOurs") > 30 && count("stands") > 15 && granted > 8,
        "{granted}"
    );
    assert!(cases.len() - count("isOurs") > 40);
    for case in cases {
        assert!(
            case["stands"] == true || case["granted"] == json!([]),
            "{case}"
        );
    }
}
