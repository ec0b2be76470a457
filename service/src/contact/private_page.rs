//! The page of an enquiry, for its sender, who came by a mailed link.

use domain::mail::LinkToken;
use domain::problem::Problem;
use domain::text::Language;
use domain::thread::{KeepQuestion, Promise, State};

use super::message::{Reader, ShownMessage};
use crate::Service;

/// What its sender sees of an enquiry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrivatePage {
    /// Where it stands.
    pub state: State,
    /// Until when it is kept.
    pub promise: Promise,
    /// It is answered by phone or letter, and nothing of it is shown.
    pub sensitive: bool,
    /// Its messages, the earliest first.
    pub messages: Vec<ShownMessage>,
    /// What is asked about a hidden passage; none when nothing sensitive may be kept.
    pub question: Option<KeepQuestion>,
}

impl Service {
    /// The page that a link opens.
    ///
    /// # Errors
    /// [`Problem::LinkExpired`]: the link opens nothing, or nothing any more.
    pub async fn private_page(
        &self,
        token: &LinkToken,
        language: Language,
    ) -> Result<PrivatePage, Problem> {
        let thread = self.thread_of_link(token).await?;
        Ok(PrivatePage {
            state: match thread.stored.state {
                // Nobody is told that they were taken for spam.
                State::Spam => State::Closed,
                state => state,
            },
            promise: thread.stored.promise,
            sensitive: thread.stored.sensitive,
            messages: self.shown_messages(&thread, Reader::Sender).await?,
            question: KeepQuestion::of(self.register(), language),
        })
    }
}
