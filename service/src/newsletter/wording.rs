//! Which words were on the screen. A form sends their hash; a page that was opened yesterday still counts.

use domain::canonical::Digest;
use domain::problem::Problem;
use domain::register::ServedNewsletter;
use domain::subscription::Wording;
use domain::text::Language;
use jiff::civil::Date;

use crate::{Service, problem};

/// The words that were shown, and the day whose dates they hold.
pub(super) struct Shown {
    pub(super) bytes: Vec<u8>,
    pub(super) day: Date,
}

impl Shown {
    pub(super) fn hash(&self) -> Digest {
        Digest::of(&self.bytes)
    }
}

impl Service {
    /// The newsletter.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when the organisation has none.
    pub(crate) fn newsletter(&self) -> Result<ServedNewsletter<'_>, Problem> {
        self.register().newsletter().ok_or(Problem::NotFound)
    }

    /// What the sign-up form says today, and its hash.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when the organisation has no newsletter.
    pub fn sign_up_wording(&self, language: Language) -> Result<(Wording, Digest), Problem> {
        let newsletter = self.newsletter()?;
        named(Wording::sign_up(newsletter, language, self.today()))
    }

    /// What the box in the form of an event says today, and its hash.
    ///
    /// # Errors
    /// As [`Self::sign_up_wording`].
    pub fn wording_beside_event(&self, language: Language) -> Result<(Wording, Digest), Problem> {
        let newsletter = self.newsletter()?;
        named(Wording::beside_event(newsletter, language, self.today()))
    }

    /// What of `compose` was shown: today's, or yesterday's.
    ///
    /// # Errors
    /// [`Problem::NoticeChanged`] when neither has this hash.
    pub(super) fn words_shown(
        &self,
        hash: Option<Digest>,
        compose: impl Fn(Date) -> Option<Wording>,
    ) -> Result<Shown, Problem> {
        let today = self.today();
        for day in [Some(today), today.yesterday().ok()].into_iter().flatten() {
            let Some(wording) = compose(day) else {
                continue;
            };
            let bytes = wording.to_bytes().map_err(problem::of_form)?;
            if Some(Digest::of(&bytes)) == hash {
                return Ok(Shown { bytes, day });
            }
        }
        Err(Problem::NoticeChanged)
    }
}

/// A wording with its hash.
pub(super) fn named(wording: Wording) -> Result<(Wording, Digest), Problem> {
    let hash = wording.hash().map_err(problem::of_form)?;
    Ok((wording, hash))
}
