//! The receipt itself: a slip of paper on the screen, and a sheet when printed.

use domain::notice::Notice;
use leptos::prelude::*;

use super::{CategoryAnswers, ProofView, ReceiptView};
use crate::components::{Fact, Icon, Qr, Shape, language};
use crate::texts::texts;

/// A receipt, as it is printed.
#[component]
pub(super) fn Paper(receipt: ReceiptView) -> impl IntoView {
    let texts = texts(language());
    let stamp = receipt
        .ended
        .clone()
        .unwrap_or_else(|| texts.receipt_active.to_owned());
    let groups = receipt
        .code
        .split('-')
        .map(|group| view! { <span>{group.to_owned()}</span> });
    let keep = if receipt.ended.is_some() {
        texts.receipt_keep_code_withdrawn
    } else {
        texts.receipt_keep_code
    };
    let stands = receipt.ended.is_none();
    view! {
        <article class="receipt" aria-labelledby="receipt-heading">
            <header>
                <Icon shape=Shape::Mark />
                <h2 id="receipt-heading">{texts.receipt_title}</h2>
                <p>{receipt.site.clone()}</p>
            </header>
            <p class="stamp" class:standing=stands>
                {stamp}
            </p>
            <dl>
                <Fact label=texts.receipt_given value=receipt.given />
                <Fact label=texts.receipt_site value=receipt.site />
                <Fact label=texts.receipt_text_of value=receipt.register_date />
                <Fact label=texts.receipt_number value=receipt.number />
            </dl>
            <section>
                <h3>{texts.receipt_choices}</h3>
                <Answers choices=receipt.choices />
            </section>
            <section>
                <h3>{texts.receipt_shown}</h3>
                <Wording notice=receipt.notice />
            </section>
            <section>
                <h3>{texts.receipt_code}</h3>
                <p class="receipt-code">{groups.collect_view()}</p>
                <p class="soft">{keep}</p>
            </section>
            <Proof proof=receipt.proof />
        </article>
    }
}

/// Where the leaf stands, for comparing with the log; on paper also as a QR code.
#[component]
fn Proof(proof: ProofView) -> impl IntoView {
    let texts = texts(language());
    let place = proof
        .place
        .unwrap_or_else(|| texts.receipt_place_pending.to_owned());
    let qr = proof
        .qr
        .map(|picture| view! { <Qr picture label=texts.receipt_qr /> });
    view! {
        <section>
            <h3>{texts.receipt_proof}</h3>
            <dl>
                <Fact label=texts.receipt_place value=place />
                <div>
                    <dt>{texts.receipt_leaf_hash}</dt>
                    <dd class="hash">{proof.hash}</dd>
                </div>
            </dl>
            {qr}
        </section>
    }
}

#[component]
fn Answers(choices: Vec<CategoryAnswers>) -> impl IntoView {
    let texts = texts(language());
    let rows = choices.into_iter().flat_map(|category| {
        let title = category.title;
        category
            .services
            .into_iter()
            .map(move |(service, granted)| {
                let label = format!("{title} · {service}");
                let answer = if granted {
                    view! { <strong>{texts.choice_yes}</strong> }.into_any()
                } else {
                    view! { <span>{texts.choice_no}</span> }.into_any()
                };
                view! {
                    <div>
                        <dt>{label}</dt>
                        <dd>{answer}</dd>
                    </div>
                }
            })
    });
    view! { <dl>{rows.collect_view()}</dl> }
}

#[component]
fn Wording(notice: Notice) -> impl IntoView {
    let categories = notice.categories.into_iter().map(|category| {
        let services = category.services.into_iter().map(|service| {
            let own = service
                .own_purposes
                .map(|own| format!(". {own}"))
                .unwrap_or_default();
            let (name, text, provider) = (service.name, service.text, service.provider);
            view! { <li>{format!("{name}: {text} {provider}{own}")}</li> }
        });
        view! {
            <p>
                <strong>{category.title}</strong>
                ": "
                {category.text}
                {category.always_on.map(|line| format!(" {line}"))}
            </p>
            <ul>{services.collect_view()}</ul>
        }
    });
    view! {
        <p>"»" {notice.title} "«"</p>
        <p>{notice.intro}</p>
        <p>{notice.controller}</p>
        {categories.collect_view()}
    }
}
