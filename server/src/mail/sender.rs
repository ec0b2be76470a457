//! The sender: takes what is due a little ahead, and gives it to a few workers with a connection each. A worker writes
//! what came of a mail before it takes its next, so that a process that ends in the middle leaves at most the mails of
//! its open connections in doubt.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use lettre::transport::smtp::extension::ClientId;
use service::{DueMail, MailSender, MayGo, Service, Undelivered};
use storage::StoreError;
use tokio::sync::watch;
use tokio::task::JoinSet;

use super::compose::{Composed, Composer, Uncomposed};
use super::folder::Folder;
use super::settings::{MailSettings, Outgoing};
use super::smtp::{Delivery, LONGEST, Smtp, Trouble};
use super::supply::Supply;

/// How often it looks for mails when there were none.
const EVERY: Duration = Duration::from_millis(250);
/// How long it waits after the database failed.
const AFTER_FAILURE: Duration = Duration::from_secs(2);
/// The wait after trouble with the mail server; it doubles each time.
const FIRST_PATIENCE: Duration = Duration::from_secs(1);
/// The wait after much trouble.
const LONGEST_PATIENCE: Duration = Duration::from_secs(60);
/// How long a connection stays open with nothing to send.
const QUIET: Duration = Duration::from_secs(10);
/// How many mails are taken ahead, for each worker.
const AHEAD: usize = 4;

/// Sends mails until it is stopped.
pub(crate) struct Sender {
    service: Service,
    composer: Arc<Composer>,
    settings: MailSettings,
}

impl Sender {
    pub(crate) const fn new(
        service: Service,
        composer: Arc<Composer>,
        settings: MailSettings,
    ) -> Self {
        Self {
            service,
            composer,
            settings,
        }
    }

    /// Sends until `stop` says so, finishes what is under way, and gives back the rest.
    pub(crate) async fn run(self, stop: watch::Receiver<bool>) {
        if self.settings.outgoing == Outgoing::Wait {
            tracing::warn!(
                "mails wait in the database until SAMTYKKE_SMTP names a mail server to send them to"
            );
            return;
        }
        let supply = Arc::new(Supply::default());
        let trouble = Arc::new(Complaint::default());
        let mut workers = JoinSet::new();
        for _worker in 0..self.settings.connections.get() {
            let worker = Worker {
                service: self.service.clone(),
                composer: Arc::clone(&self.composer),
                supply: Arc::clone(&supply),
                way: self.way(),
                complaint: Arc::clone(&trouble),
                stop: stop.clone(),
            };
            workers.spawn(worker.run());
        }
        self.keep_supplied(&supply, stop).await;
        for mail in supply.end() {
            give_back(&self.service, &mail).await;
        }
        while workers.join_next().await.is_some() {}
    }

    fn way(&self) -> Way {
        match &self.settings.outgoing {
            Outgoing::Smtp(server) => {
                let hello = ClientId::Domain(self.composer.host().to_owned());
                Way::Smtp(Box::new(Smtp::new(server.clone(), hello)))
            }
            Outgoing::Folder(folder) => Way::Folder(Folder::at(folder.clone())),
            Outgoing::Wait => Way::Nowhere,
        }
    }

    async fn keep_supplied(&self, supply: &Supply, mut stop: watch::Receiver<bool>) {
        let sender = self.service.new_mail_sender(self.settings.per_minute);
        loop {
            let pause = match self.supply_once(supply, &sender).await {
                Ok(true) => Duration::ZERO,
                Ok(false) => EVERY,
                Err(error) => {
                    tracing::warn!(%error, "mails cannot be taken from the database; tried again");
                    AFTER_FAILURE
                }
            };
            tokio::select! {
                _ = stop.wait_for(|stop| *stop) => return,
                () = rest(supply, pause) => {}
            }
        }
    }

    /// Takes mails, if there is room for them; whether there were any.
    async fn supply_once(&self, supply: &Supply, sender: &MailSender) -> Result<bool, StoreError> {
        let ahead = AHEAD * self.settings.connections.get();
        let room = ahead.saturating_sub(supply.waiting());
        // A few at a time would be a transaction a few.
        if room < ahead / 2 {
            return Ok(true);
        }
        let limit = u32::try_from(room).unwrap_or(u32::MAX);
        let taken = self.service.take_mails(sender, limit).await?;
        let any = !taken.is_empty();
        supply.add(taken);
        Ok(any)
    }
}

/// With mails waiting, until one is given out; else a while.
async fn rest(supply: &Supply, pause: Duration) {
    if pause.is_zero() {
        supply.is_wanted().await;
    } else {
        tokio::time::sleep(pause).await;
    }
}

/// Where a worker's mails go.
enum Way {
    Smtp(Box<Smtp>),
    Folder(Folder),
    Nowhere,
}

impl Way {
    async fn deliver(&mut self, mail: &DueMail, composed: Composed) -> Result<Delivery, Trouble> {
        match self {
            Self::Smtp(smtp) => smtp.deliver(&composed).await,
            Self::Folder(folder) => {
                let (folder, id) = (folder.clone(), mail.id());
                let writing = tokio::task::spawn_blocking(move || folder.write(&id, &composed));
                match writing.await {
                    Ok(Ok(())) => Ok(Delivery::Sent("file".to_owned())),
                    Ok(Err(error)) => Err(Trouble::Folder(error.to_string())),
                    Err(error) => Err(Trouble::Folder(error.to_string())),
                }
            }
            Self::Nowhere => Err(Trouble::Unreachable("none is set".to_owned())),
        }
    }

    async fn leave(&mut self) {
        if let Self::Smtp(smtp) = self {
            smtp.leave().await;
        }
    }
}

struct Worker {
    service: Service,
    composer: Arc<Composer>,
    supply: Arc<Supply>,
    way: Way,
    complaint: Arc<Complaint>,
    stop: watch::Receiver<bool>,
}

impl Worker {
    async fn run(mut self) {
        let mut patience = FIRST_PATIENCE;
        while let Some(mail) = self.next().await {
            let outcome = self.send(&mail).await;
            self.supply.done(mail.envelope.to.domain());
            match outcome {
                Ok(()) => patience = FIRST_PATIENCE,
                Err(wait) => {
                    let wait = wait.unwrap_or(patience);
                    patience = (2 * patience).min(LONGEST_PATIENCE);
                    self.sleep(wait).await;
                }
            }
        }
        self.way.leave().await;
    }

    /// The next mail, with the connection closed when it was quiet for long.
    async fn next(&mut self) -> Option<DueMail> {
        let service = self.service.clone();
        let supply = Arc::clone(&self.supply);
        let next = supply.next(|| service.now());
        tokio::pin!(next);
        match tokio::time::timeout(QUIET, &mut next).await {
            Ok(next) => next,
            Err(_) => {
                self.way.leave().await;
                next.await
            }
        }
    }

    async fn sleep(&mut self, wait: Duration) {
        let mut stop = self.stop.clone();
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            _ = stop.wait_for(|stop| *stop) => {}
        }
    }

    /// Sends one mail and writes what came of it. An error says to wait: for so long, or as long as trouble makes.
    async fn send(&mut self, mail: &DueMail) -> Result<(), Option<Duration>> {
        if !self.may_go(mail).await? {
            return Ok(());
        }
        let composed = match self.composer.compose(mail).await {
            Ok(composed) => composed,
            Err(Uncomposed::NotNow(error)) => {
                tracing::warn!(%error, "what a mail says cannot be read; tried again");
                give_back(&self.service, mail).await;
                return Err(Some(AFTER_FAILURE));
            }
            Err(Uncomposed::Never) => return self.give_up(mail).await,
        };
        match self.way.deliver(mail, composed).await {
            Ok(delivery) => {
                self.complaint.is_over();
                self.tell(mail, delivery).await
            }
            Err(trouble) => {
                self.complaint.is(&trouble);
                give_back(&self.service, mail).await;
                Err(None)
            }
        }
    }

    async fn give_up(&self, mail: &DueMail) -> Result<(), Option<Duration>> {
        tracing::error!(id = %mail.id(), "a mail cannot be composed and is given up");
        let why = Undelivered::Refused {
            status: "not composed".to_owned(),
        };
        let told = self.service.mail_undelivered(mail, why).await;
        told.map_err(|_| Some(AFTER_FAILURE))
    }

    /// Whether the mail may go: it is still ours, and will be until the server has answered.
    async fn may_go(&self, mail: &DueMail) -> Result<bool, Option<Duration>> {
        let held = self.service.may_mail_go(mail).await;
        match held.map_err(|_| Some(AFTER_FAILURE))? {
            MayGo::Now if ends_in_time(mail, self.service.now()) => Ok(true),
            MayGo::Now | MayGo::NotNow => {
                give_back(&self.service, mail).await;
                Ok(false)
            }
            MayGo::NotOurs => Ok(false),
        }
    }

    /// Writes what came of a mail. As long as that fails, nothing else is sent: each mail more could be sent twice.
    async fn tell(&mut self, mail: &DueMail, delivery: Delivery) -> Result<(), Option<Duration>> {
        let told = match delivery {
            Delivery::Sent(answer) => self.tell_sent(mail, &answer).await,
            Delivery::Not(why) => self.service.mail_undelivered(mail, why).await,
        };
        told.map_err(|error| {
            tracing::warn!(%error, id = %mail.id(), "what came of a mail cannot be written; it goes again");
            Some(AFTER_FAILURE)
        })
    }

    async fn tell_sent(&mut self, mail: &DueMail, answer: &str) -> Result<(), StoreError> {
        loop {
            let told = self.service.mail_sent(mail, answer.to_owned()).await;
            let is_over = *self.stop.borrow() || self.service.now() >= mail.held_until;
            match told {
                Err(error) if error.is_unavailable() && !is_over => {
                    self.sleep(AFTER_FAILURE).await;
                }
                told => return told,
            }
        }
    }
}

fn ends_in_time(mail: &DueMail, now: Timestamp) -> bool {
    now.checked_add(LONGEST)
        .is_ok_and(|end| end <= mail.held_until)
}

async fn give_back(service: &Service, mail: &DueMail) {
    // One that cannot be given back comes back by itself when its lease has run out.
    if let Err(error) = service.give_mail_back(mail).await {
        tracing::warn!(%error, id = %mail.id(), "a mail cannot be given back and waits for its lease");
    }
}

/// What is wrong with the mail server, so that it is said once and not by each worker each time.
#[derive(Default)]
struct Complaint(Mutex<Option<String>>);

impl Complaint {
    fn is(&self, trouble: &Trouble) {
        let said = trouble.to_string();
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if last.as_ref() != Some(&said) {
            tracing::error!(%trouble, "no mails are sent; they wait in the database, and it is tried again");
            *last = Some(said);
        }
    }

    fn is_over(&self) {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if last.take().is_some() {
            tracing::info!("mails are sent again");
        }
    }
}
