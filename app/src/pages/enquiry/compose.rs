//! From the service's page of an enquiry to what is shown, in words.

use domain::problem::Problem;
use domain::text::{Language, moment_in_words};
use domain::thread::{Author, KeepQuestion, State, Way};
use service::{PrivatePage, ShownMessage, ShownPassage};

use super::{EnquiryView, MessageView, PartView, QuestionView};
use crate::contact::secure_way;
use crate::texts::contact_texts;
use crate::visit::Visit;

pub(super) fn view(
    visit: &Visit,
    language: Language,
    page: PrivatePage,
) -> Result<EnquiryView, Problem> {
    let texts = contact_texts(language);
    let standing = match page.state {
        _ if page.sensitive => texts.sensitive,
        State::Open => texts.open,
        State::Answered => texts.answered,
        State::Closed | State::Spam => texts.closed,
    };
    let messages = page.messages.into_iter();
    Ok(EnquiryView {
        standing: standing.to_owned(),
        sensitive: page.sensitive,
        messages: messages
            .map(|message| shown(visit, language, message))
            .collect(),
        question: page.question.map(question).transpose()?,
        when_it_goes: page.promise.in_words(language),
        secure: secure_way(visit.service.register(), language),
        attempt: visit.service.new_attempt().to_text(),
    })
}

fn question(question: KeepQuestion) -> Result<QuestionView, Problem> {
    let hash = question.hash().map_err(|_| Problem::Fault)?;
    Ok(QuestionView {
        hash: hash.to_string(),
        question: question.question,
        about: question.about,
        withdrawal: question.withdrawal,
        yes: question.yes,
        no: question.no,
    })
}

fn shown(visit: &Visit, language: Language, message: ShownMessage) -> MessageView {
    let texts = contact_texts(language);
    let time = |at| moment_in_words(visit.service.local(at), language);
    let ours = message.author == Author::Us;
    let who = if ours {
        let controller = &visit.service.register().register().controller;
        controller.short_name.clone()
    } else {
        texts.you.to_owned()
    };
    let way = match message.way {
        Way::Phone => format!(" {}", texts.on_phone),
        Way::Letter => format!(" {}", texts.by_letter),
        Way::Form | Way::Api | Way::Page | Way::Mail => String::new(),
    };
    let parts = message.passages.into_iter().map(|passage| match passage {
        ShownPassage::Words { words, .. } => PartView::Words(words),
        ShownPassage::Withheld => PartView::Withheld,
        ShownPassage::Hidden { id, gone_at } => PartView::Hidden {
            id: id.to_string(),
            until: time(gone_at),
        },
        ShownPassage::Kept { id, .. } => PartView::Kept { id: id.to_string() },
    });
    MessageView {
        ours,
        who: format!("{who}{way}"),
        when: time(message.sent_at),
        parts: parts.collect(),
        removed: message
            .removed_at
            .map(|at| texts.removed.replace("{time}", &time(at))),
    }
}
