//! The privacy page, composed from the register: fold-outs that a link opens and that print open.

use domain::privacy::{PrivacyPage, PurposePart, Row, SectionPart};
use domain::text::Language;
use leptos::prelude::*;

use crate::address::Page;
use crate::components::{Loaded, PageTitle, language};
use crate::json::Json;
use crate::texts::texts;
use crate::told::Told;

/// The privacy page in `language`.
#[server(prefix = "/fn", endpoint = "privacy", output = Json)]
pub async fn load_privacy(language: Language) -> Result<PrivacyPage, Told> {
    let visit = crate::visit::required()?;
    Ok(PrivacyPage::compose(visit.service.register(), language))
}

/// The privacy page.
#[component]
pub fn PrivacyPageView() -> impl IntoView {
    let language = language();
    let data = Resource::new(|| (), move |()| load_privacy(language));
    view! {
        <PageTitle text=texts(language).privacy />
        <Loaded data view=move |page| view! { <Content page /> }.into_any() />
    }
}

#[component]
fn Content(page: PrivacyPage) -> impl IntoView {
    let language = language();
    let texts = texts(language);
    let sections = page
        .sections
        .into_iter()
        .map(|section| view! { <Section section /> });
    view! {
        <h1>{page.title}</h1>
        <p class="lead">{page.intro}</p>
        <p class="soft small">
            {page.dated} " · " {texts.version} " " <code>{page.version}</code> " · "
            <a href=Page::PrivacyVersions.path(language)>{texts.earlier_versions}</a>
        </p>
        <Rows rows=page.contacts />
        {sections.collect_view()}
    }
}

#[component]
fn Section(section: SectionPart) -> impl IntoView {
    let purposes = section
        .purposes
        .into_iter()
        .map(|purpose| view! { <Purpose purpose /> });
    let paragraphs = section
        .paragraphs
        .into_iter()
        .map(|text| view! { <p>{text}</p> });
    view! {
        <details class="fold">
            <summary>
                <h2>{section.title}</h2>
            </summary>
            // Inside, because a browser opens a fold-out by itself when a link leads into it.
            <div class="folded" id=section.id>
                {paragraphs.collect_view()}
                {purposes.collect_view()}
            </div>
        </details>
    }
}

#[component]
fn Purpose(purpose: PurposePart) -> impl IntoView {
    view! {
        <section class="purpose" id=purpose.id>
            <h3>{purpose.title}</h3>
            <p>{purpose.description}</p>
            <Rows rows=purpose.rows />
        </section>
    }
}

#[component]
fn Rows(rows: Vec<Row>) -> impl IntoView {
    let rows = rows
        .into_iter()
        .map(|row| {
            let paragraphs = row
                .paragraphs
                .into_iter()
                .map(|text| view! { <p>{text}</p> });
            view! {
                <div>
                    <dt>{row.label}</dt>
                    <dd>{paragraphs.collect_view()}</dd>
                </div>
            }
        })
        .collect_view();
    view! { <dl class="facts">{rows}</dl> }
}
