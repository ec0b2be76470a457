//! One event, and the form to sign up: what is kept and until which day stands beside the button.

use domain::problem::Problem;
use domain::register::Key;
use domain::text::Language;
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use serde::{Deserialize, Serialize};

use super::dates::{DateLink, OtherDates};
use super::newsletter_box::{NewsletterAsked, NewsletterBox};
use super::pieces::{Calendar, EventFacts, Facts, SignUpOpen, ToEvents};
use super::questions::{Questions, QuestionsView};
use crate::components::{
    Companions, Fact, Field, Icon, Loaded, PageTitle, Picture, PictureView, ProblemList, Shape,
    language,
};
use crate::json::Json;
use crate::texts::event_texts;
use crate::told::Told;

/// The names of the form's fields, in their order.
const FIELDS: &[&str] = &["name", "email", "phone", "companion", "own_answer", "topic"];

/// What the page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventView {
    facts: EventFacts,
    /// Made from Markdown by us; nothing that was typed as HTML is left.
    html: String,
    /// How many companions each may bring.
    companions: u8,
    promise: String,
    who_gets_it: String,
    /// The voluntary questions, where there are some.
    questions: Option<QuestionsView>,
    /// The newsletter's box, where the organisation has one.
    newsletter: Option<NewsletterAsked>,
    section: String,
    came: Option<String>,
    dates: Vec<DateLink>,
    picture: Option<PictureView>,
    /// For search engines: JSON-LD, safe inside a script element.
    structured: String,
    /// Whose room it is in, where it is a webinar.
    webinar: Option<String>,
}

/// What the form sends. Its `Debug` is silent.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeatForm {
    /// The person's name.
    pub name: String,
    /// Where to write to them.
    pub email: String,
    /// A telephone number, or nothing.
    pub phone: String,
    /// The names of those who come along.
    pub companions: Vec<String>,
    /// What was answered to the voluntary questions.
    pub answers: Vec<String>,
    /// The hash of the words above them.
    pub answers_wording: String,
    /// The newsletter's topics that were ticked.
    pub topics: Vec<Key>,
    /// The hash of the words in the newsletter's box.
    pub wording: String,
}

impl std::fmt::Debug for SeatForm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SeatForm(…)")
    }
}

/// A sign-up that was refused: why, and what was typed, so that nothing is lost.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusedSeat {
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// What was typed.
    pub form: SeatForm,
}

/// The event with this id.
#[server(prefix = "/fn", endpoint = "event", output = Json)]
pub async fn load_event(language: Language, id: String) -> Result<EventView, Told> {
    let visit = crate::visit::required()?;
    let origin = crate::visit::origin()?;
    let composed = compose(&visit, &origin, language, &id).await;
    composed.map_err(crate::told::refuse)
}

#[cfg(feature = "ssr")]
async fn compose(
    visit: &crate::visit::Visit,
    origin: &str,
    language: Language,
    id: &str,
) -> Result<EventView, Problem> {
    use crate::contact::{section, who_gets_it};

    let id = uuid::Uuid::parse_str(id).map_err(|_| Problem::NotFound)?;
    let event = visit.service.public_event(&id).await?;
    let dates = visit.service.other_dates(&event).await?;
    let picture = visit.service.event_picture(&id).await?;
    let register = visit.service.register();
    let seats = register.seats().ok_or(Problem::NotFound)?;
    let came = |came: u64| {
        let texts = event_texts(language);
        texts.came.replace("{count}", &came.to_string())
    };
    Ok(EventView {
        facts: super::compose::facts(&event, language),
        companions: event.event.companions,
        html: super::compose::words(&event, language),
        promise: event.promise.in_words(language),
        questions: visit
            .service
            .event_questions(&id, language)
            .await?
            .map(|(wording, hash)| QuestionsView::of(wording, hash)),
        newsletter: newsletter(visit, language),
        who_gets_it: who_gets_it(register, seats.purpose, language),
        section: section(seats.purpose, language),
        came: event.came.map(came),
        dates: super::dates::links(&dates, language),
        webinar: event.event.webinar.as_ref().map(|webinar| {
            let country = domain::country::name(&webinar.country, language);
            event_texts(language)
                .webinar
                .replace("{company}", webinar.company.as_str())
                .replace("{country}", country)
        }),
        structured: super::structured::compose(
            &visit.service,
            origin,
            &event,
            picture.as_ref(),
            language,
        ),
        picture: picture.map(|picture| PictureView::of(&picture, language)),
    })
}

#[cfg(feature = "ssr")]
fn newsletter(visit: &crate::visit::Visit, language: Language) -> Option<NewsletterAsked> {
    let (wording, hash) = visit.service.wording_beside_event(language).ok()?;
    let hash = hash.to_string();
    Some(NewsletterAsked { wording, hash })
}

/// The page.
#[component]
pub fn EventPage() -> impl IntoView {
    let language = language();
    let refused = SharedValue::new(use_context::<RefusedSeat>).into_inner();
    let params = use_params_map();
    let id = move || params.read().get("event").unwrap_or_default();
    let data = Resource::new(id, move |id| load_event(language, id));
    let view = move |event| view! { <Content event refused=refused.clone() /> }.into_any();
    view! {
        <Loaded data view />
        <ToEvents />
    }
}

#[component]
fn Content(event: EventView, refused: Option<RefusedSeat>) -> impl IntoView {
    let texts = event_texts(language());
    let facts = event.facts.clone();
    let problems = refused.as_ref().map(|refused| refused.problems.clone());
    let cancelled = (facts.open == SignUpOpen::Cancelled).then(|| {
        view! {
            <div class="message warning">
                <Icon shape=Shape::Warning />
                <p>{texts.cancelled}</p>
            </div>
        }
    });
    let form = match facts.open {
        SignUpOpen::Seat | SignUpOpen::Line => {
            view! { <SignUp event=event.clone() refused /> }.into_any()
        }
        SignUpOpen::Closed | SignUpOpen::Cancelled => ().into_any(),
    };
    view! {
        <PageTitle text=facts.title.clone() />
        <ProblemList problems=problems.unwrap_or_default() fields=FIELDS />
        <article>
            <h1 lang=facts.written_in.tag()>{facts.title.clone()}</h1>
            {cancelled}
            <Facts facts=facts.clone()>
                <Fact label=texts.seats value=facts.stands.clone() />
            </Facts>
            {event.picture.map(|picture| view! { <Picture picture /> })}
            <div class="issue" lang=facts.written_in.tag() inner_html=event.html></div>
            {event
                .webinar
                .map(|webinar| view! { <p>{webinar} " " {texts.webinar_gate}</p> })}
            <p class="soft">{event.came}</p>
            <Calendar target=facts.calendar />
        </article>
        {form}
        <OtherDates dates=event.dates />
        <script type="application/ld+json" nonce=use_nonce() inner_html=event.structured></script>
    }
}

#[component]
fn SignUp(event: EventView, refused: Option<RefusedSeat>) -> impl IntoView {
    let texts = event_texts(language());
    let (problems, typed) = refused
        .map(|refused| (refused.problems, refused.form))
        .unwrap_or_default();
    let questions = event.questions.map(|asked| {
        view! { <Questions asked given=typed.answers problems=problems.clone() /> }
    });
    let newsletter = event.newsletter.map(|asked| {
        view! { <NewsletterBox asked ticked=typed.topics problems=problems.clone() /> }
    });
    let (text, button) = match event.facts.open {
        SignUpOpen::Line => (texts.line_text, texts.take_place),
        _ => (texts.sign_up_text, texts.take_seat),
    };
    view! {
        <section class="screen-only">
            <h2>{texts.sign_up}</h2>
            <p>{text}</p>
            // Errors are told by the page, in its own language.
            <form method="post" action=event.facts.target novalidate>
                <Field
                    name="name"
                    label=texts.name
                    help=texts.name_help
                    value=typed.name
                    kind="text"
                    autocomplete="name"
                    problems=problems.clone()
                />
                <Field
                    name="email"
                    label=texts.email
                    help=texts.email_help
                    value=typed.email
                    kind="email"
                    autocomplete="email"
                    problems=problems.clone()
                />
                <Field
                    name="phone"
                    label=texts.phone
                    help=texts.phone_help
                    value=typed.phone
                    kind="tel"
                    autocomplete="tel"
                    optional=true
                    problems=problems.clone()
                />
                <Companions
                    most=event.companions
                    typed=typed.companions
                    problems=problems.clone()
                />
                {questions}
                {newsletter}
                <div class="actions">
                    <button class="button">{button}</button>
                </div>
                <p class="promise">
                    {texts.only_for_seat} " " {event.who_gets_it} " " {event.promise}
                </p>
                <p class="promise">
                    // Loaded in full: only then does the browser open the fold-out that the link leads into.
                    <a href=event.section rel="external">
                        {texts.read_more}
                    </a>
                </p>
            </form>
        </section>
    }
}
