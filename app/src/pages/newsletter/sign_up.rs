//! The sign-up form. Everything that is said yes to stands in it, and is what the evidence stores.

use domain::problem::Problem;
use domain::register::Key;
use domain::subscription::Wording;
use domain::text::Language;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::pieces::{Done, Terms, TopicBoxes};
use crate::address::Page;
use crate::components::{CodeField, Loaded, PageTitle, ProblemSummary, language};
use crate::json::Json;
use crate::texts::newsletter_texts;
use crate::told::Told;

/// What the page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    wording: Wording,
    hash: String,
    can_let_in: bool,
}

/// What the form sends.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignUpForm {
    /// What was typed as the address.
    pub email: String,
    /// What was typed as the name.
    #[serde(default)]
    pub name: String,
    /// The topics ticked.
    #[serde(default)]
    pub topic: Vec<Key>,
    /// The hash of the words shown.
    #[serde(default)]
    pub wording: String,
}

impl std::fmt::Debug for SignUpForm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SignUpForm(…)")
    }
}

impl SignUpForm {
    /// No address, name, topic or hash is longer, and no register has as many topics.
    #[must_use]
    pub fn is_within_limits(&self) -> bool {
        const LONGEST: usize = 2_000;
        const MOST_TOPICS: usize = 100;
        let texts = [&self.email, &self.name, &self.wording];
        self.topic.len() <= MOST_TOPICS
            && texts
                .into_iter()
                .chain(&self.topic)
                .all(|text| text.len() <= LONGEST)
    }
}

/// A sign-up that was refused: why, and what was typed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusedSignUp {
    /// Why.
    pub problem: Problem,
    /// What was typed and ticked.
    pub form: SignUpForm,
}

/// What came of the form that lets an address in again.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetIn {
    /// Why it was refused, if it was.
    pub problem: Option<Problem>,
    /// The code that was typed.
    pub code: String,
}

/// What the sign-up form shows.
#[server(prefix = "/fn", endpoint = "newsletter", output = Json)]
pub async fn load_sign_up(language: Language) -> Result<Asked, Told> {
    let visit = crate::visit::required()?;
    let (wording, hash) = visit
        .service
        .sign_up_wording(language)
        .map_err(crate::told::refuse)?;
    let newsletter = visit.service.register().newsletter();
    Ok(Asked {
        wording,
        hash: hash.to_string(),
        can_let_in: newsletter.is_some_and(|newsletter| newsletter.no_return().is_some()),
    })
}

/// Signs up for the hydrated page; answers with the address to load afterwards.
#[server(prefix = "/fn", endpoint = "sign-up", input = Json, output = Json)]
pub async fn sign_up(language: Language, form: SignUpForm) -> Result<String, Told> {
    let visit = crate::visit::required()?;
    let taken = take_sign_up(&visit, language, form, domain::consent::Method::Script).await;
    taken.map_err(crate::told::refuse)
}

/// Takes a sign-up by form or script, and gives the address of what comes next: the same for every address.
///
/// # Errors
/// As [`service::Service::sign_up`]; [`Problem::TooLarge`] when the form holds more than ours.
#[cfg(feature = "ssr")]
pub async fn take_sign_up(
    visit: &crate::visit::Visit,
    language: Language,
    form: SignUpForm,
    method: domain::consent::Method,
) -> Result<String, Problem> {
    if !form.is_within_limits() {
        return Err(Problem::TooLarge);
    }
    let sign_up = service::SignUp {
        language,
        method,
        email: form.email,
        name: form.name,
        topics: form.topic,
        wording: domain::canonical::Digest::from_hex(&form.wording),
    };
    visit.service.sign_up(sign_up).await?;
    Ok(Page::NewsletterMailbox.path(language))
}

/// The sign-up page.
#[component]
pub fn NewsletterPage() -> impl IntoView {
    let language = language();
    let refused = SharedValue::new(use_context::<RefusedSignUp>).into_inner();
    let let_in = SharedValue::new(use_context::<LetIn>).into_inner();
    let data = Resource::new(|| (), move |()| load_sign_up(language));
    let view = move |asked| {
        view! { <Content asked refused=refused.clone() let_in=let_in.clone() /> }.into_any()
    };
    view! {
        <PageTitle text=newsletter_texts(language).newsletter />
        <Loaded data view />
    }
}

#[component]
fn Content(asked: Asked, refused: Option<RefusedSignUp>, let_in: Option<LetIn>) -> impl IntoView {
    let texts = newsletter_texts(language());
    let done = let_in
        .as_ref()
        .is_some_and(|let_in| let_in.problem.is_none());
    let problem = RwSignal::new(refused.as_ref().map(|refused| refused.problem));
    let form = refused.map(|refused| refused.form).unwrap_or_default();
    let wording = asked.wording;
    view! {
        {done.then(|| view! { <Done text=texts.let_in_done /> })}
        {move || {
            problem
                .get()
                .map(|problem| {
                    let field = problem.field().filter(|field| FIELDS.contains(field));
                    view! { <ProblemSummary problem field /> }
                })
        }}
        <h1>{wording.title.clone()}</h1>
        <p class="lead">{wording.intro.clone()}</p>
        <Form wording hash=asked.hash form problem />
        {asked.can_let_in.then(|| view! { <LetInForm let_in /> })}
        <p class="screen-only">
            <a href=Page::NewsletterArchive.path(language())>{texts.archive_link}</a>
        </p>
    }
}

/// The fields of the form, which are also the ids of what is typed in.
const FIELDS: [&str; 3] = ["topic", "email", "name"];

#[component]
fn Form(
    wording: Wording,
    hash: String,
    form: SignUpForm,
    problem: RwSignal<Option<Problem>>,
) -> impl IntoView {
    let language = language();
    let texts = newsletter_texts(language);
    let error = move |field: &'static str| {
        Signal::derive(move || {
            let problem = problem
                .get()
                .filter(|problem| problem.field() == Some(field));
            problem
                .map(|problem| format!("{}. {}", problem.title(language), problem.remedy(language)))
        })
    };
    let on_submit = move |event: leptos::ev::SubmitEvent| send(&event, language, problem);
    view! {
        // Errors are told by the page, in its own language.
        <form
            class="sign-up"
            method="post"
            action=Page::Newsletter.path(language)
            novalidate
            on:submit=on_submit
        >
            <input type="hidden" name="wording" value=hash />
            <TopicBoxes
                question=wording.question
                help=texts.topics_help
                topics=wording.topics
                ticked=form.topic
                error=error("topic")
            />
            <Field
                id="email"
                label=texts.email
                help=texts.email_help
                kind="email"
                autocomplete="email"
                typed=form.email
                error=error("email")
            />
            <Field
                id="name"
                label=texts.name
                help=texts.name_help
                kind="text"
                autocomplete="name"
                typed=form.name
                error=error("name")
            />
            <h2>{texts.terms}</h2>
            <Terms terms=wording.terms />
            <p class="promise">{wording.promise}</p>
            <div class="actions">
                <button class="button" name="act" value="sign-up">
                    {wording.button}
                </button>
            </div>
        </form>
    }
}

#[component]
fn Field(
    id: &'static str,
    label: &'static str,
    help: &'static str,
    kind: &'static str,
    autocomplete: &'static str,
    typed: String,
    error: Signal<Option<String>>,
) -> impl IntoView {
    let described = move || match error.get() {
        Some(_) => format!("{id}-help {id}-error"),
        None => format!("{id}-help"),
    };
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <p class="help" id=format!("{id}-help")>
                {help}
            </p>
            {move || {
                error
                    .get()
                    .map(|error| {
                        view! {
                            <p class="problem" id=format!("{id}-error")>
                                {error}
                            </p>
                        }
                    })
            }}
            <input
                id=id
                name=id
                type=kind
                value=typed
                autocomplete=autocomplete
                aria-describedby=described
                aria-invalid=move || error.get().map(|_| "true")
            />
        </div>
    }
}

/// Takes the wish back to be kept out, by the code that was given for it.
#[component]
fn LetInForm(let_in: Option<LetIn>) -> impl IntoView {
    let language = language();
    let texts = newsletter_texts(language);
    let problem = let_in.as_ref().and_then(|let_in| let_in.problem);
    let typed = let_in.map(|let_in| let_in.code).unwrap_or_default();
    view! {
        <details class="why screen-only" open=problem.is_some()>
            <summary>{texts.let_in_title}</summary>
            <form method="post" action=Page::Newsletter.path(language)>
                <p>{texts.let_in_text}</p>
                <CodeField label=texts.let_in_code help=None problem typed />
                <div class="actions">
                    <button class="button quiet" name="act" value="let-in">
                        {texts.let_in}
                    </button>
                </div>
            </form>
        </details>
    }
}

/// Sends the form to the server function, and loads what comes next.
#[cfg(feature = "hydrate")]
fn send(event: &leptos::ev::SubmitEvent, language: Language, problem: RwSignal<Option<Problem>>) {
    // Without a readable form, the browser sends it as it would without script.
    let Some(form) = crate::browser::read_sign_up(event) else {
        return;
    };
    event.prevent_default();
    leptos::task::spawn_local(async move {
        match sign_up(language, form).await {
            Ok(location) => crate::browser::load(&location),
            Err(Told(told)) => {
                problem.set(Some(told));
                crate::browser::focus(".message.danger");
            }
        }
    });
}

/// On the server nothing is submitted by script.
#[cfg(not(feature = "hydrate"))]
fn send(_: &leptos::ev::SubmitEvent, _: Language, _: RwSignal<Option<Problem>>) {}
