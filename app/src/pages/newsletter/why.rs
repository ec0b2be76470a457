//! "Why do I get this?": what was said yes to, when, where and by which words, behind a link of each letter.

use domain::subscription::Wording;
use domain::text::Language;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::pieces::token;
use crate::address::{Mailed, Page};
use crate::components::{Fact, Icon, Loaded, PageTitle, Shape, language};
use crate::json::Json;
use crate::texts::{newsletter_texts, texts};
use crate::token::Token;
use crate::told::Told;

/// One yes as shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct YesView {
    record: String,
    given: String,
    confirmed: Option<String>,
    asked_at: String,
    topics: Vec<String>,
    ended: Option<String>,
    wording: Wording,
    place: Option<String>,
    hash: String,
}

/// What the link with this token opens, the latest first; nothing where it opens nothing any more.
#[server(prefix = "/fn", endpoint = "newsletter-why", output = Json)]
pub async fn load_why(language: Language, token: String) -> Result<Vec<YesView>, Told> {
    use domain::problem::Problem;

    let visit = crate::visit::required()?;
    let why = match super::pieces::link(&token) {
        Ok(token) => visit.service.why(&token).await,
        Err(problem) => Err(problem),
    };
    match why {
        Ok(why) => Ok(why
            .yeses
            .iter()
            .map(|yes| compose(&visit, language, yes))
            .collect()),
        Err(Problem::SpentLink) => Ok(Vec::new()),
        Err(problem) => Err(crate::told::refuse(problem)),
    }
}

#[cfg(feature = "ssr")]
fn compose(visit: &crate::visit::Visit, language: Language, yes: &service::Yes) -> YesView {
    use domain::consent::EndReason;
    use domain::subscription::Surface;

    let texts = newsletter_texts(language);
    let day = |at| domain::text::date_in_words(visit.service.day_of(at), language);
    let ended = yes.ended.map(|ended| {
        let words = match ended.reason {
            EndReason::Withdrawn => texts.why_withdrawn,
            EndReason::Replaced => texts.why_replaced,
            EndReason::Bounced => texts.why_bounced,
            EndReason::RanOut | EndReason::DataDeleted => texts.why_ran_out,
        };
        words.replace("{date}", &day(ended.at))
    });
    let given = &yes.given;
    YesView {
        record: given.id.to_string(),
        given: day(given.given_at),
        confirmed: yes.confirmed.as_ref().map(|c| day(c.confirmed_at)),
        asked_at: match given.surface {
            Surface::SignUp | Surface::Event | Surface::KeepOut => texts.why_at_sign_up,
            Surface::Preferences => texts.why_at_topics,
            Surface::Undo => texts.why_at_undo,
            Surface::Elsewhere => texts.why_elsewhere,
        }
        .to_owned(),
        topics: chosen(yes),
        ended,
        wording: yes.wording.clone(),
        place: yes.place.index.map(|index| index.to_string()),
        hash: yes.place.hash.to_string(),
    }
}

/// The topics that were said yes to, as they were called then.
#[cfg(feature = "ssr")]
pub(super) fn chosen(yes: &service::Yes) -> Vec<String> {
    let topics = yes.wording.topics.iter();
    let chosen = topics.filter(|topic| yes.given.topics.holds(&topic.key));
    chosen.map(|topic| topic.text.clone()).collect()
}

/// The page that tells why somebody gets the newsletter.
#[component]
pub fn NewsletterWhyPage() -> impl IntoView {
    let language = language();
    let texts = newsletter_texts(language);
    let Some(token) = token() else {
        return view! { <Nothing /> }.into_any();
    };
    let data = Resource::new(|| (), move |()| load_why(language, token.to_text()));
    let view = move |yeses: Vec<YesView>| {
        let mut yeses = yeses.into_iter();
        match yeses.next() {
            Some(latest) => view! { <Content token latest earlier=yeses.collect() /> }.into_any(),
            None => view! { <Nothing /> }.into_any(),
        }
    };
    view! {
        <PageTitle text=texts.why_title />
        <Loaded data view />
    }
    .into_any()
}

#[component]
fn Nothing() -> impl IntoView {
    let language = language();
    let texts = newsletter_texts(language);
    view! {
        <PageTitle text=texts.why_link />
        <h1>{texts.why_link}</h1>
        <div class="empty">
            <Icon shape=Shape::Receipt />
            <p>{texts.why_nothing}</p>
        </div>
    }
}

#[component]
fn Content(token: Token, latest: YesView, earlier: Vec<YesView>) -> impl IntoView {
    let texts = newsletter_texts(language());
    let stands = latest.ended.is_none();
    let (title, lead) = if stands {
        (texts.why_title, texts.why_stands)
    } else {
        (texts.why_link, texts.why_ended)
    };
    let earlier = (!earlier.is_empty()).then(|| {
        let slips = earlier.into_iter().map(|yes| view! { <Slip token yes /> });
        view! {
            <section>
                <h2>{texts.why_earlier}</h2>
                {slips.collect_view()}
            </section>
        }
    });
    view! {
        <h1>{title}</h1>
        <p class="lead">{lead}</p>
        {stands.then(|| view! { <p>{texts.why_stop}</p> })}
        <Slip token yes=latest />
        {earlier}
    }
}

/// The receipt of one yes.
#[component]
fn Slip(token: Token, yes: YesView) -> impl IntoView {
    let language = language();
    let own = newsletter_texts(language);
    let texts = texts(language);
    let stands = yes.ended.is_none();
    let stamp = yes.ended.unwrap_or_else(|| texts.receipt_active.to_owned());
    let heading = format!("receipt-{}", yes.record);
    let labelled = heading.clone();
    let topics = yes.topics.join(" · ");
    let place = yes
        .place
        .unwrap_or_else(|| texts.receipt_place_pending.to_owned());
    view! {
        <article class="receipt" aria-labelledby=labelled>
            <header>
                <Icon shape=Shape::Letter />
                <h2 id=heading>{texts.receipt_title}</h2>
                <p>{own.newsletter}</p>
            </header>
            <p class="stamp" class:standing=stands>
                {stamp}
            </p>
            <dl>
                <Fact label=own.why_given value=yes.given />
                {yes
                    .confirmed
                    .map(|confirmed| view! { <Fact label=own.why_confirmed value=confirmed /> })}
                <Fact label=own.why_asked_at value=yes.asked_at />
                <Fact label=own.why_topics value=topics />
                <Fact label=texts.receipt_number value=yes.record.clone() />
            </dl>
            <section>
                <h3>{own.why_words}</h3>
                <Words wording=yes.wording />
            </section>
            <section>
                <h3>{texts.receipt_proof}</h3>
                <dl>
                    <Fact label=texts.receipt_place value=place />
                    <div>
                        <dt>{texts.receipt_leaf_hash}</dt>
                        <dd class="hash">{yes.hash}</dd>
                    </div>
                </dl>
            </section>
        </article>
        <form class="screen-only" method="post" action=Page::Mailed(Mailed::Why, token).path(language)>
            <input type="hidden" name="record" value=yes.record />
            <div class="actions">
                <button class="button quiet">{texts.receipt_download}</button>
            </div>
            <p class="promise">{own.why_download_help}</p>
        </form>
    }
}

/// Every string that was shown, in its order.
#[component]
fn Words(wording: Wording) -> impl IntoView {
    let topics = wording
        .topics
        .into_iter()
        .map(|topic| view! { <li>{topic.text}</li> });
    let pressed = (!wording.button.is_empty()).then_some(wording.button);
    let button = pressed.map(|button| view! { <p>"[" {button} "]"</p> });
    let terms = wording.terms.into_iter().map(|term| {
        view! {
            <p>
                <strong>{term.label}</strong>
                ": "
                {term.text}
            </p>
        }
    });
    view! {
        <p>"»" {wording.title} "«"</p>
        <p>{wording.intro}</p>
        {wording.question.map(|question| view! { <p>{question}</p> })}
        <ul>{topics.collect_view()}</ul>
        {terms.collect_view()}
        <p>{wording.promise}</p>
        {button}
    }
}
