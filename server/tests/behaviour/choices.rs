//! What a choice form stores, and where it leads.

use crate::bench::{Ask, Bench, Browser, REFUSE, SETTINGS, hidden, of_surface};

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
