//! An electronic identity: OpenID Connect as the brokers of MitID speak it. Code flow with PKCE, state and nonce, and no
//! scope but `openid`: no civil registration number is ever asked for.

mod call;
mod id_token;
mod provider;
mod settings;

pub(crate) use provider::EidProvider;
pub use provider::EidStartError;
pub use settings::EidSettings;
