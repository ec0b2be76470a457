//! The list of those who get the newsletter, to take out: only after a fresh code, noted in the access log first, and
//! written so that no spreadsheet takes a name or an address for a formula. Whose data is only kept (Article 18) is
//! counted in it and not told.

use domain::problem::Problem;
use domain::staff::{AccessAction, AccessReason};
use domain::text::Language;
use jiff::Timestamp;
use uuid::Uuid;

use crate::spreadsheet::{MARK, cell};
use crate::{Look, Service, StaffActor, problem};

/// How many are read at a time.
const BATCH: u32 = 256;

impl Service {
    /// Everybody who gets the newsletter, as a file for spreadsheets: address, name, language, topics.
    ///
    /// # Errors
    /// - [`Problem::Forbidden`]: no role of theirs opens the newsletter.
    /// - [`Problem::CodeNeeded`]: their last code is too long ago.
    /// - [`Problem::Unavailable`]: the database does not answer.
    pub async fn export_subscribers(
        &self,
        actor: &StaffActor,
        language: Language,
    ) -> Result<Vec<u8>, Problem> {
        self.require_newsletter(actor)?;
        actor.require_recent_code()?;
        let newsletter = self.newsletter()?;
        let look = Look {
            thing: Uuid::nil(),
            purpose: &newsletter.newsletter.purpose,
            action: AccessAction::Exported,
            reason: AccessReason::Task,
        };
        self.log_access(actor, look).await?;
        let mut file = csv::WriterBuilder::new()
            .delimiter(b';')
            .from_writer(MARK.as_bytes().to_vec());
        let head = match language {
            Language::Da => ["Mailadresse", "Navn", "Sprog", "Emner"],
            Language::En => ["Mail address", "Name", "Language", "Topics"],
        };
        let unwritable = |_| problem::missing("room for a list");
        file.write_record(head).map_err(unwritable)?;
        for row in self.subscriber_rows(language).await? {
            file.write_record(row).map_err(unwritable)?;
        }
        file.into_inner()
            .map_err(|_| problem::missing("room for a list"))
    }

    async fn subscriber_rows(&self, language: Language) -> Result<Vec<[String; 4]>, Problem> {
        let known = &self.newsletter()?.purpose.topic;
        let mut rows = Vec::new();
        let mut after = Uuid::nil();
        loop {
            let page = self
                .store()
                .confirmed_subscriptions(Timestamp::MAX, &after, BATCH);
            let page = page.await.map_err(problem::of_store)?;
            let Some(last) = page.last() else {
                return Ok(rows);
            };
            after = last.id;
            for stored in page {
                let stopped = self.store().is_use_stopped(&stored.id).await;
                if stopped.map_err(problem::of_store)? {
                    rows.push(restricted(language));
                    continue;
                }
                let Some(opened) = self.open_subscription(stored).await? else {
                    continue;
                };
                let subscriber = opened.subscriber;
                let topics = subscriber.topics.keys().iter();
                let topics: Vec<&str> = topics
                    .filter_map(|key| known.get(key))
                    .map(|topic| topic.get(language))
                    .collect();
                let name = subscriber.name.as_ref().map_or("", |name| name.as_str());
                rows.push([
                    cell(subscriber.address.as_str()),
                    cell(name),
                    subscriber.language.tag().to_owned(),
                    cell(&topics.join(", ")),
                ]);
            }
        }
    }
}

/// What stands in the list for whoever stopped the use of their data.
fn restricted(language: Language) -> [String; 4] {
    let words = match language {
        Language::Da => "Begrænset: må kun gemmes",
        Language::En => "Restricted: only kept",
    };
    [words, "", "", ""].map(str::to_owned)
}
