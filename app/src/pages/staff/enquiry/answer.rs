//! Answering: by mail, or a note of what was said on the phone or written in a letter, which is all that a sensitive
//! enquiry allows.

use domain::problem::Problem;
use leptos::prelude::*;

use super::StaffRefused;
use super::typed;
use crate::components::{FieldProblem, TextArea, described_by, language, of_field};
use crate::texts::staff_enquiry_texts;

#[component]
pub(super) fn AnswerForm(
    action: String,
    email: String,
    sensitive: bool,
    attempt: String,
    refused: Option<StaffRefused>,
) -> impl IntoView {
    let words = staff_enquiry_texts(language());
    let attempt = match &refused {
        Some(refused) => typed(Some(refused), "attempt"),
        None => attempt,
    };
    let value = typed(refused.as_ref(), "message");
    let way = typed(refused.as_ref(), "way");
    let problems: Vec<Problem> = refused.iter().map(|refused| refused.problem).collect();
    let invalid = of_field(&problems, "message").is_some();
    let (title, button) = if sensitive {
        (words.answer_sensitive, words.send_note)
    } else {
        (words.answer, words.send)
    };
    view! {
        <section class="screen-only">
            <h2>{title}</h2>
            <form method="post" action=action novalidate>
                <input type="hidden" name="attempt" value=attempt />
                <Ways email sensitive chosen=way problems=problems.clone() />
                <div class="field long">
                    <label for="message">{words.words}</label>
                    <p class="help" id="message-help">
                        {words.words_help}
                    </p>
                    <FieldProblem name="message" problems />
                    <TextArea
                        name="message"
                        value
                        rows=8
                        described_by=described_by("message", invalid)
                        invalid
                    />
                </div>
                <div class="actions">
                    <button class="button" name="act" value="answer">
                        {button}
                    </button>
                </div>
                <p class="promise">{words.answer_promise}</p>
            </form>
        </section>
    }
}

/// How it is answered. A sensitive one offers no mail, and nothing is chosen beforehand.
#[component]
fn Ways(email: String, sensitive: bool, chosen: String, problems: Vec<Problem>) -> impl IntoView {
    let words = staff_enquiry_texts(language());
    let mail = words.way_mail_help.replace("{email}", &email);
    let note = words.way_note_help.to_owned();
    let ways = [
        ("mail", words.way_mail, mail),
        ("phone", words.way_phone, note.clone()),
        ("letter", words.way_letter, note),
    ];
    let is_chosen = move |name: &str| match chosen.as_str() {
        "" => !sensitive && name == "mail",
        chosen => chosen == name,
    };
    let ways = ways
        .into_iter()
        .filter(|(name, ..)| !sensitive || *name != "mail");
    let ways = ways.map(|(name, title, help)| {
        let id = format!("way-{name}");
        view! {
            <div class="tick">
                <input type="radio" id=id.clone() name="way" value=name checked=is_chosen(name) />
                <label for=id>
                    <strong>{title}</strong>
                    <span>{help}</span>
                </label>
            </div>
        }
    });
    let described = of_field(&problems, "way").map(|_| "way-error");
    view! {
        <fieldset class="ticks" id="way" tabindex="-1" aria-describedby=described>
            <legend>{words.way}</legend>
            <FieldProblem name="way" problems />
            {ways.collect_view()}
        </fieldset>
    }
}
