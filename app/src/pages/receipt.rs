//! "Kvittering for dit valg": the browser's own receipt, or one found by its code. Codes travel in bodies.

use domain::notice::Notice;
use domain::text::Language;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::address::Page;
use crate::choice::Refused;
use crate::components::{
    CodeField, Icon, Loaded, PageTitle, ProblemSummary, QrView, Shape, language,
};
use crate::json::Json;
use crate::texts::texts;
use crate::told::Told;

/// A receipt as shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptView {
    number: String,
    code: String,
    given: String,
    site: String,
    register_date: String,
    notice: Notice,
    choices: Vec<CategoryAnswers>,
    ended: Option<String>,
    can_withdraw: bool,
    own: bool,
    proof: ProofView,
    cleared: Vec<String>,
    beyond: Vec<String>,
}

/// Where the receipt's leaf stands in the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct ProofView {
    /// None for the moment until the leaf gets its place.
    place: Option<String>,
    hash: String,
    qr: Option<QrView>,
}

/// What was answered in one category.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct CategoryAnswers {
    title: String,
    services: Vec<(String, bool)>,
}

/// The receipt that a posted code opened; it takes the place of the browser's own.
#[cfg(feature = "ssr")]
#[derive(Clone, Debug)]
pub struct ShownReceipt(pub domain::consent::ReceiptCode);

/// The receipt of this browser, or of the code that was posted; none when there is no receipt.
#[server(prefix = "/fn", endpoint = "receipt", output = Json)]
pub async fn load_receipt(language: Language) -> Result<Option<ReceiptView>, Told> {
    use domain::problem::Problem;

    let visit = crate::visit::required()?;
    let shown = use_context::<ShownReceipt>().map(|shown| shown.0);
    let Some(code) = shown.or_else(|| visit.receipt.clone()) else {
        return Ok(None);
    };
    let receipt = match visit.service.receipt(&code).await {
        Ok(receipt) => receipt,
        Err(Problem::UnknownReceipt) => return Ok(None),
        Err(problem) => return Err(crate::told::refuse(problem)),
    };
    let place = visit.service.leaf_place(&receipt.record.id).await;
    let place = place.map_err(crate::told::refuse)?;
    Ok(Some(compose::view(
        &visit, language, &code, &receipt, &place,
    )))
}

#[cfg(feature = "ssr")]
mod compose;
mod paper;

use paper::Paper;

/// The receipt page.
#[component]
pub fn ReceiptPage() -> impl IntoView {
    let language = language();
    let texts = texts(language);
    let refused = SharedValue::new(use_context::<Refused>).into_inner();
    let data = Resource::new(|| (), move |()| load_receipt(language));
    let view = move |receipt: Option<ReceiptView>| {
        view! { <Content receipt refused=refused.clone() /> }.into_any()
    };
    view! {
        <PageTitle text=texts.receipt_title />
        <Loaded data view />
    }
}

#[component]
fn Content(receipt: Option<ReceiptView>, refused: Option<Refused>) -> impl IntoView {
    let texts = texts(language());
    let asked_again = refused.is_some();
    let summary = refused.as_ref().map(|refused| {
        let field = refused.problem.field().map(|_| "code");
        view! { <ProblemSummary problem=refused.problem field /> }
    });
    let shown = receipt.filter(|_| !asked_again);
    let find_title = if shown.is_some() {
        texts.receipt_other
    } else {
        texts.receipt_look_up
    };
    let body = match shown {
        Some(receipt) => view! {
            <Paper receipt=receipt.clone() />
            <After receipt />
        }
        .into_any(),
        None if asked_again => ().into_any(),
        None => view! {
            <div class="empty">
                <Icon shape=Shape::Receipt />
                <p>{texts.receipt_none}</p>
            </div>
        }
        .into_any(),
    };
    view! {
        {summary}
        <h1>{texts.receipt_title}</h1>
        {body}
        <section class="screen-only">
            <h2>{find_title}</h2>
            <Find refused />
        </section>
    }
}

#[component]
fn Find(refused: Option<Refused>) -> impl IntoView {
    let language = language();
    let texts = texts(language);
    let problem = refused.as_ref().map(|refused| refused.problem);
    let typed = refused.map(|refused| refused.code).unwrap_or_default();
    view! {
        <form method="post" action=Page::Receipt.path(language)>
            <CodeField
                label=texts.receipt_code
                help=Some(texts.receipt_code_help)
                problem
                typed
            />
            <div class="actions">
                <button class="button" name="act" value="find">
                    {texts.receipt_find}
                </button>
            </div>
        </form>
    }
}

/// What can be done with the receipt, or what was done when it was withdrawn.
#[component]
fn After(receipt: ReceiptView) -> impl IntoView {
    let language = language();
    let texts = texts(language);
    let withdraw = receipt.can_withdraw.then(|| {
        view! {
            <form class="screen-only" method="post" action=Page::Receipt.path(language)>
                <input type="hidden" name="code" value=receipt.code.clone() />
                <div class="actions">
                    <button class="button ending" name="act" value="withdraw">
                        {texts.receipt_withdraw}
                    </button>
                    <a href=Page::CookieSettings.path(language)>{texts.change_choice}</a>
                </div>
                <p class="promise">{texts.receipt_withdraw_help}</p>
            </form>
        }
    });
    let cleared = receipt.own && !receipt.can_withdraw && !receipt.cleared.is_empty();
    let beyond = !receipt.can_withdraw && !receipt.beyond.is_empty();
    let download = view! {
        <form class="screen-only" method="post" action=Page::Receipt.path(language)>
            <input type="hidden" name="code" value=receipt.code.clone() />
            <div class="actions">
                <button class="button" name="act" value="download">
                    {texts.receipt_download}
                </button>
            </div>
            <p class="promise">{texts.receipt_download_help}</p>
        </form>
    };
    view! {
        {withdraw}
        {download}
        {cleared
            .then(|| {
                view! {
                    <div class="message good">
                        <Icon shape=Shape::Check />
                        <h2>{texts.receipt_cleared}</h2>
                        <List items=receipt.cleared />
                    </div>
                }
            })}
        {beyond
            .then(|| {
                view! {
                    <div class="message warning">
                        <Icon shape=Shape::Warning />
                        <h2>{texts.receipt_beyond}</h2>
                        <p>{texts.receipt_beyond_help}</p>
                        <List items=receipt.beyond />
                    </div>
                }
            })}
        <p class="soft small screen-only">{texts.receipt_print}</p>
    }
}

#[component]
fn List(items: Vec<String>) -> impl IntoView {
    view! { <ul>{items.into_iter().map(|item| view! { <li>{item}</li> }).collect_view()}</ul> }
}
