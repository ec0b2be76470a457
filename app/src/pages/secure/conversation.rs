//! A conversation of secure messages, with its forms: opening, saving a file, writing.

use domain::problem::Problem;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::components::{FieldProblem, TextArea, described_by, language, of_field};
use crate::texts::{draft_texts, secure_texts};

/// A message as shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecureMessageView {
    /// Its id.
    pub id: String,
    /// We sent it.
    pub ours: bool,
    /// When it was sent.
    pub when: String,
    /// What can be seen of it.
    pub shown: SecureShown,
    /// It was asked for by post.
    pub post_asked: bool,
}

/// What can be seen of a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SecureShown {
    /// Nothing, until it is opened.
    Waits {
        /// The last day on which it can be.
        until: String,
    },
    /// Nothing any more.
    Over,
    /// All of it.
    Open {
        /// What it says.
        words: String,
        /// The files that came with it.
        files: Vec<SecureFileView>,
    },
}

/// A file as shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecureFileView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its size, in words.
    pub size: String,
    /// What a camera wrote into it was removed.
    pub cleaned: bool,
}

/// The messages, the earliest first. Their forms post to `action`, and bring `pass` along where there is one.
#[component]
pub(crate) fn SecureConversation(
    messages: Vec<SecureMessageView>,
    #[prop(into)] action: String,
    #[prop(optional_no_strip)] pass: Option<String>,
    /// Whether what we sent can be asked for by post.
    #[prop(optional)]
    by_post: bool,
) -> impl IntoView {
    let texts = secure_texts(language());
    if messages.is_empty() {
        return view! { <p class="soft">{texts.nothing_yet}</p> }.into_any();
    }
    let messages = messages.into_iter().map(|message| {
        let (action, pass) = (action.clone(), pass.clone());
        let who = if message.ours { texts.us } else { texts.you };
        let post = (by_post && message.ours).then(|| {
            let (id, action) = (message.id.clone(), action.clone());
            view! { <ByPost id action asked=message.post_asked /> }
        });
        view! {
            <li class:ours=message.ours>
                <article>
                    <header>
                        <h3>{who}</h3>
                        <p>{message.when}</p>
                    </header>
                    <Shown id=message.id shown=message.shown action pass />
                    {post}
                </article>
            </li>
        }
    });
    view! { <ol class="thread" role="list">{messages.collect_view()}</ol> }.into_any()
}

#[component]
fn Shown(id: String, shown: SecureShown, action: String, pass: Option<String>) -> impl IntoView {
    let texts = secure_texts(language());
    match shown {
        SecureShown::Waits { until } => view! {
            <p>{texts.waits.replace("{day}", &until)}</p>
            <form method="post" action=action>
                <Pass pass />
                <input type="hidden" name="message" value=id />
                <div class="actions">
                    <button class="button" name="act" value="open">
                        {texts.open}
                    </button>
                </div>
            </form>
        }
        .into_any(),
        SecureShown::Over => view! { <p class="soft">{texts.over}</p> }.into_any(),
        SecureShown::Open { words, files } => {
            let words = (!words.is_empty()).then(|| view! { <p class="words">{words}</p> });
            let files = (!files.is_empty()).then(|| view! { <Files files action pass /> });
            view! {
                {words}
                {files}
            }
            .into_any()
        }
    }
}

#[component]
fn ByPost(id: String, action: String, asked: bool) -> impl IntoView {
    let texts = secure_texts(language());
    if asked {
        return view! { <p class="soft small">{texts.post_asked}</p> }.into_any();
    }
    view! {
        <form class="screen-only" method="post" action=action>
            <input type="hidden" name="message" value=id />
            <button class="button quiet small" name="act" value="post">
                {texts.by_post}
            </button>
        </form>
    }
    .into_any()
}

#[component]
fn Files(files: Vec<SecureFileView>, action: String, pass: Option<String>) -> impl IntoView {
    let texts = secure_texts(language());
    let files = files.into_iter().map(|file| {
        let label = texts
            .save
            .replace("{file}", &file.name)
            .replace("{size}", &file.size);
        let cleaned = file
            .cleaned
            .then(|| view! { <p class="soft small">{texts.cleaned}</p> });
        view! {
            <li>
                <form method="post" action=action.clone()>
                    <Pass pass=pass.clone() />
                    <input type="hidden" name="file" value=file.id />
                    <button class="button quiet" name="act" value="file">
                        {label}
                    </button>
                </form>
                {cleaned}
            </li>
        }
    });
    view! {
        <h4>{texts.files}</h4>
        <ul role="list">
            {files.collect_view()}
        </ul>
    }
}

#[component]
fn Pass(pass: Option<String>) -> impl IntoView {
    pass.map(|pass| view! { <input type="hidden" name="pass" value=pass /> })
}

/// The form that a message is written in.
#[component]
pub(crate) fn WriteSecure(
    #[prop(into)] action: String,
    #[prop(optional_no_strip)] pass: Option<String>,
    /// The mark of the form.
    attempt: String,
    /// What was typed, when the form was refused.
    typed: String,
    problems: Vec<Problem>,
    /// It can be saved to go on with later. The button sends no file: only what was typed is saved.
    #[prop(optional)]
    can_keep: bool,
) -> impl IntoView {
    let texts = secure_texts(language());
    let drafts = draft_texts(language());
    let keep = can_keep.then(|| {
        view! {
            <button
                class="button quiet"
                name="act"
                value="keep"
                formenctype="application/x-www-form-urlencoded"
                aria-describedby="keep-help"
            >
                {drafts.keep}
            </button>
        }
    });
    let keep_help = can_keep.then(|| {
        view! {
            <p class="promise" id="keep-help">
                {drafts.keep_help}
                " "
                {drafts.no_files}
            </p>
        }
    });
    let is_invalid = of_field(&problems, "message").is_some();
    let files_invalid = of_field(&problems, "files").is_some();
    let described = described_by("message", is_invalid);
    let files_described = described_by("files", files_invalid);
    view! {
        <form class="contact" method="post" action=action enctype="multipart/form-data" novalidate>
            <Pass pass />
            <input type="hidden" name="attempt" value=attempt />
            <div class="field long">
                <label for="message">{texts.message}</label>
                <p class="help" id="message-help">
                    {texts.message_help}
                </p>
                <FieldProblem name="message" problems=problems.clone() />
                <TextArea name="message" value=typed rows=6 described_by=described invalid=is_invalid />
            </div>
            <div class="field">
                <label for="files">{texts.attach}</label>
                <p class="help" id="files-help">
                    {texts.attach_help}
                </p>
                <FieldProblem name="files" problems />
                <input
                    type="file"
                    id="files"
                    name="files"
                    multiple
                    aria-describedby=files_described
                    aria-invalid=files_invalid.then_some("true")
                />
            </div>
            <div class="actions">
                <button class="button" name="act" value="write">
                    {texts.send}
                </button>
                {keep}
            </div>
            {keep_help}
        </form>
    }
}
