//! Recovery codes, told once, for paper.

use leptos::prelude::*;

use crate::address::StaffPage;
use crate::components::{Icon, PageTitle, Shape, language};
use crate::texts::staff_texts;

/// The codes.
#[component]
pub(super) fn Codes(codes: Vec<String>) -> impl IntoView {
    let language = language();
    let words = staff_texts(language);
    let items = codes.into_iter().map(|code| {
        view! {
            <li>
                <code>{code}</code>
            </li>
        }
    });
    view! {
        <PageTitle text=words.codes_title />
        <h1>{words.codes_title}</h1>
        <p class="lead">{words.codes_intro}</p>
        <ol class="recovery-codes">{items.collect_view()}</ol>
        <div class="message warning screen-only">
            <Icon shape=Shape::Warning />
            <p>{words.codes_print}</p>
        </div>
        <div class="actions">
            <a class="button" href=StaffPage::Start.path(language) rel="external">
                {words.codes_kept}
            </a>
        </div>
    }
}
