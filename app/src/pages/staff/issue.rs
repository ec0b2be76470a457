//! One newsletter: written and sent, and then how far it has come.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::StaffRefused;
use super::field::{Summary, typed};
use super::pager::Back;
use crate::address::StaffPage;
use crate::components::{PageTitle, language};
use crate::texts::staff_newsletter_texts;

mod editor;
mod progress;
mod topics;

use editor::Editor;
pub use progress::ProgressView;
use progress::{Over, Scheduled};
pub use topics::TopicTick;
pub(super) use topics::{TopicTicks, typed_topics};

/// A newsletter, for those who write it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssueView {
    /// Its id; none for one that is not saved yet.
    pub id: Option<String>,
    /// What it says.
    pub text: IssueText,
    /// The newsletter's topics.
    pub topics: Vec<TopicTick>,
    /// How far it has come.
    pub stage: IssueStage,
    /// Where a trial goes.
    pub own_address: String,
    /// How many get the newsletter, in words.
    pub subscribers: String,
    /// The earliest time it can be sent at, for a field.
    pub earliest: String,
}

/// What a newsletter says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssueText {
    /// The subject in Danish.
    pub subject: String,
    /// The words in Danish.
    pub words: String,
    /// The subject in English.
    pub english_subject: String,
    /// The words in English.
    pub english_words: String,
    /// It is to stand in the archive.
    pub archived: bool,
}

/// How far a newsletter has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum IssueStage {
    /// It can be changed.
    Draft,
    /// It goes at a time, in words.
    Scheduled(String),
    /// It is being sent, or was.
    Over(ProgressView),
}

/// The page.
#[component]
pub(super) fn Issue(issue: IssueView, refused: Option<StaffRefused>) -> impl IntoView {
    let language = language();
    let words = staff_newsletter_texts(language);
    let title = if issue.id.is_some() {
        issue.text.subject.clone()
    } else {
        words.new_title.to_owned()
    };
    let content = match issue.stage.clone() {
        IssueStage::Draft => {
            view! { <Editor issue=issue.clone() refused=refused.clone() /> }.into_any()
        }
        IssueStage::Scheduled(when) => view! { <Scheduled issue=issue.clone() when /> }.into_any(),
        IssueStage::Over(progress) => view! { <Over issue=issue.clone() progress /> }.into_any(),
    };
    view! {
        <PageTitle text=title.clone() />
        <Summary refused />
        <Back target=StaffPage::Issues.path(language) name=words.to_list />
        <h1>{title}</h1>
        {content}
    }
}

/// The newsletter as its mails show it, wide and narrow.
#[component]
fn Preview(issue: IssueView) -> impl IntoView {
    use domain::text::Language;

    let words = staff_newsletter_texts(language());
    let has_english = !issue.text.english_subject.is_empty();
    issue.id.map(|id| {
        let address = move |language: Language| {
            format!("{}/{id}/preview", StaffPage::Issue.path(language))
        };
        let danish = address(Language::Da);
        let english = has_english.then(|| {
            view! {
                <details class="why">
                    <summary>{words.preview_english}</summary>
                    <iframe class="mail-preview" src=address(Language::En) title=words.preview_english></iframe>
                </details>
            }
        });
        view! {
            <section class="screen-only">
                <h2>{words.preview}</h2>
                <p class="soft">{words.preview_help}</p>
                <iframe class="mail-preview" src=danish.clone() title=words.preview_wide></iframe>
                <details class="why">
                    <summary>{words.preview_phone}</summary>
                    <iframe class="mail-preview phone" src=danish title=words.preview_phone></iframe>
                </details>
                {english}
            </section>
        }
    })
}
