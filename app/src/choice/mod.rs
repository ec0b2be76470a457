//! The choice form: one input type for the form, the server function and the pages that show it again.

use domain::notice::Surface;
use domain::register::Key;
use domain::text::Language;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::json::Json;
use crate::told::Told;

#[cfg(feature = "ssr")]
mod clear;
#[cfg(feature = "ssr")]
mod decide;
mod state;

#[cfg(feature = "ssr")]
pub(crate) use decide::headers;
#[cfg(feature = "ssr")]
pub use decide::{Decided, Undecided, decide};
pub use state::{BannerState, EmbedState, Question, Refused, STORED_ANCHOR, StoredLine};

/// Which button was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Act {
    /// Refuse everything asked about.
    Refuse,
    /// Accept everything asked about.
    Accept,
    /// Accept the services ticked, refuse the others.
    Save,
    /// Close the banner, which refuses and says so.
    Close,
}

/// What a choice form sends. Every field but `act` and `surface` may be missing: a refusal needs no more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChoiceForm {
    /// The button.
    pub act: Act,
    /// Where it was asked.
    pub surface: Surface,
    /// The services ticked.
    #[serde(default)]
    pub service: Vec<Key>,
    /// The hash of the notice shown.
    #[serde(default)]
    pub notice: Option<String>,
    /// The mark this form was drawn with; a retry carries the same.
    #[serde(default)]
    pub attempt: Option<String>,
    /// The service whose embed is asked for, on a placeholder.
    #[serde(default)]
    pub embed: Option<Key>,
    /// Where to go afterwards: a path of ours.
    #[serde(default)]
    pub return_to: Option<String>,
}

impl ChoiceForm {
    /// A form names no more services than a register would hold, and no longer texts than ours.
    #[must_use]
    pub fn is_within_limits(&self) -> bool {
        const MOST_SERVICES: usize = 100;
        const LONGEST_TEXT: usize = 200;
        let texts = [&self.notice, &self.attempt, &self.embed, &self.return_to];
        self.service.len() <= MOST_SERVICES
            && self.service.iter().all(|key| key.len() <= LONGEST_TEXT)
            && texts
                .into_iter()
                .flatten()
                .all(|text| text.len() <= LONGEST_TEXT)
    }
}

/// Stores a choice for the hydrated page; answers with the address to load afterwards.
#[server(prefix = "/fn", endpoint = "choose", input = Json, output = Json)]
pub async fn choose(language: Language, form: ChoiceForm) -> Result<String, Told> {
    let visit = crate::visit::required()?;
    let outcome = decide(&visit, language, form, domain::consent::Method::Script).await;
    let (answer, headers) = match outcome {
        Ok(decided) => (Ok(decided.location), decided.headers),
        Err(undecided) => (
            Err(crate::told::refuse(undecided.problem)),
            undecided.headers,
        ),
    };
    let response = expect_context::<leptos_axum::ResponseOptions>();
    for (name, value) in headers {
        response.append_header(name, value);
    }
    answer
}
