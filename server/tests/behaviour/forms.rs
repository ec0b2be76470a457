//! The choice form: what it stores, what it sets in the browser, and what it refuses.

use crate::bench::{Ask, Bench, Browser, Plan, hidden, of_surface};

const SETTINGS: &str = "/cookieindstillinger";
const REFUSE: [(&str, &str); 2] = [("act", "refuse"), ("surface", "banner")];

/// Nothing was stored, and nothing is set in the browser.
#[track_caller]
fn untouched(bench: &Bench, answer: &crate::bench::Answer) {
    assert_eq!(answer.all("set-cookie"), [""; 0]);
    assert_eq!((bench.leaves(), bench.refusals()), (0, 0));
}

#[test]
fn a_refusal_is_one_count_and_one_cookie() {
    let bench = Bench::open();
    let answer = bench.send(&Ask::form(SETTINGS, &REFUSE));
    assert_eq!(
        (answer.status, answer.header("location")),
        (303, Some("/#valg-gemt"))
    );
    assert_eq!(answer.all("set-cookie").len(), 1);
    let cookie = answer.cookie("samtykke").unwrap();
    assert!(
        cookie.starts_with("samtykke=1.20261121.") && !cookie.contains(":y"),
        "{cookie}"
    );
    assert_eq!((bench.leaves(), bench.refusals()), (0, 1));
}

#[test]
fn closing_the_banner_refuses() {
    let bench = Bench::open();
    let mut browser = Browser::new(&bench);
    let home = browser.get("/");
    let answer = browser.post(&hidden(of_surface(&home.body, "banner")), "close", &[]);
    assert_eq!(
        (answer.status, answer.header("location")),
        (303, Some("/#valg-gemt"))
    );
    assert!(browser.allowed().is_empty() && browser.cookies.len() == 1);
    assert_eq!((bench.leaves(), bench.refusals()), (0, 1));
}

#[test]
fn an_acceptance_is_one_leaf_and_a_receipt_code() {
    let bench = Bench::open();
    let mut browser = Browser::new(&bench);
    let answer = browser.choose("accept", &[]);
    assert_eq!(
        (answer.status, answer.header("location")),
        (303, Some("/cookieindstillinger#valg-gemt"))
    );
    assert_eq!(browser.allowed().len(), 7);
    assert_eq!(browser.receipt().map(str::len), Some(30));
    assert_eq!((bench.leaves(), bench.refusals()), (1, 0));
}

#[test]
fn saving_accepts_what_is_ticked_and_nothing_else() {
    let bench = Bench::open();
    let mut browser = Browser::new(&bench);
    browser.choose("save", &["talrig", "video-player"]);
    let mut allowed = browser.allowed();
    allowed.sort_unstable();
    assert_eq!(allowed, ["talrig", "video-player"]);
}

#[test]
fn saving_with_nothing_ticked_refuses() {
    let bench = Bench::open();
    let mut browser = Browser::new(&bench);
    assert_eq!(browser.choose("save", &[]).status, 303);
    assert_eq!((browser.allowed().len(), browser.receipt()), (0, None));
    assert_eq!((bench.leaves(), bench.refusals()), (0, 1));
}

#[test]
fn a_placeholder_accepts_its_own_service_and_returns_to_it() {
    let bench = Bench::open();
    let mut browser = Browser::new(&bench);
    let home = browser.get("/");
    let fields = hidden(of_surface(&home.body, "placeholder"));
    let answer = browser.post(&fields, "accept", &[]);
    assert_eq!(answer.header("location"), Some("/#video-player"));
    assert_eq!(browser.allowed(), ["video-player"]);
    assert!(browser.get("/").body.contains("<iframe"));
}

#[test]
fn a_choice_returns_to_the_page_it_came_from_in_its_language() {
    let bench = Bench::open();
    for (path, settings) in [
        ("/privatliv", SETTINGS),
        ("/en/privacy", "/en/cookie-settings"),
    ] {
        let fields = [REFUSE[0], REFUSE[1], ("return_to", path)];
        let answer = bench.send(&Ask::form(settings, &fields));
        assert_eq!(
            answer.header("location"),
            Some(format!("{path}#valg-gemt").as_str())
        );
    }
}

#[test]
fn no_choice_returns_to_another_site() {
    let bench = Bench::open();
    for target in [
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https:evil.example",
        "https://evil.example/",
        "/\t/evil.example",
        "\t//evil.example",
        "/%09/evil.example",
        "/@evil.example",
        "@evil.example",
        "/privatliv@evil.example",
        "/\r\nLocation: https://evil.example",
        "/privatliv\r\nSet-Cookie: a=b",
        "/privatliv/../../evil",
        "javascript:alert(1)",
        "/privatliv\0",
        " /privatliv",
        "//",
        "",
    ] {
        let answer = bench.send(&Ask::form(
            SETTINGS,
            &[REFUSE[0], REFUSE[1], ("return_to", target)],
        ));
        assert_eq!(
            (answer.status, answer.header("location")),
            (303, Some("/#valg-gemt")),
            "{target:?}"
        );
        assert_eq!(answer.all("set-cookie").len(), 1, "{target:?}");
    }
}

#[test]
fn the_same_form_sent_twice_is_one_record_with_one_code() {
    let bench = Bench::open();
    let mut browser = Browser::new(&bench);
    let fields = browser.settings();
    let codes = [(); 2].map(|()| {
        let mut again = Browser::new(&bench);
        assert_eq!(again.post(&fields, "accept", &[]).status, 303);
        again.receipt().unwrap().to_owned()
    });
    assert_eq!(codes[0], codes[1]);
    assert_eq!(bench.leaves(), 1);
}

#[test]
fn the_same_form_sent_by_eight_at_once_is_one_record() {
    let bench = Bench::open();
    let fields = Browser::new(&bench).settings();
    let send = || {
        let mut browser = Browser::new(&bench);
        browser.post(&fields, "accept", &[]);
        browser.receipt().unwrap().to_owned()
    };
    let codes: Vec<String> = std::thread::scope(|scope| {
        let sending: Vec<_> = (0..8).map(|_| scope.spawn(send)).collect();
        sending
            .into_iter()
            .map(|sent| sent.join().unwrap())
            .collect()
    });
    assert!(codes.iter().all(|code| *code == codes[0]));
    assert_eq!(bench.leaves(), 1);
}

#[test]
fn an_unknown_service_brings_the_page_back_with_what_was_ticked_and_why() {
    let bench = Bench::open();
    let mut browser = Browser::new(&bench);
    let answer = browser.choose("save", &["talrig", "nobody"]);
    assert_eq!(answer.status, 422);
    assert!(answer.body.contains("Et af valgene findes ikke længere"));
    let form = of_surface(&answer.body, "settings");
    let boxes: Vec<&str> = form.split("<input type=\"checkbox\"").skip(1).collect();
    let ticked = |service: &str| {
        let mark = format!("value=\"{service}\"");
        let found = boxes
            .iter()
            .find(|field| field.split('>').next().unwrap().contains(&mark))
            .unwrap();
        found.split('>').next().unwrap().contains("checked")
    };
    assert!(ticked("talrig") && !ticked("metrivio"));
    untouched(&bench, &answer);
}

#[test]
fn a_refused_form_still_returns_to_where_it_came_from() {
    let bench = Bench::open();
    let fields = [
        ("act", "save"),
        ("surface", "banner"),
        ("service", "nobody"),
        ("return_to", "/privatliv"),
    ];
    let answer = bench.send(&Ask::form(SETTINGS, &fields));
    let back = hidden(of_surface(&answer.body, "settings"));
    assert!(
        back.contains(&("return_to".to_owned(), "/privatliv".to_owned())),
        "{back:?}"
    );
}

#[test]
fn words_typed_into_a_field_never_become_markup() {
    let bench = Bench::open();
    let attack = "\"><script>alert(1)</script>";
    let fields = [
        ("act", "save"),
        ("surface", "settings"),
        ("service", attack),
        ("return_to", attack),
    ];
    let answer = bench.send(&Ask::form(SETTINGS, &fields));
    assert_eq!(answer.status, 422);
    assert!(!answer.body.contains("<script>alert(1)"));
}

#[test]
fn a_yes_to_a_text_no_longer_in_force_is_not_stored_and_a_no_is() {
    let bench = Bench::open();
    let old = "0".repeat(64);
    let mut fields = Browser::new(&bench).settings();
    fields
        .iter_mut()
        .find(|(name, _)| name == "notice")
        .unwrap()
        .1 = old;
    let mut browser = Browser::new(&bench);
    let answer = browser.post(&fields, "accept", &[]);
    assert_eq!(answer.status, 422);
    assert!(answer.body.contains("Teksten er ændret"));
    untouched(&bench, &answer);
    assert_eq!(browser.post(&fields, "refuse", &[]).status, 303);
    assert_eq!((bench.leaves(), bench.refusals()), (0, 1));
}

#[test]
fn a_yes_without_its_one_time_mark_is_not_stored() {
    let bench = Bench::open();
    let mut fields = Browser::new(&bench).settings();
    for mark in [
        None,
        Some(""),
        Some("zz"),
        Some("00112233445566778899aabbccddeeff00"),
    ] {
        fields.retain(|(name, _)| name != "attempt");
        fields.extend(mark.map(|mark| ("attempt".to_owned(), mark.to_owned())));
        let answer = Browser::new(&bench).post(&fields, "accept", &[]);
        assert_eq!(answer.status, 422, "{mark:?}");
        untouched(&bench, &answer);
    }
}

#[test]
fn a_body_that_is_no_form_is_refused() {
    let bench = Bench::open();
    let body = "act=refuse&surface=banner";
    for kind in [
        "text/plain",
        "application/json",
        "multipart/form-data; boundary=x",
        "",
        "\u{e6}",
    ] {
        let ask = Ask::new("POST", SETTINGS)
            .header("Accept", "text/html")
            .header("Content-Type", kind)
            .body(body);
        let answer = bench.send(&ask);
        assert_eq!(answer.status, 422, "{kind}");
        assert!(
            answer.body.contains("Vi kunne ikke læse formularen"),
            "{kind}"
        );
        untouched(&bench, &answer);
    }
    assert_eq!(
        bench.send(&Ask::new("POST", SETTINGS).body(body)).status,
        422
    );
}

#[test]
fn a_form_with_a_charset_in_its_type_is_read() {
    let bench = Bench::open();
    let ask = Ask::form(SETTINGS, &REFUSE).only(
        "Content-Type",
        "Application/X-WWW-Form-Urlencoded; charset=UTF-8",
    );
    assert_eq!(bench.send(&ask).status, 303);
}

#[test]
fn a_body_over_the_limit_is_refused_whether_or_not_it_tells_its_length() {
    let bench = Bench::open();
    let padding = "x".repeat(server::limits::MAX_BODY);
    let large = Ask::form(SETTINGS, &[REFUSE[0], REFUSE[1], ("padding", &padding)]);
    for ask in [large.clone(), large.chunked()] {
        let answer = bench.send(&ask);
        assert_eq!(answer.status, 413);
        assert!(answer.body.contains("fylder for meget"), "{}", answer.body);
        untouched(&bench, &answer);
    }
}

#[test]
fn a_body_within_the_limit_is_read_in_pieces_too() {
    let bench = Bench::open();
    let padding = "x".repeat(server::limits::MAX_BODY - 100);
    let ask = Ask::form(SETTINGS, &[REFUSE[0], REFUSE[1], ("padding", &padding)]);
    assert_eq!(bench.send(&ask.chunked()).status, 303);
}

#[test]
fn more_services_or_longer_texts_than_a_register_holds_are_refused() {
    let bench = Bench::open();
    let mut many = vec![("act", "save"), ("surface", "settings")];
    many.extend([("service", "talrig"); 101]);
    let long = "x".repeat(201);
    let long = [
        ("act", "save"),
        ("surface", "settings"),
        ("service", long.as_str()),
    ];
    for fields in [many.as_slice(), &long] {
        let answer = bench.send(&Ask::form(SETTINGS, fields));
        assert_eq!(answer.status, 413);
        untouched(&bench, &answer);
    }
}

#[test]
fn a_field_that_must_stand_once_and_stands_twice_is_no_form() {
    let bench = Bench::open();
    for fields in [
        [("act", "accept"), ("act", "refuse"), ("surface", "banner")],
        [
            ("act", "accept"),
            ("surface", "banner"),
            ("surface", "banner"),
        ],
    ] {
        let answer = bench.send(&Ask::form(SETTINGS, &fields));
        assert_eq!(answer.status, 422);
        untouched(&bench, &answer);
    }
}

#[test]
fn a_mark_sent_twice_counts_as_none() {
    let bench = Bench::open();
    let mut fields = Browser::new(&bench).settings();
    fields.push((
        "attempt".to_owned(),
        "00112233445566778899aabbccddeeff".to_owned(),
    ));
    let answer = Browser::new(&bench).post(&fields, "accept", &[]);
    assert_eq!(answer.status, 422);
    untouched(&bench, &answer);
}

#[test]
fn fields_that_our_page_never_sends_change_nothing() {
    let bench = Bench::open();
    let mut fields = vec![
        REFUSE[0],
        REFUSE[1],
        ("granted[talrig]", "true"),
        ("a[b][c][d]", "1"),
        ("", ""),
    ];
    fields.extend([
        ("__proto__", "x"),
        ("given_at", "2020-01-01T00:00:00Z"),
        ("method", "script"),
    ]);
    let answer = bench.send(&Ask::form(SETTINGS, &fields));
    assert_eq!(answer.status, 303);
    assert!(!answer.cookie("samtykke").unwrap().contains(":y"));
    assert_eq!((bench.leaves(), bench.refusals()), (0, 1));
}

#[test]
fn bytes_that_are_no_text_are_no_form() {
    let bench = Bench::open();
    for body in [
        b"act=\xff\xfe&surface=banner".as_slice(),
        b"act=%ff&surface=banner",
        b"\x00\x01\x02",
        b"",
        b"&&&=&=",
    ] {
        let answer = bench.send(&Ask::form(SETTINGS, &[]).body(body));
        assert_eq!(answer.status, 422);
        untouched(&bench, &answer);
    }
}

#[test]
fn an_unknown_embed_is_refused() {
    let bench = Bench::open();
    for embed in ["nobody", "choice", "../talrig"] {
        let fields = [
            ("act", "accept"),
            ("surface", "placeholder"),
            ("embed", embed),
        ];
        let answer = bench.send(&Ask::form(SETTINGS, &fields));
        assert_eq!(answer.status, 422, "{embed}");
        untouched(&bench, &answer);
    }
}

#[test]
fn a_form_sent_by_get_changes_nothing() {
    let bench = Bench::open();
    let answer = bench.get("/cookieindstillinger?act=accept&surface=settings&service=talrig");
    assert_eq!(answer.status, 200);
    untouched(&bench, &answer);
}

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
    let mut browser = Browser::new(bench);
    browser.choose("accept", &[]);
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
    let mut browser = Browser::new(&bench);
    browser.choose("accept", &[]);
    bench.move_clock("2027-05-20T10:00:00Z");
    assert!(browser.get("/").body.contains("<iframe"));
    bench.move_clock("2027-05-21T10:00:00Z");
    assert!(!browser.get("/").body.contains("<iframe"));
}

#[test]
fn a_yes_withdrawn_from_elsewhere_does_not_stand() {
    let bench = Bench::open();
    let mut browser = Browser::new(&bench);
    browser.choose("accept", &[]);
    let code = browser.receipt().unwrap().to_owned();
    let elsewhere = bench.send(&Ask::form(
        "/kvittering",
        &[("act", "withdraw"), ("code", &code)],
    ));
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
    let mut browser = Browser::new(&bench);
    browser.choose("accept", &[]);
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
