//! Writing a newsletter. Every button of the form saves what is typed first, so that nothing is lost on the way.

use domain::problem::Problem;
use leptos::prelude::*;

use super::{IssueText, IssueView, Preview, StaffRefused, TopicTicks, typed, typed_topics};
use crate::address::StaffPage;
use crate::components::{Field, FieldProblem, described_by, language, of_field};
use crate::pages::staff::words::Words;
use crate::texts::staff_newsletter_texts;

#[component]
pub(super) fn Editor(issue: IssueView, refused: Option<StaffRefused>) -> impl IntoView {
    let language = language();
    let words = staff_newsletter_texts(language);
    let action = match &issue.id {
        Some(id) => format!("{}/{id}", StaffPage::Issue.path(language)),
        None => StaffPage::NewIssue.path(language).to_owned(),
    };
    let text = refused.as_ref().map_or(issue.text.clone(), typed_text);
    let topics = match &refused {
        Some(refused) => typed_topics(refused, issue.topics.clone()),
        None => issue.topics.clone(),
    };
    let problems: Vec<Problem> = refused.iter().map(|refused| refused.problem).collect();
    let due = typed(refused.as_ref(), "due");
    let is_saved = issue.id.is_some();
    let english_is_open = !(text.english_subject.is_empty() && text.english_words.is_empty());
    let danish = (text.subject, text.words);
    let english = (text.english_subject, text.english_words);
    let sending = is_saved.then(|| {
        view! { <Sending issue=issue.clone() due problems=problems.clone() /> }
    });
    view! {
        <form method="post" action=action novalidate>
            <Field
                name="subject"
                label=words.subject
                help=words.subject_help
                value=danish.0
                kind="text"
                autocomplete="off"
                problems=problems.clone()
            />
            <Words name="words" label=words.words help=words.words_help value=danish.1 rows=16 problems=problems.clone() />
            <Markdown />
            <details class="why" open=english_is_open>
                <summary>{words.english}</summary>
                <Field
                    name="english_subject"
                    label=words.english_subject
                    help=words.english_help
                    value=english.0
                    kind="text"
                    autocomplete="off"
                    optional=true
                    problems=problems.clone()
                />
                <Words
                    name="english_words"
                    label=words.english_words
                    help=words.english_words_help
                    value=english.1
                    rows=16
                    problems=problems.clone()
                    optional=true
                />
            </details>
            <TopicTicks topics legend=words.topics problems=problems.clone() />
            <div class="tick">
                <input type="checkbox" id="archive" name="archive" value="yes" checked=text.archived />
                <label for="archive">
                    <strong>{words.archive}</strong>
                    <span>{words.archive_help}</span>
                </label>
            </div>
            <div class="actions">
                <button class="button" name="act" value="save">
                    {words.save}
                </button>
            </div>
            <p class="promise">{words.save_promise}</p>
            <Preview issue=issue.clone() />
            {sending}
        </form>
    }
}

/// What was typed in a form that was refused.
fn typed_text(refused: &StaffRefused) -> IssueText {
    let typed = |name| typed(Some(refused), name);
    IssueText {
        subject: typed("subject"),
        words: typed("words"),
        english_subject: typed("english_subject"),
        english_words: typed("english_words"),
        archived: !typed("archive").is_empty(),
    }
}

/// What Markdown can do, by example.
#[component]
fn Markdown() -> impl IntoView {
    let words = staff_newsletter_texts(language());
    let examples = [
        words.markdown_heading,
        words.markdown_bold,
        words.markdown_list,
        words.markdown_link,
    ];
    let examples = examples.map(|example| view! { <li><code>{example}</code></li> });
    view! {
        <details class="why">
            <summary>{words.markdown}</summary>
            <ul>{examples.collect_view()}</ul>
            <p>{words.markdown_pictures}</p>
        </details>
    }
}

/// A trial, sending, and deleting. Sending and deleting take two steps: unfolding, and pressing.
#[component]
fn Sending(issue: IssueView, due: String, problems: Vec<Problem>) -> impl IntoView {
    let words = staff_newsletter_texts(language());
    let trial = words.trial_help.replace("{email}", &issue.own_address);
    let to = words.send_to.replace("{subscribers}", &issue.subscribers);
    let invalid = of_field(&problems, "due").is_some();
    view! {
        <section class="screen-only">
            <h2>{words.trial}</h2>
            <p>{trial}</p>
            <div class="actions">
                <button class="button quiet" name="act" value="trial">
                    {words.trial_button}
                </button>
            </div>
        </section>
        <section class="screen-only">
            <h2>{words.send_title}</h2>
            <p>{to}</p>
            <details class="why">
                <summary>{words.send_now}</summary>
                <p>{words.send_sure_help}</p>
                <div class="actions">
                    <button class="button" name="act" value="send">
                        {words.send_sure}
                    </button>
                </div>
            </details>
            <div class="field">
                <label for="due">{words.due}</label>
                <p class="help" id="due-help">
                    {words.due_help}
                </p>
                <FieldProblem name="due" problems />
                <input
                    id="due"
                    name="due"
                    type="datetime-local"
                    value=due
                    min=issue.earliest
                    aria-describedby=described_by("due", invalid)
                    aria-invalid=invalid.then_some("true")
                />
            </div>
            <div class="actions">
                <button class="button quiet" name="act" value="schedule">
                    {words.schedule}
                </button>
            </div>
            <details class="why">
                <summary>{words.delete_now}</summary>
                <p>{words.delete_help}</p>
                <div class="actions">
                    <button class="button ending" name="act" value="delete">
                        {words.delete_sure}
                    </button>
                </div>
            </details>
        </section>
    }
}
