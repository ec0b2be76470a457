//! The sign-up form. What is said yes to is the wording that REST demands the hash of, and that the evidence stores.

use std::collections::BTreeMap;

use app::address::Page;
use app::texts::newsletter_texts;
use domain::embed::FORMAT;
use domain::problem::Problem;
use domain::register::Key;
use domain::subscription::CONFIRM_WITHIN;
use domain::text::{Language, date_in_words};

use super::{Choice, Done, Field, Form, Hints, TOPICS, Terms, away, problems, sending, wrong};
use crate::site::Site;

/// What only a sign-up is refused with.
const PROBLEMS: [Problem; 8] = [
    Problem::NoticeChanged,
    Problem::MissingAddress,
    Problem::SeveralAddresses,
    Problem::MalformedAddress,
    Problem::NoTopic,
    Problem::UnknownTopic,
    Problem::UnreadableName,
    Problem::NameTooLong,
];

pub(super) fn form(site: &Site, key: &Key, language: Language) -> Result<Form, Problem> {
    let texts = newsletter_texts(language);
    let (wording, hash) = site.service.sign_up_wording(language)?;
    Ok(Form {
        v: FORMAT,
        to: "newsletter/subscriptions",
        taken: 202,
        sent: BTreeMap::from([
            ("site", key.clone()),
            ("language", language.tag().to_owned()),
            ("wording", hash.to_string()),
        ]),
        title: wording.title,
        lead: wording.intro,
        warning: None,
        choice: Some(Choice {
            name: TOPICS,
            title: wording.question.unwrap_or_default(),
            help: texts.topics_help,
            of: wording.topics,
            missing: Problem::NoTopic.code(),
        }),
        fields: fields(language),
        terms: Some(Terms {
            title: texts.terms,
            of: wording.terms,
        }),
        promise: wording.promise,
        more: None,
        button: wording.button,
        sending: sending(language),
        wrong: wrong(language),
        problems: problems(&PROBLEMS, language),
        away: away(site, Page::Newsletter, texts.newsletter, language),
        done: done(site, language)?,
    })
}

fn fields(language: Language) -> Vec<Field> {
    let texts = newsletter_texts(language);
    vec![
        Field {
            name: "email",
            label: texts.email,
            help: texts.email_help,
            kind: "email",
            autocomplete: "email",
            missing: Some(Problem::MissingAddress.code()),
            unreadable: Problem::MalformedAddress.code(),
        },
        Field {
            name: "name",
            label: texts.name,
            help: texts.name_help,
            kind: "text",
            autocomplete: "name",
            missing: None,
            unreadable: Problem::UnreadableName.code(),
        },
    ]
}

fn done(site: &Site, language: Language) -> Result<Done, Problem> {
    let texts = newsletter_texts(language);
    let newsletter = site.service.register().newsletter();
    let newsletter = newsletter.ok_or(Problem::NotFound)?;
    let gone = CONFIRM_WITHIN.after(site.service.today());
    let gone = date_in_words(gone.map_err(|_| Problem::Fault)?, language);
    let letter = texts.letter(&newsletter.newsletter.from, &gone);
    Ok(Done {
        title: texts.mailbox_title,
        texts: vec![texts.mailbox_next.to_owned(), letter],
        hints: Some(Hints {
            title: texts.mailbox_missing,
            of: texts.no_letter(newsletter.no_return().is_some()),
        }),
        again: texts.sign_up_again,
    })
}
