//! The newsletter's box in the form to sign up for an event: a consent of its own, which nobody has to give to come.

use domain::problem::Problem;
use domain::subscription::Wording;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::components::{language, of_field};
use crate::pages::newsletter::pieces::{Terms, TopicBoxes};
use crate::texts::newsletter_texts;

/// What stands in the box.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewsletterAsked {
    /// The words, which the evidence stores.
    pub wording: Wording,
    /// Their hash.
    pub hash: String,
}

/// The box.
#[component]
pub(super) fn NewsletterBox(
    /// What stands in it.
    asked: NewsletterAsked,
    /// What was ticked.
    ticked: Vec<String>,
    /// What is wrong in the form.
    problems: Vec<Problem>,
) -> impl IntoView {
    let language = language();
    let texts = newsletter_texts(language);
    let wording = asked.wording;
    let problem = of_field(&problems, "topic");
    let error =
        problem.map(|problem| format!("{}. {}", problem.title(language), problem.remedy(language)));
    view! {
        <div class="also">
            <h3>{wording.title}</h3>
            <p>{wording.intro}</p>
            <input type="hidden" name="wording" value=asked.hash />
            <TopicBoxes
                question=wording.question
                help=texts.topics_help_beside
                topics=wording.topics
                ticked
                error=Signal::stored(error)
            />
            <details class="why">
                <summary>{texts.terms}</summary>
                <Terms terms=wording.terms />
            </details>
            <p class="soft small">{wording.promise}</p>
        </div>
    }
}
