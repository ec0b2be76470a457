//! How much one network may ask for, and who counts as one.

use crate::bench::api::{LOOK_UP, WITHDRAW, post};
use crate::bench::{Ask, Bench, Plan, REFUSE, SETTINGS};

#[test]
fn one_too_many_is_told_when_to_come_back() {
    let bench = Bench::with(Plan::default().rate(2));
    for _ in 0..2 {
        assert_eq!(bench.send(&Ask::form(SETTINGS, &REFUSE)).status, 303);
    }
    let page = bench.send(&Ask::form(SETTINGS, &REFUSE));
    assert_eq!((page.status, page.header("retry-after")), (429, Some("60")));
    assert!(page.body.contains("Vent et minut"));
    let program = bench.send(&Ask::json("/fn/choose", "{}"));
    assert_eq!(
        (program.status, program.header("retry-after")),
        (429, Some("60"))
    );
    assert_eq!(bench.refusals(), 2);
}

#[test]
fn a_receipt_looked_up_or_a_page_read_does_not_use_up_the_choices() {
    let bench = Bench::with(Plan::default().rate(1));
    for _ in 0..3 {
        assert_eq!(bench.get("/").status, 200);
        bench.send(&Ask::form("/kvittering", &[("code", "x")]));
    }
    assert_eq!(bench.send(&Ask::form(SETTINGS, &REFUSE)).status, 303);
}

#[test]
fn looking_up_and_withdrawing_have_limits_of_their_own_behind_both_doors_together() {
    let bench = Bench::with(Plan::default().rate(1));
    let form = |act| Ask::receipt(act, "x");
    let call = |path| post(path, &serde_json::json!({"receipt": "x"}));
    assert_eq!(bench.send(&form("find")).status, 422);
    assert_eq!(bench.send(&form("withdraw")).status, 422);
    for ask in [
        form("find"),
        form("withdraw"),
        call(LOOK_UP),
        call(WITHDRAW),
        Ask::json("/fn/receipt", "{}"),
    ] {
        assert_eq!(
            bench.send(&ask).status,
            429,
            "another door is no way around"
        );
    }
}

#[test]
fn a_claimed_address_does_not_escape_the_limit() {
    let bench = Bench::with(Plan::default().rate(2));
    let statuses: Vec<u16> = (0..5)
        .map(|hop| {
            let claimed = format!("198.51.100.{hop}");
            let ask = ["X-Forwarded-For", "X-Real-IP", "Forwarded"]
                .iter()
                .fold(Ask::form(SETTINGS, &REFUSE), |ask, name| {
                    ask.header(name, &claimed)
                });
            bench.send(&ask).status
        })
        .collect();
    assert_eq!(statuses, [303, 303, 429, 429, 429]);
}

#[test]
fn behind_a_trusted_proxy_each_client_has_its_own_limit() {
    let bench = Bench::with(
        Plan::default()
            .rate(1)
            .set("SAMTYKKE_TRUSTED_PROXIES", "127.0.0.1"),
    );
    let send = |hops: &str| {
        bench
            .send(&Ask::form(SETTINGS, &REFUSE).header("X-Forwarded-For", hops))
            .status
    };
    assert_eq!(
        [
            send("198.51.100.1"),
            send("198.51.100.2"),
            send("198.51.100.1")
        ],
        [303, 303, 429]
    );
    assert_eq!(
        send("203.0.113.9, 198.51.100.2"),
        429,
        "what the client wrote before its own address"
    );
}
