//! The contact form: what it is for, who gets it and when it goes stand beside the button; what is sensitive has
//! another way.

use domain::problem::Problem;
use domain::text::Language;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::address::Page;
use crate::components::{
    Field, FieldProblem, Icon, Loaded, PageTitle, ProblemList, Shape, TextArea, described_by,
    language, of_field,
};
use crate::contact::{ContactForm, FIELDS, RefusedContact, SecureWay};
use crate::json::Json;
use crate::texts::contact_texts;
use crate::told::Told;

/// What the contact page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactView {
    attempt: String,
    secure: SecureWay,
    who_gets_it: String,
    when_it_goes: String,
    section: String,
}

/// What the contact page shows in `language`.
#[server(prefix = "/fn", endpoint = "contact", output = Json)]
pub async fn load_contact(language: Language) -> Result<ContactView, Told> {
    let visit = crate::visit::required()?;
    compose(&visit, language).map_err(crate::told::refuse)
}

#[cfg(feature = "ssr")]
fn compose(visit: &crate::visit::Visit, language: Language) -> Result<ContactView, Problem> {
    use crate::contact::{section, secure_way, who_gets_it};

    let register = visit.service.register();
    let purpose = register.contact_purpose().ok_or(Problem::NotFound)?;
    Ok(ContactView {
        attempt: visit.service.new_attempt().to_text(),
        secure: secure_way(register, language),
        who_gets_it: who_gets_it(register, purpose, language),
        when_it_goes: visit.service.enquiry_promise()?.in_words(language),
        section: section(purpose, language),
    })
}

/// The contact page.
#[component]
pub fn ContactPage() -> impl IntoView {
    let language = language();
    let refused = SharedValue::new(use_context::<RefusedContact>).into_inner();
    let data = Resource::new(|| (), move |()| load_contact(language));
    let view = move |contact| view! { <Content contact refused=refused.clone() /> }.into_any();
    view! {
        <PageTitle text=contact_texts(language).form_title />
        <Loaded data view />
    }
}

#[component]
fn Content(contact: ContactView, refused: Option<RefusedContact>) -> impl IntoView {
    let language = language();
    let texts = contact_texts(language);
    let (problems, typed) = refused.map_or_else(
        || {
            let attempt = contact.attempt.clone();
            (
                Vec::new(),
                ContactForm {
                    attempt,
                    ..ContactForm::default()
                },
            )
        },
        |refused| (refused.problems, refused.form),
    );
    // A form that lost its mark, or had none, gets the one drawn for this page.
    let attempt = if typed.attempt.is_empty() {
        contact.attempt.clone()
    } else {
        typed.attempt.clone()
    };
    let problems = RwSignal::new(problems);
    let sending = RwSignal::new(false);
    let message_invalid = Signal::derive(move || of_field(&problems.get(), "message").is_some());
    let message_described = Signal::derive(move || described_by("message", message_invalid.get()));
    let on_submit = move |event: leptos::ev::SubmitEvent| send(&event, language, problems, sending);
    view! {
        <ProblemList problems fields=FIELDS />
        <h1>{texts.form_title}</h1>
        <p class="lead">{texts.form_lead}</p>
        <Sensitive secure=contact.secure />
        <form
            class="contact"
            method="post"
            action=Page::Contact.path(language)
            novalidate
            on:submit=on_submit
        >
            <input type="hidden" name="attempt" value=attempt />
            <Field
                name="name"
                label=texts.name
                help=texts.name_help
                value=typed.name
                kind="text"
                autocomplete="name"
                problems
            />
            <Field
                name="email"
                label=texts.email
                help=texts.email_help
                value=typed.email
                kind="email"
                autocomplete="email"
                problems
            />
            <Field
                name="phone"
                label=texts.phone
                help=texts.phone_help
                value=typed.phone
                kind="tel"
                autocomplete="tel"
                optional=true
                problems
            />
            <div class="field long">
                <label for="message">{texts.message}</label>
                <p class="help" id="message-help">
                    {texts.message_help}
                </p>
                <FieldProblem name="message" problems />
                <TextArea
                    name="message"
                    value=typed.message
                    rows=8
                    described_by=message_described
                    invalid=message_invalid
                />
            </div>
            <div class="actions">
                <button class="button" aria-busy=move || sending.get().then_some("true")>
                    {move || if sending.get() { texts.sending } else { texts.send }}
                </button>
            </div>
            <p class="promise">
                {texts.only_to_answer} " " {contact.who_gets_it} " " {contact.when_it_goes}
            </p>
            <p class="promise">
                // Loaded in full: only then does the browser open the fold-out that the link leads into.
                <a href=contact.section rel="external">
                    {texts.read_more}
                </a>
            </p>
        </form>
    }
}

/// What not to write, and the way for it.
#[component]
pub(super) fn Sensitive(secure: SecureWay) -> impl IntoView {
    let texts = contact_texts(language());
    view! {
        <div class="message warning">
            <Icon shape=Shape::Warning />
            <h2>{texts.sensitive_title}</h2>
            <Way secure />
        </div>
    }
}

/// The way for what is sensitive.
#[component]
pub(super) fn Way(secure: SecureWay) -> impl IntoView {
    match secure {
        SecureWay::Portal { words, path } => view! {
            <p>
                {words} " "
                // Loaded in full: the server decides who may see it.
                <a href=path rel="external">
                    {contact_texts(language()).sensitive_link}
                </a>
            </p>
        }
        .into_any(),
        SecureWay::Elsewhere(words) => view! { <p>{words}</p> }.into_any(),
    }
}

/// Sends the form to the server function. What was typed stays in its fields.
#[cfg(feature = "hydrate")]
fn send(
    event: &leptos::ev::SubmitEvent,
    language: Language,
    problems: RwSignal<Vec<Problem>>,
    sending: RwSignal<bool>,
) {
    // Without a readable form, the browser sends it as it would without script.
    let Some(form) = crate::browser::read_contact(event) else {
        return;
    };
    event.prevent_default();
    if sending.get_untracked() {
        return;
    }
    sending.set(true);
    leptos::task::spawn_local(async move {
        match crate::contact::write_in(language, form).await {
            Ok(location) => crate::browser::load(&location),
            Err(crate::contact::Refusals(refused)) => {
                problems.set(refused);
                sending.set(false);
                request_animation_frame(|| crate::browser::focus("#problems"));
            }
        }
    });
}

/// On the server nothing is submitted by script.
#[cfg(not(feature = "hydrate"))]
fn send(_: &leptos::ev::SubmitEvent, _: Language, _: RwSignal<Vec<Problem>>, _: RwSignal<bool>) {}
