//! What stands in the place of content that did not come: what is wrong, and a button to try again.

use domain::problem::Problem;
use leptos::prelude::*;

use super::{Icon, Shape, language};
use crate::texts::texts;

/// Tells `problem` in the place of the content.
#[component]
pub fn Trouble(
    /// What is wrong.
    problem: Problem,
    /// What the button does.
    retry: impl Fn() + Send + Sync + 'static,
) -> impl IntoView {
    let language = language();
    view! {
        <div class="message danger" role="alert">
            <Icon shape=Shape::Warning />
            <h1>{problem.title(language)}</h1>
            <p>{problem.remedy(language)}</p>
            <p class="needs-script">
                <button type="button" class="button quiet" on:click=move |_| retry()>
                    {texts(language).try_again}
                </button>
            </p>
        </div>
    }
}
