//! One case: who asks, what for and by when, the lawful next steps with what stands in their way, and what happened.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::StaffRefused;
use super::case_unopened::{Unopened, UnopenedView};
use super::field::Summary;
use super::pager::Back;
use crate::address::StaffPage;
use crate::cases::{CaseShown, Dates, Decisions, RequestShown, Timeline};
use crate::components::{Icon, PageTitle, Shape, language};
use crate::texts::{
    case_texts, staff_case_texts, staff_consent_texts, staff_disclosure_texts, staff_secure_texts,
};

/// A case, for those who handle it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffCaseView {
    /// What the person sees of it too.
    pub case: CaseShown,
    /// Who asks and how to reach them, each with a label.
    pub who: Vec<(String, String)>,
    /// What is gone, or will be, before an answer has to be there: in words.
    pub ending: Vec<String>,
    /// The steps of each right, in their order.
    pub steps: Vec<Vec<StepView>>,
    /// Recipients to be told: their place, in words, and whether it is to be done.
    pub tasks: Vec<(usize, String, bool)>,
    /// An answer that the person has not opened.
    pub unopened: Option<UnopenedView>,
    /// Whether the reader has taken it on.
    pub is_mine: bool,
    /// Whether somebody speaks for the person who can be asked to stop.
    pub has_behalf: bool,
}

/// A step that belongs here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepView {
    /// What its button says.
    pub title: String,
    /// Where it is taken; none while its gate is closed.
    pub target: Option<String>,
    /// Why it cannot be taken, and what opens it.
    pub gate: Option<String>,
}

/// The page.
#[component]
pub(super) fn Case(view: StaffCaseView, refused: Option<StaffRefused>) -> impl IntoView {
    let language = language();
    let words = staff_case_texts(language);
    let StaffCaseView {
        case,
        who,
        ending,
        steps,
        tasks,
        unopened,
        is_mine,
        has_behalf,
    } = view;
    let action = format!("{}/{}", StaffPage::Case.path(language), case.id);
    let messages = format!("{}/{}", StaffPage::CaseMessages.path(language), case.id);
    let consents = format!("{}/{}", StaffPage::CaseConsents.path(language), case.id);
    let disclosure = format!("{}/{}", StaffPage::CaseDisclosure.path(language), case.id);
    let title = case.title.clone();
    let who = who.into_iter().map(|(label, value)| {
        view! {
            <div>
                <dt>{label}</dt>
                <dd>{value}</dd>
            </div>
        }
    });
    let unopened = unopened.map(|view| {
        view! { <Unopened view action=action.clone() refused=refused.clone() /> }
    });
    let requests = case.requests.into_iter().zip(steps);
    let requests = requests.map(|(request, steps)| view! { <Asked request steps /> });
    let (take, take_name) = match is_mine {
        true => ("give-back", words.give_back),
        false => ("take-on", words.take_on),
    };
    let revoke = has_behalf.then(|| {
        view! {
            <form method="post" action=action.clone()>
                <button class="button quiet small" name="act" value="revoke">
                    {words.revoke}
                </button>
            </form>
        }
    });
    view! {
        <PageTitle text=case.title />
        <Summary refused />
        <Back target=StaffPage::Cases.path(language) name=words.to_list />
        <h1>{title}</h1>
        <p class="lead">{case.received}</p>
        <dl class="facts">{who.collect_view()}</dl>
        <div class="actions screen-only">
            <form method="post" action=action.clone()>
                <button class="button quiet small" name="act" value=take>
                    {take_name}
                </button>
            </form>
            {revoke}
        </div>
        <Ending ending />
        {unopened}
        {requests.collect_view()}
        <Tasks tasks action />
        <p class="screen-only">
            <a href=messages rel="external">
                {staff_secure_texts(language).link}
            </a>
        </p>
        <p class="screen-only">
            <a href=consents rel="external">
                {staff_consent_texts(language).link}
            </a>
        </p>
        <p class="screen-only">
            <a href=disclosure rel="external">
                {staff_disclosure_texts(language).from_case}
            </a>
        </p>
        <section>
            <h2>{case_texts(language).happened}</h2>
            <Timeline happened=case.happened />
        </section>
        {case.kept.map(|kept| view! { <p class="promise">{kept}</p> })}
    }
}

/// What goes for its time before the answer has to be there.
#[component]
fn Ending(ending: Vec<String>) -> impl IntoView {
    let words = staff_case_texts(language());
    let any = !ending.is_empty();
    let ending = ending.into_iter().map(|thing| view! { <li>{thing}</li> });
    let ending: Vec<_> = ending.collect();
    any.then(|| {
        view! {
            <div class="notice">
                <h2>{words.ending}</h2>
                <p>{words.ending_help}</p>
                <ul>{ending}</ul>
            </div>
        }
    })
}

/// One right of the case.
#[component]
fn Asked(request: RequestShown, steps: Vec<StepView>) -> impl IntoView {
    let words = staff_case_texts(language());
    let is_late = request.is_late;
    let dates = request.dates.map(|dates| view! { <Dates dates is_late /> });
    let said = request.words.map(|said| {
        view! {
            <h3>{words.person_wrote}</h3>
            <p class="said">{said}</p>
        }
    });
    let post = request.post.map(|post| {
        view! { <Post post is_open=request.is_unanswered /> }
    });
    let told = request.told.into_iter().map(|told| view! { <p>{told}</p> });
    let steps: Vec<_> = steps
        .into_iter()
        .map(|step| view! { <Step step /> })
        .collect();
    let steps = (!steps.is_empty()).then(|| {
        view! {
            <h3 class="screen-only">{words.next_steps}</h3>
            <ul class="rows screen-only" role="list">{steps}</ul>
        }
    });
    view! {
        <section class="request">
            <h2>{request.title} " " <span class="soft small">{request.article}</span></h2>
            <p class="standing">{request.standing}</p>
            {dates}
            {post}
            {said}
            {told.collect_view()}
            <Decisions decisions=request.decisions />
            {steps}
        </section>
    }
}

/// The post on a social medium, and that it is to be removed there.
#[component]
fn Post(post: String, is_open: bool) -> impl IntoView {
    let language = language();
    let words = staff_case_texts(language);
    let task = is_open.then(|| {
        view! {
            <div class="message warning">
                <Icon shape=Shape::Warning />
                <p>{words.post_task}</p>
            </div>
        }
    });
    view! {
        {task}
        <h3>{case_texts(language).post}</h3>
        <p class="said">{post}</p>
    }
}

#[component]
fn Step(step: StepView) -> impl IntoView {
    let gate = step.gate.map(|gate| view! { <p class="soft">{gate}</p> });
    match step.target {
        Some(target) => view! {
            <li>
                <a href=target rel="external">
                    {step.title}
                </a>
                {gate}
            </li>
        }
        .into_any(),
        None => view! {
            <li>
                <strong>{step.title}</strong>
                {gate}
            </li>
        }
        .into_any(),
    }
}

/// Recipients who are to be told (Article 19).
#[component]
fn Tasks(tasks: Vec<(usize, String, bool)>, action: String) -> impl IntoView {
    let words = staff_case_texts(language());
    (!tasks.is_empty()).then(|| {
        let rows = tasks.into_iter().map(|(place, told, is_open)| {
            let form = is_open.then(|| view! { <Tell action=action.clone() place /> });
            view! {
                <li>
                    <p>{told}</p>
                    {form}
                </li>
            }
        });
        view! {
            <section>
                <h2>{words.tasks}</h2>
                <p>{words.tasks_help}</p>
                <ul class="rows" role="list">
                    {rows.collect_view()}
                </ul>
            </section>
        }
    })
}

#[component]
fn Tell(action: String, place: usize) -> impl IntoView {
    let words = staff_case_texts(language());
    let id = format!("reason-{place}");
    view! {
        <form class="screen-only" method="post" action=action>
            <input type="hidden" name="place" value=place.to_string() />
            <div class="actions">
                <button class="button small" name="act" value="told">
                    {words.told}
                </button>
            </div>
            <details class="why">
                <summary>{words.cannot_tell}</summary>
                <div class="field">
                    <label for=id.clone()>{words.reason}</label>
                    <input id=id name="reason" type="text" maxlength="400" autocomplete="off" />
                </div>
                <div class="actions">
                    <button class="button quiet small" name="act" value="not-told">
                        {words.cannot_tell}
                    </button>
                </div>
            </details>
        </form>
    }
}
