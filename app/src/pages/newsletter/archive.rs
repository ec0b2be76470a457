//! The archive: what was sent, for everybody to read.

use domain::text::Language;
use leptos::prelude::*;
use leptos_meta::Link;
use leptos_router::hooks::{use_params_map, use_query_map};
use serde::{Deserialize, Serialize};

use crate::address::{Page, feed};
use crate::components::{Icon, Loaded, PageTitle, Shape, language};
use crate::json::Json;
use crate::texts::newsletter_texts;
use crate::told::Told;

/// A page of the archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchiveView {
    issues: Vec<ArchiveRow>,
    /// Where the next page is.
    older: Option<String>,
}

/// A newsletter in the archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchiveRow {
    target: String,
    subject: String,
    date: String,
    written_in: Language,
}

/// A newsletter as it is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadIssue {
    subject: String,
    date: String,
    written_in: Language,
    /// Made from Markdown by us; nothing that was typed as HTML is left.
    html: String,
}

/// What was sent before an instant, or lately.
#[server(prefix = "/fn", endpoint = "newsletter-archive", output = Json)]
pub async fn load_archive(language: Language, before: Option<String>) -> Result<ArchiveView, Told> {
    use domain::problem::Problem;

    let visit = crate::visit::required()?;
    let before = before.map(|before| before.parse()).transpose();
    let before = before.map_err(|_| crate::told::refuse(Problem::NotFound))?;
    let archive = visit.service.archive(before).await;
    let archive = archive.map_err(crate::told::refuse)?;
    let row = |issue: &service::ArchivedIssue| {
        let (edition, written_in) = issue.issue.edition(language);
        ArchiveRow {
            target: Page::NewsletterIssue(issue.id).path(language),
            subject: edition.subject.as_str().to_owned(),
            date: domain::text::date_in_words(visit.service.day_of(issue.sent_at), language),
            written_in,
        }
    };
    let path = Page::NewsletterArchive.path(language);
    Ok(ArchiveView {
        issues: archive.issues.iter().map(row).collect(),
        older: archive.next.map(|next| format!("{path}?before={next}")),
    })
}

/// The newsletter with this id.
#[server(prefix = "/fn", endpoint = "newsletter-issue", output = Json)]
pub async fn load_issue(language: Language, id: String) -> Result<ReadIssue, Told> {
    use domain::problem::Problem;

    let visit = crate::visit::required()?;
    let id = uuid::Uuid::parse_str(&id).map_err(|_| crate::told::refuse(Problem::NotFound))?;
    let issue = visit.service.archived_issue(&id).await;
    let issue = issue.map_err(crate::told::refuse)?;
    let printed = service::PrintedIssue::of(&issue.issue, language);
    Ok(ReadIssue {
        subject: printed.subject,
        date: domain::text::date_in_words(visit.service.day_of(issue.sent_at), language),
        written_in: printed.language,
        html: printed.html,
    })
}

/// The list of what was sent.
#[component]
pub fn NewsletterArchivePage() -> impl IntoView {
    let language = language();
    let texts = newsletter_texts(language);
    let query = use_query_map();
    let before = move || query.read().get("before");
    let data = Resource::new(before, move |before| load_archive(language, before));
    view! {
        <PageTitle text=texts.archive />
        <Link rel="alternate" type_="application/atom+xml" title=texts.archive href=feed(language) />
        <h1>{texts.archive}</h1>
        <p class="lead">{texts.archive_intro}</p>
        <Loaded data view=move |archive| view! { <List archive /> }.into_any() />
        <p class="screen-only">
            <a href=Page::Newsletter.path(language)>{texts.archive_sign_up}</a>
            " · "
            <a href=feed(language) rel="external">
                {texts.archive_feed}
            </a>
        </p>
    }
}

#[component]
fn List(archive: ArchiveView) -> impl IntoView {
    let texts = newsletter_texts(language());
    if archive.issues.is_empty() {
        return view! {
            <div class="empty">
                <Icon shape=Shape::Letter />
                <p>{texts.archive_empty}</p>
            </div>
        }
        .into_any();
    }
    let rows = archive.issues.into_iter().map(|issue| {
        let lang = issue.written_in.tag();
        view! {
            <li>
                <span>{issue.date}</span>
                <a href=issue.target lang=lang>
                    {issue.subject}
                </a>
            </li>
        }
    });
    let older = archive.older.map(|target| {
        view! {
            <p>
                <a href=target>{texts.archive_older}</a>
            </p>
        }
    });
    view! {
        <ol class="archive" role="list">
            {rows.collect_view()}
        </ol>
        {older}
    }
    .into_any()
}

/// One newsletter.
#[component]
pub fn NewsletterIssuePage() -> impl IntoView {
    let language = language();
    let params = use_params_map();
    let id = move || params.read().get("issue").unwrap_or_default();
    let data = Resource::new(id, move |id| load_issue(language, id));
    view! {
        <Loaded data view=move |issue| view! { <Read issue /> }.into_any() />
        <p class="screen-only">
            <a href=Page::NewsletterArchive.path(language)>{newsletter_texts(language).archive_all}</a>
        </p>
    }
}

#[component]
fn Read(issue: ReadIssue) -> impl IntoView {
    view! {
        <PageTitle text=issue.subject.clone() />
        <article lang=issue.written_in.tag()>
            <h1>{issue.subject}</h1>
            <p class="soft" lang=language().tag()>
                {issue.date}
            </p>
            <div class="issue" inner_html=issue.html></div>
        </article>
    }
}
