//! What comes after signing up for an event: a letter that asks for confirmation. The page is the same for everybody.

use leptos::prelude::*;

use super::pieces::ToEvents;
use crate::components::{Icon, PageTitle, Shape, language};
use crate::texts::event_texts;

/// The page after signing up.
#[component]
pub fn EventMailboxPage() -> impl IntoView {
    let texts = event_texts(language());
    let hints = [
        texts.mailbox_spam,
        texts.mailbox_spelling,
        texts.mailbox_pace,
    ];
    let hints = hints.map(|hint| view! { <li>{hint}</li> });
    view! {
        <PageTitle text=texts.mailbox_title />
        <h1>{texts.mailbox_title}</h1>
        <div class="message brand">
            <Icon shape=Shape::Letter />
            <p>{texts.mailbox_text}</p>
        </div>
        <h2>{texts.mailbox_missing}</h2>
        <ul>{hints.collect_view()}</ul>
        <ToEvents />
    }
}
