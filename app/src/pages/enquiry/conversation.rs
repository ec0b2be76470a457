//! The messages of an enquiry, and what its sender can decide about a part that was hidden.

use leptos::prelude::*;

use super::{MessageView, PartView, QuestionView};
use crate::components::{Icon, Shape, language};
use crate::texts::contact_texts;

#[component]
pub(super) fn Conversation(
    messages: Vec<MessageView>,
    question: Option<QuestionView>,
    action: String,
) -> impl IntoView {
    let messages = messages.into_iter().map(|message| {
        let (question, action) = (question.clone(), action.clone());
        view! { <Message message question action /> }
    });
    view! { <ol class="thread" role="list">{messages.collect_view()}</ol> }
}

#[component]
fn Message(message: MessageView, question: Option<QuestionView>, action: String) -> impl IntoView {
    let parts = message.parts.into_iter().map(|part| {
        let (question, action) = (question.clone(), action.clone());
        view! { <Part part question action /> }
    });
    view! {
        <li class:ours=message.ours>
            <article>
                <header>
                    <h3>{message.who}</h3>
                    <p>{message.when}</p>
                </header>
                {parts.collect_view()}
                {message.removed.map(|removed| view! { <p class="soft small">{removed}</p> })}
            </article>
        </li>
    }
}

#[component]
fn Part(part: PartView, question: Option<QuestionView>, action: String) -> impl IntoView {
    let texts = contact_texts(language());
    match part {
        PartView::Words(words) => view! { <p class="words">{words}</p> }.into_any(),
        PartView::Withheld => view! { <p class="soft">{texts.not_shown}</p> }.into_any(),
        PartView::Hidden { id, until } => view! {
            <div class="message warning">
                <Icon shape=Shape::Warning />
                <p>{texts.hidden.replace("{time}", &until)}</p>
                {question.map(|question| view! { <Decide id question action /> })}
            </div>
        }
        .into_any(),
        PartView::Kept { id } => view! {
            <div class="message">
                <Icon shape=Shape::Paper />
                <p>{texts.kept}</p>
                <form method="post" action=action>
                    <input type="hidden" name="passage" value=id />
                    <div class="actions">
                        <button class="button ending" name="act" value="delete">
                            {texts.kept_take_back}
                        </button>
                    </div>
                </form>
            </div>
        }
        .into_any(),
    }
}

/// Keep it, or delete it now.
#[component]
fn Decide(id: String, question: QuestionView, action: String) -> impl IntoView {
    view! {
        <form method="post" action=action>
            <input type="hidden" name="passage" value=id />
            <input type="hidden" name="question" value=question.hash />
            <h4>{question.question}</h4>
            <p>{question.about}</p>
            <p>{question.withdrawal}</p>
            <div class="actions">
                <button class="button" name="act" value="delete">
                    {question.no}
                </button>
                <button class="button" name="act" value="keep">
                    {question.yes}
                </button>
            </div>
        </form>
    }
}
