//! One enquiry: who wrote, the conversation, and what can be done with it. Each form posts to the page's own address.

use domain::problem::Problem;
use domain::thread::State;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::StaffRefused;
use super::field::{Summary, of_act, typed};
use super::pager::Back;
use crate::address::StaffPage;
use crate::components::{
    Fact, FieldProblem, Icon, PageTitle, Shape, TextArea, described_by, language, of_field,
};
use crate::texts::staff_enquiry_texts;

mod answer;
mod conversation;
mod move_on;

use answer::AnswerForm;
use conversation::Conversation;
use move_on::MoveOn;

/// An enquiry as staff see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffEnquiryView {
    /// Its id.
    pub id: String,
    /// Who wrote in.
    pub name: String,
    /// Their address.
    pub email: String,
    /// Their telephone number.
    pub phone: Option<String>,
    /// Where it stands.
    pub state: State,
    /// Where it stands, in words.
    pub standing: String,
    /// The purpose it falls under, by its title.
    pub purpose: String,
    /// Only phone and letter may answer it.
    pub sensitive: bool,
    /// When it goes, in words.
    pub when_it_goes: String,
    /// The messages, the earliest first.
    pub messages: Vec<StaffMessageView>,
    /// The purposes it can be moved to, each by key and title.
    pub others: Vec<(String, String)>,
    /// The mark of the form for an answer.
    pub attempt: String,
}

/// A message as staff see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffMessageView {
    /// Its id.
    pub id: String,
    /// We wrote it.
    pub ours: bool,
    /// Who wrote it, and how it travelled, in words.
    pub who: String,
    /// When, in words.
    pub when: String,
    /// Its parts.
    pub parts: Vec<StaffPartView>,
    /// That a part was deleted, in words.
    pub removed: Option<String>,
    /// Where it came from, when that is not the address of who wrote in.
    pub held: Option<String>,
}

/// A part of a message as staff see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum StaffPartView {
    /// Its words.
    Words {
        /// The part.
        id: String,
        /// What it says.
        words: String,
    },
    /// It is hidden from everybody, until when it is deleted, in words.
    Hidden(String),
    /// Its sender asked us to keep it.
    Kept(String),
}

/// The page.
#[component]
pub(super) fn Enquiry(enquiry: StaffEnquiryView, refused: Option<StaffRefused>) -> impl IntoView {
    let language = language();
    let words = staff_enquiry_texts(language);
    let action = format!("{}/{}", StaffPage::Enquiry.path(language), enquiry.id);
    let refused_answer = of_act(refused.as_ref(), "answer");
    let refused_quote = of_act(refused.as_ref(), "hide-quoted");
    let refused_move = of_act(refused.as_ref(), "move");
    let title = enquiry.name.clone();
    view! {
        <PageTitle text=title.clone() />
        <Summary refused />
        <Back target=StaffPage::Enquiries.path(language) name=words.to_list />
        <h1>{title}</h1>
        <Facts enquiry=enquiry.clone() />
        <section>
            <h2>{words.conversation}</h2>
            <Conversation messages=enquiry.messages action=action.clone() />
        </section>
        <AnswerForm
            action=action.clone()
            email=enquiry.email
            sensitive=enquiry.sensitive
            attempt=enquiry.attempt
            refused=refused_answer
        />
        <section class="screen-only">
            <h2>{words.end_title}</h2>
            <End action=action.clone() state=enquiry.state />
        </section>
        <section class="screen-only">
            <h2>{words.hide_title}</h2>
            <Hide action=action.clone() refused=refused_quote />
        </section>
        <section class="screen-only">
            <WholeSensitive action=action.clone() sensitive=enquiry.sensitive />
        </section>
        <MoveOn action others=enquiry.others refused=refused_move />
    }
}

#[component]
fn Facts(enquiry: StaffEnquiryView) -> impl IntoView {
    let words = staff_enquiry_texts(language());
    let phone = enquiry.phone.unwrap_or_else(|| words.no_phone.to_owned());
    let mails = if enquiry.sensitive {
        view! {
            <div class="message warning">
                <Icon shape=Shape::Warning />
                <p>{words.mail_may_not}</p>
            </div>
        }
        .into_any()
    } else {
        view! {
            <div class="message">
                <Icon shape=Shape::Letter />
                <p>{words.mail_may}</p>
            </div>
        }
        .into_any()
    };
    view! {
        <dl class="facts">
            <Fact label=words.standing value=enquiry.standing />
            <Fact label=words.email value=enquiry.email />
            <Fact label=words.phone value=phone />
            <Fact label=words.purpose value=enquiry.purpose />
            <Fact label=words.goes value=enquiry.when_it_goes />
        </dl>
        {mails}
    }
}

/// Closing takes one step; calling it spam two: unfolding, and pressing.
#[component]
fn End(action: String, state: State) -> impl IntoView {
    let words = staff_enquiry_texts(language());
    if state == State::Spam {
        return view! { <p>{words.spam_help}</p> }.into_any();
    }
    let close = matches!(state, State::Open | State::Answered).then(|| {
        view! {
            <p>{words.close_help}</p>
            <div class="actions">
                <button class="button quiet" name="act" value="close">
                    {words.close}
                </button>
            </div>
        }
    });
    view! {
        <form method="post" action=action>
            {close} <details class="why">
                <summary>{words.spam_now}</summary>
                <p>{words.spam_help}</p>
                <div class="actions">
                    <button class="button ending" name="act" value="spam">
                        {words.spam_sure}
                    </button>
                </div>
            </details>
        </form>
    }
    .into_any()
}

/// Hiding what is sensitive, by words pasted from the conversation.
#[component]
fn Hide(action: String, refused: Option<StaffRefused>) -> impl IntoView {
    let words = staff_enquiry_texts(language());
    let value = typed(refused.as_ref(), "passage");
    let problems: Vec<Problem> = refused.iter().map(|refused| refused.problem).collect();
    let invalid = of_field(&problems, "passage").is_some();
    view! {
        <p>{words.hide_intro}</p>
        <form method="post" action=action novalidate>
            <div class="field long">
                <label for="passage">{words.hide_quoted}</label>
                <p class="help" id="passage-help">
                    {words.hide_quoted_help}
                </p>
                <FieldProblem name="passage" problems />
                <TextArea
                    name="passage"
                    value
                    rows=2
                    described_by=described_by("passage", invalid)
                    invalid
                />
            </div>
            <div class="actions">
                <button class="button quiet" name="act" value="hide-quoted">
                    {words.hide_quoted_button}
                </button>
            </div>
        </form>
    }
}

/// Whether the enquiry as a whole is sensitive.
#[component]
fn WholeSensitive(action: String, sensitive: bool) -> impl IntoView {
    let words = staff_enquiry_texts(language());
    let (help, act, button) = if sensitive {
        (
            words.sensitive_undo_help,
            "not-sensitive",
            words.sensitive_undo,
        )
    } else {
        (words.sensitive_help, "sensitive", words.sensitive_button)
    };
    view! {
        <h2>{words.sensitive_title}</h2>
        <p>{help}</p>
        <form method="post" action=action>
            <div class="actions">
                <button class="button quiet" name="act" value=act>
                    {button}
                </button>
            </div>
        </form>
    }
}
