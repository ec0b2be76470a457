//! From a stored receipt to what the page shows.

use domain::consent::{EndReason, ReceiptCode};
use domain::register::{Party, Recipient, Service};
use domain::text::{Language, date_in_words};
use service::Receipt;
use service::log::LeafPlace;

use super::{CategoryAnswers, ProofView, ReceiptView};
use crate::components::QrView;
use crate::texts::texts;
use crate::visit::Visit;

pub(super) fn view(
    visit: &Visit,
    language: Language,
    code: &ReceiptCode,
    receipt: &Receipt,
    place: &LeafPlace,
) -> ReceiptView {
    let record = &receipt.record;
    let register = visit.service.register();
    let day = |at| date_in_words(visit.service.day_of(at), language);
    let ended = receipt.ended.as_ref().map(|ended| {
        let words = match ended.reason {
            EndReason::Withdrawn => texts(language).receipt_withdrawn,
            EndReason::Replaced => texts(language).receipt_replaced,
            EndReason::Bounced | EndReason::RanOut | EndReason::DataDeleted => {
                texts(language).receipt_ended
            }
        };
        words.replace("{date}", &day(ended.at))
    });
    ReceiptView {
        number: record.id.to_string(),
        code: code.to_groups(),
        given: day(record.given_at),
        site: register
            .site(&record.site)
            .map_or_else(|| record.site.clone(), |site| site.name.clone()),
        register_date: date_in_words(receipt.register_date, language),
        choices: answers(receipt),
        can_withdraw: receipt.ended.is_none(),
        ended,
        own: visit.receipt.as_ref() == Some(code),
        cleared: stored(visit, receipt, Party::First),
        beyond: stored(visit, receipt, Party::Third),
        proof: proof(place),
        notice: receipt.notice.clone(),
    }
}

fn proof(place: &LeafPlace) -> ProofView {
    let hash = place.hash.to_string();
    ProofView {
        place: place.index.map(|index| index.to_string()),
        // They lead to the entry in the log and say nothing about anyone. Capitals take less room.
        qr: place
            .index
            .and_then(|index| QrView::of(&format!("{index} {}", hash.to_uppercase()))),
        hash,
    }
}

/// The answers in the notice's order and under its names; what it did not ask about follows under its key.
fn answers(receipt: &Receipt) -> Vec<CategoryAnswers> {
    let choices = &receipt.record.choices;
    let shown = &receipt.notice.categories;
    let asked = shown.iter().filter_map(|category| {
        let given = choices.get(&category.key)?;
        let named = category.services.iter().filter_map(|service| {
            given
                .get(&service.key)
                .map(|granted| (service.name.clone(), *granted))
        });
        let others = given
            .iter()
            .filter(|(key, _)| category.services.iter().all(|service| service.key != **key));
        Some(CategoryAnswers {
            title: category.title.clone(),
            services: named
                .chain(others.map(|(key, granted)| (key.clone(), *granted)))
                .collect(),
        })
    });
    let unasked = choices
        .iter()
        .filter(|(key, _)| shown.iter().all(|category| category.key != **key))
        .map(|(key, services)| CategoryAnswers {
            title: key.clone(),
            services: services
                .iter()
                .map(|(service, granted)| (service.clone(), *granted))
                .collect(),
        });
    asked.chain(unasked).collect()
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
