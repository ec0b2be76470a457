//! A code for a person: making it, and the letter with it, which is told once and can be printed.

use domain::problem::Problem;
use domain::staff::Vouched;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::StaffRefused;
use super::code_again::{CodeAgain, NeedsCode};
use super::field::{Summary, typed};
use crate::address::StaffPage;
use crate::components::{Field, Icon, PageTitle, Radios, Shape, language};
use crate::texts::staff_person_code_texts;

/// A code, told once.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonCodeView {
    /// The code, in groups.
    pub code: String,
    /// Whose it is, by the number of the person.
    pub person: String,
    /// The address that it works together with.
    pub email: String,
    /// Until when it works, in words.
    pub ends: String,
    /// Where the portal is.
    pub address: String,
    /// The organisation's name.
    pub organisation: String,
}

impl std::fmt::Debug for PersonCodeView {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PersonCodeView(…)")
    }
}

/// Making one.
#[component]
pub(super) fn MakePersonCode(
    /// The number of the person, where one comes from their case.
    person: String,
    needs_code: NeedsCode,
    refused: Option<StaffRefused>,
) -> impl IntoView {
    let language = language();
    let words = staff_person_code_texts(language);
    let problem = refused.as_ref().map(|refused| refused.problem);
    let problems: Vec<Problem> = problem.into_iter().collect();
    let email = typed(refused.as_ref(), "email");
    let vouched = typed(refused.as_ref(), "vouched");
    let ways = Vouched::ALL.into_iter();
    let ways: Vec<_> = ways
        .map(|way| (way.name().to_owned(), way.title(language).to_owned()))
        .collect();
    let person = match refused {
        Some(_) => typed(refused.as_ref(), "person"),
        None => person,
    };
    view! {
        <PageTitle text=words.title />
        <Summary refused />
        <h1>{words.title}</h1>
        <p class="lead">{words.lead}</p>
        <form method="post" action=StaffPage::PersonCode.path(language) novalidate>
            <Field
                name="email"
                label=words.email
                help=words.email_help
                value=email
                kind="email"
                autocomplete="off"
                problems=problems.clone()
            />
            <Radios
                name="vouched"
                legend=words.vouched
                help=words.vouched_help
                options=ways
                chosen=vouched
                problems=problems.clone()
            />
            <Field
                name="person"
                label=words.person
                help=words.person_help
                value=person
                kind="text"
                autocomplete="off"
                optional=true
                problems
            />
            <CodeAgain needed=needs_code problem />
            <div class="actions">
                <button class="button" name="act" value="make">
                    {words.make}
                </button>
            </div>
            <p class="promise">{words.promise}</p>
        </form>
    }
}

/// The code and the letter with it.
#[component]
pub(super) fn PersonCode(made: PersonCodeView) -> impl IntoView {
    let language = language();
    let words = staff_person_code_texts(language);
    let how = words
        .letter_how
        .replace("{address}", &made.address)
        .replace("{email}", &made.email);
    view! {
        <PageTitle text=words.made_title />
        <h1>{words.made_title}</h1>
        <div class="message warning screen-only">
            <Icon shape=Shape::Warning />
            <p>{words.made_warning}</p>
        </div>
        <section>
            <h2>{words.letter.replace("{organisation}", &made.organisation)}</h2>
            <p class="told-link told-code">
                <code>{made.code}</code>
            </p>
            <p>{how}</p>
            <p>{words.letter_ends.replace("{time}", &made.ends)}</p>
            <p>{words.letter_secret}</p>
        </section>
        <p class="soft screen-only">{words.number.replace("{number}", &made.person)}</p>
        <div class="actions screen-only">
            <a href=StaffPage::PersonCode.path(language) rel="external">
                {words.another}
            </a>
        </div>
    }
}
