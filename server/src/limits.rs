//! How often one network may do what. Reading pages is not counted; what writes or looks up a secret is.

use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use domain::problem::Problem;
use governor::clock::DefaultClock;
use governor::state::keyed::DashMapStateStore;
use governor::{Quota, RateLimiter};

use crate::client::Network;

/// The largest body of any form or call: 100 ticked services fit many times over.
pub const MAX_BODY: usize = 32 * 1024;
/// The largest list of addresses: some 5,000 lines.
pub const MAX_LIST: usize = 512 * 1024;
/// The largest form with a picture: the file, and what is said of it.
pub const MAX_PICTURE: usize = domain::event::LARGEST_PICTURE + MAX_BODY;
/// The largest form with files of a secure message: the files, and what is said of them.
pub const MAX_FILES: usize = domain::secure::MOST_TOGETHER + 2 * MAX_BODY;
/// How long a form with files may take: 25 MB over a slow line, some 0.7 Mbit/s.
pub const MAX_FILES_TIME: Duration = Duration::from_secs(300);
/// The largest head of a request, address and headers together.
pub const MAX_HEAD_BYTES: usize = 32 * 1024;
/// How long a request's head may take to arrive, and a connection may wait without one.
pub const MAX_HEAD: Duration = Duration::from_secs(10);
/// How many connections are open at once; further ones wait in the system's queue.
pub const MAX_CONNECTIONS: usize = 2048;
/// How long one request may take, reading its body included.
pub const MAX_TIME: Duration = Duration::from_secs(15);
/// How long a stop waits for what was begun: less than the ten seconds after which supervisors commonly kill.
pub const MAX_STOP: Duration = Duration::from_secs(5);
/// How many requests are answered at once before further ones are told to come back.
pub const MAX_AT_ONCE: usize = 512;

type Counter = RateLimiter<Network, DashMapStateStore<Network>, DefaultClock>;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// A cookie choice.
    Choose,
    /// A receipt looked up by its code.
    LookUp,
    /// A consent withdrawn by its receipt code.
    Withdraw,
    /// A consent or refusal that another program brings.
    Record,
    /// A page's data, called by script.
    Read,
    /// The script for other websites, or what it asks for to show.
    Embed,
    /// A sign-up to the newsletter, by whichever door.
    SignUp,
    /// What is done behind a link that we mailed.
    MailedLink,
    /// A step of signing in, or an invitation accepted.
    SignIn,
    /// A form of somebody who is signed in.
    Staff,
    /// An enquiry written, or anything done on its page.
    WriteIn,
    /// A step of coming in to the rights portal.
    ComeIn,
    /// A form of somebody who is in.
    Rights,
}

/// How many of each action a network may do a minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rates {
    /// Cookie choices.
    pub choose: NonZeroU32,
    /// Receipts looked up.
    pub look_up: NonZeroU32,
    /// Consents withdrawn.
    pub withdraw: NonZeroU32,
    /// Consents and refusals brought by other programs.
    pub record: NonZeroU32,
    /// Reads by script.
    pub read: NonZeroU32,
    /// Scripts for other websites: a mobile company's whole network may stand behind one address.
    pub embed: NonZeroU32,
    /// Sign-ups to the newsletter.
    pub sign_up: NonZeroU32,
    /// What is done behind mailed links: a mail company's servers stop newsletters for all who have their mailbox
    /// there.
    pub mailed_link: NonZeroU32,
    /// Steps of signing in.
    pub sign_in: NonZeroU32,
    /// Forms of somebody who is signed in.
    pub staff: NonZeroU32,
    /// Enquiries written, and what is done on their pages.
    pub write_in: NonZeroU32,
    /// Steps of coming in to the rights portal.
    pub come_in: NonZeroU32,
    /// Forms of somebody who is in.
    pub rights: NonZeroU32,
}

impl Rates {
    /// What a household or an office behind one address needs, with room; what records may be a site's own server,
    /// which speaks for all its visitors.
    pub const SHIPPED: Self = Self {
        choose: NonZeroU32::new(60).expect("60 is not zero"),
        look_up: NonZeroU32::new(30).expect("30 is not zero"),
        withdraw: NonZeroU32::new(30).expect("30 is not zero"),
        record: NonZeroU32::new(600).expect("600 is not zero"),
        read: NonZeroU32::new(600).expect("600 is not zero"),
        embed: NonZeroU32::new(6_000).expect("6,000 is not zero"),
        sign_up: NonZeroU32::new(20).expect("20 is not zero"),
        mailed_link: NonZeroU32::new(6_000).expect("6,000 is not zero"),
        sign_in: NonZeroU32::new(20).expect("20 is not zero"),
        staff: NonZeroU32::new(120).expect("120 is not zero"),
        write_in: NonZeroU32::new(10).expect("10 is not zero"),
        come_in: NonZeroU32::new(20).expect("20 is not zero"),
        rights: NonZeroU32::new(120).expect("120 is not zero"),
    };

    /// The same for every action.
    #[must_use]
    pub const fn all(rate: NonZeroU32) -> Self {
        Self {
            choose: rate,
            look_up: rate,
            withdraw: rate,
            record: rate,
            read: rate,
            embed: rate,
            sign_up: rate,
            mailed_link: rate,
            sign_in: rate,
            staff: rate,
            write_in: rate,
            come_in: rate,
            rights: rate,
        }
    }
}

/// Counts by network. Kept in memory only; `governor` reads the monotonic clock itself, since a limit in real
/// time is what it is for.
#[derive(Clone)]
pub struct Limits {
    choose: Arc<Counter>,
    look_up: Arc<Counter>,
    withdraw: Arc<Counter>,
    record: Arc<Counter>,
    read: Arc<Counter>,
    embed: Arc<Counter>,
    sign_up: Arc<Counter>,
    mailed_link: Arc<Counter>,
    sign_in: Arc<Counter>,
    staff: Arc<Counter>,
    write_in: Arc<Counter>,
    come_in: Arc<Counter>,
    rights: Arc<Counter>,
}

impl Limits {
    /// Starts counting.
    #[must_use]
    pub fn new(rates: Rates) -> Self {
        let counter = |rate| Arc::new(RateLimiter::keyed(Quota::per_minute(rate)));
        Self {
            choose: counter(rates.choose),
            look_up: counter(rates.look_up),
            withdraw: counter(rates.withdraw),
            record: counter(rates.record),
            read: counter(rates.read),
            embed: counter(rates.embed),
            sign_up: counter(rates.sign_up),
            mailed_link: counter(rates.mailed_link),
            sign_in: counter(rates.sign_in),
            staff: counter(rates.staff),
            write_in: counter(rates.write_in),
            come_in: counter(rates.come_in),
            rights: counter(rates.rights),
        }
    }

    /// Counts one `action` of `network`.
    ///
    /// # Errors
    /// [`Problem::TooManyRequests`] when it was one too many.
    pub fn count(&self, action: Action, network: Network) -> Result<(), Problem> {
        let counter = match action {
            Action::Choose => &self.choose,
            Action::LookUp => &self.look_up,
            Action::Withdraw => &self.withdraw,
            Action::Record => &self.record,
            Action::Read => &self.read,
            Action::Embed => &self.embed,
            Action::SignUp => &self.sign_up,
            Action::MailedLink => &self.mailed_link,
            Action::SignIn => &self.sign_in,
            Action::Staff => &self.staff,
            Action::WriteIn => &self.write_in,
            Action::ComeIn => &self.come_in,
            Action::Rights => &self.rights,
        };
        counter
            .check_key(&network)
            .map_err(|_| Problem::TooManyRequests)
    }

    /// Forgets networks that have been quiet long enough to have their full allowance again.
    pub fn forget_quiet(&self) {
        for counter in [
            &self.choose,
            &self.look_up,
            &self.withdraw,
            &self.record,
            &self.read,
            &self.embed,
            &self.sign_up,
            &self.mailed_link,
            &self.sign_in,
            &self.staff,
            &self.write_in,
            &self.come_in,
            &self.rights,
        ] {
            counter.retain_recent();
            counter.shrink_to_fit();
        }
    }
}
