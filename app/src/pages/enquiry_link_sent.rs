//! That a new link is on its way, if there is anything for it to open. The same for everyone.

use leptos::prelude::*;

use crate::components::{Icon, PageTitle, Shape, language};
use crate::texts::contact_texts;

/// The page after asking for a new link.
#[component]
pub fn EnquiryLinkSentPage() -> impl IntoView {
    let texts = contact_texts(language());
    view! {
        <PageTitle text=texts.link_sent_title />
        <h1>{texts.link_sent_title}</h1>
        <div class="message good">
            <Icon shape=Shape::Check />
            <p>{texts.link_sent_text}</p>
        </div>
    }
}
