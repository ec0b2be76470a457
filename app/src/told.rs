//! A [`Problem`] as a server function's error: the same codes and words as in a form's answer.

use crate::json::JsonText;
use domain::problem::Problem;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};

/// The problem a server function answers with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told(pub Problem);

impl From<Problem> for Told {
    fn from(problem: Problem) -> Self {
        Self(problem)
    }
}

impl FromServerFnError for Told {
    type Encoder = JsonText;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        let problem = match error {
            ServerFnErrorErr::Request(_) => Problem::Unreachable,
            ServerFnErrorErr::Response(_) => Problem::Unavailable,
            ServerFnErrorErr::Args(_)
            | ServerFnErrorErr::MissingArg(_)
            | ServerFnErrorErr::Deserialization(_) => Problem::UnreadableForm,
            _ => Problem::Fault,
        };
        // What cannot be read is refused before our function runs, which would have set the status.
        #[cfg(feature = "ssr")]
        return refuse(problem);
        #[cfg(not(feature = "ssr"))]
        Self(problem)
    }
}

/// Gives the answer the problem's HTTP status; a server function's error is 500 otherwise.
#[cfg(feature = "ssr")]
pub(crate) fn refuse(problem: Problem) -> Told {
    if let Some(response) = leptos::prelude::use_context::<leptos_axum::ResponseOptions>() {
        // Every status of a problem is one that HTTP knows.
        let status = http::StatusCode::from_u16(problem.status());
        response.set_status(status.unwrap_or(http::StatusCode::INTERNAL_SERVER_ERROR));
    }
    Told(problem)
}
