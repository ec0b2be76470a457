//! A case of one's own: where it stands, what happens next and by when, and what happened so far.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::RightsRefused;
use super::field::Summary;
use crate::address::RightsPage;
use crate::cases::{CaseShown, Dates, Decisions, RequestShown, Timeline};
use crate::components::{PageTitle, language};
use crate::texts::{case_texts, secure_texts};

/// A case, for the person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnCaseView {
    /// The case.
    pub case: CaseShown,
    /// Its receipts: the record's id, what it shows, and when.
    pub receipts: Vec<(String, String, String)>,
}

/// The page.
#[component]
pub(super) fn Case(view: OwnCaseView, refused: Option<RightsRefused>) -> impl IntoView {
    let language = language();
    let words = case_texts(language);
    let OwnCaseView { case, receipts } = view;
    let action = format!("{}/{}", RightsPage::Case.path(language), case.id);
    let messages = format!("{}/{}", RightsPage::Messages.path(language), case.id);
    let requests = case.requests.into_iter().map(|request| {
        view! { <Asked request action=action.clone() /> }
    });
    let behalf = case.behalf.map(|behalf| view! { <p>{behalf}</p> });
    let told = (!case.told.is_empty()).then(|| {
        let told = case.told.into_iter().map(|told| view! { <li>{told}</li> });
        view! {
            <section>
                <h2>{words.recipients}</h2>
                <ul>{told.collect_view()}</ul>
            </section>
        }
    });
    let kept = case
        .kept
        .map(|kept| view! { <p class="promise">{kept}</p> });
    let title = case.title.clone();
    view! {
        <PageTitle text=case.title />
        <Summary refused />
        <h1>{title}</h1>
        <p class="lead">{case.received}</p>
        {behalf}
        {requests.collect_view()}
        {told}
        <section>
            <h2>{words.happened}</h2>
            <Timeline happened=case.happened />
        </section>
        <Receipts receipts action=action.clone() />
        <p class="screen-only">
            <a href=messages rel="external">
                {secure_texts(language).about_case}
            </a>
        </p>
        {kept}
        <p>{words.complain}</p>
        <p class="screen-only">
            <a href=RightsPage::Start.path(language) rel="external">
                {words.back}
            </a>
        </p>
    }
}

/// One right of the case.
#[component]
fn Asked(request: RequestShown, action: String) -> impl IntoView {
    let language = language();
    let words = case_texts(language);
    let is_late = request.is_late;
    let dates = request.dates.map(|dates| view! { <Dates dates is_late /> });
    let own = request.words.map(|said| {
        view! {
            <h3>{words.your_words}</h3>
            <p class="said">{said}</p>
        }
    });
    let post = request.post.map(|post| {
        view! {
            <h3>{words.post}</h3>
            <p class="said">{post}</p>
        }
    });
    let told = request.told.into_iter().map(|told| view! { <p>{told}</p> });
    let answer = request.answer.map(|answer| {
        let target = format!("{}/{answer}", RightsPage::Answer.path(language));
        view! {
            <p>
                <a class="button" href=target rel="external">
                    {words.open_answer}
                </a>
            </p>
        }
    });
    let withdraw = request.is_open.then(|| {
        view! { <Withdraw action request=request.id.clone() /> }
    });
    view! {
        <section class="request">
            <h2>{request.title}</h2>
            <p class="standing">{request.standing}</p>
            {told.collect_view()}
            {answer}
            <Decisions decisions=request.decisions />
            {dates}
            {post}
            {own}
            {withdraw}
        </section>
    }
}

/// Taking a request back takes two steps: unfolding, and pressing.
#[component]
fn Withdraw(action: String, request: String) -> impl IntoView {
    let words = case_texts(language());
    view! {
        <details class="why screen-only">
            <summary>{words.withdraw}</summary>
            <p>{words.withdraw_help}</p>
            <form method="post" action=action>
                <input type="hidden" name="request" value=request />
                <div class="actions">
                    <button class="button ending" name="act" value="withdraw">
                        {words.withdraw_sure}
                    </button>
                </div>
            </form>
        </details>
    }
}

#[component]
fn Receipts(receipts: Vec<(String, String, String)>, action: String) -> impl IntoView {
    let words = case_texts(language());
    (!receipts.is_empty()).then(|| {
        let rows = receipts.into_iter().map(|(record, title, when)| {
            view! {
                <li>
                    <form method="post" action=action.clone()>
                        <input type="hidden" name="record" value=record />
                        <p>
                            <strong>{title}</strong>
                            " "
                            {when}
                        </p>
                        <button class="button quiet small" name="act" value="receipt">
                            {words.receipt_download}
                        </button>
                    </form>
                </li>
            }
        });
        view! {
            <section class="screen-only">
                <h2>{words.receipts}</h2>
                <p>{words.receipts_help}</p>
                <ul class="receipts" role="list">{rows.collect_view()}</ul>
            </section>
        }
    })
}
