//! The frame of every page: a quiet head and a foot from which choice, contact and complaint are one click away.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::{Icon, Shape, language};
use crate::address::{Page, RightsPage, in_other_language};
use crate::shell::Organisation;
use crate::texts::{event_texts, newsletter_texts, texts};

/// The head: name and mark, pages, the other language.
#[component]
pub fn Header() -> impl IntoView {
    let language = language();
    let texts = texts(language);
    let organisation = expect_context::<Organisation>();
    let path = use_location().pathname;
    let link = move |page: Page, name: &'static str| {
        let target = page.path(language);
        let current = target.clone();
        let current = move || (path.get() == current).then_some("page");
        view! {
            <li>
                <a href=target aria-current=current>
                    {name}
                </a>
            </li>
        }
    };
    let target = Page::Rights(RightsPage::Start).path(language);
    let current = target.clone();
    let is_there = move || path.get() == current;
    let your_data = view! {
        <li>
            // Loaded in full: the server decides each time what is shown there.
            <a href=target rel="external" aria-current=move || is_there().then_some("page")>
                {texts.your_data}
            </a>
        </li>
    };
    let other = match language {
        domain::text::Language::Da => domain::text::Language::En,
        domain::text::Language::En => domain::text::Language::Da,
    };
    view! {
        <header class="site-head">
            <a class="site-name" href=Page::Home.path(language)>
                <Icon shape=Shape::Mark />
                <span>{organisation.name}</span>
            </a>
            <nav aria-label=texts.menu>
                <ul role="list">
                    {link(Page::Privacy, texts.privacy)} {link(Page::Cookies, texts.cookies)}
                    {link(Page::Receipt, texts.receipt_short)} {your_data}
                </ul>
            </nav>
            // Another language is another document: it is loaded in full.
            <a
                class="language"
                href=move || in_other_language(&path.get())
                rel="external"
                lang=other.tag()
                hreflang=other.tag()
            >
                {texts.other_language}
            </a>
        </header>
    }
}

/// The foot: the choice, cookies, privacy, events, the newsletter, contact and complaint.
#[component]
pub fn Footer() -> impl IntoView {
    let language = language();
    let texts = texts(language);
    let organisation = expect_context::<Organisation>();
    let complaint = format!(
        "{}#{}",
        Page::Privacy.path(language),
        organisation.complaint_anchor
    );
    let newsletter = organisation.has_newsletter.then(|| {
        view! {
            <li>
                <a href=Page::Newsletter.path(language)>{newsletter_texts(language).newsletter}</a>
            </li>
        }
    });
    let events = organisation.has_events.then(|| {
        view! {
            <li>
                <a href=Page::Events.path(language)>{event_texts(language).events}</a>
            </li>
        }
    });
    let contact = if organisation.has_contact_form {
        view! { <a href=Page::Contact.path(language)>{texts.write_to_us}</a> }.into_any()
    } else {
        view! { <a href=format!("mailto:{}", organisation.contact)>{texts.contact}</a> }.into_any()
    };
    view! {
        <footer class="site-foot">
            <nav aria-label=texts.footer_menu>
                <ul role="list">
                    <li>
                        <a href=Page::CookieSettings.path(language)>{texts.cookie_settings}</a>
                    </li>
                    <li>
                        <a href=Page::Cookies.path(language)>{texts.cookies_title}</a>
                    </li>
                    <li>
                        <a href=Page::Privacy.path(language)>{texts.privacy}</a>
                    </li>
                    {events} {newsletter}
                    <li>{contact}</li>
                    <li>
                        // Loaded in full: only then does the browser open the fold-out that the link leads into.
                        <a href=complaint rel="external">
                            {texts.complaint}
                        </a>
                    </li>
                </ul>
            </nav>
            <p>{organisation.line}</p>
        </footer>
    }
}
