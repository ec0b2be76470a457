//! Asking for the newsletter. The same rows are written whether the address is known or not; the only difference is
//! whether the mail that asks for confirmation goes, and nobody sees that but whoever reads the mailbox.

use domain::canonical::Digest;
use domain::consent::Method;
use domain::mail::{Envelope, Letter, Line, LinkToken, MailAddress};
use domain::problem::Problem;
use domain::register::{Key, ServedNewsletter};
use domain::subscription::{CONFIRM_WITHIN, Surface, Topics, Wording};
use domain::text::Language;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use storage::{
    ConfirmationPace, MailBeginning, NewKey, NewMail, NewSubscription, Operation, StoreError, Tx,
};

use super::subscriber::Subscriber;
use super::wording::Shown;
use super::yes::{Came, NewYes};
use crate::{MailFor, Service};

/// How long a mailbox waits for another confirmation. The third in a day is the last.
const BETWEEN: SignedDuration = SignedDuration::from_mins(10);
/// The time in which a mailbox gets at most three.
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// A sign-up, as it reached a door: what was typed and ticked.
#[derive(Clone, Debug)]
pub struct SignUp {
    /// The language it was asked in.
    pub language: Language,
    /// How it reached us.
    pub method: Method,
    /// What was typed as the address.
    pub email: String,
    /// What was typed as the name, if anything.
    pub name: String,
    /// The topics ticked.
    pub topics: Vec<Key>,
    /// The hash of the words that were shown.
    pub wording: Option<Digest>,
}

impl Service {
    /// Takes a sign-up, and writes the mail that asks for confirmation.
    ///
    /// # Errors
    /// - [`Problem::NotFound`]: the organisation has no newsletter.
    /// - [`Problem::MissingAddress`], [`Problem::SeveralAddresses`], [`Problem::MalformedAddress`],
    ///   [`Problem::UnreadableName`], [`Problem::NoTopic`], [`Problem::UnknownTopic`]: what was typed or ticked.
    /// - [`Problem::NoticeChanged`]: the words shown are not in force.
    /// - [`Problem::Unavailable`]: the database does not take it. Nothing was stored.
    pub async fn sign_up(&self, form: SignUp) -> Result<(), Problem> {
        let asked = self.draw_asked(&form, Wording::sign_up, Surface::SignUp)?;
        self.commit(asked).await
    }

    /// Draws what the box in the form of an event asks for. Errors as [`Self::sign_up`].
    pub(crate) fn draw_asked_beside_event(&self, form: &SignUp) -> Result<Asked, Problem> {
        self.draw_asked(form, Wording::beside_event, Surface::Event)
    }

    fn draw_asked(
        &self,
        form: &SignUp,
        compose: Compose,
        surface: Surface,
    ) -> Result<Asked, Problem> {
        let newsletter = self.newsletter()?;
        let subscriber = Subscriber {
            address: MailAddress::parse(&form.email)?,
            name: read_name(&form.name)?,
            language: form.language,
            topics: Topics::choose(newsletter, &form.topics)?,
        };
        let shown = self.words_shown(form.wording, |day| {
            Some(compose(newsletter, form.language, day))
        })?;
        let came = Came {
            language: form.language,
            surface,
            method: form.method,
        };
        self.draw_sign_up(&subscriber, &shown, came)
    }

    fn draw_sign_up(
        &self,
        subscriber: &Subscriber,
        shown: &Shown,
        came: Came,
    ) -> Result<Asked, Problem> {
        let now = self.now();
        let yes = self.draw_yes(subscriber, shown, came, None)?;
        let key = self.draw_key(self.chance().uuid_v7(now));
        let token = LinkToken::from_bytes(self.chance().bytes32());
        let letter = Envelope {
            to: subscriber.address.clone(),
            name: subscriber.name.clone(),
            language: subscriber.language,
            letter: Letter::ConfirmSubscription {
                token: token.clone(),
            },
        };
        let of = MailFor {
            key: &key,
            batch: None,
            due_at: now,
            // The operation decides.
        };
        Ok(Asked {
            subscription: NewSubscription {
                id: key.owner,
                mailbox: self.mailbox(&subscriber.address),
                proof: yes.proof(),
                link: self.chance().uuid_v7(now),
                sealed: self.seal_subscriber(&key, subscriber)?,
                given_at: now,
                expires_at: self.expires(now, shown.day),
                confirm: token.hash(),
            },
            mail: self.draw_mail(&letter, &of)?,
            fingerprint: self.fingerprint(&subscriber.address),
            keys: vec![key.new_key(), yes.new_key()],
            yes,
        })
    }

    /// Seven days from now, and never after the day that was promised on the screen.
    fn expires(&self, now: Timestamp, shown: Date) -> Timestamp {
        let days = SignedDuration::from_hours(24 * i64::from(CONFIRM_WITHIN.days));
        let full = now.saturating_add(days).unwrap_or(Timestamp::MAX);
        let promised = CONFIRM_WITHIN.after(shown).and_then(|day| day.tomorrow());
        let promised = promised.ok().and_then(|day| self.start_of(day));
        promised.map_or(full, |end| full.min(end))
    }
}

pub(super) fn read_name(typed: &str) -> Result<Option<Line>, Problem> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    Line::parse(typed)
        .map(Some)
        .map_err(|_| Problem::UnreadableName)
}

/// The words of a surface in a language on a day.
type Compose = fn(ServedNewsletter<'_>, Language, Date) -> Wording;

/// A sign-up that waits to be confirmed, ready to be written.
pub(crate) struct Asked {
    yes: NewYes,
    subscription: NewSubscription,
    mail: NewMail,
    fingerprint: Digest,
    keys: Vec<NewKey>,
}

impl Operation for Asked {
    type Output = ();

    fn keys(&self) -> Vec<NewKey> {
        self.keys.clone()
    }

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        let mailbox = &self.subscription.mailbox;
        let pace = tx.hold_confirmation_pace(mailbox).await?;
        let kept_out = tx.is_kept_out(&self.fingerprint).await?;
        let next = next_confirmation(pace, self.subscription.given_at).filter(|_| !kept_out);
        tx.set_confirmation_pace(mailbox, next.unwrap_or(pace))
            .await?;
        self.mail.beginning = match next {
            Some(_) => MailBeginning::Waits,
            None => MailBeginning::Withheld,
        };
        self.yes.write(tx).await?;
        tx.insert_subscription(&self.subscription).await?;
        tx.mail(&self.mail).await
    }
}

/// The pace once a confirmation is sent `now`; none when the mailbox has had its share.
pub(crate) fn next_confirmation(
    pace: ConfirmationPace,
    now: Timestamp,
) -> Option<ConfirmationPace> {
    let ConfirmationPace([latest, second, third]) = pace;
    let may = now.duration_since(latest) >= BETWEEN && now.duration_since(third) >= DAY;
    may.then_some(ConfirmationPace([now, latest, second]))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// However sign-ups come, ten minutes lie between any two confirmations and a day between any four.
        #[test]
        fn a_mailbox_gets_one_confirmation_in_ten_minutes_and_three_in_a_day(waits in prop::collection::vec(0_i64..20_000, 1..60)) {
            let mut now = Timestamp::from_second(1_800_000_000).unwrap();
            let mut pace = ConfirmationPace([Timestamp::UNIX_EPOCH; 3]);
            let mut sent = Vec::new();
            for wait in waits {
                now = now.checked_add(SignedDuration::from_secs(wait)).unwrap();
                if let Some(next) = next_confirmation(pace, now) {
                    pace = next;
                    sent.push(now);
                }
            }
            prop_assert!(!sent.is_empty(), "the first always goes");
            prop_assert!(sent.windows(2).all(|pair| pair[1].duration_since(pair[0]) >= BETWEEN));
            prop_assert!(sent.windows(4).all(|four| four[3].duration_since(four[0]) >= DAY));
        }
    }
}
