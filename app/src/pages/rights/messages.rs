//! The secure messages about a case of one's own.

use domain::problem::Problem;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::RightsRefused;
use super::draft::{DraftView, Resumed};
use super::field::{Summary, typed};
use crate::address::RightsPage;
use crate::components::{PageTitle, language};
use crate::pages::SecureMessageView;
use crate::pages::secure::{SecureConversation, WriteSecure};
use crate::texts::secure_texts;

/// The messages, for the person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnMessagesView {
    /// The case.
    pub case: String,
    /// Whether a second factor showed who they are; else nothing is shown, nor whether there is anything.
    pub shows: bool,
    /// Their messages and ours, the earliest first.
    pub messages: Vec<SecureMessageView>,
    /// What was saved of the form for a message.
    pub draft: Option<DraftView>,
    /// The mark of the form for a message.
    pub attempt: String,
}

/// The page.
#[component]
pub(super) fn Messages(view: OwnMessagesView, refused: Option<RightsRefused>) -> impl IntoView {
    let language = language();
    let texts = secure_texts(language);
    let case = format!("{}/{}", RightsPage::Case.path(language), view.case);
    let action = format!("{}/{}", RightsPage::Messages.path(language), view.case);
    let problems: Vec<Problem> = refused.iter().map(|refused| refused.problem).collect();
    let words = match (&refused, &view.draft) {
        (Some(refused), _) => typed(Some(refused), "message"),
        (None, Some(draft)) => draft.words.clone(),
        (None, None) => String::new(),
    };
    let draft = view.draft.filter(|_| refused.is_none());
    let body = if view.shows {
        view! {
            <p class="lead">{texts.own_intro}</p>
            <section>
                <h2>{texts.messages}</h2>
                <SecureConversation messages=view.messages action=action.clone() pass=None by_post=true />
            </section>
            <section class="screen-only">
                <h2>{texts.write}</h2>
                <Resumed draft />
                <WriteSecure action pass=None attempt=view.attempt typed=words problems can_keep=true />
            </section>
        }
        .into_any()
    } else {
        view! {
            <p class="lead">{texts.factor_first}</p>
            <p>
                <a class="button" href=RightsPage::SecondFactor.path(language) rel="external">
                    {texts.factor}
                </a>
            </p>
        }
        .into_any()
    };
    view! {
        <PageTitle text=texts.own_title />
        <Summary refused />
        <h1>{texts.own_title}</h1>
        {body}
        <p class="screen-only">
            <a href=case rel="external">
                {texts.to_case}
            </a>
        </p>
    }
}
