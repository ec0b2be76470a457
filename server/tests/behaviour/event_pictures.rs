//! The picture of an event: handed in with a form, served from an address that names it, and nothing of the file but its
//! dots.

use app::address::StaffPage;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::bench::host::typed;
use crate::bench::staff::at;
use crate::bench::{Answer, Ask, Bench};

/// A PNG of 8 by 8 red dots with a comment: `GPS 55.67 12.56`.
const PNG: &str = "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAF3RFWHRDb21tZW50AEdQUyA1NS42NyAxMi41Nscw3vwAAAARSURBVHicYzghJ4cVMQwtCQCQv0EBsp8+IgAAAABJRU5ErkJggg==";

fn source(page: &Answer) -> Option<String> {
    let (_, after) = page.body.split_once("src=\"/pictures/")?;
    let (name, _) = after.split_once('"')?;
    Some(format!("/pictures/{name}"))
}

#[test]
fn a_picture_is_shown_with_its_words_and_without_what_else_stood_in_the_file() {
    let bench = Bench::open();
    let mut host = bench.host();
    let fields = typed("Julecafé", "2026-12-07T19:00", "2026-12-07T21:30");
    let (own, public) = host.publishes(&fields);
    let id = public.rsplit_once('/').unwrap().1.to_owned();
    let page = format!("{}/{id}", at(StaffPage::EventPicture));
    assert!(host.get(&own).body.contains(&format!("href=\"{page}\"")));
    assert_eq!(source(&bench.get(&public)), None);
    let file = STANDARD.decode(PNG).unwrap();
    assert!(file.windows(3).any(|bytes| bytes == b"GPS"));
    let words = [
        ("danish", "Gløgg & \"småkager\""),
        ("english", "Mulled wine"),
        ("act", "save"),
    ];

    for (file, words, field) in [
        (&b"<svg onload=alert(1)>"[..], words, "picture-error"),
        (
            &file,
            [words[0], ("english", " "), words[2]],
            "english-error",
        ),
        (&[], words, "picture-error"),
    ] {
        let refused = host.hands_in(&page, file, &words);
        assert_eq!(refused.status, 422);
        assert!(refused.body.contains(field), "{field}: {}", refused.body);
        let kept = "value=\"Gløgg &amp; &quot;småkager&quot;\"";
        assert!(refused.body.contains(kept), "{}", refused.body);
    }
    let large = vec![0; 5 * 1024 * 1024 + 1];
    assert_eq!(host.hands_in(&page, &large, &words).status, 422);
    let done = host.hands_in(&page, &file, &words);
    assert_eq!(done.status, 303, "{}", done.body);

    let shown = bench.get(&public);
    assert!(
        shown
            .body
            .contains("alt=\"Gløgg &amp; &quot;småkager&quot;\""),
        "{}",
        shown.body
    );
    let english = bench.get(&format!("/en/events/{id}"));
    assert!(
        english
            .body
            .contains("alt=\"Mulled wine\" width=\"8\" height=\"8\"")
    );
    let address = source(&shown).unwrap();
    assert_eq!(source(&host.get(&page)), Some(address.clone()));
    assert!(
        shown
            .body
            .contains(&format!("\"image\":\"http://{}{address}\"", bench.addr))
    );
    let picture = bench.get(&address);
    assert_eq!(picture.header("content-type"), Some("image/jpeg"));
    let age = picture.header("cache-control");
    assert_eq!(age, Some("public, max-age=31536000, immutable"));
    assert_eq!(picture.header("x-content-type-options"), Some("nosniff"));
    assert!(picture.bytes().starts_with(b"\xff\xd8\xff"));
    assert!(!picture.bytes().windows(3).any(|bytes| bytes == b"GPS"));
    let unknown = format!("/pictures/{}.jpg", "0".repeat(64));
    for path in [
        &*unknown,
        "/pictures/x.jpg",
        &address.replace(".jpg", ".png"),
    ] {
        assert_eq!(bench.get(path).status, 404, "{path}");
    }

    let reworded = [("danish", "Gløgg"), words[1], words[2]];
    assert_eq!(host.hands_in(&page, &[], &reworded).status, 303);
    let shown = bench.get(&public);
    assert!(shown.body.contains("alt=\"Gløgg\""));
    assert_eq!(source(&shown), Some(address.clone()));
    assert_eq!(host.hands_in(&page, &[], &[("act", "remove")]).status, 303);
    assert_eq!(source(&bench.get(&public)), None);
    assert_eq!(bench.get(&address).status, 404);
}

#[test]
fn a_draft_goes_with_its_picture_and_nobody_else_hands_one_in() {
    let bench = Bench::open();
    let mut host = bench.host();
    let fields = typed("Julecafé", "2026-12-07T19:00", "2026-12-07T21:30");
    let own = host.writes(&fields);
    let id = own.rsplit_once('/').unwrap().1;
    let page = format!("{}/{id}", at(StaffPage::EventPicture));
    let words = [
        ("danish", "Gløgg"),
        ("english", "Mulled wine"),
        ("act", "save"),
    ];
    let file = STANDARD.decode(PNG).unwrap();
    assert_eq!(host.hands_in(&page, &file, &words).status, 303);
    assert_eq!(bench.count("SELECT count(*) FROM event_picture"), 1);
    host.acts(&own, "delete", &fields);
    assert_eq!(bench.count("SELECT count(*) FROM event_picture"), 0);
    assert_eq!(host.hands_in(&page, &file, &words).status, 404);
    let plain = Ask::form(&page, &words);
    assert_eq!(bench.send(&plain).status, 422, "no form of ours");
    let stranger = Ask::new("POST", &page)
        .header("Content-Type", "multipart/form-data; boundary=x")
        .body("--x\r\nContent-Disposition: form-data; name=\"act\"\r\n\r\nremove\r\n--x--\r\n");
    assert_eq!(bench.send(&stranger).status, 401);
}
