//! From the service's enquiries to what staff are shown, in words.

use domain::problem::Problem;
use domain::text::{Language, date_in_words, moment_in_words};
use domain::thread::{Author, State, Way};
use jiff::Timestamp;
use service::{
    Inbox, ListedSender, ListedThread, ShownMessage, ShownPassage, StaffActor, StaffThread,
};
use uuid::Uuid;

use super::StaffContent;
use super::enquiries::{EnquiriesView, ListedView, SenderView, StandingView};
use super::enquiry::{StaffEnquiryView, StaffMessageView, StaffPartView};
use super::enquiry_stopped::StoppedEnquiryView;
use super::load::Asked;
use crate::address::StaffPage;
use crate::texts::{StaffEnquiryTexts, staff_enquiry_texts};
use crate::visit::Visit;

/// Where an enquiry can stand, those that wait first, each with its name in addresses.
const STANDINGS: [(State, &str); 4] = [
    (State::Open, "open"),
    (State::Answered, "answered"),
    (State::Closed, "closed"),
    (State::Spam, "spam"),
];

/// The list that is asked for; those that wait for us, unless others are.
pub(super) async fn list(
    visit: &Visit,
    actor: &StaffActor,
    asked: &Asked,
) -> Result<EnquiriesView, Problem> {
    let state = match asked.state.as_deref() {
        None => State::Open,
        Some(name) => standing_named(name).ok_or(Problem::NotFound)?,
    };
    let before = asked.before.as_deref().map(place).transpose()?;
    let inbox = visit.service.threads(actor, state, before).await?;
    Ok(view(visit, asked.language, state, inbox, before.is_some()))
}

/// One enquiry, or what is asked before one is read whose use is stopped.
pub(super) async fn page(
    visit: &Visit,
    actor: &StaffActor,
    asked: &Asked,
) -> Result<StaffContent, Problem> {
    match one(visit, actor, asked).await {
        Err(Problem::UseStopped) => Ok(StaffContent::StoppedEnquiry(StoppedEnquiryView {
            id: asked.one.clone(),
        })),
        read => read.map(StaffContent::Enquiry),
    }
}

/// One enquiry.
async fn one(
    visit: &Visit,
    actor: &StaffActor,
    asked: &Asked,
) -> Result<StaffEnquiryView, Problem> {
    let id = Uuid::parse_str(&asked.one).map_err(|_| Problem::NotFound)?;
    let thread = visit.service.staff_thread(actor, &id).await?;
    Ok(enquiry(visit, asked.language, thread))
}

fn standing_named(name: &str) -> Option<State> {
    let mut standings = STANDINGS.into_iter();
    standings.find_map(|(state, other)| (other == name).then_some(state))
}

/// Where a page of the list begins, as [`place_in_words`] writes it.
fn place(text: &str) -> Result<(Timestamp, Uuid), Problem> {
    let parts = text.split_once('_').ok_or(Problem::NotFound)?;
    let at = parts.0.parse().map_err(|_| Problem::NotFound)?;
    let id = Uuid::parse_str(parts.1).map_err(|_| Problem::NotFound)?;
    Ok((at, id))
}

fn place_in_words((at, id): (Timestamp, Uuid)) -> String {
    format!("{at}_{id}")
}

fn view(
    visit: &Visit,
    language: Language,
    state: State,
    inbox: Inbox,
    is_later: bool,
) -> EnquiriesView {
    let words = staff_enquiry_texts(language);
    let listed = inbox.threads.into_iter();
    let target = |name: &str| format!("{}?state={name}", StaffPage::Enquiries.path(language));
    let shown = STANDINGS.iter().find(|(other, _)| *other == state);
    let first = shown.map(|(_, name)| target(name)).unwrap_or_default();
    let counted = |state| {
        let mut counts = inbox.counts.iter();
        counts
            .find(|(other, _)| *other == state)
            .map_or(0, |(_, count)| *count)
    };
    let standings = STANDINGS.into_iter().map(|(other, name)| StandingView {
        name: standing(words, other).to_owned(),
        count: counted(other),
        target: target(name),
        is_shown: other == state,
    });
    EnquiriesView {
        standings: standings.collect(),
        enquiries: listed
            .map(|listed| in_list(visit, language, listed))
            .collect(),
        empty: empty(words, state).to_owned(),
        older: inbox
            .next
            .map(|next| format!("{first}&before={}", place_in_words(next))),
        newest: is_later.then_some(first),
    }
}

fn in_list(visit: &Visit, language: Language, listed: ListedThread) -> ListedView {
    let words = staff_enquiry_texts(language);
    let day = visit.service.day_of(listed.last_message_at);
    let days = (visit.service.today() - day).get_days();
    let last_message = match days {
        ..=0 => words.today.to_owned(),
        1 => words.one_day_ago.to_owned(),
        days => words.days_ago.replace("{count}", &days.to_string()),
    };
    ListedView {
        id: listed.id.to_string(),
        sender: match listed.sender {
            ListedSender::Named(name) => SenderView::Named(name),
            ListedSender::Stopped { cases } => {
                SenderView::Stopped(cases.iter().map(ToString::to_string).collect())
            }
        },
        sensitive: listed.sensitive,
        last_message,
        goes: date_in_words(listed.promise.last_day, language),
    }
}

const fn standing(words: &StaffEnquiryTexts, state: State) -> &'static str {
    match state {
        State::Open => words.open,
        State::Answered => words.answered,
        State::Closed => words.closed,
        State::Spam => words.spam,
    }
}

const fn empty(words: &StaffEnquiryTexts, state: State) -> &'static str {
    match state {
        State::Open => words.open_empty,
        State::Answered => words.answered_empty,
        State::Closed => words.closed_empty,
        State::Spam => words.spam_empty,
    }
}

/// An enquiry that was read, in words.
#[must_use]
pub fn enquiry(visit: &Visit, language: Language, thread: StaffThread) -> StaffEnquiryView {
    let register = visit.service.register();
    let purposes = &register.register().purpose;
    let purpose = purposes.get(&thread.purpose);
    let purpose = purpose.map_or(&*thread.purpose, |purpose| purpose.title.get(language));
    let others = register.enquiry_purposes();
    let others = others.filter(|(key, _)| **key != thread.purpose);
    StaffEnquiryView {
        id: thread.id.to_string(),
        standing: standing(staff_enquiry_texts(language), thread.state).to_owned(),
        state: thread.state,
        purpose: purpose.to_owned(),
        sensitive: thread.sensitive,
        when_it_goes: thread.promise.in_words(language),
        others: others
            .map(|(key, purpose)| (key.clone(), purpose.title.get(language).to_owned()))
            .collect(),
        attempt: visit.service.new_attempt().to_text(),
        messages: thread
            .messages
            .into_iter()
            .map(|message| shown(visit, language, &thread.name, message))
            .collect(),
        name: thread.name,
        email: thread.email,
        phone: thread.phone,
    }
}

fn shown(
    visit: &Visit,
    language: Language,
    sender: &str,
    message: ShownMessage,
) -> StaffMessageView {
    let words = staff_enquiry_texts(language);
    let time = |at| moment_in_words(visit.service.local(at), language);
    let ours = message.author == Author::Us;
    let controller = &visit.service.register().register().controller;
    let who = match (&message.stranger, ours) {
        (Some(address), _) => address,
        (None, true) => &controller.short_name,
        (None, false) => sender,
    };
    let way = match message.way {
        Way::Phone => format!(" {}", words.on_phone),
        Way::Letter => format!(" {}", words.by_letter),
        Way::Form | Way::Api | Way::Page | Way::Mail => String::new(),
    };
    let parts = message
        .passages
        .into_iter()
        .filter_map(|passage| match passage {
            ShownPassage::Words { id, words } => Some(StaffPartView::Words {
                id: id.to_string(),
                words,
            }),
            ShownPassage::Hidden { gone_at, .. } => Some(StaffPartView::Hidden(time(gone_at))),
            ShownPassage::Kept { words, .. } => words.map(StaffPartView::Kept),
            ShownPassage::Withheld => None,
        });
    StaffMessageView {
        id: message.id.to_string(),
        ours,
        who: format!("{who}{way}"),
        when: time(message.sent_at),
        parts: parts.collect(),
        removed: message
            .removed_at
            .map(|at| words.removed.replace("{time}", &time(at))),
        held: message.stranger,
    }
}
