//! The summary above a form that was refused: what is wrong, what to do, and a link to the field.

use domain::problem::Problem;
use leptos::prelude::*;

use super::{Icon, Shape, language};
use crate::texts::texts;

/// The summary of one problem.
#[component]
pub fn ProblemSummary(
    /// What is wrong.
    problem: Problem,
    /// The id of the field it concerns, if the page has it.
    #[prop(optional_no_strip)]
    field: Option<&'static str>,
) -> impl IntoView {
    let language = language();
    let words = format!("{}. {}", problem.title(language), problem.remedy(language));
    let line = match field {
        // External to the router, which would scroll and leave the focus behind.
        Some(id) => view! { <a href=format!("#{id}") rel="external">{words}</a> }.into_any(),
        None => view! { <span>{words}</span> }.into_any(),
    };
    view! {
        <div class="message danger" role="alert" tabindex="-1">
            <Icon shape=Shape::Warning />
            <h2>{texts(language).form_problem}</h2>
            <ul>
                <li>{line}</li>
            </ul>
        </div>
    }
}
