use domain::secure::MOST_OWN_THREADS_A_DAY;
use domain::staff::Vouched;

use super::*;
use crate::testing::register;
use crate::{ListedSecure, MakePersonCode};

impl Desk {
    /// Somebody of whom nothing is known but that they read Anna's mailbox.
    fn mailbox_alone(&self) -> DataSubject {
        let email = MailAddress::parse("anna@example.dk").unwrap();
        DataSubject::reading(email, self.bench.service.now())
    }

    async fn starts(&self, subject: &DataSubject, message: SecureMessage) -> Result<(), Problem> {
        let service = &self.bench.service;
        service.start_secure(subject, Language::Da, message).await
    }

    /// The threads that staff see, but for the one that the desk began with.
    async fn listed(&self) -> Vec<ListedSecure> {
        let listed = self.bench.service.secure_threads(&self.staff, None).await;
        let mut listed = listed.unwrap();
        listed.retain(|thread| thread.id != self.thread);
        listed
    }

    /// A person of whom staff made sure.
    async fn person(&self) -> Uuid {
        let make = MakePersonCode {
            email: "anna@example.dk".to_owned(),
            vouched: Vouched::Met,
            person: None,
        };
        let made = self.bench.service.make_person_code(&self.staff, make).await;
        made.unwrap().person
    }
}

#[tokio::test]
async fn a_mailbox_is_enough_to_write_and_not_to_read_until_staff_say_whose_it_is() {
    let desk = Desk::open().await;
    let service = &desk.bench.service;
    let mailbox = desk.mailbox_alone();
    let message = desk.message("Min sygemelding", &[("papir.pdf", b"%PDF")]);
    desk.starts(&mailbox, message).await.unwrap();
    let listed = desk.listed().await;
    let [begun] = &listed[..] else {
        panic!("it is listed once");
    };
    assert!(begun.waits_for_us && begun.name.as_deref() == Some("anna@example.dk"));

    let staff = service.staff_secure(&desk.staff, &begun.id).await.unwrap();
    assert!(!staff.is_person_shown && staff.case.is_none());
    assert_eq!(staff.messages[0].words, "Min sygemelding");
    assert_eq!(staff.messages[0].files.len(), 1);
    let sent = desk.message("Svaret", &[]);
    let sent = service.send_secure(&desk.staff, &begun.id, Counterpart::Person, sent);
    sent.await.unwrap();
    assert!(!desk.listed().await[0].waits_for_us);

    let anna = desk.subject(desk.person().await);
    let whose_mark_it_is = desk.subject(staff.person);
    for nobody in [&mailbox, &anna, &desk.subject(BO)] {
        let read = service.own_secure_thread(nobody, &begun.id).await;
        assert_eq!(read.unwrap_err(), Problem::NotFound);
    }
    let number = whose_mark_it_is.person().unwrap().to_string();
    let marks = service.give_secure(&desk.staff, &begun.id, &number).await;
    assert_eq!(
        marks.unwrap_err(),
        Problem::UnknownPerson,
        "a mark is no person"
    );

    let number = anna.person().unwrap().to_string();
    let given = service.give_secure(&desk.staff, &begun.id, &number).await;
    given.unwrap();
    let read = service.own_secure_thread(&anna, &begun.id).await.unwrap();
    assert_eq!(words(&read.messages[0]), Some("Min sygemelding"));
    let staff = service.staff_secure(&desk.staff, &begun.id).await.unwrap();
    assert!(staff.is_person_shown);
    let other = desk.person().await.to_string();
    let again = service.give_secure(&desk.staff, &begun.id, &other).await;
    assert_eq!(again.unwrap_err(), Problem::NotFound, "it is hers now");
    let hidden = service.own_secure_thread(&mailbox, &begun.id).await;
    assert_eq!(hidden.unwrap_err(), Problem::NotFound);
}

#[tokio::test]
async fn who_showed_who_they_are_reads_what_they_began_at_once() {
    let desk = Desk::open().await;
    let service = &desk.bench.service;
    let bo = desk.subject(BO);
    desk.starts(&bo, desk.message("Hej", &[])).await.unwrap();
    let threads = service.own_secure_threads(&bo).await.unwrap();
    assert_eq!(words(&threads[0].messages[0]), Some("Hej"));
    let id = &threads[0].id;
    assert!(
        service
            .staff_secure(&desk.staff, id)
            .await
            .unwrap()
            .is_person_shown
    );
}

#[tokio::test]
async fn a_thread_that_a_mailbox_began_goes_by_its_last_message() {
    let desk = Desk::open().await;
    let mailbox = desk.mailbox_alone();
    desk.starts(&mailbox, desk.message("Hej", &[("a.txt", b"a")]))
        .await
        .unwrap();
    let thread = desk.listed().await[0].id;
    desk.bench.set_clock("2026-12-21T12:00:00Z");
    let sent = desk.message("Svar", &[]);
    let service = &desk.bench.service;
    let sent = service.send_secure(&desk.staff, &thread, Counterpart::Person, sent);
    sent.await.unwrap();
    desk.bench.set_clock("2027-03-20T12:00:00Z");
    service.sweep().await.unwrap();
    assert_eq!(desk.bench.count_rows(&TABLES).await, [1, 0, 2, 1, 1]);
    desk.bench.set_clock("2027-03-21T12:00:00Z");
    service.sweep().await.unwrap();
    assert_eq!(desk.bench.count_rows(&TABLES).await, [0; 5]);
}

#[tokio::test]
async fn a_mailbox_begins_a_few_threads_a_day_and_the_same_form_twice_is_one() {
    let desk = Desk::open().await;
    let mailbox = desk.mailbox_alone();
    let mut last = desk.message("", &[]);
    for n in 0..MOST_OWN_THREADS_A_DAY {
        last = desk.message(&format!("Nummer {n}"), &[("a.txt", b"a")]);
        desk.starts(&mailbox, last.clone()).await.unwrap();
    }
    let most = i64::try_from(MOST_OWN_THREADS_A_DAY).unwrap();
    desk.starts(&mailbox, last).await.unwrap();
    let one_more = desk.message("En til", &[("b.txt", b"b")]);
    let refused = desk.starts(&mailbox, one_more.clone()).await;
    assert_eq!(refused.unwrap_err(), Problem::TooManySecureThreads);
    let stored = [1 + most, 0, most, most, most];
    assert_eq!(desk.bench.count_rows(&TABLES).await, stored);
    desk.bench.set_clock("2026-11-22T12:00:00Z");
    desk.starts(&mailbox, one_more).await.unwrap();
}

#[tokio::test]
async fn what_is_refused_begins_nothing_and_so_does_a_register_without_the_purpose() {
    let desk = Desk::open().await;
    let mailbox = desk.mailbox_alone();
    let empty = desk.starts(&mailbox, desk.message(" ", &[])).await;
    assert_eq!(empty.unwrap_err(), Problem::MissingMessage);
    let without = desk.bench.serving(register(|register| {
        register.contact.as_mut().unwrap().secure = None;
    }));
    let message = desk.message("Hej", &[]);
    let refused = without.start_secure(&mailbox, Language::Da, message).await;
    assert_eq!(refused.unwrap_err(), Problem::NotFound);
    assert_eq!(desk.bench.count_rows(&TABLES).await, [1, 0, 0, 0, 0]);
}
