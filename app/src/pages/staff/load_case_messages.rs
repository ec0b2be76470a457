//! From the service's secure messages to what staff are shown, in words.

use domain::problem::Problem;
use domain::secure::Counterpart;
use domain::text::{Language, date_in_words, day_in_words, moment_in_words};
use jiff::Timestamp;
use service::{
    LeftBehind, ListedSecure, ShownOutsider, StaffActor, StaffSecure, StaffSecureMessage,
};
use uuid::Uuid;

use super::case_messages::{BegunView, CaseMessageRow, CaseMessagesView, MessagesOf, OutsiderRow};
use super::cases::AloneRow;
use super::load::Asked;
use crate::pages::secure::shown_file;
use crate::texts::{staff_case_texts, staff_secure_texts};
use crate::visit::Visit;

/// The messages about a case.
pub(super) async fn one(
    visit: &Visit,
    actor: &StaffActor,
    asked: &Asked,
) -> Result<CaseMessagesView, Problem> {
    let case = Uuid::parse_str(&asked.one).map_err(|_| Problem::NotFound)?;
    let about = visit.service.staff_secure_of_case(actor, &case).await?;
    Ok(CaseMessagesView {
        of: MessagesOf::Case(case.to_string()),
        is_person_known: about.is_person_known,
        begun: about
            .thread
            .map(|thread| begun(visit, thread, asked.language)),
        attempt: visit.service.new_attempt().to_text(),
    })
}

/// The messages of a thread that stands alone.
pub(super) async fn alone(
    visit: &Visit,
    actor: &StaffActor,
    asked: &Asked,
) -> Result<CaseMessagesView, Problem> {
    let id = Uuid::parse_str(&asked.one).map_err(|_| Problem::NotFound)?;
    let thread = visit.service.staff_secure(actor, &id).await?;
    // One of a case is read with the case.
    if thread.case.is_some() {
        return Err(Problem::NotFound);
    }
    Ok(CaseMessagesView {
        of: MessagesOf::Alone(id.to_string()),
        is_person_known: true,
        begun: Some(begun(visit, thread, asked.language)),
        attempt: visit.service.new_attempt().to_text(),
    })
}

/// The threads that stand alone, the one with the latest message first.
pub(super) async fn all_alone(
    visit: &Visit,
    actor: &StaffActor,
    language: Language,
) -> Result<Vec<AloneRow>, Problem> {
    let words = staff_case_texts(language);
    let threads = visit.service.secure_threads(actor, None).await?.into_iter();
    let row = |thread: ListedSecure| AloneRow {
        target: MessagesOf::Alone(thread.id.to_string()).path(language),
        who: thread.name.unwrap_or_else(|| words.no_name.to_owned()),
        when: moment_in_words(visit.service.local(thread.last_message_at), language),
        waits_for_us: thread.waits_for_us,
    };
    Ok(threads.map(row).collect())
}

/// Messages that staff see to: where they are read, and what is to be done.
pub(super) async fn left_behind(
    visit: &Visit,
    actor: &StaffActor,
    language: Language,
) -> Result<Vec<(String, String)>, Problem> {
    let texts = staff_secure_texts(language);
    let left = visit.service.secure_left_behind(actor).await?.into_iter();
    let line = |message: LeftBehind| {
        let says = match message.post_asked_at {
            Some(_) => texts.left_post,
            None => texts.left_unopened,
        };
        let day = date_in_words(visit.service.day_of(message.sent_at), language);
        let of = match message.case {
            Some(case) => MessagesOf::Case(case.to_string()),
            None => MessagesOf::Alone(message.thread.to_string()),
        };
        (of.path(language), says.replace("{day}", &day))
    };
    Ok(left.map(line).collect())
}

fn begun(visit: &Visit, thread: StaffSecure, language: Language) -> BegunView {
    let StaffSecure {
        outsiders,
        messages,
        is_person_shown,
        to,
        ..
    } = thread;
    let email = to.email.map(|email| email.as_str().to_owned());
    let rows = messages.into_iter();
    BegunView {
        messages: rows
            .map(|message| row(visit, &outsiders, message, language))
            .collect(),
        outsiders: outsiders
            .iter()
            .map(|outsider| outsider_row(visit, outsider, language))
            .collect(),
        unknown: email.filter(|_| !is_person_shown),
    }
}

fn row(
    visit: &Visit,
    outsiders: &[ShownOutsider],
    message: StaffSecureMessage,
    language: Language,
) -> CaseMessageRow {
    let texts = staff_secure_texts(language);
    let name = match message.with {
        Counterpart::Person => texts.person,
        Counterpart::Outsider(id) => outsiders
            .iter()
            .find(|outsider| outsider.id == id)
            .map_or("", |outsider| outsider.who.name.as_str()),
    };
    let who = if message.from_us {
        texts.to
    } else {
        texts.from
    };
    let is_unsettled = message.from_us && message.settled_at.is_none();
    let is_unopened = message.from_us && message.opened_at.is_none();
    CaseMessageRow {
        id: message.id.to_string(),
        who: who.replace("{name}", &lower_case_person(name, texts.person)),
        ours: message.from_us,
        when: moment_in_words(visit.service.local(message.sent_at), language),
        standing: standing(visit, &message, language),
        can_wait: is_unopened,
        can_settle: is_unsettled && (is_unopened || message.post_asked_at.is_some()),
        words: message.words,
        files: message
            .files
            .into_iter()
            .map(|file| shown_file(file, language))
            .collect(),
    }
}

/// "Fra personen", where the label stands alone with a capital.
fn lower_case_person(name: &str, person: &str) -> String {
    if name == person {
        name.to_lowercase()
    } else {
        name.to_owned()
    }
}

fn standing(visit: &Visit, message: &StaffSecureMessage, language: Language) -> Vec<String> {
    let texts = staff_secure_texts(language);
    if !message.from_us {
        return Vec::new();
    }
    let moment = |at| moment_in_words(visit.service.local(at), language);
    let mut lines = vec![match message.opened_at {
        Some(at) => texts.opened.replace("{time}", &moment(at)),
        None if visit.service.now() < message.expires_at => {
            let last = last_day(visit, message.expires_at, language);
            texts.waits.replace("{day}", &last)
        }
        None => texts.over.to_owned(),
    }];
    if message.post_asked_at.is_some() {
        lines.push(texts.by_post.to_owned());
    }
    if message.settled_at.is_some() {
        lines.push(texts.settled.to_owned());
    }
    lines
}

fn outsider_row(visit: &Visit, outsider: &ShownOutsider, language: Language) -> OutsiderRow {
    let texts = staff_secure_texts(language);
    let is_open = visit.service.now() < outsider.expires_at;
    let standing = match (is_open, outsider.tries) {
        (false, _) => texts.closed.to_owned(),
        (true, 0) => texts.no_tries.to_owned(),
        (true, _) => {
            let last = last_day(visit, outsider.expires_at, language);
            texts.until.replace("{day}", &last)
        }
    };
    OutsiderRow {
        id: outsider.id.to_string(),
        name: outsider.who.name.as_str().to_owned(),
        kind: outsider.who.kind.title(language).to_lowercase(),
        email: outsider.who.email.as_str().to_owned(),
        standing,
        is_open,
    }
}

/// The last whole day before an instant.
fn last_day(visit: &Visit, until: Timestamp, language: Language) -> String {
    let day = visit.service.day_of(until);
    day_in_words(day.yesterday().unwrap_or(day), language)
}
