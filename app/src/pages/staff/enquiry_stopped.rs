//! An enquiry whose use somebody had stopped: it is read only through a door of Article 18(2), with a reason.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::StaffRefused;
use super::door::DoorForm;
use super::field::Summary;
use super::pager::Back;
use crate::address::StaffPage;
use crate::components::{Icon, PageTitle, Shape, language};
use crate::texts::{staff_case_texts, staff_enquiry_texts};

/// What is asked before it is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoppedEnquiryView {
    /// The enquiry.
    pub id: String,
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
    view! {
        <PageTitle text=words.stopped />
        <Summary refused=refused.clone() />
        <Back
            target=StaffPage::Enquiries.path(language)
            name=staff_enquiry_texts(language).to_list
        />
        <h1>{words.stopped}</h1>
        <div class="message warning">
            <Icon shape=Shape::Warning />
            <p>{words.stopped_help}</p>
        </div>
        <DoorForm action button=words.read_it refused />
    }
}
