//! The events of a month: weeks with their numbers, a cell for each day. On phones the days become a list of those on
//! which something is.

use domain::text::Language;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::components::{Icon, Shape, language};
use crate::texts::event_texts;

/// A month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthView {
    /// The month in words.
    pub title: String,
    /// The days of a week, Monday first: what each is called.
    weekdays: Vec<String>,
    weeks: Vec<WeekView>,
    /// Where the month before is, if there is one to look at.
    previous: Option<String>,
    /// Where the month after is, likewise.
    next: Option<String>,
    /// Where the month is that it is now; nothing for that month itself.
    now: Option<String>,
    is_empty: bool,
}

/// A week of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct WeekView {
    number: i8,
    days: Vec<DayView>,
}

/// A day of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct DayView {
    number: i8,
    /// The whole day in words.
    name: String,
    is_today: bool,
    /// It belongs to the month, and not to its neighbour.
    is_inside: bool,
    events: Vec<DayEvent>,
}

/// An event on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct DayEvent {
    title: String,
    written_in: Language,
    target: String,
    /// When it begins, or that it goes on from the day before.
    time: String,
    is_cancelled: bool,
}

/// The month as everybody sees it.
#[cfg(feature = "ssr")]
pub(super) fn compose(
    month: domain::event::Month,
    today: jiff::civil::Date,
    events: &[service::PublishedEvent],
    kind: Option<&str>,
    language: Language,
) -> MonthView {
    use domain::event::{Month, weekdays};
    use domain::text::{month_in_words, weekday_in_words};

    use crate::address::events_shown;

    let shown = |month: Month| events_shown(language, kind, Some(&month.to_string()));
    let now = Month::of(today).filter(|now| *now != month);
    let weeks: Vec<WeekView> = month
        .weeks()
        .into_iter()
        .map(|week| WeekView {
            number: week.number,
            days: week
                .days()
                .into_iter()
                .map(|day| self::day(day, month, today, events, language))
                .collect(),
        })
        .collect();
    let inside = weeks.iter().flat_map(|week| &week.days);
    let is_empty = inside
        .filter(|day| day.is_inside)
        .all(|day| day.events.is_empty());
    MonthView {
        title: month_in_words(month.first(), language),
        weekdays: weekdays()
            .into_iter()
            .map(|day| weekday_in_words(day, language).to_owned())
            .collect(),
        weeks,
        previous: month.previous().map(shown),
        next: month.next().map(shown),
        now: now.map(shown),
        is_empty,
    }
}

#[cfg(feature = "ssr")]
fn day(
    day: jiff::civil::Date,
    month: domain::event::Month,
    today: jiff::civil::Date,
    events: &[service::PublishedEvent],
    language: Language,
) -> DayView {
    use domain::event::{EventState, touches};
    use domain::text::{date_in_words, weekday_in_words};

    use crate::address::Page;

    let touching = events
        .iter()
        .filter(|one| touches(one.event.starts, one.event.ends, day));
    let event = |one: &service::PublishedEvent| {
        let (text, written_in) = one.event.text(language);
        let (hour, minute) = (one.event.starts.hour(), one.event.starts.minute());
        let time = match language {
            _ if one.event.starts.date() < day => event_texts(language).goes_on.to_owned(),
            Language::Da => format!("{hour:02}.{minute:02}"),
            Language::En => format!("{hour:02}:{minute:02}"),
        };
        DayEvent {
            title: text.title.as_str().to_owned(),
            written_in,
            target: Page::Event(one.id).path(language),
            time,
            is_cancelled: one.state == EventState::Cancelled,
        }
    };
    let weekday = weekday_in_words(day.weekday(), language);
    DayView {
        number: day.day(),
        name: match language {
            Language::Da => format!("{weekday} den {}", date_in_words(day, language)),
            Language::En => format!("{weekday}, {}", date_in_words(day, language)),
        },
        is_today: day == today,
        is_inside: month.has(day),
        events: touching.map(event).collect(),
    }
}

/// The month.
#[component]
pub(super) fn MonthGrid(
    /// What stands in it.
    month: MonthView,
) -> impl IntoView {
    let texts = event_texts(language());
    let step = |target: Option<String>, name: &'static str| {
        target.map(|target| {
            view! {
                <a href=target rel="nofollow">
                    {name}
                </a>
            }
        })
    };
    let headings = month.weekdays.into_iter().map(|day| {
        view! { <th scope="col">{day}</th> }
    });
    let empty = month.is_empty.then(|| {
        view! {
            <div class="empty">
                <Icon shape=Shape::Clock />
                <h2>{texts.no_events_in_month}</h2>
                <p>{texts.no_events_in_month_help}</p>
            </div>
        }
    });
    let weeks = month
        .weeks
        .into_iter()
        .map(|week| view! { <WeekRow week /> });
    view! {
        {empty}
        <nav class="actions" aria-label=texts.by_month>
            {step(month.previous, texts.previous_month)} {step(month.now, texts.this_month)}
            {step(month.next, texts.next_month)}
        </nav>
        <table class="month wide">
            <caption>{month.title}</caption>
            <thead>
                <tr>
                    <th scope="col">{texts.week}</th>
                    {headings.collect_view()}
                </tr>
            </thead>
            <tbody>{weeks.collect_view()}</tbody>
        </table>
    }
}

#[component]
fn WeekRow(week: WeekView) -> impl IntoView {
    let texts = event_texts(language());
    let mut inside = week.days.iter().filter(|day| day.is_inside);
    let is_empty = inside.all(|day| day.events.is_empty());
    let days = week.days.into_iter().map(|day| view! { <DayCell day /> });
    view! {
        <tr class:nothing=is_empty>
            <th scope="row">
                <span class="week">{texts.week} " "</span>
                {week.number}
            </th>
            {days.collect_view()}
        </tr>
    }
}

#[component]
fn DayCell(day: DayView) -> impl IntoView {
    let texts = event_texts(language());
    let today = day.is_today.then(|| {
        view! { <span class="today">{texts.today}</span> }
    });
    let nothing = day.events.is_empty();
    let events = day.events.into_iter().map(|event| {
        let cancelled = event.is_cancelled.then(|| {
            view! { <span class="cancelled">{texts.cancelled}</span> }
        });
        view! {
            <li>
                <span class="soft">{event.time}</span>
                " "
                <a href=event.target lang=event.written_in.tag()>
                    {event.title}
                </a>
                " "
                {cancelled}
            </li>
        }
    });
    let list = (!nothing).then(|| view! { <ul role="list">{events.collect_view()}</ul> });
    view! {
        <td class:nothing=nothing class:outside=!day.is_inside aria-current=day.is_today.then_some("date")>
            <span class="number" aria-hidden="true">
                {day.number}
            </span>
            <span class="name">{day.name}</span>
            " "
            {today}
            {list}
        </td>
    }
}
