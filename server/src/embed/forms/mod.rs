//! The forms for other people's websites: each as a description that the second script only has to build, so that it
//! need not know what a form asks or says. All words are those of our own pages. They hold dates, so a form is composed
//! whenever it is asked for, and compressed when it has become another.

mod contact;
mod newsletter;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use app::address::Page;
use app::texts::{contact_texts, texts};
use domain::problem::Problem;
use domain::register::Key;
use domain::subscription::{Term, TopicWording};
use domain::text::Language;
use serde::Serialize;

use super::JSON;
use super::file::File;
use crate::site::Site;

/// A form that the register's sites may show.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    Newsletter,
    Contact,
}

/// The field of the topics.
const TOPICS: &str = "topics";

/// Everything a form shows and sends.
#[derive(Serialize)]
struct Form {
    /// [`domain::embed::FORMAT`].
    v: u8,
    /// Where it is posted, below `/api/v1`.
    to: &'static str,
    /// The status of an answer that took it.
    taken: u16,
    /// What is sent with whatever is typed.
    sent: BTreeMap<&'static str, String>,
    title: String,
    lead: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    warning: Option<Part>,
    #[serde(skip_serializing_if = "Option::is_none")]
    choice: Option<Choice>,
    fields: Vec<Field>,
    #[serde(skip_serializing_if = "Option::is_none")]
    terms: Option<Terms>,
    promise: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    more: Option<Link>,
    button: String,
    sending: &'static str,
    /// The title above everything that is wrong.
    wrong: &'static str,
    /// What may be wrong, by the code that REST tells it with.
    problems: BTreeMap<&'static str, Wrong>,
    away: Away,
    done: Done,
}

/// A title and what stands under it.
#[derive(Serialize)]
struct Part {
    title: String,
    text: String,
    /// Where it leads on.
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<Link>,
}

/// Boxes of which at least one is ticked.
#[derive(Serialize)]
struct Choice {
    name: &'static str,
    title: String,
    help: &'static str,
    of: Vec<TopicWording>,
    /// The problem when none is.
    missing: &'static str,
}

/// What is typed on one line, or on many.
#[derive(Serialize)]
struct Field {
    name: &'static str,
    label: &'static str,
    help: &'static str,
    /// The type of its input, or `area` for many lines.
    kind: &'static str,
    autocomplete: &'static str,
    /// The problem when it is empty; none where it may be.
    #[serde(skip_serializing_if = "Option::is_none")]
    missing: Option<&'static str>,
    /// The problem when REST cannot read it.
    unreadable: &'static str,
}

#[derive(Serialize)]
struct Terms {
    title: &'static str,
    of: Vec<Term>,
}

#[derive(Serialize)]
struct Link {
    href: String,
    text: &'static str,
}

/// What is wrong with a field, or with everything.
#[derive(Serialize)]
struct Wrong {
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'static str>,
    text: String,
}

/// What is said when no answer of ours comes, with our own page beside it.
#[derive(Serialize)]
struct Away {
    text: &'static str,
    page: Link,
}

/// What is said when it is taken: the same to everybody. What REST says in words stands under it.
#[derive(Serialize)]
struct Done {
    title: &'static str,
    texts: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hints: Option<Hints>,
    /// The button that brings the form back.
    again: &'static str,
}

#[derive(Serialize)]
struct Hints {
    title: &'static str,
    of: Vec<&'static str>,
}

/// The forms of one site in one language, as last composed.
#[derive(Default)]
pub(super) struct Forms {
    newsletter: Latest,
    contact: Latest,
}

/// A file, and what it was made of.
#[derive(Default)]
struct Latest(Mutex<Option<(Vec<u8>, Arc<File>)>>);

impl Forms {
    /// The form as it is today.
    pub(super) fn of(
        &self,
        site: &Site,
        (key, language): (&Key, Language),
        kind: Kind,
    ) -> Result<Arc<File>, Problem> {
        let (form, latest) = match kind {
            Kind::Newsletter => (newsletter::form(site, key, language)?, &self.newsletter),
            Kind::Contact => (contact::form(site, language)?, &self.contact),
        };
        let json = serde_json::to_vec(&form).map_err(|_| Problem::Fault)?;
        latest.file(json)
    }
}

impl Latest {
    fn file(&self, json: Vec<u8>) -> Result<Arc<File>, Problem> {
        // It is whole at any moment, so a panic elsewhere has broken nothing.
        let mut latest = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((made_of, file)) = &*latest
            && *made_of == json
        {
            return Ok(Arc::clone(file));
        }
        let file = Arc::new(File::new(JSON, json.clone()).map_err(|_| Problem::Fault)?);
        *latest = Some((json, Arc::clone(&file)));
        Ok(file)
    }
}

/// What any form may be refused with, and what only this one may.
fn problems(only: &[Problem], language: Language) -> BTreeMap<&'static str, Wrong> {
    const ANY: [Problem; 2] = [Problem::TooManyRequests, Problem::TooLarge];
    let wrong = |problem: &Problem| {
        let text = format!("{}. {}", problem.title(language), problem.remedy(language));
        let field = problem.field().map(as_rest_names_it);
        (problem.code(), Wrong { field, text })
    };
    ANY.iter().chain(only).map(wrong).collect()
}

/// A form posts each topic for itself, and REST takes them all in one field.
fn as_rest_names_it(field: &'static str) -> &'static str {
    if field == "topic" { TOPICS } else { field }
}

/// What stands in for an answer, with the way to our own `page`.
fn away(site: &Site, page: Page, text: &'static str, language: Language) -> Away {
    Away {
        text: no_answer(language),
        page: Link {
            href: format!("{}{}", site.origin, page.path(language)),
            text,
        },
    }
}

/// What only these forms say: on our own pages the browser says it.
const fn no_answer(language: Language) -> &'static str {
    match language {
        Language::Da => {
            "Vi fik ikke et svar, vi kan bruge. Det, du skrev, står her endnu. Prøv igen om lidt, det bliver ikke sendt to gange. Eller brug vores egen side:"
        }
        Language::En => {
            "We got no answer that we can use. What you wrote is still here. Try again shortly; it is not sent twice. Or use our own page:"
        }
    }
}

/// What stands on the button's line while it is on its way.
const fn sending(language: Language) -> &'static str {
    contact_texts(language).sending
}

/// The title above everything that is wrong.
const fn wrong(language: Language) -> &'static str {
    texts(language).form_problem
}
