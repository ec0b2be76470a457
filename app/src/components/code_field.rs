//! The field for a code that we gave somebody.

use domain::problem::Problem;
use leptos::prelude::*;

use super::language;

/// The field, named `code`, with what was typed and what is wrong with it.
#[component]
pub fn CodeField(
    /// What the code is called.
    label: &'static str,
    /// What it looks like.
    #[prop(optional_no_strip)]
    help: Option<&'static str>,
    /// What is wrong.
    problem: Option<Problem>,
    /// What was typed.
    typed: String,
) -> impl IntoView {
    let language = language();
    let described = [help.map(|_| "code-help"), problem.map(|_| "code-error")];
    let described: Vec<&str> = described.into_iter().flatten().collect();
    let described = (!described.is_empty()).then(|| described.join(" "));
    let help = help.map(|help| {
        view! {
            <p class="help" id="code-help">
                {help}
            </p>
        }
    });
    let error = problem.map(|problem| {
        view! {
            <p class="problem" id="code-error">
                {problem.remedy(language)}
            </p>
        }
    });
    view! {
        <div class="field">
            <label for="code">{label}</label>
            {help}
            {error}
            <input
                class="code"
                id="code"
                name="code"
                value=typed
                required
                maxlength="60"
                autocomplete="off"
                autocapitalize="characters"
                spellcheck="false"
                aria-describedby=described
                aria-invalid=problem.map(|_| "true")
            />
        </div>
    }
}
