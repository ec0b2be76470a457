//! Where the code of the mail is typed.

use leptos::prelude::*;

use super::RightsRefused;
use super::field::{Summary, problems};
use crate::address::RightsPage;
use crate::components::{Field, PageTitle, language};
use crate::texts::rights_texts;

/// The page. It is the same for whoever asked and whoever did not.
#[component]
pub(super) fn Code(return_to: String, refused: Option<RightsRefused>) -> impl IntoView {
    let language = language();
    let words = rights_texts(language);
    let wrong = problems(refused.as_ref());
    view! {
        <PageTitle text=words.code_title />
        <Summary refused />
        <h1>{words.code_title}</h1>
        <p class="lead">{words.code_lead}</p>
        <form method="post" action=RightsPage::Code.path(language) novalidate>
            <input type="hidden" name="return_to" value=return_to />
            <Field
                name="code"
                label=words.code
                help=words.code_help
                value=String::new()
                kind="text"
                autocomplete="one-time-code"
                keys="numeric"
                problems=wrong
            />
            <div class="actions">
                <button class="button">{words.come_in}</button>
            </div>
        </form>
        <section>
            <h2>{words.no_mail_title}</h2>
            <p>{words.no_mail}</p>
            <p>
                <a href=RightsPage::Start.path(language) rel="external">
                    {words.ask_again}
                </a>
            </p>
        </section>
    }
}
