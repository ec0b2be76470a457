//! A rate that was set is kept: evenly, and within two percent of a minute.

use std::time::Duration;

use domain::mail::{Envelope, Letter, LinkToken, MailAddress};
use domain::text::Language;
use jiff::{SignedDuration, Timestamp};
use service::MailFor;
use storage::{NewKey, NewMail, Operation, StoreError, Tx};
use uuid::Uuid;

use crate::bench::{Bench, Plan};

/// How many mails a minute.
const RATE: u32 = 900;

struct Write {
    mails: Vec<NewMail>,
    key: NewKey,
}

impl Operation for Write {
    type Output = ();

    fn keys(&self) -> Vec<NewKey> {
        vec![self.key.clone()]
    }

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        for mail in &self.mails {
            tx.mail(mail).await?;
        }
        Ok(())
    }
}

/// More mails than go in the time of the test, all about one thing.
fn write_mails(bench: &Bench) {
    let key = bench.service().draw_key(Uuid::from_u128(1));
    let of = MailFor {
        key: &key,
        batch: Some(Uuid::from_u128(2)),
        due_at: bench.service().now(),
    };
    let mails = (0..2 * RATE).map(|number| {
        let envelope = Envelope {
            to: MailAddress::parse(&format!("p@d{number}.example")).unwrap(),
            name: None,
            language: Language::Da,
            letter: Letter::MessageWaits {
                token: LinkToken::from_bytes([1; 32]),
            },
        };
        bench.service().draw_mail(&envelope, &of).unwrap()
    });
    bench.commit(Write {
        mails: mails.collect(),
        key: key.new_key(),
    });
}

#[test]
#[ignore = "a proof of a minute: run by `make prove`"]
fn prove_a_rate_is_kept_within_two_percent_over_a_minute() {
    let bench = Bench::with(Plan::default().set("SAMTYKKE_MAIL_RATE", RATE.to_string()));
    let sent = || std::fs::read_dir(bench.place.data().join("mail")).map_or(0, Iterator::count);
    let start: Timestamp = bench.service().now();
    write_mails(&bench);
    // The clock goes as time goes, in small steps; what counts is what it says.
    let mut by_second = Vec::new();
    for step in 1..=70 * 50_i64 {
        std::thread::sleep(Duration::from_millis(20));
        let now = start + SignedDuration::from_millis(20 * step);
        bench.move_clock(&now.to_string());
        if step % 50 == 0 {
            by_second.push(sent());
        }
    }
    let minutes: Vec<usize> = (0..10)
        .map(|second| by_second[second + 59] - by_second[second])
        .collect();
    println!("of {RATE} a minute, in 59 seconds each: {minutes:?}");
    let expected = f64::from(RATE) * 59.0 / 60.0;
    for minute in minutes {
        let went = f64::from(u32::try_from(minute).unwrap());
        assert!(
            (went - expected).abs() <= 0.02 * expected,
            "{went} of {expected}"
        );
    }
}
