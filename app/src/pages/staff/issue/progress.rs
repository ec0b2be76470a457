//! How far a newsletter has come. Its figures keep up by themselves where script runs, and else by a link.

use std::time::Duration;

use domain::text::Language;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::{IssueView, Preview};
use crate::address::StaffPage;
use crate::components::{Fact, language};
use crate::json::Json;
use crate::texts::staff_newsletter_texts;
use crate::told::Told;

/// How often the figures are asked for.
const EVERY: Duration = Duration::from_secs(2);

/// How far a newsletter has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgressView {
    /// When it began, in words.
    pub began: String,
    /// Its mails are being written or sent.
    pub is_under_way: bool,
    /// Its readers are still being found.
    pub is_counting: bool,
    /// It was stopped.
    pub is_stopped: bool,
    /// How many mails were written.
    pub written: u64,
    /// How many are sent.
    pub sent: u64,
    /// How many wait.
    pub waiting: u64,
    /// How many were given up or stopped.
    pub missed: u64,
    /// How many came back.
    pub bounced: u64,
    /// How many are not known any more.
    pub gone: u64,
    /// It can be sent to those who lack it.
    pub may_send_missed: bool,
    /// Where it is in the archive, if it is.
    pub archived_at: Option<String>,
}

/// How far the newsletter with this id has come. Only for those whose role opens the newsletter.
#[server(prefix = "/fn", endpoint = "staff-issue-progress", output = Json)]
pub async fn load_progress(language: Language, id: String) -> Result<ProgressView, Told> {
    use domain::problem::Problem;

    let visit = crate::visit::required()?;
    let actor = visit.staff.as_ref().ok_or(Problem::SignInNeeded);
    let actor = actor.map_err(crate::told::refuse)?;
    let progress = crate::pages::staff::load_issues::progress_of(&visit, actor, language, &id);
    progress.await.map_err(crate::told::refuse)
}

/// A newsletter that waits for its time.
#[component]
pub(super) fn Scheduled(issue: IssueView, when: String) -> impl IntoView {
    let words = staff_newsletter_texts(language());
    view! {
        <p class="lead">{words.goes_at.replace("{time}", &when)}</p>
        <p>{issue.subscribers.clone()}</p>
        <form class="screen-only" method="post" action=action(&issue)>
            <p>{words.call_back_help}</p>
            <div class="actions">
                <button class="button quiet" name="act" value="call-back">
                    {words.call_back}
                </button>
            </div>
        </form>
        <Preview issue />
    }
}

/// A newsletter that is being sent, or was.
#[component]
pub(super) fn Over(issue: IssueView, progress: ProgressView) -> impl IntoView {
    let language = language();
    let words = staff_newsletter_texts(language);
    let archived = progress.archived_at.clone().map(|target| {
        view! {
            <p>
                <a href=target rel="external">
                    {words.in_archive}
                </a>
            </p>
        }
    });
    let shown = RwSignal::new(progress);
    keep_up(issue.id.clone().unwrap_or_default(), language, shown);
    let action = action(&issue);
    let is_under_way = Memo::new(move |_| shown.read().is_under_way);
    let doing = move || {
        let action = action.clone();
        if is_under_way.get() {
            view! {
                <p class="screen-only">
                    <a href=action.clone() rel="external">
                        {words.reload}
                    </a>
                </p>
                <Stop action />
            }
            .into_any()
        } else {
            view! { <Missed action shown /> }.into_any()
        }
    };
    view! {
        <section>
            <h2>{words.progress}</h2>
            <Figures shown />
            {doing}
        </section>
        {archived}
        <Preview issue />
    }
}

fn action(issue: &IssueView) -> String {
    let id = issue.id.as_deref().unwrap_or_default();
    format!("{}/{id}", StaffPage::Issue.path(language()))
}

/// Asks for the figures again and again, until everything is sent.
fn keep_up(id: String, language: Language, shown: RwSignal<ProgressView>) {
    // Effects run in browsers only.
    Effect::new(move |_| {
        let id = id.clone();
        let ask = move || {
            if !shown.read_untracked().is_under_way {
                return;
            }
            let id = id.clone();
            leptos::task::spawn_local(async move {
                // What cannot be had now is asked for again.
                if let Ok(progress) = load_progress(language, id).await {
                    shown.set(progress);
                }
            });
        };
        if let Ok(asking) = set_interval_with_handle(ask, EVERY) {
            on_cleanup(move || asking.clear());
        }
    });
}

#[component]
fn Figures(shown: RwSignal<ProgressView>) -> impl IntoView {
    let words = staff_newsletter_texts(language());
    let stands = move || {
        let shown = shown.read();
        match (shown.is_under_way, shown.is_stopped) {
            (true, _) => words.under_way,
            (false, true) => words.stopped,
            (false, false) => words.sent,
        }
    };
    let counting = move || {
        let shown = shown.read();
        let written = shown.written.to_string();
        let said = words.counting.replace("{written}", &written);
        shown.is_counting.then(|| view! { <p>{said}</p> })
    };
    let bar = move || {
        let shown = shown.read();
        let done = shown.written.saturating_sub(shown.waiting);
        shown.is_under_way.then(|| {
            view! {
                <progress
                    max=shown.written.max(1).to_string()
                    value=done.to_string()
                    aria-label=words.progress
                ></progress>
            }
        })
    };
    let facts = move || {
        let shown = shown.get();
        let some = |count: u64, label: &'static str| {
            (count > 0).then(|| view! { <Fact label value=count.to_string() /> })
        };
        view! {
            <dl class="facts">
                <Fact label=words.began value=shown.began.clone() />
                <Fact label=words.count_sent value=shown.sent.to_string() />
                {some(shown.waiting, words.count_waiting)}
                {some(shown.missed, words.count_missed)}
                {some(shown.bounced, words.count_bounced)}
                {some(shown.gone, words.count_gone)}
            </dl>
        }
    };
    view! {
        <p class="lead" role="status">
            {stands}
        </p>
        {bar}
        {counting}
        {facts}
    }
}

/// Stopping takes two steps: unfolding, and pressing.
#[component]
fn Stop(action: String) -> impl IntoView {
    let words = staff_newsletter_texts(language());
    view! {
        <form class="screen-only" method="post" action=action>
            <details class="why">
                <summary>{words.stop_now}</summary>
                <p>{words.stop_help}</p>
                <div class="actions">
                    <button class="button ending" name="act" value="stop">
                        {words.stop_sure}
                    </button>
                </div>
            </details>
        </form>
    }
}

/// Those who have not got it.
#[component]
fn Missed(action: String, shown: RwSignal<ProgressView>) -> impl IntoView {
    let words = staff_newsletter_texts(language());
    shown.get_untracked().may_send_missed.then(|| {
        view! {
            <form class="screen-only" method="post" action=action>
                <h3>{words.missed_title}</h3>
                <p>{words.missed_help}</p>
                <div class="actions">
                    <button class="button" name="act" value="missed">
                        {words.missed_button}
                    </button>
                </div>
            </form>
        }
    })
}
