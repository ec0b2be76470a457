//! Coming in, by the code of a mail or by its link, in the browser that asked. What was used, is too old, or belongs to
//! another browser is refused alike.

use std::fmt;

use domain::canonical::Digest;
use domain::mail::{LinkToken, MailAddress};
use domain::portal::{EntryCode, MOST_LIVE, MOST_TRIES};
use domain::problem::Problem;
use domain::staff::Browser;
use jiff::Timestamp;
use storage::{LivePortalAttempt, NewKey, NewPortalSession, Operation, StoreError, Tx, Within};
use uuid::Uuid;

use super::browser::EntryBrowser;
use super::{asked_address, open_address};
use crate::{Service, problem};

/// A typed code, as it reached a door.
#[derive(Clone)]
pub struct ByCode {
    /// What was typed.
    pub code: String,
    /// What the browser keeps from asking.
    pub browser: Option<EntryBrowser>,
    /// The browser, as its owner would name it.
    pub named: Browser,
    /// The session that the browser held until now, here or as staff; it ends, since a browser holds one.
    pub before: Option<LinkToken>,
}

/// A link that was followed and pressed, as it reached a door.
#[derive(Clone)]
pub struct ByLink {
    /// The link's token.
    pub token: LinkToken,
    /// What the browser keeps from asking.
    pub browser: Option<EntryBrowser>,
    /// The browser, as its owner would name it.
    pub named: Browser,
    /// The session that the browser held until now, here or as staff; it ends, since a browser holds one.
    pub before: Option<LinkToken>,
}

/// Somebody came in.
#[derive(Clone, Debug)]
pub struct CameIn {
    /// What the browser holds from now on.
    pub session: LinkToken,
    /// What it keeps, so that strangers who write the same address do not slow it next time.
    pub browser: EntryBrowser,
}

impl Service {
    /// Lets in with the code of a mail that this browser asked for.
    ///
    /// # Errors
    /// [`Problem::EntryCodeRefused`]; [`Problem::Unavailable`].
    pub async fn come_in_by_code(&self, by: ByCode) -> Result<CameIn, Problem> {
        let browser = by.browser.ok_or(Problem::EntryCodeRefused)?;
        let code = EntryCode::parse(&by.code);
        let live = self.live_now();
        let mark = browser.hash();
        let asked = self.store();
        let asked = asked.live_portal_attempts(&mark, live, MOST_LIVE).await;
        let asked = asked.map_err(problem::of_store)?;
        let right = code.and_then(|code| self.with_code(&asked, code));
        let drawn = match right {
            Some(attempt) => {
                self.draw_coming_in(attempt, &browser, by.named, by.before.as_ref())
                    .await?
            }
            None => None,
        };
        let (entry, came_in) = drawn.unzip();
        let tried = TryCode {
            browser: mark,
            live,
            entry,
        };
        let is_in = self.commit(tried).await?;
        came_in.filter(|_| is_in).ok_or(Problem::EntryCodeRefused)
    }

    /// Whether the link leads on in this browser: it was mailed because this browser asked, and it was not used yet.
    /// Looking spends nothing, however often it is done.
    ///
    /// # Errors
    /// [`Problem::Unavailable`].
    pub async fn leads_on(
        &self,
        token: &LinkToken,
        browser: Option<&EntryBrowser>,
    ) -> Result<bool, Problem> {
        Ok(self.asked_with_link(token, browser).await?.is_some())
    }

    /// Lets in with the link of a mail that this browser asked for.
    ///
    /// # Errors
    /// [`Problem::EntryLinkRefused`]; [`Problem::Unavailable`].
    pub async fn come_in_by_link(&self, by: ByLink) -> Result<CameIn, Problem> {
        let asked = self.asked_with_link(&by.token, by.browser.as_ref()).await?;
        let (asked, browser) = asked.zip(by.browser).ok_or(Problem::EntryLinkRefused)?;
        let drawn = self
            .draw_coming_in(&asked, &browser, by.named, by.before.as_ref())
            .await?;
        let (entry, came_in) = drawn.ok_or(Problem::EntryLinkRefused)?;
        let is_in = self.commit(entry).await?;
        Some(came_in)
            .filter(|_| is_in)
            .ok_or(Problem::EntryLinkRefused)
    }

    async fn asked_with_link(
        &self,
        token: &LinkToken,
        browser: Option<&EntryBrowser>,
    ) -> Result<Option<LivePortalAttempt>, Problem> {
        let Some(browser) = browser else {
            return Ok(None);
        };
        let (link, browser) = (token.hash(), browser.hash());
        let asked = self.store();
        let asked = asked.portal_attempt_of_link(&link, &browser, self.live_now());
        asked.await.map_err(problem::of_store)
    }

    /// The asking that has this code.
    fn with_code<'a>(
        &self,
        asked: &'a [LivePortalAttempt],
        code: EntryCode,
    ) -> Option<&'a LivePortalAttempt> {
        let mut asked = asked.iter();
        asked.find(|attempt| attempt.code == self.entry_code_hash(&attempt.id, code))
    }

    /// Draws what lets in after an asking; none when its key is gone.
    async fn draw_coming_in(
        &self,
        attempt: &LivePortalAttempt,
        browser: &EntryBrowser,
        named: Browser,
        before: Option<&LinkToken>,
    ) -> Result<Option<(Entry, CameIn)>, Problem> {
        let Some(address) = self.asked_address_of(attempt).await? else {
            return Ok(None);
        };
        let drawn = self.draw_portal_session(&address, named);
        let came_in = CameIn {
            session: drawn.token,
            browser: self.known_with(browser, &drawn.new.mailbox),
        };
        let entry = Entry {
            attempt: attempt.id,
            before: before.map(LinkToken::hash),
            at: drawn.new.made_at,
            session: drawn.new,
            key: drawn.key,
        };
        Ok(Some((entry, came_in)))
    }

    async fn asked_address_of(
        &self,
        attempt: &LivePortalAttempt,
    ) -> Result<Option<MailAddress>, Problem> {
        let keys = self.owner_keys(&[attempt.id]).await;
        let keys = keys.map_err(problem::of_store)?;
        let open = |key| open_address(key, asked_address(attempt.id), &attempt.address);
        Ok(keys.get(&attempt.id).and_then(open))
    }
}

/// A typed code. It is counted for every mail that it could be of before it lets in, so that many at once count as many.
struct TryCode {
    browser: Digest,
    live: Within,
    /// What the code lets in to, if it is one of them.
    entry: Option<Entry>,
}

impl Operation for TryCode {
    type Output = bool;

    fn keys(&self) -> Vec<NewKey> {
        self.entry.iter().map(|entry| entry.key.clone()).collect()
    }

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        let counted = tx
            .count_portal_try(&self.browser, self.live, MOST_LIVE, MOST_TRIES)
            .await?;
        match &mut self.entry {
            Some(entry) if counted.contains(&entry.attempt) => entry.run(tx).await,
            _ => Ok(false),
        }
    }
}

/// Somebody comes in, once.
struct Entry {
    attempt: Uuid,
    before: Option<Digest>,
    at: Timestamp,
    session: NewPortalSession,
    key: NewKey,
}

impl Operation for Entry {
    /// False: the mail was used meanwhile.
    type Output = bool;

    fn keys(&self) -> Vec<NewKey> {
        vec![self.key.clone()]
    }

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        if !tx.spend_portal_attempt(&self.attempt, self.at).await? {
            return Ok(false);
        }
        if let Some(before) = &self.before {
            tx.end_session_by_token(before).await?;
        }
        tx.insert_portal_session(&self.session).await?;
        Ok(true)
    }
}

impl fmt::Debug for ByCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ByCode(…)")
    }
}

impl fmt::Debug for ByLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ByLink(…)")
    }
}
