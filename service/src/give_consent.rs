//! A consent that another program brings. It names the site, the language and the surface it asked on, the
//! notice it showed, and a key that makes a retry the same consent. With a receipt code it is a change: the
//! consent before ends, and a new one begins.

use std::collections::BTreeSet;

use domain::canonical::Digest;
use domain::consent::{
    Answer, ChoiceCookie, ConsentRecord, Decision, EndReason, Method, ReceiptCode, Standing,
};
use domain::notice::Surface;
use domain::problem::Problem;
use domain::register::{Key, ServedRegister};
use domain::text::Language;
use storage::{NewKey, Operation, StoreError, Tx};

use crate::end_consent::End;
use crate::notice::Question;
use crate::record_choice::{Consent, Place};
use crate::sealing::Known;
use crate::{RequestKey, Service, problem};

/// A consent, as it reached a door.
#[derive(Clone, Debug)]
pub struct GiveConsent {
    /// The site it was asked on, by its key in the register.
    pub site: Key,
    /// The language it was asked in.
    pub language: Language,
    /// Where it was asked.
    pub surface: Surface,
    /// On a placeholder, the service whose embed it stands for.
    pub embed: Option<Key>,
    /// Of what was asked about, the services accepted; the others are refused.
    pub accepted: BTreeSet<Key>,
    /// The value of the choice cookie that stood before. It is believed only together with `replaces`, whose
    /// record proves it.
    pub cookie: Option<String>,
    /// The hash of the notice that was shown.
    pub notice: Digest,
    /// The receipt code of the consent that this one takes the place of.
    pub replaces: Option<ReceiptCode>,
    /// Makes a retry the same consent.
    pub key: RequestKey,
}

/// A consent that was recorded, now or by an earlier arrival of the same request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenConsent {
    /// Opens the receipt.
    pub code: ReceiptCode,
    /// What is recorded.
    pub record: ConsentRecord,
    /// The choice cookie that says what is allowed from now on.
    pub cookie: ChoiceCookie,
}

impl Service {
    /// Records a consent.
    ///
    /// # Errors
    /// - [`Problem::UnknownSite`], [`Problem::UnknownService`]: a name that the register does not hold, or a
    ///   service that was not asked about; nothing accepted is none of either.
    /// - [`Problem::NoticeChanged`]: the notice shown is not in force.
    /// - [`Problem::UnknownReceipt`]: no receipt has the code of the consent to replace.
    /// - [`Problem::KeyReused`]: the key named another request before.
    /// - [`Problem::ConsentEnded`]: the consent that this request recorded was taken back or replaced since, or
    ///   the one before does not stand for what the cookie says.
    /// - [`Problem::Unavailable`]: the database does not take it. Nothing was recorded.
    pub async fn give_consent(&self, given: GiveConsent) -> Result<GivenConsent, Problem> {
        let code = given.key.receipt_code(self.root_key());
        // A retry gets its answer even when the notice has changed in between.
        let record = match self.recorded(&code).await? {
            Some(record) => record,
            None => self.give(given, &code).await?,
        };
        let cookie = self.cookie_of(&record).await?;
        Ok(GivenConsent {
            code,
            record,
            cookie,
        })
    }

    /// What an earlier arrival of the same request recorded. A late copy of a request must not bring back what
    /// was taken back meanwhile.
    async fn recorded(&self, code: &ReceiptCode) -> Result<Option<ConsentRecord>, Problem> {
        let Some(known) = self.known(code).await? else {
            return Ok(None);
        };
        if known.consent.is_active() {
            known.record().map(Some)
        } else {
            Err(Problem::ConsentEnded)
        }
    }

    async fn give(&self, given: GiveConsent, code: &ReceiptCode) -> Result<ConsentRecord, Problem> {
        let before = match &given.replaces {
            Some(replaced) => Some(self.known(replaced).await?.ok_or(Problem::UnknownReceipt)?),
            None => None,
        };
        let give = self.prepare_consent(given, code.clone(), before.as_ref())?;
        let drawn = give.consent.drawn().clone();
        match self.commit(give).await?? {
            Written::Now => Ok(drawn),
            Written::Earlier => {
                let earlier = self.recorded(code).await?;
                earlier.ok_or_else(|| problem::missing("a consent that was just recorded"))
            }
        }
    }

    fn prepare_consent(
        &self,
        given: GiveConsent,
        code: ReceiptCode,
        before: Option<&Known>,
    ) -> Result<Give, Problem> {
        let register = self.register();
        if register.site(&given.site).is_none() {
            return Err(Problem::UnknownSite);
        }
        let standing = self.standing_before(&given);
        let (question, notice) = self.question_shown(&given, &standing)?;
        let asked = question.services(register);
        if given.accepted.is_empty() || !given.accepted.is_subset(&asked) {
            return Err(Problem::UnknownService);
        }
        let decision = Decision::Only(given.accepted);
        let outcome = decision.apply(register, &standing, &asked, self.today());
        let carried = outcome.granted.difference(&asked).cloned().collect();
        let replaces = match (given.replaces, before) {
            (Some(code), Some(before)) => Some(self.replace(code, before, &carried)?),
            _ => None,
        };
        let place = Place {
            site: given.site,
            language: given.language,
            surface: given.surface,
            method: Method::Api,
        };
        Ok(Give {
            consent: self.draw_consent(place, None, &outcome.granted, notice)?,
            mark: given.key.mark(self.root_key()),
            code,
            replaces,
        })
    }

    /// The end of the consent before, which must prove what is `carried` on without being asked about.
    fn replace(
        &self,
        code: ReceiptCode,
        before: &Known,
        carried: &BTreeSet<Key>,
    ) -> Result<Replaced, Problem> {
        let record = before.record()?;
        let granted: BTreeSet<Key> = record.granted().cloned().collect();
        if !carried.is_subset(&granted) {
            return Err(Problem::ConsentEnded);
        }
        Ok(Replaced {
            code,
            end: self.draw_end(self.now(), before),
            must_stand: !carried.is_empty(),
        })
    }

    fn standing_before(&self, given: &GiveConsent) -> Standing {
        let cookie = given.cookie.as_deref();
        self.standing(cookie.filter(|_| given.replaces.is_some()), false)
    }

    /// What was asked, by the notice that was shown. A banner may ask about everything where it could ask
    /// about what changed alone.
    fn question_shown(
        &self,
        given: &GiveConsent,
        standing: &Standing,
    ) -> Result<(Question, Vec<u8>), Problem> {
        let register = self.register();
        let embed = given.embed.as_deref();
        let mut questions = vec![Question::of(register, given.surface, standing, embed)?];
        if given.surface == Surface::Banner {
            questions.push(Question::Everything);
        }
        for question in questions {
            let notice = question.notice(register, given.language, given.surface);
            let bytes = notice.to_bytes().map_err(problem::of_form)?;
            if Digest::of(&bytes) == given.notice {
                return Ok((question, bytes));
            }
        }
        Err(Problem::NoticeChanged)
    }

    /// The cookie of a record, the same however often it is asked for.
    async fn cookie_of(&self, record: &ConsentRecord) -> Result<ChoiceCookie, Problem> {
        let day = self.day_of(record.given_at);
        if record.register == self.register().version() {
            return Ok(cookie(self.register(), record, day));
        }
        let earlier = self.earlier_register(&record.register).await?;
        let register = earlier.ok_or_else(|| problem::missing("the register of a consent"))?;
        Ok(cookie(&register, record, day))
    }
}

fn cookie(
    register: &ServedRegister,
    record: &ConsentRecord,
    day: jiff::civil::Date,
) -> ChoiceCookie {
    let granted: BTreeSet<&Key> = record.granted().collect();
    let answer = |key: &Key| {
        Some(Answer {
            service: key.clone(),
            fingerprint: register.fingerprint(key)?,
            granted: granted.contains(key),
        })
    };
    ChoiceCookie {
        day,
        answers: register
            .optional_services()
            .filter_map(|(key, _)| answer(key))
            .collect(),
    }
}

/// A consent, ready to be written.
struct Give {
    consent: Consent,
    mark: Digest,
    code: ReceiptCode,
    replaces: Option<Replaced>,
}

/// The consent that another takes the place of.
struct Replaced {
    code: ReceiptCode,
    end: End,
    /// Something that was not asked about stays allowed, and only this consent proves it.
    must_stand: bool,
}

enum Written {
    Now,
    /// By a copy of the same request that came first.
    Earlier,
}

impl Operation for Give {
    type Output = Result<Written, Problem>;

    fn keys(&self) -> Vec<NewKey> {
        vec![self.consent.new_key()]
    }

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Self::Output, StoreError> {
        if tx.consent_by_code(&self.code.hash()).await?.is_some() {
            return Ok(Ok(Written::Earlier));
        }
        if tx.consent_by_attempt(&self.mark).await?.is_some() {
            return Ok(Err(Problem::KeyReused));
        }
        if let Some(replaced) = &self.replaces {
            let Some(before) = tx.consent_by_code(&replaced.code.hash()).await? else {
                return Ok(Err(Problem::UnknownReceipt));
            };
            if replaced.must_stand && !before.is_active() {
                return Ok(Err(Problem::ConsentEnded));
            }
            replaced.end.write(tx, EndReason::Replaced).await?;
        }
        self.consent.insert_under(tx, self.mark, &self.code).await?;
        Ok(Ok(Written::Now))
    }
}

#[cfg(test)]
mod tests;
