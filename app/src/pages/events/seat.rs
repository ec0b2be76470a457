//! The page of somebody who signed up: how they stand, until when they are kept, and the way out.

use domain::problem::Problem;
use domain::text::Language;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::pieces::{Calendar, Done, EventFacts, Facts, Spent, ToEvents, token};
use super::questions::{Questions, QuestionsView};
use super::room::{Entering, OpenRoom, Room, RoomView};
use crate::address::{Mailed, Page, calendar_name};
use crate::components::{Fact, Icon, Loaded, PageTitle, ProblemSummary, Shape, language};
use crate::json::Json;
use crate::texts::event_texts;
use crate::token::Token;
use crate::told::Told;

/// What the link leads to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SeatShown {
    /// Somebody's sign-up.
    Open(Box<SeatView>),
    /// Nothing, or nothing any more.
    Spent,
}

/// What the page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeatView {
    facts: EventFacts,
    name: String,
    /// Who comes along, in a line; nothing for nobody.
    with: String,
    /// What they say at the door.
    code: String,
    /// Whether they have a seat.
    is_seated: bool,
    /// How they stand, in words.
    stands: String,
    is_offered: bool,
    promise: String,
    /// The voluntary questions, where there are some.
    questions: Option<QuestionsView>,
    /// What is answered to each, or nothing.
    given: Vec<String>,
    /// What was answered to questions that are not asked any more.
    before: Vec<(String, String)>,
    /// What is promised later, and from when on, in words.
    later: Option<String>,
    /// Their own file for calendars, which says only when it is.
    is_silent: bool,
    /// The room, where it is a webinar.
    room: Option<RoomView>,
    /// What was given of them to others, a sentence each.
    disclosed: Vec<String>,
}

/// What the forms on this page just did.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum SeatTold {
    /// The seat that was offered is theirs.
    Accepted,
    /// They gave up their seat, or had before.
    Left,
    /// Their answers are stored.
    Answered,
    /// What they had answered is deleted.
    TookBack,
    /// Their answers were refused: why, and what was typed.
    RefusedAnswers(Problem, Vec<String>),
    /// They asked for the way into the room.
    Entering(OpenRoom),
    /// Neither could be done.
    Refused(Problem),
}

/// What the link with this token leads to.
#[server(prefix = "/fn", endpoint = "seat", output = Json)]
pub async fn load_seat(language: Language, token: String) -> Result<SeatShown, Told> {
    let visit = crate::visit::required()?;
    let page = match super::compose::link(&token) {
        Ok(token) => visit.service.seat_page(&token, language).await,
        Err(problem) => Err(problem),
    };
    match page {
        Ok(page) => Ok(SeatShown::Open(Box::new(compose(&visit, language, page)))),
        Err(Problem::SpentLink) => Ok(SeatShown::Spent),
        Err(problem) => Err(crate::told::refuse(problem)),
    }
}

#[cfg(feature = "ssr")]
fn compose(visit: &crate::visit::Visit, language: Language, page: service::SeatPage) -> SeatView {
    use domain::text::moment_in_words;
    use service::{SeatStands, SignUpStands};

    let texts = event_texts(language);
    let stands = match (page.event.stands, page.stands) {
        (SignUpStands::Cancelled, _) => texts.seat_cancelled.to_owned(),
        (_, SeatStands::Seated) => texts.seated.to_owned(),
        (SignUpStands::Begun, _) => texts.seat_over.to_owned(),
        (_, SeatStands::Waiting { before: 0 }) => texts.waiting_first.to_owned(),
        (_, SeatStands::Waiting { before: 1 }) => texts.waiting_one.to_owned(),
        (_, SeatStands::Waiting { before }) => {
            texts.waiting.replace("{count}", &before.to_string())
        }
        (_, SeatStands::Offered { until }) => {
            let time = moment_in_words(visit.service.local(until), language);
            texts.offered.replace("{time}", &time)
        }
    };
    let is_on = !matches!(
        page.event.stands,
        SignUpStands::Begun | SignUpStands::Cancelled
    );
    let room = super::room::compose(&page, language);
    let answers = page.answers;
    let (given, before) = answers
        .as_ref()
        .map(|answers| (answers.given.clone(), answers.before.clone()))
        .unwrap_or_default();
    let before = before.into_iter();
    SeatView {
        questions: answers
            .and_then(|answers| answers.asked)
            .map(|(wording, hash)| QuestionsView::of(wording, hash)),
        given,
        before: before
            .map(|answer| (answer.question, answer.answer.as_str().to_owned()))
            .collect(),
        is_offered: is_on && matches!(page.stands, SeatStands::Offered { .. }),
        is_silent: page.is_silent,
        room,
        disclosed: page
            .disclosures
            .iter()
            .map(|disclosure| super::room::given(&visit.service, disclosure, language))
            .collect(),
        facts: super::compose::facts(&page.event, language),
        name: page.name,
        with: page.companions.join(", "),
        code: page.code,
        is_seated: page.stands == SeatStands::Seated,
        stands,
        promise: page.promise.in_words(language),
        later: page.later.map(|(from, promise)| {
            let from = moment_in_words(from, language);
            let says = texts.promise_later.replace("{time}", &from);
            format!("{says} {}", promise.in_words(language))
        }),
    }
}

/// The page.
#[component]
pub fn SeatPage() -> impl IntoView {
    let language = language();
    let told = SharedValue::new(use_context::<SeatTold>).into_inner();
    let Some(token) = token() else {
        return view! { <Spent /> }.into_any();
    };
    if told == Some(SeatTold::Left) {
        return view! { <Left /> }.into_any();
    }
    let data = Resource::new(|| (), move |()| load_seat(language, token.to_text()));
    let view = move |shown| match shown {
        SeatShown::Open(seat) => view! { <Shown token seat=*seat told=told.clone() /> }.into_any(),
        SeatShown::Spent => view! { <Spent /> }.into_any(),
    };
    view! {
        <PageTitle text=event_texts(language).seat_title />
        <Loaded data view />
    }
    .into_any()
}

#[component]
fn Shown(token: Token, seat: SeatView, told: Option<SeatTold>) -> impl IntoView {
    let language = language();
    let texts = event_texts(language);
    let typed = match &told {
        Some(SeatTold::RefusedAnswers(problem, typed)) => Some((*problem, typed.clone())),
        _ => None,
    };
    let told = match told {
        Some(SeatTold::Answered) => view! { <Done text=texts.answered /> }.into_any(),
        Some(SeatTold::TookBack) => view! { <Done text=texts.took_back /> }.into_any(),
        Some(SeatTold::RefusedAnswers(problem, _)) => {
            view! { <ProblemSummary problem field=problem.field() /> }.into_any()
        }
        Some(SeatTold::Accepted) => view! { <Done text=texts.accepted /> }.into_any(),
        Some(SeatTold::Refused(problem)) => {
            view! { <ProblemSummary problem field=None /> }.into_any()
        }
        Some(SeatTold::Entering(open)) => seat
            .room
            .clone()
            .map(|room| view! { <Entering room open /> })
            .into_any(),
        Some(SeatTold::Left) | None => ().into_any(),
    };
    let has_answered =
        !seat.before.is_empty() || seat.given.iter().any(|answer| !answer.is_empty());
    let answers = (seat.questions.is_some() || has_answered).then(|| {
        let (asked, given, before) = (seat.questions, seat.given, seat.before);
        view! { <OwnAnswers token asked given before typed /> }
    });
    let offer = seat.is_offered.then(|| view! { <Offer token /> });
    let room = seat.room.map(|room| view! { <Room token room /> });
    let disclosed = (!seat.disclosed.is_empty()).then(|| {
        let items = seat.disclosed.into_iter();
        let items = items.map(|disclosed| view! { <li>{disclosed}</li> });
        view! {
            <h2>{texts.given}</h2>
            <ul>{items.collect_view()}</ul>
        }
    });
    let facts = seat.facts;
    let calendar = if seat.is_silent {
        let page = Page::Mailed(Mailed::Seat, token).path(language);
        format!("{page}/{}", calendar_name(language))
    } else {
        facts.calendar.clone()
    };
    view! {
        {told}
        <h1>{texts.seat_title}</h1>
        <p class="lead">{seat.stands}</p>
        {offer}
        <h2 lang=facts.written_in.tag()>
            <a href=facts.target.clone()>{facts.title.clone()}</a>
        </h2>
        <Facts facts=facts.clone()>
            <Fact label=texts.signed_up_as value=seat.name />
            {(!seat.with.is_empty()).then(|| view! { <Fact label=texts.with value=seat.with /> })}
            {seat.is_seated.then(|| view! { <Fact label=texts.door_code value=seat.code /> })}
        </Facts>
        <Calendar target=calendar />
        {seat.is_silent.then(|| view! { <p class="soft">{texts.silent}</p> })}
        {room}
        {disclosed}
        <p class="promise">{seat.promise}</p>
        {seat.later.map(|later| view! { <p class="promise">{later}</p> })}
        {answers}
        <Receipts token has_answered />
        <Leave token />
    }
}

#[component]
fn Offer(token: Token) -> impl IntoView {
    let language = language();
    let texts = event_texts(language);
    view! {
        <form class="screen-only" method="post" action=Page::Mailed(Mailed::Seat, token).path(language)>
            <p>{texts.offered_help}</p>
            <div class="actions">
                <button class="button" name="act" value="accept">
                    {texts.accept}
                </button>
            </div>
        </form>
    }
}

/// What they answered, to be changed or taken back.
#[component]
fn OwnAnswers(
    token: Token,
    /// The questions; none where nothing is asked any more.
    asked: Option<QuestionsView>,
    given: Vec<String>,
    before: Vec<(String, String)>,
    /// What was typed and refused.
    typed: Option<(Problem, Vec<String>)>,
) -> impl IntoView {
    let language = language();
    let texts = event_texts(language);
    let action = Page::Mailed(Mailed::Seat, token).path(language);
    let has_answered = !before.is_empty() || given.iter().any(|answer| !answer.is_empty());
    let problems = typed.iter().map(|(problem, _)| *problem).collect();
    let given = typed.map_or(given, |(_, typed)| typed);
    let before = (!before.is_empty()).then(|| view! { <NotAskedAnyMore answers=before /> });
    let back = has_answered.then(|| {
        let action = action.clone();
        view! {
            <form method="post" action=action>
                <p>{texts.take_back_help}</p>
                <div class="actions">
                    <button class="button quiet" name="act" value="take-back">
                        {texts.take_back}
                    </button>
                </div>
            </form>
        }
    });
    let form = asked.map(|asked| {
        view! {
            <form method="post" action=action novalidate>
                <Questions asked given problems />
                <div class="actions">
                    <button class="button" name="act" value="answer">
                        {texts.save_answers}
                    </button>
                </div>
            </form>
        }
    });
    view! {
        <section class="screen-only">
            <h2>{texts.own_answers}</h2>
            {before}
            {form}
            {back}
        </section>
    }
}

/// Proof of what stands, as files.
#[component]
fn Receipts(token: Token, has_answered: bool) -> impl IntoView {
    let language = language();
    let texts = event_texts(language);
    let answers = has_answered.then(|| {
        view! {
            <button class="button quiet" name="act" value="answers-receipt">
                {texts.answers_receipt}
            </button>
        }
    });
    view! {
        <form class="screen-only" method="post" action=Page::Mailed(Mailed::Seat, token).path(language)>
            <details class="why">
                <summary>{texts.receipts}</summary>
                <p>{texts.receipts_help}</p>
                <div class="actions">
                    <button class="button quiet" name="act" value="receipt">
                        {texts.seat_receipt}
                    </button>
                    {answers}
                </div>
            </details>
        </form>
    }
}

#[component]
fn NotAskedAnyMore(answers: Vec<(String, String)>) -> impl IntoView {
    let rows = answers.into_iter().map(|(question, answer)| {
        view! {
            <div>
                <dt>{question}</dt>
                <dd>{answer}</dd>
            </div>
        }
    });
    view! { <dl class="facts">{rows.collect_view()}</dl> }
}

/// Leaving takes two steps: unfolding, and pressing.
#[component]
fn Leave(token: Token) -> impl IntoView {
    let language = language();
    let texts = event_texts(language);
    view! {
        <form class="screen-only" method="post" action=Page::Mailed(Mailed::Seat, token).path(language)>
            <details class="why">
                <summary>{texts.leave}</summary>
                <p>{texts.leave_help}</p>
                <div class="actions">
                    <button class="button ending" name="act" value="leave">
                        {texts.leave_sure}
                    </button>
                </div>
            </details>
        </form>
    }
}

#[component]
fn Left() -> impl IntoView {
    let texts = event_texts(language());
    view! {
        <PageTitle text=texts.left_title />
        <h1>{texts.left_title}</h1>
        <div class="message good" role="status">
            <Icon shape=Shape::Check />
            <p>{texts.left_text}</p>
        </div>
        <ToEvents />
    }
}
