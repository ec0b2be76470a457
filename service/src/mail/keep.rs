//! How long it is kept that a mail was sent.

use jiff::Timestamp;
use storage::StoreError;

use crate::Service;
use crate::erase_proofs::last_day;

/// How many rows go at a time; visitors' writes wait no longer than one such batch takes.
const BATCH: u32 = 256;

impl Service {
    /// Deletes the mails whose time is up, and returns how many.
    ///
    /// # Errors
    /// When the database fails; the next call goes on.
    pub(crate) async fn delete_old_mails(&self) -> Result<u64, StoreError> {
        let Some(before) = self.mails_ended_before() else {
            return Ok(0);
        };
        let mut deleted = 0;
        loop {
            let now = self
                .end(|| self.store().delete_mails(before, BATCH))
                .await?;
            deleted += now;
            if now < u64::from(BATCH) {
                return Ok(deleted);
            }
        }
    }

    /// The end of the last day whose mails go today. None in a calendar that has hardly begun.
    fn mails_ended_before(&self) -> Option<Timestamp> {
        let register = self.register();
        let last = last_day(self.today(), |day| register.mail_entry_goes_on(day))?;
        self.start_of(last.tomorrow().ok()?)
    }
}
