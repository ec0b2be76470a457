//! From the service's secure messages that stand alone to what the person is shown, in words.

use domain::problem::Problem;
use domain::text::{Language, moment_in_words};
use service::{DataSubject, OwnSecure};
use uuid::Uuid;

use super::RightsAsked;
use super::secure::{OwnSecureView, StartSecureView};
use crate::pages::shown_messages;
use crate::texts::secure_texts;
use crate::visit::Visit;

/// Where a message is written that begins a thread.
pub(super) async fn start(
    visit: &Visit,
    subject: &DataSubject,
    language: Language,
) -> Result<StartSecureView, Problem> {
    let service = &visit.service;
    let kept = service.secure_promise(service.now())?.in_words(language);
    let is_shown = subject.person().is_some();
    let threads = match is_shown {
        true => service.own_secure_threads(subject).await?,
        false => Vec::new(),
    };
    let alone = threads.iter().filter(|thread| thread.case.is_none());
    Ok(StartSecureView {
        is_shown,
        threads: alone
            .map(|thread| (thread.id.to_string(), title(visit, thread, language)))
            .collect(),
        kept,
        attempt: service.new_attempt().to_text(),
    })
}

fn title(visit: &Visit, thread: &OwnSecure, language: Language) -> String {
    let begun = moment_in_words(visit.service.local(thread.begun_at), language);
    let texts = secure_texts(language);
    let title = texts.start_thread.replace("{time}", &begun);
    if thread.has_news() {
        format!("{title} {}", texts.start_news)
    } else {
        title
    }
}

/// One of their threads that stand alone.
pub(super) async fn one(
    visit: &Visit,
    subject: &DataSubject,
    asked: &RightsAsked,
) -> Result<OwnSecureView, Problem> {
    let id = Uuid::parse_str(&asked.one).map_err(|_| Problem::NotFound)?;
    let service = &visit.service;
    let thread = service.own_secure_thread(subject, &id).await?;
    // One of a case is read with the case.
    if thread.case.is_some() {
        return Err(Problem::NotFound);
    }
    let kept = thread.kept.map(|kept| kept.in_words(asked.language));
    Ok(OwnSecureView {
        id: id.to_string(),
        messages: shown_messages(service, asked.language, thread.messages),
        kept: kept.unwrap_or_default(),
        attempt: service.new_attempt().to_text(),
    })
}
