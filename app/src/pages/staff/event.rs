//! One event: written, shown to everybody, cancelled, and who comes.

use domain::problem::Problem;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::StaffRefused;
use super::event_dates::{DateRow, Dates};
use super::event_kinds::{KindChoice, KindField};
use super::event_repeat::Repeat;
use super::field::{Summary, typed};
use super::pager::Back;
use super::participants::{Participants, ParticipantsView};
use super::words::Words;
use crate::address::StaffPage;
use crate::components::{Field, FieldProblem, PageTitle, described_by, language, of_field};
use crate::texts::{staff_event_picture_texts, staff_event_texts};

/// An event, for those who hold it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffEventView {
    /// Its id; none for one that is not saved yet.
    pub id: Option<String>,
    /// What it holds.
    pub text: EventFields,
    /// The register has a purpose for answers to voluntary questions.
    pub asks: bool,
    /// How far it has come.
    pub stage: EventStage,
    /// Where everybody sees it; nothing for a draft.
    pub target: Option<String>,
    /// Who comes.
    pub participants: ParticipantsView,
    /// The kinds to choose from.
    pub kinds: Vec<KindChoice>,
    /// Every date of an event that comes again; nothing for one that does not.
    pub dates: Vec<DateRow>,
    /// A date comes after this one.
    pub has_later: bool,
}

/// The fields of the form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventFields {
    /// The name in Danish.
    pub title: String,
    /// The words in Danish.
    pub words: String,
    /// The name in English.
    pub english_title: String,
    /// The words in English.
    pub english_words: String,
    /// Where it is.
    pub place: String,
    /// When it begins, for a field.
    pub starts: String,
    /// When it ends, for a field.
    pub ends: String,
    /// From when on people can sign up, for a field.
    pub opens: String,
    /// Until when, for a field.
    pub closes: String,
    /// How many seats.
    pub capacity: String,
    /// How many companions each may bring.
    pub companions: String,
    /// Voluntary questions in Danish, one a line.
    pub questions: String,
    /// The same in English.
    pub english_questions: String,
    /// What addresses call its kind, or nothing.
    pub kind: String,
    /// People are reminded of it.
    pub reminds: bool,
    /// People are thanked afterwards.
    pub thanks: bool,
    /// The company whose room on the web it is in.
    pub company: String,
    /// That company's country.
    pub country: String,
    /// The page where it says how it handles data.
    pub privacy: String,
    /// The link to the room.
    pub room: String,
}

/// How far an event has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EventStage {
    /// Only those who hold it see it.
    Draft,
    /// Everybody sees it.
    Published,
    /// It is cancelled, or over.
    Closed,
}

/// The page.
#[component]
pub(super) fn Event(event: StaffEventView, refused: Option<StaffRefused>) -> impl IntoView {
    let language = language();
    let words = staff_event_texts(language);
    let is_saved = event.id.is_some();
    let title = if is_saved {
        event.text.title.clone()
    } else {
        words.new_title.to_owned()
    };
    let content = if event.stage == EventStage::Closed {
        view! { <p class="lead">{words.over}</p> }.into_any()
    } else {
        view! { <Editor event=event.clone() refused=refused.clone() /> }.into_any()
    };
    let see = event.target.clone().map(|target| {
        view! {
            <p>
                <a href=target rel="external">
                    {words.see}
                </a>
            </p>
        }
    });
    let participants = event.id.clone().map(|id| {
        let refused = refused.clone();
        view! { <Participants id people=event.participants refused /> }
    });
    let dates = event.dates.clone();
    let picture = event.id.clone().map(|id| {
        let target = format!("{}/{id}", StaffPage::EventPicture.path(language));
        view! {
            <p>
                <a href=target rel="external">
                    {staff_event_picture_texts(language).picture}
                </a>
            </p>
        }
    });
    view! {
        <PageTitle text=title.clone() />
        <Summary refused />
        <Back target=StaffPage::Events.path(language) name=words.to_list />
        <h1>{title}</h1>
        {see}
        {picture}
        {content}
        <Dates dates />
        {participants}
    }
}

#[component]
fn Editor(event: StaffEventView, refused: Option<StaffRefused>) -> impl IntoView {
    let language = language();
    let words = staff_event_texts(language);
    let action = match &event.id {
        Some(id) => format!("{}/{id}", StaffPage::Event.path(language)),
        None => StaffPage::NewEvent.path(language).to_owned(),
    };
    // The other forms of the page have fields of their own.
    let of_others = |act: &str| matches!(act, "enter" | "door");
    let refused = refused.filter(|refused| !of_others(&typed(Some(refused), "act")));
    let text = refused
        .as_ref()
        .map_or_else(|| event.text.clone(), typed_fields);
    let moves = refused
        .as_ref()
        .filter(|refused| refused.problem == Problem::EventHasPeople)
        .map(|_| view! { <Move people=event.participants.count() /> });
    let save = if moves.is_some() {
        "button quiet"
    } else {
        "button"
    };
    let problems: Vec<Problem> = refused.iter().map(|refused| refused.problem).collect();
    let english_is_open = [
        &text.english_title,
        &text.english_words,
        &text.english_questions,
    ]
    .into_iter()
    .any(|text| !text.is_empty());
    let webinar_is_open = [&text.company, &text.country, &text.privacy, &text.room]
        .iter()
        .any(|field| !field.is_empty());
    let line = |name, label, help, value, optional| {
        let problems = problems.clone();
        view! {
            <Field name label help value kind="text" autocomplete="off" optional problems />
        }
    };
    let asks = event.asks;
    let promise = match event.stage {
        EventStage::Published => words.save_published,
        EventStage::Draft | EventStage::Closed => words.save_draft,
    };
    let steps = event
        .id
        .as_ref()
        .map(|_| view! { <Steps stage=event.stage has_later=event.has_later /> });
    let repeat = event
        .id
        .is_none()
        .then(|| view! { <Repeat refused=refused.clone() /> });
    let save_later = event.has_later.then(|| {
        view! {
            <button class="button quiet" name="act" value="save-later">
                {words.save_later}
            </button>
        }
    });
    let save_later_help = event.has_later.then(|| {
        view! { <p class="promise">{words.save_later_help}</p> }
    });
    view! {
        <form method="post" action=action novalidate>
            {line("title", words.title, words.title_help, text.title, false)}
            <Words
                name="words"
                label=words.words
                help=words.words_help
                value=text.words
                problems=problems.clone()
                rows=10
            />
            {line("place", words.place, words.place_help, text.place, false)}
            <details class="why" open=webinar_is_open>
                <summary>{words.webinar}</summary>
                <p>{words.webinar_help}</p>
                {line("company", words.company, words.company_help, text.company, true)}
                {line("country", words.country, words.country_help, text.country, true)}
                {line("privacy", words.privacy, words.privacy_help, text.privacy, true)}
                {line("room", words.room, words.room_help, text.room, true)}
            </details>
            <Moment
                name="starts"
                label=words.starts
                help=words.starts_help
                value=text.starts
                problems=problems.clone()
            />
            <Moment
                name="ends"
                label=words.ends
                help=words.ends_help
                value=text.ends
                problems=problems.clone()
            />
            <Moment
                name="opens"
                label=words.opens
                help=words.opens_help
                value=text.opens
                problems=problems.clone()
                optional=true
            />
            <Moment
                name="closes"
                label=words.closes
                help=words.closes_help
                value=text.closes
                problems=problems.clone()
                optional=true
            />
            {line("capacity", words.capacity, words.capacity_help, text.capacity, true)}
            {line("companions", words.companions, words.companions_help, text.companions, true)}
            {asks.then(|| {
                view! {
                    <Words
                        name="questions"
                        label=words.questions
                        help=words.questions_help
                        value=text.questions
                        problems=problems.clone()
                        rows=3
                        optional=true
                    />
                }
            })}
            <KindField kinds=event.kinds value=text.kind problems=problems.clone() />
            {repeat}
            <details class="why" open=english_is_open>
                <summary>{words.english}</summary>
                {line("english_title", words.english_title, words.english_help, text.english_title, true)}
                <Words
                    name="english_words"
                    label=words.english_words
                    help=words.english_words_help
                    value=text.english_words
                    problems=problems.clone()
                    rows=10
                    optional=true
                />
                {asks.then(|| {
                    view! {
                        <Words
                            name="english_questions"
                            label=words.english_questions
                            help=words.english_questions_help
                            value=text.english_questions
                            problems=problems.clone()
                            rows=3
                            optional=true
                        />
                    }
                })}
            </details>
            <fieldset class="ticks">
                <legend>{words.mails}</legend>
                <Tick
                    name="reminds"
                    label=words.reminds
                    help=words.reminds_help
                    ticked=text.reminds
                />
                <Tick name="thanks" label=words.thanks help=words.thanks_help ticked=text.thanks />
            </fieldset>
            {moves}
            <div class="actions">
                <button class=save name="act" value="save">
                    {words.save}
                </button>
                {save_later}
            </div>
            <p class="promise">{promise}</p>
            {save_later_help}
            {steps}
        </form>
    }
}

/// What was typed in a form that was refused.
fn typed_fields(refused: &StaffRefused) -> EventFields {
    let typed = |name| typed(Some(refused), name);
    EventFields {
        title: typed("title"),
        words: typed("words"),
        english_title: typed("english_title"),
        english_words: typed("english_words"),
        place: typed("place"),
        starts: typed("starts"),
        ends: typed("ends"),
        opens: typed("opens"),
        closes: typed("closes"),
        capacity: typed("capacity"),
        companions: typed("companions"),
        questions: typed("questions"),
        english_questions: typed("english_questions"),
        kind: typed("kind"),
        reminds: !typed("reminds").is_empty(),
        thanks: !typed("thanks").is_empty(),
        company: typed("company"),
        country: typed("country"),
        privacy: typed("privacy"),
        room: typed("room"),
    }
}

#[component]
fn Moment(
    name: &'static str,
    label: &'static str,
    help: &'static str,
    value: String,
    problems: Vec<Problem>,
    #[prop(optional)] optional: bool,
) -> impl IntoView {
    let invalid = of_field(&problems, name).is_some();
    view! {
        <div class="field">
            <label for=name>{label}</label>
            <p class="help" id=format!("{name}-help")>
                {help}
            </p>
            <FieldProblem name problems />
            <input
                id=name
                name=name
                type="datetime-local"
                value=value
                required=!optional
                aria-describedby=described_by(name, invalid)
                aria-invalid=invalid.then_some("true")
            />
        </div>
    }
}

#[component]
fn Tick(
    name: &'static str,
    label: &'static str,
    help: &'static str,
    ticked: bool,
) -> impl IntoView {
    view! {
        <div class="tick">
            <input type="checkbox" id=name name=name value="yes" checked=ticked />
            <label for=name>
                <strong>{label}</strong>
                <span>{help}</span>
            </label>
        </div>
    }
}

/// The second step of moving an event: it says how many are told.
#[component]
fn Move(people: usize) -> impl IntoView {
    let words = staff_event_texts(language());
    let name = match people {
        1 => words.move_one.to_owned(),
        people => words.move_some.replace("{count}", &people.to_string()),
    };
    view! {
        <div class="actions">
            <button class="button" name="act" value="move">
                {name}
            </button>
        </div>
    }
}

/// What everybody meets takes two steps: unfolding, and pressing.
#[component]
fn Steps(stage: EventStage, has_later: bool) -> impl IntoView {
    let words = staff_event_texts(language());
    let later = |act, sure| has_later.then_some((act, sure));
    match stage {
        EventStage::Draft => view! {
            <Step
                name=words.publish
                help=words.publish_help
                sure=words.publish_sure
                act="publish"
                class="button"
                later=later("publish-later", words.publish_later)
            />
            <Step
                name=words.delete
                help=words.delete_help
                sure=words.delete_sure
                act="delete"
                class="button ending"
                later=later("delete-later", words.delete_later)
            />
        }
        .into_any(),
        EventStage::Published => view! {
            <Step
                name=words.cancel
                help=words.cancel_help
                sure=words.cancel_sure
                act="cancel"
                class="button ending"
                later=later("cancel-later", words.cancel_later)
            />
        }
        .into_any(),
        EventStage::Closed => ().into_any(),
    }
}

#[component]
fn Step(
    name: &'static str,
    help: &'static str,
    sure: &'static str,
    act: &'static str,
    class: &'static str,
    /// The same for this date and those after it, and what that is called.
    later: Option<(&'static str, &'static str)>,
) -> impl IntoView {
    let later = later.map(|(act, sure)| {
        view! {
            <button class=class name="act" value=act>
                {sure}
            </button>
        }
    });
    view! {
        <details class="why screen-only">
            <summary>{name}</summary>
            <p>{help}</p>
            <div class="actions">
                <button class=class name="act" value=act>
                    {sure}
                </button>
                {later}
            </div>
        </details>
    }
}
