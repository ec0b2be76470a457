//! From what was typed to an enquiry.

use domain::problem::Problem;
use domain::text::Language;
use domain::thread::{Enquiry, TypedEnquiry};
use service::{Attempt, Origin, WriteIn};

use super::ContactForm;
use crate::address::Page;
use crate::visit::Visit;

/// Why an enquiry was not taken; nothing was stored.
#[derive(Debug)]
pub struct NotSent(pub Vec<Problem>);

impl From<Problem> for NotSent {
    fn from(problem: Problem) -> Self {
        Self(vec![problem])
    }
}

/// Takes in what `form` holds; gives the address to go to.
///
/// # Errors
/// Everything that is wrong in the form, or the one thing that kept it from being stored.
pub async fn send(
    visit: &Visit,
    language: Language,
    form: &ContactForm,
) -> Result<String, NotSent> {
    let typed = TypedEnquiry {
        name: &form.name,
        email: &form.email,
        phone: &form.phone,
        message: &form.message,
    };
    let enquiry = Enquiry::read(typed).map_err(NotSent)?;
    let attempt = Attempt::parse(&form.attempt).ok_or(Problem::MissingAttempt)?;
    let written = WriteIn {
        language,
        enquiry,
        origin: Origin::Form(attempt),
    };
    visit.service.write_in(written).await?;
    Ok(Page::ContactReceived.path(language))
}
