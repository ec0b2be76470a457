//! What a surface asks, and the notice that shows it. Pages show what is composed here, and recording a
//! choice composes it again, so that what was shown is never taken from the client.

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::canonical::Digest;
use domain::consent::{Ask, Standing};
use domain::notice::{Asked, Notice, Surface};
use domain::problem::Problem;
use domain::register::{Key, ServedRegister};
use domain::text::Language;

use crate::{Service, problem};

/// What a surface asks about.
pub(crate) enum Question {
    Everything,
    Changed(BTreeSet<Key>),
    Embed(Key),
}

impl Question {
    pub(crate) fn of(
        register: &ServedRegister,
        surface: Surface,
        standing: &Standing,
        embed: Option<&str>,
    ) -> Result<Self, Problem> {
        match (surface, &standing.ask) {
            (Surface::Banner, Ask::Changed(services)) => Ok(Self::Changed(services.clone())),
            (Surface::Banner | Surface::Settings, _) => Ok(Self::Everything),
            (Surface::Placeholder, _) => {
                let embed = embed.ok_or(Problem::UnknownService)?;
                if !is_choice(register, embed) {
                    return Err(Problem::UnknownService);
                }
                Ok(Self::Embed(embed.to_owned()))
            }
        }
    }

    pub(crate) fn services(&self, register: &ServedRegister) -> BTreeSet<Key> {
        match self {
            Self::Everything => register
                .optional_services()
                .map(|(key, _)| key.clone())
                .collect(),
            Self::Changed(services) => services.clone(),
            Self::Embed(service) => BTreeSet::from([service.clone()]),
        }
    }

    pub(crate) fn notice(
        &self,
        register: &ServedRegister,
        language: Language,
        surface: Surface,
    ) -> Notice {
        let asked = match self {
            Self::Everything => Asked::Everything,
            Self::Changed(services) => Asked::Changed(services),
            Self::Embed(service) => Asked::Embed(service),
        };
        Notice::compose(register, language, surface, asked)
    }
}

/// Whether the register holds `service` as something a visitor can choose.
pub(crate) fn is_choice(register: &ServedRegister, service: &str) -> bool {
    register.optional_services().any(|(key, _)| key == service)
}

/// A notice that is shown to whoever has not chosen yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeInForce {
    /// The language it is written in.
    pub language: Language,
    /// Where it is shown.
    pub surface: Surface,
    /// On a placeholder, the service whose embed it stands for.
    pub embed: Option<Key>,
    /// What it says.
    pub notice: Notice,
    /// Its name.
    pub hash: Digest,
    /// The bytes that its name is the SHA-256 of.
    pub canonical: Vec<u8>,
}

impl Service {
    /// Every notice that is shown to whoever has not chosen yet: composed once, since the register served does not
    /// change while the service runs.
    ///
    /// # Errors
    /// [`Problem::Fault`], never in practice: a notice holds only text.
    pub fn notices_in_force(&self) -> Result<Arc<[NoticeInForce]>, Problem> {
        if let Some(known) = self.notices().get() {
            return Ok(Arc::clone(known));
        }
        let composed = self.compose_in_force()?.into();
        Ok(Arc::clone(self.notices().get_or_init(|| composed)))
    }

    fn compose_in_force(&self) -> Result<Vec<NoticeInForce>, Problem> {
        let everything = [Surface::Banner, Surface::Settings].map(|surface| (surface, None));
        let embeds = self.register().optional_services();
        let embeds = embeds.map(|(key, _)| (Surface::Placeholder, Some(key.clone())));
        let shown: Vec<(Surface, Option<Key>)> = everything.into_iter().chain(embeds).collect();
        let in_both = |(surface, embed): &(Surface, Option<Key>)| {
            Language::ALL.map(|language| self.in_force(language, *surface, embed.clone()))
        };
        shown.iter().flat_map(in_both).collect()
    }

    fn in_force(
        &self,
        language: Language,
        surface: Surface,
        embed: Option<Key>,
    ) -> Result<NoticeInForce, Problem> {
        let nothing = self.standing(None, false);
        let question = Question::of(self.register(), surface, &nothing, embed.as_deref())?;
        let notice = question.notice(self.register(), language, surface);
        let canonical = notice.to_bytes().map_err(problem::of_form)?;
        Ok(NoticeInForce {
            language,
            surface,
            embed,
            notice,
            hash: Digest::of(&canonical),
            canonical,
        })
    }

    /// The canonical bytes of the notice of this name: one in force, or one that somebody accepted something
    /// under. None when there is none.
    ///
    /// # Errors
    /// [`Problem::Unavailable`] when the database does not answer.
    pub async fn notice_bytes(&self, hash: &Digest) -> Result<Option<Vec<u8>>, Problem> {
        let in_force = self.notices_in_force()?;
        if let Some(notice) = in_force.iter().find(|notice| notice.hash == *hash) {
            return Ok(Some(notice.canonical.clone()));
        }
        let stored = self.store().shown_words(hash).await;
        let stored = stored.map_err(problem::of_store)?;
        Ok(stored.map(String::into_bytes))
    }

    /// The notice that a consent was given under.
    pub(crate) async fn shown(&self, hash: &Digest) -> Result<Notice, Problem> {
        let in_force = self.notices_in_force()?;
        if let Some(known) = in_force.iter().find(|notice| notice.hash == *hash) {
            return Ok(known.notice.clone());
        }
        let stored = self.store().notice(hash).await.map_err(problem::of_store)?;
        stored.ok_or_else(|| problem::missing("the notice of a consent"))
    }

    /// The notice that `surface` shows, and its hash. `embed` is the service whose embed would stand where
    /// a placeholder stands; other surfaces do not look at it.
    ///
    /// # Errors
    /// [`Problem::UnknownService`] when a placeholder's service is none that can be chosen.
    pub fn notice(
        &self,
        language: Language,
        surface: Surface,
        standing: &Standing,
        embed: Option<&str>,
    ) -> Result<(Notice, Digest), Problem> {
        let question = Question::of(self.register(), surface, standing, embed)?;
        let notice = question.notice(self.register(), language, surface);
        let hash = notice.hash().map_err(problem::of_form)?;
        Ok((notice, hash))
    }
}

#[cfg(test)]
mod tests {

    use super::*;
    use crate::testing::{Bench, Browser, register};

    #[tokio::test]
    async fn a_placeholder_asks_about_its_own_service_only() {
        let bench = Bench::open().await;
        let service = &bench.service;
        let standing = service.standing(None, false);
        let (notice, _) = service
            .notice(Language::Da, Surface::Placeholder, &standing, Some("video"))
            .unwrap();
        assert_eq!(notice.asked(), BTreeSet::from(["video".to_owned()]));
        for embed in [None, Some("unknown"), Some("session")] {
            let refused = service.notice(Language::Da, Surface::Placeholder, &standing, embed);
            assert_eq!(refused.unwrap_err(), Problem::UnknownService, "{embed:?}");
        }
    }

    #[tokio::test]
    async fn every_notice_in_force_is_listed_once_and_opens_by_its_hash() {
        let bench = Bench::open().await;
        let service = &bench.service;
        let nothing = service.standing(None, false);
        let listed = service.notices_in_force().unwrap();
        let hashes: BTreeSet<Digest> = listed.iter().map(|notice| notice.hash).collect();
        // Banner, settings and three services, in two languages.
        assert_eq!((listed.len(), hashes.len()), (10, 10));
        for notice in listed.iter() {
            let embed = notice.embed.as_deref();
            let shown = service.notice(notice.language, notice.surface, &nothing, embed);
            assert_eq!(shown.unwrap().1, notice.hash);
            let bytes = service.notice_bytes(&notice.hash).await.unwrap();
            assert_eq!(bytes.as_ref(), Some(&notice.canonical));
        }
        let unknown = service.notice_bytes(&Digest::of(b"none")).await;
        assert_eq!(unknown, Ok(None));
    }

    #[tokio::test]
    async fn a_notice_somebody_accepted_under_opens_when_it_is_no_longer_in_force() {
        let bench = Bench::open().await;
        let _browser = Browser::accepted(&bench.service).await;
        let before = bench.service.notices_in_force().unwrap();
        let later = bench.serving(register(|register| {
            register.cookies.question.da.push('?');
        }));
        let is_open = async |surface| {
            let notice = before
                .iter()
                .find(|notice| notice.surface == surface && notice.language == Language::Da);
            let bytes = later.notice_bytes(&notice.unwrap().hash).await;
            bytes.unwrap().is_some()
        };
        assert!(is_open(Surface::Banner).await);
        assert!(!is_open(Surface::Settings).await);
    }

    #[tokio::test]
    async fn surfaces_and_languages_have_notices_of_their_own() {
        let bench = Bench::open().await;
        let service = &bench.service;
        let standing = service.standing(None, false);
        let hash = |language, surface| {
            service
                .notice(language, surface, &standing, None)
                .unwrap()
                .1
        };
        let banner = hash(Language::Da, Surface::Banner);
        assert_ne!(banner, hash(Language::En, Surface::Banner));
        assert_ne!(banner, hash(Language::Da, Surface::Settings));
        assert_eq!(banner, hash(Language::Da, Surface::Banner));
    }
}
