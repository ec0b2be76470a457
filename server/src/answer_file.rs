//! The answer to a request for access as a file: to print, or for a program.

use axum::response::{IntoResponse as _, Response};
use domain::access_answer::AccessAnswer;
use domain::problem::Problem;
use domain::text::Language;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};

use crate::letter_pdf::letter_pdf;

/// The answer as a letter to print.
pub(crate) fn as_pdf(answer: &AccessAnswer, language: Language) -> Result<Response, Problem> {
    // The printer says in the log what it lacks.
    let printed = letter_pdf(answer).map_err(|_| Problem::Fault)?;
    Ok(file(language, ("application/pdf", "pdf"), printed))
}

/// The answer for a program.
pub(crate) fn as_json(answer: &AccessAnswer, language: Language) -> Result<Response, Problem> {
    let written = answer.to_json().map_err(|_| Problem::Fault)?;
    Ok(file(language, ("application/json", "json"), written))
}

fn file(language: Language, (kind, ending): (&'static str, &str), content: Vec<u8>) -> Response {
    let name = match language {
        Language::Da => "svar-om-indsigt",
        Language::En => "answer-on-access",
    };
    let disposition = format!("attachment; filename=\"{name}.{ending}\"");
    let headers = [
        (CONTENT_TYPE, kind.to_owned()),
        (CONTENT_DISPOSITION, disposition),
    ];
    (headers, content).into_response()
}
