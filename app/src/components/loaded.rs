//! Data that a page waits for: the page when it is there, or what went wrong and how to try again.

use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Trouble, language};
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
                        Err(Told(problem)) => view! { <Trouble problem retry=move || data.refetch() /> }.into_any(),
                    }
                })
            }}
        </Suspense>
    }
}
