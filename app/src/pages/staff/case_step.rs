//! One step on a case: what it means, what has to be written, and what the person will read.

use domain::problem::Problem;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::code_again::{CodeAgain, NeedsCode};
use super::field::{Summary, typed};
use super::pager::Back;
use super::{StaffRefused, case_answer, case_erase};
use crate::address::StaffPage;
use crate::components::{FieldProblem, PageTitle, TextArea, described_by, language, of_field};
use crate::texts::staff_case_texts;

/// A step, to be taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseStepView {
    /// The case.
    pub case: String,
    /// Which step of which request, as addresses have it.
    pub one: String,
    /// What its button says.
    pub title: String,
    /// Which right, and who asks.
    pub about: String,
    /// What the step means.
    pub help: String,
    /// What has to be filled in.
    pub form: StepForm,
    /// What the person reads beside what is written, one string a paragraph.
    pub letter: Vec<String>,
    /// Whether recipients are to be told of it.
    pub tells: bool,
}

/// What has to be filled in for a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum StepForm {
    /// Nothing.
    Plain,
    /// A reason or an explanation; what it is called.
    Reason {
        /// Its label.
        label: String,
        /// It may be left empty.
        is_optional: bool,
    },
    /// One of several, by name and title, and a reason.
    Choose {
        /// The field's name.
        field: ChoiceField,
        /// What can be chosen.
        choices: Vec<(String, String)>,
        /// The label of the reason; none where none is asked for.
        reason: Option<String>,
    },
    /// A decision about each thing.
    Erase(case_erase::EraseView),
    /// The answer to a request for access.
    Answer(Box<case_answer::AnswerView>),
}

/// What is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ChoiceField {
    /// The cause of a delay.
    Cause,
    /// A ground.
    Ground,
    /// What is done.
    Way,
}

impl ChoiceField {
    const fn name(self) -> &'static str {
        match self {
            Self::Cause => "cause",
            Self::Ground => "ground",
            Self::Way => "way",
        }
    }
}

/// The page.
#[component]
pub(super) fn CaseStep(
    view: CaseStepView,
    needs_code: NeedsCode,
    refused: Option<StaffRefused>,
) -> impl IntoView {
    let language = language();
    let words = staff_case_texts(language);
    let back = format!("{}/{}", StaffPage::Case.path(language), view.case);
    let action = format!("{}/{}", StaffPage::CaseStep.path(language), view.one);
    let problem = refused.as_ref().map(|refused| refused.problem);
    let erases = matches!(view.form, StepForm::Erase(_));
    let code = erases.then(|| view! { <CodeAgain needed=needs_code problem /> });
    let letter = (!view.letter.is_empty()).then(|| {
        let lines = view.letter.into_iter().map(|line| view! { <p>{line}</p> });
        view! {
            <section>
                <h2>{words.letter}</h2>
                <div class="said">{lines.collect_view()}</div>
            </section>
        }
    });
    let recipients = view.tells.then(|| {
        let value = typed(refused.as_ref(), "recipients");
        view! {
            <div class="field long">
                <label for="recipients">{words.recipients}</label>
                <p class="help" id="recipients-help">
                    {words.recipients_help}
                </p>
                <TextArea
                    name="recipients"
                    value
                    rows=2
                    described_by="recipients-help".to_owned()
                    optional=true
                    invalid=false
                />
            </div>
        }
    });
    let title = view.title.clone();
    view! {
        <PageTitle text=view.title.clone() />
        <Summary refused=refused.clone() />
        <Back target=back name=words.to_case />
        <h1>{title}</h1>
        <p class="lead">{view.about}</p>
        <p>{view.help}</p>
        {letter}
        <form method="post" action=action novalidate>
            <Form form=view.form refused />
            {recipients}
            {code}
            <div class="actions">
                <button class="button" name="act" value="take">
                    {view.title}
                </button>
            </div>
        </form>
    }
}

#[component]
fn Form(form: StepForm, refused: Option<StaffRefused>) -> impl IntoView {
    match form {
        StepForm::Plain => ().into_any(),
        StepForm::Reason { label, is_optional } => {
            view! { <Reason label is_optional refused /> }.into_any()
        }
        StepForm::Choose {
            field,
            choices,
            reason,
        } => {
            let reason = reason.map(|label| {
                view! { <Reason label is_optional=false refused=refused.clone() /> }
            });
            view! {
                <Choices field choices refused />
                {reason}
            }
            .into_any()
        }
        StepForm::Erase(view) => view! { <case_erase::Erase view refused /> }.into_any(),
        StepForm::Answer(view) => view! { <case_answer::Answer view=*view refused /> }.into_any(),
    }
}

#[component]
fn Reason(label: String, is_optional: bool, refused: Option<StaffRefused>) -> impl IntoView {
    let words = staff_case_texts(language());
    let value = typed(refused.as_ref(), "reason");
    let problems: Vec<Problem> = refused.iter().map(|refused| refused.problem).collect();
    let invalid = of_field(&problems, "reason").is_some();
    view! {
        <div class="field long">
            <label for="reason">{label}</label>
            <p class="help" id="reason-help">
                {words.reason_help}
            </p>
            <FieldProblem name="reason" problems />
            <TextArea
                name="reason"
                value
                rows=5
                described_by=described_by("reason", invalid)
                optional=is_optional
                invalid
            />
        </div>
    }
}

#[component]
fn Choices(
    field: ChoiceField,
    choices: Vec<(String, String)>,
    refused: Option<StaffRefused>,
) -> impl IntoView {
    let words = staff_case_texts(language());
    let name = field.name();
    let chosen = typed(refused.as_ref(), name);
    let problems: Vec<Problem> = refused.iter().map(|refused| refused.problem).collect();
    let legend = match field {
        ChoiceField::Cause => words.cause,
        ChoiceField::Ground => words.ground,
        ChoiceField::Way => words.way,
    };
    let choices = choices.into_iter().map(|(value, title)| {
        let id = format!("{name}-{value}");
        let checked = value == chosen;
        view! {
            <div class="tick">
                <input type="radio" id=id.clone() name=name value=value checked=checked />
                <label for=id>{title}</label>
            </div>
        }
    });
    view! {
        <fieldset class="ticks" id=name tabindex="-1">
            <legend>{legend}</legend>
            <FieldProblem name problems />
            {choices.collect_view()}
        </fieldset>
    }
}
