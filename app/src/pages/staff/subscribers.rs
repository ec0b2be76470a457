//! Those who get the newsletter, as a list: brought in from elsewhere, and taken out.

use domain::problem::Problem;
use domain::text::Language;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::StaffRefused;
use super::code_again::{CodeAgain, NeedsCode};
use super::field::{Summary, of_act, typed};
use super::issue::{TopicTick, TopicTicks, typed_topics};
use super::pager::Back;
use crate::address::StaffPage;
use crate::components::{
    Field, FieldProblem, Icon, PageTitle, Shape, TextArea, described_by, language, of_field,
};
use crate::texts::staff_newsletter_texts;

/// The page of lists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubscribersView {
    /// How many get the newsletter, in words.
    pub subscribers: String,
    /// The newsletter's topics.
    pub topics: Vec<TopicTick>,
    /// The last day that can be chosen, for a field.
    pub today: String,
    /// Where and how those said yes who are brought in, as far as it is typed.
    pub how: String,
    /// On which day.
    pub on: String,
    /// The language they are written to in.
    pub language: Language,
    /// What came of a list that was brought in just now.
    pub imported: Option<ImportedView>,
}

/// What came of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedView {
    /// How many get the newsletter from now on.
    pub added: usize,
    /// How many got it already.
    pub known: usize,
    /// How many asked to be kept out.
    pub kept_out: usize,
    /// The lines that could not be used, each with why.
    pub unusable: Vec<(String, Problem)>,
}

/// The page.
#[component]
pub(super) fn Subscribers(
    view: SubscribersView,
    needs_code: NeedsCode,
    refused: Option<StaffRefused>,
) -> impl IntoView {
    let language = language();
    let words = staff_newsletter_texts(language);
    let refused_export = of_act(refused.as_ref(), "export");
    let refused_import = of_act(refused.as_ref(), "import");
    let unusable = view.imported.as_ref().map(lines).unwrap_or_default();
    let stands = ImportText {
        list: unusable,
        how: view.how,
        on: view.on,
        language: view.language,
    };
    let stands = refused_import.as_ref().map_or(stands, typed_text);
    view! {
        <PageTitle text=words.lists />
        <Summary refused />
        <Back target=StaffPage::Issues.path(language) name=words.to_list />
        <h1>{words.lists}</h1>
        <p class="lead">{view.subscribers}</p>
        {view.imported.map(|imported| view! { <Came imported /> })}
        <section>
            <h2>{words.import}</h2>
            <p>{words.import_intro}</p>
            <ImportForm topics=view.topics today=view.today stands refused=refused_import />
        </section>
        <section>
            <h2>{words.export}</h2>
            <p>{words.export_intro}</p>
            <form method="post" action=StaffPage::Subscribers.path(language)>
                <CodeAgain needed=needs_code problem=refused_export.map(|refused| refused.problem) />
                <div class="actions">
                    <button class="button quiet" name="act" value="export">
                        {words.export_button}
                    </button>
                </div>
                <p class="promise">{words.export_promise}</p>
            </form>
        </section>
    }
}

/// What stands in the form.
struct ImportText {
    list: String,
    how: String,
    on: String,
    language: Language,
}

/// What was typed in a form that was refused.
fn typed_text(refused: &StaffRefused) -> ImportText {
    let typed = |name| typed(Some(refused), name);
    ImportText {
        list: typed("list"),
        how: typed("how"),
        on: typed("on"),
        language: match typed("language").as_str() {
            "en" => Language::En,
            _ => Language::Da,
        },
    }
}

/// The lines that could not be used, to be put right.
fn lines(imported: &ImportedView) -> String {
    let lines = imported.unusable.iter().map(|(line, _)| line.as_str());
    lines.collect::<Vec<_>>().join("\n")
}

/// What came of a list.
#[component]
fn Came(imported: ImportedView) -> impl IntoView {
    let language = language();
    let words = staff_newsletter_texts(language);
    let line = |count: usize, text: &'static str| {
        (count > 0).then(|| view! { <li>{text.replace("{count}", &count.to_string())}</li> })
    };
    let unusable = imported.unusable.len();
    let bad = imported.unusable.into_iter().map(|(line, problem)| {
        view! {
            <li>
                <code>{line}</code>
                ": "
                {problem.title(language)}
            </li>
        }
    });
    let bad = (unusable > 0).then(|| {
        view! {
            <p>{words.import_unusable.replace("{count}", &unusable.to_string())}</p>
            <ul>{bad.collect_view()}</ul>
        }
    });
    let nobody = (imported.added == 0).then(|| view! { <li>{words.import_nobody}</li> });
    view! {
        <div class="message good" role="status">
            <Icon shape=Shape::Check />
            <ul>
                {line(imported.added, words.import_added)} {nobody}
                {line(imported.known, words.import_known)}
                {line(imported.kept_out, words.import_kept_out)}
            </ul>
            {bad}
        </div>
    }
}

#[component]
fn ImportForm(
    topics: Vec<TopicTick>,
    today: String,
    stands: ImportText,
    refused: Option<StaffRefused>,
) -> impl IntoView {
    let own = language();
    let words = staff_newsletter_texts(own);
    let problems: Vec<Problem> = refused.iter().map(|refused| refused.problem).collect();
    let topics = match &refused {
        Some(refused) => typed_topics(refused, topics),
        None => topics,
    };
    let languages = Language::ALL.map(|language| {
        let id = format!("language-{}", language.tag());
        let is_chosen = language == stands.language;
        let name = match language {
            Language::Da => words.in_danish,
            Language::En => words.in_english,
        };
        view! {
            <div class="tick">
                <input type="radio" id=id.clone() name="language" value=language.tag() checked=is_chosen />
                <label for=id>{name}</label>
            </div>
        }
    });
    let is_bad_list = of_field(&problems, "list").is_some();
    let is_bad_day = of_field(&problems, "on").is_some();
    view! {
        <form method="post" action=StaffPage::Subscribers.path(own) novalidate>
            <div class="field long">
                <label for="list">{words.list}</label>
                <p class="help" id="list-help">
                    {words.list_help}
                </p>
                <FieldProblem name="list" problems=problems.clone() />
                <TextArea
                    name="list"
                    value=stands.list
                    rows=10
                    described_by=described_by("list", is_bad_list)
                    invalid=is_bad_list
                />
            </div>
            <Field
                name="how"
                label=words.how
                help=words.how_help
                value=stands.how
                kind="text"
                autocomplete="off"
                problems=problems.clone()
            />
            <div class="field">
                <label for="on">{words.on}</label>
                <p class="help" id="on-help">
                    {words.on_help}
                </p>
                <FieldProblem name="on" problems=problems.clone() />
                <input
                    id="on"
                    name="on"
                    type="date"
                    value=stands.on
                    max=today
                    required
                    aria-describedby=described_by("on", is_bad_day)
                    aria-invalid=is_bad_day.then_some("true")
                />
            </div>
            <TopicTicks topics legend=words.import_topics problems />
            <fieldset class="ticks">
                <legend>{words.import_language}</legend>
                {languages.collect_view()}
            </fieldset>
            <div class="actions">
                <button class="button" name="act" value="import">
                    {words.import_button}
                </button>
            </div>
            <p class="promise">{words.import_promise}</p>
        </form>
    }
}
