//! The newsletter's topics, each to be ticked.

use domain::problem::Problem;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::StaffRefused;
use crate::components::{FieldProblem, of_field};

/// A topic of the newsletter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TopicTick {
    /// Its key.
    pub key: String,
    /// What it is called.
    pub text: String,
    /// The newsletter is about it.
    pub ticked: bool,
}

/// The topics as they were ticked in a form that was refused.
pub(in crate::pages::staff) fn typed_topics(
    refused: &StaffRefused,
    topics: Vec<TopicTick>,
) -> Vec<TopicTick> {
    let is_ticked = |key: &str| {
        let mut typed = refused.typed.iter();
        typed.any(|(name, value)| name == "topic" && value == key)
    };
    let topics = topics.into_iter().map(|topic| TopicTick {
        ticked: is_ticked(&topic.key),
        ..topic
    });
    topics.collect()
}

/// The topics.
#[component]
pub(in crate::pages::staff) fn TopicTicks(
    topics: Vec<TopicTick>,
    legend: &'static str,
    problems: Vec<Problem>,
) -> impl IntoView {
    let invalid = of_field(&problems, "topic").is_some();
    let boxes = topics.into_iter().map(|topic| {
        let id = format!("topic-{}", topic.key);
        view! {
            <div class="tick">
                <input type="checkbox" id=id.clone() name="topic" value=topic.key checked=topic.ticked />
                <label for=id>{topic.text}</label>
            </div>
        }
    });
    view! {
        <fieldset class="ticks" id="topic" tabindex="-1" aria-describedby=invalid.then_some("topic-error")>
            <legend>{legend}</legend>
            <FieldProblem name="topic" problems />
            {boxes.collect_view()}
        </fieldset>
    }
}
