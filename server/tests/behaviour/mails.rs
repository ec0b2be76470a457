//! Mails as their readers see them: words in both languages, text and HTML, nothing loaded and nothing counted.

use std::time::Duration;

use serde_json::{Value, json};

use crate::bench::{ASSOCIATION, Ask, Bench, Place, Victim, exchange};

/// 32 bytes, as they stand in a link.
const TOKEN: &str = "AwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwM";

/// A letter of this kind.
pub(crate) fn envelope(to: &str, language: &str, kind: &str) -> Value {
    json!({
        "to": to,
        "name": null,
        "language": language,
        "letter": { "kind": kind, "token": TOKEN },
    })
}

/// Waits until so many mails are there.
fn wait_for(victim: &Victim, count: usize) -> Vec<Value> {
    for _ in 0..200 {
        let mails = victim.mails();
        if mails.len() >= count {
            return mails;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("not {count} mails in ten seconds");
}

fn text<'a>(mail: &'a Value, part: &str) -> &'a str {
    mail[part].as_str().unwrap()
}

#[test]
fn a_letter_says_the_same_in_text_and_html_and_loads_nothing() {
    let place = Place::make(ASSOCIATION);
    let victim = Victim::start(&place, 1, &[]);
    for kind in ["confirm_subscription", "message_waits"] {
        for language in ["da", "en"] {
            victim.write_mails(&[envelope("anna@example.dk", language, kind)]);
        }
    }
    for mail in wait_for(&victim, 4) {
        assert_eq!(text(&mail, "to"), "anna@example.dk");
        let subject = text(&mail, "subject");
        let from = match subject.contains("nyhedsbrev") || subject.contains("newsletter") {
            true => "nyhedsbrev@example.dk",
            false => "kontakt@example.dk",
        };
        assert_eq!(text(&mail, "from"), from);
        let (text_part, html) = (text(&mail, "text"), text(&mail, "html"));
        let links = |part: &str| part.matches(TOKEN).count();
        assert_eq!((links(text_part), links(html)), (1, 1));
        let subject = text(&mail, "subject");
        assert!(
            !subject.contains(TOKEN) && !subject.contains("anna"),
            "{subject}"
        );
        for loads in [
            "<img",
            "src=",
            "<link",
            "<script",
            "url(",
            "<style",
            "@import",
            "background=",
        ] {
            assert!(!html.contains(loads), "{loads} in {html}");
        }
        let origins = html.matches("http").count();
        assert_eq!(
            origins,
            html.matches(&format!("http://{}/", victim.addr)).count()
        );
        let language = if text_part.contains("Sådan bruger vi") {
            "da"
        } else {
            "en"
        };
        assert!(html.contains(&format!("<html lang=\"{language}\">")));
        let head = text(&mail, "head");
        assert!(
            head.contains(&format!("Content-Language: {language}")),
            "{head}"
        );
        assert!(head.contains("Auto-Submitted: auto-generated"), "{head}");
    }
}

#[test]
fn a_letter_that_may_reveal_nothing_says_only_that_there_is_one() {
    let place = Place::make(ASSOCIATION);
    let victim = Victim::start(&place, 1, &[]);
    victim.write_mails(&[envelope("anna@example.dk", "da", "message_waits")]);
    let mail = wait_for(&victim, 1).remove(0);
    for part in ["subject", "text", "html"] {
        for word in ["nyhedsbrev", "helbred", "arrangement", "sag"] {
            assert!(
                !text(&mail, part).to_lowercase().contains(word),
                "{word} in {part}"
            );
        }
    }
}

#[test]
fn names_and_addresses_stay_what_they_are() {
    let place = Place::make(ASSOCIATION);
    let victim = Victim::start(&place, 1, &[]);
    let names = [
        "Åse \"Ø\" <b>x</b>, Bcc: <evil@example.org>; =?utf-8?q?x?=".to_owned(),
        "æ".repeat(200),
        "a".repeat(200),
    ];
    for name in &names {
        let mut named = envelope("anna@example.dk", "da", "message_waits");
        named["to"] = json!("anna+x@blåbær.example");
        named["name"] = json!(name);
        victim.write_mails(&[named]);
    }
    for mail in wait_for(&victim, 3) {
        let head = text(&mail, "head");
        let names_of_headers: Vec<&str> = head
            .lines()
            .filter(|line| !line.starts_with([' ', '\t']))
            .map(|line| line.split(':').next().unwrap())
            .collect();
        let expected = [
            "From",
            "To",
            "Subject",
            "Date",
            "Message-ID",
            "Auto-Submitted",
            "Content-Language",
            "MIME-Version",
            "Content-Type",
            "Content-Transfer-Encoding",
        ];
        let mut sorted = (names_of_headers.clone(), expected.to_vec());
        sorted.0.sort_unstable();
        sorted.1.sort_unstable();
        assert_eq!(sorted.0, sorted.1, "{head}");
        assert!(head.is_ascii(), "{head}");
        // A word that is longer than a line stays whole, far below the 998 characters that a line may have.
        let is_short = |line: &str| line.len() <= 78 || line.contains(&names[2]);
        assert!(head.lines().all(is_short), "{head}");
        assert_eq!(text(&mail, "to"), "anna+x@xn--blbr-roah.example");
    }
}

#[test]
fn what_would_be_another_header_or_recipient_is_no_letter() {
    let place = Place::make(ASSOCIATION);
    let victim = Victim::start(&place, 1, &[]);
    for (field, value) in [
        ("to", "a@example.dk\r\nBcc: b@example.dk"),
        ("to", "a@example.dk, b@example.dk"),
        ("name", "Anna\r\nBcc: b@example.dk"),
        ("name", "Anna\u{2028}Bcc: b@example.dk"),
    ] {
        let mut bad = envelope("a@example.dk", "da", "message_waits");
        bad[field] = json!(value);
        assert_eq!(victim.try_to_write_mails(&[bad]), 422);
    }
}

#[test]
fn files_of_mails_go_with_their_entries() {
    let place = Place::make(ASSOCIATION);
    let victim = Victim::start(&place, 1, &["--now", "2026-11-21T10:00:00Z"]);
    victim.write_mails(&[envelope("anna@example.dk", "da", "message_waits")]);
    wait_for(&victim, 1);
    victim.move_clock("2026-12-20T22:00:00Z");
    victim.sweep();
    assert_eq!(victim.mails().len(), 1);
    // 30 days, as the register says, and the time that sending took.
    victim.move_clock("2026-12-21T10:10:00Z");
    victim.sweep();
    assert!(victim.mails().is_empty());
    let left = std::fs::read_dir(place.data().join("mail"))
        .unwrap()
        .count();
    assert_eq!(left, 0);
}

#[test]
fn who_tries_the_service_out_reads_the_mails_on_this_machine_only() {
    let place = Place::make(ASSOCIATION);
    let victim = Victim::start(&place, 1, &[]);
    victim.write_mails(&[envelope("anna@example.dk", "da", "confirm_subscription")]);
    let mail = wait_for(&victim, 1).remove(0);
    let list = exchange(victim.addr, &Ask::get("/mails"));
    assert_eq!(list.status, 200);
    let page = format!("/mails/{}", text(&mail, "id"));
    assert!(
        list.body.contains(&format!("href=\"{page}\"")),
        "{}",
        list.body
    );
    let shown = exchange(victim.addr, &Ask::get(&page));
    assert!(shown.body.contains(TOKEN));
    let html = exchange(victim.addr, &Ask::get(&format!("{page}/html")));
    assert!(html.body.contains(TOKEN));
    let policy = html.header("content-security-policy").unwrap();
    assert!(
        policy.starts_with("sandbox; default-src 'none';"),
        "{policy}"
    );
    for address in ["/mails", &page, &format!("{page}/html")] {
        let elsewhere = Ask::get(address).only("Host", "rebound.example");
        assert_eq!(exchange(victim.addr, &elsewhere).status, 404, "{address}");
    }
}

#[test]
fn where_others_reach_the_service_no_mails_are_shown() {
    let plan =
        crate::bench::Plan::default().set("SAMTYKKE_PUBLIC_URL", "https://samtykke.example.dk");
    let bench = Bench::with(plan);
    assert_eq!(bench.get("/mails").status, 404);
}
