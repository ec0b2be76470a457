//! Putting contact details right: at once, and by oneself.

use domain::held::Contact;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::RightsRefused;
use super::field::{Summary, all_typed, problems, typed};
use crate::address::RightsPage;
use crate::components::{Companions, Field, PageTitle, language};
use crate::texts::held_texts;

/// Contact details, and which thing they are in.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectView {
    /// The thing, as the address names it.
    pub one: String,
    /// What it is called.
    pub title: String,
    /// The details as they stand.
    pub contact: Contact,
}

impl std::fmt::Debug for CorrectView {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CorrectView(…)")
    }
}

/// The page.
#[component]
pub(super) fn Correct(view: CorrectView, refused: Option<RightsRefused>) -> impl IntoView {
    let language = language();
    let words = held_texts(language);
    let CorrectView {
        one,
        title,
        contact,
    } = view;
    let value = |name: &str, standing: String| match &refused {
        Some(refused) => typed(Some(refused), name),
        None => standing,
    };
    let problems = problems(refused.as_ref());
    let action = format!("{}/{one}", RightsPage::Correct.path(language));
    let name = value("name", contact.name);
    let phone = contact.phone.map(|phone| value("phone", phone));
    let standing = contact.companions.unwrap_or_default();
    // As many as came along before: the seats are taken.
    let most = u8::try_from(standing.len()).unwrap_or(u8::MAX);
    let companions = match &refused {
        Some(refused) => all_typed(refused, "companion"),
        None => standing,
    };
    view! {
        <PageTitle text=words.correct />
        <Summary refused=refused.clone() />
        <h1>{words.correct}</h1>
        <p class="lead">{title}</p>
        <form method="post" action=action>
            <Field
                name="name"
                label=words.name
                help=words.name_help
                value=name
                kind="text"
                autocomplete="name"
                optional=phone.is_none()
                problems=problems.clone()
            />
            {phone
                .map(|phone| {
                    view! {
                        <Field
                            name="phone"
                            label=words.phone
                            help=words.phone_help
                            value=phone
                            kind="tel"
                            autocomplete="tel"
                            optional=true
                            problems=problems.clone()
                        />
                    }
                })}
            <Companions most typed=companions problems />
            <div class="actions">
                <button class="button">{words.save}</button>
                <a class="button quiet" href=RightsPage::Start.path(language) rel="external">
                    {words.back}
                </a>
            </div>
            <p class="promise">{words.correct_promise}</p>
        </form>
        <p>
            {words.email_elsewhere} " "
            <a href=RightsPage::Email.path(language) rel="external">
                {words.to_email}
            </a> "."
        </p>
    }
}
