//! The single choices: a fieldset per category, a box per service, nothing ticked that was not chosen.

use domain::notice::{CategoryNotice, ServiceNotice};
use domain::register::Key;
use leptos::prelude::*;

/// The single choices of a notice.
#[component]
pub fn Choices(
    /// The categories as the notice orders them.
    categories: Vec<CategoryNotice>,
    /// The services that are ticked: those that stand, or that were ticked in a form that came back.
    #[prop(optional)]
    ticked: Vec<Key>,
    /// Sets the ids of this page's part apart from another's.
    prefix: &'static str,
) -> impl IntoView {
    categories
        .into_iter()
        .map(|category| view! { <Category category ticked=ticked.clone() prefix /> })
        .collect_view()
}

#[component]
fn Category(category: CategoryNotice, ticked: Vec<Key>, prefix: &'static str) -> impl IntoView {
    let asked = category.always_on.is_none();
    let services = category
        .services
        .into_iter()
        .map(|service| {
            if asked {
                let checked = ticked.contains(&service.key);
                view! { <Asked service checked prefix /> }.into_any()
            } else {
                view! { <Told service /> }.into_any()
            }
        })
        .collect_view();
    view! {
        <fieldset class="category">
            <legend>{category.title}</legend>
            <p>{category.text} {category.always_on.map(|line| format!(" {line}"))}</p>
            {services}
        </fieldset>
    }
}

#[component]
fn Asked(service: ServiceNotice, checked: bool, prefix: &'static str) -> impl IntoView {
    let id = format!("{prefix}-{}", service.key);
    let text_id = format!("{id}-text");
    let provider_id = format!("{id}-provider");
    view! {
        <div class="service">
            <input
                type="checkbox"
                id=id.clone()
                name="service"
                value=service.key
                checked=checked
                aria-describedby=format!("{text_id} {provider_id}")
            />
            <label for=id>{service.name}</label>
            <p id=text_id>{service.text}</p>
            <p class="provider" id=provider_id>
                {service.provider} {service.own_purposes.map(|own| format!(". {own}"))}
            </p>
        </div>
    }
}

#[component]
fn Told(service: ServiceNotice) -> impl IntoView {
    view! {
        <div class="service told">
            <p>
                <strong>{service.name}</strong>
                ": "
                {service.text}
            </p>
            <p class="provider">{service.provider}</p>
        </div>
    }
}
