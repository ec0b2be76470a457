//! Whatever people do, in whatever order: who gets the newsletter is who last said yes and did not stop, each standing
//! yes has one proof that stands, and the log holds together.

use domain::consent::Method;
use domain::mail::LinkToken;
use domain::text::Language;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use super::{form, holds_together, keys, letters, token, topics};
use crate::newsletter::{ChangeTopics, Confirmation, MailLinks, Undo};
use crate::testing::Bench;

const PEOPLE: [&str; 2] = ["anna@example.dk", "bo@example.dk"];

#[derive(Clone, Debug)]
enum Step {
    SignUp { topics: usize },
    Confirm { letter: prop::sample::Index },
    Change { topics: usize },
    Leave,
    Undo,
    Wait { minutes: i64 },
}

const TOPICS: [&[&str]; 3] = [&["news"], &["events"], &["events", "news"]];

fn steps() -> impl Strategy<Value = Vec<(usize, Step)>> {
    let step = prop_oneof![
        3 => (0..3_usize).prop_map(|topics| Step::SignUp { topics }),
        3 => any::<prop::sample::Index>().prop_map(|letter| Step::Confirm { letter }),
        1 => (0..3_usize).prop_map(|topics| Step::Change { topics }),
        1 => Just(Step::Leave),
        1 => Just(Step::Undo),
        2 => (1..3_000_i64).prop_map(|minutes| Step::Wait { minutes }),
    ];
    prop::collection::vec((0..PEOPLE.len(), step), 1..25)
}

/// What one person has, and what should be true.
#[derive(Default)]
struct Person {
    letters: Vec<(LinkToken, usize, i64)>,
    links: Option<MailLinks>,
    stands: Option<usize>,
    left: Option<(Undo, usize, i64)>,
}

#[test]
fn whoever_said_yes_and_did_not_stop_gets_the_newsletter() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let config = ProptestConfig {
        cases: 24,
        ..ProptestConfig::default()
    };
    TestRunner::new(config)
        .run(&steps(), |steps| {
            runtime.block_on(live(steps));
            Ok(())
        })
        .unwrap();
}

async fn live(steps: Vec<(usize, Step)>) {
    let bench = Bench::open().await;
    let service = &bench.service;
    let begun = service.now();
    let mut minutes = 0;
    let mut people = [Person::default(), Person::default()];
    for (who, step) in steps {
        let person = &mut people[who];
        match step {
            Step::SignUp { topics } => {
                let sign_up = form(service, PEOPLE[who], TOPICS[topics]);
                service.sign_up(sign_up).await.unwrap();
                for letter in letters(service).await {
                    person.letters.push((token(&letter), topics, minutes));
                }
            }
            Step::Confirm { letter } => confirm(service, person, letter, minutes).await,
            Step::Change { topics } => change(service, person, topics).await,
            Step::Leave => leave(service, person, minutes).await,
            Step::Undo => undo(service, person, minutes).await,
            Step::Wait { minutes: more } => {
                minutes += more;
                let now = begun + jiff::SignedDuration::from_mins(minutes);
                bench.set_clock(&now.to_string());
                service.erase_unconfirmed().await.unwrap();
                service.sweep().await.unwrap();
            }
        }
        for person in &people {
            stands(service, person).await;
        }
    }
    holds_together(&bench).await;
}

const WEEK: i64 = 7 * 24 * 60;

async fn confirm(
    service: &crate::Service,
    person: &mut Person,
    letter: prop::sample::Index,
    minutes: i64,
) {
    if person.letters.is_empty() {
        return;
    }
    let place = letter.index(person.letters.len());
    let (token, topics, sent) = person.letters[place].clone();
    match service.confirm(&token).await {
        Ok(Confirmation::Now { links }) => {
            assert!(minutes - sent < WEEK);
            if person.stands.is_some() {
                assert_eq!(person.links.as_ref(), Some(&links), "links are kept");
            }
            person.links = Some(links);
            person.stands = Some(topics);
        }
        Ok(Confirmation::Before) => assert!(person.stands.is_some()),
        Err(problem) => assert_eq!(problem, domain::problem::Problem::SpentLink),
    }
}

async fn change(service: &crate::Service, person: &mut Person, topics: usize) {
    let Some(links) = &person.links else {
        return;
    };
    let found = service.preferences(&links.manage, Language::Da).await;
    let change = ChangeTopics {
        language: Language::Da,
        method: Method::Form,
        topics: keys(TOPICS[topics]),
        wording: found.as_ref().ok().map(|found| found.hash),
    };
    let changed = service.change_topics(&links.manage, change).await;
    assert_eq!(changed.is_ok(), person.stands.is_some());
    person.stands = person.stands.map(|_| topics);
}

async fn leave(service: &crate::Service, person: &mut Person, minutes: i64) {
    let Some(links) = &person.links else {
        return;
    };
    let left = service.leave(&links.leave, Language::Da).await.unwrap();
    assert_eq!(left.is_some(), person.stands.is_some());
    let (Some(left), Some(topics)) = (left, person.stands.take()) else {
        return;
    };
    let undo = Undo {
        language: Language::Da,
        method: Method::Form,
        token: left.token,
        wording: Some(left.undo.1),
    };
    person.left = Some((undo, topics, minutes));
}

async fn undo(service: &crate::Service, person: &mut Person, minutes: i64) {
    let Some((undo, topics, left)) = person.left.clone() else {
        return;
    };
    let undone = service.undo(undo).await;
    assert_eq!(undone.is_ok(), minutes - left <= 30);
    if undone.is_ok() && person.stands.is_none() {
        person.stands = Some(topics);
    }
}

/// Who should get it does, with the topics of the last yes, and the link of the mails shows one yes that stands.
async fn stands(service: &crate::Service, person: &Person) {
    let Some(links) = &person.links else {
        return;
    };
    let expected = person.stands.map(|topics| keys(TOPICS[topics]));
    assert_eq!(topics(service, links).await, expected);
    let standing = match service.why(&links.why).await {
        Ok(why) => why.yeses.iter().filter(|yes| yes.ended.is_none()).count(),
        Err(_) => 0,
    };
    assert_eq!(standing, usize::from(person.stands.is_some()));
}
