//! What only a browser can do: read a form as it is sent, load an address in full, press a
//! button, move the focus.

use domain::register::Key;
use leptos::ev::SubmitEvent;
use leptos::prelude::window;
use wasm_bindgen::JsCast as _;
use web_sys::{FormData, HtmlElement, HtmlFormElement};

use crate::choice::Act;
use crate::contact::ContactForm;

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

/// What the contact form holds.
pub(crate) fn read_contact(event: &SubmitEvent) -> Option<ContactForm> {
    let form: HtmlFormElement = event.target()?.dyn_into().ok()?;
    let data = FormData::new_with_form(&form).ok()?;
    let field = |name| data.get(name).as_string();
    Some(ContactForm {
        name: field("name")?,
        email: field("email")?,
        phone: field("phone")?,
        message: field("message")?,
        attempt: field("attempt")?,
    })
}

/// Puts the focus on what `selector` finds.
pub(crate) fn focus(selector: &str) {
    if let Some(found) = find(selector) {
        // Nothing to be done about an element that takes no focus.
        let _unfocused = found.focus();
    }
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
    if let Some(button) = find(selector) {
        button.click();
    }
}

fn find(selector: &str) -> Option<HtmlElement> {
    let found = window().document()?.query_selector(selector).ok()??;
    found.dyn_into().ok()
}
