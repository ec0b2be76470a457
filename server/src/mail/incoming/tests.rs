//! What bounces say, read from those that real servers sent.

use std::path::PathBuf;

use domain::mail::{Bounce, Failure, MailAddress, Verdict};
use mail_parser::MessageParser;
use uuid::Uuid;

use super::report;

fn folder(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/bounces")
        .join(name)
}

fn bounce(file: PathBuf) -> Bounce {
    let bytes = std::fs::read(&file).unwrap();
    report::read(&MessageParser::default().parse(&bytes).unwrap())
}

/// Whom a bounce says it could not reach, in lower case and in order.
fn unreached(bounce: &Bounce) -> Vec<String> {
    let failed = bounce.recipients.iter().filter(|one| one.failure.is_some());
    let mut unreached: Vec<String> = failed
        .filter_map(|one| one.named.as_ref().or(one.last.as_ref()))
        .map(|address| address.to_lowercase())
        .collect();
    unreached.sort();
    unreached.dedup();
    unreached
}

fn ends(bounce: &Bounce) -> bool {
    let for_good = Some(Failure::ForGood);
    bounce.recipients.iter().any(|one| one.failure == for_good)
}

/// The oracle is flufl.bounce, which knows each of these servers by name.
#[test]
fn nineteen_of_twenty_samples_name_the_right_address_and_no_temporary_one_ends_anything() {
    let expected = std::fs::read_to_string(folder("flufl").join("expected.txt")).unwrap();
    let (mut right, mut wrong) = (0, Vec::new());
    for line in expected.lines() {
        let mut words = line.split(' ');
        let (file, kind) = (words.next().unwrap(), words.next().unwrap());
        let mut addresses: Vec<String> = words.map(str::to_lowercase).collect();
        addresses.sort();
        let bounce = bounce(folder("flufl").join(file));
        assert!(kind == "permanent" || !ends(&bounce), "{file} is {kind}");
        if unreached(&bounce) == addresses {
            right += 1;
        } else {
            wrong.push(file);
        }
    }
    assert_eq!(right + wrong.len(), 117);
    assert!(
        right * 100 >= 117 * 95,
        "{right} of 117; wrong are {wrong:?}"
    );
}

#[test]
fn what_postfix_sends_is_read_as_it_is_meant() {
    let mail = Uuid::nil();
    for (file, recipient, verdict) in [
        (
            "no-user",
            "anna@no-user.example",
            Verdict::ForGood("5.1.1".to_owned()),
        ),
        (
            "no-domain",
            "anna@no-domain.example",
            Verdict::ForGood("5.1.2".to_owned()),
        ),
        (
            "moved",
            "anna@moved.example",
            Verdict::ForGood("5.1.6".to_owned()),
        ),
        (
            "disabled",
            "anna@disabled.example",
            Verdict::ForGood("5.2.1".to_owned()),
        ),
        (
            "remote-no-user",
            "anna@remote.example",
            Verdict::ForGood("5.1.1".to_owned()),
        ),
        (
            "forwarded-no-user",
            "anna@forwarding.example",
            Verdict::ForGood("5.1.1".to_owned()),
        ),
        (
            "full",
            "anna@full.example",
            Verdict::ForNow("5.2.2".to_owned()),
        ),
        (
            "too-big",
            "anna@too-big.example",
            Verdict::ForNow("5.3.4".to_owned()),
        ),
        (
            "policy",
            "anna@policy.example",
            Verdict::ForNow("5.7.1".to_owned()),
        ),
        (
            "delayed",
            "anna@slow.example",
            Verdict::ForNow("4.4.1".to_owned()),
        ),
        (
            "delayed-full",
            "anna@full-for-now.example",
            Verdict::ForNow("4.2.2".to_owned()),
        ),
        (
            "expired",
            "anna@expired.example",
            Verdict::ForNow("4.4.1".to_owned()),
        ),
        ("delivered", "known@forening.example", Verdict::Nothing),
    ] {
        let bounce = bounce(folder("postfix").join(format!("{file}.eml")));
        let recipient = MailAddress::parse(recipient).unwrap();
        assert_eq!(bounce.verdict(&mail, Some(&recipient)), verdict, "{file}");
        let another = MailAddress::parse("bo@example.dk").unwrap();
        let about_another = bounce.verdict(&mail, Some(&another));
        assert_eq!(
            about_another,
            Verdict::NotBelieved,
            "{file} names whom it is about"
        );
    }
}

#[test]
fn a_person_s_answer_and_a_holiday_notice_are_no_bounces() {
    for text in [
        "From: Anna <anna@b.dk>\r\nTo: bounce+x@example.dk\r\nSubject: Re: Nyt\r\n\r\nTak! Skriv til bo@b.dk.\r\n",
        "From: anna@b.dk\r\nAuto-Submitted: auto-replied\r\nSubject: Ferie\r\n\r\nJeg er tilbage 3. januar. Ellers bo@b.dk.\r\n",
    ] {
        let bounce = report::read(&MessageParser::default().parse(text.as_bytes()).unwrap());
        assert!(bounce.recipients.is_empty(), "{text}");
    }
    let left = "From: anna@b.dk\r\nSubject: Undeliverable\r\n\r\nanna@b.dk is no longer here: user unknown. Ask bo@b.dk\r\n";
    let bounce = report::read(&MessageParser::default().parse(left.as_bytes()).unwrap());
    assert!(!ends(&bounce), "only a server can say so");
}

#[test]
fn the_mail_that_is_brought_back_is_known_by_its_id() {
    let id = Uuid::from_u128(7);
    let head = format!(
        "Message-ID: <{}@example.dk>\r\nTo: anna@b.dk\r\n",
        id.as_simple()
    );
    for kind in ["message/rfc822", "text/rfc822-headers"] {
        let text = format!(
            "From: MAILER-DAEMON@b.dk\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; boundary=x\r\n\r\n\
             --x\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; b.dk\r\n\r\n\
             Final-Recipient: rfc822; anna@b.dk\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n\
             --x\r\nContent-Type: {kind}\r\n\r\n{head}\r\n--x--\r\n"
        );
        let bounce = report::read(&MessageParser::default().parse(text.as_bytes()).unwrap());
        assert_eq!(bounce.mail, Some(id), "{kind}");
        assert_eq!(unreached(&bounce), ["anna@b.dk"]);
    }
}
