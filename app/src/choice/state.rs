//! What the banner and an embed's place show, computed on the server and carried to the browser.

use domain::notice::Notice;
use domain::problem::Problem;
use domain::register::Key;
use serde::{Deserialize, Serialize};

/// The anchor a stored choice returns to; the line there shows only while it is the address's target.
pub const STORED_ANCHOR: &str = "valg-gemt";

/// A question with what its form must send back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// What is shown.
    pub notice: Notice,
    /// The notice's hash.
    pub hash: String,
    /// The mark that makes a retry one record.
    pub attempt: String,
}

/// The line that tells what was stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredLine {
    /// What was stored.
    pub text: String,
    /// Something was accepted, so there is a receipt.
    pub has_receipt: bool,
}

/// What stands in the banner's place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BannerState {
    /// Nothing: the settings page asks by itself, or the page could not be asked about.
    Absent,
    /// A choice stands.
    Stored(StoredLine),
    /// The browser said no; told, not asked.
    Signalled,
    /// The question.
    Asked(Box<Question>),
}

/// What stands in an embed's place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EmbedState {
    /// The visitor allowed the service: the frame's address.
    Allowed {
        /// The service.
        service: Key,
        /// The frame's address.
        source: String,
    },
    /// The visitor did not: who would get what, and the choice in place.
    Gated {
        /// The service.
        service: Key,
        /// The question.
        question: Box<Question>,
    },
}

/// A form that was refused: why, and what was typed, so that nothing is lost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// Why.
    pub problem: Problem,
    /// The services ticked.
    pub ticked: Vec<Key>,
    /// The receipt code typed.
    pub code: String,
    /// Where the form was to return to.
    pub return_to: Option<String>,
}
