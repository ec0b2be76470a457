//! Secure messages, for staff: about a case or standing alone, with the person, and with whoever has to do with it from
//! outside.

use domain::problem::Problem;
use domain::secure::OutsiderKind;
use domain::text::Language;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::StaffRefused;
use super::field::{Summary, of_act, typed};
use crate::address::StaffPage;
use crate::components::{
    Field, FieldProblem, Icon, PageTitle, Shape, TextArea, described_by, language, of_field,
};
use crate::pages::SecureFileView;
use crate::texts::{secure_texts, staff_secure_texts};

/// What the messages belong to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MessagesOf {
    /// A case, by its id.
    Case(String),
    /// Nothing: their thread stands alone, and this is its id.
    Alone(String),
}

impl MessagesOf {
    /// Where they are read.
    #[must_use]
    pub fn path(&self, language: Language) -> String {
        match self {
            Self::Case(id) => format!("{}/{id}", StaffPage::CaseMessages.path(language)),
            Self::Alone(id) => format!("{}/{id}", StaffPage::SecureThread.path(language)),
        }
    }
}

/// The messages, for staff.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseMessagesView {
    /// What they belong to.
    pub of: MessagesOf,
    /// Whether it is known who the person is.
    pub is_person_known: bool,
    /// What there is, once it is begun.
    pub begun: Option<BegunView>,
    /// The mark of the form for a message.
    pub attempt: String,
}

/// A thread that was begun.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BegunView {
    /// The messages, the earliest first.
    pub messages: Vec<CaseMessageRow>,
    /// Who outside takes part.
    pub outsiders: Vec<OutsiderRow>,
    /// The mailbox that it came from, while nothing shows whose it is.
    pub unknown: Option<String>,
}

/// A message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseMessageRow {
    /// Its id.
    pub id: String,
    /// From or to whom.
    pub who: String,
    /// We sent it.
    pub ours: bool,
    /// When it was sent.
    pub when: String,
    /// What it says.
    pub words: String,
    /// The files that came with it.
    pub files: Vec<SecureFileView>,
    /// Where it stands, in sentences.
    pub standing: Vec<String>,
    /// Whether staff can let it wait again.
    pub can_wait: bool,
    /// Whether staff can say that they saw to it.
    pub can_settle: bool,
}

/// Somebody outside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutsiderRow {
    /// Their id.
    pub id: String,
    /// Their name.
    pub name: String,
    /// What they have to do with the person.
    pub kind: String,
    /// Their address.
    pub email: String,
    /// Whether they can come in, and until when, in words.
    pub standing: String,
    /// Whether their link opens anything.
    pub is_open: bool,
}

/// A code, told once. Its `Debug` is silent.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutsiderCodeView {
    /// Where the messages are read.
    pub back: String,
    /// Whose code it is.
    pub name: String,
    /// The code.
    pub code: String,
}

impl std::fmt::Debug for OutsiderCodeView {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("OutsiderCodeView(…)")
    }
}

/// The page.
#[component]
pub(super) fn CaseMessages(view: CaseMessagesView, refused: Option<StaffRefused>) -> impl IntoView {
    let language = language();
    let texts = staff_secure_texts(language);
    let action = view.of.path(language);
    let (back, to_back, lead) = match &view.of {
        MessagesOf::Case(id) => {
            let case = format!("{}/{id}", StaffPage::Case.path(language));
            (case, texts.to_case, texts.lead)
        }
        MessagesOf::Alone(_) => {
            let cases = StaffPage::Cases.path(language).to_owned();
            (cases, texts.to_cases, texts.lead_alone)
        }
    };
    let body = match view.begun {
        Some(begun) => {
            let (attempt, refused) = (view.attempt, refused.clone());
            view! { <Begun begun attempt action refused /> }.into_any()
        }
        None if view.is_person_known => view! {
            <p>{texts.begin_help}</p>
            <form method="post" action=action>
                <div class="actions">
                    <button class="button" name="act" value="begin">
                        {texts.begin}
                    </button>
                </div>
            </form>
        }
        .into_any(),
        None => view! {
            <p>{texts.unknown}</p>
            <p>
                <a class="button" href=StaffPage::PersonCode.path(language) rel="external">
                    {texts.make_code}
                </a>
            </p>
        }
        .into_any(),
    };
    view! {
        <PageTitle text=texts.title />
        <Summary refused />
        <p class="screen-only">
            <a href=back rel="external">
                {to_back}
            </a>
        </p>
        <h1>{texts.title}</h1>
        <p class="lead">{lead}</p>
        {body}
    }
}

#[component]
fn Begun(
    begun: BegunView,
    attempt: String,
    action: String,
    refused: Option<StaffRefused>,
) -> impl IntoView {
    let texts = staff_secure_texts(language());
    let messages = begun.messages.into_iter().map(|message| {
        view! { <Message message action=action.clone() /> }
    });
    let whom: Vec<(String, String)> =
        std::iter::once(("person".to_owned(), texts.person.to_owned()))
            .chain(
                begun
                    .outsiders
                    .iter()
                    .filter(|outsider| outsider.is_open)
                    .map(|outsider| (outsider.id.clone(), outsider.name.clone())),
            )
            .collect();
    let outsiders = begun.outsiders.into_iter().map(|outsider| {
        view! { <Outsider outsider action=action.clone() /> }
    });
    let unknown = begun.unknown.map(|email| {
        let (action, refused) = (action.clone(), refused.clone());
        view! { <Unknown email action refused /> }
    });
    view! {
        {unknown}
        <section>
            <h2>{secure_texts(language()).messages}</h2>
            <ol class="thread" role="list">
                {messages.collect_view()}
            </ol>
        </section>
        <section class="screen-only">
            <h2>{texts.write}</h2>
            <Write whom attempt action=action.clone() refused=refused.clone() />
        </section>
        <section>
            <h2>{texts.outside}</h2>
            <p>{texts.outside_help}</p>
            <ul role="list">
                {outsiders.collect_view()}
            </ul>
            <h3 class="screen-only">{texts.invite}</h3>
            <Invite action refused />
        </section>
    }
}

/// Nothing shows yet whose the messages are: saying so, once staff made sure.
#[component]
fn Unknown(email: String, action: String, refused: Option<StaffRefused>) -> impl IntoView {
    let language = language();
    let texts = staff_secure_texts(language);
    let refused = of_act(refused.as_ref(), "give");
    let problems: Vec<Problem> = refused.iter().map(|refused| refused.problem).collect();
    view! {
        <section class="message warning screen-only">
            <Icon shape=Shape::Warning />
            <h2>{texts.whose}</h2>
            <p>{texts.whose_help.replace("{email}", &email)}</p>
            <p>
                <a href=StaffPage::PersonCode.path(language) rel="external">
                    {texts.make_code}
                </a>
            </p>
            <form method="post" action=action novalidate>
                <Field
                    name="person"
                    label=texts.whose_number
                    help=texts.whose_number_help
                    value=typed(refused.as_ref(), "person")
                    kind="text"
                    autocomplete="off"
                    problems
                />
                <div class="actions">
                    <button class="button" name="act" value="give">
                        {texts.whose_give}
                    </button>
                </div>
            </form>
        </section>
    }
}

#[component]
fn Message(message: CaseMessageRow, action: String) -> impl IntoView {
    let texts = staff_secure_texts(language());
    let files = message.files.into_iter().map(|file| {
        let label = texts
            .save
            .replace("{file}", &file.name)
            .replace("{size}", &file.size);
        view! {
            <form class="screen-only" method="post" action=action.clone()>
                <input type="hidden" name="file" value=file.id />
                <button class="button quiet small" name="act" value="file">
                    {label}
                </button>
            </form>
        }
    });
    let files = files.collect_view();
    let standing = message.standing.into_iter();
    let standing = standing.map(|line| view! { <p class="soft small">{line}</p> });
    let button = |act: &'static str, name: &'static str| {
        view! {
            <button class="button quiet small" name="act" value=act>
                {name}
            </button>
        }
    };
    let again = message.can_wait.then(|| button("again", texts.wait_again));
    let done = message.can_settle.then(|| button("done", texts.done));
    let settle = (message.can_wait || message.can_settle).then(|| {
        view! {
            <form class="actions screen-only" method="post" action=action.clone()>
                <input type="hidden" name="message" value=message.id />
                {again}
                {done}
            </form>
        }
    });
    view! {
        <li class:ours=message.ours>
            <article>
                <header>
                    <h3>{message.who}</h3>
                    <p>{message.when}</p>
                </header>
                {(!message.words.is_empty()).then(|| view! { <p class="words">{message.words}</p> })}
                {files}
                {standing.collect_view()}
                {settle}
            </article>
        </li>
    }
}

#[component]
fn Write(
    whom: Vec<(String, String)>,
    attempt: String,
    action: String,
    refused: Option<StaffRefused>,
) -> impl IntoView {
    let language = language();
    let (texts, common) = (staff_secure_texts(language), secure_texts(language));
    let refused = of_act(refused.as_ref(), "write");
    let problems: Vec<Problem> = refused.iter().map(|refused| refused.problem).collect();
    let (words, to) = (
        typed(refused.as_ref(), "message"),
        typed(refused.as_ref(), "to"),
    );
    let is_invalid = of_field(&problems, "message").is_some();
    let files_invalid = of_field(&problems, "files").is_some();
    let options = whom.into_iter().map(|(value, name)| {
        let chosen = value == to;
        view! {
            <option value=value selected=chosen>
                {name}
            </option>
        }
    });
    view! {
        <form method="post" action=action enctype="multipart/form-data" novalidate>
            <input type="hidden" name="attempt" value=attempt />
            <div class="field">
                <label for="to">{texts.whom}</label>
                <select id="to" name="to">
                    {options.collect_view()}
                </select>
            </div>
            <div class="field long">
                <label for="message">{common.message}</label>
                <p class="help" id="message-help">
                    {texts.write_help}
                </p>
                <FieldProblem name="message" problems=problems.clone() />
                <TextArea
                    name="message"
                    value=words
                    rows=6
                    described_by=described_by("message", is_invalid)
                    invalid=is_invalid
                />
            </div>
            <div class="field">
                <label for="files">{common.attach}</label>
                <p class="help" id="files-help">
                    {common.attach_help}
                </p>
                <FieldProblem name="files" problems />
                <input
                    type="file"
                    id="files"
                    name="files"
                    multiple
                    aria-describedby=described_by("files", files_invalid)
                    aria-invalid=files_invalid.then_some("true")
                />
            </div>
            <div class="actions">
                <button class="button" name="act" value="write">
                    {common.send}
                </button>
            </div>
        </form>
    }
}

#[component]
fn Outsider(outsider: OutsiderRow, action: String) -> impl IntoView {
    let texts = staff_secure_texts(language());
    let shut_out = outsider.is_open.then(|| {
        view! {
            <button class="button ending small" name="act" value="shut-out">
                {texts.shut_out}
            </button>
        }
    });
    view! {
        <li>
            <p>
                <strong>{outsider.name}</strong>
                " "
                {outsider.kind}
                ", "
                {outsider.email}
                ". "
                {outsider.standing}
            </p>
            <form class="actions screen-only" method="post" action=action>
                <input type="hidden" name="outsider" value=outsider.id />
                <button class="button quiet small" name="act" value="code">
                    {texts.new_code}
                </button>
                {shut_out}
            </form>
        </li>
    }
}

#[component]
fn Invite(action: String, refused: Option<StaffRefused>) -> impl IntoView {
    let language = language();
    let texts = staff_secure_texts(language);
    let refused = of_act(refused.as_ref(), "invite");
    let problems: Vec<Problem> = refused.iter().map(|refused| refused.problem).collect();
    let typed = |name| typed(refused.as_ref(), name);
    let kind = typed("kind");
    let kinds = OutsiderKind::ALL.map(|one| {
        let chosen = one.name() == kind;
        view! {
            <option value=one.name() selected=chosen>
                {one.title(language)}
            </option>
        }
    });
    let english = typed("language") == "en";
    view! {
        <form class="screen-only" method="post" action=action novalidate>
            <div class="field">
                <label for="kind">{texts.kind}</label>
                <select id="kind" name="kind">
                    {kinds.collect_view()}
                </select>
            </div>
            <Field
                name="name"
                label=texts.name
                help=texts.name_help
                value=typed("name")
                kind="text"
                autocomplete="off"
                problems=problems.clone()
            />
            <Field
                name="email"
                label=texts.email
                help=texts.email_help
                value=typed("email")
                kind="email"
                autocomplete="off"
                problems
            />
            <div class="field">
                <label for="language">{texts.language}</label>
                <select id="language" name="language">
                    <option value="da">{texts.danish}</option>
                    <option value="en" selected=english>
                        {texts.english}
                    </option>
                </select>
            </div>
            <div class="actions">
                <button class="button" name="act" value="invite">
                    {texts.send_link}
                </button>
            </div>
        </form>
    }
}

/// A code, told once.
#[component]
pub(super) fn OutsiderCode(told: OutsiderCodeView) -> impl IntoView {
    let language = language();
    let texts = staff_secure_texts(language);
    let title = texts.code_title.replace("{name}", &told.name);
    view! {
        <PageTitle text=title.clone() />
        <h1>{title}</h1>
        <p class="lead">{texts.code_lead}</p>
        <p class="told-link told-code">
            <code>{told.code}</code>
        </p>
        <p>{texts.code_once}</p>
        <p class="screen-only">
            <a class="button" href=told.back rel="external">
                {texts.back}
            </a>
        </p>
    }
}
