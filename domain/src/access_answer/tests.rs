use jiff::Timestamp;
use jiff::civil::{DateTime, date};
use uuid::Uuid;

use super::*;
use crate::disclosure::{Disclosure, GivenData};
use crate::event::{Participant, SeatState, TypedParticipant};
use crate::held::{Held, HeldThing, KeptFor, Spoken, What};
use crate::mail::{Line, MailAddress};
use crate::register::RegisterSource;
use crate::retention::Bound;
use crate::thread::{Author, Promise, Sender, State, Way};

const ENQUIRY: Uuid = Uuid::from_u128(2);

fn served() -> crate::register::ServedRegister {
    let text = include_str!("../../../registers/association.toml");
    let source = RegisterSource::parse("association.toml", text).unwrap();
    crate::register::ServedRegister::new(source).unwrap()
}

fn at() -> Timestamp {
    "2026-11-21T12:00:00Z".parse().unwrap()
}

fn line(text: &str) -> Line {
    Line::parse(text).unwrap()
}

fn thing(id: u128, purpose: &str, what: What) -> HeldThing {
    HeldThing {
        id: Uuid::from_u128(id),
        purpose: purpose.to_owned(),
        what,
        since: at(),
        kept: KeptFor::Until(Promise {
            last_day: date(2026, 12, 21),
            bound: Bound::KeptUntil,
        }),
        disclosures: Vec::new(),
        looks: Vec::new(),
        mails: Vec::new(),
        corrected_at: Vec::new(),
        receipt: None,
        link: None,
    }
}

fn held() -> Held {
    let typed = TypedParticipant {
        name: "Anna Ørn",
        email: "anna@example.dk",
        phone: "",
        companions: &["Bo Canary".to_owned()],
    };
    let seat = What::Seat {
        event: line("Julecafé"),
        starts: date(2026, 12, 7).at(19, 0, 0, 0),
        state: SeatState::Seated,
        participant: Box::new(Participant::read(typed, Language::Da).unwrap()),
    };
    let enquiry = What::Enquiry {
        sender: Box::new(Sender {
            name: line("Anna Ørn"),
            email: MailAddress::parse("anna@example.dk").unwrap(),
            phone: None,
        }),
        state: State::Answered,
        messages: vec![Spoken {
            author: Author::Sender,
            way: Way::Form,
            at: at(),
            words: vec!["Min nabo Lis Canary hjalp mig. Lis\nCanary er sød.".to_owned()],
        }],
    };
    let given = Disclosure {
        schema: Disclosure::SCHEMA.to_owned(),
        id: Uuid::from_u128(9),
        about: Uuid::from_u128(1),
        recipient: line("Mødesal Inc."),
        country: "US".to_owned(),
        data: vec![GivenData::IpAddress],
        article9: None,
        consent: None,
        how: None,
        purpose: "webinar-room".to_owned(),
        basis: "GDPR 6(1)(b)".to_owned(),
        disclosed_at: at(),
        register: served().version(),
    };
    Held {
        email: MailAddress::parse("anna@example.dk").unwrap(),
        things: vec![
            HeldThing {
                disclosures: vec![given],
                ..thing(1, "event-seat", seat)
            },
            thing(2, "contact", enquiry),
        ],
    }
}

fn local(at: Timestamp) -> DateTime {
    jiff::tz::Offset::constant(1).to_datetime(at)
}

fn answered(held: &Held, marks: &[Mark], language: Language) -> Result<AccessAnswer, NotMarked> {
    let served = served();
    let request = "rights-cases".to_owned();
    let to = AnswerTo {
        served: &served,
        language,
        today: date(2026, 11, 25),
        request: Some(&request),
        local: &local,
    };
    compose(to, held, marks)
}

fn text(answer: &AccessAnswer) -> String {
    String::from_utf8(answer.to_json().unwrap()).unwrap()
}

#[test]
fn it_lacks_nothing_in_either_language_and_names_who_was_given_what() {
    for language in Language::ALL {
        let answer = answered(&held(), &[], language).unwrap();
        assert_eq!(answer.missing(), []);
        assert_eq!(
            answer.purposes,
            ["contact", "event-seat", "rights-cases"],
            "in the register's order"
        );
        let text = text(&answer);
        for said in [
            "anna@example.dk",
            "Anna Ørn",
            "Mødesal Inc.",
            "Datatilsynet",
        ] {
            assert!(text.contains(said), "{said}");
        }
        let read: AccessAnswer = serde_json::from_str(&text).unwrap();
        assert!(read == answer);
    }
}

#[test]
fn whoever_nothing_is_known_of_gets_a_whole_answer_too() {
    let nothing = Held {
        things: Vec::new(),
        ..held()
    };
    let answer = answered(&nothing, &[], Language::Da).unwrap();
    assert_eq!(answer.missing(), []);
    assert_eq!(answer.purposes, ["rights-cases"]);
}

#[test]
fn every_item_and_every_purpose_under_it_is_missed() {
    let whole = answered(&held(), &[], Language::Da).unwrap();
    for item in AnswerItem::ALL {
        let mut without = whole.clone();
        without.blocks.retain(|block| block.item != item);
        let lacks = Lacks {
            item,
            purpose: None,
        };
        assert_eq!(without.missing(), std::slice::from_ref(&lacks));
        let mut emptied = whole.clone();
        for block in emptied.blocks.iter_mut().filter(|block| block.item == item) {
            block.paragraphs = vec![" ".to_owned()];
            block.parts.clear();
        }
        assert_eq!(emptied.missing(), [lacks]);
        let mut silent = whole.clone();
        for block in silent.blocks.iter_mut().filter(|block| block.item == item) {
            block.parts.retain(|part| part.purpose != "contact");
        }
        let of_purpose = Lacks {
            item,
            purpose: Some("contact".to_owned()),
        };
        let expected = if item.is_per_purpose() {
            vec![of_purpose]
        } else {
            Vec::new()
        };
        assert_eq!(silent.missing(), expected);
    }
}

#[test]
fn what_is_held_for_a_purpose_that_the_register_lost_is_not_sent_unexplained() {
    let mut lost = held();
    lost.things[1].purpose = "long-gone".to_owned();
    let answer = answered(&lost, &[], Language::Da).unwrap();
    let lacks = answer.missing();
    assert!(!lacks.is_empty());
    for lack in lacks {
        assert_eq!(lack.purpose.as_deref(), Some("long-gone"));
        assert_ne!(lack.item, AnswerItem::Copy, "the data itself is there");
    }
}

#[test]
fn others_are_left_out_and_the_letter_says_that_and_why_and_not_what() {
    let mark = Mark {
        thing: ENQUIRY,
        words: "Lis Canary".to_owned(),
        ground: RedactionGround::OtherPerson,
        why: "Naboen er ikke en del af sagen.".to_owned(),
    };
    let answer = answered(&held(), std::slice::from_ref(&mark), Language::Da).unwrap();
    let told = text(&answer);
    assert!(!told.contains("Canary"));
    assert!(told.contains("Min nabo [udeladt] hjalp mig. [udeladt] er sød."));
    assert!(told.contains("Naboen er ikke en del af sagen."));
    let places: Vec<u32> = answer.redactions.iter().map(|left| left.places).collect();
    assert_eq!(places, [1, 2]);
    assert!(!format!("{answer:?}{mark:?}").contains("Naboen"));
    for nowhere in [
        Mark {
            words: "Per Canary".to_owned(),
            ..mark.clone()
        },
        Mark {
            words: " ".to_owned(),
            ..mark.clone()
        },
        Mark {
            thing: Uuid::from_u128(1),
            ..mark
        },
    ] {
        let refused = answered(&held(), &[nowhere], Language::Da);
        assert_eq!(refused.unwrap_err(), NotMarked);
    }
}

#[test]
fn a_country_outside_the_eea_is_named_with_what_protects_data_there() {
    let answer = answered(&held(), &[], Language::Da).unwrap();
    let of = |item| {
        let mut blocks = answer.blocks.iter();
        blocks.find(|block| block.item == item).unwrap()
    };
    let transfers = of(AnswerItem::Transfers).paragraphs.join(" ");
    assert!(transfers.contains("USA"), "{transfers}");
    let given = &of(AnswerItem::Recipients).parts;
    let seat = given.iter().find(|part| part.purpose == "event-seat");
    assert!(
        seat.unwrap()
            .paragraphs
            .join(" ")
            .contains("din IP-adresse")
    );
}
