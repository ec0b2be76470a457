//! From a stored receipt to what the page shows.

use domain::consent::{EndReason, ReceiptCode};
use domain::register::{Party, Recipient, Service};
use domain::text::{Language, date_in_words};
use service::Receipt;

use super::{CategoryAnswers, ReceiptView};
use crate::texts::texts;
use crate::visit::Visit;

pub(super) fn view(
    visit: &Visit,
    language: Language,
    code: &ReceiptCode,
    receipt: &Receipt,
) -> ReceiptView {
    let record = &receipt.record;
    let register = visit.service.register();
    let day = |at| date_in_words(visit.service.day_of(at), language);
    let ended = receipt.ended.as_ref().map(|ended| {
        let words = match ended.reason {
            EndReason::Withdrawn => texts(language).receipt_withdrawn,
            EndReason::Replaced => texts(language).receipt_replaced,
        };
        words.replace("{date}", &day(ended.at))
    });
    ReceiptView {
        number: record.id.to_string(),
        code: code.to_groups(),
        given: day(record.given_at),
        site: register
            .site(&record.site)
            .map_or_else(|| record.site.clone(), |site| format!("{} · {}", site.name, site.origin)),
        register_date: date_in_words(receipt.register_date, language),
        choices: answers(receipt),
        can_withdraw: receipt.ended.is_none(),
        ended,
        own: visit.receipt.as_ref() == Some(code),
        cleared: stored(visit, receipt, Party::First),
        beyond: stored(visit, receipt, Party::Third),
        notice: receipt.notice.clone(),
    }
}

/// The answers under the names the notice gave them; what it did not ask about stands under its key.
fn answers(receipt: &Receipt) -> Vec<CategoryAnswers> {
    let notice = &receipt.notice;
    let answers = receipt.record.choices.iter().map(|(key, services)| {
        let category = notice.categories.iter().find(|category| category.key == *key);
        let name = |service: &String| {
            category
                .and_then(|category| category.services.iter().find(|other| other.key == *service))
                .map_or_else(|| service.clone(), |service| service.name.clone())
        };
        CategoryAnswers {
            title: category.map_or_else(|| key.clone(), |category| category.title.clone()),
            services: services.iter().map(|(service, granted)| (name(service), *granted)).collect(),
        }
    });
    answers.collect()
}

/// What the accepted services store on the domain of `party`, by name.
fn stored(visit: &Visit, receipt: &Receipt, party: Party) -> Vec<String> {
    let register = visit.service.register();
    let line = |service: &Service| {
        let names: Vec<&str> = service
            .cookie
            .iter()
            .filter(|cookie| cookie.party == party)
            .map(|cookie| cookie.name.as_str())
            .collect();
        let provider: Option<&Recipient> = register.provider(service);
        let whose = provider.map_or(service.name.as_str(), |provider| &provider.name);
        (!names.is_empty()).then(|| format!("{} ({whose}): {}", service.name, names.join(", ")))
    };
    receipt
        .record
        .granted()
        .filter_map(|key| register.register().service.get(key))
        .filter_map(line)
        .collect()
}
