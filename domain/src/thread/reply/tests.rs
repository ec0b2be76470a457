use proptest::prelude::*;

use super::*;

const TOKEN: &str = "abcdefghijklmnopqrstuvwxyz234567";

fn own() -> MailAddress {
    MailAddress::parse("kontakt@example.dk").unwrap()
}

fn mail(text: &str) -> IncomingMail {
    IncomingMail {
        bytes: text.len(),
        return_path: Some("anna@b.dk".to_owned()),
        from: vec!["Anna@b.dk".to_owned()],
        to: vec![
            "chef@example.dk".to_owned(),
            reply_address(&own(), &TOKEN.to_uppercase()),
        ],
        message_id: "1@b.dk".to_owned(),
        text: text.to_owned(),
        ..IncomingMail::default()
    }
}

fn read(mail: &IncomingMail) -> Result<Reply, NotAReply> {
    read_reply(mail, &own())
}

fn text(typed: &str) -> String {
    read(&mail(typed)).unwrap().text
}

#[test]
fn the_mark_is_found_whatever_a_server_did_to_its_letters() {
    let reply = read(&mail("Tak.")).unwrap();
    assert_eq!(reply.token.as_deref(), Some(TOKEN));
    assert_eq!(reply.from.mailbox(), "anna@b.dk");
    assert_eq!(format!("{reply:?}"), "Reply(…)");
}

#[test]
fn what_is_attached_is_named_on_one_line() {
    let mut with = mail("Se her.");
    with.attachments = vec!["a\r\nb.pdf".to_owned(), "x".repeat(300)];
    let reply = read(&with).unwrap();
    let long = "x".repeat(100);
    let said = format!("Se her.\n\n[Attached, but not taken in: ab.pdf, {long}]");
    assert_eq!(reply.words(Language::En), said);
    assert_eq!(
        read(&mail("Se her.")).unwrap().words(Language::Da),
        "Se her."
    );
}

#[test]
fn without_a_mark_it_may_say_what_it_answers() {
    let id = Uuid::from_u128(7);
    let answer = IncomingMail {
        to: vec!["kontakt@example.dk".to_owned()],
        references: vec![
            "x@b.dk".to_owned(),
            format!("{}@example.dk", id.as_simple()),
        ],
        ..mail("Tak.")
    };
    let reply = read(&answer).unwrap();
    assert_eq!((reply.token, reply.answers), (None, vec![id]));
}

#[test]
fn what_answers_nothing_of_ours_is_left_alone() {
    for to in [
        "kontakt@example.dk",
        "kontakt+kort@example.dk",
        &format!("kontakt+{TOKEN}@elsewhere.dk"),
        &format!("andre+{TOKEN}@example.dk"),
        "",
    ] {
        let stray = IncomingMail {
            to: vec![to.to_owned()],
            ..mail("Hej")
        };
        assert_eq!(read(&stray), Err(NotAReply::NotToUs), "{to}");
    }
}

#[test]
fn machines_are_told_by_any_of_their_signs() {
    let some = |word: &str| Some(word.to_owned());
    let machines = [
        IncomingMail {
            auto_submitted: some("auto-replied"),
            ..mail("Fravær")
        },
        IncomingMail {
            auto_submitted: some("auto-generated; x=y"),
            ..mail("Fravær")
        },
        IncomingMail {
            precedence: some(" Bulk "),
            ..mail("Fravær")
        },
        IncomingMail {
            precedence: some("auto_reply"),
            ..mail("Fravær")
        },
        IncomingMail {
            is_from_list: true,
            ..mail("Fravær")
        },
        IncomingMail {
            return_path: None,
            ..mail("Fravær")
        },
    ];
    for machine in &machines {
        assert_eq!(read(machine), Err(NotAReply::Automatic));
    }
    let person = IncomingMail {
        auto_submitted: some("no"),
        precedence: some("first-class"),
        ..mail("Hej")
    };
    assert!(read(&person).is_ok());
}

#[test]
fn what_we_sent_ourselves_is_a_loop() {
    for from in [
        "Kontakt@example.dk".to_owned(),
        reply_address(&own(), TOKEN),
    ] {
        let looped = IncomingMail {
            from: vec![from],
            ..mail("Hej")
        };
        assert_eq!(read(&looped), Err(NotAReply::Loop));
    }
}

#[test]
fn there_is_one_sender_or_none() {
    for from in [vec![], vec!["a@b.dk", "c@d.dk"], vec!["ikke en adresse"]] {
        let from = from.into_iter().map(str::to_owned).collect();
        assert_eq!(
            read(&IncomingMail {
                from,
                ..mail("Hej")
            }),
            Err(NotAReply::NoSender)
        );
    }
}

#[test]
fn size_and_emptiness_are_told() {
    assert_eq!(read(&mail(" \r\n\t")), Err(NotAReply::Empty));
    assert_eq!(read(&mail(&"æ".repeat(5_001))), Err(NotAReply::TooLarge));
    let large = IncomingMail {
        bytes: MAX_BYTES + 1,
        ..mail("Hej")
    };
    assert_eq!(read(&large), Err(NotAReply::TooLarge));
}

#[test]
fn what_stands_below_is_cut_off_and_what_is_new_stays() {
    let cases = [
        (
            "Tak.\r\n\r\nDen 21. nov. 2026 kl. 10.00 skrev Foreningen:\r\n> Hej\r\n> Åse",
            "Tak.",
        ),
        (
            "Tak.\nDen lør. 21. nov. 2026 kl. 10.00 skrev Foreningen\n<kontakt@example.dk>:\n\n> Hej",
            "Tak.",
        ),
        (
            "Thanks.\n\nOn Sat, 21 Nov 2026, Us wrote:\n> Hi\n>\n> there",
            "Thanks.",
        ),
        (
            "Tak.\n\n-----Oprindelig meddelelse-----\nFra: os\nHej",
            "Tak.",
        ),
        (
            "Tak.\n________________________________\nFra: os\nHej",
            "Tak.",
        ),
        ("Tak.\n-- \nAnna\nTlf. 12 34 56 78", "Tak."),
        ("Tak.\n> Hej\n> Åse", "Tak."),
    ];
    for (typed, expected) in cases {
        assert_eq!(text(typed), expected, "{typed}");
    }
}

#[test]
fn what_could_be_new_is_never_cut_off() {
    let whole = [
        "> Hvornår?\nMandag.\n> Hvor?\nHos os.",
        "> Hej\n> Åse",
        "Den 3. maj skrev jeg til jer:\nJeg venter stadig.",
        "On 3 May I wrote:\nI still wait.",
        "a -- b\n--------\nc",
        "---\nHej",
    ];
    for typed in whole {
        assert_eq!(text(typed), typed);
    }
}

proptest! {
    #[test]
    fn nothing_is_made_up_and_something_always_stays(typed in "([a-zæ> :_-]|\n){1,60}") {
        let plain = plain_text(&typed);
        match read(&mail(&typed)) {
            Ok(reply) => {
                prop_assert!(!reply.text.is_empty());
                prop_assert!(plain.starts_with(&reply.text));
            }
            Err(error) => {
                prop_assert_eq!(error, NotAReply::Empty);
                prop_assert!(plain.is_empty());
            }
        }
    }
}
