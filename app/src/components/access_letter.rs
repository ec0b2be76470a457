//! The answer to a request for access, as a letter on the page and in print.

use domain::access_answer::{AccessAnswer, AnswerBlock, AnswerPart};
use domain::text::Language;
use leptos::prelude::*;

use crate::texts::case_texts;

use super::language;

/// What an item of a list begins with, which stands after what is said of the list.
const ITEM: &str = "– ";

/// The letter.
#[component]
pub fn AccessLetter(
    /// What it says.
    answer: AccessAnswer,
) -> impl IntoView {
    let words = case_texts(language());
    let lines = |lines: Vec<String>| {
        let lines = lines.into_iter().map(|line| view! { <p>{line}</p> });
        lines.collect_view()
    };
    let blocks = answer.blocks.into_iter();
    let law = answer.language;
    let blocks = blocks.map(|block| view! { <Block block law /> });
    let redacted = (!answer.redactions.is_empty()).then(|| {
        let redactions = answer.redactions.into_iter().map(|redaction| {
            view! { <li>{redaction.why}</li> }
        });
        view! {
            <section>
                <h3>{words.left_out}</h3>
                <p>{words.left_out_help}</p>
                <ul>{redactions.collect_view()}</ul>
            </section>
        }
    });
    view! {
        <article class="letter" lang=answer.language.tag()>
            <header>
                <div>{lines(answer.from)}</div>
                <div>{lines(answer.to)}</div>
                <p>{answer.dated}</p>
            </header>
            <h2>{answer.title}</h2>
            {lines(answer.opening)}
            {blocks.collect_view()}
            {redacted}
            {lines(answer.closing)}
        </article>
    }
}

/// An item of Article 15, with where it stands there in the language of the letter.
#[component]
fn Block(block: AnswerBlock, law: Language) -> impl IntoView {
    let is_item = |text: &String| text.starts_with(ITEM);
    let (items, paragraphs): (Vec<_>, Vec<_>) = block.paragraphs.into_iter().partition(is_item);
    let paragraphs = paragraphs.into_iter();
    let paragraphs = paragraphs.map(|text| view! { <p>{text}</p> });
    let items = items.into_iter();
    let items = items.map(|text| view! { <li>{text.replacen(ITEM, "", 1)}</li> });
    let items: Vec<_> = items.collect();
    let items = (!items.is_empty()).then(|| view! { <ul>{items}</ul> });
    let parts = block.parts.into_iter();
    let parts = parts.map(|part| view! { <Part part /> });
    view! {
        <section>
            <h3>{block.heading}</h3>
            <p class="soft small">{block.item.in_words(law)}</p>
            {paragraphs.collect_view()}
            {items}
            {parts.collect_view()}
        </section>
    }
}

#[component]
fn Part(part: AnswerPart) -> impl IntoView {
    let paragraphs = part.paragraphs.into_iter();
    let paragraphs = paragraphs.map(|text| view! { <p class="typed">{text}</p> });
    let rows = part.rows.into_iter().map(|row| {
        let said = row.paragraphs.into_iter();
        let said = said.map(|text| view! { <p class="typed">{text}</p> });
        view! {
            <div>
                <dt>{row.label}</dt>
                <dd>{said.collect_view()}</dd>
            </div>
        }
    });
    let rows: Vec<_> = rows.collect();
    let rows = (!rows.is_empty()).then(|| view! { <dl class="facts">{rows}</dl> });
    view! {
        <h4>{part.title}</h4>
        {paragraphs.collect_view()}
        {rows}
    }
}
