//! A line of a receipt: what, and what it was.

use leptos::prelude::*;

/// One fact, in a list of facts.
#[component]
pub fn Fact(
    /// What it is about.
    label: &'static str,
    /// What it says.
    value: String,
) -> impl IntoView {
    view! {
        <div>
            <dt>{label}</dt>
            <dd>{value}</dd>
        </div>
    }
}
