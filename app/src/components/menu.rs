//! The menu of those who are in: where one can go. Each page is loaded in full: the server decides each time who may
//! see it.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// Links to pages, of which the one that is shown is marked.
#[component]
pub fn Menu(
    /// What it is called.
    label: &'static str,
    /// The address and the name of each page.
    pages: Vec<(String, String)>,
) -> impl IntoView {
    let path = use_location().pathname.get_untracked();
    let links = pages.into_iter().map(|(target, name)| {
        let current = (path == target).then_some("page");
        view! {
            <li>
                <a href=target rel="external" aria-current=current>
                    {name}
                </a>
            </li>
        }
    });
    view! {
        <nav aria-label=label>
            <ul role="list">{links.collect_view()}</ul>
        </nav>
    }
}
