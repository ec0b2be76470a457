//! Earlier versions of the privacy page, and what has changed since each.

use domain::canonical::Digest;
use domain::privacy::{Change, Mark, Run};
use domain::text::Language;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use serde::{Deserialize, Serialize};

use crate::address::Page;
use crate::components::{Icon, Loaded, PageTitle, Shape, language};
use crate::json::Json;
use crate::texts::texts;
use crate::told::Told;

/// One version in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    version: Digest,
    date: String,
    current: bool,
}

/// An earlier version against the one in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Compared {
    date: String,
    changes: Vec<Change>,
}

/// The versions served, newest first.
#[server(prefix = "/fn", endpoint = "privacy-versions", output = Json)]
pub async fn load_versions(language: Language) -> Result<Vec<Listed>, Told> {
    let visit = crate::visit::required()?;
    let versions = visit
        .service
        .register_versions()
        .await
        .map_err(crate::told::refuse)?;
    let current = visit.service.register().version();
    let listed = versions.into_iter().map(|served| Listed {
        version: served.version.0,
        date: domain::text::date_in_words(served.date, language),
        current: served.version == current,
    });
    Ok(listed.collect())
}

/// What has changed since `version`.
#[server(prefix = "/fn", endpoint = "privacy-version", output = Json)]
pub async fn load_version(language: Language, version: String) -> Result<Compared, Told> {
    use domain::privacy::{PrivacyPage, compare};
    use domain::problem::Problem;
    use domain::register::RegisterVersion;

    let visit = crate::visit::required()?;
    let version = Digest::from_hex(&version).map(RegisterVersion);
    let version = version.ok_or_else(|| crate::told::refuse(Problem::NotFound))?;
    let earlier = visit
        .service
        .earlier_register(&version)
        .await
        .map_err(crate::told::refuse)?;
    let earlier = earlier.ok_or_else(|| crate::told::refuse(Problem::NotFound))?;
    let older = PrivacyPage::compose(&earlier, language);
    let newer = PrivacyPage::compose(visit.service.register(), language);
    Ok(Compared {
        date: domain::text::date_in_words(earlier.register().date, language),
        changes: compare(&older, &newer),
    })
}

/// The list of versions.
#[component]
pub fn PrivacyVersionsPage() -> impl IntoView {
    let language = language();
    let texts = texts(language);
    let data = Resource::new(|| (), move |()| load_versions(language));
    view! {
        <PageTitle text=texts.versions_title />
        <h1>{texts.versions_title}</h1>
        <p class="lead">{texts.versions_intro}</p>
        <Loaded data view=move |versions| view! { <List versions /> }.into_any() />
    }
}

#[component]
fn List(versions: Vec<Listed>) -> impl IntoView {
    let texts = texts(language());
    let alone = (versions.len() == 1).then(|| {
        view! {
            <div class="empty">
                <Icon shape=Shape::Clock />
                <p>{texts.versions_only_one}</p>
            </div>
        }
    });
    let rows = versions.into_iter().map(|listed| view! { <Row listed /> });
    view! {
        <ol class="versions" role="list">
            {rows.collect_view()}
        </ol>
        {alone}
    }
}

#[component]
fn Row(listed: Listed) -> impl IntoView {
    let language = language();
    let texts = texts(language);
    let (page, words) = if listed.current {
        (Page::Privacy, texts.version_now)
    } else {
        (Page::PrivacyVersion(listed.version), texts.version_see)
    };
    view! {
        <li>
            <span>{listed.date}</span>
            <span>{texts.version} " " <code>{listed.version.short()}</code></span>
            <a href=page.path(language)>{words}</a>
        </li>
    }
}

/// One earlier version.
#[component]
pub fn PrivacyVersionPage() -> impl IntoView {
    let language = language();
    let texts = texts(language);
    let params = use_params_map();
    let version = move || params.read().get("version").unwrap_or_default();
    let data = Resource::new(version, move |version| load_version(language, version));
    view! {
        <PageTitle text=texts.versions_title />
        <Loaded data view=move |compared| view! { <Differences compared /> }.into_any() />
        <p>
            <a href=Page::PrivacyVersions.path(language)>{texts.back_to_versions}</a>
        </p>
    }
}

#[component]
fn Differences(compared: Compared) -> impl IntoView {
    let texts = texts(language());
    let summary = if compared.changes.is_empty() {
        texts.version_same
    } else {
        texts.version_legend
    };
    let changes = compared.changes.into_iter().map(|change| {
        let runs = change.runs.into_iter().map(|run| view! { <Marked run /> });
        view! {
            <section class="change">
                <h2>{change.place}</h2>
                <p>{runs.collect_view()}</p>
            </section>
        }
    });
    view! {
        <h1>{texts.version_changed_since} " " {compared.date}</h1>
        <p class="lead">{summary}</p>
        {changes.collect_view()}
    }
}

#[component]
fn Marked(run: Run) -> impl IntoView {
    let texts = texts(language());
    match run.mark {
        Mark::Same => view! { <span>{run.text}</span> }.into_any(),
        Mark::Added => view! {
            <ins>
                <span class="unseen">{texts.version_added} " "</span>
                {run.text}
            </ins>
        }
        .into_any(),
        Mark::Removed => view! {
            <del>
                <span class="unseen">{texts.version_removed} " "</span>
                {run.text}
            </del>
        }
        .into_any(),
    }
}
