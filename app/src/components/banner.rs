//! The banner on every page: the question with three equal answers, or the line that stands in its place.

use domain::notice::Surface;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::{AnswerForm, Choices, Icon, Shape, language};
use crate::address::Page;
use crate::choice::{BannerState, Question, STORED_ANCHOR, StoredLine};
use crate::texts::texts;

/// What stands in the banner's place.
#[component]
pub fn Banner(
    /// Computed on the server.
    state: BannerState,
) -> impl IntoView {
    match state {
        BannerState::Absent => ().into_any(),
        BannerState::Stored(line) => view! { <Stored line /> }.into_any(),
        BannerState::Signalled => view! { <Signalled /> }.into_any(),
        BannerState::Asked(question) => view! { <Asked question=*question /> }.into_any(),
    }
}

#[component]
fn Asked(question: Question) -> impl IntoView {
    let return_to = use_location().pathname.get_untracked();
    let notice = question.notice.clone();
    let buttons = notice.buttons;
    let declaration = Page::Cookies.path(language());
    view! {
        <section class="banner" aria-labelledby="banner-title" on:keydown=refuse_on_escape>
            <button class="close" form="answer" name="act" value="close">
                {buttons.close}
                <Icon shape=Shape::Close />
            </button>
            <h2 id="banner-title">{notice.title}</h2>
            <p>{notice.intro} " " {notice.controller} " " <a href=declaration>{notice.declaration}</a></p>
            <div class="choices">
                <AnswerForm
                    id="answer"
                    question=question.clone()
                    surface=Surface::Banner
                    return_to=return_to.clone()
                >
                    <button class="button" name="act" value="refuse">
                        {buttons.refuse}
                    </button>
                    <button class="button" name="act" value="accept">
                        {buttons.accept}
                    </button>
                </AnswerForm>
                <details>
                    <summary class="button">{buttons.choose}</summary>
                    <AnswerForm class="settings" question surface=Surface::Banner return_to>
                        <Choices categories=notice.categories prefix="banner" />
                        <div class="save">
                            <button class="button" name="act" value="save">
                                {buttons.save}
                            </button>
                        </div>
                    </AnswerForm>
                </details>
            </div>
        </section>
    }
}

/// Escape refuses, as the close button does, while the focus is inside the banner.
#[cfg(feature = "hydrate")]
fn refuse_on_escape(event: leptos::ev::KeyboardEvent) {
    if event.key() == "Escape" {
        crate::browser::press("#answer [value=refuse]");
    }
}

/// On the server no key is pressed.
#[cfg(not(feature = "hydrate"))]
fn refuse_on_escape(_event: leptos::ev::KeyboardEvent) {}

#[component]
fn Signalled() -> impl IntoView {
    let language = language();
    let texts = texts(language);
    view! {
        <section class="banner note" aria-label=texts.banner_label>
            <p>
                <strong>{texts.gpc_title}</strong>
                " "
                {texts.gpc_text}
            </p>
            <a href=Page::CookieSettings.path(language)>{texts.gpc_choose}</a>
        </section>
    }
}

#[component]
fn Stored(line: StoredLine) -> impl IntoView {
    let language = language();
    let texts = texts(language);
    let receipt = line.has_receipt.then(|| {
        view! { <a href=Page::Receipt.path(language)>{texts.stored_receipt}</a> }
    });
    view! {
        <section
            class="banner note stored"
            id=STORED_ANCHOR
            role="status"
            aria-label=texts.banner_label
            tabindex="-1"
        >
            <p>{line.text}</p>
            {receipt}
            <a href=Page::CookieSettings.path(language)>{texts.stored_change}</a>
        </section>
    }
}
