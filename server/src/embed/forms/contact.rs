//! The contact form. It names another way for what is sensitive, and says who gets what is written and when it goes.

use std::collections::BTreeMap;

use app::address::Page;
use app::contact::{SecureWay, section, secure_way, who_gets_it};
use app::texts::contact_texts;
use domain::embed::FORMAT;
use domain::problem::Problem;
use domain::text::Language;

use super::{Done, Field, Form, Link, Part, away, problems, sending, wrong};
use crate::site::Site;

/// What only an enquiry is refused with.
const PROBLEMS: [Problem; 10] = [
    Problem::MissingName,
    Problem::NameTooLong,
    Problem::NameUnreadable,
    Problem::MissingAddress,
    Problem::SeveralAddresses,
    Problem::MalformedAddress,
    Problem::MalformedPhone,
    Problem::MissingMessage,
    Problem::MessageTooLong,
    Problem::CprInMessage,
];

pub(super) fn form(site: &Site, language: Language) -> Result<Form, Problem> {
    let texts = contact_texts(language);
    let register = site.service.register();
    let purpose = register.contact_purpose().ok_or(Problem::NotFound)?;
    let (text, link) = match secure_way(register, language) {
        SecureWay::Portal { words, path } => {
            let link = Link {
                href: format!("{}{path}", site.origin),
                text: contact_texts(language).sensitive_link,
            };
            (words, Some(link))
        }
        SecureWay::Elsewhere(words) => (words, None),
    };
    let promise = [
        texts.only_to_answer.to_owned(),
        who_gets_it(register, purpose, language),
        site.service.enquiry_promise()?.in_words(language),
    ];
    Ok(Form {
        v: FORMAT,
        to: "contact/messages",
        taken: 201,
        sent: BTreeMap::from([("language", language.tag().to_owned())]),
        title: texts.form_title.to_owned(),
        lead: texts.form_lead.to_owned(),
        warning: Some(Part {
            title: texts.sensitive_title.to_owned(),
            text,
            link,
        }),
        choice: None,
        fields: fields(language),
        terms: None,
        promise: promise.join(" "),
        more: Some(Link {
            href: format!("{}{}", site.origin, section(purpose, language)),
            text: texts.read_more,
        }),
        button: texts.send.to_owned(),
        sending: sending(language),
        wrong: wrong(language),
        problems: problems(&PROBLEMS, language),
        away: away(site, Page::Contact, texts.form_title, language),
        done: Done {
            title: texts.received_title,
            texts: vec![
                texts.received_mail.to_owned(),
                texts.received_no_mail.to_owned(),
            ],
            hints: None,
            again: texts.write_again,
        },
    })
}

fn fields(language: Language) -> Vec<Field> {
    let texts = contact_texts(language);
    let field = |name, label, help, missing: Option<Problem>, unreadable: Problem| Field {
        name,
        label,
        help,
        kind: "text",
        autocomplete: name,
        missing: missing.map(Problem::code),
        unreadable: unreadable.code(),
    };
    vec![
        field(
            "name",
            texts.name,
            texts.name_help,
            Some(Problem::MissingName),
            Problem::NameUnreadable,
        ),
        Field {
            kind: "email",
            ..field(
                "email",
                texts.email,
                texts.email_help,
                Some(Problem::MissingAddress),
                Problem::MalformedAddress,
            )
        },
        Field {
            kind: "tel",
            autocomplete: "tel",
            ..field(
                "phone",
                texts.phone,
                texts.phone_help,
                None,
                Problem::MalformedPhone,
            )
        },
        Field {
            kind: "area",
            autocomplete: "off",
            ..field(
                "message",
                texts.message,
                texts.message_help,
                Some(Problem::MissingMessage),
                Problem::MessageTooLong,
            )
        },
    ]
}
