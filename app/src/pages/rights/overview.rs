//! Where one begins once one is in: what is held, purpose by purpose, and what can be done about it.

use domain::held::{AtOnce, HeldPart, HeldShown, ThingKind, ThingPart};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::RightsRefused;
use super::draft::{DraftLine, Drafts};
use super::field::Summary;
use super::rows::Rows;
use crate::address::{Page, RightsPage};
use crate::cases::CaseLine;
use crate::components::{PageTitle, language};
use crate::texts::{case_texts, consent_texts, held_texts, rights_texts};

/// A question for consent that waits for its answer.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionLine {
    /// Its id.
    pub id: String,
    /// The question.
    pub question: String,
    /// Who would give the data.
    pub sender: String,
    /// Who would get it.
    pub recipient: String,
}

impl std::fmt::Debug for QuestionLine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("QuestionLine(…)")
    }
}

/// The page.
#[component]
pub(super) fn Overview(
    held: HeldShown,
    has_newsletter: bool,
    has_secure: bool,
    questions: Vec<QuestionLine>,
    cases: Vec<CaseLine>,
    drafts: Vec<DraftLine>,
    rights: Vec<(String, String)>,
    refused: Option<RightsRefused>,
) -> impl IntoView {
    let language = language();
    let words = held_texts(language);
    let is_any = held.is_any;
    let parts = held.parts.into_iter();
    view! {
        <PageTitle text=rights_texts(language).title />
        <Summary refused />
        <h1>{rights_texts(language).title}</h1>
        <p class="lead">{words.lead.replace("{email}", &held.email)}</p>
        <Questions questions />
        <Drafts drafts />
        <Cases cases />
        <Ways has_newsletter has_secure />
        <h2>{words.held}</h2>
        {(!is_any).then(|| view! { <p>{words.nothing}</p> })}
        {parts.map(|part| view! { <Part part /> }).collect_view()}
        <p>{words.more_may_be}</p>
        <AskFor rights />
        <p>
            {words.cookies_before} " "
            <a href=Page::Receipt.path(language)>{words.cookies_link}</a> "."
        </p>
        <p class="soft small">{words.complaint}</p>
    }
}

/// What can be done at once, whatever is held.
#[component]
fn Ways(has_newsletter: bool, has_secure: bool) -> impl IntoView {
    let language = language();
    let words = held_texts(language);
    let ways = [
        (RightsPage::Secure, words.to_secure, words.to_secure_help),
        (RightsPage::Export, words.to_export, words.to_export_help),
        (RightsPage::Email, words.to_email, words.to_email_help),
        (
            RightsPage::NoMarketing,
            words.to_no_marketing,
            words.to_no_marketing_help,
        ),
    ];
    let is_there = |page| match page {
        RightsPage::NoMarketing => has_newsletter,
        RightsPage::Secure => has_secure,
        _ => true,
    };
    let ways = ways.into_iter().filter(|(page, ..)| is_there(*page));
    let ways = ways.map(|(page, name, help)| {
        view! {
            <li>
                // Loaded in full: the server decides each time who may see it.
                <a href=page.path(language) rel="external">
                    {name}
                </a>
                <p class="soft">{help}</p>
            </li>
        }
    });
    view! {
        <nav class="screen-only" aria-label=words.ways>
            <ul class="rows" role="list">
                {ways.collect_view()}
            </ul>
        </nav>
    }
}

#[component]
fn Part(part: HeldPart) -> impl IntoView {
    let language = language();
    let words = held_texts(language);
    let rights = part.rights.iter().map(|right| right.title(language));
    let rights: Vec<&str> = rights.collect();
    let things = part.things.into_iter();
    view! {
        <details class="fold">
            <summary>
                <h3>{part.about.title}</h3>
            </summary>
            <div class="folded" id=part.about.id>
                <p>{part.about.description}</p>
                {things.map(|thing| view! { <Thing thing /> }).collect_view()}
                <section class="purpose">
                    <h4>{words.about}</h4>
                    <Rows rows=part.about.rows />
                    <p>{words.rights_here} " " {rights.join(" · ")}</p>
                </section>
            </div>
        </details>
    }
}

#[component]
fn Thing(thing: ThingPart) -> impl IntoView {
    let language = language();
    let words = held_texts(language);
    let correct = thing.contact.is_some().then(|| {
        let one = format!("{}-{}", thing.kind.name(), thing.id);
        format!("{}/{one}", RightsPage::Correct.path(language))
    });
    let page = thing.link.map(|path| {
        let name = match thing.kind {
            ThingKind::Subscription => words.to_topics,
            _ => words.to_seat,
        };
        (path, name)
    });
    let consent = (thing.kind == ThingKind::NamedConsent).then(|| {
        let path = format!("{}/{}", RightsPage::Consent.path(language), thing.id);
        (path, consent_texts(language).open)
    });
    let links = [correct.map(|path| (path, words.correct)), page, consent];
    let links = links.into_iter().flatten().map(|(path, name)| {
        view! {
            <a class="button quiet small" href=path rel="external">
                {name}
            </a>
        }
    });
    let receipt = thing
        .receipt
        .map(|record| ("receipt", record, words.receipt, "quiet"));
    let acts = thing.acts.into_iter().map(|act| {
        let name = match act {
            AtOnce::StopNewsletter => words.stop_newsletter,
            AtOnce::LeaveSeat => words.leave_seat,
            AtOnce::TakeAnswersBack => words.take_answers_back,
        };
        (act_name(act), thing.id, name, "ending")
    });
    let forms = acts.chain(receipt).map(|(act, id, name, kind)| {
        view! {
            <form method="post" action=RightsPage::Start.path(language)>
                <input type="hidden" name="id" value=id.to_string() />
                <button class=format!("button {kind} small") name="act" value=act>
                    {name}
                </button>
            </form>
        }
    });
    view! {
        <section class="purpose" id=thing.id.to_string()>
            <h4>{thing.title}</h4>
            <Rows rows=thing.rows />
            <div class="actions screen-only">{links.collect_view()} {forms.collect_view()}</div>
        </section>
    }
}

/// The name of an act in the form.
const fn act_name(act: AtOnce) -> &'static str {
    match act {
        AtOnce::StopNewsletter => "stop-newsletter",
        AtOnce::LeaveSeat => "leave-seat",
        AtOnce::TakeAnswersBack => "take-answers-back",
    }
}

/// What we ask the person, before everything else.
#[component]
fn Questions(questions: Vec<QuestionLine>) -> impl IntoView {
    let language = language();
    let words = consent_texts(language);
    (!questions.is_empty()).then(|| {
        let rows = questions.into_iter().map(|question| {
            let target = format!("{}/{}", RightsPage::Consent.path(language), question.id);
            view! {
                <li>
                    <a href=target rel="external">
                        {question.question}
                    </a>
                    <p class="soft">{question.sender} " → " {question.recipient}</p>
                </li>
            }
        });
        view! {
            <section>
                <h2>{words.waiting}</h2>
                <p>{words.waiting_help}</p>
                <ul class="rows" role="list">
                    {rows.collect_view()}
                </ul>
            </section>
        }
    })
}

/// What was asked for, and where it stands.
#[component]
fn Cases(cases: Vec<CaseLine>) -> impl IntoView {
    let language = language();
    (!cases.is_empty()).then(|| {
        let rows = cases.into_iter().map(|case| {
            let target = format!("{}/{}", RightsPage::Case.path(language), case.id);
            view! {
                <li>
                    <a href=target rel="external">
                        {case.title}
                    </a>
                    <p class="soft">{case.received} ". " {case.standing} "."</p>
                </li>
            }
        });
        view! {
            <section>
                <h2>{case_texts(language).cases}</h2>
                <ul class="rows" role="list">
                    {rows.collect_view()}
                </ul>
            </section>
        }
    })
}

/// What can be asked for where somebody has to decide.
#[component]
fn AskFor(rights: Vec<(String, String)>) -> impl IntoView {
    let language = language();
    let words = case_texts(language);
    (!rights.is_empty()).then(|| {
        let rows = rights.into_iter().map(|(name, title)| {
            let target = format!("{}/{name}", RightsPage::Ask.path(language));
            view! {
                <li>
                    <a href=target rel="external">
                        {title}
                    </a>
                </li>
            }
        });
        view! {
            <section class="screen-only">
                <h2>{words.ask_title}</h2>
                <p>{words.ask_lead}</p>
                <ul class="rows" role="list">
                    {rows.collect_view()}
                </ul>
            </section>
        }
    })
}
