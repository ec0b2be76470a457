//! Where the links of the two mails about another address lead. Looking says yes to nothing; only the button does.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::RightsRefused;
use super::field::Summary;
use crate::address::RightsPage;
use crate::components::{Icon, PageTitle, Shape, language};
use crate::texts::held_texts;

/// What the link leads to.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum NewAddressView {
    /// The question.
    Asked {
        /// The token.
        one: String,
        /// The new address, for the mailbox before.
        to: Option<String>,
        /// Until when it can be answered, in words.
        until: String,
    },
    /// This mailbox said yes, and the other has not yet.
    WaitsForOther,
    /// Both have said yes.
    Done,
    /// Nothing, or nothing any more.
    Spent,
}

impl std::fmt::Debug for NewAddressView {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NewAddressView(…)")
    }
}

/// The page.
#[component]
pub(super) fn NewAddress(view: NewAddressView, refused: Option<RightsRefused>) -> impl IntoView {
    let language = language();
    let words = held_texts(language);
    let said = |text: &'static str| {
        view! {
            <div class="message good" role="status">
                <Icon shape=Shape::Check />
                <p>{text}</p>
            </div>
        }
        .into_any()
    };
    let content = match view {
        NewAddressView::Asked { one, to, until } => {
            let question = match to {
                Some(to) => words.address_before.replace("{email}", &to),
                None => words.address_after.to_owned(),
            };
            let action = format!("{}/{one}", RightsPage::NewAddress.path(language));
            view! {
                <form method="post" action=action>
                    <p>{question}</p>
                    <div class="actions">
                        <button class="button">{words.address_yes}</button>
                    </div>
                    <p class="promise">{words.address_promise.replace("{until}", &until)}</p>
                </form>
            }
            .into_any()
        }
        NewAddressView::WaitsForOther => said(words.address_waits),
        NewAddressView::Done => said(words.address_done),
        NewAddressView::Spent => view! { <p>{words.address_spent}</p> }.into_any(),
    };
    view! {
        <PageTitle text=words.to_email />
        <Summary refused />
        <h1>{words.to_email}</h1>
        {content}
    }
}
