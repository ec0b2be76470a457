//! The page's title. `leptos_meta` writes it unescaped on the server, so it is escaped here.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::shell::Organisation;

/// Sets the document's title: the page, then the organisation.
#[component]
pub fn PageTitle(
    /// What the page is called.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    let organisation = expect_context::<Organisation>().name;
    let title = format!("{text} · {organisation}");
    view! { <Title text=escaped(title) /> }
}

#[cfg(feature = "ssr")]
fn escaped(title: String) -> String {
    title
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(not(feature = "ssr"))]
fn escaped(title: String) -> String {
    title
}
