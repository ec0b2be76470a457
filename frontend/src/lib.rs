//! The WASM entry: the client takes over the page that the server rendered.

use wasm_bindgen::prelude::wasm_bindgen;

/// Hydrates the page, then marks the document, so that nobody has to guess whether script is in charge.
#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_body(app::App);
    if let Some(root) = leptos::prelude::document().document_element() {
        // A document that takes no attribute has no page to hydrate either.
        let _refused = root.set_attribute("data-hydrated", "");
    }
}
