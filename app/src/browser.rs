//! What only a browser can do: read a form as it is sent, load an address in full, press a button.

use domain::register::Key;
use leptos::ev::SubmitEvent;
use leptos::prelude::window;
use wasm_bindgen::JsCast as _;
use web_sys::{FormData, HtmlElement, HtmlFormElement};

use crate::choice::Act;

/// The button pressed and the boxes ticked.
pub(crate) fn read_answer(event: &SubmitEvent) -> Option<(Act, Vec<Key>)> {
    let act = match event.submitter()?.get_attribute("value")?.as_str() {
        "refuse" => Act::Refuse,
        "accept" => Act::Accept,
        "save" => Act::Save,
        "close" => Act::Close,
        _ => return None,
    };
    let form: HtmlFormElement = event.target()?.dyn_into().ok()?;
    let ticked = FormData::new_with_form(&form).ok()?.get_all("service");
    Some((
        act,
        ticked.iter().filter_map(|key| key.as_string()).collect(),
    ))
}

/// Loads `location` in full, even when only its fragment differs from the current address.
pub(crate) fn load(location: &str) {
    let here = window().location();
    let path = here.pathname().unwrap_or_default();
    let same_page = location.split('#').next() == Some(path.as_str());
    // Nothing to be done about a browser that refuses: the choice is stored, and the next load shows it.
    let _refused = here.set_href(location);
    if same_page {
        let _refused = here.reload();
    }
}

/// Presses the button that `selector` finds.
pub(crate) fn press(selector: &str) {
    let button = window()
        .document()
        .and_then(|document| document.query_selector(selector).ok().flatten());
    if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
        button.click();
    }
}
