//! Who comes to an event, as those see it who hold it: the list, a sign-up for somebody who called, and giving up a seat
//! for somebody who asked for that.

use domain::problem::Problem;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::StaffRefused;
use super::door::{DoorForm, StoppingCases};
use super::field::{of_act, typed};
use crate::address::StaffPage;
use crate::components::{Companions, Field, language};
use crate::texts::{staff_case_texts, staff_event_texts};

/// Who comes to an event.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParticipantsView {
    /// Everybody, in the order of signing up.
    pub people: Vec<PersonRow>,
    /// Those whose data is only kept.
    pub stopped: Vec<StoppedRow>,
    /// What they answered to each question, without who answered what.
    pub answers: Vec<(String, Vec<String>)>,
    /// How many had a seat, in words, once it is forgotten who they were.
    pub came: Option<String>,
    /// How many companions each may bring, while one can still sign up.
    pub open: Option<u8>,
}

/// Somebody who comes, or waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonRow {
    /// The id of their seat.
    pub seat: String,
    /// The name.
    pub name: String,
    /// The address, or nothing.
    pub email: String,
    /// The telephone number, or nothing.
    pub phone: String,
    /// Who comes along, in a line; nothing for nobody.
    pub with: String,
    /// How they stand, in words.
    pub stands: String,
}

impl ParticipantsView {
    /// How many signed up.
    #[must_use]
    pub fn count(&self) -> usize {
        self.people.len() + self.stopped.len()
    }
}

/// Somebody who comes, or waits, and whose data is only kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoppedRow {
    /// The id of their seat.
    pub seat: String,
    /// How they stand, and how many they are, in words.
    pub stands: String,
    /// The ids of the cases that stop the use, for whose role opens them.
    pub cases: Vec<String>,
}

/// The part of an event's page about them.
#[component]
pub(super) fn Participants(
    /// The event.
    id: String,
    /// Who comes.
    people: ParticipantsView,
    /// A form of this part that was refused.
    #[prop(optional_no_strip)]
    refused: Option<StaffRefused>,
) -> impl IntoView {
    let language = language();
    let words = staff_event_texts(language);
    let action = format!("{}/{id}", StaffPage::Event.path(language));
    let can_be_left = people.open.is_some();
    let through = of_act(refused.as_ref(), "door");
    let refused = of_act(refused.as_ref(), "enter");
    let stopped = (!people.stopped.is_empty()).then(|| {
        let (action, stopped) = (action.clone(), people.stopped.clone());
        view! { <Stopped stopped action refused=through /> }
    });
    let list = if people.count() == 0 {
        let said = people.came.unwrap_or_else(|| words.nobody.to_owned());
        view! { <p>{said}</p> }.into_any()
    } else {
        let to_door = format!("{}/{id}", StaffPage::CheckIn.path(language));
        let form = action.clone();
        view! {
            <p class="soft">{words.people_help}</p>
            <p>
                <a href=to_door rel="external">
                    {words.to_check_in}
                </a>
            </p>
            <Table people=people.people action=form can_be_left />
        }
        .into_any()
    };
    let answers =
        (!people.answers.is_empty()).then(|| view! { <Answered answers=people.answers /> });
    let entry = people
        .open
        .map(|companions| view! { <Entry action companions refused /> });
    view! {
        <section>
            <h2>{words.people}</h2>
            {list}
            {stopped}
            {answers}
            {entry}
        </section>
    }
}

/// Nobody needs to know who answered what to plan a day.
#[component]
fn Answered(answers: Vec<(String, Vec<String>)>) -> impl IntoView {
    let words = staff_event_texts(language());
    let groups = answers.into_iter().map(|(question, answers)| {
        let items = answers
            .into_iter()
            .map(|answer| view! { <li>{answer}</li> });
        view! {
            <h4>{question}</h4>
            <ul>{items.collect_view()}</ul>
        }
    });
    view! {
        <h3>{words.answers}</h3>
        <p class="soft">{words.answers_help}</p>
        {groups.collect_view()}
    }
}

#[component]
fn Table(people: Vec<PersonRow>, action: String, can_be_left: bool) -> impl IntoView {
    let words = staff_event_texts(language());
    let rows = people.into_iter().map(|person| {
        let release = can_be_left.then(|| {
            let action = action.clone();
            view! { <Release action seat=person.seat name=person.name.clone() /> }
        });
        view! {
            <tr>
                <th scope="row">{person.name}</th>
                <td data-label=words.stands>{person.stands}</td>
                <td data-label=words.email>{person.email}</td>
                <td data-label=words.phone>{person.phone}</td>
                <td data-label=words.with>{person.with}</td>
                <td class="screen-only">{release}</td>
            </tr>
        }
    });
    view! {
        <table class="cards-on-phones">
            <thead>
                <tr>
                    <th scope="col">{words.name}</th>
                    <th scope="col">{words.stands}</th>
                    <th scope="col">{words.email}</th>
                    <th scope="col">{words.phone}</th>
                    <th scope="col">{words.with}</th>
                    <td class="screen-only"></td>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
}

/// Those whose data is only kept, and the way to see one of them once.
#[component]
fn Stopped(
    stopped: Vec<StoppedRow>,
    action: String,
    refused: Option<StaffRefused>,
) -> impl IntoView {
    let words = staff_case_texts(language());
    let chosen = typed(refused.as_ref(), "seat");
    let is_open = refused.is_some();
    let options = stopped.clone().into_iter().map(|row| {
        let selected = row.seat == chosen;
        view! {
            <option value=row.seat selected=selected>
                {row.stands}
            </option>
        }
    });
    let options = options.collect_view();
    view! {
        <h3>{words.stopped_people}</h3>
        <p>{words.stopped_people_help}</p>
        <StoppedList stopped />
        <details class="why screen-only" open=is_open>
            <summary>{words.stopped_show}</summary>
            <DoorForm action button=words.stopped_once refused>
                <div class="field">
                    <label for="seat">{words.stopped_whose}</label>
                    <select id="seat" name="seat">
                        {options}
                    </select>
                </div>
            </DoorForm>
        </details>
    }
}

/// Those whose data is only kept, each in a line that names nobody.
#[component]
pub(super) fn StoppedList(stopped: Vec<StoppedRow>) -> impl IntoView {
    let rows = stopped.into_iter().map(|row| {
        view! { <li>{row.stands} <StoppingCases cases=row.cases /></li> }
    });
    view! { <ul>{rows.collect_view()}</ul> }
}

/// Giving up somebody's seat takes two steps: unfolding, and pressing.
#[component]
fn Release(action: String, seat: String, name: String) -> impl IntoView {
    let words = staff_event_texts(language());
    view! {
        <details class="why">
            <summary aria-label=words.release_whose.replace("{name}", &name)>
                {words.release}
            </summary>
            <p>{words.release_help.replace("{name}", &name)}</p>
            <form method="post" action=action>
                <input type="hidden" name="seat" value=seat />
                <button class="button ending" name="act" value="release">
                    {words.release_sure}
                </button>
            </form>
        </details>
    }
}

/// A sign-up for somebody who called.
#[component]
fn Entry(action: String, companions: u8, refused: Option<StaffRefused>) -> impl IntoView {
    let words = staff_event_texts(language());
    let problems: Vec<Problem> = refused.iter().map(|refused| refused.problem).collect();
    let is_open = refused.is_some();
    let value = |name| typed(refused.as_ref(), name);
    let brought = refused.iter().flat_map(|refused| &refused.typed);
    let brought = brought.filter(|(name, _)| name == "companion");
    let brought: Vec<String> = brought.map(|(_, value)| value.clone()).collect();
    let line = |name, label, help, optional| {
        let (value, problems) = (value(name), problems.clone());
        view! { <Field name label help value kind="text" autocomplete="off" optional problems /> }
    };
    view! {
        <details class="why screen-only" open=is_open>
            <summary>{words.enter}</summary>
            <p>{words.enter_help}</p>
            <form method="post" action=action novalidate>
                {line("name", words.enter_name, words.enter_name_help, false)}
                {line("email", words.enter_email, words.enter_email_help, true)}
                {line("phone", words.enter_phone, words.enter_phone_help, true)}
                <Companions most=companions typed=brought problems=problems.clone() />
                <div class="actions">
                    <button class="button" name="act" value="enter">
                        {words.enter_sure}
                    </button>
                </div>
                <p class="promise">{words.enter_promise}</p>
            </form>
        </details>
    }
}
