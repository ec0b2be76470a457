//! What was typed in a form of the portal that was refused, and what is wrong with it.

use domain::problem::Problem;
use leptos::prelude::*;

use super::RightsRefused;
use crate::components::ProblemSummary;

/// What was typed in a field of a form that was refused.
pub(super) fn typed(refused: Option<&RightsRefused>, name: &str) -> String {
    let typed = refused.and_then(|refused| refused.typed.iter().find(|(other, _)| other == name));
    typed.map(|(_, value)| value.clone()).unwrap_or_default()
}

/// What was typed in the fields of one name.
pub(super) fn all_typed(refused: &RightsRefused, name: &str) -> Vec<String> {
    let typed = refused.typed.iter().filter(|(other, _)| other == name);
    typed.map(|(_, value)| value.clone()).collect()
}

/// What is wrong, as fields are told it.
pub(super) fn problems(refused: Option<&RightsRefused>) -> Vec<Problem> {
    refused.iter().map(|refused| refused.problem).collect()
}

/// What is wrong, above everything else on the page.
#[component]
pub(super) fn Summary(
    /// The form that was refused.
    #[prop(optional_no_strip)]
    refused: Option<RightsRefused>,
) -> impl IntoView {
    refused.map(|refused| {
        let field = refused.problem.field();
        view! { <ProblemSummary problem=refused.problem field /> }
    })
}
