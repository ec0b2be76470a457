//! A field of several lines. Leptos writes the text between a text area's tags unescaped on the server, so it is
//! escaped here.

use leptos::prelude::*;

/// A text area that holds `value` from the start.
#[component]
pub fn TextArea(
    /// Its id and its name in the form.
    name: &'static str,
    /// What it holds.
    value: String,
    /// How many lines are seen at once.
    rows: u8,
    /// The ids of what describes it.
    #[prop(into)]
    described_by: Signal<String>,
    /// It may be left empty.
    #[prop(optional)]
    optional: bool,
    /// What it holds was refused.
    #[prop(into)]
    invalid: Signal<bool>,
) -> impl IntoView {
    view! {
        <textarea
            id=name
            name=name
            rows=rows.to_string()
            required=!optional
            aria-describedby=move || described_by.get()
            aria-invalid=move || invalid.get().then_some("true")
        >
            {escaped(value)}
        </textarea>
    }
}

/// A parser drops a line break right after the tag.
#[cfg(feature = "ssr")]
fn escaped(value: String) -> String {
    let value = value
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    if value.starts_with('\n') {
        format!("\n{value}")
    } else {
        value
    }
}

#[cfg(not(feature = "ssr"))]
fn escaped(value: String) -> String {
    value
}
