//! What every request needs: the service, the limits, and how pages are rendered.

use std::ops::Deref;
use std::sync::Arc;

use axum::extract::FromRef;
use leptos::config::LeptosOptions;
use service::{Chance, Service};

use crate::api::Composed;
use crate::client::Proxies;
use crate::eid::EidProvider;
use crate::embed::Embeds;
use crate::limits::Limits;
use crate::mail::{Composer, Folder};
use crate::signing_key::SigningKeys;

/// Shared by every request: each layer that one passes clones it.
#[derive(Clone)]
pub struct Site(Arc<Parts>);

impl Site {
    /// Puts the parts together.
    #[must_use]
    pub fn new(parts: Parts) -> Self {
        Self(Arc::new(parts))
    }
}

impl Deref for Site {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

/// What a site is made of.
pub struct Parts {
    /// What the system does.
    pub service: Service,
    /// Where nonces come from.
    pub chance: Arc<dyn Chance>,
    /// How often one network may do what.
    pub limits: Limits,
    /// Whose word on the client's address is taken.
    pub proxies: Proxies,
    /// People reach the service over TLS.
    pub secure: bool,
    /// Where people reach the service, for `security.txt`.
    pub public_url: Option<String>,
    /// The service's own origin: where people reach it, or else where it listens.
    pub origin: String,
    /// Answers of the REST interface.
    pub answers: Composed,
    /// The scripts for other websites.
    pub embeds: Embeds,
    /// What the log's heads are signed and checked with.
    pub log_keys: SigningKeys,
    /// The mails to show, where there is no mail server and nobody else can reach the service.
    pub mails: Option<Folder>,
    /// What mails are composed with, for those who write newsletters to see them.
    pub composer: Arc<Composer>,
    /// Who says which person somebody is, where the organisation has such a provider.
    pub(crate) eid: Option<EidProvider>,
    /// What Leptos needs to name the front build.
    pub leptos: LeptosOptions,
}

impl FromRef<Site> for LeptosOptions {
    fn from_ref(site: &Site) -> Self {
        site.leptos.clone()
    }
}
