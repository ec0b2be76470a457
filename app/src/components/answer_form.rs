//! A form that answers a question. It posts to the settings page; once hydrated, the same input goes to the
//! server function, and the page is loaded anew with what was stored.

use domain::notice::Surface;
use domain::problem::Problem;
use domain::register::Key;
use domain::text::Language;
use leptos::prelude::*;

use super::language;
use crate::address::Page;
use crate::choice::{Act, ChoiceForm, Question};

/// A form that answers `question`. Its buttons are named `act`.
#[component]
pub fn AnswerForm(
    /// The question it answers.
    question: Question,
    /// Where it is asked.
    surface: Surface,
    /// The path to return to.
    return_to: String,
    /// The service whose embed is asked for.
    #[prop(optional_no_strip)]
    embed: Option<Key>,
    /// The form's id.
    #[prop(optional)]
    id: &'static str,
    /// The form's class.
    #[prop(optional)]
    class: &'static str,
    /// What stands in it.
    children: Children,
) -> impl IntoView {
    let language = language();
    let problem = RwSignal::new(None::<Problem>);
    let form = ChoiceForm {
        // The button that is pressed decides; until then, no.
        act: Act::Refuse,
        surface,
        service: Vec::new(),
        notice: Some(question.hash.clone()),
        attempt: Some(question.attempt.clone()),
        embed: embed.clone(),
        return_to: Some(return_to.clone()),
    };
    let on_submit =
        move |event: leptos::ev::SubmitEvent| send(&event, form.clone(), language, problem);
    view! {
        <form
            id=(!id.is_empty()).then_some(id)
            class=(!class.is_empty()).then_some(class)
            method="post"
            action=Page::CookieSettings.path(language)
            on:submit=on_submit
        >
            <input type="hidden" name="surface" value=surface_name(surface) />
            <input type="hidden" name="notice" value=question.hash />
            <input type="hidden" name="attempt" value=question.attempt />
            <input type="hidden" name="return_to" value=return_to />
            {embed.map(|embed| view! { <input type="hidden" name="embed" value=embed /> })}
            {children()}
            {move || {
                problem
                    .get()
                    .map(|problem| {
                        view! {
                            <p class="problem" role="alert">
                                {problem.title(language)}
                                ". "
                                {problem.remedy(language)}
                            </p>
                        }
                    })
            }}
        </form>
    }
}

/// Sends `form` with the button pressed and the boxes ticked to the server function.
#[cfg(feature = "hydrate")]
fn send(
    event: &leptos::ev::SubmitEvent,
    form: ChoiceForm,
    language: Language,
    problem: RwSignal<Option<Problem>>,
) {
    // Without a button or a readable form, the browser sends the form as it would without script.
    let Some((act, service)) = crate::browser::read_answer(event) else {
        return;
    };
    event.prevent_default();
    leptos::task::spawn_local(async move {
        match crate::choice::choose(
            language,
            ChoiceForm {
                act,
                service,
                ..form
            },
        )
        .await
        {
            Ok(location) => crate::browser::load(&location),
            Err(crate::told::Told(told)) => problem.set(Some(told)),
        }
    });
}

/// On the server nothing is submitted by script.
#[cfg(not(feature = "hydrate"))]
fn send(_: &leptos::ev::SubmitEvent, _: ChoiceForm, _: Language, _: RwSignal<Option<Problem>>) {}

const fn surface_name(surface: Surface) -> &'static str {
    match surface {
        Surface::Banner => "banner",
        Surface::Settings => "settings",
        Surface::Placeholder => "placeholder",
    }
}
