//! A question for consent: what is asked, two buttons of one size, and once it is answered how it stands, taking it back and
//! setting right what staff wrote down.

use domain::problem::Problem;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::RightsRefused;
use super::field::{Summary, typed};
use crate::address::RightsPage;
use crate::components::{FieldProblem, PageTitle, TextArea, described_by, language, of_field};
use crate::texts::consent_texts;

/// A question, for the person.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnConsentView {
    /// Its id.
    pub id: String,
    /// The question.
    pub question: String,
    /// When it was asked, in words.
    pub asked: String,
    /// What is asked, each part with its label.
    pub parts: Vec<(String, String)>,
    /// The last day on which a yes holds, in words.
    pub last_day: String,
    /// What follows if the data is not given, as the register says.
    pub consequence: String,
    /// Where it stands, in sentences.
    pub standing: Vec<String>,
    /// It can be answered now.
    pub waits: bool,
    /// A yes stands.
    pub is_given: bool,
    /// What staff wrote down, with how and when it was said.
    pub recorded: Option<String>,
    /// What the person set beside it, each with its time.
    pub statements: Vec<String>,
    /// Its receipts: the record, whether it is of the end, and when.
    pub receipts: Vec<(String, bool, String)>,
}

impl std::fmt::Debug for OwnConsentView {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("OwnConsentView(…)")
    }
}

/// The page.
#[component]
pub(super) fn Consent(view: OwnConsentView, refused: Option<RightsRefused>) -> impl IntoView {
    let language = language();
    let words = consent_texts(language);
    let action = format!("{}/{}", RightsPage::Consent.path(language), view.id);
    let parts = view.parts.into_iter().map(|(label, value)| {
        view! {
            <div>
                <dt>{label}</dt>
                <dd>{value}</dd>
            </div>
        }
    });
    let answer = view.waits.then(|| {
        let lasts = words.lasts.replace("{day}", &view.last_day);
        view! { <Answer action=action.clone() lasts consequence=view.consequence /> }
    });
    let standing = view
        .standing
        .into_iter()
        .map(|line| view! { <p>{line}</p> });
    let take_back = view.is_given.then(|| {
        view! {
            <section class="screen-only">
                <h2>{words.take_back}</h2>
                <form method="post" action=action.clone()>
                    <div class="actions">
                        <button class="button ending" name="act" value="take-back">
                            {words.take_back_button}
                        </button>
                    </div>
                    <p class="promise">{words.take_back_help}</p>
                </form>
            </section>
        }
    });
    let recorded = view.recorded.map(|recorded| {
        let (action, statements) = (action.clone(), view.statements);
        let is_given = view.is_given;
        view! { <WrittenDown recorded statements is_given action refused=refused.clone() /> }
    });
    view! {
        <PageTitle text=view.question.clone() />
        <Summary refused=refused.clone() />
        <h1>{view.question}</h1>
        <p class="lead">{view.asked}</p>
        <dl class="facts">{parts.collect_view()}</dl>
        {answer}
        <section>
            <h2>{words.stands}</h2>
            {standing.collect_view()}
        </section>
        {take_back}
        {recorded}
        <Receipts receipts=view.receipts action />
        <p class="screen-only">
            <a href=RightsPage::Start.path(language) rel="external">
                {words.back}
            </a>
        </p>
    }
}

/// Yes and no: one form, one size, nothing chosen before.
#[component]
fn Answer(action: String, lasts: String, consequence: String) -> impl IntoView {
    let words = consent_texts(language());
    let consequence = (!consequence.is_empty()).then(|| view! { <p>{consequence}</p> });
    view! {
        <section class="screen-only">
            <h2>{words.answer}</h2>
            <p>{lasts}</p>
            <h3>{words.you_decide}</h3>
            <p>{words.no_costs_nothing}</p>
            {consequence}
            <p>{words.take_back_any_time}</p>
            <form method="post" action=action>
                <div class="actions">
                    <button class="button" name="act" value="yes">
                        {words.yes}
                    </button>
                    <button class="button" name="act" value="no">
                        {words.no}
                    </button>
                </div>
            </form>
        </section>
    }
}

/// What staff wrote down, and what the person says to it.
#[component]
fn WrittenDown(
    recorded: String,
    statements: Vec<String>,
    is_given: bool,
    action: String,
    refused: Option<RightsRefused>,
) -> impl IntoView {
    let words = consent_texts(language());
    let problems: Vec<Problem> = refused.iter().map(|refused| refused.problem).collect();
    let invalid = of_field(&problems, "reason").is_some();
    let value = typed(refused.as_ref(), "reason");
    let statements = (!statements.is_empty()).then(|| {
        let rows = statements
            .into_iter()
            .map(|said| view! { <li class="said">{said}</li> });
        view! {
            <h3>{words.your_corrections}</h3>
            <ul>{rows.collect_view()}</ul>
        }
    });
    let never = is_given.then(|| {
        view! {
            <form class="screen-only" method="post" action=action.clone()>
                <div class="actions">
                    <button class="button ending" name="act" value="never-said">
                        {words.never_said}
                    </button>
                </div>
                <p class="promise">{words.never_said_help}</p>
            </form>
        }
    });
    view! {
        <section>
            <h2>{words.we_wrote}</h2>
            <p>{words.we_wrote_help}</p>
            <p class="said">{recorded}</p>
            {never}
            {statements}
            <form class="screen-only" method="post" action=action novalidate>
                <div class="field long">
                    <label for="reason">{words.set_right}</label>
                    <p class="help" id="reason-help">
                        {words.set_right_help}
                    </p>
                    <FieldProblem name="reason" problems />
                    <TextArea
                        name="reason"
                        value
                        rows=3
                        described_by=described_by("reason", invalid)
                        invalid
                    />
                </div>
                <div class="actions">
                    <button class="button" name="act" value="set-beside">
                        {words.save}
                    </button>
                </div>
            </form>
        </section>
    }
}

#[component]
fn Receipts(receipts: Vec<(String, bool, String)>, action: String) -> impl IntoView {
    let words = consent_texts(language());
    (!receipts.is_empty()).then(|| {
        let rows = receipts.into_iter().map(|(record, is_end, when)| {
            let title = match is_end {
                true => words.receipt_of_end,
                false => words.receipt_of_yes,
            };
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
                            {words.fetch_receipt}
                        </button>
                    </form>
                </li>
            }
        });
        view! {
            <section class="screen-only">
                <h2>{words.receipts}</h2>
                <ul class="receipts" role="list">
                    {rows.collect_view()}
                </ul>
            </section>
        }
    })
}
