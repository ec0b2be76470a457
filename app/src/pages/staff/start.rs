//! Where staff begin: what their roles let them do, and the pages that are there for it.

use domain::staff::{Area, Role};
use leptos::prelude::*;

use crate::address::StaffPage;
use crate::components::{Icon, PageTitle, Shape, language};
use crate::texts::{
    staff_case_texts, staff_disclosure_texts, staff_enquiry_texts, staff_event_texts,
    staff_new_address_texts, staff_newsletter_texts, staff_person_code_texts, staff_texts,
};

/// The page.
#[component]
pub(super) fn Start(
    name: String,
    roles: Vec<Role>,
    has_enquiries: bool,
    has_newsletter: bool,
    has_events: bool,
    has_rights: bool,
) -> impl IntoView {
    let language = language();
    let words = staff_texts(language);
    let title = words.start_title.replace("{name}", &name);
    let may = |area| roles.iter().any(|role: &Role| role.may(area));
    let enquiries = staff_enquiry_texts(language);
    let newsletters = staff_newsletter_texts(language);
    let events = staff_event_texts(language);
    let cards = [
        (has_enquiries && may(Area::Enquiries)).then_some((
            StaffPage::Enquiries,
            Shape::Letter,
            enquiries.enquiries,
            enquiries.enquiries_text,
        )),
        (has_rights && may(Area::Rights)).then_some((
            StaffPage::Cases,
            Shape::List,
            staff_case_texts(language).cases,
            staff_case_texts(language).cases_text,
        )),
        (has_rights && may(Area::Disclosures)).then_some((
            StaffPage::NoteDisclosure,
            Shape::Clock,
            staff_disclosure_texts(language).title,
            staff_disclosure_texts(language).card,
        )),
        may(Area::Rights).then_some((
            StaffPage::PersonCode,
            Shape::Letter,
            staff_person_code_texts(language).title,
            staff_person_code_texts(language).card,
        )),
        (has_rights && may(Area::Rights)).then_some((
            StaffPage::NewAddress,
            Shape::Letter,
            staff_new_address_texts(language).title,
            staff_new_address_texts(language).card,
        )),
        (has_newsletter && may(Area::Newsletter)).then_some((
            StaffPage::Issues,
            Shape::Paper,
            newsletters.newsletters,
            newsletters.newsletters_text,
        )),
        (has_events && may(Area::Events)).then_some((
            StaffPage::Events,
            Shape::Clock,
            events.events,
            events.events_text,
        )),
        may(Area::StaffList).then_some((
            StaffPage::People,
            Shape::List,
            words.people,
            words.people_text,
        )),
        may(Area::AccessLog).then_some((
            StaffPage::AccessLog,
            Shape::Clock,
            words.access_log,
            words.access_log_text,
        )),
    ];
    let cards: Vec<_> = cards.into_iter().flatten().collect();
    let nothing = cards.is_empty().then(|| {
        view! {
            <div class="empty">
                <Icon shape=Shape::Clock />
                <h3>{words.start_nothing}</h3>
                <p>{words.start_nothing_help}</p>
            </div>
        }
    });
    let own = (
        StaffPage::Account,
        Shape::Paper,
        words.account,
        words.account_text,
    );
    let cards = cards
        .into_iter()
        .chain([own])
        .map(|(page, shape, name, text)| {
            view! {
                <article class="card">
                    <Icon shape />
                    <h3>
                        <a href=page.path(language) rel="external">
                            {name}
                        </a>
                    </h3>
                    <p>{text}</p>
                </article>
            }
        });
    let roles = roles.iter().map(|role| {
        view! {
            <div>
                <dt>{role.title(language)}</dt>
                <dd>{role.meaning(language)}</dd>
            </div>
        }
    });
    view! {
        <PageTitle text=words.start />
        <h1>{title}</h1>
        <section>
            <h2>{words.start_can}</h2>
            {nothing}
            <div class="cards">{cards.collect_view()}</div>
        </section>
        <section>
            <h2>{words.start_roles}</h2>
            <dl class="facts">{roles.collect_view()}</dl>
        </section>
    }
}
