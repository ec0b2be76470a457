//! Lists of addresses: brought in with what shows that they said yes, and taken out.

use domain::problem::Problem;
use domain::staff::{AccessAction, Area, Role};
use domain::subscription::Surface;
use domain::text::Language;

use super::{subscribed, topics};
use crate::newsletter::{Import, Imported, KeepOut, NotImported};
use crate::staff::tests::{actor, joined, signed_in};
use crate::testing::Bench;
use crate::{Service, StaffActor};

async fn editor(bench: &Bench) -> StaffActor {
    signed_in(&bench.service, &[Role::Communications]).await
}

fn list(list: &str) -> Import {
    Import {
        list: list.to_owned(),
        how: "Kryds på papir ved generalforsamlingen".to_owned(),
        on: "2025-05-03".to_owned(),
        topics: vec!["news".to_owned()],
        language: Language::Da,
    }
}

#[tokio::test]
async fn who_is_brought_in_gets_it_and_can_see_why() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let actor = editor(&bench).await;
    let lines = list("anna@example.dk;Anna\n\nbo@example.dk\n");
    let imported = service.import(&actor, &lines).await;
    let expected = Imported {
        added: 2,
        ..Imported::default()
    };
    assert_eq!(imported, Ok(expected));
    let page = service
        .store()
        .confirmed_subscriptions(service.now(), &uuid::Uuid::nil(), 9)
        .await
        .unwrap();
    assert_eq!(page.len(), 2);
    let links = service.mail_links(&page[0].link);
    assert_eq!(topics(service, &links).await.unwrap(), ["news"]);
    let why = service.why(&links.why).await.unwrap().yeses.remove(0);
    assert_eq!(why.given.surface, Surface::Elsewhere);
    assert_eq!(why.wording.intro, "Kryds på papir ved generalforsamlingen");
    assert_eq!(why.wording.promise, "Du sagde ja den 3. maj 2025.");
    assert_eq!(bench.audit().await.findings, []);
}

#[tokio::test]
async fn the_same_list_again_brings_in_nobody_and_changes_nothing() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let actor = editor(&bench).await;
    let links = subscribed(service, "anna@example.dk", &["events"]).await;
    let addresses = "ANNA@example.dk\nbo@example.dk\nbo@example.dk";
    let first = service.import(&actor, &list(addresses)).await.unwrap();
    assert_eq!((first.added, first.known), (1, 2));
    let again = service.import(&actor, &list(addresses)).await.unwrap();
    assert_eq!((again.added, again.known), (0, 3));
    assert_eq!(topics(service, &links).await.unwrap(), ["events"]);
}

#[tokio::test]
async fn who_asked_to_be_kept_out_stays_out() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let actor = editor(&bench).await;
    let links = subscribed(service, "anna@example.dk", &["news"]).await;
    let left = service.leave(&links.leave, Language::Da).await.unwrap();
    let left = left.unwrap();
    let wish = KeepOut {
        language: Language::Da,
        method: domain::consent::Method::Form,
        token: left.token,
        wording: left.keep_out.map(|(_, hash)| hash),
    };
    service.keep_out(wish).await.unwrap();
    let imported = service
        .import(&actor, &list("Anna@Example.dk"))
        .await
        .unwrap();
    assert_eq!((imported.added, imported.kept_out), (0, 1));
}

#[tokio::test]
async fn lines_that_cannot_be_used_are_told_back_and_the_others_come_in() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let actor = editor(&bench).await;
    let imported = service
        .import(&actor, &list("anna\nbo@example.dk\nc@d.dk, e@f.dk\n"))
        .await
        .unwrap();
    assert_eq!(imported.added, 1);
    let unusable = |line: &str, problem| NotImported {
        line: line.to_owned(),
        problem,
    };
    let expected = [
        unusable("anna", Problem::MalformedAddress),
        unusable("c@d.dk, e@f.dk", Problem::SeveralAddresses),
    ];
    assert_eq!(imported.unusable, expected);
}

#[tokio::test]
async fn without_saying_where_how_and_when_they_said_yes_nobody_comes_in() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let actor = editor(&bench).await;
    let good = || list("anna@example.dk");
    let text = |text: &str| text.to_owned();
    for (import, problem) in [
        (
            Import {
                how: text(" "),
                ..good()
            },
            Problem::MissingConsentSource,
        ),
        (
            Import {
                on: text(""),
                ..good()
            },
            Problem::UnusableConsentDay,
        ),
        (
            Import {
                on: text("2026-11-22"),
                ..good()
            },
            Problem::UnusableConsentDay,
        ),
        (
            Import {
                topics: Vec::new(),
                ..good()
            },
            Problem::NoTopic,
        ),
        (
            Import {
                list: text("\n \n"),
                ..good()
            },
            Problem::NothingToImport,
        ),
    ] {
        assert_eq!(service.import(&actor, &import).await, Err(problem));
    }
    assert_eq!(bench.count_rows(&["subscription"]).await, [0]);
}

#[tokio::test]
async fn a_list_is_taken_out_with_a_fresh_code_alone_and_that_is_noted() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let person = joined(service, "aase@example.dk", &[Role::Communications]).await;
    let editor = actor(service, &person).await;
    let addresses = "=cmd@example.dk;\"=HYPERLINK(\"\"http://evil.example\"\")\"\nbo@example.dk";
    service.import(&editor, &list(addresses)).await.unwrap();
    let file = service.export_subscribers(&editor, Language::Da).await;
    let file = String::from_utf8(file.unwrap()).unwrap();
    let lines: Vec<&str> = file.lines().collect();
    assert_eq!(lines[0], "\u{feff}Mailadresse;Navn;Sprog;Emner");
    let mut rows = lines[1..].to_vec();
    rows.sort_unstable();
    let expected = [
        "'=cmd@example.dk;\"'=HYPERLINK(\"\"http://evil.example\"\")\";da;Nyheder",
        "bo@example.dk;;da;Nyheder",
    ];
    assert_eq!(rows, expected);
    assert_eq!(exports(service).await, 1);
    bench.set_clock("2026-11-21T12:20:00Z");
    let later = actor(service, &person).await;
    let refused = service.export_subscribers(&later, Language::Da).await;
    assert_eq!(refused, Err(Problem::CodeNeeded));
    assert_eq!(exports(service).await, 1);
}

async fn exports(service: &Service) -> usize {
    let auditor = signed_in(service, &[Role::Auditor]).await;
    assert!(auditor.may(Area::AccessLog));
    let page = service.accesses(&auditor, None).await.unwrap();
    let exported = page.entries.iter();
    exported
        .filter(|entry| entry.action == AccessAction::Exported)
        .count()
}

#[tokio::test]
async fn only_those_who_write_newsletters_bring_in_and_take_out() {
    let bench = Bench::open().await;
    let service = &bench.service;
    for role in Role::ALL
        .into_iter()
        .filter(|role| *role != Role::Communications)
    {
        let other = signed_in(service, &[role]).await;
        let imported = service.import(&other, &list("anna@example.dk")).await;
        assert_eq!(imported, Err(Problem::Forbidden), "{role:?}");
        let exported = service.export_subscribers(&other, Language::Da).await;
        assert_eq!(exported, Err(Problem::Forbidden), "{role:?}");
    }
}
