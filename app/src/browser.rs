//! What only a browser can do: read a form as it is sent, load an address in full, press a
//! button, move the focus.

use domain::register::Key;
use leptos::ev::SubmitEvent;
use leptos::prelude::window;
use wasm_bindgen::JsCast as _;
use web_sys::{FormData, HtmlElement, HtmlFormElement};

use crate::choice::Act;
use crate::contact::ContactForm;
use crate::pages::SignUpForm;

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

/// What was typed and ticked in the newsletter's form.
pub(crate) fn read_sign_up(event: &SubmitEvent) -> Option<SignUpForm> {
    let form: HtmlFormElement = event.target()?.dyn_into().ok()?;
    let data = FormData::new_with_form(&form).ok()?;
    let text = |name| data.get(name).as_string();
    let topics = data.get_all("topic");
    Some(SignUpForm {
        email: text("email")?,
        name: text("name")?,
        topic: topics.iter().filter_map(|key| key.as_string()).collect(),
        wording: text("wording")?,
    })
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

/// Moves to what `selector` finds once the page shows it, so that it is read out.
pub(crate) fn focus(selector: &'static str) {
    leptos::prelude::request_animation_frame(move || {
        let found = window()
            .document()
            .and_then(|document| document.query_selector(selector).ok().flatten());
        if let Some(found) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
            // An element that cannot take the focus stays as it is; its role tells it all the same.
            let _unfocused = found.focus();
        }
    });
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

/// Sends the form that `selector` finds.
pub(crate) fn submit(selector: &str) {
    let form = find(selector).and_then(|found| found.dyn_into::<HtmlFormElement>().ok());
    if let Some(form) = form {
        // A browser that refuses leaves the page as it is.
        let _refused = form.submit();
    }
}

fn find(selector: &str) -> Option<HtmlElement> {
    let found = window().document()?.query_selector(selector).ok()??;
    found.dyn_into().ok()
}
