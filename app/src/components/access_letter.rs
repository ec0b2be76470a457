//! The answer to a request for access, as a letter on the page and in print.

use domain::access_answer::{AccessAnswer, AnswerBlock, AnswerPart};
use leptos::prelude::*;

use crate::texts::case_texts;

use super::language;

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
    let blocks = blocks.map(|block| view! { <Block block /> });
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

#[component]
fn Block(block: AnswerBlock) -> impl IntoView {
    let paragraphs = block.paragraphs.into_iter();
    let paragraphs = paragraphs.map(|text| view! { <p>{text}</p> });
    let parts = block.parts.into_iter();
    let parts = parts.map(|part| view! { <Part part /> });
    view! {
        <section>
            <h3>{block.heading}</h3>
            {paragraphs.collect_view()}
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
