//! Pieces that more than one page is made of.

mod access_letter;
mod answer_form;
mod banner;
mod choices;
mod code_field;
mod companions;
mod fact;
mod field;
mod frame;
mod gate;
mod icon;
mod lines;
mod loaded;
mod menu;
mod picture;
mod problem;
mod qr;
mod radios;
mod select;
mod text_area;
mod title;
mod trouble;

pub use access_letter::AccessLetter;
pub use answer_form::AnswerForm;
pub use banner::Banner;
pub use choices::Choices;
pub use code_field::CodeField;
pub use companions::Companions;
pub use fact::Fact;
pub use field::{Field, FieldProblem, ProblemList, described_by, of_field};
pub use frame::{Footer, Header};
pub use gate::Gate;
pub use icon::{Icon, Shape};
pub use lines::Lines;
pub use loaded::Loaded;
pub use menu::Menu;
pub use picture::{Picture, PictureView};
pub use problem::ProblemSummary;
pub use qr::{Qr, QrView};
pub use radios::Radios;
pub use select::Select;
pub use text_area::TextArea;
pub use title::PageTitle;
pub use trouble::Trouble;

use domain::text::Language;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::address::language_of;

/// The language of the page being shown. Changing it loads the page anew, so it needs no signal.
#[must_use]
pub fn language() -> Language {
    language_of(&use_location().pathname.get_untracked())
}
