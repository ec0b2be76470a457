//! The stories of events: no seat is given twice, whichever store asks; the others stand in the order they came in; and
//! what is offered, taken, run out and erased makes room or does not.

use std::collections::BTreeSet;

use domain::canonical::Digest;
use domain::event::{Room, SeatState};
use jiff::Timestamp;
use storage::{
    EventDraft, Moved, NewAnswers, NewSeat, Operation, SeatLink, SeatMove, Store, StoreError,
    StoredSeat, Tx,
};
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::databases::{Database, PostgresDatabase, SqliteFile, stories};
use crate::records::at;

stories!(
    a_rush_takes_each_seat_once,
    a_seat_goes_from_one_to_the_next,
    a_company_takes_a_seat_each_and_the_next_that_fits_comes_first,
    answers_belong_to_one_seat_and_go_alone_or_when_they_are_due,
    one_mailbox_has_one_that_is_confirmed,
    an_event_is_published_and_cancelled_once_and_calendars_count_its_changes,
    people_are_due_until_they_are_gone_and_their_number_stays,
    a_moved_event_keeps_what_people_know_and_the_shorter_promise_until_they_are_told,
    the_mails_that_come_by_the_clock_are_marked_once,
    whoever_tells_at_once_tells_each_once,
);

const EVENT: Uuid = Uuid::from_u128(900);

fn draft(capacity: u32) -> EventDraft {
    EventDraft {
        id: EVENT,
        content: "\"a\"".to_owned(),
        starts_at: at(100),
        ends_at: at(200),
        capacity: Some(capacity),
        promise: "\"p\"".to_owned(),
        due_at: at(300),
        edited_at: at(1),
        kind: None,
    }
}

fn hash(of: &str, number: u128) -> Digest {
    Digest::of(format!("{of} {number}").as_bytes())
}

/// The sign-up with this number, of a mailbox.
fn seat(number: u128, mailbox: u128) -> NewSeat {
    NewSeat {
        seats: 1,
        is_mailed: true,
        id: Uuid::from_u128(number),
        event: EVENT,
        mailbox: hash("mailbox", mailbox),
        link: Uuid::from_u128(10_000_000 + number),
        sealed: vec![1],
        expires_at: at(50),
        confirm: hash("confirm", number),
    }
}

/// What is done to an event or a seat of it.
#[derive(Clone, Debug)]
enum Act {
    Insert(EventDraft),
    Edit(EventDraft),
    Publish,
    Cancel,
    SignUp(NewSeat),
    Confirm(u128, SeatState),
    GiveUpHold(u128),
    Offer(u128, Timestamp),
    Accept(u128, Timestamp),
    Tell(u128),
    Move(Moved),
    TellOfMove(u128, Timestamp),
    Remind(u128),
    Thank(u128),
    Erase(u128),
    Answer(NewAnswers),
    Prove(u128, u128),
    Count,
}

impl Operation for Act {
    type Output = bool;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        let id = Uuid::from_u128;
        let event = tx.hold_event(&EVENT).await?;
        match (&*self, event) {
            (Self::Insert(draft), _) => tx.insert_event(draft).await.map(|()| true),
            (Self::Edit(draft), _) => tx.edit_event(draft).await,
            (Self::Publish, _) => tx.publish_event(&EVENT, at(2)).await,
            (Self::Cancel, _) => tx.cancel_event(&EVENT, at(3)).await,
            (Self::SignUp(new), Some(event)) => {
                let state = if tx.room(&event).await?.admits(new.seats) {
                    SeatState::Held
                } else {
                    SeatState::Queued
                };
                tx.insert_seat(new, state).await.map(|()| true)
            }
            (Self::Confirm(number, state), _) => {
                let Some(seat) = tx.seat(&id(*number)).await? else {
                    return Ok(false);
                };
                let page = hash("page", *number);
                let confirmed = tx.confirm_seat(&seat.id, *state, seat.place, &page);
                confirmed.await.map(|()| true)
            }
            (Self::GiveUpHold(number), _) => match tx.seat(&id(*number)).await? {
                Some(seat) => tx.give_up_hold(&seat).await,
                None => Ok(false),
            },
            (Self::Offer(number, until), _) => tx.offer_seat(&id(*number), *until).await,
            (Self::Accept(number, now), _) => tx.accept_seat(&id(*number), *now).await,
            (Self::Tell(number), _) => tx.tell_seat(&id(*number), at(9)).await,
            (Self::Move(moved), _) => tx.note_move(&EVENT, moved).await.map(|()| true),
            (Self::TellOfMove(number, until), _) => {
                tx.tell_of_move(&id(*number), at(20), *until).await
            }
            (Self::Remind(number), _) => tx.remind_seat(&id(*number), at(30)).await,
            (Self::Thank(number), _) => tx.thank_seat(&id(*number), at(30)).await,
            (Self::Erase(number), _) => {
                let held = tx.hold_for_erasure(&id(*number), at(9)).await?;
                Ok(held.is_some())
            }
            (Self::Answer(new), _) => tx.insert_seat_answers(new).await.map(|()| true),
            (Self::Prove(number, proof), _) => {
                tx.prove_seat_answers(&id(*number), &id(*proof)).await
            }
            (Self::Count, _) => tx.count_who_came(&EVENT).await,
            (Self::SignUp(_), None) => Ok(false),
        }
    }
}

async fn does(store: &Store, act: Act) -> bool {
    store.commit(act).await.unwrap()
}

/// A store with an event that everybody sees.
async fn published(database: &impl Database, capacity: u32) -> Store {
    let store = Store::open(&database.settings()).await.unwrap();
    assert!(does(&store, Act::Insert(draft(capacity))).await);
    assert!(does(&store, Act::Publish).await);
    store
}

async fn room(store: &Store) -> Room {
    let event = store.event(&EVENT).await.unwrap().unwrap();
    store.room(&event).await.unwrap()
}

async fn seats(store: &Store) -> Vec<StoredSeat> {
    store.seats_of(&EVENT).await.unwrap()
}

/// Signs somebody up, who comes again when they are told that too much waits.
async fn sign_up(store: &Store, number: u128) -> bool {
    loop {
        match store.commit(Act::SignUp(seat(number, number))).await {
            Err(StoreError::Busy | StoreError::Slow) => tokio::task::yield_now().await,
            signed_up => return signed_up.unwrap(),
        }
    }
}

/// Signs `people` up at once, by two stores where the database lets two in.
async fn rush(database: &impl Database, people: u128, capacity: usize) {
    let store = published(database, u32::try_from(capacity).unwrap()).await;
    let other = Store::open(&database.settings()).await;
    let stores = [store.clone(), other.unwrap_or_else(|_| store.clone())];
    let mut rushing = JoinSet::new();
    for (number, store) in (1..=people).zip(stores.iter().cycle().cloned()) {
        while rushing.len() >= 128 {
            rushing.join_next().await.unwrap().unwrap();
        }
        rushing.spawn(async move { sign_up(&store, number).await });
    }
    assert!(rushing.join_all().await.into_iter().all(|done| done));
    let seats = seats(&store).await;
    let places: BTreeSet<i64> = seats.iter().map(|seat| seat.place).collect();
    let expected = i64::try_from(people).unwrap();
    assert_eq!(places, (1..=expected).collect(), "each has a place");
    let (held, queued) = seats.split_at(capacity);
    assert!(held.iter().all(|seat| seat.state == SeatState::Held));
    assert!(queued.iter().all(|seat| seat.state == SeatState::Queued));
    assert_eq!(room(&store).await.taken, capacity as u64);
}

async fn a_rush_takes_each_seat_once(database: impl Database) {
    rush(&database, 60, 7).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "slow: ten thousand people; make prove runs it"]
async fn prove_that_ten_thousand_people_take_a_hundred_seats_of_a_file() {
    rush(&SqliteFile::fresh(), 10_000, 100).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "slow: ten thousand people; make prove runs it"]
async fn prove_that_ten_thousand_people_take_a_hundred_seats_of_two_nodes() {
    rush(&PostgresDatabase::fresh(), 10_000, 100).await;
}

async fn a_company_takes_a_seat_each_and_the_next_that_fits_comes_first(database: impl Database) {
    let store = published(&database, 4).await;
    for (number, seats) in [(1, 3), (2, 2), (3, 1)] {
        let company = NewSeat {
            seats,
            ..seat(number, number)
        };
        assert!(does(&store, Act::SignUp(company)).await);
    }
    // The second found one seat and needs two; the third could not know, and took it.
    let states: Vec<_> = seats(&store).await.iter().map(|seat| seat.state).collect();
    assert_eq!(
        states,
        [SeatState::Held, SeatState::Queued, SeatState::Held]
    );
    assert_eq!(room(&store).await.taken, 4);
    assert!(does(&store, Act::Confirm(1, SeatState::Seated)).await);
    assert!(does(&store, Act::Confirm(2, SeatState::Waiting)).await);
    assert!(does(&store, Act::Erase(3)).await);
    assert_eq!(store.next_in_line(at(5)).await.unwrap(), None);
    assert!(does(&store, Act::SignUp(seat(4, 4))).await);
    assert!(does(&store, Act::Confirm(4, SeatState::Waiting)).await);
    let next = store.next_in_line(at(5)).await.unwrap().unwrap();
    assert_eq!((next.id, next.seats), (Uuid::from_u128(4), 1));
    assert!(does(&store, Act::Erase(1)).await);
    let next = store.next_in_line(at(5)).await.unwrap().unwrap();
    assert_eq!((next.id, next.seats), (Uuid::from_u128(2), 2));
    assert!(does(&store, Act::Confirm(2, SeatState::Seated)).await);
    assert!(does(&store, Act::Count).await);
    let event = store.event(&EVENT).await.unwrap().unwrap();
    assert_eq!(event.came, Some(2), "each of a company came");
}

async fn a_seat_goes_from_one_to_the_next(database: impl Database) {
    let store = published(&database, 1).await;
    for number in 1..=3 {
        assert!(does(&store, Act::SignUp(seat(number, number))).await);
    }
    assert!(does(&store, Act::Confirm(1, SeatState::Seated)).await);
    assert!(does(&store, Act::Confirm(3, SeatState::Waiting)).await);
    assert!(does(&store, Act::Confirm(2, SeatState::Waiting)).await);
    assert_eq!(store.next_in_line(at(5)).await.unwrap(), None, "it is full");
    let third = store.seat(SeatLink::Page(hash("page", 3))).await.unwrap();
    assert_eq!(store.before_in_line(&third.unwrap()).await.unwrap(), 1);
    assert!(does(&store, Act::Erase(1)).await);
    assert_eq!(
        store.seat(SeatLink::Page(hash("page", 1))).await.unwrap(),
        None
    );
    let next = store.next_in_line(at(5)).await.unwrap().unwrap();
    assert_eq!(next.id, Uuid::from_u128(2), "who came first");
    assert_eq!(
        store.next_in_line(at(100)).await.unwrap(),
        None,
        "it has begun"
    );
    assert!(does(&store, Act::Offer(2, at(20))).await);
    assert!(!does(&store, Act::Offer(2, at(20))).await);
    assert_eq!(store.next_in_line(at(5)).await.unwrap(), None, "it is kept");
    assert!(!does(&store, Act::Accept(2, at(20))).await, "it ran out");
    assert_eq!(store.seats_run_out(at(19), 9).await.unwrap().len(), 0);
    assert_eq!(store.seats_run_out(at(20), 9).await.unwrap()[0].id, next.id);
    assert!(does(&store, Act::Accept(2, at(19))).await);
    let expected = Room {
        capacity: Some(1),
        taken: 1,
        waiting: 1,
    };
    assert_eq!(room(&store).await, expected);
}

fn answers(number: u128, seat: u128) -> NewAnswers {
    NewAnswers {
        id: Uuid::from_u128(number),
        seat: Uuid::from_u128(seat),
        sealed: vec![7],
        due_at: at(250),
    }
}

async fn answers_belong_to_one_seat_and_go_alone_or_when_they_are_due(database: impl Database) {
    let store = published(&database, 2).await;
    for number in 1..=2 {
        assert!(does(&store, Act::SignUp(seat(number, number))).await);
    }
    assert!(does(&store, Act::Answer(answers(11, 1))).await);
    let again = store.commit(Act::Answer(answers(12, 1))).await;
    assert!(again.is_err(), "a seat has one set of answers");
    assert!(store.answers_of_event(&EVENT).await.unwrap().is_empty());
    assert!(does(&store, Act::Prove(11, 21)).await);
    assert!(!does(&store, Act::Prove(11, 22)).await, "proven once");
    let stored = store.answers_of_seat(&Uuid::from_u128(1)).await.unwrap();
    let stored = stored.unwrap();
    assert_eq!(stored.proof, Some(Uuid::from_u128(21)));
    assert_eq!(stored.sealed, [7]);
    assert_eq!(
        store.answers_of_event(&EVENT).await.unwrap(),
        std::slice::from_ref(&stored)
    );
    // The event ends at 200, and the answers are promised to go at 250.
    assert!(
        store
            .due_answers(at(249), at(200), 9)
            .await
            .unwrap()
            .is_empty()
    );
    assert_eq!(
        store.due_answers(at(250), at(200), 9).await.unwrap().len(),
        1
    );
    assert_eq!(
        store.due_answers(at(249), at(201), 9).await.unwrap().len(),
        1
    );
    assert!(does(&store, Act::Erase(11)).await);
    assert_eq!(store.answers_of_seat(&stored.seat).await.unwrap(), None);
    assert!(
        store
            .due_answers(at(999), at(999), 9)
            .await
            .unwrap()
            .is_empty()
    );
    assert!(
        does(&store, Act::Answer(answers(12, 1))).await,
        "another may come"
    );
    assert_eq!(seats(&store).await.len(), 2, "the seats stay");
}

async fn one_mailbox_has_one_that_is_confirmed(database: impl Database) {
    let store = published(&database, 1).await;
    assert!(does(&store, Act::SignUp(seat(1, 7))).await);
    assert!(does(&store, Act::SignUp(seat(2, 7))).await);
    assert!(does(&store, Act::GiveUpHold(2)).await, "the first held one");
    assert!(!does(&store, Act::GiveUpHold(2)).await);
    assert!(does(&store, Act::Confirm(2, SeatState::Seated)).await);
    let again = store.commit(Act::Confirm(1, SeatState::Waiting)).await;
    assert!(again.is_err(), "the database does not take a second");
    assert_eq!(seats(&store).await.len(), 2);
    assert_eq!(room(&store).await.taken, 1);
}

async fn an_event_is_published_and_cancelled_once_and_calendars_count_its_changes(
    database: impl Database,
) {
    let store = Store::open(&database.settings()).await.unwrap();
    assert!(does(&store, Act::Insert(draft(1))).await);
    assert!(does(&store, Act::Edit(draft(2))).await);
    assert_eq!(store.coming_events(at(5), 9).await.unwrap().len(), 0);
    assert!(!does(&store, Act::Cancel).await, "a draft is deleted");
    assert!(does(&store, Act::Publish).await);
    assert!(!does(&store, Act::Publish).await);
    let sequence = async || store.event(&EVENT).await.unwrap().unwrap().sequence;
    assert_eq!(sequence().await, 0);
    assert!(does(&store, Act::Edit(draft(3))).await);
    assert!(does(&store, Act::SignUp(seat(1, 1))).await);
    assert!(does(&store, Act::Confirm(1, SeatState::Seated)).await);
    assert!(does(&store, Act::SignUp(seat(2, 2))).await);
    assert_eq!(store.untold_seats(9).await.unwrap().len(), 0);
    assert!(does(&store, Act::Cancel).await);
    assert!(!does(&store, Act::Cancel).await);
    assert_eq!(sequence().await, 2);
    assert_eq!(store.coming_events(at(199), 9).await.unwrap().len(), 1);
    assert_eq!(store.coming_events(at(200), 9).await.unwrap().len(), 0);
    assert_eq!(store.latest_events(&Uuid::max(), 9).await.unwrap().len(), 1);
    let untold = store.untold_seats(9).await.unwrap();
    assert_eq!(untold.len(), 1, "who has not confirmed is not told");
    assert!(does(&store, Act::Tell(1)).await);
    assert!(!does(&store, Act::Tell(1)).await);
    assert_eq!(store.untold_seats(9).await.unwrap().len(), 0);
}

async fn people_are_due_until_they_are_gone_and_their_number_stays(database: impl Database) {
    let store = published(&database, 5).await;
    let forgotten = store.seats_to_forget(at(300), at(0), 9).await.unwrap();
    assert_eq!(forgotten, []);
    for number in 1..=2 {
        assert!(does(&store, Act::SignUp(seat(number, number))).await);
        assert!(does(&store, Act::Confirm(number, SeatState::Seated)).await);
    }
    let due = async |now, ended_before| {
        let due = store.seats_to_forget(at(now), at(ended_before), 9).await;
        !due.unwrap().is_empty()
    };
    assert!(!due(299, 200).await);
    assert!(due(300, 0).await, "by what was promised");
    assert!(due(299, 201).await, "by a rule that became shorter");
    assert!(does(&store, Act::Count).await);
    assert!(does(&store, Act::Erase(1)).await);
    assert!(due(300, 0).await, "somebody is left");
    assert!(!does(&store, Act::Count).await, "counted once");
    assert!(does(&store, Act::Erase(2)).await);
    assert!(!due(300, 0).await);
    let event = store.event(&EVENT).await.unwrap().unwrap();
    assert_eq!(event.came, Some(2));
}

/// How it was before, and a promise by which people are forgotten from `due` on; noted at `now`.
fn moved(known: &str, due: i64, now: i64) -> Act {
    Act::Move(Moved {
        known: known.to_owned(),
        promise: format!("\"until {due}\""),
        due_at: at(due),
        at: at(now),
    })
}

async fn a_moved_event_keeps_what_people_know_and_the_shorter_promise_until_they_are_told(
    database: impl Database,
) {
    let store = published(&database, 5).await;
    for number in 1..=3 {
        assert!(does(&store, Act::SignUp(seat(number, number))).await);
    }
    assert!(does(&store, Act::Confirm(1, SeatState::Seated)).await);
    assert!(does(&store, Act::Confirm(2, SeatState::Waiting)).await);
    let of = async |number| store.seat_move(&Uuid::from_u128(number)).await.unwrap();
    let row = |known: Option<&str>, due: i64, until: Option<i64>| {
        Some(SeatMove {
            known: known.map(str::to_owned),
            promise: format!("\"until {due}\""),
            due_at: at(due),
            holds_until: until.map(at),
        })
    };
    assert_eq!(of(1).await, None);
    assert!(does(&store, moved("a", 300, 10)).await);
    assert_eq!(of(1).await, row(Some("a"), 300, None));
    assert_eq!(of(3).await, None, "who has not confirmed knows nothing");
    // Moved again before anybody was told: they know what they knew, and were promised what they were.
    assert!(does(&store, moved("b", 400, 11)).await);
    assert_eq!(of(1).await, row(Some("a"), 300, None));
    assert!(does(&store, moved("c", 250, 12)).await);
    assert_eq!(of(1).await, row(Some("a"), 250, None), "shorter at once");
    let untold = store.seats_untold_of_move(at(199), 9).await.unwrap();
    assert_eq!(untold.len(), 2);
    let over = store.seats_untold_of_move(at(200), 9).await.unwrap();
    assert_eq!(over, [], "what is over is told to nobody");
    assert!(does(&store, Act::TellOfMove(1, at(60))).await);
    assert!(!does(&store, Act::TellOfMove(1, at(60))).await);
    assert_eq!(of(1).await, row(None, 250, Some(60)));
    // The event's own promise is due at 300: for the first it holds since 60, for the second never.
    let due = async |now| {
        let due = store.seats_to_forget(at(now), at(0), 9).await.unwrap();
        due.iter().map(|seat| seat.id.as_u128()).collect::<Vec<_>>()
    };
    assert_eq!(due(249).await, []);
    assert_eq!(due(250).await, [2]);
    assert_eq!(due(300).await, [1, 2, 3]);
    // A new promise that holds is what is kept when it is moved again.
    assert!(does(&store, moved("d", 280, 61)).await);
    assert_eq!(of(1).await, row(Some("d"), 280, None));
    // Nobody is forgotten while what they come to is not over.
    let later = EventDraft {
        ends_at: at(500),
        due_at: at(600),
        ..draft(5)
    };
    assert!(does(&store, Act::Edit(later)).await);
    assert_eq!(due(499).await, []);
    assert_eq!(due(500).await, [1, 2]);
    assert!(does(&store, Act::Erase(1)).await);
    assert!(!does(&store, Act::TellOfMove(1, at(60))).await, "gone");
}

async fn the_mails_that_come_by_the_clock_are_marked_once(database: impl Database) {
    let store = published(&database, 1).await;
    for number in 1..=2 {
        assert!(does(&store, Act::SignUp(seat(number, number))).await);
    }
    assert!(does(&store, Act::Confirm(1, SeatState::Seated)).await);
    assert!(does(&store, Act::Confirm(2, SeatState::Waiting)).await);
    let starting = async |after, until| {
        let events = store.events_starting(at(after), at(until)).await;
        events.unwrap().len()
    };
    assert_eq!((starting(99, 100).await, starting(100, 200).await), (1, 0));
    let ended = async |after, until| {
        store
            .events_ended(at(after), at(until))
            .await
            .unwrap()
            .len()
    };
    assert_eq!((ended(199, 200).await, ended(200, 300).await), (1, 0));
    let remind = async |knew_before| {
        let seats = store.seats_to_remind(&EVENT, at(knew_before), 9).await;
        seats.unwrap().len()
    };
    let thank = async || store.seats_to_thank(&EVENT, 9).await.unwrap().len();
    assert_eq!((remind(5).await, thank().await), (1, 1), "with a seat");
    assert!(does(&store, Act::Remind(1)).await);
    assert!(!does(&store, Act::Remind(1)).await);
    assert!(!does(&store, Act::Remind(2)).await, "no seat");
    assert!(does(&store, Act::Thank(1)).await);
    assert!(!does(&store, Act::Thank(1)).await);
    assert_eq!((remind(5).await, thank().await), (0, 0));
    // Of a new time they are reminded again, once they know it.
    assert!(does(&store, moved("a", 300, 10)).await);
    assert!(does(&store, Act::TellOfMove(1, at(60))).await);
    assert_eq!((remind(20).await, remind(21).await), (0, 1));
}

async fn whoever_tells_at_once_tells_each_once(database: impl Database) {
    const PEOPLE: u128 = 20;
    let store = published(&database, 50).await;
    for number in 1..=PEOPLE {
        assert!(does(&store, Act::SignUp(seat(number, number))).await);
        assert!(does(&store, Act::Confirm(number, SeatState::Seated)).await);
    }
    assert!(does(&store, moved("a", 300, 10)).await);
    let other = Store::open(&database.settings()).await;
    let stores = [store.clone(), other.unwrap_or_else(|_| store.clone())];
    let mut telling = JoinSet::new();
    for number in 1..=PEOPLE {
        for store in &stores {
            let store = store.clone();
            telling.spawn(async move {
                let told = does(&store, Act::TellOfMove(number, at(60))).await;
                let reminded = does(&store, Act::Remind(number)).await;
                let thanked = does(&store, Act::Thank(number)).await;
                [told, reminded, thanked].map(usize::from)
            });
        }
    }
    let done = telling.join_all().await.into_iter();
    let sums = done.fold([0; 3], |sums, one| {
        [sums[0] + one[0], sums[1] + one[1], sums[2] + one[2]]
    });
    assert_eq!(sums, [20; 3]);
}
