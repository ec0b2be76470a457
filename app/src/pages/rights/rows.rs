//! Lines with labels, as the privacy page has them.

use domain::privacy::Row;
use leptos::prelude::*;

/// The lines.
#[component]
pub(super) fn Rows(rows: Vec<Row>) -> impl IntoView {
    let rows = rows.into_iter().map(|row| {
        let paragraphs = row.paragraphs.into_iter();
        let paragraphs = paragraphs.map(|text| view! { <p class="typed">{text}</p> });
        view! {
            <div>
                <dt>{row.label}</dt>
                <dd>{paragraphs.collect_view()}</dd>
            </div>
        }
    });
    view! { <dl class="facts">{rows.collect_view()}</dl> }
}
