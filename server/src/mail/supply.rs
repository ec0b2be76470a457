//! The mails that were taken and wait for a worker. Their domains are known only here, where they are opened, and so
//! it is here that no domain gets more than a few at a time.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use service::DueMail;
use tokio::sync::Notify;

/// How many mails go to one domain at the same time. Large receivers slow down who sends more.
const PER_DOMAIN: usize = 2;

/// What waits, and what is under way.
#[derive(Default)]
pub(super) struct Supply {
    state: Mutex<State>,
    /// Something may go that could not before.
    changed: Notify,
    /// There is room for more.
    wanted: Notify,
}

#[derive(Default)]
struct State {
    waiting: VecDeque<DueMail>,
    busy: HashMap<String, usize>,
    is_over: bool,
}

/// What a worker gets.
pub(super) enum Next {
    /// A mail that may go now.
    Mail(Box<DueMail>),
    /// One may go after this time, if nothing comes before.
    After(Duration),
    /// Nothing may go until something changes.
    Nothing,
    /// No more is given out.
    Over,
}

impl Supply {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many wait.
    pub(super) fn waiting(&self) -> usize {
        self.state().waiting.len()
    }

    pub(super) fn add(&self, mails: Vec<DueMail>) {
        self.state().waiting.extend(mails);
        self.changed.notify_waiters();
    }

    /// Resolves when a mail has been given out since the last time.
    pub(super) async fn is_wanted(&self) {
        self.wanted.notified().await;
    }

    /// The next mail that may go. It counts for its domain until [`Self::done`].
    pub(super) async fn next(&self, now: impl Fn() -> Timestamp) -> Option<DueMail> {
        loop {
            let changed = self.changed.notified();
            tokio::pin!(changed);
            // From here on no change is missed.
            changed.as_mut().enable();
            let next = self.state().next(now());
            match next {
                Next::Mail(mail) => {
                    self.wanted.notify_one();
                    return Some(*mail);
                }
                Next::Over => return None,
                Next::Nothing => changed.await,
                Next::After(wait) => {
                    // Whichever comes first.
                    let _changed = tokio::time::timeout(wait, changed).await;
                }
            }
        }
    }

    /// A mail to this domain is no longer under way.
    pub(super) fn done(&self, domain: &str) {
        let mut state = self.state();
        if let Some(busy) = state.busy.get_mut(domain) {
            *busy -= 1;
            if *busy == 0 {
                state.busy.remove(domain);
            }
        }
        drop(state);
        self.changed.notify_waiters();
    }

    /// Gives no more out, and returns what waits.
    pub(super) fn end(&self) -> Vec<DueMail> {
        let mut state = self.state();
        state.is_over = true;
        let left = state.waiting.drain(..).collect();
        drop(state);
        self.changed.notify_waiters();
        left
    }
}

impl State {
    fn next(&mut self, now: Timestamp) -> Next {
        if self.is_over {
            return Next::Over;
        }
        let is_free = |mail: &DueMail| {
            let busy = self.busy.get(mail.envelope.to.domain());
            busy.is_none_or(|busy| *busy < PER_DOMAIN)
        };
        let Some(place) = self.waiting.iter().position(is_free) else {
            return Next::Nothing;
        };
        let wait = self.waiting[place].not_before.duration_since(now);
        if let Ok(wait) = Duration::try_from(wait)
            && !wait.is_zero()
        {
            return Next::After(wait);
        }
        let Some(mail) = self.waiting.remove(place) else {
            return Next::Nothing;
        };
        let domain = mail.envelope.to.domain().to_owned();
        *self.busy.entry(domain).or_default() += 1;
        Next::Mail(Box::new(mail))
    }
}
