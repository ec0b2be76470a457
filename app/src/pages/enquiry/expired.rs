//! What stands behind a link that opens nothing: the way to a new one. Whether there is an enquiry is not told here.

use leptos::prelude::*;

use crate::address::{Mailed, Page};
use crate::components::language;
use crate::texts::contact_texts;
use crate::token::Token;

#[component]
pub(super) fn Expired(token: Option<Token>) -> impl IntoView {
    let language = language();
    let texts = contact_texts(language);
    gone();
    let ask = token.map(|token| {
        view! {
            <form method="post" action=Page::Mailed(Mailed::Enquiry, token).path(language)>
                <div class="actions">
                    <button class="button" name="act" value="link">
                        {texts.expired_button}
                    </button>
                </div>
                <p class="promise">{texts.expired_promise}</p>
            </form>
        }
    });
    view! {
        <h1>{texts.expired_title}</h1>
        <p class="lead">{texts.expired_text}</p>
        {ask}
        <p>
            <a href=Page::Contact.path(language)>{texts.expired_or_write}</a>
        </p>
    }
}

/// The answer says so to programs too.
#[cfg(feature = "ssr")]
fn gone() {
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        response.set_status(http::StatusCode::GONE);
    }
}

#[cfg(not(feature = "ssr"))]
fn gone() {}
