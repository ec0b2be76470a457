//! The WASM entry: the client takes over the page that the server rendered.

use leptos::prelude::{document, window};
use wasm_bindgen::prelude::wasm_bindgen;

/// Fetches the page's part and hydrates the page, then marks the document, so that nobody has to guess whether
/// script is in charge. Without the part the document stays as it is, and every link and form works by itself.
#[wasm_bindgen]
pub async fn hydrate() {
    console_error_panic_hook::set_once();
    let path = window().location().pathname().unwrap_or_default();
    if app::parts::fetch_part(&path).await.is_err() {
        return;
    }
    let page = leptos::mount::hydrate_from_async(leptos::tachys::dom::body(), app::App).await;
    page.forget();
    if let Some(root) = document().document_element() {
        // A document that takes no attribute has no page to hydrate either.
        let _refused = root.set_attribute("data-hydrated", "");
    }
}
