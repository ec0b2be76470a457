//! The empty page: a router, one page with one server function, and one lazy route. Built with the flags of
//! the product's client, it is the floor that the client's size is compared with.

use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::components::{Route, Router, Routes};
use leptos_router::{Lazy, LazyRoute, lazy_route, path};
use wasm_bindgen::prelude::wasm_bindgen;

#[server]
async fn greet(name: String) -> Result<String, ServerFnError> {
    Ok(name)
}

#[component]
fn Home() -> impl IntoView {
    let greeting = Resource::new(|| (), |()| greet("you".to_owned()));
    view! {
        <Title text="Home" />
        <Suspense>{move || Suspend::new(async move { greeting.await.unwrap_or_default() })}</Suspense>
    }
}

struct Later;

#[lazy_route]
impl LazyRoute for Later {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        view! { <p>"Later"</p> }.into_any()
    }
}

#[component]
fn Empty() -> impl IntoView {
    provide_meta_context();
    view! {
        <Router>
            <main>
                <Routes fallback=|| "Not found">
                    <Route path=path!("/") view=Home />
                    <Route path=path!("/later") view={Lazy::<Later>::new()} />
                </Routes>
            </main>
        </Router>
    }
}

/// Hydrates the page.
#[wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_lazy(Empty);
}
