//! An embed, or what stands in its place until the visitor allows it: who would get what, and the choice.

use domain::notice::{CategoryNotice, Surface};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::{AnswerForm, Icon, Shape, language};
use crate::address::Page;
use crate::choice::EmbedState;
use crate::texts::texts;

/// An embed, gated by the choice.
#[component]
pub fn Gate(
    /// Whether it may be shown, computed on the server.
    state: EmbedState,
    /// What the frame is called for those who cannot see it.
    title: &'static str,
) -> impl IntoView {
    let texts = texts(language());
    match state {
        EmbedState::Allowed { service, source } => view! {
            <figure class="gate" id=service>
                <iframe
                    src=source
                    title=title
                    allow="fullscreen"
                    referrerpolicy="no-referrer"
                    sandbox="allow-scripts allow-same-origin allow-presentation"
                ></iframe>
                <figcaption>
                    {texts.video_allowed} " "
                    <a href=Page::CookieSettings.path(language())>{texts.stored_change}</a>
                </figcaption>
            </figure>
        }
        .into_any(),
        EmbedState::Gated { service, question } => {
            let return_to = use_location().pathname.get_untracked();
            let notice = question.notice.clone();
            let anchor = service.clone();
            let told = notice
                .categories
                .into_iter()
                .map(|category| view! { <Told category /> });
            view! {
                <figure class="gate" id=anchor>
                    <div class="gate-box">
                        <Icon shape=Shape::Video />
                        <h3>{notice.title}</h3>
                        <p>{notice.intro}</p>
                        {told.collect_view()}
                        <AnswerForm
                            question=*question
                            surface=Surface::Placeholder
                            return_to
                            embed=Some(service)
                        >
                            <div class="actions">
                                <button class="button" name="act" value="accept">
                                    {notice.buttons.accept}
                                </button>
                                <a href=Page::CookieSettings.path(language())>{texts.embed_settings}</a>
                            </div>
                            <p class="promise">{notice.controller}</p>
                        </AnswerForm>
                    </div>
                </figure>
            }
            .into_any()
        }
    }
}

/// What the embed is for, who provides it, and what they use the visit for.
#[component]
fn Told(category: CategoryNotice) -> impl IntoView {
    let services = category.services.into_iter().map(|service| {
        view! {
            <p class="provider">
                <strong>{service.name}</strong>
                ": "
                {service.text}
                " "
                {service.provider}
                {service.own_purposes.map(|own| format!(". {own}"))}
            </p>
        }
    });
    view! {
        <p>{category.title} ": " {category.text}</p>
        {services.collect_view()}
    }
}
