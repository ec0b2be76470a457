//! Data that a page waits for: the page when it is there, or what went wrong and how to try again.

use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Icon, Shape, language};
use crate::texts::texts;
use crate::told::Told;

/// Shows `view` of what `data` brings; on the server the page waits for it.
#[component]
pub fn Loaded<T, F>(
    /// What is waited for.
    data: Resource<Result<T, Told>>,
    /// How it is shown.
    view: F,
) -> impl IntoView
where
    T: Clone + Send + Sync + Serialize + DeserializeOwned + 'static,
    F: Fn(T) -> AnyView + Clone + Send + Sync + 'static,
{
    let texts = texts(language());
    view! {
        <Suspense fallback=move || view! { <p class="soft" role="status">{texts.loading}</p> }>
            {move || {
                let view = view.clone();
                Suspend::new(async move {
                    match data.await {
                        Ok(value) => view(value),
                        Err(Told(problem)) => view! { <Failed problem retry=move || data.refetch() /> }.into_any(),
                    }
                })
            }}
        </Suspense>
    }
}

#[component]
fn Failed(
    problem: domain::problem::Problem,
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
