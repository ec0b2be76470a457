//! The ways on from a page of a list, and back to one.

use leptos::prelude::*;

/// To the first page and to the next, where there are such.
#[component]
pub(super) fn Pager(
    /// Where the first page is, and what it is called.
    newest: (Option<String>, &'static str),
    /// Where the next page is, and what it is called.
    older: (Option<String>, &'static str),
) -> impl IntoView {
    let link = |(target, name): (Option<String>, &'static str)| {
        target.map(|target| {
            view! {
                <a href=target rel="external">
                    {name}
                </a>
            }
        })
    };
    view! { <div class="actions">{link(newest)} {link(older)}</div> }
}

/// Back to what a page belongs to.
#[component]
pub(super) fn Back(
    /// Where that is.
    #[prop(into)]
    target: String,
    /// What it is called.
    name: &'static str,
) -> impl IntoView {
    view! {
        <p>
            <a href=target rel="external">
                {name}
            </a>
        </p>
    }
}
