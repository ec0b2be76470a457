//! What the browser is given to keep, what it is believed about, and what a withdrawal takes back.

use crate::bench::{Ask, Bench, Browser, Plan, REFUSE, SETTINGS, untouched};

#[test]
fn gpc_counts_as_a_no_and_a_click_outranks_it() {
    let bench = Bench::open();
    let mut browser = Browser::new(&bench).with("Sec-GPC", "1");
    let home = browser.get("/");
    assert!(!home.body.contains("name=\"surface\" value=\"banner\""));
    untouched(&bench, &home);
    browser.choose("accept", &[]);
    assert_eq!(browser.allowed().len(), 7);
    assert!(browser.get("/").body.contains("<iframe"));
}

/// The value of the choice cookie of a browser that accepted everything.
fn accepted(bench: &Bench) -> String {
    let browser = Browser::accepted(bench);
    browser.cookies["samtykke"].clone()
}

#[test]
fn a_cookie_that_is_not_exactly_ours_consents_to_nothing() {
    let bench = Bench::open();
    let good = accepted(&bench);
    let home = |cookie: &str| bench.send(&Ask::get("/").header("Cookie", cookie));
    assert!(
        home(&format!("samtykke={good}")).body.contains("<iframe"),
        "the bench shows a consent"
    );
    for value in [
        "yes".to_owned(),
        "1".to_owned(),
        "{\"marketing\":true}".to_owned(),
        format!("{good}."),
        format!("\"{good}\""),
        good.replace("1.2026", "2.2026"),
        good.replace(":y", ":Y"),
        good.replace("1.20261121", "1.20991121"),
        good.replace("1.20261121", "1.20251121"),
        format!("{good}.{}", "a:00000000:y.".repeat(400)),
        format!("{good}; samtykke={good}"),
        format!("{good}; samtykke=1.20261121"),
    ] {
        let page = home(&format!("samtykke={value}"));
        assert_eq!(page.status, 200, "{value}");
        assert!(!page.body.contains("<iframe"), "{value}");
        assert!(
            page.body.contains("name=\"surface\" value=\"banner\""),
            "asked anew: {value}"
        );
    }
}

#[test]
fn a_yes_to_what_a_service_was_before_does_not_stand() {
    let bench = Bench::open();
    let good = accepted(&bench);
    let (before, after) = good.split_once("video-player:").unwrap();
    let other = format!("{before}video-player:00000000{}", &after[8..]);
    let page = bench.send(&Ask::get("/").header("Cookie", format!("samtykke={other}")));
    assert!(!page.body.contains("<iframe"));
}

#[test]
fn a_yes_ends_with_its_period() {
    let bench = Bench::open();
    let mut browser = Browser::accepted(&bench);
    bench.move_clock("2027-05-20T10:00:00Z");
    assert!(browser.get("/").body.contains("<iframe"));
    bench.move_clock("2027-05-21T10:00:00Z");
    assert!(!browser.get("/").body.contains("<iframe"));
}

#[test]
fn a_yes_withdrawn_from_elsewhere_does_not_stand() {
    let bench = Bench::open();
    let mut browser = Browser::accepted(&bench);
    let code = browser.receipt().unwrap().to_owned();
    let elsewhere = bench.send(&Ask::receipt("withdraw", &code));
    assert_eq!(
        (elsewhere.status, elsewhere.all("set-cookie").len()),
        (200, 0)
    );
    let home = browser.get("/");
    assert!(
        !home.body.contains("<iframe") && home.body.contains("name=\"surface\" value=\"banner\"")
    );
    assert!(
        !home
            .header("content-security-policy")
            .unwrap()
            .contains("video.example.com")
    );
}

#[test]
fn a_withdrawal_removes_the_declared_cookies_of_ours_and_no_others() {
    let bench = Bench::open();
    let mut browser = Browser::accepted(&bench);
    for name in ["_mtv_1", "_mtv_x.y", "mtv_uid", "talrig_id", "somebody"] {
        browser.cookies.insert(name.to_owned(), "1".to_owned());
    }
    let answer = browser.choose("refuse", &[]);
    assert_eq!(
        (answer.status, answer.header("location")),
        (303, Some("/kvittering"))
    );
    let mut removed: Vec<&str> = answer
        .all("set-cookie")
        .into_iter()
        .filter(|line| line.contains("Max-Age=0"))
        .map(|line| line.split('=').next().unwrap())
        .collect();
    removed.sort_unstable();
    assert_eq!(
        removed,
        [
            "_bl_click",
            "_lw_issue",
            "_mtv_1",
            "_mtv_x.y",
            "_pz",
            "talrig_id",
            "talrig_visit"
        ]
    );
    assert_eq!(answer.header("clear-site-data"), Some("\"storage\""));
    assert_eq!(bench.leaves(), 2);
    let receipt = browser.get("/kvittering");
    assert!(
        receipt
            .body
            .contains("rukket tilbage den 21. november 2026"),
        "{}",
        receipt.body
    );
}

#[test]
fn a_withdrawal_clears_the_storage_only_where_a_service_of_ours_used_it() {
    let bench = Bench::open();
    let mut browser = Browser::new(&bench);
    browser.choose("save", &["video-player", "brightlane"]);
    let answer = browser.choose("refuse", &[]);
    // The player keeps storage under its own origin, and Brightlane has a pixel elsewhere: neither is here.
    assert_eq!(answer.header("clear-site-data"), None);
    assert!(answer.cookie("_bl_click").is_some() && answer.cookie("lr_viewer").is_none());
}

#[test]
fn a_narrower_choice_takes_back_only_what_was_unticked() {
    let bench = Bench::open();
    let mut browser = Browser::new(&bench);
    browser.choose("save", &["talrig", "letterwing"]);
    let before = browser.receipt().unwrap().to_owned();
    let answer = browser.choose("save", &["letterwing"]);
    assert!(answer.cookie("talrig_id").is_some() && answer.cookie("_lw_issue").is_none());
    assert_eq!(browser.allowed(), ["letterwing"]);
    assert_ne!(
        browser.receipt().unwrap(),
        before,
        "the narrower yes has a receipt of its own"
    );
}

#[test]
fn a_withdrawal_at_the_site_s_host_removes_cookies_of_the_whole_domain() {
    let bench = Bench::open();
    let mut browser = Browser::new(&bench).with("Host", "samtykke.example.dk");
    browser.choose("save", &["talrig"]);
    let answer = browser.choose("refuse", &[]);
    let lines: Vec<&str> = answer
        .all("set-cookie")
        .into_iter()
        .filter(|line| line.starts_with("talrig_id="))
        .collect();
    assert_eq!(lines.len(), 2);
    assert!(!lines[0].contains("Domain") && lines[1].contains("; Domain=example.dk"));
}

#[test]
fn the_choice_cookie_spans_the_domain_only_on_a_host_of_it() {
    let bench = Bench::open();
    for (host, domain) in [
        ("example.dk", true),
        ("www.example.dk", true),
        ("Samtykke.Example.DK:8443", true),
        ("notexample.dk", false),
        ("example.dk.evil.example", false),
        ("127.0.0.1:3000", false),
        ("[::1]:3000", false),
        ("localhost", false),
    ] {
        let answer = bench.send(&Ask::form(SETTINGS, &REFUSE).header("Host", host));
        let cookie = answer.cookie("samtykke").unwrap();
        assert_eq!(
            cookie.contains("; Domain=example.dk"),
            domain,
            "{host}: {cookie}"
        );
        assert_eq!(cookie.contains("Domain="), domain, "{host}: {cookie}");
    }
}

#[test]
fn the_choice_cookie_lasts_six_calendar_months_and_is_readable_by_script() {
    let bench = Bench::open();
    for (now, days) in [
        ("2026-11-21T10:00:00Z", 181),
        ("2026-08-31T10:00:00Z", 181),
        ("2026-03-01T10:00:00Z", 184),
    ] {
        bench.move_clock(now);
        let answer = bench.send(&Ask::form(SETTINGS, &REFUSE));
        let cookie = answer.cookie("samtykke").unwrap();
        let attributes = format!("; Path=/; Max-Age={}; SameSite=Lax", days * 86_400);
        assert!(cookie.ends_with(&attributes), "{now}: {cookie}");
    }
}

#[test]
fn behind_tls_the_choice_cookie_is_secure() {
    let bench =
        Bench::with(Plan::default().set("SAMTYKKE_PUBLIC_URL", "https://samtykke.example.dk"));
    let answer = bench.send(&Ask::form(SETTINGS, &REFUSE));
    assert!(answer.cookie("samtykke").unwrap().ends_with("; Secure"));
}

#[test]
fn the_receipt_cookie_keeps_to_this_host_and_away_from_script() {
    let bench = Bench::open();
    let mut browser = Browser::new(&bench).with("Host", "www.example.dk");
    let answer = browser.choose("accept", &[]);
    let cookie = answer.cookie("__Host-samtykke-receipt").unwrap();
    assert!(
        cookie.ends_with("; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=15638400"),
        "{cookie}"
    );
    assert!(!cookie.contains("Domain"), "{cookie}");
    let answer = browser.choose("refuse", &[]);
    let cookie = answer.cookie("__Host-samtykke-receipt").unwrap();
    assert!(
        cookie.ends_with("; Path=/; Secure; HttpOnly; SameSite=Lax"),
        "until the browser closes: {cookie}"
    );
}

#[test]
fn a_cookie_of_another_program_does_not_hide_the_choice() {
    let bench = Bench::open();
    let mut browser = Browser::new(&bench);
    browser.choose("refuse", &[]);
    let ours = format!("samtykke={}", browser.cookies["samtykke"]);
    for foreign in [
        "name=s\u{f8}ren".as_bytes(),
        b"name=\xff",
        b"name",
        b"=",
        b"a=b=c",
    ] {
        let line = [foreign, b"; ", ours.as_bytes()].concat();
        let page = bench.send(&Ask::get("/").header("Cookie", line));
        assert!(
            !page.body.contains("name=\"surface\" value=\"banner\""),
            "asked again beside {foreign:?}"
        );
    }
}
