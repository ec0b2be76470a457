//! An enquiry whose use somebody had stopped: it is read only through a door of Article 18(2), with a reason.

use domain::problem::Problem;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::StaffRefused;
use super::field::{Summary, typed};
use super::pager::Back;
use crate::address::StaffPage;
use crate::components::{
    FieldProblem, Icon, PageTitle, Shape, TextArea, described_by, language, of_field,
};
use crate::texts::{staff_case_texts, staff_enquiry_texts};

/// What is asked before it is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoppedEnquiryView {
    /// The enquiry.
    pub id: String,
    /// The doors, by name and in words.
    pub doors: Vec<(String, String)>,
}

/// The page.
#[component]
pub(super) fn StoppedEnquiry(
    view: StoppedEnquiryView,
    refused: Option<StaffRefused>,
) -> impl IntoView {
    let language = language();
    let words = staff_case_texts(language);
    let action = format!("{}/{}", StaffPage::Enquiry.path(language), view.id);
    let problems: Vec<Problem> = refused.iter().map(|refused| refused.problem).collect();
    let (chosen, value) = (
        typed(refused.as_ref(), "door"),
        typed(refused.as_ref(), "reason"),
    );
    let invalid = of_field(&problems, "reason").is_some();
    let doors = view.doors.into_iter().map(|(name, title)| {
        let id = format!("door-{name}");
        let checked = name == chosen;
        view! {
            <div class="tick">
                <input type="radio" id=id.clone() name="door" value=name checked=checked />
                <label for=id>{title}</label>
            </div>
        }
    });
    view! {
        <PageTitle text=words.stopped />
        <Summary refused />
        <Back
            target=StaffPage::Enquiries.path(language)
            name=staff_enquiry_texts(language).to_list
        />
        <h1>{words.stopped}</h1>
        <div class="message warning">
            <Icon shape=Shape::Warning />
            <p>{words.stopped_help}</p>
        </div>
        <form method="post" action=action novalidate>
            <fieldset class="ticks" id="door" tabindex="-1">
                <legend>{words.door}</legend>
                <FieldProblem name="door" problems=problems.clone() />
                {doors.collect_view()}
            </fieldset>
            <div class="field long">
                <label for="reason">{words.reason}</label>
                <p class="help" id="reason-help">
                    {words.reason_help}
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
                <button class="button" name="act" value="door">
                    {words.read_it}
                </button>
            </div>
        </form>
    }
}
