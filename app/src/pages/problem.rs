//! The page that tells what went wrong, and the way on.

use domain::problem::Problem;
use leptos::prelude::*;

use crate::address::Page;
use crate::components::{PageTitle, language};
use crate::texts::texts;

/// Tells about `problem` in the place of a page.
#[component]
pub fn ProblemPage(
    /// What went wrong.
    problem: Problem,
) -> impl IntoView {
    let language = language();
    view! {
        <PageTitle text=problem.title(language) />
        <p class="error-number">{problem.status()}</p>
        <h1>{problem.title(language)}</h1>
        <p class="lead">{problem.remedy(language)}</p>
        <div class="actions">
            <a class="button" href=Page::Home.path(language)>
                {texts(language).home}
            </a>
        </div>
    }
}
