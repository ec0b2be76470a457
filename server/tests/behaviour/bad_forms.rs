//! What a choice form is refused for; what was ticked comes back, and nothing is stored.

use crate::bench::{Ask, Bench, Browser, REFUSE, SETTINGS, hidden, of_surface, untouched};

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
