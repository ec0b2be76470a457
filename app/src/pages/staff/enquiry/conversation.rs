//! The conversation as staff see it: what is hidden is hidden from them too, and a mail that may be a stranger's is
//! theirs alone until they let it in.

use leptos::prelude::*;

use super::{StaffMessageView, StaffPartView};
use crate::components::{Icon, Shape, language};
use crate::texts::staff_enquiry_texts;

#[component]
pub(super) fn Conversation(messages: Vec<StaffMessageView>, action: String) -> impl IntoView {
    let messages = messages.into_iter().map(|message| {
        let action = action.clone();
        view! { <Message message action /> }
    });
    view! { <ol class="thread" role="list">{messages.collect_view()}</ol> }
}

#[component]
fn Message(message: StaffMessageView, action: String) -> impl IntoView {
    let parts = message.parts.into_iter().map(|part| {
        let action = action.clone();
        view! { <Part part action /> }
    });
    let held = message.held.map(|address| {
        view! { <Held address message=message.id action=action.clone() /> }
    });
    let removed = message.removed.map(|removed| {
        view! { <p class="soft small">{removed}</p> }
    });
    view! {
        <li class:ours=message.ours>
            <article>
                <header>
                    <h3>{message.who}</h3>
                    <p>{message.when}</p>
                </header>
                {held}
                {parts.collect_view()}
                {removed}
            </article>
        </li>
    }
}

#[component]
fn Held(address: String, message: String, action: String) -> impl IntoView {
    let words = staff_enquiry_texts(language());
    view! {
        <div class="message warning">
            <Icon shape=Shape::Warning />
            <p>{words.held.replace("{address}", &address)}</p>
            <p>{words.admit_help}</p>
            <form class="screen-only" method="post" action=action>
                <input type="hidden" name="message" value=message />
                <div class="actions">
                    <button class="button quiet small" name="act" value="admit">
                        {words.admit}
                    </button>
                </div>
            </form>
        </div>
    }
}

#[component]
fn Part(part: StaffPartView, action: String) -> impl IntoView {
    let texts = staff_enquiry_texts(language());
    match part {
        StaffPartView::Words { id, words } => view! {
            <p class="words">{words}</p>
            <form class="screen-only" method="post" action=action>
                <input type="hidden" name="part" value=id />
                <button class="button quiet small" name="act" value="hide-part">
                    {texts.hide_part}
                </button>
            </form>
        }
        .into_any(),
        StaffPartView::Hidden(until) => view! {
            <div class="message warning">
                <Icon shape=Shape::Warning />
                <p>{texts.hidden.replace("{time}", &until)}</p>
            </div>
        }
        .into_any(),
        StaffPartView::Kept(words) => view! {
            <div class="message">
                <Icon shape=Shape::Warning />
                <p>{texts.kept}</p>
                <p class="words">{words}</p>
            </div>
        }
        .into_any(),
    }
}
