//! Writing in: one input type for the form, the server function and the page that shows it again, and one way from it
//! to the service.

use domain::problem::Problem;
use domain::text::Language;
use leptos::prelude::*;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};

use crate::json::{Json, JsonText};
use crate::told::Told;

#[cfg(feature = "ssr")]
mod said;
#[cfg(feature = "ssr")]
mod send;

#[cfg(feature = "ssr")]
pub use said::{section, secure_way, who_gets_it};
#[cfg(feature = "ssr")]
pub use send::{NotSent, send};

/// The names of the contact form's fields, in their order.
pub const FIELDS: &[&str] = &["name", "email", "phone", "message"];

/// What the contact form sends. Its `Debug` is silent.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactForm {
    /// The person's name.
    pub name: String,
    /// Where to answer.
    pub email: String,
    /// A telephone number, or nothing.
    pub phone: String,
    /// The message.
    pub message: String,
    /// The mark this form was drawn with; a retry carries the same.
    pub attempt: String,
}

impl std::fmt::Debug for ContactForm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ContactForm(…)")
    }
}

/// How to reach the organisation with something sensitive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SecureWay {
    /// By a secure message in the portal.
    Portal {
        /// What it asks for, in words.
        words: String,
        /// The path of its page.
        path: String,
    },
    /// By phone or letter, in words.
    Elsewhere(String),
}

/// A form that was refused: why, and what was typed, so that nothing is lost.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusedContact {
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// What was typed.
    pub form: ContactForm,
}

/// Everything that is wrong in a form, as a server function's error.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusals(pub Vec<Problem>);

impl FromServerFnError for Refusals {
    type Encoder = JsonText;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        Self(vec![Told::from_server_fn_error(error).0])
    }
}

/// Writes in for the hydrated page; answers with the address to load afterwards.
#[server(prefix = "/fn", endpoint = "write-in", input = Json, output = Json)]
pub async fn write_in(language: Language, form: ContactForm) -> Result<String, Refusals> {
    let visit = crate::visit::current().ok_or_else(|| refuse(vec![Problem::Fault]))?;
    send(&visit, language, &form)
        .await
        .map_err(|NotSent(problems)| refuse(problems))
}

#[cfg(feature = "ssr")]
fn refuse(problems: Vec<Problem>) -> Refusals {
    for problem in problems.iter().take(1) {
        let _status_set = crate::told::refuse(*problem);
    }
    Refusals(problems)
}
