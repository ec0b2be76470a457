//! That an enquiry has been taken in: what happens now, and when it goes. The page knows nothing of whose it is.

use domain::text::Language;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::components::{Icon, Loaded, PageTitle, Shape, language};
use crate::json::Json;
use crate::texts::contact_texts;
use crate::told::Told;

/// What the page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceivedView {
    when_it_goes: String,
}

/// What the page shows in `language`.
#[server(prefix = "/fn", endpoint = "contact-received", output = Json)]
pub async fn load_received(language: Language) -> Result<ReceivedView, Told> {
    let visit = crate::visit::required()?;
    let promise = visit.service.enquiry_promise();
    let promise = promise.map_err(crate::told::refuse)?;
    Ok(ReceivedView {
        when_it_goes: promise.in_words(language),
    })
}

/// The page after writing in.
#[component]
pub fn ContactReceivedPage() -> impl IntoView {
    let language = language();
    let texts = contact_texts(language);
    let data = Resource::new(|| (), move |()| load_received(language));
    let view = move |received: ReceivedView| {
        view! {
            <h1>{texts.received_title}</h1>
            <div class="message good">
                <Icon shape=Shape::Check />
                <p>{texts.received_mail}</p>
            </div>
            <p>{texts.received_no_mail}</p>
            <h2>{texts.when_it_goes}</h2>
            <p>{received.when_it_goes}</p>
        }
        .into_any()
    };
    view! {
        <PageTitle text=texts.received_title />
        <Loaded data view />
    }
}
