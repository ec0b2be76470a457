//! Mail, from rows to mail servers: letters get their words and their form (`words`, `compose`), a few workers with a
//! connection each send what is due (`sender`, `smtp`), or write it into files where there is no mail server
//! (`folder`, and `shown` to read them). What comes back, and what people answer, is fetched from a mailbox
//! (`incoming`).

mod compose;
mod dkim;
mod folder;
mod imap_settings;
mod incoming;
mod line;
mod sender;
mod settings;
mod shown;
mod smtp;
mod supply;
mod words;

pub use compose::{ComposeError, Composed, Composer};
pub use dkim::DkimError;
pub use folder::{Folder, FolderError};
pub use imap_settings::{ImapServer, Incoming};
pub(crate) use incoming::Fetcher;
pub(crate) use line::Line;
pub(crate) use sender::Sender;
pub(crate) use settings::Written;
pub use settings::{MailSettings, Outgoing, SmtpServer, Tls};
pub use shown::Seen;
pub(crate) use shown::router as shown;
