//! The newsletter over the network: forms without script, the mail program's one click, REST, and one gate for all.

use std::io::Read as _;

use crate::bench::api::{SITE, SUBSCRIPTIONS, is_problem, post, sign_up, wording};
use crate::bench::{
    ASSOCIATION, Answer, Ask, Bench, Place, Plan, Program, ask_to_stop, exchange, hidden,
};
use crate::receipts::masked;

const ADVISER: &str = include_str!("../../../registers/adviser.toml");
const ANNA: &str = "anna@example.dk";
/// A token that was never mailed.
const UNKNOWN: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// The sign-up form as the page sends it.
fn form(bench: &Bench, email: &str) -> Ask {
    let wording = wording(bench);
    Ask::form(
        "/nyhedsbrev",
        &[
            ("wording", &wording),
            ("topic", "news"),
            ("email", email),
            ("name", ""),
            ("act", "sign-up"),
        ],
    )
}

/// Signs up, and gives the address of the link in the letter.
fn asked(bench: &Bench, email: &str) -> String {
    let answer = bench.send(&form(bench, email));
    assert_eq!(
        answer.header("location"),
        Some("/nyhedsbrev/postkasse"),
        "{}",
        answer.body
    );
    let letters = bench.letters();
    let (to, says) = &letters[0];
    assert_eq!((letters.len(), to.as_str()), (1, email));
    let start = says.find("/nyhedsbrev/bekraeft/").expect(says);
    says[start..].split_whitespace().next().unwrap().to_owned()
}

/// The addresses of the links that each letter holds.
pub(crate) struct Links {
    topics: String,
    pub(crate) leave: String,
    why: String,
}

pub(crate) fn subscribed(bench: &Bench, email: &str) -> Links {
    let done = bench.send(&Ask::form(&asked(bench, email), &[]));
    assert_eq!(done.status, 200);
    let topics = link(&done, "/nyhedsbrev/valg/");
    Links {
        leave: link(&bench.get(&topics), "/nyhedsbrev/afmeld/"),
        topics,
        why: link(&done, "/nyhedsbrev/hvorfor/"),
    }
}

/// The first address on a page that begins with `folder`.
fn link(page: &Answer, folder: &str) -> String {
    let start = page.body.find(folder).expect("the page links there");
    let rest = &page.body[start..];
    rest[..rest.find('"').unwrap()].to_owned()
}

fn press(bench: &Bench, path: &str, act: &str, page: &Answer) -> Answer {
    let form = page
        .body
        .split("<form")
        .find(|form| form.contains(&format!("value=\"{act}\"")))
        .unwrap_or_else(|| panic!("no {act} in {}", page.body));
    let hidden = hidden(form);
    let mut fields: Vec<(&str, &str)> = hidden
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    fields.push(("act", act));
    bench.send(&Ask::form(path, &fields))
}

/// The code on a page, in its groups.
fn code(page: &Answer) -> String {
    let code = page.body.split("receipt-code").nth(1).expect(&page.body);
    let code = code.split("</p>").next().unwrap();
    let groups = code.split("<span>").skip(1);
    let groups: Vec<&str> = groups
        .map(|group| group.split('<').next().unwrap())
        .collect();
    groups.join("-")
}

#[test]
fn the_whole_way_works_by_plain_forms() {
    let bench = Bench::open();
    let page = bench.get("/nyhedsbrev");
    for told in [
        "Landsforeningen Fleksnetværket",
        "nyhedsbrev@example.dk",
        "Letterwing Inc., USA",
        "slettet senest 28. november 2026",
        "Når du har sagt stop",
    ] {
        assert!(page.body.contains(told), "{told}");
    }
    assert!(
        !page.body.contains("checked"),
        "no box is ticked beforehand"
    );
    let links = subscribed(&bench, ANNA);
    let why = bench.get(&links.why);
    assert!(why.body.contains("Bekræftet fra postkassen") && why.body.contains("Skriv mig op"));
    let topics = bench.get(&links.topics);
    let fields = hidden(&topics.body[topics.body.find("valg/").unwrap()..]);
    let (_, shown) = fields.iter().find(|(name, _)| name == "wording").unwrap();
    let change = [("wording", shown.as_str()), ("topic", "events")];
    let saved = bench.send(&Ask::form(&links.topics, &change));
    assert!(
        saved.status == 200 && saved.body.contains("Dine emner er gemt"),
        "{}",
        saved.body
    );
    let goodbye = press(&bench, &links.leave, "leave", &bench.get(&links.leave));
    assert!(
        goodbye.body.contains("slettet senest 21. februar 2027"),
        "{}",
        goodbye.body
    );
    let undone = press(&bench, &links.leave, "undo", &goodbye);
    assert!(
        undone.body.contains("Du får stadig nyhedsbrevet"),
        "{}",
        undone.body
    );
    let goodbye = press(&bench, &links.leave, "leave", &bench.get(&links.leave));
    let kept_out = press(&bench, &links.leave, "keep-out", &goodbye);
    let code = code(&kept_out);
    let late = press(&bench, &links.leave, "undo", &goodbye);
    assert_eq!(late.status, 422);
    let let_in = |code: &str| {
        bench.send(&Ask::form(
            "/nyhedsbrev",
            &[("act", "let-in"), ("code", code)],
        ))
    };
    assert!(let_in(&code).body.contains("Aftrykket er slettet"));
    assert_eq!(let_in(&code).status, 422);
    assert!(
        bench
            .get(&links.why)
            .body
            .contains("Stoppet af dig den 21. november 2026")
    );
}

#[test]
fn looking_at_any_link_changes_nothing() {
    let bench = Bench::open();
    let waiting = asked(&bench, "bo@example.dk");
    let Links { topics, leave, why } = subscribed(&bench, ANNA);
    // What goes on by itself is done.
    bench.signed();
    let before = bench.content();
    assert!(before.contains("subscription"));
    for path in [waiting, topics, leave, why] {
        let english = path
            .replace("/nyhedsbrev/bekraeft/", "/en/newsletter/confirm/")
            .replace("/nyhedsbrev/valg/", "/en/newsletter/preferences/")
            .replace("/nyhedsbrev/afmeld/", "/en/newsletter/unsubscribe/")
            .replace("/nyhedsbrev/hvorfor/", "/en/newsletter/why/");
        for path in [path, english] {
            for method in ["GET", "HEAD"] {
                let answer = bench.send(&Ask::new(method, &path).header("Accept", "text/html"));
                assert_eq!(answer.status, 200, "{method} {path}");
                assert_eq!(answer.header("referrer-policy"), Some("strict-origin"));
                assert_eq!(answer.header("cache-control"), Some("private, no-store"));
            }
        }
    }
    assert_eq!(bench.content(), before);
}

#[test]
fn a_mail_program_leaves_with_one_click_and_is_sent_nowhere() {
    let bench = Bench::open();
    let one_click = |path: &str| {
        let click = Ask::new("POST", path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .body("List-Unsubscribe=One-Click");
        bench.send(&click)
    };
    let leave = subscribed(&bench, ANNA).leave;
    for path in [&leave, &leave, &format!("/nyhedsbrev/afmeld/{UNKNOWN}")] {
        let answer = one_click(path);
        assert_eq!((answer.status, answer.body.as_str()), (200, ""), "{path}");
        assert_eq!(answer.header("location"), None);
        assert_eq!(answer.all("set-cookie"), [""; 0]);
    }
    assert_eq!(
        bench.leaves(),
        4,
        "given, confirmed, ended, and the erasure of the rest"
    )
}

#[test]
fn one_click_may_come_as_the_other_kind_of_form() {
    let bench = Bench::open();
    let links = subscribed(&bench, ANNA);
    let click = Ask::new("POST", &links.leave)
        .header("Content-Type", "multipart/form-data; boundary=b")
        .body("--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--b--\r\n");
    assert_eq!(bench.send(&click).status, 200);
    assert!(
        bench
            .get(&links.topics)
            .body
            .contains("Linket er brugt eller for gammelt")
    );
}

/// All of an answer that holds no mark of its own, but for its moment.
fn bare(answer: &Answer) -> (u16, Vec<(String, String)>, String) {
    let headers = answer.headers().iter();
    let headers = headers.filter(|(name, _)| name != "date").cloned();
    (answer.status, headers.collect(), answer.body.clone())
}

#[test]
fn nobody_learns_which_addresses_and_which_links_are_known() {
    let bench = Bench::open();
    let links = subscribed(&bench, ANNA);
    bench.move_clock("2026-11-23T10:00:00Z");
    let unknown = bare(&bench.send(&form(&bench, "nobody@example.dk")));
    assert_eq!(bare(&bench.send(&form(&bench, ANNA))), unknown);
    assert_eq!(
        bare(&bench.send(&form(&bench, ANNA))),
        unknown,
        "no letter goes"
    );
    let of = |answer: &Answer, path: &str| {
        let token = path.rsplit('/').next().unwrap();
        let (status, headers, body) = masked(answer, "-");
        (status, headers, body.replace(token, "TOKEN"))
    };
    let stranger = |folder: &str| format!("{folder}/{UNKNOWN}");
    let leave = stranger("/nyhedsbrev/afmeld");
    assert_eq!(
        of(&bench.get(&links.leave), &links.leave),
        of(&bench.get(&leave), &leave)
    );
    bench.send(&Ask::form(&links.leave, &[("act", "leave")]));
    for (used, folder, fields) in [
        (&links.leave, "/nyhedsbrev/afmeld", vec![("act", "leave")]),
        (&links.topics, "/nyhedsbrev/valg", vec![("topic", "news")]),
    ] {
        let never = stranger(folder);
        let used_answer = bench.send(&Ask::form(used, &fields));
        let never_answer = bench.send(&Ask::form(&never, &fields));
        assert_eq!(
            of(&used_answer, used),
            of(&never_answer, &never),
            "{folder}"
        );
        assert_eq!(
            of(&bench.get(used), used),
            of(&bench.get(&never), &never),
            "{folder}"
        );
    }
}

#[test]
fn a_link_that_is_used_or_too_old_says_what_to_do() {
    let bench = Bench::open();
    let link = asked(&bench, ANNA);
    bench.move_clock("2026-11-28T10:00:00Z");
    for path in [
        link.as_str(),
        &format!("/nyhedsbrev/bekraeft/{UNKNOWN}"),
        "/nyhedsbrev/bekraeft/x",
    ] {
        for (answer, status) in [
            (bench.get(path), 200),
            (bench.send(&Ask::form(path, &[])), 410),
        ] {
            assert_eq!(answer.status, status, "{path}");
            let told = "Linket er brugt eller for gammelt. Skriv dig op igen, så sender vi et nyt.";
            assert!(answer.body.contains(told), "{path}");
        }
    }
}

#[test]
fn what_was_typed_comes_back_with_what_is_wrong_and_as_text() {
    let bench = Bench::open();
    for (email, told) in [
        ("", "Vi mangler din mailadresse"),
        ("a@b.dk, c@d.dk", "Der står mere end én mailadresse"),
        (
            "\"><script>alert(1)</script>@b.dk",
            "Mailadressen ser ikke rigtig ud",
        ),
        ("a@b.dk\r\nBcc: c@d.dk", "Der står mere end én mailadresse"),
    ] {
        let answer = bench.send(&form(&bench, email));
        assert_eq!(answer.status, 422, "{email}");
        assert!(
            answer.body.contains(told) && answer.body.contains("href=\"#email\""),
            "{email}"
        );
        assert!(answer.body.contains("aria-invalid=\"true\""), "{email}");
        assert!(
            answer.body.contains("value=\"news\" checked"),
            "{email}: {}",
            answer.body
        );
        assert!(!answer.body.contains("<script>alert(1)"));
    }
    let long = "x".repeat(998);
    let wording = wording(&bench);
    let with = |fields: &[(&str, &str)]| {
        let mut all = vec![("wording", wording.as_str()), ("act", "sign-up")];
        all.extend(fields);
        bench.send(&Ask::form("/nyhedsbrev", &all))
    };
    let named = with(&[("email", ANNA), ("topic", "news"), ("name", &long)]);
    assert!(
        named.status == 422 && named.body.contains("href=\"#name\"") && named.body.contains(&long)
    );
    let without = with(&[("email", ANNA), ("name", "")]);
    assert!(without.status == 422 && without.body.contains("href=\"#topic\""));
    assert_eq!(with(&[("email", &"x".repeat(30_000))]).status, 413);
    assert_eq!(bench.leaves(), 0);
    assert!(bench.letters().is_empty());
}

#[test]
fn without_a_newsletter_nothing_of_it_is_there() {
    let bench = Bench::with(Plan {
        register: ADVISER.to_owned(),
        ..Plan::default()
    });
    for path in [
        "/nyhedsbrev",
        "/en/newsletter",
        "/nyhedsbrev/postkasse",
        &format!("/nyhedsbrev/afmeld/{UNKNOWN}"),
    ] {
        assert_eq!(bench.get(path).status, 404, "{path}");
        assert_eq!(
            bench.send(&Ask::form(path, &[("act", "sign-up")])).status,
            404,
            "{path}"
        );
    }
    assert!(!bench.get("/").body.contains("/nyhedsbrev"));
    assert_eq!(bench.get("/api/v1/newsletter/wording/da").status, 404);
}

#[test]
fn programs_sign_up_through_the_same_gate() {
    let bench = Bench::open();
    let said = bench.get("/api/v1/newsletter/wording/en").json();
    assert_eq!(said["wording"]["button"], "Sign me up");
    let body = sign_up(&bench, ANNA);
    for origin in [None, Some(SITE)] {
        let ask = post(SUBSCRIPTIONS, &body);
        let ask = match origin {
            Some(origin) => ask.header("Origin", origin),
            None => ask,
        };
        let answer = bench.send(&ask);
        assert_eq!(
            (answer.status, answer.body.as_str()),
            (202, ""),
            "{origin:?}"
        );
        assert_eq!(answer.header("access-control-allow-origin"), origin);
    }
    assert_eq!(
        bench.letters().len(),
        1,
        "one letter in ten minutes, by whichever door"
    );
    let foreign = post(SUBSCRIPTIONS, &body).header("Origin", "https://elsewhere.example");
    is_problem(&bench.send(&foreign), 403, "foreign-origin");
    for (field, value, status, code) in [
        ("site", "other", 422, "unknown-site"),
        ("email", "a@b.dk, c@d.dk", 422, "several-addresses"),
        ("email", "<a@b.dk>", 422, "malformed-address"),
        ("email", "", 422, "not-as-described"),
        ("wording", UNKNOWN, 422, "not-as-described"),
    ] {
        let mut body = body.clone();
        body[field] = value.into();
        let problem = is_problem(&bench.send(&post(SUBSCRIPTIONS, &body)), status, code);
        assert_eq!(problem["field"], field, "{code}");
    }
    let mut unknown = body.clone();
    unknown["topics"] = serde_json::json!(["gossip"]);
    let problem = is_problem(
        &bench.send(&post(SUBSCRIPTIONS, &unknown)),
        422,
        "unknown-topic",
    );
    assert_eq!(problem["field"], "topics");
    bench.move_clock("2026-11-23T10:00:00Z");
    is_problem(
        &bench.send(&post(SUBSCRIPTIONS, &body)),
        422,
        "notice-changed",
    );
}

#[test]
fn a_network_s_sign_ups_are_counted_at_every_door_together() {
    let bench = Bench::with(Plan::default().rate(3));
    let by_form = form(&bench, ANNA);
    let by_program = post(SUBSCRIPTIONS, &sign_up(&bench, ANNA));
    let by_script = Ask::json("/fn/sign-up", "{}");
    assert_eq!(bench.send(&by_form).status, 303);
    assert_eq!(bench.send(&by_program).status, 202);
    assert_eq!(bench.send(&by_script).status, 422);
    for ask in [by_form, by_program, by_script] {
        assert_eq!(bench.send(&ask).status, 429);
    }
}

#[test]
fn neither_addresses_nor_tokens_are_logged() {
    const CANARY: &str = "kanariefugl";
    let place = Place::make(ASSOCIATION);
    let mut program = Program::telling_all(&place);
    let addr = program.addr();
    let token = CANARY.repeat(4)[..43].to_owned();
    let wording = exchange(addr, &Ask::get("/api/v1/newsletter/wording/da")).json();
    let email = format!("{CANARY}@example.dk");
    let fields = [
        ("wording", wording["hash"].as_str().unwrap()),
        ("topic", "news"),
        ("email", &email),
        ("name", CANARY),
        ("act", "sign-up"),
    ];
    assert_eq!(
        exchange(addr, &Ask::form("/nyhedsbrev", &fields)).status,
        303
    );
    for folder in ["bekraeft", "valg", "afmeld", "hvorfor"] {
        let path = format!("/nyhedsbrev/{folder}/{token}");
        exchange(addr, &Ask::get(&path));
        exchange(
            addr,
            &Ask::form(&path, &[("act", "leave"), ("token", CANARY)]),
        );
    }
    exchange(
        addr,
        &Ask::form("/nyhedsbrev", &[("act", "let-in"), ("code", CANARY)]),
    );
    exchange(
        addr,
        &Ask::json("/fn/sign-up", &format!("{{\"email\":\"{CANARY}\"}}")),
    );
    exchange(
        addr,
        &Ask::json(SUBSCRIPTIONS, &format!("{{\"email\":\"{CANARY}\"}}")),
    );
    ask_to_stop(&program.child);
    let mut log = String::new();
    let errors = program.child.stderr.take().unwrap();
    std::io::BufReader::new(errors)
        .read_to_string(&mut log)
        .unwrap();
    assert!(log.contains("/nyhedsbrev/bekraeft/{token}"), "{log}");
    assert!(!log.to_lowercase().contains(CANARY), "{log}");
}
