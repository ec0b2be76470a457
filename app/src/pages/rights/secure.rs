//! Secure messages that somebody begins by themselves: writing one, and going on with one.

use domain::problem::Problem;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::RightsRefused;
use super::field::{Summary, typed};
use crate::address::RightsPage;
use crate::components::{Icon, PageTitle, Shape, language};
use crate::pages::SecureMessageView;
use crate::pages::secure::{SecureConversation, WriteSecure};
use crate::texts::secure_texts;

/// The anchor that a message which was taken returns to; the line there shows only while it is the address's target.
pub const SECURE_SENT: &str = "sendt";

/// Writing a message that begins a thread.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StartSecureView {
    /// A second factor showed who they are.
    pub is_shown: bool,
    /// The threads they can read, by id and in words; none before they showed who they are.
    pub threads: Vec<(String, String)>,
    /// Until when it is kept, in words.
    pub kept: String,
    /// The mark of the form.
    pub attempt: String,
}

/// A thread of theirs that stands alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnSecureView {
    /// Its id.
    pub id: String,
    /// Their messages and ours, the earliest first.
    pub messages: Vec<SecureMessageView>,
    /// Until when it is kept, in words.
    pub kept: String,
    /// The mark of the form.
    pub attempt: String,
}

/// The page for a new message.
#[component]
pub(super) fn StartSecure(view: StartSecureView, refused: Option<RightsRefused>) -> impl IntoView {
    let language = language();
    let texts = secure_texts(language);
    let problems: Vec<Problem> = refused.iter().map(|refused| refused.problem).collect();
    let words = typed(refused.as_ref(), "message");
    view! {
        <PageTitle text=texts.start_title />
        <Summary refused />
        <div class="message good told" id=SECURE_SENT>
            <Icon shape=Shape::Check />
            <p>{texts.start_sent}</p>
        </div>
        <h1>{texts.start_title}</h1>
        <p class="lead">{texts.start_intro}</p>
        <Reading is_shown=view.is_shown />
        <Threads threads=view.threads />
        <section class="screen-only">
            <h2>{texts.write}</h2>
            <WriteSecure
                action=RightsPage::Secure.path(language)
                pass=None
                attempt=view.attempt
                typed=words
                problems
            />
            <p class="promise">{view.kept}</p>
        </section>
    }
}

/// What it takes to read the answer.
#[component]
fn Reading(is_shown: bool) -> impl IntoView {
    let language = language();
    let texts = secure_texts(language);
    if is_shown {
        return view! {
            <div class="message good">
                <Icon shape=Shape::Check />
                <p>{texts.start_shown}</p>
            </div>
        }
        .into_any();
    }
    view! {
        <div class="message">
            <Icon shape=Shape::Paper />
            <h2>{texts.start_reading}</h2>
            <p>{texts.start_not_shown}</p>
            <p>
                <a href=RightsPage::SecondFactor.path(language) rel="external">
                    {texts.factor}
                </a>
            </p>
        </div>
    }
    .into_any()
}

#[component]
fn Threads(threads: Vec<(String, String)>) -> impl IntoView {
    let language = language();
    (!threads.is_empty()).then(|| {
        let rows = threads.into_iter().map(|(id, title)| {
            let target = format!("{}/{id}", RightsPage::SecureThread.path(language));
            view! {
                <li>
                    <a href=target rel="external">
                        {title}
                    </a>
                </li>
            }
        });
        view! {
            <section>
                <h2>{secure_texts(language).start_threads}</h2>
                <ul class="rows" role="list">
                    {rows.collect_view()}
                </ul>
            </section>
        }
    })
}

/// The page of a thread.
#[component]
pub(super) fn OwnSecure(view: OwnSecureView, refused: Option<RightsRefused>) -> impl IntoView {
    let language = language();
    let texts = secure_texts(language);
    let action = format!("{}/{}", RightsPage::SecureThread.path(language), view.id);
    let problems: Vec<Problem> = refused.iter().map(|refused| refused.problem).collect();
    let words = typed(refused.as_ref(), "message");
    view! {
        <PageTitle text=texts.start_threads />
        <Summary refused />
        <h1>{texts.start_threads}</h1>
        <section>
            <h2>{texts.messages}</h2>
            <SecureConversation messages=view.messages action=action.clone() pass=None by_post=true />
        </section>
        <section class="screen-only">
            <h2>{texts.write}</h2>
            <WriteSecure action pass=None attempt=view.attempt typed=words problems />
            <p class="promise">{view.kept}</p>
        </section>
        <p class="screen-only">
            <a href=RightsPage::Secure.path(language) rel="external">
                {texts.to_start}
            </a>
        </p>
    }
}
